"""A postmortem is closed while its promises are open.

## Why

Closed means that nobody has to look at it again. An action that is still open there is one that nobody looks at, until
the incident that it was to prevent.

Open are the actions that are neither `done` nor `dropped`; one that is only `proposed` is an idea, and may stay.

## Bad

```markdown
---
status: closed
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: in-progress
---
```

## Good

```markdown
---
status: closed
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: done
  - id: A2
    title: Split the pool by tenant
    status: dropped
    reason: The new driver shares its connections.
---
```

## Source

Google, "The Site Reliability Workbook", chapter 10: a postmortem is worth as much as what comes of its action items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import Status
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_NAMED_AT_MOST = 3


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report a closed postmortem with open promises, and name them."""
    record = document.record
    if record is None or record.status is not Status.CLOSED:
        return
    still_open = [shorten(action.label) for action, _ in promises(record) if action.status.is_open]
    if still_open:
        more = len(still_open) - _NAMED_AT_MOST
        names = ", ".join(still_open[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
        count = "an open action" if len(still_open) == 1 else f"{len(still_open)} open actions"
        yield report_at(record.fields.entries["status"].node, f"this is closed with {count}: {names}")


RULE = Rule(
    code="PM604",
    name="closed-with-open-actions",
    severity=FindingSeverity.WARNING,
    help="Finish the actions or drop them with a reason; until then the postmortem is published, not closed.",
    page=__doc__,
    check=check,
)
