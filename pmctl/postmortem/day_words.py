"""Days as people type them: ``2026-04-25``, ``+2w``, ``fri``, ``next fri``, ``tomorrow``, ``eom``."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMS = "2026-04-25, +3d, +2w, +1m, tomorrow, fri, next fri, eom or eoq"
"""What can be typed, by example."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": 1, "thur": 3, "thurs": 3}
_AMBIGUOUS = {
    "eow": "Is it Friday or Sunday? Write fri or sun.",
    "next week": "Which day of it? Write +1w, or next mon.",
    "next month": "Which day of it? Write +1m, or a date.",
    "next quarter": "Which day of it? Write +3m, or a date.",
}
_LONGEST_DATE = 60
"""In characters; what is longer is no date."""
_MONTHS = {"m": 1, "q": 3, "y": 12}


def read_day_words(text: str, today: dt.date, where: str) -> dt.date:
    """Return the day that somebody means on `today`.

    A period counts from today: ``+2w`` is in two weeks, ``+1m`` on the same day of the next month, or on its last day
    where that is earlier. ``fri`` is the first Friday after today, ``next fri`` the Friday of next week, weeks
    beginning on Monday (ISO 8601). ``eom``, ``eoq`` and ``eoy`` are the last days of this month, quarter and year.

    Args:
        text: what was typed; case does not matter.
        today: as the command takes it.
        where: what it was typed for, such as ``--to``.

    Raises:
        PmctlError: it is no day, it can be several, it is before today, or no calendar holds it.
    """
    said = " ".join(text.casefold().split())
    try:
        day = _day(said, today)
    except (OverflowError, ValueError) as error:
        raise PmctlError(f"{where} lies beyond every calendar: {text}") from error
    if day is None:
        hint = _AMBIGUOUS.get(said) or _what_is_open(said, today) or f"Write it as {FORMS}."
        raise PmctlError(f"{where} is not one day: {text}", hint=hint)
    if day < today:
        raise PmctlError(f"{where} lies before today, {today}: {text}", hint=f"Name a day to come: {FORMS}.")
    return day


def _day(said: str, today: dt.date) -> dt.date | None:
    if day := parse_date(said):
        return day
    if found := _period().fullmatch(said):
        return _later(today, int(found["number"]), found["unit"][0])
    first, _, second = said.rpartition(" ")
    weekday = _weekday(second)
    if weekday is not None and first in {"", "next"}:
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        return today + dt.timedelta(days=ahead if not first else 7 - today.weekday() + weekday)
    match said:
        case "today":
            return today
        case "tomorrow":
            return today + dt.timedelta(days=1)
        case "eom":
            return _end_of_month(today.year, today.month)
        case "eoq":
            return _end_of_month(today.year, (today.month + 2) // 3 * 3)
        case "eoy":
            return dt.date(today.year, 12, 31)
    from pmctl.postmortem.one_reading import one_date  # noqa: PLC0415 - few people write a date in another way

    return one_date(said)


def _what_is_open(said: str, today: dt.date) -> str | None:
    """Return what keeps a written date from being one day, its two readings or its missing year, with what to write."""
    from pmctl.postmortem.written_dates import DATE, written_date  # noqa: PLC0415 - only a mistake needs it

    found = DATE.fullmatch(said) if len(said) <= _LONGEST_DATE else None
    if not found:
        return None
    written = written_date(found)
    pairs = {(written.month, written.day), (written.day, written.month)}
    if written.order != "open" and not found["pd"]:
        pairs = {(written.month, written.day)}
    years, first = ([written.year], dt.date.min) if written.year else (range(today.year, today.year + 9), today)
    days = sorted(day for month, day_of_month in pairs if (day := _first_of(years, month, day_of_month, first)))
    named = " or ".join(map(str, days))
    if written.year is None and days:
        return f"It names no year. Write {named}."
    return f"It can be two days. Write {named}." if len(days) > 1 else None


def _first_of(years: Iterable[int], month: int, day: int, first: dt.date) -> dt.date | None:
    """Return the first such day, not before `first`; None if those years have none."""
    for year in years:
        with suppress(ValueError):
            if (found := dt.date(year, month, day)) >= first:
                return found
    return None


def _later(today: dt.date, number: int, unit: str) -> dt.date:
    if unit in "dw":
        return today + dt.timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + number * _MONTHS[unit]
    last = _end_of_month(months // 12, months % 12 + 1)
    return last.replace(day=min(today.day, last.day))


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _weekday(word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((day for day, name in enumerate(_WEEKDAYS) if word in {name, name[:3]}), _SHORT.get(word))


@cache
def _period() -> re.Pattern[str]:
    units = "|".join(f"{word[0]}(?:{word[1:]}s?)?" for word in ("day", "week", "month", "quarter", "year"))
    return re.compile(rf"(?:in |\+ ?)?(?P<number>[0-9]{{1,4}}) ?(?P<unit>{units})")
