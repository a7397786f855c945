"""The story of a postmortem as rules speak of it: what belongs in its sections, and where and what they are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Report
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section
    from pmctl.postmortem.timeline import TimelineEntry

CONTENTS: Mapping[str, str] = MappingProxyType(
    {
        "summary": "what happened, for whom and for how long, in three sentences",
        "impact": "who was affected, how many, and for how long",
        "timeline": "what was seen and done when, with the time zone",
        "root-causes": "what had to come together for this to happen",
        "resolution": "what ended the impact, and what was tried without success",
        "lessons-learned": "what went well, what did not, and where luck helped",
        "action-items": "what will be changed, with an owner and a date in the front matter",
    }
)
"""Half a sentence for each of the sections that are required by default, by key."""

_MARKS = lazy_pattern(r"[*`~]|(?<!\w)_|_(?!\w)")
_NO_STORY = frozenset({ProblemKind.UNREADABLE_FILE, ProblemKind.UNTERMINATED_FRONT_MATTER, ProblemKind.MERGE_CONFLICT})


def has_story(document: Postmortem) -> bool:
    """Return whether there is a body that a person wrote: not in an empty file, nor in one that git has torn."""
    return bool(document.text.strip()) and all(problem.kind not in _NO_STORY for problem in document.problems)


def called(section: Section) -> str:
    """Return what a message calls a section: its heading without emphasis, and cut where it is long."""
    return shorten(_MARKS.sub("", section.heading).strip(" :"))


def report_heading(section: Section, message: str, help: str | None = None) -> Report:  # noqa: A002 - the field's own name
    """Return a report at the heading of a section."""
    return Report(message=message, line=section.line, column=section.column, end_column=section.end_column, help=help)


def report_time(entry: TimelineEntry, message: str) -> Report:
    """Return a report at the time of an entry of a timeline, as it is written."""
    end = entry.column + len(entry.written)
    return Report(message=message, line=entry.line, column=entry.column, end_column=end)
