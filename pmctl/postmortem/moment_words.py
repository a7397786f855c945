"""Moments as people type them: ``10:41``, ``2026-03-14 10:41 +02:00``, ``yesterday 23:50``, ``-15m``."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.errors import PmctlError
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.zones import clock_doubt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pmctl.postmortem.written_dates import WrittenDate

FORMS: Final = "10:41, 10:41:30, 2026-03-14T10:41Z, 2026-03-14 10:41 +02:00, yesterday 23:50 or -15m"
"""What can be typed, by example."""

_DAYS: Final = {"today": 0, "yesterday": -1}
_UNITS: Final = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_ONE_DAY: Final = dt.timedelta(days=1)
_LONG: Final = dt.timedelta(hours=6)


class Meant(NamedTuple):
    """A moment, aware, and whether its day or its zone was left open, so that `at` has the one that was found."""

    at: dt.datetime
    is_day_guessed: bool
    is_zone_guessed: bool = False


def read_moment_words(
    text: str,
    *,
    now: dt.datetime,
    zone: dt.tzinfo,
    day: dt.date | None,
    near: Iterable[dt.datetime] = (),
    told: dt.tzinfo | None = None,
) -> Meant:
    """Return the moment that somebody means.

    A time without a date is on the day that brings it closest to one of the moments `near`, but not long before all of
    them; where there are none, on `day`, else on today. A month and a day without a year are in the year that brings
    them closest to `day`. A time without a zone is in `told`, else in that of the moment `near` which it is closest to.

    Args:
        text: what was typed; case does not matter.
        now: aware, in whole minutes.
        zone: of today, and of a time that is typed without one where there are no moments `near`.
        day: the day that the incident began, if that is known.
        near: the entries of the timeline, aware, each in the zone it is written in.
        told: the zone that the timeline gives for times without one, if it does.

    Raises:
        PmctlError: it is no moment, it can be several, or no calendar or no clock holds it.
    """
    said = " ".join(text.split())
    try:
        return _meant(said, text, now=now, zone=zone, day=day, near=tuple(near), told=told)
    except (OverflowError, ValueError) as error:
        raise PmctlError(f"--at is on no calendar: {text}") from error


def _meant(
    said: str,
    text: str,
    *,
    now: dt.datetime,
    zone: dt.tzinfo,
    day: dt.date | None,
    near: Sequence[dt.datetime],
    told: dt.tzinfo | None,
) -> Meant:
    if (ago := _ago(said)) is not None:
        return Meant(now - ago, is_day_guessed=False)
    word, _, rest = said.partition(" ")
    offset = _DAYS.get(word.casefold().rstrip(","))
    clock, date, own = _clock(said if offset is None else rest, text)
    own = own or told
    today = now.astimezone(own or zone).date()
    if offset is not None:
        date = today + offset * _ONE_DAY if date is None else date
    if date is not None and not isinstance(date, dt.date):
        date = _in_year(date, day or today)
    places = [own] if own else [moment.tzinfo for moment in near if moment.tzinfo] or [zone]
    zones = dict.fromkeys(places)
    at = _closest(clock, zones, date, near) if near else _at(date or day or today, clock, places[0])
    if doubt := clock_doubt(at):
        raise PmctlError(f"--at leaves the moment open: {doubt}", hint="Name the zone, such as 02:50 CEST.")
    return Meant(at, is_day_guessed=date is None, is_zone_guessed=len({at.replace(tzinfo=one) for one in zones}) > 1)


def _ago(said: str) -> dt.timedelta | None:
    if said.casefold() == "now":
        return dt.timedelta()
    found = _period().fullmatch(said)
    if found is None:
        return None
    parts = re.findall(r"([0-9]+) ?([dhms])", (found["parts"] or found["ago"]).casefold())
    return sum((dt.timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), dt.timedelta())


def _clock(said: str, text: str) -> tuple[dt.timedelta, dt.date | WrittenDate | None, dt.tzinfo | None]:
    """Return the time of day, the date as far as one is given, and the zone if one is."""
    time = read_time(said, whole=True)
    if time is None or time.clock is None or said[: time.start].strip() or said[time.end :].strip():
        raise PmctlError(f"--at is not a moment: {text}", hint=f"Write it as {FORMS}.")
    if time.until is not None or time.approximate or time.is_next_day or time.weekday is not None:
        raise PmctlError(f"--at is not one moment: {text}", hint=f"Write it as {FORMS}.")
    if time.day is not None and time.day.order == "open" and time.day.month != time.day.day:
        raise PmctlError(f"--at can be two days: {text}", hint="Write the day as 2026-03-14.")
    if time.day is None or time.day.year is None:
        return time.clock, time.day, time.zone
    return time.clock, dt.date(time.day.year, time.day.month, time.day.day), time.zone


def _in_year(written: WrittenDate, near: dt.date) -> dt.date:
    years = (near.year - 1, near.year, near.year + 1)
    found = []
    for year in years:
        try:
            found.append(dt.date(year, written.month, written.day))
        except ValueError:
            continue
    if not found:
        raise ValueError
    return min(found, key=lambda day: abs(day - near))


def _closest(
    clock: dt.timedelta, zones: Collection[dt.tzinfo], date: dt.date | None, near: Sequence[dt.datetime]
) -> dt.datetime:
    """Return the time of day on that day, else on any, that is closest to a moment; the earlier one of two.

    Of several zones it is the one of that moment. Nobody tells what was long before the first moment without its day.
    """
    found: list[tuple[dt.timedelta, dt.datetime]] = []
    for zone in zones:
        moments = [moment for moment in near if moment.tzinfo == zone] if len(zones) > 1 else near
        days = {moment.astimezone(zone).date() for moment in moments}
        around = {one + step * _ONE_DAY for one in days for step in (-1, 0, 1)} if date is None else {date}
        candidates = [_at(one, clock, zone) for one in around]
        found += [(min(abs(at - moment) for moment in moments), at) for at in candidates]
    first = min(near) - _LONG
    return min([(gap, at) for gap, at in found if at >= first] or found)[1]


def _at(day: dt.date, clock: dt.timedelta, zone: dt.tzinfo) -> dt.datetime:
    return (dt.datetime.combine(day, dt.time()) + clock).replace(tzinfo=zone)


@cache
def _period() -> re.Pattern[str]:
    part = r"[0-9]{1,5} ?(?:d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)"
    parts = rf"{part}(?: ?{part}){{0,3}}"
    return re.compile(rf"- ?(?P<parts>{parts})|(?P<ago>{parts}) ago", re.IGNORECASE)
