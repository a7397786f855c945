"""The due date of an open action was moved to a later day, and nobody says why.

## Why

A date that moves in silence moves again. One sentence in the action's `reason` tells whoever waits for it what has
happened, and whoever reads the history whether the plan was wrong or the world has changed. `pmctl overdue --slipped`
lists what has been moved, and how often.

This rule compares with the base of a branch, so it runs only with `--changed` or `--base`. A reason that stood there
before is that of an earlier move and does not count, nor does a `note`, which may be about anything. What was or is
proposed, done or dropped may have any date, and an earlier date needs no reason.

## Bad

First what the base has, then what the branch makes of it:

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-03-28
---
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-04-30
---
```

## Good

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-03-28
---
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-04-30
    reason: The metric comes with the driver's next release in April
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.nodes import Scalar
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Action, Postmortem
    from pmctl.postmortem.nodes import Node


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every due date of an open action that is later than at the base, without a new reason."""
    for before, now in context.base.actions(document) if context.base else ():
        if now is None or not (before.status.is_open and now.status.is_open):
            continue
        if before.due is None or now.due is None or now.due <= before.due:
            continue
        node = now.fields.get("due") if now.fields else None
        if node is not None and (why := _objection(before, now)):
            noted = _text(now, "note") not in {"", _text(before, "note")}
            help_ = "If the note says why, call it reason instead of note." if noted else None
            yield report_at(node, f"action {now.label} was due {before.due}, is due {now.due}, and {why}", help_)


def _objection(before: Action, now: Action) -> str | None:
    """Return what is wrong with the reason for the new date, or None."""
    reason = _text(now, "reason")
    if not reason:
        return "no reason is given"
    return "its reason is that of an earlier change" if reason == _text(before, "reason") else None


def _text(action: Action, key: str) -> str:
    node: Node | None = action.fields.get(key) if action.fields else None
    if not isinstance(node, Scalar) or node.value is None or is_placeholder(node.text):
        return ""
    return " ".join(node.text.split())


RULE = Rule(
    code="PM704",
    name="due-moved-without-reason",
    severity=FindingSeverity.ERROR,
    help="Say in one sentence why, such as reason: The vendor delivers in May.",
    page=__doc__,
    check=check,
)
