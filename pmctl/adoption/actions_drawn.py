"""Tables that are drawn with dashes and bars, as tables of Markdown, each row on the line on which it begins.

Sources: the grid tables of docutils and Pandoc, with cells that span rows and columns, and Pandoc's simple and
multiline tables.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions_column_names import held_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EMPTY_ROW: Final = "| |"
_MOST_COLUMNS: Final = 40
_MOST_LINES_OF_A_HEAD: Final = 8
_FILLER: Final = "\0"
"""Stands behind a character that takes two columns, so that each column is one."""


def with_drawn_tables(text: str) -> str:
    """Return Markdown with as many lines, in which the tables that are drawn outside of code are its own."""
    if not _any().search(text):
        return text
    lines = text.split("\n")
    code = _fenced(lines)
    read = ["" if number in code else line.rstrip("\r") for number, line in enumerate(lines)]
    before = list(read)
    draw_grids(read)
    _dashed_tables(read)
    return "\n".join(line if now == was else now for line, was, now in zip(lines, before, read, strict=True))


def draw_grids(lines: list[str]) -> None:
    """Replace the grid tables among lines."""
    start = 0
    while start < len(lines):
        end = start
        if _grid_rule().fullmatch(lines[start].strip()):
            while end < len(lines) and lines[end].strip()[:1] in {"+", "|"}:
                end += 1
        if end - start > 2:
            _Grid(lines, start, end).draw()
        start = max(end, start + 1)


class _Row(NamedTuple):
    """The lines of a row, that which ends it, and the pieces of its cells; a cell that spans rows is in each."""

    first: int
    rule: int
    cells: list[list[str]]

    @property
    def texts(self) -> list[str]:
        return [" ".join(filter(None, pieces)) for pieces in self.cells]


class _Grid:
    def __init__(self, lines: list[str], start: int, end: int) -> None:
        self._lines, self._start = lines, start
        found = [index for index in range(start, end) if _grid_rule().fullmatch(lines[index].strip())]
        self._head = next((index for index in found if "=" in lines[index]), None)
        plus = {at for index in found for at, sign in enumerate(lines[index]) if sign == "+"}
        edges = sorted(plus)[: _MOST_COLUMNS + 1]
        self._cells = list(pairwise(edges))
        self._rows: list[_Row] = []
        open_: list[list[str]] = [[] for _ in self._cells]
        first = start + 1
        for index in range(start + 1, end):
            ended = self._ended(lines[index])
            if not ended:
                self._read(lines[index], open_)
                continue
            self._rows.append(_Row(first, index, list(open_)))
            open_ = [[] if number in ended else pieces for number, pieces in enumerate(open_)]
            first = index + 1

    def _ended(self, line: str) -> set[int]:
        """The cells below which a line is drawn."""
        if _grid_rule().fullmatch(line.strip()) and len(self._cells) in {1, line.count("+") - 1}:
            return set(range(len(self._cells)))
        if "+-" not in line and "+=" not in line:
            return set()
        line = _wide(line)
        return {
            number
            for number, (left, right) in enumerate(self._cells)
            if (drawn := line[left + 1 : right]) and not drawn.strip("-=:")
        }

    def _read(self, line: str, cells: list[list[str]]) -> None:
        parts = line.strip().strip("|").split("|")
        if len(parts) == len(cells):
            for pieces, part in zip(cells, parts, strict=True):
                pieces.append(part.strip())
            return
        line, first = _wide(line), 0
        for number, (_, right) in enumerate(self._cells):
            if line[right : right + 1] in {"|", "+", ""} or number == len(cells) - 1:
                text = _cell(line[self._cells[first][0] + 1 : right])
                spans = first == 0 and number == len(cells) - 1 and number > 0
                cells[first].append(f"**{text.strip('*')}**" if spans and text else text)
                first = number + 1

    def draw(self) -> None:
        """Write the rows."""
        lines = self._lines
        rows = [row for row in self._rows if row.first < row.rule]
        head = self._head
        if head is None and rows and any(held_by(text) for text in rows[0].texts):
            head = rows[0].rule
        is_free = self._start > 0 and not lines[self._start - 1].strip()
        lines[self._start] = ""
        if head is None and is_free and len(self._cells) > 1:
            lines[self._start - 1 : self._start + 1] = [row_of([""] * len(self._cells)), rule_of(len(self._cells))]
        for row in self._rows:
            is_head = row.rule == head
            # The head must stand right above the line of dashes; a row stands where it began.
            at = row.rule - 1 if is_head else row.first
            lines[row.first : row.rule] = ["" if is_head else EMPTY_ROW] * (row.rule - row.first)
            if row.first < row.rule:
                lines[at] = row_of(row.texts)
            lines[row.rule] = rule_of(len(self._cells)) if is_head else EMPTY_ROW


def _dashed_tables(lines: list[str]) -> None:
    index = 1
    while index < len(lines):
        index = max(index + 1, _dashed_table(lines, index) if _runs().fullmatch(lines[index]) else 0)


def _dashed_table(lines: list[str], rule: int) -> int:
    """Replace the table whose head stands above a line of dashes; return the line behind it, or 0 if there is none."""
    top = rule - 1
    while top >= 0 and rule - top <= _MOST_LINES_OF_A_HEAD and lines[top].strip() and not _is_drawn(lines[top]):
        top -= 1
    is_multiline = top >= 0 and _is_drawn(lines[top]) and not "".join(lines[top - 1 : top]).strip()
    starts = [found.start() for found in re.finditer("-+", lines[rule])][:_MOST_COLUMNS]
    spans = list(zip(starts, [*starts[1:], None], strict=True))
    head = _joined(lines[top + 1 : rule], spans)
    if not any(map(held_by, head)) or sum(map(bool, head)) < 2 or (not is_multiline and rule - top != 2):
        return 0
    end = rule + 1
    while end < len(lines) and not _is_drawn(lines[end]) and (is_multiline or lines[end].strip()):
        end += 1
    is_closed = end < len(lines) and _is_drawn(lines[end])
    if is_multiline and not is_closed:
        return 0
    groups: list[list[int]] = [[]]
    for number in range(rule + 1, end):
        if not is_multiline or not lines[number].strip():
            groups.append([])
        if lines[number].strip():
            groups[-1].append(number)
    rows = {group[0]: _joined([lines[number] for number in group], spans) for group in groups if group}
    first = top if is_multiline else rule - 1
    lines[first:rule] = [""] * (rule - first)
    lines[rule - 1 : rule + 1] = [row_of(head), rule_of(len(spans))]
    lines[rule + 1 : end] = [row_of(rows[number]) if number in rows else EMPTY_ROW for number in range(rule + 1, end)]
    if is_closed:
        lines[end] = ""
    return end


def _joined(lines: Iterable[str], spans: Sequence[tuple[int, int | None]]) -> list[str]:
    """The texts of the cells that stand between columns of some lines."""
    wide = [_wide(line) for line in lines]
    return [" ".join(filter(None, (_cell(line[left:right]) for line in wide))) for left, right in spans]


def row_of(cells: Iterable[str]) -> str:
    """Return a row of a table of Markdown."""
    return f"| {' | '.join(cells)} |"


def rule_of(columns: int) -> str:
    """Return the line below the head of a table of Markdown."""
    return f"|{'---|' * columns}"


def _cell(text: str) -> str:
    return _bar().sub(r"\\|", text.replace(_FILLER, "").strip())


def _wide(line: str) -> str:
    """A line in which each column is a character: Chinese characters and the like take two."""
    if line.isascii():
        return line
    from unicodedata import east_asian_width  # noqa: PLC0415 - few tables need it

    return "".join(f"{char}{_FILLER}" if east_asian_width(char) in "WF" else char for char in line)


def _fenced(lines: Sequence[str]) -> set[int]:
    """The lines of fenced code."""
    found: set[int] = set()
    fence = ""
    for number, line in enumerate(lines):
        words = line.strip()
        if fence:
            found.add(number)
            fence = "" if words.startswith(fence) and not words.strip(fence[0]) else fence
        elif words.startswith(("```", "~~~")):
            found.add(number)
            fence = words[: len(words) - len(words.lstrip(words[0]))]
    return found


def _is_drawn(line: str) -> bool:
    """Whether a line is one of dashes, with gaps or without."""
    return bool(_dashes().fullmatch(line))


@cache
def _any() -> re.Pattern[str]:
    return re.compile(r"^ {0,3}(?:\+[-=:]{2}|-{2,} +--)", re.MULTILINE)


@cache
def _grid_rule() -> re.Pattern[str]:
    return re.compile(r"\+(?:[-=:]+\+)+")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(r" {0,3}-{2,}(?: +-{2,})+\s*")


@cache
def _dashes() -> re.Pattern[str]:
    return re.compile(r" {0,3}-{3,}(?: +-+)*\s*")


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)\|")
