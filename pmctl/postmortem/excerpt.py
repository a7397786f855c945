"""Some actions of a document by themselves: what is done to one takes as long as that one is, not as all of them.

A document with hundreds of actions may have as many defects, and to read all of it for each of them takes too long.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem import layout
from pmctl.postmortem.frontmatter import Block, find_block, read_mapping
from pmctl.postmortem.nodes import Sequence
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.postmortem.edit import Path
    from pmctl.postmortem.nodes import Value


class Excerpt(NamedTuple):
    """Actions that stand one after another, as the only ones of a document.

    Attributes:
        text: that document, which holds nothing else.
        first: the index that the first of them has in the whole document.
        start: the offset of its first line there; `end` is behind the last line of the last.
        head: how many characters stand before it in `text`.
    """

    text: str
    first: int
    start: int
    end: int
    head: int


class _Actions(NamedTuple):
    """Where each action of a document begins, and behind them where the last one ends; and what they say."""

    starts: tuple[int, ...]
    values: tuple[Value, ...]


def excerpt_around(text: str, start: int, end: int) -> Excerpt | None:
    """Return the actions between two offsets of a document, with the one before and the one behind.

    None if not all of that lies within actions that are written below each other.
    """
    starts = _actions(text).starts
    if not starts or not starts[0] <= start <= end <= starts[-1]:
        return None
    last = len(starts) - 2
    before = bisect_right(starts, start) - 2
    return _excerpt(text, starts, max(before, 0), min(bisect_right(starts, end), last))


def edit_alone(text: str, path: Path, edit: Callable[[str, Path], str]) -> str:
    """Return what `edit` makes of a document, given only the action that `path` leads into where that is the same.

    It is the same where the lines of that action, before and after, say by themselves what they say among the others,
    and nothing else: what stands between two dashes of one column ends there, whatever follows.

    Raises:
        EditError: as `edit` does.
    """
    step = path[1] if len(path) > 2 and path[0] == "actions" else None
    starts, values = _actions(text) if isinstance(step, int) else _Actions((), ())
    if isinstance(step, int) and 0 <= step < len(values):
        part = _excerpt(text, starts, step, step)
        says_the_same = _only_actions(part.text) == [values[step]]
        try:
            changed = edit(part.text, ("actions", 0, *path[2:])) if says_the_same else ""
        except EditError:  # the whole document may allow it, and else says why not
            return edit(text, path)
        if len(_only_actions(changed) or ()) == 1:
            inner = changed[part.head : len(changed) - len(part.text) + part.head + part.end - part.start]
            return text[: part.start] + inner + text[part.end :]
    return edit(text, path)


def _excerpt(text: str, starts: tuple[int, ...], first: int, last: int) -> Excerpt:
    start, end = starts[first], starts[last + 1]
    ending = layout.ending_before(text, start)
    head = f"---{ending}actions:{ending}"
    return Excerpt(f"{head}{text[start:end]}---{ending}", first, start, end, len(head))


@lru_cache(maxsize=2)
def _actions(text: str) -> _Actions:
    """Find the actions of a document; none unless each begins on the line of its dash."""
    block = find_block(text)
    none = _Actions((), ())
    if not isinstance(block, Block):
        return none
    mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    node = mapping.get("actions") if mapping else None
    if mapping is None or not isinstance(node, Sequence) or node.flow or mapping.flow:
        return none
    starts = tuple(layout.line_start(text, item.start) for item in node.items)
    if any(text[start : item.start].strip() != "-" for start, item in zip(starts, node.items, strict=True)):
        return none
    following = [entry.key.start for entry in mapping.entries.values() if entry.key.start > node.start]
    end = layout.line_start(text, min(following)) if following else block.end
    return _Actions((*starts, end), tuple(node.value))


def _only_actions(text: str) -> list[Value] | None:
    """Return the actions of an excerpt; None if it holds anything else."""
    block = find_block(text)
    if not isinstance(block, Block) or block.body != len(text):
        return None
    mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    node = mapping.get("actions") if mapping else None
    return node.value if mapping and len(mapping.entries) == 1 and isinstance(node, Sequence) else None
