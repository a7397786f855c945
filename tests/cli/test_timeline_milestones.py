"""``pmctl timeline ID --milestones`` where the times themselves are in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.actions import write_documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

RECORD = '---\nid: 2026-05-10-till\ntitle: Till\nstatus: draft\nseverity: SEV2\ndate: 2026-05-10\nowner: "@mara"\n---\n'


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of postmortems outside git; today is 2026-06-01."""
    return write_documents(tmp_path)


def put(documents: Path, timeline: str) -> Path:
    """Write a document with a timeline, and return its path."""
    path = documents / "2026-05-10-till.md"
    path.write_text(f"{RECORD}\n# Till\n\n{timeline}", encoding="utf-8")
    return path


def test_a_zone_that_is_not_understood_is_refused_as_for_utc(run: Run, documents: Path) -> None:
    path = put(documents, "## Timeline (Munich time)\n\n- 09:40 Tills fail\n- 09:50 Alert fires\n")
    before = path.read_text(encoding="utf-8")
    for option in ("--write", "--dry-run"):
        result = run("timeline", "till", "--milestones", option)
        assert result.code == 2
        assert "line 14: the zone of 09:40 is not known (“Munich time”)" in " ".join(result.err.split())
        assert "Write the zone in a way that is understood" in " ".join(result.err.split())
    assert path.read_text(encoding="utf-8") == before


def test_nothing_is_proposed_from_a_time_on_that_may_be_of_the_afternoon(run: Run, documents: Path) -> None:
    put(documents, "## Timeline (UTC)\n\n- 11:40 Tills fail\n- 12:05 Alert fires\n- 1:10 Tills work again\n")
    result = run("timeline", "till", "--milestones")
    assert "line 16: 1:10 may be meant for the afternoon" in " ".join(result.err.split())
    assert result.out.splitlines() == [
        "till: started_at 2026-05-10T11:40:00Z (the first trouble), line 14: Tills fail",
        "till: detected_at 2026-05-10T12:05:00Z, line 15: Alert fires",
    ]


def test_a_day_that_is_assumed_is_said(run: Run, documents: Path) -> None:
    put(documents, "## Timeline (UTC)\n\n- 22:40 Tills fail\n- 22:50 Alert fires\n- 00:10 Tills work again\n")
    assert run("timeline", "till", "--milestones").out.splitlines()[2] == (
        "till: mitigated_at 2026-05-11T00:10:00Z (day assumed), line 16: Tills work again"
    )


@pytest.mark.parametrize("note", ["are Pacific", "are in Pacific", "are PST/PDT"])
def test_a_zone_that_is_understood_is_rewritten_before(run: Run, documents: Path, note: str) -> None:
    path = put(documents, f"## Timeline\n\nAll times {note}.\n\n- 09:40 Tills fail\n- 09:50 Alert fires\n")
    assert run("timeline", "till", "--to-utc", "--milestones", "--write").code == 0
    text = path.read_text(encoding="utf-8")
    assert "detected_at: 2026-05-10T16:50:00Z\n" in text
    assert "\n- 16:50 Alert fires\n" in text
    assert "Pacific" not in text


def test_what_is_left_out_behind_a_long_time_without_an_entry_is_said(run: Run, documents: Path) -> None:
    put(
        documents,
        "## Timeline (UTC)\n\n- 2026-05-10 09:40 Tills fail\n- 2026-05-10 09:50 Incident resolved\n"
        "- 2026-05-14 10:00 Alert fires\n",
    )
    err = " ".join(run("timeline", "till", "--milestones").err.split())
    assert "detected_at: the entry that seems to tell it, line 16, is behind 4 days without an entry." in err
    assert "No entry tells acknowledged_at, mitigated_at." in err
