"""Places in a text as editors count them: lines and code units, both from 0.

Source: Language Server Protocol 3.17, "Position". A line ends with a line feed, a carriage return, or both; pmctl
itself counts line feeds only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

ENCODINGS: Final = ("utf-16", "utf-8", "utf-32")
"""In which an editor may count; the first if it does not say."""

_UNITS: Final = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}
_LINE_END = re.compile(r"\r\n|\n|\r")


class Positions:
    """The places of one text.

    Args:
        text: all of it.
        encoding: one of `ENCODINGS`.
    """

    def __init__(self, text: str, encoding: str = ENCODINGS[0]) -> None:
        self._text = text
        self._encoding, self._size = _UNITS[encoding]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the code unit of an offset; those of the end for what is beyond it."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        if before.isascii():
            return line, len(before)
        return line, len(before.encode(self._encoding, "surrogatepass")) // self._size

    def offset(self, line: int, character: int) -> int:
        """Return the offset of a position. Behind the end of a line is its end, and behind the text the text's."""
        if line >= len(self._starts):
            return len(self._text)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        source = self._text[start:end].rstrip("\r\n")
        if source.isascii():
            return start + min(character, len(source))
        units = source.encode(self._encoding, "surrogatepass")[: character * self._size]
        return start + len(units.decode(self._encoding, "ignore"))

    def offset_of(self, line: int, column: int) -> int:
        """Return the offset of a place as pmctl counts: from 1, lines by line feeds and columns in characters."""
        if line > len(self._own_starts):
            return len(self._text)
        start = self._own_starts[line - 1]
        end = self._own_starts[line] - 1 if line < len(self._own_starts) else len(self._text)
        return min(start + column - 1, end)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset as pmctl counts."""
        line = bisect_right(self._own_starts, offset) - 1
        return line + 1, offset - self._own_starts[line] + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self._text))]

    @cached_property
    def _own_starts(self) -> list[int]:
        if "\r" not in self._text:
            return self._starts
        return [0, *(found.end() for found in re.finditer("\n", self._text))]
