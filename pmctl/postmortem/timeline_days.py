"""Puts the entries of a timeline on days and in zones, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.postmortem.timeline import TimelineEntry
    from pmctl.postmortem.written_dates import WrittenDate
    from pmctl.postmortem.written_times import WrittenTime

DaySource: TypeAlias = Literal["entry", "above", "guess"]

_QUARTER: Final = timedelta(hours=6)
_HALF_A_DAY: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)
_BACK: Final = 1
_EITHER_WAY: Final = 3
"""How many days back the day of a week may be: who goes on goes forward, who begins may begin before the given day."""

_A_WEEK: Final = timedelta(days=7)
_EDGES: Final = {MINYEAR, MAXYEAR}
_YEARS: Final = range(1970, 2200)
_LEAP_YEAR: Final = 2024


@dataclass(slots=True, kw_only=True)
class Calendar:
    """The day and the zone that the timeline has come to.

    Attributes:
        order: whether the month or the day comes first in dates that leave it open.
        near: the day that dates without a year are close to.
        assumed: the zone of times that are written without one.
        headed: the zone that the last date above gives for all times below it, or None.
        current: the day of times without a date.
        source: where `current` comes from.
        has_dates: whether several days are written, so that few can pass without being written.
        previous: the moment of the entry before.
        is_next_day: whether `current` is the day after the last one that was written.
        is_turned: whether a date is written between the entry before and the next one.
    """

    order: str
    near: date | None
    assumed: tzinfo
    current: date | None
    source: DaySource = "guess"
    has_dates: bool = False
    previous: datetime | None = None
    is_next_day: bool = False
    is_turned: bool = False
    headed: tzinfo | None = None

    def resolve(self, written: WrittenDate, year: int | None = None) -> date | None:
        """Return the day that a date means, or None if there is no such day, or the year is not known."""
        month, number = self._month_and_day(written)
        given = written.year or year
        if given is not None:
            return _date(given, month, number)
        near = self.current or self.near
        if near is None:
            return None
        years = (near.year, near.year + 1, near.year - 1)
        found = [moment for candidate in years if (moment := _date(candidate, month, number)) is not None]
        return min(found, key=lambda moment: abs(moment - near), default=None)

    def next(self, weekday: int) -> date | None:
        """Return the day that the name of a day of the week means, 0 being Monday; None without a day to count from."""
        if self.current is None:
            return None
        back = _EITHER_WAY if self.previous is None else _BACK
        return _later(self.current, (weekday - self.current.weekday() + back) % 7 - back)

    def exists(self, written: WrittenDate, year: int | None = None) -> bool:
        """Whether there is such a day: 29 February without a year is one."""
        return _date(written.year or year or _LEAP_YEAR, *self._month_and_day(written)) is not None

    def turn_to(self, day: date) -> None:
        """Let times without a date be those of `day` from now on."""
        self.current, self.source, self.is_next_day, self.is_turned = day, "above", False, True

    def at(self, written: WrittenTime) -> datetime | None:
        """Return the moment of an entry, on the day that is current or the one after it; None without a day."""
        clock = written.clock or timedelta()
        at = self._moment(self.current, clock)
        if at is None:
            return None
        if written.day is None and written.weekday is None and self._is_tomorrow(written, at):
            self.current = _later(self.current)
            self.source = "guess" if not written.is_next_day else self.source
            self.is_next_day = True
            at = self._moment(self.current, clock)
        at = self._second_time(at)
        self.previous, self.is_turned = at, False
        return at

    def _second_time(self, at: datetime | None) -> datetime | None:
        """Return the later moment of a time that the clocks showed twice, if only that one is not before the last."""
        if at is None or self.previous is None or isinstance(self.assumed, timezone):
            return at
        later, before = at.replace(fold=1), self.previous
        if later.utcoffset() == at.utcoffset() or before.tzinfo is None or {at.year, before.year} & _EDGES:
            return at
        # Times of one zone are compared without their offsets.
        return later if at.astimezone(UTC) < before.astimezone(UTC) <= later.astimezone(UTC) else at

    def _is_tomorrow(self, written: WrittenTime, at: datetime) -> bool:
        if written.is_next_day and not self.is_next_day:
            return True
        if self.previous is None or self.is_turned:
            return False
        if written.is_next_day:
            return at < self.previous
        # Who writes 12:04 AM after 11:52 AM means noon; who writes dates writes most of them.
        is_doubtful = self.has_dates or (written.is_half_day and at.hour == 0)
        return self.previous - at > (_HALF_A_DAY if is_doubtful else _QUARTER)

    def until(self, written: WrittenTime, at: datetime | None) -> datetime | None:
        """Return the end of a range that begins `at`, or None; it may be before that, where only a slip explains it."""
        if at is None or (written.until is None and written.until_day is None):
            return None
        day = self.resolve(written.until_day) if written.until_day else self.current
        if written.until_weekday is not None and written.until_day is None and day is not None:
            day = _later(day, (written.until_weekday - day.weekday()) % 7)
        clock = written.until or timedelta()
        until = self._moment(day, clock)
        is_day_written = written.until_day is not None or written.until_weekday is not None
        if until is not None and at - until > _QUARTER and not is_day_written:
            return self._moment(_later(day), clock)
        return until

    def _month_and_day(self, written: WrittenDate) -> tuple[int, int]:
        if written.order == "open" and self.order == "day-first":
            return written.day, written.month
        return written.month, written.day

    def _moment(self, day: date | None, clock: timedelta) -> datetime | None:
        if day is None:
            return None
        try:
            return (datetime.combine(day, time()) + clock).replace(tzinfo=self.assumed)
        except OverflowError:
            return None


def order_of(dates: Sequence[WrittenDate], day: date | None) -> str:
    """Return whether the month or the day comes first in dates that leave it open."""
    for found in dates:
        if found.order in {"month-first", "day-first"}:
            return found.order
    if day is None:
        return "month-first"
    for found in dates:
        month_first = _date(found.year or day.year, found.month, found.day)
        day_first = _date(found.year or day.year, found.day, found.month)
        if found.order == "open" and month_first and day_first and _are_near(day_first, day):
            return "month-first" if _are_near(month_first, day) else "day-first"
    return "month-first"


def begin_the_day_before(entries: Sequence[TimelineEntry]) -> bool:
    """Return whether the entries above the first date are those of the evening before: 23:35 above "14 March, 00:20".

    They tell the same story, none of them is earlier than the one above it, and the story goes on below the date.
    """
    place = next((index for index, entry in enumerate(entries) if entry.day_source != "guess"), 0)
    told = entries[place : place + 1]
    if not told or not place or not told[0].has_clock:
        return False
    thread = [entry for entry in entries if entry.thread == told[0].thread and entry.has_clock and entry.at]
    moments = [entry.at.astimezone(UTC) for entry in thread if entry.at and entry.at.year not in _EDGES]
    at = thread.index(told[0]) if told[0] in thread else 0
    if not at or len(moments) < len(thread):
        return False
    before, behind = moments[:at], moments[at : at + 2]
    return before[-1] - moments[at] > _HALF_A_DAY and before == sorted(before) and behind == sorted(behind)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _are_near(one: date, other: date) -> bool:
    return abs(one - other) <= _A_WEEK


def _later(day: date | None, days: int = 1) -> date | None:
    try:
        return day + days * _DAY if day else None
    except OverflowError:
        return None
