"""An open action was due before today.

## Why

A promise whose date has passed without a word is not a promise any more. It has been kept and nobody wrote it down, it
will be kept later and the new date is worth knowing, or it will not be kept, and then somebody should say why.

Due today is not overdue, and what is proposed, done or dropped never is. This is a warning, and stays one: time alone
must not fail the pull request of somebody who changes something else. `pmctl overdue` lists what is overdue anywhere,
with how often each date has been moved.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2020-03-28
    status: in-progress
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2020-03-28
    status: done
  - id: A2
    title: Test the driver with the production pool size
    due: 9999-12-31
    status: open
---
```

## Options

`timezone` says in which zone today ends, and `--today` which day it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every open promise with a due date before today."""
    for action, fields in promises(document.record):
        node = fields.get("due")
        if node is not None and action.due is not None and action.status.is_open and action.due < context.today:
            # How many days late is left out: the same defect must have the same words tomorrow.
            yield report_at(node, f"action {action.label} was due {action.due} and is {action.status}")


RULE = Rule(
    code="PM308",
    name="overdue-action",
    severity=FindingSeverity.WARNING,
    help="Set its status to done or dropped, or agree on a new date and say in its reason why.",
    page=__doc__,
    check=check,
)
