"""CSV: one line for each event, with a time. ``docs/prefill.md`` describes it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError
from pmctl.incidents.model import Entry, Incident
from pmctl.incidents.reader import in_order
from pmctl.incidents.values import Reading, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "CSV"

_COLUMNS: Final = {
    "at": ("at", "time", "timestamp", "when", "datetime", "date/time", "date", "time (utc)", "date (utc)"),
    "event": ("event", "text", "message", "description", "what", "summary", "title"),
    "who": ("who", "author", "user", "by", "actor", "person"),
    "link": ("link", "url", "permalink"),
}
"""The names that a column may have, in small letters, the plainest first."""

_LONGEST_HEAD: Final = 10_000


def recognises(text: str) -> bool:
    """Return whether the first line names a column of times and one of events."""
    return set(_columns(_heads(text))) >= {"at", "event"}


def read(text: str, name: str, reading: Reading) -> Incident:
    """Return the entries of a file with a column of times and one of events.

    Raises:
        PmctlError: a line is no CSV.
    """
    heads = _heads(text)
    columns = _columns(heads)
    in_utc = heads[columns["at"]].endswith("(utc)")
    if in_utc:
        reading.zone = dt.UTC
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=_delimiter(text))
    entries = []
    try:
        next(rows)
        for row in rows:
            where = f"line {rows.line_num}"
            entries.append(
                _entry({key: row[index] for key, index in columns.items() if index < len(row)}, where, reading)
            )
    except csv.Error as error:
        raise PmctlError(f"{name}:{rows.line_num}: this is not CSV: {error}", hint="Correct that line.") from error
    if in_utc:
        reading.unzoned = 0
    return Incident(source=NAME, entries=in_order(filter(None, entries)))


def _entry(cells: Mapping[str, str], where: str, reading: Reading) -> Entry | None:
    at, event, who, link = (Value(cells.get(key), reading, f"{where}, {key}") for key in _COLUMNS)
    time, text = at.time(), event.text()
    return Entry(at=time, text=text, who=who.text(), link=link.url()) if time and text else None


def _first_line(text: str) -> str:
    return text.lstrip()[:_LONGEST_HEAD].partition("\n")[0].rstrip("\r")


def _heads(text: str) -> list[str]:
    return [cell.strip().strip('"').casefold() for cell in _first_line(text).split(_delimiter(text))]


def _delimiter(text: str) -> str:
    """Return what stands between the cells: a comma, or what spreadsheets of other countries write."""
    return max(",;\t", key=_first_line(text).count)


def _columns(heads: list[str]) -> dict[str, int]:
    """Return which column holds what; of several for one, that with the plainest name."""
    named = {key: next((name for name in known if name in heads), None) for key, known in _COLUMNS.items()}
    return {key: heads.index(name) for key, name in named.items() if name is not None}
