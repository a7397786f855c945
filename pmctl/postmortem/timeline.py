"""The entries of a timeline: what happened when, in any of the shapes that people give a timeline."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.timeline_days import Calendar, DaySource, begin_the_day_before, order_of
from pmctl.postmortem.timeline_drafts import OF_ALL_TIMES, Draft, read_drafts, tells_zone
from pmctl.postmortem.written_dates import find_dates
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.zones import find_zone, is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.sections import Section
    from pmctl.postmortem.written_times import WrittenTime

_OF_TIMES: Final = lazy_pattern(
    r"\b(?:times?|timestamps?|time ?zone|timeline (?:is )?in|unless (?:otherwise|noted|stated|said)|throughout|zeiten"
    r"|uhrzeiten|zeitangaben|zeitzone|heures|horas|hor[aá]rios?|orari|fuseau|tijden|tider|tidspunkter|godziny|czasy)\b|時刻|時間|时间",
    re.IGNORECASE,
)
_ABOUT: Final = lazy_pattern(r"\bapprox|\bestimate|\broughly\b|\bungefähr\b|\benviron\b", re.IGNORECASE)
_QUOTE_MARKS: Final = lazy_pattern(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_SENTENCE: Final = lazy_pattern(r"(?<![.\s][A-Za-z])[.!?;](?=\s)|。|$")
_LONGEST_NOTE: Final = 300
_LONGEST_DAY: Final = 60


class TimelineEntry(NamedTuple):
    """One event of a timeline.

    Attributes:
        at: when it happened or began, in the zone it was written in; midnight if only a date is written; None
            if the time cannot be read, or no date is known.
        until: when it ended, for a range, or None; before `at` if the two were swapped by mistake.
        written: the time as written; empty for a row of a table whose time is blank.
        event: what happened, as written, on one line.
        line: the line of the document, 1-based.
        column: the column that the time begins in, 1-based.
        approximate: whether the time is said not to be exact, or only a date is given.
        zone_known: False if the zone of `at` was assumed, because neither the entry nor anything above it gives one.
        has_clock: whether a time of day is given that can be read, whether or not its date is known.
        is_garbled: whether something is written as its time that is none ("25:71", "HH:MM", "30 February"); what says
            that no time is known ("", "—", "later") is not garbled.
        day_source: whether its date stands at the entry itself, further above in the timeline, or is a guess: the
            day the incident began, or the day after the entry before it.
        thread: a number that it shares with the entries that are told one after the other; a nested list, a second
            table and what is under a heading of its own are threads of their own.
    """

    at: datetime | None
    until: datetime | None
    written: str
    event: str
    line: int
    column: int
    approximate: bool
    zone_known: bool
    has_clock: bool
    is_garbled: bool
    day_source: DaySource
    thread: int


def read_timeline(
    section: Section, *, day: date | None, zone: tzinfo, above: Sequence[Block] = ()
) -> tuple[TimelineEntry, ...]:
    """Read the entries of a timeline, in the order they are written; never raises.

    A date counts for the entries below it until the next one, or until "(next day)". An entry without a date that is
    more than six hours earlier than the one before it is taken to be on the next day; it must be more than twelve where
    several days are written, and for 12 AM, which may be meant for noon. Entries above the first date are on the day
    before the incident's if the last of them would else be more than twelve hours later than the one with the date. A
    day of the week alone is the one up to five days later than the entry before it, or the day before it. Of two
    numbers that could both be the month, the first is, unless another date of the section or `day` speaks against it. A
    date without a year is the one closest to `day`.

    Args:
        section: the timeline's section.
        day: the day the incident began, for times without a date, or None if it is not known.
        zone: the zone of times that are written without one.
        above: what stands above the section: a note there that gives the zone of all times counts.
    """
    drafts = read_drafts(section.blocks)
    entries = _read(section, drafts, day, zone, above)
    if day is not None and day > date.min and begin_the_day_before(entries):
        return _read(section, drafts, day, zone, above, first=day - timedelta(days=1))
    return entries


def _read(
    section: Section,
    drafts: Sequence[Draft],
    day: date | None,
    zone: tzinfo,
    above: Sequence[Block],
    *,
    first: date | None = None,
) -> tuple[TimelineEntry, ...]:
    """Read the entries; the times above the first date are those of `first`, if that is given."""
    headed = find_dates(section.heading)
    notes = [section.heading, *zone_notes(section.blocks)]
    written = [*headed, *(draft.time.day for draft in drafts if draft.time and draft.time.day)]
    calendar = Calendar(order=order_of(written, day), near=day, assumed=zone, current=first or day)
    if headed and (head := calendar.resolve(headed[0])) is not None:
        calendar.turn_to(head)
        calendar.near = calendar.near or head
    weekdays = {draft.time.weekday for draft in drafts if draft.time and draft.time.weekday is not None}
    calendar.has_dates = len({calendar.resolve(found) for found in written}) > 1 or len(weekdays) > 1
    noted = None
    if not all((draft.time and draft.time.zone) or draft.zone for draft in drafts):
        noted = next((found for note in notes if (found := noted_zone(note))), None) or _zone_above(above)
    is_about = any(_ABOUT.search(note) for note in notes)
    entries: list[TimelineEntry] = []
    followers = [*drafts[1:], None][: len(drafts)]
    for draft, follower, thread in zip(drafts, followers, _threads(drafts), strict=True):
        entry = _entry(draft, follower, calendar, noted, thread=thread, is_about=is_about)
        if entry is not None:
            entries.append(entry)
    return tuple(entries)


def _entry(
    draft: Draft, follower: Draft | None, calendar: Calendar, noted: tzinfo | None, *, thread: int, is_about: bool
) -> TimelineEntry | None:
    """Make a draft an entry; None if it is the date of what follows and no event of its own."""
    written = draft.time
    zone = (written and written.zone) or draft.zone or calendar.headed or noted
    event = " ".join(" ".join(draft.words).split())
    is_garbled = draft.is_garbled
    moment: WrittenTime | None = None
    if written is not None:
        is_dated = written.day is not None
        if written.day is not None:
            day = calendar.resolve(written.day, draft.year)
            is_dated = day is not None
            if day is not None:
                calendar.turn_to(day)
            else:
                is_garbled = is_garbled or not calendar.exists(written.day, draft.year)
        elif written.weekday is not None and (day := calendar.next(written.weekday)) is not None:
            calendar.turn_to(day)
        if is_dated and draft.is_date_alone and (not event or tells_zone(event) or _heads(draft, follower)):
            calendar.headed = written.zone or find_zone(event) or calendar.headed
            return None
        if written.is_readable and (is_dated or written.day is None):
            moment = written
            calendar.assumed = zone or calendar.assumed
    at = calendar.at(moment) if moment else None
    return TimelineEntry(
        at=at,
        until=calendar.until(moment, at) if moment else None,
        written=draft.written,
        event=event,
        line=draft.line,
        column=draft.column,
        approximate=is_about or draft.is_date_alone or (written is not None and written.approximate),
        zone_known=zone is not None,
        has_clock=written is not None and written.clock is not None,
        is_garbled=is_garbled,
        day_source="entry" if moment and (moment.day or moment.weekday is not None) else calendar.source,
        thread=thread,
    )


def _heads(draft: Draft, follower: Draft | None) -> bool:
    """Whether a date with words is the title of the times below it, rather than an event."""
    if follower is None or follower.time is None or follower.time.clock is None:
        return False
    return follower.time.day is None and (follower.depth > draft.depth or draft.depth < 0)


def _threads(drafts: Sequence[Draft]) -> Iterator[int]:
    """The thread of each draft: the last one of its part that is as deep, with nothing less deep in between."""
    threads = part = 0
    open_: list[tuple[int, int]] = []
    for draft in drafts:
        if draft.part != part:
            part, open_ = draft.part, []
        while open_ and open_[-1][0] > draft.depth:
            open_.pop()
        if not open_ or open_[-1][0] < draft.depth:
            threads += 1
            open_.append((draft.depth, threads))
        yield open_[-1][1]


def told_zone(section: Section, entries: Sequence[TimelineEntry]) -> tzinfo | None:
    """Return the zone that a timeline gives for times without one of their own; None if it gives none, or several."""
    zones = {entry.at.tzinfo for entry in entries if entry.at and entry.zone_known and not _has_zone(entry)}
    if not zones:
        notes = (section.heading, *zone_notes(section.blocks))
        zones = {next((zone for note in notes if (zone := noted_zone(note))), None)}
    return zones.pop() if len(zones) == 1 else None


def _has_zone(entry: TimelineEntry) -> bool:
    time = read_time(entry.written, whole=True)
    return time is not None and time.zone is not None


def zone_notes(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what says something of all times, such as "All times in UTC.", or of those of a day: "14 March (CET)"."""
    for block in blocks:
        if block.kind == "list":
            is_of_all = OF_ALL_TIMES.search(block.text) is not None
            for line in block.text.split("\n"):
                if (is_of_all and OF_ALL_TIMES.search(line[:_LONGEST_NOTE])) or _is_day_with_zone(line):
                    yield line
        elif block.kind in {"paragraph", "quote", "heading"} and len(block.text) <= _LONGEST_NOTE:
            note = _unquoted(block)
            time = read_time(note)
            is_short = len(note.split()) <= 2 and time is None and block.kind != "heading"
            is_of_times = (time is None or time.clock is None) and _OF_TIMES.search(note)
            if is_short or is_of_times or _is_day_with_zone(note):
                yield note


def noted_zone(note: str) -> tzinfo | None:
    """Return the zone that a note gives for the times of the timeline, or None."""
    return find_zone(note[slice(*span_of_zone(note))])


def span_of_zone(note: str) -> tuple[int, int]:
    """Return from where to where a note says the zone of all times: of several sentences the one that is about them."""
    start = 0
    for match in _SENTENCE.finditer(note):
        if _OF_TIMES.search(note, start, match.end()) and find_zone(note[start : match.end()]):
            return start, match.end()
        start = match.end()
    return 0, len(note)


def _is_day_with_zone(line: str) -> bool:
    """Whether a line says a day, and the zone of the times below it, or that zone alone."""
    words = line.strip(" #*_:-+>\t\r")
    if len(words) > _LONGEST_DAY or ":" in words or find_zone(words) is None:
        return False
    time = read_time(words)
    rest = words[time.end :] if time else words
    return is_zone(rest) or (time is not None and time.zone is not None and not any(map(str.isalnum, rest)))


def _zone_above(blocks: Sequence[Block]) -> tzinfo | None:
    """The zone that a note further up in the document gives for all its times."""
    for block in reversed(blocks):
        if block.kind in {"paragraph", "quote", "list"}:
            for line in _unquoted(block).split("\n") if OF_ALL_TIMES.search(block.text) else ():
                if len(line) <= _LONGEST_NOTE and OF_ALL_TIMES.search(line) and (zone := find_zone(line)):
                    return zone
    return None


def _unquoted(block: Block) -> str:
    return (_QUOTE_MARKS.sub("", block.text) if block.kind == "quote" else block.text).strip()
