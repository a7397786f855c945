"""Dates and times that are not written as pmctl reads them, and can mean only one thing."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final, NamedTuple

from pmctl.postmortem.dates import parse_date, parse_time

_LONGEST: Final = 60
"""Nobody writes a date in more characters than this."""

# Names that are used for one zone alone, by a region whose clocks show that time for half of the year. Of the others,
# IST is three countries' time, CST two continents', BST two countries'. Source: the IANA time zone database.
_REGIONS: Final = {
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
    "EST": "America/New_York", "EDT": "America/New_York", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "MDT": "America/Denver", "CDT": "America/Chicago", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
}  # fmt: skip
_CLEAR: Final = frozenset({"UTC", "GMT", "JST", "KST", "AEST", "AWST", "SGT", "HKT", "PT", "ET"})


def one_date(text: str) -> dt.date | None:
    """Return the only day that `text` can mean, or None: ``03/04/2026`` can mean two, and ``14 March`` many."""
    text = text.strip()
    if _compact().fullmatch(text):
        return parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    found = _day_at_start(text)
    return found[0] if found and found[1] == len(text) else None


def one_time(text: str) -> dt.datetime | None:
    """Return the only moment that `text` can mean, naive if it has no offset; None if there is not just one.

    The name of a zone is read where it is no other's, and its clocks showed that name's time on that day: people write
    ``CET`` in summer as well.
    """
    named = zoned_times(text)
    if named:
        return named.moments[0] if named.is_clear else None
    return _time_with_offset(text)


class ZonedTimes(NamedTuple):
    """What a time with the name of its zone behind it may mean.

    Attributes:
        moments: aware; what the name says, and what the clocks of its zone showed on that day if that is another.
        name: that of the zone, as written.
        is_clear: whether there is one moment, and no other zone is called so.
    """

    moments: tuple[dt.datetime, ...]
    name: str
    is_clear: bool


def zoned_times(text: str) -> ZonedTimes | None:
    """Return what `text` may mean if it is a day, a time and the name of a zone, such as ``CET`` or ``PT``."""
    if len(text) > _LONGEST or not (found := _named_zone().fullmatch(text.strip())):
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few times are written so

    from pmctl.postmortem.zones import zone_of  # noqa: PLC0415

    name = found["zone"]
    moment, zone = _time_with_offset(found["time"]), zone_of(name)
    if moment is None or moment.tzinfo is not None or zone is None:
        return None
    region = _REGIONS.get(name.upper())
    zones = (zone, ZoneInfo(region)) if region else (zone,)
    apart: dict[dt.timedelta | None, dt.datetime] = {}
    for one in (moment.replace(tzinfo=of, fold=fold) for of in zones for fold in (0, 1)):
        apart.setdefault(one.utcoffset(), one)
    is_known = region is not None or not name.isalpha() or name.upper() in _CLEAR
    return ZonedTimes(tuple(apart.values()), name, is_known and len(apart) == 1)


def rfc3339(moment: dt.datetime) -> str:
    """Return a time as RFC 3339 writes it, with ``Z`` for UTC."""
    return moment.isoformat().removesuffix("+00:00") + ("Z" if moment.utcoffset() == dt.timedelta() else "")


def _time_with_offset(text: str) -> dt.datetime | None:
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
def _named_zone() -> re.Pattern[str]:
    from pmctl.postmortem.zones import ZONE  # noqa: PLC0415 - as above

    return re.compile(rf"(?P<time>.*[0-9](?:\s?[aApP]\.?[mM]\.?)?)\s*\(?(?P<zone>{ZONE})\)?")


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
