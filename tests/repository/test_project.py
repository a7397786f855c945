"""The project that a command works on: where it is, and which documents it holds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.postmortem.problems import ProblemKind
from pmctl.repository.git_folders import git_top
from pmctl.repository.project import open_project
from tests.documents import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository as far as the file system tells, with a document at its top and one in a team's folder."""
    root = tmp_path / "repository"
    for folder in (".git", "postmortems/2025", "payments/postmortems", "payments/src"):
        (root / folder).mkdir(parents=True)
    for name in ("postmortems/a.md", "postmortems/2025/b.md", "payments/postmortems/c.md"):
        (root / name).write_text(GOOD, encoding="utf-8")
    return root


def names(paths: Iterable[Path]) -> list[str]:
    return [path.name for path in paths]


def test_from_anywhere_in_the_repository(root: Path) -> None:
    for start in (root, root / "payments" / "src", root / "postmortems" / "2025"):
        project = open_project(start)
        assert (project.root, project.base, project.in_git) == (root, root, True)
        assert names(project.paths()) == ["b.md", "a.md"]


def test_the_configuration_of_a_folder_is_the_base(root: Path) -> None:
    (root / "payments" / "pmctl.toml").touch()
    project = open_project(root / "payments" / "src")
    assert (project.root, project.base) == (root, root / "payments")
    assert names(project.paths()) == ["c.md"]
    assert project.scope.directory == "payments/postmortems"
    assert [document.path for document in project.postmortems()] == ["payments/postmortems/c.md"]


def test_a_configuration_above_the_repository_does_not_count(root: Path) -> None:
    (root.parent / "pmctl.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert open_project(root).configuration.file is None


def test_outside_git_the_configuration_is_the_root(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert open_project(tmp_path / "a" / "b").root == tmp_path / "a" / "b"
    (tmp_path / "a" / "pmctl.toml").touch()
    project = open_project(tmp_path / "a" / "b")
    assert (project.root, project.in_git) == (tmp_path / "a", False)


def test_what_lies_above_dots_is_not_the_folder_before_them(root: Path) -> None:
    (root / "payments" / "src" / ".git").mkdir()
    (root / "payments" / "src" / "pmctl.toml").write_text("nonsense = 1\n", encoding="utf-8")
    project = open_project(root / "payments" / "src" / "..")
    assert (project.cwd, project.root) == (root / "payments", root)


def test_through_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    project = open_project(tmp_path / "link")
    assert project.shown("postmortems/a.md") == "postmortems/a.md"
    assert [document.path for document in project.postmortems()] == ["postmortems/2025/b.md", "postmortems/a.md"]


def test_a_worktree_has_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    (tmp_path / "a").mkdir()
    assert git_top(tmp_path / "a") == tmp_path


def test_no_such_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    for name in ("nowhere", "file", "loop"):
        with pytest.raises(PmctlError, match="there is no folder"):
            open_project(tmp_path / name)


def test_a_configuration_that_is_named(root: Path) -> None:
    other = root / "payments" / "other.toml"
    other.write_text('directory = "postmortems"\n', encoding="utf-8")
    for named in (other, other.relative_to(root)):
        assert names(open_project(root, config=named).paths()) == ["c.md"]
    with pytest.raises(PmctlError, match=r"there is no configuration file none\.toml"):
        open_project(root, config=root.relative_to(root) / "none.toml")


def test_today(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_project(root, today="2026-07-01").today == dt.date(2026, 7, 1)
    assert open_project(root).today == dt.date(2026, 6, 1)
    monkeypatch.delenv("PMCTL_TODAY")
    (root / "pmctl.toml").write_text('timezone = "Pacific/Kiritimati"\n', encoding="utf-8")
    east = open_project(root).today
    (root / "pmctl.toml").write_text('timezone = "Etc/GMT+12"\n', encoding="utf-8")
    assert dt.timedelta(1) <= east - open_project(root).today <= dt.timedelta(2)


def test_excluded_documents_stay_so_from_any_folder(root: Path) -> None:
    (root / "pmctl.toml").write_text('exclude = ["2025/b*"]\n', encoding="utf-8")
    project = open_project(root)
    assert names(project.paths()) == ["a.md"]
    assert names(project.paths([root / "postmortems"])) == ["a.md"]
    assert names(project.paths([root / "postmortems" / "2025"])) == []
    assert names(project.paths([root / "postmortems" / "2025" / "b.md"])) == ["b.md"]


def test_a_directory_that_is_not_there_yet(root: Path) -> None:
    (root / "pmctl.toml").write_text('directory = "incidents"\n', encoding="utf-8")
    assert open_project(root).postmortems() == []


def test_shown_and_relative(root: Path) -> None:
    project = open_project(root / "payments")
    assert project.shown("postmortems/a.md") == "../postmortems/a.md"
    assert project.relative(root.parent / "x.md") == "../x.md"


def test_a_document_that_cannot_be_read_is_a_value(root: Path) -> None:
    (root / "postmortems" / "a.md").write_bytes(b"\xff")
    broken = open_project(root).postmortems()[1]
    assert [problem.kind for problem in broken.problems] == [ProblemKind.UNREADABLE_FILE]
