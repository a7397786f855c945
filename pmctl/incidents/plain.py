"""Plain JSON: the keys of the front matter, and a timeline. ``docs/prefill.md`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.incidents.columns import columns_of
from pmctl.incidents.model import Incident, Link, Person
from pmctl.incidents.moments import whole_time
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
from pmctl.incidents.rows import LONGEST_NAME, MOST_NAMED, Rows
from pmctl.incidents.values import Value
from pmctl.postmortem.conventions import Detection
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.one_reading import one_date
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pmctl.incidents.model import Entry, Milestone

NAME: Final = "plain JSON"

ONE: Final = Choice("incidents", "Put each into a file of its own.")

KEYS: Final = frozenset(
    {"severity", *MILESTONES[:-1], "services", "participants", "incident_commander", "incident", "links", "summary",
     "detection", "date", "owner", "team"}
)  # fmt: skip


def recognises(data: object) -> bool:
    """Return whether this is an object with a title or a timeline, or a list of entries."""
    if isinstance(data, list):
        return any({"at", "event"} <= columns_of(tuple(item)).kinds.keys() for item in data if isinstance(item, dict))
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
    day = _date(export.at("date"))
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
        entries=_entries(export.at("timeline"), _day(export, day, known)),
        summary=export.at("summary").text(),
        detection=export.at("detection").one_of(Detection),
        date=day,
        owner=_person(export.at("owner")),
        team=export.at("team").text(),
    )


def _date(value: Value) -> dt.date | None:
    """Return a day, which may be written as a time of it; what is none is named."""
    text = value.text()
    moment = whole_time(text) if text else None
    day = moment.date() if moment else one_date(text or "")
    if text and day is None:
        value.expected("a day such as 2026-03-14")
    return day


def _day(export: Value, told: dt.date | None, known: Sequence[Milestone]) -> dt.date | None:
    """Return the day of the incident: the one that is asked for, else its own, else that of its first milestone."""
    reading = export.reading
    first = min((one.at.astimezone(reading.zone).date() for one in known), default=None)
    return reading.day or told or first


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
    rows = Rows(events.reading, day)
    for value in events.items():
        _add(value, rows)
    entries = rows.entries()
    rows.tell_unread()
    return in_order(oldest_first(entries, lambda entry: entry.at))


def _add(value: Value, rows: Rows) -> None:
    """Take an event under any of the names that its parts may have; one that has none of them is named."""
    keys = tuple(value.data) if isinstance(value.data, dict) else ()
    columns = columns_of(keys)
    parts = {place: value.at(keys[place]) for places in columns.kinds.values() for place in places}
    if all(part.is_blank for part in parts.values()) and not all(value.at(key).is_blank for key in keys):
        shown = some_of([printable(key)[:LONGEST_NAME] for key in keys], MOST_NAMED)
        value.reading.refuse(value.path, f"expected a time and an event (at, event), found only {shown}")
        return
    people = columns.kinds.get("who", ())
    rows.add(columns, lambda place: _name(parts[place]) if place in people else parts[place], value)


def _name(who: Value) -> Value:
    if not isinstance(who.data, dict):
        return who
    person = _person(who)
    return Value(person.name if person else None, who.reading, who.path)
