from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.markdown import Block, is_comment, parse_body, written_blocks

MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "# ",
                "## A",
                "- ",
                "> ",
                "1. ",
                "```",
                "|a|b|",
                "|-|-|",
                "<!--",
                "-->",
                "---",
                "===",
                "    ",
                "\t",
                "[a]: b",
                "<p>",
            ]
        ),
        st.sampled_from(["\n", "\r\n", "\r", "\f", "\0", "\u2028", "\x85", "\x0b", "\x1c", "\ufeff", "\ud800"]),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)


def kinds(body: str) -> list[str]:
    return [block.kind for block in parse_body(body)]


def test_every_kind_of_block_has_its_lines_and_its_source() -> None:
    body = (
        "# Title #\n\nWords\nand more.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "```sh\n# no heading\n```\n\n> quoted\n\n<!-- note -->\n\n<details>\n</details>\n\n***\n\n    indented\n"
    )
    blocks = parse_body(body, first_line=11)
    assert [(block.kind, block.line, block.end_line) for block in blocks] == [
        ("heading", 11, 11),
        ("paragraph", 13, 14),
        ("list", 16, 17),
        ("table", 19, 21),
        ("code", 23, 25),
        ("quote", 27, 27),
        ("comment", 29, 29),
        ("html", 31, 32),
        ("rule", 34, 34),
        ("code", 36, 36),
    ]
    assert blocks[0] == Block(kind="heading", line=11, end_line=11, text="# Title #", level=1, title="Title")
    assert blocks[1].text == "Words\nand more."
    assert blocks[3].text == "| a | b |\n|---|---|\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("body", "level", "title"),
    [
        ("###### Deep ######", 6, "Deep"),
        ("#", 1, ""),
        ("##\tTabbed", 2, "Tabbed"),
        ("Setext\n===", 1, "Setext"),
        ("Over two\nlines\n---", 2, "Over two lines"),
        ("   ## Indented", 2, "Indented"),
        ("## C# and F#", 2, "C# and F#"),
        ("\ufeff# Behind a mark", 1, "Behind a mark"),
        ("# A\0B", 1, "A\ufffdB"),
        ("## *Marks* stay", 2, "*Marks* stay"),
    ],
)
def test_headings(body: str, level: int, title: str) -> None:
    (block,) = parse_body(body)
    assert (block.kind, block.level, block.title, block.text) == ("heading", level, title, body)


@pytest.mark.parametrize(
    "body", ["####### seven", "#hashtag", "    # code", "\\# escaped", "> # quoted", "- # in a list"]
)
def test_what_is_no_heading(body: str) -> None:
    assert "heading" not in kinds(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<!-- a -->", ["comment"]),
        ("<!-- a\n\nb -->", ["comment"]),
        ("<!-- a --> <!-- b -->", ["comment"]),
        ("<!-- a -->\n<!-- b -->\n", ["comment", "comment"]),
        ("<!-->", ["comment"]),
        ("<!-- open to the end\n\n# not a heading", ["comment"]),
        ("<!-- a --> words", ["html"]),
        ("<!-- a --> words <!-- b -->", ["html"]),
        ("words <!-- a -->", ["paragraph"]),
        ("words\n<!-- a -->", ["paragraph", "comment"]),
        ("<!-- a -->\nwords", ["comment", "paragraph"]),
        ("<div>\n<!-- a -->\n</div>", ["html"]),
    ],
)
def test_comments(body: str, expected: list[str]) -> None:
    assert kinds(body) == expected


def test_nothing_is_no_comment() -> None:
    assert not is_comment("")


@pytest.mark.parametrize("body", ["", "\n\n", " \t\r\n", "[id]: https://status.example\n"])
def test_bodies_without_blocks(body: str) -> None:
    assert parse_body(body) == ()


def test_windows_line_endings_stay_in_the_source() -> None:
    heading, paragraph = parse_body("# One\r\n\r\nTwo\r\nthree\r\n")
    assert (heading.title, heading.text) == ("One", "# One")
    assert (paragraph.line, paragraph.end_line, paragraph.text) == (3, 4, "Two\r\nthree")


@pytest.mark.parametrize("odd", ["\r", "\f", "\u2028", "\x85", "\x0b", "\x1e"])
def test_only_newlines_end_lines(odd: str) -> None:
    blocks = parse_body(f"Words{odd}words\n\n## Next\n")
    assert [(block.kind, block.line) for block in blocks] == [("paragraph", 1), ("heading", 3)]


@pytest.mark.parametrize(
    "body",
    [
        "[" * 50_000,
        ">" * 50_000,
        "> " * 50_000,
        "1. " * 20_000,
        "- " * 50_000 + "x",
        "`" * 50_000,
        "<!--" * 20_000,
        "*" * 50_000,
    ],
)
def test_nesting_is_survived(body: str) -> None:
    assert len(parse_body(body)) == 1


def test_a_deep_quote_leaves_what_follows_alone() -> None:
    assert kinds(">" * 5_000 + " words\n\n# Next") == ["quote", "heading"]


def test_trailing_blank_lines_belong_to_nobody() -> None:
    quote, items, paragraph = parse_body("> quoted\n\n- item\n\n\nwords\n")
    assert (quote.end_line, items.line, items.end_line, paragraph.line) == (1, 3, 3, 6)


@given(MARKDOWN)
def test_any_text_is_read_and_every_line_counted(body: str) -> None:
    lines = body.split("\n")
    end = 0
    for block in parse_body(body, first_line=1):
        assert end < block.line <= block.end_line <= len(lines)
        assert block.text == "\n".join(lines[block.line - 1 : block.end_line]).removesuffix("\r")
        assert (block.kind == "heading") == (1 <= block.level <= 6)
        end = block.end_line


def test_what_stands_between_markers_was_not_written_by_a_person() -> None:
    generated = "<!-- pmctl:actions -->\n\nb\n\n<!-- /pmctl:other -->\n\nc\n\n<!-- /pmctl:actions -->"
    text = f"a\n\n{generated}\n\nd\n\n<!-- note -->\n"
    assert [block.text for block in written_blocks(parse_body(text))] == ["a", "d", "<!-- note -->"]


def test_a_suppression_is_no_marker() -> None:
    text = "<!-- pmctl:ignore -->\n\na\n\n<!--pmctl:Ignore-file-->\n\nb\n"
    assert [block.text for block in written_blocks(parse_body(text)) if block.kind == "paragraph"] == ["a", "b"]


def test_many_comments_take_no_time() -> None:
    start = time.process_time()
    assert is_comment("<!-- -->" * 200_000)
    assert time.process_time() - start < 5
