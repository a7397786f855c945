"""What git says about branches, and about what differs from one of their commits."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.git import Repository
from tests.repository.test_git import HOSTILE
from tests.story import EXECUTABLE, SUBMODULE, SYMLINK, Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with Story(tmp_path / "repo") as story:
        yield story


@pytest.fixture
def hostile(isolated: Path) -> Path:
    (isolated / ".gitconfig").write_text(HOSTILE, encoding="utf-8")
    return isolated


def opened(story: Story) -> Repository:
    return Repository(story.checkout())


def changes(repository: Repository, commit: str | None, *folders: str) -> dict[str, str | None]:
    with repository.asked_for_changes(commit, folders or (".",)) as answer:
        return answer()


def former(repository: Repository, found: dict[str, str | None]) -> dict[str, str | None]:
    return {path: dict(repository.blobs([blob]))[blob].decode() if blob else None for path, blob in found.items()}


def test_changes_of_the_working_tree(story: Story, hostile: Path) -> None:
    for name in ("same", "edited", "staged", "deleted", "removed", "renamed", "link", "restored"):
        story.write(f"pm/{name}.md", name)
    start = story.write("other/a.md", "a").write(".gitignore", "ignored.md\n").commit()
    story.write("pm/restored.md", "changed").write("pm/committed.md", "new").commit()
    repository = opened(story)
    folder = repository.root / "pm"
    for name in ("edited", "staged", "untracked", "ignored", "added"):
        (folder / f"{name}.md").write_text("now", encoding="utf-8")
    (folder / "restored.md").write_text("restored", encoding="utf-8")
    (folder / "deleted.md").unlink()
    (folder / "link.md").unlink()
    (folder / "link.md").symlink_to("same.md")
    (repository.root / "other" / "a.md").write_text("now", encoding="utf-8")
    story.git("add", "pm/staged.md", "pm/added.md")
    story.git("rm", "--quiet", "pm/removed.md")
    story.git("mv", "pm/renamed.md", "pm/new.md")
    assert former(repository, changes(repository, start, "pm", "nowhere")) == {
        "pm/added.md": None,
        "pm/committed.md": None,
        "pm/deleted.md": "deleted",
        "pm/edited.md": "edited",
        "pm/link.md": "link",
        "pm/new.md": None,
        "pm/removed.md": "removed",
        "pm/renamed.md": "renamed",
        "pm/staged.md": "staged",
        "pm/untracked.md": None,
    }
    assert changes(repository, start, "other").keys() == {"other/a.md"}


@pytest.mark.parametrize(
    "path", ["pm/a\nb.md", 'pm/"a".md', "pm/ü.md", "pm/a\tb.md", "pm/:a.md", "pm/*.md", "pm/ a .md"]
)
def test_changes_of_any_path(story: Story, path: str) -> None:
    start = story.write(path, "before").commit()
    story.write(path, "after").commit()
    repository = opened(story)
    (repository.root / f"{path}x").write_text("new", encoding="utf-8")
    assert former(repository, changes(repository, start, "pm")) == {path: "before", f"{path}x": None}


def test_changes_where_no_file_was(story: Story, tmp_path: Path) -> None:
    story.write("link.md", "elsewhere", mode=SYMLINK).write("run.md", "before", mode=EXECUTABLE)
    start = story.write("sub", "1" * 40, mode=SUBMODULE).commit()
    story.write("link.md", "a file").write("run.md", "after", mode=EXECUTABLE).commit()
    repository = opened(story)
    (repository.root / "nested").mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=repository.root / "nested", check=True)
    found = changes(repository, start)
    assert former(repository, found) == {"link.md": None, "run.md": "before"}


def test_changes_during_a_conflict(story: Story) -> None:
    start = story.write("a.md", "base").commit()
    story.branch("side")
    story.write("a.md", "theirs").commit()
    story.switch("main")
    story.write("a.md", "ours").commit()
    repository = opened(story)
    subprocess.run(["git", "merge", "side"], cwd=repository.root, capture_output=True, check=False)
    assert former(repository, changes(repository, start)) == {"a.md": "base"}


def test_changes_without_a_commit(story: Story) -> None:
    (story.root / "staged.md").touch()
    story.git("add", "staged.md")
    (story.root / "new.md").touch()
    assert changes(Repository(story.root), None) == {"new.md": None, "staged.md": None}


def test_changes_from_a_commit_that_is_none(story: Story) -> None:
    story.write("a.md", "a").commit()
    with pytest.raises(PmctlError, match="git failed: "):
        changes(opened(story), "1" * 40)


def test_parents_and_merge_base(story: Story, tmp_path: Path) -> None:
    first = story.write("a.md", "a").commit()
    story.branch("side")
    side = story.write("b.md", "b").commit()
    story.switch("main")
    second = story.write("a.md", "aa").commit()
    merge = story.merge("side")
    repository = opened(story)
    assert (repository.parents(first), repository.parents(merge)) == ((), (second, side))
    assert (repository.merge_base(second, side), repository.merge_base(merge, side)) == (first, side)
    assert Repository(story.shallow_clone(tmp_path / "shallow")).parents(merge) == (second, side)


def test_no_merge_base(story: Story) -> None:
    one = story.write("a.md", "a").commit()
    repository = opened(story)
    story.git("checkout", "--quiet", "--orphan", "other")
    story.git("commit", "--quiet", "-m", "Begin anew")
    assert repository.merge_base(one, "HEAD") is None
    with pytest.raises(PmctlError):
        repository.merge_base(one, "1" * 40)


def test_branches_and_remotes(story: Story, tmp_path: Path) -> None:
    story.write("a.md", "a").commit()
    story.branch("side").close()
    root = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", story.root.as_uri(), root], check=True)
    repository = Repository(root)
    assert repository.branch() == "refs/heads/main"
    assert repository.remotes() == ["origin"]
    assert repository.references("refs/heads/main", "refs/remotes/*/HEAD", "refs/heads/none") == {
        "refs/heads/main": "refs/remotes/origin/main",
        "refs/remotes/origin/HEAD": "refs/remotes/origin/main",
    }
    subprocess.run(["git", "checkout", "--quiet", "--detach"], cwd=root, check=True)
    assert repository.branch() is None


def test_when_files_were_added_is_the_authors_time(story: Story, hostile: Path) -> None:
    assert opened(story).added() == {}
    story.write("a b/ø.md", "one\n")
    story.commit(at="2026-03-06T10:00:00+00:00")
    story.write("a b/ø.md", "two\n")
    story.write("new.md", "one\n")
    story.commit(at="2026-03-09T10:00:00+00:00")
    days = {path: at and at.date().isoformat() for path, at in opened(story).added().items()}
    assert days == {"a b/ø.md": "2026-03-03", "new.md": "2026-03-06"}  # three days before they were committed
