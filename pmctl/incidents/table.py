"""CSV: one line for each event, with a time. ``docs/prefill.md`` describes it."""

from __future__ import annotations

import csv
import io
import re
from functools import cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.incidents.columns import NAMES, Columns, columns_of
from pmctl.incidents.model import Incident
from pmctl.incidents.reader import in_order, oldest_first, some_of
from pmctl.incidents.rows import LONGEST_NAME, MOST_NAMED, Rows
from pmctl.incidents.values import Reading, Value
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "CSV"

_ENDINGS: Final = (".csv", ".tsv")
_DELIMITERS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_NEEDED: Final = {"at": "time", "event": "event"}
"""What each line must tell, by the plainest name of its column."""

_EACH_LINE: Final = "Each line needs a time such as 2026-03-14 09:52, and an event."
_LONGEST_HEAD: Final = 10_000


class _Head(NamedTuple):
    """The first line: the names of the columns as they are written, and where in a row each kind of cell stands."""

    names: tuple[str, ...]
    columns: Columns
    delimiter: str


def recognises(text: str) -> bool:
    """Return whether the first line names a column of times and one of events."""
    return _head(text).columns.kinds.keys() >= _NEEDED.keys()


def refusal(text: str, name: str) -> PmctlError | None:
    """Return what to say of a table of which the columns are not known; None if the text does not look like one."""
    head = _head(text)
    if len(head.names) < 2 or not (head.columns.kinds or name.casefold().endswith(_ENDINGS)):
        return None
    missing = " and none for the ".join(known for kind, known in _NEEDED.items() if kind not in head.columns.kinds)
    hint = "; ".join(f"{', '.join(NAMES[kind][:4])} or the like for the {known}" for kind, known in _NEEDED.items())
    return PmctlError(
        f"{name} has no column for the {missing}: its first line names {_some(head.names)}",
        hint=f"Call the columns {hint}.",
    )


def read(text: str, name: str, reading: Reading) -> Incident:
    """Return the entries of a file with a column of times and one of events; each row that holds no entry is named.

    Raises:
        PmctlError: a line is no CSV.
    """
    head = _head(text)
    reading.hint = _EACH_LINE
    joined: list[str] = []
    rows = Rows(reading, reading.day)
    for line, cells in takewhile(lambda _: not reading.is_hopeless, _rows(text, head, name)):
        whole = _whole(line, cells, head, reading, joined)
        if whole:
            rows.add(head.columns, partial(_cell, line, whole, head, reading), Value(None, reading, f"line {line}"))
    entries = rows.entries()
    if joined:
        where = f"Line {joined[0]} has" if len(joined) == 1 else f"Lines {_some(joined)} have"
        reading.notes.append(f"{where} more cells than the first line: the last ones are read as one event")
    known = {place for places in head.columns.kinds.values() for place in places}
    rows.tell_unread(cell for place, cell in enumerate(head.names) if cell and place not in known)
    return Incident(source=NAME, entries=in_order(oldest_first(entries, lambda entry: entry.at)))


def _rows(text: str, head: _Head, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row below the first, with the line that it begins in."""
    rows = csv.reader(io.StringIO(_without_mark(text), newline=""), delimiter=head.delimiter, strict=True)
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


def _whole(line: int, cells: list[str], head: _Head, reading: Reading, joined: list[str]) -> list[str] | None:
    """Return the cells of a row. Where a comma is not quoted there are too many, of which the last are one event."""
    width = len(head.names)
    if not any(map(str.strip, cells[width:])):
        return cells
    if width - 1 not in head.columns.kinds["event"]:
        reading.hint = f"{_EACH_LINE[:-1]}; quote a cell that holds {_DELIMITERS[head.delimiter]}."
        reading.refuse(f"line {line}", f"expected {width} cells, found {len(cells)}")
        return None
    joined.append(str(line))
    return [*cells[: width - 1], head.delimiter.join(cells[width - 1 :])]


def _cell(line: int, cells: list[str], head: _Head, reading: Reading, column: int) -> Value:
    words = cells[column].strip() if column < len(cells) else ""
    return Value(words or None, reading, f"line {line}, {head.names[column][:LONGEST_NAME]}")


def _head(text: str) -> _Head:
    """Return what the first line says."""
    line = (_without_mark(text).lstrip()[:_LONGEST_HEAD].splitlines() or [""])[0]
    mark = _mark().match(text)
    delimiter = mark[1] if mark else max(",;\t", key=line.count)
    names = [printable(cell.strip()) for cell in next(csv.reader([line], delimiter=delimiter), ())]
    while names and not names[-1]:
        names.pop()
    return _Head(tuple(names), columns_of(tuple(names)), delimiter)


def _without_mark(text: str) -> str:
    """Return the text without the line in which Excel says what stands between the cells; the lines stay counted."""
    return _mark().sub("", text, count=1)


def _some(words: list[str] | tuple[str, ...]) -> str:
    return some_of([word[:LONGEST_NAME] for word in words], MOST_NAMED)


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"\A\s{0,100}\"?sep=([,;\t|])\"?(?=[\r\n])", re.IGNORECASE)
