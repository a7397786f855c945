"""An action is done, and nothing shows it.

## Why

"Done" is a claim. The merged change, the alert that has fired in a test, or the restored backup is what lets somebody
else believe it, and find it when the same thing breaks again.

Evidence is whatever the key `evidence` holds: a link, several, or a sentence. A `ticket` is none: it stands there from
the first day on, and says what was to be done rather than what was. "done", "yes", "none" and "n/a" are no evidence
either; a placeholder is PM109's matter, and an action that was dropped PM312's.

This rule is off by default, since many small actions are their own evidence.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    ticket: https://tracker.example/PAY-812
    status: done
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    ticket: https://tracker.example/PAY-812
    evidence: https://git.example/alerts/pull/96
    status: done
  - id: A2
    title: Restore the backup of orders-db once a month
    evidence: Restored on 2026-04-02 in 48 minutes, all 61 tables complete
    status: done
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.promises import promises, report_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_NONE = frozenset({"none", "n/a", "na", "no", "yes", "ok", "done", "true", "see ticket"})


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every action that is done without evidence."""
    for action, fields in promises(document.record):
        if action.status is not ActionStatus.DONE:
            continue
        message = f"action {action.label} is done without evidence"
        if report := report_gap(action, fields, "evidence", message, nothing=_NONE):
            yield report


RULE = Rule(
    code="PM311",
    name="closed-without-evidence",
    severity=FindingSeverity.WARNING,
    help="Link to what shows it, such as evidence: https://git.example/alerts/pull/96.",
    page=__doc__,
    check=check,
    default=False,
)
