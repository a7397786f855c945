"""No time of the timeline says which time zone it is in.

## Why

The people of one incident sit in several zones, and so do their logs. Months later nobody knows whether 09:52 was on
the clock of the wall or of the server, or whether summer time had begun. UTC is what most tools log in, and it has no
summer.

A zone anywhere in the timeline is enough: in its heading, in the heading of a column, beside a date that heads the
times of a day, behind one of the times, or in a note. A note above the timeline counts if it speaks of all times ("All
times in this document are in UTC"). There is one finding for a timeline, however many times it has. Quiet are timelines
of days alone.

The setting `timezone` tells how pmctl reads such times; whoever reads the document does not see it, so it does not
settle the question. A repository whose people all share one zone may ignore the rule.

Of 94 public timelines 17 were reported, and a reading of each found that none of the 17 gives a zone.

## Bad

```markdown
## Timeline

| Time | Event |
|---|---|
| 09:52 | The new driver reaches all hosts |
| 10:04 | The error rate alert fires |
```

## Good

```markdown
## Timeline

| Time (UTC) | Event |
|---|---|
| 09:52 | The new driver reaches all hosts |
| 10:04 | The error rate alert fires |
```

```markdown
## Timeline

All times are in CET.

- 10:52: the new driver reaches all hosts
- 11:04: the error rate alert fires
```

```markdown
## Timeline

- 2026-03-14: the new driver is released
- 2026-03-16: the old driver is back
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.story import timelines_of
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import called, report_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every timeline that has times, and none of them a zone."""
    for section, entries in timelines_of(document, context.conventions):
        timed = [entry for entry in entries if entry.has_clock]
        if timed and not any(entry.zone_known for entry in timed):
            yield report_heading(section, f"the times of {called(section)} have no time zone")


RULE = Rule(
    code="PM403",
    name="no-timezone",
    severity=FindingSeverity.WARNING,
    help="Say the zone once, best UTC: in the heading of the time column, or as `## Timeline (UTC)`.",
    page=__doc__,
    check=check,
)
