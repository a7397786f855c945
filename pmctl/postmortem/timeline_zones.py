"""Names of zones that people write for another time than they stand for: ``CET`` in summer, ``IST`` in Ireland."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmctl.postmortem.time_notation import MONTHS
from pmctl.postmortem.timeline import zone_notes
from pmctl.postmortem.timeline_edits import in_utc
from pmctl.postmortem.zones import zone_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.story import Timeline
    from pmctl.postmortem.timeline import TimelineEntry

# Where the clocks show the standard time of that name for a part of the year only. Source: the IANA time zone database.
# MST, AEST, ACST and AST are what clocks show all the year in Arizona, Queensland, the Northern Territory, Puerto Rico.
_STANDARD: Final = {
    "CET": "Europe/Berlin", "MEZ": "Europe/Berlin", "WET": "Europe/Lisbon", "EET": "Europe/Helsinki",
    "EST": "America/New_York", "CST": "America/Chicago", "PST": "America/Los_Angeles", "AKST": "America/Anchorage",
    "NST": "America/St_Johns", "NZST": "Pacific/Auckland",
}  # fmt: skip
_SUMMER: Final = {"MEZ": "MESZ"}
_MANY: Final = {"IST": "India's time; it is also the name of Ireland's and of Israel's"}


def doubtful_zones(timelines: Sequence[Timeline]) -> tuple[str, ...]:
    """Return a clause for each name of a zone that may be meant for another time than the entries are read in."""
    found: dict[str, str] = {}
    for timeline in timelines:
        for name in dict.fromkeys(_names(timeline)):
            if name not in found and (doubt := _doubt(name, timeline.entries)):
                found[name] = doubt
    return tuple(found.values())


def _names(timeline: Timeline) -> Iterator[str]:
    blocks = timeline.section.blocks
    heads = (block.text.partition("\n")[0] for block in blocks if block.kind == "table")
    written = (entry.written for entry in timeline.entries)
    for text in (timeline.section.heading, *zone_notes(blocks), *heads, *written):
        yield from (match[0].upper() for match in _pattern().finditer(text))


def _doubt(name: str, entries: Sequence[TimelineEntry]) -> str:
    zone = zone_of(name)
    moments = [entry.at for entry in entries if entry.at is not None and entry.has_clock and entry.zone_known]
    own = [at for at in moments if at.tzinfo == zone and in_utc(at) is not None]
    if own and name in _MANY:
        return f"{name} is read as UTC{_offset(own[0])}, {_MANY[name]}"
    if not own or (region := _region(name)) is None:
        return ""
    for at in own:
        there = at.astimezone(region)
        if there.utcoffset() != at.utcoffset():
            shown = _SUMMER.get(name) or there.tzname()
            return f"{name} is read as UTC{_offset(at)}, though in {MONTHS[at.month - 1]} clocks there show {shown}"
    return ""


def _region(name: str) -> dt.tzinfo | None:
    try:
        return ZoneInfo(_STANDARD[name])
    except ZoneInfoNotFoundError:  # pragma: no cover - a machine without the time zone database
        return None


def _offset(at: dt.datetime) -> str:
    offset = f"{at:%z}"
    hours = f"{offset[0]}{int(offset[1:3])}"
    return hours if offset[3:5] == "00" else f"{hours}:{offset[3:5]}"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_/])(?:{'|'.join((*_STANDARD, *_MANY))}|cet|pst)(?![A-Za-z0-9_])")
