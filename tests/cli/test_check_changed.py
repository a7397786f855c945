"""``pmctl check --changed`` and ``--base``: what a branch did to the documents."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.documents import CLEAN, GOOD, SEARCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.story import Story

CHECKOUT = "postmortems/2026-03-14-checkout-timeouts.md"
OUTAGE = "postmortems/2026-05-02-search-outage.md"
LATER = GOOD.replace("due: 2026-04-10", "due: 2026-06-10")
NO_ACTION = GOOD[: GOOD.index("actions:\n")] + GOOD[GOOD.index("reviewers:") :]
ONLY = ("--select", "PM7", "-f", "concise")


@pytest.fixture
def branch(repository: Story) -> Story:
    """The repository of two documents, with a branch checked out."""
    repository.git("checkout", "--quiet", "-b", "feature")
    return repository


def write(story: Story, path: str, text: str) -> None:
    (story.root / path).parent.mkdir(parents=True, exist_ok=True)
    (story.root / path).write_text(text, encoding="utf-8")


def commit(story: Story) -> None:
    story.git("add", "--all")
    story.git("commit", "--quiet", "-m", "Change the postmortems")


def files(run: Run, story: Story, *arguments: str | Path) -> int:
    return int(json.loads(run("check", "-f", "json", *arguments, cwd=story.root).out)["files"])


def start(story: Story, name: str = "main") -> str:
    return f"{name} ({story.git('rev-parse', 'main')[:10]})"


# Which documents


def test_nothing_has_changed(run: Run, branch: Story) -> None:
    result = run("check", "--changed", cwd=branch.root)
    assert (result.code, result.out, result.err) == (0, "", f"No documents have changed since {start(branch)}.\n")
    assert json.loads(run("check", "--changed", "-f", "json", cwd=branch.root).out)["files"] == 0
    assert run("check", "--changed", "--require-files", cwd=branch.root).code == 0


def test_only_what_has_changed_is_checked(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, CLEAN)
    result = run("check", "--changed", cwd=branch.root)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"All is well in 1 document. Compared with {start(branch)}.\n"
    assert run("check", cwd=branch.root).code == 1


@pytest.mark.parametrize("state", ["untracked", "staged", "committed", "committed and edited"])
def test_however_it_has_changed(run: Run, branch: Story, state: str) -> None:
    write(branch, CHECKOUT, LATER)
    write(branch, "postmortems/new.md", "---\ntitle: New\n---\n")
    if state != "untracked":
        branch.git("add", "--all")
    if state.startswith("committed"):
        commit(branch)
    if state.endswith("edited"):
        write(branch, OUTAGE, SEARCH + "\nMore.\n")
    assert files(run, branch, "--changed") == (3 if state.endswith("edited") else 2)
    assert "PM704" in run("check", "--changed", *ONLY, cwd=branch.root).out


def test_what_others_did_to_the_base_meanwhile_does_not_count(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, CLEAN)
    commit(branch)
    branch.git("checkout", "--quiet", "main")
    write(branch, OUTAGE, SEARCH + "\nMore.\n")
    commit(branch)
    branch.git("checkout", "--quiet", "feature")
    assert files(run, branch, "--changed") == files(run, branch, "--changed", "--base", "main") == 1


def test_what_is_no_document_does_not_count(run: Run, branch: Story) -> None:
    for path in ("postmortems/README.md", "postmortems/_draft.md", "notes.md", "postmortems/.hidden/a.md"):
        write(branch, path, "# Notes\n")
    (branch.root / "postmortems" / "again.md").symlink_to("2026-03-14-checkout-timeouts.md")
    write(branch, ".gitignore", "ignored.md\n")
    write(branch, "postmortems/ignored.md", "# Notes\n")
    assert files(run, branch, "--changed") == 0


def test_paths_choose_among_the_changed(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, LATER)
    write(branch, "postmortems/2025/new.md", "---\ntitle: New\n---\n")
    write(branch, "notes.md", "# Notes\n")
    for paths, number in (
        ([CHECKOUT], 1), ([OUTAGE], 0), ([CHECKOUT, OUTAGE], 1), (["postmortems"], 2), (["postmortems/2025"], 1),
        (["."], 3), (["notes.md"], 1), (["postmortems/*.md"], 1), (["n*.md"], 1), (["**/new*"], 1),
    ):  # fmt: skip
        assert files(run, branch, "--changed", *paths) == number
    below = run("check", "--changed", "-f", "json", "2025", cwd=branch.root / "postmortems")
    assert json.loads(below.out)["files"] == 1


def test_a_path_outside_of_the_repository(run: Run, branch: Story, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text(CLEAN, encoding="utf-8")
    result = run("check", "--changed", "../outside.md", cwd=branch.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ../outside.md is outside of the repository")
    assert run("check", "--base", "main", "../outside.md", cwd=branch.root).code == 1


def test_an_id_is_compared_with_documents_that_have_not_changed(run: Run, branch: Story) -> None:
    write(branch, "postmortems/again.md", CLEAN)
    out = run("check", "--changed", *ONLY, cwd=branch.root).out
    assert out.splitlines() == [
        f"postmortems/again.md:2:5: PM701 the id 2026-03-14-checkout-timeouts is also that of {CHECKOUT}"
    ]


# What is compared


def test_without_a_base_nothing_is_compared(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, NO_ACTION)
    assert run("check", *ONLY, cwd=branch.root).out == ""
    assert "PM703" in run("check", "--base", "main", *ONLY, cwd=branch.root).out


def test_with_a_base_alone_all_documents_are_checked(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, LATER)
    result = run("check", "--base", "main", "-f", "concise", cwd=branch.root)
    assert {"PM301", "PM704"} <= {line.split(": ")[1].split()[0] for line in result.out.splitlines()}
    assert result.err.endswith(f"in 2 of 2 documents. Compared with {start(branch)}.\n")


def test_deleted_documents(run: Run, branch: Story) -> None:
    (branch.root / CHECKOUT).unlink()
    for arguments in (["--changed"], ["--base", "main"], ["--changed", "postmortems"], ["--changed", "."]):
        result = run("check", *arguments, *ONLY, cwd=branch.root)
        assert result.code == 1
        (line,) = result.out.splitlines()
        assert line.startswith(f"{CHECKOUT}:1:1: PM703 the open action A1 “Alert when pool saturation stays above ")
        assert line.endswith("” is gone with its document")
    for path, number in ((OUTAGE, 0), ("postmortems/*-outage.md", 0), ("postmortems/*.md", 1), ("post*", 1)):
        assert run("check", "--base", "main", path, *ONLY, cwd=branch.root).out.count("PM703") == number


@pytest.mark.parametrize(
    "format_",
    [
        *("text", "concise", "json", "json-lines", "markdown", "github", "gitlab", "azure", "sarif", "junit"),
        *("checkstyle", "rdjson"),
    ],
)
def test_every_format_bears_a_path_that_is_gone(run: Run, branch: Story, format_: str) -> None:
    (branch.root / CHECKOUT).unlink()
    result = run("check", "--changed", "-f", format_, cwd=branch.root)
    assert result.code == 1
    assert CHECKOUT in result.out
    assert "PM703" in result.out


def test_a_document_that_leaves_the_directory_is_gone(run: Run, branch: Story) -> None:
    (branch.root / "archive").mkdir()
    (branch.root / CHECKOUT).rename(branch.root / "archive" / "checkout.md")
    assert "PM703" in run("check", "--changed", *ONLY, cwd=branch.root).out
    write(branch, "pmctl.toml", 'directory = "archive"\nformer-directories = ["postmortems"]\n')
    (branch.root / OUTAGE).rename(branch.root / "archive" / "outage.md")
    assert run("check", "--changed", *ONLY, cwd=branch.root).out == ""


def test_a_renamed_document_keeps_its_promises(run: Run, branch: Story) -> None:
    branch.git("mv", CHECKOUT, "postmortems/2026-03-14-checkout.md")
    assert run("check", "--changed", *ONLY, cwd=branch.root).out == ""


def test_an_unreadable_base_tells_nothing(run: Run, repository: Story) -> None:
    for text in ("\udcff", "---\nid: [\n---\n"):
        (repository.root / CHECKOUT).write_bytes(text.encode("utf-8", "surrogateescape"))
        commit(repository)
        write(repository, CHECKOUT, NO_ACTION)
        assert run("check", "--base", "HEAD", *ONLY, cwd=repository.root).out == ""


def test_an_unreadable_document_is_not_empty(run: Run, branch: Story) -> None:
    for text in ("\udcff", "---\nid: [\n---\n"):
        (branch.root / CHECKOUT).write_bytes(text.encode("utf-8", "surrogateescape"))
        for paths in ([], [OUTAGE]):
            assert run("check", "--base", "main", *paths, *ONLY, cwd=branch.root).out == ""


def test_a_moved_promise_is_found_where_it_is_not_checked(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, NO_ACTION)
    action = GOOD[GOOD.index("  - id: A1") : GOOD.index("reviewers:")].replace("A1", "A2")
    write(branch, OUTAGE, SEARCH.replace("Alert when", "Log when"))
    branch.git("commit", "--quiet", "--message=Say what is meant", OUTAGE)
    branch.git("branch", "--force", "main")
    write(branch, OUTAGE, SEARCH.replace("Alert when", "Log when").replace("actions:\n", f"actions:\n{action}"))
    assert run("check", "--changed", CHECKOUT, *ONLY, cwd=branch.root).out == ""


def test_a_suppression_of_what_is_compared(run: Run, branch: Story) -> None:
    write(branch, CHECKOUT, LATER.replace("due: 2026-06-10", "due: 2026-06-10  # pmctl: ignore[PM704]"))
    assert run("check", "--changed", *ONLY, cwd=branch.root).out == ""


def test_the_typed_document_is_compared(run: Run, branch: Story) -> None:
    (branch.root / OUTAGE).unlink()
    result = run("check", "--base", "main", "--stdin-filename", CHECKOUT, *ONLY, cwd=branch.root, typed=LATER)
    assert [line.split(": ")[1][:5] for line in result.out.splitlines()] == ["PM704"]
    outside = run("check", "--base", "main", "--stdin-filename", "../a.md", *ONLY, cwd=branch.root, typed=LATER)
    assert "PM70" not in outside.out.replace("PM701", "")


# Where it has started


def test_outside_git(run: Run, folder: Path) -> None:
    result = run("check", "--changed", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "is not in a git repository" in result.err


def test_no_commit_yet(run: Run, folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    result = run("check", "--changed", "-f", "concise", cwd=folder)
    assert "PM301" in result.out
    assert result.err.endswith("in 1 of 2 documents. Nothing is committed yet: every document is new.\n")


@pytest.mark.parametrize("base", ["mian", "--all", "^main"])
def test_a_base_that_does_not_exist(run: Run, branch: Story, base: str) -> None:
    result = run("check", "--changed", f"--base={base}", cwd=branch.root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: there is no revision {base}\n")


def test_a_shallow_clone_says_what_to_fetch(run: Run, branch: Story, tmp_path: Path) -> None:
    write(branch, CHECKOUT, LATER)
    commit(branch)
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", "--branch=feature", branch.root.as_uri(), clone], check=True
    )
    result = run("check", "--changed", "--base", "main", *ONLY, cwd=clone)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: this shallow clone does not hold main\n"
        "hint: Run: git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main\n"
    )
    subprocess.run(shlex.split(result.err.split("Run: ")[1]), cwd=clone, capture_output=True, check=True)
    assert "PM704" in run("check", "--changed", "--base", "main", *ONLY, cwd=clone).out


def test_the_variables_of_a_service(run: Run, branch: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(branch, CHECKOUT, LATER)
    commit(branch)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--branch=feature", branch.root.as_uri(), clone], check=True)
    subprocess.run(["git", "checkout", "--quiet", "--detach"], cwd=clone, check=True)
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    result = run("check", "--changed", *ONLY, cwd=clone)
    assert "PM704" in result.out
    assert result.err.endswith(f"Compared with {start(branch)}.\n")


def test_in_a_hook_of_another_repository(
    run: Run, branch: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(branch, CHECKOUT, LATER)
    monkeypatch.setenv("GIT_DIR", os.fspath(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", os.fspath(tmp_path / "index"))
    assert "PM704" in run("check", "--changed", *ONLY, cwd=branch.root).out


def test_in_a_worktree(run: Run, branch: Story, tmp_path: Path) -> None:
    worktree = tmp_path / "worktree"
    branch.git("worktree", "add", "--quiet", "-b", "other", str(worktree), "main")
    (worktree / CHECKOUT).write_text(LATER, encoding="utf-8")
    assert "PM704" in run("check", "--changed", *ONLY, cwd=worktree).out
    assert files(run, branch, "--changed") == 0


def test_the_demo(run: Run, tmp_path: Path) -> None:
    run("demo", "demo")
    demo = tmp_path / "demo"
    subprocess.run(["git", "checkout", "--quiet", "-b", "feature"], cwd=demo, check=True)
    path = max(demo.glob("postmortems/*-failover-stall.md"))
    text = path.read_text(encoding="utf-8")
    deleted = text[text.index("  - id: A2\n") : text.index("  - id: A3\n")]
    due = text[text.index("due: ", text.index("  - id: A3\n")) :][:15]
    pushed = f"due: {int(due[5:9]) + 1}{due[9:]}"
    path.write_text(text.replace(deleted, "").replace(due, pushed), encoding="utf-8")
    subprocess.run(["git", "commit", "--quiet", "--all", "-m", "Be quick"], cwd=demo, check=True)
    result = run("check", "--changed", "--base", "main", "-f", "concise", cwd=demo)
    assert result.code == 1
    found = {line.split(": ")[1].split()[0]: line.split(": ")[0] for line in result.out.splitlines()}
    assert found.keys() >= {"PM703", "PM704"}
    assert all(place.startswith(f"postmortems/{path.name}:") for place in found.values())


# Through links, and in a sparse checkout


@pytest.fixture
def link(branch: Story, tmp_path: Path) -> Path:
    """A link beside the repository that leads to it."""
    path = tmp_path / "link"
    path.symlink_to(branch.root)
    return path


def test_a_path_through_a_link_is_in_the_repository(run: Run, branch: Story, link: Path) -> None:
    write(branch, CHECKOUT, LATER)
    out = run("check", "--changed", *ONLY, cwd=branch.root).out
    assert f"{CHECKOUT}:" in out
    for path in (link / CHECKOUT, link / "postmortems", link, link / "postmortems" / "*.md", link.parent / "l*"):
        assert run("check", "--changed", *ONLY, path, cwd=branch.root).out == out
        assert run("check", "--base", "main", *ONLY, path, cwd=branch.root).out == out
    typed = run("check", "--base", "main", *ONLY, "--stdin-filename", link / CHECKOUT, cwd=branch.root, typed=LATER)
    assert typed.out == out


@pytest.fixture
def sparse(branch: Story) -> Story:
    """A due date is pushed out on the branch, and then nothing but another document is checked out."""
    write(branch, CHECKOUT, LATER)
    commit(branch)
    branch.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{CHECKOUT}")
    assert not (branch.root / CHECKOUT).exists()
    return branch


@pytest.mark.parametrize("paths", [(), ("postmortems",), (".",), (OUTAGE,)])
def test_what_is_not_checked_out_is_not_gone(run: Run, sparse: Story, paths: tuple[str, ...]) -> None:
    out = run("check", "--changed", *ONLY, *paths, cwd=sparse.root).out
    codes = [line.split()[1] for line in out.splitlines()]
    assert codes == ([] if OUTAGE in paths else ["PM704"])
    assert "PM703" not in run("check", "--base", "main", *ONLY, *paths, cwd=sparse.root).out


def test_an_action_is_gone_from_what_is_not_checked_out(run: Run, sparse: Story) -> None:
    sparse.git("sparse-checkout", "disable")
    write(sparse, CHECKOUT, NO_ACTION)
    commit(sparse)
    whole = run("check", "--changed", *ONLY, cwd=sparse.root).out
    sparse.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{CHECKOUT}")
    assert "PM703" in whole
    assert run("check", "--changed", *ONLY, cwd=sparse.root).out == whole


def test_what_is_deleted_in_a_sparse_checkout_is_gone(run: Run, sparse: Story) -> None:
    sparse.git("rm", "--quiet", "--cached", "--sparse", CHECKOUT)
    assert "gone with its document" in run("check", "--changed", *ONLY, cwd=sparse.root).out


def test_what_is_not_checked_out_is_not_written(run: Run, sparse: Story) -> None:
    sparse.git("sparse-checkout", "disable")
    write(sparse, CHECKOUT, LATER.replace("severity: SEV1", "severity: sev1").replace("SEV2", "sev2"))
    commit(sparse)
    sparse.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{CHECKOUT}")
    result = run("check", "--changed", "--fix", "--unsafe-fixes", cwd=sparse.root)
    assert "error: " not in result.err
    assert not (sparse.root / CHECKOUT).exists()
    assert CHECKOUT in run("check", "--changed", "--diff", "--unsafe-fixes", cwd=sparse.root).out


def test_markdown_says_what_was_compared(
    run: Run, branch: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", "--changed", "-f", "github", cwd=branch.root)
    said = f"### pmctl check\n\nNo documents have changed since {start(branch)}.\n"
    assert summary.read_text(encoding="utf-8") == said
    assert run("check", "--changed", "-f", "markdown", cwd=branch.root).out == said
