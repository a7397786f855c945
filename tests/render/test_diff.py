"""Unified diffs: those that git applies."""

from __future__ import annotations

import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest

from pmctl.render.coloured_diff import coloured_diff
from pmctl.render.diff import unified_diff

if TYPE_CHECKING:
    from pathlib import Path

LONG = "".join(f"{number}\n" for number in range(40))


def test_equal_texts_have_none() -> None:
    assert unified_diff(LONG, LONG, "a.md") == ""


def test_a_changed_line_is_shown_with_three_around_it() -> None:
    assert unified_diff(LONG, LONG.replace("20\n", "x\n"), "p/a.md") == (
        "--- a/p/a.md\n+++ b/p/a.md\n@@ -18,7 +18,7 @@\n 17\n 18\n 19\n-20\n+x\n 21\n 22\n 23\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.replace("3\n", "x\n")),
        (LONG, f"new\n{LONG}"),
        (LONG, f"{LONG}new\n"),
        (LONG, LONG.removeprefix("0\n1\n")),
        (LONG, LONG.replace("\n", "\r\n")),
        ("a\r\nb\r\n", "a\r\nc\r\n"),
        ("a\x0bb\u2028c\n", "a\x0bb\u2028d\n"),
        ("a", "a\n"),
        ("a\n", "a"),
        ("a\nb", "a\nc"),
        ("a\n", "b\n"),
        ("a\n\n\n", "\n\na\n"),
    ],
)
def test_git_applies_it(before: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(before.encode())
    (tmp_path / "changes.patch").write_bytes(unified_diff(before, after, "a.md").encode())
    subprocess.run(["git", "apply", "--whitespace=nowarn", "changes.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == after.encode()


@pytest.mark.parametrize(
    "name",
    [
        "a b.md", "two  blanks.md", " a.md", "a .md", "tab\tand\nline\rbreak.md", 'a "quoted" name.md',
        "back\\slash.md",
        "é 漢字.md", "no-utf-8-\udcff\udc80.md", "control-\x01\x7f\x1b.md", "2026-01-01 00:00:00.md", "\u202e.md",
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [["git", "apply"], ["patch", "-p1", "--posix"], ["patch", "-p1"]], ids=" ".join)
def test_names_are_written_as_git_does(name: str, command: list[str], tmp_path: Path) -> None:
    if not which(command[0]):
        pytest.skip(f"there is no {command[0]}")
    if "--posix" in command and unified_diff("a", "b", name).startswith('--- "'):
        pytest.skip("POSIX knows no quotes")
    (tmp_path / "p").mkdir()
    path = tmp_path / "p" / name
    path.write_text(LONG, encoding="utf-8")
    changes = unified_diff(LONG, LONG.replace("20\n", "x\n"), f"p/{name}")
    subprocess.run(command, cwd=tmp_path, check=True, input=changes.encode(), capture_output=True)
    assert path.read_text(encoding="utf-8") == LONG.replace("20\n", "x\n")


def test_names_that_no_system_has_do_no_harm() -> None:
    assert unified_diff("a", "b", "lone-\ud800.md").startswith(r'--- "a/lone-\355\240\200.md"')


def test_a_million_lines_take_no_longer_than_they_must() -> None:
    text = "same\n" * 1_000_000
    assert unified_diff(text, f"{text}more\n", "a.md").count("\n") == 7


def test_colours_follow_the_marks_and_nothing_else() -> None:
    text = coloured_diff("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-\x1b[31mold\n+[red]new\n same\n")
    assert text.plain == "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-␛[31mold\n+[red]new\n same"
    assert [str(span.style) for span in text.spans] == ["bold", "bold", "cyan", "red", "green"]
