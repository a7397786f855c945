"""A milestone has no offset from UTC.

## Why

`09:52` is a different moment for each reader. People in several zones write postmortems, and in many of them the clocks
change twice a year. A duration between two such times, such as the time to detect, is a guess.

## Bad

```markdown
---
started_at: 2026-03-14T09:52:00
detected_at: 2026-03-14 10:04
---
```

## Good

```markdown
---
started_at: 2026-03-14T09:52:00Z
detected_at: 2026-03-14 11:04+01:00
---
```

## Source

RFC 3339, section 4.4: a local time without an offset cannot be interpreted by others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report every milestone whose moment depends on where its reader is."""
    return reports_of(document.record.problems if document.record else (), ProblemKind.TIME_WITHOUT_OFFSET)


RULE = Rule(
    code="PM104",
    name="time-without-offset",
    severity=FindingSeverity.ERROR,
    help="Add the offset: Z for UTC, or one such as +02:00.",
    page=__doc__,
    check=check,
)
