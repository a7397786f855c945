"""Days of the week as people write them beside a time."""

from __future__ import annotations

import re
from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

WEEKDAY: Final = lazy_pattern(
    r"[\s,(]*(?:on\s+)?(?P<day>(?a:mon|tue|wed|thu|fri|sat|sun))(?:(?<=tue)s|(?<=wed)nes|(?<=thu)rs?|(?<=sat)ur)?"
    r"(?:day)?(?![^\W\d_])[.,)]*|\s?\((?P<sign>[月火水木金土日])(?:曜日?)?\)",
    re.IGNORECASE,
)
"""A day of the week in English, in full or short, or in Japanese; `number_of` tells which."""

_SHORT: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SIGNS: Final = "月火水木金土日"


def number_of(found: re.Match[str] | None) -> int | None:
    """Return which day `WEEKDAY` found, 0 being Monday; None if it found none."""
    if found is None:
        return None
    return _SIGNS.index(found["sign"]) if found["sign"] else _SHORT.index(found["day"].lower())


def read_weekday(text: str) -> int | None:
    """Return the day, 0 being Monday, that a text names and nothing else; None if it does not."""
    return number_of(WEEKDAY.fullmatch(text.strip("*_ ")))
