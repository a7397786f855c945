"""The edits that fixes need besides: a key before all others, and a comment that was part of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.edit import EditError, add_key_first, take_in_comment
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.nodes import Scalar, path_to, way_to
from pmctl.postmortem.section_prompts import section_prompt

if TYPE_CHECKING:
    from pmctl.postmortem.edit import Path


def document(front_matter: str, ending: str = "\n") -> str:
    return f"---\n{front_matter}---\n\n# Title\n".replace("\n", ending)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("title: a  # b\nx: 1\n", ("id",), "id: A1\ntitle: a  # b\nx: 1\n"),
        ("# b\n  title: a\n", ("id",), "# b\n  id: A1\n  title: a\n"),
        ("{title: a}\n", ("id",), "{id: A1, title: a}\n"),
        ("actions:\n- title: a\n  due: b\n", ("actions", 0, "id"), "actions:\n- id: A1\n  title: a\n  due: b\n"),
        ("actions:\n  -   title: a\n", ("actions", 0, "id"), "actions:\n  -   id: A1\n      title: a\n"),
        ("actions:\n  -\n    title: a\n", ("actions", 0, "id"), "actions:\n  -\n    id: A1\n    title: a\n"),
        ("actions: [{title: a}]\n", ("actions", 0, "id"), "actions: [{id: A1, title: a}]\n"),
        ("actions: [title: a]\n", ("actions", 0, "id"), None),
    ],
)
def test_a_key_is_added_before_all_others(before: str, path: Path, after: str | None, ending: str) -> None:
    if after is None:
        with pytest.raises(EditError):
            add_key_first(document(before, ending), path, "A1")
    else:
        assert add_key_first(document(before, ending), path, "A1") == document(after, ending)


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("title: a\n", ("title",)),
        ("", ("id",)),
        ("tags: [a]\n", ("tags", "id")),
        ("tags: [a]\n", ("tags", 0)),
        ("impact: {}\n", ("impact", "id")),
        ("title: a\n", ("title", "id")),
    ],
)
def test_it_is_not_where_there_is_no_first_key(before: str, path: Path) -> None:
    with pytest.raises(EditError):
        add_key_first(document(before), path, "A1")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("title: Fix #12\n", ("title",), 'title: "Fix #12"\n'),
        ("title: Fix    #12  \nx: 1\n", ("title",), 'title: "Fix #12"  \nx: 1\n'),
        ("title: #12\n", ("title",), 'title: "#12"\n'),
        ("title:    #12\n", ("title",), 'title:    "#12"\n'),
        ("title: &a b #12\n", ("title",), 'title: &a "b #12"\n'),
        ("title: &a #12\n", ("title",), 'title: &a "#12"\n'),
        ("tags:\n  - #a\n  - b\n", ("tags", 0), 'tags:\n  - "#a"\n  - b\n'),
        ("tags: [a #b\n  , c]\n", ("tags", 0), 'tags: ["a #b"\n  , c]\n'),
    ],
)
def test_a_comment_becomes_part_of_its_value(before: str, path: Path, after: str, ending: str) -> None:
    assert take_in_comment(document(before, ending), path) == document(after, ending)


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("title: a\n", ("title",)),
        ('title: "a" #12\n', ("title",)),
        ("title:\n  - a #12\n", ("title",)),
        ("title: a #12\n", ("x",)),
        ("title: @a #12\n", ("title",)),
    ],
)
def test_what_has_no_comment_takes_none(before: str, path: Path) -> None:
    with pytest.raises(EditError):
        take_in_comment(document(before), path)


def test_the_path_to_each_value() -> None:
    text = document("a: 1\nb: [x, {c: y}]\nd:\n  - e:\n      f: z\n")
    block = find_block(text)
    mapping, _ = read_mapping(text, start=block.start, end=block.end)  # type: ignore[union-attr]
    assert mapping is not None
    list_, deep = mapping.entries["b"].node, mapping.entries["d"].node
    assert path_to(mapping, mapping.entries["a"].node) == ("a",)
    assert path_to(mapping, list_.items[0]) == ("b", 0)  # type: ignore[union-attr]
    assert path_to(mapping, list_.items[1].entries["c"].node) == ("b", 1, "c")  # type: ignore[union-attr]
    inner = deep.items[0].entries["e"].node  # type: ignore[union-attr]
    assert path_to(mapping, inner.entries["f"].node) == ("d", 0, "e", "f")
    assert path_to(mapping, Scalar("1", 9, 9, 9, 9, plain=True)) == ()


def test_prompts_are_comments() -> None:
    assert section_prompt("impact", "Impact").startswith("<!-- Who could not do what")
    assert section_prompt("timeline", "Timeline").endswith(" fires |\n-->")
    assert section_prompt("own", "Our Own") == "<!-- What should a reader know about our own? -->"


@pytest.mark.parametrize(
    ("line", "column", "path"),
    [
        (1, 4, ("a",)),
        (1, 1, ()),
        (3, 5, ("b", 0)),
        (4, 8, ("b", 1, "c")),
        (5, 9, ("b", 1, "d", 0)),
        (9, 1, ()),
        (0, 9, ()),
    ],
)
def test_the_way_to_a_place(line: int, column: int, path: tuple[str | int, ...]) -> None:
    mapping, _ = read_mapping("a: 1\nb:\n  - x\n  - c: 2\n    d: [3]\n")
    assert mapping is not None
    found = [way for way, node in way_to(mapping, line, column) if (node.line, node.column) == (line, column)]
    assert found[-1:] == ([path] if path else [])


def test_nothing_is_in_a_list_or_a_mapping_of_nothing() -> None:
    mapping, _ = read_mapping("a: []\nb: {}\n")
    assert mapping is not None
    assert [path for path, _ in way_to(mapping, 1, 5)] == [("a",)]
    assert [path for path, _ in way_to(mapping, 2, 5)] == [("b",)]
