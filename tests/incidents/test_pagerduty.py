"""PagerDuty: incidents, log entries, webhooks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.incidents.model import Link, Person, Weight
from pmctl.incidents.registry import read_incident
from tests.incidents.exports import FIXTURES, clocks, fixture, lines, told, wrong

if TYPE_CHECKING:
    from pmctl.incidents.model import Incident

INCIDENT = {"id": "Q1", "type": "incident", "status": "triggered", "incident_number": 7, "title": "Database full"}
LOGGED = {"type": "trigger_log_entry_reference", "created_at": "2026-03-14T10:00:00Z", "incident": INCIDENT}


def test_an_incident_and_its_log_entries() -> None:
    incident = fixture("pagerduty.json")
    assert (incident.source, incident.title, incident.severity) == ("PagerDuty", "Checkout requests time out", "P1")
    assert incident.services == ("checkout-api",)
    assert incident.link == "https://shop-example.pagerduty.com/incidents/Q2RLTPGWRWZ6Q5"
    assert incident.links == (Link("Conference call", "https://meet.example.com/inc-4411"),)
    assert incident.participants == (Person(name="Jonas Weber"), Person(name="Mara Lindqvist"))
    assert clocks(incident) == {
        "detected_at": "10:04:12",
        "acknowledged_at": "10:07:01",
        "resolved_at": "11:30:40",
    }
    assert lines(incident) == [
        "10:04 -: Triggered through the API: p99 latency of checkout-api above 5 s",
        "10:07 Jonas Weber: Acknowledged by Jonas Weber.",
        "10:15 Jonas Weber: Escalated to Mara Lindqvist by Jonas Weber.",
        "10:41 Mara Lindqvist: Rolled back to driver 3.1 | pools drain, <b>orders</b> go through",
        "11:30 Mara Lindqvist: Resolved by Mara Lindqvist.",
    ]
    assert [entry.is_quote for entry in incident.entries] == [False, False, False, True, False]


def test_webhooks() -> None:
    incident = fixture("pagerduty-webhooks.json")
    assert (incident.title, incident.severity) == ("Search index is stale", "high urgency")
    assert clocks(incident) == {"detected_at": "06:12:00", "acknowledged_at": "06:15:30", "resolved_at": "07:31:00"}
    assert lines(incident) == [
        "06:12 -: Triggered: Search index is stale",
        "06:15 Jonas Weber: Acknowledged by Jonas Weber",
        "06:40 Jonas Weber: The consumer restarts every 40 s: out of memory",
        "07:31 Jonas Weber: Resolved by Jonas Weber",
    ]


def test_one_webhook() -> None:
    event = {"event_type": "incident.reopened", "occurred_at": "2026-03-14T10:00:00Z", "data": {"incident": INCIDENT}}
    incident = told({"event": event})
    assert (incident.title, lines(incident)) == ("Database full", ["10:00 -: Reopened"])


def test_the_newest_webhook_of_the_incident_itself_counts() -> None:
    def event(kind: str, data: dict[str, Any]) -> dict[str, Any]:
        return {"event": {"event_type": f"incident.{kind}", "occurred_at": "2026-03-14T10:00:00Z", "data": data}}

    note = {"incident": {"summary": "Database"}, "content": "Looking"}
    events = [
        event("triggered", {**INCIDENT, "title": "old"}),
        event("acknowledged", INCIDENT),
        event("annotated", note),
    ]
    assert [told(events[:n]).title for n in (1, 2, 3)] == ["old", "Database full", "Database full"]
    assert told(events[2:]).title == "Database"


def test_webhooks_may_come_with_the_newest_first() -> None:
    posted = json.loads((FIXTURES / "pagerduty-webhooks.json").read_text(encoding="utf-8"))
    assert told(posted[::-1]) == fixture("pagerduty-webhooks.json")


def happened(kind: str, agent: str | None = "Mara", **data: Any) -> Incident:
    """Return the incident of which one webhook tells."""
    who = {"type": "user_reference", "summary": agent} if agent else None
    event = {"event_type": kind, "occurred_at": "2026-03-14T10:00:00Z", "agent": who, "data": data}
    return told({"event": event})


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("incident.status_update_published", {"message": "Payments are back"}, "Payments are back"),
        ("incident.status_update_published", {}, "Status update published by Mara"),
        ("incident.annotated", {"content": "Looking"}, "Looking"),
        ("incident.responder.added", {"user": {"summary": "Zoe"}, "message": "Please look", "state": "pending"},
         "Help of Zoe requested by Mara: Please look"),
        ("incident.responder.added", {"escalation_policy": {"summary": "Databases"}},
         "Help of Databases requested by Mara"),
        ("incident.responder.replied", {"user": {"summary": "Zoe"}, "state": "joined"},
         "Zoe answers the request for help: joined"),
        ("incident.responder.replied", {}, "somebody answers the request for help"),
        ("incident.workflow.started", {"summary": "Open a call"}, "Workflow Open a call started by Mara"),
        ("incident.workflow.completed", {}, "Workflow completed by Mara"),
        ("incident.conference_bridge.updated", {}, "Conference bridge updated by Mara"),
        ("incident.custom_field_values.updated", {}, "Custom field values updated by Mara"),
        ("incident.priority_updated", {"title": "Down"}, "Priority updated by Mara"),
        ("incident.triggered", {"title": "Down"}, "Triggered by Mara: Down"),
    ],
)  # fmt: skip
def test_every_event_says_what_happened(kind: str, data: dict[str, Any], said: str) -> None:
    (entry,) = happened(kind, **data).entries
    assert (entry.text, entry.who) == (said, "Mara")
    assert entry.is_quote == (said in {"Payments are back", "Looking"})
    assert entry.weight is (Weight.MINOR if kind.count(".") > 1 else Weight.USUAL)


def test_who_joined_took_part() -> None:
    for state, people in (("joined", ("Zoe",)), ("declined", ("Mara",))):
        replied = happened("incident.responder.replied", user={"summary": "Zoe"}, state=state)
        assert tuple(person.name for person in replied.participants) == people
    assert happened("incident.triggered", agent=None).participants == ()


def test_what_happened_to_a_service_is_none_of_the_incidents() -> None:
    for kind in ("service.updated", "pagey.ping", "", "incident."):
        assert happened(kind, summary="search").entries == ()


def test_old_webhooks_are_named() -> None:
    for message in (
        {"event": "incident.trigger", "incident": INCIDENT},
        {"type": "incident.trigger", "data": {"incident": INCIDENT}},
    ):
        said = wrong({"messages": [message]})
        assert said.startswith("these are old webhooks (v1 or v2) of PagerDuty, which are not read\nExport ")


def test_two_incidents_are_not_one() -> None:
    other = {**INCIDENT, "id": "Q2", "incident_number": 8}
    unnamed = [{**one, "id": None} for one in (INCIDENT, other)]
    logs = [{**LOGGED, "incident": {"id": one, "summary": "x"}} for one in ("Q1", "Q2")]
    event = {"event_type": "incident.annotated", "occurred_at": "2026-03-14T10:00:00Z"}
    posted = [{"event": {**event, "data": data}} for data in (INCIDENT, {"incident": {"id": "Q2"}})]
    for content in (
        [{"incident": INCIDENT}, {"incident": other}],
        [{"log_entries": logs}],
        [logs],
        [{"incident": INCIDENT}, {"log_entries": logs[1:]}],
        [{"incident": {**INCIDENT, "log_entries": logs}}],
        [posted],
        posted,
    ):
        said = wrong("".join(map(json.dumps, content))).split("\n")
        assert said[0] == "export.json holds 2 incidents: Q1, Q2"
        assert said[1] == "Export the one of the postmortem: GET /incidents/ID and /incidents/ID/log_entries."
    both = "".join(json.dumps({"incident": one}) for one in unnamed)
    assert wrong(both).startswith("export.json holds 2 incidents: 7, 8\n")
    assert told([{**LOGGED, "id": "R1"}]).title == "Database full"


def test_what_was_opened_again_is_not_resolved() -> None:
    resolved = {"type": "resolve_log_entry", "created_at": "2026-03-14T10:30:00Z"}
    for status, times in (
        ("resolved", {"resolved_at": "10:30:00"}),
        ("acknowledged", {}),
        (None, {"resolved_at": "10:30:00"}),
    ):
        assert clocks(told({"incident": {**INCIDENT, "status": status}, "log_entries": [resolved]})) == times


def test_the_shapes_that_hold_an_incident() -> None:
    for data in (
        INCIDENT,
        {"incident": INCIDENT},
        {"incidents": [INCIDENT]},
        {"log_entries": [LOGGED]},
        [LOGGED],
        {"incident": {**INCIDENT, "log_entries": [LOGGED]}},
    ):
        assert told(data).title == "Database full"


def test_answers_one_after_another() -> None:
    pages = [{"incident": INCIDENT}, {"log_entries": [LOGGED], "more": True}, {"log_entries": [LOGGED], "more": False}]
    later = {**LOGGED, "created_at": "2026-03-14T10:09:00Z", "type": "acknowledge_log_entry"}
    incident = read_incident("\n".join(map(json.dumps, [*pages, {"log_entries": [later]}])), "-")
    assert (incident.title, lines(incident)) == ("Database full", ["10:00 -: Trigger", "10:09 -: Acknowledge"])


def test_a_log_entry_says_as_much_as_it_can() -> None:
    def texts(*entries: dict[str, Any]) -> list[str]:
        incident = told({"log_entries": [{"created_at": "2026-03-14T10:00:00Z", **entry} for entry in entries]})
        return [entry.text for entry in incident.entries]

    assert texts({"type": "urgency_change_log_entry"}) == ["Urgency change"]
    assert texts({"type": "annotate_log_entry", "summary": "Note added", "channel": {"content": "x"}}) == ["x"]
    assert texts({"type": "annotate_log_entry", "summary": "Note added"}) == ["Note added"]
    assert texts({"type": "trigger_log_entry", "summary": "On fire", "channel": {"summary": "On fire"}}) == ["On fire"]
    assert texts({"type": "notify_log_entry", "summary": "Notified"}, {"summary": None}) == []


def test_the_reassignment_of_an_incident_matters_less() -> None:
    entry = {"type": "assign_log_entry", "summary": "Assigned", "created_at": "2026-03-14T10:00:00Z"}
    assert told({"log_entries": [entry]}).entries[0].weight is Weight.MINOR


def test_what_stands_in_for_a_log() -> None:
    incident = told(
        {
            **INCIDENT,
            "title": None,
            "summary": "[#7] Database full",
            "status": "resolved",
            "last_status_change_at": "2026-03-14T11:00:00Z",
            "acknowledgements": [{"at": "2026-03-14T10:05:00Z"}, {"at": "2026-03-14T10:02:00Z"}, {}],
            "external_references": [
                {"external_id": "OPS-1", "external_url": "https://tracker.example.com/OPS-1"},
                {"external_url": "https://tracker.example.com/2"},
                {"external_url": "javascript:alert(1)"},
            ],
        }
    )
    assert incident.title == "Database full"
    assert clocks(incident) == {"acknowledged_at": "10:02:00", "resolved_at": "11:00:00"}
    assert incident.links == (
        Link("OPS-1", "https://tracker.example.com/OPS-1"),
        Link("External reference", "https://tracker.example.com/2"),
    )


def test_titles_without_a_number() -> None:
    for summary, title in (("On fire", "On fire"), ("[#7]", "[#7]"), (None, None)):
        assert told({**INCIDENT, "title": None, "summary": summary}).title == title


def test_what_is_wrong_is_named_with_its_path() -> None:
    said = wrong(
        {
            "incident": {**INCIDENT, "created_at": 1773482652, "service": "checkout", "title": ["x"]},
            "log_entries": [{}, {"created_at": "yesterday", "summary": True}],
        }
    )
    assert said.split("\n") == [
        "export.json: 5 values are not what PagerDuty writes",
        "log_entries[1].created_at: expected a time such as 2026-03-14T09:52:00Z, found “yesterday”",
        "log_entries[1].summary: expected a text, found true",
        "incident.created_at: expected a time such as 2026-03-14T09:52:00Z, found 1773482652",
        "incident.title: expected a text, found a list",
        "incident.service: expected an object, found “checkout”",
        "Correct them, or leave them out: what is missing is not needed.",
    ]


def test_the_notes_of_an_incident() -> None:
    at = "2026-03-14T10:40:00Z"
    note = {"user": {"summary": "Mara"}, "content": "Replica 2 promoted by hand", "created_at": at}
    incident = {"incident": {"incident_number": 7, "title": "Down", "status": "triggered"}}
    channel = {"type": "note", "content": note["content"]}
    agent = {"type": "user_reference", "summary": "Mara"}
    logged = {"type": "annotate_log_entry", "created_at": "2026-03-14T10:40:01Z", "agent": agent, "channel": channel}
    notes = {"notes": [note, {"content": " ", "created_at": at}, {"content": "x"}, {"content": "y", "created_at": at}]}
    for before in ([], [incident], [incident, {"log_entries": []}]):
        found = read_incident("".join(map(json.dumps, [*before, notes])), "x")
        assert lines(found) == ["10:40 Mara: Replica 2 promoted by hand", "10:40 -: y"]
        assert (found.entries[0].is_quote, found.entries[0].weight) == (True, Weight.MARKED)
        assert [person.name for person in found.participants] == ["Mara"]
    found = told({"log_entries": [logged], **notes})
    assert [f"{entry.at:%H:%M:%S}" for entry in found.entries] == ["10:40:00", "10:40:01"]
    assert wrong({"notes": []}).startswith("export.json comes from no tool")


def entry_of(kind: str, summary: str, clock: str = "10:00:00", **more: Any) -> dict[str, Any]:
    return {"type": f"{kind}_log_entry", "summary": summary, "created_at": f"2026-03-14T{clock}Z", **more}


MARA = {"type": "user_reference", "summary": "Mara"}
ADDED = "Note added by Mara."


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ({"type": "note", "summary": "Pools drain"}, "Pools drain"),
        ({"type": "note", "content": "Pools drain"}, "Pools drain"),
        ({"type": "note", "notes": "Pools drain"}, "Pools drain"),
        ({"type": "note", "summary": ADDED, "content": ""}, None),
        ({"type": "note", "summary": "Note added by mistake"}, "Note added by mistake"),
        ({"type": "note", "notes": ["x"]}, None),
        ({"type": "note"}, None),
        (None, None),
    ],
)
def test_a_note_is_a_quotation_only_with_its_words(channel: dict[str, Any] | None, words: str | None) -> None:
    added = entry_of("annotate", ADDED, agent=MARA, channel=channel)
    (entry,) = told({"log_entries": [added]}).entries
    assert (entry.text, entry.who, entry.is_quote) == (words or ADDED, "Mara", words is not None)
    assert entry.weight is (Weight.USUAL if words else Weight.MINOR)


def test_a_summary_may_be_the_words() -> None:
    (entry,) = told({"log_entries": [entry_of("annotate", "Pools drain", channel={"content": "Pools drain"})]}).entries
    assert (entry.text, entry.is_quote) == ("Pools drain", True)


def test_that_a_note_was_added_is_not_told_beside_the_note() -> None:
    note = {"user": {"summary": "Mara"}, "content": "Pools drain", "created_at": "2026-03-14T10:00:03Z"}
    for agent, clock, is_told in (
        (MARA, "10:00:00", False),
        (None, "10:00:00", False),
        ({**MARA, "summary": "Jonas"}, "10:00:00", True),
        (MARA, "10:01:00", True),
    ):
        added = entry_of("annotate", ADDED, clock, agent=agent)
        incident = told({"log_entries": [added], "notes": [note]})
        assert ([entry.text for entry in incident.entries if not entry.is_quote] == [ADDED]) == is_told
        assert any(entry.text == "Pools drain" for entry in incident.entries)
    unsigned = told({"log_entries": [entry_of("annotate", ADDED, agent=MARA)], "notes": [{**note, "user": None}]})
    assert [entry.text for entry in unsigned.entries] == ["Pools drain"]


def test_a_trigger_without_its_channel() -> None:
    contexts = [
        {"type": "link", "href": "https://graphs.example.com/1", "text": "The graph"},
        {"type": "image", "src": "https://graphs.example.com/1.png"},
        {"type": "link", "href": "javascript:alert(1)", "text": "x"},
    ]
    details = {"description": "Disk of orders-db is full"}
    more: dict[str, Any] = {"channel": {"type": "api"}, "event_details": details, "contexts": contexts}
    (entry,) = told({"log_entries": [entry_of("trigger", "Triggered through the API.", **more)]}).entries
    assert entry.text == "Triggered through the API: Disk of orders-db is full"
    assert entry.links == (
        Link("The graph", "https://graphs.example.com/1"),
        Link("link", "https://graphs.example.com/1.png"),
    )


def test_what_happened_in_one_second_is_told_in_its_order() -> None:
    newest_first = [
        entry_of("resolve", "Resolved", "10:30:00"),
        entry_of("assign", "Assigned to Mara"),
        entry_of("trigger", "Triggered"),
    ]
    expected = ["Triggered", "Assigned to Mara", "Resolved"]
    for entries in (newest_first, newest_first[::-1]):
        for data in ({"log_entries": entries}, entries):
            assert [entry.text for entry in told(data).entries] == expected
    assert [entry.text for entry in told({"log_entries": newest_first[1:]}).entries] == expected[:2]


def test_what_lies_within_the_incident() -> None:
    note = {"content": "Looking", "created_at": "2026-03-14T10:01:00Z", "user": {"summary": "Mara"}}
    entry = {"type": "resolve_log_entry", "created_at": "2026-03-14T10:05:00Z", "summary": "Resolved."}
    incident = {"incident_number": 7, "title": "Down", "status": "resolved", "created_at": "2026-03-14T10:00:00Z"}
    inner = told({"incident": {**incident, "log_entries": [entry], "notes": [note]}})
    assert lines(inner) == ["10:01 Mara: Looking", "10:05 -: Resolved."]
    assert lines(told({**incident, "log_entries": [entry], "notes": [note]})) == lines(inner)
    assert lines(told({"incident": {**incident, "log_entries": "many", "notes": "some"}})) == []
