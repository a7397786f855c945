"""A tool's word for how bad it was, and which severity of the repository it certainly is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORST: Final = "critical"


def severity_of(word: str, known: Sequence[str]) -> str | None:
    """Return which of the repository's severities a tool's word means, or None where only a person can say.

    It is the one of that name, however it is spelt (``sev 1``, ``SEV-1: checkout is down``); else the one with the same
    number, where the repository numbers all of its severities from 1 (``P1``); and ``critical`` is the worst of them.

    Args:
        word: what the tool says.
        known: the names of the severities, from the worst to the mildest.
    """
    by_name = {_folded(name): name for name in known}
    head = re.split(r"[:(–—,]| - ", word, maxsplit=1)[0]
    if found := by_name.get(_folded(word)) or by_name.get(_folded(head)):
        return found
    numbers = {_number(name): name for name in known}
    number = _number(head)
    levels = {number for number in numbers if number is not None}
    if number is not None and len(levels) == len(known) and min(levels) == 1:
        return numbers.get(number)
    return known[0] if known and _folded(head) == _WORST else None


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _number(text: str) -> int | None:
    found = _level().fullmatch(_folded(text))
    return int(found[1]) if found else None


@cache
def _level() -> re.Pattern[str]:
    return re.compile(r"(?:sev|severity|s|p|prio|priority|level)?([0-9])")
