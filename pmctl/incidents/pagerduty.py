"""PagerDuty: an incident and its log entries (REST API v2), or the webhooks (v3) that told of it.

Source: https://developer.pagerduty.com/api-reference, Incidents, "Get an incident" and "List log entries for an
incident"; https://developer.pagerduty.com/docs/webhooks-overview, for the payload of webhooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.model import Entry, Incident, Link, Person, Weight
from pmctl.incidents.reader import has_keys, in_order, milestones, names, only_one, people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.incidents.values import Value

NAME: Final = "PagerDuty"

_UNIMPORTANT: Final = frozenset({"notify", "field_value_change", "responder_notify"})
"""Kinds of log entries that say whom PagerDuty told, and nothing of the incident."""

_KIND_OF_EVENT: Final = {
    "triggered": "trigger",
    "acknowledged": "acknowledge",
    "unacknowledged": "unacknowledge",
    "annotated": "annotate",
    "resolved": "resolve",
}


class _Event(NamedTuple):
    """What happened, such as ``acknowledge``, when, by which person, and what the timeline says of it."""

    kind: str
    at: dt.datetime | None
    person: Person | None
    entry: Entry | None


def recognises(data: object) -> bool:
    """Return whether this is an incident of PagerDuty's, its log entries, or its webhooks."""
    first = data[0] if isinstance(data, list) and data else data
    if has_keys(first, "event"):
        return isinstance(first, dict) and has_keys(first["event"], "event_type", "occurred_at")
    if isinstance(data, list):
        return isinstance(first, dict) and "_log_entry" in str(first.get("type"))
    incident = data.get("incident", only_one(data.get("incidents"))) if isinstance(data, dict) else None
    return has_keys(data, "log_entries") or any(
        has_keys(found, "status", key)
        for found in (data, incident)
        for key in ("incident_number", "urgency", "last_status_change_at")
    )


def read(export: Value) -> Incident:
    """Return what PagerDuty says of the incident."""
    incident, events = _parts(export)
    times = _times(incident, events)
    service = incident.at("service")
    assigned = [
        _person(assignment.at("assignee") or assignment)
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


def _parts(export: Value) -> tuple[Value, list[_Event]]:
    """Return the incident, as well as the export has it, and all that happened."""
    if isinstance(export.data, list):
        items = list(export.items())
        if has_keys(items[0].data, "event"):
            return _told(items), [_event(item.at("event")) for item in items]
        return items[0].at("incident"), [_log_entry(item) for item in items]
    if export.at("event"):
        return _told([export]), [_event(export.at("event"))]
    incident = export.at("incident")
    incident = incident or next(export.at("incidents").items(), incident)
    logged = [*export.at("log_entries").items(), *incident.at("log_entries").items()]
    if not incident:
        incident = export if has_keys(export.data, "status") or not logged else logged[0].at("incident")
    return incident, [_log_entry(entry) for entry in logged]


def _told(webhooks: Sequence[Value]) -> Value:
    """Return the incident that webhooks are about: the newest data with a status, else what a note belongs to."""
    told = [webhook.at("event", "data") for webhook in reversed(webhooks)]
    return next((data for data in told if has_keys(data.data, "status")), told[0].at("incident"))


def _times(incident: Value, events: Iterable[_Event]) -> dict[str, dt.datetime | None]:
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


def _log_entry(entry: Value) -> _Event:
    kind = (entry.at("type").text() or "").removesuffix("_reference").removesuffix("_log_entry")
    at = entry.at("created_at").time()
    agent = entry.at("agent")
    person = _person(agent) if (agent.at("type").text() or "").startswith("user") else None
    text = entry.at("summary").text() or kind.replace("_", " ").capitalize()
    channel = entry.at("channel")
    detail = channel.at("content").text() or channel.at("summary").text()
    if kind == "annotate":
        text = detail or text
    elif kind == "trigger" and detail and detail not in text:
        text = f"{text.rstrip('.')}: {detail}"
    return _Event(kind, at, person, _told_entry(kind, at, text, person))


def _event(event: Value) -> _Event:
    told = (event.at("event_type").text() or "").rpartition(".")[2]
    kind = _KIND_OF_EVENT.get(told, told)
    at = event.at("occurred_at").time()
    agent = event.at("agent")
    person = _person(agent) if (agent.at("type").text() or "").startswith("user") else None
    text = told.replace("_", " ").capitalize() + (f" by {person.name}" if person else "")
    if kind == "annotate":
        text = event.at("data", "content").text() or text
    elif kind == "trigger" and (title := event.at("data", "title").text()):
        text = f"{text}: {title}"
    return _Event(kind, at, person, _told_entry(kind, at, text, person))


def _told_entry(kind: str, at: dt.datetime | None, text: str, person: Person | None) -> Entry | None:
    if at is None or not text or kind in _UNIMPORTANT:
        return None
    who, weight = person.name if person else None, Weight.MINOR if kind == "assign" else Weight.USUAL
    return Entry(at=at, text=text, who=who, is_quote=kind == "annotate", weight=weight)


def _person(user: Value) -> Person | None:
    name = user.at("summary").text() or user.at("name").text()
    return Person(name=name, email=user.at("email").text()) if name else None


def _without_number(summary: str | None) -> str | None:
    """Return a summary such as ``[#1234] The server is on fire`` without the number that PagerDuty puts before it."""
    if summary and summary.startswith("[#"):
        return summary.partition("] ")[2] or summary
    return summary
