"""An open action is due later than its priority allows.

## Why

The more urgent a promise is, the sooner it must be kept, and a limit that everybody knows keeps the dates honest: an
action of the highest priority that is due in half a year is not of the highest priority.

The limit counts from the day of the incident. An action without a priority has no limit, and what is proposed, done or
dropped is past it. Where there is a good reason for a later date, the action's `reason` says so, and nothing is
reported: a policy that knows no exception only makes people lower the priority. For the same reason this is a warning.
A late date that is honest is better than an early one that has passed; one that has passed itself is left to PM308.

## Bad

```markdown
---
date: 2026-03-14
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2099-06-30
    priority: P1
    status: open
---
```

## Good

```markdown
---
date: 2026-03-14
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-04-13
    priority: P1
    status: open
  - id: A2
    title: Move the orders to the new database
    due: 2026-12-01
    status: open
  - id: A3
    title: Test the driver with the production pool size
    due: 2026-06-30
    priority: P1
    reason: The supplier fixes the driver in June
    status: blocked
---
```

## Options

`[priorities.P1] due_within` says how many days a priority allows: 14 for P0, 30 for P1, 60 for P2 and 90 for P3, unless
it is set.

## Source

Atlassian's incident management handbook gives priority actions a time limit of four or eight weeks. The numbers are
pmctl's own.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.postmortem.model import Action, Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every open promise that is due after the limit of its priority, and not overdue already."""
    began = document.record.date if document.record else None
    if began is None:
        return
    for action, fields in promises(document.record):
        priority = context.conventions.priority(action.priority)
        node = fields.get("due")
        if node is None or action.due is None or priority is None or not action.status.is_open or _is_excused(action):
            continue
        if action.due < context.today:  # no date that has passed can be brought forward
            continue
        limit = _days_after(began, priority.due_within)
        if limit is not None and action.due > limit:
            days = f"{priority.due_within} day{'' if priority.due_within == 1 else 's'}"
            message = f"action {action.label} is due {action.due}, but {priority.name} allows {days}, until {limit}"
            yield report_at(node, message)


def _is_excused(action: Action) -> bool:
    return action.reason is not None and not is_placeholder(action.reason)


def _days_after(day: dt.date, days: int) -> dt.date | None:
    """Return the last day that is allowed; None if it lies beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


RULE = Rule(
    code="PM306",
    name="due-beyond-policy",
    severity=FindingSeverity.WARNING,
    help="Bring the date forward, lower the priority, or say why it takes longer in the action's reason.",
    page=__doc__,
    check=check,
)
