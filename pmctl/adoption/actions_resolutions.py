"""What became of an action item, as trackers tell it in a column besides the status: Done, Won't Do, Unresolved.

Sources: the resolutions of Jira, in the languages into which it is translated, of Bugzilla, and GitHub's reasons for
closing an issue.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_statuses import statuses
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold, fold_list
from pmctl.postmortem.written_dates import MONTH_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_WORDS: Final = 8
_HEADINGS: Final = (
    "resolution, stage, outcome, result, phase, etapa, resultado, phase actuelle, erledigungsart, résolution, "
    "resolución, resolução, risoluzione, esito, resolutie, 解決状況, 解決結果, 处理结果, 解决结果, 해결 상태"
)
"""Headings that tell a status only where the cells do."""
_ACTIONS: Final = "lösung, oplossing, løsning, lösning, rozwiązanie, 解決策, 해결책"
"""Headings of a resolution as well as of what will be done, since these languages have one word for both."""

_RESOLUTIONS: Final = {
    ActionStatus.DONE: (
        "answered, behoben, corrigé, corrigée, corregido, corrigido, corretto, resolvido, opgelost, naprawione, "
        "修正済み, 修正済, 수정됨"
    ),
    ActionStatus.DROPPED: (
        "cannot reproduce, cant reproduce, could not reproduce, unable to reproduce, not reproducible, works for me, "
        "worksforme, not a bug, notabug, not a defect, not an issue, by design, as designed, works as designed, "
        "working as designed, works as intended, working as intended, wont be fixed, wont be done, will not fix, "
        "expired, inactive, no change required, duplikat, nicht reproduzierbar, wird nicht behoben, "
        "wird nicht erledigt, doublon, ne sera pas corrigé, ne sera pas fait, impossible à reproduire, "
        "non reproductible, duplicado, duplicada, no se hará, no se corregirá, não será feito, não será corrigido, "
        "não reproduzível, duplicato, non riproducibile, non verrà corretto, duplicaat, niet reproduceerbaar, "
        "wordt niet opgelost, dublett, dubblett, vil ikke bli gjort, lar seg ikke gjenskape, duplikat, kommer inte att "
        "åtgärdas, nie można odtworzyć, 再現不可, 再現せず, 修正しない, 重複, 重复, 无法重现, 不修复, 중복, 재현 불가, "
        "수정 안 함"
    ),
    ActionStatus.OPEN: (
        "unresolved, not resolved, not fixed, ungelöst, nicht gelöst, nicht behoben, non résolu, non résolue, "
        "sin resolver, no resuelto, não resolvido, não resolvida, irrisolto, non risolto, niet opgelost, onopgelost, "
        "uløst, ikke løst, olöst, ej löst, nierozwiązane, 未解決, 未解决, 미해결"
    ),
}
_BEHIND: Final = frozenset(("in", "on", "of", "as", "by", "see", "with", "at", "since", "release", "version", "build"))
"""Words between a resolution and the day, the version, or the ticket behind it."""


def may_be_resolution(heading: str) -> bool:
    """Return whether a column of this heading tells what became of its rows, if its cells do."""
    return fold(heading) in _headings() or may_be_action(heading)


def may_be_action(heading: str) -> bool:
    """Return whether a column of this heading may tell what will be done instead."""
    return fold(heading) in _split(_ACTIONS)


def resolution(text: str) -> ActionStatus | None:
    """Return the status that a cell tells with a resolution, and at most a day, a version, or a key behind it."""
    words = re.sub(r"[(（][^()（）]*[)）]", " ", text[:200]).replace(",", " ").replace(":", " ").split()
    if len(words) > _MOST_WORDS:
        return None
    for end in range(len(words), 0, -1):
        folded = fold(" ".join(words[:end]))
        if (status := _resolutions().get(folded) or statuses().get(folded)) is not None:
            return status if all(map(_may_follow, words[end:])) else None
    return None


def _may_follow(word: str) -> bool:
    folded = word.casefold().strip(" .–—-")
    return not folded or any(map(str.isdigit, word)) or folded in _BEHIND or folded in MONTH_NUMBERS


@cache
def _headings() -> frozenset[str]:
    return frozenset(_split(_HEADINGS))


@cache
def _resolutions() -> Mapping[str, ActionStatus]:
    return {name: status for status, names in _RESOLUTIONS.items() for name in _split(names)}


def _split(names: str) -> list[str]:
    return [name.strip() for name in fold_list(names).split(",") if name.strip()]
