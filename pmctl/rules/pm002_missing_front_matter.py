"""A document does not start with front matter.

## Why

The front matter is the record: who owns the review, how severe the incident was, what was promised and until when.
Without it the document is only a story, and nothing can be followed up. The block must be the very first thing in the
file; hyphens further down are a horizontal rule to Markdown. pmctl reads YAML, not TOML (`+++`).

A whole archive that was written without front matter need not be mended by hand: `pmctl adopt` adds it.

## Bad

```markdown
# Checkout timeouts after driver upgrade

## Summary

Checkout answered slowly for half an hour.
```

```markdown

---
id: 2026-03-14-checkout-timeouts
---
```

## Good

```markdown
---
id: 2026-03-14-checkout-timeouts
---

# Checkout timeouts after driver upgrade
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, _: Context) -> Iterable[Report]:
    """Report a document whose first line does not open a block of YAML."""
    return reports_of(document.problems, ProblemKind.MISSING_FRONT_MATTER)


RULE = Rule(
    code="PM002",
    name="missing-front-matter",
    severity=FindingSeverity.ERROR,
    help="Start the file with a block of `key: value` lines between two lines of three hyphens (---).",
    page=__doc__,
    check=check,
)
