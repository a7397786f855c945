"""An open action is gone, without having been done or dropped.

## Why

A promise that is deleted is forgotten: it is in no list of open actions any more, nobody has decided against it, and
nobody has to say why. The next incident finds it in the history. To give a promise up is fine; the document then says
so, and keeps the action with its reason.

This rule compares with the base of a branch, so it runs only with `--changed` or `--base`. An action is found again by
its id, and by its title, also in another document that the branch changed. A document that is renamed or moved keeps
its actions; one that is deleted, leaves the configured directory, or is left out by a change of the configuration loses
them, and the findings name the path that it had. An unreadable document is not taken for an empty one. To set a promise
back to `proposed` is to delete it as well.

## Bad

First what the base has, then what the branch makes of it:

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: open
  - id: A2
    title: Test the driver with the production pool size
    status: in-progress
---
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A2
    title: Test the driver with the production pool size
    status: in-progress
---
```

## Good

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: open
---
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    status: dropped
    reason: The pool is gone, each request has a connection of its own
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Action, Postmortem, Record

_DECIDE = "To give a promise up, set it to dropped and say why."
_LET_IN = "Let the configuration have the document, and say of the action that it is done, or dropped and why."
_KEEP = "Put the document back, and say of the action that it is done, or dropped and why."


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every open action that the document had at the base and has no more."""
    if context.base is None:
        return
    entry = document.record.entry("actions") if document.record else None
    for action, now in context.base.actions(document):
        if not _is_promise(action) or context.base.has_moved(action):
            continue
        if now is None:
            message = f"the open action {_called(action)} is gone"
            yield report_at(entry.key, message) if entry else Report(message=message, end_column=4)
        elif now.status is ActionStatus.PROPOSED and now.fields and (node := now.fields.get("status")):
            yield report_at(node, f"the open action {_called(action)} is only proposed now", _DECIDE)


def check_lost(record: Record, context: Context) -> Iterator[Report]:
    """Report every open action of a document that is gone."""
    for action, _ in promises(record):
        if _is_promise(action) and not (context.base and context.base.has_moved(action)):
            if context.base and record.path in context.base.left_out:
                message = (
                    f"the open action {_called(action)} is out of sight: the configuration leaves its document out"
                )
                yield Report(message=message, help=_LET_IN)
            else:
                yield Report(message=f"the open action {_called(action)} is gone with its document", help=_KEEP)


def _is_promise(action: Action) -> bool:
    return action.fields is not None and action.status.is_open


def _called(action: Action) -> str:
    title = f"“{shorten(action.title)}”" if action.title else ""
    return f"{action.id} {title}".strip() if action.id else title or "without an id"


RULE = Rule(
    code="PM703",
    name="action-vanished",
    severity=FindingSeverity.ERROR,
    help="Put it back, and say that it is done, or dropped and why.",
    page=__doc__,
    check=check,
    check_lost=check_lost,
)
