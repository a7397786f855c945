"""A project's history, from git to the ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.history import read_ledger
from pmctl.repository.project import Project, open_project
from tests.reports.states import action, text
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATH = "postmortems/2026-01-05-one.md"


def one(due: str, **fields: str) -> str:
    return text("2026-01-05-one", action("A1", due, **fields))


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Story]:
    """A promise that is moved, and then kept on a branch that is not merged."""
    with Story(tmp_path / "told") as story:
        story.write(PATH, one("2026-02-01"))
        story.commit("Promise", at="2026-01-06T12:00:00+00:00")
        story.write(PATH, one("2026-03-01"))
        story.commit("Move", at="2026-01-31T23:30:00+00:00")
        story.checkout()
        yield story


def project(story: Story) -> Project:
    return open_project(story.root)


def test_the_line_of_commits_and_the_working_tree(told: Story) -> None:
    (told.root / PATH).write_text(one("2026-03-08"), encoding="utf-8")
    life = read_ledger(project(told)).actions[0]
    assert (str(life.action.due), life.slips, life.slipped_days) == ("2026-03-08", 2, 35)
    assert [event.commit is None for event in life.events] == [False, False, True]


def test_with_a_revision_only_commits_count(told: Story) -> None:
    (told.root / PATH).unlink()
    assert read_ledger(project(told)).actions[0].present is False
    assert read_ledger(project(told), revision="HEAD").actions[0].present is True
    assert read_ledger(project(told), revision="HEAD~1").actions[0].slips == 0


def test_as_of_a_day_in_the_configured_zone(told: Story) -> None:
    assert read_ledger(project(told), as_of=date(2026, 1, 5)).actions == ()
    assert read_ledger(project(told), as_of=date(2026, 1, 31)).actions[0].slips == 1
    (told.root / "pmctl.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    assert read_ledger(project(told), as_of=date(2026, 1, 31)).actions[0].slips == 0


def test_a_content_that_returns_is_read_again(told: Story) -> None:
    """The same blob is needed at several places of the history, and in several files."""
    for due in ("2026-02-01", "2026-03-01", "2026-02-01"):
        told.write(PATH, one(due)).write("postmortems/copy.md", one(due).replace("-one", "-copy"))
        told.commit()
    told.rename("postmortems/copy.md", "postmortems/moved.md")
    told.commit()
    told.checkout()
    lives = {life.postmortem: life for life in read_ledger(project(told)).actions}
    assert lives["2026-01-05-one"].slips == 2
    assert lives["2026-01-05-copy"].slips == 1


def test_what_is_no_text_is_unreadable(told: Story) -> None:
    told.write(PATH, b"\xff\xfe\x00")
    told.commit()
    told.checkout()
    ledger = read_ledger(project(told))
    assert [found.path for found in ledger.unreadable] == [PATH]
    assert ledger.actions[0].present


def test_what_is_no_document_is_not_read(told: Story) -> None:
    names = ("README.md", "_draft.md", ".hidden.md", "notes.txt", ".d/x.md")
    for name in names:
        told.write(f"postmortems/{name}", one("2026-01-01").replace("-one", "-other"))
    told.commit()
    told.checkout()
    for name in names:
        (told.root / "postmortems" / name).write_text(one("2026-01-02").replace("-one", "-new"), encoding="utf-8")
    assert {life.postmortem for life in read_ledger(project(told)).actions} == {"2026-01-05-one"}


def test_a_link_in_the_working_tree_is_no_document(told: Story) -> None:
    (told.root / "postmortems/link.md").symlink_to("2026-01-05-one.md")
    assert len(read_ledger(project(told)).documents) == 1


def test_a_repository_without_commits(tmp_path: Path) -> None:
    with Story(tmp_path / "empty") as story:
        assert read_ledger(project(story)).commit is None
        (story.root / "postmortems").mkdir()
        (story.root / PATH).write_text(one("2026-02-01"), encoding="utf-8")
        assert len(read_ledger(project(story)).actions) == 1


def test_a_shallow_clone(told: Story, tmp_path: Path) -> None:
    ledger = read_ledger(open_project(told.shallow_clone(tmp_path / "clone")))
    assert ledger.shallow
    assert ledger.actions[0].slips is None


def test_outside_git(tmp_path: Path) -> None:
    with pytest.raises(PmctlError, match="is not in a git repository"):
        read_ledger(open_project(tmp_path))


def test_documents_that_were_moved_from_another_directory_keep_their_history(tmp_path: Path) -> None:
    text = "---\nid: 2026-01-05-one\nactions:\n  - id: A1\n    title: Add an alert\n    due: 2026-02-01\n---\n"
    with Story(tmp_path / "moved") as story:
        story.write("incidents/one.md", text).commit(at="2026-01-05T09:00:00+00:00")
        story.write("incidents/one.md", text.replace("02-01", "02-15")).commit(at="2026-01-12T09:00:00+00:00")
        story.rename("incidents/one.md", "postmortems/one.md")
        story.write("pmctl.toml", 'former_directories = ["incidents"]\n').commit(at="2026-01-19T09:00:00+00:00")
        story.checkout()
        for cached in (True, True, False):
            life = read_ledger(project(story), cached=cached).actions[0]
            assert (life.slips, life.record.path, str(life.opened)) == (1, "postmortems/one.md", "2026-01-05")


def test_a_shallow_clone_says_nothing_of_days_before_it(told: Story, tmp_path: Path) -> None:
    clone = open_project(told.shallow_clone(tmp_path / "clone"))
    ledger = read_ledger(clone, as_of=date(2020, 1, 1))
    assert (ledger.shallow, ledger.newest, ledger.actions) == (True, None, ())
