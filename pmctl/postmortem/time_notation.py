"""The notation of a time as somebody wrote it, and another time in the same notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from pmctl.postmortem.written_dates import DATE, WIDE
from pmctl.postmortem.zones import ZONE

if TYPE_CHECKING:
    import datetime as dt

_Kind: TypeAlias = Literal["words", "date", "clock", "zone"]

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DATES: Final = (
    "{y}-{mm}-{dd}", "{y}/{mm}/{dd}", "{y}.{mm}.{dd}", "{y}/{m}/{d}", "{y}{mm}{dd}", "{y}年{m}月{d}日", "{m}月{d}日",
    "{dd}.{mm}.{y}", "{d}.{m}.{y}", "{dd}.{mm}.", "{d}.{m}.", "{mm}/{dd}/{y}", "{m}/{d}/{y}", "{dd}/{mm}/{y}",
    "{d}/{m}/{y}", "{dd}-{mm}-{y}", "{mm}-{dd}-{y}", "{mm}/{dd}", "{m}/{d}", "{dd}/{mm}", "{d}/{m}", "{mm}-{dd}",
    "{month} {d}, {y}", "{mon} {d}, {y}", "{month} {d} {y}", "{mon} {d} {y}", "{month} {d}", "{mon} {d}", "{mon} {dd}",
    "{m}/{d}/{yy}", "{mm}/{dd}/{yy}", "{d}/{m}/{yy}", "{dd}/{mm}/{yy}", "{dd}.{mm}.{yy}", "{d}.{m}.{yy}",
    "{d} {month} {y}", "{d} {mon} {y}", "{d} {month}", "{d} {mon}", "{dd} {mon} {y}", "{dd} {mon}", "{dd}-{mon}-{y}",
)  # fmt: skip
ISO_DATE: Final = _DATES[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """How one time, or one range of times, is written.

    Attributes:
        pieces: what kind of thing each piece is, and its text; of a date, the template that its text follows.
    """

    pieces: tuple[tuple[_Kind, str], ...]

    @property
    def clocks(self) -> int:
        """How many times of day there are: two in a range."""
        return sum(kind == "clock" for kind, _ in self.pieces)

    @property
    def has_date(self) -> bool:
        """Whether a date is written."""
        return any(kind == "date" for kind, _ in self.pieces)

    @property
    def is_plain(self) -> bool:
        """Whether it is one time, with nothing else than its date and its zone."""
        words = "".join(text for kind, text in self.pieces if kind == "words")
        has_fraction = any(kind == "clock" and _clock_parts(text).fraction for kind, text in self.pieces)
        return self.clocks == 1 and not has_fraction and not words.replace("Uhr", "").strip(" ,T")

    @property
    def has_seconds(self) -> bool:
        """Whether the seconds are written."""
        return any(kind == "clock" and _clock_parts(text).seconds for kind, text in self.pieces)

    def written(self, at: dt.datetime, until: dt.datetime | None = None, *, is_dated: bool = False) -> str:
        """Return `at` in this notation, and `until` where it is that of a range.

        Args:
            at: in the zone that is written, or that counts there.
            until: likewise.
            is_dated: a date is written, as ISO 8601 has it, where there is none in the notation.
        """
        moments, dates = [at, until or at], 0
        shown: list[str] = []
        for kind, text in self.pieces:
            if kind == "clock":
                if is_dated and not self.has_date and len(moments) == 2:
                    shown.append(f"{date_text(ISO_DATE, moments[0].date())} ")
                shown.append(_clock_text(text, moments.pop(0)))
            elif kind == "date":
                shown.append(date_text(text, (until if dates and until else at).date()))
                dates += 1
            else:
                shown.append(text)
        return "".join(shown)

    def in_utc(self) -> Notation:
        """Return this notation for times in UTC: with that name for the zone, if one is written, and 24 hours."""
        return Notation(pieces=tuple((kind, _in_utc(kind, text)) for kind, text in self.pieces))


def read_notation(written: str, at: dt.datetime, until: dt.datetime | None = None) -> Notation | None:
    """Return the notation of what is written; None if it says more than a time, a range, their dates and a zone.

    Args:
        written: as it stands in the document, without Markdown's marks around it.
        at: what it was read as, in its zone.
        until: likewise, the end of a range.
    """
    pieces: list[tuple[_Kind, str]] = []
    moments = [at, until or at]
    for kind, text in _pieces(written):
        if kind == "date":
            template = date_template(text, at.date()) or (date_template(text, until.date()) if until else None)
            if template is None:
                return None
            pieces.append((kind, template))
            continue
        if kind == "clock" and (not moments or _clock_text(text, moments.pop(0)) != text):
            return None
        if kind == "words" and _other_words().sub("", text).strip():
            return None
        pieces.append((kind, text))
    return Notation(pieces=tuple(pieces)) if any(kind == "clock" for kind, _ in pieces) else None


def writes_seconds(written: str) -> bool:
    """Return whether a time that is written says the second."""
    return any(kind == "clock" and _clock_parts(text).seconds for kind, text in _pieces(written))


def placed(written: str, day: dt.date | None, zone: str) -> str:
    """Return a time as it is written, with a day before its clock, and a zone behind the last one, if any is given."""
    pieces = [text for _, text in _pieces(written)]
    clocks = [index for index, (kind, _) in enumerate(_pieces(written)) if kind == "clock"] or [0, len(pieces) - 1]
    if zone:
        pieces.insert(clocks[-1] + 1, f" {zone}")
    if day is not None:
        pieces.insert(clocks[0], f"{date_text(ISO_DATE, day)} ")
    return "".join(pieces)


def plain_notation(
    *, is_approximate: bool = False, has_seconds: bool = False, is_range: bool = False, zone: str = ""
) -> Notation:
    """Return the plainest notation: ``09:52`` or ``09:52–10:04``, with ``~``, seconds, and a zone such as `` UTC``."""
    clock: tuple[_Kind, str] = ("clock", "00:00:00" if has_seconds else "00:00")
    pieces: list[tuple[_Kind, str]] = [("words", "~")] if is_approximate else []
    pieces += [clock, ("words", "–"), clock] if is_range else [clock]
    return Notation(pieces=(*pieces, ("zone", zone)) if zone else tuple(pieces))


def date_template(text: str, day: dt.date) -> str | None:
    """Return a template after which `text` is `day`, or None."""
    return next((template for template in _DATES if date_text(template, day) == text.strip()), None)


def date_text(template: str, day: dt.date) -> str:
    """Return a day as a template of `date_template` has it."""
    month = MONTHS[day.month - 1]
    return template.format(
        y=f"{day.year:04}",
        yy=f"{day.year % 100:02}",
        m=day.month,
        mm=f"{day.month:02}",
        d=day.day,
        dd=f"{day.day:02}",
        month=month,
        mon=month[:3],
    )


class _Clock(NamedTuple):
    hours: str
    separator: str
    minutes: str
    seconds: str
    fraction: str
    behind: str
    half: str


def _pieces(written: str) -> list[tuple[_Kind, str]]:
    """Cut what is written into dates, clocks, zones and what stands between them."""
    text = written.translate(WIDE)
    pieces: list[tuple[_Kind, str]] = []
    start = at = 0
    is_iso = False
    while at < len(text):
        found = _next_piece(text, at, is_iso=is_iso, behind_clock=bool(pieces) and pieces[-1][0] == "clock")
        if found is None or (found[0] == "zone" and not _hedge().fullmatch(text, start, at)):
            at += 1
            continue
        kind, end = found
        if start < at:
            pieces.append(("words", written[start:at]))
            is_iso = written[start:at] == "T"
        pieces.append((kind, written[at:end]))
        start = at = end
        is_iso = kind == "date" and text[end : end + 1] in {"T", " "} if kind != "clock" else is_iso
    if start < len(text):
        pieces.append(("words", written[start:]))
    return pieces


def _next_piece(text: str, at: int, *, is_iso: bool, behind_clock: bool) -> tuple[_Kind, int] | None:
    """Return what begins at an offset, and where it ends; None if that is no piece of a time."""
    if behind_clock and (match := (_iso_zone() if is_iso else _zone()).match(text, at)):
        return "zone", match.end()
    if not text[at].isalnum() or (at and text[at - 1].isalnum() and text[at - 1] != "T"):
        return None
    if match := DATE.match(text, at):
        # The pattern may take the blanks behind the date with it.
        return "date", at + len(match[0].rstrip())
    if match := _clock().match(text, at):
        return "clock", match.end()
    return None


def _clock_parts(text: str) -> _Clock:
    match = _clock().fullmatch(text.translate(WIDE))
    groups = match.groupdict("") if match else {}
    hours, minutes = groups.get("h") or groups.get("oh", ""), groups.get("m", "")
    if compact := groups.get("compact", ""):
        hours, minutes = compact[:2], compact[2:]
    return _Clock(
        hours=hours,
        separator=groups.get("sep", ""),
        minutes=minutes,
        seconds=groups.get("s", ""),
        fraction=groups.get("fraction", ""),
        behind=groups.get("behind", ""),
        half=groups.get("half", "") or groups.get("ohalf", ""),
    )


def _clock_text(text: str, moment: dt.datetime) -> str:
    """Return a time of day in the notation of `text`; with minutes, even if that has none, where they are not 0."""
    clock = _clock_parts(text)
    is_padded = len(clock.hours) == 2 and (clock.hours < "10" or not clock.half)
    hours = (moment.hour % 12 or 12) if clock.half else moment.hour
    shown = f"{hours:02}" if is_padded else str(hours)
    if clock.minutes or moment.minute:
        shown += f"{clock.separator or ('' if clock.minutes else ':')}{moment.minute:02}"
    if clock.seconds:
        shown += f":{moment.second:02}{clock.fraction}"
    half = clock.half
    if half:
        letter = "p" if moment.hour >= 12 else "a"
        half = re.sub("[ap]", letter, half.lower(), count=1)
        half = half.upper() if clock.half.strip().isupper() else half
    return shown + clock.behind + half


def _in_utc(kind: _Kind, text: str) -> str:
    if kind == "zone":
        is_bare = not text[:1].isspace() and not text.startswith("(")
        return "Z" if is_bare else re.sub(r"[^\s()].*[^\s()]|[^\s()]", "UTC", text)
    clock = _clock_parts(text) if kind == "clock" else None
    if clock is None or not clock.half:
        return text
    return f"00{clock.separator or ':'}00{f':00{clock.fraction}' if clock.seconds else ''}"


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<h>[0-9]{1,2})(?P<sep>[:.hH時时点點])(?P<m>[0-9]{2})(?![0-9])(?::(?P<s>[0-9]{2})(?![0-9])(?P<fraction>[.,][0-9]+)?)?
            (?P<behind>分)?(?P<half>\s?[aApP]\.?\s?[mM]\b\.?)?
        | (?P<oh>[0-9]{1,2})(?P<ohalf>\s?[aApP]\.?[mM]\b\.?)
        | (?P<compact>[0-9]{4})(?![0-9])""",
        re.VERBOSE,
    )


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(
        rf"[zZ](?![A-Za-z0-9])|\s?\({ZONE}\)|\s?{ZONE}|\s?\+[0-9]{{2}}(?::?[0-9]{{2}})?|\s?[-−][0-9]{{4}}"
    )


@cache
def _hedge() -> re.Pattern[str]:
    """What may stand between a time of day and its zone."""
    return re.compile(r"(?:\s?(?:~|\+|-?ish|onwards?))?", re.IGNORECASE)


@cache
def _iso_zone() -> re.Pattern[str]:
    return re.compile(rf"{_zone().pattern}|[-−][0-9]{{2}}(?::?[0-9]{{2}})?(?![0-9:])")


@cache
def _other_words() -> re.Pattern[str]:
    """What may stand before and between the pieces of a time without saying more of it."""
    return re.compile(
        r"(?:[~≈∼±\s,@:|()–—‐‑−→>+-]|約|约|頃|ごろ|左右|\b(?:T|about|around|roughly|approx(?:imately)?|ca?|circa"
        r"|est(?:imated)?|ungefähr|etwa|gegen|około|vers|environ|rond|omstreeks|om|omkring|runt|hacia|um|ab|a las|at|on"
        r"|from|between|and|to|shortly|just|soon|right|before|after|by|since|until|till|bis|ish|onwards?|uhr|hrs?|h|kl|à"
        r"|às)\b\.?)+",
        re.IGNORECASE,
    )
