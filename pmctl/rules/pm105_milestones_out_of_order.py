"""The milestones of the incident contradict each other, or its date.

## Why

An incident begins, is detected, acknowledged, mitigated and resolved, and its postmortem is published, in this order. A
time that breaks it is usually a slip: the wrong day after midnight, or local time where UTC was meant. The times to
detect and to resolve would be negative, and every statistic that includes them wrong.

Several milestones may share a moment. Each is compared with the latest of those before it. `date` and `started_at` may
be one day apart, since midnight is not everywhere at once.

## Bad

```markdown
---
started_at: 2026-03-14T09:52:00Z
detected_at: 2026-03-14T10:53:00Z
mitigated_at: 2026-03-14T10:41:00Z
---
```

```markdown
---
date: 2026-03-14
started_at: 2026-05-14T09:52:00Z
---
```

## Good

```markdown
---
date: 2026-03-14
started_at: 2026-03-14T23:52:00+01:00
detected_at: 2026-03-14T23:04:00Z
mitigated_at: 2026-03-14T23:41:00Z
resolved_at: 2026-03-14T23:41:00Z
---
```
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Milestone, Postmortem, Record

_SECOND = dt.timedelta(seconds=1)
_DAY = dt.timedelta(days=1)


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every milestone before one that it must follow, and a date that is not the incident's."""
    record = document.record
    if record is None or not record.milestones:
        return
    latest = record.milestones[0]
    if latest.name == "started_at":
        yield from _check_date(record, latest)
    for milestone in record.milestones[1:]:
        if milestone.at >= latest.at:
            latest = milestone
        else:
            span = _span(latest.at - milestone.at)
            node = record.fields.entries[milestone.name].node
            yield report_at(node, f"{milestone.name} is {span} before {latest.name}")


def _check_date(record: Record, started: Milestone) -> Iterator[Report]:
    """A day of tolerance: the incident's own offset, UTC and the writer's zone may each be on another day."""
    entry = record.entry("date")
    if entry is None or record.date is None:
        return
    in_utc = (started.at - dt.datetime.combine(record.date, dt.time(), dt.UTC)) // _DAY
    in_own_offset = (started.at.date() - record.date).days
    if min(abs(in_utc), abs(in_own_offset)) > 1:
        help_ = "Correct whichever is wrong; date is the day on which the incident began."
        yield report_at(entry.node, f"date is {record.date} but started_at is {started.at.date()}", help_)


def _span(span: dt.timedelta) -> str:
    """Return a duration in its two largest units, such as ``1 h 12 min``; less than a second counts as one."""
    seconds = -(-span // _SECOND)
    if seconds < 60:
        return f"{seconds} s"
    days, minutes = divmod(seconds // 60, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    amounts = ((days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min"))
    return " ".join([f"{amount} {unit}" for amount, unit in amounts if amount][:2])


RULE = Rule(
    code="PM105",
    name="milestones-out-of-order",
    severity=FindingSeverity.ERROR,
    help="Correct the wrong one of the two: look at the day, and at the offset from UTC.",
    page=__doc__,
    check=check,
)
