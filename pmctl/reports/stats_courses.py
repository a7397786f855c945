"""The course of each promise through the days: what it was and when it was due, at every past day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pmctl.ledger.model import EventKind
from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        arrived: the day it came, if nobody can say whether it was there before; else None.
    """

    life: ActionLife
    opened: dt.date | None
    phases: _Steps[Phase]
    dues: _Steps[dt.date | None]
    slips: tuple[dt.date, ...] | None
    arrived: dt.date | None

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
        days: by which day each commit that tells something has happened, by its full name.
    """

    all: tuple[Course, ...]
    known_from: dt.date | None
    days: Mapping[str, dt.date]

    @property
    def is_blind(self) -> bool:
        """Whether a shallow clone hides everything."""
        return self.known_from == dt.date.max

    def day_of(self, commit: Commit | None) -> dt.date | None:
        """Return the day by which a commit has happened; None for none."""
        return self.days.get(commit.sha) if commit else None

    def is_known(self, day: dt.date) -> bool:
        """Return whether everything is known at the end of `day`."""
        return self.known_from is None or day >= self.known_from

    def is_known_before(self, day: dt.date) -> bool:
        """Return whether everything is known when `day` begins."""
        return self.known_from is None or day > self.known_from


def trace(
    ledger: Ledger, *, zone: dt.tzinfo, as_of: dt.date, line: Iterable[tuple[str, float]] | None = None
) -> Courses:
    """Return the courses of a ledger's promises.

    A commit has happened by a day if it, or one after it, is dated on or before that day, as ``--as-of`` has it. What
    stands in the newest state has happened by `as_of`, be it not committed yet, or dated later.

    Args:
        ledger: of the newest state.
        zone: in which a commit's instant becomes a day.
        as_of: the day on which the newest state is looked at.
        line: the commits of the first-parent line, newest first, each with its second since 1970; None takes only
            those that tell something.
    """
    days = _Days(ledger, zone, as_of, line)
    first = dt.date.max if ledger.newest is None else days.first
    return Courses(
        all=tuple(_course(life, days) for life in ledger.actions),
        known_from=first if ledger.shallow else None,
        days=days.by_commit,
    )


class _Days:
    """The day by which each commit that told something has happened."""

    def __init__(
        self, ledger: Ledger, zone: dt.tzinfo, as_of: dt.date, line: Iterable[tuple[str, float]] | None
    ) -> None:
        self.as_of, self.zone = as_of, zone
        self.first = as_of
        self.by_commit: dict[str, dt.date] = {}
        told = _told(ledger)
        wanted = told.keys() | {life.first_seen.sha for life in ledger.documents if life.first_seen}
        wanted |= {life.arrival.commit.sha for life in ledger.actions if life.arrival and life.arrival.commit}
        following = min(as_of, dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1)
        lowest = dt.datetime.combine(following, dt.time.min, zone).timestamp()
        for sha, seconds in told.items() if line is None else line:
            if seconds < lowest:
                lowest = seconds
                self.first = dt.datetime.fromtimestamp(seconds, zone).date()
            if sha in wanted:
                self.by_commit[sha] = self.first

    def of(self, event: Event) -> dt.date:
        return self.by_commit[event.commit.sha] if event.commit else self.as_of

    def arrived(self, life: ActionLife) -> dt.date | None:
        """The day a promise came, if nobody can say whether it was there before; of a commit off the line, its own."""
        commit = life.arrival.commit if life.arrival else None
        if commit is None:
            return self.as_of if life.arrival else None
        own = dt.datetime.fromtimestamp(commit.date.timestamp(), self.zone).date()
        return self.by_commit.get(commit.sha) or min(own, self.as_of)

    def told(self, day: dt.date | None) -> dt.date | None:
        """A day that a document states of itself: what it holds already has happened."""
        return day and min(day, self.as_of)


def _told(ledger: Ledger) -> dict[str, float]:
    """Return the commits that tell something, newest first, each with its second since 1970."""
    commits = (ledger.commit, *(event.commit for event in reversed(ledger.events)))
    return {commit.sha: commit.date.timestamp() for commit in commits if commit}


def _course(life: ActionLife, days: _Days) -> Course:
    opened, phases = _phases(life, days)
    moves = [event for event in life.events if event.kind is EventKind.MOVED]
    first_due = _day(moves[0].before) if moves else life.action.due
    return Course(
        life=life,
        opened=opened,
        phases=tuple(phases),
        dues=((None, first_due), *((days.of(move), _day(move.after)) for move in moves)),
        slips=None if life.slips is None else tuple(days.of(move) for move in moves if move.days and move.days > 0),
        arrived=days.arrived(life),
    )


def _phases(life: ActionLife, days: _Days) -> tuple[dt.date | None, list[tuple[dt.date | None, Phase]]]:
    """Return the day on which a promise was opened, and its phases; what the document states beats the commits."""
    told = [(event, phase) for event in life.events if (phase := _phase_after(event))]
    opened = days.told(life.action.opened)
    phases = [(opened, _phase_before(told[0][0]) if told else _phase_of(life.action.status))]
    if told and told[0][0].kind is EventKind.OPENED:
        phases = [(opened or days.of(told[0][0]), Phase.OPEN)]
    begun = phases[0][0]
    if begun is None and phases[0][1] is Phase.OPEN:
        phases = [(days.arrived(life), Phase.OPEN)]
    for event, phase in told:
        day = max(days.of(event), opened or dt.date.min)
        if event.stated is not None:
            _close_on(min(event.stated, day), phases)
        if phases[-1][1] is not phase:
            phases.append((day, phase))
    if life.closed is not None and life.closed == life.action.closed:
        _close_on(min(life.closed, days.as_of), phases)
    return begun, phases


def _close_on(day: dt.date, phases: list[tuple[dt.date | None, Phase]]) -> None:
    """Let the last phase, a closing, begin on another day; what would begin after it falls away."""
    _, closing = phases.pop()
    while phases and (since := phases[-1][0]) is not None and since >= day:
        phases.pop()
    phases.append((day, closing))


def _phase_after(event: Event) -> Phase | None:
    if event.kind is EventKind.REOPENED:
        return _phase_of(event.after)
    return _PHASES.get(event.kind)


def _phase_before(event: Event) -> Phase:
    """Return what a promise older than the clone was before the first thing that is known of it."""
    return Phase.OPEN if event.kind is EventKind.REMOVED else _phase_of(event.before)


def _phase_of(status: str | None) -> Phase:
    return _PHASES_OF_STATUS.get(ActionStatus(status), Phase.OPEN) if status else Phase.OPEN


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def by_postmortem(courses: Sequence[Course]) -> dict[str, list[Course]]:
    """Return the courses by the name of their document."""
    found: dict[str, list[Course]] = {}
    for course in courses:
        found.setdefault(course.life.postmortem, []).append(course)
    return found
