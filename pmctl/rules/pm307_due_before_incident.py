"""An action is due before the incident that it follows from.

## Why

Nobody could promise it then. Either the year is wrong, as it often is in January, or the document was copied from an
older one and kept its dates; the action is overdue from its first day, and its reminders are ignored.

Due on the day of the incident is fine. The dates of closed and of proposed actions are looked at too: how long promises
take is counted from them.

## Bad

```markdown
---
date: 2026-01-12
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2025-02-02
    status: open
---
```

## Good

```markdown
---
date: 2026-01-12
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-02-02
    status: open
  - id: A2
    title: Refund the orders that were paid twice
    due: 2026-01-12
    status: done
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every action with a due date before the date of the incident."""
    record = document.record
    if record is None or record.date is None:
        return
    for action in record.actions:
        node = action.fields.get("due") if action.fields else None
        if node is not None and action.due is not None and action.due < record.date:
            message = f"action {action.label} is due {action.due}, before the incident on {record.date}"
            yield report_at(node, message)


RULE = Rule(
    code="PM307",
    name="due-before-incident",
    severity=FindingSeverity.ERROR,
    help="Correct whichever is wrong: the due date, or the date of the incident.",
    page=__doc__,
    check=check,
)
