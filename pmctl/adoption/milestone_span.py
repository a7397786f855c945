"""Which entries of a timeline belong to its incident: not what was weeks before it, nor the review a week later."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pmctl.adoption.milestone_choice import ENDS
from pmctl.adoption.milestone_closings import is_closing
from pmctl.adoption.milestone_perhaps import is_perhaps_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.adoption.milestone_choice import Told

_NIGHT: Final = dt.timedelta(hours=12)
"""So long before its day may an incident begin, as the day is not that of UTC everywhere; and so long may it rest."""

_SILENCE: Final = dt.timedelta(days=2)
"""What comes behind so long a time without an entry is follow-up, unless the incident was not over before."""

_LONGEST: Final = dt.timedelta(days=31)
"""So long may an incident go on without an entry: data that is lost is missed at the end of the month."""


def span_of_incident(entries: Sequence[Told], day: dt.date | None) -> range:
    """Return the places of the entries that belong to an incident.

    Args:
        entries: by time, with what each of them tells.
        day: the one on which the incident began; None if it is not known. If all entries are before, it does not count.
    """
    if not entries:
        return range(0)
    moments = [one.at for one in entries]
    # The first day of the calendar has no night before it.
    begin = day and day.toordinal() > 1 and dt.datetime.combine(day, dt.time(), dt.UTC) - _NIGHT
    first = next((place for place, at in enumerate(moments) if begin and at >= begin), 0)
    while first and moments[first] - moments[first - 1] <= _NIGHT:
        first -= 1
    pairs = enumerate(pairwise(moments[first:]), first + 1)
    gaps = [place for place, (one, other) in pairs if other - one > _SILENCE]
    for gap, after in pairwise([*gaps, len(entries)]):
        is_long = moments[gap] - moments[gap - 1] > _LONGEST
        if is_long or not _goes_on(entries[first:gap], entries[gap:after]):
            return range(first, gap)
    return range(first, len(entries))


def _goes_on(before: Sequence[Told], behind: Sequence[Told]) -> bool:
    """Return whether what is behind a silence tells what was not told before: that it was seen late, or is closed."""
    told = {key for one in before for key in one.milestones}
    later = {key for one in behind for key in one.milestones}
    if any(map(_is_closed, before)) or (told & later) - ENDS:
        return False
    if later <= ENDS or any(one.milestones.get("mitigated_at") or "resolved_at" in one.milestones for one in before):
        # What is only closed late is not another one that fails.
        is_closed = any(_is_closed(one) for one in behind)
        return is_closed and later <= ENDS and not any(one.is_on or is_perhaps_seen(one.words) for one in behind)
    return True


def _is_closed(one: Told) -> bool:
    return bool(one.milestones.get("resolved_at")) and is_closing(one.words) and not _review().search(one.words)


@cache
def _review() -> re.Pattern[str]:
    return re.compile(r"\b(?:post-?mortems?|retro\w*|review\w*|meeting|actions?)\b", re.IGNORECASE)
