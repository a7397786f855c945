"""Laws of editing: nothing but the asked change happens, whatever the document looks like."""

from __future__ import annotations

import datetime as dt
import string
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pmctl.postmortem.edit import EditError, add_key, append_action, remove_key, rename_key, set_value
from pmctl.postmortem.frontmatter import Block, find_block, read_mapping
from pmctl.postmortem.nodes import Mapping, Node, Scalar, Sequence

words = st.text("abcxyz", min_size=1, max_size=5)
keys = st.text(string.ascii_lowercase + "_", min_size=1, max_size=6)
comments = st.sampled_from(["", "", "", " # c", "   # it's: a [c", "\t# c"])
between = st.sampled_from(["", "", "", "\n", "# comment\n", "\n  # deeper: 1\n\n"])
plain = st.one_of(words, st.sampled_from(["12", "true", "~", "2026-01-01", "a b", "https://x.example/a#b", "ä😀"]))
quoted = st.one_of(
    st.sampled_from(['"a: b"', '"@x"', r'"a\tb \" c"', "'it''s'", "''", '""', "'# no'", '"[]"']),
    words.map(lambda word: f"'{word}'"),
)
inline = st.one_of(plain, quoted)
flow = st.one_of(
    st.lists(inline.filter(lambda text: "ht" not in text), max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.tuples(words, words).map(lambda pair: f"[ {pair[0]} ,{pair[1]},]"),
    st.tuples(words, words).map(lambda pair: f"{{k: {pair[0]}, v: '{pair[1]}' }}"),
)


@st.composite
def values(draw: st.DrawFn, indent: str, *, depth: int = 0) -> str:
    """What follows a colon, up to the end of its last line."""
    kinds = ["inline", "inline", "flow", "empty", "literal", "folded lines", "list", "mapping", "actions"]
    kind = draw(st.sampled_from(kinds if depth < 2 else kinds[:4]))
    note = draw(comments)
    if kind in {"inline", "flow"}:
        return " " * draw(st.integers(1, 3)) + draw(inline if kind == "inline" else flow) + note + "\n"
    if kind == "literal":
        lines = [indent + "  " + draw(words) + "\n" for _ in range(draw(st.integers(1, 3)))]
        return f" {draw(st.sampled_from(['|', '>', '|-', '>+']))}{note}\n" + draw(st.sampled_from(["", "\n"])).join(
            lines
        )
    if kind == "folded lines":
        return f" {draw(words)}\n{indent}   {draw(words)}{note}\n"
    if kind == "mapping":
        return note + "\n" + draw(mappings(indent + "  ", depth=depth + 1))
    if kind == "empty":
        return note + "\n"
    return note + "\n" + draw(lists(indent + draw(st.sampled_from(["", "  "])), kind, depth))


@st.composite
def lists(draw: st.DrawFn, indent: str, kind: str, depth: int) -> str:
    gap = draw(st.sampled_from([" ", "   "]))
    text = draw(between) if indent else ""
    for _ in range(draw(st.integers(1, 3))):
        if kind == "list":
            text += f"{indent}-{gap}{draw(inline)}{draw(comments)}\n"
        else:
            inner = indent + " " + gap
            item = draw(mappings(inner, depth=depth + 1, quiet=True))
            text += f"{indent}-{gap}{item.removeprefix(inner)}"
        text += draw(st.sampled_from(["", "", f"{indent}  # - out\n", "\n"]))
    return text


@st.composite
def mappings(draw: st.DrawFn, indent: str, *, depth: int = 0, quiet: bool = False) -> str:
    text = ""
    for key in draw(st.lists(keys, min_size=1, max_size=4, unique=True)):
        style = draw(st.sampled_from(["{}", "{}", "'{}'", '"{}"']))
        text += indent + style.format(key) + ":" + draw(values(indent, depth=depth))
        text += "" if quiet else draw(between)
    return text


@st.composite
def documents(draw: st.DrawFn) -> str:
    front = draw(between) + draw(mappings(""))
    if draw(st.booleans()) and "\nactions:" not in f"\n{front}":
        front += f"actions:{draw(st.sampled_from([' []', '', ' # c', ' [{id: A1}]']))}\n"
    body = draw(st.sampled_from(["---", "---\n", "---\n# Title\nx: 1\n", "...\n\n---\na: b"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + "---\n" + front + body
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


new_values = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.dates(), st.text(max_size=8), words,
    st.sampled_from(["@mara", "a: b", "it's", 'say "x"', "no", "# x", "one\ntwo\n", "- x", "2026-01-01"]),
    st.datetimes(timezones=st.just(dt.UTC)), st.lists(st.one_of(words, st.integers(0, 9)), max_size=4),
)  # fmt: skip
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def mapping_block(text: str) -> Block:
    block = find_block(text)
    assert isinstance(block, Block)
    return block


def mapping_of(text: str) -> Mapping:
    block = mapping_block(text)
    mapping, problems = read_mapping(text, start=block.start, end=block.end)
    assert problems == ()
    assert mapping is not None
    return mapping


def places(node: Node, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Node]]:
    found = [(path, node)]
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            found += places(entry.node, (*path, key))
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found += places(item, (*path, index))
    return found


def pick(data: st.DataObject, text: str, *kinds: type, key: bool = False) -> tuple[tuple[Any, ...], Any]:
    found = [
        (path, node)
        for path, node in places(mapping_of(text))
        if isinstance(node, kinds) and (not key or (path and isinstance(path[-1], str)))
    ]
    assume(found)
    return data.draw(st.sampled_from(found))


def key_of(text: str, path: tuple[Any, ...]) -> Scalar:
    while isinstance(path[-1], int):
        path = path[:-1]
    around: Any = dict(places(mapping_of(text)))[path[:-1]]
    return around.entries[path[-1]].key


def as_read(value: Any) -> Any:
    """An oracle of its own: what strict reading makes of a written value."""
    if isinstance(value, list):
        return [as_read(item) for item in value]
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value


def changed_values(text: str, path: tuple[Any, ...], change: Any) -> Any:
    root = mapping_of(text).value
    here: Any = root
    for step in path[:-1]:
        here = here[step]
    change(here)
    return root


def put(key: Any, value: Any) -> Any:
    return lambda here: here.__setitem__(key, as_read(value))


def untouched(old: str, new: str) -> tuple[int, int]:
    """How many characters at the start and at the end are the same, without counting one twice."""
    start = common_start(old, new)
    return start, common_start(old[start:][::-1], new[start:][::-1])


def common_start(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def one_kind_of_ending(text: str) -> bool:
    return text.count("\r\n") in {0, text.count("\n")}


@slow
@given(st.data(), documents(), new_values)
def test_setting_a_scalar_changes_its_characters_only(data: st.DataObject, text: str, value: Any) -> None:
    path, node = pick(data, text, Scalar)
    new = set_value(text, path, value)
    assert repr(mapping_of(new).value) == repr(changed_values(text, path, put(path[-1], value)))
    source = text[node.start : node.end]
    if not source.startswith(("|", ">")):
        assert new.startswith(text[: node.start])
        assert new.endswith(text[node.end :])
        assert len(new) >= len(text) - len(source)
    else:
        header, _, _ = text[node.start :].partition("\n")
        assert new.startswith(text[: node.start])
        assert new.endswith(text[node.start + len(source.rstrip()) :])
        assert header.lstrip("|>+-") in new
    assert one_kind_of_ending(new)


@slow
@given(st.data(), documents(), st.lists(st.one_of(words, st.integers(0, 9), st.just("@x")), max_size=5))
def test_setting_a_list_changes_its_lines_only(data: st.DataObject, text: str, value: list[Any]) -> None:
    path, node = pick(data, text, Sequence)
    assume(not any(isinstance(item, Mapping) for item in node.items))
    new = set_value(text, path, value)
    assert repr(mapping_of(new).value) == repr(changed_values(text, path, put(path[-1], value)))
    assert new.startswith(text[: text.rfind("\n", 0, key_of(text, path).end) + 1])
    later = [other.start for _, other in places(mapping_of(text)) if other.start > node.end]
    limit = text.rfind("\n", 0, min(later)) + 1 if later else mapping_block(text).end
    assert new.endswith(text[limit:])
    assert one_kind_of_ending(new)


@slow
@given(st.data(), documents(), st.lists(words, max_size=3))
def test_items_that_stay_keep_their_characters(data: st.DataObject, text: str, more: list[str]) -> None:
    path, node = pick(data, text, Sequence)
    assume(not any(isinstance(item, Mapping) for item in node.items))
    new = set_value(text, path, [*node.value, *more])
    start, end = untouched(text, new)
    assert start + end >= len(text)
    assert set_value(new, path, node.value) == text or not node.items or more[:1] == node.value[-1:]


@slow
@given(st.data(), documents())
def test_setting_what_is_there_changes_nothing(data: st.DataObject, text: str) -> None:
    path, node = pick(data, text, Scalar, Sequence)
    try:
        assert set_value(text, path, node.value) == text
    except TypeError:
        assert "{" in repr(node.value)


@slow
@given(st.data(), documents(), new_values)
def test_a_key_is_inserted_and_nothing_else_changes(data: st.DataObject, text: str, value: Any) -> None:
    path, node = pick(data, text, Mapping)
    after = data.draw(st.sampled_from([None, "nowhere", *node.entries]))
    new = add_key(text, (*path, "NEW"), value, after=after)
    assert sum(untouched(text, new)) == len(text)
    assert mapping_of(new).value == changed_values(text, (*path, "NEW"), put("NEW", value))
    around: Any = dict(places(mapping_of(new)))[path]
    names = list(around.entries)
    assert names.index("NEW") == (names.index(after) + 1 if after in node.entries else len(names) - 1)
    assert one_kind_of_ending(new)
    assert remove_key(new, (*path, "NEW")) == text


@slow
@given(st.data(), documents())
def test_removing_deletes_and_nothing_else_changes(data: st.DataObject, text: str) -> None:
    path, _ = pick(data, text, Scalar, Sequence, Mapping, key=True)
    around: Any = dict(places(mapping_of(text)))[path[:-1]]
    if len(around.entries) == 1 and not around.flow and len(path) > 1:
        with pytest.raises(EditError, match="is the only key of"):
            remove_key(text, path)
        return
    try:
        new = remove_key(text, path)
    except EditError:
        # What follows the key, blank lines or a deeper comment, would become part of the block scalar before it.
        assert ">+" in text or ("#" in text and any(opener in text for opener in "|>"))
        return
    assert repr(mapping_of(new).value) == repr(changed_values(text, path, lambda here: here.__delitem__(path[-1])))
    assert sum(untouched(text, new)) == len(new)


@slow
@given(st.data(), documents())
def test_a_key_renamed_there_and_back_is_the_same(data: st.DataObject, text: str) -> None:
    path, _ = pick(data, text, Scalar, Sequence, Mapping, key=True)
    new = rename_key(text, path, "NEW")
    assert len(new) == len(text) - len(path[-1]) + 3
    back = rename_key(new, (*path[:-1], "NEW"), path[-1])
    assert back.replace(f'"{path[-1]}"', path[-1]) == text.replace(f'"{path[-1]}"', path[-1])


@slow
@given(documents(), st.dictionaries(keys, new_values, min_size=1, max_size=4))
def test_an_action_is_inserted_and_nothing_else_changes(text: str, fields: dict[str, Any]) -> None:
    actions = mapping_of(text).get("actions")
    old = actions.value if actions else None
    if old is not None and not isinstance(old, list):
        with pytest.raises(EditError, match="actions is not a list"):
            append_action(text, fields)
        return
    new = append_action(text, fields)
    expected = mapping_of(text).value | {"actions": [*(old or []), {key: as_read(v) for key, v in fields.items()}]}
    assert repr(mapping_of(new).value) == repr(expected)
    if old:
        assert sum(untouched(text, new)) == len(text)
    assert one_kind_of_ending(new)


@given(st.data(), st.lists(st.sampled_from([
    "a", "b: ", "c: ", "- ", "\n", "\n", "\r\n", "\x85", "\u2028", "  ", " # c", "[", "]", "{", "}", ", ", "'", '"',
    "|", "|+", ">-", "&x ", "? ", "\n? ", "é", "actions:", "1", "\r", "\t", "- - ", "\ufeff",
]), max_size=20).map("".join))  # fmt: skip
def test_whatever_the_document_an_edit_is_right_or_refused(data: st.DataObject, front: str) -> None:
    text = f"---\n{front}\n---\nbody\n"
    block = find_block(text)
    assert isinstance(block, Block)
    mapping, _ = read_mapping(text, start=block.start, end=block.end)
    assume(mapping)
    path, _ = data.draw(st.sampled_from(places(mapping)))
    value = data.draw(new_values)
    for edit in (
        lambda: set_value(text, path, value),
        lambda: add_key(text, (*path, "NEW"), value, after="a"),
        lambda: remove_key(text, path),
        lambda: rename_key(text, path, "NEW"),
        lambda: append_action(text, {"id": value}),
    ):
        with suppress(EditError):
            new = edit()
            assert new.endswith(text[block.body :])
            assert mapping_of(new)
