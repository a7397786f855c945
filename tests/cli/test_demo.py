"""``pmctl demo``: a small company's repository, offline, and a first look at it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from pmctl.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

BROKEN = "2026-10-06-dashboard-lag"
"""Which document does not load, as the story dates it; the demo moves it along."""


def demo(run: Run, *arguments: str, today: str = "2026-11-21") -> str:
    result = run("demo", *arguments, "--today", today)
    assert result.code == 0, result.err
    return result.out


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def test_what_it_shows(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("demo/first-look.txt", demo(run))


def test_what_it_writes(run: Run, tmp_path: Path) -> None:
    out = demo(run, "shop")
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]
    commits = int(git(tmp_path / "shop", "rev-list", "--count", "HEAD", "--all"))
    assert 60 <= commits < 70
    assert f"and {commits} commits by" in out
    assert git(tmp_path / "shop", "status", "--porcelain") == ""
    assert git(tmp_path / "shop", "fsck", "--strict") == ""


def test_the_index_is_current(run: Run, tmp_path: Path) -> None:
    demo(run)
    result = run("index", "--check", cwd=tmp_path / "pmctl-demo")
    assert (result.code, result.out) == (0, "")


def test_check_names_the_broken_document(run: Run, tmp_path: Path) -> None:
    demo(run)
    result = run("check", "-f", "concise", "--today", "2026-11-21", cwd=tmp_path / "pmctl-demo")
    assert result.code == 1
    assert f"postmortems/{BROKEN}.md:37:12: PM004" in result.out


def test_what_it_says_to_try_next_works(run: Run, tmp_path: Path) -> None:
    out = demo(run)
    lines = re.findall(r"^  pmctl (.*?)  +#", out.partition("Try next:")[2], re.MULTILINE)
    assert len(lines) >= 5
    for line in lines:
        result = run(*shlex.split(line), "--today", "2026-11-21", cwd=tmp_path / "pmctl-demo")
        assert result.code == 0, (line, result.err)
        assert result.out


def test_its_page_names_only_commands_that_exist(run: Run, tmp_path: Path) -> None:
    demo(run)
    page = (tmp_path / "pmctl-demo/README.md").read_text(encoding="utf-8")
    named = re.findall(r"`pmctl ([^`]+)`", page)
    assert {line.split()[0] for line in named} <= set(COMMANDS)
    for line in named:
        if not line.startswith("demo"):
            assert run(*line.split(), cwd=tmp_path / "pmctl-demo").code in {0, 1}, line


def test_three_months_back_the_list_is_another(run: Run, tmp_path: Path) -> None:
    demo(run)
    folder = tmp_path / "pmctl-demo"

    def late(*arguments: str) -> list[str]:
        data = json.loads(run("overdue", "-f", "json", *arguments, cwd=folder).out)
        return [item["ref"] for item in data["items"]]

    then = late("--as-of", "2026-08-22")
    assert then
    assert then != late("--today", "2026-11-21")
    assert then == late("--as-of", "2026-08-22", "--today", "2030-01-01")


def test_today_moves_it(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        demo(run, name, today="2030-01-01")
    last = git(tmp_path / "a", "log", "-1", "--format=%cs")
    assert "2029-12-25" <= last <= "2030-01-01"
    assert git(tmp_path / "a", "rev-parse", "HEAD") == git(tmp_path / "b", "rev-parse", "HEAD")


@pytest.mark.parametrize("today", ["soon", "1960-01-01", "2150-01-01"])
def test_a_day_for_which_there_is_no_demo(run: Run, tmp_path: Path, today: str) -> None:
    result = run("demo", "--today", today)
    assert (result.code, result.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_in_this_folder(run: Run, tmp_path: Path) -> None:
    assert "  cd " not in demo(run, ".")
    assert (tmp_path / "postmortems").is_dir()


def test_a_name_that_needs_quotes(run: Run, tmp_path: Path) -> None:
    assert "  cd 'a b/it'\"'\"'s [red]'\n" in demo(run, "a b/it's [red]")


def test_a_folder_that_is_not_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/mine.txt").write_text("x", encoding="utf-8")
    for target in ("taken", "taken/mine.txt", "."):
        result = run("demo", target)
        assert (result.code, result.out) == (2, "")
        assert "hint: Name a folder that does not exist yet, or an empty one.\n" in result.err
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["mine.txt"]


def test_inside_another_repository(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "pmctl.toml").write_text("this is no TOML", encoding="utf-8")
    demo(run, "inner")
    assert git(tmp_path / "inner", "rev-parse", "--show-toplevel") == str((tmp_path / "inner").resolve())


HOSTILE = """
[commit]
    gpgsign = true
[tag]
    gpgsign = true
[gpg]
    program = /nowhere/gpg
[core]
    hooksPath = {hooks}
    autocrlf = true
    eol = crlf
    excludesFile = {hooks}/ignore
    attributesFile = {hooks}/attributes
    fsmonitor = {hooks}/fsmonitor
[init]
    templateDir = {hooks}/template
    defaultBranch = trunk
[log]
    showSignature = true
    follow = true
[diff]
    external = /nowhere/diff
[status]
    showUntrackedFiles = no
[user]
    useConfigOnly = true
"""


def test_under_a_hostile_configuration(run: Run, tmp_path: Path, isolated: Path) -> None:
    expected = demo(run, "plain").replace("plain", "DIR")
    hooks = isolated / "hooks"
    trace = isolated / "trace"
    for folder in (hooks, hooks / "template/hooks"):
        folder.mkdir(parents=True)
        for name in ("pre-commit", "post-checkout", "reference-transaction", "post-index-change", "fsmonitor"):
            (folder / name).write_text(f"#!/bin/sh\necho {name} >> '{trace}'\nexit 1\n", encoding="utf-8")
            (folder / name).chmod(0o755)
    (hooks / "ignore").write_text("*.md\n", encoding="utf-8")
    (hooks / "attributes").write_text("*.md eol=crlf\n", encoding="utf-8")
    (isolated / ".gitconfig").write_text(HOSTILE.format(hooks=hooks), encoding="utf-8")
    assert demo(run, "hostile").replace("hostile", "DIR") == expected
    assert not trace.exists()
    assert b"\r\n" not in (tmp_path / "hostile/README.md").read_bytes()
    assert not (tmp_path / "hostile/.git/hooks/pre-commit").exists()


def test_without_any_configuration(run: Run, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (isolated / ".gitconfig").unlink()
    for name in list(os.environ):
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "EMAIL")):
            monkeypatch.delenv(name)
    assert "Try next:" in demo(run)


def test_without_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("demo")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: git is not installed\n")
