"""What the items of a list tell of each other: "(Mara)" beside "(Jonas, 2 April)", "fix it - mara - 2 April"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_names import nick, trailing_name
from pmctl.adoption.actions_text import LONGEST, plain
from pmctl.adoption.actions_words import VERBS
from pmctl.adoption.given_names import is_given_name, is_thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.adoption.actions_facts import FactReader
    from pmctl.adoption.actions_marks import MarkReader

_SAMPLE: Final = 50
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

    def _is_known(self, name: str) -> bool:
        return is_given_name(name.title()) or self._facts.is_name(name)

    def may_have_name(self, source: str) -> bool:
        """Return whether an item may have a name at an end that is not known to be one."""
        return self._names or (self._asides and has_lone_name(source, self._facts))

    def without_nick(self, source: str) -> tuple[str, str | None]:
        """Return an item without the name in small letters between its dashes, and that name."""
        return (without_nick(source, self._facts) if self._nicks else None) or (source, None)


def has_lone_name(source: str, facts: FactReader) -> bool:
    """Return whether an item ends with brackets that hold nothing but what may be a name."""
    found = trailing_name().search(plain(source)[-_REACH:].rstrip(" ."))
    return bool(found and found["aside"] and facts.is_name(found["aside"], may_be=True))


def without_nick(source: str, facts: FactReader, *, is_dated: bool = False) -> tuple[str, str] | None:
    """Return an item without the short name between its title and its facts, and that name; or None.

    Args:
        source: the Markdown of the item, in parts between dashes.
        facts: the reader of the document's facts.
        is_dated: whether a day must be among the facts.
    """
    parts = _dash().split(source[:LONGEST], _MOST_PARTS)
    for index in range(1, len(parts) - 1):
        who = parts[index].strip()
        if not nick().fullmatch(who) or who in VERBS or is_thing(who) or _is_fact(who, facts):
            continue
        said = facts.all_facts(" - ".join(parts[index + 1 :]))
        if said and said.owner is None and (said.due or not is_dated):
            return " - ".join((*parts[:index], *parts[index + 1 :])), who
    return None


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
