"""Days that stand before or behind a title: "4 March 2021: Disk full", "Disk full on 4 March 2021"."""

from __future__ import annotations

import re
from typing import Final

from pmctl.adoption.written_ranges import is_only_days
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.written_dates import DATE, WIDE, written_date

_LONGEST: Final = 60
"""No day, and no range of days, is written with more characters."""

_START: Final = lazy_pattern(r"(?<![\w.:/-])(?=[0-9]|[^\W_])|(?<=[^\x00-\x7f])(?=[0-9令平])")
_CLOSED: Final = lazy_pattern(r"[\s.]*[)\]）】]?\s*$")
_LINK: Final = lazy_pattern(
    r"(?:\s*[(\[（【]|\s*[,，、:：|–—-]\s*|(?:\s+(?:on|of|from|at|am|vom|von|der|du|le|del|el|di|den|d\.|dated|"
    r"in\s+the\s+night\s+of))+(?:\s+the)?\s+|\s+)(?:[^\W\d_]{2,12}days?,?\s+|[^\W\d_]{2,9}(?:tag|dag),?\s+)?$",
    re.IGNORECASE,
)
_GOES_ON: Final = lazy_pattern(
    r"(?<![^\W_])(?:since|until|before|after|by|between|to|than|and|for|till|bis|seit|nach|vor|und|til|siden|etter|før|"
    r"og|fra|depuis|avant|après|jusqu['’]au|et|hasta|desde|y|version|v|week|release)$",
    re.IGNORECASE,
)
_LEVEL: Final = lazy_pattern(r"(?<![^\W_])(?:sev(?:erity)?|priority|level|tier)$", re.IGNORECASE)
"""What has a number behind it that begins no range of days: "Severity 2 - 4 Feb 2024"."""

_APART: Final = lazy_pattern(r"\s*[:：|–—,]+\s*|\s+[-~>]+\s+|\s+|\s*の\s*")


def start_of_day_behind(title: str) -> int | None:
    """Return where the day that ends a title begins, with what ties it on; None if the title does not end in one."""
    tail = max(0, len(title) - _LONGEST)
    end = _CLOSED.search(title)
    stop = end.start() if end else len(title)
    if not any(map(str.isdigit, title[tail:])):
        return None
    for found in _START.finditer(title, tail, stop):
        link = _LINK.search(title[: found.start()])
        if link is None or _LEVEL.search(title[: link.start()]) or not is_only_days(title[found.start() : stop]):
            continue
        return None if link[0].isspace() and _GOES_ON.search(title[: link.start()]) else link.start()
    return None


def end_of_day_before(title: str) -> int:
    """Return where the title goes on behind a day that it begins with; 0 if it begins with none."""
    found = DATE.match(title[:_LONGEST].translate(WIDE))
    if found is None or written_date(found).year is None:
        return 0
    apart = _APART.match(title, found.end())
    return apart.end() if apart else 0
