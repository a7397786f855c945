"""The values that a postmortem is made of. The front matter is the record; the body is the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status
    from pmctl.postmortem.frontmatter import Block
    from pmctl.postmortem.markdown import Block as BodyBlock
    from pmctl.postmortem.nodes import Entry, Mapping, Scalar
    from pmctl.postmortem.problems import Problem
    from pmctl.postmortem.sections import Section

REQUIRED_KEYS = ("id", "title", "status", "severity", "date", "owner")
MILESTONES = ("started_at", "detected_at", "acknowledged_at", "mitigated_at", "resolved_at", "published_at")
"""Milestones in the order in which they can happen."""
OPTIONAL_KEYS = (
    "authors", "reviewers", "participants", "incident_commander", "facilitator", "scribe", "team", "services", "tags",
    "detection", "trigger", "causes", "incident", "related", "impact", "visibility", *MILESTONES, "actions",
)  # fmt: skip
REQUIRED_ACTION_KEYS = ("id", "title", "owner", "due", "status")
OPTIONAL_ACTION_KEYS = (
    "type", "priority", "team", "ticket", "evidence", "reason", "impact", "effort", "opened", "closed", "note",
)  # fmt: skip
IMPACT_KEYS = ("users", "requests", "revenue", "data_loss", "slo", "summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action item. A value that is missing or cannot be read is None; `problems` of the record say which.

    Attributes:
        id: as written, or None.
        owner: the one person who promised it; of several, all as written, joined by commas.
        status: what is unknown or missing counts as open, so that no promise is lost.
        opened: the day that the document itself states, not git's.
        closed: likewise.
        line: of the action's first key, counted from 1.
        fields: the values as written, with their positions; None for an item that is mere text.
    """

    id: str | None
    title: str | None
    owner: str | None
    due: dt.date | None
    status: ActionStatus
    type: ActionType | None
    priority: str | None
    team: str | None
    ticket: str | None
    reason: str | None
    opened: dt.date | None
    closed: dt.date | None
    line: int
    column: int
    fields: Mapping | None

    @property
    def label(self) -> str:
        """What the action is called in a message: its id, else its title."""
        return self.id or (f"“{self.title}”" if self.title else "without an id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A named moment of the incident: `name` is a key of the front matter, `at` is aware."""

    name: str
    at: dt.datetime
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The front matter of one postmortem, each value with its type; None or () for what is missing or unreadable."""

    path: str
    id: str | None
    title: str | None
    status: Status | None
    severity: str | None
    date: dt.date | None
    owner: str | None
    team: str | None
    services: tuple[str, ...]
    tags: tuple[str, ...]
    causes: tuple[str, ...]
    authors: tuple[str, ...]
    related: tuple[Scalar, ...]
    incident: str | None
    detection: Detection | None
    milestones: tuple[Milestone, ...]
    actions: tuple[Action, ...]
    fields: Mapping
    problems: tuple[Problem, ...]

    @property
    def stem(self) -> str:
        """The file's name without its folder and extension: it stands in for a missing id."""
        return stem(self.path)

    @property
    def name(self) -> str:
        """The id, or the stem of the file that stands in for it."""
        return self.id or self.stem

    def entry(self, key: str) -> Entry | None:
        """Return the key and value as written, with their positions, or None."""
        return self.fields.entries.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A version of a document whose record cannot be read.

    Attributes:
        problems: never empty.
        claim: the id that it seems to state all the same, or None.
    """

    path: str
    problems: tuple[Problem, ...]
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Postmortem:
    """One document, read as far as it can be. Each reading is its own, by which a rule may keep what it works out.

    Attributes:
        path: relative to the project's root, with forward slashes.
        text: the whole file; empty if it could not be decoded.
        block: where the front matter stands, or None.
        record: the front matter, or None if it cannot be read.
        blocks: the top-level blocks of the body.
        sections: one for every heading of the body.
        problems: of the file and its front matter as a whole; those of single values are the record's.
    """

    path: str
    text: str
    block: Block | None
    record: Record | None
    blocks: tuple[BodyBlock, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The id, or the stem of the file that stands in for it."""
        return self.record.name if self.record else stem(self.path)

    @property
    def title(self) -> str | None:
        """The record's title, else the first heading of the first level."""
        if self.record and self.record.title:
            return self.record.title
        return next((block.title for block in self.blocks if block.level == 1), None)


def stem(path: str) -> str:
    """Return the name of the file at `path` without its folder and its extension."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name[1:] else name
