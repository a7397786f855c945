"""Times of day as people write them: which notations there are, and what each of them shows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.zones import ZONE

_HALF_DAY: Final = r"\s?[ap]\.?\s?m\b\.?|[ap](?![^\W_])"
CLOCK: Final = lazy_pattern(
    rf"""
    (?P<before>午前|午後|上午|下午)?\s?
    (?:(?P<h>[0-9]{{1,2}}):(?P<min>[0-9]{{2}})(?![0-9])(?::(?P<s>[0-9]{{2}})(?![0-9])(?:[.,][0-9]+)?)?
        (?:(?P<half>{_HALF_DAY})|\s?(?:Uhr|hrs|h)\b)?
    | (?P<ph>[0-9]{{1,2}})\.(?P<pmin>[0-9]{{2}})(?:\s?(?P<phalf>[ap]\.?m\b\.?)|\s?Uhr\b)
    | (?P<oh>[0-9]{{1,2}})(?:\s?(?P<ohalf>[ap]\.?m\b\.?)|\s?Uhr\b)
    | (?P<rh>[0-9]{{1,2}})(?=\s?(?:[-–—]|to\b)\s?[0-9]{{1,2}}(?:[:.][0-9]{{2}})?\s?[ap]\.?m\b)
    | (?P<hh>[0-9]{{1,2}})\s?[hu]\s?(?P<hmin>[0-5][0-9])(?![^\W_])
    | (?P<jh>[0-9]{{1,2}})[時时点點](?:(?P<jmin>[0-9]{{1,2}})分?)?
    | (?P<zh>[01][0-9]|2[0-4])(?P<zmin>[0-5][0-9])(?:\s?(?:hrs|hours|h)\b|(?=\s?(?:z|utc|gmt)\b)))
    """,
    re.VERBOSE | re.IGNORECASE,
)
BARE_CLOCK: Final = lazy_pattern(
    r"(?P<h>[0-9]{1,2})\.(?P<min>[0-9]{2})(?![0-9.])|(?P<zh>[01][0-9]|2[0-4])(?P<zmin>[0-5][0-9])(?![\w./]|[:-][0-9])"
)
COMPACT_CLOCK: Final = lazy_pattern(r"(?P<h>[0-9]{2})(?P<min>[0-9]{2})(?P<s>[0-9]{2})?(?![0-9:])")
DOTTED_CLOCK: Final = lazy_pattern(r"(?P<h>[0-2][0-9])\.(?P<min>[0-5][0-9])(?![0-9.])")
#: A time of day that has a name, set off from what follows: "Noon traffic" is none.
NAMED_CLOCK: Final = lazy_pattern(
    r"(?i:(?:12\s?)?(?:(?P<noon>noon|midday)|(?P<midnight>midnight)))"
    rf"(?=\s*(?:[:：–—|]|-\s|->|→|$)|\s?\(?{ZONE})"
)
#: The minutes at which a range ends whose hour is said once: "10:20–25".
LAST_MINUTES: Final = lazy_pattern(rf"(?P<min>[0-5][0-9])(?=\s*(?::(?=\s|$)|[：–—|)]|-\s|->|→|$)|\s?\(?{ZONE})")
_CLOCK_GROUPS: Final = (
    ("h", "min", "half"), ("ph", "pmin", "phalf"), ("oh", "", "ohalf"), ("rh", "", ""), ("hh", "hmin", ""),
    ("jh", "jmin", ""), ("zh", "zmin", ""),
)  # fmt: skip

_A_DAY: Final = timedelta(hours=24)


class Clock(NamedTuple):
    """A clock as written; `half` is "a" or "p" where it tells the half of the day, else empty."""

    hours: int
    minutes: int
    seconds: int
    half: str

    def since_midnight(self) -> timedelta | None:
        """Return the time since midnight, or None if no clock shows that."""
        if self.minutes > 59 or self.seconds > 59:
            return None
        hours = self.hours
        if self.half == "p" and hours < 12:
            hours += 12
        elif self.half == "a" and hours == 12:
            hours = 0
        clock = timedelta(hours=hours, minutes=self.minutes, seconds=self.seconds)
        return clock if clock <= _A_DAY else None


def clock_of(match: re.Match[str]) -> Clock:
    """Return the clock that one of the patterns of this module found."""
    groups = match.groupdict("")
    if groups.get("noon") or groups.get("midnight"):
        return Clock(12 if groups["noon"] else 0, 0, 0, "")
    half = {"午前": "a", "上午": "a", "午後": "p", "下午": "p"}.get(groups.get("before", ""), "")
    for hours, minutes, mark in _CLOCK_GROUPS:
        if groups.get(hours):
            half = half or groups.get(mark, "").strip()[:1].lower()
            return Clock(int(groups[hours]), int(groups.get(minutes) or 0), int(groups.get("s") or 0), half)
    raise AssertionError  # pragma: no cover


def first_of_range(start: Clock, end: Clock) -> timedelta | None:
    """Return the first time of "2:00 - 3:30 PM", whose half of the day is said only at the end."""
    if not end.half or not 1 <= start.hours <= 12:
        return start.since_midnight()
    same, last = start._replace(half=end.half).since_midnight(), end.since_midnight()
    if same is None or last is None or same <= last:
        return same
    return start._replace(half="a" if end.half == "p" else "p").since_midnight()
