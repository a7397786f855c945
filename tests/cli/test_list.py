"""``pmctl list``: the postmortems, the newest first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Four postmortems of several people, and one that cannot be read."""
    documents = {
        "2025-11-02-orders": {"severity: SEV2": "severity: SEV1", "status: published": "status: closed"},
        "2026-02-10-search": {"@mara": "@noor", "services: [checkout-api]": "services: []"},
        "2026-03-14-checkout": {"Checkout timeouts after driver upgrade\nst": '"[red]\\e[31mCheckout[/red]"\nst'},
        "undated": {"date: 2026-03-14": "date: soon", "severity: SEV2\n": "", 'owner: "@mara"\n': ""},
    }
    (tmp_path / "postmortems").mkdir()
    for id_, changes in documents.items():
        text = GOOD.replace("2026-03-14-checkout-timeouts", id_)
        if id_[:4].isdecimal():
            text = text.replace("date: 2026-03-14", f"date: {id_[:10]}")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        (tmp_path / "postmortems" / f"{id_}.md").write_text(text, encoding="utf-8")
    (tmp_path / "postmortems" / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (tmp_path / "pmctl.toml").write_text(
        '[people]\nmara = { name = "Mara Lindqvist" }\n[statuses]\nclosed = ["archived"]\n', encoding="utf-8"
    )
    return tmp_path


def ids(run: Run, *arguments: str) -> list[str]:
    return [row["id"] for row in json.loads(run("list", "-f", "json", *arguments).out)["postmortems"]]


@pytest.mark.parametrize("width", ["80", "40"])
def test_the_table(
    run: Run, many: Path, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("list")
    assert result.code == 0
    assert result.err.startswith("warning: postmortems/broken.md:2: ")
    assert result.err.count("\n") == 1
    assert "\x1b" not in result.out
    golden(f"list/table-{width}.txt", result.out)


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_a_format(run: Run, many: Path, golden: Callable[[str, str], None], format_: str) -> None:
    golden(f"list/all.{format_}", run("list", "-f", format_).out)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["2026-03-14-checkout", "2026-02-10-search", "2025-11-02-orders", "undated"]),
        (["--owner", "mara lindqvist"], ["2026-03-14-checkout", "2025-11-02-orders"]),
        (["--owner", "@noor"], ["2026-02-10-search"]),
        (["--service", "checkout-api", "--severity", "sev2"], ["2026-03-14-checkout"]),
        (["--status", "archived"], ["2025-11-02-orders"]),
        (["--status", "closed", "--status", "draft"], ["2025-11-02-orders"]),
        (["--team", "Payments", "--since", "2026-02-10"], ["2026-03-14-checkout", "2026-02-10-search"]),
        (["--until", "2026-02-10"], ["2026-02-10-search", "2025-11-02-orders"]),
        (["--since", "2026-03-15"], []),
    ],
)
def test_a_filter(run: Run, many: Path, arguments: list[str], found: list[str]) -> None:
    assert ids(run, *arguments) == found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "soon"], "--since is not a date: soon"),
        (["--until", ""], "--until is not a date: "),
        (["--severity", "bad"], "there is no severity bad"),
        (["--status", "blocked"], "there is no status blocked"),
    ],
)
def test_a_filter_that_makes_no_sense(run: Run, many: Path, arguments: list[str], message: str) -> None:
    result = run("list", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}\nhint: ")


def test_the_exit_code(run: Run, many: Path) -> None:
    assert run("list", "--exit-code").code == 1
    assert run("list", "--exit-code", "--owner", "x").code == 0


def test_no_documents(run: Run, tmp_path: Path) -> None:
    result = run("list")
    assert (result.code, result.out, result.err) == (0, "0 postmortems, 0 of 0 actions open\n", "")


def test_to_a_file(run: Run, folder: Path) -> None:
    shown = run("list", cwd=folder).out
    assert run("list", "-o", "list.txt", cwd=folder).out == ""
    assert (folder / "list.txt").read_text(encoding="utf-8") == shown


def test_from_a_folder_below(run: Run, many: Path) -> None:
    result = run("list", cwd=many / "postmortems")
    assert result.err.startswith("warning: broken.md:2: ")


def test_a_priority_is_that_of_an_action(run: Run, folder: Path) -> None:
    for number, priority in enumerate(("P0", "P3"), 1):
        text = f"---\nid: 2026-0{number}-01-one\nactions:\n  - id: A1\n    priority: {priority}\n---\n"
        (folder / f"postmortems/2026-0{number}-01-one.md").write_text(text, encoding="utf-8")
    found = json.loads(run("list", "--priority", "p0", "-f", "json", cwd=folder).out)["postmortems"]
    assert [row["id"] for row in found] == ["2026-01-01-one"]
