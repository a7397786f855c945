"""A postmortem is published and nobody reviewed it.

## Why

Its author knows too much to see what is missing: a step that everybody in the team takes for granted, a cause behind
the cause, a promise that changes nothing. A second reader sees it, and learns from it.

It is looked at when it is `published` or `closed`. One reviewer is enough.

## Bad

```markdown
---
status: published
owner: "@mara"
---
```

## Good

```markdown
---
status: published
owner: "@mara"
reviewers: ["@jonas"]
---
```

## Source

Google, "Site Reliability Engineering", chapter 15: a postmortem that nobody reviewed might as well not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import Status
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.promises import report_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report a published postmortem that names no reviewer."""
    record = document.record
    if record is None or record.status not in {Status.PUBLISHED, Status.CLOSED}:
        return
    if report := report_unnamed(record, "reviewers", "reviewer"):
        yield report


RULE = Rule(
    code="PM603",
    name="published-without-review",
    severity=FindingSeverity.WARNING,
    help='Let somebody read it who did not write it, and name them, such as reviewers: ["@jonas"].',
    page=__doc__,
    check=check,
)
