"""The days that a legacy document writes beside its action items."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.written_dates import DATE, WIDE, find_dates, written_date

if TYPE_CHECKING:
    from pmctl.postmortem.written_dates import WrittenDate

_LONGEST = 100_000
"""How much of a document is searched for the order in which it writes days and months."""


class FoundDay(NamedTuple):
    """A day, None if what is written leaves it open, and where in the text it stands."""

    day: date | None
    start: int
    end: int


class Calendar:
    """Reads days in one document.

    What a date leaves open is settled by the document: a missing year by the day of the incident, and the order of
    ``03/04/2021`` by any date of it that can be read in one way only.
    """

    def __init__(self, text: str, day: date | None, *, month_first: bool | None) -> None:
        """Take the document's text, the day of the incident, and the order of numbers if it is known."""
        self._text, self._day, self._month_first = text[:_LONGEST], day, month_first
        self._is_settled = month_first is not None

    def find(self, text: str, *, start: int = 0, month_first: bool | None = None) -> FoundDay | None:
        """Return the first date that is written in `text` from `start` on.

        Args:
            text: plain words.
            start: an offset in it.
            month_first: how ``03/04/2021`` is read in the language of the words beside it; None if these are English.
        """
        if not any(map(str.isdigit, text)):
            return None
        wide = text.translate(WIDE)
        for begin in _begin().finditer(wide, start):
            if match := DATE.match(wide, begin.start()):
                day = self._settle(written_date(match), month_first=month_first)
                return FoundDay(day, match.start(), match.end())
        return None

    def _settle(self, written: WrittenDate, *, month_first: bool | None) -> date | None:
        month, day = written.month, written.day
        if written.order == "open" and month != day:
            month_first = self._order() if month_first is None else month_first
            if month_first is None:
                return None
            month, day = (month, day) if month_first else (day, month)
        if written.year is not None:
            return _date(written.year, month, day)
        if self._day is None:
            return None
        this_year = _date(self._day.year, month, day)
        return this_year if this_year and this_year >= self._day else _date(self._day.year + 1, month, day)

    def _order(self) -> bool | None:
        if not self._is_settled:
            orders = {written.order for written in find_dates(self._text)} & {"month-first", "day-first"}
            self._month_first = orders == {"month-first"} if len(orders) == 1 else None
            self._is_settled = True
        return self._month_first


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _begin() -> re.Pattern[str]:
    # Chinese and Japanese leave no gap before a number.
    return re.compile(r"(?:(?<![\w.:/-])|(?<=[\u3040-\u9fff]))(?=[^\W_])")
