"""An action was dropped, and nobody says why.

## Why

To drop a promise is a decision like any other, and often the right one: the system is being replaced, or another action
made it needless. Without the reason it looks forgotten, and the next incident asks the question again.

The reason is what the key `reason` holds. A `note` is not taken for one, since it may be about anything; "none", "n/a"
and "unknown" are no reasons, and a placeholder is PM109's matter.

## Bad

```markdown
---
actions:
  - id: A1
    title: Split the pool by tenant
    status: dropped
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Split the pool by tenant
    status: dropped
    reason: The limit for each host (A2) keeps tenants apart well enough
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.promises import is_blank, promises, report_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem

_NONE = frozenset({"none", "n/a", "na", "no", "no reason", "unknown", "dropped"})


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report every dropped action without a reason."""
    for action, fields in promises(document.record):
        if action.status is not ActionStatus.DROPPED:
            continue
        message = f"action {action.label} is dropped without a reason"
        note = fields.get("note")
        report = report_gap(action, fields, "reason", message, nothing=_NONE)
        if report and note is not None and not is_blank(note):
            report = report._replace(help="If the note says why, call it reason instead of note.")
        if report:
            yield report


RULE = Rule(
    code="PM312",
    name="dropped-without-reason",
    severity=FindingSeverity.ERROR,
    help="Say why in one sentence, such as reason: Replaced by A4.",
    page=__doc__,
    check=check,
)
