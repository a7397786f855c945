"""A key is written twice.

## Why

YAML forbids it, and yet most readers keep the last value without a word. The first one looks as valid to a human
reader, so a document with two due dates promises whichever one its reader happens to see.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-03-28
    owner: "@jonas"
    due: 2026-04-30
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    due: 2026-04-30
  - id: A2
    title: Split the pool by tenant
    owner: "@mara"
    due: 2026-05-15
---
```

## Source

YAML 1.2.2, section 3.2.1.3: the keys of a mapping are unique.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report every key that its mapping already has."""
    return reports_of(document.problems, ProblemKind.DUPLICATE_KEY)


RULE = Rule(
    code="PM005",
    name="duplicate-key",
    severity=FindingSeverity.ERROR,
    help="Keep the one that is right and delete the other.",
    page=__doc__,
    check=check,
)
