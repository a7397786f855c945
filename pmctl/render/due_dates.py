"""A picture of the dates that a promise was given: one line each, on one axis of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from pmctl.render.event_words import days_words
from pmctl.render.safe import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from pmctl.reports.history import Promise

_LABEL = 12
"""Columns of the date at the left, and the gap behind it."""

_NARROWEST, _WIDEST = 20, 100
"""Columns of the axis: with fewer there is nothing to see, with more the eye loses the line."""

_MOST_LINES = 40
"""Of more dates, the first is drawn and the newest."""

_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Steps of the axis: the smallest whose labels have room is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What the picture is made of."""

    promised: str
    promised_later: str
    unknown: str
    line: str
    due: str
    late: str
    end: str
    crossing: str
    axis: str
    tick: str
    corner: str


_UNICODE = _Marks(
    promised="├", promised_later="┤", unknown="?", line="─", due="●", late="╌", end="│", crossing="┼",
    axis="─", tick="┬", corner="┴",
)  # fmt: skip
_ASCII = _Marks(
    promised="+",
    promised_later="+",
    unknown="?",
    line="-",
    due="o",
    late=".",
    end="|",
    crossing="|",
    axis="-",
    tick="+",
    corner="+",
)


class DueDates:
    """One line for each date: from the day it was promised to the day it named, and how late that was in the end.

    Args:
        promises: oldest first.
        end: until when the last promise counts: today, or the day it was closed or removed.
        end_label: what that day is called.
    """

    def __init__(self, promises: Sequence[Promise], *, end: dt.date, end_label: str) -> None:
        self._left_out = max(0, len(promises) - _MOST_LINES)
        promises = [*promises[:1], *promises[1 + self._left_out :]]
        self._promises = promises
        self._end = end
        self._end_label = end_label
        days = [day for promise in promises for day in (promise.on, promise.due) if day]
        self._first, self._last = min([*days, end]), max([*days, end])
        if any(promise.on is None for promise in promises):  # the line comes from somewhere further left
            before = self._first.toordinal() - (self._last - self._first).days // 8 - 1
            self._first = dt.date.fromordinal(max(1, before))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a line for each promise, and the axis."""
        marks = _ASCII if options.ascii_only else _UNICODE
        notes = [days_words(promise.days) if promise.days else "" for promise in self._promises]
        room = options.max_width - _LABEL
        width = min(_WIDEST, room - max(map(len, notes)) - 2 * any(notes))
        if width < _NARROWEST:
            width, notes = room, [""] * len(notes)
        if width < _NARROWEST:
            return
        for place, (promise, note) in enumerate(zip(self._promises, notes, strict=True)):
            line = Text(f"{promise.due}  ", no_wrap=True)
            line.append_text(self._line(promise, width, marks, is_last=place == len(notes) - 1))
            line.append(f"  {note}" if note else "", "dim")
            line.rstrip()
            yield line
            if place == 0 and self._left_out:
                yield Text(f"{'':{_LABEL}}{plural(self._left_out, 'more date')} not drawn", "dim", no_wrap=True)
        yield from (Text(" " * _LABEL, no_wrap=True).append(line, "dim") for line in self._axis(width, marks))

    def _line(self, promise: Promise, width: int, marks: _Marks, *, is_last: bool) -> Text:
        cells = [(" ", "")] * width
        end, due = self._column(self._end, width), self._column(promise.due, width)
        cells[end] = (marks.end, "dim")
        if is_last and self._end > promise.due:
            cells[due + 1 : end] = [(marks.late, "red")] * max(0, end - due - 1)
        start = self._column(promise.on, width) if promise.on else 0
        for column in range(min(start, due), max(start, due) + 1):
            cells[column] = (marks.crossing if column == end else marks.line, "cyan")
        began = marks.promised_later if start > due else marks.promised
        cells[start] = (began if promise.on else marks.unknown, "cyan")
        cells[due] = (marks.due, "bold red" if is_last and self._end > promise.due else "bold")
        return Text.assemble(*cells)

    def _axis(self, width: int, marks: _Marks) -> Iterator[str]:
        """Yield the axis with its ticks, and their labels; the label of the end takes precedence."""
        end = self._column(self._end, width)
        axis, labels = [marks.axis] * width, [" "] * width
        place = min(max(0, end - len(self._end_label) + 1), width - len(self._end_label))
        labels[place : place + len(self._end_label)] = self._end_label
        for day, label in self._ticks(width):
            column = self._column(day, width)
            around = labels[max(0, column - 2) : column + len(label) + 2]
            if column + len(label) <= width and not "".join(around).strip():
                labels[column : column + len(label)] = label
                axis[column] = marks.tick
        axis[end] = marks.corner
        yield "".join(axis)
        yield "".join(labels).rstrip()

    def _ticks(self, width: int) -> list[tuple[dt.date, str]]:
        """Return the first days of months, as many as have room, and the first day, which may have room as well."""
        first = self._first.year * 12 + self._first.month - (self._first.day == 1)  # months are counted from 0
        months = range(first, self._last.year * 12 + self._last.month)
        for step in _MONTHS:
            chosen = [month for month in months if month % step == 0]
            if len(chosen) * 9 <= width:
                break
        ticks = [(dt.date(month // 12, month % 12 + 1, 1), f"{month // 12:04}-{month % 12 + 1:02}") for month in chosen]
        return [*ticks, (self._first, str(self._first))]

    def _column(self, day: dt.date, width: int) -> int:
        span = (self._last - self._first).days
        return round((day - self._first).days * (width - 1) / span) if span else 0
