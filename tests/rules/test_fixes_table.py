"""What the fix makes of a table of actions that somebody has written into."""

from __future__ import annotations

import pytest

from tests.rules.test_fixes import mended

ACTIONS = (
    "---\nactions:\n- id: A1\n  title: Add an alert\n  status: open\n---\n\n"
    "<!-- pmctl:actions -->\n{}\n<!-- /pmctl:actions -->\n"
)


@pytest.mark.parametrize(
    "more", ["| A9 | Buy disks | @mara | 2026-12-01 | open |", "We also decided to wait.", "- [ ] Wait"]
)
def test_what_stands_nowhere_else_is_kept(more: str) -> None:
    table = "| Id | Action | Owner | Due | Status |\n| - | - | - | - | - |\n| A1 | {} | | | open |"
    text = ACTIONS.format(f"{table.format('Old')}\n{more}")
    assert mended("PM309", text) == ACTIONS.format(f"{table.format('Add an alert')}\n{more}")
    assert mended("PM309", text, unsafe=True) == ACTIONS.format(table.format("Add an alert"))


def test_columns_of_somebody_s_own_stay() -> None:
    table = "| ID | Action | Owner | Due | Status | Note |\n|-|-|-|-|-|-|\n| A1 | Add an alert | | | {} | ask Lena |"
    text = ACTIONS.format(table.format("blocked"))
    assert mended("PM309", text) == ACTIONS.format(table.format("open"))
    more = "\n| A1 | Old | | | open | and Kim |"
    twice = ACTIONS.format(table.format("done") + more)
    assert mended("PM309", twice) == ACTIONS.format(table.format("open") + more)
    assert mended("PM309", twice, unsafe=True) == ACTIONS.format(table.format("open"))


OWNED = ACTIONS.replace("Add an alert\n", 'Add an alert\n  owner: "@mara"\n  due: 2026-07-01\n')
HEAD = "| ID | Action | Owner | Due | Status |\n|-|-|-|-|-|\n"
RIGHT = ("A1", "Add an alert", "@mara", "2026-07-01", "open")


def row(column: int, cell: str) -> str:
    """Return the row of the action with something else in one column."""
    return f"| {' | '.join([*RIGHT[:column], cell, *RIGHT[column + 1 :]])} |"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (1, "Add an alert — see PAY-3"),
        (1, "[Add alerts](https://example.com/1)"),
        (2, "ask Kim"),
        (2, "PAY-3"),
        (2, "✅"),
        (2, "[card](https://example.com/1) Noor"),
        (3, "2026-07-01 (moved twice)"),
        (3, "once the vendor answers"),
        (4, "~~open~~"),
        (4, "done, but see PAY-3"),
        (4, "[PAY-3](https://example.com/3) done"),
    ],
)
def test_what_somebody_wrote_into_a_row_goes_on_demand_only(column: int, cell: str) -> None:
    text = OWNED.format(HEAD + row(column, cell))
    assert mended("PM309", text) == text
    assert mended("PM309", text, unsafe=True) == OWNED.format(HEAD + row(column, RIGHT[column]))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (1, "Add alerts"),
        (1, "**Page** somebody"),
        (2, "Noor"),
        (2, "[@noor](x)"),
        (2, "mara"),
        (2, "Noor B."),
        (2, "@mara, @noor"),
        (2, "@mara,@noor and Kim"),
        (2, "TBD"),
        (3, "03/04/2026"),
        (3, "28 Dec"),
        (3, "end of year"),
        (3, "TBD"),
        (4, "✅ Done"),
        (4, "✅"),
        (4, "WIP"),
        (3, "1 June 2026"),
        (3, "–"),
        (4, "In Progress"),
        (4, ""),
    ],
)
def test_another_value_of_the_same_kind_is_outdated(column: int, cell: str) -> None:
    assert mended("PM309", OWNED.format(HEAD + row(column, cell))) == OWNED.format(HEAD + row(column, RIGHT[column]))


def test_a_value_that_the_action_lacks_goes_on_demand_only() -> None:
    text = ACTIONS.format(f"{HEAD}| A1 | Add an alert | @mara | | open |")
    assert mended("PM309", text) == text
    assert mended("PM309", text, unsafe=True) == ACTIONS.format(f"{HEAD}| A1 | Add an alert |  | | open |")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (0, "[A1](https://example.com/1)"),
        (1, "**Add an alert**"),
        (2, "`@Mara`"),
        (3, "1 July 2026"),
        (4, "*Open*"),
        (4, "🟢 open"),
        (4, "Todo"),
        (1, "add an<br>alert."),
    ],
)
def test_another_spelling_is_no_finding(column: int, cell: str) -> None:
    text = OWNED.format(HEAD + row(column, cell))
    assert mended("PM309", text, unsafe=True) == text


@pytest.mark.parametrize("columns", ["ID | Note", "Nr | Gist", "ID | Action | Status | Note"])
def test_where_a_column_would_be_lost_nothing_is_mended(columns: str) -> None:
    text = ACTIONS.format(f"| {columns} |\n|-|-|\n| A1 | Add an alert | open | waits for Lena |")
    assert mended("PM309", text, unsafe=True) == text


@pytest.mark.parametrize("columns", ["id | action", "Owner | ID | Status"])
def test_a_table_that_lacks_columns_is_made_anew(columns: str) -> None:
    after = mended("PM309", ACTIONS.format(f"| {columns} |\n|-|-|\n| A1 | | | | |"), unsafe=True)
    assert f"{HEAD.replace('-', ' :- ')}| A1 | Add an alert |  |  | open |\n" in after


def test_columns_stay_in_their_order() -> None:
    table = "| Due | ID | status | Action | Owner |\n|-|-|-|-|-|\n|  | A1 | {} | Add an alert |  |"
    assert mended("PM309", ACTIONS.format(table.format("done"))) == ACTIONS.format(table.format("open"))


def test_a_table_without_ids_stays_so() -> None:
    table = "| Task | Assignee | Deadline | State |\n|-|-|-|-|\n| Add an alert. | {} | {} | {} |"
    text = OWNED.format(table.format("Noor B.", "soon", "done?"))
    assert mended("PM309", text) == OWNED.format(table.format("@mara", "2026-07-01", "done?"))
    assert mended("PM309", text, unsafe=True) == OWNED.format(table.format("@mara", "2026-07-01", "open"))


def test_a_table_that_lacks_columns_and_has_others_shows_what_it_can() -> None:
    table = "| ID | Status | Note |\n|-|-|-|\n| A1 | {} | ask Lena |"
    assert mended("PM309", ACTIONS.format(table.format("done"))) == ACTIONS.format(table.format("open"))


@pytest.mark.parametrize("status", ["", "  status:\n", "  status: TODO\n"])
def test_a_status_that_only_the_table_says_is_not_lost(status: str) -> None:
    text = ACTIONS.replace("  status: open\n", status).format(HEAD + "| A1 | Add an alert | | | done |")
    assert mended("PM309", text) == text
    assert "status: open" not in mended("PM101", text)


@pytest.mark.parametrize(
    "more", ["closed: 2026-06-01", "evidence: https://example.com/1", "reason: not needed", "x: y"]
)
def test_what_may_be_closed_is_not_called_open(more: str) -> None:
    text = f"---\nactions:\n- id: A1\n  title: Add an alert\n  {more}\n---\n"
    assert "status: open" not in mended("PM101", text)
    assert "  status: open\n" in mended("PM101", text, unsafe=True)


def test_a_comment_that_tells_the_status_counts_too() -> None:
    text = "---\nactions:\n- id: A1\n  title: Add an alert\n  # status: done\n  due: 2026-07-01\n---\n"
    assert "status: open" not in mended("PM101", text)


def test_an_action_without_an_id_takes_that_of_its_row() -> None:
    text = ACTIONS.replace("- id: A1\n  title", "- title").format(HEAD + "| A7 | Add an alert | | | open |")
    assert "- id: A7\n  title: Add an alert\n" in mended("PM304", text)
    twice = text.replace("actions:\n", "actions:\n- id: A7\n  title: Buy disks\n")
    assert "- id: A8\n  title: Add an alert\n" in mended("PM304", twice)


def test_broken_markers_show_nothing() -> None:
    text = ACTIONS.replace("- id: A1\n  title", "- title").replace("<!-- /pmctl:actions -->", "")
    assert "- id: A1\n  title: Add an alert\n" in mended("PM304", text.format(""))
