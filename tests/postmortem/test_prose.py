"""Prose out of Markdown: what is read, and where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.prose import BREAK, Prose, read_prose, sentence_at, words_of

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "\n\n",
            "# a\n",
            "- ",
            "1. ",
            "  ",
            "> ",
            "| a | b |\n|---|---|\n",
            "```\n",
            "~~~\n",
            "<!--",
            "-->",
        ),
        *(
            "`",
            "``",
            '"',
            "“",
            "”",
            "'",
            "*",
            "__",
            "[a](b)",
            "![a](b)",
            "[a][b]",
            "<br>",
            "<b>",
            "https://a.b/c",
            "\\\n",
        ),
        *("a", "word ", "It failed. ", "e.g. ", "?", "é", "\x1e", "## Five whys\n", "<!-- pmctl:actions -->\n"),
    ]
)


def prose(text: str) -> Prose:
    document = parse(text, "a.md", Conventions())
    return read_prose(document.blocks, document.sections)


def words(text: str) -> list[str]:
    """Return the pieces of prose, in which x stands for what is passed over."""
    pieces = (re.sub("x{2,}", "x", " ".join(piece.split())) for piece in prose(text).text.split(BREAK))
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n\nb\nc\n\n---\n\nd\n", ["b c", "d"]),
        ("a `b` c ``d ` e`` f", ["a x c x f"]),
        ("a \"b c\" d “e” f „g“ h «i» j ‘k’ l 'm n' o", ["a x d x f x h x j x l x o"]),
        ("a 19\" b 20\" c don't the engineers' d", ["a 19\" b 20\" c don't the engineers' d"]),
        ("**a** *b* __c__ _d_ e_f ~~g~~", ["a b c d e_f g"]),
        ("[a](b) ![c](d) [e][f] https://a.example/b <https://c.example>", ["a e x x"]),
        ("a <!-- b\nc --> d <!-- e", ["a d"]),
        ("a<!-- b -->c <!----> d  <!-- e -->\nf", ["ac d f"]),
        ("<!-- a --> b\nc\n<!-- d --> e <!-- f -->\ng\n\n<!-- h --> i", ["b c e g", "i"]),
        ("a\n<!-- b -->\nc", ["a", "c"]),
        ("| a | b |\n|---|---|\n| c | d <!-- e | f --> g |\n", ["c", "d g"]),
        ("- a <!-- b\n  c --> d\n- <!-- e --> f\n", ["a d", "f"]),
        ("a<br>b <b>c</b>  \nd\\\ne", ["a", "b c", "d", "e"]),
        ("- a\n  b\n- [x] c\n  1. d\n\n     e\n- > f\n  g\n\n  h\n", ["a b", "c", "d", "e", "h"]),
        ("- a\n  ```\n  b\n\n  c\n  ```\n  d\n- > e\n- f\n", ["a", "d", "f"]),
        ("- a\n\n  ~~~\n  b\n", ["a"]),
        ("| a | b |\n|---|---|\n| c | d. e |\n", ["c", "d. e"]),
        ("> a\n\n    b\n\n<div>c</div>\n\nd", ["d"]),
        ("## Five whys\n\na\n\n### b\n\nc\n\n## d\n\ne", ["e"]),
        ("a\n\n<!-- pmctl:actions -->\n\nb\n\n<!-- /pmctl:actions -->\n\nc", ["a", "c"]),
    ],
)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two HERE, e.g. three! Four", "Two HERE, e.g. three!"),
        ("- One\n- Two HERE\n- Three", "Two HERE"),
        ("HERE", "HERE"),
        ("Version 1.2 is HERE (or not.) Next", "Version 1.2 is HERE (or not.)"),
        ("a " * 400 + "HERE" + " b" * 400, ("a " * 200 + "HERE" + " b" * 200)),
    ],
)
def test_a_sentence(text: str, sentence: str) -> None:
    found = prose(text)
    at = found.text.index("HERE")
    start, end = sentence_at(found.text, at, at + 4)
    assert found.text[start:end].strip(f"{BREAK} \n") == sentence.strip()


def test_the_words_of_a_document_are_plain() -> None:
    document = parse("Don’t *over-think* it: CAFÉ\ud800 2.", "a.md", Conventions())
    assert words_of(document) == {b"don", b"t", b"over", b"think", b"it", b"caf"}


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_character_moves(text: str) -> None:
    found = prose(text)
    lines = text.split("\n")
    assert len(found.text) == len(found.source)
    for offset, character in enumerate(found.text):
        if character not in {" ", "x", "\n", BREAK}:
            line, column = found.place_of(offset)
            assert lines[line - 1][column - 1] == character == found.source[offset]


def test_every_place_is_known_behind_comments() -> None:
    found = prose("# a\n\nb <!-- c --> d <!-- e\nf --> g\nh\n\n- i <!-- j --><!-- k --> l\n")
    places = {character: found.place_of(offset) for offset, character in enumerate(found.text) if character.isalpha()}
    assert places == {"b": (3, 1), "d": (3, 14), "g": (4, 7), "h": (5, 1), "i": (7, 3), "l": (7, 26)}
