"""A period in numbers: its incidents, its promises, and what comes back."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pmctl.reports.filters import Filters, team_of
from pmctl.reports.stats_burndown import Burndown, burndown
from pmctl.reports.stats_courses import by_postmortem, trace
from pmctl.reports.stats_incidents import IncidentStats, incident_stats, incidents_within
from pmctl.reports.stats_promises import PromiseStats, promise_stats
from pmctl.reports.stats_recurrence import Recurrence, distinct, recurrence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pmctl.ledger.model import DocumentLife, Ledger
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Record
    from pmctl.reports.stats_courses import Course, Courses


class Grouping(StrEnum):
    """What the numbers can be shown by."""

    SEVERITY = "severity"
    SERVICE = "service"
    TEAM = "team"
    CAUSE = "cause"
    OWNER = "owner"
    QUARTER = "quarter"

    @property
    def is_plural(self) -> bool:
        """Whether a postmortem can have several, and then counts in each."""
        return self in {Grouping.SERVICE, Grouping.CAUSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Incidents and promises of a period, both days included; `name` is None for those without, and for the total."""

    name: str | None
    since: dt.date
    until: dt.date
    incidents: IncidentStats
    promises: PromiseStats

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened, as far as can be known, and nothing is open."""
        stats = self.promises
        counts = (stats.opened, stats.closed, stats.dropped, stats.vanished, stats.open_at_end)
        return self.incidents.count == 0 and all(count == 0 for count in counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsReport:
    """A period in numbers.

    Attributes:
        since: its first day.
        until: its last day, as asked for; nothing is known after `as_of`.
        as_of: the day of the newest state.
        commit: the newest commit that counted, by its full name; None if there is none.
        shallow: whether a part of history is hidden.
        known_from: in a shallow clone, the first day at whose end everything is known; else None.
        is_filtered: whether only some postmortems and promises were asked for.
        postmortems: the names of all documents there are, for which short references must be unambiguous.
        total: the numbers of the whole period.
        grouping: what else was asked for.
        groups: the numbers of each group; empty without a grouping.
    """

    since: dt.date
    until: dt.date
    as_of: dt.date
    commit: str | None
    shallow: bool
    known_from: dt.date | None
    is_filtered: bool
    postmortems: tuple[str, ...]
    total: Numbers
    grouping: Grouping | None
    groups: tuple[Numbers, ...]
    burndown: Burndown
    recurrence: Recurrence

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: the period is quiet, or has not begun, or nothing is known of it."""
        return self.is_unknown or self.since > self.as_of or self.total.is_empty

    @property
    def is_unknown(self) -> bool:
        """Whether a shallow clone does not reach back to that day, so that nothing can be said about it."""
        return self.shallow and self.commit is None


def year_up_to(day: dt.date) -> dt.date:
    """Return the first day of the year that ends with `day`: 2025-06-02 for 2026-06-01."""
    following = day.replace(month=2, day=28) if (day.month, day.day) == (2, 29) else day
    if following.year == dt.MINYEAR:
        return dt.date.min
    return following.replace(year=following.year - 1) + dt.timedelta(days=1)


def report_stats(
    ledger: Ledger,
    *,
    since: dt.date,
    until: dt.date,
    as_of: dt.date,
    conventions: Conventions,
    filters: Filters | None = None,
    grouping: Grouping | None = None,
    line: Iterable[tuple[str, float]] | None = None,
) -> StatsReport:
    """Return the numbers of a period.

    Args:
        ledger: of the newest state that counts.
        since: the first day of the period.
        until: its last day, not before `since`.
        as_of: the day of the newest state; of a period that ends later, what lies after it is not known yet.
        conventions: give the zone, the teams of people and the order of severities.
        filters: which postmortems and promises count; their period is not looked at.
        grouping: what to show the numbers by as well.
        line: the first-parent line, newest first, each commit with its second since 1970; None takes only the commits
            that the ledger tells of.
    """
    chosen = filters or Filters()
    known = trace(ledger, zone=conventions.zone, as_of=as_of, line=line)
    end = min(until, as_of)
    matter = _Matter(
        incidents=[
            life
            for life in incidents_within(ledger.documents, since, end)
            if chosen.accept_record(life.record, conventions)
        ],
        courses=[course for course in known.all if chosen.accept_action(course.life, conventions)],
        known=known,
        zone=conventions.zone,
    )
    return StatsReport(
        since=since,
        until=until,
        as_of=as_of,
        commit=ledger.newest,
        shallow=ledger.shallow,
        known_from=known.known_from,
        is_filtered=chosen != Filters(),
        postmortems=tuple(life.name for life in ledger.documents if life.present),
        total=matter.numbers(None, since, end),
        grouping=grouping,
        groups=tuple(_groups(matter, since, end, grouping, conventions)) if grouping else (),
        burndown=burndown(matter.courses, since, end, known=known),
        recurrence=recurrence(matter.incidents, ledger.documents, by_postmortem(known.all), known=known),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """What is summed up."""

    incidents: Sequence[DocumentLife]
    courses: Sequence[Course]
    known: Courses
    zone: dt.tzinfo

    def numbers(self, name: str | None, since: dt.date, until: dt.date) -> Numbers:
        return Numbers(
            name=name,
            since=since,
            until=until,
            incidents=incident_stats(self.incidents, self.zone, known=self.known),
            promises=promise_stats(self.courses, since, until, known=self.known),
        )

    def part(self, incidents: Sequence[DocumentLife], courses: Sequence[Course]) -> _Matter:
        return _Matter(incidents=incidents, courses=courses, known=self.known, zone=self.zone)


def _groups(
    matter: _Matter, since: dt.date, until: dt.date, grouping: Grouping, conventions: Conventions
) -> Iterator[Numbers]:
    if grouping is Grouping.QUARTER:
        yield from _quarters(matter, since, until)
        return
    names: dict[str | None, str | None] = {}
    incidents: dict[str | None, list[DocumentLife]] = {}
    courses: dict[str | None, list[Course]] = {}
    for life in matter.incidents:
        for key, name in _names(None, life.record, grouping, conventions):
            names.setdefault(key, name)
            incidents.setdefault(key, []).append(life)
    for course in matter.courses:
        for key, name in _names(course.life.action, course.life.record, grouping, conventions):
            names.setdefault(key, name)
            courses.setdefault(key, []).append(course)
    rows = [
        matter.part(incidents.get(key, ()), courses.get(key, ())).numbers(name, since, until)
        for key, name in names.items()
    ]
    yield from sorted((row for row in rows if not row.is_empty), key=_order(grouping, conventions))


def _names(
    action: Action | None, record: Record, grouping: Grouping, conventions: Conventions
) -> Iterable[tuple[str | None, str | None]]:
    """Return the groups that a document, or one of its promises, counts in: how they are compared, and their names."""
    names: Sequence[str | None]
    if grouping is Grouping.SEVERITY:
        names = (record.severity,)
    elif grouping is Grouping.TEAM:
        own = record.team or conventions.team_of(record.owner)
        names = (team_of(action, record, conventions) if action else own,)
    elif grouping is Grouping.OWNER:
        names = (action.owner if action else record.owner,)
    else:
        names = record.services if grouping is Grouping.SERVICE else record.causes
    return distinct(name for name in names if name).items() or [(None, None)]


def _order(grouping: Grouping, conventions: Conventions) -> Callable[[Numbers], tuple[int, int, int, str]]:
    def order(row: Numbers) -> tuple[int, int, int, str]:
        if grouping is Grouping.SEVERITY:
            return (conventions.severity_rank(row.name), 0, 0, row.name or "")
        nameless = row.name is None
        return (int(nameless), -(row.incidents.count or 0), -(row.promises.open_at_end or 0), row.name or "")

    return order


def _quarters(matter: _Matter, since: dt.date, until: dt.date) -> Iterator[Numbers]:
    """Yield the numbers of every quarter of the calendar, from the first in which there is anything."""
    incidents: dict[int, list[DocumentLife]] = {}
    for life in matter.incidents:
        incidents.setdefault(_quarter(life.record.date or since), []).append(life)
    courses: dict[int, list[Course]] = {}
    for course in matter.courses:
        begin, end = course.span()
        if (begin is None or begin <= until) and (end is None or end >= since):
            first, last = max(begin or since, since), min(end or until, until)
            for quarter in range(_quarter(first), _quarter(last) + 1):
                courses.setdefault(quarter, []).append(course)
    for quarter in range(min([*incidents, *courses], default=_quarter(until) + 1), _quarter(until) + 1):
        begin, end = _bounds(quarter)
        part = matter.part(incidents.get(quarter, ()), courses.get(quarter, ()))
        yield part.numbers(f"{quarter // 4:04}-Q{quarter % 4 + 1}", max(begin, since), min(end, until))


def _quarter(day: dt.date) -> int:
    """Return the quarter that a day lies in, counted from the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def _bounds(quarter: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a quarter."""
    year, month = quarter // 4, quarter % 4 * 3 + 1
    return dt.date(year, month, 1), dt.date(year, month + 2, monthrange(year, month + 2)[1])
