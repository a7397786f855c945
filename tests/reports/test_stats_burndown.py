"""What was open and overdue at the end of each week or month."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from pmctl.reports.stats_burndown import Burndown, Step, burndown
from pmctl.reports.stats_courses import trace
from tests.reports.states import action, ledger, text

TODAY = date(2026, 6, 3)


def told(
    *states: tuple[str, list[str]], since: date, until: date = TODAY, today: date = TODAY, shallow: bool = False
) -> Burndown:
    documents = [(day, [text("2026-03-14-x", *actions)]) for day, actions in states]
    courses = trace(ledger(*documents, shallow=shallow), zone=UTC, as_of=today)
    return burndown(courses.all, since, until, known=courses)


def points(found: Burndown) -> list[tuple[str, int | None, int | None]]:
    return [(str(point.date)[5:], point.open, point.overdue) for point in found.points]


MOVED = [
    ("2026-05-06", [action("A1", "2026-05-15"), action("A2", None)]),
    ("2026-05-18", [action("A1", "2026-05-31"), action("A2", None)]),
    ("2026-05-24", [action("A1", "2026-05-31"), action("A2", None, status="done")]),
]


def test_weeks_end_on_sunday_and_the_last_point_is_the_last_day() -> None:
    found = told(*MOVED, since=date(2026, 4, 1))
    assert found.step is Step.WEEK
    assert points(found) == [("05-10", 2, 0), ("05-17", 2, 1), ("05-24", 1, 0), ("05-31", 1, 0), ("06-03", 1, 1)]


def test_months_for_more_than_half_a_year() -> None:
    found = told(*MOVED, since=date(2025, 6, 4))
    assert found.step is Step.MONTH
    assert points(found) == [("05-31", 1, 0), ("06-03", 1, 1)]


@pytest.mark.parametrize(("days", "step"), [(184, Step.WEEK), (185, Step.MONTH)])
def test_half_a_year_has_at_most_184_days(days: int, step: Step) -> None:
    assert told(since=TODAY - timedelta(days=days - 1)).step is step


def test_it_begins_with_the_period_if_promises_are_older() -> None:
    assert points(told(*MOVED, since=date(2026, 5, 18))) == [("05-24", 1, 0), ("05-31", 1, 0), ("06-03", 1, 1)]
    assert points(told(*MOVED, since=TODAY)) == [("06-03", 1, 1)]


def test_a_period_that_ends_on_a_sunday_has_no_point_twice() -> None:
    assert points(told(*MOVED, since=date(2026, 5, 18), until=date(2026, 5, 31))) == [("05-24", 1, 0), ("05-31", 1, 0)]


def test_no_promise_no_points() -> None:
    assert told(since=date(2026, 5, 1)).points == ()
    assert told(("2026-05-06", [action("A1", status="done", closed="2026-05-01")]), since=date(2026, 5, 1)).points == ()


def test_of_a_period_in_the_future_there_are_none() -> None:
    assert told(*MOVED, since=date(2026, 7, 1)).points == ()


def test_before_a_shallow_clone_begins_nothing_is_known() -> None:
    found = told(*MOVED, since=date(2026, 5, 4), shallow=True)
    assert points(found) == [
        ("05-10", None, None), ("05-17", None, None), ("05-24", 1, 0), ("05-31", 1, 0), ("06-03", 1, 1),
    ]  # fmt: skip


def test_overdue_again_after_the_last_day_of_the_calendar() -> None:
    state = ("2026-05-06", [action("A1", "9999-12-31")])
    assert points(told(state, since=date(2026, 5, 1)))[-1] == ("06-03", 1, 0)
