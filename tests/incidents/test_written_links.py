"""Links in the notations that people use in the tools."""

from __future__ import annotations

import pytest

from pmctl.incidents.model import Link
from pmctl.incidents.prose import markdown_prose
from pmctl.incidents.written_links import with_addresses, with_titles


@pytest.mark.parametrize(
    ("text", "words", "prose"),
    [
        ("<https://example.com/9|PR 9>", "PR 9", "PR 9 (https://example.com/9)"),
        ("see [PR  9](https://example.com/9).", "see PR 9.", "see PR 9 (https://example.com/9)."),
        ("![PR 9](<https://example.com/9>)", "PR 9", "PR 9 (https://example.com/9)"),
    ],
)
def test_a_link_leaves_its_title(text: str, words: str, prose: str) -> None:
    assert with_titles(text, 1) == (words, (Link("PR 9", "https://example.com/9"),))
    assert with_titles(text, 0) == (prose, ())
    assert with_addresses(text) == prose


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<https://example.com/?a=1&amp;b=2>", "https://example.com/?a=1&b=2"),
        ("<https://example.com|https://example.com>", "https://example.com"),
        ("<https://example.com| >", "https://example.com"),
        ("[https://example.com](https://example.com)", "https://example.com"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](https://a\x01b)", "[x](https://a\x01b)"),
        ("<mailto:a@b|a>", "<mailto:a@b|a>"),
        ("<b> [x] (https://example.com)", "<b> [x] (https://example.com)"),
    ],
)
def test_addresses_and_what_is_no_link(text: str, words: str) -> None:
    assert with_titles(text, 9) == (words, ())
    assert with_addresses(text) == words


def test_an_address_may_have_brackets() -> None:
    assert with_titles("[a](https://example.com/a_(b))", 1)[1] == (Link("a", "https://example.com/a_(b)"),)


def test_links_in_a_summary_are_words_and_addresses() -> None:
    assert markdown_prose("By <https://example.com/9|PR 9>\n- [x](https://example.com)") == (
        "By PR 9 (https://example.com/9)\n- x (https://example.com)"
    )


def test_what_never_ends_takes_no_time() -> None:
    for part in ("<https://", "[a", "[a](https://x(", "<https://a|b", "[a](https://x", "[", "]("):
        with_titles(part * 100_000, 9)
