"""What a promise was, and when it was due, on every past day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from pmctl.ledger.fold import fold
from pmctl.ledger.model import Commit, State
from pmctl.postmortem.parse import read_record
from pmctl.reports.stats_courses import Course, Courses, Phase, by_postmortem, trace
from tests.reports.states import PEOPLE, action, ledger, text

TODAY = date(2026, 6, 1)
NAME = "2026-03-14-checkout"


def checkout(*actions: str) -> list[str]:
    return [text(NAME, *actions)]


def told(*states: tuple[str, list[str]], shallow: bool = False, today: date = TODAY) -> Course:
    """Return the course of the only promise."""
    (course,) = trace(ledger(*states, shallow=shallow), zone=UTC, as_of=today).all
    return course


def phases(course: Course) -> list[tuple[str, str]]:
    return [(str(day), phase) for day, phase in course.phases]


def on(course: Course, day: str) -> Phase | None:
    return course.phase_on(date.fromisoformat(day))[0]


def test_a_promise_from_its_first_day_to_its_last() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1"))),
        ("2026-03-20", checkout(action("A1", status="in-progress"))),
        ("2026-04-01", checkout(action("A1", status="done"))),
        ("2026-04-05", checkout(action("A1", status="blocked"))),
        ("2026-04-09", checkout(action("A1", status="dropped"))),
    )
    assert phases(course) == [
        ("2026-03-16", "open"),
        ("2026-04-01", "done"),
        ("2026-04-05", "open"),
        ("2026-04-09", "dropped"),
    ]
    assert [on(course, f"2026-{day}") for day in ("03-15", "03-16", "03-31", "04-01", "04-05", "05-01")] == [
        None, Phase.OPEN, Phase.OPEN, Phase.DONE, Phase.OPEN, Phase.DROPPED,
    ]  # fmt: skip
    assert list(course.stretches()) == [(date(2026, 3, 16), date(2026, 4, 1)), (date(2026, 4, 5), date(2026, 4, 9))]
    assert course.is_open_before(date(2026, 4, 1))
    assert not course.is_open_before(date(2026, 3, 16))
    assert not course.is_open_before(date(2026, 4, 2))
    assert course.span() == (date(2026, 3, 16), date(2026, 4, 9))


def test_it_vanishes_and_comes_back() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1"))), ("2026-04-01", checkout()), ("2026-04-05", checkout(action("A1")))
    )
    assert phases(course) == [("2026-03-16", "open"), ("2026-04-01", "vanished"), ("2026-04-05", "open")]
    assert course.span() == (date(2026, 3, 16), None)


def test_an_idea_that_becomes_a_promise_is_open_from_then_on() -> None:
    course = told(("2026-03-16", checkout(action("A1", status="proposed"))), ("2026-03-20", checkout(action("A1"))))
    assert phases(course) == [("2026-03-20", "open")]


def test_closed_and_then_an_idea_stays_closed() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1"))),
        ("2026-03-20", checkout(action("A1", status="done"))),
        ("2026-03-25", checkout(action("A1", status="proposed"))),
        ("2026-03-28", checkout(action("A1", status="in-progress"))),
    )
    assert [phase for _, phase in course.phases] == ["open", "done", "open"]


def test_what_is_made_an_idea_again_has_vanished() -> None:
    course = told(("2026-03-16", checkout(action("A1"))), ("2026-03-20", checkout(action("A1", status="proposed"))))
    assert phases(course) == [("2026-03-16", "open"), ("2026-03-20", "vanished")]
    assert course.slipped_days(TODAY) == 0


def test_the_due_date_is_the_one_that_was_valid() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1", "2026-04-10"))),
        ("2026-04-20", checkout(action("A1", "2026-05-10"))),
        ("2026-05-02", checkout(action("A1", "2026-05-05"))),
        ("2026-05-04", checkout(action("A1", None))),
    )
    days = [date(2026, 3, 1), date(2026, 4, 10), date(2026, 4, 20), date(2026, 5, 3), date(2026, 5, 4)]
    assert [str(course.due_on(day)) for day in days] == ["2026-04-10", "2026-04-10", "2026-05-10", "2026-05-05", "None"]
    late = [day for n in range(60) if course.is_overdue_on(day := date(2026, 4, 1) + timedelta(days=n))]
    assert (late[0], late[-1], len(late)) == (date(2026, 4, 11), date(2026, 4, 19), 9)
    assert course.slips == (date(2026, 4, 20),)
    assert [course.slipped_days(day) for day in days] == [0, 0, 30, 25, 0]


def test_stated_dates_beat_those_of_commits() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1"))),
        ("2026-04-10", checkout(action("A1", status="done", opened="2026-03-14", closed="2026-04-02"))),
    )
    assert phases(course) == [("2026-03-14", "open"), ("2026-04-02", "done")]
    assert course.opened == date(2026, 3, 14)


def test_stated_dates_later_than_the_commits() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1"))),
        ("2026-03-17", checkout(action("A1", status="done"))),
        ("2026-03-18", checkout(action("A1"))),
        ("2026-03-25", checkout(action("A1", status="done", opened="2026-03-20", closed="2026-04-02"))),
    )
    assert course.opened == date(2026, 3, 20)
    assert list(course.stretches())[-1] == (date(2026, 3, 20), date(2026, 4, 2))
    assert not course.is_open_before(date(2026, 3, 20))


def test_a_stated_date_that_lies_ahead_has_happened_since_the_document_says_so() -> None:
    course = told(("2026-03-16", checkout(action("A1", status="done", closed="2026-12-24"))))
    assert on(course, "2026-06-01") is Phase.DONE
    course = told(("2026-03-16", checkout(action("A1", opened="2026-12-24"))))
    assert on(course, "2026-06-01") is Phase.OPEN


def test_closed_before_it_was_committed_it_was_never_open() -> None:
    course = told(("2026-03-16", checkout(action("A1", status="done", closed="2026-03-10"))))
    assert phases(course) == [("2026-03-10", "done")]
    assert (course.opened, list(course.stretches())) == (date(2026, 3, 16), [])
    assert course.span() == (date(2026, 3, 10), date(2026, 3, 16))


def test_a_left_over_closed_of_what_is_open_again_says_nothing() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1", status="done", closed="2026-03-18"))),
        ("2026-03-20", checkout(action("A1", closed="2026-03-18"))),
    )
    assert phases(course) == [("2026-03-16", "open"), ("2026-03-18", "done"), ("2026-03-20", "open")]
    assert on(course, "2026-05-01") is Phase.OPEN


def test_each_closing_has_the_day_that_was_stated_for_it() -> None:
    done = action("A1", status="done", closed="2026-04-02")
    states = [
        ("2026-03-16", checkout(action("A1"))),
        ("2026-04-10", checkout(done)),
        ("2026-04-20", checkout(action("A1", closed="2026-04-02"))),
        ("2026-05-01", checkout(done)),
    ]
    first = [("2026-03-16", "open"), ("2026-04-02", "done")]
    assert phases(told(*states[:2])) == first
    assert phases(told(*states)) == [*first, ("2026-04-20", "open"), ("2026-05-01", "done")]
    assert phases(told(*states, shallow=True))[:2] == [("None", "open"), ("2026-04-02", "done")]


def test_a_stated_closing_lies_before_the_reopening() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1", status="done", closed="2026-12-24"))),
        ("2026-04-20", checkout(action("A1"))),
    )
    assert phases(course) == [("2026-03-16", "open"), ("2026-04-20", "done"), ("2026-04-20", "open")]


def test_the_working_tree_is_of_today() -> None:
    course = told(("2026-03-16", checkout(action("A1"))), ("", checkout(action("A1", "2026-09-01", status="done"))))
    assert phases(course) == [("2026-03-16", "open"), ("2026-06-01", "done")]
    assert course.slips == (TODAY,)
    assert told(("", checkout(action("A1")))).opened == TODAY


def test_what_the_clocks_date_later_than_today_has_happened() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1"))), ("2026-07-01", checkout(action("A1", status="done"))), today=TODAY
    )
    assert phases(course) == [("2026-03-16", "open"), ("2026-06-01", "done")]


def test_a_clock_that_runs_ahead_is_set_right_by_the_commits_after_it() -> None:
    states = [("2027-03-16", checkout(action("A1"))), ("2026-04-01", checkout(action("A1", status="done")))]
    assert phases(told(*states)) == [("2026-04-01", "open"), ("2026-04-01", "done")]


def test_a_clock_that_runs_ahead_is_set_right_by_commits_that_tell_nothing() -> None:
    whole = ledger(("2027-03-16", checkout(action("A1"))))

    def seconds(day: str) -> float:
        return datetime.fromisoformat(f"{day}T23:59:59+00:00").timestamp()

    line = [("c", seconds("2026-04-20")), ("b", seconds("2026-04-01")), (f"{1:040}", seconds("2027-03-16"))]
    known = trace(whole, zone=UTC, as_of=TODAY, line=[*line, ("a", 1e15)])
    assert phases(known.all[0]) == [("2026-04-01", "open")]
    assert known.day_of(whole.documents[0].first_seen) == date(2026, 4, 1)
    assert trace(whole, zone=UTC, as_of=date.max, line=line).all[0].opened == date(2026, 4, 1)


def test_a_commit_is_of_a_day_of_the_zone() -> None:
    day = Commit(sha="1", author="A", date=datetime(2026, 3, 16, 23, 30, tzinfo=UTC), subject="S")
    content = text(NAME, action("A1"))
    told_ = fold([State(commit=day, changes={"a.md": read_record(content, "a.md", PEOPLE)})], zone=UTC)
    (course,) = trace(told_, zone=timezone(timedelta(hours=1)), as_of=TODAY).all
    assert course.opened == date(2026, 3, 17)


def test_in_a_shallow_clone_the_beginning_is_unknown() -> None:
    course = told(
        ("2026-03-16", checkout(action("A1", "2026-04-01"))),
        ("2026-04-20", checkout(action("A1", "2026-05-01", status="done"))),
        shallow=True,
    )
    assert phases(course) == [("None", "open"), ("2026-04-20", "done")]
    assert (course.opened, course.slips, course.slipped_days(TODAY)) == (None, None, None)
    assert course.is_open_before(date(2020, 1, 1))
    assert course.span() == (None, None)


def test_what_was_closed_before_a_shallow_clone_begins() -> None:
    states = [
        ("2026-03-16", checkout(action("A1", status="dropped"))),
        ("2026-04-20", checkout(action("A1"))),
        ("2026-04-21", checkout()),
    ]
    assert [phase for _, phase in told(*states, shallow=True).phases] == ["dropped", "open", "vanished"]
    assert phases(told(states[0], shallow=True)) == [("None", "dropped")]
    assert phases(told(("2026-03-16", checkout(action("A1"))), ("2026-04-21", checkout()), shallow=True)) == [
        ("None", "open"),
        ("2026-04-21", "vanished"),
    ]


def test_an_opening_that_a_document_states_is_known_in_a_shallow_clone() -> None:
    course = told(("2026-03-16", checkout(action("A1", opened="2026-03-15"))), shallow=True)
    assert phases(course) == [("2026-03-15", "open")]


def test_from_when_on_everything_is_known() -> None:
    states = [("2026-03-16", checkout(action("A1"))), ("2026-04-20", checkout(action("A1", status="done")))]

    def courses(*states: tuple[str, list[str]], shallow: bool) -> Courses:
        return trace(ledger(*states, shallow=shallow), zone=UTC, as_of=TODAY)

    whole, cut, one = courses(*states, shallow=False), courses(*states, shallow=True), courses(states[0], shallow=True)
    assert (whole.known_from, cut.known_from, one.known_from) == (None, date(2026, 4, 20), date(2026, 3, 16))
    assert whole.is_known(date(2000, 1, 1))
    assert whole.is_known_before(date(2000, 1, 1))
    days = [date(2026, 4, 19), date(2026, 4, 20), date(2026, 4, 21)]
    assert [cut.is_known(day) for day in days] == [False, True, True]
    assert [cut.is_known_before(day) for day in days] == [False, False, True]


def test_a_shallow_clone_that_begins_later_knows_nothing() -> None:
    blind = trace(replace(ledger(), shallow=True), zone=UTC, as_of=TODAY)
    assert (blind.is_blind, blind.is_known(TODAY), blind.day_of(None)) == (True, False, None)
    assert not trace(ledger(), zone=UTC, as_of=TODAY).is_blind


def test_courses_by_their_documents() -> None:
    courses = trace(
        ledger(("2026-05-03", [*checkout(action("A1"), action("A2")), text("2026-05-02-search", action("A1"))])),
        zone=UTC,
        as_of=TODAY,
    )
    found = by_postmortem(courses.all)
    assert {name: [course.life.key for course in some] for name, some in found.items()} == {
        NAME: ["A1", "A2"],
        "2026-05-02-search": ["A1"],
    }


def test_what_comes_into_an_older_document_was_not_there_the_days_before() -> None:
    old, new = text("2026-03-14-x", action("A1")), text("2026-03-14-x", action("A1"), action("A2"))
    line = [(f"{number:040}", datetime(2026, 4, number, tzinfo=UTC).timestamp()) for number in (3, 2, 1)]
    for days in (("2026-04-01", "2026-04-02", "2026-04-03"), ("2026-04-01", "2026-04-02", "")):
        states = zip(days, ([old], [new], [new]) if days[-1] else ([old], [old], [new]), strict=True)
        courses = trace(ledger(*states, shallow=True), zone=UTC, as_of=TODAY, line=line)
        [_, course] = courses.all
        day = date(2026, 4, 2) if days[-1] else TODAY
        assert (course.opened, course.arrived, course.phases) == (None, day, ((day, Phase.OPEN),))
