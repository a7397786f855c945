"""A postmortem promises fewer actions than its severity asks for.

## Why

An incident that was bad enough for a postmortem and changes nothing will happen again. The worse it was, the more there
is to change: to prevent it, to notice it earlier, to end it faster.

Actions that are `proposed` or `dropped` are not counted: nobody has promised them, or nobody does any longer.

## Bad

```markdown
---
severity: SEV1
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: open
  - id: A2
    title: Split the pool by tenant
    status: proposed
---
```

## Good

```markdown
---
severity: SEV1
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: done
  - id: A2
    title: Test the driver with the production pool size
    status: open
---
```

## Options

`[severities.SEV1] min_actions` says how many a severity asks for: 2 for SEV1, 1 for SEV2 and none below, unless it is
set.

## Source

Google, "The Site Reliability Workbook", chapter 10, takes a bad postmortem apart whose action items do not keep the
incident from happening again. The numbers are pmctl's own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import are_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_NOT_COUNTED = (ActionStatus.PROPOSED, ActionStatus.DROPPED)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report a record with fewer promises than the severity asks for."""
    record = document.record
    severity = context.conventions.severity(record.severity) if record else None
    entry = (record.entry("actions") or record.entry("severity")) if record else None
    if record is None or severity is None or entry is None or are_unreadable(record):
        return
    counts = Counter(action.status for action in record.actions)
    promised = len(record.actions) - sum(counts[status] for status in _NOT_COUNTED)
    if promised >= severity.min_actions:
        return
    wanted = f"{severity.min_actions} action{'s' if severity.min_actions > 1 else ''}"
    rest = [f"{counts[status]} {status}" for status in _NOT_COUNTED if counts[status]]
    not_counted = f" ({' and '.join(rest)} not counted)" if rest else ""
    yield report_at(
        entry.key if entry.key.text == "actions" else entry.node,
        f"{severity.name} asks for at least {wanted}, this has {promised}{not_counted}",
    )


RULE = Rule(
    code="PM303",
    name="too-few-actions",
    severity=FindingSeverity.ERROR,
    help="Promise what keeps this from happening again, or lets you notice or end it sooner; ideas are not counted.",
    page=__doc__,
    check=check,
)
