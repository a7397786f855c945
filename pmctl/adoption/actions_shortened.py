"""Titles of action items that are too long for one: the words up to the end of a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LONGEST_TITLE: Final = 200
"""Longer ones end with the last sentence that fits: the rest explains, and stays where it is."""


def shortened(text: str) -> str:
    """Return a title, or as much of it as can be one."""
    if len(text) <= _LONGEST_TITLE:
        return text
    ends = [found.end() for found in _sentence_end().finditer(text)]
    fitting = [end for end in ends if end <= _LONGEST_TITLE]
    end = fitting[-1] if fitting else next(iter(ends), len(text))
    if end <= 2 * _LONGEST_TITLE:
        return text[:end].rstrip()
    gap = text.rfind(" ", _LONGEST_TITLE, 2 * _LONGEST_TITLE)
    return f"{text[: gap if gap > 0 else 2 * _LONGEST_TITLE]}…"


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?](?=\s+[A-ZÀ-Þ(\"'`])|[。！？]")
