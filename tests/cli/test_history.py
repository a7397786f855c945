"""``pmctl history``: the life of a promise, of a postmortem, and what happened in the whole repository."""

from __future__ import annotations

import json
import shutil
from copy import copy
from typing import TYPE_CHECKING

import pytest

from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

NAME = "2026-02-10-checkout-timeouts"
PATH = f"postmortems/{NAME}.md"
SEARCH_PATH = "postmortems/2026-04-02-search-stale.md"
FIRST = f"""\
---
id: {NAME}
title: "Checkout | [red]timeouts"
status: draft
severity: SEV1
date: 2026-02-10
owner: "@mara"
actions:
  - {{id: A1, title: Alert when the pools stay above 80 %, owner: "@jonas", due: 2026-04-01, status: open}}
  - {{id: A2, title: Kept, owner: "@mara", due: 2026-03-01, status: open, priority: P0}}
  - {{id: A3, title: Deleted, owner: "@noor", due: 2026-03-20, status: open}}
---

# Checkout timeouts
"""
SECOND = (
    FIRST.replace("status: draft", "status: published")
    .replace("2026-04-01", "2026-04-15")
    .replace("due: 2026-03-01, status: open", "due: 2026-03-01, status: done")
)
THIRD = "\n".join(line for line in SECOND.split("\n") if "Deleted" not in line).replace("2026-04-15", "2026-05-20")
SEARCH = """\
---
id: 2026-04-02-search-stale
title: Stale search
status: closed
severity: SEV3
date: 2026-04-02
owner: "@noor"
actions:
  - {id: A1, title: Count the documents, owner: "@mara", due: 2026-05-31, status: done}
---

# Stale search
"""


@pytest.fixture(scope="module")
def kept() -> list[Story]:
    """Hold the story once it is told: every test works on a copy."""
    return []


@pytest.fixture
def told(kept: list[Story], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two postmortems: one whose promises were moved, kept and deleted, one that was closed and reopened."""
    if not kept:
        kept.append(_told(tmp_path_factory.mktemp("told")))
    story = copy(kept[0])
    story.root = tmp_path / "told"
    shutil.copytree(kept[0].root, story.root)
    return story


def _told(root: Path) -> Story:
    with Story(root) as story:
        story.write("pmctl.toml", 'timezone = "Asia/Tokyo"\n')
        story.write(PATH, FIRST)
        story.commit("Add the checkout", at="2026-02-12T10:00:00+00:00", by="Mara Lindqvist")
        story.write(PATH, SECOND)
        story.commit("Move the alert: vendor patch is late [/oops]", at="2026-03-04T23:30:00+00:00", by="Jonas Weber")
        story.git("tag", "moved", story.branches["main"])
        story.write(SEARCH_PATH, SEARCH)
        story.commit("Add the search", at="2026-04-05T10:00:00+02:00", by="Noor Haddad")
        story.write(SEARCH_PATH, SEARCH.replace("closed", "in-review").replace("status: done", "status: blocked"))
        story.write(PATH, THIRD)
        story.commit("Tidy up", at="2026-04-14T10:00:00+00:00", by="Noor \x1b[31mHaddad")
        story.checkout()
        return story


def events(run: Run, story: Story, *arguments: str) -> list[tuple[str, str]]:
    result = run("history", "-f", "json", *arguments, cwd=story.root)
    assert (result.code, result.err) == (0, "")
    return [(event["ref"][11:], event["kind"]) for event in json.loads(result.out)["events"]]


def named(story: Story, text: str) -> str:
    """Return `text` with names of commits that a reader of a golden file can tell apart."""
    names = ("1111111", "2222222", "3333333", "4444444")
    for sha, name in zip(reversed(story.git("rev-list", "HEAD").split()), names, strict=True):
        text = text.replace(sha, name).replace(sha[:7], name)
    return text


@pytest.mark.parametrize("ref", ["checkout/A1", "checkout/A3", "checkout", "search", ""])
@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_what_is_shown(run: Run, told: Story, golden: Callable[[str, str], None], ref: str, format_: str) -> None:
    result = run("history", *([ref] if ref else []), "-f", format_, cwd=told.root)
    assert (result.code, result.err) == (0, "")
    assert "\x1b" not in result.out
    golden(f"history/{ref.replace('/', '-') or 'all'}.{format_}", named(told, result.out))


@pytest.mark.parametrize("width", ["60", "200"])
def test_at_another_width(
    run: Run, told: Story, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = run("history", "checkout/A1", cwd=told.root).out
    assert all(len(line) <= int(width) for line in out.splitlines())
    golden(f"history/checkout-A1-{width}.txt", named(told, out))


def test_on_a_terminal_it_is_coloured(run: Run, told: Story) -> None:
    out = run("history", "checkout", "--color", "always", cwd=told.root).out
    assert "\x1b[1;31mremoved from the document" in out
    assert "[red]timeouts" in out
    assert "\x1b[31mHaddad" not in out


def test_where_only_ascii_is_known(run: Run, told: Story) -> None:
    out = run("history", "checkout/A1", "--until", "2026-04-01", cwd=told.root, encoding="ascii").out
    assert "o....." in out
    assert "\\u" not in out


def test_to_a_file(run: Run, told: Story) -> None:
    shown = run("history", cwd=told.root).out
    result = run("history", "-o", "log.txt", "--color", "always", cwd=told.root)
    assert (result.out, result.err) == ("", "")
    assert (told.root / "log.txt").read_text(encoding="utf-8") == shown


def test_the_fields_of_the_json(run: Run, told: Story) -> None:
    data = json.loads(run("history", "-f", "json", cwd=told.root).out)
    assert list(data) == ["schema", "commit", "shallow", "events"]
    assert list(data["events"][0]) == ["ref", "kind", "date", "commit", "author", "subject", "before", "after", "days"]
    assert data["events"][0]["date"] == "2026-02-12T10:00:00+00:00"
    assert data["commit"] == told.git("rev-parse", "HEAD")


# Choices


CHECKOUT = [
    ("checkout-timeouts", "drafted"),
    ("checkout-timeouts/A1", "opened"),
    ("checkout-timeouts/A2", "opened"),
    ("checkout-timeouts/A3", "opened"),
    ("checkout-timeouts", "published"),
    ("checkout-timeouts/A1", "moved"),
    ("checkout-timeouts/A2", "done"),
    ("checkout-timeouts/A1", "moved"),
    ("checkout-timeouts/A3", "removed"),
]


def test_a_postmortem_and_its_actions(run: Run, told: Story) -> None:
    assert events(run, told, "checkout") == CHECKOUT
    assert events(run, told, PATH) == CHECKOUT
    assert events(run, told, "checkout/a1") == [pair for pair in CHECKOUT if pair[0].endswith("/A1")]
    assert len(events(run, told)) == 14


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--kind", "removed,reopened"], ["checkout-timeouts/A3", "search-stale", "search-stale/A1"]),
        (["--kind", "removed", "--kind", " Done ,"],
         ["checkout-timeouts/A2", "search-stale/A1", "checkout-timeouts/A3"]),
        (["--kind", "in review"], []),
        (["--since", "2026-04-14", "--kind", "moved"], ["checkout-timeouts/A1"]),
        (["--since", "2026-03-05", "--until", "2026-03-05", "--kind", "moved"], ["checkout-timeouts/A1"]),
        (["--until", "2026-03-04", "--kind", "moved"], []),
        (["--owner", "noor", "--kind", "opened,removed,closed"],
         ["checkout-timeouts/A3", "search-stale", "checkout-timeouts/A3"]),
        (["--limit", "2"], ["search-stale", "search-stale/A1"]),
        (["--owner", "nobody"], []),
        (["search", "--limit", "1"], ["search-stale/A1"]),
    ],
)  # fmt: skip
def test_a_choice(run: Run, told: Story, arguments: list[str], found: list[str]) -> None:
    assert [ref for ref, _ in events(run, told, *arguments)] == found


def test_a_person_is_shown_the_newest_thirty(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "busy") as story:
        for day in range(1, 32):
            story.write(PATH, FIRST.replace("2026-04-01", f"2026-07-{day:02}"))
            story.commit()
        story.checkout()
        out = run("history", cwd=story.root).out
        assert out.count("checkout-timeouts/A1  moved from") == 30
        assert out.endswith("\n\nThe newest 30 events of 34; --limit 34 shows all of them\n")
        assert run("history", "--limit", "34", cwd=story.root).out.endswith("\n\n34 events\n")
        assert len(events(run, story)) == 34
        assert run("history", "checkout", cwd=story.root).out.count(" moved from") == 30


def test_no_event_matches(run: Run, told: Story) -> None:
    assert run("history", "--owner", "x", cwd=told.root).out == "No event matches.\n"


# Mistakes


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            ["--kind", "moved,removd"],
            "there is no kind of event removd",
            "Did you mean removed? It is one of drafted, ",
        ),
        (
            ["--kind", "zzz"],
            "there is no kind of event zzz",
            "It is one of drafted, in-review, published, closed, opened, ",
        ),
        (["--since", "yesterday"], "--since is not a date: yesterday", "Write it as YYYY-MM-DD"),
        (["--since", "2026-05-02", "--until", "2026-05-01"], "--since 2026-05-02 comes after --until 2026-05-01", ""),
        (["--as-of", "nope"], "--as-of is neither a date nor a revision: nope", "Write a date as YYYY-MM-DD, or"),
        (["--as-of", "moved", "--rev", "HEAD"], "--as-of and --rev both name a revision", "With --rev"),
        (["chekout/A1"], "there is no postmortem chekout", "Did you mean 2026-02-10-checkout-timeouts?"),
        (["checkout/A9"], "there is no action A9 in 2026-02-10-checkout-timeouts", "It has A1, A2, A3."),
        (["2026-0"], "2026-0 could be any of 2 postmortems", "Say which: 2026-02-10-checkout-timeouts, 2026-04-02-"),
        (["--limit", "0"], "invalid value for '--limit'", ""),
    ],
)
def test_a_mistake(run: Run, told: Story, arguments: list[str], message: str, hint: str) -> None:
    result = run("history", *arguments, cwd=told.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert f"\nhint: {hint}" in result.err


def test_outside_git(run: Run, folder: Path) -> None:
    result = run("history", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "is not in a git repository" in result.err


# Days, revisions, the working tree


def test_as_of_a_day_or_a_revision(run: Run, told: Story) -> None:
    (told.root / PATH).unlink()
    for arguments in (["--as-of", "2026-03-05"], ["--as-of", "moved"], ["--rev", "moved"]):
        assert events(run, told, *arguments) == CHECKOUT[:7]
    assert events(run, told, "--as-of", "2026-03-04") == CHECKOUT[:4]
    assert events(run, told, "--rev", "moved", "--as-of", "2026-03-01") == CHECKOUT[:4]
    life = json.loads(run("history", "checkout/A1", "--as-of", "moved", "-f", "json", cwd=told.root).out)["life"]
    assert (life["age_days"], life["days_overdue"]) == (21, 0)


def test_what_is_gone_is_found(run: Run, told: Story) -> None:
    told.git("rm", "-q", PATH)
    told.git("commit", "-q", "-m", "Delete the checkout")
    out = run("history", "checkout", cwd=told.root).out
    assert "\nStatus      gone; it was published\n" in out
    assert "removed with its document while still open" in out
    assert run("history", "checkout/A3", cwd=told.root).code == 0


def test_what_is_not_committed_yet(run: Run, told: Story) -> None:
    path = told.root / PATH
    path.write_text(path.read_text(encoding="utf-8").replace("2026-05-20", "2026-07-01"), encoding="utf-8")
    out = run("history", "checkout/A1", cwd=told.root).out
    assert out.endswith(
        "\nnow         moved from 2026-05-20 to 2026-07-01, 42 days later\n            not committed yet\n"
    )
    (event,) = json.loads(run("history", "--limit", "1", "-f", "json", cwd=told.root).out)["events"]
    assert [event[name] for name in ("date", "commit", "author", "subject", "days")] == [None, None, None, None, 42]
    assert len(events(run, told, "--rev", "HEAD")) == 14


def test_a_shallow_clone(run: Run, told: Story, tmp_path: Path) -> None:
    clone = told.shallow_clone(tmp_path / "clone")
    result = run("history", "checkout/A1", cwd=clone)
    assert result.code == 0
    assert result.err.count("warning: ") == 1
    assert "git fetch --unshallow" in result.err
    assert "\nOpened      ?\nDue         2026-05-20, first promised for ?\nSlipped     ?\n" in result.out
    assert "2026-05-20  ?──" in result.out
    data = json.loads(run("history", "checkout/A1", "-f", "json", cwd=clone).out)
    assert (data["shallow"], data["events"], data["life"]["slips"], data["life"]["opened"]) == (True, [], None, None)
    assert run("history", cwd=clone).out.startswith("Nothing is known: ")
    assert run("history", "--on-shallow", "fail", cwd=clone).code == 2


def test_before_a_shallow_clone_begins(run: Run, told: Story, tmp_path: Path) -> None:
    clone = told.shallow_clone(tmp_path / "clone")
    result = run("history", "checkout/A1", "--as-of", "2026-03-01", cwd=clone)
    assert (result.code, result.out) == (2, "")
    assert "error: what checkout/A1 was by then is unknown\nhint: This clone does not reach back so far; " in result.err


def test_a_document_that_cannot_be_read(run: Run, told: Story) -> None:
    (told.root / PATH).write_text("---\nowner: @mara\n---\n", encoding="utf-8")
    result = run("history", "checkout", cwd=told.root)
    assert result.code == 0
    assert result.err.startswith(f"warning: {PATH}:2: ")
    assert "now         could not be read: a value that starts with @ must be in quotes\n" in result.out


def test_nothing_has_happened(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "empty") as story:
        assert run("history", cwd=story.root).out == "Nothing has happened yet.\n"
