"""The splices that put a new value in the place of an old one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem import layout, nodes
from pmctl.postmortem.layout import LITERAL_HEADER, Splice
from pmctl.postmortem.yaml_text import EditError, format_like, format_literal, format_value, is_list, reads_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.nodes import Node, Scalar
    from pmctl.postmortem.yaml_text import ListValue, Value

_BLANK_TO_THE_END = re.compile(r"[ \t]*(?=\r?\n)")


class Place(NamedTuple):
    """Where a value stands: under `key`, or in a list if that is None; `flow` is true inside brackets or braces."""

    node: Node
    key: Scalar | None
    flow: bool
    name: str


def same(one: object, other: object) -> bool:
    """Whether two values of the front matter are equal, their types and the order of their keys included."""
    return repr(one) == repr(other)


def replace_value(text: str, place: Place, value: Value) -> Iterator[Splice]:
    """Yield the splices after which `value` stands at `place`, a list in the style of the list that was there.

    Raises:
        EditError: there is a mapping, or the value cannot be written.
    """
    node = place.node
    if same(node.value, reads_as(value)):
        return
    if isinstance(node, nodes.Mapping):
        raise EditError(f"{place.name} holds keys of its own and is not one value", hint="Change its keys one by one.")
    if isinstance(node, nodes.Sequence) and is_list(value) and node.flow:
        yield from _replace_in_flow(text, node, value, place.name)
    elif isinstance(node, nodes.Sequence) and is_list(value) and value:
        yield from _replace_in_lines(text, node, value, place.name)
    elif isinstance(node, nodes.Sequence) and not node.flow:
        yield from _collapse(text, place, node, format_value(value, flow=place.flow))
    else:
        yield from _replace_scalar(text, place, value)


def fill(text: str, place: Place, written: str) -> Splice:
    """Return the splice that writes a value where there is none: after the colon, the dash or the anchor."""
    start = layout.value_start(text, place.node)
    if place.key and ":" not in text[place.key.end : start]:
        return Splice(start, start, f": {written}")
    blank = _BLANK_TO_THE_END.match(text, start)
    at = blank.end() if blank else start
    return Splice(at, at, written if text[at - 1].isspace() else f" {written}")


def insert_in_flow(text: str, node: nodes.Sequence, at: int, written: Sequence[str]) -> Splice:
    """Return the splice that inserts values before item `at` of a list in brackets; on lines of their own, if it is."""
    if at == 0:
        joined = ", ".join(written)
        offset = node.items[0].start if node.items else node.end - 1
        return Splice(offset, offset, joined + ", " if node.items else joined)
    before = node.items[at - 1]
    gap = " "
    if layout.is_first_on_line(text, before.start):
        start = layout.line_start(text, before.start)
        gap = layout.ending_before(text, start) + text[start : before.start]
    return Splice(before.end, before.end, "".join(f",{gap}{value}" for value in written))


def _replace_scalar(text: str, place: Place, value: Value) -> Iterator[Splice]:
    start, end = layout.value_start(text, place.node), place.node.end
    written = format_like(text[start:end], value, flow=place.flow)
    if start == end:
        yield fill(text, place, written)
    elif LITERAL_HEADER.match(text, start, end):
        yield from _replace_literal(text, start, end, value)
    else:
        yield Splice(start, end, written)


def _replace_literal(text: str, start: int, end: int, value: Value) -> Iterator[Splice]:
    """Text of several lines stays a block; all else goes where the header stands, before a comment on that line."""
    end = start + len(text[start:end].rstrip(" \t\r\n"))
    header = re.compile(r"[|>][-+0-9]*(?P<comment>[^\r\n]*)(?P<ending>\r?\n)?(?P<blank>(?:[ \t]*\r?\n)*)(?P<indent> *)")
    found = header.match(text, start, end)
    if found is None:  # pragma: no cover - the header has been matched before
        return
    header_end = found.start("comment")
    if isinstance(value, str) and found["indent"]:
        block = format_literal(value, indent=found["indent"], ending=found["ending"])
        if block:
            yield Splice(start, header_end, block[0])
            yield Splice(found.end("ending"), end, block[1])
            return
    yield Splice(start, header_end, format_value(value))
    yield Splice(found.end("comment"), end, "")


def _collapse(text: str, place: Place, node: nodes.Sequence, written: str) -> Iterator[Splice]:
    """A list on lines of its own becomes one value behind its key."""
    start = layout.value_start(text, node)
    if place.key is None or not layout.is_first_on_line(text, start):
        yield Splice(start, node.end, written)
        return
    anchored = layout.anchor_end(text, node)
    head = anchored if anchored > node.start else text.index(":", place.key.end) + 1
    yield Splice(head, head, f" {written}")
    yield Splice(layout.line_start(text, start), layout.lines_end(text, node), "")


class _Change(NamedTuple):
    """How one list becomes another: items from `start` on are replaced one by one, the rest deleted or inserted."""

    start: int
    replaced: int
    deleted: int
    inserted: ListValue


def _difference(old: list[nodes.Value], value: ListValue) -> _Change:
    new = [reads_as(item) for item in value]
    most = min(len(old), len(new))
    head = next((i for i in range(most) if not same(old[i], new[i])), most)
    tail = next((i for i in range(most - head) if not same(old[-1 - i], new[-1 - i])), most - head)
    gone, come = len(old) - head - tail, len(new) - head - tail
    replaced = min(gone, come)
    return _Change(head, replaced, gone - replaced, value[head + replaced : head + come])


def _items(node: nodes.Sequence, change: _Change, value: ListValue, name: str) -> Iterator[tuple[Place, Value]]:
    for index in range(change.start, change.start + change.replaced):
        yield Place(node.items[index], None, node.flow, f"{name}[{index}]"), value[index]


def _replace_in_flow(text: str, node: nodes.Sequence, value: ListValue, name: str) -> Iterator[Splice]:
    change = _difference(node.value, value)
    for place, item in _items(node, change, value, name):
        yield from replace_value(text, place, item)
    at = change.start + change.replaced
    if change.inserted:
        yield insert_in_flow(text, node, at, [format_value(item, flow=True) for item in change.inserted])
    elif change.deleted:
        yield delete_in_flow(node, at, at + change.deleted, layout.value_start(text, node))


def delete_in_flow(node: nodes.Sequence, first: int, last: int, start: int) -> Splice:
    """Return the splice that deletes the items from `first` to before `last` of a list whose bracket is at `start`."""
    if first > 0:
        return Splice(node.items[first - 1].end, node.items[last - 1].end, "")
    if last < len(node.items):
        return Splice(node.items[0].start, node.items[last].start, "")
    return Splice(start + 1, node.end - 1, "")


def _replace_in_lines(text: str, node: nodes.Sequence, value: ListValue, name: str) -> Iterator[Splice]:
    change = _difference(node.value, value)
    for place, item in _items(node, change, value, name):
        yield from replace_value(text, place, item)
    at = change.start + change.replaced
    if change.inserted:
        yield insert_items(text, node, at, [[format_value(item)] for item in change.inserted])
    elif change.deleted:
        yield _delete_items(text, node, at, at + change.deleted)


def _delete_items(text: str, node: nodes.Sequence, first: int, last: int) -> Splice:
    """Delete items with the blank lines that set them apart: those before them, or after them at the list's start."""
    start = layout.line_start(text, layout.dash(text, node, first))
    end = layout.lines_end(text, node.items[last - 1])
    if first > 0:
        before = layout.behind_item(text, node, first - 1)
        return Splice(start if text[before:start].strip() else before, end, "")
    following = layout.line_start(text, layout.dash(text, node, last))
    return Splice(start, end if text[end:following].strip() else following, "")


def insert_items(text: str, node: nodes.Sequence, at: int, items: Sequence[Sequence[str]]) -> Splice:
    """Return the splice that inserts items, each given as its lines, before item `at` of a list written with dashes."""
    first = layout.dash(text, node, 0)
    offset = layout.behind_item(text, node, at - 1) if at else layout.line_start(text, first)
    indent, gap = " " * (layout.dash_column(text, node) - 1), layout.dash_gap(text, node)
    ending = layout.ending_before(text, offset)
    is_kept = at > 0 and layout.keeps_blank_lines(text, node.items[at - 1])
    blank = ending if _has_blank_lines(text, node) and not is_kept else ""
    texts = [item_text(lines, indent, gap, ending) for lines in items]
    return Splice(offset, offset, "".join(blank + item if at else item + blank for item in texts))


def _has_blank_lines(text: str, node: nodes.Sequence) -> bool:
    if len(node.items) < 2:
        return False
    last = layout.line_start(text, layout.dash(text, node, len(node.items) - 1))
    return not text[layout.line_start(text, last - 1) : last].strip()


def item_text(lines: Sequence[str], indent: str, gap: str, ending: str) -> str:
    """Return an item of a list written with dashes: the first of `lines` behind the dash, the others below it."""
    below = ending + indent + " " + gap
    return f"{indent}-{gap}{below.join(lines)}{ending}"
