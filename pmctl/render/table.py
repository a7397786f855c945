"""A table for a terminal whose rows have a line of their own for words: a title is read, not squeezed into a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, ConsoleOptions, RenderResult

_GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row, and the words below them."""

    cells: tuple[Text, ...]
    words: Text


class WordyTable:
    """Aligned cells, each row followed by its words, wrapped and indented to the column that they belong to.

    Where the cells are too wide for the terminal, the column of the words gives way: its cell has a line of its own.
    """

    def __init__(self, head: Iterable[str], rows: Iterable[Row], *, right: Iterable[int] = (), words: int = 1) -> None:
        self._head = tuple(Text(name, "bold") for name in head)
        self._rows = tuple(rows)
        self._right = frozenset(right)
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the table."""
        widths = [max(cell_len(line[i].plain) for line in self._lines()) for i in range(len(self._head))]
        is_narrow = sum(widths) + len(_GAP) * (len(widths) - 1) > options.max_width
        if is_narrow:
            widths[self._words] = cell_len(self._head[self._words].plain)
        indent = sum(widths[: self._words]) + len(_GAP) * self._words
        yield self._line(self._head, widths)
        yield Text("─" * min(sum(widths) + len(_GAP) * (len(widths) - 1), options.max_width), "dim")
        for row in self._rows:
            if is_narrow:
                yield row.cells[self._words]
                cells = tuple(Text() if i == self._words else cell for i, cell in enumerate(row.cells))
                yield self._line(cells, widths)
            else:
                yield self._line(row.cells, widths)
            room = max(20, options.max_width - indent)
            for line in row.words.wrap(console, room) if row.words else ():
                line.rstrip()
                yield Text(" " * indent).append_text(line)
        yield Text()

    def _lines(self) -> tuple[tuple[Text, ...], ...]:
        return (self._head, *(row.cells for row in self._rows))

    def _line(self, cells: tuple[Text, ...], widths: list[int]) -> Text:
        line = Text(no_wrap=True, overflow="fold")
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            padding = " " * max(0, width - cell_len(cell.plain))
            line.append(_GAP if i else "")
            line.append_text(Text(padding) + cell if i in self._right else cell + Text(padding))
        line.rstrip()
        return line
