"""A label with words beside it, or below it where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

_LEAST_FOR_WORDS = 20
_MARGIN = 2


class Hanging:
    """A label, and words beside it that are wrapped where they began, or `hang` columns behind.

    Where there is no room for that, the words stand below the label. No date is cut in two for want of a better place.
    """

    def __init__(self, label: Text, words: Text, *, indent: int, hang: int = 0) -> None:
        self._label = label
        self._words = words
        self._indent = indent
        self._hang = hang

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        room = options.max_width - self._indent - self._hang
        if room < _LEAST_FOR_WORDS or cell_len(self._label.plain) >= max(1, self._indent):
            yield from self._below(console, options.max_width)
            return
        if cell_len(self._words.plain) <= room and "\n" not in self._words.plain:  # ten times as fast as to wrap it
            gap = " " * (self._indent - cell_len(self._label.plain))
            yield from Text().append_text(self._label).append(gap).append_text(self._words).render(console, end="\n")
            return
        for place, line in enumerate(self._words.wrap(console, room)):
            label = self._label if place == 0 else Text(" " * (self._indent + self._hang - 1))
            between = Text(" " * max(1, self._indent - cell_len(label.plain)))
            line.rstrip()
            yield Text().append_text(label).append_text(between).append_text(line)

    def _below(self, console: Console, width: int) -> RenderResult:
        label = Text(self._label.plain.strip(), self._label.style)
        yield from label.wrap(console, width) if label.plain else ()
        for line in self._words.wrap(console, max(1, width - _MARGIN)):
            line.rstrip()
            yield Text(" " * _MARGIN).append_text(line)
