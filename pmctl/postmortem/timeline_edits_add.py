"""Entries added to a timeline, each at its place in time and in the shape of those around it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.half_day_clocks import SAY_WHICH, doubtful_clock
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.shown import printable
from pmctl.postmortem.stated_zones import NAME_READABLY, unread_zone
from pmctl.postmortem.time_notation import plain_notation
from pmctl.postmortem.timeline import noted_zone, zone_notes
from pmctl.postmortem.timeline_edits import BREAK, Sheet, Want, in_utc, refuse, time_in
from pmctl.postmortem.timeline_edits_plain import simplest_notation
from pmctl.postmortem.timeline_edits_shapes import GAP, columns_to_fill, escaped, lines_like, row_of
from pmctl.postmortem.timeline_edits_sort import NUMBER
from pmctl.postmortem.timeline_edits_units import NEWEST_FIRST, Unit, refuse_hidden_midnight, units_of
from pmctl.postmortem.timeline_rows import split_row, time_columns, told
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.time_notation import Notation
    from pmctl.postmortem.timeline_edits_places import Place
    from pmctl.postmortem.timeline_rows import Columns

_ESCAPE: Final = lazy_pattern(r"\\(?=[!-/:-@\[-`{-~])")
_COMMENT: Final = lazy_pattern(r"(?<!\\)<!--")


class NewEntry(NamedTuple):
    """What happened, as Markdown, and when; `at` is aware."""

    at: dt.datetime
    event: str


class AddedEntry(NamedTuple):
    """An entry that is in the document now, its time as precise as it is written, and its line, 1-based."""

    at: dt.datetime
    event: str
    line: int


class Added(NamedTuple):
    """A document with more entries than before; those that are new in it, and how many were there already."""

    text: str
    added: tuple[AddedEntry, ...]
    known: int


class _Order(NamedTuple):
    """The entries of one timeline beside which others may stand, and whether the newest is told first."""

    units: tuple[Unit, ...]
    is_backwards: bool


class _Spot(NamedTuple):
    """A place before or behind a unit that is there already: the one with the index `place`."""

    order: _Order
    place: int
    is_behind: bool

    @property
    def unit(self) -> Unit:
        return self.order.units[self.place]

    @property
    def line(self) -> int:
        """The index of the line before which new lines go."""
        return self.unit.last if self.is_behind else self.unit.first - 1


def add_entries(text: str, path: str, conventions: Conventions, new: Iterable[NewEntry]) -> Added:
    """Return a document with more entries in its timelines, each at its place in time.

    An entry goes behind the last one that is not later, in the shape that those around it have: the notation, the
    precision and the zone of their times too. In a timeline that tells the newest first, it goes before that one. One
    with the same minute and the same words is there already. A timeline without entries is given a table in UTC.

    Raises:
        EditError: there is no Timeline section, none of its times can be read, their zone is stated and not understood,
            the place of an entry depends on a time that may be meant for the afternoon, or it would be read as
            something else there.
    """
    sheet = Sheet(text, path, conventions)
    if not sheet.timelines:
        raise EditError("there is no Timeline section")
    wanted, known = _unknown(sheet, new)
    if not wanted:
        return Added(text, (), known)
    orders = [order for timeline in sheet.timelines if (order := _order(sheet.places(timeline))).units]
    sheet.refuse_unread_zones("added")
    _refuse_beside_doubts(sheet, wanted)
    if orders:
        for order in orders:
            refuse_hidden_midnight(order.units, "added")
        _insert(sheet, orders, wanted)
    else:
        sheet.refuse_unread("added")
        _begin(sheet, wanted)
    result, _ = sheet.settled("added")
    lines = zip(sheet.origins, sheet.wants, strict=True)
    added = tuple(
        AddedEntry(want.at, want.event, line)
        for line, (origin, want) in enumerate(lines, 1)
        if origin is None and want is not None and isinstance(want.at, dt.datetime)
    )
    return Added(result, added, known)


def _refuse_beside_doubts(sheet: Sheet, wanted: Sequence[NewEntry]) -> None:
    """Refuse what would come behind a time that may be meant for the afternoon, or tell 24 hours right above it."""
    doubts = [doubt for timeline in sheet.timelines if (doubt := doubtful_clock(timeline.entries)) is not None]
    problems = [(one.entry.line, one.problem) for one in doubts if any(entry.at >= one.since for entry in wanted)]
    refuse(problems, "added", SAY_WHICH)


def _unknown(sheet: Sheet, new: Iterable[NewEntry]) -> tuple[list[NewEntry], int]:
    """Return the entries that are not there yet, the earliest first, and how many are."""
    seen = {_identity(in_utc(entry.at), entry.event) for entry in sheet.entries() if entry.at and entry.has_clock}
    wanted, known = [], 0
    for entry in sorted(new, key=lambda entry: entry.at):
        at, event = in_utc(entry.at), _COMMENT.sub(r"\<!--", " ".join(printable(entry.event).split()))
        if at is None:
            raise EditError(f"{entry.at} lies beyond every calendar")
        if _identity(at, event) in seen:
            known += 1
            continue
        seen.add(_identity(at, event))
        wanted.append(NewEntry(at, event))
    return wanted, known


def _identity(at: dt.datetime | None, event: str) -> tuple[dt.datetime | None, str]:
    """Return what two entries that are the same have in common: the minute, and the words whatever their case."""
    return at and at.replace(second=0, microsecond=0), _ESCAPE.sub("", BREAK.sub("", event)).lstrip(
        GAP
    ).casefold().rstrip(".")


def _order(places: Sequence[Place]) -> _Order:
    """Return the entries beside which another one may stand: none that are nested, or only a name and its moment."""
    threads: dict[int, list[Place]] = {}
    for place in places:
        if not place.is_inner and place.draft.part >= 0:
            threads.setdefault(place.entry.thread, []).append(place)
    found = sorted((unit for thread in threads.values() for unit in units_of(thread)), key=lambda unit: unit.first)
    units = tuple(unit for unit in found if unit.key is not None) or tuple(found[-1:])
    steps = [(one.key, other.key) for one, other in pairwise(units) if one.key and other.key]
    falls = sum(other < one for one, other in steps)
    return _Order(units, is_backwards=falls >= NEWEST_FIRST and not any(other > one for one, other in steps))


def _insert(sheet: Sheet, orders: Sequence[_Order], wanted: Sequence[NewEntry]) -> None:
    """Insert entries beside those that are there, from the last line to the first."""
    spots: dict[tuple[int, bool], tuple[_Spot, list[NewEntry]]] = {}
    for entry in wanted:
        spot = _spot(orders, entry.at)
        spots.setdefault((spot.line, spot.is_behind), (spot, []))[1].append(entry)
    for _, (spot, entries) in sorted(spots.items(), reverse=True):
        model, notation = _model(spot)
        zone = model.entry.at.tzinfo if model.entry.at else dt.UTC
        lines: list[tuple[str, Want | None]] = []
        near = spot.unit.places[0].entry.at
        day = near.astimezone(zone).date() if near else None
        for entry in reversed(entries) if spot.order.is_backwards else entries:
            at = _as_precise(entry.at, notation)
            local = at.astimezone(zone)
            shape = lines_like(model, sheet.lines, notation, local, entry.event, is_dated=local.date() != day)
            day = local.date()
            block = [(shape.lines[0], Want(at, None, shape.event, zone)), *((line, None) for line in shape.lines[1:])]
            blank = [("", None)] if _spaced(sheet, spot) else []
            lines += [*blank, *block] if spot.is_behind else [*block, *blank]
        _fit_in(sheet, spot, lines)
        sheet.insert(spot.line, lines)
    for order in orders:
        _renumber(sheet, order)


def _as_precise(at: dt.datetime, notation: Notation) -> dt.datetime:
    return at.replace(microsecond=0) if notation.has_seconds else at.replace(second=0, microsecond=0)


def _fit_in(sheet: Sheet, spot: _Spot, lines: list[tuple[str, Want | None]]) -> None:
    """Break the lines of a paragraph as those around them are broken."""
    place, last = spot.unit.places[0], spot.unit.last
    broken = BREAK.search(place.block.text.partition("\n")[0].rstrip("\r"))
    if place.kind != "line" or not broken or _spaced(sheet, spot):
        return
    is_end = spot.is_behind and last == place.block.end_line and not BREAK.search(sheet.lines[last - 1])
    if is_end:
        sheet.lines[last - 1] += broken[0]
    inner = len(lines) - is_end
    lines[:] = [(line + broken[0] * (index < inner), want) for index, (line, want) in enumerate(lines)]


def _renumber(sheet: Sheet, order: _Order) -> None:
    """Go on counting in a list whose items are numbered one after the other."""
    heads = [unit.places[0].entry.line for unit in order.units]
    index_of = {origin: index for index, origin in enumerate(sheet.origins)}
    found = [NUMBER.match(sheet.lines[index_of[head]]) for head in heads]
    numbers = [int(match["number"]) for match in found if match]
    if len(numbers) < len(heads) or any(after != before + 1 for before, after in pairwise(numbers)):
        return
    number = numbers[0]
    for index, (line, want) in enumerate(zip(sheet.lines, sheet.wants, strict=True)):
        own = NUMBER.match(line) if want else None
        if own and (sheet.origins[index] is None or sheet.origins[index] in heads):
            sheet.lines[index] = f"{line[: own.start('number')]}{number}{line[own.end('number') :]}"
            number += 1


def _spot(orders: Sequence[_Order], at: dt.datetime) -> _Spot:
    """Return where an entry belongs: behind the last one that is not later, else before the earliest.

    Where no time can be read, it is the end.
    """
    keys = [(unit.key, order, index) for order in orders for index, unit in enumerate(order.units) if unit.key]
    latest = max((key for key, _, _ in keys if key <= at), default=None)
    if not keys:
        return _Spot(orders[-1], 0, is_behind=True)
    if latest is None:
        _, order, index = min(keys, key=lambda item: item[0])
        return _Spot(order, index, is_behind=order.is_backwards)
    following = min((item for item in keys if item[0] > at), key=lambda item: item[0], default=None)
    if following is not None and _begins_day(following[1], following[2], latest, at):
        return _Spot(following[1], following[2], is_behind=following[1].is_backwards)
    if latest == max(key for key, _, _ in keys):
        order, index = next((order, index) for key, order, index in reversed(keys) if key == latest)
        if not order.is_backwards:
            return _Spot(order, _end_of_list(order, index), is_behind=True)
    same = [(order, index) for key, order, index in keys if key == latest]
    if same[0][0].is_backwards:
        return _Spot(*same[0], is_behind=False)
    return _Spot(*same[-1], is_behind=True)


def _begins_day(order: _Order, index: int, latest: dt.datetime, at: dt.datetime) -> bool:
    """Whether a unit is the first of those of a day, below a date of their own, and a moment is on that day too.

    In an order that tells the newest first, it is the last of them. The `latest` moment before `at` is of another day.
    """
    place = order.units[index].places[0]
    entry = place.entry
    if entry.at is None or entry.day_source == "guess":
        return False
    day, before = (moment.astimezone(entry.at.tzinfo).date() for moment in (at, latest))
    if not before < day == entry.at.date():
        return False
    beside = index + (1 if order.is_backwards else -1)
    if not 0 <= beside < len(order.units):
        return True
    other = order.units[beside].places[0]
    lower = other if order.is_backwards else place
    is_apart = lower.is_fenced_off or other.entry.thread != entry.thread
    return is_apart and other.entry.at is not None and other.entry.at.date() != entry.at.date()


def _end_of_list(order: _Order, latest: int) -> int:
    """Return the last unit of the list that the latest one is in; in one that mostly goes back, that one itself."""
    thread = order.units[latest].places[0].entry.thread
    places = [index for index, unit in enumerate(order.units) if unit.places[0].entry.thread == thread]
    keys = [key for index in places if (key := order.units[index].key)]
    falls = sum(after < before for before, after in pairwise(keys))
    rises = sum(after > before for before, after in pairwise(keys))
    return latest if falls >= NEWEST_FIRST and falls > rises else places[-1]


def _model(spot: _Spot) -> tuple[Place, Notation]:
    """Return the entry that a new one is made like, and the notation of its time: the nearest one that is plain."""
    places = [unit.places[0] for unit in spot.order.units]
    own = places[spot.place]
    for index in sorted(range(len(places)), key=lambda index: abs(index - spot.place)):
        place = places[index]
        if (place.kind, place.entry.thread) == (own.kind, own.entry.thread):
            notation = time_in(place.entry)[2]
            if notation is not None and notation.is_plain:
                return place, notation
    return own, simplest_notation(own.entry)


def _begin(sheet: Sheet, wanted: Sequence[NewEntry]) -> None:
    """Give a timeline without entries a table, or fill the rows of the one that waits there."""
    section = sheet.timelines[0].section
    record = sheet.document.record
    day = record.date if record else None
    has_seconds = any(entry.at.second for entry in wanted)
    for block in section.blocks:
        if columns := columns_to_fill(block):
            zone = _zone_of(sheet, block, columns)
            _fill(sheet, block, columns, _rows(wanted, zone, day, has_seconds=has_seconds))
            return
    rows = _rows(wanted, dt.UTC, day, has_seconds=has_seconds)
    lines: list[tuple[str, Want | None]] = [("", None), ("| Time (UTC) | Event |", None), ("| :- | :- |", None)]
    lines += [(f"| {time} | {escaped(want.event)} |", want) for time, want in rows]
    heading = next(block for block in sheet.document.blocks if block.line == section.line)
    above = list(takewhile(lambda block: block.kind != "heading", section.blocks))
    at = above[-1].end_line if above else heading.end_line
    if at < len(sheet.lines) and sheet.lines[at].strip():
        lines.append(("", None))
    sheet.insert(at, lines)


def _rows(
    wanted: Sequence[NewEntry], zone: dt.tzinfo, day: dt.date | None, *, has_seconds: bool
) -> list[tuple[str, Want]]:
    """Return the time of each entry as a new table has it, and what it says; with days if one is not `day`."""
    moments = [(_as_precise(entry.at, plain_notation(has_seconds=has_seconds)), entry) for entry in wanted]
    is_dated = any(at.astimezone(zone).date() != day for at, _ in moments)
    notation = plain_notation(has_seconds=has_seconds)
    return [
        (notation.written(at.astimezone(zone), is_dated=is_dated), Want(at, None, told(entry.event), zone))
        for at, entry in moments
    ]


def _zone_of(sheet: Sheet, block: Block, columns: Columns) -> dt.tzinfo:
    """Return the zone in which times of a table are read that has none yet; EditError if it is not understood."""
    section = sheet.timelines[0].section
    head = split_row(block.text.partition("\n")[0])[columns.time].text
    told = (head, section.heading, *zone_notes(section.blocks))
    zone = next((zone for text in told if (zone := noted_zone(text))), None)
    if zone is None and (stated := unread_zone(sheet.timelines[0], sheet.document.blocks)):
        refuse([(block.line, f"the zone of the table is not known (“{stated}”)")], "added", NAME_READABLY)
    return zone or sheet.zone


def _fill(sheet: Sheet, block: Block, columns: Columns, rows: Sequence[tuple[str, Want]]) -> None:
    """Put rows into a table, in place of those that are blank."""
    event = columns.event
    head = block.text.partition("\n")[0]
    other_zones = [(column, zone) for column, zone in time_columns(head) if zone is not None and column not in columns]
    lines: list[tuple[str, Want | None]] = []
    for time, want in rows:
        texts = {columns.time: time, **({} if event is None else {event: escaped(want.event)})}
        texts |= {
            column: f"{want.at.astimezone(zone):%H:%M}"
            for column, zone in other_zones
            if isinstance(want.at, dt.datetime)
        }
        lines.append((row_of(block, head, texts), want))
    blank = block.end_line - block.line - 1
    sheet.insert(block.line + 1, lines)
    sheet.delete(block.line + 1 + len(lines), blank)


def _spaced(sheet: Sheet, spot: _Spot) -> bool:
    """Whether a blank line sets apart entries such as that beside which a new one goes."""
    place = spot.unit.places[0]
    if place.kind in {"row", "heading"}:
        return place.kind == "heading"
    units = spot.order.units
    near = [units[index] for index in (spot.place - 1, spot.place, spot.place + 1) if 0 <= index < len(units)]
    pairs = [(one, other) for one, other in pairwise(near) if _are_together(one.places[0], other.places[0])]
    return any(not sheet.lines[other.first - 2].strip() for _, other in pairs) if pairs else place.kind == "line"


def _are_together(one: Place, other: Place) -> bool:
    """Whether nothing but a blank line may stand between two entries."""
    return one.entry.thread == other.entry.thread and (one.kind == "line" or one.block.line == other.block.line)
