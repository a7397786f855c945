"""Entries of a timeline whose clock may be one of twelve hours without AM and PM: ``1:10`` below ``12:05``."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.postmortem.timeline import TimelineEntry

SAY_WHICH: Final = "Write AM or PM, 24 hours such as `13:10` or `01:10`, or the day; nothing is written."

_UNPADDED: Final = lazy_pattern(r"[^0-9A-Za-z]{0,4}[1-9][:.][0-5][0-9](?!.{0,40}(?:[aApP]\.?[mM]\b|day|\+1))(?:\D|$)")
_OF_24_HOURS: Final = lazy_pattern(r"[^0-9A-Za-z]{0,4}(?:00|1[3-9]|2[0-4])[:.][0-5][0-9]")
_NOON: Final = dt.timedelta(hours=12)
_QUARTER: Final = dt.timedelta(hours=6)


class Clocked(NamedTuple):
    """An entry that has a time: when, in the zone that it is written in, and how that is written."""

    at: dt.datetime
    written: str


def half_day_doubt(entries: Sequence[Clocked]) -> int | None:
    """Return the place of the first entry whose time may be meant for the afternoon; None if there is none.

    It has an hour without a leading zero, and is nearer to the one before it in the afternoon than in the morning that
    is written. Nothing is in doubt where the hours before it say that there are 24 of them.

    Args:
        entries: in the order of the document.
    """
    for place, (before, entry) in enumerate(pairwise(entries), 1):
        if _OF_24_HOURS.match(before.written):
            return None
        fall = _clock(before.at) - _clock(entry.at)
        if _QUARTER < fall <= _NOON and _UNPADDED.match(entry.written):
            return place
    return None


class DoubtfulClock(NamedTuple):
    """An entry that may be meant for the afternoon, and the one before it."""

    entry: TimelineEntry
    before: TimelineEntry

    @property
    def since(self) -> dt.datetime:
        """The moment from which on no other entry can be put in its place among these."""
        moments = [entry.at for entry in (self.entry, self.before) if entry.at is not None]
        return min(moment.astimezone(dt.UTC) for moment in moments)

    @property
    def problem(self) -> str:
        """What is wrong with it, in one clause."""
        return f"{self.entry.written} may be meant for the afternoon"


def doubtful_clock(entries: Sequence[TimelineEntry]) -> DoubtfulClock | None:
    """Return the first entry of a timeline whose time may be meant for the afternoon; None if there is none."""
    timed = [(entry.at, entry) for entry in entries if entry.has_clock and entry.at is not None]
    found = [(Clocked(at, entry.written), entry) for at, entry in timed if dt.MINYEAR < at.year < dt.MAXYEAR]
    place = half_day_doubt([clocked for clocked, _ in found])
    return None if place is None else DoubtfulClock(found[place][1], found[place - 1][1])


def _clock(at: dt.datetime) -> dt.timedelta:
    return dt.timedelta(hours=at.hour, minutes=at.minute)
