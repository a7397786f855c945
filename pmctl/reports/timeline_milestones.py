"""The milestones that the entries of a timeline seem to tell: a proposal for a person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pmctl.adoption.milestone_choice import ENDS, KEYS, Told, choose_milestones
from pmctl.adoption.milestone_span import span_of_incident
from pmctl.adoption.milestone_tells import told_milestones
from pmctl.postmortem.half_day_clocks import Clocked, half_day_doubt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pmctl.reports.timeline import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A milestone and the entry that tells it.

    Attributes:
        key: that of the front matter.
        at: in UTC; the end of the entry's range for a mitigation and a resolution.
        item: the entry.
        is_first: whether nothing speaks for it but that it is the first entry that tells of trouble.
        day_assumed: whether its day is written nowhere, and is not that of the incident.
    """

    key: str
    at: dt.datetime
    item: Item
    is_first: bool = False
    day_assumed: bool = False


class Misplaced(NamedTuple):
    """An entry that would tell a milestone if it were not elsewhere: `side` is on which side of what."""

    key: str
    item: Item
    side: str


def propose_milestones(
    items: Sequence[Item],
    known: Mapping[str, dt.datetime],
    wanted: Collection[str],
    *,
    day: dt.date | None = None,
) -> tuple[Proposal, ...]:
    """Return a proposal for each milestone that is wanted and that an entry tells, in the order of the milestones.

    Nothing counts from the first entry on whose time is doubtful, nor does an end before it.

    Args:
        items: by time.
        known: the milestones that are set, by key; those that are wanted and that no entry tells stay too.
        wanted: the keys to look for.
        day: the one on which the incident began; None if it is not known.
    """
    if (doubtful := doubtful_clock(items)) is not None:
        items = [item for item in items if item.line < doubtful.line]
        wanted = [key for key in wanted if key not in ENDS]
    entries, all_ = _told(items)
    told = _within(all_, span_of_incident(all_, day))
    return tuple(
        Proposal(
            key=key,
            at=one.at,
            item=entries[one.place],
            is_first=one.is_first,
            day_assumed=_is_day_assumed(entries[one.place], day),
        )
        for key, one in choose_milestones(told, known, wanted).items()
    )


def misplaced_milestones(
    items: Sequence[Item],
    known: Mapping[str, dt.datetime],
    silent: Collection[str],
    *,
    day: dt.date | None = None,
) -> tuple[Misplaced, ...]:
    """Return for each of the `silent` milestones the first entry that tells it on the wrong side of one that is known.

    Where there is none, it is the first one that is left out for being behind a long time without an entry.

    Args:
        items: by time.
        known: the milestones that are set or proposed, by key.
        silent: those for which no entry fits.
        day: the one on which the incident began; None if it is not known.
    """
    found = []
    entries, all_ = _told(items)
    span = span_of_incident(all_, day)
    told = _within(all_, span)
    for place, key in enumerate(KEYS):
        pairs = zip(entries, told, strict=True)
        item, at = next(((item, one.moment(key)) for item, one in pairs if key in one.milestones), (None, None))
        if key not in silent:
            continue
        if item is None or at is None:
            if later := [entries[at] for at in range(span.stop, len(all_)) if key in all_[at].milestones]:
                days = (all_[span.stop].at - all_[span.stop - 1].at).days
                found.append(Misplaced(key, later[0], f"behind {days} days without an entry"))
            continue
        early = next((other for other in KEYS[:place] if other in known and at < known[other]), None)
        late = next((other for other in KEYS[place + 1 :] if other in known and at > known[other]), None)
        if early or late:
            found.append(Misplaced(key, item, f"earlier than {early}" if early else f"later than {late}"))
    return tuple(found)


def doubtful_clock(items: Sequence[Item]) -> Item | None:
    """Return the first entry whose time may be meant for the afternoon, by a clock of twelve hours; None if none is."""
    clocks = sorted(_clocks(items), key=lambda pair: pair[0].line)
    place = half_day_doubt([Clocked(at.astimezone(item.zone), item.written) for item, at in clocks])
    return None if place is None else clocks[place][0]


def _clocks(items: Sequence[Item]) -> Iterator[tuple[Item, dt.datetime]]:
    """Yield the entries that have a time, and that."""
    for item in items:
        if item.kind == "entry" and item.at is not None and item.has_clock:
            yield item, item.at


def _is_day_assumed(item: Item, day: dt.date | None) -> bool:
    """Whether an entry is taken to be on another day than that of the incident."""
    return item.day_assumed and item.at is not None and item.at.astimezone(item.zone).date() != day


def _told(items: Sequence[Item]) -> tuple[list[Item], list[Told]]:
    """Return the entries that have a time, and what they tell."""
    clocks = list(_clocks(items))
    return [item for item, _ in clocks], [
        Told(at, item.until, item.text, told_milestones(item.text)) for item, at in clocks
    ]


def _within(told: Sequence[Told], span: range) -> list[Told]:
    """Return what entries tell of an incident: those outside its span tell no milestone, nor anything before it."""
    return [
        one if place in span else one._replace(words=one.words if place >= span.stop else "", milestones={})
        for place, one in enumerate(told)
    ]
