"""What looks like actions in a body, and was not read as any: nothing that was promised is lost without a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_items import is_about_document, is_no_item
from pmctl.adoption.actions_outline import read_list, read_table
from pmctl.adoption.actions_scope import Scope
from pmctl.adoption.actions_shapes import begins_with_verb
from pmctl.adoption.actions_tables import Columns
from pmctl.adoption.actions_text import plain
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from pmctl.adoption.actions_outline import Item
    from pmctl.adoption.actions_scope import Part
    from pmctl.postmortem.blocks import Block

_LONGEST_CHOICE: Final = 3
"""How many words a box has at most that somebody only ticks: "SEV2", "Yes", "Data loss"."""

_BOX: Final = lazy_pattern(r"\[[ xX]?\\?\]")
_QUOTED: Final = lazy_pattern(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_CHECKLIST: Final = lazy_pattern(r"\b(?:check ?lists?|sign ?offs?|definition of done)\b")


class Unread(NamedTuple):
    """Something that was not read.

    Attributes:
        line: on which it stands.
        section: the heading of the section of actions of which nothing was read; "" for a checkbox.
    """

    line: int
    section: str


def unread_in(parts: Sequence[Part], lines: Iterable[int]) -> list[Unread]:
    """Return the sections of actions of which nothing was read, and the unread checkboxes elsewhere, in order.

    Left out are what says that there is nothing, choices, timelines, and checklists about the document.

    Args:
        parts: of the body.
        lines: on which the actions stand that were read.
    """
    read = frozenset(lines)
    sections: dict[int, list[Part]] = {}
    for part in parts:
        sections.setdefault(part.within, []).append(part)
    unread = {root: one for root, own in sections.items() if root and (one := _section(own, read))}
    boxes = [Unread(line, "") for part in parts if part.within not in unread for line in _boxes(part, read)]
    return sorted([*unread.values(), *boxes])


def _section(parts: Sequence[Part], read: Container[int]) -> Unread | None:
    """A section of actions that has items or rows, of which none was read."""
    first = parts[0]
    if first.scope is not Scope.ACTIONS:
        return None
    blocks = [block for part in parts if part.scope is not Scope.TIMELINE for block in part.blocks]
    headings = [part.heading.line for part in parts if part.heading]
    extents = [range(block.line, block.end_line + 1) for block in blocks]
    if any(line in read for lines in (headings, *extents) for line in lines):
        return None
    if any(block.kind == "paragraph" and is_no_item(block.text) for block in blocks):
        return None
    listed = (line for block in blocks for line in _items(block))
    line = next(listed, None)
    return None if line is None else Unread(line, first.title)


def _items(block: Block) -> Iterator[int]:
    """The lines of what stands in a list or a table and says anything."""
    if block.kind == "table":
        table = read_table(block)
        title = Columns(table).title
        yield from (row.line for row in table.rows if not is_no_item("".join(row.cells[title : title + 1])))
    elif block.kind == "list" and not is_about_document(items := read_list(block)):
        yield from (item.line for item in _all(items) if not is_no_item(item.text))


def _boxes(part: Part, read: Container[int]) -> Iterator[int]:
    """The lines of checkboxes that were not read, and stand in no item that was."""
    if part.scope is Scope.TIMELINE or part.name == "timeline" or _CHECKLIST.search(fold(part.title)):
        return
    for block in part.blocks:
        if block.kind == "quote":
            block = block._replace(kind="list", text=_QUOTED.sub("", block.text))  # noqa: PLW2901
        if block.kind != "list" or not _BOX.search(block.text):
            continue
        items = read_list(block)
        boxed = [item for item in _all(items, read) if item.mark is not None]
        if not is_about_document(items) and (part.root or not all(map(_is_choice, boxed))):
            yield from (item.line for item in boxed if item.line not in read and not is_no_item(item.text))


def _all(items: Iterable[Item], read: Container[int] = ()) -> Iterator[Item]:
    """Items and what is in them, unless they were read."""
    for item in items:
        yield item
        if item.line not in read:
            yield from _all(item.children, read)


def _is_choice(item: Item) -> bool:
    words = plain(item.text)
    return len(words.split()) <= _LONGEST_CHOICE and "@" not in words and not begins_with_verb(words)
