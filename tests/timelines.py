"""Timelines as tests ask for them: Markdown in, entries out."""

from __future__ import annotations

from datetime import UTC, date, timezone

from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.section_names import SectionNames
from pmctl.postmortem.sections import read_sections
from pmctl.postmortem.timeline import TimelineEntry, read_timeline

DAY = date(2026, 3, 14)


def entries(
    content: str, *, heading: str = "Timeline", day: date | None = DAY, zone: timezone = UTC
) -> tuple[TimelineEntry, ...]:
    """Read a section of `content`."""
    section = read_sections(parse_body(f"## {heading}\n\n{content}\n"), SectionNames())[0]
    return read_timeline(section, day=day, zone=zone)


def times(content: str, *, heading: str = "Timeline", day: date | None = DAY) -> list[str]:
    """Return the moment of each entry, or what is written where it is not known."""
    return [entry.at.isoformat() if entry.at else entry.written for entry in entries(content, heading=heading, day=day)]
