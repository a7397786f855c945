"""What is moved as one in a timeline, and the moment that it is sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.timeline_edits import in_utc

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pmctl.postmortem.timeline_edits_places import Place


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


def _are_of_one_day(unit: Unit, place: Place) -> bool:
    one, other = unit.places[0].entry.at, place.entry.at
    return one is not None and other is not None and one.date() == other.date()
