"""PagerDuty: an incident, its log entries and notes (REST API v2), or the webhooks (v3) that told of it.

Source: https://developer.pagerduty.com/api-reference, Incidents, "Get an incident", "List log entries for an
incident" and "List notes for an incident"; https://developer.pagerduty.com/docs/webhooks-overview, for the payload of
webhooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError
from pmctl.incidents.model import Incident, Link
from pmctl.incidents.pagerduty_events import Event, logged, noted, person_of, posted, with_notes
from pmctl.incidents.reader import Choice, has_keys, in_order, milestones, names, oldest_first, only_one, people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pmctl.incidents.values import Value

NAME: Final = "PagerDuty"

ONE: Final = Choice("incidents", "Export the one of the postmortem: GET /incidents/ID and /incidents/ID/log_entries.")

KEYS: Final = frozenset({"incident", "incidents", "log_entries", "notes"})

_INSTEAD: Final = "Export the incident instead: GET /incidents/ID and /incidents/ID/log_entries."


def recognises(data: object) -> bool:
    """Return whether this is an incident of PagerDuty's, its log entries or notes, or its webhooks."""
    first = data[0] if isinstance(data, list) and data else data
    if has_keys(first, "event"):
        return isinstance(first, dict) and has_keys(first["event"], "event_type", "occurred_at")
    if isinstance(data, list):
        return isinstance(first, dict) and "_log_entry" in str(first.get("type"))
    incident = data.get("incident", only_one(data.get("incidents"))) if isinstance(data, dict) else None
    return (
        has_keys(data, "log_entries")
        or _has_notes(data)
        or _is_old(data)
        or any(
            has_keys(found, "status", key)
            for found in (data, incident)
            for key in ("incident_number", "urgency", "last_status_change_at")
        )
    )


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the ids and the numbers of the incidents of an answer, and of those that what it logs belongs to."""
    items = [export, *export.items()]
    for incident in (
        *(one for one in items if has_keys(one.data, "status")),
        *(one.at("incident") for one in items),
        *export.at("incidents").items(),
        *(entry.at("incident") for entry in _log_entries(export)),
        *map(_subject, (one.at("event") for one in items)),
    ):
        yield "id", incident.at("id").text()
        yield "number", incident.at("incident_number").text() or incident.at("number").text()


def read(export: Value) -> Incident:
    """Return what PagerDuty says of the incident.

    Raises:
        PmctlError: these are webhooks that PagerDuty has given up.
    """
    if _is_old(export.data):
        raise PmctlError("these are old webhooks (v1 or v2) of PagerDuty, which are not read", hint=_INSTEAD)
    incident, events = _parts(export)
    times = _times(incident, events)
    service = incident.at("service")
    assigned = [
        person_of(assignment.at("assignee") or assignment)
        for key in ("assignments", "assignees")
        for assignment in incident.at(key).items()
    ]
    return Incident(
        source=NAME,
        title=incident.at("title").text() or _without_number(incident.at("summary").text()),
        severity=_severity(incident),
        milestones=milestones(times),
        services=names([service.at("summary").text() or service.at("name").text()]),
        participants=people([*assigned, *(event.person for event in events)]),
        link=incident.at("html_url").url(),
        links=tuple(_links(incident)),
        entries=in_order(event.entry for event in events if event.entry),
    )


def _is_old(data: object) -> bool:
    """Return whether this is a webhook of before 2022: https://developer.pagerduty.com/docs/webhooks-v2-overview."""
    messages = data.get("messages") if isinstance(data, dict) else None
    return isinstance(messages, list) and any(
        has_keys(message, "event", "incident") or has_keys(message, "type", "data") for message in messages
    )


def _has_notes(data: object) -> bool:
    """Return whether this has notes of PagerDuty's: those of Opsgenie have their words elsewhere."""
    notes = data.get("notes") if isinstance(data, dict) else None
    return isinstance(notes, list) and any(has_keys(note, "content", "created_at") for note in notes)


def _parts(export: Value) -> tuple[Value, list[Event]]:
    """Return the incident, as well as the export has it, and all that happened."""
    items = list(export.items()) if isinstance(export.data, list) else [export]
    if items[0].at("event"):
        return _posted([item.at("event") for item in items])
    if isinstance(export.data, list):
        return items[0].at("incident"), _in_order([logged(item) for item in items])
    incident = export.at("incident")
    incident = incident or next(export.at("incidents").items(), incident)
    entries, notes = ([*export.at(key).items(), *_within(incident, key)] for key in ("log_entries", "notes"))
    if not incident:
        incident = export if has_keys(export.data, "status") or not entries else entries[0].at("incident")
    events = _in_order([logged(entry) for entry in entries])
    return incident, with_notes(events, [noted(note) for note in notes])


def _within(incident: Value, key: str) -> Iterator[Value]:
    """Yield what a person put into the incident itself."""
    if isinstance(incident.at(key).data, list):
        yield from incident.at(key).items()


def _in_order(events: list[Event]) -> list[Event]:
    """Return what the API lists, the newest first unless another order was asked for, in whole seconds."""
    return oldest_first(events, lambda event: event.at, usually_newest=True)


def _log_entries(export: Value) -> Iterator[Value]:
    yield from export.at("log_entries").items()
    yield from _within(export.at("incident"), "log_entries")


def _posted(events: Iterable[Value]) -> tuple[Value, list[Event]]:
    """Return the incident of webhooks, as the latest with its status has it, and all that happened.

    Who collects them may put the newest first.
    """
    told = oldest_first([(posted(event), _subject(event)) for event in events], lambda one: one[0].at)
    told.sort(key=lambda one: one[0].at.timestamp() if one[0].at else 0)
    subjects = [subject for _, subject in reversed(told)]
    subject = next((subject for subject in subjects if has_keys(subject.data, "status")), subjects[0])
    return subject, [event for event, _ in told]


def _subject(event: Value) -> Value:
    """Return the incident of a webhook's event, or what refers to it there."""
    data = event.at("data")
    return data if has_keys(data.data, "status") else data.at("incident")


def _times(incident: Value, events: Iterable[Event]) -> dict[str, dt.datetime | None]:
    at: dict[str, list[dt.datetime]] = {}
    for event in events:
        if event.at:
            at.setdefault(event.kind, []).append(event.at)
    status, changed = incident.at("status").data, incident.at("last_status_change_at").time()
    resolved = incident.at("resolved_at").time() or max(at.get("resolve", ()), default=None)
    if status is not None:  # what was resolved once may have been opened again
        resolved = (resolved or changed) if status == "resolved" else None
    return {
        "detected_at": incident.at("created_at").time() or min(at.get("trigger", ()), default=None),
        "acknowledged_at": min(at.get("acknowledge", ()), default=None) or _acknowledged(incident),
        "resolved_at": resolved,
    }


def _acknowledged(incident: Value) -> dt.datetime | None:
    times = (acknowledgement.at("at").time() for acknowledgement in incident.at("acknowledgements").items())
    return min((time for time in times if time), default=None)


def _severity(incident: Value) -> str | None:
    """Return the priority; without one only the urgency is known, which says how loud the page was."""
    priority = incident.at("priority")
    urgency = incident.at("urgency").text()
    named = priority.at("summary").text() or priority.at("name").text() if priority else None
    return named or (f"{urgency} urgency" if urgency else None)


def _links(incident: Value) -> Iterator[Link]:
    if url := incident.at("conference_bridge", "conference_url").url():
        yield Link("Conference call", url)
    for reference in incident.at("external_references").items():
        if url := reference.at("external_url").url():
            yield Link(reference.at("external_id").text() or "External reference", url)


def _without_number(summary: str | None) -> str | None:
    """Return a summary such as ``[#1234] The server is on fire`` without the number that PagerDuty puts before it."""
    if summary and summary.startswith("[#"):
        return summary.partition("] ")[2] or summary
    return summary
