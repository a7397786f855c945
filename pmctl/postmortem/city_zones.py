"""The time of a city or a country that people name as a zone: ``Berlin time``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from datetime import tzinfo

# The areas of the IANA time zone database that are named for a part of the world, and no area at all ("Japan").
_AREAS: Final = ("", "Europe/", "America/", "Asia/", "Australia/", "Africa/", "Pacific/", "Atlantic/")
# Names of the same database that mean something else before "time".
_OTHER_WORDS: Final = frozenset(("Canary", "Center", "Easter", "Factory", "Midway", "North", "South", "Wake", "West"))
_CITY_TIME: Final = lazy_pattern(
    r"(?<![\w/.-])[A-Z][a-z]{1,20}(?:[ _-][A-Z][a-z]{1,20}){0,2}(?P<time> (?:[Ll]ocal )?[Tt]ime)(?![\w-])"
)


def find_city_time(text: str) -> tuple[int, int, tzinfo] | None:
    """Return where a text names the time of a place, from where to where, and the zone; None if it names none.

    The places are those that the IANA time zone database is named for.
    """
    if "ime" not in text:
        return None
    for match in _CITY_TIME.finditer(text):
        start = match.start()
        while start < match.start("time"):
            if (zone := zone_of_place(text[start : match.start("time")])) is not None:
                return start, match.end(), zone
            start = min((at + 1 for mark in " -_" if (at := text.find(mark, start)) >= 0), default=match.end())
    return None


@lru_cache(maxsize=64)
def zone_of_place(place: str) -> tzinfo | None:
    """Return the zone of a place that the IANA time zone database has one for by that name, or None."""
    name = place.replace(" ", "_")
    if name in _OTHER_WORDS:
        return None
    return next((zone for area in _AREAS if (zone := _region(f"{area}{name}")) is not None), None)


def _region(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
