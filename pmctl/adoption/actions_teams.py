"""Teams that promise something without having a person's name: "The network team to open the port"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from pmctl.adoption.actions_words import VERBS
from pmctl.adoption.given_names import is_department, is_team, is_unit

_NOUNS: Final = frozenset(
    ("build", "design", "order", "release", "request", "return", "review", "search", "store", "test", "change")
)
"""Verbs that are the names of teams as well."""
_SYSTEMS: Final = (
    "backend communications data database dev development docs frontend infra infrastructure network platform storage "
    "warehouse design developers developer admin admins manager managers operator operators architect product customer "
    "desk"
)
"""Parts of a firm that are called like what they look after: "Data platform" may do something without anybody."""

_NO_PART: Final = "for of in on with the a an by from when if that is are and or as at every"
_ANY: Final = "the our whole each every all any one new this that other another same entire your"


class Promise(NamedTuple):
    """Who will do what: the team, where the words behind it begin, and whether it can be nothing but a team."""

    who: str
    end: int
    is_sure: bool


def team_will(text: str) -> Promise | None:
    """Return the team that is the subject of a text which says what it will do, or None."""
    found = _promise().match(text)
    if found is None:
        return None
    who = found["who"]
    words = who.casefold().split()
    foreign = set(words).intersection(_NO_PART.split()) - ({"and"} if words[-1] == "teams" else set())
    if foreign or (words[0] in VERBS and words[0] not in _NOUNS):
        return None
    if words[-1] in {"team", "teams", "squad"}:
        is_named = len(words) > 1 and words[0] not in _ANY.split()
    else:
        is_named = is_team(who) or is_department(who) or is_unit(who)
    return Promise(who, found.end(), is_sure=words[-1] not in _SYSTEMS.split()) if is_named else None


@cache
def _promise() -> re.Pattern[str]:
    # What somebody is given or told is no promise of theirs.
    return re.compile(
        r"(?:(?:the|our)\s)?(?P<who>[^\W\d_][\w/&-]{0,30}(?:\s[\w/&-]{1,30}){0,3}?)"
        r"\s(?:(?:needs?|has|have|is|are|is\sgoing|are\sgoing)\sto|to|will|should|shall|must)\s"
        r"(?!(?:be|have|get|receive|see|know|own|not|no|never|need|the|a|an)\b)(?=(?-i:[a-z]))",
        re.IGNORECASE,
    )
