"""The entries of a timeline put in order: rows, items, paragraphs and headings move as a whole."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pmctl.postmortem.half_day_clocks import SAY_WHICH, doubtful_clock
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.timeline_edits import BREAK, NAME_ONE, Sheet, in_utc, refuse
from pmctl.postmortem.timeline_edits_units import Unit, refuse_hidden_midnight, units_of
from pmctl.postmortem.zones import clock_doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.half_day_clocks import DoubtfulClock
    from pmctl.postmortem.timeline import TimelineEntry
    from pmctl.postmortem.timeline_edits_places import Place

NUMBER: Final = lazy_pattern(r"[ \t]*(?P<number>[0-9]{1,9})[.)][ \t]")
_FIRST: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
_MEND: Final = "Correct these times, or move the entries by hand; nothing is written."


class Sorted(NamedTuple):
    """A document whose timelines are in order, and how many entries had to be moved for that."""

    text: str
    moved: int


def sort_entries(text: str, path: str, conventions: Conventions) -> Sorted:
    """Return a document in which every timeline tells first what happened first.

    Entries of the same moment stay in their order. What is told one after the other is sorted: the items of a list, and
    those of each list below an item; the rows of a table; what stands under one sub-heading. A day without a time stays
    behind the entry above it if that is of the same day, and a row without a time stays with the one above it.

    Raises:
        EditError: no time or one of them cannot be read, a range ends before it begins, the zone or the moment of an
            entry that is moved is not certain, or an entry belongs before something over which it cannot be moved; the
            message names the lines.
    """
    sheet = Sheet(text, path, conventions)
    sheet.refuse_unread("sorted")
    if any(entry.has_clock and entry.zone_known for entry in sheet.entries()):
        sheet.refuse_unread_zones("sorted")  # among themselves, such times are in order whatever their zone is
    problems = [(entry.line, problem) for entry in sheet.entries() if (problem := _problem(entry))]
    refuse(problems, "sorted", _MEND)
    moved = 0
    for timeline in sheet.timelines:
        places = sheet.places(timeline)
        moved += _sort(sheet, places, doubtful_clock(timeline.entries))
    if not moved:
        return Sorted(text, 0)
    result, _ = sheet.settled("sorted")
    return Sorted(result, moved)


def _problem(entry: TimelineEntry) -> str:
    if entry.is_garbled:
        return f"{entry.written} is not a time"
    if entry.has_clock and (entry.at is None or in_utc(entry.at) is None):
        return f"the day of {entry.written} is not known"
    if entry.until is not None and entry.at is not None and entry.until < entry.at and not entry.approximate:
        return f"{entry.written} ends before it begins"
    return ""


def _sort(sheet: Sheet, places: Sequence[Place], doubt: DoubtfulClock | None) -> int:
    """Sort the entries of one timeline, the deepest first; return how many were moved.

    None of them is moved from behind the one whose clock is in doubt, or past it.
    """
    threads: dict[int, list[Place]] = {}
    for place in places:
        threads.setdefault(place.entry.thread, []).append(place)
    moved = 0
    for thread in sorted(threads.values(), key=lambda thread: -thread[0].draft.depth):
        units = units_of(thread)
        refuse_hidden_midnight(units, "sorted")
        runs = _runs(units)
        _refuse_walls(runs)
        for run in runs:
            count = _rearrange(sheet, run)
            if count and doubt is not None and doubt.entry.line <= run[-1].last:
                refuse([(doubt.entry.line, doubt.problem)], "sorted", SAY_WHICH)
            moved += count
    return moved


def _runs(units: Iterable[Unit]) -> list[list[Unit]]:
    """Return the units in runs within which they can be moved."""
    runs: list[list[Unit]] = []
    for unit in units:
        if not runs or unit.places[0].is_fenced_off:
            runs.append([])
        runs[-1].append(unit)
    return runs


def _refuse_walls(runs: Sequence[Sequence[Unit]]) -> None:
    """Refuse where an entry belongs into another run than the one it stands in."""
    problems = []
    latest: dt.datetime | None = None
    for run in runs:
        keys = [unit.key for unit in run if unit.key is not None]
        late = next((unit for unit in run if latest and unit.key and unit.key < latest), None)
        if late is not None:
            entry = late.places[0].entry
            problems.append((entry.line, f"{entry.written} belongs before words or a date that stand above it"))
        latest = max([*keys, *([latest] if latest else [])], default=None)
    refuse(problems, "sorted", _MEND)


def _rearrange(sheet: Sheet, units: Sequence[Unit]) -> int:
    """Sort the lines of the units; return how many of these were moved."""
    order = sorted(range(len(units)), key=lambda index: (units[index].key is not None, units[index].key))
    if order == list(range(len(units))):
        return 0
    _refuse_doubts(units)
    starts = [unit.first - 1 for unit in units]
    ends = [_end(sheet, start, following) for start, following in pairwise([*starts, units[-1].last])]
    _exchange_marks(sheet, [unit.places for unit in units], ends, order)
    for rows in (sheet.lines, sheet.wants, sheet.origins):
        _permute(rows, starts, ends, order)
    return len(units) - _longest_rise(order)


def _refuse_doubts(units: Sequence[Unit]) -> None:
    """Refuse where a time that the clocks showed twice would be moved, or another one over it."""
    keys = [unit.key or _FIRST for unit in units]
    latest, earliest = list(accumulate(keys, max)), list(accumulate(reversed(keys), min))[::-1]
    problems = []
    for unit, key, above, below in zip(units, keys, latest, earliest, strict=True):
        entry = unit.places[0].entry
        if below < key or above > key:
            doubt = clock_doubt(entry.at) if entry.at is not None and entry.has_clock else ""
            problems += [(entry.line, doubt)] if doubt else []
    refuse(problems, "sorted", NAME_ONE)


def _end(sheet: Sheet, start: int, following: int) -> int:
    """Return the end of a unit's lines, exclusive, without the blank lines that set it apart from the next one."""
    while following > start + 1 and not sheet.lines[following - 1].strip():
        following -= 1
    return following


def _permute(rows: list[Any], starts: Sequence[int], ends: Sequence[int], order: Sequence[int]) -> None:
    """Put the parts from `starts` to `ends` in order; what stands between two of them stays where it is."""
    new: list[Any] = []
    for place, index in enumerate(order):
        new += rows[starts[index] : ends[index]]
        if place + 1 < len(order):
            new += rows[ends[place] : starts[place + 1]]
    rows[starts[0] : ends[-1]] = new


def _exchange_marks(
    sheet: Sheet, units: Sequence[tuple[Place, ...]], ends: Sequence[int], order: Sequence[int]
) -> None:
    """Let the numbers of a list, and the line breaks between the lines of a paragraph, stay where they are."""
    lines = sheet.lines
    heads = [places[0].entry.line - 1 for places in units]
    numbers = [found for head in heads if (found := NUMBER.match(lines[head]))]
    if len(numbers) == len(heads):
        for place, index in enumerate(order):
            head, own = heads[index], numbers[index]
            number = numbers[place]["number"]
            lines[head] = lines[head][: own.start("number")] + number + lines[head][own.end("number") :]
    if units[0][0].kind == "line" and units[0][0].block is units[-1][0].block:
        lasts = [end - 1 for end in ends]
        breaks = [found[0] if (found := BREAK.search(lines[last])) else "" for last in lasts]
        for place, index in enumerate(order):
            last = lasts[index]
            lines[last] = lines[last].removesuffix(breaks[index]) + breaks[place]


def _longest_rise(order: Sequence[int]) -> int:
    """Return how many of the numbers can stay where they are while the others are moved between them."""
    tails: list[int] = []
    for number in order:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)
