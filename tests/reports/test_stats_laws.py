"""The burndown of a random history equals what folding the states up to each day says, the slow and obvious way."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmctl.ledger.fold import fold
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record
from pmctl.reports.entries import Choice
from pmctl.reports.history import action_history
from pmctl.reports.overdue import report_overdue
from pmctl.reports.stats import report_stats
from pmctl.reports.stats_burndown import burndown
from pmctl.reports.stats_courses import Phase, trace
from pmctl.reports.stats_promises import promise_stats
from tests.ledger.test_oracle import NUMBER, OPERATIONS, ZONES, random_steps, seeds, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.ledger.model import Ledger, State, Version

HISTORIES = int(os.environ.get("PMCTL_HISTORIES", "300"))
EDIT = st.tuples(st.sampled_from([o for o in OPERATIONS if o not in {"opened", "closed"}]), NUMBER, NUMBER, NUMBER)
ANY_EDIT = st.tuples(st.sampled_from(OPERATIONS), NUMBER, NUMBER, NUMBER)
Steps: TypeAlias = list[tuple[list[tuple[str, int, int, int]], int, int]]


def steps_of(edit: st.SearchStrategy[tuple[str, int, int, int]]) -> st.SearchStrategy[Steps]:
    step = st.tuples(st.lists(edit, min_size=1, max_size=4), st.integers(-30, 90), NUMBER)
    return st.lists(step, min_size=1, max_size=14)


FIRST = dt.date(2026, 1, 25)
DAYS = st.integers(0, 70).map(lambda days: FIRST + dt.timedelta(days=days))
LAWS = settings(
    max_examples=HISTORIES,
    deadline=None,
    database=None,
    derandomize="PMCTL_HISTORIES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)


def line(states: list[State]) -> list[tuple[str, float]]:
    return [(state.commit.sha, state.commit.date.timestamp()) for state in reversed(states) if state.commit]


def as_of(states: list[State], day: dt.date, zone: dt.tzinfo) -> Ledger:
    """Fold what `--as-of` takes: up to the newest commit of that day or before."""
    places = [
        place for place, state in enumerate(states) if state.commit and state.commit.date.astimezone(zone).date() <= day
    ]
    return fold(states[: max(places, default=-1) + 1], zone=zone)


def counts(ledger: Ledger, day: dt.date) -> tuple[int, int]:
    lives = [life for life in ledger.actions if life.is_open]
    return len(lives), sum(life.days_overdue(day) > 0 for life in lives)


@LAWS
@given(
    steps=steps_of(EDIT), zone=st.sampled_from(ZONES), uncommitted=st.booleans(), today=DAYS, length=st.integers(0, 300)
)
def test_the_burndown_of_a_random_history_equals_the_folds_of_its_states(
    steps: Steps,
    zone: dt.tzinfo,
    uncommitted: bool,
    today: dt.date,
    length: int,
) -> None:
    states = tell(steps, uncommitted=uncommitted)
    whole = fold(states, zone=zone)
    known = trace(whole, zone=zone, as_of=today, line=line(states))
    found = burndown(known.all, today - dt.timedelta(days=length), today, known=known)
    for point in found.points[:-1]:
        assert (point.open, point.overdue) == counts(as_of(states, point.date, zone), point.date)
    newest = [(point.date, point.open, point.overdue) for point in found.points[-1:]]
    assert newest in ([], [(today, *counts(whole, today))])
    if not newest:
        assert not any(list(course.stretches()) for course in known.all)


@LAWS
@given(steps=steps_of(EDIT), zone=st.sampled_from(ZONES), day=DAYS)
def test_every_promise_is_on_each_day_what_the_fold_up_to_it_says(steps: Steps, zone: dt.tzinfo, day: dt.date) -> None:
    states = tell(steps, uncommitted=False)
    whole = fold(states, zone=zone)
    known = trace(whole, zone=zone, as_of=dt.date(2027, 1, 1), line=line(states))
    stats = promise_stats(known.all, day, day, known=known)
    assert (stats.open_at_end, stats.overdue_at_end) == counts(as_of(states, day, zone), day)


@LAWS
@given(
    steps=steps_of(ANY_EDIT),
    shallow=st.booleans(),
    uncommitted=st.booleans(),
    today=DAYS,
)
def test_the_end_is_what_overdue_says_whatever_happened(
    steps: Steps, shallow: bool, uncommitted: bool, today: dt.date
) -> None:
    states = tell(steps, uncommitted=uncommitted)
    ledger = fold(states, zone=dt.UTC, boundary=frozenset({f"{0:040x}"} if shallow else ()))
    conventions = Conventions()
    report = report_stats(
        ledger, since=today - dt.timedelta(days=30), until=today, as_of=today, conventions=conventions
    )
    now = report_overdue(ledger, today=today, conventions=conventions)
    promises = report.total.promises
    assert (promises.open_at_end, promises.overdue_at_end) == (now.open, now.overdue)
    assert [(p.open, p.overdue) for p in report.burndown.points[-1:]] in ([], [(now.open, now.overdue)])


@LAWS
@given(steps=steps_of(EDIT), zone=st.sampled_from(ZONES), cut=st.integers(0, 13), today=DAYS, length=st.integers(0, 90))
def test_what_a_shallow_clone_knows_of_the_burndown_is_true(
    steps: Steps, zone: dt.tzinfo, cut: int, today: dt.date, length: int
) -> None:
    states = [replace(s, changes=readable(s.changes)) for s in tell(steps, uncommitted=False)]
    cut = min(cut, len(states) - 1)
    tree = {path: version for state in states[: cut + 1] for path, version in state.changes.items()}
    oldest = replace(states[cut], changes={path: version for path, version in tree.items() if version})
    assert oldest.commit
    clone = fold([oldest, *states[cut + 1 :]], zone=zone, boundary=frozenset({oldest.commit.sha}))
    known, whole = (trace(ledger, zone=zone, as_of=today) for ledger in (clone, fold(states, zone=zone)))
    since = today - dt.timedelta(days=length)
    truth = {point.date: point for point in burndown(whole.all, since, today, known=whole).points}
    for point in burndown(known.all, since, today, known=known).points:
        if point.open is not None:
            assert point == truth.get(point.date, replace(point, open=0, overdue=0))


def readable(changes: Mapping[str, Version | None]) -> dict[str, Version | None]:
    """Leave out what cannot be read: what is hidden behind the edge by that is warned of."""
    return {path: version for path, version in changes.items() if version is None or isinstance(version, Record)}


@pytest.mark.parametrize("today", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar(today: dt.date) -> None:
    states = tell([([("write", 0, 2, 3)], 0, 0)], uncommitted=False)
    report = report_stats(fold(states, zone=dt.UTC), since=today, until=today, as_of=today, conventions=Conventions())
    assert [point.date for point in report.burndown.points] in ([], [today])


def test_history_and_stats_judge_a_closing_alike() -> None:
    """A day or more lies between two commits: what is moved later on the day of its closing is another matter."""
    today, conventions = dt.date(2027, 6, 1), Conventions()
    for seed in seeds(HISTORIES):
        states = tell([(edits, 24 + abs(hours), who) for edits, hours, who in random_steps(seed)], uncommitted=False)
        whole = fold(states, zone=dt.UTC)
        for course in trace(whole, zone=dt.UTC, as_of=today, line=line(states)).all:
            phase, day = course.phase_on(today)
            if phase is not Phase.DONE or day is None:
                continue
            told = action_history(whole, course.life, today=today, conventions=conventions, choice=Choice())
            judged = [entry.days_late for entry in told.log.entries if entry.event.kind in {"done", "dropped"}]
            due = course.due_on(day)
            assert judged[-1] == ((day - due).days if due else None), seed
