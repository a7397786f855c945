"""A date or a time of the front matter cannot be read.

## Why

Dates decide what is overdue and how long an incident lasted. "Soon", "28/03" or "v2.7" cannot be compared with today,
so the promise would never be late.

## Bad

```markdown
---
date: 14 March 2026
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: soon
---
```

## Good

```markdown
---
date: 2026-03-14
started_at: 2026-03-14T09:52:00Z
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-03-28
---
```

## Source

ISO 8601 for days, RFC 3339 for instants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report every value that must be a date or a time and is not."""
    return reports_of(document.record.problems if document.record else (), ProblemKind.INVALID_DATE)


RULE = Rule(
    code="PM103",
    name="invalid-date",
    severity=FindingSeverity.ERROR,
    help="Write it as YYYY-MM-DD, such as 2026-03-14.",
    page=__doc__,
    check=check,
)
