"""Opsgenie: an incident with its timeline, or an alert with its logs and notes.

Source: https://docs.opsgenie.com/docs/incident-api, "Get Incident"; https://docs.opsgenie.com/docs/incident-timeline-api,
"List Incident Timeline Entries"; https://docs.opsgenie.com/docs/alert-api, "Get Alert", "List Alert Logs" and "List
Alert Notes". Each answer has its subject in ``data``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Entry, Incident, Person
from pmctl.incidents.reader import has_keys, in_order, milestones, names, only_one, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pmctl.incidents.values import Value

NAME: Final = "Opsgenie"

_SUBJECTS: Final = ("incident", "alert", "data")
_TOLD: Final = ("logs", "notes", "timeline", "entries", "data_2")
"""Where the other answers stand: under the names that a person gives them, or as they follow the first in a file."""


def recognises(data: object) -> bool:
    """Return whether this is an incident or an alert of Opsgenie's."""
    return _is_subject(data) or (isinstance(data, dict) and _place(data) is not None)


def read(export: Value) -> Incident:
    """Return what Opsgenie says of the incident or the alert."""
    subject = _subject(export)
    told = [event for value in (subject.at("entries"), *map(export.at, _TOLD)) for event in _events(value)]
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


def _place(data: Mapping[str, object]) -> str | None:
    """Return the key of the incident or the alert."""
    return next((key for key in _SUBJECTS if _is_subject(only_one(data.get(key)))), None)


def _subject(export: Value) -> Value:
    key = _place(export.data) if isinstance(export.data, dict) else None
    subject = export.at(key) if key else export
    return next(subject.items()) if isinstance(subject.data, list) else subject


def _events(told: Value) -> Iterator[tuple[str, Entry]]:
    """Yield what happened, each with the words that tell its kind in small letters."""
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
    return kind, Entry(at=at, text=text, who=who, is_quote=is_note, rank=0 if is_note else 1)


def _line(value: Value) -> tuple[str, Entry] | None:
    """Read a line of an alert's log, or a note; who was notified of it and looked at it is left out."""
    at = value.at("createdAt").time()
    note = value.at("note").text()
    text = note or value.at("log").text()
    if at is None or text is None or value.at("type").data == "alertRecipient":
        return None
    owner = value.at("owner").text()
    who = None if owner is None or owner.casefold() == "system" else owner
    return ("note" if note else text.lower()), Entry(at=at, text=text, who=who, is_quote=note is not None)


def _times(subject: Value, told: Iterable[tuple[str, Entry]]) -> dict[str, dt.datetime | None]:
    created = subject.at("createdAt").time()
    acknowledged, resolved = (_first(told, words) for words in (("acknowledged", "acked"), ("resolved", "closed")))
    return {
        "started_at": subject.at("impactStartDate").time(),
        "detected_at": subject.at("impactDetectDate").time() or created,
        "acknowledged_at": acknowledged or _after(created, subject.at("report", "ackTime")),
        "mitigated_at": subject.at("impactEndDate").time(),
        "resolved_at": resolved or _after(created, subject.at("report", "closeTime")),
    }


def _first(told: Iterable[tuple[str, Entry]], words: tuple[str, ...]) -> dt.datetime | None:
    return min((entry.at for kind, entry in told if any(word in kind for word in words)), default=None)


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
