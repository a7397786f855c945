"""Zones that a timeline states for its times in words that are not understood: ``## Timeline (local time)``.

Where nobody says a zone, the configured one is as good a guess as any. Where somebody says one, it is another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.city_zones import zone_of_place
from pmctl.postmortem.timeline import zone_notes
from pmctl.postmortem.timeline_drafts import OF_ALL_TIMES
from pmctl.postmortem.timeline_rows import read_columns, split_row
from pmctl.postmortem.written_dates import find_dates
from pmctl.postmortem.zones import find_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.story import Timeline

NAME_READABLY: Final = (
    "Write the zone in a way that is understood, such as `## Timeline (CEST)` or `(Europe/Berlin)`; nothing is written."
)

_LONGEST: Final = 300
_LOCAL: Final = (
    r"(?i:local|ortszeit|lokal(?:e[rn]?)?|heure\slocale|hora\slocal|ora\slocale|office|headquarters|server)"
    r"|(?:現地|当地)(?:時間|時刻|时间)?|日本時間"
)
_TIME: Final = r"(?:\s(?i:times?|zeit(?:en)?|tijd|tid))?"


def in_unread_zones(timelines: Iterable[Timeline], blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield the first entry of each timeline for whose times a zone is stated that is not understood, and the problem.

    The configured zone would be wrong for them.

    Args:
        timelines: of a document.
        blocks: all of it.
    """
    for timeline in timelines:
        entry = next((entry for entry in timeline.entries if entry.has_clock and not entry.zone_known), None)
        if entry is not None and (zone := unread_zone(timeline, blocks)):
            yield entry.line, f"the zone of {entry.written} is not known (“{zone}”)"


def unread_zone(timeline: Timeline, blocks: Sequence[Block]) -> str:
    """Return what states the zone of a timeline's times and is not understood; empty if nothing does.

    Args:
        timeline: of which some times have no zone that is known.
        blocks: all of the document: what stands above the section may speak of all times.
    """
    for text in _statements(timeline, blocks):
        if find_zone(text) is None and (found := _of_all_times().search(text) or _alone().fullmatch(text)):
            return found["zone"]
    for text in _columns(timeline):
        if find_zone(text) is None and (found := _alone().fullmatch(text)):
            return found["zone"]
    asides = (found[1].strip() for text in _headings(timeline) for found in _aside().finditer(text[:_LONGEST]))
    return next((aside for aside in asides if find_zone(f"({aside})") is None and _is_zone(aside)), "")


def _headings(timeline: Timeline) -> Iterator[str]:
    """Yield what may give the zone of times in parentheses: the headings of the section, its days and its columns."""
    yield timeline.section.heading
    yield from (note for note in zone_notes(timeline.section.blocks) if find_dates(note))
    yield from _columns(timeline)


def _columns(timeline: Timeline) -> Iterator[str]:
    """Yield what heads the times of each table."""
    for block in timeline.section.blocks:
        if block.kind == "table" and (columns := read_columns(block)) is not None:
            cells = split_row(block.text.partition("\n")[0])
            yield from (cells[at].text for at in (columns.time, columns.date) if at is not None and at < len(cells))


def _statements(timeline: Timeline, blocks: Sequence[Block]) -> Iterator[str]:
    section = timeline.section
    above = (block for block in blocks if block.line < section.line and block.kind in {"paragraph", "quote", "list"})
    notes = (line for block in above if OF_ALL_TIMES.search(block.text) for line in block.text.split("\n"))
    yield from (text[:_LONGEST] for text in (section.heading, *zone_notes(section.blocks), *notes))


def _is_zone(aside: str) -> bool:
    if _time_of().fullmatch(aside):
        return True
    return _place().fullmatch(aside) is not None and zone_of_place(aside) is not None


@cache
def _of_all_times() -> re.Pattern[str]:
    """What gives all times a zone: "All times are Pacific", "alle Zeiten in Ortszeit"."""
    return re.compile(
        rf"(?i:{OF_ALL_TIMES.pattern}\s?:?\s?(?:(?:are|is|sind|sont|son|sono|zijn|er|är|są)\s)?"
        r"(?:(?:given|shown|written|listed|stated|reported)\s)?(?:(?:in|en|em|i|w|op|à|nach)\s)?(?:the\s|l['’])?)"
        rf"(?P<zone>(?:{_LOCAL}){_TIME}|(?!From\b|Approx|About\b)[A-Z][\w/'’-]*(?:\s[A-Z][\w/'’-]*)?(?:\s[Tt]ime)?)"
    )


@cache
def _alone() -> re.Pattern[str]:
    """Local time, and nothing else."""
    return re.compile(rf"[\s*_(]*(?P<zone>(?:{_LOCAL}){_TIME})[\s*_).]*")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")


@cache
def _time_of() -> re.Pattern[str]:
    """What calls itself a zone: "Munich time", "local", "HADT"."""
    return re.compile(
        rf"(?i:all\s)?(?i:times?\s)?(?i:in\s)?(?:(?:{_LOCAL}){_TIME}|(?!All|Total|Response|Real|Date|Start|End)"
        r"[A-Z][\w/'’-]*(?:\s[A-Z][\w/'’-]*)?\s[Tt]ime|[A-Z]{2,3}T)"
    )


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"[A-Z][a-z]{2,20}(?:[ _][A-Z][a-z]{2,20})?")
