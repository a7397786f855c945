"""``pmctl overdue``: what was promised, by whom, how late it is, and how often the date was moved."""

from __future__ import annotations

import csv
import io
import json
import shutil
from copy import copy
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

CHECKOUT = """\
---
id: 2026-02-10-checkout-timeouts
title: "Checkout | timeouts"
status: published
severity: SEV1
date: 2026-02-10
owner: "@mara"
team: payments
services: [checkout-api, orders-db]
actions:
  - {id: A1, title: Alert on the pool, owner: "@jonas", due: 2026-05-20, status: open, priority: P1, type: detect,
     ticket: PAY-812}
  - {id: A2, title: Due today, owner: "@mara", due: 2026-06-01, status: open, priority: P0}
  - {id: A3, title: Kept, owner: "@mara", due: 2026-03-01, status: done, priority: P0}
  - {id: A4, title: "[red]A[/red] *long* title that says in many words what is true once all of this is done",
     owner: "@noor", due: 2026-03-01, status: in-progress, priority: P2}
---

# Checkout timeouts
"""
SEARCH = """\
---
id: 2026-04-02-search-stale
title: Stale search
status: published
severity: SEV3
date: 2026-04-02
owner: "@noor"
actions:
  - {id: A1, title: "=Count the \\e[31mdocuments", owner: "@noor", team: data, due: 2026-05-31, status: blocked,
     priority: P1}
  - {id: A2, title: Nobody's, due: 2026-05-02, status: open}
  - {id: A3, title: An idea, status: proposed, due: 2026-01-01}
  - {id: A4, title: Next week, owner: "@mara", due: 2026-06-08, status: open, priority: P1}
---

# Stale search
"""
PEOPLE = """
[people]
jonas = { name = "Jonas Weber", team = "storefront", email = "jonas@example.com" }
"""
PATHS = ("postmortems/2026-02-10-checkout-timeouts.md", "postmortems/2026-04-02-search-stale.md")


@pytest.fixture(scope="module")
def kept() -> list[Story]:
    """Hold the story once it is told: every test works on a copy."""
    return []


@pytest.fixture
def told(kept: list[Story], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two postmortems whose promises were moved, with a configuration that knows one of the owners."""
    if not kept:
        kept.append(_told(tmp_path_factory.mktemp("told")))
    story = copy(kept[0])
    story.root = tmp_path / "told"
    shutil.copytree(kept[0].root, story.root)
    return story


def _told(root: Path) -> Story:
    with Story(root) as story:
        story.write("pmctl.toml", PEOPLE)
        story.write(PATHS[0], CHECKOUT.replace("2026-05-20", "2026-04-01").replace("in-progress", "open"))
        story.commit("Add the checkout", at="2026-02-12T10:00:00+00:00", by="Mara Lindqvist")
        story.write(PATHS[1], SEARCH)
        story.commit("Add the search", at="2026-04-05T10:00:00+00:00", by="Noor Haddad")
        story.write(PATHS[0], CHECKOUT)
        story.commit("Move the alert", at="2026-04-06T10:00:00+00:00", by="Jonas Weber")
        story.git("tag", "moved", story.branches["main"])
        story.write("code.py", "x = 1")
        story.commit("Change the code", at="2026-05-30T10:00:00+00:00")
        story.checkout()
        return story


def keys(result: object) -> list[str]:
    """Return what the items of a JSON report are called, in short."""
    return [item["ref"][11:] for item in json.loads(result.out)["items"]]  # type: ignore[attr-defined]


def as_json(run: Run, story: Story, *arguments: str) -> list[str]:
    result = run("overdue", "-f", "json", *arguments, cwd=story.root)
    assert (result.code, result.err) == (0, "")
    return keys(result)


ALL = ["checkout-timeouts/A1", "search-stale/A1", "checkout-timeouts/A4", "search-stale/A2"]


# What is shown


@pytest.mark.parametrize("width", ["80", "40", "200"])
def test_the_table(
    run: Run, told: Story, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("overdue", cwd=told.root)
    assert (result.code, result.err) == (0, "")
    assert all(len(line) <= int(width) for line in result.out.splitlines())
    golden(f"overdue/table-{width}.txt", result.out)


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_a_format(run: Run, told: Story, golden: Callable[[str, str], None], format_: str) -> None:
    result = run("overdue", "-f", format_, "--within", "7d", cwd=told.root)
    assert (result.code, result.err) == (0, "")
    text = result.out
    names = ("FIRST", "SECOND", "THIRD", "FOURTH")
    for sha, name in zip(reversed(told.git("rev-list", "HEAD").split()), names, strict=False):
        text = text.replace(sha, name)
    golden(f"overdue/within.{format_}", text)


@pytest.mark.parametrize("by", ["owner", "team", "service", "severity"])
def test_grouped(run: Run, told: Story, golden: Callable[[str, str], None], by: str) -> None:
    result = run("overdue", "--group-by", by, cwd=told.root)
    assert result.code == 0
    golden(f"overdue/by-{by}.txt", result.out)


def test_grouped_markdown(run: Run, told: Story) -> None:
    out = run("overdue", "--group-by", "owner", "-f", "markdown", cwd=told.root).out
    assert [line for line in out.splitlines() if line.startswith("## ")] == ["## @noor", "## @jonas", "## nobody"]


def test_grouped_json(run: Run, told: Story) -> None:
    data = json.loads(run("overdue", "--group-by", "team", "-f", "json", cwd=told.root).out)
    assert data["group_by"] == "team"
    assert data["groups"] == [
        {"name": "data", "open": 1, "overdue": 1},
        {"name": "payments", "open": 2, "overdue": 1},
        {"name": "storefront", "open": 1, "overdue": 1},
        {"name": None, "open": 2, "overdue": 1},
    ]


def test_the_fields_of_the_json(run: Run, told: Story) -> None:
    data = json.loads(run("overdue", "-f", "json", cwd=told.root).out)
    assert list(data) == ["schema", "as_of", "commit", "shallow", "open", "overdue", "items"]
    assert list(data["items"][0]) == [
        "ref", "postmortem", "postmortem_title", "severity", "action", "title", "owner", "team", "status", "type",
        "priority", "due", "original_due", "days_overdue", "slips", "slipped_days", "opened", "opened_commit",
        "age_days", "ticket", "path", "line",
    ]  # fmt: skip


def test_csv_can_be_read(run: Run, told: Story) -> None:
    rows = list(csv.DictReader(io.StringIO(run("overdue", "-f", "csv", cwd=told.root).out)))
    assert [row["action"] for row in rows] == ["A1", "A1", "A4", "A2"]
    assert rows[1]["title"] == "'=Count the ␛[31mdocuments"


def test_nothing_of_a_document_reaches_the_terminal_as_an_order(run: Run, told: Story) -> None:
    out = run("overdue", "--color", "always", cwd=told.root).out
    assert "[red]A[/red] *long*" in out
    assert "\x1b[31md" not in out
    assert "\x1b[1;31m" in out


def test_to_a_file(run: Run, told: Story) -> None:
    shown = run("overdue", cwd=told.root).out
    result = run("overdue", "-o", "late.txt", "--color", "always", cwd=told.root)
    assert (result.out, result.err) == ("", "")
    assert (told.root / "late.txt").read_text(encoding="utf-8") == shown


# Filters


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--owner", "@noor"], [ALL[1], ALL[2]]),
        (["--owner", "NOOR"], [ALL[1], ALL[2]]),
        (["--owner", "Jonas Weber"], [ALL[0]]),
        (["--owner", "jonas@example.com"], [ALL[0]]),
        (["--owner", "jonas", "--owner", "noor"], ALL[:3]),
        (["--owner", "nobody"], []),
        (["--team", "storefront"], [ALL[0]]),
        (["--team", "payments"], [ALL[2]]),
        (["--team", "data"], [ALL[1]]),
        (["--service", "orders-db"], [ALL[0], ALL[2]]),
        (["--severity", "sev3"], [ALL[1], ALL[3]]),
        (["--priority", "p1"], ALL[:2]),
        (["--status", "blocked", "--status", "in progress"], [ALL[1], ALL[2]]),
        (["--severity", "SEV1", "--priority", "P1"], [ALL[0]]),
    ],
)
def test_a_filter(run: Run, told: Story, arguments: list[str], found: list[str]) -> None:
    assert as_json(run, told, *arguments) == found


@pytest.mark.parametrize(
    ("option", "word", "hint"),
    [
        ("--severity", "SEVI", "It is one of SEV1, SEV2, SEV3, SEV4."),
        ("--priority", "urgent", "It is one of P0, P1, P2, P3."),
        ("--status", "bloked", "It is one of open, in-progress,"),
        ("--status", "done", "It is one of open, in-progress,"),
    ],
)
def test_a_misspelt_filter_is_no_good_news(run: Run, told: Story, option: str, word: str, hint: str) -> None:
    result = run("overdue", option, word, cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: there is no {option.removeprefix('--')} {word}\nhint: {hint}")


# Days


def test_due_today_is_not_overdue(run: Run, told: Story) -> None:
    assert as_json(run, told) == ALL
    assert as_json(run, told, "--today", "2026-06-02") == ["checkout-timeouts/A2", *ALL]


@pytest.mark.parametrize(
    ("within", "more"),
    [
        ("0", ["checkout-timeouts/A2"]),
        ("6d", ["checkout-timeouts/A2"]),
        ("7d", ["checkout-timeouts/A2", "search-stale/A4"]),
        ("1w", ["checkout-timeouts/A2", "search-stale/A4"]),
        (" 2w ", ["checkout-timeouts/A2", "search-stale/A4"]),
    ],
)
def test_what_is_due_soon(run: Run, told: Story, within: str, more: list[str]) -> None:
    assert sorted(as_json(run, told, "--within", within)) == sorted([*ALL, *more])


@pytest.mark.parametrize("within", ["", "soon", "-1", "1.5d", "7 d", "1m", "99999d", "٣d"])
def test_a_bad_period(run: Run, told: Story, within: str) -> None:
    result = run("overdue", "--within", within, cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: --within is not a number of days: {within}\nhint: Write 7d for a week, or 2w for two.\n"
    )


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-02-11", []),
        ("2026-03-15", ["checkout-timeouts/A4"]),
        ("2026-04-05", ["checkout-timeouts/A1", "checkout-timeouts/A4"]),
        ("2026-04-06", ["checkout-timeouts/A4"]),
        ("2030-01-01", ["checkout-timeouts/A2", *ALL[:2], "search-stale/A4", *ALL[2:]]),
    ],
)
def test_as_of_a_day(run: Run, told: Story, day: str, found: list[str]) -> None:
    (told.root / PATHS[1]).unlink()  # the working tree does not count
    assert sorted(as_json(run, told, "--as-of", day)) == sorted(found)
    assert as_json(run, told, "--as-of", day, "--today", "1999-01-01") == as_json(run, told, "--as-of", day)
    assert json.loads(run("overdue", "--as-of", day, "-f", "json", cwd=told.root).out)["as_of"] == day


def test_before_the_first_commit_nobody_is_praised(run: Run, told: Story) -> None:
    assert run("overdue", "--as-of", "2020-01-01", cwd=told.root).out == "No open actions on 2020-01-01.\n"


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "2026-2-3", "-1", "HEAD..moved"])
def test_as_of_no_day(run: Run, told: Story, day: str) -> None:
    result = run("overdue", f"--as-of={day}", cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: --as-of is neither a date nor a revision: {day}\nhint: Write a date as ")


@pytest.mark.parametrize("rev", ["moved", "HEAD~1", "@^"])
def test_as_of_a_revision_is_on_its_day(run: Run, told: Story, rev: str) -> None:
    (told.root / PATHS[1]).unlink()  # the working tree does not count
    data = json.loads(run("overdue", "--as-of", rev, "-f", "json", cwd=told.root).out)
    assert (data["as_of"], data["commit"]) == ("2026-04-06", told.git("rev-parse", "moved"))
    assert [item["ref"][11:] for item in data["items"]] == ["checkout-timeouts/A4"]


def test_a_revision_has_its_day_in_the_configured_zone(run: Run, told: Story) -> None:
    (told.root / "pmctl.toml").write_text('timezone = "Pacific/Kiritimati"\n', encoding="utf-8")
    data = json.loads(run("overdue", "--as-of", "moved", "-f", "json", cwd=told.root).out)
    assert data["as_of"] == "2026-04-07"


def test_two_revisions(run: Run, told: Story) -> None:
    result = run("overdue", "--as-of", "moved", "--rev", "HEAD", cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --as-of and --rev both name a revision\n")


def test_as_of_ends_with_the_day_of_the_configured_zone(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "zone") as story:
        story.write("pmctl.toml", 'timezone = "Asia/Tokyo"\n').write(PATHS[1], SEARCH)
        story.commit("Late in the evening", at="2026-05-09T15:30:00+00:00")
        story.checkout()
        assert as_json(run, story, "--as-of", "2026-05-09") == []
        assert as_json(run, story, "--as-of", "2026-05-10") == ["search-stale/A2"]


# Revisions


@pytest.mark.parametrize("rev", ["moved", "main", "HEAD~1", "@"])
def test_a_revision(run: Run, told: Story, rev: str) -> None:
    (told.root / PATHS[1]).unlink()
    assert as_json(run, told, "--rev", rev) == ALL


def test_an_older_revision(run: Run, told: Story) -> None:
    first = told.git("rev-list", "--max-parents=0", "HEAD")
    assert as_json(run, told, "--rev", first) == ["checkout-timeouts/A1", "checkout-timeouts/A4"]
    data = json.loads(run("overdue", "--rev", first[:10], "-f", "json", cwd=told.root).out)
    assert (data["commit"], data["as_of"]) == (first, "2026-06-01")


def test_a_revision_as_of_a_day(run: Run, told: Story) -> None:
    assert as_json(run, told, "--rev", "moved", "--as-of", "2026-03-15") == ["checkout-timeouts/A4"]


@pytest.mark.parametrize("rev", ["nope", "", "--all", "-1", "^HEAD", "HEAD..HEAD~1", "HEAD:pmctl.toml", "\x1b[31m"])
def test_a_revision_that_is_none(run: Run, told: Story, rev: str) -> None:
    result = run("overdue", f"--rev={rev}", cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert "error: there is no revision" in result.err
    assert "\x1b" not in result.err


# The working tree


def test_what_is_not_committed_counts(run: Run, told: Story) -> None:
    path = told.root / PATHS[0]
    path.write_text(path.read_text(encoding="utf-8").replace("2026-05-20", "2026-07-01"), encoding="utf-8")
    assert as_json(run, told) == ALL[1:]
    assert as_json(run, told, "--rev", "HEAD") == ALL
    assert as_json(run, told, "--as-of", "2026-06-01") == ALL


def test_a_new_promise_has_no_age_yet(run: Run, told: Story) -> None:
    (told.root / "postmortems/new.md").write_text(
        SEARCH.replace("2026-04-02-search-stale", "2026-05-30-new"), encoding="utf-8"
    )
    items = json.loads(run("overdue", "-f", "json", cwd=told.root).out)["items"]
    new = [item for item in items if item["postmortem"] == "2026-05-30-new"]
    assert len(new) == 2
    assert {(item["opened"], item["opened_commit"], item["age_days"], item["slips"]) for item in new} == {
        (None, None, None, 0)
    }


def test_the_last_readable_state_of_a_broken_document_counts(run: Run, told: Story) -> None:
    (told.root / PATHS[0]).write_text("---\nowner: @mara\n---\n", encoding="utf-8")
    result = run("overdue", "-f", "json", cwd=told.root)
    assert (result.code, keys(result)) == (0, ALL)
    assert result.err.startswith(f"warning: {PATHS[0]}:2: ")
    assert result.err.endswith("; its last readable state counts\n")
    assert result.err.count("\n") == 1


def test_a_document_that_never_could_be_read(run: Run, told: Story) -> None:
    (told.root / "postmortems/new.md").write_text("---\nowner: @mara\n---\n", encoding="utf-8")
    (told.root / "postmortems/old.md").write_text("# Without front matter\n", encoding="utf-8")
    result = run("overdue", "-f", "json", "-q", cwd=told.root)
    assert (result.code, keys(result)) == (0, ALL)
    first, second = result.err.splitlines()
    assert first.startswith("warning: postmortems/new.md:2: ")
    assert first.endswith("; not counted")
    assert second == "warning: postmortems/old.md without front matter: not counted"


def test_many_broken_documents_do_not_hide_the_report(run: Run, told: Story) -> None:
    for number in range(9):
        (told.root / f"postmortems/new{number}.md").write_text("---\nowner: @mara\n---\n", encoding="utf-8")
    lines = run("overdue", cwd=told.root).err.splitlines()
    assert len(lines) == 9


# Exit codes, and a good word


def test_the_exit_code(run: Run, told: Story) -> None:
    assert run("overdue", "--exit-code", cwd=told.root).code == 1
    assert run("overdue", "--exit-code", "--owner", "mara", cwd=told.root).code == 0
    assert run("overdue", "--exit-code", "--owner", "mara", "--within", "1d", cwd=told.root).code == 1


def test_a_good_word_when_all_is_well(run: Run, repository: Story) -> None:
    result = run("overdue", "--today", "2026-04-10", "--rev", "HEAD~1", cwd=repository.root)
    assert result.out == "Nothing is overdue on 2026-04-10. Well kept: 1 open action, all in time.\n"


def test_no_good_word_for_what_has_no_date(run: Run, repository: Story) -> None:
    result = run("overdue", "--today", "2026-04-10", cwd=repository.root)
    assert result.out == "Nothing is overdue on 2026-04-10, but 1 of 2 open actions has no due date.\n"


def test_no_good_word_for_a_filter_that_finds_nothing(run: Run, told: Story) -> None:
    assert run("overdue", "--owner", "x", cwd=told.root).out == "No open action matches on 2026-06-01.\n"


def test_every_promise_is_kept(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "kept") as story:
        story.write(PATHS[0], CHECKOUT.replace("status: open", "status: done").replace("in-progress", "dropped"))
        story.commit()
        story.checkout()
        assert run("overdue", cwd=story.root).out == "No open actions on 2026-06-01: every promise is kept.\n"


# Other repositories


def test_a_repository_without_commits(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "empty") as story:
        assert run("overdue", cwd=story.root).out == "No open actions on 2026-06-01.\n"
        (story.root / "postmortems").mkdir()
        (story.root / PATHS[1]).write_text(SEARCH, encoding="utf-8")
        assert as_json(run, story) == ["search-stale/A1", "search-stale/A2"]
        assert run("overdue", "--rev", "HEAD", cwd=story.root).code in {0, 2}


def test_outside_git(run: Run, folder: Path) -> None:
    result = run("overdue", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "is not in a git repository\nhint: Run `git init` there" in result.err


def test_a_shallow_clone(run: Run, told: Story, tmp_path: Path) -> None:
    clone = told.shallow_clone(tmp_path / "clone")
    result = run("overdue", cwd=clone)
    assert result.code == 0
    assert result.err == (
        "warning: this clone is shallow: what happened before its oldest commit is unknown; "
        "`git fetch --unshallow` brings the whole history\n"
    )
    row = next(line for line in result.out.splitlines() if "checkout-timeouts/A1" in line)
    assert row.split() == ["12", "d", "checkout-timeouts/A1", "@jonas", "2026-05-20", "?", "?", "SEV1", "P1"]
    data = json.loads(run("overdue", "-f", "json", cwd=clone).out)
    assert data["shallow"] is True
    item = data["items"][0]
    names = ("original_due", "slips", "slipped_days", "opened", "opened_commit", "age_days")
    assert {name: item[name] for name in names} == dict.fromkeys(names)


def test_a_shallow_clone_that_is_not_good_enough(run: Run, told: Story, tmp_path: Path) -> None:
    result = run("overdue", "--on-shallow", "fail", cwd=told.shallow_clone(tmp_path / "clone"))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: this clone is shallow: what happened before its oldest commit is unknown\n"
        "hint: `git fetch --unshallow` brings the whole history.\n"
    )


# Slipped, reopened, vanished


@pytest.fixture
def changed(told: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The same, after one promise was reopened, one was deleted, and one was deleted but not committed."""
    checkout, search = (told.root / path for path in PATHS)
    text = checkout.read_text(encoding="utf-8").replace("2026-03-01, status: done", "2026-07-01, status: open")
    checkout.write_text(text, encoding="utf-8")
    lines = search.read_text(encoding="utf-8").split("\n")
    search.write_text("\n".join(line for line in lines if "Nobody's" not in line), encoding="utf-8")
    told.git("add", "-A")
    for name, value in {"AUTHOR_NAME": "Noor [red]Haddad", "COMMITTER_DATE": "2026-05-31T23:00:00+00:00"}.items():
        monkeypatch.setenv(f"GIT_{name}", value)
    told.git("commit", "-q", "-m", "Tidy | up")
    search.write_text(
        "\n".join(line for line in lines if "Nobody's" not in line and "Next week" not in line), encoding="utf-8"
    )
    return told


def test_slipped(run: Run, changed: Story) -> None:
    assert as_json(run, changed, "--slipped") == ["checkout-timeouts/A1"]
    assert run("overdue", "--slipped", cwd=changed.root).out.endswith(
        "\n1 of 2 open actions that slipped is overdue on 2026-06-01: @jonas 1\n"
    )
    assert as_json(run, changed, "--slipped", "--owner", "noor") == []


@pytest.mark.parametrize("question", ["reopened", "vanished"])
@pytest.mark.parametrize("format_", ["text", "json", "csv", "markdown"])
def test_a_question(run: Run, changed: Story, golden: Callable[[str, str], None], question: str, format_: str) -> None:
    result = run("overdue", f"--{question}", "-f", format_, cwd=changed.root)
    assert (result.code, result.err) == (0, "")
    text = result.out
    for sha, name in zip(
        reversed(changed.git("rev-list", "HEAD").split()),
        ("1111111", "2222222", "3333333", "4444444", "5555555"),
        strict=False,
    ):
        text = text.replace(sha, name).replace(sha[:7], name)
    golden(f"overdue/{question}.{format_}", text)


def test_what_vanished_is_told_where_git_ignores_what_is_there_now(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "vanished") as story:
        story.write("postmortems/a.md", GOOD).commit("Promise")
        story.delete("postmortems/a.md").write(".gitignore", "postmortems/draft*\n").commit("Tidy up")
        root = story.checkout()
    (root / "postmortems").mkdir()
    (root / "postmortems/draft.md").write_text(GOOD, encoding="utf-8")
    for command in ("overdue --vanished", "overdue", "history", "stats"):
        result = run(*command.split(), cwd=root)
        assert result.code == 0
        assert "warning: git does not know the 1 document in postmortems. Are they ignored" in result.err
    assert "2026-03-14-checkout-timeouts" in run("overdue", "--vanished", "-f", "json", cwd=root).out


def test_what_vanished_is_not_limited_to_what_is_late(run: Run, changed: Story) -> None:
    assert as_json(run, changed, "--vanished") == ["search-stale/A4", "search-stale/A2"]
    assert as_json(run, changed, "--vanished", "--rev", "HEAD") == ["search-stale/A2"]
    assert as_json(run, changed, "--vanished", "--as-of", "2026-05-30") == []
    assert as_json(run, changed, "--vanished", "--owner", "mara") == ["search-stale/A4"]
    assert as_json(run, changed, "--vanished", "--slipped") == []
    assert as_json(run, changed, "--vanished", "--reopened") == []
    assert run("overdue", "--vanished", "--exit-code", cwd=changed.root).code == 1
    assert run("overdue", "--vanished", "--exit-code", "--owner", "x", cwd=changed.root).code == 0


def test_what_was_reopened_need_not_be_late(run: Run, changed: Story) -> None:
    assert as_json(run, changed, "--reopened") == ["checkout-timeouts/A3"]
    assert as_json(run, changed, "--reopened", "--slipped") == ["checkout-timeouts/A3"]
    assert as_json(run, changed, "--reopened", "--severity", "SEV3") == []


@pytest.mark.parametrize("question", ["--reopened", "--vanished"])
def test_some_days_ahead_say_nothing_about_it(run: Run, told: Story, question: str) -> None:
    result = run("overdue", question, "--within", "7d", cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: --within says nothing about {question}\n")


def test_in_a_shallow_clone_nobody_is_praised(run: Run, changed: Story, tmp_path: Path) -> None:
    clone = changed.shallow_clone(tmp_path / "clone")
    result = run("overdue", "--vanished", cwd=clone)
    assert result.code == 0
    assert result.out.startswith("No open action is known to have vanished on 2026-06-01. What vanished before the\n")
    assert result.err.count("warning: ") == 1
    out = run("overdue", "--reopened", cwd=clone).out
    assert out.startswith("No open action is known to have been reopened on 2026-06-01. ")
    for question in ("--slipped", "--reopened", "--vanished"):
        value = json.loads(run("overdue", question, "-f", "json", cwd=clone).out)
        assert (value["open"], value["overdue"], value["items"]) == (None, None, [])
    assert json.loads(run("overdue", "-f", "json", cwd=clone).out)["open"] is not None


def test_a_filter_that_finds_nothing_that_vanished(run: Run, changed: Story) -> None:
    out = run("overdue", "--vanished", "--reopened", cwd=changed.root).out
    assert out == "No vanished action matches on 2026-06-01.\n"
