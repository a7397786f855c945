"""Whom a document names as the owner of something: in a column of a table, or beside a day in brackets of a list."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_words import Field, fields
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.written_dates import DATE

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LINES: Final = 2000
_REACH: Final = 160
_NOT_OF_SOMEBODY: Final = frozenset(("resource", "driver", "lead", "contact", "team", "pilote"))
"""Headings of columns of owners that stand above other things as well."""


def owners_told(text: str) -> Iterator[str]:
    """Yield the values of the columns of owners, and of brackets that hold a day as well, as they are written."""
    owned: tuple[int, ...] = ()
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    for line, below in pairwise([*lines, ""]):
        row = line.lstrip(" >")
        if row.startswith("|"):
            cells = [_plain(cell) for cell in row.strip().strip("|").split("|")]
            if _delimiter().fullmatch(below.strip(" >\r")):
                owned = tuple(index for index, cell in enumerate(cells) if _is_owner(cell))
            elif owned:
                yield from (cells[index] for index in owned if index < len(cells))
            continue
        owned = ()
        found = _dated_aside().search(line[-_REACH:]) if _item().match(line) else None
        if found and (day := DATE.match(found["day"])) and found["day"][day.end() :].lstrip(" .")[:1] in {"", ",", ";"}:
            yield _plain(found["who"])


def _is_owner(heading: str) -> bool:
    name = fold(heading)
    return fields().get(name) is Field.OWNER and name not in _NOT_OF_SOMEBODY


def _plain(source: str) -> str:
    return " ".join(_marks().sub(" ", source[:_REACH]).split())


@cache
def _delimiter() -> re.Pattern[str]:
    return re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"[ \t]{0,12}(?:[-*+•]|[0-9]{1,3}[.)])[ \t]")


@cache
def _dated_aside() -> re.Pattern[str]:
    return re.compile(
        r"[(\[](?P<who>[^()\[\],;:|]{2,40}?)(?:\s?[,;:]|\s[–—-])\s{0,2}(?:(?:due|by|until|before|on|eta|target"
        r"|deadline|bis|vor|avant|antes del?|até|entro|voor|før|innen|senast|till|do)\b:?\s{1,2})?"
        r"(?P<day>[^\s()\[\],;|][^()\[\];|]{0,60})[)\]]",
        re.IGNORECASE,
    )


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[*_`]{1,3}")
