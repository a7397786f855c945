"""The days that a legacy document writes beside its action items."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.period_ends import find_period_end
from pmctl.postmortem.written_dates import DATE, WIDE, find_dates, written_date

if TYPE_CHECKING:
    from pmctl.postmortem.written_dates import WrittenDate

_LONGEST = 100_000
"""How much of a document is searched for the order in which it writes days and months."""

_SAMPLE: Final = 5000
_ENGLISH: Final = "the and of to was for with is we by on not at be from it due"
_DAY_FIRST: Final = (
    "og er det ikke som til av på med und der die das nicht mit von ist für le la les et des une pour dans el los que "
    "del para con het een van niet voor och att är inte på av den oraz nie jest się na il di che per del da os um uma "
    "não do em af som blev var till"
)
"""Frequent little words of the European languages of the headings besides English: all put the day before the month."""
_ERAS: Final = {"令和": 2018, "平成": 1988}
"""The year before the first of a Japanese era."""


class FoundDay(NamedTuple):
    """A day, None if what is written leaves it open, and where in the text it stands."""

    day: date | None
    start: int
    end: int


class Calendar:
    """Reads days in one document.

    What a date leaves open is settled by the document: a missing year by the day of the incident, and the order of
    ``03/04/2021`` by any date of it that can be read in one way only.
    """

    def __init__(self, text: str, day: date | None, *, month_first: bool | None) -> None:
        """Take the document's text, the day of the incident, and the order of numbers if it is known."""
        self.day = day
        self._text, self._month_first = text[:_LONGEST], month_first
        self._is_settled = month_first is not None
        self._kana: bool | None = None

    def find(self, text: str, *, start: int = 0, month_first: bool | None = None) -> FoundDay | None:
        """Return the first date that is written in `text` from `start` on.

        Args:
            text: plain words.
            start: an offset in it.
            month_first: how ``03/04/2021`` is read in the language of the words beside it; None if these are English.
        """
        found = self._find_date(text, start, month_first=month_first)
        if "end" not in text.lower() or not (ending := find_period_end(text, start=start, near=self.day)):
            return found
        is_apart = found is not None and not ending.start <= found.start < ending.end
        return found if is_apart else FoundDay(*ending)

    def _find_date(self, text: str, start: int, *, month_first: bool | None) -> FoundDay | None:
        if not any(map(str.isdigit, text)):
            return None
        wide = text.translate(WIDE)
        if "年" in wide and (era := _era().search(wide, start)):
            year = _ERAS[era["era"]] + (1 if era["year"] == "元" else int(era["year"]))
            return FoundDay(_date(year, int(era["month"]), int(era["day"])), era.start(), era.end())
        for begin in _begin().finditer(wide, start):
            if match := DATE.match(wide, begin.start()):
                if self._is_japanese() and (short := _year_first().fullmatch(match[0])):
                    return FoundDay(
                        _date(2000 + int(short[1]), int(short[2]), int(short[3])), match.start(), match.end()
                    )
                written, end = written_date(match), match.end()
                if written.year is None and (match["nm"] or match["tm"]) and (short := _short_year().match(wide, end)):
                    written, end = written._replace(year=2000 + int(short[1] or short[2])), short.end()
                return FoundDay(self._settle(written, month_first=month_first), match.start(), end)
        return None

    def _settle(self, written: WrittenDate, *, month_first: bool | None) -> date | None:
        month, day = written.month, written.day
        if written.order == "open" and month != day:
            month_first = self._order() if month_first is None else month_first
            if month_first is None:
                return None
            month, day = (month, day) if month_first else (day, month)
        if written.year is not None:
            return _date(written.year, month, day)
        if self.day is None:
            return None
        this_year = _date(self.day.year, month, day)
        return this_year if this_year and this_year >= self.day else _date(self.day.year + 1, month, day)

    def _order(self) -> bool | None:
        if not self._is_settled:
            orders = {written.order for written in find_dates(self._text)} & {"month-first", "day-first"}
            self._month_first = (
                orders == {"month-first"} if len(orders) == 1 else None if orders else self._usual_order()
            )
            self._is_settled = True
        return self._month_first

    def _usual_order(self) -> bool | None:
        """The order in the language of the document; None for English, which has both."""
        if self._is_japanese():
            return True
        words = re.findall(r"[^\W\d_]{2,5}", self._text[:_SAMPLE].lower())
        english, other = (sum(word in known for word in words) for known in (_ENGLISH.split(), _DAY_FIRST.split()))
        return False if other > 1 and other > 2 * english else None

    def _is_japanese(self) -> bool:
        if self._kana is None:
            self._kana = any("\u3041" <= char <= "\u30fa" for char in self._text)
        return self._kana


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _year_first() -> re.Pattern[str]:
    return re.compile(r"([0-9]{2})[/-]([0-9]{1,2})[/-]([0-9]{1,2})")


@cache
def _short_year() -> re.Pattern[str]:
    # As Jira writes it: "14/Jul/23"; behind a mere gap only where nothing follows.
    return re.compile(r"(?:[/-]|,?\s?['’])([0-9]{2})(?![\w:.]*[0-9])(?!\w)|\s([0-9]{2})\Z")


@cache
def _era() -> re.Pattern[str]:
    return re.compile(
        r"(?P<era>令和|平成)\s?(?P<year>[0-9]{1,2}|元)\s?年\s?(?P<month>[0-9]{1,2})月\s?(?P<day>[0-9]{1,2})日"
    )


@cache
def _begin() -> re.Pattern[str]:
    # Chinese and Japanese leave no gap before a number.
    return re.compile(r"(?:(?<![\w.:/-])|(?<=[\u3040-\u9fff]))(?=[^\W_])")
