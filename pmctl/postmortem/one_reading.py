"""Dates and times that are not written as pmctl reads them, and can mean only one thing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pmctl.postmortem.dates import parse_date, parse_time

if TYPE_CHECKING:
    import datetime as dt

_LONGEST = 60
"""Nobody writes a date in more characters than this."""


def one_date(text: str) -> dt.date | None:
    """Return the only day that `text` can mean, or None: ``03/04/2026`` can mean two, and ``14 March`` many."""
    text = text.strip()
    if _compact().fullmatch(text):
        return parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    found = _day_at_start(text)
    return found[0] if found and found[1] == len(text) else None


def one_time(text: str) -> dt.datetime | None:
    """Return the only moment that `text` can mean, naive if it has no offset; None if there is not just one.

    The name of a zone is read only if it is UTC's: people write ``CET`` in summer as well.
    """
    text = text.strip()
    found = _day_at_start(text)
    clock = _clock().fullmatch(text, found[1]) if found else None
    if not found or not clock:
        return None
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    offset = "Z" if clock["utc"] else ""
    if sign := clock["sign"]:
        # "09:52-10:30" is from then to then.
        if sign != "+" and not clock["utc"] and not _offset_of_digits().search(text):
            return None
        offset = f"{'+' if sign == '+' else '-'}{int(clock['hours']):02}:{clock['minutes'] or '00'}"
    return parse_time(f"{found[0]}T{hour:02}:{clock['minute']}:{clock['second'] or '00'}{offset}")


def in_zone(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """Return `moment`, if it has no offset yet, with the one that `zone` had then.

    None where the clock of the zone showed that time twice, or never, because it was changed.
    """
    if moment.tzinfo is not None:
        return moment
    here, again = moment.replace(tzinfo=zone), moment.replace(tzinfo=zone, fold=1)
    return here if here.utcoffset() == again.utcoffset() else None


def offset_of(moment: dt.datetime) -> str:
    """Return the offset of an aware time as RFC 3339 writes it: ``Z`` or ``+02:00``."""
    offset = moment.strftime("%z")
    return "Z" if offset == "+0000" else f"{offset[:3]}:{offset[3:5]}"


def _day_at_start(text: str) -> tuple[dt.date, int] | None:
    """Return the day that `text` begins with and the offset behind it, if its year is written in full."""
    from pmctl.postmortem.written_dates import DATE, written_date  # noqa: PLC0415 - most dates need none of it

    found = DATE.match(text) if len(text) <= _LONGEST else None
    if not found or not _full_year().search(found[0]):
        return None
    day = written_date(found)
    # Whoever writes dots puts the day first nearly always, and that is not enough.
    is_open = day.order == "open" or (found["pd"] and day.day <= 12)
    if day.year is None or (is_open and day.month != day.day):
        return None
    date = parse_date(f"{day.year:04}-{day.month:02}-{day.day:02}")
    return (date, found.end()) if date else None


@cache
def _compact() -> re.Pattern[str]:
    return re.compile(r"20[0-9]{6}")


@cache
def _full_year() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@cache
def _offset_of_digits() -> re.Pattern[str]:
    return re.compile(r"[−-][0-9]{4}\Z")


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?:T|,?[ ]+(?:at[ ]+)?)
        (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?
        (?:[ ]?(?P<half>[aApP])\.?[mM]\.?)?
        [ ]?(?P<utc>[zZ]|UTC|GMT|utc|gmt)?
        (?:[ ]?(?P<sign>[+−-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)?
        """,
        re.VERBOSE,
    )
