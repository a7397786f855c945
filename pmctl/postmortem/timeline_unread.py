"""What a Timeline section tells that is not read as the entries of a timeline."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.postmortem.story import Timeline

_SILENT: Final = frozenset({"comment", "heading", "rule"})

HOW_TO_WRITE: Final = (
    "An entry begins with its time, such as `- 10:41 What happened`, or is a row of a table with times."
)


def unread_lines(timelines: Sequence[Timeline]) -> str:
    """Return the lines that tell times of which none is read, such as ``lines 12 to 20``; empty if any entry is read.

    Such are times since the start (T+5m), sentences ("At 09:52 the alert fired"), code, quotes and HTML.
    """
    if any(timeline.entries for timeline in timelines):
        return ""
    blocks = [
        block
        for timeline in timelines
        for block in timeline.section.blocks
        if block.kind not in _SILENT and _time().search(_address().sub("", block.text))
    ]
    if not blocks:
        return ""
    first, last = blocks[0].line, blocks[-1].end_line
    return f"line {first}" if first == last else f"lines {first} to {last}"


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9])(?:[0-9]{1,2}[:h][0-9]{2}|T ?[+\-\u2212] ?[0-9]|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]"
        r"|[0-9]{9,13}(?![0-9])|[0-9]{1,3} ?(?:[ap]\.?m|min(?:utes?|s)?|hours?|hrs?|h|m|s)\b)",
        re.IGNORECASE,
    )


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"https?://\S+")
