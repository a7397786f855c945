"""``pmctl adopt``: actions in front matter that every other command reads afterwards, and what is not written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

FOREIGN = (
    "---\ntitle: Y\ndate: 2024-02-03\nactions:\n"
    "  - task: Foo\n    owner: bob\n    due: 2024-03-01\n    status: Closed\n"
    "  - task: Bar\n    owner: mara\n    due: 1 April 2024\n    status: wip\n---\n# Y\n\n## Summary\n\nx\n"
)
BARE = "# DB outage\n\n## Summary\n\nIt was down.\n"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A document with a list of another tool's."""
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/2024-02-03-y.md", FOREIGN)
        story.commit("add", at="2024-02-04")
        path = story.root / "postmortems/2024-02-03-y.md"
        path.parent.mkdir()
        path.write_text(FOREIGN, encoding="utf-8")
        yield story


def test_what_is_done_is_done_for_every_command(run: Run, story: Story) -> None:
    report = run("-v", "adopt", "postmortems", cwd=story.root).out
    assert "Foo (bob, 2024-03-01, done)" in report
    assert "Bar (mara, 2024-04-01, in-progress)" in report
    assert run("adopt", "postmortems", "--write", cwd=story.root).code == 0
    overdue = json.loads(run("overdue", "-f", "json", "--today", "2024-05-01", cwd=story.root).out)
    assert [(item["action"], item["due"], item["status"]) for item in overdue["items"]] == [
        ("A2", "2024-04-01", "in-progress")
    ]
    checked = run("check", "--select", "PM1,PM3", "--today", "2024-05-01", cwd=story.root).out
    assert "cannot be" not in checked
    assert "is not a date" not in checked
    assert run("action", "done", "y/A2", cwd=story.root).code == 0
    assert run("action", "reopen", "y/A1", cwd=story.root).code == 0
    text = (story.root / "postmortems/2024-02-03-y.md").read_text(encoding="utf-8")
    assert "    status: open # was: Closed\n" in text
    assert "    status: done # was: wip\n" in text


def test_a_value_that_stays_in_a_pmctl_document_is_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    text = "---\nid: y\ntitle: Y\nactions:\n  - id: A1\n    title: Foo\n    status: Closed\n---\n"
    (tmp_path / "postmortems/y.md").write_text(text, encoding="utf-8")
    out = " ".join(run("adopt", "postmortems", cwd=tmp_path).out.split())
    assert "a pmctl document already: nothing to do look at:7: `status: Closed` stays" in out


def test_what_was_not_read_can_be_mapped_later(run: Run, tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    path = tmp_path / "postmortems/y.md"
    path.write_text("# Y\n\nDate: 2024-02-03\n\n## Unser Wort\n\n- [ ] Add a queue (@mara)\n", encoding="utf-8")
    result = run("adopt", "postmortems", "--write", cwd=tmp_path)
    assert "actions:" not in path.read_text(encoding="utf-8")
    result = run("adopt", "postmortems", cwd=tmp_path)
    assert ": 1 checkbox is not read as actions" in result.out
    run("adopt", "postmortems", "--write", "--map", "Unser Wort=Action items", cwd=tmp_path)
    assert "    title: Add a queue\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["2026-11-22-net", "2026-12-24-net"])
def test_what_is_refused_is_named_where_it_lies_and_not_judged(run: Run, tmp_path: Path, folder: str) -> None:
    for number in range(1, 9):
        path = tmp_path / f"postmortems/o{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# O {number}\n\nDate: 2024-02-0{number}\n\n## Summary\n\nx\n", encoding="utf-8")
    readme = tmp_path / "postmortems" / folder / "README.md"
    readme.parent.mkdir()
    readme.write_text(BARE, encoding="utf-8")
    shown = run("adopt", "postmortems", "--today", "2026-11-22", cwd=tmp_path).err
    assert f"1 document without an earlier day (postmortems/{folder}/README.md)" in shown
    refused = run("adopt", "postmortems", "--write", "--today", "2026-11-22", cwd=tmp_path)
    assert refused.code == 2
    assert "without an earlier day" not in refused.err
    assert "\nNobody needs to mend 80 findings at once. Either of these" in refused.err
    renamed = run("adopt", "postmortems", "--write", "--rename", "--today", "2026-11-22", cwd=tmp_path)
    assert f"without an earlier day (postmortems/{folder}/{folder[:10]}-" in renamed.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: Foo\n---\n", "1 document, 1 with nothing to add"),
        ("---\ntitle: Foo\nseverity: SEV1\n---\n\n# Foo\n", "1 document, 1 with nothing to add"),
        ("---\nid: foo\ntitle: Foo\nactions: []\n---\n", "1 document, 1 of them adopted already"),
        ("# Foo\n\nDate: 2024-02-03\n", "1 document"),
    ],
)
def test_without_an_id_nothing_counts_as_adopted(run: Run, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "foo.md").write_text(text, encoding="utf-8")
    assert words in run("adopt", "foo.md", cwd=tmp_path).out.splitlines()


@pytest.mark.parametrize("folder", ["t", "t/", "./t", "t/../t"])
def test_a_copy_is_not_written_over_its_source(run: Run, tmp_path: Path, folder: str) -> None:
    path = tmp_path / "t/2024-02-02-x.md"
    path.parent.mkdir()
    path.write_text("# X\n\nDate: 2024-02-02\n\n## Summary\n", encoding="utf-8")
    before = path.read_bytes()
    result = run("adopt", "t", "--output", folder, cwd=tmp_path)
    assert result.code == 2
    assert result.err.startswith(
        "error: t/2024-02-02-x.md would be its own copy\n"
        "hint: Write it in place with --write, or overwrite it with --force.\n"
    )
    assert path.read_bytes() == before
    assert run("adopt", "t", "--output", folder, "--force", cwd=tmp_path).code == 0
    assert b"id: 2024-02-02-x" in path.read_bytes()
    assert run("adopt", "t", "--output", folder, cwd=tmp_path).code == 0
    assert list(path.parent.iterdir()) == [path]
