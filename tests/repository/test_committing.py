"""Documents committed: these and nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.committing import Committer

DOCUMENT = "postmortems/[one] ü.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two committed files, one of them a document that is about to be changed."""
    root = tmp_path / "repository"
    (root / "postmortems").mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / DOCUMENT).write_text("one\n", encoding="utf-8")
    (root / "other.txt").write_text("other\n", encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Start")
    return root


def git(root: Path, *arguments: str, fails: bool = False) -> str:
    done = subprocess.run(["git", "-c", "core.quotePath=false", *arguments], cwd=root, capture_output=True, check=False)
    assert bool(done.returncode) == fails, done.stderr.decode()
    return done.stdout.decode()


def commit(root: Path, *paths: str, text: str = "two\n", message: str = "Change it\n\nTwice.\n") -> str:
    """Do as a command does: look first, then write, then commit."""
    committer = Committer(root, paths or (DOCUMENT,))
    for path in paths or (DOCUMENT,):
        (root / path).write_text(text, encoding="utf-8")
    return committer.commit(message)


def in_head(root: Path) -> list[str]:
    return git(root, "show", "--format=", "--name-only", "HEAD").splitlines()


def refusal(root: Path, *paths: str) -> tuple[str, str | None]:
    with pytest.raises(PmctlError) as error:
        commit(root, *paths)
    return error.value.message, error.value.hint


def hook(root: Path, name: str, script: str) -> None:
    path = root / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_file_is_committed(root: Path) -> None:
    sha = commit(root)
    assert sha == git(root, "rev-parse", "HEAD").strip()
    assert in_head(root) == [DOCUMENT]
    assert git(root, "log", "-1", "--format=%B").strip() == "Change it\n\nTwice."
    assert git(root, "status", "--porcelain") == ""


def test_what_else_is_staged_stays_staged(root: Path) -> None:
    (root / "other.txt").write_text("staged\n", encoding="utf-8")
    (root / "new.txt").write_text("new\n", encoding="utf-8")
    git(root, "add", ".")
    (root / "other.txt").write_text("and changed again\n", encoding="utf-8")
    commit(root)
    assert in_head(root) == [DOCUMENT]
    assert git(root, "status", "--porcelain") == "A  new.txt\nMM other.txt\n"


def test_several_files_are_one_commit(root: Path) -> None:
    commit(root, DOCUMENT, "other.txt")
    assert in_head(root) == ["other.txt", DOCUMENT]
    assert git(root, "rev-list", "--count", "HEAD").strip() == "2"


@pytest.mark.parametrize("staged", [False, True])
def test_a_new_file_is_added_and_no_other(root: Path, staged: bool) -> None:
    for name in ("postmortems/new*.md", "postmortems/newer.md"):
        (root / name).write_text("one\n", encoding="utf-8")
    if staged:
        git(root, "add", "--", ":(literal)postmortems/new*.md")
    commit(root, "postmortems/new*.md")
    assert in_head(root) == ["postmortems/new*.md"]
    assert git(root, "status", "--porcelain") == "?? postmortems/newer.md\n"


def test_the_first_commit_of_all(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.md").write_text("one\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("one\n", encoding="utf-8")
    commit(tmp_path, "a.md")
    assert in_head(tmp_path) == ["a.md"]
    assert git(tmp_path, "status", "--porcelain") == "?? b.md\n"


def test_in_a_worktree_and_with_a_detached_head(root: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(root, "worktree", "add", "--quiet", "--detach", str(tree))
    commit(tree)
    assert in_head(tree) == [DOCUMENT]
    assert git(root, "log", "--format=%s") == "Start\n"


def test_hooks_run_with_the_users_environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("GIT_DIR", str(root / "elsewhere"))
    hook(
        root,
        "pre-commit",
        'echo "$LC_ALL $GIT_LITERAL_PATHSPECS" > said.txt; git diff --cached --name-only >> said.txt',
    )
    hook(root, "commit-msg", 'echo "Checked-by: hook" >> "$1"')
    commit(root)
    monkeypatch.delenv("GIT_DIR")
    said = (root / "said.txt").read_text(encoding="utf-8").splitlines()
    assert said[0].strip() == "C.UTF-8"
    assert len(said) == 2
    assert "Checked-by: hook" in git(root, "log", "-1", "--format=%B")


def test_a_hook_that_refuses_is_heard(root: Path) -> None:
    hook(root, "pre-commit", "echo first; echo 'second: no' >&2; exit 1")
    message, hint = refusal(root)
    assert message == "git did not commit:\nfirst\nsecond: no"
    assert hint
    assert hint.startswith("The change is written.")
    assert (root / DOCUMENT).read_text(encoding="utf-8") == "two\n"
    assert git(root, "log", "--format=%s") == "Start\n"


def test_a_hook_that_refuses_without_a_word(root: Path) -> None:
    hook(root, "pre-commit", "exit 1")
    assert refusal(root)[0] == "git did not commit"


def test_a_signature_that_fails_is_heard(root: Path) -> None:
    git(root, "config", "commit.gpgSign", "true")
    git(root, "config", "gpg.program", "/bin/false")
    assert "gpg failed to sign" in refusal(root)[0]


def test_a_message_is_in_utf_8_whatever_git_is_told(root: Path) -> None:
    git(root, "config", "i18n.commitEncoding", "ISO-8859-1")
    commit(root, message="Move it → später: #1\n\n# not a comment\n")
    assert (
        git(root, "log", "-1", "--format=%B", "--encoding=UTF-8").strip() == "Move it → später: #1\n\n# not a comment"
    )


def test_nobody_commits_without_a_name(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("[user]\nuseConfigOnly = true\n", encoding="utf-8")
    message, _ = refusal(root)
    assert message.startswith("git cannot commit without a name:\n")
    assert "git config --global user.email" in message
    assert (root / DOCUMENT).read_text(encoding="utf-8") == "one\n"


@pytest.mark.parametrize(
    ("begin", "what"),
    [(("merge", "side"), "merge"), (("cherry-pick", "side"), "cherry-pick"), (("rebase", "side"), "rebase"),
     (("revert", "--no-edit", "HEAD~1"), "revert")],
)  # fmt: skip
def test_while_something_is_going_on(root: Path, begin: tuple[str, ...], what: str) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    for branch in ("side", "main"):
        git(root, "checkout", "--quiet", branch)
        for number in (1, 2):
            (root / "other.txt").write_text(f"{branch} {number}\n", encoding="utf-8")
            git(root, "commit", "--quiet", "-am", f"{branch} {number}")
    git(root, *begin, fails=True)
    message, hint = refusal(root)
    assert message == f"a {what} is going on, so nothing else can be committed"
    assert f"`git {what} --abort`" in (hint or "")
    assert (root / DOCUMENT).read_text(encoding="utf-8") == "one\n"


def test_conflicts_that_are_not_resolved(root: Path) -> None:
    (root / "other.txt").write_text("mine\n", encoding="utf-8")
    git(root, "stash", "--quiet")
    (root / "other.txt").write_text("theirs\n", encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "Theirs")
    git(root, "stash", "pop", fails=True)
    assert refusal(root)[0] == "git holds unresolved conflicts, in other.txt"


@pytest.mark.parametrize("staged", [False, True])
def test_other_changes_of_the_file_are_not_committed_on_the_sly(root: Path, staged: bool) -> None:
    (root / DOCUMENT).write_text("half a sentence\n", encoding="utf-8")
    if staged:
        git(root, "add", ".")
    assert refusal(root)[0] == f"{DOCUMENT} has changes that are not committed, which the commit would hold as well"
    assert (root / DOCUMENT).read_text(encoding="utf-8") == "half a sentence\n"


@pytest.mark.parametrize("pattern", ["*.markdown", "drafts/"])
def test_a_file_that_git_ignores(root: Path, pattern: str) -> None:
    (root / ".gitignore").write_text(f"{pattern}\n", encoding="utf-8")
    (root / "drafts").mkdir()
    (root / "drafts/a.markdown").write_text("one\n", encoding="utf-8")
    assert refusal(root, "drafts/a.markdown")[0].startswith("git ignores drafts/")


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refusal(root)[0] == "git is not installed"


def test_a_repository_that_is_damaged(root: Path) -> None:
    (root / ".git/HEAD").unlink()
    assert refusal(root)[0] == f"the git repository at {root} is damaged"


@pytest.mark.parametrize("staged", [True, False])
@pytest.mark.parametrize("id_", ["one", '"one"', None])
def test_a_new_name_that_is_not_committed_is_a_change(root: Path, *, staged: bool, id_: str | None) -> None:
    front = f"---\nid: {id_}\n" if id_ else "---\n"
    (root / DOCUMENT).write_text(f"{front}title: One\n---\n", encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "Give it an id")
    other, new = "postmortems/gone.md", "postmortems/new name.md"
    (root / other).write_text("---\nid: gone\n---\n", encoding="utf-8")
    git(root, "add", other)
    git(root, "commit", "--quiet", "-m", "One more")
    (root / other).unlink()
    if staged:
        git(root, "mv", DOCUMENT, new)
    else:
        (root / DOCUMENT).rename(root / new)
    if id_:
        (root / new).write_text(f"---\ntitle: Of another time\nid: {id_}\n---\n\nAll else is new.\n", encoding="utf-8")
    message, hint = refusal(root, new)
    assert message == f"{new} was {DOCUMENT} when it was committed, and would be there under both names"
    assert hint == "Commit its new name first, or leave --commit away."
    (root / new).write_text("---\nid: another\n---\n", encoding="utf-8")
    commit(root, new, text="---\nid: another\n---\n\nMore.\n")
    assert in_head(root) == [new]
