"""The course of each promise through the days: what it was and when it was due, at every past day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pmctl.ledger.model import EventKind
from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.ledger.model import ActionLife, Commit, Event, Ledger


class Phase(StrEnum):
    """What a promise is on a day."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    VANISHED = "vanished"


_Value = TypeVar("_Value")
_Steps: TypeAlias = tuple[tuple[dt.date | None, _Value], ...]

_PHASES = {
    EventKind.OPENED: Phase.OPEN,
    EventKind.STARTED: Phase.OPEN,
    EventKind.BLOCKED: Phase.OPEN,
    EventKind.RESTORED: Phase.OPEN,
    EventKind.DONE: Phase.DONE,
    EventKind.DROPPED: Phase.DROPPED,
    EventKind.REMOVED: Phase.VANISHED,
}
_PHASES_OF_STATUS = {
    ActionStatus.DONE: Phase.DONE,
    ActionStatus.DROPPED: Phase.DROPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One promise, day by day.

    Attributes:
        life: the promise.
        opened: the day it became one; None if that is unknown.
        phases: what it became on which day, oldest first; the day of the first is None if it is unknown.
        dues: the due dates it had (None for none), each with the day it was written; the first held from the start.
        slips: the days on which its date was moved later; None if not all are known.
    """

    life: ActionLife
    opened: dt.date | None
    phases: _Steps[Phase]
    dues: _Steps[dt.date | None]
    slips: tuple[dt.date, ...] | None

    def phase_on(self, day: dt.date) -> tuple[Phase | None, dt.date | None]:
        """Return what it is at the end of `day` and since when; None for what is not there yet or unknown."""
        return next(
            ((phase, since) for since, phase in reversed(self.phases) if since is None or since <= day), (None, None)
        )

    def is_open_before(self, day: dt.date) -> bool:
        """Return whether it is open when `day` begins."""
        phases = (phase for since, phase in reversed(self.phases) if since is None or since < day)
        return next(phases, None) is Phase.OPEN

    def due_on(self, day: dt.date) -> dt.date | None:
        """Return when it is due by what is written at the end of `day`, or before anything was written."""
        return next((due for since, due in reversed(self.dues) if since is None or since <= day), None)

    def is_overdue_on(self, day: dt.date) -> bool:
        """Return whether it is open at the end of `day` and was due before."""
        due = self.due_on(day)
        return due is not None and due < day and self.phase_on(day)[0] is Phase.OPEN

    def is_open_within(self, since: dt.date, until: dt.date) -> bool:
        """Return whether it is open at any time from `since` to `until`, both included."""
        return any(
            (start is None or start <= until) and (end is None or end >= since) for start, end in self.stretches()
        )

    def slipped_days(self, day: dt.date) -> int | None:
        """Return by how many days it is due later on `day` than first promised, at least 0; None if unknown."""
        if self.slips is None:
            return None
        due, original = self.due_on(day), self.life.original_due
        return max(0, (due - original).days) if due and original else 0

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first day of its story (None is unknown) and the last (None while it is open)."""
        first, (last, newest) = self.phases[0][0], self.phases[-1]
        if first is None or newest is Phase.OPEN:
            return first, None
        told = [day for day in (first, last, self.opened) if day]
        return min(told), max(told)

    def stretches(self) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        """Yield each stretch for which it is open: its first day (None is unknown) and the day it ends, or None."""
        ends = [*(since for since, _ in self.phases[1:]), None]
        for (since, phase), end in zip(self.phases, ends, strict=True):
            if phase is Phase.OPEN:
                yield since, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """The courses of all promises.

    Attributes:
        all: one for each life of the ledger, in its order.
        known_from: in a shallow clone, the first day at whose end everything is known; else None.
    """

    all: tuple[Course, ...]
    known_from: dt.date | None

    def is_known(self, day: dt.date) -> bool:
        """Return whether everything is known at the end of `day`."""
        return self.known_from is None or day >= self.known_from

    def is_known_before(self, day: dt.date) -> bool:
        """Return whether everything is known when `day` begins."""
        return self.known_from is None or day > self.known_from


def trace(ledger: Ledger, *, zone: dt.tzinfo, as_of: dt.date) -> Courses:
    """Return the courses of a ledger's promises.

    A commit has happened by a day if it, or one after it, is dated on or before that day, as ``--as-of`` has it. What
    stands in the newest state has happened by `as_of`, be it not committed yet, or dated later.

    Args:
        ledger: of the newest state.
        zone: in which a commit's instant becomes a day.
        as_of: the day on which the newest state is looked at.
    """
    days = _Days(ledger, zone, as_of)
    return Courses(
        all=tuple(_course(life, days) for life in ledger.actions), known_from=days.first if ledger.shallow else None
    )


class _Days:
    """The day by which each commit that told something has happened."""

    def __init__(self, ledger: Ledger, zone: dt.tzinfo, as_of: dt.date) -> None:
        self.as_of = as_of
        self._days: dict[str, dt.date] = {}
        self.first = self._earlier(ledger.commit, zone, as_of)
        last: Commit | None = None
        for event in reversed(ledger.events):
            if event.commit is not last and event.commit is not None:
                last = event.commit
                self.first = self._earlier(last, zone, self.first)
                self._days[last.sha] = self.first

    @staticmethod
    def _earlier(commit: Commit | None, zone: dt.tzinfo, day: dt.date) -> dt.date:
        return min(day, commit.date.astimezone(zone).date()) if commit else day

    def of(self, event: Event) -> dt.date:
        return self._days[event.commit.sha] if event.commit else self.as_of

    def told(self, day: dt.date | None) -> dt.date | None:
        """A day that a document states of itself: what it holds already has happened."""
        return day and min(day, self.as_of)


def _course(life: ActionLife, days: _Days) -> Course:
    phases = _phases(life, days)
    stated = days.told(life.action.opened)
    if stated is not None:
        phases = [
            (stated if place == 0 or day is None else max(day, stated), phase)
            for place, (day, phase) in enumerate(phases)
        ]
    opened = phases[0][0]
    closed = days.told(life.action.closed)
    if closed is not None and phases[-1][1] in {Phase.DONE, Phase.DROPPED}:
        last = phases[-1][1]
        phases = [*((day, phase) for day, phase in phases[:-1] if day is None or day < closed), (closed, last)]
    moves = [event for event in life.events if event.kind is EventKind.MOVED]
    first_due = _day(moves[0].before) if moves else life.action.due
    return Course(
        life=life,
        opened=opened,
        phases=tuple(phases),
        dues=((None, first_due), *((days.of(move), _day(move.after)) for move in moves)),
        slips=None if life.slips is None else tuple(days.of(move) for move in moves if move.days and move.days > 0),
    )


def _phases(life: ActionLife, days: _Days) -> list[tuple[dt.date | None, Phase]]:
    phases: list[tuple[dt.date | None, Phase]] = []
    for event in life.events:
        phase = _phase_after(event)
        if phase is None:
            continue
        if not phases and event.kind is not EventKind.OPENED:
            phases.append((None, _phase_before(event)))
        if not phases or phases[-1][1] is not phase:
            phases.append((days.of(event), phase))
    return phases or [(None, _newest_phase(life))]


def _phase_after(event: Event) -> Phase | None:
    if event.kind is EventKind.REOPENED:
        return _phase_of(event.after)
    return _PHASES.get(event.kind)


def _phase_before(event: Event) -> Phase:
    """Return what a promise older than the clone was before the first thing that is known of it."""
    return Phase.OPEN if event.kind is EventKind.REMOVED else _phase_of(event.before)


def _phase_of(status: str | None) -> Phase:
    return _PHASES_OF_STATUS.get(ActionStatus(status), Phase.OPEN) if status else Phase.OPEN


def _newest_phase(life: ActionLife) -> Phase:
    if not life.present and life.action.status.is_open:
        return Phase.VANISHED
    return _PHASES_OF_STATUS.get(life.action.status, Phase.OPEN)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def by_postmortem(courses: Sequence[Course]) -> dict[str, list[Course]]:
    """Return the courses by the name of their document."""
    found: dict[str, list[Course]] = {}
    for course in courses:
        found.setdefault(course.life.postmortem, []).append(course)
    return found
