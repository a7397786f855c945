"""Headings that are none to Markdown: a line in bold, a label in bold before a paragraph, items of a list in bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.adoption.inline import plain
from pmctl.postmortem.blocks import Block
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.section_names import REQUIRED_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.section_names import SectionNames

LEVEL: Final = 6
"""Of such a heading: whatever stands above it, it stands below."""

_BOLD: Final = lazy_pattern(
    r"[ ]{0,3}(?P<mark>\*\*|__)(?P<title>[^*_\n]{2,80}?)[:：]?(?P=mark)[ \t]*[:：]?(?:[ \t]+(?P<rest>.*))?\r?$"
)
_ITEM: Final = lazy_pattern(r"(?P<indent>[ ]{0,3})(?:[-*+]|(?P<number>[0-9]{1,3}[.)]))(?P<gap>[ \t]+)(?P<text>.*)$")
_HTML_HEADING: Final = lazy_pattern(r"<h([1-6])\b[^<>]{0,300}>(.{0,500}?)</h\1>", re.IGNORECASE | re.DOTALL)
_WORD: Final = lazy_pattern(r"\w+")
_AT_LEAST: Final = 2
"""How many of the sections that every postmortem has must be items of a list for the list to be an outline."""


def with_bold_headings(blocks: Sequence[Block], names: SectionNames) -> tuple[Block, ...]:
    """Return the blocks of a body with a heading block for each section that is only set in bold.

    What is not a known section stays as it is; in a list, such items come before the sections.
    """
    found: list[Block] = []
    for block in blocks:
        if block.kind == "paragraph" and block.text[:3].strip().startswith(("**", "__")):
            found += _paragraph(block, names)
        elif block.kind == "list" and ("**" in block.text or "__" in block.text):
            found += _list(block, names)
        else:
            found.append(block)
    return tuple(found)


def _paragraph(block: Block, names: SectionNames) -> Iterator[Block]:
    first, _, rest = block.text.partition("\n")
    bold = _BOLD.match(first)
    if bold is None or names.name_of(bold["title"]) is None:
        yield block
        return
    yield _heading(bold, block.line)
    text = (bold["rest"] or "").strip()
    if text:
        yield block._replace(text=f"{text}\n{rest}" if rest else text)
    elif rest:
        yield from parse_body(rest, first_line=block.line + 1)


def _list(block: Block, names: SectionNames) -> Iterator[Block]:
    """Cut a list of sections into them; each line keeps its number."""
    lines = block.text.split("\n")
    starts = [
        (index, item, bold if bold and names.name_of(bold["title"]) else None)
        for index, line in enumerate(lines)
        if (item := _ITEM.match(line)) and (index == 0 or len(item["indent"]) <= _indent(lines[0]))
        for bold in (_BOLD.match(item["text"]),)
    ]
    named = {names.name_of(bold["title"]) for _, _, bold in starts if bold is not None}
    if len(named.intersection(REQUIRED_SECTIONS)) < _AT_LEAST:
        yield block
        return
    ends = [index for index, _, _ in starts[1:]] + [len(lines)]
    sections: list[Block] = []
    for (start, item, bold), end in zip(starts, ends, strict=True):
        if bold is None:
            yield from parse_body("\n".join(lines[start:end]), first_line=block.line + start)
            continue
        sections.append(_heading(bold, block.line + start, item))
        inner = [
            (bold["rest"] or "").strip(),
            *(_dedented(line, item.start("text")) for line in lines[start + 1 : end]),
        ]
        sections += parse_body("\n".join(inner), first_line=block.line + start)
    yield from sections


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


def _heading(bold: re.Match[str], line: int, item: re.Match[str] | None = None) -> Block:
    return Block("heading", line, line, bold[0], LEVEL, _title(bold, item))


def _title(bold: re.Match[str], item: re.Match[str] | None) -> str:
    """The words of a heading; the number of an item is one of them."""
    number = item["number"] if item is not None else None
    return f"{number} {bold['title'].strip()}" if number else bold["title"].strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _dedented(line: str, width: int) -> str:
    return line[min(width, _indent(line)) :]


def with_markdown_headings(text: str, body: int, blocks: Sequence[Block], names: SectionNames) -> str:
    """Return a document in which the sections that are only set in bold stand below headings of Markdown.

    That is done above the first heading behind the title's, where bold can mean nothing else, and where none of them
    has a heading further down. No word is added, lost or moved.

    Args:
        text: the whole document.
        body: the offset at which its body begins.
        blocks: of the body, numbered from the first line of the text.
        names: the headings that name a section.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    title = headings[0] if headings and names.name_of(headings[0].title) is None else None
    end = next((block.line for block in headings if block is not title), None)
    known = {names.name_of(block.title) for block in headings}
    marks = "#" * min((title.level if title else 1) + 1, LEVEL)
    offset = text.count("\n", 0, body) + 1
    lines = text[body:].split("\n")
    wanted = headings
    for block in reversed([block for block in blocks if end is None or block.line < end]):
        sections = [part for part in with_bold_headings([block], names) if part.kind == "heading"]
        if block.kind == "heading" or not sections or any(names.name_of(part.title) in known for part in sections):
            continue
        wanted = [*wanted, *sections]
        place = slice(block.line - offset, block.end_line - offset + 1)
        ending = "\r" if lines[place.start].endswith("\r") else ""
        plain = [line.rstrip("\r") for line in lines[place]]
        new = (
            _headed_list(plain, marks, names)
            if block.kind == "list"
            else _headed_paragraph(plain, f"{marks} {sections[0].title}")
        )
        gap = [""] if new[-1] and lines[place.stop : place.stop + 1] not in ([], [""], ["\r"]) else []
        lines[place] = [line + ending for line in (*new, *gap)]
    if len(wanted) == len(headings):
        return text
    after = "\n".join(lines)
    titles = [block.title for block in parse_body(after) if block.kind == "heading"]
    in_order = [block.title for block in sorted(wanted, key=lambda block: block.line)]
    # What was inside of a list may read otherwise outside of it; then it stays where it is.
    return text[:body] + after if titles == in_order and _words(after) == _words(text[body:]) else text


def _headed_paragraph(lines: list[str], heading: str) -> list[str]:
    behind = _BOLD.sub(lambda bold: (bold["rest"] or "").strip(), lines[0], count=1)
    rest = [line for line in (behind, *lines[1:]) if line]
    return [heading, *(["", *rest] if rest else [])]


def _headed_list(lines: list[str], marks: str, names: SectionNames) -> list[str]:
    new: list[str] = []
    width = 0
    for index, line in enumerate(lines):
        item = _ITEM.match(line)
        is_outer = item is not None and len(item["indent"]) <= _indent(lines[0])
        bold = _BOLD.match(item["text"]) if item is not None and is_outer else None
        if item is not None and bold is not None and names.name_of(bold["title"]) is not None:
            width = item.start("text")
            rest = (bold["rest"] or "").strip()
            new += [
                *([""] if new and new[-1] else []),
                f"{marks} {_title(bold, item)}",
                "",
                *([rest, ""] if rest else []),
            ]
        elif is_outer:
            width = 0
            new += [*([""] if index and new and new[-1].startswith("#") else []), line]
        else:
            new.append(_dedented(line, width))
    return new


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
