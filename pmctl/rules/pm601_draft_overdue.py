"""A postmortem is still a draft when it should be under review.

## Why

Logs expire, chats scroll away, and people remember how it must have been instead of how it was. After a few days a
draft loses what only the first days can tell.

The days are counted from the incident's `date`. Time alone changes what this rule finds, so it only warns.

## Bad

```markdown
---
status: draft
severity: SEV1
date: 2026-03-14
---
```

## Good

```markdown
---
status: in-review
severity: SEV1
date: 2026-03-14
---
```

## Options

`[severities.SEV1] draft_within` says how many days a severity gives: 2 for SEV1, 5 for SEV2 and 14 below, unless it is
set.

## Source

PagerDuty's postmortem template is to be filled in for a meeting within 5 business days. The numbers are pmctl's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import Status
from pmctl.rules.clocks import report_late
from pmctl.rules.model import Context, FindingSeverity, Report, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.conventions import Severity
    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report a draft that is older than its severity allows."""
    return report_late(document.record, context, {Status.DRAFT}, _days_of, "this is still a draft")


def _days_of(severity: Severity) -> int:
    return severity.draft_within


RULE = Rule(
    code="PM601",
    name="draft-overdue",
    severity=FindingSeverity.WARNING,
    help="Write down what is known, ask for a review and set status: in-review.",
    page=__doc__,
    check=check,
)
