"""Quotes that front matter lacks: tests/rules/test_fixes.py says where they go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.frontmatter import Block, find_block, read_mapping
from pmctl.postmortem.yaml_repair import quotable_lines, with_line


def test_a_document_without_front_matter_lacks_none() -> None:
    assert quotable_lines("# Checkout\n\nowner: @mara\n") == {}


def test_front_matter_that_can_be_read_lacks_none() -> None:
    assert quotable_lines("---\nowner: mara\n---\n") == {}


def test_words_that_only_look_like_a_mistake_stay() -> None:
    text = "---\nowner: @mara\nnote: >\n  - @jonas\ntitle: Ask Lena, @noor\nsaid:\n  - [x, a b, @tomas]\n---\n"
    assert quotable_lines(text) == {2: 'owner: "@mara"', 7: '  - [x, a b, "@tomas"]'}


def test_what_only_quotes_inside_of_a_text_would_mend_is_not_mended() -> None:
    assert quotable_lines('---\nnote: "one\n  owner: @mara\n  two"\ntitle: a: b\n---\n') == {}


def test_a_line_of_very_many_is_left_alone() -> None:
    assert quotable_lines(f"---\nparticipants: [{', '.join(['@a'] * 60)}]\n---\n") == {}


front = st.lists(
    st.sampled_from(
        ["owner: @mara", "title: a: b", "note: |", "  x: y: z", "- @x", "tags: [@a, b]", "id: 1", "x: 'a", "\tb: c", ""]
    ),
    max_size=6,
).map(lambda lines: "---\n" + "".join(f"{line}\n" for line in lines) + "---\nowner: @body\n")


@given(front)
def test_with_all_quotes_it_can_be_read_or_is_nearer_to_it(text: str) -> None:
    mended = text
    lines = quotable_lines(text)
    for line, written in lines.items():
        mended = with_line(mended, line, written)
    assert mended.replace('"', "") == text
    assert mended.endswith("---\nowner: @body\n")
    block = find_block(mended)
    if lines and isinstance(block, Block) and not quotable_lines(mended):
        mapping, problems = read_mapping(mended, start=block.start, end=block.end)
        assert mapping is not None or all("`: `" in problem.message for problem in problems)
