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
        ({"A": ["10:00", "12:30"], "B": ["10:30"]}, True),
        ({"A": ["10:00", "12:31"], "B": ["10:30"]}, False),  # what holds for several groups holds for one of them
        ({"A": ["10:00", "16:00"], "B": ["13:00"]}, False),
        ({"A": ["10:00", "16:00"]}, False),
        ({"A": ["13:00"], "B": ["10:00"], "C": ["10:10"]}, False),
        ({"A": ["13:00"], "B": ["10:00"], "C": ["11:50"]}, True),
    ],
)
def test_groups_that_follow_within_an_hour_are_one(starts: dict[str, list[str]], is_one: bool) -> None:
    def ended(start: str) -> dict[str, Any]:
        end = f"2026-03-14T{int(start[:2]) + 1}{start[2:]}:00Z"
        return alert("resolved", startsAt=f"2026-03-14T{start}:00Z", endsAt=end)

    posted = [grouped(name, ended(time)) for name, times in starts.items() for time in times]
    if is_one:
        assert told(posted).notes == (f"{len(starts)} groups of alerts are read as one incident: {', '.join(starts)}",)
    else:
        assert "with more than an hour between them" in wrong(posted)
    together = [grouped(name, *map(ended, times)) for name, times in starts.items()]
    if len(together) == 1:
        assert told(together).notes[0].startswith("More than an hour lies between some of the alerts, ")


def test_what_belongs_to_which_incident_is_said() -> None:
    first = alert("firing", startsAt="2026-11-02T01:00:00Z")
    over = alert("resolved", startsAt="2026-11-02T01:00:00Z", endsAt="2026-11-02T02:00:00Z")
    again = alert("firing", startsAt="2026-11-05T03:00:00Z")
    posted = [grouped("A", first), grouped("A", over), grouped("A", again), group(again)]
    expected = [
        "the alerts are of 2 incidents, with more than an hour between them",
        "2026-11-02 01:00 UTC: answers 1, 2 (A)",
        "2026-11-05 03:00 UTC: answers 3, 4 (A)",
        "Keep only what was posted of one incident, and leave out the other answers.",
    ]
    assert wrong(posted).split("\n") == expected
    assert wrong("".join(map(json.dumps, posted))).split("\n") == expected
    days = [alert("resolved", startsAt=f"2026-11-{day:02}T01:00:00Z", endsAt=f"2026-11-{day:02}T02:00:00Z")
            for day in range(1, 9)]  # fmt: skip
    said = wrong([group(day) for day in days]).split("\n")
    assert (said[1], said[-2]) == ("2026-11-01 01:00 UTC: answer 1", "and 3 more")


def test_what_was_posted_at_once_is_one_incident() -> None:
    first, later = alert("resolved"), alert("firing", startsAt="2026-03-14T15:00:00Z")
    between = alert("resolved", startsAt="2026-03-14T12:30:00Z", endsAt="2026-03-14T12:40:00Z")
    note = "More than an hour lies between some of the alerts, which were posted at once"
    assert told(group(first, later)).notes == (note,)
    assert told([group(first), group(between), group(first, later)]).notes == (note,)
    still = alert("firing", fingerprint="f1")
    assert told([group(still), group(still, later, groupKey="A")]).notes == ()


def test_an_alert_without_an_end_fires_until_it_would_have_been_posted_again() -> None:
    later = alert("firing", startsAt="2026-03-14T15:00:00Z")
    assert told([grouped("A", alert("firing")), grouped("B", later)]).notes
    later["startsAt"] = "2026-03-14T15:00:01Z"
    assert "more than an hour" in wrong([grouped("A", alert("firing")), grouped("B", later)])
    known = grouped("A", alert("resolved")), grouped("A", alert("firing"))
    assert "more than an hour" in wrong([*known, grouped("B", alert("firing", startsAt="2026-03-14T12:01:00Z"))])
    assert told([*known, grouped("B", alert("firing", startsAt="0001-01-01T00:00:00Z"))]).notes


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


def labelled(**labels: str) -> dict[str, Any]:
    url = f"https://query.example.com/{'-'.join(labels.values())}"
    return alert("firing", labels={"alertname": "Slow", **labels}, generatorURL=url)


@pytest.mark.parametrize(
    ("alerts", "shown"),
    [
        ([{"instance": "10.2.3.4:8080", "pod": "co-1", "uid": "1"}, {"instance": "10.2.3.4:8080", "pod": "co-2"}],
         ["co-1", "co-2"]),
        ([{"service": "checkout"}, {"service": "search"}], ["checkout", "search"]),
        ([{"namespace": "a", "device": "x"}, {"namespace": "a", "device": "y"}, {"namespace": "b", "device": "x"}],
         ["a, x", "a, y", "b, x"]),
        ([{"instance": "10.0.0.1:80", "pod": "a"}, {"instance": "10.0.0.2:80", "pod": "b"}], ["a", "b"]),
        ([{"instance": "db-1", "pod": "a"}, {"instance": "db-2", "pod": "b"}], ["db-1", "db-2"]),
        ([{"pod": "node-exporter-1", "device": "sda"}, {"pod": "node-exporter-2", "device": "sdb"}], ["sda", "sdb"]),
        ([{"uid": "1", "pod": "a", "zone": "x"}, {"uid": "2", "pod": "a", "zone": "y"}, {"uid": "3", "zone": "x"}],
         ["a, x", "a, y", "x"]),
        ([{"job": "a"}, {"job": "b"}], ["a", "b"]),
        ([{"phase": "1", "kind": "1", "tier": "1"}, {"phase": "1", "kind": "2", "tier": "2"},
          {"phase": "2", "kind": "2", "tier": "3"}], ["1", "2", "3"]),
        # The first has most values, and the two others together tell all apart without it.
        ([{"service": f"s{n // 3}", "namespace": f"n{n % 3}", "x": f"x{x}"} for n, x in enumerate((0, 1, 1, 0, 2, 3))],
         [f"s{n // 3}, n{n % 3}" for n in range(6)]),
        ([{}, {"instance": "db-1"}], ["", "db-1"]),
        ([{"instance": "db-1", "pod": "x"}], ["db-1"]),
        ([{"pod": "x"}], [""]),
    ],
)  # fmt: skip
def test_the_fewest_labels_that_tell_alerts_apart(alerts: list[dict[str, str]], shown: list[str]) -> None:
    incident = told(group(*(labelled(**labels) for labels in alerts)))
    names = [f"Slow ({where})" if where else "Slow" for where in shown]
    assert [entry.text for entry in incident.entries] == [f"{name} fires" for name in names]
    if len(names) > 1:
        assert [link.title for link in incident.links] == [f"Query of {name}" for name in names]


def test_labels_that_are_none_tell_nothing() -> None:
    odd = [alert("firing", labels={"alertname": "Slow", "pod": pod}) for pod in (["a"], " ", 7)]
    assert lines(told(group(*odd))) == ["10:00 -: Slow fires"]


@pytest.mark.parametrize(
    ("labels", "services"),
    [
        ({"service": "checkout"}, ("checkout",)),
        ({"service": "checkout", "job": "checkout"}, ("checkout",)),
        ({"service": "blackbox-exporter", "app": "shop"}, ("shop",)),
        ({"service": "orders-db", "job": "postgres-exporter"}, ("orders-db",)),
        ({"service": "kube-prometheus-stack-kube-state-metrics", "job": "kube-state-metrics"}, ()),
        ({"service": "prometheus-blackbox-exporter"}, ()),
        ({"service": "node"}, ()),
        ({"service": "node-pool-manager"}, ("node-pool-manager",)),
        ({"app": "kubelet"}, ()),
        ({"job": "kube-state-metrics"}, ()),
        ({"job": "checkout"}, ()),
    ],
)
def test_the_exporter_is_not_what_was_hit(labels: dict[str, str], services: tuple[str, ...]) -> None:
    assert told(group(labelled(**labels))).services == services
    assert told(group(commonLabels=labels)).services == services


def grafanas(**more: Any) -> dict[str, Any]:
    alerts = [
        alert("firing", labels={"alertname": "High CPU usage"}, startsAt="2026-03-14T10:05:00Z"),
        alert("firing", labels={"alertname": "High memory usage"}),
    ]
    return {
        "orgId": 1,
        "alerts": alerts,
        "groupLabels": {},
        "commonLabels": {"team": "blue"},
        "state": "alerting",
        **more,
    }


def test_a_group_of_grafanas_that_has_no_name() -> None:
    note = "The group of alerts has no name: the title is that of its first alert"
    for written, title in (
        ("[FIRING:2]  (blue)", "High memory usage"),
        ("[FIRING:2] ", "High memory usage"),
        (7, "High memory usage"),
        (None, "High memory usage"),
        ("[FIRING:1, RESOLVED:1] Memory of the shop (blue)", "Memory of the shop (blue)"),
        ("Memory of the shop", "Memory of the shop"),
    ):
        incident = told(grafanas(title=written))
        assert (incident.source, incident.title) == ("Grafana", title)
        assert incident.notes == ((note,) if title == "High memory usage" else ())
    assert told(grafanas(title="[FIRING:2] x", groupLabels={"alertname": "DiskFull"})).title == "DiskFull"
    unnamed = [alert("firing", annotations={"summary": "It is slow"})]
    assert told({"alerts": unnamed, "groupLabels": {}}).title == "It is slow"
    assert told({"alerts": [alert("firing")], "groupLabels": {}}).title is None
    assert told(grafanas(truncatedAlerts=3, title="x")).notes[0].startswith("Grafana has left alerts out: 3 ")
    assert "not what Grafana writes" in wrong(grafanas(truncatedAlerts="x"))
