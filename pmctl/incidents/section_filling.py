"""Sections filled in: below what stands there for their readers, and in place of what only waits for words."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.timeline import timeline_table
from pmctl.postmortem.parse import parse
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.incidents.model import Entry
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.sections import Section

_INTRODUCTION: Final = frozenset({"comment", "paragraph", "quote", "html"})
_HEAD: Final = 2
"""How many lines of a table stand above its rows."""


class _Place(NamedTuple):
    """A section, the blocks that introduce it, and how many lines of the document end with them."""

    section: Section
    introduction: tuple[Block, ...]
    end: int


def put_summary(text: str, summary: str, conventions: Conventions) -> str:
    """Return the text of a postmortem with a summary, which is Markdown, in the first section that is for it.

    It stands below the paragraphs and the questions that introduce the section. A paragraph that is all in italics, or
    a placeholder, is a prompt: the summary takes its place, as it does of a list without words.
    """
    place = _place(text, "summary", conventions)
    if place is None or not summary:
        return text
    own = takewhile(lambda block: block.kind != "heading", place.section.blocks)
    prompts = [block for block in own if (block.kind == "list" and _is_blank(block)) or _is_prompt(block)]
    return _put(text, place, summary, prompts)


def put_timeline(
    text: str, entries: Sequence[Entry], more: str, conventions: Conventions, notes: list[str] | None = None
) -> str:
    """Return the text of a postmortem with a table of entries, and `more` below it, in its first Timeline section.

    The table stands below the paragraphs and the questions that introduce the section. Of a table without words that
    has a column for times and one for events, it keeps the head. Of another table without words, of such a list and of
    a placeholder, it takes the place. What the reader should know of it is added to the notes.
    """
    place = _place(text, "timeline", conventions)
    if place is None or not (entries or more):
        return text
    if not entries:
        return _put(text, place, more, ())
    blank = [block for block in place.section.blocks if _is_blank(block)]
    own = [*takewhile(lambda block: block.kind != "heading", place.section.blocks)]
    tables = ((block, _filled(block, entries, place.section, notes)) for block in blank if block.kind == "table")
    waiting, table = next(((block, rows) for block, rows in tables if rows), (None, timeline_table(entries)))
    waiting = waiting or next((block for block in own if block in blank), None)
    story = "\n".join(filter(None, (table, more)))
    return _put(text, place, story, [waiting] if waiting else ())


def _place(text: str, name: str, conventions: Conventions) -> _Place | None:
    document = parse(text, "", conventions)
    section = next((section for section in document.sections if section.name == name), None)
    if section is None:
        return None
    heading = next(block for block in document.blocks if block.line == section.line)
    introduction = tuple(takewhile(lambda block: block.kind in _INTRODUCTION, section.blocks))
    return _Place(section, introduction, (heading, *introduction)[-1].end_line)


def _put(text: str, place: _Place, story: str, instead: Sequence[Block]) -> str:
    """Return `text` with a story in place of some blocks of a section, else behind its introduction."""
    lines = text.split("\n")
    for block in reversed(instead[1:]):
        start = block.line - 1
        while not lines[start - 1].strip():
            start -= 1
        del lines[start : block.end_line]
    start, end = (instead[0].line - 1, instead[0].end_line) if instead else (place.end, place.end)
    above = [""] if lines[start - 1].strip() else []
    below = [""] if end == len(lines) or lines[end].strip() else []
    return "\n".join((*lines[:start], *above, *story.rstrip("\n").split("\n"), *below, *lines[end:]))


def _is_blank(block: Block) -> bool:
    """Whether a block waits for words: a table or a list that has none besides placeholders, or such a paragraph."""
    match block.kind:
        case "table":
            return all(map(_is_blank_row, block.text.split("\n")[_HEAD:]))
        case "list":
            return not any(map(_is_said, _list_marks().sub("", block.text).split("\n")))
        case "paragraph":
            return is_placeholder(block.text) or not any(map(_is_said, block.text.split("\n")))
        case _:
            return False


def _is_blank_row(row: str) -> bool:
    """Whether nothing is said in a row: its number is nothing, nor is what stands beside a time to be filled in."""
    cells = [words for cell in row.split("|") if (words := cell.strip())]
    cells = cells[1:] if cells and cells[0].rstrip(".").isdecimal() else cells
    return not any(map(_is_said, cells)) or any(map(_waits, cells[:2]))


def _is_said(words: str) -> bool:
    return bool(words.strip()) and not is_placeholder(words) and not _waits(words)


def _waits(words: str) -> bool:
    return _stamp().match(words) is not None


def _is_prompt(block: Block) -> bool:
    """Whether a paragraph asks for words: it is all in italics, or a placeholder."""
    return block.kind == "paragraph" and (_is_blank(block) or _is_in_italics(block.text.strip()))


def _is_in_italics(words: str) -> bool:
    mark, inner = words[:1], words[1:-1]
    if mark not in {"*", "_"} or not words.endswith(mark) or inner[:1] in {"", " ", mark}:
        return False
    return mark not in (_within_word().sub("", inner) if mark == "_" else inner)


@cache
def _within_word() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W_])_(?=[^\W_])")


@cache
def _list_marks() -> re.Pattern[str]:
    return re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))+(?:\[[ xX]?\])?", re.MULTILINE)


@cache
def _stamp() -> re.Pattern[str]:
    """How what waits for the time of an event begins, whatever stands behind it: ``**HH:MM** – what happened``."""
    return re.compile(
        r"[*_`(\[<~ ]*(?:(?:YYYY|\d{4})-(?:MM|\d\d)-(?:DD|\d\d)[T ])?(?:HH:MM|XX:XX)(?!\w)", re.IGNORECASE
    )


def _filled(block: Block, entries: Sequence[Entry], section: Section, notes: list[str] | None) -> str | None:
    from pmctl.incidents.own_tables import filled  # noqa: PLC0415 - few templates have a table

    return filled(block, entries, section, [] if notes is None else notes)
