"""Actions of another shape in the front matter given the keys that pmctl reads, beside those that they have."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pmctl.postmortem import layout
from pmctl.postmortem.edit import KeyEdit, change_keys
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.opened import open_document
from pmctl.postmortem.yaml_text import EditError, format_value, reads_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Keys
    from collections.abc import Sequence as Several

    from pmctl.adoption.front_values import UnreadValue
    from pmctl.postmortem.opened import OpenDocument
    from pmctl.postmortem.yaml_text import Value

    Actions = Keys[int, Keys[str, Value]]


def with_action_keys(text: str, actions: Actions, unread: Several[UnreadValue] = ()) -> str:
    """Return a document whose list ``actions`` has the keys of `actions`; those that have a value keep it.

    An item that is a text becomes the title of one, in the words, quotes and comments that it has. A value that no
    command reads gives way to what it means, and stays in a comment behind that, or in braces in a note.

    Args:
        text: the document.
        actions: what each item should have, by its index, counted from 0.
        unread: the values that no command reads.

    Raises:
        EditError: the list is written so that this cannot be done safely.
    """
    text = _with_titles(text, actions)
    node = open_document(text).mapping.get("actions")
    items = node.items if isinstance(node, Sequence) else ()
    edits = [
        [
            KeyEdit(("actions", index, key), value)
            for key, value in keys.items()
            if isinstance(item := items[index], Mapping) and ((had := item.get(key)) is None or had.value is None)
        ]
        for index, keys in actions.items()
    ]
    for side_by_side in zip_longest(*edits):
        text = change_keys(text, filter(None, side_by_side))
    for key in ("status", "due"):
        text = _with_meaning(text, [value for value in unread if value.key == key])
    return text


def _with_meaning(text: str, unread: Several[UnreadValue]) -> str:
    """Write what the values of one key mean; a note is added after, since it stands in the same braces."""
    if not unread:
        return text
    text = change_keys(text, [KeyEdit(("actions", one.item, one.key), one.meant) for one in unread])
    document = open_document(text)
    splices, notes = [], []
    for one in unread:
        item: Any = document.place(("actions", one.item)).node
        node = item.entries[one.key].node
        if document.mapping.flow or item.flow or document.place(("actions",)).node.flow:  # type: ignore[union-attr]
            note = "; ".join((*_noted(item), f"{one.key} was {one.written}"))
            notes.append(KeyEdit(("actions", one.item, "note"), note))
        else:
            splices.append(Splice(node.end, node.end, f" # was: {one.written}"))
    text = document.changed(splices, document.mapping.value, "keep what stood there")
    return change_keys(text, notes)


def _noted(item: Mapping) -> list[str]:
    node = item.get("note")
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return []
    if not isinstance(node, Scalar):
        raise EditError("a note is not one value")
    return [node.text]


def _with_titles(text: str, actions: Actions) -> str:
    """Make keys of the items that are texts."""
    document = open_document(text)
    node = document.mapping.get("actions")
    values: Any = document.mapping.value
    splices: list[Splice] = []
    for index, keys in actions.items():
        item = node.items[index] if isinstance(node, Sequence) else None
        if isinstance(item, Scalar):
            values["actions"][index] = {
                "id": reads_as(keys["id"]),
                "title": item.value,
                **{key: reads_as(value) for key, value in keys.items() if key not in {"id", "title"}},
            }
            splices += _title(document, item, keys, flow=document.mapping.flow or node.flow)  # type: ignore[union-attr]
    return document.changed(splices, values, "give the actions keys") if splices else text


def _title(document: OpenDocument, item: Scalar, keys: Keys[str, Value], *, flow: bool) -> Iterator[Splice]:
    pairs = {key: f"{key}: {format_value(value, flow=flow)}" for key, value in keys.items()}
    rest = [pair for key, pair in pairs.items() if key not in {"id", "title"}]
    if flow:
        yield Splice(item.start, item.start, f"{{{pairs['id']}, title: ")
        yield Splice(item.end, item.end, "".join(f", {pair}" for pair in rest) + "}")
        return
    indent, ending = " " * (item.column - 1), document.ending
    end = layout.line_end(document.text, item.end)
    yield Splice(item.start, item.start, f"{pairs['id']}{ending}{indent}title: ")
    yield Splice(end, end, "".join(f"{indent}{pair}{ending}" for pair in rest))
