"""What a rule is, what it reports, and what a finding tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.nodes import Scalar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Node
    from pmctl.postmortem.problems import Problem, ProblemKind
    from pmctl.rules.base import Base
    from pmctl.rules.suppressing import Suppressing


class FindingSeverity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Where it stands, 0 being the worst."""
        return list(FindingSeverity).index(self)


def _not_known(_: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Context:
    """What a rule may know besides the document. There is one for each run, by which a rule may keep what it works out.

    Attributes:
        conventions: what the repository has agreed on.
        today: as the command takes it.
        names: the paths of every document of the repository, by the name that it claims (its id, or its stem).
        base: what the changed documents were before; None if there is nothing to compare with.
        suppressing: what the suppressions of the document did; None if it has none, or other rules are still running.
        named_elsewhere: returns the ids of actions by which other documents refer to those of the document of a name.
    """

    conventions: Conventions
    today: dt.date
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    base: Base | None = None
    suppressing: Suppressing | None = None
    named_elsewhere: Callable[[str], Collection[str]] = _not_known


class Fix(NamedTuple):
    """How one defect is mended.

    Attributes:
        title: what is done, as an order: "Put the owner in quotes".
        edit: returns the document's whole text with this one defect mended; EditError if it cannot be.
        is_safe: whether the document means the same afterwards, or what its author certainly meant.
    """

    title: str
    edit: Callable[[], str]
    is_safe: bool = True


class Report(NamedTuple):
    """One place where a document breaks a rule.

    Attributes:
        message: what is wrong, in one clause without a full stop; it names the thing ("action A2 has no owner").
        line: counted from 1; column likewise, in characters.
        end_column: behind the last character on that line; None reaches to its end.
        last_line: the one on which it ends, where a comment may suppress it as well; None for `line`.
        help: how to mend it, in one sentence; None takes the rule's own.
        fix: how pmctl mends it, or None.
        known_as: what tells it from others in the document, where that is neither its words nor its line; else None.
    """

    message: str
    line: int = 1
    column: int = 1
    end_column: int | None = None
    last_line: int | None = None
    help: str | None = None
    fix: Fix | None = None
    known_as: str | None = None


class Rule(NamedTuple):
    """One thing that is checked.

    Attributes:
        code: such as PM301; never used again for anything else.
        name: the defect, in words with hyphens.
        severity: unless the configuration says otherwise.
        help: how to mend it, in one sentence.
        page: the module's docstring: why, bad, good, and where they exist, options and source.
        check: yields every place where a document breaks the rule.
        check_lost: likewise for a document that was there at the base and is gone; None where that is no matter.
        default: whether it is on unless it is selected.
    """

    code: str
    name: str
    severity: FindingSeverity
    help: str
    page: str
    check: Callable[[Postmortem, Context], Iterable[Report]]
    check_lost: Callable[[Record, Context], Iterable[Report]] | None = None
    default: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A report with everything that a reader of it needs.

    Attributes:
        path: relative to the project's root, with forward slashes.
        line: counted from 1, as are `column`, `end_line` and `end_column` (behind the last character).
        source: the text of that line.
        fix: how pmctl mends it, or None.
        fingerprint: the same for the same defect as long as its line's text stays, wherever the line moves.
        last_line: the line on which it ends, if what is wrong goes on below; None where it was not just found.
    """

    code: str
    name: str
    severity: FindingSeverity
    message: str
    help: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    fingerprint: str
    source: str
    fix: Fix | None = field(default=None, compare=False)
    last_line: int | None = field(default=None, compare=False)

    @property
    def fixable(self) -> bool:
        """Whether pmctl can mend it, safely or not."""
        return self.fix is not None


def report_at(node: Node, message: str, help: str | None = None) -> Report:  # noqa: A002 - the field's own name
    """Return a report at the place of a value of the front matter."""
    one_line = isinstance(node, Scalar) and node.end > node.start and "\n" not in node.text
    end = node.column + node.end - node.start if one_line else None
    return Report(message=message, line=node.line, column=node.column, end_column=end, help=help)


def reports_of(problems: Iterable[Problem], kind: ProblemKind) -> Iterator[Report]:
    """Yield what reading found of one kind."""
    for problem in problems:
        if problem.kind is kind:
            yield Report(
                message=problem.message,
                line=problem.line,
                column=problem.column,
                end_column=problem.end_column,
                help=problem.help,
            )
