"""Timelines as tests edit them: a section in, the section or the reason against it out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.timeline_edits_add import NewEntry, add_entries
from pmctl.postmortem.timeline_edits_sort import sort_entries
from pmctl.postmortem.timeline_edits_utc import Converted, to_utc
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from pmctl.postmortem.timeline import TimelineEntry

CONVENTIONS = Conventions()
HEAD = "---\nid: x\ntitle: X\ndate: 2026-03-14\n---\n\n# X\n\nAll of it.\n\n"
TAIL = "\n## Impact\n\n- 09:00: nobody noticed (CET)\n"
PATH = "x.md"


def whole(section: str, heading: str = "## Timeline (UTC)") -> str:
    """Return a document with a section."""
    return f"{HEAD}{heading}\n\n{section}{TAIL}"


def entries_of(text: str) -> list[TimelineEntry]:
    """Return the entries of all timelines of a document."""
    found = timelines_of(parse(text, PATH, CONVENTIONS), CONVENTIONS)
    return [entry for timeline in found for entry in timeline.entries]


def _inside(text: str) -> tuple[str, str]:
    """Return the heading of the section and what is below it; nothing else may have changed."""
    assert text.startswith(HEAD)
    assert text.endswith(TAIL)
    heading, _, section = text[len(HEAD) : -len(TAIL)].partition("\n\n")
    return heading, section


def in_order(section: str, heading: str = "## Timeline (UTC)") -> str:
    """Return a section sorted; sorting it once more changes nothing."""
    text = sort_entries(whole(section, heading), PATH, CONVENTIONS).text
    assert sort_entries(text, PATH, CONVENTIONS) == (text, 0)
    return _inside(text)[1]


def in_utc(section: str, heading: str = "## Timeline") -> tuple[str, str]:
    """Return the heading and the section in UTC; all is as it was, and doing it once more changes nothing."""
    before = whole(section, heading)
    text = to_utc(before, PATH, CONVENTIONS).text
    assert to_utc(text, PATH, CONVENTIONS) == Converted(text, 0)
    for old, new in zip(entries_of(before), entries_of(text), strict=True):
        assert (new.event, new.has_clock) == (old.event, old.has_clock)
        if old.has_clock:
            assert (new.at, new.until) == (old.at, old.until)
            assert new.at is not None
            assert not new.at.utcoffset()
            assert new.zone_known
    return _inside(text)


def added(section: str, *new: tuple[str, str], heading: str = "## Timeline (UTC)") -> str:
    """Return a section with entries, each given as its time in UTC and its words; adding them again changes nothing."""
    entries = [entry(at, event) for at, event in new]
    before = whole(section, heading)
    done = add_entries(before, PATH, CONVENTIONS, entries)
    again = add_entries(done.text, PATH, CONVENTIONS, entries)
    assert (again.text, again.added, again.known) == (done.text, (), len(entries))
    assert len(entries_of(done.text)) == len(entries_of(before)) + len(done.added)
    return _inside(done.text)[1]


def entry(at: str, event: str) -> NewEntry:
    """Return an entry on the day of the incident, or on the one that is given."""
    return NewEntry(dt.datetime.fromisoformat(f"{at if '-' in at else f'2026-03-14T{at}'}+00:00"), event)


def refusal(edit: str, section: str, heading: str = "## Timeline (UTC)") -> str:
    """Return why a section cannot be edited."""
    edits = {"sort": sort_entries, "utc": to_utc}
    with pytest.raises(EditError) as caught:
        edits[edit](whole(section, heading), PATH, CONVENTIONS)
    return caught.value.message
