"""Actions by themselves: what is done to one there is what is done to it in its document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem import edit
from pmctl.postmortem.excerpt import edit_alone, excerpt_around
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.postmortem.edit import Path

DOCUMENT = """\
---
id: a
actions:
  - id: A1
    title: one

  # note
  - id: A2
    title: two
  - id: A3
owner: x
---
"""
EDITS: dict[str, Callable[[str, Path], str]] = {
    "set": lambda text, path: edit.set_value(text, path, "2026-04-01"),
    "set to what needs quotes": lambda text, path: edit.set_value(text, path, "@mara: # no"),
    "set to a list": lambda text, path: edit.set_value(text, path, ["a", "b"]),
    "add first": lambda text, path: edit.add_key_first(text, path, "A9"),
    "add": lambda text, path: edit.add_key(text, path, "x"),
    "rename": lambda text, path: edit.rename_key(text, path, "due"),
    "remove": edit.remove_key,
    "take in": edit.take_in_comment,
}
LINES = [
    "id: A1", "title: Fix #12", "due: 1 May", "owner: '@mara'", "title: |", "  more", "# note", "", "Due: &x 3",
    "- x: 1", "status: [open, done]", "id: {a: b}", 'title: "a \\" b"', "?", "note: a\n      b", "  # deeper",
    "\ttab: 1", "...", "title: >+", "note: |2", 'note: "a', '  b"', "owner: [a,", "  b]", "note: 'a\n\n      b'",
]  # fmt: skip
items = st.lists(st.sampled_from(LINES), min_size=1, max_size=4)


def written(actions: list[list[str]], indent: str, rest: str) -> str:
    rows = ["---", "id: 2026-03-14-checkout", "actions:"]
    for first, *others in actions:
        rows += [f"{indent}- {first}", *(f"{indent}  {line}" if line else line for line in others)]
    return "\n".join((*rows, rest)) + "---\n# Body\n"


@given(
    st.lists(items, min_size=1, max_size=4), st.sampled_from(["", "  "]),
    st.sampled_from(["", "owner: x\n", "# last\n", "\n", "\n\n  # deeper\nowner: x\n", "note: |\n  a\n  - b\n"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(-1, 4), st.sampled_from(["id", "title", "due", "status", "note"]), st.sampled_from(sorted(EDITS)),
)  # fmt: skip
def test_an_edit_of_one_action_is_the_edit_of_the_document(
    actions: list[list[str]], indent: str, rest: str, ending: str, place: int, key: str, name: str
) -> None:
    text = written(actions, indent, rest).replace("\n", ending)
    path = ("actions", place, key)

    def outcome(make: Callable[[], str]) -> str:
        try:
            return make()
        except EditError as error:
            return f"{error.message} {error.hint}"

    assert outcome(partial(edit_alone, text, path, EDITS[name])) == outcome(partial(EDITS[name], text, path))


FLOW = [
    "id: A1", "title: Fix it", "due: 1 May", "owner: '@mara'", "note: &x 3", "status: [open, done]", "id: {a: b}",
    'title: "a } \\" b"', "'id': 'it''s'", "due", "note: a\n  b", "title: x # y\n  ", "? due", "\n  # note\n  due: x",
]  # fmt: skip
flow_items = st.lists(st.sampled_from(FLOW), max_size=4).map(lambda pairs: f"{{{', '.join(pairs)}}}")


@given(
    st.lists(st.one_of(flow_items, flow_items, st.sampled_from(["id: A1", "x", "[a]", "&x {id: A1}"])), max_size=4),
    st.sampled_from([", ", ",", ",\n  ", " # note\n  , ", ",\n# }\n"]), st.sampled_from(["", ",", " ", "\n", " # ]\n"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["---\nid: a\nactions: [{}]\n---\n", "---\n{{actions: [{}]}}\n---\n"]),
    st.integers(-1, 4), st.sampled_from(["id", "title", "due", "status", "note"]), st.sampled_from(sorted(EDITS)),
)  # fmt: skip
def test_so_is_one_of_an_action_in_braces(
    actions: list[str], comma: str, last: str, ending: str, around: str, place: int, key: str, name: str
) -> None:
    text = around.format(comma.join(actions) + last).replace("\n", ending)
    path = ("actions", place, key)

    def outcome(make: Callable[[], str]) -> str:
        try:
            return make()
        except EditError as error:
            return f"{error.message} {error.hint}"

    assert outcome(partial(edit_alone, text, path, EDITS[name])) == outcome(partial(EDITS[name], text, path))


BRACES = "---\nid: a\nactions: [{id: A1}, {id: A2, title: two}, # note\n  {id: A3}]\n---\n"


def test_an_edit_in_braces_is_given_nothing_else() -> None:
    seen = []

    def change(text: str, path: Path) -> str:
        seen.append((text, path))
        return edit.set_value(text, path, "new")

    assert edit_alone(BRACES, ("actions", 1, "title"), change) == BRACES.replace("two", "new")
    assert seen == [("---\nactions: [{id: A2, title: two}]\n---\n", ("actions", 0, "title"))]


@pytest.mark.parametrize("new", ["{id: A2, title: two} ", "x"])
def test_an_edit_that_leaves_the_braces_is_made_again_in_the_whole(new: str) -> None:
    def change(text: str, _: Path) -> str:
        return text.replace("{id: A2, title: two}", new)

    assert edit_alone(BRACES, ("actions", 1, "title"), change) == BRACES.replace("{id: A2, title: two}", new)


@pytest.mark.parametrize(
    ("around", "shown"), [("A1", "A1 A2"), ("two", "A1 A2 A3"), ("A3", "A2 A3"), ("# n", ""), ("{id: A3", "")]
)
def test_what_is_around_a_place_in_braces(around: str, shown: str) -> None:
    start = BRACES.index(around)
    part = excerpt_around(BRACES, start, start + 1)
    assert " ".join(name for name in ("A1", "A2", "A3") if part and name in part.text) == shown


def test_an_edit_of_a_plain_action_is_given_nothing_else() -> None:
    seen = []

    def change(text: str, path: Path) -> str:
        seen.append((text, path))
        return edit.set_value(text, path, "new")

    assert edit_alone(DOCUMENT, ("actions", 1, "title"), change) == DOCUMENT.replace("two", "new")
    assert seen == [("---\nactions:\n  - id: A2\n    title: two\n---\n", ("actions", 0, "title"))]


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        (("owner",), {}),
        (("actions", 2), {}),
        (("actions", "id", "x"), {}),
        (("impact", 1, "x"), {}),
        (("actions", 3, "id"), {}),
        (("actions", 1, "title"), {"two": "|\n      two"}),
        (("actions", 1, "title"), {"  - id: A2": "  - id: A2\n    id: A2"}),
        (("actions", 1, "title"), {"  - id: A2": "  -\n    id: A2"}),
        (("actions", 1, "title"), {"---\nid": "--\nid"}),
    ],
)
def test_any_other_edit_is_given_the_whole_document(path: Path, changes: dict[str, str]) -> None:
    text = DOCUMENT
    for old, new in changes.items():
        text = text.replace(old, new)
    assert edit_alone(text, path, lambda part, where: f"{where == path}{part}") == f"True{text}"


def test_an_edit_that_leaves_more_than_the_action_is_made_again_in_the_whole() -> None:
    def change(text: str, _: Path) -> str:
        return f"{text}# A body\n"

    assert edit_alone(DOCUMENT, ("actions", 1, "title"), change) == f"{DOCUMENT}# A body\n"


@pytest.mark.parametrize(
    ("around", "first", "shown"),
    [("one", 0, "A1 A2"), ("two", 0, "A1 A2 A3"), ("A3", 1, "A2 A3"), ("A1", 0, "A1 A2")],
)
def test_what_is_around_a_place(around: str, first: int, shown: str) -> None:
    start = DOCUMENT.index(around)
    part = excerpt_around(DOCUMENT, start, start + 1)
    assert part is not None
    assert part.first == first
    assert part.text[part.head :] == f"{DOCUMENT[part.start : part.end]}---\n"
    assert [word for word in part.text.split() if word.startswith("A")] == shown.split()


@pytest.mark.parametrize("around", ["id: a", "owner"])
def test_nothing_is_around_what_is_no_action(around: str) -> None:
    start = DOCUMENT.index(around)
    assert excerpt_around(DOCUMENT, start, start + 1) is None
