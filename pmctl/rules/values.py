"""Every single value of a front matter, with the words that a message calls it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.nodes import Mapping, Scalar, Sequence, way_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Record
    from pmctl.postmortem.nodes import Node

_SHORT = 60


class NamedValue(NamedTuple):
    """One value: `name` is what a message calls it ("action A1: due"), `key` the innermost key that it stands under."""

    name: str
    key: str
    scalar: Scalar


def texts_of(record: Record) -> Iterator[str]:
    """Yield the values of `record` as written, in no order and without names: a quick look at them all."""
    nodes: list[Node] = [record.fields]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Scalar):
            yield node.text
        else:
            nodes += node.items if isinstance(node, Sequence) else [entry.node for entry in node.entries.values()]


def values_of(record: Record) -> list[NamedValue]:
    """Return the values of `record` as written, those in lists, actions and other mappings too."""
    found: list[NamedValue] = []
    for key, entry in record.fields.entries.items():
        if key == "actions" and isinstance(entry.node, Sequence):
            for action, item in zip(record.actions, entry.node.items, strict=True):
                where = f"action {action.label}"
                if isinstance(item, Mapping):
                    for field, (_, node) in item.entries.items():
                        _collect(found, f"{where}: {field}", field, node)
                else:
                    _collect(found, where, key, item)
        else:
            _collect(found, key, key, entry.node)
    return found


def find_value(record: Record, line: int, column: int) -> tuple[tuple[str | int, ...], Scalar] | None:
    """Return the value that begins there, counted from 1, after the keys and indexes that lead to it, or None."""
    for path, node in way_to(record.fields, line, column):
        if isinstance(node, Scalar) and (node.line, node.column) == (line, column):
            return path, node
    return None


def shorten(text: str) -> str:
    """Return `text` on one line, and cut where it is too long for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _collect(found: list[NamedValue], name: str, key: str, node: Node) -> None:
    if isinstance(node, Scalar):
        found.append(NamedValue(name, key, node))
    elif isinstance(node, Sequence):
        for item in node.items:
            _collect(found, name, key, item)
    else:
        for inner, entry in node.entries.items():
            _collect(found, f"{name}.{inner}", inner, entry.node)
