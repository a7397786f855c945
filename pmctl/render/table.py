"""A table for a terminal whose rows have lines of their own for words: a title is read, not squeezed into a column.

It draws lines, not Rich's texts: a report may have ten thousand rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

_GAP = "  "
_LEAST_FOR_WORDS = 20
"""Where there is less room for words, in columns of the terminal, they are not indented so far."""


class Cell(NamedTuple):
    """Printable text with a style of Rich's, perhaps none."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row, and the words below them, each beginning a line."""

    cells: tuple[Cell, ...]
    words: tuple[Cell, ...] = ()


class WordyTable:
    """Aligned cells, each row followed by its words, wrapped and indented to the column that they belong to.

    A row that is too wide for the terminal has its cell above the words on a line of its own. Where even the other
    columns are too wide, each cell carries the name of its column. No line is wider than the terminal.
    """

    def __init__(self, head: Iterable[str], rows: Iterable[Row], *, right: Iterable[int] = (), words: int = 1) -> None:
        self._head = tuple(Cell(name, "bold") for name in head)
        self._rows = tuple(rows)
        self._right = frozenset(right)
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the table."""
        plain = console.color_system is None
        styles = {style: console.get_style(style) for style in self._styles()}
        for line in self._lines(console, options):
            if plain:
                yield Segment(f"{''.join(cell.text for cell in line)}\n")
                continue
            for text, style in line:
                yield Segment(text, styles[style] if style else None)
            yield Segment.line()

    def _styles(self) -> set[str]:
        cells = {cell.style for row in self._rows for cell in (*row.cells, *row.words)}
        return {"dim", "bold", *cells} - {""}

    def _lines(self, console: Console, options: ConsoleOptions) -> Iterator[list[Cell]]:
        widths = self._widths()
        room = options.max_width - _width(widths) + widths[self._words]
        least = _length(self._head[self._words].text)
        if room < least:
            yield from self._labelled(console, options.max_width)
            return
        fitting = (size for row in self._rows if (size := _length(row.cells[self._words].text)) <= room)
        widths[self._words] = max(least, max(fitting, default=0))
        indent = sum(widths[: self._words]) + len(_GAP) * self._words
        yield self._line(self._head, widths)
        yield [Cell(("-" if options.ascii_only else "─") * _width(widths), "dim")]
        for row in self._rows:
            cells = row.cells
            if _length(cells[self._words].text) > room:
                yield from _wrapped(console, cells[self._words], 0, options.max_width)
                cells = tuple(Cell("") if i == self._words else cell for i, cell in enumerate(cells))
            yield self._line(cells, widths)
            for words in row.words:
                yield from _wrapped(console, words, indent, options.max_width)
        yield []

    def _labelled(self, console: Console, width: int) -> Iterator[list[Cell]]:
        for row in self._rows:
            yield from _wrapped(console, row.cells[self._words], 0, width)
            facts = [
                (Cell(f"{head.text} ", "dim"), cell)
                for i, (head, cell) in enumerate(zip(self._head, row.cells, strict=True))
                if i != self._words and cell.text
            ]
            yield from _packed(console, facts, width)
            for words in row.words:
                yield from _wrapped(console, words, len(_GAP), width)
            yield []

    def _widths(self) -> list[int]:
        columns = zip(self._head, *(row.cells for row in self._rows), strict=True)
        return [max(_length(cell.text) for cell in column) for column in columns]

    def _line(self, cells: Sequence[Cell], widths: Sequence[int]) -> list[Cell]:
        line: list[Cell] = []
        blank = ""  # what stands between the text before and the next
        for i, ((text, style), width) in enumerate(zip(cells, widths, strict=True)):
            padding = " " * (width - _length(text))
            before, after = (padding, "") if i in self._right else ("", padding)
            if text:
                line += [Cell(f"{blank}{before}"), Cell(text, style)] if blank or before else [Cell(text, style)]
                blank = after + _GAP
            else:
                blank += padding + _GAP
        return line


def _length(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _width(columns: Sequence[int]) -> int:
    return sum(columns) + len(_GAP) * (len(columns) - 1)


def _packed(console: Console, facts: Iterable[tuple[Cell, Cell]], width: int) -> Iterator[list[Cell]]:
    """Yield as few indented lines as hold the facts, each in one piece unless it alone is too long for a line."""
    line: list[Cell] = []
    used = 0
    for fact in facts:
        size = len(_GAP) + sum(_length(cell.text) for cell in fact)
        if used and used + size > width:
            yield line
            line, used = [], 0
        if not used and size > width:
            yield from _wrapped(console, Cell("".join(cell.text for cell in fact)), len(_GAP), width)
            continue
        line += [Cell(_GAP), *fact]
        used += size
    if line:
        yield line


def _wrapped(console: Console, words: Cell, indent: int, width: int) -> Iterator[list[Cell]]:
    """Yield the lines of a text, indented."""
    if not words.text:
        return
    if width - indent < _LEAST_FOR_WORDS:
        indent = min(indent, len(_GAP), width - 1)
    room = width - indent
    margin = [Cell(" " * indent)] if indent else []
    if _length(words.text) <= room:
        yield [*margin, words]
        return
    for line in Text(words.text).wrap(console, room):
        yield [*margin, Cell(line.plain.rstrip(), words.style)]
