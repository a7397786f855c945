"""The words of what decided something in an incident, among all that is said in a channel.

These are the generic mitigations (roll back, drain, degrade, upsize, restart, block: J. Mace, "Generic mitigations",
O'Reilly 2020) and the states of an incident (declared, identified, mitigated, resolved: PagerDuty, Statuspage), in the
forms in which people report them, with their equivalents in some of the languages of the section headings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LOOKED_AT: Final = 300
"""Characters of a message: what comes later is detail."""

_WHOLE: Final = (
    r"roll(?:ed|ing)?[ -]?back", "rollbacks?", r"revert(?:ed|ing|s)?", r"deploy(?:ed|ing|s)?",
    r"fail(?:ed|ing)?[ -]?over", r"restart(?:ed|ing|s)?", r"reboot(?:ed|ing|s)?", r"drain(?:ed|ing|s)?",
    r"scal(?:ed|ing) (?:up|down|out)", "(?:switched|turned) (?:off|on)", "(?:dis|en)abled", "blocked", "paus(?:ed|ing)",
    "hotfix(?:ed)?", "workaround", "(?:issue|problem) (?:is|was|found)", "identified", "confirmed", "declared",
    "incident commander", "sev-?[0-4]", "escalat(?:ed|ing)", "paged", "status ?page",
    "customers? (?:call|complain|report|see)(?:ed|ing|s)?", "mitigat(?:ed|ing|ion)", "resolved", "fixed",
    "recover(?:ed|ing|s)", "restored", "all[ -]clear", "back to normal", "cause",
    "zurückgerollt", "neu gestartet", "neustart", "ursache", "behoben", "entwarnung", "redémarr(?:é|er)", "résolue?",
    "rétablie?", "reiniciad[oa]", "revertid[oa]", "causa", "resuelt[oa]", "resolvid[oa]", "restablecid[oa]",
    "riavviat[oa]", "risolt[oa]", "ripristinat[oa]", "herstart", "teruggedraaid", "oorzaak", "opgelost", "hersteld",
    "rullet tilbake", "årsaken?", "løst", "gjenopprettet", "omstart(?:et|ad)", "löst", "återställt?", "przyczyn[aą]",
    "naprawion[eoya]", "przywrócon[eoya]",
)  # fmt: skip
_ANYWHERE: Final = ("ロールバック", "切り戻し", "再起動", "原因", "復旧", "解消", "回滚", "重启", "恢复", "解决")


def is_decisive(text: str) -> bool:
    """Return whether the first words of an event tell a step of the incident rather than talk about it."""
    return _pattern().search(text, 0, _LOOKED_AT) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_WHOLE)})\b|{'|'.join(_ANYWHERE)}", re.IGNORECASE)
