"""Milestones of an incident: behind labels, and in the timeline where an entry says no more than which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.adoption.days import open_date_in, read_moment
from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import plain
from pmctl.adoption.model import Fact
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from pmctl.adoption.model import Label
    from pmctl.postmortem.timeline import TimelineEntry

_SAID: Final = lazy_pattern(r"\s*(?P<name>[^:：–—|(,.\n]{2,60}?)\s*(?:[:：–—|.,]|\s-\s|$)")
_ASIDE: Final = lazy_pattern(r"\((?P<name>[^()\n]{3,40})\)\s*\.?$")
_SHOUTED: Final = lazy_pattern(r"(?P<name>[A-Z][A-Z ]{5,40}[A-Z])(?![A-Za-z])")


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
    """Return the milestones that entries of the timeline are, as far as no other entry claims to be the same.

    An entry counts if its time has a zone and a day, and if its words are a milestone's name, or begin with one that is
    set off: "Detected: …", "OUTAGE BEGINS, …", "… (resolved)". Milestones that are out of order are left out.

    Args:
        month_first: None leaves out entries whose date could be read in two ways.
        day: that the document states for the incident; None leaves out entries without a date.
    """
    told: dict[str, list[TimelineEntry]] = {}
    for entry in entries:
        if field := _milestone(entry.event):
            told.setdefault(field, []).append(entry)
    found: dict[str, Fact[datetime]] = {}
    for field in MILESTONES:
        entry_ = _only(told.get(field, []))
        at = _moment(entry_, month_first=month_first, day=day) if entry_ else None
        if entry_ is not None and at is not None:
            found[field] = Fact(value=at, line=entry_.line, source="timeline", certainty=0.8)
    times = [fact.value for fact in found.values()]
    return found if times == sorted(times) else {}


def _only(entries: Sequence[TimelineEntry]) -> TimelineEntry | None:
    """The one entry that is a milestone; that of the outage, where that of its handling is told apart from it."""
    if len(entries) > 1:
        entries = [entry for entry in entries if "outage" in entry.event[:80].casefold()]
    return entries[0] if len(entries) == 1 else None


def _moment(entry: TimelineEntry, *, month_first: bool | None, day: date | None) -> datetime | None:
    is_dated = entry.day_source != "guess" or day is not None
    is_open = month_first is None and open_date_in(entry.written) is not None
    is_exact = entry.has_clock and entry.zone_known and not entry.is_garbled
    return entry.at if is_exact and is_dated and not is_open else None


def _milestone(event: str) -> str | None:
    words = plain(event[:300])
    names = (pattern.match(words) for pattern in (_SAID, _SHOUTED))
    said = [found["name"] for found in (*names, _ASIDE.search(words)) if found]
    fields = (field_of(_without_problem(name)) for name in said)
    return next((field for field in fields if field in MILESTONES), None)


def _without_problem(name: str) -> str:
    """Say "started" for "problem started"."""
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in {"problem", "issue", "alert", "the"} and rest else name
