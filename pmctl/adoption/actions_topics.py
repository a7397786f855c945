"""Headings whose words speak of actions, but whose last one says that something else is below: "Follow-up reading"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.actions_words import VERBS
from pmctl.postmortem.heading_words import fold

_LONGEST: Final = 100
_MOST_WORDS: Final = 5
"""Of the name of a topic; with more a heading is a sentence, or an action itself."""
_GENERAL: Final = (
    "follow followup up ups further open other more related useful additional background meeting discussion reference "
    "general unanswered remaining recommended external and team review"
)
"""What tells nothing of an area of work before the name of a topic."""


def is_topic(heading: str) -> bool:
    """Return whether a heading names reading, questions, links, meetings or the like, and no action.

    The last word of an English name says what it is a name of, as far as the first preposition: "Actions agreed in the
    meeting" are actions. A heading of several parts names a topic only if each of them does.
    """
    if len(heading) > _LONGEST:
        return False
    parts = [part for part in _between().split(_aside().sub(" ", heading)) if fold(part)]
    return bool(parts) and all(map(_is_topic, parts))


def is_general_topic(heading: str) -> bool:
    """Return whether a heading names a topic and says no more of it: "Open questions", and not "Release notes"."""
    return is_topic(heading) and set(fold(heading).split()[:-1]).issubset(_GENERAL.split())


def _is_topic(part: str) -> bool:
    folded = fold(part)
    head = _preposition().split(folded, maxsplit=1)[0]
    words = head.split()
    is_asked = bool(words) and words[0] in VERBS and not _follow_up().match(folded)
    if not words or is_asked or len(folded.split()) > _MOST_WORDS:
        return False
    return bool(_last().search(head) or _first().match(folded))


@cache
def _follow_up() -> re.Pattern[str]:
    return re.compile(r"follow ?ups?\b")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"[(（][^()（）]{0,80}[)）]")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"\s(?:and|und|og|och|et|y|e|en|i)\s|[&/,:：、–—]|\s-\s", re.IGNORECASE)


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:from|of|in|at|for|to|after|by|on|about|with|during|agreed|raised|taken|decided|identified)\b"
    )


@cache
def _last() -> re.Pattern[str]:
    # As `fold` folds them; compounds of the Germanic languages end with the same words.
    return re.compile(
        r"(?:\b(?:readings?|questions?|links?|references?|resources|meetings?|notes|discussions?|materials?|literature"
        r"|articles|posts|calls?)"
        r"|(?:fragen|lekture|literatur|besprechung|besprechungen|diskussion|diskusjon|diskussjon|sporsmal|fragor"
        r"|(?:(?<=ings)|\b)m(?:oter?|ode|oder)|notater|anteckningar|lenker|lankar|lesning|lasning|lesestoff|vragen|overleg|discussie"
        r"|notities|pytania|spotkanie|notatki)"
        r"|質問|疑問|会議|打ち合わせ|ミーティング|議論|参考資料|参考文献|リンク|议论|讨论|討論|会议|會議|阅读|閱讀|问答|链接|連結|参考|資料|资料"
        r"|질문|회의|토론|논의|참고 ?자료|링크|읽을거리)\Z"
    )


@cache
def _first() -> re.Pattern[str]:
    # The languages that say first what it is, and then of what.
    return re.compile(
        r"(?:questions?|reunions?|lectures?|liens|notes|discussions?|ressources|preguntas?|reunion(?:es)?|lecturas?|enlaces"
        r"|notas|discusion(?:es)?|recursos|perguntas?|reuniao|reunioes|leituras?|ligacoes|discussao|domande|riunion[ei]"
        r"|letture|collegamenti|discussion[ei]|pytania|spotkani[ae])\s(?:de|du|d|des|del|do|da|di|para|pour|per|sur|sobre|su|na|z)\b"
    )
