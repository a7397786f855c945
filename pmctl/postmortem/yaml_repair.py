"""Front matter that is no YAML for want of quotes: where they go, if that is certain."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.nodes import Scalar, Sequence
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.yaml_mistakes import find_unquoted
from pmctl.postmortem.yaml_text import format_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.frontmatter import Block
    from pmctl.postmortem.nodes import Node
    from pmctl.postmortem.yaml_mistakes import Unquoted

# With these, `key: one: two` is one text; with others it may be keys that somebody wrote on one line.
_TEXTS: Final = frozenset(
    {"title", "trigger", "note", "reason", "evidence", "summary", "effort", "team", "ticket", "incident"}
)
_MOST_ON_A_LINE: Final = 50


class _Quotes(NamedTuple):
    """Quotes around one value: on which line of the block, and from which offset of the line as it is with them."""

    line: int
    start: int
    value: Unquoted


def quotable_lines(text: str) -> dict[int, str]:
    """Return the lines of the front matter that lack nothing but quotes, each with them, by their number from 1.

    It is certain only if all can be read once every value that YAML stumbles over is in quotes, if each such value
    ends on its line, and if its key takes a text. Else there are none.
    """
    block = find_block(text)
    if isinstance(block, Problem):
        return {}
    lines = text[block.start : block.end].split("\n")
    quotes = [found for number, line in enumerate(lines) for found in _unquoted(number, line)]
    read = _read(text, block, lines, quotes)
    if read is not None and len(read) < len(quotes):
        # What reads as quotes is text elsewhere: in a block of several lines, or behind other words.
        quotes = read
        read = _read(text, block, lines, quotes)
    if read is None or len(read) < len(quotes):
        return {}
    doubtful = {found.line for found in quotes if not _is_certain(lines[found.line], found.value)}
    written = _written(lines, quotes)
    return {block.line + line: written[line] for line in dict.fromkeys(q.line for q in quotes) if line not in doubtful}


def with_line(text: str, line: int, written: str) -> str:
    """Return `text` with `written` as that line, counted from 1."""
    lines = text.split("\n")
    lines[line - 1] = written
    return "\n".join(lines)


def _unquoted(number: int, line: str) -> Iterator[_Quotes]:
    """Yield what of a line goes into quotes, from left to right."""
    for _ in range(_MOST_ON_A_LINE):
        found = find_unquoted(line)
        if found is None:
            return
        quotes = _Quotes(number, found.column - 1, found)
        yield quotes
        line = _with(line, quotes)


def _with(line: str, quotes: _Quotes) -> str:
    value = quotes.value.value
    return f"{line[: quotes.start]}{format_value(value)}{line[quotes.start + len(value) :]}"


def _written(lines: list[str], quotes: Iterable[_Quotes]) -> list[str]:
    written = list(lines)
    for found in quotes:
        written[found.line] = _with(written[found.line], found)
    return written


def _read(text: str, block: Block, lines: list[str], quotes: list[_Quotes]) -> list[_Quotes] | None:
    """Return the quotes that stand around a whole value; None if the block cannot be read with them."""
    written = _written(lines, quotes)
    starts = [0]
    for line in written:
        starts.append(starts[-1] + len(line) + 1)
    source = text[: block.start] + "\n".join(written)
    mapping, problems = read_mapping(source, start=block.start, line=block.line)
    if mapping is None or problems:
        return None
    texts = {scalar.start: scalar.text for scalar in _scalars(mapping)}
    return [found for found in quotes if texts.get(block.start + starts[found.line] + found.start) == found.value.value]


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for entry in node.entries.values():
            yield from _scalars(entry.node)


def _is_certain(line: str, found: Unquoted) -> bool:
    behind = line[found.column - 1 + len(found.value) :].strip()
    if behind.startswith("#") and not behind.startswith("# "):
        return False  # a comment, or the end of the value
    if found.reason.startswith("starts"):
        return True
    return found.key in _TEXTS and not found.value.startswith("- ") and not _hash().search(found.value)


@cache
def _hash() -> re.Pattern[str]:
    return re.compile(r"\s#(?![0-9])")
