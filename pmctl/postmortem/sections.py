"""The sections of a postmortem: each heading, what it stands for, and what is under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.section_names import SectionNames

# Under "Action items" these are kinds of action (to detect earlier, to mitigate faster), not sections.
_KINDS_OF_ACTION: Final = frozenset({"detection", "resolution"})

_COMMENT: Final = lazy_pattern(r"<!--(.*?)(?:-->|$)", re.DOTALL)
_DIRECTIVE: Final = lazy_pattern(r"\s*pmctl:\s*ignore")
_MARKER: Final = lazy_pattern(r"\s*/?pmctl:")
_LIST_MARKS: Final = lazy_pattern(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))+(?:\[[ xX]?\])?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and everything up to the next heading of its level or above.

    Attributes:
        heading: the heading's text as written, without its marks.
        name: the canonical key of the section, such as "root-causes", or None.
        level: the heading's level, 1 to 6.
        line: the line of the heading, 1-based in the document.
        column: the column of the heading's text, 1-based.
        end_column: the column behind the last character of the heading's text on that line.
        end_line: the last line of the section that is not blank, inclusive.
        blocks: the blocks under the heading, sub-headings and their blocks included.
    """

    heading: str
    name: str | None
    level: int
    line: int
    column: int
    end_column: int
    end_line: int
    blocks: tuple[Block, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said: no blocks, or none but sub-headings, rules, and lists and tables left blank."""
        return all(_is_hollow(block) for block in self.blocks)

    @property
    def is_prompt_only(self) -> bool:
        """Whether the only words are those of comments, such as a template's instructions."""
        return any(_is_prompt(block) for block in self.blocks) and all(
            _is_prompt(block) or _is_hollow(block) for block in self.blocks
        )


def read_sections(blocks: tuple[Block, ...], names: SectionNames) -> tuple[Section, ...]:
    """Read the section of every heading, in order.

    A sub-heading that repeats what a heading above it stands for ("Contributing factors" under "Root causes")
    has no name of its own, nor has the document's title when it only happens to sound like a section.
    """
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    found = _names(tuple(blocks[index] for index in headings), names)
    ends = _ends(blocks, headings)
    return tuple(
        _section(blocks[index], name, blocks[index + 1 : end])
        for index, name, end in zip(headings, found, ends, strict=True)
    )


def _section(heading: Block, name: str | None, blocks: tuple[Block, ...]) -> Section:
    column, end_column = _extent(heading)
    return Section(
        heading=heading.title,
        name=name,
        level=heading.level,
        line=heading.line,
        column=column,
        end_column=end_column,
        end_line=blocks[-1].end_line if blocks else heading.end_line,
        blocks=blocks,
    )


def _extent(heading: Block) -> tuple[int, int]:
    first_line = heading.text.partition("\n")[0]
    words = first_line.lstrip(" \t\ufeff#") or first_line
    # A setext heading may run over several lines; its first is the one that is pointed at.
    text = heading.title if heading.title and heading.title in first_line else words.rstrip()
    column = first_line.find(text) + 1
    return column, column + len(text)


def _ends(blocks: tuple[Block, ...], headings: list[int]) -> list[int]:
    """Where the section of each heading ends, as an index of blocks, exclusive."""
    ends = [len(blocks)] * len(headings)
    unfinished: list[int] = []
    for position, index in enumerate(headings):
        while unfinished and blocks[headings[unfinished[-1]]].level >= blocks[index].level:
            ends[unfinished.pop()] = index
        unfinished.append(position)
    return ends


def _names(headings: tuple[Block, ...], names: SectionNames) -> list[str | None]:
    has_title = _has_title(headings)
    found = [names.name_of(heading.title) for heading in (headings[1:] if has_title else headings)]
    if has_title:
        exact = names.exact_name_of(headings[0].title)
        found.insert(0, None if exact in found else exact)
    above: list[tuple[int, str | None]] = []
    for index, heading in enumerate(headings):
        while above and above[-1][0] >= heading.level:
            above.pop()
        around = {name for _, name in above}
        if found[index] in around or ("action-items" in around and found[index] in _KINDS_OF_ACTION):
            found[index] = None
        above.append((heading.level, found[index]))
    return found


def _has_title(headings: tuple[Block, ...]) -> bool:
    levels = [heading.level for heading in headings]
    return len(levels) > 1 and levels[0] == 1 and levels.count(1) == 1


def _is_hollow(block: Block) -> bool:
    """Whether a block shows a reader nothing."""
    match block.kind:
        case "heading" | "rule":
            return True
        case "comment":
            return not any(words.strip() and not _DIRECTIVE.match(words) for words in _COMMENT.findall(block.text))
        case "list":
            return not _LIST_MARKS.sub("", block.text).strip()
        case "table":
            _, _, *rows = block.text.split("\n")
            return not any(row.strip("| \t\r") for row in rows)
        case _:
            return False


def _is_prompt(block: Block) -> bool:
    """Whether a block is written for the author alone."""
    if block.kind == "list":
        return "<!--" in block.text and not _LIST_MARKS.sub("", _COMMENT.sub("", block.text)).strip()
    if block.kind != "comment" or _is_hollow(block):
        return False
    return not any(_MARKER.match(words) and not _DIRECTIVE.match(words) for words in _COMMENT.findall(block.text))
