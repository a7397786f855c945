"""“It is another one of those”: the earlier postmortems that are most like an incident, and what they still promise.

No document is read to find them: how each begins is enough.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.model import stem
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.reports.opening import NAMED, Opening, Wanted
from pmctl.reports.words import fold, words_of, worth_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pmctl.postmortem.model import Action, Record

_UNSEEN: Final = 20
"""So many documents are imagined that have none of the words: in a young archive, no word is known to be common."""

_NO_MORE: Final = 0.15
"""How much of the score is for an earlier title that says nothing else."""

_SHARED: Final = 0.25
"""What services and causes in common add to the score at most."""

_RECURRING: Final = 8, 10
"""A telling word that stands in so few documents, or in no more than one of so many, may be that of what comes back:
two of them together prove something, however often it has happened."""

_BESIDE: Final = 0.55
"""What is less like it than so much of the likest is not worth a look beside that."""

_MOST: Final = 3
_MOST_WORDS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is known of the incident that is compared with earlier ones.

    Attributes:
        date: the day that it began; postmortems of later incidents are left out.
        name: the id of its own postmortem, which is left out as well.
    """

    title: str
    date: date | None = None
    services: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An earlier postmortem that is like the incident.

    Attributes:
        path: relative to the root.
        name: its id, or the stem of its file.
        title: its own, else its first heading, else the stem of its file.
        date: the day that its incident began, if it says so.
        score: from 0 to 1: how much of the incident's title it has, the rarer words counting more.
        open_actions: what it promises and has not kept, in its own order; nobody promised what is still a placeholder.
    """

    path: str
    name: str
    title: str
    date: date | None
    score: float
    open_actions: tuple[Action, ...]


def find_similar(
    incident: Incident,
    beginnings: Iterable[tuple[str, bytes]],
    read: Callable[[str], Record | None],
    *,
    most: int = _MOST,
) -> tuple[Similar, ...]:
    """Return the postmortems that are most like the incident, the likest first; of equals, the newest.

    One is like it that has most of its title's words, or some that are rare, or a service or a cause in common that is.
    A word that no document has speaks against all of them.

    Args:
        incident: what is known of it.
        beginnings: the path of every document, and as many of its first bytes as hold its front matter and a summary.
        read: returns what the document at a path says of itself, or None if there is nothing to know.
        most: how many to return.
    """
    found: list[Similar] = []
    likest = 0.0
    for score, opening in _ranked(incident, beginnings):
        if len(found) == most or score < _BESIDE * likest:
            break
        record = read(opening.path)
        name = record.name if record else stem(opening.path)
        if name == incident.name:
            continue
        likest = likest or score
        found.append(
            Similar(
                path=opening.path,
                name=name,
                title=record.title if record and record.title else opening.title,
                date=_day(opening),
                score=round(score, 3),
                open_actions=tuple(filter(_is_promised, record.actions)) if record else (),
            )
        )
    return tuple(found)


def _is_promised(action: Action) -> bool:
    words = (action.title or "", action.owner or "")
    return action.status.is_open and not any(map(is_placeholder, words))


def _ranked(incident: Incident, beginnings: Iterable[tuple[str, bytes]]) -> list[tuple[float, Opening]]:
    """Return all documents that are like the incident with their scores, in the order of `find_similar`."""
    title = tuple(dict.fromkeys(words_of(incident.title)))[:_MOST_WORDS]
    names = (*incident.services, *incident.causes)
    others = tuple(word for word in dict.fromkeys(words_of(" ".join(names))) if word not in title)
    wanted = Wanted((*title, *others), names)
    among = 0
    openings = []
    for path, data in beginnings:
        among += 1
        opening = wanted.find(path, data)
        if (opening.words or opening.names) and not _is_later(opening, incident):
            openings.append(opening)
    scale = _Scale(title, others, openings, among)
    scored = [(score, opening) for opening in openings if (score := scale.score(opening))]
    scored.sort(key=lambda one: one[1].path)
    same = fold(incident.title)
    scored.sort(key=lambda one: (round(one[0], 6), fold(one[1].title) == same, _day(one[1]) or date.min), reverse=True)
    return scored


class _Scale:
    """What each word and name proves, and what documents have of that."""

    def __init__(self, title: Sequence[str], others: Sequence[str], openings: Iterable[Opening], among: int) -> None:
        counts: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for opening in openings:
            counts.update(opening.words.keys())
            names.update(opening.names)
        self._title = {word: worth_of(word) * _rarity(counts[word], among) for word in title}
        self._others = {word: worth_of(word) * _rarity(counts[word], among) for word in others}
        self._names = {name: _rarity(names[name], among) for name in names}
        self._most = 1 + _SHARED if names or others else 1.0
        self._all = sum(self._title.values())
        few = max(_RECURRING[0], among // _RECURRING[1])
        self._recurring = {word for word in title if worth_of(word) >= 1 and counts[word] <= few}

    def score(self, opening: Opening) -> float:
        """Return how alike they are, from 0 to 1; 0 if too little proves it.

        It is proof enough to share a service or a cause that is not everywhere, a word that no other document has, some
        rare words that are a good part of the title, two that stand in few documents, most of the title, or all of it.
        The limits were found by trying forty made-up titles on as many made-up postmortems.
        """
        title, words = self._title, opening.words.items()
        rare = sum(title[word] * where for word, where in words if word in title)
        told = sum(worth_of(word) * where for word, where in words if word in title)
        hinted = sum(self._others[word] for word, where in words if word in self._others and where == NAMED)
        shared = min(1.0, sum(self._names[name] for name in opening.names) + hinted / 2)
        share = rare / self._all if self._all else 0.0
        recurring = [where for word, where in words if word in self._recurring]
        proofs = (
            shared >= 0.5,
            share >= 0.2 and len(recurring) > 1 and sum(recurring) >= 0.99,
            share >= 0.2 and rare + shared >= 0.99,
            share >= 0.4 and rare >= 0.3,
            share >= 0.6 and told >= 0.9,
        )
        if not any(proofs) and not (share == 1 and self._of_its(opening.title) == 1):
            return 0.0
        alike = share * (1 - _NO_MORE + _NO_MORE * self._of_its(opening.title))
        return (alike + _SHARED * shared) / self._most

    def _of_its(self, title: str) -> float:
        """Return how much of an earlier title the incident's says too."""
        words = {word: worth_of(word) for word in words_of(title)}
        every = sum(words.values())
        return sum(worth for word, worth in words.items() if word in self._title) / every if every else 0.0


def _rarity(count: int, among: int) -> float:
    """Return BM25's weight of a word that so many documents have, as a part of that which one document has.

    (Robertson and Zaragoza 2009, “The Probabilistic Relevance Framework: BM25 and Beyond”, section 3.)
    """
    every = among + _UNSEEN
    return _weight(max(count, 1), every) / _weight(1, every)


def _weight(count: int, every: int) -> float:
    return math.log(1 + (every - count + 0.5) / (count + 0.5))


def _is_later(opening: Opening, incident: Incident) -> bool:
    day = _day(opening) if incident.date else None
    return bool(day and incident.date and day > incident.date)


def _day(opening: Opening) -> date | None:
    try:
        return date.fromisoformat(opening.date[:10])
    except ValueError:
        return None
