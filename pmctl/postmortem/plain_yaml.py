"""Front matter of the plainest form, read line by line: the nodes of libyaml's events in a fraction of the time.

Each line is a key with its value, an item of a list, both (``- id: A1``), a comment, or blank; a value is some words,
text in quotes without escapes, or a list of such in brackets. Of anything else (anchors, tags, braces, block scalars,
values of several lines, tabs, a key that is written twice, what is no YAML at all) this reader says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from pmctl.postmortem.nodes import Entry, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from pmctl.postmortem.nodes import Node

_QUOTED: Final = r"\"[^\"\\\n]*+\"|'[^'\n]*+'"
_ITEM: Final = re.compile(rf"\w[\w./@-]*+(?:[ ]++[\w./@-]++)*|{_QUOTED}")
# Nothing here can be matched in two ways, so that no line is slow to refuse.
_LINE: Final = re.compile(
    rf"""^(([ ]*+)(-[ ]++)?(?:([A-Za-z_][\w-]{{0,99}}+):(?:([ ]++)|(?=\n|\Z)))?
    ( {_QUOTED}
    | \[(?:(?:{_ITEM.pattern})(?:,[ ]*+(?:{_ITEM.pattern}))*)?\]
    | [\w(/.$~<+][^:#\n]*+(?:(?::(?=\S)|(?<=\S)\#)[^:#\n]*+)*
    )?
    [ ]*+(?:(?<![^ \n])\#[^\n]*+)?(?:\n|\Z))""",
    re.MULTILINE | re.VERBOSE,
)
_new: Final = tuple.__new__
"""Makes a named tuple in half the time that its class takes, and most of the reader's time goes there."""

_WIDEST_MARGIN: Final = 20
"""It bounds how deeply collections are nested."""

_Line: TypeAlias = tuple[int, int, int, int, str, str, str]
"""Its number, the offset of its first character, the widths of its margin and its dash; its key, gap and value."""

_END: Final[_Line] = (0, 0, -1, 0, "", "", "")
"""What stands behind the last line: further out than every other."""


class _NotPlainError(Exception):
    """The block is for libyaml to read."""


def read_plain(source: str, start: int, line: int) -> Mapping | None:
    """Read a block whose meaning is beyond doubt; None for any other.

    Args:
        source: the block.
        start: the offset of its first character in the document.
        line: the number of its first line.
    """
    returns = source.count("\r\n")
    longer = 1 if returns and returns == source.count("\n") else 0
    plain = source.replace("\r\n", "\n") if longer else source
    # No control characters, nothing that YAML refuses, and no space or line break but the usual ones.
    if not plain.replace("\n", "").isprintable():
        return None
    lines = []
    offset = start
    for number, (whole, margin, dash, key, gap, value) in enumerate(_LINE.findall(plain), line):
        if dash or key or value:
            lines.append((number, offset, len(margin), len(dash), key, gap, value))
        offset += len(whole) + longer if whole else 0
    lines.append(_END)
    if offset != start + len(source) + longer * (not plain.endswith("\n")) or lines[0][2] or lines[0][3]:
        return None
    try:
        return _Reader(lines).mapping(0)
    except _NotPlainError:
        return None


class _Reader:
    """Makes nodes of lines, from the first to the last."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def mapping(self, column: int) -> Mapping:
        lines = self._lines
        entries: dict[str, Entry] = {}
        first, begin, *_ = lines[self._at]
        while True:
            number, offset, _, _, key, gap, value = lines[self._at]
            if not key or key in entries:
                raise _NotPlainError
            self._at += 1
            start = offset + column
            end = start + len(key)
            if value:
                skipped = column + len(key) + 1 + len(gap)
                node = _value(value, number, skipped + 1, offset + skipped)
            else:
                node = self._block(column) or Scalar("", number, column + len(key) + 2, end + 1, end + 1, plain=True)
            entries[key] = _new(Entry, (_new(Scalar, (key, number, column + 1, start, end, True)), node))
            _, _, margin, dash, _, _, _ = lines[self._at]
            if margin < column:
                return Mapping(entries, first, column + 1, begin + column, node.end, flow=False)
            if margin > column or dash:
                raise _NotPlainError

    def _block(self, column: int) -> Node | None:
        """Read what is indented below a key at `column`; a list may also stand right below it."""
        _, _, margin, dash, _, _, _ = self._lines[self._at]
        if margin > _WIDEST_MARGIN:
            raise _NotPlainError
        if dash and margin >= column:
            return self._sequence(margin)
        return self.mapping(margin) if margin > column else None

    def _sequence(self, column: int) -> Sequence:
        lines = self._lines
        items: list[Node] = []
        first, begin, *_ = lines[self._at]
        while True:
            number, offset, _, dash, key, _, value = lines[self._at]
            inner = column + dash
            if key:
                items.append(self.mapping(inner))
            elif value:
                items.append(_value(value, number, inner + 1, offset + inner))
                self._at += 1
            else:
                raise _NotPlainError
            _, _, margin, dash, _, _, _ = lines[self._at]
            if margin > column:
                raise _NotPlainError
            if margin < column or not dash:
                return Sequence(tuple(items), first, column + 1, begin + column, items[-1].end, flow=False)


def _value(text: str, number: int, column: int, start: int) -> Node:
    if text[0] in "\"'":
        return _new(Scalar, (text[1:-1], number, column, start, start + len(text), False))
    if text[0] == "[":
        items = tuple(
            _value(found[0], number, column + found.start(), start + found.start()) for found in _ITEM.finditer(text)
        )
        return Sequence(items, number, column, start, start + len(text), flow=True)
    text = text.rstrip(" ")
    return _new(Scalar, (text, number, column, start, start + len(text), True))
