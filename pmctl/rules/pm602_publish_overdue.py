"""A postmortem is not published yet when it should be.

## Why

What was learned helps nobody who cannot read it, and the next incident does not wait. A postmortem that is late is soon
one that never comes.

The days are counted from the incident's `date`. A draft that is this late is reported here and by PM601: each has its
own clock. Time alone changes what this rule finds, so it only warns.

## Bad

```markdown
---
status: in-review
severity: SEV1
date: 2026-03-14
---
```

## Good

```markdown
---
status: published
severity: SEV1
date: 2026-03-14
---
```

## Options

`[severities.SEV1] publish_within` says how many days a severity gives: 7 for SEV1, 14 for SEV2 and 30 below, unless it
is set.

## Source

Google, "The Site Reliability Workbook", chapter 10: a good postmortem is written and circulated within a week. The
numbers for milder incidents are pmctl's own.
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

_UNPUBLISHED = frozenset({Status.DRAFT, Status.IN_REVIEW})


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report a postmortem that has waited longer to be published than its severity allows."""
    return report_late(document.record, context, _UNPUBLISHED, _days_of, "this is not published yet")


def _days_of(severity: Severity) -> int:
    return severity.publish_within


RULE = Rule(
    code="PM602",
    name="publish-overdue",
    severity=FindingSeverity.WARNING,
    help="Finish the review and set status: published, even if some answers are still open.",
    page=__doc__,
    check=check,
)
