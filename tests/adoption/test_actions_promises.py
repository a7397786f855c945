"""Tables and headings outside of the sections about actions: promises are found, and what happened is none."""

from __future__ import annotations

from datetime import date

import pytest

from pmctl.adoption.actions import find_actions

DAY = date(2026, 3, 14)


def titles(heading: str, head: str, *rows: str, day: date | None = DAY) -> list[str]:
    lines = [f"| {head} |", "|---|---|---|", *(f"| {row} |" for row in rows)]
    text = f"# Outage\n\n## {heading}\n\n" + "\n".join(lines) + "\n"
    return [action.title for action in find_actions(text, day=day)]


@pytest.mark.parametrize(
    ("heading", "head", "row"),
    [
        ("Root cause", "Action item | Owner | Due", "Add a test | Mara | 2026-04-01"),
        ("Root cause", "Action item | Owner | Due", "Add a test | Mara | |"),
        ("Lessons learned", "Action | Owner | Due", "Add a test | Mara | 2026-04-01"),
        ("Where next", "Task | Assignee | Status", "Add a test | Mara | To do"),
        ("Where next", "Task | Assignee | Due", "Add a test | Mara | next quarter"),
        ("Where next", "Task | Assignee | Due", "Add a test | Mara | TBD"),
        ("Appendix", "Action | Owner | Jira", "Add a test | Mara | OPS-1"),
        ("Appendix", "Item | Owner | Jira", "Add a test | Mara | OPS-1"),
        ("Summary", "Description | Owner | Due date", "Add a test | Mara | 2026-04-01"),
        ("Appendix", "Action | Owner | Deadline", "Add a test | Mara | 2026-03-01"),
    ],
)
def test_a_table_of_promises_counts_wherever_it_stands(heading: str, head: str, row: str) -> None:
    assert titles(heading, head, row) == ["Add a test"]


@pytest.mark.parametrize(
    ("heading", "head", "row"),
    [
        ("Resolution", "Action | Who | When", "Rolled back | Jonas | 10:20"),
        ("Communication", "Action | Who | When", "Told support | Jonas | 10:20 UTC"),
        ("Impact", "Item | Owner | Status", "checkout | Payments | degraded"),
        ("What went well", "Item | Owner | Status", "alerts | Payments | good"),
        ("Systems", "Item | Owner | Status", "checkout | Payments | open"),
        ("Systems", "Task | Owner | Status", "checkout | Payments | degraded"),
        ("Systems", "Item | Due | Status", "an invoice | 2026-04-01 | late"),
        ("Background", "Task | Owner | Due", "Migration | Mara | 2026-01-01"),
        ("Background", "Task | Owner | Due", "Migration | Mara | when we can"),
        ("Immediate response", "Action | Owner | Status", "Rolled back | Jonas | Done"),
        ("In the night", "Task | Assignee | Status", "Restart | Jonas | Done"),
        ("In the night", "Task | Assignee | Status", "Restart | Jonas | "),
        ("Recovery", "Action | Owner | Due date", "Restart | Jonas | 2026-03-14"),
        ("Background", "Change | Owner | Ticket", "Deployed it | Jonas | OPS-1"),
        ("People", "Role | Name | Team", "Scribe | Jonas | SRE"),
        ("Log", "Time | Action | Owner", "10:00 | Restart | Jonas"),
        ("Log", "Action | Result | Owner", "Restart | fine | Jonas"),
    ],
)
def test_a_table_of_what_was_is_none(heading: str, head: str, row: str) -> None:
    assert titles(heading, head, row) == []


def test_without_the_day_of_the_incident_the_words_of_the_column_tell() -> None:
    assert titles("Appendix", "Action | Owner | Due", "Add a test | Mara | 2026-04-01", day=None) == ["Add a test"]
    assert titles("Resolution", "Action | Owner | When", "Rolled back | Mara | 2026-04-01", day=None) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Actions during the incident",
        "Actions performed during the outage",
        "Action items already taken",
        "Maßnahmen während des Vorfalls",
        "Corrective actions taken",
        "Tiltak underveis",
    ],
)
def test_headings_of_what_was_done_while_it_lasted(heading: str) -> None:
    assert not find_actions(f"# Outage\n\n## {heading}\n\n- Restarted the pods\n- Drain the node\n")


@pytest.mark.parametrize(
    "heading",
    [
        "Actions to be taken",
        "Actionables",
        "TODOリスト",
        "Mitigations",
        "Tickets",
        "Immediate actions",
        "재발 방지 대책",
    ],
)
def test_headings_of_what_will_be_done(heading: str) -> None:
    text = f"# Outage\n\n## {heading}\n\n- Add a test (@mara)\n- Add six (OPS-2)\n"
    assert [action.title for action in find_actions(text)] == ["Add a test", "Add six"]


@pytest.mark.parametrize("heading", ["Mitigations", "Immediate actions"])
def test_headings_that_leave_it_open_need_items_that_ask_for_something(heading: str) -> None:
    assert not find_actions(f"# Outage\n\n## {heading}\n\n- Restarted the pods (Mara)\n- Drained the node (Jonas)\n")


def test_a_table_in_korean() -> None:
    table = (
        "## 조치 항목\n\n| 조치 | 담당자 | 기한 | 상태 |\n|--|--|--|--|\n| 테스트 추가 | 김민수 | 2026-06-01 | 완료 |\n"
    )
    (found,) = find_actions(f"# 장애\n\n{table}")
    assert (found.owner, found.due, found.status) == ("김민수", date(2026, 6, 1), "done")
