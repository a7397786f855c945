"""What the fix makes of a table of actions that somebody has written into."""

from __future__ import annotations

import pytest

from tests.rules.test_fixes import mended

ACTIONS = "---\nactions:\n- id: A1\n  title: Add an alert\n---\n\n<!-- pmctl:actions -->\n{}\n<!-- /pmctl:actions -->\n"


@pytest.mark.parametrize(
    "more", ["| A9 | Buy disks | @mara | 2026-12-01 | open |", "We also decided to wait.", "- [ ] Wait"]
)
def test_a_table_that_holds_what_stands_nowhere_else_is_kept(more: str) -> None:
    text = ACTIONS.format(
        f"| Id | Action | Owner | Due | Status |\n| - | - | - | - | - |\n| A1 | Old | | | open |\n{more}"
    )
    assert mended("PM309", text) == text
    assert more not in mended("PM309", text, unsafe=True)


def test_columns_of_somebody_s_own_stay() -> None:
    table = "| ID | Action | Owner | Due | Status | Note |\n|-|-|-|-|-|-|\n| A1 | {} | | | open | waits for Lena |"
    text = ACTIONS.format(table.format("Old"))
    assert mended("PM309", text) == ACTIONS.format(table.format("Add an alert"))
    twice = ACTIONS.format(f"{table.format('Old')}\n| A1 | Old | | | open | and for Kim |")
    assert mended("PM309", twice) == twice
    assert mended("PM309", twice, unsafe=True) == ACTIONS.format(table.format("Add an alert"))


@pytest.mark.parametrize(
    "columns", ["ID | Action | Note | Status | Owner | Due", "ID | Note", "Nr | What", "ID | Action | Status | Note"]
)
def test_where_a_column_would_be_lost_nothing_is_mended(columns: str) -> None:
    text = ACTIONS.format(f"| {columns} |\n|-|-|\n| A1 | waits for Lena | | | | |")
    assert mended("PM309", text, unsafe=True) == text


@pytest.mark.parametrize("columns", ["ID | Due | Status | Action | Owner", "id | action"])
def test_pmctl_s_own_columns_are_put_in_order(columns: str) -> None:
    after = mended("PM309", ACTIONS.format(f"| {columns} |\n|-|-|\n| A1 | | | | |"), unsafe=True)
    assert "| ID | Action | Owner | Due | Status |\n" in after
    assert "| A1 | Add an alert |  |  | open |\n" in after
