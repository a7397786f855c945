"""What may be the name of a person or a team, and where in an action item one may stand."""

from __future__ import annotations

import re
from functools import cache

from pmctl.adoption.actions_words import VERBS
from pmctl.postmortem.patterns import lazy_pattern

_TEAM = lazy_pattern(r"[\w/&-]+(?: [\w/&-]+){0,3} [Tt]eam|[\u30a0-\u30ff\u4e00-\u9fff]{1,10}(?:さん|氏|様|チーム|班)")
_DENSE_NAME = lazy_pattern(r"[\u4e00-\u9fff々]{1,4}|[\u4e00-\u9fff々]{1,3}\s[\u3040-\u9fff々]{1,4}")
_JOINED = lazy_pattern(r"\s*[/&+,]\s*|\s+(?:and|und|og|och|et|y|e)\s+")
_NAME = lazy_pattern(
    r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zà-ÿ]+)?"
    r"(?:\s(?:[A-ZÀ-Þ][a-zà-ÿ'’-]+|[A-Z]\.|van|de|der|den|von|da)){0,3}(?<!\s[a-z])"
)


def may_be_owner(text: str) -> bool:
    """Return whether words that stand where an owner may stand look like the name of a person or a team."""
    if _TEAM.fullmatch(text):
        return True
    names = [name.strip() for name in _JOINED.split(text)]
    return all(_NAME.fullmatch(name) and name.split()[0].casefold() not in VERBS for name in names)


def may_stand_for_owner(text: str) -> bool:
    """Return whether words beside other facts look like a name; in Chinese or Japanese a short one needs no title."""
    return may_be_owner(text) or bool(_DENSE_NAME.fullmatch(text))


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
