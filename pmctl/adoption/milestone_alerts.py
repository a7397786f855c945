"""Ends that are told of one alert: "Resolved: CheckoutErrors" while the alert of another name still fires.

Alertmanager, Grafana and Opsgenie tell such ends alert by alert; the incident is over with the last of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_HEAD: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_MOST: Final = 100
"""Where more alerts fire, it is a log; of the later ones none is looked at."""

_FIRES: Final = lazy_pattern(
    r"^\W*(?:(?:firing(?::\s?\d+)?|triggered|alerts?|alarm)\s?[\]:])\W*(?P<told>\w.*)"
    r"|^\W*(?P<name>\w[^:;]{0,80}?)\s(?:is\s)?(?:fires|fired|firing)\b",
    re.IGNORECASE,
)
_OVER: Final = lazy_pattern(
    r"^\W*(?:resolved|closed|cleared|recovered)(?:\s?:\s?\d+)?\s?[\]:]\W*(?P<told>\w.*)"
    r"|^\W*(?P<name>(?:alert|alarm)\s[^:;]{1,80}?|[^\s:;]{1,80}|\w[^:;]{1,80}\salert)"
    r"\s(?:(?:is|was|has\sbeen)\s)?(?:resolves|resolved|clears|cleared|closed)\b",
    re.IGNORECASE,
)
_AROUND: Final = lazy_pattern(r"^(?:(?:an?|the|first|another|new|alert|alarm)\b\s?)+|\s(?:alert|alarm)$")
_DETAIL: Final = lazy_pattern(r"[:;(,.–—]\s|\s\(|\s(?:on|in|for|fires|fired|firing|is|at|again)\s|[.!:]\s*$")
_ALERTS: Final = lazy_pattern(r"\b[A-Z][a-z]+\w*[A-Z]\w*|\balerts?\b")


def ends_of_alerts(events: Sequence[str], ends: Iterable[int], trouble: int | None) -> frozenset[int]:
    """Return those of the ends that are one alert's, while another one fires, or of one that has not fired here.

    Args:
        events: those of a timeline, without Markdown's marks, by time.
        ends: the places of events that tell an end.
        trouble: the place of the first event that tells of trouble; None if none does.
    """
    over = {place: name for place in ends if (name := _name(_OVER, events[place]))}
    return frozenset(_of_one(events, over, trouble)) if over else frozenset()


def is_end_of_alert(event: str) -> bool:
    """Return whether an event tells the end of an alert that it names."""
    return bool(_name(_OVER, event)) and _ALERTS.search(event[:_HEAD]) is not None


def _of_one(events: Sequence[str], over: Mapping[int, str], trouble: int | None) -> Iterator[int]:
    firing: dict[str, bool] = {}
    for place, event in enumerate(events):
        if name := over.get(place):
            ended = [other for other in firing if _is_same(name, other)]
            firing |= dict.fromkeys(ended, False)
            is_unknown = not ended and is_end_of_alert(event)
            is_before = trouble is None or place < trouble
            if (ended and any(firing.values())) or (is_unknown and (is_before or any(firing.values()))):
                yield place
        elif len(firing) < _MOST and (name := _name(_FIRES, event)):
            firing[name] = True


def _name(pattern: re.Pattern[str], event: str) -> str:
    """Return the name of the alert that an event tells of, as it is compared; nothing if it gives none."""
    found = pattern.match(event[:_HEAD])
    words = (found["told"] or found["name"]) if found else ""
    return _AROUND.sub("", _DETAIL.split(f"{words} ".casefold(), maxsplit=1)[0].strip(" \"'“”"))


def _is_same(one: str, other: str) -> bool:
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")
