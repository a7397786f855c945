"""A table for a terminal whose rows have a line of their own for words: a title is read, not squeezed into a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

_GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row, and the words below them."""

    cells: tuple[Text, ...]
    words: Text


class WordyTable:
    """Aligned cells, each row followed by its words, wrapped and indented to the column that they belong to.

    A row that is too wide for the terminal has its cell above the words on a line of its own. Where even the other
    columns are too wide, each cell carries the name of its column.
    """

    def __init__(self, head: Iterable[str], rows: Iterable[Row], *, right: Iterable[int] = (), words: int = 1) -> None:
        self._head = tuple(Text(name, "bold") for name in head)
        self._rows = tuple(rows)
        self._right = frozenset(right)
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the table."""
        widths = [max(cell_len(line[i].plain) for line in self._lines()) for i in range(len(self._head))]
        room = options.max_width - _width(widths) + widths[self._words]
        least = cell_len(self._head[self._words].plain)
        if room < least:
            yield from self._labelled(console, options.max_width)
            return
        fitting = [size for row in self._rows if (size := cell_len(row.cells[self._words].plain)) <= room]
        widths[self._words] = max(least, *fitting, 0)
        indent = sum(widths[: self._words]) + len(_GAP) * self._words
        yield self._line(self._head, widths)
        yield Text(("-" if options.ascii_only else "─") * _width(widths), "dim")
        for row in self._rows:
            cells = row.cells
            if cell_len(cells[self._words].plain) > room:
                yield cells[self._words]
                cells = tuple(Text() if i == self._words else cell for i, cell in enumerate(cells))
            yield self._line(cells, widths)
            yield from _indented(console, row.words, indent, options.max_width)
        yield Text()

    def _labelled(self, console: Console, width: int) -> RenderResult:
        for row in self._rows:
            yield row.cells[self._words]
            facts = [
                Text.assemble((f"{head.plain} ", "dim"), cell)
                for i, (head, cell) in enumerate(zip(self._head, row.cells, strict=True))
                if i != self._words and cell.plain
            ]
            for line in _packed(facts, width - len(_GAP)):
                yield from _indented(console, line, len(_GAP), width)
            yield from _indented(console, row.words, len(_GAP), width)
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


def _width(columns: list[int]) -> int:
    return sum(columns) + len(_GAP) * (len(columns) - 1)


def _packed(facts: list[Text], room: int) -> Iterator[Text]:
    """Yield as few lines as hold the facts, each fact in one piece."""
    line = Text()
    for fact in facts:
        if line and cell_len(line.plain) + len(_GAP) + cell_len(fact.plain) > room:
            yield line
            line = Text()
        line = line.append(_GAP).append_text(fact) if line else fact
    if line:
        yield line


def _indented(console: Console, words: Text, indent: int, width: int) -> Iterator[Text]:
    for line in words.wrap(console, max(20, width - indent)) if words else ():
        line.rstrip()
        yield Text(" " * indent).append_text(line)
