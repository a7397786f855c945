"""The smallest change of a document's text. Every character that need not change stays: line endings, comments, quotes.

A path names a value of the front matter by its keys and list indexes: ``("actions", 0, "due")``. Every function returns
the new text, after it has read its own work back and found exactly the change that was asked for and no other. It
raises `EditError` where that cannot be had.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pmctl.postmortem import layout
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.markers import Markers, find_block_markers, has_block, replace_block
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.postmortem.opened import OpenDocument, Path, name_of, open_document, value_at
from pmctl.postmortem.replace import Place, fill, insert_in_flow, insert_items, item_text, replace_value
from pmctl.postmortem.yaml_text import EditError, Value, format_like, format_value, reads_as

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterable

    from pmctl.postmortem.nodes import Node
    from pmctl.postmortem.nodes import Value as ReadValue

__all__ = [
    "EditError", "KeyEdit", "Markers", "Path", "Value", "add_key", "add_key_first", "append_action", "change_keys",
    "find_block_markers", "format_value", "has_block", "remove_key", "rename_key", "replace_block", "set_value",
    "take_in_comment",
]  # fmt: skip

_COMMENT_BEHIND = re.compile(r"[ \t]*(?P<comment>#[^\r\n]*)")


def set_value(text: str, path: Path, value: Value) -> str:
    """Return `text` with `value` at `path`; a key that is not there is added at the end of its mapping.

    The value is written in the quotes of the old one where it can be, and a list in the style of the old list, so that
    the items that stay keep their comments. A value that is there already, in whatever style, leaves the text as it is.

    Raises:
        EditError: the front matter cannot be read, `path` leads nowhere or to a mapping, or `value` cannot be written.
    """
    document = open_document(text)
    values = document.mapping.value
    splices, what = _set(document, values, path, value)
    return document.changed(splices, values, what)


def add_key(text: str, path: Path, value: Value, *, after: str | None = None) -> str:
    """Return `text` with a new key, the last element of `path`, in the mapping that the rest of `path` names.

    Args:
        text: the document.
        path: where the key will be.
        value: its value.
        after: the key that it follows; without one, or if that is not there, the new key is the last.

    Raises:
        EditError: the front matter cannot be read, the key is there already, there is no such mapping, or `value` or
            the key cannot be written.
    """
    document = open_document(text)
    values = document.mapping.value
    splices, what = _add(document, values, path, value, after)
    return document.changed(splices, values, what)


def add_key_first(text: str, path: Path, value: Value) -> str:
    """Return `text` with a new key, as `add_key` adds it, but before all others of its mapping.

    Raises:
        EditError: as `add_key` does, or the mapping has no keys yet.
    """
    document = open_document(text)
    parent = document.parent(path)
    mapping, key = parent.node, path[-1]
    if not isinstance(mapping, Mapping) or not isinstance(key, str) or not mapping.entries or key in mapping.entries:
        raise EditError(f"{name_of(path)} cannot be added before other keys")
    flow = parent.flow or mapping.flow
    first = next(iter(mapping.entries.values())).key
    line = layout.line_start(text, first.start)
    ending = layout.ending_before(text, line) + " " * (first.start - line)
    entry = f"{format_value(key, flow=flow)}: {format_value(value, flow=flow)}{', ' if flow else ending}"
    values = document.mapping.value
    around = value_at(values, path[:-1])
    others = dict(around)
    around.clear()
    around.update({key: reads_as(value), **others})
    return document.changed([Splice(first.start, first.start, entry)], values, f"add {name_of(path)}")


def take_in_comment(text: str, path: Path) -> str:
    """Return `text` with the comment on its line made part of the plain value at `path`, which then needs quotes.

    Raises:
        EditError: the front matter cannot be read, or there is no plain value with a comment behind it.
    """
    document = open_document(text)
    place = document.place(path)
    node = place.node
    found = _COMMENT_BEHIND.match(text, node.end)
    if not isinstance(node, Scalar) or not node.plain or not found:
        raise EditError(f"{place.name} is no plain value with a comment behind it")
    whole = f"{node.text} {found['comment'].rstrip()}".strip()
    start = layout.value_start(text, node) if node.text else found.start("comment")
    splice = Splice(
        start, found.start("comment") + len(found["comment"].rstrip()), format_value(whole, flow=place.flow)
    )
    values = document.mapping.value
    value_at(values, path[:-1])[path[-1]] = whole
    return document.changed([splice], values, f"put {place.name} in quotes")


def remove_key(text: str, path: Path) -> str:
    """Return `text` without the key at `path`, its value, and the comments on their lines.

    Raises:
        EditError: the front matter cannot be read, there is no such key, or it is the only one of an inner mapping,
            which could not be told from an empty value without it.
    """
    document = open_document(text)
    values = document.mapping.value
    splices, what = _remove(document, values, path)
    return document.changed(splices, values, what)


class KeyEdit(NamedTuple):
    """One of several changes: `value` at `path`, where a new key follows the key `after`; None takes the key away."""

    path: Path
    value: Value | None
    after: str | None = None


def change_keys(text: str, edits: Iterable[KeyEdit]) -> str:
    """Return `text` after all edits, for which it is read only once.

    Args:
        text: the document.
        edits: in mappings that are not inside one another, one in each: what two change side by side may overlap.

    Raises:
        EditError: as `set_value`, `add_key` and `remove_key` do.
    """
    document = open_document(text)
    values = document.mapping.value
    splices: list[Splice] = []
    for path, value, after in edits:
        parent = document.parent(path).node
        if value is None:
            splices += _remove(document, values, path)[0]
        elif isinstance(parent, Mapping) and path[-1] not in parent.entries:
            splices += _add(document, values, path, value, after)[0]
        else:
            splices += _set(document, values, path, value)[0]
    return document.changed(splices, values, "make these changes")


def rename_key(text: str, path: Path, new: str) -> str:
    """Return `text` with the key at `path` called `new`; its place, value and quotes stay.

    Raises:
        EditError: the front matter cannot be read, there is no such key, or there is a key `new` beside it.
    """
    document = open_document(text)
    mapping = document.keys_around(path)
    key = mapping.entries[str(path[-1])].key
    if new == key.text:
        return text
    if new in mapping.entries:
        raise EditError(f"{name_of(path)} cannot be renamed: {new} is there already")
    start = layout.value_start(text, key)
    splice = Splice(start, key.end, format_like(text[start : key.end], new, flow=mapping.flow))
    values = document.mapping.value
    around = value_at(values, path[:-1])
    renamed = {new if name == key.text else name: value for name, value in around.items()}
    around.clear()
    around.update(renamed)
    return document.changed([splice], values, f"rename {name_of(path)}")


def append_action(text: str, fields: abc.Mapping[str, Value]) -> str:
    """Return `text` with one more action, the last of ``actions``, in the style of those that are there.

    Args:
        text: the document. ``actions`` may be missing, empty, or a list in lines or in brackets.
        fields: the keys of the action, in the order in which they are written.

    Raises:
        EditError: the front matter cannot be read, ``actions`` is something else than a list, or a value cannot be
            written.
    """
    if not fields:
        raise EditError("an action needs at least one key")
    document = open_document(text)
    node = document.mapping.get("actions")
    values = document.mapping.value
    values["actions"] = [*_actions(node), {key: reads_as(value) for key, value in fields.items()}]
    return document.changed(_append(document, node, fields), values, "add an action")


def _set(document: OpenDocument, values: Any, path: Path, value: Value) -> tuple[list[Splice], str]:
    """Return what sets a value, in words as well, and set it in `values`, those of the document."""
    parent = document.parent(path).node
    if isinstance(parent, Mapping) and isinstance(path[-1], str) and path[-1] not in parent.entries:
        return _add(document, values, path, value, None)
    place = document.place(path)
    splices = list(replace_value(document.text, place, value))
    value_at(values, path[:-1])[path[-1]] = reads_as(value)
    return splices, f"set {place.name}"


def _add(document: OpenDocument, values: Any, path: Path, value: Value, after: str | None) -> tuple[list[Splice], str]:
    """Return what adds a key, likewise."""
    parent = document.parent(path)
    mapping, key = parent.node, path[-1]
    if not isinstance(mapping, Mapping):
        raise EditError(f"{name_of(path)} cannot be added: {parent.name} is not a set of keys")
    if not isinstance(key, str):
        raise EditError(f"{name_of(path)} cannot be added: a key must be text")
    if key in mapping.entries:
        raise EditError(f"{name_of(path)} is there already, on line {mapping.entries[key].key.line}")
    before = after if after in mapping.entries else next(reversed(mapping.entries), None)
    flow = parent.flow or mapping.flow
    entry = f"{format_value(key, flow=flow)}: {format_value(value, flow=flow)}"
    splice = _in_braces(mapping, before, entry) if flow else document.below(mapping, before, entry)
    _insert(value_at(values, path[:-1]), before, key, reads_as(value))
    return [splice], f"add {name_of(path)}"


def _remove(document: OpenDocument, values: Any, path: Path) -> tuple[list[Splice], str]:
    """Return what removes a key, likewise."""
    mapping = document.keys_around(path)
    key = str(path[-1])
    if len(mapping.entries) == 1 and not mapping.flow and len(path) > 1:
        whole = name_of(path[:-1])
        raise EditError(f"{name_of(path)} is the only key of {whole}", hint=f"Remove {whole} as a whole.")
    splice = _out_of_braces(mapping, key) if mapping.flow else _out_of_lines(document.text, mapping, key)
    del value_at(values, path[:-1])[key]
    return [splice], f"remove {name_of(path)}"


def _actions(node: Node | None) -> list[ReadValue]:
    if isinstance(node, Sequence):
        return node.value
    if node is None or node.value is None:
        return []
    raise EditError(
        f"line {node.line}: actions is not a list", hint="Start each action with `- id: A1`, indented below `actions:`."
    )


def _append(document: OpenDocument, node: Node | None, fields: abc.Mapping[str, Value]) -> list[Splice]:
    text, root = document.text, document.mapping
    lines = [f"{format_value(key)}: {format_value(value)}" for key, value in fields.items()]
    if isinstance(node, Sequence) and not node.flow:
        return [insert_items(text, node, len(node.items), [lines])]
    pairs = [f"{format_value(key, flow=True)}: {format_value(value, flow=True)}" for key, value in fields.items()]
    braces = f"{{{', '.join(pairs)}}}"
    if isinstance(node, Sequence) and (root.flow or text[layout.value_start(text, node) + 1 : node.end - 1].strip()):
        return [insert_in_flow(text, node, len(node.items), [braces])]
    if root.flow:
        return [_braced_list(document, node, braces)]
    indent = " " * (document.column - 1) + document.list_indent()
    item = item_text(lines, indent, " ", document.ending)
    if node is None:
        splice = document.below(root, next(reversed(root.entries), None), "actions:")
        return [splice._replace(text=splice.text + item)]
    # What says that there is none goes: `null`, `[]`. What follows it on its line stays.
    start = layout.value_start(text, node)
    while start < node.end and text[start - 1] in " \t":
        start -= 1
    offset = layout.behind_comments(text, layout.line_end(text, node.end), document.column)
    return [Splice(start, node.end, ""), Splice(offset, offset, item)]


def _braced_list(document: OpenDocument, node: Node | None, braces: str) -> Splice:
    root = document.mapping
    if node is None:
        return _in_braces(root, next(reversed(root.entries), None), f"actions: [{braces}]")
    if node.end == layout.value_start(document.text, node):
        return fill(document.text, Place(node, root.entries["actions"].key, flow=True, name="actions"), f"[{braces}]")
    return Splice(node.start, node.end, f"[{braces}]")


def _insert(values: dict[str, Any], before: str | None, key: str, value: object) -> None:
    names = list(values)
    behind = names[names.index(before) + 1 :] if before is not None else []
    moved = {name: values.pop(name) for name in behind}
    values[key] = value
    values.update(moved)


def _in_braces(mapping: Mapping, before: str | None, entry: str) -> Splice:
    if before is None:
        return Splice(mapping.end - 1, mapping.end - 1, entry)
    end = max(mapping.entries[before].node.end, mapping.entries[before].key.end)
    return Splice(end, end, f", {entry}")


def _out_of_braces(mapping: Mapping, key: str) -> Splice:
    entries = list(mapping.entries.values())
    index = list(mapping.entries).index(key)
    this = entries[index]
    end = max(this.node.end, this.key.end)
    if index + 1 < len(entries):
        return Splice(this.key.start, entries[index + 1].key.start, "")
    start = max(entries[index - 1].node.end, entries[index - 1].key.end) if index else this.key.start
    return Splice(start, end, "")


def _out_of_lines(text: str, mapping: Mapping, key: str) -> Splice:
    this = mapping.entries[key]
    end = layout.lines_end(text, this.node)
    if layout.is_first_on_line(text, this.key.start):
        return Splice(layout.line_start(text, this.key.start), end, "")
    # The key stands behind the dash of a list: the next one takes its place.
    following = [entry.key.start for entry in mapping.entries.values() if entry.key.start > this.key.start]
    if following and not text[end : following[0]].strip():
        return Splice(this.key.start, following[0], "")
    start = len(text[: this.key.start].rstrip(" "))
    return Splice(start, end - len(layout.ending_before(text, end)), "")
