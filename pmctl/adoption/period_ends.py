"""Ends of months and quarters that stand in the place of a day: "end of September", "end of Q1 2021"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec"


class PeriodEnd(NamedTuple):
    """The last day of a month or quarter, None without a year, and where in the text it stands."""

    day: date | None
    start: int
    end: int


def find_period_end(text: str, *, start: int, near: date | None) -> PeriodEnd | None:
    """Return the first end of a month or quarter that is written in `text` from `start` on.

    Args:
        text: plain words.
        start: an offset in it.
        near: the day of the incident; an end without a year is the first that is not before it.
    """
    if not (found := _pattern().search(text, start)):
        return None
    month = 3 * int(found["quarter"]) if found["quarter"] else _MONTHS.split().index(found["month"][:3].lower()) + 1
    day = None
    if found["year"]:
        day = _last_day(int(found["year"]), month)
    elif near is not None:
        this_year = _last_day(near.year, month)
        day = this_year if this_year >= near else _last_day(near.year + 1, month)
    return PeriodEnd(day, found.start(), found.end())


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:the\s)?end\sof\s(?:(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|"
        r"july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\w)\.?|q(?P<quarter>[1-4]))"
        r"(?:,?[\s/](?P<year>20[0-9]{2}))?(?![\w-]|,?\s[0-9])",
        re.IGNORECASE,
    )
