from __future__ import annotations

from datetime import date

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.reports.action_list import ActionList, list_actions
from pmctl.reports.filters import Filters
from pmctl.reports.matrix import make_matrix

ACTIONS = """\
actions:
  - {id: A1, title: Late, owner: "@jonas", due: 2026-03-31, status: open, priority: P2, impact: high, effort: 1}
  - {id: A2, title: Urgent, owner: "@noor", due: 2026-06-01, status: blocked, priority: P1, impact: [x], effort: low}
  - {id: A3, title: Kept, owner: "@noor", due: 2026-03-01, status: done, evidence: https://example.com/1}
  - {id: A4, title: Idea, status: proposed, due: 2026-01-01, impact: 5, effort: low}
  - {id: A5, title: Whenever, priority: P1, effort: "", impact: "  "}
  - {title: Given up, status: dropped, reason: No, impact: low, effort: 3}
  - Mere text
"""


def listed(*, closed: bool = False, filters: Filters | None = None) -> ActionList:
    record = read_record(f"---\nid: one\nteam: payments\n{ACTIONS}---\n", "one.md", Conventions())
    assert isinstance(record, Record)
    return list_actions(
        [record],
        today=date(2026, 4, 8),
        conventions=Conventions(),
        filters=filters or Filters(),
        closed=closed,
        names=["one", "two"],
    )


def test_the_most_urgent_come_first_and_what_is_closed_is_left_out() -> None:
    actions = listed()
    assert [row.ref for row in actions.rows] == ["one/A2", "one/A5", "one/A1", "one/mere text", "one/A4"]
    assert [row.days_overdue for row in actions.rows] == [0, 0, 8, 0, 0]
    assert (actions.closed, actions.is_filtered, actions.names) == (2, False, ("one", "two"))


def test_what_is_closed_comes_last() -> None:
    actions = listed(closed=True)
    assert [row.key for row in actions.rows][-2:] == ["A3", "given up"]
    assert actions.closed == 0
    assert actions.rows[-2].evidence == "https://example.com/1"


@pytest.mark.parametrize(
    ("filters", "keys", "closed"),
    [
        (Filters(owners=("noor",)), ["A2"], 1),
        (Filters(statuses=("done",)), ["A3"], 0),
        (Filters(teams=("other",)), [], 0),
    ],
)
def test_a_filter(filters: Filters, keys: list[str], closed: int) -> None:
    actions = listed(filters=filters)
    assert [row.key for row in actions.rows] == keys
    assert actions.closed == closed
    assert actions.is_filtered


def test_the_matrix() -> None:
    matrix = make_matrix(listed(closed=True).rows)
    placed = {(cell.impact.value, cell.effort.value): [row.key for row in cell.rows] for cell in matrix.cells}
    assert len(placed) == 9
    assert {place: keys for place, keys in placed.items() if keys} == {
        ("high", "low"): ["A1", "A4"],
        ("low", "medium"): ["given up"],
    }
    assert [row.key for row in matrix.unrated] == ["A2", "A5", "mere text", "A3"]
    assert [cell.effort.value for cell in matrix.line(matrix.cells[0].impact)] == ["low", "medium", "high"]
