"""How values stand in the lines of a text: what an edit has to know beyond the characters of a value itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.nodes import Node

LITERAL_HEADER = lazy_pattern(r"[|>][-+0-9]*")
"""What opens a block scalar."""

_ANCHOR = lazy_pattern(r"&\S+")
_BEFORE_DASH = lazy_pattern(r"(?:\s|#[^\n]*\n)*")
_COMMENT_LINE = lazy_pattern(r"(?:[ \t]*\r?\n)*(?P<indent> *)#[^\n]*\n")
_BLANK = " \t\r\n"


class Splice(NamedTuple):
    """One change of a text: what stands between `start` and `end` becomes `text`."""

    start: int
    end: int
    text: str


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Return `text` with all changes made. Their offsets are those of `text`; they must not overlap."""
    pieces, end = [], 0
    for splice in sorted(splices):
        pieces += [text[end : splice.start], splice.text]
        end = splice.end
    return "".join((*pieces, text[end:]))


def line_start(text: str, offset: int) -> int:
    """Return the offset of the first character of the line that `offset` is on."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return the offset behind the line that `offset` is on, its ending included."""
    return text.find("\n", offset) + 1 or len(text)


def ending_before(text: str, offset: int) -> str:
    r"""Return the ending of the line before the one that starts at `offset`: ``\r\n`` or ``\n``."""
    return "\r\n" if text[:offset].endswith("\r\n") else "\n"


def is_first_on_line(text: str, offset: int) -> bool:
    """Whether nothing but spaces stands before `offset` on its line."""
    return not text[line_start(text, offset) : offset].strip(" ")


def anchor_end(text: str, node: Node) -> int:
    """Return the offset behind the anchor of `node`; its start if there is none.

    Nothing can refer to an anchor, since aliases are refused, but it is not ours to delete.
    """
    found = _ANCHOR.match(text, node.start, node.end)
    return found.end() if found else node.start


def value_start(text: str, node: Node) -> int:
    """Return the offset of the value of `node` itself, behind an anchor."""
    start = anchor_end(text, node)
    behind = _BEFORE_DASH.match(text, start, node.end) if start > node.start else None
    return behind.end() if behind else start


def lines_end(text: str, node: Node) -> int:
    """Return the offset behind the last line of `node`, a comment on that line included.

    Blank lines that follow are not part of it, unless they are part of the value, as in a block scalar with ``+``.
    """
    leaf = _last_leaf(node)
    header = _literal_header(text, leaf)
    if "+" in header:
        return leaf.end
    end = leaf.start + len(text[leaf.start : leaf.end].rstrip(_BLANK)) if header else leaf.end
    return line_end(text, end)


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Whether blank lines that follow `node` are part of its last value: a block scalar with ``+``."""
    return "+" in _literal_header(text, _last_leaf(node))


def behind_comments(text: str, offset: int, column: int) -> int:
    """Return the offset behind the comment lines from `offset` on that are indented deeper than `column`.

    Such comments belong to what stands before `offset`: an item that is commented out, a note on the last one.
    """
    while (found := _COMMENT_LINE.match(text, offset)) and len(found["indent"]) >= column:
        offset = found.end()
    return offset


def dash(text: str, node: Sequence, index: int) -> int:
    """Return the offset of the dash before an item of a block list."""
    first = value_start(text, node)
    if index == 0:
        return first
    indent = first - line_start(text, first)
    pattern = re.compile(rf"^[ ]{{{indent}}}-", re.MULTILINE)
    found = pattern.search(text, node.items[index - 1].end, node.items[index].start)
    # A line break that only YAML knows, such as U+2028, leaves no line to be found.
    return found.end() - 1 if found else node.items[index].start


def dash_column(text: str, node: Sequence) -> int:
    """Return the column of the dashes of a block list, counted from 1."""
    first = value_start(text, node)
    return first - line_start(text, first) + 1


def dash_gap(text: str, node: Sequence) -> str:
    """Return the spaces between the dash and the value, as in the last item of a block list, else one."""
    last = len(node.items) - 1
    between = text[dash(text, node, last) + 1 : node.items[last].start]
    return between if between and not between.strip(" ") else " "


def behind_item(text: str, node: Sequence, index: int) -> int:
    """Return the offset of the line on which an item after item `index` of a block list is inserted."""
    return behind_comments(text, lines_end(text, node.items[index]), dash_column(text, node))


def _literal_header(text: str, leaf: Node) -> str:
    """Return what opens a block scalar; nothing if `leaf` is none."""
    found = LITERAL_HEADER.match(text, value_start(text, leaf), leaf.end)
    return found[0] if found else ""


def _last_leaf(node: Node) -> Scalar | Sequence | Mapping:
    while True:
        if isinstance(node, Sequence) and not node.flow:
            node = node.items[-1]
        elif isinstance(node, Mapping) and not node.flow and node.entries:
            node = next(reversed(node.entries.values())).node
        else:
            return node
