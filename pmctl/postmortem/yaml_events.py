"""Front matter read from libyaml's events in one pass.

That is faster than loading it, gives every value its position, and cannot be made to recurse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from pmctl.postmortem.nodes import Entry, Mapping, Scalar, Sequence
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.yaml_mistakes import give_up, invalid, name_mistakes, unprintable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.postmortem.nodes import Node

try:
    from yaml import CSafeLoader as _Parser
except ImportError:  # pragma: no cover - PyYAML without libyaml is slower and otherwise the same
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

MAX_DEPTH = 32
"""The deepest nesting that is read. The format of a postmortem needs three; the rest is room for unknown keys."""

_MISCOUNTED = re.compile("[\x85\u2028\u2029\ufeff]|\r(?!\n)")
"""What ends a line for libyaml alone, or stands in no column of its own there: a byte order mark."""


class _UnreadableBlockError(Exception):
    """The block cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_events(source: str, offset: int, line: int) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """Read a block into a mapping with positions.

    Args:
        source: the block; there is more in it than spaces.
        offset: that of its first character in the document.
        line: the number of its first line.

    Returns:
        the mapping, or None if the block cannot be read; and everything that is wrong with it.
    """
    try:
        mapping, problems = _read(source, offset, line)
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        return None, (unprintable(error, source, line),)
    if problems and problems[0].kind is ProblemKind.INVALID_YAML:
        problems = name_mistakes(problems, source, line, lambda other: _read(other, offset, line)[1])
    return mapping, problems


def _read(source: str, offset: int, line: int) -> tuple[Mapping | None, tuple[Problem, ...]]:
    try:
        reader = _Reader(source, offset, line)
        mapping = reader.document()
    except _UnreadableBlockError as stop:
        return None, (stop.problem,)
    except yaml.reader.ReaderError:
        raise
    except yaml.MarkedYAMLError as error:
        return None, (give_up(error, source, line),)
    return (None if reader.problems else mapping), tuple(reader.problems)


class _Reader:
    """Builds nodes from the events of one block."""

    def __init__(self, source: str, offset: int, line: int) -> None:
        self._next: Callable[[], Any] = _Parser(source).get_event  # the stubs know the events' marks as optional
        self._offset = offset
        self._line = line
        self._source = source
        self._counts_alike = not _MISCOUNTED.search(source)
        self.problems: list[Problem] = []

    def document(self) -> Mapping:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Mapping({}, self._line, 1, self._offset, self._offset, flow=False)
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            line, column = self._position(event.start_mark)
            raise _UnreadableBlockError(
                invalid(
                    "the front matter must be `key: value` lines",
                    line, column, "Write one `key: value` per line between the two lines of hyphens.",
                )
            )  # fmt: skip
        mapping = self._mapping(event, 1)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _UnreadableBlockError(
                invalid("there is more than one YAML document", *self._position(event.start_mark))
            )
        return mapping

    def _position(self, mark: Any) -> tuple[int, int]:
        if self._counts_alike and mark.index < len(self._source):  # at the end, libyaml counts one line more
            return mark.line + self._line, mark.column + 1
        before = self._source[: mark.index]
        return before.count("\n") + self._line, mark.index - (before.rfind("\n") + 1) + 1

    def _node(self, event: Any, depth: int) -> Node:
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            line, column = self._position(event.start_mark)
            raise _UnreadableBlockError(
                invalid(f"the front matter is nested deeper than {MAX_DEPTH} levels", line, column)
            )
        if type(event) is yaml.MappingStartEvent:
            return self._mapping(event, depth + 1)
        if type(event) is yaml.SequenceStartEvent:
            return self._sequence(event, depth + 1)
        line, column = self._position(event.start_mark)
        alias = f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else "this"
        raise _UnreadableBlockError(
            invalid(f"{alias} is a YAML alias", line, column, "Write the value out where it is used.")
        )

    def _scalar(self, event: Any) -> Scalar:
        self._refuse_tag(event)
        start, end = event.start_mark, event.end_mark
        line, column = self._position(start)
        offset = self._offset
        return Scalar(event.value, line, column, start.index + offset, end.index + offset, not event.style)

    def _sequence(self, opened: Any, depth: int) -> Sequence:
        self._refuse_tag(opened)
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth))
        line, column = self._position(opened.start_mark)
        end = self._end(opened, event, items[-1].end if items else None)
        start = opened.start_mark.index + self._offset
        return Sequence(tuple(items), line, column, start, end, bool(opened.flow_style))

    def _mapping(self, opened: Any, depth: int) -> Mapping:
        self._refuse_tag(opened)
        entries: dict[str, Entry] = {}
        last: int | None = None
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._key(event)
            node = self._node(self._next(), depth)
            last = node.end
            first = entries.setdefault(key.text, entry := Entry(key, node))
            if first is not entry:
                self.problems.append(_duplicate(key, first.key))
        line, column = self._position(opened.start_mark)
        start = opened.start_mark.index + self._offset
        return Mapping(entries, line, column, start, self._end(opened, event, last), bool(opened.flow_style))

    def _key(self, event: Any) -> Scalar:
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event)
        line, column = self._position(event.start_mark)
        raise _UnreadableBlockError(invalid("a key must be plain text", line, column, "Write `key: value`."))

    def _end(self, opened: Any, closed: Any, last: int | None) -> int:
        """A block collection ends with its last value: libyaml's mark lies behind the blank lines after it."""
        if opened.flow_style:
            return int(closed.end_mark.index) + self._offset
        return last if last is not None else int(opened.end_mark.index) + self._offset

    def _refuse_tag(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if tag:
            line, column = self._position(event.start_mark)
            raise _UnreadableBlockError(
                invalid(f"{tag} is a YAML tag", line, column, "Remove the tag; pmctl reads plain values.")
            )


def _duplicate(key: Scalar, first: Scalar) -> Problem:
    return Problem(
        kind=ProblemKind.DUPLICATE_KEY,
        message=f"{key.text} is written twice (first on line {first.line})",
        line=key.line,
        column=key.column,
        end_column=key.column + len(key.text),
        help="Keep the one that is right and delete the other.",
    )
