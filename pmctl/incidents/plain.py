"""Plain JSON: the keys of the front matter, and a timeline. ``docs/prefill.md`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.incidents.columns import NAMES, by_kind, plain_entry
from pmctl.incidents.model import Incident, Link, Person
from pmctl.incidents.moments import Moments
from pmctl.incidents.reader import (
    Choice,
    has_keys,
    in_order,
    listed,
    milestones,
    names,
    oldest_first,
    people,
    some_of,
)
from pmctl.incidents.values import Value
from pmctl.postmortem.conventions import Detection
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pmctl.incidents.model import Entry, Milestone

NAME: Final = "plain JSON"

ONE: Final = Choice("incidents", "Put each into a file of its own.")

KEYS: Final = frozenset(
    {"severity", *MILESTONES[:-1], "services", "participants", "incident_commander", "incident", "links", "summary",
     "detection"}
)  # fmt: skip

_MOST_NAMED: Final = 8
_LONGEST_NAME: Final = 40


def recognises(data: object) -> bool:
    """Return whether this is an object with a title or a timeline, or a list of entries."""
    if isinstance(data, list):
        return any({"at", "event"} <= by_kind(tuple(item)).keys() for item in data if isinstance(item, dict))
    timeline = data.get("timeline") if isinstance(data, dict) else None
    return has_keys(data, "title") or (has_keys(data, "timeline") and not isinstance(timeline, dict))


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the title."""
    yield "title", export.at("title").text()


def read(export: Value) -> Incident:
    """Return what the export says of the incident."""
    if isinstance(export.data, list):
        return Incident(source=NAME, entries=_entries(export, export.reading.day))
    title, severity = export.at("title").text(), export.at("severity").text()
    known = milestones({name: export.at(name).time() for name in MILESTONES[:-1]})
    return Incident(
        source=NAME,
        title=title,
        severity=severity,
        milestones=known,
        services=names(_services(export.at("services"))),
        participants=people(_people(export.at("participants"))),
        commander=_person(export.at("incident_commander")),
        link=export.at("incident").address(),
        links=tuple(filter(None, map(_link, _listed(export.at("links"))))),
        entries=_entries(export.at("timeline"), _day(export, known)),
        summary=export.at("summary").text(),
        detection=export.at("detection").one_of(Detection),
    )


def _day(export: Value, known: Sequence[Milestone]) -> dt.date | None:
    """Return the day of the incident: the one that is asked for, else that of its first milestone."""
    reading = export.reading
    return reading.day or min((one.at.astimezone(reading.zone).date() for one in known), default=None)


def _services(value: Value) -> Iterator[str | None]:
    """Yield the names of a list, or of one text with commas between them, as the command line takes them."""
    if isinstance(value.data, str):
        yield from listed(value.text())
    else:
        yield from (one.text() for one in _listed(value))


def _listed(value: Value) -> Iterator[Value]:
    """Yield the items of a list; one value alone is a list of one."""
    if isinstance(value.data, list):
        yield from value.items()
    elif value:
        yield value


def _people(value: Value) -> Iterator[Person | None]:
    """Yield the people of a list, or of one text of handles and addresses: in a name a comma may stand."""
    written = listed(value.text()) if isinstance(value.data, str) else []
    if written and all("@" in one for one in written):
        yield from (_person(Value(one, value.reading, value.path)) for one in written)
    else:
        yield from map(_person, _listed(value))


def _person(value: Value) -> Person | None:
    if not isinstance(value.data, dict):
        name = value.text()
        return Person(name=name, email=None if name.startswith("@") or "@" not in name else name) if name else None
    email = value.at("email").text()
    name = value.at("handle").text() or value.at("name").text() or email
    return Person(name=name, email=email) if name else None


def _link(value: Value) -> Link | None:
    is_named = isinstance(value.data, dict)
    url = (value.at("url") if is_named else value).address()
    return Link((value.at("title").text() if is_named else None) or url, url) if url else None


def _entries(events: Value, day: dt.date | None) -> tuple[Entry, ...]:
    """Return the events; a time without a day is of that day, if it is known."""
    moments = Moments(day)
    entries = [entry for value in events.items() if (entry := _entry(value, moments))]
    moments.tell(events.reading)
    return in_order(oldest_first(entries, lambda entry: entry.at))


def _entry(value: Value, moments: Moments) -> Entry | None:
    """Return an event under any of the names that its parts may have; one that has none of them is named."""
    keys = list(value.data) if isinstance(value.data, dict) else []
    parts = {kind: [value.at(keys[place]) for place in places] for kind, places in by_kind(tuple(keys)).items()}
    found = {kind: next((part for part in known if not part.is_blank), known[0]) for kind, known in parts.items()}
    if all(part.is_blank for part in found.values()) and not all(value.at(key).is_blank for key in keys):
        shown = some_of([printable(key)[:_LONGEST_NAME] for key in keys], _MOST_NAMED)
        value.reading.refuse(value.path, f"expected a time and an event (at, event), found only {shown}")
        return None
    at, event, who, link = (found.get(kind) or value.at(kind) for kind in NAMES)
    day = found.get("day", at)
    if isinstance(at.data, str) and isinstance(day.data, str | None):
        date = "" if day is at else (day.text() or "")
        at = Value(moments.written(date, at.data.strip()) or at.data, at.reading, at.path)
    return plain_entry(at, event, _name(who), link)


def _name(who: Value) -> Value:
    if not isinstance(who.data, dict):
        return who
    person = _person(who)
    return Value(person.name if person else None, who.reading, who.path)
