"""What a person may call the parts of an event: the columns of a CSV and the keys of plain JSON have one list."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Entry
from pmctl.incidents.values import A_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.incidents.values import Value

NAMES: Final = {
    "at": ("at", "time", "timestamp", "when", "datetime", "date/time", "date time", "created at", "occurred at",
           "event time", "time stamp", "created", "date"),
    "event": ("event", "text", "message", "description", "what", "what happened", "details", "note", "entry",
              "activity", "comment", "summary", "title"),
    "who": ("who", "author", "user", "by", "actor", "person"),
    "link": ("link", "url", "permalink"),
}  # fmt: skip
"""By what it is: its names in small letters, with blanks between the words, the plainest first."""

DAYS: Final = ("date", "day")
"""The names of a date that stands apart from its time."""


def folded(name: str) -> str:
    """Return a name as `NAMES` writes it."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=64)
def by_kind(names: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """Return where the names of each part of an event stand, the plainest first; ``day`` is a date beside a time."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(map(folded, names)):
        places.setdefault(name, []).append(place)
    found = {kind: [place for name in known for place in places.get(name, ())] for kind, known in NAMES.items()}
    days = [place for name in DAYS for place in places.get(name, ())]
    times = [place for place in found["at"] if place not in days]
    if times:
        found |= {"at": times, "day": days}
    return MappingProxyType({kind: tuple(where) for kind, where in found.items() if where})


def plain_entry(at: Value, event: Value, who: Value, link: Value) -> Entry | None:
    """Return the entry that a person wrote down; one without its time or its event is named, an empty one is None."""
    if all(value.is_blank for value in (at, event, who, link)):
        return None
    time, text = at.time(), event.text()
    if time is None:
        at.expected(A_TIME)
    if text is None:
        event.expected("what happened")
    name, address = who.text(), link.address()
    return Entry(at=time, text=text, who=name, link=address) if time and text else None
