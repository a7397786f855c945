"""Quotes that front matter lacks: tests/rules/test_fixes.py says where they go."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.yaml_lines import find_mistakes, without
from pmctl.postmortem.yaml_repair import certain_mends, mended


def repaired(text: str) -> str:
    """Return a document with everything mended that is certain."""
    for mend in sorted(certain_mends(text).values(), reverse=True):
        text = mended(text, mend)
    return text


def test_a_document_without_front_matter_lacks_nothing() -> None:
    assert certain_mends("# Checkout\n\nowner: @mara\n") == {}


def test_front_matter_that_can_be_read_lacks_nothing() -> None:
    assert certain_mends("---\nowner: mara\n---\n") == {}


def test_words_that_only_look_like_a_mistake_stay() -> None:
    text = "---\nowner: @mara\nnote: >\n  - @jonas\ntitle: Ask Lena, @noor\nsaid:\n  - [x, a b, @tomas]\n---\n"
    assert repaired(text) == text.replace("owner: @mara", 'owner: "@mara"').replace("@tomas", '"@tomas"')


def test_text_in_quotes_over_several_lines_is_no_mistake() -> None:
    text = '---\nnote: "one\n  owner: @mara\n  two"\ntitle: a: b\n---\n'
    assert repaired(text) == text.replace("a: b", '"a: b"')


def test_where_the_rest_cannot_be_read_each_value_must_be_certain_on_its_line() -> None:
    text = "---\nlist: {{ x }}\nowner: @mara\ntags:\n  - @jonas\npeople: [@lena,\n  @noor]\n---\n"
    expected = text.replace("@mara", '"@mara"').replace("@jonas", '"@jonas"').replace("@noor]", '"@noor"]')
    assert repaired(text) == expected.replace('"@noor"', "@noor")


def test_a_value_that_would_read_as_another_stays() -> None:
    assert certain_mends("---\nnote: >\n\tb: c\n    owner: @jonas\n  b]\n---\n") == {}


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("tags: [a}\n", ["a bracket is opened and never closed"]),
        ("tags: [[a] b, c: d: e, @x]\n", ["a value that starts with @ must be in quotes"]),
        ("a: {b: @x, c: [d, {e: @y}], f: , 'g': h: i}\n", [*["a value that starts with @ must be in quotes"] * 2,
                                                      "a value that contains `: ` must be in quotes"]),
        ("a: {owner:@x, b}\n", ["a space is missing behind the colon of owner"]),
        ("a: {title: x # y: @z\n  , b: c}\n", []),
        ("foo:bar\nowner:mara\n", ["a space is missing behind the colon of owner"]),
        ("- owner:mara\n- owner:jonas\n  due: soon\n- due:soon", ["a space is missing behind the colon of owner"]),
        ("a: " + "b" * 2000 + ": c\n", []),
        ("a: b: c\n  " + "d " * 600 + "\n", ["a value that contains `: ` must be in quotes"]),
        ("- &a @b\n- - @c\n-\n", ["a value that starts with @ must be in quotes"]),
    ],
)  # fmt: skip
def test_mistakes(source: str, messages: list[str]) -> None:
    assert [mistake.message for mistake in find_mistakes(source)] == messages


@pytest.mark.parametrize(
    "line",
    ["a: [x\n", 'a: "x\n', "a: {b: c, d\n", "a: @x\n", "a: 'b' c\n", "  - [a, @b]\n", "a:@b\n", "a: [@b]\n", "[", " "],
)
def test_a_block_full_of_them_is_read_in_a_moment(line: str) -> None:
    assert len(find_mistakes(line * (900_000 // len(line)))) <= 20_000


piece = st.sampled_from(
    ["owner: @mara", "title: a: b", "note: |", "  x: y: z", "- @x", "tags: [@a, b]", "id: 1", "x: 'a", "\tb: c", "",
     "  - {id: A1, title: a: b, c, owner:@x}", 'title: "a" b', "title:foo", "  words", "tags: [a,", "  b]", "]", "'",
     'note: "one', '  two"', "title: 'it's'", 'title: "C:\\u"', "k: !t x", "k: &a @b", "k: [x] y", "title: > 5",
     "k: - x"]
)  # fmt: skip
front = st.lists(piece, max_size=7).map(lambda lines: "---\n" + "".join(f"{line}\n" for line in lines) + "---\n@body\n")


@given(front)
def test_mistakes_stand_apart_and_each_has_a_filler_as_wide(text: str) -> None:
    block = find_block(text)
    assert not isinstance(block, Problem)
    source = text[block.start : block.end]
    found = find_mistakes(source)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(len(mistake.filler) == mistake.end - mistake.start > 0 for mistake in found)
    assert len(without(found, source)) == len(source)


@given(front)
def test_what_is_mended_is_no_mistake_afterwards_and_nothing_else_changes(text: str) -> None:
    after = repaired(text)
    assert after.endswith("---\n@body\n")
    bare = str.maketrans("", "", "\"' ")
    assert after.translate(bare) == text.translate(bare)
    block = find_block(after)
    assert not isinstance(block, Problem)
    assert certain_mends(after).keys() <= certain_mends(text).keys()
    if certain_mends(text):
        _, problems = read_mapping(after, start=block.start, end=block.end, line=block.line)
        assert len({problem.line for problem in problems}) <= len(text.split("\n"))
