"""Front matter as it is written: values, lists and keys, each with its place in the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

ScalarValue: TypeAlias = str | int | bool | None
Value: TypeAlias = "ScalarValue | list[Value] | dict[str, Value]"


class Scalar(NamedTuple):
    """One value. `line` and `column` count from 1; `start` and `end` are offsets into the document's text."""

    text: str
    line: int
    column: int
    start: int
    end: int
    plain: bool

    @property
    def value(self) -> ScalarValue:
        """The value with its type: text, unless it is plain and one of the few words that YAML is allowed."""
        if not self.plain:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
        return int(self.text) if _WHOLE_NUMBER.fullmatch(self.text) else self.text

    @property
    def is_null(self) -> bool:
        """Whether the value is None."""
        return self.plain and _WORDS.get(self.text, True) is None


class Sequence(NamedTuple):
    """A list of values; `flow` is true for one written in brackets."""

    items: tuple[Node, ...]
    line: int
    column: int
    start: int
    end: int
    flow: bool

    @property
    def value(self) -> list[Value]:
        """The values as plain Python."""
        return [item.value for item in self.items]


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    node: Node


class Mapping(NamedTuple):
    """Keys with values, in the order in which they are written; `flow` is true for one written in braces."""

    entries: dict[str, Entry]
    line: int
    column: int
    start: int
    end: int
    flow: bool

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or None if it is not there."""
        entry = self.entries.get(key)
        return entry.node if entry else None

    @property
    def value(self) -> dict[str, Value]:
        """The values as plain Python."""
        return {key: entry.node.value for key, entry in self.entries.items()}


Node: TypeAlias = Scalar | Sequence | Mapping


def path_to(mapping: Mapping, node: Node) -> tuple[str | int, ...]:
    """Return the keys and list indexes that lead to `node`; none if it is not among the values of `mapping`."""
    return next((path for path, here in way_to(mapping, node.line, node.column) if here is node), ())


def way_to(mapping: Mapping, line: int, column: int) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    """Yield the values around a place, from the outermost to the innermost, with the keys and indexes that lead there.

    The last one is the value that begins there, if one does.
    """
    path: tuple[str | int, ...] = ()
    here: Node = mapping
    while not isinstance(here, Scalar):
        keys = tuple(here.entries.values()) if isinstance(here, Mapping) else ()
        starts = [key for key, _ in keys] if keys else here.items if isinstance(here, Sequence) else ()
        index = bisect_right(starts, (line, column), key=lambda node: (node.line, node.column)) - 1
        if index < 0:
            return
        step, inner = (keys[index].key.text, keys[index].node) if keys else (index, starts[index])
        path, here = (*path, step), inner
        yield path, here


NO_FIELDS = Mapping({}, 1, 1, 0, 0, flow=False)
"""Front matter without a key."""
