"""Ends that are told of a part of what was broken: the website is back, and the API is not yet.

No list holds the parts of everybody's systems. What shows one is the timeline itself: two things broke and one of
them is back, or later another thing comes back.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_HEAD: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_MOST_WORDS: Final = 4
"""The name of a part is not longer; nor are the words behind it that say it is back."""

_MOST_EVENTS: Final = 200
"""A longer timeline is a log; of its later events none is looked at."""

_BACK: Final = r"""
    (?:\s(?:is|are|was|were|has|have|had|now|also|too|fully|completely|been|comes?|came|goes|gets))*+
    \s(?:(?:recover(?:s|ed)?|restored|works?|working|online|available|operational|operates?|reachable|healthy|responds?
      |responding|loads?|succeed(?:s|ed)?)\b|(?<=is\s)(?:back|up|normal)\b|(?<=are\s)(?:back|up|normal)\b
      |(?<=comes\s)back\b|(?<=came\s)back\b)
"""
_WHOLE: Final = r"""
    \b(?:all|alles?|everything|everybody|everyone|every|both|beide|services?|systems?|platform|production|traffic
    |requests?|errors?|failures?|timeouts?|latency|rates?|impact|incident\w*|outage|issue|problem\w*|störung|panne
    |incidencia|incidente|storing|hendelsen?|hændelsen?|situation|users?|customers?|clients?|we|it|they|this|that
    |graphs?|metrics|dashboards?|monitor\w*|checks?|alerts?|status|ticket|tous|tout|toutes|todo|todos|todas|tutto
    |tutti|alle|allt|wszystko|fix|patch|workaround|rollback|change)\b
"""
_LIST: Final = r"""
    ^\W*(?:the\s|la\s|le\s|les\s|el\s|los\s|die\s|der\s|das\s|de\s|il\s|o\s|a\s)?([\w’'-]+(?:,\s[\w’'-]+){0,6})
    ,?\s(?:and|&|und|et|y|e|en|og|och|i)\s(?:the\s|la\s|le\s|les\s|el\s|die\s|der\s|das\s)?([\w’'-]+)
"""


class _Told(NamedTuple):
    """What an event says is back: the names of things, and the shape of a short one."""

    parts: frozenset[str]
    shape: tuple[str, ...]


@cache
def _back() -> re.Pattern[str]:
    return re.compile(_BACK, re.VERBOSE | re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(_WHOLE, re.VERBOSE | re.IGNORECASE)


@cache
def _list() -> re.Pattern[str]:
    return re.compile(_LIST, re.VERBOSE | re.IGNORECASE)


def ends_of_parts(events: Sequence[str], places: Collection[int]) -> frozenset[int]:
    """Return those of the places whose events tell the end of a part, as the events before and behind them show.

    Args:
        events: those of a timeline, without Markdown's marks, by time.
        places: of events that tell an end.
    """
    if not places:
        return frozenset()
    first, last = min(places), max(places)
    lists = [found for event in events[:last][:_MOST_EVENTS] if (found := _list().search(event[:_HEAD]))]
    backs = [(place, _told(events[place][:_HEAD])) for place in range(first, len(events))[:_MOST_EVENTS]]
    told = dict(backs)
    return frozenset(
        place
        for place in places
        if place in told
        and (
            any(_is_one_of(events[place][:_HEAD], found) for found in lists)
            or any(_is_of_another(told[place], later) for other, later in backs if other > place)
        )
    )


def _is_of_another(end: _Told, later: _Told) -> bool:
    """Whether two events say the same of two things."""
    if end.parts and later.parts and not end.parts & later.parts:
        return True
    return end.shape[1:] == later.shape[1:] != () and end.shape != later.shape


def _is_one_of(event: str, found: re.Match[str]) -> bool:
    """Whether an event names some of the things that a list holds, and not all of them."""
    if _whole().search(event):
        return False
    things = {_bare(thing) for thing in (*found[1].split(", "), found[2])}
    things = {thing for thing in things if not _whole().search(thing)}
    named = {_bare(word) for word in event.split()} & things
    return bool(named) and named != things


def _told(event: str) -> _Told:
    return _Told(_parts(event), _shape(event))


def _parts(event: str) -> frozenset[str]:
    """Return the names of the things that an event says are back."""
    found = _back().finditer(event)
    names = (re.split(r"[,;:.()]\s|\sand\s|\s[–—-]\s", event[: one.start()])[-1].split() for one in found)
    parts = (" ".join(map(_bare, name)).removeprefix("the ") for name in names if 0 < len(name) <= _MOST_WORDS)
    return frozenset(part for part in parts if not _whole().search(part))


def _shape(event: str) -> tuple[str, ...]:
    """Return the first words of a short event and its last one: "la boutique est", "rétablie"; else nothing."""
    words = event.rstrip(" .!").casefold().split()
    if not 1 < len(words) <= _MOST_WORDS + 2 or _whole().search(event):
        return ()
    return " ".join(words[:-1]), words[-1]


def _bare(word: str) -> str:
    """Return a word without marks around it and without an article that is joined to it."""
    return re.sub(r"^\w['’]", "", word.strip(".,;:!()\"'’").casefold())
