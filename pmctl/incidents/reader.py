"""What a reader of one tool's exports is, and what several of them need."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from pmctl.incidents.model import Milestone
from pmctl.postmortem.model import MILESTONES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pmctl.incidents.model import Entry, Incident, Person
    from pmctl.incidents.values import Value


_T = TypeVar("_T")


class Choice(NamedTuple):
    """What to say of an export that tells of several incidents.

    Attributes:
        several: what there are too many of.
        hint: how to export one.
    """

    several: str
    hint: str


class Reader(Protocol):
    """A module that reads one tool's exports."""

    NAME: str
    """The tool's name."""

    ONE: Choice
    """How to come to an export of a single incident."""

    KEYS: frozenset[str]
    """Where an answer of the tool has what is read, if it is no whole incident by itself."""

    def recognises(self, data: object) -> bool:
        """Return whether this looks like an export of the tool."""
        ...

    def subjects(self, export: Value) -> Iterator[tuple[str, str | None]]:
        """Yield what tells one incident from another in an answer of the tool, each with the key that it stands under.

        It has all incidents that the answer tells of; two words of the same key are two incidents.
        """
        ...

    def read(self, export: Value) -> Incident:
        """Return what the export says. What is wrong in it is named in the reading of `export`."""
        ...


def milestones(times: Mapping[str, dt.datetime | None]) -> tuple[Milestone, ...]:
    """Return those milestones that have a time, in the order of the front matter."""
    return tuple(Milestone(name, at) for name in MILESTONES if (at := times.get(name)) is not None)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries without repetitions, the earliest first; what happened at once stays in its order."""
    return tuple(sorted(dict.fromkeys(entries), key=lambda entry: entry.at))


def oldest_first(
    told: Sequence[_T], at: Callable[[_T], dt.datetime | None], *, usually_newest: bool = False
) -> list[_T]:
    """Return a tool's list, turned round where it has the newest first, so that what happened at once is in its order.

    Args:
        told: in the order of the tool.
        at: tells the time of one, None if it has none.
        usually_newest: what to take for granted of a list in which all happened at once.
    """
    times = [time for one in told if (time := at(one))]
    rising = sum((later > time) - (later < time) for time, later in pairwise(times))
    is_turned = rising < 0 or (rising == 0 and usually_newest)
    return list(told[::-1] if is_turned else told)


def listed(text: str | None) -> list[str]:
    """Return the names that a person wrote into one text, with commas between them."""
    return [name for part in (text or "").split(",") if (name := part.strip())]


def people(found: Iterable[Person | None]) -> tuple[Person, ...]:
    """Return every person once, in the order in which they are first named."""
    by_name: dict[str, Person] = {}
    for person in found:
        if person is not None and (person.name not in by_name or (person.email and not by_name[person.name].email)):
            by_name[person.name] = person
    return tuple(by_name.values())


def names(found: Iterable[str | None]) -> tuple[str, ...]:
    """Return every name once, in the order in which they are found."""
    return tuple(dict.fromkeys(name for name in found if name))


def some_of(words: Sequence[str], most: int) -> str:
    """Return the first so many of the words, with an ellipsis where there are more."""
    return ", ".join([*words[:most], *(["…"] if len(words) > most else [])])


def has_keys(data: object, *keys: str) -> bool:
    """Return whether `data` is an object with all these keys."""
    return isinstance(data, dict) and all(key in data for key in keys)


def only_one(data: object) -> object:
    """Return the item of a list of one, else `data` itself: a tool that lists answers so for a single incident."""
    return data[0] if isinstance(data, list) and len(data) == 1 else data
