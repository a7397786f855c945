"""The plainest notation that says as much as a time that is written in no plain one: its date, its zone."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from functools import cache
from typing import TYPE_CHECKING

from pmctl.postmortem.time_notation import ISO_DATE, Notation, date_template, plain_notation, writes_seconds
from pmctl.postmortem.written_dates import DATE
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.zones import ZONE, find_zone

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.postmortem.timeline import TimelineEntry


def simplest_notation(entry: TimelineEntry) -> Notation:
    """Return a notation for one exact time beside an entry, with a date and a zone where that has them.

    An entry whose moment is not known has UTC beside it.
    """
    at = entry.at
    time = read_time(entry.written, whole=True)
    if at is None or time is None:
        return plain_notation(zone="" if at else " UTC")
    zone = _zone_in(entry.written, at) if time.zone is not None else ""
    plain = plain_notation(has_seconds=writes_seconds(entry.written), zone=zone)
    if time.day is None:
        return plain
    return Notation(pieces=(("date", _date_in(entry.written, at.date())), ("words", " "), *plain.pieces))


def _date_in(written: str, day: dt.date) -> str:
    found = (date_template(match[0].strip(), day) for match in DATE.finditer(written))
    return next((template for template in found if template), ISO_DATE)


def _zone_in(written: str, at: dt.datetime) -> str:
    """Return the name of the zone of `at` as it is written, or what is as good: of two that are written, its own."""
    names = [match[0] for match in _zones().finditer(written)]
    own = (name for name in names if at.replace(tzinfo=find_zone(name)).utcoffset() == at.utcoffset())
    offset = f"{at:%z}"
    return f" {next(own, f'UTC{offset[:3]}:{offset[3:5]}' if at.utcoffset() else 'UTC')}"


def zone_name(zone: dt.tzinfo, text: str) -> str:
    """Return the name of a zone as a text has it, else one that says the same."""
    names = (match[0] for match in _zones().finditer(text))
    named = next((name for name in names if find_zone(name) == zone), None)
    if named is not None or not isinstance(zone, timezone):
        return named or str(zone)
    offset = f"{datetime(2000, 1, 1, tzinfo=zone):%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}" if zone.utcoffset(None) else "UTC"


@cache
def _zones() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_/]){ZONE}")
