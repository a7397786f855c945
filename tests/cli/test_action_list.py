"""``pmctl action list``, and ``--matrix``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.story import Story

PATH = "postmortems/2026-03-14-checkout-timeouts.md"
SEARCH_PATH = "postmortems/2026-05-02-search-outage.md"
ACTIONS = """\
  - id: A2
    title: "[red]Refuse\\e[31m a pool[/oops] that is too small for the number of pods that are asked for"
    owner: "@noor"
    due: 2026-06-20
    status: in-progress
    priority: P0
    impact: high
    effort: low
  - {id: A3, title: Describe it, owner: "@mara", due: 2026-05-01, status: done, evidence: x, impact: 5, effort: 2}
  - {id: A4, title: "=HYPERLINK(1)", status: proposed, impact: low, effort: 5}
"""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Two postmortems with five actions between them, and one that cannot be read."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    first = GOOD.replace("reviewers:", f"{ACTIONS}reviewers:")
    second = GOOD.replace("2026-03-14-checkout-timeouts", "2026-05-02-search-outage").replace("SEV2", "SEV1")
    (folder / "2026-03-14-checkout-timeouts.md").write_text(first, encoding="utf-8")
    (folder / "2026-05-02-search-outage.md").write_text(second, encoding="utf-8")
    (folder / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    return tmp_path


def refs(run: Run, *arguments: str) -> list[str]:
    return [
        item["ref"].split("-", 3)[3]
        for item in json.loads(run("action", "list", "-f", "json", *arguments).out)["items"]
    ]


@pytest.mark.parametrize("name", ["list", "matrix"])
@pytest.mark.parametrize("width", ["80", "40"])
def test_the_text(
    run: Run, many: Path, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, width: str, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("action", "list", *(["--matrix"] if name == "matrix" else []))
    assert result.code == 0
    assert result.err.startswith("warning: postmortems/broken.md:2: ")
    assert result.err.endswith("; not counted\n")
    assert "\x1b" not in result.out
    golden(f"action/{name}-{width}.txt", result.out)


def test_what_cannot_be_read_any_more_counts_as_it_last_could_be(run: Run, repository: Story) -> None:
    (repository.root / PATH).write_text(GOOD.replace('owner: "@mara"', "owner: @mara"), encoding="utf-8")
    for cached in ([], [], ["--no-cache"]):
        result = run(*cached, "action", "list", "-f", "json", cwd=repository.root)
        assert [item["path"] for item in json.loads(result.out)["items"]] == [PATH, SEARCH_PATH]
        assert result.err.startswith(f"warning: {PATH}:7: a value that starts with @ must be in quotes")
        assert result.err.endswith("; its last readable state counts\n")
    assert "  checkout-timeouts/A1 " in run("action", "list", "checkout", cwd=repository.root).out
    (repository.root / "postmortems/new.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert run("action", "list", "new", cwd=repository.root).err.endswith("; not counted\n")
    (repository.root / ".git/HEAD").write_text("garbage\n", encoding="utf-8")
    result = run("action", "list", cwd=repository.root)
    assert (result.code, result.out.endswith("\n1 open action\n")) == (0, True)
    assert result.err.count("warning: ") == 3
    assert result.err.count("; not counted\n") == 2


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_a_format(run: Run, many: Path, golden: Callable[[str, str], None], format_: str) -> None:
    golden(f"action/list.{format_}", run("action", "list", "--all", "-f", format_).out)


@pytest.mark.parametrize("format_", ["json", "markdown"])
def test_a_format_of_the_matrix(run: Run, many: Path, golden: Callable[[str, str], None], format_: str) -> None:
    golden(f"action/matrix.{format_}", run("action", "list", "--all", "--matrix", "-f", format_).out)


def test_a_matrix_is_no_csv(run: Run, many: Path) -> None:
    result = run("action", "list", "--matrix", "-f", "csv")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: a matrix is no table of rows\nhint: ")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["checkout-timeouts/A2", "checkout-timeouts/A1", "search-outage/A1", "checkout-timeouts/A4"]),
        (["--owner", "noor"], ["checkout-timeouts/A2"]),
        (["--severity", "sev1"], ["search-outage/A1"]),
        (["--team", "payments", "--status", "open"], ["checkout-timeouts/A1", "search-outage/A1"]),
        (["--status", "done"], ["checkout-timeouts/A3"]),
        (["--all", "--owner", "@mara"], ["checkout-timeouts/A3"]),
        (["--priority", "P0", "--service", "checkout-api"], ["checkout-timeouts/A2"]),
        (["search"], ["search-outage/A1"]),
        (["search", "checkout", "--status", "proposed"], ["checkout-timeouts/A4"]),
    ],
)
def test_a_choice(run: Run, many: Path, arguments: list[str], found: list[str]) -> None:
    assert refs(run, *arguments) == found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--status", "draft"], "there is no status draft"),
        (["--priority", "P9"], "there is no priority P9"),
        (["zzz"], "there is no postmortem zzz"),
        (["2026"], "2026 could be any of 2 postmortems"),
    ],
)
def test_a_choice_that_makes_no_sense(run: Run, many: Path, arguments: list[str], message: str) -> None:
    result = run("action", "list", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}\nhint: ")


def test_the_exit_code(run: Run, many: Path) -> None:
    assert run("action", "list", "--exit-code").code == 1
    assert run("action", "list", "--exit-code", "--owner", "x").code == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "No open actions\n"),
        (["--owner", "x"], "No action matches\n"),
        (["--matrix"], "0 actions by impact and effort\n"),
    ],
)
def test_no_actions(run: Run, tmp_path: Path, arguments: list[str], line: str) -> None:
    result = run("action", "list", *arguments)
    assert (result.code, result.out, result.err) == (0, line, "")


def test_what_is_left_out_is_counted(run: Run, many: Path) -> None:
    assert run("action", "list").out.endswith("3 open actions, 2 of them overdue; 1 proposed; 1 closed, with --all\n")
    assert run("action", "list", "--owner", "mara").out == "No action matches; 1 closed, with --all\n"


def test_to_a_file(run: Run, many: Path) -> None:
    for option in ("--all", "--matrix", "-fjson"):
        shown = run("action", "list", option).out
        assert run("action", "list", option, "-o", "list.txt").out == ""
        assert (many / "list.txt").read_text(encoding="utf-8") == shown


def test_many_unrated_are_counted(run: Run, tmp_path: Path) -> None:
    items = "".join(f"  - {{id: A{n}, title: T{n}}}\n" for n in range(1, 6))
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/one.md").write_text(f"---\nactions:\n{items}---\n", encoding="utf-8")
    assert run("action", "list", "--matrix").out.startswith(
        "0 actions by impact and effort; 5 not rated: one/A1, one/A2, one/A3 and 2 more."
    )


def test_a_terminal_in_colour(run: Run, many: Path) -> None:
    for option in ("--all", "--matrix"):
        out = run("action", "list", option, "--color", "always").out
        assert "\x1b[36m" in out
        assert "\x1b[31m a pool" not in out
