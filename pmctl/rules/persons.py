"""Who is a person in a sentence: whoever could be put in the place of a cause, and no machine."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.prose import words_of
from pmctl.rules import person_words as words
from pmctl.rules.clauses import (
    Token,
    bare,
    goes_on,
    is_verb,
    joins,
    may_modify,
    skip_to_subject,
    tokens_before,
    tokens_of,
)
from pmctl.rules.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context

REACH: Final = 160
"""How many characters beside a verb are searched for who did it: longer subjects are not found, and nothing is slow."""

OBJECT_REACH: Final = 80
OWNER_REACH: Final = 60
"""Likewise, for whom something is done by, and whose something is: there the person stands close by."""

_SOFTWARE: Final = frozenset(
    b"kubernetes kubectl helm openshift crd crds reconcile reconciled reconciles reconciler".split()
)
_MODIFIERS: Final = 5
"""How many words may stand before a role ("the very tired night shift on-call"), or after one ("of the change")."""


class Kind(Enum):
    """How a person is spoken of."""

    NAME = auto()
    ROLE = auto()
    DEPARTMENT = auto()
    """Called by their work, as an environment or a feature may be: QA, support."""
    PRONOUN = auto()
    """He, she, they, somebody: one who is not the writer."""
    WRITER = auto()
    """I, we, us."""


class Person(NamedTuple):
    """Where somebody stands in a text."""

    start: int
    end: int
    kind: Kind


class Persons(NamedTuple):
    """Whom one document speaks of.

    Attributes:
        names: the words of every name that is known, as written.
        roles: those that are people here, in lower case.
        own: those of them that the repository adds, which are always people.
        ends: the last word of every name and of every role of its own, in lower case.
    """

    names: frozenset[tuple[str, ...]]
    roles: frozenset[str]
    own: frozenset[str]
    ends: frozenset[str]

    def may_be_in(self, text: str, kinds: frozenset[Kind]) -> bool:
        """Whether a text may speak of somebody: a quick look, to search no text for people that says nothing of any."""
        found = _part().findall(text.casefold())
        if not _ends_of_roles().isdisjoint(found) or not self.ends.isdisjoint(found) or "@" in text:
            return True
        return Kind.WRITER in kinds and not words.WRITERS.isdisjoint(found)

    def ending_at(self, text: str, end: int) -> Person | None:
        """Return the person who is the subject that ends before `end`, adverbs and asides between passed over."""
        tokens = tokens_before(text, end, REACH)
        last = skip_to_subject(tokens)
        return self._subject(tokens, last, text) or self._subject_before_and(tokens, last, text)

    def starting_at(self, text: str, start: int) -> Person | None:
        """Return the person whom the words from `start` on mean, an ``'s`` included."""
        tokens = tokens_of(text, start, start + OBJECT_REACH)
        return self._named_first(tokens) or self._role_first(tokens)

    def owning_at(self, text: str, end: int) -> Person | None:
        """Return the person whose is what stands at `end`: "Mara's", "our", with up to two words between."""
        tokens = tokens_before(text, end, OWNER_REACH)
        for last in range(len(tokens) - 1, max(-1, len(tokens) - 4), -1):
            token = tokens[last]
            if token.word in words.OWNING:
                return Person(token.start, token.end, _kind_of(token.word))
            if token.text in {"'", "’"} or token.text.endswith(("'s", "’s")):
                person = self._head(tokens, last - (len(token.text) == 1))
                return person and Person(person.start, token.end, person.kind)
            if token.is_mark or token.word in words.PREPOSITIONS or token.word in words.CONJUNCTIONS:
                break
        return None

    def _subject(self, tokens: list[Token], last: int, text: str) -> Person | None:
        if last < 0 or tokens[last].is_mark:
            return None
        token = tokens[last]
        word = token.word
        if word in words.SUBJECTS:
            return Person(token.start, token.end, _kind_of(word))
        if word == "they":
            return Person(token.start, token.end, Kind.PRONOUN) if self._are_people(text, token.start) else None
        if word in {"us", "them"}:
            return _some_of(tokens, last)
        if word in {"who", "that"}:
            last -= 2 if last and tokens[last - 1].text == "," else 1
        for person in (self._head(tokens, last), self._head_before_link(tokens, last)):
            if person and not _is_governed(tokens, person.start):
                return person
        return None

    def _subject_before_and(self, tokens: list[Token], last: int, text: str) -> Person | None:
        """Return who did what stands before an "and" at `last`: "the on-call was new and | should have asked"."""
        at = end = last if last > 0 and joins(tokens, last) else 0
        while at > 1 and goes_on(tokens, at := at - 1, end):
            if not is_verb(tokens, at):
                continue
            before = skip_to_subject(tokens[:at])
            person = self._subject(tokens, before, text)
            if person:
                # "Support ended for version 3 and could have broken the client": there it is a thing.
                return None if person.kind is Kind.DEPARTMENT else person
            if before > 0 and joins(tokens, before):
                at = end = before
            elif tokens[at - 1].word not in words.NO_SUBJECTS:
                return None
        return None

    def _head(self, tokens: list[Token], last: int) -> Person | None:
        """Return the person whose name or role ends with the token `last`, with all words that belong to it."""
        if last < 0:
            return None
        token = tokens[last]
        if token.text.startswith("@") and len(token.text) > 1:
            return Person(token.start, token.end, Kind.NAME)
        for first in range(max(0, last - 2), last + 1):
            if (*(t.text for t in tokens[first:last]), bare(token.text)) in self.names:
                return Person(tokens[first].start, token.end, Kind.NAME)
        if token.word in {"call", "duty", "shift"} and last and tokens[last - 1].word == "on":
            person = self._head(tokens, last - 2)
            if person or token.word != "call":
                return person and Person(person.start, token.end, person.kind)
            return _with_modifiers(tokens, last - 1, token.end)
        # With a capital, it is a program of that name.
        if token.text == "Teams" or not self._is_human(tokens, last):
            return None
        return _with_modifiers(tokens, last, token.end)

    def _head_before_link(self, tokens: list[Token], last: int) -> Person | None:
        """Return the person of "the author of the change" or "the engineer on the storage host"."""
        for link in range(last - 1, max(0, last - _MODIFIERS - 1), -1):
            token = tokens[link]
            is_linked = token.word in words.LINKS and tokens[link - 1].word not in words.DEPARTMENTS
            person = self._head(tokens, link - 1) if is_linked else None
            if person:
                return Person(person.start, tokens[last].end, person.kind)
            if token.is_mark or token.word in words.CONJUNCTIONS:
                return None
        return None

    def _named_first(self, tokens: list[Token]) -> Person | None:
        if not tokens:
            return None
        first = tokens[0]
        if first.word in words.SUBJECTS or first.word in words.OBJECTS or first.word == "they":
            return Person(first.start, first.end, _kind_of(first.word))
        if first.text.startswith("@") and len(first.text) > 1:
            return Person(first.start, first.end, Kind.NAME)
        for length in (3, 2, 1):
            *before, last = tokens[:length]
            if (*(token.text for token in before), bare(last.text)) in self.names:
                return Person(first.start, _behind_apostrophe(tokens, length - 1), Kind.NAME)
        return None

    def _role_first(self, tokens: list[Token]) -> Person | None:
        is_one_of_many = len(tokens) > 1 and tokens[0].word in words.QUANTITIES and tokens[1].word == "of"
        first = 2 if is_one_of_many else 0
        for index in range(first, min(len(tokens), _MODIFIERS + 2)):
            token = tokens[index]
            if self._is_human(tokens, index):
                after = tokens[index + 1] if index + 1 < len(tokens) else None
                if after is None or bare(token.text) != token.text or _may_follow_a_role(token, after):
                    return Person(tokens[0].start, _behind_apostrophe(tokens, index), _kind_of_role(token.word))
            if token.is_mark or token.word in words.PREPOSITIONS or token.word in words.CONJUNCTIONS:
                return None
            if index > first and token.word in words.DETERMINERS and tokens[index - 1].word not in words.DETERMINERS:
                # Another noun begins: "by the time the team", "by a change the team made".
                return None
        return None

    def _is_human(self, tokens: list[Token], head: int) -> bool:
        """Whether a word is a role, and a person's: by the word before it, and by whom a team consists of."""
        word = tokens[head].word
        if word not in self.roles or word in self.own:
            return word in self.own
        if word in words.COLLECTIVES:
            return not self._is_of_machines(tokens[head + 1 : head + _MODIFIERS + 2])
        before = tokens[head - 1] if head else None
        if word in words.DEPARTMENTS:
            return before is None or not may_modify(before) or before.word in words.DEPARTMENTS[word]
        if word in words.ONLY_BEHIND:
            last_two = "_".join(token.word for token in tokens[max(0, head - 2) : head])
            return before is not None and not words.ONLY_BEHIND[word].isdisjoint((before.word, last_two))
        if word not in words.AMBIGUOUS:
            return True
        if word.startswith(("hire", "member")):
            return before is not None and before.word in words.HUMAN
        if before is None or before.is_mark or not may_modify(before):
            # Where a sentence begins with it, notes leave the article away: "Operator pasted the key".
            return word != "dev"
        return before.word in words.HUMAN or before.word in words.DETERMINERS

    def _is_of_machines(self, behind: list[Token]) -> bool:
        """Whether what follows a team says that it consists of other things than people: "of bots"."""
        if len(behind) < 2 or behind[0].word != "of" or behind[1].word in words.DETERMINERS:
            return False
        kind = list(takewhile(may_modify, behind[1:]))
        is_human = any(
            (token.word in self.roles and token.word not in words.ONLY_BEHIND) or token.text[0].isupper()
            for token in kind
        )
        return not is_human and any(token.is_plural for token in kind)

    def _are_people(self, text: str, end: int) -> bool:
        """Whether "they" at `end` are people: the last who were spoken of, with no other plural since."""
        tokens = tokens_before(text, end, 2 * REACH)
        for index in range(len(tokens) - 1, -1, -1):
            if tokens[index].word not in words.UNNAMED and self._head(tokens, index):
                return True
            if tokens[index].is_plural:
                return False
        return False


@lru_cache(maxsize=1)
def persons_of(document: Postmortem, context: Context) -> Persons:
    """Return whom a document speaks of: the people of the repository, those its front matter names, and the roles."""
    # Where there is Kubernetes, an operator is a program.
    programs = frozenset[str]() if _SOFTWARE.isdisjoint(words_of(document)) else {"operator", "operators"}
    own = frozenset(word.casefold() for word in context.conventions.vocabulary.persons)
    names = names_of(document.record, context.conventions)
    roles = (words.ROLES - programs) | own
    return Persons(names=names, roles=roles, own=own, ends=_ends({*own, *(name[-1] for name in names)}))


@cache
def _ends_of_roles() -> frozenset[str]:
    pronouns = words.SUBJECTS | words.OBJECTS | words.OWNING | {"they", "them", "call"}
    return _ends(words.ROLES | (pronouns - words.WRITERS))


def _ends(spoken: Iterable[str]) -> frozenset[str]:
    return frozenset(part for word in spoken for part in _part().findall(word.casefold())[-1:])


def _with_modifiers(tokens: list[Token], head: int, end: int) -> Person:
    """Return the person of the role at `head`, with what belongs to it before: "one of the tired engineers"."""
    first = head
    while first and head - first < _MODIFIERS and may_modify(tokens[first - 1]):
        first -= 1
        if tokens[first].word in words.DETERMINERS:
            break
    if first > 1 and tokens[first - 1].word == "of" and tokens[first - 2].word in words.QUANTITIES:
        first -= 2
    return Person(tokens[first].start, end, _kind_of_role(tokens[head].word))


def _is_governed(tokens: list[Token], start: int) -> bool:
    """Whether the person only belongs to what is spoken of: "the page to the on-call", "paging the on-call"."""
    before = [token for token in tokens if token.end <= start]
    while before and before[-1].word in words.DETERMINERS:
        before.pop()
    if not before or before[-1].word in words.PREPOSITIONS:
        return bool(before)
    if len(before) > 1 and before[-2].word in {"that", "which"} and not before[-1].is_mark:
        # "The alert that wakes the on-call": what happens to somebody there is not said of them.
        return True
    is_first = len(before) == 1 or not may_modify(before[-2])
    return is_first and before[-1].word.endswith("ing") and len(before[-1].word) > len("thing")


def _some_of(tokens: list[Token], last: int) -> Person | None:
    if last > 1 and tokens[last - 1].word == "of" and tokens[last - 2].word in words.QUANTITIES:
        return Person(tokens[last - 2].start, tokens[last].end, _kind_of(tokens[last].word))
    return None


def _behind_apostrophe(tokens: list[Token], index: int) -> int:
    """Return the end of a token, with the apostrophe that follows it and makes it a possessive ("Jonas' deploy")."""
    index = min(index, len(tokens) - 1)  # a name may be the last word of all
    owns = index + 1 < len(tokens) and tokens[index + 1].text in {"'", "’"} and tokens[index].text.endswith("s")
    return tokens[index + owns].end


def _may_follow_a_role(role: Token, token: Token) -> bool:
    if role.word in words.DEPARTMENTS and token.word in {"for", "of"}:
        return False
    return token.word in words.PREPOSITIONS or bool(_after_role().fullmatch(token.text))


def _kind_of_role(word: str) -> Kind:
    if word in words.DEPARTMENTS:
        return Kind.DEPARTMENT
    return Kind.PRONOUN if word in words.UNNAMED else Kind.ROLE


def _kind_of(word: str) -> Kind:
    return Kind.WRITER if word in words.WRITERS else Kind.PRONOUN


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _after_role() -> re.Pattern[str]:
    return re.compile(words.AFTER_ROLES, re.IGNORECASE)
