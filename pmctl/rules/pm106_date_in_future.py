"""A day or a moment of what has happened lies in the future.

## Why

An incident that is yet to begin is a slip of the pen: the wrong year in January, a day and a month swapped, a due date
under `closed`. It stands first in every list, and no clock that counts from it has started.

Looked at are `date`, the milestones, and `opened` and `closed` of each action. Today is a day in the configured zone. A
milestone is a moment, and must not lie after today has ended there. A day has no zone, and may have begun elsewhere
already, so tomorrow's date is left alone.

## Bad

```markdown
---
date: 2062-03-14
resolved_at: 2062-03-14T11:30:00Z
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: done
    closed: 2062-03-20
---
```

## Good

```markdown
---
date: 2026-03-14
resolved_at: 2026-03-14T11:30:00Z
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2062-03-28
    status: open
---
```

## Options

`timezone` says where today ends.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.nodes import Mapping


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every date that is later than tomorrow, and every milestone that is later than today."""
    record = document.record
    if record is None:
        return
    yield from _check_day(record.fields, "date", record.date, "", context)
    if record.milestones:
        end = dt.datetime.combine(context.today, dt.time.max, context.conventions.zone)
        for milestone in record.milestones:
            if milestone.at > end:
                yield _report(record.fields, milestone.name, milestone.at.isoformat().replace("+00:00", "Z"), "")
    for action in record.actions:
        if action.fields is not None:
            where = f"action {action.label}: "
            yield from _check_day(action.fields, "opened", action.opened, where, context)
            yield from _check_day(action.fields, "closed", action.closed, where, context)


def _check_day(fields: Mapping, key: str, day: dt.date | None, where: str, context: Context) -> Iterator[Report]:
    if day is not None and (day - context.today).days > 1:
        yield _report(fields, key, day.isoformat(), where)


def _report(fields: Mapping, key: str, written: str, where: str) -> Report:
    return report_at(fields.entries[key].node, f"{where}{key} is in the future: {written}")


RULE = Rule(
    code="PM106",
    name="date-in-future",
    severity=FindingSeverity.ERROR,
    help="Write when it was: look at the year, and whether the day and the month are swapped.",
    page=__doc__,
    check=check,
)
