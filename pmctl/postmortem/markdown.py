"""The top-level blocks of a Markdown body, each with the lines it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BlockKind: TypeAlias = Literal["heading", "paragraph", "list", "table", "code", "quote", "comment", "html", "rule"]

# Deeper lists and quotes are cut off instead of followed: each level costs the parser two Python frames.
_MAX_NESTING: Final = 100

_MARKER: Final = re.compile(r"<!--[ \t]*(?P<closes>/?)pmctl:(?P<name>[\w-]+)[ \t]*-->")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a body that no other block contains.

    Attributes:
        kind: what CommonMark (with GitHub's tables) takes the block for; raw HTML that holds nothing but
            comments is a "comment".
        line: the line of the document it begins on, 1-based.
        end_line: the last line of it that is not blank, inclusive.
        text: the source, without the newline that ends it; line endings inside are as written.
        level: 1 to 6 for a heading, 0 for everything else.
        title: the source of a heading's text, without its marks; empty for everything else.
    """

    kind: BlockKind
    line: int
    end_line: int
    text: str
    level: int = 0
    title: str = ""


def parse_body(body: str, *, first_line: int = 1) -> tuple[Block, ...]:
    r"""Read the blocks of a body, in order; never raises.

    A line ends at ``\n`` or ``\r\n``. Link reference definitions are no blocks: they show nothing.

    Args:
        body: Markdown, without front matter.
        first_line: the line of the document, 1-based, that the body begins on.
    """
    lines = body.split("\n")
    tokens = _parser().parse(_source(body))
    return tuple(
        _block(token, tokens[index + 1] if token.type == "heading_open" else None, lines, first_line)
        for index, token in enumerate(tokens)
        if token.level == 0 and token.nesting >= 0
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - reports read no bodies, and importing it takes its time

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


def is_comment(html: str) -> bool:
    """Whether raw HTML is one or more comments and nothing else; one that is not closed is a comment too."""
    rest = html.strip()
    while rest.startswith("<!--"):
        # The dashes of `<!-->` both open and close it.
        _, closed, rest = rest[2:].partition("-->")
        rest = rest.lstrip()
        if not closed or not rest:
            return True
    return False


def written_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that a person wrote: those outside of the markers between which pmctl writes."""
    inside: str | None = None
    for block in blocks:
        marker = _MARKER.fullmatch(block.text.strip()) if block.kind == "comment" else None
        if marker is None:
            if inside is None:
                yield block
        elif not marker["closes"]:
            inside = inside or marker["name"]
        elif marker["name"] == inside:
            inside = None
