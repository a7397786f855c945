"""Alertmanager: the payload of a webhook."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pmctl.incidents.model import Link
from pmctl.incidents.registry import read_incident
from tests.incidents.exports import clocks, fixture, lines, told, wrong


def group(*alerts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"version": "4", "groupLabels": {"alertname": "DiskFull"}, "alerts": list(alerts), **more}


def alert(status: str, **more: Any) -> dict[str, Any]:
    return {"status": status, "startsAt": "2026-03-14T10:00:00Z", "endsAt": "2026-03-14T11:00:00Z", **more}


def test_a_group_of_alerts() -> None:
    incident = fixture("alertmanager.json")
    assert (incident.source, incident.detection) == ("Alertmanager", "alert")
    assert incident.title == "The certificate of the gateway has expired"
    assert incident.severity == "alert severity critical"
    assert incident.services == ("gateway",)
    assert [link.title for link in incident.links] == ["Runbook", "Query"]
    assert clocks(incident) == {"detected_at": "22:01:26", "resolved_at": "23:55:00"}
    assert lines(incident) == [
        "22:01 -: CertificateExpired (gw-1:443) fires: The certificate of the gateway has expired",
        "22:03 -: CertificateExpired (gw-2:443) fires: gw-2 still serves it",
        "23:40 -: CertificateExpired (gw-1:443) is resolved",
        "23:55 -: CertificateExpired (gw-2:443) is resolved",
    ]


def test_while_one_alert_fires_nothing_is_resolved() -> None:
    firing = alert("firing", endsAt="2026-03-14T10:09:00Z", labels={"instance": "db-1"})
    incident = told(group(alert("resolved"), firing))
    assert clocks(incident) == {"detected_at": "10:00:00"}
    assert lines(incident) == [
        "10:00 -: An alert fires",
        "10:00 -: An alert (db-1) fires",
        "11:00 -: An alert is resolved",
    ]


def test_an_alert_that_fires_and_is_resolved_is_one() -> None:
    posted = [group(alert("firing")), group(alert("resolved")), group(alert("firing"))]
    for content in (json.dumps(posted), "".join(map(json.dumps, posted))):
        incident = read_incident(content, "export")
        assert (incident.title, clocks(incident)) == (
            "DiskFull",
            {"detected_at": "10:00:00", "resolved_at": "11:00:00"},
        )
        assert lines(incident) == ["10:00 -: An alert fires", "11:00 -: An alert is resolved"]


def test_the_zero_time_is_none() -> None:
    incident = told(group(alert("resolved", startsAt="0001-01-01T00:00:00Z", endsAt="0001-01-01T00:00:00Z")))
    assert (clocks(incident), incident.entries) == ({}, ())


def test_no_alerts() -> None:
    incident = told(group(commonLabels={}))
    assert (incident.title, incident.milestones) == ("DiskFull", ())
    assert told({"alerts": [], "commonLabels": {"alertname": "DiskSlow"}}).title == "DiskSlow"


def test_an_alert_may_have_the_name_of_an_incidents_severity() -> None:
    for label, severity in (("P1", "P1"), ("sev2", "sev2"), ("page", "page"), ("warning", "alert severity warning")):
        assert told(group(commonLabels={"severity": label})).severity == severity


def test_links_of_grafana() -> None:
    incident = told(
        group(alert("firing", dashboardURL="https://grafana.example.com/d/1", panelURL="", generatorURL=""))
    )
    assert incident.links == (Link("Dashboard", "https://grafana.example.com/d/1"),)


def test_what_is_wrong_is_named() -> None:
    said = wrong(group(alert("firing", startsAt="10:00"), "x", commonLabels=[]))
    assert "alerts[0].startsAt: expected a time such as 2026-03-14T09:52:00Z, found “10:00”" in said
    assert "alerts[1]: expected an object, found “x”" in said
    assert "commonLabels: expected an object, found a list" in said


def test_an_alert_fires_once_however_often_it_is_posted() -> None:
    posted = [
        group(alert("firing", fingerprint="f1", annotations={"summary": f"Error rate is {n} %"}), groupKey="k")
        for n in range(20)
    ]
    posted.append(group(alert("resolved", fingerprint="f1", annotations={"summary": "Error rate is 0 %"})))
    again = alert("firing", fingerprint="f1", startsAt="2026-03-14T12:00:00Z")
    assert lines(told(posted)) == ["10:00 -: An alert fires: Error rate is 0 %", "11:00 -: An alert is resolved"]
    assert lines(told([*posted, group(again)]))[2:] == ["12:00 -: An alert fires"]


def test_alerts_that_were_left_out() -> None:
    resolved = alert("resolved", fingerprint="f1")
    firing = group(resolved, truncatedAlerts=37, status="firing")
    incident = told([firing, group(resolved, truncatedAlerts=2)])
    assert incident.notes == ("Alertmanager has left alerts out: 37 (max_alerts of the webhook)",)
    assert clocks(incident) == {"detected_at": "10:00:00"}
    assert "resolved_at" in clocks(told([firing, group(resolved, truncatedAlerts=37, status="resolved")]))
    assert told(group(resolved, truncatedAlerts=0)).notes == ()
    for number in (True, "37"):
        assert "truncatedAlerts: expected a whole number, found" in wrong(group(resolved, truncatedAlerts=number))


def grouped(name: str, *alerts: dict[str, Any]) -> dict[str, Any]:
    return group(*alerts, groupKey=name, groupLabels={"alertname": name})


def test_the_same_alerts_for_two_receivers() -> None:
    posted = [grouped(name, alert("resolved", fingerprint="f1")) for name in ("A", "B")]
    for content in (posted, "".join(map(json.dumps, posted))):
        incident = read_incident(content if isinstance(content, str) else json.dumps(content), "x")
        assert (incident.title, len(incident.entries)) == ("A", 2)
        assert incident.notes == ("2 groups of alerts are read as one incident: A, B",)


@pytest.mark.parametrize(
    ("starts", "is_one"),
    [
        ({"A": ["10:00"], "B": ["12:00"]}, True),  # an hour after the end of the first
        ({"A": ["10:00"], "B": ["12:01"]}, False),
        ({"A": ["10:00", "12:30"], "B": ["10:30"]}, True),  # a group alone may fire again later
        ({"A": ["10:00", "16:00"], "B": ["13:00"]}, True),
        ({"A": ["13:00"], "B": ["10:00"], "C": ["10:10"]}, False),
        ({"A": ["13:00"], "B": ["10:00"], "C": ["11:50"]}, True),
    ],
)
def test_groups_that_follow_within_an_hour_are_one(starts: dict[str, list[str]], is_one: bool) -> None:
    def ended(start: str) -> dict[str, Any]:
        end = f"2026-03-14T{int(start[:2]) + 1}{start[2:]}:00Z"
        return alert("resolved", startsAt=f"2026-03-14T{start}:00Z", endsAt=end)

    posted = [grouped(name, *map(ended, times)) for name, times in starts.items()]
    if is_one:
        assert told(posted).notes == (f"{len(starts)} groups of alerts are read as one incident: {', '.join(starts)}",)
    else:
        said = wrong(posted).split("\n")
        what = f"the export holds {len(starts)} groups of alerts, with more than an hour between them"
        assert said == [
            f"{what}: {', '.join(starts)}",
            "Keep only what was posted of one incident: the groupKeys tell.",
        ]


def test_an_alert_without_an_end_fires_until_it_would_have_been_posted_again() -> None:
    later = alert("firing", startsAt="2026-03-14T15:00:00Z")
    assert told([grouped("A", alert("firing")), grouped("B", later)]).notes
    later["startsAt"] = "2026-03-14T15:00:01Z"
    assert "more than an hour" in wrong([grouped("A", alert("firing")), grouped("B", later)])
    known = grouped("A", alert("resolved")), grouped("A", alert("firing"))
    assert "more than an hour" in wrong([*known, grouped("B", alert("firing", startsAt="2026-03-14T12:01:00Z"))])
    nothing = group(alert("firing", startsAt="2026-03-19T15:00:00Z"))
    assert told([*known, nothing, grouped("B", alert("firing", startsAt="0001-01-01T00:00:00Z"))]).notes


def test_summary_and_description_are_both_told() -> None:
    for summary, description, text in (
        ("Disk full.", "99 % on db-1", "Disk full: 99 % on db-1"),
        ("Disk full", "Disk full on db-1", "Disk full on db-1"),
        ("Disk full", None, "Disk full"),
        (None, "99 %", "99 %"),
    ):
        annotations = {"summary": summary, "description": description}
        assert lines(told(group(alert("firing", annotations=annotations)))) == [f"10:00 -: An alert fires: {text}"]


def test_links_say_whose_they_are_and_the_runbooks_come_first() -> None:
    def leading(number: int) -> dict[str, Any]:
        runbook = {"runbook_url": f"https://run.example.com/{number}"}
        labels = {"alertname": f"A{number}"}
        url = f"https://query.example.com/{number}"
        return alert("firing", labels=labels, annotations=runbook, generatorURL=url)

    incident = told(group(*map(leading, range(6))))
    assert [link.title for link in incident.links] == [
        *(f"Runbook of A{n}" for n in range(6)),
        *(f"Query of A{n}" for n in range(4)),
    ]
    assert incident.notes == ("2 of 12 links of the alerts are left out, runbooks last",)
    assert [link.title for link in told(group(leading(1), leading(1))).links] == ["Runbook", "Query"]
