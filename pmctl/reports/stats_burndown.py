"""How many promises were open, and how many overdue, at the end of each week or month."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.reports.stats_courses import Course, Courses

_LONGEST_IN_WEEKS = 184
"""Days: no six months have more."""


class Step(StrEnum):
    """What lies between two points."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was open, and overdue, at the end of a day; None where a shallow clone hides it."""

    date: dt.date
    open: int | None
    overdue: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burndown:
    """The points of a period, oldest first."""

    step: Step
    points: tuple[Point, ...]


def burndown(courses: Iterable[Course], since: dt.date, until: dt.date, *, known: Courses) -> Burndown:
    """Return a point for the end of each week (Sunday) or month of a period, and one for its last day.

    Weeks are taken for up to six months. The points begin when the first promise does, if that is known.
    """
    courses = list(courses)
    step = Step.WEEK if (until - since).days < _LONGEST_IN_WEEKS else Step.MONTH
    starts = [start for course in courses for start, _ in course.stretches()]
    if not starts:
        return Burndown(step=step, points=())
    is_cut = known.known_from is not None
    first = since if is_cut else max(since, min(start for start in starts if start))
    days = list(_ends(first, until, step))
    counts = zip(days, *_counts(courses, days), strict=True)
    return Burndown(
        step=step,
        points=tuple(
            Point(date=day, open=open_ if known.is_known(day) else None, overdue=late if known.is_known(day) else None)
            for day, open_, late in counts
        ),
    )


def _ends(since: dt.date, until: dt.date, step: Step) -> Iterator[dt.date]:
    """Yield the days from `since` on that end a week or a month, and `until`."""
    day = since
    while day <= until:
        left = 6 - day.weekday() if step is Step.WEEK else monthrange(day.year, day.month)[1] - day.day
        if left >= (until - day).days:
            yield until
            return
        day += dt.timedelta(days=left)
        yield day
        day += dt.timedelta(days=1)


def _counts(courses: Iterable[Course], days: Sequence[dt.date]) -> tuple[list[int], list[int]]:
    """Count what is open and what is overdue on each of the days, by what begins and ends in between."""
    open_, overdue = [0] * (len(days) + 1), [0] * (len(days) + 1)
    for course in courses:
        valid = [_place(days, since, 0) for since, _ in course.dues]
        for start, end in course.stretches():
            begin, stop = _place(days, start, 0), _place(days, end, len(days))
            if begin >= stop:
                continue
            _add(open_, begin, stop)
            for place in range(bisect_right(valid, begin) - 1, bisect_left(valid, stop)):
                due = course.dues[place][1]
                if due is not None:
                    invalid = valid[place + 1] if place + 1 < len(valid) else stop
                    _add(overdue, max(begin, valid[place], bisect_right(days, due)), min(stop, invalid))
    return list(accumulate(open_[:-1])), list(accumulate(overdue[:-1]))


def _place(days: Sequence[dt.date], day: dt.date | None, otherwise: int) -> int:
    return otherwise if day is None else bisect_left(days, day)


def _add(changes: list[int], begin: int, stop: int) -> None:
    if begin < stop:
        changes[begin] += 1
        changes[stop] -= 1
