"""What counts among several ends of an incident: that it is closed, and that what was done against it helped."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_HEAD: Final = 160
"""Characters of an event that are looked at: what comes later is detail."""

_CLOSES: Final = r"""
    (?:\b(?:incident(?:e|en)?|hendelsen|hændelsen|vorfall|störung)\b|(?:故障|事件|障害|インシデント))
      (?:\s?(?!channel|bridge|ticket|call|room|review|report|doc)[\w'’]+){0,4}?
      \s?(?:resolved|resolves|closed|closes|over|ends|ended|behoben|beendet|gelöst|geschlossen|clos|clôturé|résolu\w*
        |terminée?|cerrad[oa]|resuelt[oa]|encerrad[oa]|resolvid[oa]|chius[oa]|risolt[oa]|afgesloten|opgelost|avsluttet
        |afsluttet|avslutad|løst|löst|rozwiązan\w+|zamknięt\w+|解决|解決|关闭|關閉|クローズ)
  | \b(?:close[sd]?|resolve[sd]?|end(?:s|ed)?)\sthe\sincident\b|\bend\sof\s(?:the\s)?incident\b
  | \b(?:declare[sd]?|mark(?:s|ed)?|confirm(?:s|ed)?)\s(?:(?:the\s)?incident\s)?(?:as\s)?(?:resolved|over|closed)\b
  | (?:^|[;.]\s)\W*(?:resolved|closed)(?:\W*$|\sby\s(?:@|(?-i:[A-Z])))|\ball[\s-]clear\b|\bentwarnung\b
"""
_HELPED: Final = r"""
    \b(?:recover\w*|normal\w*|again|stable|green|healthy|gone|stop(?:s|ped)?|drop(?:s|ped)?|falls?|fell|decreas\w*
    |clear(?:s|ed)|succeed\w*|zero|baseline|back|fine|works?|answers?|restored|resumes?|resumed|no\slonger
    |improv\w*|repaired|wieder|normaal|normale?|rétabli\w*|igen|igjen|weer)\b
"""


@cache
def _closes() -> re.Pattern[str]:
    return re.compile(_CLOSES, re.IGNORECASE | re.VERBOSE)


@cache
def _helped() -> re.Pattern[str]:
    return re.compile(_HELPED, re.IGNORECASE | re.VERBOSE)


def is_closing(event: str) -> bool:
    """Return whether an event that tells an end says that the incident itself is over, not its effects alone."""
    return _closes().search(event[:_HEAD]) is not None


def is_perhaps_helped(event: str) -> bool:
    """Return whether an event may say that things are better, in whatever words."""
    return _helped().search(event[:_HEAD]) is not None
