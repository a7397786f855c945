"""An entry of the timeline is far from the incident that the front matter describes.

## Why

A day that is months away from the incident is nearly always a slip: last year in January, the month and the day
swapped, a heading that was copied from another postmortem. The durations that are read off the timeline are wrong then.

A timeline rightly tells of the change that lay in wait, and of what was done afterwards. It may reach from 30 days
before the first milestone (`started_at`, `detected_at`, `acknowledged_at`, `mitigated_at`, `resolved_at`) to 30 days
after `resolved_at`. Where there are no milestones nothing is reported, and where the incident is not resolved, nothing
that came later. Only written days count, and of the entries of one such day only the first is reported.

## Bad

```markdown
---
started_at: 2026-03-14T09:52:00Z
resolved_at: 2026-03-14T11:30:00Z
---

## Timeline (UTC)

- 2025-03-14 09:52: the new driver reaches all hosts
- 2025-03-14 10:04: the error rate alert fires
```

## Good

```markdown
---
started_at: 2026-03-14T09:52:00Z
resolved_at: 2026-03-14T11:30:00Z
---

## Timeline (UTC)

- 2026-03-02 15:00: the new driver is approved
- 2026-03-14 09:52: it reaches all hosts
- 10:04: the error rate alert fires
- 2026-04-02 16:00: the supplier releases a new version
```
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pmctl.postmortem.story import timelines_of
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import report_time
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Milestone, Postmortem
    from pmctl.postmortem.timeline import TimelineEntry

_DAY = dt.timedelta(days=1)
_MARGIN = dt.timedelta(days=30)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report the first entry of every written day that is too far from the incident."""
    milestones = [m for m in document.record.milestones if m.name != "published_at"] if document.record else []
    if not milestones:
        return
    begin = min(milestones, key=lambda milestone: milestone.at)
    end = next((milestone for milestone in milestones if milestone.name == "resolved_at"), None)
    seen: set[dt.date] = set()
    entries = (entry for timeline in timelines_of(document, context.conventions) for entry in timeline.entries)
    for entry in entries:
        if entry.at is None or entry.day_source == "guess" or entry.at.date() in seen:
            continue
        distance = _distance(entry.at, begin, end)
        if distance is not None:
            seen.add(entry.at.date())
            yield report_time(entry, f"{_called(entry, entry.at)} is {distance}")


def _called(entry: TimelineEntry, at: dt.datetime) -> str:
    return shorten(entry.written) if entry.day_source == "entry" else f"{shorten(entry.written)} on {at.date()}"


def _distance(at: dt.datetime, begin: Milestone, end: Milestone | None) -> str | None:
    """Say how far a moment is from the incident; None if it is close enough."""
    if begin.at - at > _MARGIN:
        return f"{-((at - begin.at) // _DAY)} days before {begin.name}"
    if end is not None and at - end.at > _MARGIN:
        return f"{-((end.at - at) // _DAY)} days after {end.name}"
    return None


RULE = Rule(
    code="PM404",
    name="outside-incident",
    severity=FindingSeverity.WARNING,
    help="Correct the date, or the milestone; a timeline may reach from 30 days before to 30 days after the incident.",
    page=__doc__,
    check=check,
)
