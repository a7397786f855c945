"""``pmctl stats``: a period in numbers, with a true history behind it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents import GOOD
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

DEMO_DAY = "2026-11-16"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's repository, which no test changes."""
    from datetime import date

    from pmctl.repository.demo import write_demo

    target = tmp_path_factory.mktemp("demo") / "demo"
    write_demo(target, today=date.fromisoformat(DEMO_DAY))
    return target


@pytest.fixture
def stats(run: Run, demo: Path) -> Callable[..., dict[str, Any]]:
    """Return what the demo's numbers are as JSON."""

    def ask(*arguments: str) -> dict[str, Any]:
        result = run("stats", "-f", "json", "--today", DEMO_DAY, *arguments, cwd=demo)
        assert result.code == 0
        found: dict[str, Any] = json.loads(result.out)
        return found

    return ask


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Story]:
    """A repository without a commit."""
    with Story(tmp_path / "empty") as story:
        yield story


# What is shown of the demo


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("text.txt", []),
        ("weeks.txt", ["--since", "2026-09-01"]),
        ("by-team.txt", ["--by", "team"]),
        ("by-severity.txt", ["--by", "severity"]),
        ("by-service.txt", ["--by", "service", "--since", "2026-09-01"]),
        ("by-cause.txt", ["--by", "cause", "--since", "2026-09-01"]),
        ("by-owner.txt", ["--by", "owner"]),
        ("by-quarter.txt", ["--by", "quarter"]),
        ("report.markdown", ["-f", "markdown", "--by", "quarter"]),
        ("numbers.csv", ["-f", "csv", "--by", "quarter"]),
    ],
)
def test_the_demo(run: Run, demo: Path, golden: Callable[[str, str], None], name: str, arguments: list[str]) -> None:
    result = run("stats", "--today", DEMO_DAY, *arguments, cwd=demo)
    assert result.code == 0
    golden(f"stats/{name}", result.out)


@pytest.mark.parametrize("width", ["60", "120"])
def test_other_widths(
    run: Run, demo: Path, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    golden(f"stats/text-{width}.txt", run("stats", "--today", DEMO_DAY, cwd=demo).out)


def test_the_whole_of_the_json(run: Run, demo: Path, golden: Callable[[str, str], None]) -> None:
    result = run("stats", "--today", DEMO_DAY, "-f", "json", "--by", "severity", cwd=demo)
    commit = json.loads(result.out)["commit"]
    golden("stats/numbers.json", result.out.replace(commit, "COMMIT"))


# The same numbers, counted by hand


def test_incidents_are_those_that_the_list_shows_and_the_one_that_cannot_be_read_now(
    run: Run, demo: Path, stats: Callable[..., dict[str, Any]]
) -> None:
    listed = json.loads(run("list", "-f", "json", cwd=demo).out)
    assert stats()["incidents"]["count"] == len(listed["postmortems"]) + len(listed["unreadable"]) == 12
    # From 04:15 to 13:50, the second of two incidents of the data team; the other took from 01:10 to 14:25.
    assert stats("--team", "data")["incidents"]["time_to_detect"] == {
        "n": 2, "median_seconds": (34500 + 47700) / 2, "p90_seconds": 34500 + 0.9 * 13200,
    }  # fmt: skip


@pytest.mark.parametrize("day", ["2026-03-31", "2026-06-30", "2026-08-17", "2026-10-31", DEMO_DAY])
def test_open_and_overdue_are_those_of_overdue_as_of_each_day(
    run: Run, demo: Path, stats: Callable[..., dict[str, Any]], day: str
) -> None:
    asked = json.loads(run("overdue", "-f", "json", "--as-of", day, cwd=demo).out)
    expected = {"date": day, "open": asked["open"], "overdue": asked["overdue"]}
    assert stats("--until", day)["burndown"][-1] == expected
    assert stats("--as-of", day)["burndown"][-1] == expected
    total = stats("--until", day)["promises"]
    assert (total["open_at_end"], total["overdue_at_end"]) == (asked["open"], asked["overdue"])


def test_the_burndown_of_the_year_agrees_with_overdue_at_the_end_of_each_month(
    run: Run, demo: Path, stats: Callable[..., dict[str, Any]]
) -> None:
    points = stats()["burndown"]
    assert [point["date"] for point in points][:2] == ["2026-02-28", "2026-03-31"]
    for point in points:
        asked = json.loads(run("overdue", "-f", "json", "--as-of", point["date"], cwd=demo).out)
        assert (point["open"], point["overdue"]) == (asked["open"], asked["overdue"])


def test_promises_told_one_by_one(stats: Callable[..., dict[str, Any]]) -> None:
    # In the log: f74abca opens A1 to A3 on 03-06; A1 is done on 04-01, due 04-03; A2, first due 05-01 and moved to
    # 05-29 and 06-26, is done on 07-09; A3 is dropped on 05-12.
    spring = stats("--service", "orders-api", "--since", "2026-03-01", "--until", "2026-07-31")["promises"]
    assert (spring["opened"], spring["closed"], spring["dropped"], spring["vanished"]) == (3, 2, 1, 0)
    assert spring["time_to_close"] == {"n": 2, "median_days": (26 + 125) / 2, "p90_days": 115.1}
    assert spring["on_time_original"] == spring["on_time_moved"] == {"n": 2, "on_time": 1, "share": 0.5}
    assert spring["slips"]["n"] == 3
    assert (spring["open_at_end"], spring["oldest_open"]) == (0, None)


def test_four_of_twenty_were_late(stats: Callable[..., dict[str, Any]]) -> None:
    # Login A2 (due 03-13, done 03-24), orders A2 (05-01, moved to 06-26; 07-09), crash loop A1 (07-01; 07-08) and
    # checkout A3 (08-21, moved to 09-25; 10-02).
    promises = stats()["promises"]
    assert promises["on_time_original"] == promises["on_time_moved"] == {"n": 20, "on_time": 16, "share": 0.8}
    assert (promises["opened"], promises["closed"], promises["dropped"], promises["vanished"]) == (38, 20, 1, 1)


def test_what_vanished_and_what_came_back(stats: Callable[..., dict[str, Any]]) -> None:
    # Malmö's A3 went in "Tidy up the Malmö labels"; the crash loop's A3 went on 07-28, and came back on 08-03.
    assert stats("--service", "label-printer")["promises"]["vanished"] == 1
    assert stats("--service", "feature-flags")["promises"]["vanished"] == 0
    assert stats("--service", "feature-flags", "--until", "2026-08-02")["promises"]["vanished"] == 1


def test_the_oldest_open_was_reopened(stats: Callable[..., dict[str, Any]]) -> None:
    oldest = stats()["promises"]["oldest_open"]
    assert (oldest["ref"], oldest["opened"], oldest["age_days"]) == ("2026-04-14-double-capture/A3", "2026-04-15", 215)


def test_it_happened_again_while_the_remedy_was_promised(stats: Callable[..., dict[str, Any]]) -> None:
    related = stats()["recurrence"]["related"]
    assert [(r["postmortem"][11:], [ref[11:] for ref in r["open_actions"]]) for r in related] == [
        ("checkout-timeouts", ["orders-pool-exhausted/A2"]),
        ("failover-stall", ["checkout-timeouts/A1", "checkout-timeouts/A3"]),
        ("gift-card-zero", ["app-crash-loop/A2"]),
    ]


# The period


@pytest.mark.parametrize(
    ("arguments", "since", "until"),
    [
        ([], "2025-11-17", DEMO_DAY),
        (["--since", "2026-07-01"], "2026-07-01", DEMO_DAY),
        (["--until", "2026-06-30"], "2025-07-01", "2026-06-30"),
        (["--as-of", "2026-06-30"], "2025-07-01", "2026-06-30"),
        (["--since", DEMO_DAY, "--until", DEMO_DAY], DEMO_DAY, DEMO_DAY),
    ],
)
def test_a_year_up_to_the_last_day(
    stats: Callable[..., dict[str, Any]], arguments: list[str], since: str, until: str
) -> None:
    found = stats(*arguments)
    assert (found["since"], found["until"]) == (since, until)


def test_as_of_a_day_only_what_was_committed_by_then_is_known(stats: Callable[..., dict[str, Any]]) -> None:
    found = stats("--as-of", "2026-06-30", "--until", "2026-12-31")
    assert (found["as_of"], found["incidents"]["count"], found["burndown"][-1]["date"]) == (
        "2026-06-30",
        7,
        "2026-06-30",
    )


def test_a_revision_without_the_working_tree(run: Run, repository: Story) -> None:
    path = repository.root / "postmortems/2026-03-14-checkout-timeouts.md"
    path.write_text(GOOD.replace("status: open", "status: done"), encoding="utf-8")

    def closed(*arguments: str) -> tuple[int, int]:
        promises = json.loads(run("stats", "-f", "json", *arguments, cwd=repository.root).out)["promises"]
        return promises["closed"], promises["open_at_end"]

    assert (closed(), closed("--rev", "HEAD"), closed("--rev", "HEAD~1")) == ((1, 1), (0, 2), (0, 1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "2026-07-01", "--until", "2026-06-30"], "the period would end before it begins"),
        (["--since", "yesterday"], "--since is not a date: yesterday"),
        (["--until", "2026-02-30"], "--until is not a date: 2026-02-30"),
        (["--by", "mood"], "mood"),
        (["--severity", "SEV9"], "there is no severity SEV9"),
    ],
)
def test_what_cannot_be_meant(run: Run, repository: Story, arguments: list[str], message: str) -> None:
    result = run("stats", *arguments, cwd=repository.root)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


# Streams, files, and what is not there


def test_into_a_file(run: Run, demo: Path, tmp_path: Path) -> None:
    for format_ in ("text", "json", "csv", "markdown"):
        shown = run("stats", "--today", DEMO_DAY, "-f", format_, cwd=demo).out
        result = run("stats", "--today", DEMO_DAY, "-f", format_, "-o", tmp_path / "report", cwd=demo)
        assert result.out == ""
        assert (tmp_path / "report").read_text(encoding="utf-8") == shown


def test_a_stream_that_knows_only_ascii(run: Run, demo: Path) -> None:
    out = run("stats", "--today", DEMO_DAY, cwd=demo, encoding="ascii").out
    assert "2026-11-16    16        9  ###########################---------------------\n" in out
    assert "\\u25" not in out
    assert "-----\n" in run("stats", "--by", "team", cwd=demo, encoding="ascii").out


def test_csv_is_a_table_of_numbers(run: Run, demo: Path) -> None:
    out = run("stats", "--today", DEMO_DAY, "-f", "csv", cwd=demo).out
    rows = list(csv.DictReader(io.StringIO(out)))
    burndown = [(r["date"], r["value"]) for r in rows if (r["section"], r["measure"]) == ("burndown", "open")]
    assert burndown[-1] == (DEMO_DAY, "16")


def test_in_a_shallow_clone_nothing_is_guessed(run: Run, demo: Path, tmp_path: Path) -> None:
    import subprocess

    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", demo.as_uri(), str(clone)], check=True, capture_output=True)
    result = run("stats", "--today", DEMO_DAY, "-f", "json", cwd=clone)
    found = json.loads(result.out)
    assert (result.code, found["shallow"]) == (0, True)
    assert result.err.count("git fetch --unshallow") == 1
    promises = found["promises"]
    assert [promises[name] for name in ("opened", "closed", "dropped", "vanished", "oldest_open")] == [None] * 5
    assert (promises["open_at_end"], promises["overdue_at_end"]) == (13, 8)
    assert [point["open"] for point in found["burndown"]][-2:] == [None, 13]
    assert found["incidents"]["time_to_draft"]["n"] == 0
    assert found["recurrence"]["related"] == []
    failed = run("stats", "--on-shallow", "fail", cwd=clone)
    assert (failed.code, failed.out) == (2, "")


@pytest.mark.parametrize("arguments", [[], ["--by", "team"]])
def test_before_a_shallow_clone_begins_nothing_is_known(
    run: Run, repository: Story, tmp_path: Path, arguments: list[str]
) -> None:
    clone = repository.shallow_clone(tmp_path / "clone")

    def ask(format_: str) -> str:
        result = run("stats", "--as-of", "2026-04-01", "-f", format_, *arguments, cwd=clone)
        assert (result.code, result.err.count("git fetch --unshallow")) == (0, 1)
        return result.out

    unknown = "What had happened by 2026-04-01 is unknown: this clone does not reach back so far."
    assert " ".join(ask("text").split()).endswith(unknown)
    assert unknown in ask("markdown")
    found = json.loads(ask("json"))
    assert (found["commit"], found["by"], found["burndown"]) == (None, [], [])
    counts = ("opened", "closed", "dropped", "vanished", "open_at_end", "overdue_at_end", "older_than_clone")
    assert {found["incidents"]["count"], *(found["promises"][name] for name in counts)} == {None}
    assert "incidents,,,,count,,,\n" in ask("csv")


def test_what_is_committed_after_today_is_warned_of(run: Run, demo: Path) -> None:
    result = run("stats", "--today", "2026-06-30", cwd=demo)
    assert result.err.splitlines()[-1] == (
        f"warning: the newest commit is dated {DEMO_DAY}, after 2026-06-30, as of which it counts; "
        "--as-of 2026-06-30 leaves out what was committed later"
    )
    assert "newest commit" not in run("stats", "--as-of", "2026-06-30", cwd=demo).err
    assert "newest commit" not in run("stats", "--today", DEMO_DAY, cwd=demo).err


def test_a_clock_that_ran_ahead_does_not_hide_a_promise(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "ahead") as story:
        story.write("postmortems/2026-03-14-checkout-timeouts.md", GOOD)
        story.commit("By a clock that runs ahead", at="2027-05-01T10:00:00+00:00")
        story.write("notes.txt", "x").commit("By one that does not", at="2026-03-20T10:00:00+00:00")
        story.write("notes.txt", "y").commit("Long after", at="2026-05-31T10:00:00+00:00")
        story.checkout()
    found = json.loads(run("stats", "-f", "json", cwd=story.root).out)
    assert found["incidents"]["time_to_draft"] == {"n": 1, "median_days": 6, "p90_days": 6}
    assert [point["date"] for point in found["burndown"]] == ["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-01"]
    for point in found["burndown"]:
        asked = json.loads(run("overdue", "--as-of", point["date"], "-f", "json", cwd=story.root).out)
        assert (point["open"], point["overdue"]) == (asked["open"], asked["overdue"])
    assert asked["items"][0]["age_days"] is None


def test_an_empty_repository(run: Run, empty: Story, golden: Callable[[str, str], None]) -> None:
    result = run("stats", cwd=empty.root)
    assert result.code == 0
    assert "There are no postmortems yet. `pmctl new` starts the first one." in result.out
    golden("stats/empty.json", run("stats", "-f", "json", cwd=empty.root).out)
    assert run("stats", "--by", "team", "-f", "csv", cwd=empty.root).code == 0


def test_a_quiet_time(run: Run, repository: Story) -> None:
    result = run("stats", "--since", "2025-01-01", "--until", "2025-12-31", cwd=repository.root)
    assert (result.code, result.out) == (
        0,
        "From 2025-01-01 to 2025-12-31\n\nA quiet time: no incident, and no promise to keep.\n",
    )


def test_a_document_that_cannot_be_read_is_named(run: Run, repository: Story) -> None:
    (repository.root / "postmortems/broken.md").write_text("---\nid: [\n---\n", encoding="utf-8")
    result = run("stats", cwd=repository.root)
    assert result.code == 0
    assert "broken.md" in result.err


def test_outside_git(run: Run, folder: Path) -> None:
    assert run("stats", cwd=folder).code == 2


def test_as_a_process(run_process: Run, repository: Story) -> None:
    result = run_process("stats", cwd=repository.root)
    assert (result.code, result.err) == (0, "")
    assert "Incidents: 2" in result.out
