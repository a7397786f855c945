"""Times that are told in passing, in the words of a timeline: no edit rewrites them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pmctl.postmortem.timeline_edits import columns_of, time_in
from pmctl.postmortem.timeline_rows import lasting_columns, split_row
from pmctl.postmortem.written_times import read_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.story import Timeline
    from pmctl.postmortem.timeline_edits_places import Place

_LONGEST_TIME = 60
_TOLD_IN = frozenset({"heading", "paragraph", "list", "table", "quote"})


def lines_with_times(timeline: Timeline, places: Sequence[Place], lines: Sequence[str]) -> Iterator[int]:
    """Yield each line, 1-based, whose words tell a time without a zone beside the time of the entry, if one is there.

    Args:
        timeline: as it was read.
        places: where its entries stand that have a time of day.
        lines: those of the document.
    """
    by_line = {place.entry.line: place for place in places}
    for block in timeline.section.blocks:
        if block.kind not in _TOLD_IN:
            continue
        lasting = lasting_columns(lines[block.line - 1]) if block.kind == "table" else frozenset()
        for number in range(block.line, block.end_line + 1):
            if any(_tells_time(words) for words in _words(lines[number - 1], by_line.get(number), lasting)):
                yield number


def _words(line: str, place: Place | None, lasting: frozenset[int]) -> Iterator[str]:
    """Yield what a line says beside the time, the date and the zone of its entry, and how long something took."""
    columns = columns_of(place.block) if place is not None and place.kind == "row" else None
    if columns is not None or lasting:
        own = lasting | ({columns.time, columns.date, columns.end, columns.zone} if columns else set())
        yield from (cell.text for index, cell in enumerate(split_row(line)) if index not in own)
    elif place is not None:
        _, end, _ = time_in(place.entry)
        yield line[end:]
    else:
        yield line


def _tells_time(words: str) -> bool:
    for match in _clock().finditer(words):
        time = read_time(words[match.start() : match.start() + _LONGEST_TIME])
        if time is None or time.zone is None:
            return True
    return False


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.:/+-])(?:(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![\w:]|\.[0-9])|[0-9]{1,2}(?::[0-9]{2})?\s?[ap]\.?m\b"
        r"|(?:noon|midday|midnight)(?!\w))",
        re.IGNORECASE,
    )
