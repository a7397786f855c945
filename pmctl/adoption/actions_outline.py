"""Lists with what is nested in them, and tables with their rows, as a block of Markdown has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.blocks import Block

_DEEPEST: Final = 20
_NESTS: Final = 2
"""How many columns deeper than its parent an item must begin, as people indent; CommonMark may ask for more."""
_TAB: Final = 4


class Item(NamedTuple):
    """One item of a list.

    Attributes:
        line: of the document, on which it begins.
        text: the Markdown of its first paragraph, on one line, without the mark of the list and its checkbox.
        mark: in its checkbox; None if there is none.
        paragraphs: the Markdown of what follows the first one.
        children: the items of the lists in it.
        tables: in it.
    """

    line: int
    text: str
    mark: str | None
    paragraphs: tuple[str, ...]
    children: tuple[Item, ...]
    tables: tuple[Table, ...] = ()


class Row(NamedTuple):
    """One row of a table: the line of the document, and the Markdown of each cell."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table: the Markdown of its head, and its rows."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Open:
    """An item that is being read, and the column in which it begins."""

    column: int
    line: int
    paragraphs: list[list[str]]
    children: list[_Open] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)

    def close(self) -> Item:
        texts = [" ".join(lines) for lines in self.paragraphs]
        found = _checkbox().match(texts[0])
        return Item(
            line=self.line,
            text=texts[0][found.end() :] if found else texts[0],
            mark=found["mark"] if found else None,
            paragraphs=tuple(filter(None, texts[1:])),
            children=tuple(child.close() for child in self.children),
            tables=tuple(_tables(self.rows)),
        )


def read_list(block: Block) -> tuple[Item, ...]:
    """Read the items of a list, nested ones inside of those that they belong to."""
    reader = _ListReader()
    for number, line in enumerate(block.text.split("\n"), block.line):
        reader.read(number, line.expandtabs(_TAB).rstrip())
    return tuple(item.close() for item in reader.items)


def read_table(block: Block) -> Table:
    """Read a table; rows without words are left out."""
    return _table(list(enumerate(block.text.split("\n"), block.line)))


def _table(lines: list[tuple[int, str]]) -> Table:
    rows = (Row(number, _cells(line)) for number, line in lines[2:])
    return Table(_cells(lines[0][1]), tuple(row for row in rows if any(row.cells)))


def _tables(lines: list[tuple[int, str]]) -> Iterator[Table]:
    """The tables among the lines of an item that begin with a bar: each begins above a delimiter row."""
    starts = [index for index in range(len(lines) - 1) if _delimiter().fullmatch(lines[index + 1][1])]
    for start, end in pairwise([*starts, len(lines)]):
        yield _table(lines[start:end])


class _ListReader:
    def __init__(self) -> None:
        self.items: list[_Open] = []
        self._stack: list[_Open] = []
        self._is_behind_gap = False
        self._fence: str | None = None
        self._number = 0

    def read(self, number: int, line: str) -> None:
        self._number = number
        words = line.lstrip(" ")
        if self._fence is not None:
            self._fence = None if words.startswith(self._fence) else self._fence
        elif not words:
            self._is_behind_gap = True
        elif words.startswith(("```", "~~~")):
            self._fence = words[:3]
        elif found := _bullet().match(line):
            self._begin(number, len(found["indent"]), line[found.end() :].strip())
        else:
            self._continue(len(line) - len(words), words)

    def _begin(self, number: int, column: int, text: str) -> None:
        self._is_behind_gap = False
        while self._stack and column < self._stack[-1].column + _NESTS:
            self._stack.pop()
        del self._stack[_DEEPEST:]
        item = _Open(column, number, [[text]])
        (self._stack[-1].children if self._stack else self.items).append(item)
        self._stack.append(item)

    def _continue(self, column: int, words: str) -> None:
        if words.startswith((">", "|", "<!--")):
            self._is_behind_gap = True
            if words[0] == "|" and self._stack:
                self._stack[-1].rows.append((self._number, words))
        elif column == 0 and _label().fullmatch(words):
            # CommonMark takes it for more words of the item above; whoever wrote it meant those below.
            self._begin(self._number, -_NESTS, words)
        elif not self._is_behind_gap and self._stack:
            lines = self._stack[-1].paragraphs[-1]
            if len(lines) == 1 and _title().fullmatch(lines[0]):
                # What stands below a title in bold tells of it.
                lines[0] = lines[0].removesuffix("\\")
                self._stack[-1].paragraphs.append([words])
            else:
                lines[-1] = lines[-1].removesuffix("\\")
                lines.append(words)
        else:
            self._is_behind_gap = False
            while self._stack and column <= self._stack[-1].column:
                self._stack.pop()
            if self._stack:
                self._stack[-1].paragraphs.append([words])


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a row, as GitHub splits it: a bar behind a backslash is text."""
    line = line.strip().removeprefix("|")
    cells = _bar().split(line) if "\\|" in line else line.split("|")
    if not cells[-1].strip():
        cells.pop()
    return tuple(cell.replace("\\|", "|").strip() for cell in cells)


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(r"(?P<indent> *)(?:[-*+•]|[0-9]{1,9}[.)]|#\.|[a-zA-Z][.)])(?: +|$)")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"(?:\\?\[[^\[\]]?\\?\]\s+)?(?:\*\*[^*]{1,200}[^*:：]\*\*|__[^_]{1,200}[^_:：]__)[.\\]?")


@cache
def _checkbox() -> re.Pattern[str]:
    return re.compile(r"\\?\[(?P<mark>[ xX✓✔☑_/~><!?-]?)\\?\](?:\s+|$)")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"(?:\*\*[^*]{1,40}\*\*|\w[\w'’/-]*(?: [\w'’/-]+){0,3})[:：]|\*\*[^*]{1,40}\*\*")


@cache
def _delimiter() -> re.Pattern[str]:
    return re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)\|")
