"""Where a branch started: in full clones and in the cut ones of CI services."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.git import Repository
from pmctl.repository.git_errors import UnknownRevisionError
from pmctl.repository.starting_point import StartingPoint, find_starting_point
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """main goes on after `feature` has left it; both have five commits of their own, and a pull request is merged."""
    with Story(tmp_path / "origin") as story:
        for number in range(5):
            story.write("postmortems/a.md", f"{number}").commit()
        story.branch("feature")
        for number in range(5):
            story.write("postmortems/b.md", f"{number}").commit()
        story.switch("main")
        for number in range(5):
            story.write("postmortems/c.md", f"{number}").commit()
        story.branch("pull")
        story.merge("feature")
        story.switch("main")
        story.configure(uploadpack__allowAnySHA1InWant="true")
        story.git("update-ref", "refs/pull/17/merge", story.branches["pull"])
        yield story


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def clone(story: Story, target: Path, *options: str, branch: str = "feature") -> Path:
    story.close()
    git(story.root.parent, "clone", "--quiet", f"--branch={branch}", *options, story.root.as_uri(), str(target))
    return target


def ci_checkout(story: Story, target: Path, reference: str, *, depth: int) -> Path:
    """Fetch one reference as actions/checkout does, and leave HEAD detached there."""
    target.mkdir()
    git(target, "init", "--quiet")
    git(target, "remote", "add", "origin", story.root.as_uri())
    git(target, "fetch", "--quiet", "--no-tags", f"--depth={depth}", "origin", f"+{reference}:refs/remotes/{reference}")
    git(target, "checkout", "--quiet", "--detach", f"refs/remotes/{reference}")
    return target


def find(root: Path, base: str | None = None, **environment: str) -> StartingPoint:
    return find_starting_point(Repository(root), base=base, environment=environment)


def mended(root: Path, base: str | None = None, **environment: str) -> tuple[str, StartingPoint]:
    """Do what the hint says, and try again."""
    with pytest.raises(PmctlError) as caught:
        find(root, base, **environment)
    assert caught.value.hint
    command = caught.value.hint.removeprefix("Run: ")
    subprocess.run(shlex.split(command), cwd=root, capture_output=True, check=True)
    return command, find(root, base, **environment)


def left(story: Story) -> str:
    """Return the commit at which the feature left main."""
    return story.git("merge-base", "main", "feature")


# What is named


@pytest.mark.parametrize("base", ["main", "origin/main", "refs/remotes/origin/main", "main~2"])
def test_a_base_that_is_named(story: Story, tmp_path: Path, base: str) -> None:
    root = clone(story, tmp_path / "clone")
    if base == "main~2":
        git(root, "branch", "main", "origin/main")
    assert find(root, base) == StartingPoint(name=base, commit=left(story))


@pytest.mark.parametrize("base", ["mian", "--all", "", "main...feature"])
def test_a_base_that_does_not_exist(story: Story, tmp_path: Path, base: str) -> None:
    with pytest.raises(UnknownRevisionError):
        find(clone(story, tmp_path / "clone"), base)


def test_a_base_without_a_common_commit(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "checkout", "--quiet", "--orphan", "other")
    git(root, "commit", "--quiet", "-m", "Begin anew")
    with pytest.raises(PmctlError, match=r"HEAD and origin/main have no commit in common$"):
        find(root, "origin/main")


def test_a_base_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(PmctlError, match="HEAD has no commit yet"):
        find(tmp_path, "HEAD")


def test_nothing_is_committed_yet(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert str(find(tmp_path)) == "nothing"


def test_a_branch_without_a_commit_is_compared_with_what_is_named(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "symbolic-ref", "HEAD", "refs/heads/unborn")
    assert find(root, "origin/main").commit == story.branches["main"]


# What is not named


def test_the_copy_of_a_branch_on_its_remote_is_not_where_it_started(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    assert str(find(root)) == f"origin/main ({left(story)[:10]})"


def test_main_started_at_what_is_published(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", branch="main")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Change more")
    assert find(root) == StartingPoint(name="origin/main", commit=story.branches["main"])


def test_the_upstream_that_a_branch_is_set_up_to_follow(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "checkout", "--quiet", "-b", "part", "--track", "origin/feature")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Change more")
    assert find(root) == StartingPoint(name="origin/feature", commit=story.branches["feature"])
    git(root, "update-ref", "-d", "refs/remotes/origin/feature")
    assert find(root).name == "origin/main"


@pytest.mark.parametrize("name", ["main", "master"])
def test_a_repository_without_a_remote(story: Story, tmp_path: Path, name: str) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "branch", name, "origin/main")
    git(root, "remote", "remove", "origin")
    assert find(root) == StartingPoint(name=name, commit=left(story))


def test_nothing_to_compare_with(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "remote", "remove", "origin")
    with pytest.raises(PmctlError, match="there is no branch to compare with") as caught:
        find(root)
    assert caught.value.hint == "Name a branch or a commit: --base REF."


def test_a_default_branch_of_another_name(story: Story, tmp_path: Path) -> None:
    story.git("branch", "trunk", "main~1")
    story.git("symbolic-ref", "HEAD", "refs/heads/trunk")
    assert find(clone(story, tmp_path / "clone")).name == "origin/trunk"


# CI services


def github(commit: str) -> Mapping[str, str]:
    return {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/17/merge", "GITHUB_SHA": commit}


@pytest.mark.parametrize("depth", [2, 3, 100])
def test_the_merge_of_a_pull_request_started_at_its_first_parent(story: Story, tmp_path: Path, depth: int) -> None:
    root = ci_checkout(story, tmp_path / "ci", "pull/17/merge", depth=depth)
    assert find(root, **github(story.branches["pull"])).commit == story.branches["main"]


def test_the_merge_of_a_pull_request_without_its_parents(story: Story, tmp_path: Path) -> None:
    root = ci_checkout(story, tmp_path / "ci", "pull/17/merge", depth=1)
    command, start = mended(root, **github(story.branches["pull"]))
    assert command == f"git fetch --depth=1 origin {story.branches['main']}"
    assert start.commit == story.branches["main"]


def test_azure_merges_as_github_does(story: Story, tmp_path: Path) -> None:
    root = ci_checkout(story, tmp_path / "ci", "pull/17/merge", depth=2)
    start = find(
        root,
        SYSTEM_PULLREQUEST_TARGETBRANCH="refs/heads/main",
        BUILD_SOURCEBRANCH="refs/pull/17/merge",
        BUILD_SOURCEVERSION=story.branches["pull"],
    )
    assert start.commit == story.branches["main"]


@pytest.mark.parametrize(
    "variable",
    ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BUILDKITE_PULL_REQUEST_BASE_BRANCH", "CHANGE_TARGET"],
)
def test_the_branch_that_a_service_names(story: Story, tmp_path: Path, variable: str) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "checkout", "--quiet", "--detach")
    assert find(root, **{variable: "main"}) == StartingPoint(name="main", commit=left(story))


def test_a_branch_that_is_in_no_remote(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    git(root, "branch", "main", "origin/main")
    git(root, "remote", "remove", "origin")
    assert find(root, CHANGE_TARGET="main").commit == left(story)


@pytest.mark.parametrize("depth", [1, 3])
def test_the_head_of_a_pull_request_in_a_shallow_clone(story: Story, tmp_path: Path, depth: int) -> None:
    root = clone(story, tmp_path / "clone", f"--depth={depth}")
    command, start = mended(root, GITHUB_BASE_REF="main")
    assert command == "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"
    assert start.commit == left(story)


def test_a_clone_of_one_branch(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", "--single-branch")
    command, start = mended(root, GITHUB_BASE_REF="main")
    assert command == "git fetch origin +refs/heads/main:refs/remotes/origin/main"
    assert start.commit == left(story)


@pytest.mark.parametrize("base", ["main", "origin/main"])
def test_a_base_that_a_shallow_clone_lacks(story: Story, tmp_path: Path, base: str) -> None:
    root = clone(story, tmp_path / "clone", "--depth=1")
    command, start = mended(root, base)
    assert command == "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"
    assert start == StartingPoint(name=base, commit=left(story))


@pytest.mark.parametrize(
    ("base", "command"),
    [
        ("HEAD~3", "git fetch --unshallow origin"),
        ("HEAD^^", "git fetch --unshallow origin"),
        ("feature~2", "git fetch --unshallow origin"),
        ("origin/feature~2", "git fetch --unshallow origin"),
        ("main~1", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"),
        ("origin/main~2", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"),
        ("refs/heads/main", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"),
        ("refs/remotes/origin/main", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"),
        ("fix/#12", "git fetch --unshallow origin '+refs/heads/fix/#12:refs/remotes/origin/fix/#12'"),
        ("bot/npm/a@1", "git fetch --unshallow origin +refs/heads/bot/npm/a@1:refs/remotes/origin/bot/npm/a@1"),
        ("heads/main", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"),
        ("remotes/origin/main", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"),
        ("refs/tags/v1", "git fetch --unshallow origin tag v1"),
        ("tags/v1", "git fetch --unshallow origin tag v1"),
        ("refs/pull/17/merge", "git fetch --unshallow origin +refs/pull/17/merge:refs/pull/17/merge"),
        ("origin/HEAD", "git fetch --unshallow origin +HEAD:refs/remotes/origin/HEAD"),
        (
            "v1",
            "git fetch --unshallow origin '+refs/heads/v1*:refs/remotes/origin/v1*' 'refs/tags/v1*:refs/tags/v1*'",
        ),
        (
            "v1~2",
            "git fetch --unshallow origin '+refs/heads/v1*:refs/remotes/origin/v1*' 'refs/tags/v1*:refs/tags/v1*'",
        ),
        (
            "7.4",
            "git fetch --unshallow origin '+refs/heads/7.4*:refs/remotes/origin/7.4*' 'refs/tags/7.4*:refs/tags/7.4*'",
        ),
    ],
)
def test_what_a_shallow_clone_lacks_can_be_fetched(story: Story, tmp_path: Path, base: str, command: str) -> None:
    for branch in ("fix/#12", "bot/npm/a@1", "7.4"):
        story.git("branch", branch, "main")
    story.git("tag", "v1", "main~1")
    root = clone(story, tmp_path / "clone", "--depth=1")
    said, start = mended(root, base)
    assert said == command
    assert start.name == base


def test_a_part_of_the_name_of_a_commit_that_a_shallow_clone_lacks(story: Story, tmp_path: Path) -> None:
    for place in ("feature~2", "main~1", "main~1^0~1"):
        base = story.git("rev-parse", place.removesuffix("~1"))[:12] + ("~1" if place.endswith("^0~1") else "")
        command, start = mended(clone(story, tmp_path / place, "--depth=1"), base)
        assert command == "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'"
        assert start.name == base


def test_the_whole_name_of_a_commit_that_a_shallow_clone_lacks(story: Story, tmp_path: Path) -> None:
    base = story.git("rev-parse", "main~1")
    command, start = mended(clone(story, tmp_path / "clone", "--depth=1"), base)
    assert command == f"git fetch --unshallow origin {base}"
    assert start == StartingPoint(name=base, commit=left(story))


def test_nothing_to_compare_with_in_a_shallow_clone(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", "--depth=1")
    with pytest.raises(PmctlError, match="this shallow clone holds no branch to compare with"):
        find(root)
    command, start = mended(root)
    assert command == "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'"
    assert start.commit == left(story)


@pytest.mark.parametrize("base", ["HEAD~99", "fix/#13", "a..b", "a b", "main@{1}", "^", "x.lock", "/x", "x/"])
def test_what_no_fetch_brings(story: Story, tmp_path: Path, base: str) -> None:
    root = clone(story, tmp_path / "clone", "--depth=1" if base not in {"HEAD~99", "fix/#13"} else "--depth=100")
    with pytest.raises(UnknownRevisionError):
        find(root, base)


def test_a_base_whose_history_a_shallow_clone_lacks(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", "--depth=2", "--no-single-branch")
    with pytest.raises(PmctlError, match="HEAD and origin/main have no commit in common in this shallow clone"):
        find(root)
    command, start = mended(root)
    assert command == "git fetch --unshallow origin"
    assert start.commit == left(story)


@pytest.mark.parametrize(
    ("wanted", "base"),
    [("tag v1", "v1"), ("+refs/heads/main:refs/remotes/origin/main", "main"), ("main:next", "next"), ("main:v2", "v2")],
)
def test_a_base_that_was_fetched_without_its_history(story: Story, tmp_path: Path, wanted: str, base: str) -> None:
    story.git("tag", "v1", "main~1")
    root = clone(story, tmp_path / "clone", "--depth=1")
    git(root, "fetch", "--quiet", "--depth=1", "origin", *wanted.split())
    command, start = mended(root, base)
    assert command == "git fetch --unshallow origin"
    assert start == StartingPoint(name=base, commit=left(story))


def test_a_base_that_no_branch_can_be_called(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", "--depth=1")
    with pytest.raises(UnknownRevisionError):
        find(root, "main~3 ; rm")


def test_the_commit_that_gitlab_compares_with(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", "--depth=3")
    command, start = mended(root, CI_MERGE_REQUEST_DIFF_BASE_SHA=left(story))
    assert command == f"git fetch --depth=1 origin {left(story)}"
    assert start.commit == left(story)
    assert str(start) == left(story)


def test_a_shallow_clone_whose_remote_is_gone(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone", "--depth=1")
    git(root, "remote", "remove", "origin")
    with pytest.raises(PmctlError, match="does not hold the branch main, which GITHUB_BASE_REF") as caught:
        find(root, GITHUB_BASE_REF="main")
    assert caught.value.hint == "Name a branch or a commit: --base REF."


def test_what_a_service_says_is_never_an_option(story: Story, tmp_path: Path) -> None:
    root = clone(story, tmp_path / "clone")
    for value in ("--output=/tmp/x", "$(touch x)", "a b"):
        with pytest.raises(PmctlError) as caught:
            find(root, GITHUB_BASE_REF=value)
        assert shlex.quote(f"+refs/heads/{value}:refs/remotes/origin/{value}") in (caught.value.hint or "")
        with pytest.raises(PmctlError):
            find(root, CI_MERGE_REQUEST_DIFF_BASE_SHA=value)
