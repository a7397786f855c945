"""Four or more actions all have the same priority.

## Why

A priority says what to do first. When everything is P1, nothing is, and the work is done in the order in which it is
easy.

Dropped and proposed actions are not counted. Where one action has no priority, or the repository has only one to give,
nothing is reported.

This rule is off by default: some incidents have four things that are equally urgent.

## Bad

```markdown
---
actions:
  - {id: A1, title: Alert when the pool is nearly full, priority: P1, status: open}
  - {id: A2, title: Limit the connections of each host, priority: P1, status: open}
  - {id: A3, title: Test the driver with the production pool size, priority: P1, status: open}
  - {id: A4, title: Show the pool size on the dashboard, priority: P1, status: done}
---
```

## Good

```markdown
---
actions:
  - {id: A1, title: Alert when the pool is nearly full, priority: P1, status: open}
  - {id: A2, title: Limit the connections of each host, priority: P1, status: open}
  - {id: A3, title: Test the driver with the production pool size, priority: P1, status: open}
  - {id: A4, title: Show the pool size on the dashboard, priority: P3, status: done}
---
```

## Options

`[priorities]` names the priorities that a repository knows.

## Source

Google, "The Site Reliability Workbook", chapter 10, counts equal priorities among the failings of a bad postmortem's
action items. That it takes four of them is pmctl's own choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_FEWEST = 4


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report a record whose promises all have one and the same priority."""
    entry = document.record.entry("actions") if document.record else None
    if entry is None or len(context.conventions.priorities) < 2:
        return
    given = [a.priority for a, _ in promises(document.record) if a.status is not ActionStatus.DROPPED]
    priority = context.conventions.priority(given[0]) if len(given) >= _FEWEST else None
    if priority is not None and set(given) == {priority.name}:
        yield report_at(entry.key, f"all {len(given)} actions have the priority {priority.name}")


RULE = Rule(
    code="PM313",
    name="all-same-priority",
    severity=FindingSeverity.WARNING,
    help="Ask which of them you would do if you could do only one, and give the others a lower priority.",
    page=__doc__,
    check=check,
    default=False,
)
