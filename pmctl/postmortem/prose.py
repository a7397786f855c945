"""What a person says in running text: the prose of a body, without what is quoted, code, or no words at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.markdown import written_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section

BREAK: Final = "\x1e"
"""Stands where one piece of prose ends and another begins: between blocks, items of a list, cells of a table."""

_READ: Final = frozenset({"paragraph", "list", "table"})
_HEADER_LINES: Final = 2
"""The head of a table and the line below it: like headings, they name what is said and do not say it."""

_WORD: Final = r"[^\[\]\s]{1,100}"
"""One of the words in the text of a link."""

_REACH: Final = 400
"""How many characters on either side of a place are searched for the ends of its sentence: huge lines stay cheap."""


class Line(NamedTuple):
    """Where a line of the document, or what follows a comment in it, begins in the text of a `Prose`.

    `number`, and the `column` that the first character has in the document, count from 1.
    """

    start: int
    number: int
    column: int


class Prose(NamedTuple):
    """The prose of one body as one text.

    Attributes:
        text: comments are left out, quotations and code are letters x, marks of Markdown are spaces, and every hyphen
            is that of ASCII; `BREAK` stands between the pieces.
        source: the same characters as they are written.
        lines: all that the text holds, in order.
    """

    text: str
    source: str
    lines: tuple[Line, ...]

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column in the document, both counted from 1, of a character of the text."""
        start, number, column = self.lines[bisect_right(self.lines, offset, key=lambda line: line.start) - 1]
        return number, offset - start + column


def read_prose(blocks: tuple[Block, ...], sections: tuple[Section, ...]) -> Prose:
    """Read the prose of a body.

    What is left out: headings, quotations, code, comments, raw HTML, images, addresses, the heads of tables, what
    pmctl writes itself, and everything below a heading such as "Five whys", whose answers lead beyond people. A
    sentence goes on behind a comment.
    """
    whys = {block.line for section in sections if section.name == "five-whys" for block in section.blocks}
    read = [block for block in written_blocks(blocks) if _is_prose(block) and block.line not in whys]
    lines: list[Line] = []
    texts: list[str] = []
    sources: list[str] = []
    length = 0
    for before, block in zip((None, *read), read, strict=False):
        joint = BREAK if before and not _goes_on(before, block) else "\n" if before else ""
        parts = list(_parts(block.text))
        written = "".join(block.text[start:end] for start, end in parts)
        lines += _lines(block, parts, length + len(joint))
        texts += joint, _words_of(block, parts)
        sources += joint, written
        length += len(joint) + len(written)
    return Prose(text="".join(texts), source="".join(sources), lines=tuple(lines))


def _is_prose(block: Block) -> bool:
    # What follows a comment on its last line is raw HTML to CommonMark, and shown like a paragraph.
    return block.kind in _READ or (block.kind == "html" and block.text.lstrip(" ").startswith("<!--"))


def _goes_on(before: Block, block: Block) -> bool:
    """Return whether two blocks are one paragraph but for a comment at the beginning of a line."""
    kinds = {before.kind, block.kind}
    return block.line == before.end_line + 1 and "html" in kinds and kinds <= {"html", "paragraph"}


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what stands between the comments of a block begins and ends."""
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        if start > end:
            yield end, start
        closed = text.find("-->", start)
        end = closed + len("-->") if closed >= 0 else len(text)
    if end < len(text):
        yield end, len(text)


def _lines(block: Block, parts: Iterable[tuple[int, int]], length: int) -> Iterator[Line]:
    """Yield the lines of a block without its comments, which begins at `length`."""
    number, counted, begin = block.line, 0, 0
    for start, end in parts:
        number += block.text.count("\n", counted, start)
        begin = max(begin, block.text.rfind("\n", counted, start) + 1)
        column = start - begin + 1
        begin = max(begin, block.text.rfind("\n", start, end) + 1)
        for line in block.text[start:end].split("\n"):
            yield Line(length, number, column)
            length += len(line) + 1
            number, column = number + 1, 1
        number, length, counted = number - 1, length - 1, end


@lru_cache(maxsize=1)
def words_of(document: Postmortem) -> frozenset[bytes]:
    """Return the words of a document, in lower case and cut where there is no ASCII letter: a quick look at it all."""
    return words_in(document.text)


def words_in(text: str) -> frozenset[bytes]:
    """Return the words of a text likewise."""
    return frozenset(text.encode("utf-8", "surrogatepass").translate(_letters()).split())


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around ``text[start:end]`` begins and ends, its full stop included."""
    before = text[max(0, start - _REACH) : start]
    last = max((found.end() for found in _sentence_end().finditer(before)), default=0)
    after = _sentence_end().search(text, end, end + _REACH)
    return start - len(before) + last, after.end() if after else min(end + _REACH, len(text))


def _words_of(block: Block, parts: Iterable[tuple[int, int]]) -> str:
    """Return the text of a block without its comments, and all else blanked that is not prose; no character moves."""
    text = _hard_break().sub(partial(_blank, BREAK), block.text)
    text = "".join(text[start:end] for start, end in parts)
    if block.kind == "list":
        text = "\n".join(_items(text.split("\n"))).replace("\n\n", f"\n{BREAK}")
    for needle, pattern, filler in _inline():
        if needle in text:
            text = pattern.sub(partial(_blank, filler), text)
    if block.kind == "table":
        lines = text.split("\n")
        lines[:_HEADER_LINES] = [BREAK * len(line) for line in lines[:_HEADER_LINES]]
        text = "\n".join(lines).replace("|", BREAK)
    return text.translate(_MARKS)


def _items(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a list, a break for each mark, and blanks for code and quotations inside of items."""
    fence = ""
    quoted = False
    for line in lines:
        mark = _item_mark().match(line)
        rest = line[mark.end() :] if mark else line.lstrip(" \t")
        if fence:
            fence = "" if rest.rstrip() == fence else fence
            yield BREAK * len(line)
        elif rest.startswith(("```", "~~~")):
            fence = rest[:3]
            yield BREAK * len(line)
        else:
            # A quotation goes on in the lines below it until a blank one or another item.
            quoted = rest.startswith(">") or (quoted and bool(rest.strip()) and not mark)
            margin = (BREAK if mark else " ") * (len(line) - len(rest))
            yield BREAK * len(line) if quoted or not rest.strip() else margin + rest


def _blank(filler: str, found: re.Match[str]) -> str:
    return _fill(found[0], filler)


def _fill(text: str, filler: str) -> str:
    return "\n".join(filler * len(line) for line in text.split("\n"))


HYPHENS: Final = "\u2010\u2011"
"""What word processors write for the hyphen of ASCII: the hyphen, and the one at which no line ends."""

_MARKS: Final = str.maketrans(f"*~[]{HYPHENS}", "    --")


@cache
def _letters() -> bytes:
    """Return a table that keeps the ASCII letters, in lower case, and makes everything else a space."""
    return bytes(byte if byte < 0x80 and chr(byte).isalpha() else 0x20 for byte in bytes(range(256)).lower())


@cache
def _item_mark() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?:\[[ xX]\][ \t])?")


@cache
def _hard_break() -> re.Pattern[str]:
    return re.compile(r"(?: {2}|\\)(?=\r?\n)")


@cache
def _inline() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """What is no prose inside of a line: a text that it never does without, its pattern, and what takes its place.

    Every repetition is bounded, so that no text takes longer than its length times a constant.
    """
    marks = (
        ("``", r"(?<!`)``(?!`).{1,500}?(?<!`)``(?!`)", "x"),
        ("`", r"(?<!`)(`{1,3})(?!`)[^`]{1,500}\1(?!`)", "x"),
        ("://", r"<?\bhttps?://[^\s|<>)\]]{1,2000}>?", "x"),
        ("![", r"!\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,500}\))?", " "),
        # The title of something else, which nobody can reword here; a word or two belong to the sentence around them.
        ("](", rf"\[{_WORD}(?:\s{{1,3}}{_WORD}){{2,50}}\](?=\()", "x"),
        ("](", r"\]\([^()\n]{0,500}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)", " "),
        ("][", r"\]\[[^\[\]\n]{0,200}\]", " "),
        ("<br", r"<br ?/?>", BREAK),
        ("<", r"</?[A-Za-z][^<>\n]{0,300}>", " "),
        ("_", r"(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?])_{1,3}(?!\w)", " "),
        ('"', r'(?<!\w)"(?=\S)[^"\x1e]{1,600}"(?!\w)', "x"),
        ("“", r"“[^“”\x1e]{1,20000}”", "x"),
        ("„", r"„[^„“”\x1e]{1,600}[“”]", "x"),
        ("«", r"«[^«»\x1e]{1,600}»", "x"),
        ("'", r"(?<!\w)'(?=\w)[^'\n\x1e]{1,200}(?<=[\w.,!?])'(?!\w)", "x"),
        ("‘", r"‘[^‘’\n\x1e]{1,200}’(?!\w)", "x"),
    )
    return tuple((needle, re.compile(pattern), filler) for needle, pattern, filler in marks)


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bca)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bapprox)(?<!\bNo)"
        r"[.!?…]+[)\"'”’]*(?=\s)|[\x1e]"
    )
