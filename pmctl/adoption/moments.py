"""Milestones of an incident: behind labels, and in the timeline where the words of an entry are plain."""

from __future__ import annotations

from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from pmctl.adoption.days import has_day, open_date_in, read_moment
from pmctl.adoption.inline import plain
from pmctl.adoption.milestone_choice import ENDS, KEYS, Told, choose_milestones
from pmctl.adoption.milestone_span import span_of_incident
from pmctl.adoption.milestone_tells import plain_milestones
from pmctl.adoption.model import Fact
from pmctl.postmortem.half_day_clocks import Clocked, half_day_doubt
from pmctl.postmortem.model import MILESTONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from pmctl.adoption.model import Label
    from pmctl.postmortem.timeline import TimelineEntry

_DAY: Final = timedelta(days=1)
_ASIDE: Final = timedelta(hours=1)
"""How far a time may stand before the one that should precede it and still be of the same day."""

_MAY_COME_FIRST: Final = frozenset({"detected_at", "acknowledged_at"})
_MOST: Final = 1_000
"""A timeline of more entries is a log."""


def labelled_moments(
    labels: Iterable[Label], *, month_first: bool | None, day: date | None
) -> dict[str, Fact[datetime]]:
    """Return the milestones that labels state with a zone; the first one of each counts.

    A time without a day is of the day on which it follows the milestones before it; it is left out where that takes
    more than half a day, or where the document has to be wrong.
    """
    order = list(MILESTONES)
    found: dict[str, Fact[datetime]] = {}
    for label in sorted(
        (label for label in labels if label.field in order), key=lambda label: order.index(label.field)
    ):
        if label.field in found:
            continue
        at = read_moment(label.text, label=label.label, month_first=month_first, day=day)
        if at is not None and not has_day(label.text):
            at = _following(at, label.field, [fact.value for fact in found.values()])
        if at is not None:
            found[label.field] = Fact(value=at, line=label.line, source=label.source, certainty=0.95)
    return found


def _following(at: datetime, field: str, before: Sequence[datetime]) -> datetime | None:
    """The moment at which a time of day follows the milestones `before` it; None if nobody can say."""
    if not before or at >= max(before):
        return at
    late = max(before) - at
    rolled = at + timedelta(days=-(-late // _DAY))
    if rolled - max(before) <= _DAY / 2:
        return rolled
    # An alarm may come first, and two people may write down two times for the same minutes.
    is_inside = at >= min(before) or field in _MAY_COME_FIRST
    return at if late <= _ASIDE and is_inside else None


def timeline_moments(
    entries: Sequence[TimelineEntry], *, month_first: bool | None, day: date | None
) -> dict[str, Fact[datetime]]:
    """Return the milestones that entries of the timeline plainly tell, as `choose_milestones` does.

    An entry counts if its time has a zone and a day, and if its words leave no doubt: "Detected: …",
    "OUTAGE BEGINS, …", "the pager alert fires", "… (resolved)".

    Args:
        month_first: None leaves out entries whose date could be read in two ways.
        day: that the document states for the incident; None leaves out entries without a date.
    """
    if len(entries) > _MOST or not any(_is_exact(entry, month_first=month_first, day=day) for entry in entries):
        return {}
    clocked = [(entry.at, entry) for entry in entries if entry.has_clock and entry.at]
    doubtful = half_day_doubt([Clocked(at, entry.written) for at, entry in clocked])
    keys = KEYS if doubtful is None else tuple(key for key in KEYS if key not in ENDS)
    timed = sorted(clocked[:doubtful], key=itemgetter(0))
    told = [Told(at, entry.until, words := plain(entry.event), plain_milestones(words)) for at, entry in timed]
    span = span_of_incident(told, day)
    timed, told = timed[span.start : span.stop], told[span.start : span.stop]
    found: dict[str, Fact[datetime]] = {}
    for key, choice in choose_milestones(told, {}, keys).items():
        entry = timed[choice.place][1]
        if not choice.is_first and _is_exact(entry, month_first=month_first, day=day):
            found[key] = Fact(value=choice.at, line=entry.line, source="timeline", certainty=0.8)
    return found


def _is_exact(entry: TimelineEntry, *, month_first: bool | None, day: date | None) -> bool:
    """Return whether nothing of an entry's moment had to be guessed."""
    is_dated = entry.day_source != "guess" or day is not None
    is_open = month_first is None and open_date_in(entry.written) is not None
    return is_dated and not is_open and entry.zone_known and not entry.is_garbled and not entry.approximate
