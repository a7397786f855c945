"""Numbers of lines, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST: Final = 8


def lines_named(numbers: Sequence[int]) -> str:
    """Return the lines as a sentence names them: ``line 20``, ``lines 20 and 21``; of many only the first."""
    shown = [str(number) for number in numbers[:_MOST]]
    if len(numbers) == 1:
        return f"line {shown[0]}"
    if len(numbers) > _MOST:
        return f"lines {', '.join(shown)} and {len(numbers) - _MOST:,} more"
    return f"lines {', '.join(shown[:-1])} and {shown[-1]}"
