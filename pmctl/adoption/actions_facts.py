"""Texts that say nothing but facts of an action item: "(@mara, due 12 March)", "Mara – P1 – done"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_agents import by_somebody, on_day
from pmctl.adoption.actions_day_commas import with_plain_days
from pmctl.adoption.actions_labels import cut_labels
from pmctl.adoption.actions_mentions import mentioned
from pmctl.adoption.actions_names import nick
from pmctl.adoption.actions_offices import is_office
from pmctl.adoption.actions_phrases import Phrases
from pmctl.adoption.actions_text import Words, shown, unlinked, words_of
from pmctl.adoption.actions_values import HANDLE, Facts, read_owner
from pmctl.adoption.actions_words import VERBS
from pmctl.adoption.given_names import is_role
from pmctl.adoption.period_ends import find_period_end
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from pmctl.adoption.actions_values import Reader

_MOST_WORDS: Final = 3
"""Of a name before a fact."""

# A full stop behind a single capital belongs to a name.
_LIST_OF_FACTS = lazy_pattern(r"\s*[,;，、；|｜／※]\s*|\s+(?:[-–—/·•→⇒]|[-=]>)\s+|(?<![0-9])(?<!\b[A-ZÀ-Þ])\.\s+")


class FactReader:
    """Reads the facts of one document where these stand by themselves."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader of the document's values."""
        self.reader = reader
        self.phrases = Phrases(reader)

    def all_facts(
        self, text: str, words: Words | None = None, *, names: bool = False, nicks: bool = False
    ) -> Facts | None:
        """Return what a text says that consists of nothing but facts; None if there is anything else in it."""
        said, is_all = self.facts_in(text, words or words_of(text), names=names, nicks=nicks)
        return said if is_all else None

    def facts_in(
        self, text: str, words: Words, *, names: bool = False, units: bool = False, nicks: bool = False
    ) -> tuple[Facts, bool]:
        """Return what a text says in parts between commas and the like, and whether that is all there is in it.

        Args:
            text: a part of the words.
            words: in which its links are.
            names: whether one of the parts may be a name that is not known to be one.
            units: whether that may be a part of the firm.
            nicks: whether, beside a day or a ticket, that may be a name in small letters.
        """
        rest, said = cut_labels(unlinked(text), self.reader, words)
        parts = [part for piece in _split(rest) if shown(part := _trimmed(piece))]
        open_parts = []
        is_loose = is_undated = False
        for part in parts:
            if _no_day().fullmatch(part):
                is_undated = True
                continue
            fact = self.phrases.fact(part, words)
            if fact is None and (fact := self._of_somebody(part, words)) is None:
                open_parts.append(part)
            elif fact.owner and said.owner and shown(part).startswith("@"):
                said.owner += f", {fact.owner}"
            else:
                if fact.due:
                    # A day is more exact than the end of a month beside it.
                    said.due = None if is_loose else said.due
                    is_loose = find_period_end(part, start=0, near=None) is not None
                said.add(fact)
        whole = shown(", ".join(open_parts))
        if said.owner is None and open_parts and self.is_name(whole, may_be=bool(said or names or is_undated)):
            said.owner = whole
            return said, True
        if said.owner is None and open_parts and self._is_owner(whole, said, units=units, nicks=nicks):
            said.owner = whole
            return said, True
        return said, not open_parts

    def _is_owner(self, text: str, beside: Facts, *, units: bool, nicks: bool) -> bool:
        """Whether what is left beside facts says whose an action is by a part of the firm, or in small letters."""
        if (beside.due or units) and is_role(text):
            return True
        if beside.status and is_office(text):
            return True
        return nicks and bool(beside.due or beside.ticket) and self.reader.people.may_be_nick(text)

    def row(self, words: Words) -> Facts | None:
        """Return what is said behind a title and a dash that is nothing but facts, one of which may be a bare name."""
        text = with_commas(words.text)
        said, is_all = self.facts_in(text, words, names=True)
        if is_all:
            return said
        first, *rest = _split(text)
        said, is_all = self.facts_in(" , ".join(rest), words)
        # A short name in small letters is one only beside what can be nothing but a fact.
        if said and is_all and nick().fullmatch(shown(first)) and shown(first) not in VERBS:
            said.owner = said.owner or shown(first)
            return said
        return None

    def fact(self, text: str, words: Words, *, may_be_name: bool = False) -> Facts | None:
        """Return the one thing that a text states, a name if it is known to be one, or may be; None otherwise."""
        fact = self.phrases.fact(text, words)
        if fact is None and self.is_name(shown(text), may_be=may_be_name):
            return Facts(owner=shown(text))
        if fact is None and (said := self._of_somebody(text, words)) and said.due:
            return said
        return fact

    def _of_somebody(self, text: str, words: Words) -> Facts | None:
        """What a name and one fact behind it say that nothing sets apart: "Mara by 12 March"."""
        name, colon, rest = _colon().sub("\0", text, count=1).partition("\0")
        if colon and self.is_name(shown(name)):
            fact = self.phrases.fact(rest, words) or self.phrases.fact(f"due {rest}", words)
            if fact and not fact.owner:
                fact.owner = shown(name)
                return fact
        pieces = text.split()
        for length in range(min(_MOST_WORDS, len(pieces) - 1), 0, -1):
            name = shown(" ".join(pieces[:length])).rstrip(" :,–—-")
            if not HANDLE.fullmatch(name) and not mentioned(name) and not self.is_name(name):
                continue
            rest = " ".join(pieces[length:])
            if (fact := self.phrases.fact(rest, words) or on_day(rest, self.phrases)) and not fact.owner:
                fact.owner = read_owner(name)
                return fact
        return by_somebody(text, self.phrases, self.reader.people)

    def is_name(self, text: str, *, may_be: bool = False) -> bool:
        """Return whether a text is the name of a person, or may be one where others stand as well."""
        people = self.reader.people
        return people.may_be(text) if may_be else people.knows(text)


def with_commas(text: str) -> str:
    """Return a text with its brackets as commas, so that what is in them is told apart from what is beside."""
    return _brackets().sub(" , ", text)


def _trimmed(text: str) -> str:
    text = text.strip(" ()[]*")
    return text if _initial().search(text) else text.strip(".")


def _split(text: str) -> list[str]:
    return _LIST_OF_FACTS.split(with_plain_days(text))


@cache
def _initial() -> re.Pattern[str]:
    return re.compile(r"\s[A-ZÀ-Þ]\.\Z")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r"\s?(?::\s|：)\s?")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"(?:\s|\A)[(\[（【]|[)\]）】](?=\W|\Z)")


@cache
def _no_day() -> re.Pattern[str]:
    # Where there is none, whoever stands beside it owes it all the same.
    return re.compile(
        r"(?:no (?:due )?date(?: (?:yet|set|so far))?"
        r"|(?:due )?date (?:tbd|tba|tbc|open|not set|to be (?:set|agreed|decided))"
        r"|open end(?:ed)?|no deadline(?: yet)?|ohne (?:termin|frist)|termin offen|(?:noch )?kein termin"
        r"|uten frist|ingen (?:frist|dato|datum)(?: ennå)?"
        r"|(?:nog )?geen datum"
        r"|bez terminu|期限未定|日程未定)",
        re.IGNORECASE,
    )
