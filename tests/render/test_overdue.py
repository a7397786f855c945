"""The overdue report as text, Markdown and data; the commands' golden files show it whole."""

from __future__ import annotations

import json
from datetime import date

import pytest
from rich.console import Console

from pmctl.render.overdue import ITEM_FIELDS, overdue_csv, overdue_json, overdue_markdown, overdue_text, summary
from pmctl.reports.filters import Filters
from pmctl.reports.overdue import Grouping, OverdueReport, report_overdue, report_reopened, report_vanished
from tests.reports.states import PEOPLE, action, gone, ledger, text

TODAY = date(2026, 6, 1)
OLD = text("2026-03-14-checkout", action("A1", "2026-05-31", priority="P1"), action("A2", "2026-06-01"))
IN_TIME = OLD.replace("2026-05-31", "2026-06-02")
KEPT = text("2026-03-14-checkout", action("A1", status="done"))
IDEA = text("2026-03-14-checkout", action("A1", status="proposed"))
UNDATED = text("2026-03-14-checkout", action("A1", None), action("A2", None), action("A3", "2027-01-01"))


def report(
    content: str = OLD,
    *,
    filters: Filters | None = None,
    within: int | None = None,
    grouping: Grouping | None = None,
    shallow: bool = False,
) -> OverdueReport:
    return report_overdue(
        ledger(("2026-04-01", [content]), shallow=shallow),
        today=TODAY,
        conventions=PEOPLE,
        filters=filters,
        within=within,
        grouping=grouping,
    )


def shown(found: OverdueReport) -> str:
    console = Console(width=80, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        for renderable in overdue_text(found):
            console.print(renderable)
    return captured.get()


@pytest.mark.parametrize(
    ("content", "filters", "line"),
    [
        (OLD, None, "1 of 2 open actions overdue on 2026-06-01: @mara 1"),
        (IN_TIME, None, "Nothing is overdue on 2026-06-01. Well kept: 2 open actions, all in time."),
        (IN_TIME, Filters(owners=("mara",)), "Nothing is overdue on 2026-06-01. 2 open actions, all in time."),
        (UNDATED, None, "Nothing is overdue on 2026-06-01, but 2 of 3 open actions have no due date."),
        (KEPT, None, "No open actions on 2026-06-01: every promise is kept."),
        (KEPT, Filters(owners=("mara",)), "No open action matches on 2026-06-01."),
        (IDEA, None, "No open actions on 2026-06-01."),
    ],
)  # fmt: skip
def test_the_line_that_sums_up(content: str, filters: Filters | None, line: str) -> None:
    found = report(content, filters=filters)
    assert summary(found).plain == line
    assert shown(found).endswith(f"{line}\n")


def test_what_is_due_soon_is_told_from_what_is_late() -> None:
    lines = [line for line in shown(report(within=3)).splitlines() if "checkout/" in line]
    assert [line[:7].strip() for line in lines] == ["1 d", "today"]


def test_what_is_unknown_is_a_question_mark() -> None:
    found = report(shallow=True)
    assert "| ? | ? | SEV2 P1 |" in overdue_markdown(found)
    assert json.loads(overdue_json(found))["items"][0]["slips"] is None
    assert ",,,,," in overdue_csv(found)


def test_a_short_reference_is_not_ambiguous() -> None:
    both = [OLD, text("2026-05-05-checkout", action("A1"))]
    found = report_overdue(ledger(("2026-05-06", both)), today=TODAY, conventions=PEOPLE)
    assert "2026-03-14-checkout/A1" in shown(found)
    assert "2026-05-05-checkout/A1" in shown(found)


@pytest.mark.parametrize("grouping", list(Grouping))
def test_a_group_without_a_name(grouping: Grouping) -> None:
    nameless = OLD.replace('owner: "@mara"', "note: x").replace("severity: SEV2\n", "")
    found = report(nameless, grouping=grouping)
    name = "nobody" if grouping is Grouping.OWNER else "none"
    assert shown(found).startswith(f"{grouping.value.capitalize()} {name}  1 of 2 open actions overdue\n")
    assert f"\n## {name}\n" in overdue_markdown(found)
    assert json.loads(overdue_json(found))["groups"] == [{"name": None, "open": 2, "overdue": 1}]


def test_names_cannot_break_what_they_stand_in() -> None:
    hostile = OLD.replace("@mara", "a|b\\e[31m [red]\\n=x").replace("Title of A1", '"=1+1 | <b>"')
    found = report(hostile, grouping=Grouping.OWNER)
    assert "\x1b" not in shown(found) + overdue_markdown(found) + overdue_csv(found) + overdue_json(found)
    assert "[red] =x" in shown(found)
    assert "\\<b\\>" in overdue_markdown(found)
    assert "'=1+1 | <b>" in overdue_csv(found)


def test_the_fields_are_those_of_the_csv() -> None:
    assert overdue_csv(report()).splitlines()[0] == ",".join(ITEM_FIELDS)
    assert tuple(json.loads(overdue_json(report()))["items"][0]) == ITEM_FIELDS


def test_an_empty_report() -> None:
    found = report(KEPT)
    assert overdue_markdown(found) == "No open actions on 2026-06-01: every promise is kept.\n"
    assert overdue_csv(found).count("\n") == 1
    assert json.loads(overdue_json(found))["items"] == []


def slipped(*, late: bool) -> OverdueReport:
    due = "2026-05-31" if late else "2026-06-30"
    before = text("2026-03-14-checkout", action("A1", "2026-05-01"), action("A2", "2026-05-01"))
    told = ledger(("2026-04-01", [before]), ("2026-04-02", [before.replace("2026-05-01", due)]))
    return report_overdue(told, today=TODAY, conventions=PEOPLE, filters=Filters(slipped=True))


def test_the_line_about_what_slipped() -> None:
    assert summary(slipped(late=True)).plain == "2 of 2 open actions that slipped are overdue on 2026-06-01: @mara 2"
    assert summary(slipped(late=False)).plain == (
        "Nothing is overdue on 2026-06-01. 2 open actions that slipped, all in time."
    )


@pytest.mark.parametrize(
    ("dues", "line"),
    [
        (["2026-05-31"], "1 reopened action still open, overdue on 2026-06-01: @mara 1"),
        (["2026-06-30"], "1 reopened action still open, in time on 2026-06-01: @mara 1"),
        (["2026-05-31", "2026-06-30"], "2 reopened actions still open, 1 of them overdue on 2026-06-01: @mara 2"),
        ([], "No open action has been reopened on 2026-06-01."),
    ],
)
def test_the_line_about_what_was_reopened(dues: list[str], line: str) -> None:
    actions = [action(f"A{number}", due, status="done") for number, due in enumerate(dues)]
    done = text("2026-03-14-checkout", *actions)
    told = ledger(("2026-04-01", [done]), ("2026-04-02", [done.replace("status: done", "status: open")]))
    found = report_reopened(told, today=TODAY, conventions=PEOPLE)
    assert summary(found).plain == line
    assert shown(found).endswith(f"{line}\n")
    none = report_reopened(told, today=TODAY, conventions=PEOPLE, filters=Filters(owners=("x",)))
    assert summary(none).plain == "No reopened action matches on 2026-06-01."


def test_what_was_reopened_names_who_did_it() -> None:
    done = text("2026-03-14-checkout", action("A1", None, status="done"))
    again = done.replace("status: done", "status: open")
    told = ledger(("2026-04-01", [done]), ("2026-04-02", [again]))
    found = report_reopened(told, today=TODAY, conventions=PEOPLE)
    assert "reopened on 2026-04-02 by Author 2 in 0000000: Change 2\n" in shown(found)
    assert "| – | 2026-03-14-checkout/A1 | Title of A1 | @mara | – |" in overdue_markdown(found)
    now = report_reopened(ledger(("2026-04-01", [done]), ("", [again])), today=TODAY, conventions=PEOPLE)
    assert "reopened, not committed yet\n" in shown(now)


def test_the_lines_that_are_not_whole_in_a_shallow_clone() -> None:
    before = text("2026-03-14-checkout", action("A1", "2026-05-01"), action("A2", "2026-05-01", owner="@noor"))
    late, timely = (before.replace("2026-05-01", due, 1) for due in ("2026-05-31", "2026-06-30"))
    older = "1 open action is older than this clone: whether it belongs here is unknown."

    def line(*contents: str, filters: Filters) -> str:
        told = ledger(*((f"2026-04-0{n}", [content]) for n, content in enumerate(contents, 1)), shallow=True)
        found = report_overdue(told, today=TODAY, conventions=PEOPLE, filters=filters, grouping=Grouping.OWNER)
        value = json.loads(overdue_json(found))
        assert (value["open"], value["overdue"]) == (None, None)
        assert {count for group in value["groups"] for count in (group["open"], group["overdue"])} <= {None}
        assert summary(found).plain in overdue_markdown(found)
        return summary(found).plain

    assert line(before, late, filters=Filters(slipped=True)) == (
        f"1 of 1 open action that slipped is overdue on 2026-06-01: @mara 1. {older}"
    )
    assert line(before, timely, filters=Filters(slipped=True)) == (
        f"Nothing is overdue on 2026-06-01. 1 open action that slipped, all in time. {older}"
    )
    assert line(before, filters=Filters(slipped=True)) == (
        "No open action is known to match on 2026-06-01. "
        "2 open actions are older than this clone: whether they belong here is unknown."
    )


def test_what_vanished_before_a_shallow_clone_is_unknown() -> None:
    told = ledger(("2026-04-01", [OLD]), ("2026-04-02", [gone(OLD)]), shallow=True)
    found = report_vanished(told, today=TODAY, conventions=PEOPLE)
    assert summary(found).plain == (
        "2 actions vanished while still open: @mara 2. What vanished before the oldest commit of this clone is unknown."
    )
    assert json.loads(overdue_json(found))["open"] is None


def test_what_vanished_by_group() -> None:
    told = ledger(("2026-04-01", [OLD]), ("2026-04-02", [gone(OLD)]))
    found = report_vanished(told, today=TODAY, conventions=PEOPLE, grouping=Grouping.OWNER)
    assert shown(found).startswith("Owner @mara  2 actions vanished\nRemoved ")
    assert summary(found).plain == "2 actions vanished while still open: @mara 2"
    none = report_vanished(told, today=TODAY, conventions=PEOPLE, filters=Filters(owners=("x",)))
    assert summary(none).plain == "No vanished action matches on 2026-06-01."


@pytest.mark.parametrize("width", [30, 40, 60])
def test_what_vanished_where_it_is_narrow(width: int) -> None:
    told = ledger(("2026-04-01", [OLD]), ("2026-04-02", [gone(OLD)]))
    console = Console(width=width, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(*overdue_text(report_vanished(told, today=TODAY, conventions=PEOPLE)))
    assert "removed by Author 2" in captured.get()
