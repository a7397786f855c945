"""A quick look at whether a text can begin with a time: most lines are prose."""

from __future__ import annotations

import re
from typing import Final

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.written_dates import MONTH_NUMBERS

_PROMISING: Final = lazy_pattern(
    r"[^0-9０-９?]{0,48}[0-9０-９?]|\W*(?:hh|mm|xx|--|tb[cd]|n/a|(?:\w{2,13}[ .]{1,2})?(?:noon|midday|midnight)\b)",
    re.IGNORECASE,
)
_FIRST_WORD: Final = lazy_pattern(r"[\s*_`(]*(?![xX])([A-Za-z]+)(?!\w)")
_OPENINGS: Final = """
    mon monday tue tues tuesday tueday wed wednes wednesday wedday thu thur thurs thursday thurday thuday fri friday sat
    satur saturday satday sun sunday c ca circa approx approximately about around roughly estimated est gegen etwa vers
    environ hacia rond omstreeks omkring runt shortly just soon right after before by since until till the next
    following at on from between um ab kl a hh nn tbd tbdz tbc tbcz n noon midday midnight
"""
_FIRST_WORDS: Final = MONTH_NUMBERS.keys() | frozenset(_OPENINGS.split())
"""All words of ASCII letters that a time can begin with."""


def may_begin_with_time(text: str) -> bool:
    """Return whether `text` may begin with a time, past Markdown's marks; False only if it certainly does not.

    A time has a digit or a name ("noon"), or says that its place was left blank ("hh:mm"); few words stand before one.
    """
    if not _PROMISING.match(text):
        return False
    found = _FIRST_WORD.match(text)
    return found is None or found[1].lower() in _FIRST_WORDS
