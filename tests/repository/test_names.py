"""What all documents are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmctl.postmortem.decoding import decode
from pmctl.postmortem.parse import peek_name
from pmctl.repository.names import names_of
from pmctl.repository.project import open_project

if TYPE_CHECKING:
    from pathlib import Path

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "---\r\n",
            "--- \n",
            "...\n",
            "id: a-1\n",
            "id: 'b'\n",
            "id: 2026-03-14-x # y\r\n",
            "id:\n",
            "id: 7\n",
        ),
        *(
            "title: x\n",
            "\ufeff",
            "\n",
            "# A\n",
            "ü" * 700 + "\n",
            "x" * 1500,
            "  id: z\n",
            "[",
            "\udcff",
            "\0",
            "---x\n",
        ),
    ]
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "postmortems").mkdir()
    return root


@given(st.lists(PIECES, max_size=8).map("".join), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_the_head_of_a_file_tells_what_all_of_it_does(root: Path, text: str, has_front_matter: bool) -> None:
    data = (f"---\n{text}" if has_front_matter else text).encode("utf-8", "surrogateescape")
    (root / "postmortems" / "outage.md").write_bytes(data)
    project = open_project(root)
    whole = decode(data)
    name = peek_name(whole if isinstance(whole, str) else "", "postmortems/outage.md", project.conventions)
    found = names_of(project, (), are_all=False)
    assert found == {name: ("postmortems/outage.md",)} or not isinstance(whole, str)


def test_documents_that_are_read_are_not_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for name, id_ in (("a", "one"), ("b", "one"), ("c", "two")):
        (folder / f"{name}.md").write_text(f"---\nid: {id_}\n---\n", encoding="utf-8")
    (folder / "README.md").write_text("---\nid: one\n---\n", encoding="utf-8")
    project = open_project(tmp_path)
    read = project.postmortems()[:1]
    (folder / "a.md").write_text("---\nid: changed\n---\n", encoding="utf-8")
    every = {"one": ("postmortems/a.md", "postmortems/b.md"), "two": ("postmortems/c.md",)}
    assert names_of(project, read, are_all=False) == every
    assert names_of(project, read, are_all=True) == {"one": ("postmortems/a.md",)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_odd_files_are_called_as_they_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "postmortems"
    folder.mkdir(parents=True)
    (tmp_path / "project" / "pmctl.toml").touch()
    (tmp_path / "outside.md").write_text("---\nid: outside\n---\n", encoding="utf-8")
    (tmp_path / "project" / "inside.md").write_text("---\nid: inside\n---\n", encoding="utf-8")
    os.mkfifo(folder / "pipe.md")
    (folder / "nowhere.md").symlink_to("nothing")
    (folder / "leaves.md").symlink_to(tmp_path / "outside.md")
    (folder / "stays.md").symlink_to(tmp_path / "project" / "inside.md")
    (folder / "empty.md").touch()
    assert set(names_of(open_project(tmp_path / "project"), (), are_all=False)) == {
        "pipe", "nowhere", "leaves", "inside", "empty",
    }  # fmt: skip


def test_no_directory(tmp_path: Path) -> None:
    assert names_of(open_project(tmp_path), (), are_all=False) == {}
