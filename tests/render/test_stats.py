"""The numbers of a period as they are shown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from pmctl.render import stats as render
from pmctl.render.chart import BurndownChart
from pmctl.render.stats_cells import count, days, duration, percent
from pmctl.render.stats_data import COLUMNS, stats_csv, stats_json
from pmctl.reports.filters import Filters
from pmctl.reports.stats import Grouping, StatsReport, report_stats
from pmctl.reports.stats_burndown import Burndown, Point, Step
from pmctl.reports.stats_measures import Share
from tests.reports.states import PEOPLE, action, ledger, text

if TYPE_CHECKING:
    from rich.console import RenderableType

TODAY = date(2026, 6, 1)
HOSTILE = text(
    "2026-05-02-hostile",
    'id: A1, title: "[red]=x[/oops] *y* | \\e[31mz", status: open, due: 2026-05-20, owner: "=1+1"',
    causes="['=cache|[b]', pool]",
    services="[api]",
    severity="SEV1",
    started_at="2026-05-02T10:00:00Z",
    detected_at="2026-05-02T10:42:00Z",
)
PLAIN = text("2026-03-14-plain", action("A1", status="done"), causes="['=cache|[b]', pool]", related="[hostile]")


def report(
    *, grouping: Grouping | None = None, until: date = TODAY, shallow: bool = False, **filters: tuple[str, ...]
) -> StatsReport:
    return report_stats(
        ledger(("2026-03-16", [PLAIN]), ("2026-05-04", [HOSTILE]), shallow=shallow),
        since=date(2025, 6, 2),
        until=until,
        as_of=TODAY,
        conventions=PEOPLE,
        filters=Filters(**filters),
        grouping=grouping,
    )


def shown(*renderables: RenderableType, width: int = 80, encoding: str = "utf-8") -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    for renderable in renderables:
        console.print(renderable, highlight=False, markup=False, emoji=False)
    out.flush()
    out.seek(0)
    return out.read()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"), (59.6, "1 min"), (61, "1 min 1 s"), (2520, "42 min"), (4320, "1 h 12 min"), (7200, "2 h"),
        (3601, "1 h"), (86400, "1 d"), (86400 + 3700, "1 d 1 h"), (4 * 86400 + 3599, "4 d"),
    ],
)  # fmt: skip
def test_durations_in_their_two_largest_units(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_other_cells() -> None:
    assert [days(7), days(7.5), days(1234.04)] == ["7 d", "7.5 d", "1,234 d"]
    assert [count(None), count(0), count(1234)] == ["?", "0", "1,234"]
    assert [percent(Share(n=0, count=0)), percent(Share(n=3, count=2))] == ["-", "67 %"]


@pytest.mark.parametrize("width", [12, 20, 30, 40, 55, 60, 80, 120, 200])
@pytest.mark.parametrize("grouping", [None, *Grouping])
def test_no_line_is_wider_than_the_terminal(width: int, grouping: Grouping | None) -> None:
    lines = shown(*render.stats_text(report(grouping=grouping)), width=width).splitlines()
    assert max(map(len, lines)) <= width


def test_numbers_keep_their_names_where_there_is_no_room_for_columns() -> None:
    lines = shown(*render.stats_text(report()), width=30).splitlines()
    place = lines.index("Detected")
    assert lines[place : place + 4] == ["Detected", "  n 1", "  median 42 min", "  90th percentile 42 min"]
    assert "  n 1, in time 1, share 100 %" in lines
    assert "2026-05-31  1 open, 1 overdue" in lines
    assert "Open at the end        1" in shown(*render.stats_text(report()), width=30)
    wide = shown(*render.stats_text(report()), width=60).splitlines()
    assert "  Detected               1       42 min           42 min" in wide


def test_words_of_documents_are_shown_as_they_are() -> None:
    words = " ".join(shown(*render.stats_text(report()), width=200).split())
    assert "hostile/A1, 28 d, =1+1: [red]=x[/oops] *y* | ␛[31mz" in words
    assert "=cache|[b] 2 plain, hostile" in words
    table = render.stats_markdown(report(grouping=Grouping.CAUSE))
    assert "| =cache\\|\\[b\\] | 2 |" in table
    assert "\x1b" not in table
    assert "\\[red\\]=x\\[/oops\\] \\*y\\* \\|" in table


def test_a_spreadsheet_is_given_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(stats_csv(report(grouping=Grouping.CAUSE)))))
    assert {row["group"] for row in rows if row["group"].endswith("[b]")} == {"'=cache|[b]"}
    assert tuple(rows[0]) == COLUMNS


def test_csv_holds_each_number_once() -> None:
    rows = list(csv.DictReader(io.StringIO(stats_csv(report(grouping=Grouping.SEVERITY)))))
    keys = [tuple(row[c] for c in ("section", "group_by", "group", "date", "measure")) for row in rows]
    assert len(set(keys)) == len(keys)
    found = dict(zip(keys, rows, strict=True))
    assert found["incidents", "", "", "", "count"]["value"] == "2"
    assert found["incidents", "severity", "SEV1", "", "time_to_detect_median_seconds"]["value"] == "2520"
    assert found["incidents", "", "", "", "time_to_detect_median_seconds"]["n"] == "1"
    assert found["promises", "severity", "SEV2", "", "open_at_end"]["value"] == "0"
    assert found["promises", "", "", "", "oldest_open_age_days"]["refs"] == "2026-05-02-hostile/A1"
    assert found["promises", "severity", "SEV2", "", "oldest_open_age_days"]["value"] == ""
    assert found["burndown", "", "", "2026-05-31", "overdue"]["value"] == "1"
    assert found["recurrence", "cause", "pool", "", "incidents"]["refs"] == "2026-03-14-plain 2026-05-02-hostile"


def test_csv_names_what_happened_again() -> None:
    again = text("2026-05-09-again", related="[hostile]")
    found = report_stats(
        ledger(("2026-05-04", [HOSTILE]), ("2026-05-10", [again])),
        since=date(2025, 6, 2),
        until=TODAY,
        as_of=TODAY,
        conventions=PEOPLE,
    )
    rows = [row for row in csv.DictReader(io.StringIO(stats_csv(found))) if row["group_by"] == "related"]
    assert [(r["group"], r["date"], r["value"], r["refs"]) for r in rows] == [
        ("2026-05-09-again", "2026-05-09", "1", "2026-05-02-hostile/A1")
    ]
    assert "2026-05-09  again  hostile/A1" in shown(*render.stats_text(found))
    assert json.loads(stats_json(found))["recurrence"]["related"] == [
        {
            "postmortem": "2026-05-09-again",
            "date": "2026-05-09",
            "related": "2026-05-02-hostile",
            "open_actions": ["2026-05-02-hostile/A1"],
        }
    ]


def test_json_has_the_same_names_whatever_there_is() -> None:
    full, empty = (json.loads(stats_json(r)) for r in (report(grouping=Grouping.TEAM), report(services=("none",))))
    assert list(full) == list(empty)
    assert full["promises"].keys() == empty["promises"].keys() == full["by"][0]["promises"].keys()
    assert full["incidents"].keys() == empty["incidents"].keys() == full["by"][0]["incidents"].keys()
    assert (full["group_by"], empty["group_by"], empty["by"]) == ("team", None, [])


def test_a_row_of_all_and_a_note_on_what_counts_twice() -> None:
    lines = shown(*render.stats_text(report(grouping=Grouping.SERVICE))).splitlines()
    begin = lines.index("Incidents and promises by service")
    rows = [line.split() for line in lines[begin : begin + 6] if line.startswith(("api", "none", "all"))]
    assert rows == [
        ["api", "1", "1", "0", "0", "0", "1", "1"],
        ["none", "1", "1", "1", "0", "0", "0", "0"],
        ["all", "2", "2", "1", "0", "0", "1", "1"],
    ]
    assert "A postmortem with several services counts in each" in " ".join(" ".join(lines).split())
    assert "several services" not in shown(*render.stats_text(report(grouping=Grouping.TEAM)))


def test_those_without_an_owner_are_nobodys() -> None:
    nobodys = text("2026-05-02-x", action("A1", owner=None), owner='""')
    found = report_stats(
        ledger(("2026-05-04", [nobodys])),
        since=date(2026, 1, 1), until=TODAY, as_of=TODAY, conventions=PEOPLE, grouping=Grouping.OWNER,
    )  # fmt: skip
    assert "nobody" in shown(*render.stats_text(found))
    assert "nobody: Title of A1" in shown(*render.stats_text(report_stats(
        ledger(("2026-05-04", [nobodys])), since=date(2026, 1, 1), until=TODAY, as_of=TODAY, conventions=PEOPLE,
    )))  # fmt: skip


def test_the_tables_of_the_groups_are_the_same_on_a_terminal_and_on_a_page() -> None:
    found = report(grouping=Grouping.TEAM)
    headings = [
        "Incidents and promises by team",
        "Detected and acknowledged by team",
        "Drafted and published by team",
        "Done in time by team",
        "Moved later by team",
        "Oldest open by team",
        "Open and overdue at the end of each month",
        "Causes of several incidents",
    ]
    lines = shown(*render.stats_text(found), width=200).splitlines()
    assert [line for line in lines if line in headings] == headings
    page = render.stats_markdown(found)
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == headings
    assert "| payments | 1 | 42 min | 42 min | 0 | - | - |" in page
    assert "| payments | 100 % of 1 | 100 % of 1 | 1 | 0 d | 0 d |" in page
    assert "| none | 28 d | 2026-05-02-hostile/A1 | =1+1 | \\[red\\]=x" in page


def test_what_is_older_than_the_clone_is_said() -> None:
    note = "1 promise is older than this clone: what is not known of it is left out."
    found, grouped = report(shallow=True), report(shallow=True, grouping=Grouping.TEAM)
    assert f"\n{note}\n" in shown(*render.stats_text(found), width=200)
    assert f"\n{note}\n" in render.stats_markdown(found)
    assert note in " ".join(shown(*render.stats_text(grouped)).split())
    assert json.loads(stats_json(found))["promises"]["older_than_clone"] == 1
    assert "older than" not in shown(*render.stats_text(report()))
    both = report_stats(
        ledger(("2026-03-16", [text("2026-03-14-x", action("A1"), action("A2"))]), shallow=True),
        since=date(2026, 1, 1), until=TODAY, as_of=TODAY, conventions=PEOPLE,
    )  # fmt: skip
    assert "2 promises are older than this clone" in render.stats_markdown(both)


# Where there is little to tell


def test_what_is_unknown_is_a_question_mark() -> None:
    found = report(shallow=True)
    lines = shown(*render.stats_text(found)).splitlines()
    assert [line.split() for line in lines if line.startswith("  Opened  ")] == [["Opened", "?"]]
    assert [line.split()[-1] for line in lines if "2026-04-30" in line] == ["?"]
    assert json.loads(stats_json(found))["promises"]["opened"] is None
    assert json.loads(stats_json(found))["burndown"][0] == {"date": "2025-06-30", "open": None, "overdue": None}


def test_which_is_the_oldest_may_be_unknown_or_there_is_none() -> None:
    whole = ledger(("2026-05-04", [HOSTILE]), shallow=True)
    unknown, none = (
        report_stats(whole, since=date(2026, 5, 6), until=TODAY, as_of=TODAY, conventions=PEOPLE, filters=filters)
        for filters in (Filters(), Filters(owners=("mara",)))
    )
    assert "Oldest open         ?" in shown(*render.stats_text(unknown))
    assert none.is_empty
    kept = report(services=("none",), until=TODAY)
    assert "Oldest open" not in shown(*render.stats_text(kept))
    done = report_stats(
        ledger(("2026-03-16", [PLAIN])), since=date(2026, 1, 1), until=TODAY, as_of=TODAY, conventions=PEOPLE
    )
    assert "Oldest open         -" in shown(*render.stats_text(done))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (report(services=("none",)), "No incident matches, and no promise."),
        (
            report_stats(ledger(), since=TODAY, until=TODAY, as_of=TODAY, conventions=PEOPLE),
            "There are no postmortems yet.",
        ),
        (
            report_stats(ledger(("2026-03-16", [PLAIN])), since=TODAY, until=TODAY, as_of=TODAY, conventions=PEOPLE),
            "A quiet time: no incident, and no promise to keep.",
        ),
        (
            report_stats(replace(ledger(), shallow=True), since=TODAY, until=TODAY, as_of=TODAY, conventions=PEOPLE),
            "What had happened by 2026-06-01 is unknown: this clone does not reach back so",
        ),
        (
            report_stats(
                ledger(("2026-03-16", [PLAIN])),
                since=TODAY + timedelta(days=1),
                until=TODAY + timedelta(days=9),
                as_of=TODAY,
                conventions=PEOPLE,
            ),
            "On 2026-06-01 that has not begun yet.",
        ),
    ],
)
def test_a_kind_word_where_there_is_nothing(found: StatsReport, words: str) -> None:
    assert words in shown(*render.stats_text(found))
    assert words.split("`", maxsplit=1)[0] in render.stats_markdown(found)


def test_the_title_says_what_is_shown() -> None:
    assert render.title(report()) == "From 2025-06-02 to 2026-06-01"
    assert render.title(report(until=date(2026, 12, 31), owners=("mara",))) == (
        "From 2025-06-02 to 2026-12-31, known up to 2026-06-01, only what was asked for"
    )


def test_markdown_without_promises_or_repetition_has_no_empty_tables() -> None:
    found = report_stats(
        ledger(("2026-05-04", [text("2026-05-02-x")])),
        since=date(2026, 1, 1),
        until=TODAY,
        as_of=TODAY,
        conventions=PEOPLE,
    )
    assert [line for line in render.stats_markdown(found).splitlines() if line.startswith("#")] == [
        "# From 2026-01-01 to 2026-06-01",
        "## Incidents",
        "## Promises",
    ]
    assert "Open and overdue" not in shown(*render.stats_text(found))


# The chart


def chart(*counts: tuple[int | None, int | None], width: int = 80, encoding: str = "utf-8") -> list[str]:
    points = tuple(
        Point(date=TODAY + timedelta(days=n), open=open_, overdue=overdue) for n, (open_, overdue) in enumerate(counts)
    )
    lines = shown(BurndownChart(Burndown(step=Step.WEEK, points=points)), width=width, encoding=encoding)
    return lines.rstrip("\n").split("\n")[1:]


def bars(lines: list[str]) -> list[str]:
    return [line[27:] for line in lines]


def test_bars_have_the_length_of_their_numbers() -> None:
    assert chart((4, 1), (0, 0), (2, 2)) == [
        "  2026-06-01     4        1  ███░░░░░░░░░",
        "  2026-06-02     0        0",
        "  2026-06-03     2        2  ██████",
    ]


def test_bars_are_made_of_letters_where_nothing_else_can_be_shown() -> None:
    assert chart((4, 1), encoding="ascii") == ["  2026-06-01     4        1  ###---------"]


def test_bars_fit_and_nothing_is_too_small_to_be_seen() -> None:
    lines = chart((100_000, 1), (1, 0), (50_000, 50_000), width=60)
    assert max(map(len, lines)) == 60
    first, second, third = (line.split()[-1] for line in lines)
    assert first.count("█") == 1
    assert second == "░"
    assert set(third) == {"█"}


def test_what_is_unknown_has_no_bar() -> None:
    assert chart((None, None), (1, 0))[0] == "  2026-06-01     ?        ?"


@pytest.mark.parametrize(
    ("number", "lines", "step"), [(31, 31, "each week"), (32, 16, "every 2 weeks"), (100, 25, "every 4 weeks")]
)
def test_of_many_points_some_are_shown_and_the_last_always(number: int, lines: int, step: str) -> None:
    points = tuple(Point(date=TODAY + timedelta(days=n), open=1, overdue=0) for n in range(number))
    burndown = BurndownChart(Burndown(step=Step.WEEK, points=points))
    assert burndown.title == f"Open and overdue at the end of {step}"
    out = shown(burndown).rstrip("\n").split("\n")[1:]
    assert (len(out), out[-1].split()[0]) == (lines, str(points[-1].date))
