"""What may be the name of a person or a team, and where in an action item one may stand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_nicks import may_be_nick
from pmctl.adoption.actions_words import VERBS, fields, is_nothing
from pmctl.adoption.given_names import is_east_asian_name, is_given_name, is_role, is_team, is_thing, is_usual_word
from pmctl.adoption.owners_told import owners_told
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.conventions import Conventions

_LONGEST: Final = 60
_LONGEST_DOCUMENT: Final = 200_000
_MOST_WORDS: Final = 4
_MOST_LINES: Final = 200
_TEAM = lazy_pattern(r"[\w/&-]+(?: [\w/&-]+){0,3} [Tt]eam|[\u30a0-\u30ff\u4e00-\u9fff]{1,10}(?:さん|氏|様|チーム|班)")
_NAMED_TEAM = lazy_pattern(
    r"(?!(?:The|Our|Whole|Each|Every|One|New|Any|No)\b)[A-ZÀ-Þ][\w/&-]*(?: [\w/&-]+){0,3} [Tt]eam"
    r"|(?:[Tt]eam|[Ss]quad|[ÉéEe]quipe|[Ee]quipo|[Zz]espół) [\w/&-]+(?: [\w/&-]+){0,2}"
)
_DENSE_NAME = lazy_pattern(r"[\u4e00-\u9fff々]{1,4}|[\u4e00-\u9fff々]{1,3}\s[\u3040-\u9fff々]{1,4}")
_JOINED = lazy_pattern(r"\s*[/&+,、・]\s*|\s+(?:and|und|og|och|et|y|e|en|i)\s+")
_WORD = lazy_pattern(r"[^\W\d_]+")
_INITIALS = lazy_pattern(r"(?:[^\W\d_]\.-?){1,3}")
_HONOURED = lazy_pattern(r"(?:さん|氏|様|님)\Z")
_PARTICLES: Final = frozenset((
    "van", "der", "den", "de", "von", "zu", "da", "di", "du", "dos", "del", "la", "le", "bin", "al", "el", "ter", "ten",
))  # fmt: skip
_ROLE = (
    r"(?:authors?|owners?|written by|reporters?|reviewers?|participants?|attendees|responders?|involved|people"
    r"|(?:review|report|document|doc|post-?mortem|rca|action|follow-?up) (?:owner|author|lead|writer|driver)s?"
    r"|(?:incident |comms? |communications? |ops |tech(?:nical)? )?(?:commander|manager|lead|leader|owner|scribe)|ic"
    r"|facilitators?|scribe|assignees?|on[- ]?call(?: engineer)?|dri|editors?|contacts?"
    r"|autor(?:en|es|a)?|auteurs?|autrice|verfasser|teilnehmer|beteiligte|verantwortlich\w*|participantes"
    r"|responsables?|responsáve(?:l|is)|asistentes|partecipanti|responsabile|deelnemers|auteur|verantwoordelijke"
    r"|forfatter(?:e)?|deltak(?:ere|ande)|deltagere|ansvarlig|ansvarig|skriven av|författare|skrevet av|autorzy|osoby"
    r"|作成者|報告者|担当者?|参加者|対応者|記録者|作者|负责人|參與者|参与者|작성자|담당자?|참석자)"
)


class People:
    """Who is a person in one document: whom it names as one, whom the configuration knows, or by a known given name."""

    def __init__(self, text: str, conventions: Conventions) -> None:
        """Take the document's text; it is looked through when somebody is first asked for."""
        self._text, self._conventions = text[:_LONGEST_DOCUMENT], conventions
        self._named: frozenset[str] | None = None
        self._owning: frozenset[str] | None = None
        self._words: frozenset[str] | None = None
        self._spoken_of: frozenset[str] | None = None

    def knows(self, text: str) -> bool:
        """Return whether words can be nothing but the names of people."""
        if len(text) > _LONGEST:
            return False
        names = _JOINED.split(text.strip())
        known = [bool(_NAMED_TEAM.fullmatch(name)) or self._is_known(name) for name in names]
        # Who stands beside somebody is somebody as well.
        return all(known) or (any(known) and all(map(self._is_like_name, names)))

    def leads(self, text: str) -> bool:
        """Return whether words before a colon can be nothing but names, and no words of the sentence."""
        if is_team(text):
            return True
        return self.knows(text) and (self._told().issuperset(text.casefold().split()) or not is_usual_word(text))

    def may_be(self, text: str) -> bool:
        """Return whether words that stand where others have a name may be one as well."""
        if self.knows(text):
            return True
        return len(text) <= _LONGEST and self._is_like_name(text)

    def may_be_nick(self, text: str) -> bool:
        """Return whether words in small letters beside a day or a ticket can be nothing but a name."""
        return may_be_nick(text) and not self._spoken().intersection(_WORD.findall(text))

    def _is_like_name(self, text: str) -> bool:
        """Whether words look like a name, and are no thing and no word that the document uses otherwise."""
        if not may_stand_for_owner(text):
            return False
        words = [word.casefold() for word in _WORD.findall(text) if word not in _PARTICLES]
        return not any(map(is_thing, words)) and not self._used().intersection(words)

    def _is_known(self, name: str) -> bool:
        name = _HONOURED.sub("", name)
        if name.startswith("@"):
            return False
        words = name.split()
        if not words or is_nothing(name):
            return False
        if is_east_asian_name(name) or self._conventions.person_called(name) is not None:
            return True
        if name in self._owners():
            return True
        if self._told().issuperset(word.casefold().strip(".") for word in words):
            # In small letters it may be the word that somebody is called by: "(test)" beside "@test".
            return words[0][0].isupper() or not self._spoken().intersection(words)
        if is_thing(words[0]) or any(map(is_thing, words[1:])):
            return False
        if len(words) == 1:
            return is_given_name(name) and (name.islower() or _is_name(name))
        is_first = is_given_name(words[0]) and words[0][0].isupper()
        return (is_first or bool(_INITIALS.fullmatch(words[0]))) and _is_name(name)

    def _told(self) -> frozenset[str]:
        """The words of the names that the document gives to somebody's part in it, or of handles; folded."""
        if self._named is None:
            lines = _in_parts(self._text)
            names = (name for line in lines for name in _JOINED.split(line) if _is_name(name) or nick().fullmatch(name))
            told = {word.casefold().strip(".") for name in names for word in name.split()[:_MOST_WORDS]}
            told |= {part for handle in _handle().findall(self._text) for part in re.split("[._-]", handle.casefold())}
            self._named = frozenset(word for word in told if len(word) > 1 and not is_thing(word))
        return self._named

    def _owners(self) -> frozenset[str]:
        """Who owns something else in the document, as it is written: people by name, and parts of the firm."""
        if self._owning is None:
            owners = (name for value in owners_told(self._text) for name in _JOINED.split(value))
            self._owning = frozenset(name for name in owners if self._may_own(name))
        return self._owning

    def _may_own(self, name: str) -> bool:
        words = name.split()
        if is_nothing(name) or not words or fold(name) in fields():
            return False
        if len(words) > 1 and is_role(name):
            return True
        return may_stand_for_owner(name) and not any(is_thing(word) for word in words)

    def _used(self) -> frozenset[str]:
        """The words that the document writes in small letters."""
        if self._words is None:
            self._words = frozenset(_small().findall(self._text))
        return self._words

    def _spoken(self) -> frozenset[str]:
        """The words that its sentences write in small letters: those that do not stand alone, or behind a label."""
        if self._spoken_of is None:
            text = _lone().sub(" ", _part().sub(" ", self._text))
            self._spoken_of = frozenset(_small().findall(text))
        return self._spoken_of


def _in_parts(text: str) -> Iterator[str]:
    """What stands behind the labels of people's parts: on the same line, or in the list below."""
    for count, found in enumerate(_part().finditer(text)):
        if count >= _MOST_LINES:
            return
        said = re.sub(r"\([^()]{0,100}\)|[\[\]\"'`*_]", " ", found["names"].partition("|")[0]).strip()
        for name in [said] if said else _listed().findall(text, found.end(), found.end() + 500):
            if "team" not in name.casefold() and fold(name) not in fields():
                yield " ".join(name.replace("@", "").split())


def _is_name(text: str) -> bool:
    """Whether words are written as the name of a person is: capitals, initials, and the particles of surnames."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or not (_is_capital(words[0]) or (len(words) > 1 and _initials(words[0]))):
        return False
    if words[0].casefold() in VERBS and len(words) == 1 and not is_given_name(words[0]):
        return False
    return words[-1] not in _PARTICLES and all(
        _is_capital(word) or _initials(word) or word in _PARTICLES or (len(word) == 1 and word.isupper())
        for word in words[1:]
    )


def _initials(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word)) and word[0].isupper()


def _is_capital(word: str) -> bool:
    """Whether a word is written as ``Mara``, ``O'Neil``, ``McCoy`` or ``Jean-Luc`` are."""
    parts = re.split("['’-]", word.rstrip("."))
    if not parts[0][:1].isupper():
        return False
    inner = (re.sub(r"\A(?:Mc|Mac|De|Di|Van|Le|La)(?=[A-Z])", "", part) for part in parts)
    return all(part[:1].isalpha() and (part[1:].islower() or (len(parts) > 1 and len(part) == 1)) for part in inner)


def may_be_owner(text: str) -> bool:
    """Return whether words that stand where an owner may stand look like the name of a person or a team."""
    if _TEAM.fullmatch(text):
        return True
    return all(_is_name(name) and name.split()[0].casefold() not in _verbs_only() for name in _JOINED.split(text))


def may_stand_for_owner(text: str) -> bool:
    """Return whether words beside other facts look like a name; in Chinese or Japanese a short one needs no title."""
    return may_be_owner(text) or bool(_DENSE_NAME.fullmatch(text))


@cache
def _verbs_only() -> frozenset[str]:
    return frozenset(verb for verb in VERBS if not is_given_name(verb.title()))


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t>|*_#:+-]{{0,12}}(?:{_ROLE})\b[ \t]{{0,3}}(?:\(s\))?[*_ \t]{{0,5}}(?:[:：|]|[ \t]-)"
        r"(?P<names>[^\n]{0,200})",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(r"^[ \t]{0,8}[-*+][ \t]{1,4}([^\n(:,]{2,40})", re.MULTILINE)


@cache
def _handle() -> re.Pattern[str]:
    return re.compile(r"(?<![\w@/.])@([A-Za-z][\w.-]{1,40})(?![\w/@])")


@cache
def _small() -> re.Pattern[str]:
    return re.compile(r"(?<![\w@.(\[-])[a-zà-ÿ]{2,30}(?![\w@])")


@cache
def _lone() -> re.Pattern[str]:
    # A word alone in an item or in a cell, and what brackets hold.
    return re.compile(
        r"^[ \t]{0,8}[-*+][ \t]{1,4}[a-zà-ÿ.-]{2,30}[ \t]{0,8}$|\|[ \t]{0,40}[a-zà-ÿ.-]{2,30}[ \t]{0,40}(?=\|)"
        r"|[(\[][^()\[\]\n]{0,100}[)\]]",
        re.MULTILINE,
    )


@cache
def trailing_name() -> re.Pattern[str]:
    """Return what finds a name behind a dash or in brackets at the end of an item."""
    return re.compile(
        r"\s[-–—]\s(?P<name>[^\s\-–—|()\[\]]{2,40}(?:\s[^\s\-–—|()\[\]]{1,40}){0,3})"
        r"(?:\s?[,–—-]\s[^–—]*[0-9][^–—]*)?\Z"
        r"|[(\[（【](?P<aside>[^()\[\]（）【】,、]{1,40})[)\]）】](?:\s[–—-]\s\w{2,12})?\Z"
    )


@cache
def leading_name() -> re.Pattern[str]:
    """Return what finds a name in brackets at the beginning of an item."""
    return re.compile(r"[(\[](?P<lead>[^()\[\],]{2,40})[)\]]\s")


@cache
def nick() -> re.Pattern[str]:
    """Return what a short name in small letters looks like."""
    return re.compile(r"[a-z][a-z0-9._-]{1,20}")
