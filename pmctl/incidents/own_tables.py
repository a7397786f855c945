"""A table of one's own that waits for the events of an incident: each of its columns gets what it is headed for."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.bounds import LONGEST_NAME
from pmctl.incidents.columns import NAMES
from pmctl.incidents.heads import folded
from pmctl.incidents.timeline import event_text, event_without_name, shortened
from pmctl.postmortem.one_reading import zoned_times
from pmctl.postmortem.shown import markdown_text
from pmctl.postmortem.timeline import noted_zone, span_of_zone, zone_notes
from pmctl.postmortem.timeline_edits_shapes import row_of
from pmctl.postmortem.timeline_rows import event_columns, lasting_columns, read_columns, split_row, time_columns
from pmctl.postmortem.zones import ZONE, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.incidents.model import Entry
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.sections import Section

_WHO: Final = frozenset(
    {*NAMES["who"], "wer", "qui", "quién", "quien", "chi", "quem", "hvem", "vem", "kto", "誰", "担当者"}
)
_A_DAY: Final = "Saturday"
"""What shows which column is headed for days: one in which this would be read as one."""


class _Places(NamedTuple):
    """In which columns the parts of an event go; those that are None have no column of their own."""

    time: int
    event: int
    date: int | None
    who: int | None
    number: int | None


class _Zone(NamedTuple):
    zone: dt.tzinfo
    name: str


def filled(block: Block, entries: Sequence[Entry], section: Section, notes: list[str]) -> str | None:
    """Return a table without words with a row for each entry; None if it has no place for times and events.

    Where the name of its zone leaves open which time is meant, each time is in UTC and says so, as do the notes.
    """
    head, below, *rows = block.text.split("\n")
    bare = block._replace(text=f"{head}\n{below}")
    places = _places(bare, head, rows)
    if places is None:
        return None
    told = _told_zone(split_row(head)[places.time].text, section)
    times, suffix = _times(entries, told, notes)
    clock = "%H:%M:%S" if any(entry.at.second for entry in entries) else "%H:%M"
    clock = clock if places.date is not None else f"%Y-%m-%d {clock}"
    made = (
        row_of(bare, head, _cells(places, entry, at, f"{clock}{suffix}", number))
        for number, (at, entry) in enumerate(zip(times, entries, strict=True), 1)
    )
    return "".join(f"{line}\n" for line in (head.rstrip("\r"), below.rstrip("\r"), *made))


def _cells(places: _Places, entry: Entry, at: dt.datetime, clock: str, number: int) -> dict[int, str]:
    cells = {places.time: f"{at:{clock}}", places.event: event_text(entry)}
    if places.date is not None:
        cells[places.date] = f"{at:%Y-%m-%d}"
    if places.who is not None:
        name = shortened(entry.who or "", LONGEST_NAME)
        cells |= {places.event: event_without_name(entry), places.who: markdown_text(name)}
    if places.number is not None:
        cells[places.number] = str(number)
    return cells


def _places(bare: Block, head: str, rows: Sequence[str]) -> _Places | None:
    heads = [cell.text for cell in split_row(head)]
    named = dict(time_columns(head))
    usual = read_columns(bare)
    if usual is None:
        return None
    in_utc = [column for column, zone in named.items() if zone == dt.UTC]
    time = next(iter((*in_utc, *(column for column, zone in named.items() if zone))), usual.time)
    days = (f" {'10:00' if column == time else _A_DAY} " for column in range(len(heads)))
    columns = read_columns(bare._replace(text=f"{bare.text}\n|{'|'.join(days)}|")) or usual
    event = columns.event
    is_pair = len(heads) == 2 and event not in named and event not in lasting_columns(head)
    if event is None or not (is_pair or event in event_columns(head)):
        return None
    taken = {time, event, columns.date}
    who = next((place for place, name in enumerate(heads) if place not in taken and folded(name) in _WHO), None)
    is_numbered = 0 not in {*taken, who} and any(split_row(row)[0].text.isdecimal() for row in rows)
    return _Places(time, event, columns.date, who, 0 if is_numbered else None)


def _told_zone(head: str, section: Section) -> _Zone | None:
    """Return the zone that the head of a column, or the section, gives for times, and its name, if it has one."""
    for words in (head, section.heading, *zone_notes(section.blocks)):
        if zone := noted_zone(words):
            return _Zone(zone, next(_names(words[slice(*span_of_zone(words))], zone), ""))
    return None


def _names(words: str, zone: dt.tzinfo) -> Iterator[str]:
    return (found[0] for found in re.finditer(ZONE, words) if zone_of(found[0]) == zone)


def _times(entries: Sequence[Entry], told: _Zone | None, notes: list[str]) -> tuple[list[dt.datetime], str]:
    """Return the times of entries in the zone that is told; in UTC, and what says so behind each, where none can be."""
    times = [entry.at for entry in entries]
    if told is None:
        return times, " UTC"
    try:
        local = [at.astimezone(told.zone) for at in times]
    except OverflowError:  # at the edge of the calendar
        return times, " UTC"
    if isinstance(told.zone, dt.timezone) and any(_is_open(at, told.name) for at in local):
        notes.append(f"The times of the timeline are in UTC: {told.name} may be meant for another time on that day")
        return times, " UTC"
    if any(at.fold for at in local):  # when clocks are set back, they tell a time twice
        return times, " UTC"
    return local, ""


def _is_open(at: dt.datetime, name: str) -> bool:
    """Whether people who say that name may mean another time, such as ``CET`` in summer."""
    found = zoned_times(f"{at:%Y-%m-%d %H:%M} {name}")
    return found is not None and not found.is_clear
