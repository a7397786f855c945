"""Sections that are only set in bold put below headings of Markdown, where nothing else of the document changes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.bold_names import BoldNames, behind, bold_of
from pmctl.adoption.outline import LEVEL, cut_list, outlined
from pmctl.postmortem.action_table import BLOCK
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.section_names import REQUIRED_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.blocks import Block
    from pmctl.postmortem.section_names import SectionNames

_OWN: Final = f"<!-- pmctl:{BLOCK} -->"
_WORD: Final = lazy_pattern(r"\w+")
_HOLDS_PHASES: Final = frozenset({"timeline", "action-items", "lessons-learned"})
"""Sections that may be divided by words that name others: detection, resolution."""

_NO_PHASES: Final = frozenset({"summary", "timeline", "root-causes", "lessons-learned", "action-items"})


class _Above(NamedTuple):
    """A heading in which the next block stands; `phases` says whether bold words divided it from its first line on."""

    level: int
    name: str | None
    is_bold: bool
    phases: bool = False


class _Place(NamedTuple):
    """A block that holds sections in bold, them as headings, and the level that they get."""

    block: Block
    sections: list[Block]
    level: int


def with_markdown_headings(text: str, body: int, blocks: Sequence[Block], names: SectionNames) -> str:
    """Return a document in which the sections that are only set in bold stand below headings of Markdown.

    That is done where none of them has a heading elsewhere. Their level is that of the sections beside them; a part of
    a section ("Detection" in the timeline) gets the next one. No word is added, lost or moved.

    Args:
        text: the whole document.
        body: the offset at which its body begins.
        blocks: of the body, numbered from the first line of the text.
        names: the headings that name a section.
    """
    bolds = BoldNames(blocks, names)
    places = list(_Outline(blocks, bolds).places())
    if not places:
        return text
    offset = text.count("\n", 0, body) + 1
    lines = text[body:].split("\n")
    for block, _, level in reversed(places):
        place = slice(block.line - offset, block.end_line - offset + 1)
        ending = "\r" if lines[place.start].endswith("\r") else ""
        new = _headed(block, "#" * level, bolds)
        gap = [""] if new[-1] and lines[place.stop : place.stop + 1] not in ([], [""], ["\r"]) else []
        lines[place] = [line + ending for line in (*new, *gap)]
    after = "\n".join(lines)
    titles = [block.title for block in parse_body(after) if block.kind == "heading"]
    wanted = [block for block in blocks if block.kind == "heading"] + [
        one for place in places for one in place.sections
    ]
    in_order = [block.title for block in sorted(wanted, key=lambda block: block.line)]
    # What was inside of a list may read otherwise outside of it; then it stays where it is.
    return text[:body] + after if titles == in_order and _words(after) == _words(text[body:]) else text


class _Outline:
    """The headings of a document, and which sections in bold would stand where among them."""

    def __init__(self, blocks: Sequence[Block], bolds: BoldNames) -> None:
        self._blocks, self._bolds, self._names = blocks, bolds, bolds.names
        names = bolds.names
        headings = [
            block
            for block, below in zip_longest(blocks, blocks[1:])
            if block.kind == "heading" and not (_is_hollow(below) and names.name_of(block.title) == "action-items")
        ]
        self._title = headings[0] if headings and names.name_of(headings[0].title) is None else None
        levels = [block.level for block in headings if names.name_of(block.title) is not None]
        self._known = {names.name_of(block.title) for block in headings}
        self._beside = min(levels, default=0)
        """The level of the sections that have headings."""
        self._top = self._beside or min((self._title.level if self._title else 1) + 1, LEVEL)

    def places(self) -> Iterator[_Place]:
        """Yield what can be put below headings, in order."""
        above: list[_Above] = []
        before: Block | None = None
        for block in self._blocks:
            sections = self._sections(block)
            if block.kind == "heading" and block is not self._title:
                self._enter(above, _Above(block.level, self._names.name_of(block.title), is_bold=False))
            elif sections and (level := self._level(block, sections, above, before)):
                for section in sections:
                    self._enter(above, _Above(level, self._names.name_of(section.title), is_bold=True))
                yield _Place(block, sections, level)
            before = block

    def _sections(self, block: Block) -> list[Block]:
        """The sections in bold of a block, if none of them has a heading, and all say the same below one."""
        if block.kind not in {"paragraph", "list"}:
            return []
        found = [part for part in outlined([block], self._bolds) if part.kind == "heading"]
        if not found or any(self._names.name_of(part.title) in self._known for part in found):
            return []
        return [] if any(below is None for _, below in _pieces(block, self._bolds)) else found

    def _enter(self, above: list[_Above], heading: _Above) -> None:
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)

    def _level(self, block: Block, sections: list[Block], above: list[_Above], before: Block | None) -> int:
        """The level of the sections of a block; 0 if they are what a section says, in short."""
        if not above:
            return self._top
        name = self._names.name_of(sections[0].title)
        inside = _around(above) if name in _NO_PHASES else above[-1]
        is_first = before is not None and (before.kind == "heading" or _is_bold_line(before))
        if inside.name in _HOLDS_PHASES and name not in _NO_PHASES and (inside.phases or is_first):
            above[-1] = inside._replace(phases=True)
            return _inner(inside) if self._is_alone(block) else 0
        if inside.is_bold:
            return inside.level
        if not self._is_alone(block):
            return _inner(inside) if block.kind == "paragraph" and inside.name not in _HOLDS_PHASES else 0
        is_beside = inside.name is not None or inside.level == self._beside
        return inside.level if is_beside and name in REQUIRED_SECTIONS else _inner(inside)

    def _is_alone(self, block: Block) -> bool:
        """Whether bold words stand on a line of their own, or above what is in an item of a list."""
        if block.kind == "list":
            parts = cut_list(block.text.split("\n"), self._bolds)
            return any(part.bold is not None and not part.bold.rest for part in parts)
        return _is_bold_line(block)


def _around(above: list[_Above]) -> _Above:
    """The section that is around a phase, or around a part of it that is none by itself."""
    divided = next((heading for heading in above if heading.phases), None)
    required = (heading for heading in reversed(above) if heading.name in REQUIRED_SECTIONS)
    return divided or next(required, above[-1])


def _is_hollow(below: Block | None) -> bool:
    """Whether what stands below a heading says that it was only written for pmctl's table, or might have been."""
    return below is None or below.kind == "heading" or below.text.startswith(_OWN)


def _inner(inside: _Above) -> int:
    return min(inside.level + 1, LEVEL)


def _is_bold_line(block: Block) -> bool:
    found = bold_of(block.text.partition("\n")[0]) if block.kind == "paragraph" else None
    return found is not None and not found.rest


def _pieces(block: Block, bolds: BoldNames) -> list[tuple[str, list[str] | None]]:
    """The titles in a block, each with the lines that stand below it; items without one have none.

    None stands for lines that would not say the same below a heading.
    """
    lines = [line.rstrip("\r") for line in block.text.split("\n")]
    if block.kind == "list":
        return [(part.title, part.below) for part in cut_list(lines, bolds)]
    bold = bolds.match(lines[0], "".join(lines[1:2]))
    return [(bold.title, behind(bold, lines[1:], lines[1:]))] if bold else []


def _headed(block: Block, marks: str, bolds: BoldNames) -> list[str]:
    """The lines of a block whose names in bold have become headings."""
    new: list[str] = []
    is_headed = False
    for title, below in _pieces(block, bolds):
        # A list that goes on behind words would be more of them.
        gap = [""] if new and new[-1] and (title or is_headed) else []
        heading = [f"{marks} {title}", *([""] if below else [])] if title else []
        new += [*gap, *heading, *(below or ())]
        is_headed = bool(title)
    return new


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
