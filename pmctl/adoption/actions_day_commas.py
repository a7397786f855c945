"""Days whose own commas and full stops are not those between facts: "July 5, 2026", "Fri., Jul. 5, 2026"."""

from __future__ import annotations

import re
from functools import cache

from pmctl.postmortem.written_dates import MONTH_NUMBERS


def with_plain_days(text: str) -> str:
    """Return a text whose days that are written with words have no comma and no full stop inside."""
    if not _may_be().search(text):
        return text
    return _weekday().sub(r"\1 ", _year().sub(lambda found: found[0].replace(",", " ").replace(".", " "), text))


@cache
def _may_be() -> re.Pattern[str]:
    # A cheap question, asked of each: letters or a number, a comma or a full stop, and a number or a name behind it.
    return re.compile(r"[0-9a-z][.,]\s{0,2}[0-9A-Z]")


@cache
def _year() -> re.Pattern[str]:
    months = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
    return re.compile(
        rf"\b(?:{months})(?:\.?\s{{1,2}}[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,\s{{0,2}}(?:19|20)[0-9]{{2}}(?![0-9]))?)(?!\w)"
        rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:{months})\.?,\s{{0,2}}(?:19|20)[0-9]{{2}}(?![0-9])",
        re.IGNORECASE,
    )


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(
        r"\b((?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,\s{1,2}(?=[^\W\d_]{3,9}\.?\s{1,3}[0-9]|[0-9])",
        re.IGNORECASE,
    )
