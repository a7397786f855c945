"""Bodies that are read without a Markdown parser are cut as CommonMark's cuts them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmctl.postmortem.commonmark import read_commonmark
from pmctl.postmortem.plain_markdown import read_plain
from tests.documents import GOOD
from tests.mutations import EXAMPLES, divided, mutated, written

BODIES = [divided(text)[1] for text in written()]
PIECES = [
    "", " ", "  ", "    ", "\t", "- ", "-", "* ", "1. ", "2. ", "10. ", "# ", "## ", " #", "#", "> ", "```", "``",
    "~~~", "|", "|---|---|", "| a | b |", "---", "===", "***", "_", "<!--", "-->", "<!-- c -->", "<div>", "<",
    "[a]: b", "[a]", "]:", "[ ] ", ":", "\\", "\r", "\ufeff", "\u00a0", "\x0b", "\x1c", "\x85", "\u2028", "\0", "é",
    "😀", "a", "1", "a | b", "--- | ---", "- - ", "      - c", "* * *", "_x_", "**b** ", "\ud800",
]  # fmt: skip
LINES = [
    "", " ", "a", "a | b", "a|", "  a", "    a", "- a", "- a | b", "-", "- ", "* a", "  - a", "    - a", " - a",
    "1. a", "2. a", "10. a", "1) a", "   1. b", "# a", "# a | b", "# a|", "## a ##", "#", "#a", "| a | b |", "|a|",
    "| a", "|---|---|", "|-|", "---|---", ":--", "---", "***", "* * *", "- - -", "- ---", "===", "> a", ">", "> - a",
    ">a | b", "```", "```a | b", "``", "  ```", "    ```", "~~~", "<!-- a -->", "<!-- a | b", "<!--", "-->", "<!-->",
    "<div>", "</b>", "<!-- a --> b", "[a]: b", "[a]", "- [a]: b", "- [ ] a", "-a", ":a", "_a_", "**a**", "12:30 a",
    "1.5 a", "- <!-- a", "- ```", "- # a", "- ___", "- - a", "\ta", "|",
]  # fmt: skip


def agree(body: str) -> None:
    blocks, rest = read_plain(body, 5)
    if rest < len(body):
        blocks += read_commonmark(body[rest:], 5 + body.count("\n", 0, rest))
    assert blocks == read_commonmark(body, 5)


def is_plain(body: str) -> bool:
    return read_plain(body, 1)[1] == len(body)


@settings(max_examples=1500)
@given(mutated(BODIES, PIECES) | st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_what_is_plain_is_cut_as_commonmark_cuts_it(body: str) -> None:
    agree(body)
    agree(body.replace("\n", "\r\n"))


def test_all_documents_at_hand_are_cut_alike() -> None:
    for body in BODIES:
        agree(body)
        agree(body.replace("\n", "\r\n"))


@pytest.mark.parametrize("text", [GOOD, *(path.read_text(encoding="utf-8") for path in EXAMPLES)])
def test_what_pmctl_shows_is_plain(text: str) -> None:
    assert is_plain(divided(text)[1])


@pytest.mark.parametrize(
    "body",
    [
        "", "\n \n", "# a\n## b ##\n\n###\n", "a\n b\n      c\n# d\n", "a\n- b\n- c\n\n  d\n\n- e\n    - f\n# g\n",
        "a\n1. b\n2. c\n   d\n10. e\n    f\n", "a\n\n7. b\n", "- [ ] a\n- [x] b\n",
        "a\n| b |\n|---|\n| c |\n<!-- d -->\ne\n", "```sh\n- a\n```\nb\n", "> a\n>\n> - b\n\nc\n",
        "a\n\n---\n\n***\n", "<!-- a\n\n- b\n-->\n# c\n", "<!-- a --> b\nc\n", "[a](b) c\n",
        "**a** `b` _c_ ~~d~~ :e: 12:30 1.5\n", "* a\n\n\nb\n\n* c\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_plain_bodies(body: str, ending: str) -> None:
    body = body.replace("\n", ending)
    assert is_plain(body)
    agree(body)


@pytest.mark.parametrize(
    "body",
    [
        "a\n===\n", "a\n---\n", "- a\nb\n", "- a\n b\n", "> a\nb\n", "| a |\n|---|\nb\n", "| a | b |\n|---|\n",
        "a | b\n---|---\n", "# a | b\n---|---\n", "<!-- a | b\n---|---\n-->\n", "```a | b\n---|---\n```\n",
        "- a | b\n  --- | ---\n", "- a\n* b\n", "- a\n\n* b\n", "10. a\n\n2. b\n", "a\n2. b\n", "```\na\n",
        "<!-- a\n", "<div>\n", "[a]: b\n", "\ta\n", "    a\n", "a\r\nb\n", "a\rb\r\n", "a\0\n", "\ufeffa\n", "-\n",
        "> > a\n", "- > a\n", "* * *\n", "#\ta\n", "1. a\n  b\n",
    ],
)  # fmt: skip
def test_what_is_left_to_commonmark(body: str) -> None:
    assert not is_plain(body)
    agree(body)


def test_a_table_of_many_cells_is_left_to_commonmark() -> None:
    table = "| a | b |\n|---|---|\n" + "|\n" * 70_000
    assert read_plain(table, 1) == ([], 0)


def test_what_is_certain_before_the_first_doubt_is_kept() -> None:
    body = "# a\n\nb\n\n- c\n\n    d\n\n> > e\n"
    blocks, rest = read_plain(body, 1)
    assert ([block.text for block in blocks], rest) == (["# a", "b"], body.index("- c"))
