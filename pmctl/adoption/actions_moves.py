"""Due days that have been moved: "due 2021-06-10, postponed to 2021-06-24" is due on the second of the two."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.time_notation import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.adoption.actions_days import Calendar, FoundDay

_REACH: Final = 40
"""In how many characters before the words that move a day it is written."""
_MOST: Final = 5
_AHEAD: Final = 60


def without_moves(text: str, calendar: Calendar) -> str:
    """Return words without the due days that others have replaced, and without what says so."""
    if not _day().search(text) or not _may_move().search(text):
        return text
    for _ in range(_MOST):
        shorter = next(
            (new for found in _moved().finditer(text) if (new := _without(text, found, calendar)) is not None), None
        )
        if shorter is None:
            shorter = next(
                (new for found in _formerly().finditer(text) if (new := _without_former(text, found, calendar))), None
            )
        if shorter is None:
            break
        text = shorter
    return text


def _without(text: str, found: re.Match[str], calendar: Calendar) -> str | None:
    behind = text[found.end() : found.end() + _AHEAD]
    day = calendar.find(behind)
    if not (day and day.start == 0) and not _period().match(behind):
        return None
    offset = max(0, found.start() - _REACH)
    window = text[offset : found.start()]
    old = next((day for day in _days(window, calendar) if day.end == len(window)), None)
    if old is None:
        return None
    before = text[: offset + old.start]
    is_from = found["verb"] is None and found["sign"] is None
    lead = (_from() if is_from else _lead()).search(before[-_REACH:])
    if lead is None:
        return None
    rest = text[found.end() :]
    if "(" in found[0]:
        rest = _first_closer().sub(r"\1", rest, count=1)
    return before[: len(before) - len(lead[0])] + lead["mark"] + rest


def _without_former(text: str, found: re.Match[str], calendar: Calendar) -> str | None:
    """The text without the day in "due 2021-06-24 (was 2021-06-10)"."""
    old = calendar.find(text[found.end() : found.end() + _AHEAD])
    window = text[max(0, found.start() - _REACH) : found.start()]
    if not old or old.start or not any(day.end == len(window) for day in _days(window, calendar)):
        return None
    end = found.end() + old.end
    return text[: found.start()] + text[end + ("(" in found[0] and text[end : end + 1] == ")") :]


def _days(text: str, calendar: Calendar) -> Iterator[FoundDay]:
    start = 0
    while day := calendar.find(text, start=start):
        yield day
        start = day.end


@cache
def _day() -> re.Pattern[str]:
    # Most items name no day: they need not be searched for the words that move one.
    return re.compile(r"[0-9][0-9./ -]")


@cache
def _may_move() -> re.Pattern[str]:
    # A part of each of the words below: most items have none.
    return re.compile(
        r"[→⇒]|[-=]>|now|postpon|move|push|shift|exten|reschedul|delay|defer|slip|chang|plan|verschoben|utsatt|flytt|udskudt"
        r"|uppskju|report|repouss|pospuest|aplazad|movid|adiad|rinviat|verplaatst|uitgesteld|was|were|origin|initial|previous"
        r"|former|instead|war|urspr|opprinnelig|var",
        re.IGNORECASE,
    )


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(
        r"[,;]?\s{0,3}(?P<sign>→|⇒|->|=>)\s{0,3}"
        r"|(?:[,;.]|\s[–—-])?\s{0,3}\(?(?:(?:but|then|has been|have been|was|is|later)\s)?(?P<verb>"
        r"(?:postponed|moved|pushed(?:\s(?:back|out))?|shifted|extended|rescheduled|delayed|deferred|slipped|changed"
        r"|re-?planned)(?:\s(?:to|until|till|by))|now(?:\sdue)?|verschoben\s(?:auf|zum)|utsatt\stil|flyttet\stil|udskudt\stil"
        r"|uppskjut[ae]t?n?\still|flyttat?\still|reportée?\sau|repoussée?\sau|(?:pospuest|aplazad|movid)[oa]\s(?:al?|para)"
        r"|adiad[oa]\spara|rinviat[oa]\sal|verplaatst\snaar|uitgesteld\stot):?\s{1,3}|\sto\s{1,3}",
        re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    # What only tells a day in the sentence ("expires 2021-06-10, now …") is no due day.
    return re.compile(
        r"(?:\b(?:was|originally|initially|previously|first|formerly|war|var|ursprünglich|opprinnelig)\s{1,3})?"
        r"(?P<mark>\b(?:due(?:\s(?:on|by|date))?|deadline|eta|target|by|until|frist|fällig(?:\sam)?|bis|innen|échéance"
        r"|vence|prazo|scadenza)[:*]{0,3}\s{0,3}|(?:📅|⏰)\s{0,3}|[(\[,;:—–][*]{0,2}\s{0,3}|\A[*\s]{0,3})"
        r"(?:(?:was|originally|initially|previously)\s{1,3})?\Z",
        re.IGNORECASE,
    )


@cache
def _from() -> re.Pattern[str]:
    return re.compile(
        r"(?P<mark>(?<=[(\[,;])\s{0,3}|\A)(?:due\s)?(?:postponed|moved|pushed(?:\sback)?|shifted|rescheduled|changed)\sfrom\s\Z",
        re.IGNORECASE,
    )


@cache
def _first_closer() -> re.Pattern[str]:
    return re.compile(r"\A([^()]{0,60})\)")


@cache
def _period() -> re.Pattern[str]:
    return re.compile(
        r"(?:the\s)?(?:(?:end|mid|early|late)\s(?:of\s)?)?(?:Q[1-4]\b|H[12]\b|next\s(?:week|month|quarter|sprint)\b"
        rf"|(?:{'|'.join(MONTHS)})\b)"
    )


@cache
def _formerly() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,3}[(,]\s{0,3}(?:was|were|originally|initially|previously|formerly|instead of|(?:moved|postponed) from"
        r"|war|ursprünglich|opprinnelig|var|ursprungligen)\s(?:due\s)?",
        re.IGNORECASE,
    )
