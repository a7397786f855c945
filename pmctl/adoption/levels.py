"""Severities and statuses in other people's words, where they can mean only one of pmctl's."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pmctl.adoption.level_words import GRADES, STATUSES
from pmctl.postmortem.conventions import Status, fold_word
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions

_NUMBERED: Final = lazy_pattern(
    r"(?<![^\W_])(?:sev(?:erity)?|s|p(?:rio(?:rity)?)?|level|lvl|tier)[\s_:-]{0,2}([0-5])(?![0-9])|^([0-5])(?![0-9.])"
)
_DIGITS: Final = lazy_pattern(r"[0-9]+$")
_NO_WORD: Final = lazy_pattern(r"[\s_-]+")
_PHRASE: Final = lazy_pattern(r"\s*[,;:.()（）\[\]/|]\s*|\s+[-–—]\s+|\s*[–—]\s*|。|、|，")


def severity_of(text: str, conventions: Conventions) -> str | None:
    """Return the configured severity that a value such as "SEV-2 (major)" names; None where it names none for certain.

    A severity's own name counts first; then its number, if the names of all severities end in numbers; then words for
    four levels, if there are four.
    """
    names = [severity.name for severity in conventions.severities]
    phrases = [phrase for phrase in _PHRASE.split(text) if phrase.strip()]
    by_name = {_closed_up(name): name for name in names}
    for phrase in (text, *phrases):
        words = phrase.split()
        for candidate in (phrase, *words, *(f"{a}{b}" for a, b in pairwise(words))):
            if (name := by_name.get(_closed_up(candidate.strip("*_`[](){}.,:;!")))) is not None:
                return name
    numbers = {found[0]: name for name in names if (found := _DIGITS.search(name))}
    if len(numbers) == len(names) and (numbered := _NUMBERED.search(text.casefold())):
        return numbers.get(numbered[1] or numbered[2])
    if len(names) == 4:
        for phrase in phrases:
            folded = fold(phrase)
            for name, words_ in zip(names, GRADES, strict=True):
                if any(reading in words_.split(", ") for reading in (folded, folded.partition(" ")[0])):
                    return name
    return None


def status_of(text: str, conventions: Conventions) -> Status | None:
    """Return the status of a postmortem that a value such as "Complete, action items in progress" names, or None.

    A repository's own words count first. What says that the incident is over says that its postmortem is written.
    """
    phrases = (phrase for phrase in _PHRASE.split(text) if fold(phrase))
    for phrase in (text, next(phrases, "")):
        folded = fold_word(phrase)
        word = conventions.status_words.get(folded, folded)
        if word in set(Status):
            return Status(word)
        plain = fold(phrase)
        for status, words in STATUSES.items():
            if plain and plain in words.split(", "):
                return status
    return None


def _closed_up(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
