"""Dates and times as documents write them: strict, and None for what is not one."""

from __future__ import annotations

import re
from datetime import date, datetime

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[Tt ](?P<time>(?!24)\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)"
    r" ?(?P<offset>[Zz]|UTC|[+-]\d{2}:?[0-5]\d)?"
)


def parse_date(text: str) -> date | None:
    """Return the day that ``YYYY-MM-DD`` names, or None if `text` is anything else."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_time(text: str) -> datetime | None:
    """Return the instant that an RFC 3339 time names; naive if it has no offset; None if it is not a time.

    Seconds may be left out, a space may stand for the ``T`` (RFC 3339, section 5.6), and ``UTC`` for ``Z``.
    """
    match = _TIME.fullmatch(text)
    if not match:
        return None
    offset = match["offset"] or ""
    if offset.upper() in {"Z", "UTC"}:
        offset = "+00:00"
    elif offset and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    try:
        return datetime.fromisoformat(f"{match['day']}T{match['time']}{offset}")
    except ValueError:
        return None
