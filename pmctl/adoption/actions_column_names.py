"""What the heading of a column in a table of action items says that the column holds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_statuses import statuses
from pmctl.adoption.actions_words import Field, fields
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_SILENT: Final = frozenset((Field.NOTE, Field.NUMBER))
"""What a heading may name beside something else without a say in how the cells are read."""
_LONGEST_PART: Final = 4
"""Of so many words at most is each of the names between which a gap alone stands."""

_PARTS = lazy_pattern(r"\s*[/／,，、・+|;&＆]\s*|\s+(?:and|und|et|y|e|en|og|och|i)\s+")
_ASIDE = lazy_pattern(r"(?P<name>[^()（）]+)[(（](?P<aside>[^()（）]+)[)）]\s*")

#: In these scripts words are not set apart, so a column is known by what its heading holds; the first that fits counts.
_HOLDS: Final = (
    ("担当", Field.OWNER),
    ("責任者", Field.OWNER),
    ("负责", Field.OWNER),
    ("負責", Field.OWNER),
    ("完了日", Field.CLOSED),
    ("期限", Field.DUE),
    ("期日", Field.DUE),
    ("締切", Field.DUE),
    ("予定日", Field.DUE),
    ("截止", Field.DUE),
    ("時期", Field.DUE),
    ("ステータス", Field.STATUS),
    ("状態", Field.STATUS),
    ("状況", Field.STATUS),
    ("进度", Field.STATUS),
    ("状态", Field.STATUS),
    ("チケット", Field.TICKET),
    ("課題", Field.TICKET),
    ("バグ", Field.TICKET),
    ("管理番号", Field.TICKET),
    ("関連リンク", Field.TICKET),
    ("issue", Field.TICKET),
    ("優先", Field.PRIORITY),
    ("优先", Field.PRIORITY),
    ("アクション", Field.TITLE),
    ("実施予定", Field.DUE),
    ("いつまで", Field.DUE),
    ("誰が", Field.OWNER),
    ("対策", Field.TITLE),
    ("対応", Field.TITLE),
    ("タスク", Field.TITLE),
    ("施策", Field.TITLE),
    ("措施", Field.TITLE),
    ("任务", Field.TITLE),
)


#: Beginnings of words, for headings of which no word is known.
_STEMS: Final = (
    (
        Field.OWNER,
        "ansv|verantw|zustand(?!$)|zugew|respons|owner|eier|agare|assign|tildel|tilldel|tilord|odpowiedz|asign|atribu|incaric",
    ),
    (
        Field.DUE,
        "frist|forfall|forfald|due|deadline|target|fallig|ziel|termin|echeanc|vencim|plazo|prazo|scaden|tidsfr|klart",
    ),
    (Field.STATUS, "status|statut|tilstand|framdrift|fremdrift|fortschr|avance|progres|voortgang|postep"),
    (
        Field.TITLE,
        "tiltak|aksjon|action|massnahm|aufgab|aktion|oppgave|atgard|tiltag|mesure|accion|medida|acoes|acao|azion|maatreg|dzialan",
    ),
)


@lru_cache(maxsize=512)
def held_by(heading: str) -> tuple[Field, ...]:
    """Return what a column holds by its heading: nothing that is known, one thing, or several in the order named.

    Several: "Owner / Ticket", "Who & when", "Owner (ticket)", "Who by when"; but "Action owner" is an owner alone.
    """
    found = field_of(heading)
    if found is None:
        return ()
    parts = _parts_of(heading)
    named = [field_of(part) for part in parts]
    if len(parts) < 2 or None in named:
        return (found,)
    several = tuple(dict.fromkeys(field for field in named if field and field not in _SILENT))
    for field, sure in ((Field.CLOSED, Field.STATUS), (Field.DETAIL, Field.TITLE)):
        several = tuple(one for one in several if one is not field or sure not in several)
    if Field.DETAIL in several[1:]:
        # "Who / what" heads what happened as often as what will be done.
        several = tuple(field for field in several if field is not Field.DETAIL)
    return several if len(several) > 1 else (found,)


def _parts_of(heading: str) -> list[str]:
    """The names that a heading puts side by side."""
    aside = _ASIDE.fullmatch(heading)
    parts = [part for part in _PARTS.split(" / ".join(aside.groups()) if aside else heading.lower()) if part.strip()]
    if len(parts) > 1:
        return parts
    words = fold(heading).split()
    if fold(heading) in fields():
        return parts
    for end in range(1, min(len(words), _LONGEST_PART + 1)):
        pair = [" ".join(words[:end]), " ".join(words[end:])]
        if [fields().get(part) for part in pair] == [Field.OWNER, Field.DUE]:
            return pair
    return parts


@lru_cache(maxsize=512)
def field_of(heading: str) -> Field | None:
    """Return the one thing that a heading names before all, or None."""
    known = fields()
    folded = fold(re.sub(r"\([^()]*\)", " ", heading)) or fold(heading)
    if statuses().get(folded) is ActionStatus.DONE:
        return Field.CLOSED
    if folded in known:
        return known[folded]
    if heading.strip() == "%":
        return Field.STATUS
    if held := next((found for part, found in _HOLDS if part in folded), None):
        return held
    parts = [fold(part) for part in re.split(r"[/,&|]|\band\b|\bor\b", heading.lower())]
    if found := next((known[part] for part in parts if part in known), None):
        return found
    return _by_words(folded, known)


def _by_words(folded: str, known: Mapping[str, Field]) -> Field | None:
    """What a heading of several words names: its last words count before its first ("action owner")."""
    pieces = folded.split()
    ends = (" ".join(pieces[start:]) for start in range(1, len(pieces)))
    beginnings = (" ".join(pieces[:end]) for end in range(len(pieces) - 1, 0, -1))
    found = [known[piece] for piece in (*ends, *beginnings) if piece in known]
    if found:
        # The number of a ticket is a ticket, too.
        return Field.TICKET if found[0] is Field.NUMBER and Field.TICKET in found else found[0]
    return next((field for field, stems in _STEMS if re.search(rf"\b(?:{stems})", folded)), None)
