"""Sentences that say that there is nothing to do, or not yet: "None at this time. We will discuss on Monday."."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.heading_words import fold, fold_list

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 200

_NONE: Final = (
    "none, nothing, n a, na, nil, not applicable, keine, keiner, keines, nichts, entfällt, aucun, aucune, rien, "
    "sans objet, ninguno, ninguna, nada, no aplica, nenhum, nenhuma, não se aplica, não aplicável, nessuno, "
    "nessuna, niente, nulla, non applicabile, geen, niets, niet van toepassing, nvt, ingen, inga, inget, ingenting, "
    "intet, ikke relevant, ej tillämpligt, brak, nic, nie dotyczy, なし, 無し, 特になし, 該当なし, 无, 無, 没有, 沒有, "
    "暂无, 暫無, 不适用, 不適用, 없음, 해당 없음, 해당없음"
)
"""What is there, in one word."""

_NO: Final = (
    "no, zero, kein, keine, keinerlei, aucun, aucune, pas d, pas de, ningún, ninguna, no hay, sin, nenhum, nenhuma, "
    "não há, sem, nessun, nessuna, non ci sono, geen, er zijn geen, ingen, inga, det er ingen, det finns inga, der "
    "er ingen, brak, nie ma"
)
_ACTIONS: Final = (
    "action, actions, action item, action items, action point, action points, follow up, follow ups, follow up "
    "action, follow up actions, follow up item, follow up items, next step, next steps, task, tasks, item, items, "
    "todo, todos, to dos, remediation, remediations, remediation items, corrective action, corrective actions, "
    "preventive action, preventive actions, change, changes, work, maßnahme, maßnahmen, aufgabe, aufgaben, aktion, "
    "aktionen, schritte, mesure, mesures, tâche, tâches, suivi, acción, acciones, tarea, tareas, medida, medidas, "
    "ação, ações, tarefa, tarefas, azione, azioni, misura, misure, attività, actie, acties, actiepunten, maatregel, "
    "maatregelen, taken, tiltak, oppgaver, oppfølging, aksjoner, åtgärd, åtgärder, uppgifter, uppföljning, tiltag, "
    "opgaver, opfølgning, handlinger, działań, działania, zadań, zadania"
)
_SUCH: Final = (
    "further, additional, other, new, more, specific, immediate, outstanding, open, concrete, weiteren, weitere, "
    "neuen, neue, konkreten, offenen, autre, nouvelle, otra, más, outra, altra, verdere, nieuwe, flere, videre, "
    "nye, fler, nya, yderligere, dalszych, nowych"
)
_SAID: Final = (
    "needed, required, necessary, planned, identified, defined, agreed, decided, recorded, proposed, listed, "
    "assigned, created, scheduled, known, documented, are, is, were, was, have been, has been, been, to report, to "
    "do, to add, to take, to be taken, from this incident, for this incident, from this, for this, at all, "
    "erforderlich, nötig, notwendig, geplant, festgelegt, definiert, vereinbart, bekannt, zu tun, requise, "
    "nécessaire, prévue, définie, identifiée, à faire, necesaria, necesarias, requerida, definida, definidas, "
    "planificada, identificadas, que hacer, necessária, necessárias, prevista, planejada, identificada, a fazer, "
    "necessaria, necessarie, previste, pianificata, definite, da fare, nodig, vereist, gepland, vastgesteld, "
    "bepaald, te doen, nødvendig, nødvendige, planlagt, definert, identifisert, besluttet, å gjøre, nödvändiga, "
    "planerade, beslutade, identifierade, att göra, nødvendigt, planlagte, aftalt, at gøre, potrzebnych, "
    "wymaganych, zaplanowanych, do zrobienia"
)
_NOW: Final = (
    "yet, so far, for now, right now, now, currently, presently, today, still, at this time, at the time, at this "
    "point, at this stage, at this moment, at present, at the moment, as of now, as of today, as yet, for the "
    "moment, for the time being, to date, until now, until further notice, noch, derzeit, zurzeit, zur zeit, "
    "aktuell, momentan, im moment, im augenblick, vorerst, bisher, bislang, vorläufig, pour le moment, pour l "
    "instant, pour linstant, à ce stade, actuellement, encore, à ce jour, por ahora, por el momento, de momento, "
    "aún, todavía, actualmente, hasta ahora, por enquanto, no momento, ainda, atualmente, até agora, até o momento, "
    "de momento, per ora, al momento, per il momento, ancora, finora, attualmente, op dit moment, momenteel, "
    "voorlopig, nog, vooralsnog, tot nu toe, foreløpig, for øyeblikket, per nå, nå, ennå, enda, hittil, så langt, i "
    "øyeblikket, just nu, för tillfället, för närvarande, ännu, tills vidare, än så länge, hittills, på nuværende "
    "tidspunkt, endnu, for nuværende, for tiden, indtil videre, lige nu, na razie, obecnie, w tej chwili, jeszcze, "
    "póki co, jak dotąd"
)
_OPEN: Final = (
    "tbd, tba, tbc, to be determined, to be decided, to be defined, to be discussed, to be agreed, to be confirmed"
)
_LATER: Final = (
    "at, in, on, during, by, after, with, within, once, when, until, till, before, pending, following, tomorrow, "
    "next, later, soon, per, from, as, and, monday, tuesday, wednesday, thursday, friday, for, see, after"
)
"""With what "TBD" goes on where it says when that will be, and not what."""

_BUT: Final = (
    "but, except, besides, other than, apart, beyond, however, though, aber, außer, jedoch, sauf, mais, hormis, "
    "pero, salvo, excepto, mas, exceto, ma, tranne, eccetto, maar, behalve, men, unntatt, bortsett, utom, förutom, "
    "undtagen, ale, oprócz, poza"
)
_DENSE: Final = (
    r"(?:(?:現時点|今のところ|現在|いま|今回|目前|暂时|暫時|现在|現在|当前|當前|현재|아직|지금은?|당분간)(?:で|は|のところ|까지|로서는)*(?:は)?)?"
    r"(?:まだ|特に|아직|尚)?(?:アクション(?:アイテム)?|対応|対策|アクション項目|行动项|行動項|措施|行动|后续|待办|조치|액션|할일|작업)?"
    r"(?:は|が|사항)?(?:特に|别)?(?:なし|無し|ありません|ない|ございません|无|無|没有|沒有|暂无|暫無|없음|없습니다|없다)(?:です)?"
    r"(?:行动项|行動項|措施|行动|后续|待办|需要)?"
)


def says_nothing(title: str) -> bool:
    """Return whether an item's words say that there is none, with a reason, a time or a promise to talk behind it.

    What is excepted may be one ("None, except …"), and so may a longer sentence ("No retries on 4xx").
    """
    title = title[:_LONGEST]
    first = _clause().match(title)
    head, rest = (first["head"], first["rest"]) if first else (title, "")
    if _begins(fold(rest), _BUT):
        return False
    folded = fold(head)
    words = _none().fullmatch(folded)
    return bool(words) or bool(_dense().fullmatch(folded.replace(" ", ""))) or bool(_open().match(fold(title)))


def _begins(folded: str, words: str) -> bool:
    return any(folded == word or folded.startswith(f"{word} ") for word in _split(words))


@cache
def _clause() -> re.Pattern[str]:
    # A point, a dash or a bracket ends what is said at first; the slash of "N/A" does not.
    return re.compile(
        r"(?P<head>[^.;:,!–—(\[（【。；：、，\n]*?)(?:[.;:,!–—(\[（【。；：、，\n]|\s-+\s)(?P<rest>.*)", re.DOTALL
    )


@cache
def _none() -> re.Pattern[str]:
    now, such, said = (_any(words) for words in (_NOW, _SUCH, _SAID))
    none = rf"(?:there (?:is|are|were) )?(?:{_any(_NONE)})"
    no = rf"(?:there (?:is|are|were) |we have |we see )?(?:{_any(_NO)})(?: {such}){{0,3}} (?:{_any(_ACTIONS)})"
    return re.compile(rf"(?:{now} ){{0,2}}(?:{none}|{no})(?: (?:{now}|{said}|{such})){{0,5}}")


@cache
def _dense() -> re.Pattern[str]:
    return re.compile(_DENSE)


@cache
def _open() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(_OPEN)}) (?:{_any(_LATER)})\b")


def _any(words: str) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, _split(words)), key=len, reverse=True))})"


def _split(words: str) -> Iterable[str]:
    return {word.strip() for word in fold_list(words).split(",") if word.strip()}
