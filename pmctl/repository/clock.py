"""What day and what time it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.dates import parse_date

if TYPE_CHECKING:
    from datetime import date, tzinfo

TODAY_VARIABLE = "PMCTL_TODAY"


def today(given: str | None, zone: tzinfo) -> date:
    """Return the day that commands take as today: `given`, else PMCTL_TODAY, else the clock's in `zone`."""
    if given is not None:
        return read_day(given, "--today")
    variable = os.environ.get(TODAY_VARIABLE)
    if variable:
        return read_day(variable, TODAY_VARIABLE)
    return datetime.now(zone).date()


def now(day: date, zone: tzinfo) -> datetime:
    """Return the time of the clock, in whole minutes of UTC, on `day`, which is today as the command takes it."""
    clock = datetime.now(zone).replace(second=0, microsecond=0)
    try:
        return datetime.combine(day, clock.timetz()).astimezone(UTC)
    except OverflowError:  # UTC has that day on one that no calendar holds
        return datetime.combine(day, clock.time(), UTC)


def read_day(text: str, where: str) -> date:
    """Return the date that `text` names; PmctlError, naming `where` it was given, if it names none."""
    day = parse_date(text)
    if day is None:
        raise PmctlError(f"{where} is not a date: {text}", hint="Write it as YYYY-MM-DD, such as 2026-03-14.")
    return day
