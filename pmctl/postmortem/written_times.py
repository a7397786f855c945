"""Reads the time that a text begins with, in the notations that people use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from typing import Final

from pmctl.postmortem.written_dates import DATE, SHORT_DATE, WIDE, WrittenDate, written_date
from pmctl.postmortem.zones import ZONE, zone_of

_WEEKDAY: Final = re.compile(
    r"[\s,(]*(?:on\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![^\W\d_])[.,)]*",
    re.IGNORECASE,
)
_HALF_DAY: Final = r"\s?[ap]\.?\s?m\b\.?|[ap](?![^\W_])"
_CLOCK: Final = re.compile(
    rf"""
    (?P<before>午前|午後|上午|下午)?\s?
    (?:(?P<h>[0-9]{{1,2}}):(?P<min>[0-9]{{2}})(?![0-9])(?::(?P<s>[0-9]{{2}})(?![0-9])(?:[.,][0-9]+)?)?
        (?:(?P<half>{_HALF_DAY})|\s?(?:Uhr|hrs)\b)?
    | (?P<ph>[0-9]{{1,2}})\.(?P<pmin>[0-9]{{2}})(?:\s?(?P<phalf>[ap]\.?m\b\.?)|\s?Uhr\b)
    | (?P<oh>[0-9]{{1,2}})(?:\s?(?P<ohalf>[ap]\.?m\b\.?)|\s?Uhr\b)
    | (?P<hh>[0-9]{{1,2}})\s?[hu]\s?(?P<hmin>[0-5][0-9])(?![^\W_])
    | (?P<jh>[0-9]{{1,2}})[時时点點](?:(?P<jmin>[0-9]{{1,2}})分?)?
    | (?P<zh>[01][0-9]|2[0-4])(?P<zmin>[0-5][0-9])(?=\s?(?:z|utc|gmt|hrs|hours)\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE_CLOCK: Final = re.compile(r"(?P<h>[0-9]{1,2})\.(?P<min>[0-9]{2})(?![0-9.])")
_CLOCK_GROUPS: Final = (
    ("h", "min", "half"), ("ph", "pmin", "phalf"), ("oh", "", "ohalf"), ("hh", "hmin", ""), ("jh", "jmin", ""),
    ("zh", "zmin", ""),
)  # fmt: skip
_NUMERIC_OFFSET: Final = re.compile(r"\s?\+[0-9]{2}(?::?[0-9]{2})?(?![0-9:])|\s?[-\u2212][0-9]{4}(?![0-9])")
_ISO_OFFSET: Final = re.compile(r"[+\-\u2212][0-9]{2}(?::?[0-9]{2})?(?![0-9:])")
_ZONE: Final = re.compile(rf"\s?\(?(?P<name>{ZONE})\)?|(?P<zulu>[zZ])(?![A-Za-z0-9])")

_ABOUT: Final = (
    r"[~≈∼±约約]|(?:ca?\.)|(?:ca|circa|approx(?:\.|imately\b)?|about|around|roughly|estimated|est\."
    r"|ungefähr|gegen|etwa|vers|environ|hacia|rond|omstreeks|około|omkring|runt)(?![^\W_])"
)
_BEFORE: Final = re.compile(
    rf"\s*(?:(?P<about>{_ABOUT})|(?:at|on|from|between|um|ab|kl\.?|à|às|a las)(?=\s))\s*", re.IGNORECASE
)
_BEHIND: Final = re.compile(
    r"\s?(?:~|頃|ごろ|左右|-?ish(?![^\W_])|\((?:approx[a-z]*|est(?:imated)?|ca|circa|about)\.?\))", re.IGNORECASE
)
_JOINT: Final = re.compile(r"[T_](?=[0-9])|\s*[,@:|–—-]?\s*(?:(?:at|um|à|às|a las|kl\.?)\s+)?(?=[^\s])", re.IGNORECASE)
_TO: Final = re.compile(r"\s*(?:[-–—‐‑−→~〜～]+>?|=>|to\b|until\b|till\b|and\b|bis\b|\.\.\.?|…)\s*", re.IGNORECASE)
_SECONDS: Final = re.compile(r"[0-9]{2}(?![0-9]|:[0-9])")
_ASIDE: Final = re.compile(r"\s*\((?P<words>[^()]{1,40})\)")
_MARGIN: Final = re.compile(r"[^\w~≈∼±]*")
_CLOSING: Final = re.compile(r"\s*\)")
_SPACE: Final = re.compile(r"[\s,(]*(?:on\s+)?", re.IGNORECASE)
_BLANK: Final = re.compile(
    r"[\s*_`{\[(~≈-]*(?P<text>(?:[0-9?x/.-]{6,10}[T\s]+)?"
    r"(?:(?:hh|xx|nn|\?\?|[0-9]{1,2}|--):(?:mm|xx|nn|--|[0-9?x][?x]|\?\?|[0-9][?x])(?::(?:ss|xx|--|[?x0-9]{2}))?"
    r"|tbd|tbc|n/a|\?{2,})z?)(?![^\W_])",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"^[\s:：–—|,.;>→)\]}~-]*")
_LINK_END: Final = re.compile(r"^\]\([^()\s]*\)")
# Most lines are prose, and this is all that it takes to say so.
_PROMISING: Final = re.compile(r"[^0-9０-９?]{0,48}[0-9０-９?]|\W*(?:hh|mm|xx|--|tb[cd]|n/a)", re.IGNORECASE)
_LINK: Final = re.compile(r"\[([^\[\]]{0,60})\]\(([^()\s]{0,500})\)")
_MARKS: Final = str.maketrans("*_`[]{}\u00a0\u202f\t", "          ")

_DAY: Final = timedelta(hours=24)
_HEAD: Final = 160


@dataclass(slots=True, kw_only=True)
class WrittenTime:
    """A time as written, not yet on a calendar.

    Attributes:
        start: where it begins in the text.
        end: where it ends, exclusive.
        day: its date, or None.
        clock: the time since midnight, or None for a date alone and for what cannot be read.
        zone: its zone, or None.
        until_day: the date that a range ends on, if it is written.
        until: the time since midnight at which a range ends, or None.
        approximate: whether it says "about".
        is_readable: False for a place left blank ("HH:MM", "16:0x") and for impossible times ("25:61").
        is_plain: whether no preposition stands before it ("At 15:00" is not plain).
    """

    start: int
    end: int = 0
    day: WrittenDate | None = None
    clock: timedelta | None = None
    zone: tzinfo | None = None
    until_day: WrittenDate | None = None
    until: timedelta | None = None
    approximate: bool = False
    is_readable: bool = True
    is_plain: bool = True

    @property
    def is_date_alone(self) -> bool:
        """Whether it is a date without a time of day."""
        return self.is_readable and self.clock is None


def read_time(text: str, *, whole: bool = False) -> WrittenTime | None:
    """Read the time that a text begins with, past Markdown's marks; None if it begins with something else.

    Args:
        text: one line of Markdown.
        whole: the text is a cell that should hold a time and nothing else, so that "15.30" is one too.
    """
    if not _PROMISING.match(text):
        return None
    head = _LINK.sub(_unlinked, text[:_HEAD].translate(WIDE))
    blank = _BLANK.match(head)
    scan = _Scan(text=head.translate(_MARKS), whole=whole)
    time = scan.read()
    if blank and (time is None or time.clock is None):
        day = time.day if time else None
        return WrittenTime(start=blank.start("text"), end=blank.end("text"), day=day, is_readable=False)
    return time


def event_of(text: str, time: WrittenTime) -> str:
    """Return the words behind a time, without what separates the two and without marks that enclosed the time."""
    before, behind = text[: time.start], _LINK_END.sub("", text[time.end :])
    for mark in ("**", "__", "~~", "*", "_", "`"):
        if before.count(mark) % 2:
            before = before.replace(mark, "")
            behind = behind.replace(mark, "", 1)
    return _GAP.sub("", behind, count=1).strip()


def _unlinked(match: re.Match[str]) -> str:
    """A link's words alone, at their place and as wide as the link."""
    return f" {match[1]}".ljust(len(match[0]))


def _clock_parts(match: re.Match[str]) -> tuple[int, int, int, str]:
    """Hours, minutes, seconds, and "a", "p" or "" for the half of the day."""
    groups = match.groupdict("")
    before = groups.get("before", "")
    half = {"午前": "a", "上午": "a", "午後": "p", "下午": "p"}.get(before, "")
    for hours, minutes, mark in _CLOCK_GROUPS:
        if groups.get(hours):
            half = half or groups.get(mark, "").strip()[:1].lower()
            return int(groups[hours]), int(groups.get(minutes) or 0), int(groups.get("s") or 0), half
    raise AssertionError  # pragma: no cover


def _since_midnight(hours: int, minutes: int, seconds: int, half: str) -> timedelta | None:
    if minutes > 59 or seconds > 59:
        return None
    if half == "p" and hours < 12:
        hours += 12
    elif half == "a" and hours == 12:
        hours = 0
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return clock if clock <= _DAY else None


@dataclass(slots=True, kw_only=True)
class _Scan:
    """One reading of a text from its beginning; `at` is how far it has come."""

    text: str
    whole: bool
    at: int = 0
    time: WrittenTime = field(default_factory=lambda: WrittenTime(start=0))

    def read(self) -> WrittenTime | None:
        self._take(_MARGIN)
        self.time.start = self.at
        self._words_before()
        self._take(_WEEKDAY)
        self._take(_SPACE)
        self.time.day = self._date()
        parts = None
        if self.time.day is not None:
            parts = self._clock_behind_date()
        elif (parts := self._clock()) is not None:
            self._date_behind()
        else:
            return None
        self._range(parts)
        self._asides()
        return self.time

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _words_before(self) -> None:
        while match := self._take(_BEFORE):
            if match["about"]:
                self.time.approximate = True
            else:
                self.time.is_plain = False
                self.whole = self.whole or "kl" in match[0]

    def _date(self) -> WrittenDate | None:
        match = self._take(DATE)
        if match is None:
            return None
        self.time.end = self.at
        return written_date(match)

    def _clock(self, *, is_iso: bool = False) -> tuple[int, int, int, str] | None:
        match = self._take(_CLOCK) or (self._take(_BARE_CLOCK) if self.whole else None)
        if match is None:
            return None
        parts = _clock_parts(match)
        self.time.clock = _since_midnight(*parts)
        self.time.is_readable = self.time.clock is not None
        self._zone(is_iso=is_iso)
        return parts

    def _zone(self, *, is_iso: bool = False) -> None:
        """Read what may stand right behind a clock: its zone, and that it is not exact."""
        self._roughly()
        if match := self._take(_NUMERIC_OFFSET) or (self._take(_ISO_OFFSET) if is_iso else None):
            self.time.zone = zone_of(match[0].strip()) or self.time.zone
        elif match := self._take(_ZONE):
            self.time.zone = zone_of(match["name"] or "Z") or self.time.zone
        self._roughly()
        self.time.end = self.at

    def _roughly(self) -> None:
        while self._take(_BEHIND):
            self.time.approximate = True

    def _clock_behind_date(self) -> tuple[int, int, int, str] | None:
        if self._take(_WEEKDAY):
            self.time.end = self.at
        joint = self._take(_JOINT)
        self._words_before()
        parts = self._clock(is_iso=joint is not None and joint[0].upper() == "T")
        self.at = self.time.end
        return parts

    def _date_behind(self) -> None:
        behind = self.at
        self._take(_WEEKDAY)
        self._take(_SPACE)
        match = DATE.match(self.text, self.at)
        if match and not match["sb"]:
            self.time.day = self._date()
            if "(" in self.text[behind : self.at] and self._take(_CLOSING):
                self.time.end = self.at
        self.at = self.time.end

    def _range(self, start: tuple[int, int, int, str] | None) -> None:
        if self._take(_TO) is None:
            return
        self._words_before()
        self._take(_WEEKDAY)
        end, approximate_end = self.time.end, self.time.approximate
        day = self._date()
        if day is not None:
            self._take(_JOINT)
        clock = self.time.clock
        parts = self._clock() if start else None
        if parts is not None and start is not None:
            self.time.until = self.time.clock
            self.time.until_day = day
            self.time.clock = _first_of_range(start, parts) if not start[3] else clock
            self.time.is_readable = clock is not None
        elif day is not None:
            self.time.until_day = day
        elif start and clock is not None and self._has_seconds() and (match := self._take(_SECONDS)):
            self.time.until = clock + timedelta(seconds=int(match[0]) - start[2])
            self._zone()
        else:
            self.time.approximate = approximate_end
            self.time.end = end
        self.at = self.time.end

    def _has_seconds(self) -> bool:
        return self.text.count(":", self.time.start, self.time.end) > 1

    def _asides(self) -> None:
        while match := self._take(_ASIDE):
            if not self._aside(match["words"].strip()):
                return
            self.time.end = self.at
            self._zone()

    def _aside(self, words: str) -> bool:
        """Take what stands in parentheses behind a time; False if it is part of the event."""
        if (zone := zone_of(words)) is not None:
            self.time.zone = self.time.zone or zone
            return True
        match = DATE.fullmatch(words) or SHORT_DATE.fullmatch(words)
        if match and self.time.day is None:
            self.time.day = written_date(match)
            return True
        # The same moment in another zone, as people write it for colleagues elsewhere.
        clock = _CLOCK.match(words)
        return match is not None or (clock is not None and not _ZONE.sub("", words[clock.end() :]).strip())


def _first_of_range(start: tuple[int, int, int, str], end: tuple[int, int, int, str]) -> timedelta | None:
    """The first time of "2:00 - 3:30 PM", whose half of the day is said only at the end."""
    hours, minutes, seconds, _ = start
    if not end[3] or not 1 <= hours <= 12:
        return _since_midnight(hours, minutes, seconds, "")
    same, last = _since_midnight(hours, minutes, seconds, end[3]), _since_midnight(*end)
    if same is None or last is None or same <= last:
        return same
    return _since_midnight(hours, minutes, seconds, "a" if end[3] == "p" else "p")
