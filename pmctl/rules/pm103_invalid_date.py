"""A date or a time of the front matter cannot be read.

## Why

Dates decide what is overdue and how long an incident lasted. "Soon", "28/03" or "v2.7" cannot be compared with today,
so the promise would never be late.

## Bad

```markdown
---
date: 14 March 2026
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: soon
---
```

## Good

```markdown
---
date: 2026-03-14
started_at: 2026-03-14T09:52:00Z
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    due: 2026-03-28
---
```

## Fix

What can mean only one day is written as that day: `14 March 2026`, `2026/03/14`, `14.03.2026`, but not `03/04/2026`
or `03.04.2026`. So is a time with its offset, or with the name of a zone that can mean only one: `14.03.2026, 9:52 pm
UTC`, `2026-03-14 09:52 CET`, but not `2026-07-14 09:52 CET`, which may be summer time. With `--unsafe-fixes`, a time
without one is taken to be in the configured `timezone`, and a time where a day belongs loses its clock.

## Source

ISO 8601 for days, RFC 3339 for instants.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.one_reading import in_zone, one_date, one_time
from pmctl.postmortem.problems import ProblemKind
from pmctl.postmortem.yaml_text import format_value
from pmctl.rules.edits import set_value
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, reports_of
from pmctl.rules.values import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Scalar


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every value that must be a date or a time and is not."""
    record = document.record
    for report in reports_of(record.problems if record else (), ProblemKind.INVALID_DATE):
        yield report._replace(fix=_fix(document.text, record, report, context)) if record else report


def _fix(text: str, record: Record, report: Report, context: Context) -> Fix | None:
    """Return how to write the value that is reported, if it can mean only one thing."""
    found = find_value(record, report.line, report.column)
    return _reading(text, *found, context.conventions.zone) if found else None


def _reading(text: str, path: tuple[str | int, ...], scalar: Scalar, zone: dt.tzinfo) -> Fix | None:
    moment = one_time(scalar.text)
    value: dt.date | None
    if path[-1] in MILESTONES:
        value = moment and in_zone(moment, zone)
        is_safe = moment is not None and moment.tzinfo is not None
    else:
        value = moment.date() if moment else one_date(scalar.text)
        is_safe = moment is None or (moment.tzinfo is None and moment.time() == dt.time())
    if value is None:
        return None
    return Fix(title=f"Write {format_value(value)}", edit=partial(set_value, text, path, value), is_safe=is_safe)


RULE = Rule(
    code="PM103",
    name="invalid-date",
    severity=FindingSeverity.ERROR,
    help="Write it as YYYY-MM-DD, such as 2026-03-14.",
    page=__doc__,
    check=check,
)
