"""Questions to the body of a whole document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.timeline import read_timeline

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.timeline import TimelineEntry


def timeline_of(document: Postmortem, conventions: Conventions) -> tuple[TimelineEntry, ...]:
    """Return the entries of the document's first Timeline section, in the order in which they are written."""
    day = document.record.date if document.record else None
    for section in document.sections:
        if section.name == "timeline":
            return read_timeline(section, day=day, zone=conventions.zone)
    return ()
