"""What was read of a legacy postmortem, and the pmctl document that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from datetime import date, datetime

    from pmctl.adoption.found_action import FoundAction
    from pmctl.postmortem.problems import Problem

T_co = TypeVar("T_co", covariant=True)

Source: TypeAlias = Literal["front matter", "heading", "table", "label", "file name", "timeline", "text"]
Value: TypeAlias = "str | date | datetime | tuple[str, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[T_co]):
    """One thing that a document states.

    Attributes:
        line: on which it stands, counted from 1; None for the file's name.
        certainty: how sure it is that the document says this, from 0 to 1.
    """

    value: T_co
    line: int | None
    source: Source
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a person should look at: a clause that starts with a small letter, about a line or none."""

    words: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A fact as it is written behind its label.

    Attributes:
        field: as `field_words.field_of` returns it, or "byline_day".
        label: the label as written.
        text: the value without markup, on one line.
        items: the values one by one, where they are a list; else `text` alone.
        line: counted from 1.
    """

    field: str
    label: str
    text: str
    items: tuple[str, ...]
    line: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A legacy document read, and written anew with the front matter of pmctl.

    Attributes:
        path: as it was given.
        before: the text of the legacy document.
        after: the text of the pmctl document; that of `before` where there is nothing to write.
        problem: what kept it from being read; everything else is empty then.
        is_ours: whether it is a pmctl document already, which is left alone.
        is_postmortem: whether anything in it says that it is one: a date, a section, an action.
        id: what it is called, None without a date.
        title: None only for a document without words whose name has none either.
        facts: what else is stated, by the key of the front matter, in the order in which the keys are written.
        sections: the keys of the sections it has, in order, each once.
        headings: all of them, as written.
        strange: the headings that stand where sections do, and name none that is known, nor stand above actions.
        missing: the required keys that nothing states.
        missing_sections: the titles of the required sections for which `after` has no heading, in their order.
        confidence: how sure it is that the document was read right, from 0 to 1, as `confidence.confidence_of` has it.
    """

    path: str
    before: str
    after: str
    problem: Problem | None = None
    is_ours: bool = False
    is_postmortem: bool = True
    id: str | None = None
    title: Fact[str] | None = None
    date: Fact[date] | None = None
    facts: dict[str, Fact[Value]] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    actions: tuple[FoundAction, ...] = ()
    missing: tuple[str, ...] = ()
    missing_sections: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    confidence: float = 0.0

    @property
    def is_unchanged(self) -> bool:
        """Whether there is nothing to write: it is pmctl's already, or holds all that was found."""
        return self.after == self.before

    def text_of(self, key: str) -> str | None:
        """Return the one value of a fact as text, or None."""
        fact = self.facts.get(key)
        return str(fact.value) if fact is not None else None
