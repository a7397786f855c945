"""incident.io: an incident and its updates."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pmctl.incidents.model import Link, Person
from pmctl.incidents.registry import read_incident
from pmctl.incidents.timeline import event_text
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
        "08:49 -: Status changed to Monitoring",
        "08:49 Mara Lindqvist: The alias points to the old index again.\n\nResults are back.",
    ]


def test_the_shapes_that_hold_an_incident() -> None:
    for data in (INCIDENT, {"incident": INCIDENT}, {"incidents": [INCIDENT]}):
        incident = told(data)
        assert (incident.title, clocks(incident)) == ("Search is empty", {})
        assert f"{incident.created:%Y-%m-%d %H:%M}" == "2026-03-14 10:00"
    assert told({"incident_updates": []}).title is None


def test_of_two_timestamps_for_one_milestone_the_earlier_counts() -> None:
    values = [
        {"incident_timestamp": {"name": name}, "value": {"value": f"2026-03-14T{clock}:00Z"}}
        for name, clock in (("Reported at", "10:10"), ("Detected", "10:04"), ("Fixed", "10:30"), ("Lunch at", "12:00"))
    ]
    incident = told({**INCIDENT, "incident_timestamp_values": values})
    assert clocks(incident) == {"detected_at": "10:04:00", "mitigated_at": "10:30:00"}
    assert incident.notes == ("Timestamps that are no milestones are left out: Lunch at",)


def test_the_timestamps_that_every_incident_has() -> None:
    names = {
        "Impact started": "started_at", "Impact start": "started_at", "Reported": "detected_at",
        "Accepted at": "acknowledged_at", "FIXED AT": "mitigated_at", "Resolved at": "resolved_at",
        "Declared at": None, "Identified at": None, "Documented at": None, "Closed at": None, "Last activity at": None,
    }  # fmt: skip
    for name, milestone in names.items():
        value = {"incident_timestamp": {"name": name}, "value": {"value": "2026-03-14T09:00:00Z"}}
        incident = told({**INCIDENT, "incident_timestamp_values": [value]})
        assert clocks(incident) == ({milestone: "09:00:00"} if milestone else {})
        assert bool(incident.notes) == (milestone is None)


def test_only_so_many_timestamps_are_named() -> None:
    values = [{"incident_timestamp": {"name": f"Own {n}"}, "value": {"value": "2026-03-14T09:00Z"}} for n in range(9)]
    values.append({"incident_timestamp": {"name": "Empty"}, "value": {}})
    (note,) = told({**INCIDENT, "incident_timestamp_values": values}).notes
    assert note.endswith("Own 0, Own 1, Own 2, Own 3, Own 4, Own 5, Own 6, Own 7, …")


def test_what_was_written_down_late_is_detected_no_later_than_it_was_resolved() -> None:
    resolved = {"incident_timestamp": {"name": "Resolved at"}, "value": {"value": "2026-03-02T10:00:00Z"}}
    incident = told({"incident": {**INCIDENT, "mode": "retrospective", "incident_timestamp_values": [resolved]}})
    assert clocks(incident) == {"resolved_at": "10:00:00"}


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Service", True), ("Affected services", True), ("services affected", True), ("Impacted Service(s)", True),
        ("Which services are affected?", True), ("Microservices", True), ("Customer service notified?", False),
        ("Service level breached", False), ("Is the service desk told", False), (None, False),
    ],
)  # fmt: skip
def test_the_field_of_the_services(name: str | None, is_one: bool) -> None:
    field = {"custom_field": {"name": name}, "values": [{"value_text": "search-api"}]}
    incident = told({**INCIDENT, "custom_field_entries": [field]})
    assert incident.services == (("search-api",) if is_one else ())


def test_two_incidents_are_not_one() -> None:
    updates = [{"incident_id": name, "message": "x", "created_at": "2026-03-14T10:00:00Z"} for name in ("01A", "01B")]
    assert wrong({"incident_updates": updates}).startswith("export.json holds 2 incidents: 01A, 01B\nExport the one ")
    both = [{"incident": {**INCIDENT, "id": "01A"}}, {"incident_updates": updates[1:]}]
    assert wrong("".join(map(json.dumps, both))).startswith("export.json holds 2 incidents: 01A, 01B\n")
    both = [{"incident": {**INCIDENT, "id": "01A"}}, {"incident_updates": updates[:1]}]
    assert len(read_incident("".join(map(json.dumps, both)), "x").entries) == 1


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


def test_what_changed_is_told_beside_what_was_said() -> None:
    def update(minute: int, status: str, severity: str | None = None, message: str | None = None) -> dict[str, object]:
        return {
            "created_at": f"2026-03-14T10:{minute:02}:00Z",
            "message": message,
            "new_incident_status": {"name": status},
            "new_severity": severity and {"name": severity},
            "updater": {"user": {"name": "Mara"}},
        }

    updates = [
        update(9, "Fixing", "Critical", "We lost the second region"),
        update(8, "Fixing", "Major", "Still looking"),
        update(7, "Fixing", "Major"),
        update(10, "Fixing"),
    ]
    assert lines(told({"incident": INCIDENT, "incident_updates": updates})) == [
        "10:07 -: Status changed to Fixing, severity changed to Major",
        "10:08 Mara: Still looking",
        "10:09 -: Severity changed to Critical",
        "10:09 Mara: We lost the second region",
    ]


def test_links_in_an_update_are_links() -> None:
    said = "Fixed by <https://example.com/a/pull/9|PR 9> and [PR 10](https://example.com/a/pull/10)"
    update = {"created_at": "2026-03-14T10:00:00Z", "message": said, "updater": {"user": {"name": "Mara"}}}
    (entry,) = told({"incident": INCIDENT, "incident_updates": [update]}).entries
    assert event_text(entry) == (
        "Mara: “Fixed by [PR 9](<https://example.com/a/pull/9>) and [PR 10](<https://example.com/a/pull/10>)”"
    )


def test_services_in_one_text() -> None:
    field: dict[str, Any] = {"custom_field": {"name": "Services"}, "values": [{"value_text": "search-api, storefront"}]}
    field["values"] += [{"value_option": {"value": "a, b"}}]
    assert told({**INCIDENT, "custom_field_entries": [field]}).services == ("search-api", "storefront", "a, b")


def test_updates_within_the_incident() -> None:
    update = {"incident_id": "01", "created_at": "2026-03-14T10:00:00Z", "message": "Looking"}
    incident = {"id": "01", "name": "Down", "incident_status": {"name": "Closed"}, "incident_updates": [update]}
    assert lines(told({"incident": incident})) == ["10:00 -: Looking"]
    assert lines(told(incident)) == ["10:00 -: Looking"]
