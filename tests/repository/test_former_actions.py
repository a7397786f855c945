"""Which ids the actions of a document ever had, as git tells it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from pmctl.repository.former_actions import former_ids
from pmctl.repository.project import open_project
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATH = "postmortems/one.md"


def document(*ids: str, name: str = "one") -> str:
    items = "".join(f"  - {{id: {id_}, title: Think, status: proposed}}\n" for id_ in ids)
    return f"---\nid: {name}\nactions:\n{items}---\n\n# One\n"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A document that had three ideas, one after another, and a neighbour with ids of its own."""
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/other.md", document("X1", name="other"))
        story.write(PATH, document("A1"))
        story.commit("Write them")
        story.write(PATH, document("A1", "A2"))
        story.commit("Think")
        story.write(PATH, "---\nactions: [\n---\n")
        story.commit("Break it")
        story.write(PATH, document("A3"))
        story.commit("Think again")
        yield story


def ids(story: Story, path: str = PATH, name: str = "one") -> list[str]:
    return sorted(former_ids(open_project(story.root), path, name))


def test_ideas_count_and_what_cannot_be_read_does_not(story: Story) -> None:
    story.checkout()
    assert ids(story) == ["A1", "A2", "A3"]
    assert ids(story, "postmortems/other.md", "other") == ["X1"]


def test_a_document_that_was_deleted_and_written_again(story: Story) -> None:
    story.delete(PATH)
    story.commit("Delete it")
    story.write(PATH, document("B1"))
    story.commit("Write it again")
    story.checkout()
    assert ids(story) == ["A1", "A2", "A3", "B1"]


def test_a_document_that_was_moved_there_and_back(story: Story) -> None:
    story.rename(PATH, "postmortems/2026/one.md")
    story.commit("Move it")
    story.write("postmortems/2026/one.md", document("B1"))
    story.commit("Think elsewhere")
    story.rename("postmortems/2026/one.md", PATH)
    story.delete("postmortems/other.md")
    story.commit("Move it back")
    story.checkout()
    assert ids(story) == ["A1", "A2", "A3", "B1"]


def test_a_move_that_is_not_committed(story: Story) -> None:
    story.checkout()
    (story.root / PATH).rename(story.root / "postmortems/new.md")
    assert ids(story, "postmortems/new.md") == ["A1", "A2", "A3"]


def test_a_document_that_git_does_not_know(story: Story) -> None:
    story.checkout()
    assert ids(story, "postmortems/new.md", "new") == []


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert former_ids(open_project(tmp_path), PATH, "one") == []


def test_a_clone_that_is_shallow_or_partial(story: Story, tmp_path: Path) -> None:
    story.checkout()
    story.git("config", "uploadpack.allowFilter", "true")
    for option, known in (("--depth=1", ["A3"]), ("--filter=blob:none", ["A1", "A2", "A3"])):
        clone = tmp_path / option
        subprocess.run(["git", "clone", "--quiet", option, story.root.as_uri(), str(clone)], check=True)
        assert sorted(former_ids(open_project(clone), PATH, "one")) == known
