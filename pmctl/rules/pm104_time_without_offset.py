"""A milestone has no offset from UTC.

## Why

`09:52` is a different moment for each reader. People in several zones write postmortems, and in many of them the clocks
change twice a year. A duration between two such times, such as the time to detect, is a guess.

## Bad

```markdown
---
started_at: 2026-03-14T09:52:00
detected_at: 2026-03-14 10:04
---
```

## Good

```markdown
---
started_at: 2026-03-14T09:52:00Z
detected_at: 2026-03-14 11:04+01:00
---
```

## Fix

With `--unsafe-fixes`, the time is taken to be in the configured `timezone` and gets its offset on that day, unless the
clock was changed at that hour.

## Source

RFC 3339, section 4.4: a local time without an offset cannot be interpreted by others.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.dates import parse_time
from pmctl.postmortem.one_reading import in_zone, offset_of
from pmctl.postmortem.problems import ProblemKind
from pmctl.rules.edits import set_value
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, reports_of
from pmctl.rules.values import find_value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem, Record


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every milestone whose moment depends on where its reader is."""
    record = document.record
    for report in reports_of(record.problems if record else (), ProblemKind.TIME_WITHOUT_OFFSET):
        yield report._replace(fix=_fix(document.text, record, report, context.conventions.zone)) if record else report


def _fix(text: str, record: Record, report: Report, zone: dt.tzinfo) -> Fix | None:
    """Return how to write the time as one in `zone`, if it is one moment there."""
    found = find_value(record, report.line, report.column)
    naive = parse_time(found[1].text.strip()) if found else None
    moment = in_zone(naive, zone) if naive else None
    if found is None or moment is None:
        return None
    value = found[1].text.strip() + offset_of(moment)
    return Fix(title=f"Write {value}", edit=partial(set_value, text, found[0], value), is_safe=False)


RULE = Rule(
    code="PM104",
    name="time-without-offset",
    severity=FindingSeverity.ERROR,
    help="Add the offset: Z for UTC, or one such as +02:00.",
    page=__doc__,
    check=check,
)
