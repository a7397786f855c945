"""CSV: one line for each event, with a time. ``docs/prefill.md`` describes it."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.incidents.columns import NAMES, by_kind, plain_entry
from pmctl.incidents.model import Incident
from pmctl.incidents.moments import Moments
from pmctl.incidents.reader import in_order, oldest_first, some_of
from pmctl.incidents.values import Reading, Value
from pmctl.postmortem.one_reading import zoned_times
from pmctl.postmortem.shown import printable
from pmctl.postmortem.zones import ZONE, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.incidents.model import Entry

NAME: Final = "CSV"

_ENDINGS: Final = (".csv", ".tsv")
_DELIMITERS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_NEEDED: Final = {"at": "time", "event": "event"}
"""What each line must tell, by the plainest name of its column."""

_EACH_LINE: Final = "Each line needs a time such as 2026-03-14 09:52, and an event."
_LONGEST_HEAD: Final = 10_000
_LONGEST_NAME: Final = 40
_MOST_NAMED: Final = 8


class _Head(NamedTuple):
    """The first line: the names of the columns as they are written, and where in a row each kind of cell stands."""

    names: tuple[str, ...]
    columns: Mapping[str, int]
    delimiter: str
    zone: str | None


def recognises(text: str) -> bool:
    """Return whether the first line names a column of times and one of events."""
    return _head(text).columns.keys() >= _NEEDED.keys()


def refusal(text: str, name: str) -> PmctlError | None:
    """Return what to say of a table of which the columns are not known; None if the text does not look like one."""
    head = _head(text)
    if len(head.names) < 2 or not (head.columns or name.casefold().endswith(_ENDINGS)):
        return None
    missing = " and none for the ".join(known for kind, known in _NEEDED.items() if kind not in head.columns)
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
    zone = zone_of(head.zone) if head.zone else None
    reading.zone = zone or reading.zone
    joined: list[str] = []
    moments = Moments(reading.day)
    rows = takewhile(lambda _: not reading.is_hopeless, _rows(text, head, name))
    entries = [entry for line, cells in rows if (entry := _entry(line, cells, head, moments, reading, joined))]
    moments.tell(reading)
    if joined:
        where = f"Line {joined[0]} has" if len(joined) == 1 else f"Lines {_some(joined)} have"
        reading.notes.append(f"{where} more cells than the first line: the last ones are read as one event")
    if ignored := [cell for index, cell in enumerate(head.names) if cell and index not in head.columns.values()]:
        reading.notes.append(f"What is not read: {_some(ignored)}")
    if zone:
        reading.unzoned = 0
        _doubt(head, entries, reading)
    return Incident(source=NAME, entries=in_order(oldest_first(entries, lambda entry: entry.at)))


def _doubt(head: _Head, entries: list[Entry], reading: Reading) -> None:
    """Say where the name of a zone may be meant for another one, such as ``CET`` in summer."""
    for at in [entry.at.astimezone(reading.zone) for entry in (*entries[:1], *entries[-1:])]:
        found = zoned_times(f"{at:%Y-%m-%d %H:%M} {head.zone}")
        if found and not found.is_clear:
            offset = f"{at:%z}"
            column = head.names[head.columns["at"]]
            shown = f"{head.zone} in “{column[:_LONGEST_NAME]}” is read as UTC{offset[:3]}:{offset[3:]}"
            reading.notes.append(f"{shown}, and may be meant for another time")
            return


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


def _entry(
    line: int, cells: list[str], head: _Head, moments: Moments, reading: Reading, joined: list[str]
) -> Entry | None:
    """Return the entry of a row. Where a comma is not quoted the row has too many cells, of which the last are one."""
    width = len(head.names)
    if any(map(str.strip, cells[width:])):
        if head.columns["event"] != width - 1:
            reading.hint = f"{_EACH_LINE[:-1]}; quote a cell that holds {_DELIMITERS[head.delimiter]}."
            reading.refuse(f"line {line}", f"expected {width} cells, found {len(cells)}")
            return None
        cells = [*cells[: width - 1], head.delimiter.join(cells[width - 1 :])]
        joined.append(str(line))
    at, event, who, link = (_cell(line, head.columns.get(kind), cells, head, reading) for kind in NAMES)
    date = _cell(line, head.columns.get("day"), cells, head, reading).text() or ""
    if time := at.text() or date:
        at = Value(moments.written(date if at else "", time), reading, at.path)
    return plain_entry(at, event, who, link)


def _cell(line: int, column: int | None, cells: list[str], head: _Head, reading: Reading) -> Value:
    if column is None:
        return Value(None, reading)
    words = cells[column].strip() if column < len(cells) else ""
    return Value(words or None, reading, f"line {line}, {head.names[column][:_LONGEST_NAME]}")


def _head(text: str) -> _Head:
    """Return what the first line says; of several columns for one kind of cell, that with the plainest name counts."""
    line = (_without_mark(text).lstrip()[:_LONGEST_HEAD].splitlines() or [""])[0]
    mark = _mark().match(text)
    delimiter = mark[1] if mark else max(",;\t", key=line.count)
    names = [printable(cell.strip()) for cell in next(csv.reader([line], delimiter=delimiter), ())]
    while names and not names[-1]:
        names.pop()
    parts = [_parted(name) for name in names]
    columns = {kind: places[0] for kind, places in by_kind(tuple(name for name, _ in parts)).items()}
    zones = [parts[columns[kind]][1] for kind in ("at", "day") if kind in columns]
    return _Head(tuple(names), columns, delimiter, next(filter(None, zones), None))


def _parted(name: str) -> tuple[str, str | None]:
    """Return the name of a column without what stands in brackets behind it, and the zone there or at its end."""
    if found := _aside().fullmatch(name):
        zone = found["aside"].strip()
        return found["name"], zone if zone_of(zone) else None
    found = _zone().fullmatch(name)
    return (found["name"], found["zone"]) if found and zone_of(found["zone"]) else (name, None)


def _without_mark(text: str) -> str:
    """Return the text without the line in which Excel says what stands between the cells; the lines stay counted."""
    return _mark().sub("", text, count=1)


def _some(words: list[str] | tuple[str, ...]) -> str:
    return some_of([word[:_LONGEST_NAME] for word in words], _MOST_NAMED)


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"\A\s{0,100}\"?sep=([,;\t|])\"?(?=[\r\n])", re.IGNORECASE)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"(?P<name>[^(\[]{1,100}?)\s{0,9}[(\[](?P<aside>[^()\[\]]{1,60})[)\]]")


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[^(\[]{{1,100}}?)(?: in)? (?P<zone>{ZONE})")
