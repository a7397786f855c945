"""The promises of a period: made, kept, given up, vanished; how late, and how often moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.reports.stats_courses import Phase
from pmctl.reports.stats_measures import Measure, Share, measure, share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.reports.stats_courses import Course, Courses


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseStats:
    """Some promises in a period, both days included. A count is None if a shallow clone hides a part of it.

    Attributes:
        opened: how many became a promise in the period.
        closed: how many were done in the period and are at its end.
        dropped: how many were dropped in the period and are at its end.
        vanished: how many were removed in the period while they were open, and are not back at its end.
        open_at_end: how many are open at its end.
        overdue_at_end: how many of those were due before its last day.
        on_time_original: of the closed, whether by the date that was first promised.
        on_time_moved: of the closed, whether by the date that was valid on that day.
        days_to_close: of the closed, days from opened to closed.
        slips: of all that were open at any time in the period, how often each was moved later up to its end.
        days_slipped: of the same, by how many days each is due later than first promised, at its end.
        oldest_open: which has been open for longest at its end; None if there is none, or none is known to be it.
        older: how many that were, or may have been, open or closed in the period are older than a shallow clone, so
            that the shares and measures leave them out, wholly or in part; None if it knows nothing.
    """

    opened: int | None
    closed: int | None
    dropped: int | None
    vanished: int | None
    open_at_end: int | None
    overdue_at_end: int | None
    on_time_original: Share
    on_time_moved: Share
    days_to_close: Measure
    slips: Measure
    days_slipped: Measure
    oldest_open: Course | None
    older: int | None


def promise_stats(courses: Iterable[Course], since: dt.date, until: dt.date, *, known: Courses) -> PromiseStats:
    """Sum up promises in a period; `known` tells from which day on everything is known.

    A period that ends before it begins lies in the future: nothing has happened in it, and its end is unknown.
    """
    courses = list(courses)
    undated = []
    ended: dict[Phase | None, list[tuple[Course, dt.date]]] = {}
    for course in courses:
        phase, day = course.phase_on(until)
        if day is not None and since <= day:
            ended.setdefault(phase, []).append((course, day))
        elif day is None and phase is not None:
            undated.append(course)
    closed = ended.get(Phase.DONE, [])
    open_ = [course for course in courses if course.phase_on(until)[0] is Phase.OPEN]
    alive = [course for course in courses if course.is_open_within(since, until)]
    is_end_known, is_all_known = known.is_known(until) and until >= since, known.is_known_before(since)
    arrived = [course for course in courses if course.arrived and since <= course.arrived <= until]
    is_opening_known = is_all_known and all(course.opened for course in arrived)
    is_closing_known = is_all_known and all(course.phases[0][0] for course in arrived)
    return PromiseStats(
        opened=sum(c.opened is not None and since <= c.opened <= until for c in courses) if is_opening_known else None,
        closed=len(closed) if is_closing_known else None,
        dropped=len(ended.get(Phase.DROPPED, ())) if is_closing_known else None,
        vanished=len(ended.get(Phase.VANISHED, ())) if is_all_known else None,
        open_at_end=len(open_) if is_end_known else None,
        overdue_at_end=sum(course.is_overdue_on(until) for course in open_) if is_end_known else None,
        on_time_original=share(_in_time((course.life.original_due, day) for course, day in closed)),
        on_time_moved=share(_in_time((course.due_on(day), day) for course, day in closed)),
        days_to_close=measure(
            (day - course.opened).days for course, day in closed if course.opened and day >= course.opened
        ),
        slips=measure(sum(day <= until for day in course.slips) for course in alive if course.slips is not None),
        days_slipped=measure(days for course in alive if (days := course.slipped_days(until)) is not None),
        oldest_open=_oldest(open_) if is_end_known else None,
        older=None if known.is_blind else _older([*alive, *undated, *(course for course, _ in closed)]),
    )


def _in_time(pairs: Iterable[tuple[dt.date | None, dt.date]]) -> Iterator[bool]:
    return (closed <= due for due, closed in pairs if due)


def _older(courses: Iterable[Course]) -> int:
    return len({course.life.ref for course in courses if course.slips is None})


def _oldest(courses: Sequence[Course]) -> Course | None:
    """Return the course that was opened first; None if of any it is unknown when, for it may be the one."""
    opened = [(course.opened, course.life.ref, course) for course in courses if course.opened]
    return min(opened)[-1] if opened and len(opened) == len(courses) else None
