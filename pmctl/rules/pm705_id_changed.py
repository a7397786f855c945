"""The id of a document, or of an action, is another one than before.

## Why

A document and its promises are known by their ids, through every rename and every new title. With another id the
history of one thing ends and that of a new one begins: who promised it, since when, and how often its date has moved
is lost, and so is every reference to it.

This rule compares with the base of a branch, so it runs only with `--changed` or `--base`. A document at the same path,
or with the same title and date, is the same document; an action with the same title is the same action. To add an id
where there was none is no change, and a proposed action may have another id.

## Bad

First what the base has, then what the branch makes of it:

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
---
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout
---
```

## Good

The file may be renamed:

```markdown base/postmortems/2026-03-14-checkout-timeouts.md
---
id: 2026-03-14-checkout-timeouts
---
```

```markdown postmortems/2026-03-14-checkout.md
---
id: 2026-03-14-checkout-timeouts
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report the id of the document, and of every action, that is not the one that it was."""
    record = document.record
    if context.base is None or record is None:
        return
    former, entry = context.base.formers.get(record.path), record.entry("id")
    if former and entry and _differ(former.record.id, record.id):
        message = f"the id was {shorten(str(former.record.id))} and is {shorten(str(record.id))}"
        yield report_at(entry.node, message, f"Write the old one again: id: {former.record.id}.")
    for action, now in context.base.actions(document):
        node = now.fields.get("id") if now and now.fields else None
        if now is None or node is None or action.status is ActionStatus.PROPOSED or not _differ(action.id, now.id):
            continue
        title = shorten(now.title or "")
        message = f"the id of the action “{title}” was {shorten(str(action.id))} and is {shorten(str(now.id))}"
        yield report_at(node, message, f"Write the old one again: id: {action.id}.")


def _differ(before: str | None, now: str | None) -> bool:
    return bool(before and now) and before != now and not is_placeholder(str(before)) and not is_placeholder(str(now))


RULE = Rule(
    code="PM705",
    name="id-changed",
    severity=FindingSeverity.ERROR,
    help="Write the old id again.",
    page=__doc__,
    check=check,
)
