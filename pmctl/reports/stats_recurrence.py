"""What comes back: causes, services, and incidents whose remedy was promised and not there yet."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import fold_word
from pmctl.reports.lookup import without_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pmctl.ledger.model import DocumentLife
    from pmctl.postmortem.model import Record
    from pmctl.reports.stats_courses import Course, Courses


@dataclass(frozen=True, slots=True, kw_only=True)
class Comeback:
    """A cause or a service of several incidents: its name as first written, and their documents, oldest first."""

    name: str
    postmortems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relapse:
    """An incident that names a related one whose promises were still to be kept.

    Attributes:
        postmortem: the document of the new incident.
        date: the day it began.
        related: the name of the document that it refers to.
        courses: the promises of that document that were open when the day began.
    """

    postmortem: str
    date: dt.date
    related: str
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """What comes back in a period, the most frequent first; the relapses in the order in which they happened."""

    causes: tuple[Comeback, ...]
    services: tuple[Comeback, ...]
    related: tuple[Relapse, ...]


def recurrence(
    incidents: Iterable[DocumentLife],
    documents: Iterable[DocumentLife],
    courses: Mapping[str, Sequence[Course]],
    *,
    known: Courses,
) -> Recurrence:
    """Return what comes back among some incidents.

    Args:
        incidents: those of the period.
        documents: all that a related item can name.
        courses: the promises, by the name of their document.
        known: tells from which day on everything is known; what is older is left out.
    """
    ordered = sorted(incidents, key=lambda life: (str(life.record.date), life.name))
    return Recurrence(
        causes=_comebacks(ordered, lambda record: record.causes),
        services=_comebacks(ordered, lambda record: record.services),
        related=tuple(_relapses(ordered, _Finder(documents), courses, known)),
    )


def distinct(names: Iterable[str]) -> dict[str, str]:
    """Return names by how they are compared: case, spaces, hyphens and underscores do not tell two apart."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold_word(name), name)
    return found


def _comebacks(incidents: Iterable[DocumentLife], names_of: Callable[[Record], Iterable[str]]) -> tuple[Comeback, ...]:
    names: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for life in incidents:
        for key, name in distinct(names_of(life.record)).items():
            names.setdefault(key, name)
            found.setdefault(key, []).append(life.name)
    several = [
        Comeback(name=names[key], postmortems=tuple(postmortems))
        for key, postmortems in found.items()
        if len(postmortems) > 1
    ]
    return tuple(sorted(several, key=lambda comeback: (-len(comeback.postmortems), comeback.name)))


def _relapses(
    incidents: Iterable[DocumentLife], finder: _Finder, courses: Mapping[str, Sequence[Course]], known: Courses
) -> Iterator[Relapse]:
    for life in incidents:
        date = life.record.date
        if date is None or not known.is_known_before(date):
            continue
        related = dict.fromkeys(finder.find(item.text) for item in life.record.related)
        for name in related:
            if name is None or name == life.name:
                continue
            still_open = tuple(course for course in courses.get(name, ()) if course.is_open_before(date))
            if still_open:
                yield Relapse(postmortem=life.name, date=date, related=name, courses=still_open)


class _Finder:
    """Finds the document that a related item names, as `find_postmortem` does, at a cost that many items can bear."""

    def __init__(self, documents: Iterable[DocumentLife]) -> None:
        present = [life for life in documents if life.present]
        self._exact: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        self._undated: dict[str, set[str]] = {}
        self._parts: dict[str, str | None] = {}
        for life in present:
            for way in (life.name, life.record.path):
                self._exact.setdefault(way, set()).add(life.name)
                self._folded.setdefault(way.casefold(), set()).add(life.name)
            self._undated.setdefault(without_date(life.name).casefold(), set()).add(life.name)
        self._names = [life.name for life in present]
        folded = [name.casefold() for name in self._names]
        self._text = "\n".join(folded)
        self._starts = [0, *accumulate(len(name) + 1 for name in folded)]

    def find(self, text: str) -> str | None:
        """Return the name of the one document that `text` is the id, the path or a part of the id of; else None."""
        wanted = text.strip()
        folded = wanted.casefold()
        exact = self._exact.get(wanted) or self._folded.get(folded) or self._undated.get(folded)
        if exact:
            return next(iter(exact)) if len(exact) == 1 else None
        if folded not in self._parts:
            self._parts[folded] = self._find_part(folded)
        return self._parts[folded]

    def _find_part(self, part: str) -> str | None:
        at = self._text.find(part) if part and "\n" not in part else -1
        if at < 0:
            return None
        place = bisect_right(self._starts, at) - 1
        is_alone = self._text.find(part, self._starts[place + 1]) < 0
        return self._names[place] if is_alone else None
