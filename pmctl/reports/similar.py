"""“It is another one of those”: the earlier postmortems that are most like an incident, and what they still promise.

All documents are looked through for the incident's words, as mere text; the few that have most of them are read, and
compared by what they say of themselves.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.reports.words import fold, words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from pmctl.postmortem.model import Action, Postmortem, Record
    from pmctl.postmortem.sections import Section

_K1: Final = 1.2
_B: Final = 0.75
"""How soon a word that comes again says nothing more, and how much a long text must share: BM25's usual values
(Robertson and Zaragoza 2009, “The Probabilistic Relevance Framework: BM25 and Beyond”)."""

_TITLE, _SERVICE, _CAUSE, _TAG, _SUMMARY = 3, 3, 2, 1, 1
"""How often a word counts where it stands, as BM25F weighs fields."""

_ENOUGH: Final = 0.25
"""The share of the score that the incident's own words could reach from which on a postmortem is worth a look."""

_MOST: Final = 3
_MOST_READ: Final = 30
_SHORT: Final = 3
"""Up to so many letters a word is too often a part of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is known of the incident that is compared with earlier ones; `date` is the day that it began."""

    title: str
    date: dt.date | None = None
    services: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An earlier postmortem that is like the incident.

    Attributes:
        path: relative to the root.
        name: its id, or the stem of its file.
        title: its own, else its first heading, else its name.
        score: from 0 to 1: what it has of the incident's own words that are known at all, the rarer counting more.
        open_actions: what it promises and has not kept, in its own order.
    """

    path: str
    name: str
    title: str
    date: dt.date | None
    score: float
    open_actions: tuple[Action, ...]


def find_similar(
    incident: Incident, texts: Iterable[tuple[str, str]], read: Callable[[str, str], Postmortem], *, most: int = _MOST
) -> tuple[Similar, ...]:
    """Return the postmortems that are most like the incident, the likest first; of equals, the newest.

    One is like it that has at least two of its words, or one of them in its title, its services or its causes.

    Args:
        incident: what is known of it. Postmortems of later incidents are left out.
        texts: every document's path and text.
        read: returns the postmortem that a path and a text are.
        most: how many to return.
    """
    query = _query(incident)
    if not query:
        return ()
    seen = _look_through(query, texts)
    weights = seen.weights()
    likely = nlargest(_MOST_READ, seen.having, key=lambda one: sum(weights[word] for word in one.words))
    documents = [read(one.path, one.text) for one in likely]
    earlier = [
        (document, document.record, _terms(document, document.record))
        for document in documents
        if document.record and _is_earlier(document.record, incident)
    ]
    lengths = [terms.total() for _, _, terms in earlier]
    usual = sum(lengths) / len(lengths) if lengths else 1
    best = sum(weight * _saturated(query[word], 1.0) for word, weight in weights.items())
    found = []
    for (document, record, terms), length in zip(earlier, lengths, strict=True):
        common = [word for word in weights if word in terms]
        if len(common) < 2 and not _heading_words(document, record).issuperset(common):
            continue
        stretch = 1 - _B + _B * length / usual
        share = min(sum(weights[word] * _saturated(terms[word], stretch) for word in common) / best, 1.0)
        if share >= _ENOUGH:
            found.append(_similar(document, record, share))
    found.sort(key=lambda one: (-one.score, -one.date.toordinal() if one.date else 0, one.name))
    return tuple(found[:most])


class _Having(NamedTuple):
    """A document that has some of the words."""

    path: str
    text: str
    words: tuple[str, ...]


class _Seen(NamedTuple):
    """What was looked through: the documents that have any of the words, and how many there are in all."""

    having: list[_Having]
    among: int

    def weights(self) -> dict[str, float]:
        """Return how much each word says that is known at all: a word that many documents have says little."""
        counts = Counter(word for one in self.having for word in one.words)
        return {
            word: math.log(1 + (self.among - count + 0.5) / (count + 0.5)) for word, count in sorted(counts.items())
        }


def _look_through(query: Iterable[str], texts: Iterable[tuple[str, str]]) -> _Seen:
    having, among = [], 0
    # The plural of query has no y; a short word must begin where a word does.
    looks = [(word, word.removesuffix("y"), _at_its_beginning(word) if len(word) <= _SHORT else None) for word in query]
    for path, text in texts:
        among += 1
        folded = fold(text)
        words = [word for word, part, pattern in looks if part in folded and (not pattern or pattern.search(folded))]
        if words:
            having.append(_Having(path, text, tuple(words)))
    return _Seen(having, among)


def _at_its_beginning(word: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}") if word.isascii() else None


def _is_earlier(record: Record, incident: Incident) -> bool:
    return record.date is None or incident.date is None or record.date <= incident.date


def _saturated(count: int, stretch: float) -> float:
    return count * (_K1 + 1) / (count + _K1 * stretch)


def _similar(document: Postmortem, record: Record, score: float) -> Similar:
    return Similar(
        path=document.path,
        name=document.name,
        title=document.title or document.name,
        date=record.date,
        score=round(score, 3),
        open_actions=tuple(action for action in record.actions if action.status.is_open),
    )


def _query(incident: Incident) -> Counter[str]:
    return _count(incident.title, incident.services, incident.causes, (), incident.summary)


def _terms(document: Postmortem, record: Record) -> Counter[str]:
    summary = next((_text(document, section) for section in document.sections if section.name == "summary"), "")
    return _count(document.title or "", record.services, record.causes, record.tags, summary)


def _heading_words(document: Postmortem, record: Record) -> set[str]:
    return set(words_of(" ".join((document.title or "", *record.services, *record.causes))))


def _text(document: Postmortem, section: Section) -> str:
    lines = document.text.split("\n")
    return "\n".join(lines[section.line : section.end_line])


def _count(
    title: str, services: Sequence[str], causes: Sequence[str], tags: Sequence[str], summary: str
) -> Counter[str]:
    counts: Counter[str] = Counter()
    fields = (_TITLE, title), (_SERVICE, services), (_CAUSE, causes), (_TAG, tags), (_SUMMARY, summary)
    for weight, field in fields:
        for word in words_of(field if isinstance(field, str) else " ".join(field)):
            counts[word] += weight
    return counts
