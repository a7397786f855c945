"""Times as people write them into a table, as far as they have one meaning: the day may stand beside them, or above."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.incidents.values import read_time
from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.one_reading import one_date, one_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.incidents.values import Reading

_HALF_A_DAY: Final = dt.timedelta(hours=12)
_LONGEST: Final = 40
_ANY_DAY: Final = dt.date(2000, 1, 1)
_NEWEST: Final = "the newest first"
_OLDEST: Final = "the oldest first"


class _Moment(NamedTuple):
    """A time of a table; `at` is None if it cannot be read, and of any day where it `is_waiting` for its own."""

    text: str
    at: dt.datetime | None
    day: dt.date | None
    is_waiting: bool = False


class Moments:
    """The times of a table.

    Attributes:
        dayless: how many times had no day at all, in their row or above it.
        is_dayless: whether there were such times and no day was known.
        days: of the times without one in any row, in their order.
        order: how they were taken to follow one another, where that decides which day they are of; else empty.
    """

    def __init__(self, day: dt.date | None) -> None:
        self.dayless = 0
        self.is_dayless = False
        self.days: list[dt.date] = []
        self.order = ""
        self._day = day

    def read(self, rows: Sequence[tuple[str, str] | None]) -> list[str | None]:
        """Return each time with its day, as `Value.time` reads it; what has not one meaning is as it was written.

        A time without a day is of the day of the row above, else of the one that is known from elsewhere. One that is
        more than half a day earlier than the one before is of the next day; where the newest comes first, one that is
        more than half a day later is of the day before.

        Args:
            rows: each the date that stands beside a time, or nothing, and a whole time, or one of the day; None for
                what is no text.
        """
        if not any(row and not row[0] and is_clock(row[1]) for row in rows):
            return [row and (row[1] if _is_usual(*row) else _with_day(*row).text) for row in rows]
        found = [_with_day(*row) if row else _Moment("", None, None) for row in rows]
        weight = _disorder(found)
        texts = [moment.text if row else None for moment, row in zip(found, rows, strict=True)]
        day, is_written = self._day, False
        group: list[int] = []
        for place, moment in enumerate([*found, _Moment("", None, dt.date.min)]):
            if moment.day and group:
                self._fill(texts, [(n, found[n]) for n in group], day, weight, is_written=is_written)
            if moment.day:
                day, is_written, group = moment.day, True, [place]
            elif moment.is_waiting:
                group.append(place)
        return texts

    def _fill(
        self,
        texts: list[str | None],
        group: Sequence[tuple[int, _Moment]],
        day: dt.date | None,
        disorder: tuple[int, int],
        *,
        is_written: bool,
    ) -> None:
        """Give their days to times that follow one another, the first of which has one if `is_written`."""
        known = [(place, moment, moment.at) for place, moment in group if moment.at]
        clocks = [_clock_of(at) for _, _, at in known]
        rising, falling = _midnights(clocks, is_falling=False), _midnights(clocks, is_falling=True)
        if not is_written and falling:
            first = falling[-1]
            falling = [days - first for days in falling]
        is_newest_first = disorder[0] > disorder[1]
        if rising != falling:
            is_doubtful = disorder[0] == disorder[1] and _span(clocks, falling) < _span(clocks, rising)
            self.order = _NEWEST if is_newest_first else _OLDEST if is_doubtful else self.order
        for (place, moment, _), days in zip(known, falling if is_newest_first else rising, strict=True):
            if moment.is_waiting and day is None:
                self.is_dayless = True
            elif moment.is_waiting and day is not None:
                texts[place] = self._on(day, days, moment.text, is_written=is_written)

    def _on(self, day: dt.date, later: int, clock: str, *, is_written: bool) -> str:
        try:
            day += dt.timedelta(days=later)
        except OverflowError:
            return clock
        if not is_written:
            self.dayless += 1
            self.days.append(day)
        found = one_time(f"{day} {clock}")
        return found.isoformat() if found else clock

    def tell(self, reading: Reading) -> None:
        """Say what the reader should know of the times that have no day, or how to mend them."""
        order = f", {self.order}" if self.order else ""
        if self.is_dayless:
            reading.hint = "Write the day before each time, or name the day of the incident: --date 2026-03-14."
        elif self.dayless:
            what = "1 time has" if self.dayless == 1 else f"{self.dayless:,} times have"
            first, last = min(self.days), max(self.days)
            until = f" to {last}" if last != first else ""
            reading.notes.append(f"{what} no day, read as of {first}{until}{order}")
        elif order:
            reading.notes.append(f"Times without a day are read from the day above them on{order}")


def is_clock(time: str) -> bool:
    """Return whether this is a time of the day, with or without a zone."""
    return len(time) <= _LONGEST and _clock().fullmatch(time) is not None


def whole_time(text: str) -> dt.datetime | None:
    """Return the only moment that a day and a time of the day can mean, naive without a zone; None if it is not one.

    None also at the edge of the calendar, where not every zone has that moment.
    """
    moment = read_time(text) if _is_usual("", text) else one_time(text)
    return moment if moment and moment.year > dt.MINYEAR else None


def _is_usual(date: str, time: str) -> bool:
    return not date and len(time) <= _LONGEST and _usual().match(time) is not None


def _with_day(date: str, time: str) -> _Moment:
    """Return a time with the day beside it, if there is one."""
    if _is_usual(date, time):
        at = read_time(time)
        return _Moment(time, at, at.date() if at else parse_date(time[:10]))
    text = f"{date} {time}".strip()
    if len(text) > _LONGEST:
        return _Moment(text, None, None)
    if not date and is_clock(time):
        return _Moment(time, one_time(f"{_ANY_DAY} {time}"), None, is_waiting=True)
    day = one_date(date)
    found = (one_time(f"{day} {time}") if day else None) or one_time(text) or one_time(time)
    return _Moment(found.isoformat() if found else text, found, found.date() if found else parse_date(text[:10]))


def _disorder(moments: Sequence[_Moment]) -> tuple[int, int]:
    """Return how often a time is earlier than the one above it, and how often later: by half a day, without a day."""
    known = [(moment.at.replace(tzinfo=None), moment) for moment in moments if moment.at]
    earlier = later = 0
    for (before, above), (at, moment) in pairwise(known):
        if above.is_waiting and not moment.is_waiting:
            continue
        step = at - before if not moment.is_waiting else _clock_of(at) - _clock_of(before)
        is_near = not moment.is_waiting or abs(step) <= _HALF_A_DAY
        earlier += is_near and step < dt.timedelta()
        later += is_near and step > dt.timedelta()
    return earlier, later


def _clock_of(at: dt.datetime) -> dt.timedelta:
    return dt.timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def _midnights(clocks: Sequence[dt.timedelta], *, is_falling: bool) -> list[int]:
    """Return for each time of the day how many midnights lie between it and the first, less than nothing before it."""
    days = [0] if clocks else []
    for before, clock in pairwise(clocks):
        step = clock - before
        days.append(days[-1] + ((-step > _HALF_A_DAY) if not is_falling else -(step > _HALF_A_DAY)))
    return days


def _span(clocks: Sequence[dt.timedelta], days: Sequence[int]) -> dt.timedelta:
    at = [clock + dt.timedelta(days=later) for clock, later in zip(clocks, days, strict=True)]
    return max(at) - min(at)


@cache
def _usual() -> re.Pattern[str]:
    return re.compile(
        r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[Zz]|UTC|[+-]\d{2}:?\d{2}))?\Z", re.ASCII
    )


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?! ?[+\d-])(?: ?[^\d].{0,20})?", re.ASCII)
