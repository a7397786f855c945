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
not. Noon is the exception: 12:04 AM after 11:52 AM is reported. A range without dates whose end would be more than
six hours before its beginning passes midnight (23:40–00:10); any other that ends before it begins is reported. A day of
the week ("Tue 09:04") counts as a date: the one up to five days after the entry above it, or the day before that.

A list of three entries or more that tells the newest first from its beginning to its end has an order of its own, and
nothing is reported.

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

```markdown
---
date: 2026-03-14
---

## Timeline (UTC)

- 10:40–10:10: the hosts are put back one by one
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

```markdown
---
date: 2026-03-14
---

## Timeline (UTC)

- Sat 11:30: all hosts are back on the old driver
- Sat 10:04: the error rate alert fires
- Fri 17:20: the new driver reaches all hosts
```
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.zones import ZONE
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
_ZONES = lazy_pattern(ZONE)
_NEWEST_FIRST = 2
"""As many steps back, and none forward, are no slip."""

_YEARS = range(2, dt.MAXYEAR)  # a date of the front matter may be one that no other zone knows


class _Step(NamedTuple):
    """Two entries that are told one after the other, and when each began; the first one in UTC."""

    entry: TimelineEntry
    previous: TimelineEntry
    at: dt.datetime
    began: dt.datetime

    @property
    def back(self) -> dt.timedelta:
        """How long before the first one began the second one was over; not positive if it is in order."""
        return self.began - _end(self.entry, max(self.at, self.entry.until or self.at))


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every entry that was over before the one above it began, or before it began itself."""
    for timeline in timelines_of(document, context.conventions):
        found = [*_steps_back(timeline.entries), *_swapped(timeline.entries)]
        yield from sorted(found, key=lambda report: (report.line, report.column))


def _steps_back(entries: tuple[TimelineEntry, ...]) -> Iterator[Report]:
    steps = list(_steps(entries))
    wrong = [step for step in steps if step.at < step.began and _is_out_of_order(step)]
    if not wrong:
        return
    falls = Counter(step.entry.thread for step in steps if step.back > dt.timedelta())
    rises = {step.entry.thread for step in steps if step.at > step.began}
    for entry, previous, *_ in wrong:
        if falls[entry.thread] < _NEWEST_FIRST or entry.thread in rises:
            yield report_time(entry, f"{shorten(entry.written)} is earlier than {shorten(previous.written)} above it")


def _steps(entries: tuple[TimelineEntry, ...]) -> Iterator[_Step]:
    above: dict[int, tuple[TimelineEntry, dt.datetime]] = {}
    for entry in entries:
        if entry.at is None or entry.at.year not in _YEARS or (entry.approximate and entry.has_clock):
            continue
        before = above.get(entry.thread)
        above[entry.thread] = entry, entry.at.astimezone(dt.UTC)
        if before is not None:
            yield _Step(entry, before[0], entry.at, before[1])


def _is_out_of_order(step: _Step) -> bool:
    """Whether the second entry was over before the first began, and the days and zones of both are no mere guesses."""
    entry, previous = step.entry, step.previous
    if step.back <= dt.timedelta() or entry.zone_known != previous.zone_known:
        return False
    if entry.day_source == "entry":
        return previous.day_source != "guess"
    if (entry.day_source == "guess") != (previous.day_source == "guess"):
        return False
    return step.back <= (_HALF_A_DAY if _MIDNIGHT.match(entry.written) else _NEXT_DAY_RATHER)


def _swapped(entries: tuple[TimelineEntry, ...]) -> Iterator[Report]:
    for entry in entries:
        if entry.until is None or entry.at is None or entry.until >= entry.at:
            continue
        if entry.has_clock and not entry.approximate and len(_ZONES.findall(entry.written)) < 2:
            yield report_time(entry, f"{shorten(entry.written)} ends before it begins")


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
