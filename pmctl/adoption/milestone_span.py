"""Which entries of a timeline belong to its incident: not what was weeks before it, nor the review a week later."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NIGHT: Final = dt.timedelta(hours=12)
"""So long before its day may an incident begin, as the day is not that of UTC everywhere; and so long may it rest."""

_SILENCE: Final = dt.timedelta(days=2)
"""What comes behind so long a time without an entry is follow-up."""


def span_of_incident(moments: Sequence[dt.datetime], day: dt.date | None) -> range:
    """Return the places of the moments that belong to an incident.

    Args:
        moments: aware, in order.
        day: the one on which the incident began; None if it is not known. If all moments are before, it does not count.
    """
    if not moments:
        return range(0)
    # The first day of the calendar has no night before it.
    begin = day and day.toordinal() > 1 and dt.datetime.combine(day, dt.time(), dt.UTC) - _NIGHT
    first = next((place for place, at in enumerate(moments) if begin and at >= begin), 0)
    while first and moments[first] - moments[first - 1] <= _NIGHT:
        first -= 1
    pairs = enumerate(pairwise(moments[first:]), first + 1)
    return range(first, next((place for place, (one, other) in pairs if other - one > _SILENCE), len(moments)))
