"""Opsgenie: incidents with their timelines, alerts with their logs and notes."""

from __future__ import annotations

import json

import pytest

from pmctl.incidents.model import Person, Weight
from pmctl.incidents.registry import read_incident
from tests.incidents.exports import clocks, fixture, lines, told, wrong

ALERT = {"tinyId": "9", "message": "Disk full", "createdAt": "2026-03-14T10:00:00Z"}


def test_an_incident_followed_by_its_timeline() -> None:
    incident = fixture("opsgenie-incident.json")
    assert (incident.source, incident.title, incident.severity) == ("Opsgenie", "Orders are accepted twice", "P2")
    assert incident.services == ("order-queue",)
    assert incident.summary == "Orders were accepted twice after the queue was replayed."
    assert incident.link is not None
    assert incident.link.startswith("https://shop-example.app.opsgenie.com/incident/detail/652f14b3")
    assert [person.email for person in incident.participants] == ["mara@example.com", "jonas@example.com"]
    assert clocks(incident) == {
        "started_at": "13:40:00",
        "detected_at": "14:06:16",
        "acknowledged_at": "14:11:00",
        "mitigated_at": "15:02:00",
        "resolved_at": "17:20:00",
    }
    assert lines(incident) == [
        "14:06 mara@example.com: Incident created",
        "14:11 jonas@example.com: Responder alert acknowledged",
        "14:55 jonas@example.com: Consumers paused; duplicates have stopped",
        "17:20 -: Incident resolved",
    ]
    assert [(entry.is_quote, entry.weight) for entry in incident.entries][2] == (True, Weight.MARKED)


def test_an_alert_with_logs_and_notes() -> None:
    incident = fixture("opsgenie-alert.json")
    assert (incident.title, incident.severity, incident.services) == ("Disk of orders-db is full", "P3", ("orders-db",))
    assert incident.participants == (Person(name="mara@example.com", email="mara@example.com"),)
    assert clocks(incident) == {"detected_at": "03:12:00", "acknowledged_at": "03:17:52", "resolved_at": "04:57:00"}
    assert lines(incident) == [
        "03:12 -: Alert created via Nagios",
        "03:17 mara@example.com: Alert acknowledged via web",
        "04:02 mara@example.com: Old WAL files removed, replication catches up",
        "04:57 mara@example.com: Alert closed via web",
    ]


def test_an_alert_followed_by_its_logs_and_notes() -> None:
    answers = (
        {"data": ALERT},
        {"data": [{"log": "Alert created", "createdAt": "2026-03-14T10:00:00Z"}]},
        {"data": [{"note": "Looking", "owner": "jonas", "createdAt": "2026-03-14T10:01:00Z"}]},
    )
    incident = read_incident("".join(map(json.dumps, answers)), "export")
    assert lines(incident) == ["10:00 -: Alert created", "10:01 jonas: Looking"]
    assert incident.participants == (Person(name="jonas"),)


def test_the_shapes_that_hold_an_alert() -> None:
    for data in (ALERT, {"alert": ALERT}, {"data": [ALERT]}, {"incident": "x", "data": ALERT}):
        assert told(data).title == "Disk full"


def test_the_report_tells_when_without_a_log() -> None:
    report = {"ackTime": 60_000, "closeTime": 3_600_000, "acknowledgedBy": "jonas@example.com"}
    assert clocks(told({**ALERT, "report": report})) == {
        "detected_at": "10:00:00",
        "acknowledged_at": "10:01:00",
        "resolved_at": "11:00:00",
    }
    assert clocks(told({**ALERT, "report": {"ackTime": "soon", "closeTime": 10**15}})) == {"detected_at": "10:00:00"}


def logged(*lines: str, **alert: object) -> dict[str, str]:
    """Return the milestones of an alert with these lines in its log, a minute between them."""
    logs = [{"log": line, "createdAt": f"2026-03-14T10:{n:02}:00Z"} for n, line in enumerate(lines, 1)]
    return {name: at[:5] for name, at in clocks(told({"alert": {**ALERT, **alert}, "logs": logs[::-1]})).items()}


def test_only_what_was_done_to_the_alert_itself_is_a_milestone() -> None:
    assert logged(
        "Escalated since alert is not acknowledged", "Added tags [disclosed]", "Added responder [Closed-Loop Team]",
        "Alert unacknowledged via web", "Alert of the database closed", "Note: Alert closed via web", "Alert closed",
    ) == {"detected_at": "10:00", "resolved_at": "10:07"}  # fmt: skip
    assert logged("Alert acknowledged via API [Nagios]", "Alert closed via system using policy/policies[clean]") == {
        "detected_at": "10:00",
        "acknowledged_at": "10:01",
        "resolved_at": "10:02",
    }


def test_what_the_alert_says_of_itself_decides() -> None:
    lines = ("Alert acknowledged via web", "Alert closed via web")
    report = {"ackTime": 60_000, "closeTime": 3_600_000}
    for more in ({}, {"report": report}):
        assert logged(*lines, status="open", acknowledged=False, **more) == {"detected_at": "10:00"}
    assert logged(*lines, status="closed", acknowledged=True).keys() == {
        "detected_at", "acknowledged_at", "resolved_at",
    }  # fmt: skip
    assert logged(status="closed", report=report)["resolved_at"] == "11:00"
    assert logged(*lines, status=["closed"]) == {"detected_at": "10:00", "acknowledged_at": "10:01"}


def test_after_it_was_opened_again_the_last_close_counts() -> None:
    closed, opened = "Alert closed via web", "Alert reopened via API"
    for log, more, resolved in (
        ((closed, closed), {}, "10:02"),
        ((closed, opened, closed), {"status": "closed"}, "10:03"),
        ((closed, opened), {}, None),
        ((closed, opened), {"report": {"closeTime": 60_000}}, None),
        ((closed, opened), {"status": "closed", "report": {"closeTime": 600_000}}, "10:10"),
        ((closed, opened), {"status": "closed"}, None),
    ):
        assert logged(*log, **more).get("resolved_at") == resolved


def test_the_end_of_a_responders_alert_is_not_that_of_the_incident() -> None:
    kinds = ("ResponderAlertAcknowledged", "ResponderAlertClosed", "IncidentResolved", "IncidentReopened",
             "IncidentResolved", "IncidentClosed")  # fmt: skip
    entries = [
        {"type": kind, "eventTime": f"2026-03-14T10:{n:02}:00Z", "title": {"content": f"{kind} closed"}}
        for n, kind in enumerate(kinds, 1)
    ]
    for count, resolved in ((2, None), (3, "10:03:00"), (4, None), (5, "10:05:00"), (6, "10:05:00")):
        found = clocks(told({"incident": ALERT, "timeline": {"entries": entries[:count]}}))
        assert (found["acknowledged_at"], found.get("resolved_at")) == ("10:01:00", resolved)
    assert clocks(told({"incident": ALERT, "timeline": entries[5:]}))["resolved_at"] == "10:06:00"


def test_two_alerts_are_not_one() -> None:
    answers = ({"data": {**ALERT, "id": "70-a"}}, {"data": {**ALERT, "id": "70-b", "tinyId": "10"}})
    assert wrong("".join(map(json.dumps, answers))).startswith("export.json holds 2 incidents: 70-a, 70-b\nExport the")
    posted = [webhook("Create"), webhook("Close", tinyId="10")]
    assert wrong(posted).startswith("export.json holds 2 incidents: 9, 10\n")
    assert told({"alert": {**ALERT, "id": "70-a"}, "notes": []}).title == "Disk full"


def webhook(action: str, updated: object = 1773482700764002246, **alert: object) -> dict[str, object]:
    said = {"tinyId": "9", "message": "Disk full", "createdAt": 1773482400104, "username": "jonas@example.com"}
    return {"action": action, "alert": {**said, "updatedAt": updated, **alert}, "integrationName": "x"}


POSTED = [
    webhook("Acknowledge"),
    webhook("Create", username="zabbix", priority="P2", description="99 %"),
    webhook("AddNote", "1773482760000000000", note="Looking"),
    webhook("AddTags", 1773482770000, username="System"),
    webhook("UnAcknowledge", 1773482710000),
    webhook("Close", 1773483000000000, note="all is well"),
]


def test_what_is_posted_to_a_webhook_has_times_in_milliseconds() -> None:
    for content in (json.dumps(POSTED), "\n".join(map(json.dumps, POSTED))):
        incident = read_incident(content, "export")
        assert (incident.source, incident.title, incident.severity) == ("Opsgenie", "Disk full", "P2")
        assert incident.summary == "99 %"
        assert clocks(incident) == {"detected_at": "10:00:00", "acknowledged_at": "10:05:00", "resolved_at": "10:10:00"}
        assert lines(incident) == [
            "10:00 -: Alert created",
            "10:05 jonas@example.com: Alert acknowledged",
            "10:05 jonas@example.com: Alert unacknowledged",
            "10:06 jonas@example.com: Looking",
            "10:06 -: Alert: AddTags",
            "10:10 jonas@example.com: Alert closed: all is well",
        ]
        assert [(entry.is_quote, entry.weight) for entry in incident.entries][3:5] == [
            (True, Weight.USUAL),
            (False, Weight.MINOR),
        ]


def test_one_webhook_alone() -> None:
    assert lines(told(POSTED[1])) == ["10:00 -: Alert created"]
    assert clocks(told(POSTED[0])) == {"detected_at": "10:00:00", "acknowledged_at": "10:05:00"}
    assert told(webhook("Close", None)).entries == ()
    assert told({**webhook("Close"), "action": None}).entries == ()
    assert "alert.updatedAt: expected a time such as" in wrong(webhook("Close", 1773482700))
    assert "x comes from no tool" in wrong([{"action": "Close", "alert": None}], "x")


def test_what_says_nothing_is_left_out() -> None:
    entries = [{"eventTime": "2026-03-14T10:00:00Z"}, {"eventTime": "2026-03-14T10:00:00Z", "title": {"content": " "}}]
    assert told({"incident": ALERT, "timeline": {"entries": entries}, "logs": [{}]}).entries == ()


def test_what_is_wrong_is_named() -> None:
    assert "logs[0].createdAt: expected a time" in wrong({"alert": ALERT, "logs": [{"log": "x", "createdAt": "now"}]})
    assert "notes: expected a list, found “none”" in wrong({"alert": ALERT, "notes": "none"})


def test_an_incident_with_the_alert_of_its_responders() -> None:
    at = "2026-03-14T10:{}:00Z".format
    answers = [
        {"data": {**ALERT, "id": "i1", "impactStartDate": at("00"), "status": "resolved"}},
        {"data": {"entries": [{"type": "IncidentResolved", "eventTime": at("40"), "title": {"content": "Resolved"}}]}},
        {"data": {**ALERT, "id": "a1", "tinyId": "10", "message": "[responder] Disk full", "alias": "x"}},
        {"data": [{"log": "Alert acknowledged via web", "createdAt": at("05")},
                  {"log": "Alert closed via web", "createdAt": at("50")}]},
        {"data": [{"note": "Looking", "createdAt": at("06")}]},
    ]  # fmt: skip
    parts: dict[str, object] = {"timeline": answers[1]["data"], "logs": answers[3]["data"], "notes": answers[4]["data"]}
    parts |= {"incident": answers[0]["data"], "alert": answers[2]["data"]}
    expected = told(parts)
    assert expected.title == "Disk full"
    assert clocks(expected) == {
        "started_at": "10:00:00", "detected_at": "10:00:00", "acknowledged_at": "10:05:00", "resolved_at": "10:40:00",
    }  # fmt: skip
    assert [line[:5] for line in lines(expected)] == ["10:05", "10:06", "10:40", "10:50"]
    assert [note[:42] for note in expected.notes] == ["The alert is taken for the incident's: its"]
    assert told({**parts, "alert": None}).notes == ()
    for order in (answers, answers[::-1], [*answers[3:], *answers[:3]]):
        assert read_incident("".join(map(json.dumps, order)), "x") == expected
        assert told(order) == expected


def test_the_logs_may_come_first() -> None:
    logs = {"data": [{"log": "Alert closed", "createdAt": "2026-03-14T11:00:00Z"}]}
    incident = read_incident(json.dumps(logs) + json.dumps({"data": ALERT}), "x")
    assert clocks(incident) == {"detected_at": "10:00:00", "resolved_at": "11:00:00"}
    assert incident.notes == ()


ENTRY = {"type": "IncidentResolved", "eventTime": "2026-03-14T10:40:00Z", "title": {"content": "Resolved"}}
CLOSED = {"log": "Alert closed via web", "createdAt": "2026-03-14T10:50:00Z"}


def test_the_alerts_of_several_responders_are_left_out() -> None:
    incident = {**ALERT, "id": "i1", "impactStartDate": "2026-03-14T10:00:00Z", "status": "resolved"}
    alerts = [{**ALERT, "id": f"a{n}", "tinyId": f"{n}\x1b", "alias": "x"} for n in range(10, 16)]
    logs = {"data": [CLOSED], "paging": {"next": "https://example.com"}, "took": 0.1}
    start = [{"data": incident}, {"data": {"entries": [ENTRY]}}]
    shown = "10␛, 11␛, 12␛, 13␛, 14␛, …"
    note = f"6 alerts of the incident's responders are left out, with the logs and notes of alerts: {shown}"
    for answers in (
        [*start, *({"data": alert, "took": 0.2} for alert in alerts), logs],
        [logs, *({"data": alert} for alert in alerts), *start],
        [*start, {"data": alerts, "paging": {}}],
        [{"incident": incident, "timeline": [ENTRY], "alerts": alerts, "logs": [CLOSED]}],
        [{"incident": incident, "entries": [ENTRY], "alert": alerts, "notes": 7}],
    ):
        found = read_incident("".join(map(json.dumps, answers)), "x")
        assert (found.notes, lines(found)) == ((note,), ["10:40 -: Resolved"])
        assert clocks(found)["resolved_at"] == "10:40:00"
    assert wrong([{"data": alert} for alert in alerts[:2]]).startswith("export.json holds 2 incidents: a10, a11")


def test_a_timeline_with_more_entries() -> None:
    more = "There is more: this is not the last page; put the next ones behind it"
    incident = {"data": {**ALERT, "id": "i1", "impactStartDate": "2026-03-14T10:00:00Z"}}
    page, last = {"data": {"entries": [ENTRY], "nextOffset": "17_x"}}, {"data": {"entries": [ENTRY]}}
    for answers, is_told in (
        ([incident, page], True),
        ([incident, page, last], False),
        ([{"incident": incident["data"], "timeline": page["data"]}], True),
        ([{"incident": incident["data"], **last["data"], "nextOffset": "17_x"}], True),
        ([{"incident": incident["data"], **last["data"]}], False),
    ):
        assert (more in read_incident("".join(map(json.dumps, answers)), "x").notes) == is_told


def test_what_happened_at_once_is_told_in_its_order() -> None:
    at = "2026-03-14T10:00:00Z"
    logs = [{"log": f"Added tags [{n}]", "createdAt": at} for n in "ab"] + [{"log": "Alert created", "createdAt": at}]
    expected = ["Alert created", "Added tags [b]", "Added tags [a]"]
    assert [entry.text for entry in told({"alert": ALERT, "logs": logs}).entries] == expected
    later = {**CLOSED, "log": "Alert closed"}
    for listed in ([later, *logs], [*logs[::-1], later]):
        texts = [entry.text for entry in told({"alert": ALERT, "logs": listed}).entries]
        assert texts == [*expected, "Alert closed"]


RESOLVED = {
    "type": "IncidentResolved", "eventTime": "2026-03-14T10:05:00Z", "title": {"type": "text", "content": "Resolved"}
}  # fmt: skip
LOG = {"log": "Alert acknowledged via web", "createdAt": "2026-03-14T10:02:00Z", "owner": "mara@example.com"}
NOTE = {"note": "Looking", "createdAt": "2026-03-14T10:03:00Z", "owner": "mara@example.com"}


@pytest.mark.parametrize(
    ("answer", "told_"),
    [
        ({"data": {"entries": [RESOLVED], "nextOffset": ""}, "took": 0.1}, "10:05 -: Resolved"),
        ({"timeline": {"entries": [RESOLVED]}}, "10:05 -: Resolved"),
        ({"timeline": [RESOLVED]}, "10:05 -: Resolved"),
        ({"entries": [RESOLVED]}, "10:05 -: Resolved"),
        ({"data": [LOG], "took": 0.1}, "10:02 mara@example.com: Alert acknowledged via web"),
        ({"notes": [NOTE]}, "10:03 mara@example.com: Looking"),
    ],
)
def test_what_is_told_of_an_incident_alone(answer: object, told_: str) -> None:
    incident = told(answer)
    assert (incident.source, incident.title, lines(incident)) == ("Opsgenie", None, [told_])


def test_what_lies_within_the_subject() -> None:
    alert = {"tinyId": "7", "message": "Down", "createdAt": "2026-03-14T10:00:00Z"}
    expected = ["10:02 mara@example.com: Alert acknowledged via web", "10:03 mara@example.com: Looking"]
    assert lines(told({"alert": {**alert, "logs": [LOG], "notes": [NOTE]}})) == expected
    assert lines(told({**alert, "logs": [LOG], "notes": [NOTE]})) == expected
    assert lines(told({"alert": {**alert, "notes": "none"}})) == []
    incident = {"tinyId": "8", "message": "Down", "impactedServices": [], "timeline": {"entries": [RESOLVED]}}
    assert clocks(told({"incident": incident})) == {"resolved_at": "10:05:00"}
