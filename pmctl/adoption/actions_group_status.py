"""How far the items of a group are by its heading: "Immediate (already done)", "Done so far", "Still open"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_set_off import set_off_status
from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.adoption.actions_values import Reader

_LONGEST: Final = 100


def group_status(name: str, reader: Reader, is_section: Callable[[str], bool]) -> ActionStatus | None:
    """Return the status that a heading says of all the items below it, or None.

    Args:
        name: the heading, as plain words.
        reader: of the document's values.
        is_section: whether words that a heading says besides are what a whole section of actions is called.
    """
    status, rest = reader.inline_status(name)
    if len(name) > _LONGEST or (status is not None and (not rest or is_section(rest))):
        return status if len(name) <= _LONGEST else None
    if aside := _aside().fullmatch(name):
        return _of(aside["inner"] or aside["behind"], reader)
    return _of(name, reader)


def _of(text: str, reader: Reader) -> ActionStatus | None:
    """The status of words that say nothing else, but for how long it has been so."""
    said = _before().sub("", text, count=1)
    status, rest = set_off_status(said, reader)
    if status is None or not rest:
        return status
    # "Complete" asks for it as well.
    is_past = status is ActionStatus.DONE and not _asks().match(said)
    return status if (_when_done() if is_past else _while()).fullmatch(rest) else None


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(
        r"(?P<name>[^()（）\[\]]{1,60}?)\s{0,3}(?:[(（\[](?P<inner>[^()（）\[\]]{2,60})[)）\]]"
        r"|[–—-]\s(?P<behind>[^()–—]{2,60}))"
    )


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(r"complete\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        r"\A\s*(?:(?:what(?:[’']s| is| was| has been| we(?: have|[’']ve)?)|all|already|now|still|these are|things"
        r"|work|everything|(?:has|have) been"
        r"|we have|is|are|bereits|schon|noch|immer noch|déjà|encore|toujours|ya|todavía|aún|já|ainda|già|ancora|al"
        r"|reeds|nog|allerede|fortsatt"
        r"|stadig|redan|fortfarande|allerede|już|nadal|jeszcze)\s){1,3}",
        re.IGNORECASE,
    )


@cache
def _when_done() -> re.Pattern[str]:
    # "Done by Friday" asks for it.
    return re.compile(
        r"(?:so far|already|now|to date|as of (?:today|now|writing)|since(?: then)?|bisher|bereits|jusqu[’']ici"
        r"|hasta ahora|até agora|finora"
        r"|tot nu toe|så langt|hittills|indtil videre|do tej pory"
        r"|(?:in|within|during|after|before|on|at|since|immediately after|right after|shortly after)"
        r"\s(?!(?:the\s)?(?:next|future|coming|following|phases?|stages|steps|parts?)\b)[^,;:()]{2,50}"
        r"|the\s(?:same\s|very\s|next\s|following\s)?(?:day|week|month|morning|evening|night|weekend"
        r"|sprint)\b[^,;:()]{0,30})",
        re.IGNORECASE,
    )


@cache
def _while() -> re.Pattern[str]:
    return re.compile(
        r"(?:now|so far|today|at the moment|currently|yet|still|as of (?:today|now|writing)|at the time of writing"
        r"|right now)",
        re.IGNORECASE,
    )
