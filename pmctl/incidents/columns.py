"""What a person may call the parts of an event: the columns of a CSV and the keys of plain JSON have one list."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.heads import Head, head_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final = {
    "at": ("at", "time", "when", "datetime", "date/time", "date time", "date and time", "time and date", "occurred at",
           "event time", "timestamp", "time stamp", "created at", "created", "date"),
    "event": ("event", "text", "message", "description", "what", "what happened", "details", "note", "entry",
              "activity", "comment", "summary", "title"),
    "who": ("who", "author", "user", "by", "actor", "person"),
    "link": ("link", "url", "permalink"),
}  # fmt: skip
"""By what it is: its names in small letters, with blanks between the words, the plainest first."""

DAYS: Final = ("date", "day")
"""The names of a date that stands apart from its time."""

NOTED: Final = frozenset({"timestamp", "time stamp", "created at", "created"})
"""The names of what may be the time at which an event was written down: a date beside it tells when it happened."""

_TIMES: Final = frozenset({*NAMES["at"], *DAYS})


class Columns(NamedTuple):
    """The heads of all parts of an event, and where those of each kind stand, the plainest first.

    ``day`` is a date beside a time.
    """

    heads: tuple[Head, ...]
    kinds: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=64)
def columns_of(names: tuple[str, ...]) -> Columns:
    """Return what stands where, by the names of columns or keys."""
    heads = tuple(head_of(name, _TIMES) for name in names)
    places: dict[str, list[int]] = {}
    for place, head in enumerate(heads):
        places.setdefault(head.name, []).append(place)
    found = {kind: [place for name in known for place in places.get(name, ())] for kind, known in NAMES.items()}
    days = [place for name in DAYS for place in places.get(name, ())]
    times = [place for place in found["at"] if place not in days]
    if times:
        found |= {"at": times, "day": days}
    return Columns(heads, MappingProxyType({kind: tuple(where) for kind, where in found.items() if where}))
