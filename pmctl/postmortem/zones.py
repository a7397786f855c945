"""Time zones as people write them behind a time: names, regions and offsets."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmctl.postmortem.city_zones import find_city_time
from pmctl.postmortem.patterns import lazy_pattern

# Hours from UTC. Sources: RFC 2822, section 4.3, for North America's; the abbreviations of the IANA time zone
# database (files europe, asia, australasia, africa, southamerica) for the others. Where one abbreviation has
# several meanings it is the one that software teams mean most: BST is Britain's summer, IST is India's time,
# CST and MST are North America's.
_HOURS: Final = {
    "UTC": 0.0, "GMT": 0.0, "Z": 0.0,
    "WET": 0.0, "WEST": 1.0, "BST": 1.0, "CET": 1.0, "CEST": 2.0, "MEZ": 1.0, "MESZ": 2.0,
    "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "SAST": 2.0, "WAT": 1.0, "CAT": 2.0, "EAT": 3.0,
    "PKT": 5.0, "IST": 5.5, "WIB": 7.0, "ICT": 7.0, "SGT": 8.0, "HKT": 8.0, "PHT": 8.0, "JST": 9.0, "KST": 9.0,
    "AWST": 8.0, "ACST": 9.5, "ACDT": 10.5, "AEST": 10.0, "AEDT": 11.0, "NZST": 12.0, "NZDT": 13.0,
    "NST": -3.5, "NDT": -2.5, "AST": -4.0, "ADT": -3.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0,
    "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0, "AKST": -9.0, "AKDT": -8.0, "HST": -10.0,
    "BRT": -3.0, "ART": -3.0,
}  # fmt: skip

# Names that leave open whether it is summer, and pairs of names; the date decides.
_REGIONS: Final = {
    "PT": "America/Los_Angeles",
    "MT": "America/Denver",
    "CT": "America/Chicago",
    "ET": "America/New_York",
    "PACIFIC": "America/Los_Angeles",
    "MOUNTAIN": "America/Denver",
    "CENTRAL": "America/Chicago",
    "EASTERN": "America/New_York",
    "EST/EDT": "America/New_York", "CST/CDT": "America/Chicago", "MST/MDT": "America/Denver",
    "PST/PDT": "America/Los_Angeles", "CET/CEST": "Europe/Berlin", "MEZ/MESZ": "Europe/Berlin",
    "WET/WEST": "Europe/Lisbon", "EET/EEST": "Europe/Helsinki", "GMT/BST": "Europe/London",
    "AEST/AEDT": "Australia/Sydney", "NZST/NZDT": "Pacific/Auckland",
}  # fmt: skip

# The same in words, in capitals: the zone, or the region where its clocks go. Source: as above.
_WORDS: Final = {
    "COORDINATED UNIVERSAL TIME": "UTC", "UNIVERSAL TIME": "UTC", "GREENWICH MEAN TIME": "GMT",
    "BRITISH SUMMER TIME": "BST", "CENTRAL EUROPEAN TIME": "Europe/Berlin", "CENTRAL EUROPEAN SUMMER TIME": "CEST",
    "EASTERN EUROPEAN TIME": "Europe/Helsinki", "EASTERN EUROPEAN SUMMER TIME": "EEST", "INDIAN STANDARD TIME": "IST",
    "INDIA STANDARD TIME": "IST", "JAPAN STANDARD TIME": "JST", "AUSTRALIAN EASTERN TIME": "Australia/Sydney",
}  # fmt: skip

# Only these are written in small letters without being a word of some language ("est", "ist", "art").
_SMALL: Final = ("utc", "gmt", "cet", "cest", "pst", "pdt", "edt", "jst")

_PAIRS: Final = tuple(name for name in _REGIONS if "/" in name)
_NAMES: Final = "|".join(sorted((*(name for name in _HOURS if name != "Z"), *_SMALL), key=len, reverse=True))

# A colon may follow: "09:52 UTC+2: Deploy". "UTC-10:40: Deploy" is the end of a range, for no zone is 10:40 behind.
_HOURS_OFF: Final = (
    r"(?: ?\+[0-9]{1,2}(?::?[0-9]{2})?(?![0-9]|:[0-9]{2})|[-\u2212](?:[0-9]{1,2}(?::?[0-9]{2})?(?![0-9:])"
    r"|(?:[0-9]{1,2}(?:[0-9]{2}|:00)?|0?[239]:30)(?=:(?![0-9])))(?! ?(?:UTC|GMT|utc|gmt)\b))"
)

#: A zone, as a regular expression without groups or flags.
ZONE: Final = (
    rf"(?:(?:UTC|GMT|utc|gmt){_HOURS_OFF}"
    rf"|(?:{'|'.join(name for pair in _PAIRS for name in (pair, '/'.join(reversed(pair.split('/')))))})(?![A-Za-z0-9_])"
    rf"|(?:{'|'.join(name.title() for name in _WORDS).replace('Time', '[Tt]ime')})\b"
    r"|(?:[Pp]acific|[Mm]ountain|[Cc]entral|[Ee]astern)(?: (?:[Ss]tandard|[Dd]aylight))? [Tt]ime\b"
    r"|(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Canada|Europe|Indian|Pacific|US)/[A-Z][A-Za-z_/-]+"
    rf"|(?:{_NAMES}|PT|MT|CT|ET)(?![A-Za-z0-9_]))"
)

#: A region's name that is a zone where times are spoken of ("times in Eastern"), as a regular expression likewise.
BARE_ZONE: Final = (
    r"(?:\bUS |(?<=\bin )|(?<=\btimes )|(?<=\btimes are )|(?<=\())"
    r"(?:Pacific|Mountain|Central|Eastern)\b(?!['’/-]|[ ](?!and\b|or\b)[A-Za-z])"
)

_OFFSET: Final = lazy_pattern(r"(?:utc|gmt)? ?([+\-\u2212])([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)
_FIND: Final = lazy_pattern(rf"(?<![A-Za-z0-9_/])(?:{ZONE}|{BARE_ZONE})")
_WHOLE: Final = lazy_pattern(rf"[\s()*_,]*+{ZONE}[\s()*_,:]*+")


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo | None:
    """Return the zone of a name ("CEST", "PT", "Europe/Oslo") or an offset ("+02:00", "UTC-5"), None if unknown."""
    upper = name.strip().upper().removeprefix("US ")
    if upper in _WORDS:
        return zone_of(_WORDS[upper])
    if (hours := _HOURS.get(upper)) is not None:
        return timezone(timedelta(hours=hours))
    if match := _OFFSET.fullmatch(upper):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if offset >= timedelta(hours=24):
            return None
        return timezone(offset if match[1] == "+" else -offset)
    region = _REGIONS.get(upper.split(" ")[0]) or _REGIONS.get("/".join(reversed(upper.split("/"))), name.strip())
    try:
        return ZoneInfo(region)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def find_zone(text: str) -> tzinfo | None:
    """Return the first zone that is written anywhere in a text, or None; that of a city ("Berlin time") if no other."""
    found = next((zone for match in _FIND.finditer(text) if (zone := zone_of(match[0])) is not None), None)
    if found is None and (city := find_city_time(text)) is not None:
        return city[2]
    return found


def is_zone(text: str) -> bool:
    """Return whether a text is the name of a zone and nothing else, parentheses and emphasis passed over."""
    if _WHOLE.fullmatch(text) is not None:
        return True
    city = find_city_time(text)
    return city is not None and not f"{text[: city[0]]}{text[city[1] :]}".strip("()*_,: \t\r\n")


def clock_doubt(at: datetime) -> str:
    """Say what leaves open which moment an aware time means, where its clocks were changed on that day; empty if not.

    Raises:
        OverflowError: no calendar holds it in UTC.
    """
    if isinstance(at.tzinfo, timezone):
        return ""
    offsets = {at.replace(fold=fold).utcoffset() for fold in (0, 1)}
    if len(offsets) == 1:
        return ""
    there_and_back = at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None)
    how_often = "twice" if there_and_back == at.replace(tzinfo=None) else "never"
    return f"the clocks of {at.tzinfo} showed {at:%H:%M} {how_often} on {at.date()}"
