"""A document whose front matter is read to be edited: its values by their paths, and a change of it read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pmctl.postmortem import layout
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.replace import Place, same
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.frontmatter import Block

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list indexes, counted from 0, that lead to a value."""


class OpenDocument(NamedTuple):
    """A text whose front matter can be read, and so can be edited."""

    text: str
    block: Block
    mapping: Mapping

    @property
    def column(self) -> int:
        """The column of the outermost keys, counted from 1."""
        first = next(iter(self.mapping.entries.values()), None)
        return first.key.column if first else 1

    @property
    def ending(self) -> str:
        """The line ending of the front matter's first line."""
        return layout.ending_before(self.text, self.block.start)

    def list_indent(self) -> str:
        """The spaces before the dashes of the first list below a key; two if there is none."""
        for entry in self.mapping.entries.values():
            if isinstance(entry.node, Sequence) and not entry.node.flow:
                return " " * (layout.dash_column(self.text, entry.node) - self.column)
        return "  "

    def place(self, path: Path) -> Place:
        """Find the value at `path`; EditError if it leads nowhere."""
        here = Place(self.mapping, None, flow=False, name="the front matter")
        for depth, step in enumerate(path, 1):
            here = _step(here, step, name_of(path[:depth]))
        return here

    def parent(self, path: Path) -> Place:
        """Find the mapping or list that the value at `path` is in; EditError if it leads nowhere."""
        if not path:
            raise EditError("a path needs at least one key")
        return self.place(path[:-1])

    def keys_around(self, path: Path) -> Mapping:
        """Find the mapping that the last element of `path` is a key of; EditError if it is not."""
        parent = self.parent(path).node
        self.place(path)
        if not isinstance(parent, Mapping):
            raise EditError(f"{name_of(path)} is an item of a list and not a key")
        return parent

    def below(self, mapping: Mapping, before: str | None, line: str) -> Splice:
        """Return the splice that inserts a line below the key `before` of a mapping that is written in lines."""
        if before is None:
            offset, column = self.block.end, 1
        else:
            column = next(iter(mapping.entries.values())).key.column
            offset = layout.lines_end(self.text, mapping.entries[before].node)
            offset = layout.behind_comments(self.text, offset, column)
        indent, ending = " " * (column - 1), layout.ending_before(self.text, offset)
        return Splice(offset, offset, f"{indent}{line}{ending}")

    def changed(self, splices: Iterable[Splice], values: object, what: str) -> str:
        """Return the text with `splices`; EditError if its front matter does not hold `values` then, and no more."""
        text = layout.apply(self.text, splices)
        block = find_block(text)
        if not isinstance(block, Problem) and text[block.body :] == self.text[self.block.body :]:
            mapping, _ = read_mapping(text, start=block.start, end=block.end, line=block.line)
            if mapping is not None and same(mapping.value, values):
                return text
        raise EditError(f"cannot {what} safely", hint="Make this change by hand; its lines are written unusually.")


def open_document(text: str) -> OpenDocument:
    """Return a document read; EditError if its front matter cannot be."""
    block = find_block(text)
    if isinstance(block, Problem):
        raise EditError(block.message, hint=block.help)
    mapping, problems = read_mapping(text, start=block.start, end=block.end, line=block.line)
    if mapping is None:
        first = problems[0]
        raise EditError(f"the front matter cannot be read: line {first.line}: {first.message}", hint=first.help)
    return OpenDocument(text, block, mapping)


def _step(here: Place, step: str | int, name: str) -> Place:
    node = here.node
    if isinstance(node, Scalar):
        raise EditError(f"there is no {name}: {here.name} is one value")
    if isinstance(node, Mapping):
        entry = node.entries.get(step) if isinstance(step, str) else None
        if entry is None:
            raise EditError(f"there is no {name} in the front matter")
        return Place(entry.node, entry.key, here.flow or node.flow, name)
    if isinstance(step, str):
        raise EditError(f"there is no {name}: {here.name} is a list", hint="Name one of its items by its index.")
    if not 0 <= step < len(node.items):
        raise EditError(f"there is no {name}: {here.name} has {len(node.items)} items, counted from 0")
    return Place(node.items[step], None, here.flow or node.flow, name)


def name_of(path: Path) -> str:
    """Return what a message calls a path: ``actions[0].due``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".") or "the front matter"


def value_at(values: Any, path: Path) -> Any:
    """Return what stands at `path` in the values of a front matter."""
    for step in path:
        values = values[step]
    return values
