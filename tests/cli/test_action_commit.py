"""``--commit``: one commit of the documents that change, and what ``pmctl history`` makes of it."""

from __future__ import annotations

import json
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.documents import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.story import Story

NAME = "2026-03-14-checkout-timeouts"
PATH = f"postmortems/{NAME}.md"
OTHER = GOOD.replace(NAME, "2026-05-03-cache-stampede")


@pytest.fixture
def root(repository: Story) -> Path:
    """The repository with a second document that has an open action."""
    repository.write("postmortems/2026-05-03-cache-stampede.md", OTHER)
    repository.commit("Add the cache postmortem")
    return repository.checkout()


def test_the_show(run: Run, repository: Story, root: Path) -> None:
    result = run("action", "move", "checkout/A1", "--to", "+2w", "--reason", "vendor delay", "--commit", cwd=root)
    sha = repository.git("rev-parse", "HEAD")
    subject = "Move checkout-timeouts/A1 to 2026-06-15: vendor delay"
    assert (result.code, result.err) == (0, f"Committed {sha[:7]}: {subject}\n")
    assert result.out.startswith("checkout-timeouts/A1: due 2026-04-10 → 2026-06-15")
    assert repository.git("show", "--stat", "--format=%s").split("\n")[::3] == [
        subject,
        " 1 file changed, 2 insertions(+), 1 deletion(-)",
    ]
    assert repository.git("status", "--porcelain") == ""
    events = json.loads(run("history", "checkout/A1", "-f", "json", cwd=root).out)["events"]
    assert [(event["kind"], event["after"], event["subject"]) for event in events][-1] == (
        "moved",
        "2026-06-15",
        subject,
    )


def test_several_documents_are_one_commit(run: Run, repository: Story, root: Path) -> None:
    (root / "other.txt").write_text("x", encoding="utf-8")
    repository.git("add", "other.txt")
    result = run("action", "done", "checkout/A1", "stampede/A1", "--commit", "-q", cwd=root)
    assert (result.code, result.err) == (0, "")
    assert repository.git("show", "--format=%s", "--name-only").splitlines() == [
        "Finish checkout-timeouts/A1, cache-stampede/A1",
        "",
        PATH,
        "postmortems/2026-05-03-cache-stampede.md",
    ]
    assert repository.git("status", "--porcelain") == "A  other.txt"


@pytest.mark.parametrize("staged", [False, True])
def test_that_a_new_document_is_committed_whole_is_said(run: Run, repository: Story, root: Path, staged: bool) -> None:
    path = "postmortems/2026-05-04-cache-loss.md"
    (root / path).write_text(OTHER.replace("2026-05-03-cache-stampede", "2026-05-04-cache-loss"), encoding="utf-8")
    if staged:
        repository.git("add", path)
    result = run("action", "start", "cache-loss/A1", "--commit", cwd=root)
    said = f"Committed {repository.git('rev-parse', 'HEAD')[:7]}: Start cache-loss/A1\n"
    assert (result.code, result.err) == (0, f"{said}{path} was in no commit before: this one holds all of it.\n")


def test_a_document_with_a_new_name_is_not_committed_twice(run: Run, repository: Story, root: Path) -> None:
    new = "postmortems/2026-03-14-checkout.md"
    repository.git("mv", PATH, new)
    result = run("action", "done", "checkout/A1", "--commit", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        f"error: {new} was {PATH} when it was committed, and would be there under both names\n"
    )
    assert (root / new).read_text(encoding="utf-8") == GOOD


def test_where_nothing_changes_nothing_is_committed(run: Run, repository: Story, root: Path) -> None:
    before = repository.git("rev-parse", "HEAD")
    result = run("action", "assign", "checkout/A1", "--to", "@jonas", "--commit", cwd=root)
    assert (result.code, result.out) == (0, "")
    assert repository.git("rev-parse", "HEAD") == before


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_dry_run_tells_the_subject_and_what_would_keep_it_from_being_committed(
    run: Run, repository: Story, root: Path, option: str
) -> None:
    before = repository.git("rev-parse", "HEAD")
    result = run("action", "start", "checkout/A1", "--commit", option, cwd=root)
    assert result.err == "Nothing is written, nor committed: Start checkout-timeouts/A1.\n"
    assert repository.git("rev-parse", "HEAD") == before
    assert repository.git("status", "--porcelain") == ""
    (root / PATH).write_text(GOOD + "More.\n", encoding="utf-8")
    assert run("action", "start", "checkout/A1", "--commit", option, cwd=root).code == 2


def test_what_cannot_be_committed_is_not_written(run: Run, repository: Story, root: Path) -> None:
    (root / PATH).write_text(GOOD + "More.\n", encoding="utf-8")
    result = run("action", "done", "stampede/A1", "checkout/A1", "--commit", cwd=root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {PATH} has changes that are not committed")
    assert repository.git("status", "--porcelain") == f" M {PATH}"
    assert run("action", "done", "stampede/A1", "checkout/A1", cwd=root).code == 0


def test_a_hook_that_refuses_leaves_the_change_and_says_so(run: Run, repository: Story, root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho '\033[31mNo\033[0m' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    result = run("action", "done", "checkout/A1", "--commit", cwd=root)
    assert result.code == 2
    assert result.out == "checkout-timeouts/A1: status open → done\n"
    assert result.err.startswith("error: git did not commit:\n       ␛[31mNo␛[0m\nhint: The change is written.")
    assert "status: done" in (root / PATH).read_text(encoding="utf-8")
    again = run("action", "done", "checkout/A1", "--commit", cwd=root)
    assert (again.code, again.out) == (2, "")
    command = f"git add {PATH} && git commit -m 'Finish checkout-timeouts/A1' {PATH}"
    assert again.err == (
        "checkout-timeouts/A1 is done already.\n"
        f"error: {PATH} needs no change, but has changes that are not committed\n"
        f"hint: `git diff {PATH}` shows them, and this commits them: `{command}`.\n"
    )
    hook.unlink()
    for part in command.split(" && "):
        repository.git(*shlex.split(part)[1:])
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "arguments", [["drop", "checkout/A1"], ["move", "checkout/A1", "--to", "eoy"], ["add", "checkout", "Think"]]
)
def test_what_cannot_be_committed_is_said_before_anything_is_asked(
    run: Run, repository: Story, root: Path, arguments: list[str]
) -> None:
    (root / PATH).write_text(GOOD + "More.\n", encoding="utf-8")
    result = run("action", *arguments, "--commit", cwd=root, terminal=True, typed="x\n")
    assert result.code == 2
    assert result.err.startswith(f"error: {PATH} has changes that are not\n       committed, which")
    assert run("action", *arguments, cwd=root, terminal=True, typed="fri\nfri\n").code == 0


def test_what_cannot_be_done_is_said_before_anything_is_asked(run: Run, repository: Story, root: Path) -> None:
    run("action", "done", "checkout/A1", cwd=root)
    result = run("action", "drop", "checkout/A1", cwd=root, terminal=True, typed="x\n")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: checkout-timeouts/A1 is done\n")


def test_a_document_in_a_submodule_is_refused_before_it_is_written(run: Run, repository: Story, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    for command in (
        ["init", "--quiet"],
        ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.root), "inner"],
    ):
        subprocess.run(["git", *command], cwd=outer, check=True)
    (outer / "pmctl.toml").write_text('directory = "inner/postmortems"\n', encoding="utf-8")
    result = run("action", "done", "checkout/A1", "--commit", cwd=outer)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: inner/{PATH} is not in this repository but in another one")
    assert (outer / "inner" / PATH).read_text(encoding="utf-8") == GOOD
    assert run("action", "done", "checkout/A1", cwd=outer).code == 0


def test_a_document_with_a_conflict_is_refused_with_its_line(run: Run, repository: Story, root: Path) -> None:
    repository.git("checkout", "--quiet", "-b", "side")
    run("action", "assign", "checkout/A1", "--to", "@noor", "--commit", cwd=root)
    repository.git("checkout", "--quiet", "main")
    run("action", "assign", "checkout/A1", "--to", "@tomas", "--commit", cwd=root)
    with pytest.raises(AssertionError):
        repository.git("merge", "side")
    for arguments in (["--commit"], []):
        result = run("action", "done", "checkout/A1", *arguments, cwd=root)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"error: {PATH}:13: a merge conflict is not resolved\n")
    result = run("action", "done", "stampede/A1", "--commit", cwd=root)
    assert result.err.startswith("error: a merge is going on, so nothing else can be committed\n")
    assert run("action", "done", "stampede/A1", cwd=root).code == 0


def test_behind_a_link_the_document_itself_is_committed(run: Run, repository: Story, root: Path) -> None:
    (root / "kept").mkdir()
    (root / PATH).rename(root / "kept/one.md")
    (root / PATH).symlink_to("../kept/one.md")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "-m", "Keep it elsewhere")
    result = run("action", "done", "checkout/A1", "--commit", cwd=root)
    assert result.code == 0, result.err
    assert repository.git("show", "--format=", "--name-only") == "kept/one.md"


def test_outside_git(run: Run, folder: Path) -> None:
    (folder / PATH).write_text(GOOD, encoding="utf-8")
    result = run("action", "done", "checkout/A1", "--commit", cwd=folder)
    assert result.code == 2
    assert result.err.startswith(f"error: {folder} is not in a git repository\n")
    assert (folder / PATH).read_text(encoding="utf-8") == GOOD


def test_a_repository_without_a_commit(run: Run, folder: Path, repository: Story) -> None:
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    (folder / PATH).write_text(GOOD, encoding="utf-8")
    result = run("action", "done", "checkout/A1", "--commit", cwd=folder)
    assert result.code == 0, result.err
    assert "Finish checkout-timeouts/A1" in result.err


def test_in_the_demo(run: Run, tmp_path: Path) -> None:
    assert run("demo", "demo").code == 0
    root = tmp_path / "demo"
    moved = run("action", "move", "checkout/A1", "--to", "+2w", "--reason", "vendor delay", "--commit", cwd=root)
    assert moved.code == 0, moved.err
    told = run("history", "checkout/A1", cwd=root).out
    assert "Slipped     3 times" in told
    assert "Move checkout-timeouts/A1 to 2026-06-15:\n              vendor delay" in told
    checked = run("check", "--base", "HEAD~1", "--select", "PM704,PM309", cwd=root)
    assert checked.code == 0, checked.out
