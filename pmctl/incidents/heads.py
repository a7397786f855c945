"""What heads a column of times, or is the key of one: its name, and the zone that stands beside it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.city_zones import zone_of_place
from pmctl.postmortem.zones import ZONE, find_zone, zone_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Set

_LONGEST: Final = 120


class Head(NamedTuple):
    """What heads a column.

    Attributes:
        name: in small letters, with blanks between the words, and without what stands in brackets behind it.
        written: as it is written.
        zone: of its times that have none, if it states one that is understood.
        zone_name: what it states as their zone; empty if nothing.
    """

    name: str
    written: str
    zone: dt.tzinfo | None = None
    zone_name: str = ""


def folded(name: str) -> str:
    """Return a name in small letters, with a blank between its words."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=256)
def head_of(written: str, times: Set[str]) -> Head:
    """Return what a head says: ``Time (UTC)``, ``timestamp_utc``, ``UTC Time`` and ``UTC`` are all times in UTC.

    Args:
        written: as it is written.
        times: the names that columns of times have.
    """
    if len(written) > _LONGEST:
        return Head("", written)
    aside = _aside().fullmatch(written)
    head = _without_aside(aside["name"] if aside else written, times)
    if aside and head.name in times and not head.zone:
        zone, said = _stated(aside["aside"].strip())
        head = head._replace(zone=zone, zone_name=said)
    return head._replace(written=written)


def _without_aside(written: str, times: Set[str]) -> Head:
    name = folded(written)
    if name not in times:
        for text in (written.strip(), _joints().sub(" ", written).strip()):
            for pattern in (_behind(), _before(), _alone()):
                found = pattern.fullmatch(text)
                bare = folded(found.groupdict().get("name") or "time") if found else ""
                if found and bare in times and (zone := zone_of(found["zone"])):
                    return Head(bare, written, zone, found["zone"])
    return Head(name, written)


def _stated(aside: str) -> tuple[dt.tzinfo | None, str]:
    """Return the one zone that is meant by what stands in brackets, and its name; no zone if it is not understood."""
    if zone := zone_of(aside):
        return zone, aside
    names = [found[0] for found in _zone().finditer(aside)]
    zones = {zone: name for name in reversed(names) if (zone := zone_of(name))}
    if not zones and (bare := find_zone(f"({aside})")):
        zones = {bare: aside}
    left = _fillers().sub(" ", _zone().sub(" ", aside))
    if len(zones) == 1 and not _open().search(left):
        return zones.popitem()
    if not zones and _place().fullmatch(aside) and (region := zone_of_place(aside)):
        return region, aside
    return None, aside if zones or _unknown().fullmatch(aside) else ""


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"(?P<name>[^(\[]{1,100}?)\s{0,9}[(\[](?P<aside>[^()\[\]]{1,60})[)\]]")


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(r"_|[\s-]+(?=[A-Za-z])")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[^(\[]{{1,100}}?),?(?: in)? (?P<zone>{ZONE})", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?P<zone>{ZONE}) (?P<name>[^(\[]{{1,100}})", re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<zone>{ZONE})", re.IGNORECASE)


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_]){ZONE}")


@cache
def _fillers() -> re.Pattern[str]:
    """What stands beside a zone and makes it no other one: the format of the times, and an offset of nothing."""
    return re.compile(
        r"\b(?:hh?[:.]mm(?:[:.]ss)?|yyyy-mm-dd|dd\.mm\.yyyy|(?:12|24)[ -]?h(?:ours?)?)\b|[±+−-]\s?0{1,2}(?::?00)?\b",
        re.IGNORECASE,
    )


@cache
def _open() -> re.Pattern[str]:
    return re.compile(r"[0-9+±−]|\b(?:not|non|local)\b", re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"[A-Z][a-z]{2,20}(?:[ _][A-Z][a-z]{2,20})?")


@cache
def _unknown() -> re.Pattern[str]:
    """What calls itself a zone; "local" leaves it to the configured one."""
    return re.compile(
        r"(?i:all\s)?(?i:times?\s)?(?i:in\s)?(?:(?!All|Total|Response|Real|Date|Start|End|Local|Event)"
        r"[A-Z][\w/'’-]*(?:\s[A-Z][\w/'’-]*)?\s[Tt]ime|[A-Z]{2,3}T)"
    )
