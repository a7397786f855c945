"""Questions to the body of a whole document."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section
    from pmctl.postmortem.timeline import TimelineEntry


class Timeline(NamedTuple):
    """A Timeline section and its entries, in the order in which they are written."""

    section: Section
    entries: tuple[TimelineEntry, ...]


def timelines_of(document: Postmortem, conventions: Conventions, *, day: date | None = None) -> tuple[Timeline, ...]:
    """Return the document's timelines, in order: an incident of two days may have two.

    Args:
        document: to be asked.
        conventions: whose zone is that of times without one.
        day: that of the incident, where the document does not say it.
    """
    if all(section.name != "timeline" for section in document.sections):
        return ()
    return _read(_Question(document, conventions, day))


def timeline_of(document: Postmortem, conventions: Conventions) -> tuple[TimelineEntry, ...]:
    """Return the entries of the document's first Timeline section, in the order in which they are written."""
    return next((timeline.entries for timeline in timelines_of(document, conventions)), ())


class _Question:
    """Whose timelines, equal for the same document alone: to compare two by their texts would cost too much."""

    __slots__ = ("conventions", "day", "document")

    def __init__(self, document: Postmortem, conventions: Conventions, day: date | None) -> None:
        self.document, self.conventions = document, conventions
        self.day = (document.record.date if document.record else None) or day

    def __hash__(self) -> int:
        return hash((id(self.document), id(self.conventions)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Question)
            and self.document is other.document
            and self.conventions is other.conventions
            and self.day == other.day
        )


@lru_cache(maxsize=1)
def _read(question: _Question) -> tuple[Timeline, ...]:
    """Read the timelines; several rules ask for the same, one after the other."""
    from pmctl.postmortem.timeline import read_timeline  # noqa: PLC0415 - its patterns take long to compile

    document = question.document
    return tuple(
        Timeline(
            section,
            read_timeline(
                section,
                day=question.day,
                zone=question.conventions.zone,
                above=tuple(block for block in document.blocks if block.line < section.line),
            ),
        )
        for section in document.sections
        if section.name == "timeline"
    )
