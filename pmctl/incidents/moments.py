"""Times as people write them into a table, as far as they have one meaning: the day may stand beside them, or above."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.one_reading import one_date, one_time

if TYPE_CHECKING:
    from pmctl.incidents.values import Reading

_HALF_A_DAY: Final = dt.timedelta(hours=12)
_LONGEST: Final = 40


class Moments:
    """The times of a table, one row after the other.

    Attributes:
        day: which a time without one is of: that of the row above, else the one that is known from elsewhere, or None.
        dayless: how many times had no day at all, in their row or above it.
        is_dayless: whether there were such times and no day was known.
        days: of the times without one in any row, the first and the last.
    """

    def __init__(self, day: dt.date | None) -> None:
        self.day = day
        self.dayless = 0
        self.is_dayless = False
        self.days: list[dt.date] = []
        self._is_written = False
        self._last: dt.datetime | None = None
        self._above = ""

    def written(self, date: str, time: str) -> str:
        """Return a time with its day, as `Value.time` reads it; what has not one meaning comes back as it was written.

        A time that is more than half a day earlier than the one before is of the next day.

        Args:
            date: of the column beside it, or empty.
            time: a whole time, or one of the day.
        """
        if len(time) <= _LONGEST and _usual().match(time):
            self._above = time
            return time
        text = f"{date} {time}".strip()
        if len(text) > _LONGEST:
            return text
        self._look_above()
        if not date and _clock().fullmatch(time):
            return self._of_day(time)
        day = one_date(date)
        found = (one_time(f"{day} {time}") if day else None) or one_time(text) or one_time(time)
        self._go_on_from(found, text)
        return found.isoformat() if found else text

    def tell(self, reading: Reading) -> None:
        """Say what the reader should know of the times that have no day, or how to mend them."""
        if self.is_dayless:
            reading.hint = "Write the day before each time, or name the day of the incident: --date 2026-03-14."
        elif self.dayless:
            what = "1 time has" if self.dayless == 1 else f"{self.dayless:,} times have"
            until = f" to {self.days[-1]}" if len(set(self.days)) > 1 else ""
            reading.notes.append(f"{what} no day, read as of {self.days[0]}{until}")

    def _look_above(self) -> None:
        """Read the usual time of a row above, which only one without a day needs."""
        if self._above:
            self._go_on_from(one_time(self._above), self._above)
            self._above = ""

    def _go_on_from(self, found: dt.datetime | None, text: str) -> None:
        if day := found.date() if found else parse_date(text[:10]):
            self.day, self._is_written = day, True
        self._last = found.replace(tzinfo=None) if found else self._last

    def _of_day(self, clock: str) -> str:
        found = one_time(f"{self.day} {clock}") if self.day else None
        if self.day is None:
            self.is_dayless = True
        if found is None or self.day is None:
            return clock
        own = found.replace(tzinfo=None)
        if self._last and self._last - own > _HALF_A_DAY and self.day < dt.date.max:
            self.day += dt.timedelta(days=1)
            return self._of_day(clock)
        self._last = own
        if not self._is_written:
            self.dayless += 1
            self.days = [*self.days[:1], self.day]
        return found.isoformat()


@cache
def _usual() -> re.Pattern[str]:
    return re.compile(
        r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[Zz]|UTC|[+-]\d{2}:?\d{2}))?\Z", re.ASCII
    )


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?! ?[+\d-])(?: ?[^\d].{0,20})?", re.ASCII)
