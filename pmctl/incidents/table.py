"""CSV: one line for each event, with a time. ``docs/prefill.md`` describes it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.incidents.model import Incident
from pmctl.incidents.reader import in_order, plain_entry
from pmctl.incidents.values import Reading, Value
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pmctl.incidents.model import Entry

NAME: Final = "CSV"

_COLUMNS: Final = {
    "at": ("at", "time", "timestamp", "when", "datetime", "date/time", "date", "time (utc)", "date (utc)"),
    "event": ("event", "text", "message", "description", "what", "summary", "title"),
    "who": ("who", "author", "user", "by", "actor", "person"),
    "link": ("link", "url", "permalink"),
}
"""The names that a column may have, in small letters, the plainest first."""

_LONGEST_HEAD: Final = 10_000
_LONGEST_NAME: Final = 40
_MOST_NAMED: Final = 8


class _Head(NamedTuple):
    """The first line: the names of the columns as they are written, and where in a row each kind of cell stands."""

    names: tuple[str, ...]
    columns: Mapping[str, int]
    delimiter: str


def recognises(text: str) -> bool:
    """Return whether the first line names a column of times and one of events."""
    return set(_head(text).columns) >= {"at", "event"}


def read(text: str, name: str, reading: Reading) -> Incident:
    """Return the entries of a file with a column of times and one of events; each row that holds no entry is named.

    Raises:
        PmctlError: a line is no CSV.
    """
    head = _head(text)
    reading.hint = f"Each line needs a time and an event; quote a cell that holds {_shown(head.delimiter)}."
    in_utc = head.names[head.columns["at"]].casefold().endswith("(utc)")
    if in_utc:
        reading.zone = dt.UTC
    joined: list[str] = []
    rows = takewhile(lambda _: not reading.is_hopeless, _rows(text, head, name))
    entries = [_entry(line, cells, head, reading, joined) for line, cells in rows]
    if joined:
        where = f"Line {joined[0]} has" if len(joined) == 1 else f"Lines {_some(joined)} have"
        reading.notes.append(f"{where} more cells than the first line: the last ones are read as one event")
    if ignored := [cell for index, cell in enumerate(head.names) if cell and index not in head.columns.values()]:
        reading.notes.append(f"What is not read: {_some(ignored)}")
    if in_utc:
        reading.unzoned = 0
    return Incident(source=NAME, entries=in_order(filter(None, entries)))


def _rows(text: str, head: _Head, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row below the first, with the line that it begins in."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=head.delimiter, strict=True)
    is_head, line = True, 1
    try:
        for cells in rows:
            if any(map(str.strip, cells)) and not is_head:
                yield line, cells
            is_head = is_head and not any(map(str.strip, cells))
            line = rows.line_num + 1
    except csv.Error as error:
        hint = 'Correct that line; a quotation mark in a quoted cell is written twice: "".'
        raise PmctlError(f"{name}:{line}: this is not CSV: {error}", hint=hint) from error


def _entry(line: int, cells: list[str], head: _Head, reading: Reading, joined: list[str]) -> Entry | None:
    """Return the entry of a row. Where a comma is not quoted the row has too many cells, of which the last are one."""
    width = len(head.names)
    if any(map(str.strip, cells[width:])):
        if head.columns["event"] != width - 1:
            reading.refuse(f"line {line}", f"expected {width} cells, found {len(cells)}")
            return None
        cells = [*cells[: width - 1], head.delimiter.join(cells[width - 1 :])]
        joined.append(str(line))
    return plain_entry(*(_cell(line, head.columns.get(key), cells, head, reading) for key in _COLUMNS))


def _cell(line: int, column: int | None, cells: Sequence[str], head: _Head, reading: Reading) -> Value:
    if column is None:
        return Value(None, reading)
    words = cells[column].strip() if column < len(cells) else ""
    return Value(words or None, reading, f"line {line}, {head.names[column][:_LONGEST_NAME]}")


def _head(text: str) -> _Head:
    """Return what the first line says; of several columns for one kind of cell, that with the plainest name counts."""
    line = (text.lstrip()[:_LONGEST_HEAD].splitlines() or [""])[0]
    delimiter = max(",;\t", key=line.count)
    names = [printable(cell.strip()) for cell in next(csv.reader([line], delimiter=delimiter), ())]
    while names and not names[-1]:
        names.pop()
    folded = [cell.casefold() for cell in names]
    found = {key: next((name for name in known if name in folded), None) for key, known in _COLUMNS.items()}
    columns = {key: folded.index(name) for key, name in found.items() if name is not None}
    return _Head(tuple(names), columns, delimiter)


def _some(words: Sequence[str]) -> str:
    return ", ".join([*(word[:_LONGEST_NAME] for word in words[:_MOST_NAMED]), *(["…"] if words[_MOST_NAMED:] else [])])


def _shown(delimiter: str) -> str:
    return {",": "a comma", ";": "a semicolon"}.get(delimiter, "a tab")
