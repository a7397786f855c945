"""incident.io: an incident and its updates."""

from __future__ import annotations

from pmctl.incidents.model import Link, Person
from tests.incidents.exports import clocks, fixture, lines, told, wrong

INCIDENT = {"name": "Search is empty", "incident_status": {"name": "Closed"}, "created_at": "2026-03-14T10:00:00Z"}
MARA = Person(name="Mara Lindqvist", email="mara@example.com")


def test_an_incident_and_its_updates() -> None:
    incident = fixture("incident-io.json")
    assert (incident.source, incident.title, incident.severity) == ("incident.io", "Search returns nothing", "Critical")
    assert incident.services == ("search-api", "storefront")
    assert incident.summary == "Queries of all languages came back empty after the index was switched."
    assert (incident.commander, incident.participants) == (MARA, (MARA,))
    assert incident.link == "https://app.incident.io/shop-example/incidents/123"
    assert incident.links == (
        Link("Call", "https://meet.example.com/inc-123"),
        Link("SRCH-88", "https://tracker.example.com/SRCH-88"),
    )
    assert clocks(incident) == {
        "started_at": "08:02:00",
        "detected_at": "08:14:00",
        "acknowledged_at": "08:16:30",
        "mitigated_at": "08:49:00",
        "resolved_at": "10:00:00",
    }
    assert lines(incident) == [
        "08:20 -: Status changed to Investigating, severity changed to Critical",
        "08:49 Mara Lindqvist: The alias points to the old index again.\n\nResults are back.",
    ]


def test_the_shapes_that_hold_an_incident() -> None:
    for data in (INCIDENT, {"incident": INCIDENT}, {"incidents": [INCIDENT]}):
        incident = told(data)
        assert (incident.title, clocks(incident)) == ("Search is empty", {"detected_at": "10:00:00"})
    assert told({"incident_updates": []}).title is None


def test_of_two_timestamps_for_one_milestone_the_earlier_counts() -> None:
    values = [
        {"incident_timestamp": {"name": name}, "value": {"value": f"2026-03-14T{clock}:00Z"}}
        for name, clock in (("Reported at", "10:10"), ("Detected", "10:04"), ("Fixed", "10:30"), ("Lunch at", "12:00"))
    ]
    incident = told({**INCIDENT, "incident_timestamp_values": values})
    assert clocks(incident) == {"detected_at": "10:04:00", "mitigated_at": "10:30:00"}


def test_what_is_not_there() -> None:
    issue = {"issue_permalink": "https://tracker.example.com/1"}
    update = {"created_at": "2026-03-14T10:00:00Z"}
    incident = told({"incident": {**INCIDENT, "external_issue_reference": issue}, "incident_updates": [update, {}]})
    assert incident.links == (Link("Issue", "https://tracker.example.com/1"),)
    assert incident.entries == ()
    assert incident.commander is None


def test_what_is_wrong_is_named() -> None:
    values = [{"incident_timestamp": {"name": "Fixed at"}, "value": {"value": "2026-03-14"}}]
    assert (
        "incident_timestamp_values[0].value.value: expected a time such as 2026-03-14T09:52:00Z, found “2026-03-14”"
        in wrong({**INCIDENT, "incident_timestamp_values": values})
    )
