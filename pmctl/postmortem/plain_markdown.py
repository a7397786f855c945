"""Bodies of the plainest form, cut into blocks without a Markdown parser.

What people write is mostly headings, paragraphs, lists, tables, comments and fenced code that begin at the margin,
with blank lines between them. At anything else (setext headings, HTML, link definitions, lazy continuations, tabs, odd
indentation) this reader stops. It need not know what stands inside of a block, only which lines are certainly its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from pmctl.postmortem.blocks import Block, is_comment

if TYPE_CHECKING:
    from pmctl.postmortem.blocks import BlockKind

_MAY_JOIN: Final[dict[str, frozenset[str]]] = {
    "list": frozenset({"heading"}),
    "table": frozenset({"heading", "comment"}),
    "quote": frozenset(),
}
"""What ends these blocks without a blank line between; every other kind ends by itself, or where the next begins."""

_MOST_CELLS: Final = 0x10000
"""A parser may cut off tables with more empty cells than this."""


@cache
def _block() -> re.Pattern[str]:
    # Above a line such as `--- | ---`, every line with a `|` in it is the head of a table, whatever else it looks like.
    # So no block may begin with two such lines, and none but a table with one of dashes right behind another block.

    # A line that is text and nothing else, wherever it stands.
    text = r"""(?:
        [^\s\#>+*_=|:<`~\[0-9-] | \*{1,3}(?=[^\s*]) | _+(?=[^\s_]) | `{1,2}(?!`) | ~{1,2}(?!~) | [:+-](?=\w)
        | [0-9]++(?![.)](?:\s|\Z)) | \[[^\[\]\\\n]*+\](?!:) )[^\n]*+"""
    # What may stand in a list or a quote: neither others without end, nor what makes a head of the line above.
    inner = rf"(?:(?:[*+-]|[0-9]{{1,3}}[.)])[ ])?(?:{text}|[\#<`~_=][^\n]*+)"
    blank = r"(?:[ ]*+\n)*"
    end = r"(?=\n|\Z)"
    return re.compile(
        rf"""{blank}(?:
        (?P<heading> \#{{1,6}}(?:[ ][^\n]*+)?{end} )
        | (?P<paragraph> {text}(?:\n[ ]*+{text})* )
        | (?P<table> \|(?=[^\n]*[^\s|:-])[^\\\n]*\|[ ]*+\n \|(?:[ ]*+:?-++:?[ ]*+\|)+[ ]*+{end} (?:\n\|[^\n]*+)* )
        | (?P<list>
            (?P<bullet>[*+-])[ ]{inner}(?:\n{blank}(?:(?P=bullet)[ ]|[ ]{{2,40}}){inner})*
            | (?:1|(?<=\n\n)[0-9])\.[ ]{inner}(?:\n{blank}(?:[0-9]\.[ ]|[ ]{{3,40}}){inner})*
              (?:\n{blank}(?:[0-9]{{1,2}}\.[ ]|[ ]{{4,40}}){inner})* )
        | (?P<comment> <!(?=[^\n]*-->|--[^|\n]*\n)(?=--)[^-]*+(?:-(?!->)[^-]*+)*-->[^\n]*+ )
        | (?P<code> ```(?!`)[^`|\n]*+\n (?:(?![ ]{{0,3}}```+[ \t]*+{end})[^\n]*+\n)* [ ]{{0,3}}```+[ \t]*+{end} )
        | (?P<quote> >(?:[ ]?{inner}|[ ]*+{end})(?:\n>(?:[ ]?{inner}|[ ]*+{end}))* )
        | (?P<rule> (?<=\n\n)(?:---+|\*\*\*+|___+)[ ]*+{end} ) )""",
        re.VERBOSE,
    )


def read_plain(body: str, first_line: int) -> tuple[list[Block], int]:
    """Read the blocks of a body for as long as they are plain.

    Returns:
        the blocks; and where in the body the first of those begins that are not certain, its length if all are.
    """
    returns = body.count("\r")
    if "\0" in body or "\ufeff" in body or (returns and not body.count("\r\n") == body.count("\n") == returns):
        return [], 0
    if not returns:
        return _read(body, first_line)
    lines = body.replace("\r\n", "\n")
    blocks, rest = _read(lines, first_line)
    return [block._replace(text=block.text.replace("\n", "\r\n")) for block in blocks], rest + lines.count(
        "\n", 0, rest
    )


def _read(body: str, first_line: int) -> tuple[list[Block], int]:
    blocks: list[Block] = []
    match = _block().match
    before, begin, end, line = "", 0, 0, first_line
    while found := match(body, end):
        kind = cast("BlockKind", found.lastgroup)
        start, stop = found.span(kind)
        text = found[kind]
        if not _fits(kind, text, before, joined=start - end == 1):
            break
        level, title = 0, ""
        if kind == "heading":
            title = text.lstrip("#")
            level = len(text) - len(title)
            unclosed = title.rstrip(" \t").rstrip("#")
            title = " ".join((unclosed if unclosed.endswith((" ", "\t")) else title).split())
        elif kind == "comment" and not is_comment(text):
            kind = "html"
        line += body.count("\n", end, start)
        blocks.append(Block(kind, line, last := line + body.count("\n", start, stop), text, level, title))
        before, begin, end, line = kind, start, stop, last
    if not body[end:].strip(" \n"):
        return blocks, len(body)
    # What follows may still belong to the last one.
    return blocks[:-1], begin


def _fits(kind: str, text: str, before: str, *, joined: bool) -> bool:
    """Whether a block is what it looks like behind another one, with no blank line between if they are `joined`."""
    if joined and before in _MAY_JOIN and kind not in _MAY_JOIN[before]:
        return False
    if kind == "table":
        head, line, *rows = text.split("\n")
        columns = head.count("|")
        return columns == line.count("|") and columns * len(rows) < _MOST_CELLS
    return kind != "list" or before != "list"
