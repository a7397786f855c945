"""The top-level blocks of a Markdown body."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

BlockKind: TypeAlias = Literal["heading", "paragraph", "list", "table", "code", "quote", "comment", "html", "rule"]


class Block(NamedTuple):
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


def is_comment(html: str) -> bool:
    """Whether raw HTML is one or more comments and nothing else; one that is not closed is a comment too."""
    html = html.strip()
    end = 0
    while html.startswith("<!--", end):
        # The dashes of `<!-->` both open and close it.
        closed = html.find("-->", end + 2)
        end = closed + 3
        while html[end : end + 1].isspace():
            end += 1
        if closed < 0 or end == len(html):
            return True
    return False
