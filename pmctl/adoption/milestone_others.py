"""Entries of a timeline that are about something else than its incident: a drill, a false alarm, a second one.

The words are those of public postmortems and their translations into the languages of the section headings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LONGEST: Final = 600
"""Characters of an event that are looked at."""

_NOT_OURS: Final = r"""
    \b(?:unrelated|not\s(?:related|ours|part\sof\sth(?:is|e)\sincident|relevant\b)|nothing\sto\sdo\swith|(?:false|spurious)
      \s(?:alarm|alert|positive|page)|false\spositives?|(?:another|different|other|earlier|older|separate|second)\s(?:incident|outage)|incident\s(?:2|3|two|three|b)
    |game[\s-]?day|(?:load|stress|performance|penetration)[\s-]tests?|drills?|exercise|rehears\w*|chaos\s(?:test|experiment|day|run|monkey|engineering)|simulat\w*
    |test(?:ing)?\s(?:of\sthe\s)?(?:alerts?|alarms?|pages?|paging|incident|outage)
    |(?:alerts?|alarms?|paging|pager|alerting)\stest(?:s|ed|ing)?|on\spurpose|deliberate(?:ly)?|snoozed?
    |planned\s(?!by\b)|as\splanned
    |(?:fehl|test|probe)alarm|übung|geplante?[rnms]?|fausse\salerte|alerte\sde\stest|exercice|falsa\salarma|simulacro
    |falso\sallarme|esercitazione|alarme\sfalso|exercício|simulado|vals\salarm|loos\salarm|testalarm|oefening
    |falsk\salarm|øvelse|övning|fałszywy\salarm|ćwiczeni\w+)\b
  | 訓練|誤報|误报|誤檢|演习|演習
"""
_TROUBLE: Final = r"""
    \b(?:issues?|incidents?|war[\s-]?room|crash\w*|break(?:s|ing)|broken?|complain\w*|abuse\w*|leak\w*|wrong|bugs?|banned
      |odd|strange|symptoms?|investigat\w+|outage|fällt\saus|fallen\saus|ausgefallen|ausfall|störung|schl(?:ägt|agen)\sfehl|fehler|langsam|nicht\serreichbar
      |nicht\smehr|geht\snicht|gehen\snicht|kaputt|abgestürzt|stürz\w+|alarm|meldet|melden
    |panne|erreurs?|ne\s(?:\w+\s)?répond\w*|lente?s?|indisponible\w*|hors\sservice|échou\w+|bloqué\w*|alerte|signal\w+
    |ca[ií]d[ao]s?|cae|fallan?|fallos?|errores|lent[oa]s?|no\s(?:responde\w*|funciona\w*|carga\w*)|alerta|alarma
    |falh\w+|erros|fora\sdo\sar|lentidão|não\s(?:responde\w*|funciona\w*)|guasto|errori?|non\s(?:risponde\w*|funziona\w*)
    |allarme|segnala\w*|storing|fout\w*|plat|traag|onbereikbaar|niet\sbereikbaar|melden|nede|feil\w*|fejl\w*
    |(?:virker|fungerer)\sikke|treg\w*|fungerar\sinte|fel|nere|långsam\w*|larm|alarmen|awari\w*|błąd|błęd\w+
    |nie\sdziała\w*|wolno|zgłasza\w*)\b
  | 障害|エラー|遅延|失敗|停止|アラート|故障|错误|失败|超时|告警|报警|異常|异常
"""
_AFTERMATH: Final = (
    r"\b(?:re-?r[au]n|retried|replay(?:s|ed)?|replaced|refunded|re-?processed|processed|cleaned|drain\w*|decreas\w*|declining"
    r"|fall(?:s|ing)?(?!\sbehind)|fell|shrink\w*|subsid\w*|below|less|fewer|last|gone|zero|cleared|recover\w*|the\scause"
    r"|cause\s(?:of|is|was)|found|finds|dump|bugs?|explain\w*|filed|compensated|repaired|re-?sent|re-?queued|re-?imported)\b"
)
_LATER: Final = r"""
    ^\W*(?:\w+\s){0,3}?(?:later|afterwards|in\s(?:hindsight|retrospect)|the\snext\s\w+|next\s(?:day|morning|week)
      |(?:minutes|hours|days)\safter|weeks?\safter|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)\b
    (?!\s?,)
  | ^\W*(?:erst\s)?später|^\W*plus\stard|^\W*más\starde|^\W*senere|^\W*senare|^\W*pas\slater
"""


@cache
def _not_ours() -> re.Pattern[str]:
    return re.compile(_NOT_OURS, re.VERBOSE | re.IGNORECASE)


@cache
def _trouble() -> re.Pattern[str]:
    return re.compile(_TROUBLE, re.VERBOSE | re.IGNORECASE)


@cache
def _aftermath() -> re.Pattern[str]:
    return re.compile(_AFTERMATH, re.IGNORECASE)


@cache
def _later() -> re.Pattern[str]:
    return re.compile(_LATER, re.VERBOSE | re.IGNORECASE)


def is_not_ours(event: str) -> bool:
    """Return whether an event says that it is no part of the incident: a drill, a false alarm, something planned."""
    return _not_ours().search(event[:_LONGEST]) is not None


def is_perhaps_what_began(event: str) -> bool:
    """Return whether an event may tell of trouble, in whatever words and language: what ended must have begun."""
    return _trouble().search(event[:_LONGEST]) is not None


def is_aftermath(event: str) -> bool:
    """Return whether trouble that an event names may be over: it grows less, is explained, or is cleaned up."""
    return _aftermath().search(event[:_LONGEST]) is not None


def is_told_for_later(rest: str) -> bool:
    """Return whether what stands right behind "noticed" says that this was later: "… the next morning"."""
    return _later().search(rest[:_LONGEST]) is not None
