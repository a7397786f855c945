"""Who is named in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.repository.handles import handles_of
from pmctl.repository.project import open_project
from tests.documents import CLEAN

if TYPE_CHECKING:
    from pathlib import Path


def test_those_named_often_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    assert handles_of(open_project(tmp_path)) == []
    (folder / "2026-03-14-checkout-timeouts.md").write_text(CLEAN, encoding="utf-8")
    more = '---\nowner: "@tomas"\nauthors: [\'@org/team\', "ask @nobody or mara@example.com"]\n---\nBy "@else".\n'
    (folder / "2026-05-02-search-outage.md").write_text(more, encoding="utf-8")
    (folder / "2026-05-03-legacy.md").write_text('# No front matter by "@nobody"\n', encoding="utf-8")
    (folder / "2026-05-04-binary.md").write_bytes(b'---\nowner: "@nobody"\n---\n\xff')
    assert handles_of(open_project(tmp_path)) == ["@tomas", "@jonas", "@mara", "@noor", "@org/team"]
