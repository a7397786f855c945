"""A merge conflict was committed.

## Why

Two people changed the same lines, and git left both versions in the file for somebody to choose. Until that is done
the document says two things at once; if the markers are in the front matter, it says nothing at all.

A row of seven equals signs alone is a heading to Markdown. Only all three kinds of marker together count.

## Bad

```markdown
---
id: 2026-03-14-checkout-timeouts
<<<<<<< HEAD
owner: "@mara"
=======
owner: "@jonas"
>>>>>>> new-owner
---
```

## Good

```markdown
---
id: 2026-03-14-checkout-timeouts
owner: "@jonas"
---

Summary
=======

Checkout answered slowly for half an hour.
```

## Source

The manual of git-merge, "How conflicts are presented".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report every conflict that git left for somebody to resolve."""
    return reports_of(document.problems, ProblemKind.MERGE_CONFLICT)


RULE = Rule(
    code="PM006",
    name="merge-conflict",
    severity=FindingSeverity.ERROR,
    help="Keep what is right and delete the three marker lines.",
    page=__doc__,
    check=check,
)
