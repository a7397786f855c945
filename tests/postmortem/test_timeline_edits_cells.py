"""Entries added to timelines that are tables written as lists of lists, such as reStructuredText's list-table."""

from __future__ import annotations

import pytest

from pmctl.postmortem.yaml_text import EditError
from tests.postmortem.edits import added

HEAD = ".. list-table::\n   :header-rows: 1\n\n   * - Time\n     - Event\n"
ROWS = "   * - 10:00\n     - It broke\n   * - 13:00\n     - It was mended\n       by somebody\n"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("09:00", "   * - 09:00\n     - x\n{first}{second}"),
        ("12:00", "{first}   * - 12:00\n     - x\n{second}"),
        ("14:00", "{first}{second}   * - 14:00\n     - x\n"),
    ],
)
def test_a_row_has_a_cell_for_the_event(time: str, expected: str) -> None:
    first, second = ROWS[: ROWS.index("   * - 13")], ROWS[ROWS.index("   * - 13") :]
    assert added(HEAD + ROWS, (time, "x")) == HEAD + expected.format(first=first, second=second)


def test_words_stay_words() -> None:
    assert "   * - 12:00\n     - \\- x\n" in added(HEAD + ROWS, ("12:00", "- x"))


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("   * - 10:00\n     - Mara\n     - It broke\n", 18),
        ("   * - Mara\n     - 10:00\n     - It broke\n", 18),
    ],
)
def test_a_row_of_other_cells_is_left_to_a_person(rows: str, line: int) -> None:
    with pytest.raises(EditError, match=rf"^the row on line {line} is not a time and an event$"):
        added(HEAD + rows, ("12:00", "x"))


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("* - 10:00 a\n* - 11:00 b\n", "* - 10:00 a\n* - 11:00 b\n* - 12:00 x\n"),
        ("- Database\n  - 10:00 a\n  - 11:00 b\n", "- Database\n  - 10:00 a\n  - 11:00 b\n  - 12:00 x\n"),
        ("* - Deep\n- 10:00 a\n- 11:00 b\n", "* - Deep\n- 10:00 a\n- 11:00 b\n- 12:00 x\n"),
    ],
)
def test_lists_of_other_kinds_stay_what_they_are(section: str, expected: str) -> None:
    assert added(section, ("12:00", "x")) == expected
