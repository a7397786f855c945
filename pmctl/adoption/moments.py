"""Milestones of an incident: behind labels, and in the timeline where the words of an entry are plain."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from pmctl.adoption.days import open_date_in, read_moment
from pmctl.adoption.inline import plain
from pmctl.adoption.milestone_choice import KEYS, Told, choose_milestones
from pmctl.adoption.milestone_tells import plain_milestones
from pmctl.adoption.model import Fact
from pmctl.postmortem.model import MILESTONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from pmctl.adoption.model import Label
    from pmctl.postmortem.timeline import TimelineEntry

_MOST: Final = 1_000
"""A timeline of more entries is a log."""


def labelled_moments(
    labels: Iterable[Label], *, month_first: bool | None, day: date | None
) -> dict[str, Fact[datetime]]:
    """Return the milestones that labels state with a zone; the first one of each counts."""
    found: dict[str, Fact[datetime]] = {}
    for label in labels:
        if label.field in MILESTONES and label.field not in found:
            at = read_moment(label.text, label=label.label, month_first=month_first, day=day)
            if at is not None:
                found[label.field] = Fact(value=at, line=label.line, source=label.source, certainty=0.95)
    return found


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
    if len(entries) > _MOST:
        return {}
    timed = sorted(((entry.at, entry) for entry in entries if entry.has_clock and entry.at), key=itemgetter(0))
    told = [Told(at, entry.until, words := plain(entry.event), plain_milestones(words)) for at, entry in timed]
    found: dict[str, Fact[datetime]] = {}
    for key, choice in choose_milestones(told, {}, KEYS).items():
        entry = timed[choice.place][1]
        if not choice.is_first and _is_exact(entry, month_first=month_first, day=day):
            found[key] = Fact(value=choice.at, line=entry.line, source="timeline", certainty=0.8)
    return found


def _is_exact(entry: TimelineEntry, *, month_first: bool | None, day: date | None) -> bool:
    """Return whether nothing of an entry's moment had to be guessed."""
    is_dated = entry.day_source != "guess" or day is not None
    is_open = month_first is None and open_date_in(entry.written) is not None
    return is_dated and not is_open and entry.zone_known and not entry.is_garbled and not entry.approximate
