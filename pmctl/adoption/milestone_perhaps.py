"""Entries of a timeline that perhaps tell of trouble, or that somebody saw it, in words that prove neither.

They tell no milestone, but behind them it is not certain any more that a plainer entry is the first of its kind. The
lists are made of public postmortems.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.milestone_doubts import denied
from pmctl.adoption.milestone_words import calm, trouble, unnoticed

_HEAD: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_SEEN: Final = r"""
    \b(?:notic(?:e[sd]?|ing)|spot(?:s|ted)|reali[sz]e[sd]?|complain\w*|paged|pager|alert(?:s|ed|ing)?|alarms?
    |escalate[sd]?|report(?:s(?!\s(?:time\sout|are\s|fail|load|cannot|stop))|ed|ing)?|flag(?:s|ged)(?!\s(?:is|are|was|were|on|off)\b)
      |tweets?|tickets?|warn(?:s|ed|ings?)?|inform(?:s|ed)|aware|ping(?:s|ed)|fires|fired|firing
      |screenshots?)\b
  | (?:\b(?:customers?|users?|clients?|players?|students?|merchants?|visitors?|members?|partners?|support|sales
    |finance|someone
      |somebody|colleagues?|engineers?|analysts?)|@[\w-]+)\b[^.;]{0,40}?\s(?:calls|called|e-?mail(?:s|ed)|mail(?:s
        |ed)|writes|wrote
      |posts|posted|says|said|forward(?:s|ed)|asks|asked|mention(?:s|ed)|wonder(?:s|ed)|sees|saw|finds|found)\b
  | \b(?:pages|calls?|called|wakes|woke|messages|mails|contacts?|contacted|asks|asked|tells|told)\s(?:us|on-call
    |the\son-call
      |support|ops|\#\w|@\w)
  | \b(?:we|i|engineers?|support|graphs?|dashboards?|monitor(?:s|ing)?|metrics|logs)\s(?:\w+\s)?(?:sees?|saw
      |finds?|found|shows?|showed|posts?|posted)\b
"""
_FOUND: Final = r"\b(?:detect(?:s|ed|ing)?|discover(?:s|ed)?|observe[sd]?)\b"
_NEWS: Final = r"""
    \b(?:unrespons\w*|stopp?(?:s|ed|ing)|disconnect\w*|cannot|can['’]t|unable|panic\w*|kill(?:s|ed)|oom\w*|dies|died
    |outages?
      |degrad\w*|anomal\w*|lock-?(?:up|ed|s)|dead-?locks?|lag(?:s|ging)?|overload\w*|exhaust\w*|expire[sd]?|loss|disappear\w*
        |vanish\w*
      |corrupt\w*|hammer\w*|flood\w*|attack\w*|slow\w*|unhealthy|inaccessible|incidents?|problems?|symptoms?|drops|zero
      |saturat\w*|starv\w*|melt\w*|blank|nothing\s\w+s|in\sa\sloop|stays?\s\w+|stall\w*|spam|no\s(?:results|data
        |response|answer|orders|traffic))\b
  | \b(?:cpu|memory|load|queue|latenc\w+|times?|lag|errors?)\b[^.;]{0,30}?\s(?:at\s\d|above|high|rises?|rising|rose
    |climbs?|climbed
      |grows?|grew|growing|spikes?|spiked|jumps?|jumped|increas\w+|fills?|full)
"""
_DENIAL: Final = (
    r"\b(?:no|not|nothing|never|cannot)\b(?!\s(?:longer|more|further|new|other|errors?|alerts?|failures?|impact|issues?"
    r"|problems?|complaints?|customers?|users?|data\sloss|action)\b)|n['’]t\b"
)
_START: Final = r"""
    \b(?:outage|incident|impact|disruption|downtime|störung|ausfall|vorfall|panne|incidente?|coupure|ca[ií]da|storing
      |hendelsen?|hændelsen?|nedetid(?:en)?|incidenten|avbrott(?:et)?|awari[ai]|incydentu?)\b|障害|故障|事故|事件
"""
_WORK: Final = (
    r"\b(?:fix(?:es)?|add(?:s|ed)?|review\w*|drill|exercise|rehears\w*|training|maintenance|meeting|newspapers?"
    r"|news\sreports?"
    r"|last\s(?:week|month|year)|yesterday\S*|(?:does|did|do)(?:\snot|n['’]t)\s(?:fire|trigger|page|notice)|pending"
    r"|the\swrong\s(?:team|person))\b"
)


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(_DENIAL, re.IGNORECASE)


@cache
def _seen() -> re.Pattern[str]:
    return re.compile(_SEEN, re.VERBOSE | re.IGNORECASE)


@cache
def _found() -> re.Pattern[str]:
    return re.compile(_FOUND, re.IGNORECASE)


@cache
def _news() -> re.Pattern[str]:
    return re.compile(_NEWS, re.VERBOSE | re.IGNORECASE)


@cache
def _start() -> re.Pattern[str]:
    return re.compile(_START, re.VERBOSE | re.IGNORECASE)


@cache
def _work() -> re.Pattern[str]:
    return re.compile(_WORK, re.IGNORECASE)


def is_perhaps_seen(event: str) -> bool:
    """Return whether an event may tell that somebody, or an alert, saw the trouble."""
    text = event[:_HEAD]
    is_found = _says(_found(), text) and is_perhaps_trouble(text)
    return (is_found or _says(_seen(), text)) and not unnoticed().search(text)


def is_perhaps_trouble(event: str) -> bool:
    """Return whether an event may tell of trouble."""
    return _says(trouble(), event[:_HEAD]) or _says(_news(), event[:_HEAD])


def is_called_a_start(event: str) -> bool:
    """Return whether an event names what begins: an outage, an incident, its impact."""
    return _start().search(event[:_HEAD]) is not None


def is_denial(event: str) -> bool:
    """Return whether an event says that something is not so, which may be that the incident is over."""
    return _denial().search(event[:_HEAD]) is not None


def _says(pattern: re.Pattern[str], text: str) -> bool:
    if calm().search(text) or _work().search(text):
        return False
    return any(
        not denied().search(text[max(0, found.start() - 60) : found.start()]) for found in pattern.finditer(text)
    )
