"""A promised action has no owner.

## Why

An action item that nobody owns is done by nobody. One person promises it, and is the one who is asked. Somebody else
may do the work.

A `proposed` action is an idea and needs no owner yet. An owner called none, n/a, unknown or unassigned is no owner; one
that is still a placeholder, such as TBD, is PM109's matter.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-03-28
    status: open
  - id: A2
    title: Test the driver with the production pool size
    owner: none
    due: 2026-04-10
    status: open
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

Google, "Site Reliability Engineering", chapter 15, and the PagerDuty postmortem guide: every action item has one owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.nobody import NOBODY
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.promises import promises, report_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every promised action whose owner is missing, empty, or a word for nobody."""
    for action, fields in promises(document.record):
        if report := report_gap(action, fields, "owner", f"action {action.label} has no owner", nothing=NOBODY):
            yield report


RULE = Rule(
    code="PM301",
    name="action-without-owner",
    severity=FindingSeverity.ERROR,
    help='Name the one person who promises it, such as owner: "@mara", or set status: proposed.',
    page=__doc__,
    check=check,
)
