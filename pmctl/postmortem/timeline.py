"""The entries of a timeline: what happened when, in any of the shapes that people give a timeline."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.timeline_rows import read_table
from pmctl.postmortem.written_dates import WrittenDate, find_dates
from pmctl.postmortem.written_times import WrittenTime, event_of, read_time
from pmctl.postmortem.zones import find_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.sections import Section

_HEADING_MARKS: Final = re.compile(r"[\ufeff \t]*(?:#{1,6}[ \t]+)?")
_ITEM: Final = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_SEPARATOR: Final = re.compile(r"[\s*_`)\]}]*(?:[:：–—|-]|->|→|$)")
_SENTENCE_END: Final = re.compile(r"(?:[.!?;:)|…。]|  |\\|<br\s*/?>)[*_`\s]*$|  $")
_MID_SENTENCE: Final = re.compile(
    r"(?:,|\b(?:at|by|to|from|until|till|and|or|between|around|about|before|after|since|the|of|um|gegen|bis|und))$",
    re.IGNORECASE,
)
_OF_TIMES: Final = re.compile(
    r"\b(?:times?|timestamps?|time ?zone|throughout|zeiten|uhrzeiten|zeitangaben|zeitzone|heures|horas|hor[aá]rios?"
    r"|orari|fuseau|tijden|tider|tidspunkter|godziny|czasy)\b|時刻|時間|时间",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"\bapprox|\bestimate|\broughly\b|\bungefähr\b|\benviron\b", re.IGNORECASE)
_LONGEST_NOTE: Final = 300
_TAIL: Final = 40
_HALF_A_DAY: Final = timedelta(hours=12)
_A_WEEK: Final = timedelta(days=7)
_YEARS: Final = range(1970, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event of a timeline.

    Attributes:
        at: when it happened or began, in the zone it was written in; midnight if only a date is written; None
            if the time cannot be read, or no date is known.
        until: when it ended, for a range, or None.
        written: the time as written; empty for a row of a table whose time is blank.
        event: what happened, as written, on one line.
        line: the line of the document, 1-based.
        column: the column that the time begins in, 1-based.
        approximate: whether the time is said not to be exact, or only a date is given.
        zone_known: False if the zone of `at` was assumed, because neither the entry nor anything above it gives one.
    """

    at: datetime | None
    until: datetime | None
    written: str
    event: str
    line: int
    column: int
    approximate: bool
    zone_known: bool


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An entry before its date and zone are known; `depth` tells what stands under what."""

    time: WrittenTime | None
    written: str
    words: list[str]
    line: int
    column: int
    depth: int
    zone: tzinfo | None = None
    year: int | None = None

    @property
    def is_date_alone(self) -> bool:
        return self.time is not None and self.time.is_date_alone


def read_timeline(section: Section, *, day: date | None, zone: tzinfo) -> tuple[TimelineEntry, ...]:
    """Read the entries of a timeline, in the order they are written; never raises.

    A date counts for the entries below it until the next one. Where at most one date is written, an entry more
    than twelve hours earlier than the one before it is taken to be on the next day; otherwise days change only
    where a date says so. Of two numbers that could both be the month, the first is, unless another date of the
    section or `day` speaks against it. A date without a year is the one closest to `day`.

    Args:
        section: the timeline's section.
        day: the day the incident began, for times without a date, or None if it is not known.
        zone: the zone of times that are written without one.
    """
    drafts = list(_drafts(section.blocks))
    headed = find_dates(section.heading)
    notes = [section.heading, *_notes(section.blocks)]
    written = [*headed, *(draft.time.day for draft in drafts if draft.time and draft.time.day)]
    calendar = _Calendar(
        order=_order(written, day),
        near=day,
        zone=next((found for note in notes if (found := find_zone(note))), None),
        assumed=zone,
        approximate=any(_ABOUT.search(note) for note in notes),
        current=day,
    )
    if headed and (first := calendar.resolve(headed[0])) is not None:
        calendar.current = first
        calendar.near = calendar.near or first
    days = {calendar.resolve(found) for found in written}
    calendar.follows_midnight = len(days) <= 1
    entries = (calendar.enter(draft, follower) for draft, follower in _with_next(drafts))
    return tuple(entry for entry in entries if entry is not None)


def _with_next(drafts: list[_Draft]) -> Iterator[tuple[_Draft, _Draft | None]]:
    return zip(drafts, [*drafts[1:], None], strict=True) if drafts else iter(())


def _order(dates: Sequence[WrittenDate], day: date | None) -> str:
    """Whether the month or the day comes first in dates that leave it open."""
    for found in dates:
        if found.order in {"month-first", "day-first"}:
            return found.order
    if day is None:
        return "month-first"
    for found in dates:
        month_first = _date(found.year or day.year, found.month, found.day)
        day_first = _date(found.year or day.year, found.day, found.month)
        if found.order == "open" and month_first and day_first and _are_near(day_first, day):
            return "month-first" if _are_near(month_first, day) else "day-first"
    return "month-first"


@dataclass(slots=True, kw_only=True)
class _Calendar:
    """Puts drafts on days and in zones, one after the other."""

    order: str
    near: date | None
    zone: tzinfo | None
    assumed: tzinfo
    approximate: bool
    current: date | None
    follows_midnight: bool = False
    previous: datetime | None = None

    def resolve(self, written: WrittenDate, year: int | None = None) -> date | None:
        month, number = written.month, written.day
        if written.order == "open" and self.order == "day-first":
            month, number = number, month
        near = self.current or self.near
        given = written.year or year
        years = [given] if given is not None else [near.year + step for step in (0, 1, -1)] if near else []
        found = [moment for candidate in years if (moment := _date(candidate, month, number)) is not None]
        return min(found, key=lambda moment: abs(moment - near) if near else timedelta(), default=None)

    def enter(self, draft: _Draft, follower: _Draft | None) -> TimelineEntry | None:
        """Make a draft an entry; None if it is the date of what follows and no event of its own."""
        written = draft.time
        zone = (written and written.zone) or draft.zone or self.zone
        entry = TimelineEntry(
            at=None,
            until=None,
            written=draft.written,
            event=" ".join(" ".join(draft.words).split()),
            line=draft.line,
            column=draft.column,
            approximate=self.approximate or draft.is_date_alone or (written is not None and written.approximate),
            zone_known=zone is not None,
        )
        if written is None:
            return entry
        if written.day is not None:
            day = self.resolve(written.day, draft.year)
            if day is None:
                return entry
            self.current = day
        if draft.is_date_alone and (not entry.event or _heads(draft, follower)):
            return None
        if not written.is_readable:
            return entry
        if zone is not None:
            self.assumed = zone
        at = self._at(written)
        return replace(entry, at=at, until=self._until(written, at))

    def _at(self, written: WrittenTime) -> datetime | None:
        clock = written.clock or timedelta()
        at = self._moment(self.current, clock)
        if at is None:
            return None
        if self.follows_midnight and written.day is None and self.previous and self.previous - at > _HALF_A_DAY:
            self.current = _later(self.current)
            at = self._moment(self.current, clock)
        self.previous = at
        return at

    def _until(self, written: WrittenTime, at: datetime | None) -> datetime | None:
        if at is None or (written.until is None and written.until_day is None):
            return None
        day = self.resolve(written.until_day) if written.until_day else self.current
        clock = written.until or timedelta()
        until = self._moment(day, clock)
        if until is not None and until < at and written.until_day is None:
            return self._moment(_later(day), clock)
        return until

    def _moment(self, day: date | None, clock: timedelta) -> datetime | None:
        if day is None:
            return None
        try:
            return (datetime.combine(day, time()) + clock).replace(tzinfo=self.assumed)
        except OverflowError:
            return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _are_near(one: date, other: date) -> bool:
    return abs(one - other) <= _A_WEEK


def _later(day: date | None) -> date | None:
    try:
        return day + timedelta(days=1) if day else None
    except OverflowError:
        return None


def _heads(draft: _Draft, follower: _Draft | None) -> bool:
    """Whether a date with words is the title of the times below it, rather than an event."""
    if follower is None or follower.time is None or follower.time.clock is None:
        return False
    return follower.time.day is None and (follower.depth > draft.depth or draft.depth < 0)


def _notes(blocks: Sequence[Block]) -> Iterator[str]:
    """The sentences that say something of all times, such as "All times in UTC."."""
    for block in blocks:
        if block.kind == "paragraph" and len(block.text) <= _LONGEST_NOTE and read_time(block.text) is None:
            note = block.text.strip()
            if _OF_TIMES.search(note) or len(note.split()) <= 2:
                yield note


def _drafts(blocks: Sequence[Block]) -> Iterator[_Draft]:
    for index, block in enumerate(blocks):
        match block.kind:
            case "heading":
                yield from _heading(block, blocks[index + 1] if index + 1 < len(blocks) else None)
            case "paragraph":
                yield from _paragraph(block)
            case "list":
                yield from _list(block)
            case "table":
                yield from _table(block)
            case _:
                pass


def _draft(line: str, start: int, number: int, depth: int) -> _Draft | None:
    """A draft of the line of a document, whose words begin at an offset; None without a time."""
    text = line[start:].rstrip()
    time = read_time(text)
    if time is None:
        return None
    return _Draft(
        time=time,
        written=text[time.start : time.end],
        words=[words] if (words := event_of(text, time)) else [],
        line=number,
        column=start + time.start + 1,
        depth=depth,
    )


def _heading(block: Block, following: Block | None) -> Iterator[_Draft]:
    line = block.text.partition("\n")[0]
    marks = _HEADING_MARKS.match(line)
    draft = _draft(
        line[: line.find(block.title) + len(block.title)], marks.end() if marks else 0, block.line, -7 + block.level
    )
    if draft is None or (draft.is_date_alone and not _is_dated(draft)):
        return
    if not draft.words and not draft.is_date_alone and following is not None and following.kind == "paragraph":
        draft.words.append(following.text)
    yield draft


def _is_dated(draft: _Draft) -> bool:
    """Whether a date alone is one beyond doubt: "1/2 of the hosts" begins with a number, not with a date."""
    day = draft.time.day if draft.time else None
    return day is None or day.year is not None or day.order == ""


def _paragraph(block: Block) -> Iterator[_Draft]:
    draft: _Draft | None = None
    previous = ""
    for number, line in enumerate(block.text.split("\n"), block.line):
        begun = _draft(line, 0, number, 0)
        if begun and begun.time and _begins(begun.time, line, previous, is_first=draft is None):
            if draft is not None:
                yield draft
            draft = begun
        elif draft is not None:
            draft.words.append(line)
        previous = line.rstrip("\r")[-_TAIL:]
    if draft is not None:
        yield draft


def _begins(time: WrittenTime, line: str, previous: str, *, is_first: bool) -> bool:
    """Whether a line of a paragraph begins an entry, rather than being prose that happens to begin with a time."""
    is_set_off = _SEPARATOR.match(line, time.end) is not None
    if (time.is_date_alone or not time.is_plain) and not is_set_off:
        return False
    if not previous or is_set_off or _SENTENCE_END.search(previous):
        return True
    return not is_first and not _MID_SENTENCE.search(previous)


def _list(block: Block) -> Iterator[_Draft]:
    draft: _Draft | None = None
    is_open = is_code = False
    for number, line in enumerate(block.text.split("\n"), block.line):
        if _FENCE.match(line):
            is_code, is_open = not is_code, False
            continue
        item = None if is_code else _ITEM.match(line)
        begun = _item(line, item, number) if item else None
        if begun is not None:
            if draft is not None:
                yield draft
            draft, is_open = begun, True
        elif draft is not None and not is_code and (words := line[item.end() if item else 0 :].strip()):
            if not draft.words or (is_open and item is None):
                draft.words.append(words)
            is_open = is_open and item is None
        else:
            is_open = is_open and bool(line.strip())
    if draft is not None:
        yield draft


def _item(line: str, item: re.Match[str], number: int) -> _Draft | None:
    indent = len(item["indent"].expandtabs(4))
    draft = _draft(line, item.end(), number, indent)
    if draft is None or draft.time is None:
        return None
    is_set_off = _SEPARATOR.match(line, item.end() + draft.time.end) is not None
    return draft if not draft.is_date_alone or is_set_off or _is_dated(draft) else None


def _table(block: Block) -> Iterator[_Draft]:
    for row in read_table(block):
        yield _Draft(
            time=row.time,
            written=row.cell.text,
            words=[row.event],
            line=block.line + row.line,
            column=row.cell.offset + 1,
            depth=0,
            zone=row.zone,
            year=row.year,
        )
