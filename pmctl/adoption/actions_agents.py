"""Who will do something on which day, in words that nothing sets apart: "by Ana on 12 March", "on 12 March by Ana"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_text import Words, shown
from pmctl.adoption.actions_values import HANDLE, Facts, read_owner
from pmctl.adoption.given_names import is_role, is_team

if TYPE_CHECKING:
    from pmctl.adoption.actions_names import People
    from pmctl.adoption.actions_phrases import Phrases

_MOST_WORDS: Final = 4
"""Of a name, with its article."""
_LONGEST: Final = 120


def by_somebody(text: str, phrases: Phrases, people: People) -> Facts | None:
    """Return whose an action is and until when, if a text says nothing else; None otherwise.

    Args:
        text: a part of an item that is set off.
        phrases: read the day.
        people: tell who may be named; a day beside the name vouches for one that nobody knows.
    """
    if len(text) > _LONGEST:
        return None
    if found := _day_first().fullmatch(text):
        return _of(found["who"], found["day"], phrases, people)
    if not (lead := _lead().match(text)):
        return None
    pieces = text[lead.end() :].split()
    for length in range(min(_MOST_WORDS, len(pieces) - 1), 0, -1):
        said = _of(" ".join(pieces[:length]), " ".join(pieces[length:]), phrases, people)
        if said is not None:
            return said
    return None


def on_day(text: str, phrases: Phrases) -> Facts | None:
    """Return the day of "on 12 March", of which "on" tells something only behind a name; or None."""
    found = _on().match(text)
    fact = phrases.due(text[found.end() :]) if found else None
    return fact if fact and fact.due else None


def _of(who: str, day: str, phrases: Phrases, people: People) -> Facts | None:
    who = _article().sub("", shown(who)).strip(" ,")
    is_somebody = (
        bool(HANDLE.fullmatch(who))
        or people.may_be(who)
        or is_team(who)
        or is_role(who)
        or bool(_team().fullmatch(who))
    )
    if not is_somebody:
        return None
    said = phrases.fact(day, Words("")) or on_day(day, phrases)
    return Facts(owner=read_owner(who), due=said.due) if said and said.due and not said.owner else None


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(r"\s*(?:by|durch|von|par|por|av|af|door|przez)\s+", re.IGNORECASE)


@cache
def _day_first() -> re.Pattern[str]:
    return re.compile(
        r"(?P<day>[^,;]{0,30}[0-9][^,;]{0,20}?)\s(?:by|durch|von|par|por|av|af|door|przez)\s(?P<who>[^0-9,;]{2,50})",
        re.IGNORECASE,
    )


@cache
def _on() -> re.Pattern[str]:
    return re.compile(r"(?:on|am|le|el|em|il|op|på|den|dnia)\s(?=\S)", re.IGNORECASE)


@cache
def _article() -> re.Pattern[str]:
    return re.compile(r"\A(?:the|our)\s", re.IGNORECASE)


@cache
def _team() -> re.Pattern[str]:
    return re.compile(r"[\w/&-]+(?:\s[\w/&-]+){0,2}\s[Tt]eam")
