"""The promises that are late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmctl.reports.filters import Filters
from pmctl.reports.overdue import (
    Grouping,
    OverdueReport,
    Question,
    count_by_owner,
    report_overdue,
    report_reopened,
    report_vanished,
)
from tests.reports.states import PEOPLE, action, gone, ledger, text

if TYPE_CHECKING:
    from pmctl.ledger.model import Ledger

TODAY = date(2026, 6, 1)
CHECKOUT = text(
    "2026-03-14-checkout",
    action("A1", "2026-05-31", priority="P1"),
    action("A2", "2026-06-01", priority="P0"),
    action("A3", "2026-04-01", priority="P2", owner="@noor"),
    action("A4", "2026-05-01", status="done"),
    action("A5", "2026-05-01", status="dropped"),
    action("A6", "2026-05-01", status="proposed"),
    action("A7", None),
    severity="SEV1",
    services="[checkout-api, orders-db]",
)
SEARCH = text(
    "2026-05-02-search",
    action("A1", "2026-05-20", priority="P1", owner=None),
    action("A2", "2026-05-20", priority="P1", owner="@noor"),
    action("A3", "2026-03-01", owner="@noor"),
    action("A4", "2026-06-08", priority="P1", owner="@jonas"),
)


def report(*, within: int | None = None, grouping: Grouping | None = None, **filters: tuple[str, ...]) -> OverdueReport:
    return report_overdue(
        ledger(("2026-05-03", [CHECKOUT, SEARCH])),
        today=TODAY,
        conventions=PEOPLE,
        filters=Filters(**filters),
        within=within,
        grouping=grouping,
    )


def refs(found: OverdueReport) -> list[tuple[str, int]]:
    return [(item.life.ref[11:], item.days_overdue) for item in found.items]


def test_by_priority_then_by_days_then_by_name() -> None:
    found = report()
    assert refs(found) == [
        ("search/A1", 12),
        ("search/A2", 12),
        ("checkout/A1", 1),
        ("checkout/A3", 61),
        ("search/A3", 92),
    ]
    assert (found.open, found.overdue, found.undated, found.promises, found.is_filtered) == (8, 5, 1, 10, False)
    assert found.commit == f"{1:040}"
    assert all(item.is_overdue for item in found.items)


@pytest.mark.parametrize(
    ("within", "more"),
    [
        (0, [("checkout/A2", 0)]),
        (6, [("checkout/A2", 0)]),
        (7, [("checkout/A2", 0), ("search/A4", 0)]),
    ],
)
def test_what_is_due_within_some_days_is_not_overdue(within: int, more: list[tuple[str, int]]) -> None:
    found = report(within=within)
    assert [ref for ref in refs(found) if not ref[1]] == more
    assert found.overdue == 5
    assert [item.due_in for item in found.items if not item.is_overdue] == [0, 7][: len(more)]


def test_what_counts_is_what_was_asked_for() -> None:
    found = report(owners=("noor",))
    assert (found.open, found.overdue, found.is_filtered) == (3, 3, True)
    assert found.promises == 10


def test_groups_by_owner_the_most_first() -> None:
    found = report(grouping=Grouping.OWNER)
    assert [(group.name, group.open, group.overdue) for group in found.groups] == [
        ("@noor", 3, 3),
        ("@mara", 3, 1),
        (None, 1, 1),
    ]


def test_groups_by_team() -> None:
    found = report(grouping=Grouping.TEAM)
    assert [(group.name, group.overdue) for group in found.groups] == [("platform", 3), ("payments", 1), (None, 1)]


def test_groups_by_service_hold_an_item_more_than_once() -> None:
    found = report(grouping=Grouping.SERVICE, within=0)
    assert [(group.name, group.overdue, len(group.items)) for group in found.groups] == [
        ("checkout-api", 2, 3),
        ("orders-db", 2, 3),
        (None, 3, 3),
    ]


def test_groups_by_severity_the_worst_first() -> None:
    found = report(grouping=Grouping.SEVERITY)
    assert [group.name for group in found.groups] == ["SEV1", "SEV2"]


def test_the_owners_of_what_is_late() -> None:
    assert count_by_owner(report().items) == [("@noor", 3), ("@mara", 1), (None, 1)]


def test_nothing_was_ever_committed() -> None:
    found = report_overdue(ledger(), today=TODAY, conventions=PEOPLE)
    assert (found.commit, found.promises, found.open, found.items, found.postmortems) == (None, 0, 0, (), frozenset())


def test_a_promise_that_was_moved() -> None:
    before = text("2026-03-14-checkout", action("A1", "2026-05-01"))
    after = text("2026-03-14-checkout", action("A1", "2026-05-15"))
    found = report_overdue(
        ledger(("2026-04-01", [before]), ("2026-05-02", [after])), today=TODAY, conventions=PEOPLE
    ).items[0]
    assert (found.days_overdue, found.life.slips, found.life.slipped_days, found.age_days) == (17, 1, 14, 61)
    assert str(found.life.original_due) == "2026-05-01"


def test_in_a_shallow_clone_the_past_is_unknown() -> None:
    found = report_overdue(
        ledger(("2026-05-03", [CHECKOUT]), shallow=True), today=TODAY, conventions=PEOPLE, filters=Filters()
    )
    assert found.shallow
    assert {(item.age_days, item.life.slips) for item in found.items} == {(None, None)}


# Reopened, vanished, slipped


DONE = text(
    "2026-03-14-checkout",
    action("A1", "2026-05-20", status="done", priority="P2"),
    action("A2", "2026-05-20", status="done", priority="P1"),
    action("A3", "2026-05-20", priority="P0"),
    action("A4", None, status="done", priority="P1", owner="@noor"),
)
AGAIN = DONE.replace("done", "open").replace('due: 2026-05-20, owner: "@mara"', 'due: 2026-06-20, owner: "@mara"', 1)
GONE = text("2026-05-02-search", action("A1", "2026-05-20", owner="@noor"), action("A2", status="done"))


def test_what_was_reopened_late_or_not() -> None:
    told = ledger(("2026-03-15", [DONE]), ("2026-05-30", [AGAIN]))
    found = report_reopened(told, today=TODAY, conventions=PEOPLE)
    assert [(i.life.key, i.days_overdue, i.due_in, str(i.event_day)) for i in found.items] == [
        ("A2", 12, -12, "2026-05-30"),
        ("A4", 0, None, "2026-05-30"),
        ("A1", 0, 19, "2026-05-30"),
    ]
    assert (found.question, found.open, found.overdue, found.undated) == (Question.REOPENED, 3, 1, 1)
    assert (found.is_filtered, found.slipped) == (False, False)
    assert {item.event and item.event.kind.value for item in found.items} == {"reopened"}


def test_what_was_reopened_and_slipped_and_is_somebodys() -> None:
    told = ledger(("2026-03-15", [DONE]), ("2026-05-30", [AGAIN]))
    found = report_reopened(told, today=TODAY, conventions=PEOPLE, filters=Filters(slipped=True))
    assert [item.life.key for item in found.items] == ["A1"]
    assert (found.is_filtered, found.slipped) == (True, True)
    grouped = report_reopened(told, today=TODAY, conventions=PEOPLE, grouping=Grouping.OWNER)
    assert [(group.name, group.open, group.overdue) for group in grouped.groups] == [("@mara", 2, 1), ("@noor", 1, 0)]


def test_what_vanished_the_newest_first() -> None:
    less = AGAIN.replace(
        '  - {id: A3, title: Title of A3, status: open, priority: P0, due: 2026-05-20, owner: "@mara"}\n', ""
    )
    told = ledger(
        ("2026-03-15", [AGAIN, GONE]), ("2026-04-01", [less]), ("2026-05-03", [gone(GONE)]), ("", [gone(less)])
    )
    found = report_vanished(told, today=TODAY, conventions=PEOPLE)
    assert [(i.life.ref[11:], i.event_day and str(i.event_day), i.days_overdue) for i in found.items] == [
        ("checkout/A1", None, 0),
        ("checkout/A2", None, 12),
        ("checkout/A4", None, 0),
        ("search/A1", "2026-05-03", 12),
        ("checkout/A3", "2026-04-01", 12),
    ]
    assert (found.question, found.open, found.overdue, found.undated, found.promises) == (
        Question.VANISHED, 5, 3, 1, 0,
    )  # fmt: skip
    assert found.postmortems == {"2026-03-14-checkout", "2026-05-02-search"}
    noors = report_vanished(
        told, today=TODAY, conventions=PEOPLE, filters=Filters(owners=("noor",)), grouping=Grouping.TEAM
    )
    assert [(group.name, len(group.items)) for group in noors.groups] == [("platform", 2)]


def test_what_came_back_has_not_vanished() -> None:
    told = ledger(("2026-03-15", [GONE]), ("2026-04-01", [gone(GONE)]), ("2026-04-02", [GONE]))
    assert report_vanished(told, today=TODAY, conventions=PEOPLE).items == ()


def test_what_vanished_after_it_was_reopened_is_a_part() -> None:
    told = ledger(("2026-03-15", [DONE]), ("2026-05-30", [AGAIN]), ("2026-05-31", [gone(AGAIN)]))
    found = report_vanished(told, today=TODAY, conventions=PEOPLE, filters=Filters(reopened=True))
    assert ([item.life.key for item in found.items], found.is_filtered) == (["A1", "A2", "A4"], True)
    assert not report_vanished(told, today=TODAY, conventions=PEOPLE).is_filtered


def test_in_a_shallow_clone_what_is_asked_for_may_be_more() -> None:
    states = [("2026-03-15", [DONE]), ("2026-05-30", [AGAIN])]
    whole, cut = (ledger(*states, shallow=shallow) for shallow in (False, True))
    slipped, mine = Filters(slipped=True), Filters(slipped=True, owners=("noor",))

    def counted(told: Ledger, filters: Filters | None = None) -> tuple[int, int, bool]:
        found = report_overdue(told, today=TODAY, conventions=PEOPLE, filters=filters)
        return found.open, found.older, found.is_whole

    assert (counted(whole), counted(cut)) == ((4, 0, True), (4, 0, True))
    assert (counted(whole, slipped), counted(cut, slipped), counted(cut, mine)) == (
        (1, 0, True), (1, 3, False), (0, 1, False),
    )  # fmt: skip
    again = [report_reopened(told, today=TODAY, conventions=PEOPLE) for told in (whole, cut)]
    assert [(found.open, found.older, found.is_whole) for found in again] == [(3, 0, True), (3, 1, False)]
    vanished = [report_vanished(told, today=TODAY, conventions=PEOPLE).is_whole for told in (whole, cut)]
    assert vanished == [True, False]


def test_before_a_shallow_clone_begins_everything_is_unknown() -> None:
    assert report_overdue(replace(ledger(), shallow=True), today=TODAY, conventions=PEOPLE).is_unknown
    assert not report_overdue(ledger(), today=TODAY, conventions=PEOPLE).is_unknown


def test_what_is_late_and_slipped() -> None:
    later = AGAIN.replace("2026-05-20", "2026-05-25").replace("2026-06-20", "2026-05-01")
    told = ledger(("2026-03-15", [AGAIN]), ("2026-04-01", [later]))
    found = report_overdue(told, today=TODAY, conventions=PEOPLE, filters=Filters(slipped=True))
    assert [item.life.key for item in found.items] == ["A3", "A2"]
    assert (found.open, found.slipped, found.question) == (2, True, Question.OVERDUE)
