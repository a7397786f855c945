"""A postmortem is reviewed without a facilitator.

## Why

In a meeting about one's own incident it is hard to ask the simple questions, to hear those who say little, and to stop
a hunt for the guilty. Somebody who was not part of it can.

It is looked at once it is no draft any longer. The rule is off unless it is selected: many a small incident is reviewed
well without a meeting.

## Bad

```markdown
---
status: in-review
owner: "@mara"
---
```

## Good

```markdown
---
status: in-review
owner: "@mara"
facilitator: "@jonas"
---
```

## Source

Etsy, "Debriefing Facilitation Guide", 2016: whoever facilitates had no part in the event.
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
    """Report a postmortem that is no draft and names no facilitator."""
    record = document.record
    if record is None or record.status in {None, Status.DRAFT}:
        return
    if report := report_unnamed(record, "facilitator", "facilitator"):
        yield report


RULE = Rule(
    code="PM605",
    name="no-facilitator",
    severity=FindingSeverity.WARNING,
    help='Ask somebody who had no part in the incident to lead the review, and write facilitator: "@jonas".',
    page=__doc__,
    check=check,
    default=False,
)
