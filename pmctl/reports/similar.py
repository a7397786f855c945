"""“It is another one of those”: the earlier postmortems that are most like an incident, and what they still promise."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pmctl.reports.words import fold, words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is known of the incident that is compared with earlier ones."""

    title: str
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
        score: from 0 to 1: what of the incident's own words it has, the rarer ones counting more.
        open_actions: what it promises and has not kept, in its own order.
    """

    path: str
    name: str
    title: str
    date: dt.date | None
    score: float
    open_actions: tuple[Action, ...]


def could_be_similar(text: str, incident: Incident) -> bool:
    """Return whether a document's text may have any of the incident's words: what has none need not be read."""
    folded = fold(text)
    return any(word.removesuffix("y") in folded for word in _query(incident))  # the plural of query has no y


def similar_to(
    incident: Incident, documents: Iterable[Postmortem], *, among: int, most: int = _MOST
) -> tuple[Similar, ...]:
    """Return the postmortems that are most like the incident, the likest first; of equals, the newest.

    Args:
        incident: what is known of it.
        documents: those that `could_be_similar`; others may be left out, since no word of theirs counts.
        among: how many documents there are in all: a word that many have says little.
        most: how many to return.
    """
    query = _query(incident)
    if not query:
        return ()
    read = [(document, document.record, _terms(document, document.record)) for document in documents if document.record]
    total = max(among, len(read))
    lengths = [terms.total() for _, _, terms in read]
    usual = sum(lengths) / len(lengths) if lengths else 0.0
    having = Counter(word for _, _, terms in read for word in query if word in terms)
    weights = {word: math.log(1 + (total - having[word] + 0.5) / (having[word] + 0.5)) for word in query}
    best = sum(weights[word] * _saturated(count, 1.0) for word, count in query.items())
    found = []
    for (document, record, terms), length in zip(read, lengths, strict=True):
        stretch = 1 - _B + _B * length / usual if usual else 1.0
        score = sum(weights[word] * _saturated(terms[word], stretch) for word in query if word in terms)
        share = min(score / best, 1.0)
        if share >= _ENOUGH:
            found.append(_similar(document, record, share))
    found.sort(key=lambda one: (-one.score, -one.date.toordinal() if one.date else 0, one.name))
    return tuple(found[:most])


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
