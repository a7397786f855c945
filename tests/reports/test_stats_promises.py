"""What became of the promises of a period."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pmctl.reports.stats_courses import trace
from pmctl.reports.stats_promises import PromiseStats, promise_stats
from tests.reports.states import action, ledger, text

MAY = (date(2026, 5, 1), date(2026, 5, 31))
TODAY = date(2026, 6, 10)


def stats(
    *states: tuple[str, list[str]],
    since: date = MAY[0],
    until: date = MAY[1],
    today: date = TODAY,
    shallow: bool = False,
) -> PromiseStats:
    courses = trace(
        ledger(*((day, [text("2026-03-14-x", *actions)]) for day, actions in states), shallow=shallow),
        zone=UTC,
        as_of=today,
    )
    return promise_stats(courses.all, since, until, known=courses)


def counts(found: PromiseStats) -> tuple[int | None, ...]:
    return found.opened, found.closed, found.dropped, found.vanished, found.open_at_end, found.overdue_at_end


def test_each_is_counted_where_it_is_at_the_end_of_the_period() -> None:
    found = stats(
        ("2026-04-30", [action("OLD", "2026-05-30"), action("KEPT"), action("GONE"), action("LATER")]),
        (
            "2026-05-01",
            [action("OLD", "2026-05-30"), action("KEPT", status="done"), action("LATER"), action("NEW", None)],
        ),
        (
            "2026-05-31",
            [
                action("OLD", "2026-05-30"),
                action("KEPT", status="done"),
                action("LATER", "2026-05-31"),
                action("NEW", status="dropped"),
                action("LAST", "2026-05-31"),
            ],
        ),
        ("2026-06-01", [action(id_, status="done") for id_ in ("OLD", "KEPT", "LATER", "LAST")]),
    )
    assert counts(found) == (2, 1, 1, 1, 3, 1)


def test_what_is_reopened_or_restored_in_the_period_was_not_closed_and_has_not_vanished() -> None:
    found = stats(
        ("2026-04-30", [action("A1"), action("A2")]),
        ("2026-05-05", [action("A1", status="done")]),
        ("2026-05-20", [action("A1"), action("A2")]),
    )
    assert counts(found) == (0, 0, 0, 0, 2, 2)


def test_what_is_reopened_after_the_period_was_closed_in_it() -> None:
    states = [
        ("2026-04-30", [action("A1")]),
        ("2026-05-05", [action("A1", status="done")]),
        ("2026-06-02", [action("A1")]),
    ]
    assert counts(stats(*states)) == (0, 1, 0, 0, 0, 0)
    assert counts(stats(*states, until=TODAY)) == (0, 0, 0, 0, 1, 1)


def test_what_ended_before_the_period_is_none_of_its_business() -> None:
    found = stats(("2026-04-01", [action("A1")]), ("2026-04-30", [action("A1", status="done")]))
    assert counts(found) == (0, 0, 0, 0, 0, 0)
    assert (found.slips.n, found.on_time_moved.n, found.oldest_open) == (0, 0, None)


def test_in_time_by_the_date_first_promised_and_by_the_date_moved_to() -> None:
    found = stats(
        (
            "2026-04-01",
            [action("A1", "2026-05-05"), action("A2", "2026-05-05"), action("A3", "2026-05-05"), action("A4", None)],
        ),
        (
            "2026-05-02",
            [action("A1", "2026-05-05"), action("A2", "2026-05-20"), action("A3", "2026-05-07"), action("A4", None)],
        ),
        (
            "2026-05-05",
            [
                action("A1", "2026-05-05", status="done"),
                action("A2", "2026-05-20"),
                action("A3", "2026-05-07"),
                action("A4", None, status="done"),
            ],
        ),
        (
            "2026-05-08",
            [
                action("A1", "2026-05-05", status="done"),
                action("A2", "2026-05-20", status="done"),
                action("A3", "2026-05-07", status="done"),
                action("A4", None, status="done"),
            ],
        ),
        (
            "2026-06-01",
            [
                action("A1", "2026-05-05", status="done"),
                action("A2", "2026-05-20", status="done"),
                action("A3", "2026-09-01", status="done"),
                action("A4", None, status="done"),
            ],
        ),
    )
    assert (found.closed, found.on_time_original.n, found.on_time_original.count) == (4, 3, 1)
    assert (found.on_time_moved.n, found.on_time_moved.count) == (3, 2)
    assert (found.days_to_close.n, found.days_to_close.median) == (4, 35.5)


def test_slips_are_those_up_to_the_end_of_all_that_were_open_in_the_period() -> None:
    found = stats(
        ("2026-04-01", [action("A1", "2026-04-10"), action("A2", "2026-04-10"), action("DONE", "2026-04-10")]),
        (
            "2026-04-05",
            [action("A1", "2026-04-20"), action("A2", "2026-04-10"), action("DONE", "2026-04-30", status="done")],
        ),
        (
            "2026-05-10",
            [action("A1", "2026-06-09"), action("A2", "2026-04-08"), action("DONE", "2026-04-30", status="done")],
        ),
        (
            "2026-06-05",
            [action("A1", "2026-12-01"), action("A2", "2026-12-01"), action("DONE", "2026-04-30", status="done")],
        ),
    )
    assert (found.slips.n, found.slips.median) == (2, 1)
    assert (found.days_slipped.n, found.days_slipped.median) == (2, 30)


def test_an_explicit_closing_before_the_opening_has_no_duration() -> None:
    found = stats(("2026-05-20", [action("A1", status="done", closed="2026-05-10")]))
    assert (found.opened, found.closed, found.days_to_close.n, found.on_time_original.n) == (1, 1, 0, 1)


def test_the_oldest_open() -> None:
    found = stats(
        ("2026-04-01", [action("A1", status="done")]),
        ("2026-04-02", [action("A1", status="done"), action("A2"), action("A3", opened="2026-03-30")]),
        ("2026-06-01", [action("A3", status="done", opened="2026-03-30"), action("A2")]),
    )
    assert found.oldest_open
    assert found.oldest_open.life.key == "A3"


def test_the_working_tree_is_of_today() -> None:
    states = [("2026-05-01", [action("A1")]), ("", [action("A1", status="done"), action("A2", "2026-07-01")])]
    assert counts(stats(*states, until=TODAY)) == (2, 1, 0, 0, 1, 0)
    assert counts(stats(*states)) == (1, 0, 0, 0, 1, 1)


def test_in_a_shallow_clone_counts_of_what_is_hidden_are_unknown() -> None:
    states = [
        ("2026-05-10", [action("A1"), action("A2"), action("A3", status="done")]),
        ("2026-05-20", [action("A1", status="done"), action("A2"), action("A3", status="done")]),
    ]
    found = stats(*states, shallow=True)
    assert counts(found) == (None, None, None, None, 1, 1)
    assert (found.days_to_close.n, found.on_time_original.n, found.slips.n, found.days_slipped.n) == (0, 0, 0, 0)
    assert (found.on_time_moved.n, found.on_time_moved.count) == (1, 0)
    assert found.oldest_open is None
    assert counts(stats(*states, since=date(2026, 5, 21), shallow=True)) == (0, 0, 0, 0, 1, 1)
    assert counts(stats(*states, until=date(2026, 5, 19), shallow=True))[-2:] == (None, None)


def test_the_end_of_a_period_in_the_future_is_unknown() -> None:
    found = stats(("2026-05-01", [action("A1")]), since=date(2026, 7, 1), until=TODAY)
    assert counts(found) == (0, 0, 0, 0, None, None)
    assert found.oldest_open is None


def test_what_comes_into_an_older_document_may_have_been_opened_and_closed_before() -> None:
    def seen(*days: tuple[str, list[str]], since: date = MAY[0], shallow: bool = True) -> tuple[int | None, ...]:
        told = ledger(*((day, [text("2026-03-14-x", *actions)]) for day, actions in days), shallow=shallow)
        line = [(f"{n:040}", datetime.fromisoformat(f"{day}T12Z").timestamp()) for n, (day, _) in enumerate(days, 1)]
        known = trace(told, zone=UTC, as_of=TODAY, line=line[::-1])
        return counts(promise_stats(known.all, since, MAY[1], known=known))

    old = ("2026-04-30", [action("A1")])
    new = ("2026-05-05", [action("A1"), action("A2")])
    later = ("2026-05-08", [action("A2", status="done")])
    assert seen(old, new, later) == (None, 1, 0, 1, 0, 0)
    assert seen(old, new, later, since=date(2026, 5, 6)) == (0, 1, 0, 1, 0, 0)
    assert seen(old, ("2026-05-05", [action("A1"), action("A2", opened="2026-05-04")])) == (1, 0, 0, 0, 2, 2)
    closed = ("2026-05-05", [action("A1"), action("A2", status="done")])
    assert seen(old, closed) == (None, None, None, 0, 1, 1)
    assert seen(old, closed, shallow=False) == (1, 1, 0, 0, 1, 1)
