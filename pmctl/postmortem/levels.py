"""How much an action item helps, and how much work it is: three levels each."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """From little to much."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


LEVELS = (*(level.value for level in Level), *map(str, range(1, 6)))
"""How ``impact`` and ``effort`` are written."""

_WORDS = {
    **{level.value: level for level in Level},
    "med": Level.MEDIUM,
    "1": Level.LOW, "2": Level.LOW, "3": Level.MEDIUM, "4": Level.HIGH, "5": Level.HIGH,
}  # fmt: skip


def read_level(text: str | None) -> Level | None:
    """Return the level that ``impact`` or ``effort`` states: a word, or a number from 1 to 5; None if it states none.

    Of the numbers, 1 and 2 are low, 3 is medium, and 4 and 5 are high.
    """
    return _WORDS.get(text.strip().casefold()) if text else None
