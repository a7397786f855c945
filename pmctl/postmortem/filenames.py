"""The names of files, as a repository wants them: a pattern with fields, and what a name says of each."""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.slug import slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping


def fill_in(pattern: str, *, date: dt.date, slug: str, severity: str) -> str:
    """Return the path of a document, relative to the directory of all, with forward slashes.

    Args:
        pattern: may hold ``{date}``, ``{year}``, ``{slug}`` and ``{severity}``.
        date: the day the incident began.
        slug: of the title.
        severity: as it is called; its slug is filled in.
    """
    return pattern.format(date=date.isoformat(), year=f"{date.year:04}", slug=slug, severity=slugify(severity))


def read_name(stem: str, pattern: str, severities: Iterable[str]) -> Mapping[str, str] | None:
    """Return the text that stands for each field in the name of a file; None if the name does not fit the pattern.

    Only the last part of the pattern counts, without its extension, and in any case. A date is four, two and two
    digits, and need not exist; a slug is any text.

    Args:
        stem: the file's name without its folder and its extension.
        pattern: as `fill_in` takes it.
        severities: as they are called; with none, any text can be one.
    """
    match = _reader(pattern, tuple(severities)).fullmatch(stem)
    return match.groupdict() if match else None


def find_day(stem: str) -> dt.date | None:
    """Return the first day that the name of a file holds, as 2026-03-14, 2026_03_14, 2026.03.14 or 20260314."""
    return next(filter(None, (parse_date(f"{y}-{m}-{d}") for y, _, m, d in _day().findall(stem))), None)


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])([0-9]{4})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")


@lru_cache(maxsize=8)
def _reader(pattern: str, severities: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted(map(slugify, severities), key=len, reverse=True)
    shapes = {
        "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "year": r"[0-9]{4}",
        "slug": r".+",
        "severity": "|".join(map(re.escape, known)) or ".+",
    }
    found: set[str] = set()
    source = ""
    for literal, name, _, _ in string.Formatter().parse(pattern.rpartition("/")[2].rpartition(".")[0]):
        source += re.escape(literal)
        if name in found:
            source += f"(?P={name})"
        elif name is not None:
            source += f"(?P<{name}>{shapes[name]})"
            found.add(name)
    return re.compile(source, re.IGNORECASE | re.DOTALL)
