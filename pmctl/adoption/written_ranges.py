"""Days in notations that only papers have: ranges, of which the first day counts, eras, and more ways to slash."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.written_dates import DATE, MONTH_NUMBERS, WIDE, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.written_dates import WrittenDate

_ERAS: Final = {"令和": 2018, "平成": 1988}
"""The year before the first one of each of Japan's eras."""

_ERA: Final = lazy_pattern(r"(令和|平成)\s?(元|[0-9]{1,2})\s?年")
_TO: Final = r"(?:\s*[-–—~～〜/&+]\s*|\s+(?:to|and|until|bis|und|til|till|og|och|au|et|al|a|e|y|en|tot|do)\s+)"
_MONTH: Final = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_NTH: Final = r"(?:st|nd|rd|th|er|\.)?"
_DAYS_THEN_MONTH: Final = lazy_pattern(
    rf"(?<![\w./:-])([0-9]{{1,2}}{_NTH}){_TO}[0-9]{{1,2}}{_NTH}(?=\s{{0,3}}(?:of\s|de\s)?(?:{_MONTH})(?![^\W\d_]))",
    re.IGNORECASE,
)
_MONTH_THEN_DAYS: Final = lazy_pattern(
    rf"(?<!\w)((?:{_MONTH})\.?\s{{1,3}}[0-9]{{1,2}}{_NTH}){_TO}[0-9]{{1,2}}{_NTH}(?=,?\s{{0,3}}[0-9]{{4}}(?![0-9:]))",
    re.IGNORECASE,
)
_SLASHED_DAYS: Final = lazy_pattern(
    r"(?<![\w./:-])([0-9]{1,2})\.?\s?[-–]\s?[0-9]{1,2}([./])([0-9]{1,2})\2([0-9]{4})(?![0-9])"
)
_DAYS_BETWEEN_SLASHES: Final = lazy_pattern(
    r"(?<![\w./:-])([0-9]{1,2}/[0-9]{1,2})\s?[-–]\s?[0-9]{1,2}(/[0-9]{4})(?![0-9])"
)
_BEHIND_OTHERS: Final = lazy_pattern(r"(?<=[^\W0-9a-z]|:)(?=[0-9]{4}[年년])", re.IGNORECASE)
_YEAR_BEHIND_DASH: Final = lazy_pattern(r"(?<![\w./:-])([0-9]{1,2})/([0-9]{1,2})-([0-9]{4}|[0-9]{2})(?![\w/.:-])")
_SPACED: Final = lazy_pattern(r"(?<![\w./:-])([0-9]{4})\.\s([0-9]{1,2})\.\s([0-9]{1,2})(?:\.(?![0-9])|(?![\w.:]))")
"""2024. 5. 9., as Koreans write it."""

_WORD_START: Final = lazy_pattern(r"(?<![\w.:/-])(?=[^\W_])")
_CONNECTION: Final = lazy_pattern(
    rf"(?:st|nd|rd|th|[日일.])?,?(?:[\s(（,T]*[0-9]{{1,2}}[:.h][0-9]{{2}}[^\W\d_]{{0,4}}[)）]?)?(?:{_TO}|から|부터)",
    re.IGNORECASE,
)

_TIME_BEHIND: Final = lazy_pattern(r"(?:[\sT]*[0-9]{1,2}[:.h][0-9]{2}(?::[0-9]{2})?(?:\s?[A-Z]{1,4})?)?[\s.]*")


class Dated(NamedTuple):
    """A date and where it stands in its text."""

    written: WrittenDate
    start: int
    end: int


def plainly_dated(text: str) -> str:
    """Return a text with its days in the notations that `find_dates` reads; of a range the first day is left."""
    if not any(map(str.isdigit, text)) and "元" not in text:
        return text
    text = _SPACED.sub(r"\1.\2.\3", _ERA.sub(_year_of_era, text.translate(WIDE)))
    text = _YEAR_BEHIND_DASH.sub(_slashed, text)
    text = _DAYS_BETWEEN_SLASHES.sub(r"\1\2", _SLASHED_DAYS.sub(r"\1.\3.\4", text))
    text = _BEHIND_OTHERS.sub(" ", text)
    return _MONTH_THEN_DAYS.sub(r"\1", _DAYS_THEN_MONTH.sub(r"\1", text))


def _year_of_era(found: re.Match[str]) -> str:
    return f"{_ERAS[found[1]] + (1 if found[2] == '元' else int(found[2]))}年"


def _slashed(found: re.Match[str]) -> str:
    """Write 13/3-23, as Norwegians do, with the day first, as 13.3.2023."""
    year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
    return f"{found[1]}.{found[2]}.{year}" if int(found[2]) <= 12 else found[0]


def dates_in(text: str) -> list[Dated]:
    """Return every date of a text in order; one without a year that begins a range has that of its end.

    Args:
        text: as `plainly_dated` returns it.
    """
    found = list(_scan(text))
    for index in range(len(found) - 2, -1, -1):
        this, next_ = found[index], found[index + 1]
        last = next_.written
        if this.written.year is None and last.year is not None and _CONNECTION.fullmatch(text, this.end, next_.start):
            is_before = (this.written.month, this.written.day) <= (last.month, last.day)
            year = last.year if is_before or "open" in {this.written.order, last.order} else last.year - 1
            found[index] = this._replace(written=this.written._replace(year=year))
    return found


def is_only_days(text: str) -> bool:
    """Return whether a text is a day with its year, or a range of them, and a time of day at most."""
    if not any(map(str.isdigit, text)):
        return False
    text = plainly_dated(text)
    dates = dates_in(text)
    if not dates or dates[0].start or all(date.written.year is None for date in dates):
        return False
    between = pairwise(dates)
    is_range = all(_CONNECTION.fullmatch(text, this.end, next_.start) for this, next_ in between)
    return is_range and _TIME_BEHIND.fullmatch(text, dates[-1].end) is not None


def _scan(text: str) -> Iterator[Dated]:
    end = 0
    for found in _WORD_START.finditer(text):
        if found.start() >= end and (date := DATE.match(text, found.start())):
            end = date.end()
            yield Dated(written_date(date), date.start(), end)
