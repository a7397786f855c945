"""Headings of what was thought of and will not be done: "Considered and rejected", "Not doing", "Out of scope"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.postmortem.heading_words import fold

_LONGEST: Final = 80


def is_refused_group(heading: str) -> bool:
    """Return whether a heading says that what is below it was considered and will not be done."""
    return len(heading) <= _LONGEST and _refused().fullmatch(fold(heading)) is not None


@cache
def _refused() -> re.Pattern[str]:
    # As `fold` folds them.
    things = r"(?:things|ideas|options|actions|action items|alternatives|proposals|measures|items|approaches)"
    rejected = (
        r"(?:rejected|discarded|dismissed|ruled out|declined|not (?:chosen|done|doing|pursued|taken|adopted|planned))"
    )
    return re.compile(
        rf"(?:(?:other |also |{things} )?(?:that )?(?:we )?considered(?: {things})?"
        rf"|(?:{things} )?(?:that )?(?:we )?(?:also )?(?:considered )?(?:and |but |then )?{rejected}(?: {things})?"
        r"|(?:other |possible |rejected |discarded )?alternatives?(?: considered)?"
        rf"|(?:(?:what|{things}) )?(?:that )?(?:we )?(?:are )?not (?:doing|going to do)"
        rf"|(?:(?:what|{things}) )?(?:that )?(?:we )?(?:wont|won t|will not) (?:do|be done)"
        r"|(?:explicitly )?out of scope"
        r"|(?:erwogen und )?verworfen(?:e (?:ideen|alternativen|massnahmen))?|(?:erwogen und )?abgelehnt"
        r"|(?:vurdert og )?(?:forkastet|avvist)|(?:overvejet og )?(?:forkastet|afvist)"
        r"|(?:overvagt och )?(?:forkastat|avvisat)|(?:overwogen en )?(?:verworpen|afgewezen)"
        r"|(?:envisagee? et )?(?:rejetee?s?|ecartee?s?)|(?:considerad[oa]s? [ye] )?(?:descartad[oa]s?|rechazad[oa]s?)"
        r"|(?:considerati e )?scartat[oie]|(?:rozwazone i )?odrzucone|却下(?:した案)?|見送り|不採用|不采纳|已否决|기각)"
    )
