"""The milestones that the entries of a timeline seem to tell: a proposal for a person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.reports.timeline_words import (
    change,
    denied,
    milestone_patterns,
    nothing,
    of_customer,
    of_others,
    should,
    undone,
)  # fmt: skip

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Collection, Mapping, Sequence

    from pmctl.reports.timeline import Item

_LONGEST: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_BEFORE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A milestone and the entry that tells it.

    Attributes:
        key: that of the front matter.
        at: in UTC.
        item: the entry.
        is_first: whether nothing but its being the first entry speaks for it.
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

    The first entry counts whose words say so, if it is neither earlier than the milestones before it nor later than
    those behind it that stay. "Deploy 12 started" is not the start of the incident, "not yet resolved" and "will be
    resolved" are no end. One entry may tell several. Where no words tell the start, it is the first entry, if that is
    not the end already.

    Args:
        items: by time.
        known: the milestones that are set, by key; those that are wanted and that no entry tells stay too.
        wanted: the keys to look for.
    """
    proposals: list[Proposal] = []
    entries = _entries(items)
    told = {key: [item for item in entries if tells(item.text, key)] for key in milestone_patterns() if key in wanted}
    stay = {key: at for key, at in known.items() if not told.get(key)}
    earliest: dt.datetime | None = None
    for key in milestone_patterns():
        if key in stay:
            earliest = stay[key] if earliest is None else max(earliest, stay[key])
            continue
        latest = min((stay[other] for other in _behind(key) if other in stay), default=None)
        found = next((item for item in told.get(key, ()) if _fits(item, earliest, latest)), None)
        is_first = found is None and key == "started_at" and key in wanted
        if is_first and entries and _fits(entries[0], earliest, latest) and not _is_end(entries[0]):
            found = entries[0]
        if found is not None and found.at is not None:
            proposals.append(Proposal(key=key, at=found.at, item=found, is_first=is_first))
            earliest = found.at
    return tuple(proposals)


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
    keys = tuple(milestone_patterns())
    for key in (key for key in keys if key in silent):
        item = next((item for item in _entries(items) if tells(item.text, key)), None)
        if item is None or item.at is None:
            continue
        before = {other: known[other] for other in keys[: keys.index(key)] if other in known}
        behind = {other: known[other] for other in _behind(key) if other in known}
        early = next((other for other, at in before.items() if item.at < at), None)
        late = next((other for other, at in behind.items() if item.at > at), None)
        if early or late:
            found.append(Misplaced(key, item, f"earlier than {early}" if early else f"later than {late}"))
    return tuple(found)


def tells(event: str, key: str) -> bool:
    """Return whether an event, without Markdown's marks, says that it is the milestone `key`."""
    text = event[:_LONGEST]
    return any(_is_meant(text, found, key) for found in milestone_patterns()[key].finditer(text))


def _is_meant(text: str, found: re.Match[str], key: str) -> bool:
    """Return whether the words around a milestone's neither deny it nor make it another's."""
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    behind = text[found.end() :]
    if denied().search(before) or of_others().search(before) or should().search(found[0]):
        return False
    if key == "started_at":
        return not change().search(found[0])
    if key == "detected_at":
        return not nothing().match(behind)
    if key == "acknowledged_at":
        return not of_customer().search(before)
    return not undone().search(behind)


def _is_end(item: Item) -> bool:
    return any(tells(item.text, key) for key in ("mitigated_at", "resolved_at"))


def _entries(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind == "entry" and item.at is not None and item.has_clock]


def _behind(key: str) -> tuple[str, ...]:
    keys = tuple(milestone_patterns())
    return keys[keys.index(key) + 1 :]


def _fits(item: Item, earliest: dt.datetime | None, latest: dt.datetime | None) -> bool:
    at = item.at
    return at is not None and (earliest is None or at >= earliest) and (latest is None or at <= latest)
