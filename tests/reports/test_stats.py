"""A period in numbers, and by what they can be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmctl.reports.filters import Filters
from pmctl.reports.stats import Grouping, Numbers, StatsReport, report_stats, year_up_to
from tests.reports.states import PEOPLE, action, ledger, text

TODAY = date(2026, 6, 1)
CHECKOUT = text(
    "2026-03-14-checkout",
    action("A1", "2026-05-31"),
    action("A2", "2026-06-02", owner="@noor", status="done"),
    severity="SEV1",
    services="[api, db]",
    causes="[cache]",
)
SEARCH = text(
    "2026-05-02-search",
    action("A1", "2026-05-20", owner=None),
    severity="SEV3",
    services="[Api]",
    team="data",
    owner='"@noor"',
)
UNKNOWN = text("2025-01-02-old", severity="odd")


def report(
    *,
    since: date = date(2026, 1, 1),
    until: date = TODAY,
    as_of: date = TODAY,
    grouping: Grouping | None = None,
    shallow: bool = False,
    **filters: tuple[str, ...],
) -> StatsReport:
    return report_stats(
        ledger(("2026-03-16", [CHECKOUT, UNKNOWN]), ("2026-05-04", [SEARCH]), shallow=shallow),
        since=since,
        until=until,
        as_of=as_of,
        conventions=PEOPLE,
        filters=Filters(**filters),
        grouping=grouping,
    )


def row(numbers: Numbers) -> tuple[str | None, int, int | None, int | None]:
    return numbers.name, numbers.incidents.count, numbers.promises.opened, numbers.promises.overdue_at_end


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-06-01", "2025-06-02"),
        ("2026-12-31", "2026-01-01"),
        ("2028-02-29", "2027-03-01"),
        ("2029-02-28", "2028-02-29"),
        ("0001-06-01", "0001-01-01"),
    ],
)
def test_a_year(day: str, first: str) -> None:
    assert year_up_to(date.fromisoformat(day)).isoformat() == first


def test_the_whole_period() -> None:
    found = report()
    assert row(found.total) == (None, 2, 3, 2)
    assert (found.groups, found.is_filtered, found.is_empty) == ((), False, False)
    assert (found.commit, found.shallow, found.known_from) == (f"{2:040}", False, None)
    assert found.postmortems == ("2025-01-02-old", "2026-03-14-checkout", "2026-05-02-search")


@pytest.mark.parametrize(
    ("grouping", "rows"),
    [
        (Grouping.SEVERITY, [("SEV1", 1, 2, 1), ("SEV3", 1, 1, 1)]),
        (Grouping.SERVICE, [("api", 2, 3, 2), ("db", 1, 2, 1)]),
        (Grouping.CAUSE, [("cache", 1, 2, 1), (None, 1, 1, 1)]),
        (Grouping.TEAM, [("data", 1, 1, 1), ("payments", 1, 1, 1), ("platform", 0, 1, 0)]),
        (Grouping.OWNER, [("@mara", 1, 1, 1), ("@noor", 1, 1, 0), (None, 0, 1, 1)]),
        (Grouping.QUARTER, [("2026-Q1", 1, 2, 0), ("2026-Q2", 1, 1, 2)]),
    ],
)
def test_groups(grouping: Grouping, rows: list[tuple[str | None, int, int, int]]) -> None:
    found = report(grouping=grouping)
    assert [row(group) for group in found.groups] == rows
    assert row(found.total) == (None, 2, 3, 2)


def test_only_services_and_causes_can_be_several() -> None:
    assert [grouping for grouping in Grouping if grouping.is_plural] == [Grouping.SERVICE, Grouping.CAUSE]


def test_what_has_no_known_severity_comes_last() -> None:
    found = report(grouping=Grouping.SEVERITY, since=date(2025, 1, 1))
    assert [group.name for group in found.groups] == ["SEV1", "SEV3", "odd"]


def test_a_group_in_which_nothing_happened_is_not_shown() -> None:
    found = report(grouping=Grouping.CAUSE, until=date(2026, 4, 30))
    assert [group.name for group in found.groups] == ["cache"]


def test_quarters_are_cut_to_the_period_and_have_no_holes() -> None:
    found = report(grouping=Grouping.QUARTER, since=date(2025, 1, 2), until=date(2026, 5, 5))
    assert [(group.name, str(group.since), str(group.until)) for group in found.groups] == [
        ("2025-Q1", "2025-01-02", "2025-03-31"),
        ("2025-Q2", "2025-04-01", "2025-06-30"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q2", "2026-04-01", "2026-05-05"),
    ]
    assert [group.promises.opened for group in found.groups] == [0, 0, 0, 0, 2, 1]
    assert [group.promises.open_at_end for group in found.groups] == [0, 0, 0, 0, 1, 2]


def test_there_is_no_quarter_before_there_is_anything_or_after_it_was_all_over() -> None:
    assert report(grouping=Grouping.QUARTER, since=date(1, 1, 1)).groups[0].name == "2025-Q1"
    assert report(grouping=Grouping.QUARTER, since=date(2024, 1, 1), until=date(2024, 12, 31)).groups == ()


def test_quarters_of_what_ended_before_the_period() -> None:
    kept = text("2025-03-14-kept", action("A1", status="done"))
    found = report_stats(
        ledger(("2025-03-16", [kept]), ("2026-03-01", [text("2026-02-28-x", action("A1"))])),
        since=date(2026, 1, 1),
        until=TODAY,
        as_of=TODAY,
        conventions=PEOPLE,
        grouping=Grouping.QUARTER,
    )
    assert [row(group) for group in found.groups] == [("2026-Q1", 1, 1, 0), ("2026-Q2", 0, 0, 1)]


def test_a_document_without_a_date_is_in_no_quarter() -> None:
    found = report_stats(
        ledger(("2026-03-16", [text("2026-03-14-x", date="soon")])),
        since=date(2026, 1, 1),
        until=TODAY,
        as_of=TODAY,
        conventions=PEOPLE,
        grouping=Grouping.QUARTER,
    )
    assert found.groups == ()
    assert found.is_empty


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"owners": ("noor",)}, (1, 1, 0)),
        ({"teams": ("payments",)}, (1, 1, 1)),
        ({"services": ("db",)}, (1, 2, 1)),
        ({"severities": ("sev3",)}, (1, 1, 1)),
        ({"services": ("nothing",)}, (0, 0, 0)),
    ],
)
def test_filters(filters: dict[str, tuple[str, ...]], expected: tuple[int, int, int]) -> None:
    found = report(**filters)  # type: ignore[arg-type]
    assert row(found.total)[1:] == expected
    assert found.is_filtered
    assert found.is_empty is (expected == (0, 0, 0))


def test_what_lies_after_the_newest_state_is_not_known_yet() -> None:
    found = report(until=date(2027, 1, 1))
    assert (found.until, found.total.until, found.burndown.points[-1].date) == (date(2027, 1, 1), TODAY, TODAY)
    ahead = report(since=date(2027, 1, 1), until=date(2027, 2, 1), grouping=Grouping.QUARTER)
    assert (ahead.is_empty, row(ahead.total), ahead.groups) == (True, (None, 0, 0, None), ())


def test_a_shallow_clone_says_what_it_cannot_know() -> None:
    found = report(shallow=True, grouping=Grouping.QUARTER)
    assert (found.shallow, found.known_from, found.is_empty) == (True, date(2026, 5, 4), False)
    assert [(group.promises.opened, group.promises.open_at_end) for group in found.groups] == [(None, None), (None, 2)]


def test_a_shallow_clone_that_begins_later_knows_nothing() -> None:
    blind = replace(ledger(), shallow=True)
    found = report_stats(
        blind, since=date(2026, 1, 1), until=TODAY, as_of=TODAY, conventions=PEOPLE, grouping=Grouping.QUARTER
    )
    assert (found.is_unknown, found.is_empty, found.groups, found.burndown.points) == (True, True, (), ())
    stats = found.total.promises
    assert (found.total.incidents.count, stats.opened, stats.open_at_end, stats.overdue_at_end) == (None,) * 4
    assert (stats.older, report(shallow=True).total.promises.older, report().total.promises.older) == (None, 2, 0)
    assert not report(shallow=True).is_unknown


def test_an_empty_repository() -> None:
    found = report_stats(ledger(), since=date(2026, 1, 1), until=TODAY, as_of=TODAY, conventions=PEOPLE)
    assert (found.is_empty, found.commit, found.postmortems, found.burndown.points) == (True, None, (), ())
