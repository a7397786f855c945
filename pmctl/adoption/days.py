"""Days as a legacy document writes them; of two numbers that could both be the month, only evidence says which is."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.emphasis import without_struck
from pmctl.adoption.written_ranges import dates_in, plainly_dated
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.zones import find_zone

if TYPE_CHECKING:
    from pmctl.postmortem.written_dates import WrittenDate

_NUMERIC: Final = lazy_pattern(r"(?<![0-9./-])([0-9]{1,2})([/-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![0-9]|[/-][0-9])")
_COMPACT: Final = lazy_pattern(r"(?<![0-9])(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_YEARS: Final = range(1970, 2200)
_LONGEST: Final = 400
_CLOSE: Final = 14
"""How many days lie at most between an incident and its report, or the end of it, where one dates the other."""

_HALF_A_YEAR: Final = 183


class Said(NamedTuple):
    """A day, and the words before and behind it."""

    day: date
    before: str
    after: str


def month_first_in(text: str) -> bool | None:
    """Return whether the month comes first in dates such as 03/14/2021; None if none says, or they disagree."""
    numbers = ((int(found[1]), int(found[3])) for found in _NUMERIC.finditer(text))
    said = {one <= 12 for one, other in numbers if min(one, other) <= 12 < max(one, other) <= 31}
    return said.pop() if len(said) == 1 else None


def has_open_date(text: str) -> bool:
    """Return whether a text of any length holds numbers such as 03/04/2021, either of which may be the month."""
    numbers = ((int(found[1]), int(found[3])) for found in _NUMERIC.finditer(text))
    return any(one <= 12 and other <= 12 and one != other for one, other in numbers)


def read_days(text: str, *, month_first: bool | None, near: date | None = None) -> list[date]:
    """Return the days that are written in a text, in order, as far as each has one reading; of a range the first.

    Args:
        text: of which the first 400 characters are read.
        month_first: which of two numbers is the month, where both could be; None leaves such a date out, unless
            just one reading is within two weeks of `near`.
        near: a day that the document is known to be about; a date without a year is of the one in which it is nearest.
    """
    return [said.day for said in find_days(text, month_first=month_first, near=near)]


def find_days(text: str, *, month_first: bool | None, near: date | None = None) -> list[Said]:
    """Return what `read_days` does, with the words before and behind each day."""
    head = plainly_dated(without_struck(text[:_LONGEST]))
    found = [
        Said(day, head[: dated.start], head[dated.end :])
        for dated in dates_in(head)
        if (day := _day(dated.written, month_first=month_first, near=near)) is not None
    ]
    if not found and (compact := _COMPACT.search(head)):
        day = _date(int(compact[1]), int(compact[2]), int(compact[3]))
        return [Said(day, head[: compact.start()], head[compact.end() :])] if day else []
    return found


def open_date_in(text: str) -> str | None:
    """Return the first date of a text of which nobody can say which number is the month, as it is written."""
    for found in _NUMERIC.finditer(text[:_LONGEST]):
        if int(found[1]) <= 12 and int(found[3]) <= 12 and found[1] != found[3]:
            return found[0]
    return None


def read_moment(text: str, *, label: str, month_first: bool | None, day: date | None) -> datetime | None:
    """Return the moment that a value such as "2021-03-04 10:00 UTC" names, in its zone; None without one.

    Args:
        text: the value.
        label: before the value; it may give the zone: "Start (UTC)".
        month_first: as `read_days` takes it.
        day: for a time without a date.
    """
    written = read_time(text[:_LONGEST])
    if written is None or not written.is_readable or written.clock is None:
        return None
    zone = written.zone or find_zone(label)
    if written.day is not None:
        day = _day(written.day, month_first=month_first, near=day)
    if zone is None or day is None:
        return None
    try:
        return (datetime.combine(day, time()) + written.clock).replace(tzinfo=zone)
    except OverflowError:
        return None


def has_day(text: str) -> bool:
    """Return whether the moment that `read_moment` reads in a value has a day of its own."""
    written = read_time(text[:_LONGEST])
    return written is not None and written.day is not None


def _day(written: WrittenDate, *, month_first: bool | None, near: date | None) -> date | None:
    year = written.year or (near.year if near else None)
    if year is None:
        return None
    if written.order != "open" or written.month == written.day:
        day = _date(year, written.month, written.day)
        if written.year is None and day and near and abs(day - near).days > _HALF_A_YEAR:
            return _date(year + (1 if day < near else -1), written.month, written.day)  # around New Year
        return day
    readings = [_date(year, written.month, written.day), _date(year, written.day, written.month)]
    if month_first is not None:
        return readings[0 if month_first else 1]
    close = [day for day in readings if day and near and abs(day - near).days <= _CLOSE]
    return close[0] if len(close) == 1 else None


def readings_of(text: str) -> list[date]:
    """Return both days that the first open date of a text may name; none if there is no such date."""
    return [day for order in (True, False) if open_date_in(text) for day in read_days(text, month_first=order)[:1]]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
