"""What was meant to be a time and is none: a slip of the keyboard, or a place that was left blank."""

from __future__ import annotations

import re
from functools import cache

from pmctl.postmortem.written_times import plain_head

_MARKS = str.maketrans("*_`[](){}~", "          ")


def find_garbled_time(text: str, *, whole: bool = False) -> tuple[int, int] | None:
    """Return where a text begins with something like a time that `read_time` does not know, or None.

    A ratio, a version and an address are not meant to be times: "2:1 majority", "1.7.0 was released".

    Args:
        text: one line of Markdown.
        whole: the text is a cell that should hold a time and nothing else, so that more is taken for one.
    """
    if not any(map(str.isdecimal, text[:_FAR])):
        return None
    head = plain_head(text).translate(_MARKS)
    match = _in_cell().match(head) if whole else _in_text().match(head)
    return match.span("time") if match else None


_FAR = 48
_ZONE = r"(?:Z|UTC|GMT|CES?T|[ECMP][SD]?T|Uhr)\b"
_HALF = r"[ap]\.?\s?m\b\.?"
_DATE = (
    r"(?:[0-9]{1,5}/[0-9]{1,3}/[0-9]{1,5}|[0-9]{3,5}-[0-9]{1,3}-[0-9]{1,3}|[0-9]{1,3}-[0-9]{1,3}-[0-9]{3,5})(?![0-9/-])"
)
_CLOCK = r"[0-9OoIl]{1,3}[:;.,][0-9OoIl]{1,3}(?:[:;.,][0-9]{1,3})?(?![0-9.:])"


@cache
def _in_text() -> re.Pattern[str]:
    """Something like a time at the head of a sentence: set off from it, or with a half of the day or a zone."""
    set_off = r"\s*(?::|[–—]|-\s|->|→|$)"
    return re.compile(
        rf"""\s*(?P<time>
        {_DATE}(?:,?[T\s]\s?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:\s?{_ZONE})?|(?={set_off}))
        | {_CLOCK}\s?(?:{_HALF}|{_ZONE})
        | (?=[^\s:]{{0,2}}[0-9])[0-9OIl]{{1,2}}[:;][0-9OIl]{{1,3}}(?![\w;.,]|:[0-9])(?={set_off})
        | [0-9]{{1,2}}:[0-9]{{3}}(?![0-9.,]|:[0-9])
        | [0-9]{{3}}:[0-9]{{2}}(?![0-9.,]|:[0-9])(?={set_off})
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _in_cell() -> re.Pattern[str]:
    """Something like a time where a time should be: two numbers side by side, or nothing but digits and marks."""
    return re.compile(
        rf"""\s*(?P<time>
        (?:{_DATE}|{_CLOCK}).*?
        | (?=.{{0,8}}[0-9].?[0-9?x])[0-9?x][0-9?x\s:;.,/T–-]*(?:\s?(?:{_HALF}|{_ZONE}))?
        | [0-9]{{1,2}}:[0-9]?
        )\s*$""",
        re.VERBOSE | re.IGNORECASE,
    )
