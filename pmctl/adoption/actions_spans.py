"""Cells of HTML tables that span rows and columns, as cells of their own in each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_column_names import held_by
from pmctl.adoption.actions_text import plain
from pmctl.adoption.actions_words import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_COLUMNS: Final = 40
_MOST_ROWS: Final = 65_534
"""WHATWG HTML, 4.9.11: no cell spans more rows."""
_MOST_REPEATED: Final = 1_000_000
"""How many characters of a document's cells are said once more, at most."""
_TITLES: Final = frozenset((Field.TITLE, Field.DETAIL))


@dataclass(slots=True)
class Cell:
    """A cell: the attributes of its tag, and its Markdown."""

    attributes: str
    is_head: bool
    text: str = ""

    @property
    def columns(self) -> int:
        """How many columns it spans."""
        return max(1, _number(_columns(), self.attributes, _MOST_COLUMNS))

    @property
    def rows(self) -> int:
        """How many rows it spans; none means all that follow."""
        return _number(_rows(), self.attributes, _MOST_ROWS) or _MOST_ROWS


@dataclass(slots=True)
class Row:
    """A row: the line on which it begins, and its own cells."""

    line: int
    cells: list[Cell] = field(default_factory=list)


class Spans:
    """Spreads the cells of the tables of one document."""

    def __init__(self) -> None:
        """Begin with nothing repeated."""
        self._left = _MOST_REPEATED

    def spread(self, rows: Iterable[Row]) -> list[tuple[int, list[str]]]:
        """Return the rows of a table that have words, each with its line and a text for every column.

        A cell counts in each row and column that it spans. Where a head has several rows, the last one names the
        columns. A cell that spans a whole row below the head is that row's title, in bold, and a title is said once.
        """
        spread: list[tuple[int, list[str]]] = []
        above: dict[int, tuple[int, str]] = {}
        names: list[str] = []
        is_head = True
        for row in rows:
            cells, above = self._cells(row, above, names)
            if not row.cells:
                continue
            if is_head and (not names or (len(row.cells) > 1 and all(cell.is_head for cell in row.cells))):
                names, spread = cells, [(row.line, cells)]
            else:
                is_head = False
                spread.append((row.line, cells))
        return spread

    def _cells(
        self, row: Row, above: dict[int, tuple[int, str]], names: list[str]
    ) -> tuple[list[str], dict[int, tuple[int, str]]]:
        """The texts of a row, and by column those that span the next one, with how many more rows they do."""
        texts: list[str] = []
        below = {column: (left - 1, text) for column, (left, text) in above.items() if left > 1}
        own = iter(row.cells)
        while len(texts) < _MOST_COLUMNS:
            if len(texts) in above:
                texts.append(self._again(above[len(texts)][1]))
                continue
            cell = next(own, None)
            if cell is None:
                if not any(column > len(texts) for column in above):
                    break
                texts.append("")
                continue
            start = len(texts)
            text = cell.text
            if names and len(row.cells) == 1 and not start and 1 < len(names) <= cell.columns:
                text = f"**{text.strip('*')}**" if text else ""
                texts += [text, *[""] * (len(names) - 1)]
                continue
            is_title = start < len(names) and _TITLES.intersection(held_by(plain(names[start])))
            for column in range(start, min(start + cell.columns, _MOST_COLUMNS)):
                texts.append(text if column == start else "" if is_title else self._again(text))
                if cell.rows > 1:
                    below[column] = (cell.rows - 1, texts[-1])
        return texts, below

    def _again(self, text: str) -> str:
        self._left -= len(text)
        return text if self._left >= 0 else ""


def _number(attribute: re.Pattern[str], attributes: str, most: int) -> int:
    found = attribute.search(attributes)
    return min(int(found["number"]), most) if found else 1


@cache
def _columns() -> re.Pattern[str]:
    return _attribute("colspan")


@cache
def _rows() -> re.Pattern[str]:
    return _attribute("rowspan")


def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(rf"""\b{name}\s{{0,3}}=\s{{0,3}}["']?\s?(?P<number>[0-9]{{1,20}})""", re.IGNORECASE)
