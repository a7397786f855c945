"""Dates as people write them: which notations there are, and what each leaves open."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern

# January to December in English, German, French, Spanish, Portuguese, Italian, Dutch, Norwegian, Danish,
# Swedish and Polish (its genitive, which dates take), as the Unicode CLDR has them, in full and abbreviated.
_MONTHS: Final = (
    "january jan januar janvier janv enero ene janeiro gennaio gen januari stycznia",
    "february feb februar février févr fév febrero fevereiro fev febbraio februari lutego",
    "march mar märz maerz mrz mars marzo março maart mrt marts marca",
    "april apr avril avr abril abr aprile kwietnia",
    "may mai mayo maio maggio mag mei maj maja",
    "june jun juni juin junio junho giugno giu czerwca",
    "july jul juli juillet juil julio julho luglio lug lipca",
    "august aug août aout agosto ago augustus augusti sierpnia",
    "september sept sep septembre septiembre setembro set settembre września",
    "october oct oktober okt octobre octubre outubro out ottobre ott października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des grudnia",
)
#: Every name of a month, in small letters, with its number.
MONTH_NUMBERS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH: Final = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})(?![^\W\d_])"

#: A date, as a pattern; `written_date` understands what it finds.
DATE: Final = lazy_pattern(
    rf"""
    (?:(?P<y>[0-9]{{4}})(?P<ys>[-/.])(?P<m>[0-9]{{1,2}})(?P=ys)(?P<d>[0-9]{{1,2}})(?![0-9])
    | (?P<iy>20[0-9]{{2}})(?P<im>[01][0-9])(?P<id>[0-3][0-9])(?=T[0-9]{{4}}|[T_\ -][0-9]{{2}}:[0-9]{{2}})
    | (?:(?P<cy>[0-9]{{4}})[年년]\s?)?(?P<cm>[0-9]{{1,2}})[月월]\s?(?P<cd>[0-9]{{1,2}})[日号號일]
    | (?P<zm>0[1-9]|1[0-2])-(?P<zd>0[1-9]|[12][0-9]|3[01])(?=[T_\ ][0-9]{{2}}:[0-9]{{2}})
    | (?P<pd>[0-9]{{1,2}})\.\s?(?P<pm>[0-9]{{1,2}})\.(?:\s?(?P<py>[0-9]{{4}}|[0-9]{{2}}(?![0-9:.h])))?(?![0-9])
    | (?P<a>[0-9]{{1,2}})(?:(?P<as>[/-])(?P<b>[0-9]{{1,2}})(?P=as)(?P<ay>[0-9]{{4}}|[0-9]{{2}})
        |/(?P<sb>[0-9]{{1,2}}))(?![0-9/]|:[0-9])
    | (?P<nm>{_MONTH})\.?[\s-]+(?P<nd>[0-9]{{1,2}})(?![0-9]|:[0-9])(?:st|nd|rd|th)?
        (?:,?\s*(?P<ny>[0-9]{{4}})(?![0-9]|:[0-9]))?
    | (?P<td>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s/-]*(?:of\s+|de\s+)?(?P<tm>{_MONTH})\.?
        (?:,?[\s/-]*(?:de\s+|del\s+)?(?P<ty>[0-9]{{4}})(?![0-9]|:[0-9](?![0-9]:[0-9])))?)
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: A month and a day as ISO 8601 has them, for places where nothing but a date can stand.
SHORT_DATE: Final = lazy_pattern(r"(?P<sm>[0-9]{1,2})-(?P<sd>[0-9]{1,2})")

_DATE_GROUPS: Final = (
    ("", "sm", "sd"),
    ("", "zm", "zd"),
    ("y", "m", "d"),
    ("iy", "im", "id"),
    ("cy", "cm", "cd"),
    ("py", "pm", "pd"),
    ("ny", "nm", "nd"),
    ("ty", "tm", "td"),
)

# The Turkish letters that a pattern in any case takes for an i.
_LIKE_I: Final = str.maketrans({"ı": "i", "\u0307": None})

#: Full-width digits and punctuation, each with the character it stands for.
WIDE: Final = str.maketrans("０１２３４５６７８９：／．－＋（）　", "0123456789:/.-+() ")


class WrittenDate(NamedTuple):
    """A date as written: the year may be missing, and which of two numbers is the month may be open.

    Attributes:
        year: four digits, or None.
        month: the month; the first number if the order is open.
        day: the day of the month; the second number if the order is open.
        order: how two numbers apart from the year stand, where they give it away: "month-first", "day-first",
            or "open" if both could be months; empty for notations with an order of their own.
    """

    year: int | None
    month: int
    day: int
    order: Literal["", "month-first", "day-first", "open"] = ""


def find_dates(text: str) -> list[WrittenDate]:
    """Return every date that is written anywhere in a text, in order."""
    if not any(map(str.isdigit, text)):
        return []
    matches = re.finditer(r"(?<![\w.:/-])(?=[^\W_])", text.translate(WIDE))
    found: list[WrittenDate] = []
    end = 0
    for start in (match.start() for match in matches):
        if start >= end and (match := DATE.match(text, start)):
            found.append(written_date(match))
            end = match.end()
    return found


def written_date(match: re.Match[str]) -> WrittenDate:
    """Return the date that `DATE` or `SHORT_DATE` found."""
    groups = match.groupdict()
    if groups.get("a"):
        return _numeric(int(groups["a"]), int(groups["b"] or groups["sb"]), groups["ay"])
    for year, month, day in _DATE_GROUPS:
        if groups.get(month):
            name = groups[month].casefold().translate(_LIKE_I)
            number = MONTH_NUMBERS.get(name) or int(name)
            return WrittenDate(year=_year(groups.get(year)), month=number, day=int(groups[day]))
    raise AssertionError  # pragma: no cover


def _numeric(first: int, second: int, year: str | None) -> WrittenDate:
    if first > 12:
        return WrittenDate(year=_year(year), month=second, day=first, order="day-first")
    order: Literal["month-first", "open"] = "month-first" if second > 12 else "open"
    return WrittenDate(year=_year(year), month=first, day=second, order=order)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)
