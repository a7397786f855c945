"""``pmctl adopt --author-date``: no day is guessed where git does not know it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

TEXT = "# DB down\n\nDate: 2026-03-01\n\n## Action items\n\n- [ ] Add an index (Jonas)\n"
ASKED = ("adopt", "postmortems", "--author-date", "--diff")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A document added on 3 March by its author, and renamed in July."""
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/a.md", TEXT)
        story.commit("Add it", at="2026-03-06T10:00:00+00:00")
        story.rename("postmortems/a.md", "postmortems/b.md")
        story.commit("Rename it", at="2026-07-01T10:00:00+00:00")
        story.checkout()
        yield story


@pytest.fixture
def shallow(story: Story, tmp_path: Path) -> Path:
    """A clone of it that knows the newest commit only."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", story.root.as_uri(), "shallow")
    return tmp_path / "shallow"


def test_a_shallow_clone_does_not_know_when_it_was(run: Run, shallow: Path, tmp_path: Path) -> None:
    result = run(*ASKED, cwd=shallow)
    assert (result.code, "opened" in result.out) == (0, False)
    assert result.err.startswith(
        "warning: this clone is shallow: what happened before its oldest commit is unknown, so `opened` is not written "
        "for postmortems/b.md; `git fetch --unshallow` brings the whole history\n"
    )
    failed = run(*ASKED, "--on-shallow", "fail", cwd=shallow)
    assert (failed.code, failed.out) == (2, "")
    assert failed.err.endswith("hint: `git fetch --unshallow` brings the whole history.\n")
    (tmp_path / "elsewhere").mkdir()
    other = run("adopt", str(shallow / "postmortems"), "--author-date", "--diff", cwd=tmp_path / "elsewhere")
    assert "opened" not in other.out
    assert f"warning: the clone at {shallow} is shallow: " in other.err
    assert f"`git -C {shallow} fetch --unshallow` brings" in other.err


def test_what_came_after_the_boundary_has_its_day(run: Run, shallow: Path) -> None:
    git(
        shallow,
        "-c",
        "user.name=Mara",
        "-c",
        "user.email=mara@example.com",
        "mv",
        "postmortems/b.md",
        "postmortems/c.md",
    )
    (shallow / "postmortems/new.md").write_text(TEXT.replace("DB", "Cache").replace("index", "TTL"), encoding="utf-8")
    git(shallow, "add", "--all")
    signed = ("-c", "user.name=Mara", "-c", "user.email=mara@example.com")
    git(shallow, *signed, "commit", "--quiet", "--message=Add", "--date=2026-03-20T10:00:00Z")
    result = run(*ASKED, cwd=shallow)
    assert result.out.count("+    opened: 2026-03-20\n") == 1
    assert "`opened` is not written for postmortems/c.md; " in result.err


def test_a_shallow_clone_that_has_it_all_is_asked(run: Run, story: Story, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", story.root.as_uri(), "deep")
    result = run(*ASKED, cwd=tmp_path / "deep")
    assert ("+    opened: 2026-03-03\n" in result.out, "warning" in result.err) == (True, False)


def test_a_graft_hides_when_it_was(run: Run, story: Story) -> None:
    git(story.root, "replace", "--graft", "HEAD")
    result = run(*ASKED, cwd=story.root)
    assert "opened" not in result.out
    assert result.err.startswith(
        "warning: a graft cuts off the history of this clone: what happened before it is unknown, so `opened` is not "
        "written for postmortems/b.md\n"
    )


def test_a_partial_clone_brings_what_it_needs(run: Run, story: Story, tmp_path: Path) -> None:
    git(story.root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", story.root.as_uri(), "partial")
    assert "+    opened: 2026-03-03\n" in run(*ASKED, cwd=tmp_path / "partial").out


def test_what_came_from_elsewhere_long_after_is_told(run: Run, tmp_path: Path) -> None:
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/a.md", TEXT)
        story.write("postmortems/none.md", TEXT.partition("## Action")[0])
        story.commit("Import them", at="2026-07-01T10:00:00+00:00")
        story.checkout()
        result = run(*ASKED, cwd=story.root)
        assert "+    opened: 2026-06-28\n" in result.out
        told = (
            "1 document came into git more than 60 days after the incident, such as postmortems/a.md on 2026-06-28: if "
            "copied from elsewhere, the actions were opened before. Without --author-date no `opened` is written.\n"
        )
        assert told in result.err
        run(*ASKED[:-1], "--write", cwd=story.root)
        assert told not in run(*ASKED, cwd=story.root).err


def test_what_was_due_or_over_before_was_not_opened_then(run: Run, tmp_path: Path) -> None:
    actions = "- [ ] Buy a disk (@jonas), due 2026-03-02\n- [x] 2026-03-02: Call the vendor (@mara)\n"
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/a.md", TEXT + actions)
        story.commit("Add it", at="2026-03-06T10:00:00+00:00")
        story.checkout()
        assert run(*ASKED, cwd=story.root).out.count("opened: ") == 1
