from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.git import Repository, configured_user
from pmctl.repository.git_errors import NotARepositoryError, UnknownRevisionError
from tests.story import EXECUTABLE, SUBMODULE, SYMLINK, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.repository.log import RawCommit

HOSTILE = """\
[log]
    showSignature = true
    follow = true
    date = relative
    showRoot = false
    diffMerges = combined
    decorate = full
    abbrevCommit = true
[diff]
    renames = copies
    external = false
    noprefix = true
    orderFile = /nowhere/order
    relative = true
    ignoreSubmodules = none
[color]
    ui = always
[core]
    quotePath = true
    pager = false
    fsmonitor = /nowhere/fsmonitor
    abbrev = 4
[format]
    pretty = oneline
[status]
    relativePaths = true
    showUntrackedFiles = no
    short = true
    branch = true
    showStash = true
    renames = copies
[i18n]
    logOutputEncoding = ISO-8859-1
[user]
    name = Mara Lindqvist
"""


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with Story(tmp_path / "repo") as story:
        yield story


@pytest.fixture
def hostile(isolated: Path) -> Path:
    """Give the person who runs pmctl every setting that could change what git says."""
    (isolated / ".gitconfig").write_text(HOSTILE, encoding="utf-8")
    return isolated


def opened(story: Story, folder: str = ".") -> Repository:
    return Repository(story.checkout() / folder)


def oldest_first(commits: Iterable[RawCommit]) -> list[RawCommit]:
    return list(commits)[::-1]


def history(repository: Repository, directory: str = "pm", revision: str = "HEAD") -> list[tuple[str, dict[str, bool]]]:
    """Return the subjects, and for each path that was changed whether a file stands there."""
    commits = oldest_first(repository.history(revision, directory, lambda path: path.endswith(".md")))
    return [(c.commit.subject, {change.path: change.blob is not None for change in c.changes}) for c in commits]


def contents(repository: Repository, directory: str = "pm") -> list[dict[str, bytes | None]]:
    """Return what each commit wrote, by path."""
    commits = oldest_first(repository.history("HEAD", directory, lambda _: True))
    data = dict(repository.blobs(change.blob for commit in commits for change in commit.changes if change.blob))
    return [{c.path: data[c.blob] if c.blob else None for c in commit.changes} for commit in commits]


def side_branches(story: Story) -> None:
    """Tell a story with a merge, a squash and a revert."""
    story.write("pm/a.md", "one").commit("first")
    story.branch("side").write("pm/a.md", "on the side").commit("hidden")
    story.write("pm/b.md", "on the side").commit("hidden too")
    story.switch("main").write("pm/c.md", "three").commit("meanwhile")
    story.merge("side", "merged")
    story.branch("other").write("pm/d.md", "four").commit("hidden again")
    story.switch("main").squash("other", "squashed")
    story.revert(story.branches["main"])
    story.write("src/code.py", "pass").commit("elsewhere")


# History


def test_history_is_the_first_parent_line(story: Story) -> None:
    side_branches(story)
    assert history(opened(story)) == [
        ("first", {"pm/a.md": True}),
        ("meanwhile", {"pm/c.md": True}),
        ("merged", {"pm/a.md": True, "pm/b.md": True}),
        ("squashed", {"pm/d.md": True}),
        ('Revert "squashed"', {"pm/d.md": False}),
    ]


def test_users_configuration_changes_nothing(story: Story, hostile: Path) -> None:
    side_branches(story)
    story.write("pm/ö.md", "five").commit("Übergabe", by="Jörg Weiß")
    repository = opened(story, "pm")
    before = story.checkout()
    (before / "pm/new.md").write_text("new", encoding="utf-8")
    commits = oldest_first(repository.history("HEAD", "pm", lambda path: path.endswith(".md")))
    assert [commit.commit.subject for commit in commits] == [
        "first", "meanwhile", "merged", "squashed", 'Revert "squashed"', "Übergabe",
    ]  # fmt: skip
    assert commits[2].commit.author == "Merge Queue"
    assert [change.path for change in commits[2].changes] == ["pm/a.md", "pm/b.md"]
    assert commits[-1].commit.author == "Jörg Weiß"
    assert [change.path for change in commits[-1].changes] == ["pm/ö.md"]
    assert repository.resolve("HEAD") == commits[-1].commit.sha
    assert repository.commit_on(date(2100, 1, 1), UTC) == commits[-1].commit.sha
    assert repository.uncommitted("pm") == ["pm/new.md"]


def test_mailmap_names_the_author(story: Story) -> None:
    story.write(".mailmap", "Ines Duarte <author@example.com>").write("pm/a.md", "one").commit(by="ines")
    repository = opened(story)
    assert next(repository.history("HEAD", "pm", lambda _: True)).commit.author == "Ines Duarte"


def test_commit_carries_author_committers_date_and_offset(story: Story) -> None:
    sha = story.write("pm/a.md", "one").commit(
        "Add it\n\nWith a body", by="Jonas Weber", at="2026-03-14T23:30:00+05:30"
    )
    [raw] = opened(story).history("HEAD", "pm", lambda _: True)
    assert raw.commit.sha == sha
    assert raw.commit.author == "Jonas Weber"
    assert raw.commit.subject == "Add it"
    assert raw.commit.date == datetime(2026, 3, 14, 18, tzinfo=UTC)
    assert raw.commit.date.utcoffset() == timedelta(hours=5, minutes=30)


def test_deletions_renames_and_modes(story: Story) -> None:
    story.write("pm/a.md", "one").write("pm/b.md", "two").commit("first")
    story.rename("pm/a.md", "pm/deep/er/a.md").delete("pm/b.md").commit("moved")
    story.write("pm/deep/er/a.md", "one", mode=EXECUTABLE).commit("executable")
    story.write("pm/deep/er/a.md", "../../b.md", mode=SYMLINK).commit("link")
    story.write("pm/sub.md", story.branches["main"], mode=SUBMODULE).commit("submodule")
    story.write("pm/deep/er/a.md", "one").commit("file again")
    story.delete("pm/deep/er/a.md").write("pm/deep/er/a.md/b.md", "one").commit("a folder now")
    assert contents(opened(story)) == [
        {"pm/a.md": b"one", "pm/b.md": b"two"},
        {"pm/a.md": None, "pm/b.md": None, "pm/deep/er/a.md": b"one"},
        {"pm/deep/er/a.md": b"one"},
        {"pm/deep/er/a.md": None},
        {"pm/sub.md": None},
        {"pm/deep/er/a.md": b"one"},
        {"pm/deep/er/a.md": None, "pm/deep/er/a.md/b.md": b"one"},
    ]


@pytest.mark.parametrize(
    "path",
    [
        "pm/with space .md", "pm/new\nline.md", 'pm/"quoted".md', "pm/tab\t.md", "pm/back\\slash.md", "pm/ümläut.md",
        "pm/:100644 000000.md", "pm/\n:100644.md", "pm/-o.md", "pm/*.md", os.fsdecode(b"pm/latin-\xfc.md"),
    ],
)  # fmt: skip
def test_any_path(story: Story, path: str) -> None:
    story.write(path, "one").commit("first")
    story.write(path, "two").commit("second")
    story.delete(path).write("pm/other.md", "three").commit("third")
    story.close()
    repository = Repository(story.root)
    assert history(repository) == [
        ("first", {path: True}),
        ("second", {path: True}),
        ("third", {path: False, "pm/other.md": True}),
    ]


@pytest.mark.parametrize("directory", ["p*", "p[m]", ":(exclude)pm", ":!pm", "-pm", "p m"])
@pytest.mark.parametrize("pathspecs", ["GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_NOGLOB_PATHSPECS", None])
def test_directory_is_a_name_and_no_pattern(
    story: Story, directory: str, pathspecs: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.write("pm/a.md", "one").commit("not there")
    story.write(f"{directory}/a.md", "one").commit("there")
    repository = opened(story)
    (repository.root / "pm/a.md").write_text("two", encoding="utf-8")
    (repository.root / directory / "a.md").write_text("two", encoding="utf-8")
    if pathspecs:
        monkeypatch.setenv(pathspecs, "1")
    assert history(repository, directory) == [("there", {f"{directory}/a.md": True})]
    assert repository.uncommitted(directory) == [f"{directory}/a.md"]


def test_whole_repository_is_a_directory(story: Story) -> None:
    story.write("a.md", "one").write("deep/b.md", "two").commit("first")
    story.commit("empty")
    story.write("code.py", "pass").commit("no document")
    assert history(opened(story), ".") == [("first", {"a.md": True, "deep/b.md": True})]


def test_odd_words_of_a_commit(story: Story) -> None:
    story.write("pm/a.md", "1").commit("", by="Jörg Weiß")
    story.write("pm/a.md", "2").commit("Änderung", by="Jörg Weiß", encoding="ISO-8859-1")
    story.write("pm/a.md", "3").commit("one\n:100644 two", by=os.fsdecode(b"J\xf6rg"))
    commits = [raw.commit for raw in oldest_first(opened(story).history("HEAD", "pm", lambda _: True))]
    assert [commit.subject for commit in commits] == ["", "Änderung", "one :100644 two"]
    assert [commit.author for commit in commits] == ["Jörg Weiß", "Jörg Weiß", "J\N{REPLACEMENT CHARACTER}rg"]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("@0 +0000", date(1970, 1, 1)),
        ("@4500000000 +0000", date(2112, 8, 7)),
        ("@253402300799 +1400", date(9999, 12, 30)),
        ("@99999999999999 -1200", date(9999, 12, 30)),
        ("@1700000000 +051800", date(2023, 11, 14)),
        ("@1700000000 +9999", date(2023, 11, 14)),
    ],
)
def test_dates_out_of_range_are_the_nearest_day(story: Story, at: str, day: date) -> None:
    story.write("pm/a.md", "one").commit(at=at)
    [raw] = opened(story).history("HEAD", "pm", lambda _: True)
    assert raw.commit.date.astimezone(UTC).date() == day
    for hours in (-12, 14):
        raw.commit.date.astimezone(timezone(timedelta(hours=hours)))


@pytest.mark.parametrize("committer", ["Mara <mara@example.com> -99999999999999 +0000", "Mara <mara@example.com>"])
def test_damaged_date_is_still_a_date(story: Story, committer: str) -> None:
    story.write("pm/a.md", "one").commit()
    tree = story.git("rev-parse", "main^{tree}")
    body = f"tree {tree}\nauthor Mara <mara@example.com> 0 +0000\ncommitter {committer}\n\nDamaged\n"
    (story.root / "commit").write_text(body, encoding="utf-8")
    sha = story.git("hash-object", "-t", "commit", "-w", "--literally", "commit")
    [raw] = Repository(story.root).history(sha, "pm", lambda _: True)
    assert raw.commit.date.tzinfo is not None


# Revisions and days


def test_resolve(story: Story) -> None:
    first = story.write("pm/a.md", "one").commit()
    second = story.write("pm/a.md", "two").commit()
    story.git("tag", "-a", "-m", "A release", "v1", first)
    repository = opened(story)
    assert repository.resolve("HEAD") == second
    assert repository.resolve("main") == second
    assert repository.resolve("HEAD~1") == repository.resolve("v1") == repository.resolve(first[:10]) == first


@pytest.mark.parametrize(
    "revision",
    ["nowhere", "", " ", "--all", "-1", "--output=stolen", "^HEAD", "HEAD^!", "HEAD..HEAD", "HEAD~9", "HEAD:pm/a.md",
     "HEAD^{tree}", "0" * 40, "a b", "HEAD\nmain", "pm/a.md"],
)  # fmt: skip
def test_revision_that_names_no_commit(story: Story, revision: str) -> None:
    story.write("pm/a.md", "one").commit()
    repository = opened(story)
    with pytest.raises(PmctlError, match="there is no revision") as error:
        repository.resolve(revision)
    assert error.value.hint
    with pytest.raises(PmctlError, match="there is no revision"):
        repository.commit_on(date(2026, 6, 1), UTC, revision=revision)
    assert not (repository.root / "stolen").exists()


def test_history_takes_no_option_for_a_revision(story: Story) -> None:
    story.write("pm/a.md", "one").commit()
    repository = opened(story)
    with pytest.raises(PmctlError):
        history(repository, revision="--output=stolen")
    assert not (repository.root / "stolen").exists()


def test_when_a_commit_was_committed(story: Story) -> None:
    assert Repository(story.root).committed("HEAD") is None
    story.write("pm/a.md", "one").commit(at="2026-03-14T23:30:00-05:00")
    story.write("pm/a.md", "two").commit(at="2026-03-15T10:00:00+00:00")
    repository = opened(story)
    committed = repository.committed("HEAD~1")
    assert committed is not None
    assert committed.isoformat() == "2026-03-14T23:30:00-05:00"
    with pytest.raises(UnknownRevisionError, match="there is no revision nope"):
        repository.committed("nope")


def test_commit_on_takes_the_newest_of_the_line(story: Story) -> None:
    shas = [
        story.write("pm/a.md", str(n)).commit(at=at)
        for n, at in enumerate(
            ["2026-03-01T12:00:00Z", "2026-03-05T12:00:00Z", "2026-03-03T12:00:00Z", "2026-03-09T12:00:00Z"]
        )
    ]
    story.branch("side").write("pm/b.md", "hidden").commit(at="2026-03-02T12:00:00Z")
    story.switch("main").merge("side", at="2026-03-10T12:00:00Z")
    repository = opened(story)
    days = {day: repository.commit_on(date(2026, 3, day), UTC) for day in range(1, 11) if day != 6}
    assert days == {
        1: shas[0], 2: shas[0], 3: shas[2], 4: shas[2], 5: shas[2], 7: shas[2], 8: shas[2], 9: shas[3],
        10: story.branches["main"],
    }  # fmt: skip
    assert repository.commit_on(date(2026, 2, 28), UTC) is None
    assert repository.commit_on(date(2026, 3, 9), UTC, revision="HEAD~2") == shas[2]


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("UTC", "2026-03-14T23:59:59+00:00", 14),
        ("UTC", "2026-03-15T00:00:00+00:00", 15),
        ("UTC", "2026-03-15T00:30:00+01:00", 14),
        ("Pacific/Kiritimati", "2026-03-14T09:59:59+00:00", 14),
        ("Pacific/Kiritimati", "2026-03-14T10:00:00+00:00", 15),
        ("America/Los_Angeles", "2026-03-15T06:59:59+00:00", 14),
        ("Europe/Berlin", "2026-03-29T21:59:59+00:00", 29),  # a day of 23 hours
        ("Europe/Berlin", "2026-03-29T22:00:00+00:00", 30),
        ("America/Santiago", "2026-04-05T03:59:59+00:00", 4),  # the last hour of the day comes twice
        ("America/Santiago", "2026-04-05T04:00:00+00:00", 5),
        ("America/Santiago", "2026-09-06T03:59:59+00:00", 5),  # the first hour of the day does not come
        ("America/Santiago", "2026-09-06T04:00:00+00:00", 6),
        ("America/Havana", "2026-11-01T04:30:00+00:00", 1),  # the first hour of the day comes twice
        ("America/Havana", "2026-11-01T03:59:59+00:00", 31),
    ],
)
def test_commit_on_ends_with_the_day_of_the_zone(story: Story, zone: str, at: str, day: int) -> None:
    sha = story.write("pm/a.md", "one").commit(at=at)
    repository = opened(story)
    where = ZoneInfo(zone)
    local = datetime.fromisoformat(at).astimezone(where).date()
    assert local.day == day
    assert repository.commit_on(local, where) == sha
    assert repository.commit_on(local - timedelta(days=1), where) is None


def test_commit_on_the_edges_of_the_calendar(story: Story) -> None:
    old = story.write("pm/a.md", "one").commit(at="@1000000000 +0000")
    new = story.write("pm/a.md", "two").commit(at="@4500000000 +0000")
    repository = opened(story)
    for zone in (UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)), ZoneInfo("Asia/Kathmandu")):
        assert repository.commit_on(date.min, zone) is None
        assert repository.commit_on(date(1960, 1, 1), zone) is None
        assert repository.commit_on(date(2040, 1, 1), zone) == old
        assert repository.commit_on(date(2113, 1, 1), zone) == new
        assert repository.commit_on(date.max, zone) == new


# Repositories of all kinds


def test_unborn_head(story: Story) -> None:
    repository = Repository(story.root)
    (story.root / "pm").mkdir()
    (story.root / "pm/a.md").write_text("new", encoding="utf-8")
    assert repository.resolve("HEAD") is None
    assert repository.commit_on(date(2026, 6, 1), UTC) is None
    assert repository.uncommitted("pm") == ["pm/a.md"]
    assert repository.boundary() == frozenset()
    with pytest.raises(PmctlError, match="there is no revision main"):
        repository.resolve("main")


def test_unborn_head_with_a_talkative_git(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TRACE", "1")
    assert Repository(story.root).resolve("HEAD") is None


def test_damaged_head_is_not_taken_for_unborn(story: Story) -> None:
    story.write("pm/a.md", "one").commit()
    repository = opened(story)
    (story.root / ".git/refs/heads/main").write_bytes(b"")
    with pytest.raises(PmctlError, match="git failed: your current branch appears to be broken"):
        repository.resolve("HEAD")


def test_detached_head(story: Story) -> None:
    first = story.write("pm/a.md", "one").commit("first")
    story.write("pm/a.md", "two").commit("second")
    story.checkout()
    story.git("checkout", "--quiet", first)
    repository = Repository(story.root)
    assert repository.resolve("HEAD") == first
    assert history(repository) == [("first", {"pm/a.md": True})]


def test_bare_repository(story: Story, tmp_path: Path) -> None:
    story.write("pm/a.md", "one").commit()
    story.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    with pytest.raises(PmctlError, match="bare repository") as error:
        Repository(tmp_path / "bare")
    assert error.value.hint


def test_linked_worktree(story: Story, tmp_path: Path) -> None:
    story.write("pm/a.md", "one").commit("first")
    story.branch("side").write("pm/b.md", "two").commit("second")
    story.switch("main").checkout()
    story.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "side")
    (tmp_path / "linked/pm/c.md").write_text("new", encoding="utf-8")
    repository = Repository(tmp_path / "linked/pm")
    assert repository.root == (tmp_path / "linked").resolve()
    assert [subject for subject, _ in history(repository)] == ["first", "second"]
    assert repository.uncommitted("pm") == ["pm/c.md"]


def test_worktree_of_a_bare_repository(story: Story, tmp_path: Path) -> None:
    story.write("pm/a.md", "one").commit("first")
    story.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    story.git("-C", str(tmp_path / "bare"), "worktree", "add", "--quiet", str(tmp_path / "linked"), "main")
    repository = Repository(tmp_path / "linked")
    assert history(repository) == [("first", {"pm/a.md": True})]
    assert repository.uncommitted("pm") == []


def test_shallow_clone(story: Story, tmp_path: Path) -> None:
    shas = [story.write("pm/a.md", str(n)).commit(f"number {n}") for n in range(4)]
    shallow = story.shallow_clone(tmp_path / "shallow", depth=2)
    repository = Repository(shallow / "pm")
    assert repository.boundary() == {shas[2]}
    assert [subject for subject, _ in history(repository)] == ["number 2", "number 3"]
    story.git("-C", str(shallow), "worktree", "add", "--quiet", str(tmp_path / "linked"), "HEAD~1")
    assert Repository(tmp_path / "linked").boundary() == {shas[2]}
    story.git("-C", str(shallow), "fetch", "--quiet", "--unshallow")
    assert Repository(shallow).boundary() == frozenset()


def test_shallow_clone_that_is_just_deep_enough_is_complete(story: Story, tmp_path: Path) -> None:
    for n in range(3):
        story.write("pm/a.md", f"{n}").commit()
    shallow = story.shallow_clone(tmp_path / "shallow", depth=3)
    assert (shallow / ".git/shallow").exists()
    assert Repository(shallow).boundary() == frozenset()


def test_boundary_that_is_lost_is_still_one(story: Story) -> None:
    sha = story.write("pm/a.md", "one").commit()
    repository = opened(story)
    (story.root / ".git/shallow").write_text(f"{sha}\n{'1' * 40}\n", encoding="ascii")
    assert repository.boundary() == {sha, "1" * 40}


def test_sha256_repository(tmp_path: Path, hostile: Path) -> None:
    with Story(tmp_path / "repo", object_format="sha256") as story:
        story.write("pm/a.md", "one").commit("first")
        sha = story.write("pm/a.md", "two").commit("second")
        repository = opened(story)
    assert len(sha) == 64
    assert repository.resolve("HEAD") == sha
    assert contents(repository) == [{"pm/a.md": b"one"}, {"pm/a.md": b"two"}]


def test_root_is_found_from_any_folder(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story.write("pm/deep/a.md", "one").commit("first")
    story.checkout()
    (tmp_path / "link").symlink_to(story.root / "pm", target_is_directory=True)
    monkeypatch.chdir(story.root / "pm")
    for start in (story.root, story.root / "pm/deep", tmp_path / "link", Path("deep"), story.root / ".git"):
        repository = Repository(start)
        assert repository.root == story.root.resolve()
        assert history(repository) == [("first", {"pm/deep/a.md": True})]


@pytest.mark.parametrize("name", ["$HOME", "~", "50 %", "%USERPROFILE%", "a b", "ü"])
def test_folder_with_an_odd_name(tmp_path: Path, name: str) -> None:
    with Story(tmp_path / name) as story:
        story.write("pm/a.md", "one").commit("first")
        assert history(opened(story, "pm")) == [("first", {"pm/a.md": True})]


def test_environment_of_a_hook_in_another_repository(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.write("pm/a.md", "one").commit("first")
    story.checkout()
    with Story(tmp_path / "other") as other:
        other.write("pm/b.md", "two").commit("other")
        other.checkout()
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert history(Repository(story.root)) == [("first", {"pm/a.md": True})]


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NotARepositoryError, match="is not in a git repository") as error:
        Repository(tmp_path)
    assert "git init" in (error.value.hint or "")
    with pytest.raises(PmctlError, match="there is no folder"):
        Repository(tmp_path / "missing")
    (tmp_path / ".git").write_text("gitdir: /nowhere", encoding="utf-8")
    with pytest.raises(PmctlError):
        Repository(tmp_path)


def test_damaged_configuration(story: Story, isolated: Path) -> None:
    story.write("pm/a.md", "one").commit()
    story.checkout()
    (isolated / ".gitconfig").write_text("[user\n", encoding="utf-8")
    with pytest.raises(PmctlError, match="git failed: bad config line 1"):
        Repository(story.root).resolve("HEAD")
    with (story.root / ".git/config").open("a", encoding="utf-8") as file:
        file.write("[core\n")
    with pytest.raises(PmctlError, match="git failed: bad config line"):
        Repository(story.root).resolve("HEAD")


def test_repository_of_somebody_else(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.write("pm/a.md", "one").commit()
    repository = opened(story)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for ask in (
        lambda: repository.resolve("HEAD"),
        lambda: history(repository),
        lambda: repository.uncommitted("pm"),
        lambda: repository.commit_on(date(2026, 6, 1), UTC),
    ):
        with pytest.raises(PmctlError, match="belongs to another user") as error:
            ask()
        assert error.value.hint == f"If you trust it: git config --global --add safe.directory {repository.root}"


def test_blobs_of_somebody_else(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.write("pm/a.md", "one").commit()
    repository = opened(story)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(PmctlError):
        list(repository.blobs(["0" * 40]))


@pytest.mark.parametrize("question", ["resolve('HEAD')", "uncommitted('pm')", "blobs(['0' * 40]).__next__()"])
def test_git_is_missing(story: Story, tmp_path: Path, question: str) -> None:
    story.write("pm/a.md", "one").commit()
    root = story.checkout()
    code = (
        "from pathlib import Path\n"
        "from pmctl.errors import PmctlError\n"
        "from pmctl.repository.git import Repository\n"
        f"try:\n    Repository(Path({str(root)!r})).{question}\n"
        "except PmctlError as error:\n    print(error.message, '|', error.hint)"
    )
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PATH": str(tmp_path / "empty")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "git is not installed | Install git and make sure that it is on the PATH.\n"
    assert done.stderr == ""


# Contents


def test_blobs_in_the_order_in_which_they_are_asked_for(story: Story) -> None:
    data = {f"pm/{n}.md": os.urandom(n * 37 % 5000) + b"\n" * (n % 3) for n in range(500)} | {"pm/empty.md": b""}
    for path, content in data.items():
        story.write(path, content)
    story.commit()
    repository = opened(story)
    [raw] = repository.history("HEAD", "pm", lambda _: True)
    names = [change.blob for change in raw.changes if change.blob] * 3
    found = list(repository.blobs(names))
    assert [name for name, _ in found] == names
    assert [content for _, content in found] == [data[change.path] for change in raw.changes] * 3
    assert list(repository.blobs([])) == []


def test_blobs_need_not_be_read_to_the_end(story: Story) -> None:
    for n in range(20):
        story.write(f"pm/{n}.md", f"{n}" * 200_000)
    story.commit()
    repository = opened(story)
    [raw] = repository.history("HEAD", "pm", lambda _: True)
    names = [change.blob for change in raw.changes if change.blob] * 5000
    for asked in (0, 1, 3):
        stream = repository.blobs(names)
        for _ in range(asked):
            next(stream)
        stream.close()


def test_lost_blob(story: Story) -> None:
    story.write("pm/a.md", "one").commit()
    repository = opened(story)
    with pytest.raises(PmctlError, match=f"git has lost the object {'1' * 40}") as error:
        list(repository.blobs(["1" * 40]))
    assert "git fsck" in (error.value.hint or "")


def test_damaged_objects(story: Story) -> None:
    shas = [story.write("pm/a.md", f"{n}\n" * 5000).commit() for n in range(3)]
    repository = opened(story)
    blob = story.git("rev-parse", "HEAD:pm/a.md")
    for pack in (story.root / ".git/objects/pack").glob("*.pack"):
        loose = pack.rename(story.root / "all.pack")
        subprocess.run(["git", "unpack-objects", "-q"], cwd=story.root, stdin=loose.open("rb"), check=True)
    for index in (story.root / ".git/objects/pack").iterdir():
        index.unlink()

    def damage(name: str) -> None:
        file = story.root / ".git/objects" / name[:2] / name[2:]
        file.chmod(0o644)
        file.write_bytes(file.read_bytes()[:20])

    damage(blob)
    with pytest.raises(PmctlError, match="git has lost the object"):
        list(repository.blobs([blob]))
    damage(shas[0])
    with pytest.raises(PmctlError, match="git failed: "):
        history(repository)


# The working tree


def test_uncommitted(story: Story) -> None:
    story.write(".gitignore", "ignored.md\n")
    for name in ("same", "modified", "deleted", "staged", "old name", "removed", "linked"):
        story.write(f"pm/{name}.md", name)
    story.write("elsewhere.md", "one").commit()
    root = opened(story).root
    for name in ("modified", "staged", "new", "deep/er/new", "added", "ignored", "../elsewhere", "ü\n"):
        (root / f"pm/{name}.md").parent.mkdir(parents=True, exist_ok=True)
        (root / f"pm/{name}.md").write_text("changed", encoding="utf-8")
    story.git("add", "pm/staged.md", "pm/added.md")
    (root / "pm/staged.md").write_text("changed again", encoding="utf-8")
    story.git("mv", "pm/old name.md", "pm/new name.md")
    story.git("rm", "--quiet", "--cached", "pm/removed.md")
    (root / "pm/deleted.md").unlink()
    (root / "pm/linked.md").unlink()
    (root / "pm/linked.md").symlink_to("same.md")
    subprocess.run(["git", "init", "--quiet", "pm/nested"], cwd=root, check=True)
    (root / "pm/nested/a.md").write_text("not ours", encoding="utf-8")
    names = [
        "added", "deep/er/new", "deleted", "linked", "modified", "new", "new name", "old name", "removed", "staged",
        "ü\n",
    ]  # fmt: skip
    for start in (root, root / "pm/deep"):
        assert sorted(set(Repository(start).uncommitted("pm"))) == sorted(f"pm/{name}.md" for name in names)
    assert "elsewhere.md" in Repository(root).uncommitted(".")


def test_uncommitted_during_a_conflict(story: Story) -> None:
    story.write("pm/a.md", "one").commit()
    story.branch("side").write("pm/a.md", "two").commit()
    story.switch("main").write("pm/a.md", "three").commit()
    root = story.checkout()
    subprocess.run(["git", "merge", "--quiet", "side"], cwd=root, check=False, capture_output=True)
    assert Repository(root).uncommitted("pm") == ["pm/a.md"]


def test_nothing_is_uncommitted(story: Story) -> None:
    story.write("pm/a.md", "one").commit()
    assert opened(story).uncommitted("pm") == []
    assert opened(story).uncommitted("nowhere") == []


# The person


def test_configured_user(story: Story, isolated: Path) -> None:
    assert configured_user(story.root) == ("Mara Lindqvist", "mara@example.com")
    story.configure(user__name="Jonas Weber")
    assert configured_user(story.root) == ("Jonas Weber", "mara@example.com")
    assert configured_user(isolated) == ("Mara Lindqvist", "mara@example.com")
    (isolated / ".gitconfig").write_text("", encoding="utf-8")
    assert configured_user(story.root) == ("Jonas Weber", None)
    assert configured_user(isolated) == (None, None)
