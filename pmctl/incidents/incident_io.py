"""incident.io: an incident and its updates (API v2).

Source: https://docs.incident.io/api-reference, Incidents V2, "Show", and Incident Updates V2, "List".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Entry, Incident, Link, Person
from pmctl.incidents.reader import (
    Choice,
    has_keys,
    in_order,
    listed,
    milestones,
    names,
    oldest_first,
    only_one,
    people,
    some_of,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pmctl.incidents.values import Value

NAME: Final = "incident.io"

ONE: Final = Choice(
    "incidents", "Export the one of the postmortem: GET /v2/incidents/ID and /v2/incident_updates?incident_id=ID."
)

KEYS: Final = frozenset({"incident", "incidents", "incident_updates"})

_MILESTONES: Final = {
    "impact started": "started_at",
    "impact start": "started_at",
    "started": "started_at",
    "detected": "detected_at",
    "reported": "detected_at",
    "accepted": "acknowledged_at",
    "acknowledged": "acknowledged_at",
    "mitigated": "mitigated_at",
    "fixed": "mitigated_at",
    "impact ended": "mitigated_at",
    "resolved": "resolved_at",
}
"""The names of timestamps, those that incident.io has by itself and the usual ones of one's own, without "at".

Source: https://help.incident.io/en/articles/6541971-incident-lifecycle, and Incident Timestamps V2 of the API. When the
cause was identified, or the incident declared, documented and closed, is none of the front matter's milestones.
"""

_MOST_NAMED: Final = 8
_LONGEST_NAME: Final = 40

_STATES: Final = {"status": "new_incident_status", "severity": "new_severity"}
_LINKS: Final = {"call_url": "Call", "postmortem_document_url": "Document"}


def recognises(data: object) -> bool:
    """Return whether this is an incident of incident.io's, or its updates."""
    if not isinstance(data, dict):
        return False
    incident = data.get("incident", only_one(data.get("incidents")))
    return has_keys(data, "incident_updates") or any(
        has_keys(found, "name", "incident_status") for found in (data, incident)
    )


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the ids of the incidents of an answer, and of those that updates are about."""
    for incident in (export, export.at("incident"), *export.at("incidents").items()):
        if has_keys(incident.data, "incident_status"):
            yield "id", incident.at("id").text()
    for update in (*export.at("incident_updates").items(), *export.at("incident", "incident_updates").items()):
        yield "id", update.at("incident_id").text()


def read(export: Value) -> Incident:
    """Return what incident.io says of the incident."""
    incident = export.at("incident") or next(export.at("incidents").items(), export)
    updates = list(export.at("incident_updates").items())
    if incident.data is not export.data:
        updates += incident.at("incident_updates").items()
    assigned = [
        (role, person)
        for assignment in incident.at("incident_role_assignments").items()
        for role in (assignment.at("role"),)
        if (person := _person(assignment.at("assignee"))) is not None
    ]
    lead = (person for role, person in assigned if role.at("role_type").data == "lead")
    return Incident(
        source=NAME,
        title=incident.at("name").text(),
        severity=incident.at("severity", "name").text(),
        milestones=milestones(_times(incident)),
        services=names(_services(incident)),
        participants=people([*(person for _, person in assigned), *map(_updater, updates)]),
        commander=next(lead, None),
        link=incident.at("permalink").url(),
        links=tuple(_links(incident)),
        entries=in_order(_entries(updates)),
        summary=incident.at("summary").text(),
        created=incident.at("created_at").time(),
    )


def _times(incident: Value) -> dict[str, dt.datetime | None]:
    """Return the milestones. Of two timestamps for one, such as "Detected" and "Reported", the earlier counts.

    When the incident was created is none: it may be written down long after it was over.
    """
    times: dict[str, dt.datetime | None] = {}
    others: list[str] = []
    for value in incident.at("incident_timestamp_values").items():
        name = value.at("incident_timestamp", "name").text() or "?"
        at = value.at("value", "value").time()
        milestone = _MILESTONES.get(name.casefold().removesuffix(" at"))
        if milestone and at:
            times[milestone] = min(at, times.get(milestone) or at)
        elif at:
            others.append(name[:_LONGEST_NAME])
    if others:
        some = some_of(others, _MOST_NAMED)
        incident.reading.notes.append(f"Timestamps that are no milestones are left out: {some}")
    return times


def _services(incident: Value) -> Iterator[str | None]:
    """Yield what stands in custom fields that are called for services, such as "Affected services"."""
    for field in incident.at("custom_field_entries").items():
        if _services_field().fullmatch(field.at("custom_field", "name").text() or ""):
            for value in field.at("values").items():
                name = value.at("value_catalog_entry", "name").text() or value.at("value_option", "value").text()
                yield from [name] if name else listed(value.at("value_text").text())


def _links(incident: Value) -> Iterator[Link]:
    for key, title in _LINKS.items():
        if url := incident.at(key).url():
            yield Link(title, url)
    issue = incident.at("external_issue_reference")
    if url := issue.at("issue_permalink").url():
        yield Link(issue.at("issue_name").text() or "Issue", url)


def _entries(updates: Iterable[Value]) -> Iterator[Entry]:
    """Yield what the updates say, and before it what changed: each has its status, whether that is new or not."""
    timed = [(at, update) for update in updates if (at := update.at("created_at").time())]
    known: dict[str, str] = {}
    for at, update in sorted(oldest_first(timed, lambda one: one[0]), key=lambda one: one[0]):
        now = {name: update.at(key, "name").text() for name, key in _STATES.items()}
        changed = {name: new for name, new in now.items() if new and new != known.get(name)}
        known |= changed
        if changed:
            text = ", ".join(f"{name} changed to {new}" for name, new in changed.items())
            yield Entry(at=at, text=f"{text[:1].upper()}{text[1:]}")
        if message := update.at("message").text():
            person = _updater(update)
            yield Entry(at=at, text=message, who=person.name if person else None, is_quote=True)


def _updater(value: Value) -> Person | None:
    return _person(value.at("updater", "user"))


def _person(user: Value) -> Person | None:
    name = user.at("name").text()
    return Person(name=name, email=user.at("email").text()) if name else None


@cache
def _services_field() -> re.Pattern[str]:
    hit = "(?:affected|impacted|involved|degraded|broken)"
    noun = r"(?:micro)?service(?:s|\(s\))?"
    return re.compile(rf"(?:which )?(?:{hit} )?{noun}(?: (?:(?:is|are|was|were) )?{hit})?\s?\??", re.IGNORECASE)
