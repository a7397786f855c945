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
        start: the offset there of its first line, or brace; `end` is behind the last line or brace of the last.
        head: how many characters stand before it in `text`.
    """

    text: str
    first: int
    start: int
    end: int
    head: int


class _Actions(NamedTuple):
    """Where each action of a document begins and ends, and what they say.

    In a list of lines they stand right behind each other. In one in brackets only those in braces are known, and what
    stands between two of them belongs to neither.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Value, ...]
    flow: bool


_NONE = _Actions((), (), (), flow=False)


def excerpt_around(text: str, start: int, end: int) -> Excerpt | None:
    """Return the actions between two offsets of a document, with the one before and the one behind.

    None if not all of that lies within actions that are written below each other, or within the braces of one.
    """
    actions = _actions(text)
    first, last = (bisect_right(actions.starts, offset) - 1 for offset in (start, end))
    if first < 0 or actions.ends[last] < end:
        return None
    if actions.flow and not (first == last and actions.starts[first] < start and end < actions.ends[first]):
        return None
    return _excerpt(text, actions, max(first - 1, 0), min(last + 1, len(actions.starts) - 1))


def edit_alone(text: str, path: Path, edit: Callable[[str, Path], str]) -> str:
    """Return what `edit` makes of a document, given only the action that `path` leads into where that is the same.

    It is the same where that action, before and after, says by itself what it says among the others, and nothing else:
    what stands between two dashes of one column, or in braces, ends there, whatever follows.

    Raises:
        EditError: as `edit` does.
    """
    step = path[1] if len(path) > 2 and path[0] == "actions" else None
    actions = _actions(text) if isinstance(step, int) else _NONE
    if isinstance(step, int) and 0 <= step < len(actions.values):
        part = _excerpt(text, actions, step, step)
        says_the_same = _only_actions(part.text) == [actions.values[step]]
        try:
            changed = edit(part.text, ("actions", 0, *path[2:])) if says_the_same else ""
        except EditError:  # the whole document may allow it, and else says why not
            return edit(text, path)
        if len(_only_actions(changed) or ()) == 1:
            inner = changed[part.head : len(changed) - len(part.text) + part.head + part.end - part.start]
            if not actions.flow or (inner[0] == "{" and inner[-1] == "}"):
                return text[: part.start] + inner + text[part.end :]
    return edit(text, path)


def _excerpt(text: str, actions: _Actions, first: int, last: int) -> Excerpt:
    start, end = actions.starts[first], actions.ends[last]
    ending = layout.ending_before(text, layout.line_start(text, start))
    opened, closed = ("actions: [", f"]{ending}") if actions.flow else (f"actions:{ending}", "")
    head = f"---{ending}{opened}"
    return Excerpt(f"{head}{text[start:end]}{closed}---{ending}", first, start, end, len(head))


@lru_cache(maxsize=2)
def _actions(text: str) -> _Actions:
    """Find the actions of a document; none unless each begins on the line of its dash, or stands in braces."""
    block = find_block(text)
    if not isinstance(block, Block):
        return _NONE
    mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    node = mapping.get("actions") if mapping else None
    if mapping is None or not isinstance(node, Sequence):
        return _NONE
    if node.flow:
        in_braces = all(text[item.start] == "{" and text[item.end - 1] == "}" for item in node.items)
        starts, ends = tuple(item.start for item in node.items), tuple(item.end for item in node.items)
        return _Actions(starts, ends, tuple(node.value), flow=True) if in_braces else _NONE
    starts = tuple(layout.line_start(text, item.start) for item in node.items)
    if any(text[start : item.start].strip() != "-" for start, item in zip(starts, node.items, strict=True)):
        return _NONE
    following = [entry.key.start for entry in mapping.entries.values() if entry.key.start > node.start]
    end = layout.line_start(text, min(following)) if following else block.end
    return _Actions(starts, (*starts[1:], end), tuple(node.value), flow=False)


def _only_actions(text: str) -> list[Value] | None:
    """Return the actions of an excerpt; None if it holds anything else."""
    block = find_block(text)
    if not isinstance(block, Block) or block.body != len(text):
        return None
    mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
    node = mapping.get("actions") if mapping else None
    return node.value if mapping and len(mapping.entries) == 1 and isinstance(node, Sequence) else None
