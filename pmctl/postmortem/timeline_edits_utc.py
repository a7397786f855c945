"""The times of a timeline rewritten in UTC, each in the notation that it had."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from pmctl.postmortem.city_zones import find_city_time
from pmctl.postmortem.half_day_clocks import SAY_WHICH, doubtful_clock
from pmctl.postmortem.time_notation import plain_notation, read_notation, writes_seconds
from pmctl.postmortem.timeline import noted_zone, span_of_zone, zone_notes
from pmctl.postmortem.timeline_edits import (
    NAME_ONE,
    NAME_ZONES,
    Sheet,
    columns_of,
    in_date_cell,
    in_utc,
    is_aligned,
    refuse,
    replace_in_cell,
    set_date,
    time_in,
)  # fmt: skip
from pmctl.postmortem.timeline_edits_left import lines_with_times
from pmctl.postmortem.timeline_rows import split_row, time_columns
from pmctl.postmortem.weekdays import read_weekday
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.zones import BARE_ZONE, ZONE, clock_doubt, find_zone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.story import Timeline
    from pmctl.postmortem.timeline import TimelineEntry
    from pmctl.postmortem.timeline_edits_places import Place


class Converted(NamedTuple):
    """A document whose timelines are in UTC, and how many times have been rewritten for that.

    Attributes:
        left: the lines, 1-based, whose words tell times in passing: these stay as they are.
    """

    text: str
    rewritten: int
    left: tuple[int, ...] = ()


def to_utc(text: str, path: str, conventions: Conventions) -> Converted:
    """Return a document whose timelines are in UTC; every moment is the same as before.

    A time keeps its notation: its date, its precision, ``~``, and the dash of a range; AM and PM become 24 hours. The
    name of the zone becomes UTC at each time, in the headings of columns and of the section, and in notes in the
    section. Where a note above the section gives the zone, the section's heading says UTC. A day without a time stays.

    Raises:
        EditError: the zone or the day of a time is not known, a time cannot be read, the clocks showed it twice or
            never on that day, or it may be meant for the afternoon; the message names the lines.
    """
    sheet = Sheet(text, path, conventions)
    sheet.refuse_unread("rewritten in UTC")
    sheet.refuse_unread_zones("rewritten in UTC")
    problems = [(entry.line, problem) for entry in sheet.entries() if (problem := _problem(entry, sheet.lines))]
    problems += [problem for timeline in sheet.timelines for problem in _doubled_columns(timeline)]
    is_unnamed = any(entry.has_clock and not entry.zone_known for entry in sheet.entries())
    refuse(problems, "rewritten in UTC", NAME_ZONES if is_unnamed else NAME_ONE)
    rewritten = 0
    left: list[int] = []
    for timeline in sheet.timelines:
        places = [place for place in sheet.places(timeline) if place.entry.has_clock]
        foreign = [place for place in places if place.entry.at is not None and not _is_utc(place.entry.at.tzinfo)]
        if foreign:
            doubt = doubtful_clock(timeline.entries)
            refuse([(doubt.entry.line, doubt.problem)] if doubt else [], "rewritten in UTC", SAY_WHICH)
            own = {place.entry.line for place in places} - {place.entry.line for place in foreign}
            left += (line for line in lines_with_times(timeline, places, sheet.lines) if line not in own)
            _convert(sheet, timeline, places, foreign)
            rewritten += len(foreign)
    if sheet.text == text:
        return Converted(text, 0)
    result, _ = sheet.settled("rewritten in UTC")
    return Converted(result, rewritten, tuple(left))


def _doubled_columns(timeline: Timeline) -> Iterator[tuple[int, str]]:
    """Yield the line of each table with a column in another zone that has one in UTC beside it."""
    for block in timeline.section.blocks:
        if block.kind == "table" and (columns := columns_of(block)) is not None:
            zones = dict(time_columns(block.text.partition("\n")[0]))
            own = zones.pop(columns.time, None)
            if own is not None and not _is_utc(own) and any(map(_is_utc, zones.values())):
                yield block.line, "the table has a column in UTC already"


def _problem(entry: TimelineEntry, lines: Sequence[str]) -> str:
    if entry.is_garbled:
        return f"{entry.written} is not a time"
    if not entry.has_clock:
        return ""
    if not entry.zone_known:
        return f"the zone of {entry.written} is not known"
    if entry.at is None or in_utc(entry.at) is None:
        return f"the day of {entry.written} is not known"
    start, end, _ = time_in(entry)
    if not _is_utc(entry.at.tzinfo) and (other := _other_time().match(lines[entry.line - 1], end)):
        return f"{lines[entry.line - 1][start : other.end()]} is more than one time"
    return next((problem for at in (entry.at, entry.until) if at and (problem := clock_doubt(at))), "")


def _convert(sheet: Sheet, timeline: Timeline, places: Sequence[Place], foreign: Sequence[Place]) -> None:
    """Rewrite those entries of a timeline that are in another zone than UTC, and what names that zone."""
    for above, place in zip([None, *places], places, strict=False):
        _rewrite(sheet, place, is_dated=_begins_day(above.entry if above else None, place.entry))
    _rename_heads(sheet, foreign)
    _rename_notes(sheet, timeline, {place.entry.line for place in places}, foreign)


def _is_utc(zone: dt.tzinfo | None) -> bool:
    return (isinstance(zone, dt.timezone) and not zone.utcoffset(None)) or (
        isinstance(zone, ZoneInfo) and zone.key in {"UTC", "Etc/UTC"}
    )


def _begins_day(above: TimelineEntry | None, entry: TimelineEntry) -> bool:
    """Whether an entry is on another day than the one above it in UTC alone, so that nobody would expect that.

    The first one is on another day than the incident.
    """
    if above is None and entry.at is not None and entry.day_source == "guess":
        at = in_utc(entry.at)
        return at is not None and at.date() != entry.at.date()
    if above is None or above.at is None or entry.at is None:
        return False
    days = [in_utc(moment) for moment in (above.at, entry.at)]
    return above.at.date() == entry.at.date() and len({day and day.date() for day in days}) > 1


def _rewrite(sheet: Sheet, place: Place, *, is_dated: bool) -> None:
    """Write the time of an entry in UTC, and its day if asked for."""
    entry = place.entry
    at, until = (in_utc(moment) if moment else None for moment in (entry.at, entry.until))
    want = sheet.wants[entry.line - 1]
    if want is None or entry.at is None or at is None or _is_utc(entry.at.tzinfo):
        return
    sheet.wants[entry.line - 1] = want._replace(zone=dt.UTC)
    line = sheet.lines[entry.line - 1]
    is_dated = is_dated and not (place.draft.time and place.draft.time.day)
    beside = _beside(line, place, at, until, is_dated=is_dated) if place.kind == "row" else None
    start, end, notation = time_in(entry)
    is_dated = is_dated and not beside
    if _is_same(entry):
        written = line[start:end]
    elif notation is not None:
        written = notation.in_utc().written(at, until, is_dated=is_dated)
    else:
        written = _plainly(entry, at, until, is_dated=is_dated)
    edits = [(start, end - start, written), *(beside or ())]
    is_padded = is_aligned(place.block)
    for begin, length, new in sorted(edits, reverse=True):
        line = replace_in_cell(line, begin, length, new, is_padded=is_padded)
    sheet.lines[entry.line - 1] = line


def _is_same(entry: TimelineEntry) -> bool:
    """Whether a time reads the same in UTC: that of a British winter, with no zone beside it."""
    time = read_time(entry.written, whole=True)
    return time is not None and time.zone is None and not any(at and at.utcoffset() for at in (entry.at, entry.until))


def _plainly(entry: TimelineEntry, at: dt.datetime, until: dt.datetime | None, *, is_dated: bool) -> str:
    """Return the plainest notation for a time that says more than can be kept; no day is lost with it."""
    time = read_time(entry.written, whole=True)
    is_range = time is not None and time.until is not None
    notation = plain_notation(
        is_approximate=time is not None and time.approximate,
        has_seconds=writes_seconds(entry.written),
        is_range=is_range,
        zone=" UTC" if time is not None and time.zone is not None else "",
    )
    had_day = time is not None and (time.day is not None or time.weekday is not None or time.is_next_day)
    return notation.written(at, until if is_range else None, is_dated=is_dated or had_day)


def _beside(
    line: str, place: Place, at: dt.datetime, until: dt.datetime | None, *, is_dated: bool
) -> list[tuple[int, int, str]]:
    """Return what changes in the other cells of a row: where, how long it was, and what takes its place."""
    columns, cells, entry = columns_of(place.block), split_row(line), place.entry
    edits = []
    old, day = entry.at.date() if entry.at else at.date(), at.date()
    if columns is None or entry.at is None:  # pragma: no cover - a row with a time has both
        return []
    for index, cell in enumerate(cells):
        names_day = index == columns.date or (index != columns.event and read_weekday(cell.text) == old.weekday())
        if names_day and cell.text and day != old:
            edits.append((cell.offset, len(cell.text), set_date(cell.text, day, old)))
        elif index == columns.zone and cell.text:
            edits.append((cell.offset, len(cell.text), "UTC"))
        elif index == columns.date and is_dated and not cell.text:
            edits.append(in_date_cell(line, index, day))
    if columns.end is not None and columns.end < len(cells) and until is not None and entry.until is not None:
        cell = cells[columns.end]
        if cell.text:
            notation = read_notation(cell.text, entry.until) or plain_notation()
            edits.append((cell.offset, len(cell.text), notation.in_utc().written(until)))
    return edits


def _rename_heads(sheet: Sheet, places: Sequence[Place]) -> None:
    """Let the headings of columns say UTC where they name another zone."""
    for block in {place.block.line: place.block for place in places if place.kind == "row"}.values():
        columns = columns_of(block)
        line = sheet.lines[block.line - 1]
        cells = split_row(line)
        named = {columns.time, columns.date, columns.end} if columns else set()
        for index in sorted((index for index in named if index is not None), reverse=True):
            cell = cells[index]
            new = _renamed(cell.text)
            line = replace_in_cell(line, cell.offset, len(cell.text), new, is_padded=is_aligned(block))
        sheet.lines[block.line - 1] = line


def _rename_notes(sheet: Sheet, timeline: Timeline, told: Collection[int], places: Sequence[Place]) -> None:
    """Let the heading of the section and its notes say UTC; the heading where nothing else in the section would.

    Args:
        told: the lines of the entries.
        places: the entries in other zones.
    """
    section, lines = timeline.section, sheet.lines
    heading = section.line - 1
    start, end = section.column - 1, section.end_column - 1
    is_told = find_zone(section.heading) is not None
    lines[heading] = f"{lines[heading][:start]}{_renamed(lines[heading][start:end])}{lines[heading][end:]}"
    zones = {place.entry.at.tzinfo for place in places if place.entry.at is not None}
    for block in section.blocks:
        notes = {note for note in zone_notes((block,)) if noted_zone(note)}
        is_told = is_told or bool(notes)
        if not notes or not zones & set(map(noted_zone, notes)):
            continue
        parts = block.text.split("\n") if block.kind == "list" else [block.text]
        for number, part in enumerate(parts):
            if block.kind != "list" or (part in notes and block.line + number not in told):
                _rename_note(lines, block.line - 1 + number, part)
    if not is_told and any(_is_told_above(place) for place in places):
        lines[heading] = f"{lines[heading][:end]} (UTC){lines[heading][end:]}"


def _rename_note(lines: list[str], first: int, note: str) -> None:
    """Let the one zone that a note gives say UTC, and no other that it speaks of; its lines begin at an index."""
    found = _span_of_zone(note, *span_of_zone(note))
    if found is None:  # pragma: no cover - only notes that give a zone are renamed
        return
    start, end = found
    number = first + note.count("\n", 0, start)
    column = start - (note.rfind("\n", 0, start) + 1)
    line = lines[number]
    # A region's name alone, as in "times in Pacific", is a zone only where it stands.
    name = note[start:end] if _is_utc(find_zone(note[start:end])) else "UTC"
    lines[number] = f"{line[:column]}{name}{line[column + end - start :]}"


def _is_told_above(place: Place) -> bool:
    """Whether the zone of an entry, which is not UTC, is given neither at the entry nor by its column."""
    time, entry = place.draft.time, place.entry
    own = (time is not None and time.zone is not None) or place.draft.zone is not None
    return not own and entry.at is not None and not _is_utc(entry.at.tzinfo)


def _renamed(text: str) -> str:
    """Return a text with UTC in the place of the first zone that it names."""
    found = _span_of_zone(text, 0, len(text))
    if found is None or _is_utc(find_zone(text[slice(*found)])):
        return text
    return f"{text[: found[0]]}UTC{text[found[1] :]}"


def _span_of_zone(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return from where to where the first zone in a part of a text stands, with other names of it right behind."""
    found = _zones().search(text, start, end)
    span = found.span() if found else None
    city = find_city_time(text[start:end])
    if city is not None and (span is None or start + city[0] < span[0]):
        span = start + city[0], start + city[1]
    if span is None:
        return None
    first, last = span
    while (other := _also_called().match(text, last)) and _are_alike(text[slice(*span)], other["name"]):
        last = other.end()
    return first, last


def _are_alike(one: str, other: str) -> bool:
    """Whether clocks show the same in two zones, for a part of the year at least."""
    offsets = [_offsets(zone) for name in (one, other) if (zone := find_zone(name)) is not None]
    return len(offsets) == 2 and not offsets[0].isdisjoint(offsets[1])


def _offsets(zone: dt.tzinfo) -> set[dt.timedelta | None]:
    return {dt.datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)}


@cache
def _other_time() -> re.Pattern[str]:
    """A second time right behind the first, such as ``/15:10``."""
    return re.compile(r"[ \t]{0,5}[/,&+][ \t]{0,5}[0-9]{1,2}[:.][0-9]{2}(?![0-9.])")


@cache
def _zones() -> re.Pattern[str]:
    """A zone, and the other names that people add to it: ``CET (UTC+1)``, ``PST/PDT``."""
    also = rf"\s?[(\[](?:=\s?)?{ZONE}[)\]]|\s?[/=]\s?{ZONE}|,? (?:i\.e\.|that is|or),? {ZONE}"
    return re.compile(rf"(?<![A-Za-z0-9_/])(?:{ZONE}(?:{also})*|{BARE_ZONE})")


@cache
def _also_called() -> re.Pattern[str]:
    """Another name behind a zone, which may be of the same: ``, UTC+2``."""
    return re.compile(rf"[ \t]?(?:[,;·]|[–—-](?=[ \t]))[ \t]?(?P<name>{ZONE})(?![\w/])")
