"""``pmctl show``: one postmortem."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

NAME = "2026-03-14-checkout-timeouts"
HOSTILE = (
    r"""---
id: 2026-05-05-hostile
title: "[red]\e[31mred\u202E[/oops]"
status: draft
severity: "[bold]"
date: 2026-05-05
owner: "@a\nb"
services: ["\e]0;title\a"]
actions:
  - {id: "[A1]", title: "\e[2J[blink]", owner: "[/]", due: 2026-05-01, status: open}
  - {title: Without anything}
  - Mere text
---

# Other title

"""
    "A \x1b[31mred\x1b[0m word, [red]no[/red] &#x202e;markup&#8238; &amp; a `\x1b[32m` code\x9b31m.\n"
    "\n<script>x</script>\n"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("width", ["80", "40"])
def test_the_text(
    run: Run, folder: Path, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("show", "checkout", cwd=folder)
    assert (result.code, result.err) == (0, "")
    golden(f"show/text-{width}.txt", result.out)


def test_json(run: Run, folder: Path, golden: Callable[[str, str], None]) -> None:
    golden("show/document.json", run("show", "checkout", "-f", "json", cwd=folder).out)


def test_markdown_is_the_file_as_it_is(run: Run, folder: Path) -> None:
    (folder / f"postmortems/{NAME}.md").write_text(GOOD.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert run("show", "checkout", "-f", "markdown", cwd=folder).out == GOOD.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "wanted",
    [NAME, "checkout", "TIMEOUTS", "2026-03", f"postmortems/{NAME}.md", f"./postmortems/../postmortems/{NAME}.md"],
)
def test_one_is_meant(run: Run, folder: Path, wanted: str) -> None:
    assert json.loads(run("show", wanted, "-f", "json", cwd=folder).out)["id"] == NAME


def test_a_path_is_one_that_can_be_typed(run: Run, folder: Path) -> None:
    for wanted in (f"{NAME}.md", str(folder / f"postmortems/{NAME}.md")):
        assert json.loads(run("show", wanted, "-f", "json", cwd=folder / "postmortems").out)["id"] == NAME


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("2026", f"error: 2026 could be any of 2 postmortems\nhint: Say which: {NAME}, 2026-05-02-search-outage.\n"),
        ("chekout", f"error: there is no postmortem chekout\nhint: Did you mean {NAME}?\n"),
        ("zzz", "error: there is no postmortem zzz\nhint: `pmctl list` shows them all.\n"),
        ("", "error: there is no postmortem \nhint: `pmctl list` shows them all.\n"),
        ("x" * 5000, f"error: there is no postmortem {'x' * 5000}\nhint: `pmctl list` shows them all.\n"),
        ("\x1b[31m", "error: there is no postmortem ␛[31m\nhint: `pmctl list` shows them all.\n"),
        ("postmortems", "error: there is no postmortem postmortems\nhint: `pmctl list` shows them all.\n"),
    ],
)
def test_none_or_several_are_meant(run: Run, folder: Path, wanted: str, message: str) -> None:
    result = run("show", wanted, cwd=folder)
    assert (result.code, result.out, result.err) == (2, "", message)


def test_one_that_cannot_be_read(run: Run, folder: Path) -> None:
    (folder / "postmortems/broken.md").write_text(
        "---\nowner: @mara\n---\n\n# Broken\n\nStill told.\n", encoding="utf-8"
    )
    result = run("show", "broken", cwd=folder)
    assert result.code == 0
    assert result.err.startswith("warning: postmortems/broken.md:2: ")
    assert "Still told." in result.out
    data = json.loads(run("show", "broken", "-f", "json", cwd=folder).out)
    assert data["record"] is None
    assert data["problems"][0]["line"] == 2


def test_one_that_is_no_text(run: Run, folder: Path) -> None:
    (folder / "postmortems/binary.md").write_bytes(b"\x00\xff")
    result = run("show", "binary", cwd=folder)
    assert (result.code, result.out) == (0, "binary\npostmortems/binary.md\n\n")
    assert "warning: postmortems/binary.md:1: the file is binary" in result.err


@pytest.mark.parametrize("colour", ["never", "always"])
def test_nothing_of_a_document_is_an_order(
    run: Run, hostile: Path, golden: Callable[[str, str], None], colour: str
) -> None:
    out = run("show", "hostile", "--color", colour).out
    for order in ("\x1b[31mred", "\x1b]", "\x1b[2J", "\x07", "\u202e", "\x9b", "\x1b[5m"):
        assert order not in out
    assert "[red]" in out
    if colour == "never":
        assert "\x1b" not in out
        golden("show/hostile.txt", out)


def test_nothing_of_a_document_is_an_order_in_json(run: Run, hostile: Path) -> None:
    out = run("show", "hostile", "-f", "json").out
    assert not set("\x1b\x07\x9b\u202e") & set(out)
    assert json.loads(out)["title"] == "[red]\x1b[31mred\u202e[/oops]"


def test_on_a_terminal_markdown_is_harmless(run: Run, hostile: Path) -> None:
    assert run("show", "hostile", "-f", "markdown").out == HOSTILE
    assert "\x1b" not in run("show", "hostile", "-f", "markdown", terminal=True).out


def test_to_a_file(run: Run, folder: Path) -> None:
    shown = run("show", "checkout", cwd=folder).out
    assert run("show", "checkout", "-o", "one.txt", cwd=folder).out == ""
    assert (folder / "one.txt").read_text(encoding="utf-8") == shown


@pytest.fixture
def pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pager that keeps what it is given."""
    script, kept = tmp_path / "pager.py", tmp_path / "paged.txt"
    script.write_text(f"import sys, pathlib\npathlib.Path({str(kept)!r}).write_bytes(sys.stdin.buffer.read())\n")
    monkeypatch.setenv("PAGER", f"{sys.executable} {script}")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LINES", "12")
    return kept


def test_on_a_terminal_a_long_one_is_paged(run: Run, folder: Path, pager: Path) -> None:
    result = run("show", "checkout", cwd=folder, terminal=True)
    assert result.code == 0
    assert "The pool had no alert." in pager.read_text(encoding="utf-8")
    assert "pool" not in result.out
    assert "LESS" not in os.environ


@pytest.mark.parametrize("arguments", [(), ("--color", "always")])
def test_elsewhere_nothing_is_paged(run: Run, folder: Path, pager: Path, arguments: tuple[str, ...]) -> None:
    assert "The pool had no alert." in run("show", "checkout", *arguments, cwd=folder).out
    assert not pager.exists()


def test_what_fits_a_screen_is_not_paged(run: Run, folder: Path, pager: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "200")
    assert "The pool had no alert." in run("show", "checkout", cwd=folder, terminal=True).out
    assert not pager.exists()
