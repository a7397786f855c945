"""The blocks of any Markdown body at all, as CommonMark's parser finds them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.blocks import Block, is_comment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from pmctl.postmortem.blocks import BlockKind

# Deeper lists and quotes are cut off instead of followed: each level costs the parser two Python frames.
_MAX_NESTING: Final = 100

_KINDS: Final[dict[str, BlockKind]] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "blockquote_open": "quote",
    "html_block": "html",
    "hr": "rule",
}


def read_commonmark(body: str, first_line: int) -> list[Block]:
    """Read the blocks of a body, in order; never raises."""
    lines = body.split("\n")
    tokens = _parser().parse(_source(body))
    return [
        _block(token, tokens[index + 1] if token.type == "heading_open" else None, lines, first_line)
        for index, token in enumerate(tokens)
        if token.level == 0 and token.nesting >= 0
    ]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few bodies need it, and importing it takes its time

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # Only where blocks begin and end is asked for, and reading the inline marks is most of the work.
    return parser.disable(["inline", "text_join"])


def _source(body: str) -> str:
    """The body with the same characters on the same lines, as the parser counts lines."""
    if "\r" in body:
        # To CommonMark a lone carriage return ends a line; to editors, git and SARIF readers it does not.
        body = body.replace("\r\n", "\n").replace("\r", " ")
    # A byte order mark hides a heading on the first line.
    return " " + body[1:] if body.startswith("\ufeff") else body


def _block(token: Token, inline: Token | None, lines: list[str], first_line: int) -> Block:
    start, end = token.map or (0, len(lines))
    while end > start + 1 and not lines[end - 1].strip(" \t\r"):
        end -= 1
    text = "\n".join(lines[start:end]).removesuffix("\r")
    kind = _KINDS[token.type]
    if kind == "html" and is_comment(text):
        kind = "comment"
    return Block(
        kind=kind,
        line=first_line + start,
        end_line=first_line + end - 1,
        text=text,
        level=int(token.tag[1:]) if inline is not None else 0,
        title=" ".join(inline.content.split()) if inline is not None else "",
    )
