"""Plain JSON: the keys of the front matter, and a timeline. ``docs/prefill.md`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Incident, Link, Person
from pmctl.incidents.reader import Choice, has_keys, in_order, milestones, names, people, plain_entry
from pmctl.postmortem.conventions import Detection
from pmctl.postmortem.model import MILESTONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.incidents.model import Entry
    from pmctl.incidents.values import Value

NAME: Final = "plain JSON"

ONE: Final = Choice("incidents", "Put each into a file of its own.")

KEYS: Final = frozenset(
    {"severity", *MILESTONES[:-1], "services", "participants", "incident_commander", "incident", "links", "summary",
     "detection"}
)  # fmt: skip


def recognises(data: object) -> bool:
    """Return whether this is an object with a title or a timeline, or a list of entries."""
    if isinstance(data, list):
        return any(has_keys(item, "at", "event") for item in data)
    timeline = data.get("timeline") if isinstance(data, dict) else None
    return has_keys(data, "title") or (has_keys(data, "timeline") and not isinstance(timeline, dict))


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the title."""
    yield "title", export.at("title").text()


def read(export: Value) -> Incident:
    """Return what the export says of the incident."""
    if isinstance(export.data, list):
        return Incident(source=NAME, entries=in_order(filter(None, map(_entry, export.items()))))
    commander = _person(export.at("incident_commander"))
    return Incident(
        source=NAME,
        title=export.at("title").text(),
        severity=export.at("severity").text(),
        milestones=milestones({name: export.at(name).time() for name in MILESTONES[:-1]}),
        services=names(value.text() for value in _listed(export.at("services"))),
        participants=people(_person(value) for value in _listed(export.at("participants"))),
        commander=commander,
        link=export.at("incident").address(),
        links=tuple(filter(None, map(_link, _listed(export.at("links"))))),
        entries=in_order(filter(None, map(_entry, export.at("timeline").items()))),
        summary=export.at("summary").text(),
        detection=export.at("detection").one_of(Detection),
    )


def _listed(value: Value) -> Iterator[Value]:
    """Yield the items of a list; one value alone is a list of one."""
    if isinstance(value.data, list):
        yield from value.items()
    elif value:
        yield value


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


def _entry(value: Value) -> Entry | None:
    return plain_entry(*map(value.at, ("at", "event", "who", "link")))
