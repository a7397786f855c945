"""Events as people write them down, each with its parts under one of many names, and what of them is passed over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.columns import NAMES, NOTED, Columns
from pmctl.incidents.model import Entry
from pmctl.incidents.moments import Moments, is_clock, whole_time
from pmctl.incidents.reader import some_of
from pmctl.incidents.values import A_TIME, Value
from pmctl.postmortem.one_reading import one_date, zoned_times
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pmctl.incidents.heads import Head
    from pmctl.incidents.values import Reading

LONGEST_NAME: Final = 40
MOST_NAMED: Final = 8

_WHICH_COUNTS: Final = "Correct one of the two, or leave out the one that does not tell when it happened."
_NAME_THE_ZONE: Final = (
    "Name the zone as UTC, CET or Europe/Berlin does, or leave it out: the configured one counts then."
)
_A_MINUTE: Final = dt.timedelta(minutes=1)


class _Cell(NamedTuple):
    """A part of an event, and what it stands under; None if there is none of the kind."""

    value: Value
    head: Head | None


class _Row(NamedTuple):
    """An event: its time, which stands below `head`, and of which `moment` are the date and the time of day."""

    at: Value
    head: Head | None
    moment: tuple[str, str] | None
    event: Value
    who: Value
    link: Value


class Rows:
    """The events of a table or of a list: what time each is of is only known once all are there."""

    def __init__(self, reading: Reading, day: dt.date | None) -> None:
        self._reading = reading
        self._day = day
        self._rows: list[_Row] = []
        self._taken: set[str] = set()
        self._passed_over: dict[str, None] = {}
        self._left: set[str] = set()

    def add(self, columns: Columns, cell: Callable[[int], Value], event: Value) -> None:
        """Take an event; a date and a time that tell different days are named, and the event is left out.

        Args:
            columns: what stands where.
            cell: tells what stands in a place.
            event: the whole of it, which names what is missing.
        """
        self._left.clear()
        parts = {kind: self._first(kind, columns, cell) or _Cell(event.at(kind), None) for kind in (*NAMES, "day")}
        if all(part.value.is_blank for part in parts.values()):
            return
        when = self._when(parts["at"], parts["day"])
        if when is not None:
            (at, head), moment = when
            told, who, link = (parts[kind].value for kind in ("event", "who", "link"))
            self._rows.append(_Row(at, head, moment, told, who, link))
        self._passed_over |= dict.fromkeys(sorted(self._left))
        self._taken |= {_written(part) for part in parts.values() if not part.value.is_blank} - self._left

    def entries(self) -> list[Entry]:
        """Return all events in their order; one without its time or without what happened is named."""
        moments = Moments(self._day)
        texts = moments.read([row.moment for row in self._rows])
        found: list[Entry] = []
        by_head: dict[Head, list[Entry]] = {}
        for row, text in zip(self._rows, texts, strict=True):
            if self._reading.is_hopeless:
                break
            if entry := self._entry(row if text is None else row._replace(at=_as(row.at, text))):
                found.append(entry)
                if row.head and row.head.zone:
                    by_head.setdefault(row.head, []).append(entry)
        moments.tell(self._reading)
        for head, entries in by_head.items():
            self._doubt(head, entries)
        return found

    def tell_unread(self, names: Iterable[str] = ()) -> None:
        """Say what nothing was read of, `names` besides, and what was passed over in some of the events only."""
        taken = [name for name in self._passed_over if name in self._taken]
        others = list(dict.fromkeys((*names, *(name for name in self._passed_over if name not in self._taken))))
        for what, some in (("What is not read", others), ("What is not read of some events", taken)):
            if some:
                shown = [printable(name)[:LONGEST_NAME] for name in some]
                self._reading.notes.append(f"{what}: {some_of(shown, MOST_NAMED)}")

    def _first(self, kind: str, columns: Columns, cell: Callable[[int], Value]) -> _Cell | None:
        """Return the plainest part of a kind in which there is something, else the plainest; None if there is none."""
        found = [_Cell(cell(place), columns.heads[place]) for place in columns.kinds.get(kind, ())]
        said = [part for part in found if not part.value.is_blank]
        self._left.update(map(_written, said[1:]))
        return next(iter(said or found), None)

    def _when(self, at: _Cell, day: _Cell) -> tuple[_Cell, tuple[str, str] | None] | None:
        """Return what tells when it happened, with the date and the time of day there; None if two days are told."""
        if at.value.is_blank and not day.value.is_blank:
            at, day = day, at
        date, time = day.value.text() or "", at.value.data
        if not isinstance(time, str) or not time.strip():
            return at, None
        time = time.strip()
        if not date:
            return at, ("", time)
        told = one_date(date)
        whole = None if told else whole_time(date)
        if whole and whole.time() == dt.time():
            told, whole = whole.date(), None
        found = (self._beside_clock if is_clock(time) else self._beside_whole)(at, day, told, whole)
        if found and found[0] is at and not (at.head and at.head.zone_name):
            return at._replace(head=day.head), found[1]
        return found

    def _beside_clock(
        self, at: _Cell, day: _Cell, told: dt.date | None, whole: dt.datetime | None
    ) -> tuple[_Cell, tuple[str, str]] | None:
        """Return the same of a time of day beside a day, or beside a whole time, which must be the same."""
        date, time = day.value.text() or "", str(at.value.data).strip()
        if whole is None:
            return at, (str(told or date), time)
        same = whole_time(f"{whole.date()} {time}")
        if same is None or abs(same.replace(tzinfo=None) - whole.replace(tzinfo=None)) < _A_MINUTE:
            return at, (str(whole.date()), time)
        self._refuse(at, day)
        return None

    def _beside_whole(
        self, at: _Cell, day: _Cell, told: dt.date | None, whole: dt.datetime | None
    ) -> tuple[_Cell, tuple[str, str]] | None:
        """Return the same of a whole time beside a day, which must be its own, or beside another whole time."""
        date, time = day.value.text() or "", str(at.value.data).strip()
        moment = whole_time(time)
        if moment is None:
            return at, (str(told or date), time)
        zones = [part.head.zone for part in (at, day) if part.head and part.head.zone]
        zone = next(iter(zones), self._reading.zone)
        if told:
            days = {moment.date(), *(_in(zone, moment).astimezone(to).date() for to in (self._reading.zone, dt.UTC))}
            if told in days:
                return at, ("", time)
            self._refuse(at, day)
            return None
        if whole is None:  # such as the name of a day of the week
            self._left.add(_written(day))
            return at, ("", time)
        if abs(_in(zone, moment) - _in(zones[-1] if zones else zone, whole)) < _A_MINUTE:
            return at, ("", time)
        if at.head and at.head.name in NOTED:
            self._left.add(_written(at))
            return day, ("", date)
        self._refuse(at, day)
        return None

    def _refuse(self, at: _Cell, day: _Cell) -> None:
        said = f"“{printable(at.value.text() or '')[:LONGEST_NAME]}” in {printable(_written(at))[:LONGEST_NAME]}"
        self._reading.hint = _WHICH_COUNTS
        day.value.expected(f"the same day as {said}")

    def _entry(self, row: _Row) -> Entry | None:
        before, zone = self._reading.unzoned, row.head.zone if row.head else None
        time, text = row.at.time(zone), row.event.text()
        if time is None:
            row.at.expected(A_TIME)
        if text is None:
            row.event.expected("what happened")
        if row.head and row.head.zone_name and not zone and self._reading.unzoned > before:
            self._reading.hint = _NAME_THE_ZONE
            where = printable(row.head.written)[:LONGEST_NAME]
            self._reading.refuse(where, f"expected a zone that is known, found “{printable(row.head.zone_name)}”")
        name, address = row.who.text(), row.link.address()
        return Entry(at=time, text=text, who=name, link=address) if time and text else None

    def _doubt(self, head: Head, entries: list[Entry]) -> None:
        """Say where the name of a zone may be meant for another one, such as ``CET`` in summer."""
        column = printable(head.written)[:LONGEST_NAME]
        if str(head.zone) not in {head.zone_name, "UTC"} and "/" in str(head.zone):
            self._reading.notes.append(f"{head.zone_name} in “{column}” is read as {head.zone}")
            return
        for at in [entry.at.astimezone(head.zone) for entry in (*entries[:1], *entries[-1:])]:
            found = zoned_times(f"{at:%Y-%m-%d %H:%M} {head.zone_name}")
            if found and not found.is_clear:
                offset = f"{at:%z}"
                shown = f"{head.zone_name} in “{column}” is read as UTC{offset[:3]}:{offset[3:]}"
                self._reading.notes.append(f"{shown}, and may be meant for another time")
                return


def _in(zone: dt.tzinfo, moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _written(part: _Cell) -> str:
    return part.head.written if part.head else ""


def _as(value: Value, text: str) -> Value:
    return Value(text, value.reading, value.path)
