"""What people wrote as prose: its paragraphs and lists stay, and nothing else in it means anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.incidents.prose import markdown_prose
from pmctl.postmortem.markdown import parse_body


def test_paragraphs_and_lists_stay() -> None:
    text = "Para one,\r\nsecond line.\n\n\n- a\n * b\n• c\n\n1. one\n2) two\n\tlast   "
    assert markdown_prose(text) == "Para one,\nsecond line.\n\n- a\n- b\n- c\n\n1. one\n2. two\nlast"
    assert markdown_prose(" \n\n ") == ""


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("# Impact", "\\# Impact"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("- - -", "- \\- -"),
        ("* # x", "- \\# x"),
        ("1. 2. x", "1. 2\\. x"),
        ("1986. A good year", "1986\\. A good year"),
        ("1.", "1\\."),
        ("+1 from me", "\\+1 from me"),
        ("-", "\\-"),
        ("3.14 is fine", "3\\.14 is fine"),
        ("2026-03-14", "2026-03-14"),
        ("    code", "code"),
        ("```sh", "\\`\\`\\`sh"),
        ("~~~", "\\~\\~\\~"),
        ("> said", "\\> said"),
        ("<!-- pmctl:actions -->", "\\<!-- pmctl:actions --\\>"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("- [ ] do it", "- \\[ \\] do it"),
        ("[x]: https://example.com", "\\[x\\]: https://example.com"),
        ("**Impact**", "\\*\\*Impact\\*\\*"),
        ("a\x1b[31m\u202eb", "a␛\\[31mb"),
    ],
)
def test_all_else_is_only_words(line: str, shown: str) -> None:
    assert markdown_prose(line) == shown
    assert markdown_prose(f"x\n{line}\ny") == f"x\n{shown}\ny"


_PIECES = st.sampled_from(
    ["#", "-", "*", "+", "=", "1.", "23)", ">", "`", "~", "<!--", "-->", "|", "<b>", "[x]", "a", "TODO", "---", "&lt;"]
) | st.sampled_from(["\\", " ", "  ", "\n", "\n\n", "\t", "\u2028"])


@given(st.lists(_PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_nothing_but_paragraphs_and_lists_comes_of_it(text: str) -> None:
    written = f"## Summary\n\n{markdown_prose(text)}\n\n## Impact\n"
    kinds = {block.kind for block in parse_body(written)}
    assert kinds <= {"heading", "paragraph", "list"}
    assert [line for line in written.splitlines() if line.startswith("#")] == ["## Summary", "## Impact"]


def test_long_lines_take_no_long_time() -> None:
    for text in ("-" + " " * 1_000_000, " " * 1_000_000 + "-", "9" * 1_000_000, "- " * 500_000, "\n" * 1_000_000):
        markdown_prose(text)
