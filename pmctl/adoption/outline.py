"""Headings that are none to Markdown: a line in bold, a label in bold before a paragraph, items of a list in bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.bold_names import Bold, BoldNames, behind
from pmctl.adoption.inline import plain
from pmctl.postmortem.blocks import Block
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.section_names import REQUIRED_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.section_names import SectionNames

LEVEL: Final = 6
"""Of such a heading: whatever stands above it, it stands below."""

_ITEM: Final = lazy_pattern(r"(?P<indent>[ ]{0,3})(?:[-*+]|(?P<number>[0-9]{1,3}[.)]))[ \t]{1,4}(?P<text>.*)$")
_HTML_HEADING: Final = lazy_pattern(r"<h([1-6])\b[^<>]{0,300}>(.{0,500}?)</h\1>", re.IGNORECASE | re.DOTALL)
_TAB: Final = 4
_AT_LEAST: Final = 2
"""How many of the sections that every postmortem has must be items of a list for the list to be an outline."""


def with_bold_headings(blocks: Sequence[Block], names: SectionNames) -> tuple[Block, ...]:
    """Return the blocks of a body with a heading block for each section that is only set in bold.

    What is not a known section stays as it is; in a list, such items come before the sections.
    """
    return outlined(blocks, BoldNames(blocks, names))


def outlined(blocks: Iterable[Block], bolds: BoldNames) -> tuple[Block, ...]:
    """Return what `with_bold_headings` does, for some blocks of a document whose names in bold are known."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "paragraph" and block.text[:3].strip().startswith(("**", "__")):
            found += _paragraph(block, bolds)
        elif block.kind == "list" and ("**" in block.text or "__" in block.text):
            found += _list(block, bolds)
        else:
            found.append(block)
    return tuple(found)


def _paragraph(block: Block, bolds: BoldNames) -> Iterator[Block]:
    first, _, rest = block.text.partition("\n")
    bold = bolds.match(first, rest.partition("\n")[0])
    if bold is None:
        yield block
        return
    yield _heading(bold, block.line)
    if bold.rest:
        yield block._replace(text=f"{bold.rest}\n{rest}" if rest else bold.rest)
    elif rest:
        yield from parse_body(rest, first_line=block.line + 1)


def _list(block: Block, bolds: BoldNames) -> Iterator[Block]:
    """Cut a list of sections into them; each line keeps its number."""
    parts = cut_list(block.text.split("\n"), bolds)
    named = {bolds.names.name_of(part.bold.title) for part in parts if part.bold is not None}
    if len(named.intersection(REQUIRED_SECTIONS)) < _AT_LEAST:
        yield block
        return
    for part in parts:
        line = block.line + part.start
        if part.bold is None:
            yield from parse_body("\n".join(part.lines), first_line=line)
            continue
        yield _heading(part.bold, line, part.item)
        yield from parse_body("\n".join([part.bold.rest, *part.inner]), first_line=line)


class Part(NamedTuple):
    """An item of a list, with the lines up to the next one.

    Attributes:
        start: its first line, counted from 0.
        item: the marks and the text of that line.
        bold: what that begins with, if it names a section.
        lines: all of them, as written.
    """

    start: int
    item: re.Match[str]
    bold: Bold | None
    lines: list[str]

    @property
    def title(self) -> str:
        """The words of the heading that it is; the number of an item is one of them."""
        return _title(self.bold, self.item) if self.bold is not None else ""

    @property
    def inner(self) -> list[str]:
        """The lines below the first without the indent that puts them inside of the item."""
        return _dedented(self.lines[1:], self._width)

    @property
    def below(self) -> list[str] | None:
        """What stands in it as lines below a heading; None if it would say something else there."""
        if self.bold is None:
            return self.lines
        lines = [_without_indent(line, self._width) for line in self.lines[1:]]
        return behind(self.bold, lines, self.inner)

    @property
    def _width(self) -> int:
        return _width(self.item.string[: self.item.start("text")])


def cut_list(lines: Sequence[str], bolds: BoldNames) -> list[Part]:
    """Return the items of a list in lines, the first of which begins the first item."""
    items = [
        (index, item)
        for index, line in enumerate(lines)
        if (item := _ITEM.match(line)) and (index == 0 or len(item["indent"]) <= _indent(lines[0]))
    ]
    ends = [*(index for index, _ in items[1:]), len(lines)]
    return [
        Part(index, item, bolds.match(item["text"], "".join(lines[index + 1 : index + 2])), list(lines[index:end]))
        for (index, item), end in zip(items, ends, strict=True)
    ]


def with_html_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with a heading block for each heading that is written as HTML, as wikis export them."""
    found: list[Block] = []
    for block in blocks:
        headings = list(_HTML_HEADING.finditer(block.text)) if block.kind == "html" else []
        starts = [heading.start() for heading in headings]
        ends = [heading.end() for heading in headings]
        line = block.line
        for start, end, heading in zip([0, *ends], [*starts, len(block.text)], [*headings, None], strict=True):
            text = block.text[start:end]
            if text.strip() or not headings:
                found.append(block._replace(text=text, line=line, end_line=line + text.count("\n")))
            line += text.count("\n")
            if heading is not None:
                last = line + heading[0].count("\n")
                found.append(Block("heading", line, last, heading[0], int(heading[1]), plain(heading[2])))
                line = last
    return tuple(found)


def _heading(bold: Bold, line: int, item: re.Match[str] | None = None) -> Block:
    return Block("heading", line, line, bold.line, LEVEL, _title(bold, item))


def _title(bold: Bold, item: re.Match[str] | None) -> str:
    """The words of a heading; the number of an item is one of them."""
    number = item["number"] if item is not None else None
    return f"{number} {bold.title}" if number else bold.title


def _indent(line: str) -> int:
    return _width(line[: len(line) - len(line.lstrip(" \t"))])


def _width(lead: str) -> int:
    """How many columns a text takes: a tab goes on to the next column that four divides (CommonMark 0.31, 2.2)."""
    return len(lead.expandtabs(_TAB))


def _dedented(lines: Sequence[str], least: int) -> list[str]:
    """Return lines without the indent that they share, which is `least` or more.

    What is four columns deeper is code, and stays so, unless it goes on with the paragraph above it.
    """
    depths = [depth for line in lines if line.strip() and (depth := _indent(line)) >= least]
    shared = min(depths, default=least)
    is_code = shared >= least + _TAB and not lines[0].strip()
    return [_without_indent(line, least if is_code else shared) for line in lines]


def _without_indent(line: str, width: int) -> str:
    """Return a line without its first columns, as far as they are empty."""
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    column = cut = 0
    while column < width and cut < len(lead):
        column += _TAB - column % _TAB if lead[cut] == "\t" else 1
        cut += 1
    if column <= width and (width % _TAB == 0 or "\t" not in lead[cut:]):
        return line[cut:]
    # A tab that the cut goes through, or that is no longer as wide, becomes spaces.
    return " " * (_width(lead) - width) + line[len(lead) :]
