"""The values of a record: their types, and what is said of those that have not got the right one."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.conventions import ActionStatus, ActionType, Conventions, Detection, Status
from pmctl.postmortem.model import Action, Record, Unreadable
from pmctl.postmortem.parse import parse, read_record

COMPLETE = """\
id: 2026-03-14-checkout-timeouts
title: "Checkout timeouts after driver upgrade"
status: in-review
severity: SEV1
date: 2026-03-14
owner: "@mara"
team: payments
services: [checkout-api, orders-db]
tags: pools, drivers
authors:
  - "@mara"
started_at: 2026-03-14T09:52:00Z
resolved_at: 2026-03-14T12:30:00+01:00
detection: alert
causes: [config-change]
incident: https://tracker.example/INC-4411
related: [2025-11-02-orders-pool-exhausted]
impact: {users: 4100}
actions:
  - id: A1
    title: Alert when the pool is nearly full
    owner: "@jonas"
    due: 2026-03-28
    status: done
    type: detect
    priority: P1
    team: orders
    ticket: https://tracker.example/PAY-812
    reason: done with the upgrade
    opened: 2026-03-15
    closed: 2026-03-20
"""


def _record(yaml: str, conventions: Conventions | None = None) -> Record:
    record = parse(f"---\n{yaml}\n---\n", "postmortems/outage.md", conventions or Conventions()).record
    assert isinstance(record, Record)
    return record


def _action(yaml: str, conventions: Conventions | None = None) -> Action:
    (action,) = _record(f"actions:\n  - {yaml}", conventions).actions
    return action


def _problems(yaml: str) -> list[str]:
    return [f"{p.line}:{p.column}-{p.end_column} {p.kind}: {p.message}. {p.help}" for p in _record(yaml).problems]


def test_a_complete_record() -> None:
    record = _record(COMPLETE)
    assert record.problems == ()
    assert (record.id, record.title) == ("2026-03-14-checkout-timeouts", "Checkout timeouts after driver upgrade")
    assert (record.status, record.severity, record.detection) == (Status.IN_REVIEW, "SEV1", Detection.ALERT)
    assert (record.date, record.owner, record.team) == (dt.date(2026, 3, 14), "@mara", "payments")
    assert (record.services, record.tags) == (("checkout-api", "orders-db"), ("pools", "drivers"))
    assert (record.causes, record.authors) == (("config-change",), ("@mara",))
    assert [scalar.text for scalar in record.related] == ["2025-11-02-orders-pool-exhausted"]
    assert record.incident == "https://tracker.example/INC-4411"
    assert [(m.name, m.at.hour, m.line) for m in record.milestones] == [("started_at", 9, 13), ("resolved_at", 12, 14)]


def test_a_complete_action() -> None:
    (action,) = _record(COMPLETE).actions
    assert (action.id, action.title, action.owner) == ("A1", "Alert when the pool is nearly full", "@jonas")
    assert (action.due, action.status, action.type) == (dt.date(2026, 3, 28), ActionStatus.DONE, ActionType.DETECT)
    assert (action.priority, action.team, action.ticket) == ("P1", "orders", "https://tracker.example/PAY-812")
    assert (action.reason, action.opened) == ("done with the upgrade", dt.date(2026, 3, 15))
    assert (action.closed, action.line, action.column) == (dt.date(2026, 3, 20), 21, 5)


def test_an_empty_record() -> None:
    record = _record("")
    assert record.problems == ()
    assert (record.id, record.title, record.status, record.severity, record.date) == (None,) * 5
    assert (record.owner, record.services, record.related, record.milestones, record.actions) == (None, (), (), (), ())


@pytest.mark.parametrize(
    "yaml",
    [
        "id:\ntitle: ~\nstatus: ''\nseverity: null\ndate:\nowner: ' '\nservices:\nrelated: ~\nimpact:\nstarted_at:",
        "status: TODO\nseverity: TBD\ndate: YYYY-MM-DD\ndetection: '???'\nstarted_at: TBD\nactions: [{due: TBD}]",
        "actions:",
        "actions: ~",
    ],
)
def test_what_is_empty_or_to_be_filled_in_is_no_problem_of_reading(yaml: str) -> None:
    assert _problems(yaml) == []


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("title: [a]", "2:8-None invalid-value: title must be one value. Write one value behind the key, not a list."),
        (
            "status: {a: b}",
            "2:9-None invalid-value: status must be one value. Write one value behind the key, not a set of keys.",
        ),
        (
            "severity: [a]",
            "2:11-None invalid-value: severity must be one value. Write one value behind the key, not a list.",
        ),
        ("date: [a]", "2:7-None invalid-value: date must be one date. Write one value behind the key, not a list."),
        (
            "started_at: []",
            "2:13-None invalid-value: started_at must be one time. Write one value behind the key, not a list.",
        ),
        (
            "status: publshed",
            (
                "2:9-17 invalid-value: status cannot be publshed. Did you mean published? "
                "It is one of draft, in-review, published, closed."
            ),
        ),
        (
            "status: gone",
            "2:9-13 invalid-value: status cannot be gone. It is one of draft, in-review, published, closed.",
        ),
        ("status: In Review", "2:9-18 invalid-value: status is spelt In Review. Write in-review."),
        ("severity: sev-1", "2:11-16 invalid-value: severity is spelt sev-1. Write SEV1."),
        (
            "severity: SEV9",
            "2:11-15 invalid-value: severity cannot be SEV9. Did you mean SEV4? It is one of SEV1, SEV2, SEV3, SEV4.",
        ),
        (
            "date: 14 March",
            "2:7-15 invalid-date: date is not a date: 14 March. Write it as YYYY-MM-DD, such as 2026-03-14.",
        ),
        (
            "started_at: 9 am",
            (
                "2:13-17 invalid-date: started_at is not a time: 9 am. "
                "Write a day, a time and an offset, such as 2026-03-14T09:52:00Z."
            ),
        ),
        (
            "started_at: 2026-03-14 9:52 CET",
            (
                "2:13-32 invalid-date: started_at is not a time: 2026-03-14 9:52 CET. "
                "Write it as 2026-03-14T09:52:00+01:00."
            ),
        ),
        (
            "started_at: 2026-07-14 9:52 CET",
            (
                "2:13-32 invalid-date: started_at is not a time: 2026-07-14 9:52 CET. "
                "Write it as 2026-07-14T09:52:00+01:00 or as 2026-07-14T09:52:00+02:00, whichever the clocks showed."
            ),
        ),
        (
            "started_at: 2026-07-14 9:52 IST",
            (
                "2:13-32 invalid-date: started_at is not a time: 2026-07-14 9:52 IST. "
                "Write it as 2026-07-14T09:52:00+05:30, if that is what IST means."
            ),
        ),
        (
            "started_at: 14.03.2026 9:52",
            (
                "2:13-28 invalid-date: started_at is not a time: 14.03.2026 9:52. "
                "Write it as 2026-03-14T09:52:00 with the offset behind it: Z for UTC, or one such as +02:00."
            ),
        ),
        ("date: 14 March 2026", "2:7-20 invalid-date: date is not a date: 14 March 2026. Write it as 2026-03-14."),
        (
            "started_at: 2026-03-14T09:52",
            (
                "2:13-29 time-without-offset: started_at has no UTC offset. "
                "Add the offset: Z for UTC, or one such as +02:00."
            ),
        ),
        (
            "impact: high",
            (
                "2:9-13 invalid-value: impact must be a set of keys. "
                "Write keys such as users, requests or summary, indented below `impact:`."
            ),
        ),
        (
            "services: [a, [b]]",
            "2:15-None invalid-value: services must be a list of plain values. Write services: [one, two].",
        ),
        (
            "actions: soon",
            (
                "2:10-14 invalid-value: actions must be a list. "
                "Start each action with `- id: A1`, indented below `actions:`."
            ),
        ),
        (
            "actions: [Limit the retries]",
            (
                "2:11-28 invalid-value: an action must be a set of keys. "
                "Write `- id: A1`, then title, owner, due and status."
            ),
        ),
        (
            "actions: [{id: A1, due: soon}]",
            "2:25-29 invalid-date: action A1: due is not a date: soon. Write it as YYYY-MM-DD, such as 2026-03-14.",
        ),
        (
            "actions: [{due: soon}]",
            "2:17-21 invalid-date: due is not a date: soon. Write it as YYYY-MM-DD, such as 2026-03-14.",
        ),
        (
            "owner: [{a: b}]",
            '2:9-None invalid-value: owner must be one value. Write a handle, such as owner: "@mara".',
        ),
    ],
)
def test_what_cannot_be_used_is_said(yaml: str, problem: str) -> None:
    assert _problems(yaml) == [problem]


def test_problems_come_in_the_order_of_the_text() -> None:
    found = _record("actions: [{due: soon}]\ndate: soon\nstatus: gone").problems
    assert [problem.line for problem in found] == [2, 3, 4]


def test_a_value_on_several_lines_has_no_extent() -> None:
    (problem,) = _record("date: |\n  soon\n  or later").problems
    assert (problem.line, problem.end_column) == (2, None)


@pytest.mark.parametrize(
    ("yaml", "owner"),
    [
        ('owner: "@mara"', "@mara"),
        ('owner: ["@mara", "@jonas"]', "@mara, @jonas"),
        ('owner: ["@mara", ~, "", {a: b}]', "@mara"),
        ("owner: []", None),
        ("owner:", None),
        ("owner: {a: b}", None),
    ],
)
def test_several_owners_are_kept_as_written(yaml: str, owner: str | None) -> None:
    assert _record(yaml).owner == owner


def test_an_action_of_mere_text_is_kept_with_its_title() -> None:
    action = _action("Limit the retries")
    assert (action.id, action.title, action.fields, action.status) == (
        None,
        "Limit the retries",
        None,
        ActionStatus.OPEN,
    )


@pytest.mark.parametrize("yaml", ["", "~", "[a]"])
def test_an_action_of_nothing_has_no_title(yaml: str) -> None:
    assert _action(yaml).title is None


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("", ActionStatus.OPEN),
        ("gone", ActionStatus.OPEN),
        ("TODO", ActionStatus.OPEN),
        ("In Progress", ActionStatus.IN_PROGRESS),
        ("done", ActionStatus.DONE),
    ],
)
def test_no_promise_is_lost_for_its_status(written: str, status: ActionStatus) -> None:
    assert _action(f"status: {written}").status is status


def test_a_repository_has_its_own_words_for_a_status() -> None:
    conventions = Conventions(status_words={"todo": "proposed", "fixed": "done", "odd": "nothing"})
    assert _action("status: Fixed", conventions).status is ActionStatus.DONE
    assert _action("status: todo", conventions).status is ActionStatus.PROPOSED
    assert _action("status: odd", conventions).status is ActionStatus.OPEN
    assert _record("status: Fixed\ndetection: todo", conventions).status is None


def test_todo_as_a_status_is_not_taken_for_a_placeholder() -> None:
    (problem,) = _record("actions: [{status: todo}]").problems
    assert problem.message == "status cannot be todo"


def test_an_unknown_priority_is_kept_as_written() -> None:
    assert _action("priority: urgent").priority == "urgent"
    assert _action("priority: p-1").priority == "P1"


def test_where_no_promise_can_be_read_the_record_is_unreadable() -> None:
    found = read_record("---\nid: 2026-03-14-outage\nactions: soon\n---\n", "postmortems/outage.md", Conventions())
    assert isinstance(found, Unreadable)
    assert [problem.message for problem in found.problems] == ["actions must be a list"]
    assert found.claim == "2026-03-14-outage"
