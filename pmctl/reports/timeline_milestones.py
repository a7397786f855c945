"""The milestones that the entries of a timeline seem to tell: a proposal for a person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pmctl.adoption.milestone_choice import KEYS, Told, choose_milestones
from pmctl.adoption.milestone_tells import told_milestones

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from pmctl.reports.timeline import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A milestone and the entry that tells it.

    Attributes:
        key: that of the front matter.
        at: in UTC; the end of the entry's range for a mitigation and a resolution.
        item: the entry.
        is_first: whether nothing speaks for it but that it is the first entry, and tells of trouble.
    """

    key: str
    at: dt.datetime
    item: Item
    is_first: bool = False


class Misplaced(NamedTuple):
    """An entry that would tell a milestone if it were not on the wrong side of another one: `side` is of which."""

    key: str
    item: Item
    side: str


def propose_milestones(
    items: Sequence[Item], known: Mapping[str, dt.datetime], wanted: Collection[str]
) -> tuple[Proposal, ...]:
    """Return a proposal for each milestone that is wanted and that an entry tells, in the order of the milestones.

    Args:
        items: by time.
        known: the milestones that are set, by key; those that are wanted and that no entry tells stay too.
        wanted: the keys to look for.
    """
    entries, told = _told(items)
    return tuple(
        Proposal(key=key, at=one.at, item=entries[one.place], is_first=one.is_first)
        for key, one in choose_milestones(told, known, wanted).items()
    )


def misplaced_milestones(
    items: Sequence[Item], known: Mapping[str, dt.datetime], silent: Collection[str]
) -> tuple[Misplaced, ...]:
    """Return for each of the `silent` milestones the first entry that tells it on the wrong side of one that is known.

    Args:
        items: by time.
        known: the milestones that are set or proposed, by key.
        silent: those for which no entry fits.
    """
    found = []
    entries, told = _told(items)
    for place, key in enumerate(KEYS):
        pairs = zip(entries, told, strict=True)
        item, at = next(((item, one.moment(key)) for item, one in pairs if key in one.milestones), (None, None))
        if key not in silent or item is None or at is None:
            continue
        early = next((other for other in KEYS[:place] if other in known and at < known[other]), None)
        late = next((other for other in KEYS[place + 1 :] if other in known and at > known[other]), None)
        if early or late:
            found.append(Misplaced(key, item, f"earlier than {early}" if early else f"later than {late}"))
    return tuple(found)


def _told(items: Sequence[Item]) -> tuple[list[Item], list[Told]]:
    """Return the entries that have a time, and what they tell."""
    entries, told = [], []
    for item in items:
        if item.kind == "entry" and item.at is not None and item.has_clock:
            entries.append(item)
            told.append(Told(item.at, item.until, item.text, told_milestones(item.text)))
    return entries, told
