"""What an incident tool knows of one incident, whichever tool it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who took part, by as much as the tool says of them."""

    name: str
    email: str | None = None


class Milestone(NamedTuple):
    """A key of the front matter, such as ``detected_at``, and its time in UTC."""

    name: str
    at: dt.datetime


class Link(NamedTuple):
    """An http or https address, and what it leads to in a few words."""

    title: str
    url: str


class Weight(IntEnum):
    """How much an event matters where there are too many of them, the most important first."""

    MARKED = 0
    """Somebody put it down as important: a pinned message, a note in the incident's timeline."""
    NOTED = 1
    """Somebody reacted to it."""
    USUAL = 2
    MINOR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of the incident.

    Attributes:
        at: in UTC.
        text: as the tool has it: it may hold line breaks and whatever else people type.
        who: the person whom the tool names with it, or None.
        link: an http or https address, or None.
        links: where words of `text`, their titles, lead to.
        is_quote: whether `text` is what that person said or wrote, word for word.
        weight: what is left out first, and what last.
    """

    at: dt.datetime
    text: str
    who: str | None = None
    link: str | None = None
    links: tuple[Link, ...] = ()
    is_quote: bool = False
    weight: Weight = Weight.USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """All that an export says of an incident that a postmortem has a place for.

    Attributes:
        source: the tool's name.
        title: None if the export has none.
        severity: as the tool calls it, such as ``P1`` or ``high urgency``.
        milestones: each at most once, in the order of the front matter's keys.
        link: the incident's own page, an http or https address.
        links: what else there is to read.
        entries: the earliest first.
        detection: one of the words of the front matter's key, where the tool leaves no doubt.
        date: the day it began, where that is told apart from any time.
        owner: who owns the review.
        team: that owns it.
        created: in UTC, when somebody or something told the tool, which may be long after it began; where that is no
            milestone.
        unzoned: how many times were written without a zone, and read in the zone that was asked for.
        notes: what the one who exported it should know of how it was read, each a sentence without full stop.
    """

    source: str
    title: str | None = None
    severity: str | None = None
    milestones: tuple[Milestone, ...] = ()
    services: tuple[str, ...] = ()
    participants: tuple[Person, ...] = ()
    commander: Person | None = None
    link: str | None = None
    links: tuple[Link, ...] = ()
    entries: tuple[Entry, ...] = ()
    summary: str | None = None
    detection: str | None = None
    date: dt.date | None = None
    owner: Person | None = None
    team: str | None = None
    created: dt.datetime | None = None
    unzoned: int = 0
    notes: tuple[str, ...] = ()

    def milestone(self, name: str) -> dt.datetime | None:
        """Return the time of the milestone called `name`, or None."""
        return next((milestone.at for milestone in self.milestones if milestone.name == name), None)
