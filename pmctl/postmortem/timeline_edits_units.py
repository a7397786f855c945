"""What is moved as one in a timeline, and the moment that it is sorted by."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.timeline_edits import in_utc, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.postmortem.timeline_edits_places import Place

NEWEST_FIRST: Final = 2
"""As many steps back, and none forward, are an order of its own, as PM402 has it."""

_HALF_A_DAY: Final = dt.timedelta(hours=12)


class Unit(NamedTuple):
    """An entry, and those below it without a time of their own; `key` is in UTC, None if no entry has a time."""

    key: dt.datetime | None
    places: tuple[Place, ...]

    @property
    def first(self) -> int:
        """Its first line, 1-based."""
        return self.places[0].first

    @property
    def last(self) -> int:
        """Its last line, inclusive."""
        return self.places[-1].last


def units_of(places: Sequence[Place]) -> list[Unit]:
    """Return what is moved as one among places that are told one after the other.

    A day without a time is as late as the entry above it, if that is of the same day.
    """
    units: list[Unit] = []
    for place in places:
        key = in_utc(place.entry.at) if place.entry.at else None
        above = units[-1] if units else None
        if key is None and above is not None and not place.is_fenced_off:
            units[-1] = Unit(above.key, (*above.places, place))
            continue
        if key is not None and not place.entry.has_clock and above is not None and _are_of_one_day(above, place):
            key = max(key, above.key or key)
        units.append(Unit(key, (place,)))
    return units


def refuse_hidden_midnight(units: Sequence[Unit], what: str) -> None:
    """Refuse what seems to tell the newest first, with a midnight in between that is not written: 00:30, 23:50, 23:40.

    Args:
        units: told one after the other.
        what: the edit, as in "the entries cannot be ``sorted``".

    Raises:
        EditError: the days of these entries are not known.
    """
    timed = [(unit.key, unit.places[0].entry) for unit in units if unit.key and unit.places[0].entry.has_clock]
    steps = [(later - earlier, entry) for (earlier, _), (later, entry) in pairwise(timed)]
    rises = [(step, entry) for step, entry in steps if step > dt.timedelta()]
    has_fall = any(step < dt.timedelta() for step, _ in steps)
    if len(rises) == 1 and has_fall and rises[0][0] > _HALF_A_DAY and rises[0][1].day_source == "guess":
        entry = rises[0][1]
        problem = f"{entry.written} may be of the evening before, if the newest is told first"
        refuse([(entry.line, problem)], what, "Write the day at one of these times; nothing is written.")


def _are_of_one_day(unit: Unit, place: Place) -> bool:
    one, other = unit.places[0].entry.at, place.entry.at
    return one is not None and other is not None and one.date() == other.date()
