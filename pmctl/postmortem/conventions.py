"""What an organisation's postmortems agree on: severities, priorities, words for a status, sections, people.

The defaults are pmctl's own; a repository's configuration replaces them. Everything that reads, checks or reports is
handed one `Conventions`, so nothing else knows where a value came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmctl.postmortem.section_names import REQUIRED_SECTIONS, SectionNames

if TYPE_CHECKING:
    from collections.abc import Mapping


class Status(StrEnum):
    """The life of a postmortem, in order."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    CLOSED = "closed"


class ActionStatus(StrEnum):
    """The life of an action item. A proposed one is an idea, not a promise; done and dropped are closed."""

    PROPOSED = "proposed"
    OPEN = "open"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_closed(self) -> bool:
        """True for done and dropped."""
        return self in {ActionStatus.DONE, ActionStatus.DROPPED}

    @property
    def is_open(self) -> bool:
        """True for a promise that has not been kept or given up yet."""
        return not self.is_closed and self is not ActionStatus.PROPOSED


class ActionType(StrEnum):
    """What an action item is meant to do."""

    PREVENT = "prevent"
    DETECT = "detect"
    MITIGATE = "mitigate"
    REPAIR = "repair"
    INVESTIGATE = "investigate"
    PROCESS = "process"


class Detection(StrEnum):
    """How an incident came to light."""

    ALERT = "alert"
    MONITORING = "monitoring"
    CUSTOMER = "customer"
    EMPLOYEE = "employee"
    SECURITY = "security"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """One level of severity and what it demands.

    Attributes:
        draft_within: days from the incident until a draft exists.
        publish_within: days from the incident until the postmortem is published.
        min_actions: how many promises (actions neither proposed nor dropped) the postmortem must hold.
    """

    name: str
    draft_within: int
    publish_within: int
    min_actions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """One level of priority; `due_within` is in days from the incident."""

    name: str
    due_within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can own things, known in documents by `handle` (with its @)."""

    handle: str
    name: str | None = None
    team: str | None = None
    email: str | None = None


DEFAULT_SEVERITIES = (
    Severity(name="SEV1", draft_within=2, publish_within=7, min_actions=2),
    Severity(name="SEV2", draft_within=5, publish_within=14, min_actions=1),
    Severity(name="SEV3", draft_within=14, publish_within=30, min_actions=0),
    Severity(name="SEV4", draft_within=14, publish_within=30, min_actions=0),
)
DEFAULT_FILENAME = "{date}-{slug}.md"
DEFAULT_PRIORITIES = (
    Priority(name="P0", due_within=14),
    Priority(name="P1", due_within=30),
    Priority(name="P2", due_within=60),
    Priority(name="P3", due_within=90),
)


LANGUAGE_RULES = ("counterfactual", "human-error", "judgmental", "person-as-cause")
"""The names of the rules to which a repository adds phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a repository adds to the words of the language rules.

    Attributes:
        persons: names and roles of people, as they stand in a sentence.
        phrases: by the name of the rule, one of `LANGUAGE_RULES`, what it reports wherever it stands.
    """

    persons: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys(LANGUAGE_RULES, ()))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """Everything that documents are read and judged by.

    Attributes:
        zone: in which commits are given their day, and which times without one are taken to be in.
        severities: from the worst to the mildest.
        priorities: from the most to the least urgent.
        status_words: a repository's own words for a status, folded by `fold_word`, to pmctl's.
        sections: the headings that name a section.
        required_sections: keys of the sections that each postmortem must have, in order.
        people: by handle.
        filename: the shape of a document's path below the directory of all, as `filenames` reads it.
        vocabulary: what the language rules look for besides their own words.
    """

    zone: tzinfo = UTC
    severities: tuple[Severity, ...] = DEFAULT_SEVERITIES
    priorities: tuple[Priority, ...] = DEFAULT_PRIORITIES
    status_words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sections: SectionNames = field(default_factory=SectionNames)
    required_sections: tuple[str, ...] = REQUIRED_SECTIONS
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    filename: str = DEFAULT_FILENAME
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def severity(self, name: str | None) -> Severity | None:
        """Return the severity called `name`, whatever its case, or None."""
        return next((s for s in self.severities if name and s.name.casefold() == name.casefold()), None)

    def priority(self, name: str | None) -> Priority | None:
        """Return the priority called `name`, whatever its case, or None."""
        return next((p for p in self.priorities if name and p.name.casefold() == name.casefold()), None)

    def severity_rank(self, name: str | None) -> int:
        """Return where `name` stands, 0 being the worst; what is unknown comes last."""
        return _rank([s.name for s in self.severities], name)

    def priority_rank(self, name: str | None) -> int:
        """Return where `name` stands, 0 being the most urgent; what is unknown comes last."""
        return _rank([p.name for p in self.priorities], name)

    def person_called(self, *words: str | None) -> Person | None:
        """Return the one person whom a word means by handle, name or e-mail address; of several words the first counts.

        Case, a leading @ and the blanks around a word do not matter; a word that means two people means nobody.
        """
        for word in words:
            folded = _folded_name(word)
            found = [
                person
                for person in self.people.values()
                if folded and folded in map(_folded_name, (person.handle, person.name, person.email))
            ]
            if len(found) == 1:
                return found[0]
        return None

    def team_of(self, handle: str | None) -> str | None:
        """Return the team of the person known by `handle`, or None."""
        person = self.people.get(handle) if handle else None
        return person.team if person else None


def fold_word(text: str) -> str:
    """Fold the spelling of a status, so that ``In Progress`` and ``in_progress`` are ``in-progress``."""
    return "-".join(text.casefold().replace("_", " ").replace("-", " ").split())


def _folded_name(name: str | None) -> str:
    return (name or "").strip().removeprefix("@").casefold()


def _rank(names: list[str], name: str | None) -> int:
    folded = name.casefold() if name else None
    return next((rank for rank, known in enumerate(names) if known.casefold() == folded), len(names))
