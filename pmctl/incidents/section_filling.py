"""Sections filled in: below what stands there for their readers, and in place of what only waits for words."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.timeline import event_text, timeline_table
from pmctl.postmortem.parse import parse
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

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


def put_timeline(text: str, entries: Sequence[Entry], more: str, conventions: Conventions) -> str:
    """Return the text of a postmortem with a table of entries, and `more` below it, in its first Timeline section.

    The table stands below the paragraphs and the questions that introduce the section. Of a table without words that
    has a column for times and one for events, it keeps the head. Of another table without words, of such a list and of
    a placeholder, it takes the place.
    """
    place = _place(text, "timeline", conventions)
    if place is None or not (entries or more):
        return text
    if not entries:
        return _put(text, place, more, ())
    blank = [block for block in place.section.blocks if _is_blank(block)]
    own = [*takewhile(lambda block: block.kind != "heading", place.section.blocks)]
    tables = ((block, _filled(block, entries, place.section)) for block in blank if block.kind == "table")
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
            rows = block.text.split("\n")[_HEAD:]
            return not any(map(_is_said, (cell for row in rows for cell in row.split("|"))))
        case "list":
            return not any(map(_is_said, _list_marks().sub("", block.text).split("\n")))
        case "paragraph":
            return is_placeholder(block.text)
        case _:
            return False


def _is_said(words: str) -> bool:
    return bool(words.strip()) and not is_placeholder(words)


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


def _filled(block: Block, entries: Sequence[Entry], section: Section) -> str | None:
    """Return a table without words with a row for each entry; None if it has no place for times and events."""
    from pmctl.postmortem.timeline_edits_shapes import row_of  # noqa: PLC0415 - few templates have a table
    from pmctl.postmortem.timeline_rows import event_columns, lasting_columns, read_columns, split_row  # noqa: PLC0415

    head, below, *_ = block.text.split("\n")
    bare = block._replace(text=f"{head}\n{below}")
    columns = read_columns(bare)
    if columns is None or columns.event is None:
        return None
    cells = split_row(head)
    is_pair = len(cells) == 2 and columns.event not in lasting_columns(head)
    if not is_pair and columns.event not in event_columns(head):
        return None
    times = _times(entries, _told_zone(cells[columns.time].text, section))
    rows = (
        row_of(bare, head, {columns.time: time, columns.event: event_text(entry)})
        for time, entry in zip(times, entries, strict=True)
    )
    return "".join(f"{line}\n" for line in (head.rstrip("\r"), below.rstrip("\r"), *rows))


def _told_zone(head: str, section: Section) -> dt.tzinfo | None:
    """Return the zone that the head of a column, or the section, gives for times; None if neither does."""
    from pmctl.postmortem.timeline import noted_zone, zone_notes  # noqa: PLC0415 - as above

    told = (head, section.heading, *zone_notes(section.blocks))
    return next((zone for words in told if (zone := noted_zone(words))), None)


def _times(entries: Iterable[Entry], zone: dt.tzinfo | None) -> list[str]:
    """Return the times of entries in a zone that is told elsewhere; in UTC, and saying so, where none can be."""
    times = [entry.at for entry in entries]
    clock = "%Y-%m-%d %H:%M:%S" if any(at.second for at in times) else "%Y-%m-%d %H:%M"
    try:
        local = [at.astimezone(zone) for at in times] if zone else times
    except OverflowError:  # at the edge of the calendar
        zone, local = None, times
    if zone is None or any(at.fold for at in local):  # when clocks are set back, they tell a time twice
        return [f"{at:{clock} UTC}" for at in times]
    return [f"{at:{clock}}" for at in local]
