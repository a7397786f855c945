"""Severities and statuses in other people's words, where they can mean only one of pmctl's."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from pmctl.adoption.changed_values import readings_of_change
from pmctl.adoption.level_words import GRADES, STATUSES
from pmctl.postmortem.conventions import Status, fold_word
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.conventions import Conventions

_NEXT: Final = r"(?:\s?(?:[-–—~～/|,]|to|or|oder|bis|ou)\s?([0-5])(?=\s*(?:\Z|[-–—~/|,;.)\]>}]|or\b|to\b)))?"
"""The next number of a choice: "SEV1/2/3", "1–4"."""

_NUMBERED: Final = lazy_pattern(
    r"(?<![^\W_])(sev(?:erity)?|s|p(?:rio(?:rity)?)?|level|lvl|tier)[\s_:-]{0,2}([0-5])(?![0-9])" + _NEXT
)
_NUMBER: Final = lazy_pattern(r"([0-5])(?![0-9.])" + _NEXT)
_DIGITS: Final = lazy_pattern(r"[0-9]+$")
_NO_WORD: Final = lazy_pattern(r"[\s_-]+")
_PHRASE: Final = lazy_pattern(r"\s*[,;:.()（）\[\]/|<>{}]\s*|\s+[-–—]\s+|\s*[–—]\s*|。|、|，")
_OR: Final = lazy_pattern(
    r"\s+(?:or|and|to|oder|und|bis|ou|et|o|y|ó|e|of|en|eller|og|och|lub|i)\s+|または|もしくは|か|或者?|또는|や",
    re.IGNORECASE,
)
_AROUND: Final = lazy_pattern(r"[^\W\d][^\[\]()（）【】,，:：|/·–—]{1,30}")
_CHOICE: Final = lazy_pattern(r"\s*[,;/|<>\[\]]\s*|、|，")
_ASIDE: Final = lazy_pattern(r"\([^()]{0,200}\)|（[^（）]{0,200}）")


def severity_of(text: str, conventions: Conventions) -> str | None:
    """Return the configured severity that a value such as "SEV-2 (major)" names; None where it names none for certain.

    A severity's own name counts first; then its number, if the names of all severities end in numbers; then words for
    four levels, if there are four. A value that names several is a choice which nobody has made, unless it says which
    of them counts now.
    """
    for reading in (text, *readings_of_change(text)):
        found = _severities(reading, conventions)
        if len(found) == 1:
            return found.pop()
        if not found:
            return None
    return None


def _severities(text: str, conventions: Conventions) -> set[str]:
    """All severities that a text names, in the plainest way in which it names any."""
    names = [severity.name for severity in conventions.severities]
    by_number = {found[0]: name for name in names if (found := _DIGITS.search(name))}
    numbers = _numbers(text.casefold()) if len(by_number) == len(names) else set()
    if len(numbers) > 1:
        return {by_number.get(number, number) for number in numbers}
    phrases = [phrase for phrase in _PHRASE.split(text) if phrase.strip()]
    by_name = {_closed_up(name): name for name in names}
    for candidates in ((text, *phrases), _words_of(phrases)):
        keys = (_closed_up(candidate.strip("*_`[](){}.,:;!")) for candidate in candidates)
        if named := {by_name[key] for key in keys if key in by_name}:
            return named
    if numbers:
        return {by_number[number] for number in numbers if number in by_number}
    return _grades(phrases, names) if len(names) == len(GRADES) else set()


def _words_of(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        words = phrase.split()
        yield from words
        yield from (f"{a}{b}" for a, b in pairwise(words))


def _numbers(text: str) -> set[str]:
    """The numbers of severities, all of which stand behind the same word: in "P2, tier 1" only that of the priority."""
    found = list(_NUMBERED.finditer(text))
    if not found:
        bare = _NUMBER.match(text.lstrip(" *_[(<"))
        return {number for number in bare.groups() if number} if bare else set()
    alike = (one for one in found if one[1][0] == found[0][1][0])
    return {number for one in alike for number in one.groups()[1:] if number}


def _grades(phrases: Sequence[str], names: Sequence[str]) -> set[str]:
    graded = {word: name for name, words in zip(names, GRADES, strict=True) for word in words.split(", ")}
    parts = [fold(part) for phrase in phrases for part in _OR.split(phrase)]
    exact = {graded[part] for part in parts if part in graded}
    first = (graded[word] for part in map(fold, phrases) if (word := part.partition(" ")[0]) in graded)
    return exact or set(islice(first, 1))


def status_of(text: str, conventions: Conventions) -> Status | None:
    """Return the status of a postmortem that a value such as "Complete, action items in progress" names, or None.

    A repository's own words count first. What says that the incident is over says that its postmortem is written.
    A value that names several says which of them counts now, or nothing.
    """
    if (status := _status(text, conventions)) is not None:
        return status
    parts = (part for piece in _CHOICE.split(_ASIDE.sub("", text)) for part in _OR.split(piece) if fold(part))
    named = [_status(part, conventions) for part in parts]
    statuses = {status for status in named if status}
    if len(statuses) > 1 and all(named) and statuses != {Status.PUBLISHED, Status.CLOSED}:
        return None
    firsts = (next(filter(fold, _PHRASE.split(reading)), "") for reading in (*readings_of_change(text), text))
    return next((status for first in firsts if (status := _status(first, conventions))), None)


def status_of_title(around: str, conventions: Conventions) -> Status | None:
    """Return the one status among the words that stood around a title, as "[Draft]" and "(SEV2, in review)" do."""
    said = {status for part in _AROUND.findall(around) if (status := _status(part.strip(" -"), conventions))}
    return said.pop() if len(said) == 1 else None


def _status(phrase: str, conventions: Conventions) -> Status | None:
    folded = fold_word(phrase)
    word = conventions.status_words.get(folded, folded)
    if word in set(Status):
        return Status(word)
    plain = fold(phrase)
    return next((status for status, words in STATUSES.items() if plain and plain in words.split(", ")), None)


def _closed_up(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
