"""Zones that a timeline states for its times in words that are not understood: ``## Timeline (Berlin time)``.

Where nobody says a zone, the configured one is as good a guess as any. Where somebody says one, it is another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmctl.postmortem.timeline import zone_notes
from pmctl.postmortem.timeline_drafts import OF_ALL_TIMES
from pmctl.postmortem.zones import find_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.story import Timeline

_LONGEST: Final = 300
_LOCAL: Final = (
    r"(?i:local|ortszeit|lokale?r?|heure\slocale|hora\slocal|ora\slocale|office|headquarters|server)"
    r"|現地|当地|日本時間"
)
# The areas of the IANA time zone database that are named for a part of the world, and no area at all ("Japan").
_AREAS: Final = ("", "Europe/", "America/", "Asia/", "Australia/", "Africa/", "Pacific/", "Atlantic/")


def unread_zone(timeline: Timeline, blocks: Sequence[Block]) -> str:
    """Return what states the zone of a timeline's times and is not understood; empty if nothing does.

    Args:
        timeline: of which some times have no zone that is known.
        blocks: all of the document: what stands above the section may speak of all times.
    """
    for text in _statements(timeline, blocks):
        if find_zone(text) is None and (found := _of_all_times().search(text)):
            return found["zone"]
    asides = (found[1].strip() for text in _headings(timeline) for found in _aside().finditer(text[:_LONGEST]))
    return next((aside for aside in asides if find_zone(f"({aside})") is None and _is_zone(aside)), "")


def _headings(timeline: Timeline) -> Iterator[str]:
    yield timeline.section.heading
    for block in timeline.section.blocks:
        if block.kind == "table":
            yield block.text.partition("\n")[0]


def _statements(timeline: Timeline, blocks: Sequence[Block]) -> Iterator[str]:
    section = timeline.section
    above = (block for block in blocks if block.line < section.line and block.kind in {"paragraph", "quote", "list"})
    notes = (line for block in above if OF_ALL_TIMES.search(block.text) for line in block.text.split("\n"))
    yield from (text[:_LONGEST] for text in (section.heading, *zone_notes(section.blocks), *notes))


def _is_zone(aside: str) -> bool:
    if _time_of().fullmatch(aside):
        return True
    if not _place().fullmatch(aside):
        return False
    return any(_is_region(f"{area}{aside.replace(' ', '_')}") for area in _AREAS)


def _is_region(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def _of_all_times() -> re.Pattern[str]:
    """What gives all times a zone: "All times are Pacific", "alle Zeiten in Ortszeit"."""
    return re.compile(
        rf"(?i:{OF_ALL_TIMES.pattern}\s?:?\s?(?:(?:are|is|sind|sont|son|sono|zijn|er|är|są)\s)?"
        r"(?:(?:given|shown|written|listed|stated|reported)\s)?(?:(?:in|en|em|i|w|op|à|nach)\s)?(?:the\s|l['’])?)"
        rf"(?P<zone>(?:{_LOCAL})(?:\s[Tt]ime)?|(?!From\b|Approx|About\b)[A-Z][\w/'’-]*(?:\s[A-Z][\w/'’-]*)?(?:\s[Tt]ime)?)"
    )


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")


@cache
def _time_of() -> re.Pattern[str]:
    """What calls itself a zone: "Berlin time", "local", "HADT"."""
    return re.compile(
        rf"(?i:all\s)?(?i:times?\s)?(?i:in\s)?(?:(?:{_LOCAL})(?:\s[Tt]imes?)?|(?!All|Total|Response|Real|Date|Start|End)"
        r"[A-Z][\w/'’-]*(?:\s[A-Z][\w/'’-]*)?\s[Tt]ime|[A-Z]{2,3}T)"
    )


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"[A-Z][a-z]{2,20}(?:[ _][A-Z][a-z]{2,20})?")
