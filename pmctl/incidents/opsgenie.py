"""Opsgenie: an incident with its timeline, or an alert with its logs and notes.

Source: https://docs.opsgenie.com/docs/incident-api, "Get Incident"; https://docs.opsgenie.com/docs/incident-timeline-api,
"List Incident Timeline Entries"; https://docs.opsgenie.com/docs/alert-api, "Get Alert", "List Alert Logs" and "List
Alert Notes". Each answer has its subject in ``data``. What is posted to a webhook is described in
https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/: its times are numbers of milli-
and nanoseconds since 1970.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Entry, Incident, Person, Weight
from pmctl.incidents.reader import (
    Choice,
    has_keys,
    in_order,
    milestones,
    names,
    oldest_first,
    only_one,
    people,
    some_of,
)
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pmctl.incidents.values import Value

NAME: Final = "Opsgenie"

_SUBJECTS: Final = ("incident", "alert", "data")
_TOLD: Final = ("logs", "notes", "timeline", "entries")
"""Where the other answers stand, under the names that a person gives them, and `named` as well."""

_OF_ALERTS: Final = frozenset({"alias", "acknowledged", "isSeen", "snoozed", "count", "report", "integration"})
_OF_INCIDENTS: Final = frozenset({"impactedServices", "impactStartDate", "impactEndDate", "ownerTeam"})
"""What only an alert, and only an incident has."""

_NEWEST_FIRST: Final = ("logs", "notes")
"""What the API lists so, unless another order was asked for."""

_ALERTS: Final = ("alert", "alerts", "data")
"""Where alerts stand beside their incident; the list of them is under ``data`` still."""

_OF_ITS_ALERTS: Final = frozenset({"alert", "alerts", *_NEWEST_FIRST})
_OF_ITS_OWN: Final = frozenset({"incident", "timeline", "entries"})
_MOST_NAMED: Final = 5

_ACTIONS: Final = {
    "Create": "Alert created",
    "Acknowledge": "Alert acknowledged",
    "UnAcknowledge": "Alert unacknowledged",
    "AddNote": "Note",
    "AssignOwnership": "Alert assigned",
    "TakeOwnership": "Alert taken over",
    "Escalate": "Alert escalated",
    "EscalateNext": "Alert escalated",
    "Close": "Alert closed",
}
"""What a webhook calls what was done, as an alert's log tells it. Tags, teams and the like are of less interest."""

_STEPS: Final = {
    "alert acknowledged": "acknowledged",
    "alert closed": "closed",
    "alert reopened": "reopened",
    "alert re-opened": "reopened",
    "responderalertacknowledged": "acknowledged",
    "incidentresolved": "resolved",
    "incidentclosed": "closed",
    "incidentreopened": "reopened",
}
"""What changes the state of the alert or the incident itself: a line of an alert's log up to its "via", and the type of
an entry of an incident's timeline."""

_BESIDE: Final = (
    "The alert is taken for the incident's: its log and notes are among the events, its acknowledgement counts for "
    "acknowledged_at, and its end does not count"
)
_OVER: Final = ("resolved", "closed")
_LONGEST_STEP: Final = 40

ONE: Final = Choice("incidents", "Export the one that the postmortem is about: GET /v1/incidents/ID, or /v2/alerts/ID.")

KEYS: Final = frozenset({"incident", "alert", *_TOLD})


def recognises(data: object) -> bool:
    """Return whether this is an incident or an alert of Opsgenie's, what it tells of one, or posted of it."""
    if isinstance(data, list):
        return bool(data) and has_keys(data[0], "action", "alert") and _is_subject(data[0]["alert"])
    return _is_subject(data) or (isinstance(data, dict) and (_place(data) is not None or _tells(data)))


def named(answer: object) -> object:
    """Return an answer with its ``data`` under the name of what it is; what is no answer of Opsgenie's stays."""
    data = answer.get("data") if isinstance(answer, dict) else None
    first = data[0] if isinstance(data, list) and data else None
    if _is_subject(only_one(data)):
        name = _kind(only_one(data))
    elif isinstance(data, dict) and isinstance(data.get("entries"), list):
        name = "timeline"
    elif has_keys(first, "log") or has_keys(first, "note"):
        name = "logs" if has_keys(first, "log") else "notes"
    else:
        return answer
    others = answer.items() if isinstance(answer, dict) else ()
    return {key: value for key, value in others if key != "data"} | {name: data}


def of_incident(answers: Sequence[object], notes: list[str]) -> Sequence[object]:
    """Return the answers without the alerts of an incident's responders, if there are several, and say so in `notes`.

    Nothing in logs and notes tells whose alert they belong to.

    Args:
        answers: as `named` returns them.
        notes: of the reading.
    """
    found = [answer for answer in answers if isinstance(answer, dict)]
    alerts = [alert for answer in found for alert in _alerts(answer)]
    numbers = {str(alert.get("tinyId")) for alert in alerts}
    if len(numbers) < 2 or not any(_is_subject(only_one(answer.get("incident"))) for answer in found):
        return answers
    shown = some_of([printable(number)[:_LONGEST_STEP] for number in sorted(numbers)], _MOST_NAMED)
    notes.append(
        f"{len(numbers):,} alerts of the incident's responders are left out, with the logs and notes of alerts: {shown}"
    )
    kept = [_without_alerts(answer) if isinstance(answer, dict) else answer for answer in answers]
    return [answer for answer in kept if answer != {}]


def _without_alerts(answer: Mapping[str, object]) -> Mapping[str, object]:
    """Return what an answer has of the incident itself; nothing if all that it has is of alerts."""
    if not answer.keys() & _OF_ITS_ALERTS and not any(_alerts(answer)):
        return answer
    left = {key: value for key, value in answer.items() if key not in _OF_ITS_ALERTS}
    return left if left.keys() & _OF_ITS_OWN else {}


def _alerts(answer: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    for key in _ALERTS:
        found = answer.get(key)
        for alert in found if isinstance(found, list) else [found]:
            if isinstance(alert, dict) and _is_subject(alert) and _kind(alert) == "alert":
                yield alert


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the ids of the alerts that were posted, or of the incident or the alert of an answer.

    An incident may have an alert, by which the responders were called.
    """
    for subject in [webhook.at("alert") for webhook in _posted(export)] or [_subject(export)]:
        kind = _kind(subject.data)
        yield f"id of the {kind}", subject.at("id").text() or subject.at("alertId").text()
        yield f"tinyId of the {kind}", subject.at("tinyId").text()


def read(export: Value) -> Incident:
    """Return what Opsgenie says of the incident or the alert."""
    posted = _posted(export)
    subject = _created(posted) if posted else _subject(export)
    actions = oldest_first(list(filter(None, map(_action, posted))), lambda one: one[1].at)
    told = actions if posted else list(_told(export))
    entries = [entry for _, entry in told]
    report = subject.at("report")
    owners = (subject.at("owner"), report.at("acknowledgedBy"), report.at("closedBy"))
    return Incident(
        source=NAME,
        title=subject.at("message").text(),
        severity=subject.at("priority").text(),
        milestones=milestones(_times(subject, told)),
        services=names(_services(subject)),
        participants=people(map(_person, [*(owner.text() for owner in owners), *(entry.who for entry in entries)])),
        link=subject.at("links", "web").url(),
        entries=in_order(entries),
        summary=subject.at("description").text(),
    )


def _is_subject(data: object) -> bool:
    return has_keys(data, "tinyId", "message")


def _kind(subject: object) -> str:
    keys = subject.keys() if isinstance(subject, dict) else frozenset()
    return "incident" if keys & _OF_INCIDENTS and not keys & _OF_ALERTS else "alert"


def _told(export: Value) -> Iterator[tuple[str, Entry]]:
    """Yield what happened; the log of an alert beside its incident tells when that was acknowledged, not its end."""
    parts = export.data if isinstance(export.data, dict) else {}
    is_beside = _is_subject(only_one(parts.get("alert"))) and _place(parts) == "incident"
    if is_beside:
        export.reading.notes.append(_BESIDE)
    subject = _subject(export)
    for key in _TOLD:
        inner = subject.at(key) if subject.data is not export.data else None
        found = [*_events(export.at(key)), *(_events(inner) if inner and isinstance(inner.data, list | dict) else ())]
        for step, entry in oldest_first(found, lambda one: one[1].at, usually_newest=key in _NEWEST_FIRST):
            is_end = is_beside and key == "logs" and step != "acknowledged"
            yield "" if is_end else step, entry


def _tells(data: Mapping[str, object]) -> bool:
    """Return whether this is an answer with a timeline, logs or notes alone."""
    timeline = data.get("timeline")
    entries = timeline.get("entries") if isinstance(timeline, dict) else timeline or data.get("entries")
    lists = (
        (entries, "type", "eventTime"),
        (data.get("logs"), "log", "createdAt"),
        (data.get("notes"), "note", "createdAt"),
    )
    return any(isinstance(told, list) and told and has_keys(told[0], *keys) for told, *keys in lists)


def _place(data: Mapping[str, object]) -> str | None:
    """Return the key of the incident or the alert."""
    return next((key for key in _SUBJECTS if _is_subject(only_one(data.get(key)))), None)


def _subject(export: Value) -> Value:
    key = _place(export.data) if isinstance(export.data, dict) else None
    subject = export.at(key) if key else export
    return next(subject.items(), subject) if isinstance(subject.data, list) else subject


def _posted(export: Value) -> list[Value]:
    """Return what was posted to a webhook, if the export is that."""
    if isinstance(export.data, list):
        return list(export.items())
    return [export] if has_keys(export.data, "action", "alert") else []


def _created(posted: list[Value]) -> Value:
    """Return the alert as it was created, which is told most fully."""
    return next((one for one in posted if one.at("action").data == "Create"), posted[0]).at("alert")


def _action(webhook: Value) -> tuple[str, Entry] | None:
    """Read what was done with an alert, and when: its creation aside, that is when the alert was changed last."""
    alert, action = webhook.at("alert"), webhook.at("action").text()
    at = alert.at("createdAt" if action == "Create" else "updatedAt").instant()
    if at is None or action is None:
        return None
    told, note = _ACTIONS.get(action, f"Alert: {action}"), alert.at("note").text()
    is_note = action == "AddNote" and note is not None
    text = note if note and is_note else f"{told}: {note}" if note else told
    weight = Weight.USUAL if action in _ACTIONS else Weight.MINOR
    who = _user(alert.at("username")) if action != "Create" else None
    return _STEPS.get(told.lower(), ""), Entry(at=at, text=text, who=who, is_quote=is_note, weight=weight)


def _events(told: Value) -> Iterator[tuple[str, Entry]]:
    """Yield what happened, each with the step that it is, such as ``acknowledged``; an empty word if it is none."""
    for value in told.at("entries").items() if isinstance(told.data, dict) else told.items():
        event = _timeline_entry(value) if value.at("eventTime") else _line(value)
        if event is not None:
            yield event


def _timeline_entry(value: Value) -> tuple[str, Entry] | None:
    at = value.at("eventTime").time()
    kind = (value.at("type").text() or "").lower()
    texts = (value.at("description", "content").text(), value.at("title", "content").text())
    text = next((text for text in texts if text), None)
    if at is None or text is None or value.at("hidden").is_true():
        return None
    actor = value.at("actor")
    who = actor.at("name").text() if actor.at("type").data == "user" else None
    is_note = value.at("group").data == "custom"
    weight = Weight.MARKED if is_note else Weight.USUAL
    return _STEPS.get(kind, ""), Entry(at=at, text=text, who=who, is_quote=is_note, weight=weight)


def _line(value: Value) -> tuple[str, Entry] | None:
    """Read a line of an alert's log, or a note; who was notified of it and looked at it is left out."""
    at = value.at("createdAt").instant()
    note = value.at("note").text()
    text = note or value.at("log").text()
    if at is None or text is None or value.at("type").data == "alertRecipient":
        return None
    who = _user(value.at("owner"))
    step = "" if note else _STEPS.get(text[:_LONGEST_STEP].partition(" via ")[0].lower(), "")
    return step, Entry(at=at, text=text, who=who, is_quote=note is not None)


def _user(value: Value) -> str | None:
    name = value.text()
    return None if name is None or name.casefold() == "system" else name


def _times(subject: Value, told: Iterable[tuple[str, Entry]]) -> dict[str, dt.datetime | None]:
    created = subject.at("createdAt").instant()
    steps: dict[str, list[dt.datetime]] = {}
    for step, entry in told:
        steps.setdefault(step, []).append(entry.at)
    acknowledged = min(steps.get("acknowledged", ()), default=None) or _after(created, subject.at("report", "ackTime"))
    status = subject.at("status").data
    resolved = _resolved(steps)
    if resolved is None and (status in _OVER or "reopened" not in steps):
        resolved = _after(created, subject.at("report", "closeTime"))
    return {
        "started_at": subject.at("impactStartDate").time(),
        "detected_at": subject.at("impactDetectDate").time() or created,
        "acknowledged_at": None if subject.at("acknowledged").data is False else acknowledged,
        "mitigated_at": subject.at("impactEndDate").time(),
        "resolved_at": resolved if status is None or status in _OVER else None,
    }


def _resolved(steps: Mapping[str, Sequence[dt.datetime]]) -> dt.datetime | None:
    """Return when it was resolved, else closed, for the last time, unless it was opened again after that."""
    reopened = max(steps.get("reopened", ()), default=None)
    times = ([at for at in steps.get(step, ()) if reopened is None or at > reopened] for step in _OVER)
    return next((max(found) for found in times if found), None)


def _after(start: dt.datetime | None, milliseconds: Value) -> dt.datetime | None:
    """Return when a number of milliseconds since the alert was created had passed."""
    written = milliseconds.text() or ""
    if start is None or not written.isdecimal() or len(written) > len("9" * 12):
        return None
    return start + dt.timedelta(milliseconds=int(written))


def _services(subject: Value) -> Iterator[str | None]:
    """Yield the names of services. The API has only their ids, which tell nobody anything."""
    for value in subject.at("impactedServices").items():
        name = value.text()
        yield None if name is None or (len(name) == 36 and name.count("-") == 4) else name
    for key in ("details", "extraProperties"):
        yield subject.at(key, "service").text()


def _person(name: str | None) -> Person | None:
    """Opsgenie knows a user by the e-mail address."""
    return Person(name=name, email=name if "@" in name else None) if name else None
