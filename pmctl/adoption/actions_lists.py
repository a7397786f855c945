"""What the items of a list tell of each other: "(Mara)" beside "(Jonas, 2 April)", "fix it - mara - 2 April".

Beside "**Mara**: fix it", "**Data platform**: keep a copy" says whose it is as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_keys import without_ticket
from pmctl.adoption.actions_names import nick, trailing_name
from pmctl.adoption.actions_offices import is_department_word, office_at_end
from pmctl.adoption.actions_text import LONGEST, plain
from pmctl.adoption.actions_words import VERBS, fields, groups, template_words
from pmctl.adoption.given_names import is_given_name, is_thing, is_unit
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.adoption.actions_facts import FactReader
    from pmctl.adoption.actions_marks import MarkReader

_SAMPLE: Final = 50
_NOBODY: Final = (
    "both each also next first second third finally maybe goal idea question why how problem risk remark example "
    "examples background context scope update updates warning important"
)
"""Words before a colon that look like a name at the beginning of an item, and are none."""
_REACH: Final = 160
_FEWEST: Final = 2
_MOST_PARTS: Final = 8


class ListStyle:
    """How the items of one list name people."""

    def __init__(self, texts: Sequence[str], marks: MarkReader) -> None:
        """Take the Markdown of the items, and the reader of their marks."""
        texts = texts[:_SAMPLE]
        self._facts = marks.facts
        named = sum(map(marks.has_name, texts))
        self._names = named >= _FEWEST and _is_most(named, texts)
        asides = sum(_is_owned_aside(text, self._facts) for text in texts)
        self._asides = asides > 0 and 2 * asides >= len(texts)
        nicks = [found[1] for text in texts if (found := without_nick(text, self._facts, is_dated=True))]
        # "kitchen" may stand there as well, but not beside names.
        self._nicks = len(nicks) >= _FEWEST and _is_most(len(nicks), texts) and any(map(self._is_known, nicks))
        led = sum(found is not None and self._facts.reader.people.leads(found[0]) for found in map(_lead, texts))
        self._leads = led if 2 * led >= len(texts) else 0
        self._has_offices = any(office_at_end(text) for text in texts) and any(map(self._ends_with_somebody, texts))

    def _is_known(self, name: str) -> bool:
        return is_given_name(name.title()) or self._facts.is_name(name)

    def may_have_name(self, source: str) -> bool:
        """Return whether an item may have a name at an end that is not known to be one."""
        return self._names or (self._asides and has_lone_name(source, self._facts))

    def _ends_with_somebody(self, source: str) -> bool:
        found = _last_aside().search(plain(source)[-_REACH:])
        return bool(found and self._facts.is_name(found["who"].strip()))

    def without_owner(self, source: str, *, has_tick: bool = False) -> tuple[str, str | None]:
        """Return an item without the name that leads it, in small letters between its dashes, or an office, and that.

        Args:
            source: the Markdown of the item.
            has_tick: whether it is done, so that an office in brackets behind it has done it.
        """
        if (has_tick or self._has_offices) and (office := office_at_end(source.rstrip(" ."))):
            return office[1], office[0]
        if self._leads and (lead := _lead(source)) and self._may_lead(lead[0]):
            return lead[1], lead[0]
        found = without_nick(source, self._facts) if self._nicks else None
        return found or without_nick(source, self._facts, is_dated=True, is_department=True) or (source, None)

    def _may_lead(self, who: str) -> bool:
        """Whether what stands where others have a name is one, or a part of the firm, and no topic."""
        people = self._facts.reader.people
        folded = fold(who)
        is_word = any(folded in words for words in (fields(), groups(), template_words(), _NOBODY.split()))
        is_word = is_word or who.partition(" ")[0].casefold() in VERBS
        if is_word or self._facts.reader.inline_status(who)[0] is not None or people.knows(who):
            return False
        return is_unit(who) or (self._leads >= _FEWEST and people.may_be(who))


def has_lone_name(source: str, facts: FactReader) -> bool:
    """Return whether an item ends with brackets that hold nothing but what may be a name."""
    found = trailing_name().search(without_ticket(plain(source))[-_REACH:].rstrip(" ."))
    return bool(found and found["aside"] and facts.is_name(found["aside"], may_be=True))


def without_nick(
    source: str, facts: FactReader, *, is_dated: bool = False, is_department: bool = False
) -> tuple[str, str] | None:
    """Return an item without the short name between its title and its facts, and that name; or None.

    Args:
        source: the Markdown of the item, in parts between dashes.
        facts: the reader of the document's facts.
        is_dated: whether a day must be among the facts.
        is_department: whether only a word for a part of the firm is looked for.
    """
    parts = _dash().split(source[:LONGEST], _MOST_PARTS)
    for index in range(1, len(parts) - 1):
        who = parts[index].strip()
        if is_department and not is_department_word(who):
            continue
        if not (is_department or nick().fullmatch(who)) or who in VERBS or is_thing(who) or _is_fact(who, facts):
            continue
        said = facts.all_facts(" - ".join(parts[index + 1 :]))
        if said and said.owner is None and (said.due or not is_dated):
            return " - ".join((*parts[:index], *parts[index + 1 :])), who
    return None


def _lead(source: str) -> tuple[str, str] | None:
    """What an item begins with before a colon or a dash, as plain words, and the Markdown behind it; or None."""
    found = _bold_lead().match(source) or _plain_lead().match(source)
    return (plain(found["who"]).strip(" :："), source[found.end() :]) if found else None


def _is_fact(text: str, facts: FactReader) -> bool:
    said = facts.all_facts(text)
    return said is not None and said.owner is None


def _is_most(count: int, texts: Sequence[str]) -> bool:
    return 3 * count >= 2 * len(texts)


def _is_owned_aside(source: str, facts: FactReader) -> bool:
    found = _dated_aside().search(plain(source)[-_REACH:])
    said = facts.all_facts(found["aside"]) if found else None
    return bool(said and said.owner and said.due)


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(r"\s[-–—]\s")


@cache
def _dated_aside() -> re.Pattern[str]:
    # With a status or a ticket behind it, at most.
    return re.compile(r"[(（\[](?P<aside>[^()（）\[\]]{0,100}[0-9][^()（）\[\]]{0,40})[)）\]][^()]{0,40}\Z")


@cache
def _last_aside() -> re.Pattern[str]:
    # What stands first in it, and a status or a ticket behind, at most.
    return re.compile(r"[(（\[](?P<who>[^()（）\[\],;、]{1,40})(?:[,;、][^()（）\[\]]{0,100})?[)）\]][^()]{0,40}\Z")


@cache
def _bold_lead() -> re.Pattern[str]:
    return re.compile(
        r"(?P<mark>\*\*|__)(?P<who>@?[^\W\d_][^*_\n:：]{0,40})(?:[:：](?P=mark)|(?P=mark)\s{0,3}[:：]|(?P=mark)\s[–—-])\s{0,3}(?=\S)"
    )


@cache
def _plain_lead() -> re.Pattern[str]:
    return re.compile(r"(?P<who>[^\W\d_][^*_\n:：()\[\]]{0,40}):\s{1,3}(?=\S)")
