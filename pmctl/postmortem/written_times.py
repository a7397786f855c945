"""Reads the time that a text begins with, in the notations that people use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from typing import Final

from pmctl.postmortem.first_words import may_begin_with_time
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.weekdays import WEEKDAY, number_of, read_weekday
from pmctl.postmortem.written_clocks import (
    BARE_CLOCK,
    CLOCK,
    COMPACT_CLOCK,
    DOTTED_CLOCK,
    LAST_MINUTES,
    NAMED_CLOCK,
    Clock,
    clock_of,
    first_of_range,
)
from pmctl.postmortem.written_dates import DATE, SHORT_DATE, WIDE, WrittenDate, written_date
from pmctl.postmortem.zones import ZONE, zone_of

_NUMERIC_OFFSET: Final = lazy_pattern(r"\s?\+[0-9]{2}(?::?[0-9]{2})?(?![0-9]|:[0-9])|\s?[-\u2212][0-9]{4}(?![0-9])")
_ISO_OFFSET: Final = lazy_pattern(r"[+\-\u2212][0-9]{2}(?::?[0-9]{2})?(?![0-9]|:[0-9])")
_ZONE: Final = lazy_pattern(rf"\s{{0,5}}\(?(?P<name>{ZONE})\)?|(?P<zulu>[zZ])(?![A-Za-z0-9])")
_ALSO_AT: Final = lazy_pattern(r"\s*[/=]")
# The same once more: the zone's other half of the year, or the moment in another zone.
_ALSO: Final = lazy_pattern(rf"/{ZONE}|\s*[/=]\s*[0-9]{{1,2}}(?::[0-9]{{2}})?(?:\s?[apAP][mM])?\s?{ZONE}")
_ABOUT: Final = (
    r"[~≈∼±约約]|(?:ca?\.)|(?:ca|circa|approx(?:\.|imately\b)?|about|around|roughly|estimated|est\."
    r"|ungefähr|gegen|etwa|vers|environ|hacia|rond|omstreeks|około|omkring|runt)(?![^\W_])"
)
_BEFORE: Final = lazy_pattern(
    rf"\s*(?:(?P<about>{_ABOUT})|(?P<near>(?:shortly |just |soon |right )?(?:after|before)|by|since|until|till)(?=\s)"
    r"|(?P<next>(?:the )?(?:next|following) (?:day|morning)),?(?=\s)"
    r"|(?:at|on|from|between|um|ab|kl\.?|à|às|a las)(?=\s))\s*",
    re.IGNORECASE,
)
_BEHIND: Final = lazy_pattern(
    r"\s?(?:~|\+(?![0-9])|頃|ごろ|左右|-?ish(?![^\W_])|onwards?(?![^\W_])"
    r"|\((?:approx[a-z]*|est(?:imated)?|ca|circa|about)\.?\))",
    re.IGNORECASE,
)
_JOINT: Final = lazy_pattern(
    r"[T_](?=[0-9])|\s*[,@:|–—(-]?\s*(?:(?:at|um|à|às|a las|kl\.?)\s+)?(?=[^\s])", re.IGNORECASE
)
_TO: Final = lazy_pattern(r"\s*(?:[-–—‐‑−→~〜～]+>?|=>|to\b|until\b|till\b|and\b|bis\b|\.\.\.?|…)\s*", re.IGNORECASE)
_SECONDS: Final = lazy_pattern(r"[0-9]{2}(?![0-9]|:[0-9])")
_ASIDE: Final = lazy_pattern(r"\s*\((?P<words>[^()]{1,40})\)")
_MARGIN: Final = lazy_pattern(r"[^\w~≈∼±]*")
_CLOSING: Final = lazy_pattern(r"\s*\)")
_NEXT_DAY: Final = lazy_pattern(r"\+1(?: ?d(?:ay)?)?|(?:the )?(?:next|following) (?:day|morning)", re.IGNORECASE)
_LAST_DAY: Final = lazy_pattern(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s*(?P<year>[0-9]{4})(?![0-9:])|(?=\s*(?:[:–—)|,-]|$)))"
)
_YEAR_BEHIND: Final = lazy_pattern(r"\s+(?P<year>20[0-9]{2})(?![0-9]|[:./-][0-9])")
_SPACE: Final = lazy_pattern(r"[\s,(]*(?:on\s+)?", re.IGNORECASE)
_BLANK: Final = lazy_pattern(
    r"[\s*_`{\[(~≈-]*(?P<text>(?:[0-9?x/.-]{6,10}[T\s]+)?"
    r"(?:(?:hh|xx|nn|\?\?|[0-9]{1,2}|--):(?:mm|xx|nn|--|[0-9?x][?x]|\?\?|[0-9][?x])(?::(?:ss|xx|--|[?x0-9]{2}))?"
    r"|tbd|tbc|n/a|\?{2,})z?)(?![^\W_])",
    re.IGNORECASE,
)
# "16:1x" is ten minutes of which nobody noted the last digit.
_VAGUE: Final = lazy_pattern(r"[0-9]:[0-5][xX?](?![^\WzZ_])")
# Most cells and headings hold one of these, and nothing else.
_USUAL: Final = lazy_pattern(
    r"(?:([0-9]{4})-([01][0-9])-([0-3][0-9])[T ])?([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(Z| UTC)?"
)
_LINK: Final = lazy_pattern(r"\[([^\[\]]{0,60})\]\(([^()\s]{0,500})\)")
_TAG: Final = lazy_pattern(r"</?[A-Za-z][A-Za-z0-9]{0,9}>")
_MARKS: Final = str.maketrans("*_`[]{}\u00a0\u202f\t", "          ")

_REGION: Final = lazy_pattern(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z-]*(?:_[A-Za-z-]+)*){1,2}")
_HEAD: Final = 160


@dataclass(slots=True, kw_only=True)
class WrittenTime:
    """A time as written, not yet on a calendar.

    Attributes:
        start: where it begins in the text; `end` is where it ends, exclusive.
        day: its date, or None.
        weekday: the day of the week that is written with it, 0 being Monday, or None.
        clock: the time since midnight, or None for a date alone and for what cannot be read.
        zone: its zone, or None.
        until: the time since midnight at which a range ends, or None; `until_day` and `until_weekday` are its day.
        approximate: whether it says "about", or only that it was after or before.
        is_next_day: whether it says "(next day)" or "+1".
        is_half_day: whether it counts hours up to 12, with AM or PM.
        is_readable: False for a place left blank ("HH:MM", "16:0x"), for impossible times ("25:61") and elapsed ones
            ("+0:12").
        is_plain: whether no preposition stands before it ("At 15:00" is not plain).
    """

    start: int
    end: int = 0
    day: WrittenDate | None = None
    weekday: int | None = None
    clock: timedelta | None = None
    zone: tzinfo | None = None
    until_day: WrittenDate | None = None
    until_weekday: int | None = None
    until: timedelta | None = None
    approximate: bool = False
    is_next_day: bool = False
    is_half_day: bool = False
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
    if usual := _USUAL.fullmatch(text):
        return _usual_time(usual)
    return _read(text, whole=whole) if may_begin_with_time(text) else None


def _read(text: str, *, whole: bool) -> WrittenTime | None:
    """Read what may begin with a time in any notation."""
    head = plain_head(text)
    time = _Scan(text=_unmarked(head), whole=whole).read()
    if (time is None or time.clock is None) and (blank := _BLANK.match(head)):
        if vague := _VAGUE.search(blank[0]):
            digit = vague.end() - 1
            time = _Scan(text=_unmarked(f"{head[:digit]}0{head[digit + 1 :]}"), whole=whole).read()
            if time is not None and time.clock is not None:
                time.approximate = True
                return time
        start, end = blank.span("text")
        return WrittenTime(start=start, end=end, day=time.day if time else None, is_readable=False)
    return time


def _usual_time(match: re.Match[str]) -> WrittenTime:
    year, month, day, hours, minutes, seconds, zone = match.groups()
    return WrittenTime(
        start=0,
        end=match.end(),
        day=WrittenDate(year=int(year), month=int(month), day=int(day)) if year else None,
        clock=timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0)),
        zone=zone_of("UTC") if zone else None,
    )


def plain_head(text: str) -> str:
    """Return as much of a text as a time may need, each character at its place, without links, tags and wide digits."""
    head = text[:_HEAD]
    if not head.isascii():
        head = head.translate(WIDE)
    if "](" in head:
        head = _LINK.sub(_unlinked, head)
    return _TAG.sub(lambda tag: " " * len(tag[0]), head) if "<" in head else head


def _unmarked(head: str) -> str:
    """Return a text with blanks for Markdown's marks; the lines in ``America/New_York`` are none."""
    text = head.translate(_MARKS)
    if "_" in head and "/" in head:
        for match in _REGION.finditer(head):
            text = text[: match.start()] + match[0] + text[match.end() :]
    return text


def _unlinked(match: re.Match[str]) -> str:
    """A link's words alone, at their place and as wide as the link."""
    return f" {match[1]}".ljust(len(match[0]))


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
        if not self.text[self.at : self.at + 1].isdecimal():
            self._words_before()
            self.time.weekday = number_of(self._take(WEEKDAY))
            self._take(_SPACE)
        self.time.day = self._date()
        if self.time.day is not None:
            clock = self._clock_behind_date()
        elif (clock := self._clock()) is not None:
            self._date_behind()
        else:
            return None
        self._range(clock)
        self._asides()
        if self.time.day is None and self.text[: self.time.start].endswith("+"):
            # "+0:12" is how long after something else, not what a clock showed.
            self.time.start, self.time.clock, self.time.is_readable = self.time.start - 1, None, False
        return self.time

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def _words_before(self) -> None:
        while match := self._take(_BEFORE):
            if match["about"] or match["near"]:
                self.time.approximate = True
            if match["next"]:
                self.time.is_next_day = True
            elif not match["about"]:
                self.time.is_plain = False
                self.whole = self.whole or "kl" in match[0]

    def _date(self) -> WrittenDate | None:
        match = self._take(DATE)
        if match is None:
            return None
        self.time.end = self.at
        return written_date(match)

    def _clock(self, *, is_iso: bool = False) -> Clock | None:
        match = self._take(CLOCK) or (self._take(BARE_CLOCK) if self.whole else None)
        if match is None and self.time.day is not None:
            match = self._take(COMPACT_CLOCK if is_iso else DOTTED_CLOCK)
        match = match or self._named_clock()
        if match is None:
            return None
        clock = clock_of(match)
        self.time.is_half_day = self.time.is_half_day or clock.half != ""
        self.time.clock = clock.since_midnight()
        self.time.is_readable = self.time.clock is not None
        self._zone(is_iso=is_iso)
        return clock

    def _named_clock(self) -> re.Match[str] | None:
        # Midnight of a date may be where that day begins, or where it ends.
        is_open = self.time.day is not None and (match := NAMED_CLOCK.match(self.text, self.at)) and match["midnight"]
        return None if is_open else self._take(NAMED_CLOCK)

    def _zone(self, *, is_iso: bool = False) -> None:
        """Read what may stand right behind a clock: its zone, and that it is not exact."""
        self._roughly()
        if match := self._take(_NUMERIC_OFFSET) or (self._take(_ISO_OFFSET) if is_iso else None):
            self.time.zone = zone_of(match[0].strip()) or self.time.zone
        elif match := self._take(_ZONE):
            self.time.zone = zone_of(match["name"] or "Z") or self.time.zone
            if _ALSO_AT.match(self.text, self.at):
                self._take(_ALSO)
        self._roughly()
        self.time.end = self.at

    def _roughly(self) -> None:
        while self._take(_BEHIND):
            self.time.approximate = True

    def _clock_behind_date(self) -> Clock | None:
        if self._take(WEEKDAY):
            self.time.end = self.at
        joint = self._take(_JOINT)
        self._words_before()
        clock = self._clock(is_iso=joint is not None and joint[0].upper() == "T")
        self.at = self.time.end
        if clock is not None and joint is not None and "(" in joint[0] and self._take(_CLOSING):
            self.time.end = self.at
        day = self.time.day
        if day is not None and day.year is None and self._has_seconds() and (match := self._take(_YEAR_BEHIND)):
            self.time.day, self.time.end = day._replace(year=int(match["year"])), self.at
        return clock

    def _date_behind(self) -> None:
        behind = self.at
        self._take(WEEKDAY)
        self._take(_SPACE)
        match = DATE.match(self.text, self.at)
        if match and not match["sb"]:
            self.time.day = self._date()
            if "(" in self.text[behind : self.at] and self._take(_CLOSING):
                self.time.end = self.at
        self.at = self.time.end

    def _range(self, start: Clock | None) -> None:
        if self._take(_TO) is None:
            return
        self._words_before()
        self.time.until_weekday = number_of(self._take(WEEKDAY))
        end, approximate_end = self.time.end, self.time.approximate
        day = self._date()
        if day is not None:
            self._take(_JOINT)
        clock = self.time.clock
        last = self._clock() if start else None
        if last is not None and start is not None:
            self.time.until = self.time.clock
            self.time.until_day = day
            self.time.clock = first_of_range(start, last) if not start.half else clock
            self.time.is_readable = clock is not None
        elif day is not None:
            self.time.until_day = day
        elif start is None and (last_day := self._last_day()) is not None:
            self.time.until_day, self.time.end = last_day, self.at
        elif start and clock is not None and self._has_seconds() and (match := self._take(_SECONDS)):
            self.time.until = clock + timedelta(seconds=int(match[0]) - start.seconds)
            self._zone()
        elif start and clock is not None and (last_minutes := self._last_minutes(start, end)) is not None:
            self.time.until = clock + timedelta(minutes=last_minutes - start.minutes)
            self._zone()
        else:
            self.time.approximate = approximate_end
            self.time.end = end
        self.at = self.time.end

    def _last_day(self) -> WrittenDate | None:
        """Read the second day of "March 14-16, 2026", whose month is said only once."""
        day = self.time.day
        if day is None or not any(map(str.isalpha, self.text[self.time.start : self.time.end])):
            return None
        match = self._take(_LAST_DAY)
        if match is None:
            return None
        year = int(match["year"]) if match["year"] else day.year
        self.time.day = day._replace(year=year)
        return day._replace(year=year, day=int(match["day"]))

    def _last_minutes(self, start: Clock, end: int) -> int | None:
        """Read the minutes that end "10:20–25"; not "10:20 – 25 hosts restart"."""
        match = None if any(map(str.isspace, self.text[end : self.at])) else LAST_MINUTES.match(self.text, self.at)
        if match is None or int(match["min"]) <= start.minutes:
            return None
        self.at = match.end()
        return int(match["min"])

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
        if _NEXT_DAY.fullmatch(words):
            self.time.is_next_day = True
            return True
        if (weekday := read_weekday(words)) is not None:
            self.time.weekday = weekday
            return True
        if (zone := zone_of(words)) is not None:
            self.time.zone = self.time.zone or zone
            return True
        match = DATE.fullmatch(words) or SHORT_DATE.fullmatch(words)
        if match and self.time.day is None:
            self.time.day = written_date(match)
            return True
        # The same moment in another zone, as people write it for colleagues elsewhere.
        clock = CLOCK.match(words)
        return match is not None or (clock is not None and not _ZONE.sub("", words[clock.end() :]).strip())
