"""PagerDuty: what happened to an incident, as a log entry or a webhook tells it.

Source: https://developer.pagerduty.com/api-reference, "List log entries for an incident": the words of a note stand in
its ``channel``, as ``content``, ``summary`` or ``notes``, if it was asked for with ``include[]=channels``; those of a
trigger in its ``event_details`` as well, and what it links to in ``contexts``.
https://developer.pagerduty.com/docs/webhooks-overview, "Event Types" and "Event Data Types".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.model import Entry, Link, Person, Weight

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence, Set

    from pmctl.incidents.values import Value

_UNIMPORTANT: Final = frozenset({"notify", "field_value_change", "responder_notify"})
"""Kinds of log entries that say whom PagerDuty told, and nothing of the incident."""

_KINDS: Final = {
    "triggered": "trigger",
    "acknowledged": "acknowledge",
    "annotated": "annotate",
    "resolved": "resolve",
    "status_update_published": "annotate",
}
"""The kind of log entry that an event of a webhook is, of those kinds that matter here."""

_NOTE_ADDED: Final = "Note added"
_AT_ONCE: Final = 5
"""Seconds between a note and what the log says of it."""

_ANYBODY: Final = ""

_OF_INCIDENTS: Final = "incident."
_JOINED: Final = "joined"


class Event(NamedTuple):
    """What happened, such as ``acknowledge``, when, by which person, and what the timeline says of it."""

    kind: str
    at: dt.datetime | None
    person: Person | None
    entry: Entry | None


def logged(entry: Value) -> Event:
    """Read a log entry; that somebody added a note is a quotation only where it has the words of the note."""
    kind = (entry.at("type").text() or "").removesuffix("_reference").removesuffix("_log_entry")
    at, person = entry.at("created_at").time(), _agent(entry)
    text = entry.at("summary").text() or kind.replace("_", " ").capitalize()
    detail = _detail(entry, kind)
    is_quote = kind == "annotate" and detail is not None and (detail != text or not text.startswith(_NOTE_ADDED))
    if detail and is_quote:
        text = detail
    elif kind == "trigger" and detail and detail not in text:
        text = f"{text.rstrip('.')}: {detail}"
    if at is None or not text or kind in _UNIMPORTANT:
        return Event(kind, at, person, None)
    is_minor = kind == "assign" or (kind == "annotate" and not is_quote)
    return Event(
        kind,
        at,
        person,
        Entry(
            at=at,
            text=text,
            who=person.name if person else None,
            links=tuple(_contexts(entry)) if kind == "trigger" else (),
            is_quote=is_quote,
            weight=Weight.MINOR if is_minor else Weight.USUAL,
        ),
    )


def with_notes(events: Sequence[Event], notes: Iterable[Event]) -> list[Event]:
    """Return all that happened, once.

    The log has some of the notes as well, of about the same time, or says of them only that they were added.
    """
    said = {(event.entry.who, event.entry.text) for event in events if event.entry}
    told: set[tuple[str | None, int]] = set()
    new: list[Event] = []
    for note in notes:
        if entry := note.entry:
            second = int(entry.at.timestamp())
            told |= {(who, second + off) for who in (entry.who, _ANYBODY) for off in range(-_AT_ONCE, _AT_ONCE + 1)}
            new += [] if (entry.who, entry.text) in said else [note]
    return [*(event for event in events if not _is_note_without_words(event, told)), *new]


def _is_note_without_words(event: Event, told: Set[tuple[str | None, int]]) -> bool:
    entry = event.entry
    if entry is None or event.kind != "annotate" or entry.is_quote:
        return False
    second = int(entry.at.timestamp())
    return any((who, second) in told for who in ((entry.who, None) if entry.who else (_ANYBODY,)))


def _detail(entry: Value, kind: str) -> str | None:
    """Return what was said: in the channel, or in the event of a trigger where channels were not asked for."""
    channel = entry.at("channel")
    words: tuple[str | None, ...] = (channel.at("content").text(), channel.at("summary").text())
    if kind == "annotate":
        notes = channel.at("notes")
        words = (*words, notes.text() if isinstance(notes.data, str) else None)
    elif kind == "trigger":
        words = (*words, entry.at("event_details", "description").text())
    return next(filter(None, words), None)


def _contexts(entry: Value) -> Iterator[Link]:
    """Yield the links and the pictures that came with what triggered the incident."""
    for context in entry.at("contexts").items():
        if url := context.at("href").url() or context.at("src").url():
            yield Link(context.at("text").text() or context.at("alt").text() or "link", url)


def noted(note: Value) -> Event:
    """Read a note, in which people put down what the log does not know."""
    at, person, text = note.at("created_at").time(), person_of(note.at("user")), note.at("content").text()
    if at is None or text is None:
        return Event("annotate", at, person, None)
    who = person.name if person else None
    return Event("annotate", at, person, Entry(at=at, text=text, who=who, is_quote=True, weight=Weight.MARKED))


def posted(event: Value) -> Event:
    """Read the event of a webhook; one of a service or another thing than an incident has no entry."""
    name = event.at("event_type").text() or ""
    told = name.removeprefix(_OF_INCIDENTS)
    kind, data = _KINDS.get(told, told), event.at("data")
    at, person = event.at("occurred_at").time(), _agent(event)
    if at is None or told in {name, ""}:
        return Event(kind, at, person, None)
    said = data.at("content").text() or data.at("message").text() if kind == "annotate" else None
    text = said or _words(told, data, person)
    # What has a dot in its name was done to something that the incident has, such as its conference bridge.
    weight = Weight.MINOR if "." in told else Weight.USUAL
    who = person.name if person else None
    responder = person_of(data.at("user")) if data.at("state").data == _JOINED else None
    return Event(kind, at, responder or person, Entry(at=at, text=text, who=who, is_quote=bool(said), weight=weight))


def person_of(user: Value) -> Person | None:
    """Return the person that a reference or a whole user names."""
    name = user.at("summary").text() or user.at("name").text()
    return Person(name=name, email=user.at("email").text()) if name else None


def _words(told: str, data: Value, person: Person | None) -> str:
    """Return what an event says in which nobody wrote anything, or to which what somebody wrote is only added."""
    by = f" by {person.name}" if person else ""
    if told == "responder.replied":
        return _with(f"{_asked(data)} answers the request for help", data.at("state").text())
    if told == "responder.added":
        return _with(f"Help of {_asked(data)} requested{by}", data.at("message").text())
    words = told.replace(".", " ").replace("_", " ")
    if told.startswith("workflow.") and (name := data.at("summary").text()):
        words = f"workflow {name} {told.removeprefix('workflow.')}"
    words = f"{words[:1].upper()}{words[1:]}{by}"
    return _with(words, data.at("title").text()) if told == "triggered" else words


def _asked(data: Value) -> str:
    asked = person_of(data.at("user")) or person_of(data.at("escalation_policy"))
    return asked.name if asked else "somebody"


def _with(words: str, detail: str | None) -> str:
    return f"{words}: {detail}" if detail else words


def _agent(value: Value) -> Person | None:
    """Return who did it, if that was a person."""
    agent = value.at("agent")
    return person_of(agent) if (agent.at("type").text() or "").startswith("user") else None
