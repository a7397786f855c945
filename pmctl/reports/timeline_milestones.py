"""The milestones that the entries of a timeline seem to tell: a proposal for a person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pmctl.reports.timeline_words import change, denied, milestone_patterns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from pmctl.reports.timeline import Item

_LONGEST: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_BEFORE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A milestone and the entry that tells it; `key` is that of the front matter."""

    key: str
    at: dt.datetime
    item: Item


def propose_milestones(
    items: Sequence[Item], known: Mapping[str, dt.datetime], wanted: Collection[str]
) -> tuple[Proposal, ...]:
    """Return a proposal for each milestone that is wanted and that an entry tells, in the order of the milestones.

    The first entry counts whose words say so, if it is not earlier than the milestones before it. "Deploy 12 started"
    is not the start of the incident, "not yet resolved" and "will be resolved" are no end. One entry may tell several.

    Args:
        items: by time.
        known: the milestones that stay, by key.
        wanted: the keys to look for.
    """
    proposals: list[Proposal] = []
    earliest: dt.datetime | None = None
    entries = [item for item in items if item.kind == "entry" and item.at is not None and item.has_clock]
    for key in milestone_patterns():
        if key in wanted:
            found = next((item for item in entries if _fits(item, earliest) and tells(item.text, key)), None)
            if found is not None and found.at is not None:
                proposals.append(Proposal(key=key, at=found.at, item=found))
                earliest = found.at
        elif key in known:
            earliest = known[key] if earliest is None else max(earliest, known[key])
    return tuple(proposals)


def tells(event: str, key: str) -> bool:
    """Return whether an event, without Markdown's marks, says that it is the milestone `key`."""
    text = event[:_LONGEST]
    for found in milestone_patterns()[key].finditer(text):
        if denied().search(text, max(0, found.start() - _BEFORE), found.start()):
            continue
        if key == "started_at" and change().search(found[0]):
            continue
        return True
    return False


def _fits(item: Item, earliest: dt.datetime | None) -> bool:
    return item.at is not None and (earliest is None or item.at >= earliest)
