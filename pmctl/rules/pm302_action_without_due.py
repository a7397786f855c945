"""A promised action has no due date.

## Why

What has no date is never late, so nobody is reminded of it. A date that turns out wrong can be moved, and the history
shows by how much; a date that was never there cannot.

A `proposed` action is an idea and needs no date yet. Actions that are done or dropped keep theirs: whether a promise
was kept in time is only known with it. A date that cannot be read is PM103's matter, a placeholder PM109's.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    status: open
  - id: A2
    title: Test the driver with the production pool size
    owner: "@mara"
    due:
    status: done
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    due: 2026-03-28
    status: open
  - id: A2
    title: Split the pool by tenant
    status: proposed
---
```

## Source

Atlassian's incident management handbook gives priority actions a time limit of four or eight weeks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.promises import promises, report_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every promised action whose due date is missing or empty."""
    for action, fields in promises(document.record):
        if report := report_gap(action, fields, "due", f"action {action.label} has no due date"):
            yield report


RULE = Rule(
    code="PM302",
    name="action-without-due",
    severity=FindingSeverity.ERROR,
    help="Write the day by which it is done, such as due: 2026-03-28, or set status: proposed.",
    page=__doc__,
    check=check,
)
