"""Sentences that say that there is nothing to do, or not yet: "None at this time. We will discuss on Monday."."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_settled import settled
from pmctl.postmortem.heading_words import fold, fold_list

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 200

_NONE: Final = (
    "none, nothing, n a, na, nil, not applicable, keine, keiner, keines, nichts, entfällt, aucun, aucune, rien, "
    "sans objet, ninguno, ninguna, nada, no aplica, nenhum, nenhuma, não se aplica, não aplicável, nessuno, "
    "nessuna, niente, nulla, non applicabile, geen, niets, niet van toepassing, nvt, ingen, inga, inget, ingenting, "
    "intet, ikke relevant, ej tillämpligt, brak, nic, nie dotyczy, なし, 無し, 特になし, 該当なし, 无, 無, 没有, 沒有, "
    "暂无, 暫無, 不适用, 不適用, 없음, 해당 없음, 해당없음, "
    "not needed, not required, not necessary, nicht erforderlich, nicht nötig, pas nécessaire, non nécessaire, no "
    "necesario, não necessário, non necessario, niet nodig, ikke nødvendig, inte nödvändigt, niepotrzebne"
)
"""What is there, in one word."""

_NO: Final = (
    "no, zero, kein, keine, keinerlei, aucun, aucune, pas d, pas de, ningún, ninguna, no hay, sin, nenhum, nenhuma, "
    "não há, sem, nessun, nessuna, non ci sono, geen, er zijn geen, ingen, inga, det er ingen, det finns inga, der "
    "er ingen, brak, nie ma, "
    "no se requieren, no se necesitan, no hacen falta, non sono necessarie, nie są wymagane żadne, żadne"
)
_ACTIONS: Final = (
    "action, actions, action item, action items, action point, action points, follow up, follow ups, follow up "
    "action, follow up actions, follow up item, follow up items, next step, next steps, task, tasks, item, items, "
    "todo, todos, to dos, remediation, remediations, remediation items, corrective action, corrective actions, "
    "preventive action, preventive actions, change, changes, work, maßnahme, maßnahmen, aufgabe, aufgaben, aktion, "
    "aktionen, schritte, mesure, mesures, tâche, tâches, suivi, acción, acciones, tarea, tareas, medida, medidas, "
    "ação, ações, tarefa, tarefas, azione, azioni, misura, misure, attività, actie, acties, actiepunten, maatregel, "
    "maatregelen, taken, tiltak, oppgaver, oppfølging, aksjoner, åtgärd, åtgärder, uppgifter, uppföljning, tiltag, "
    "opgaver, opfølgning, handlinger, działań, działania, zadań, zadania, "
    "ais, action plan, acciones correctivas, ações corretivas, azioni correttive, actions correctives, "
    "measures, mitigation, mitigations, improvement, improvements, fix, fixes, issues"
)
_SUCH: Final = (
    "further, additional, other, new, more, specific, immediate, outstanding, open, concrete, weiteren, weitere, "
    "neuen, neue, konkreten, offenen, autre, nouvelle, otra, más, outra, altra, verdere, nieuwe, flere, videre, "
    "nye, fler, nya, yderligere, dalszych, nowych, "
    "left, else, remaining, relevant, such, any, mehr, plus, más, mais, più, meer, mer, mere, więcej, "
    "post incident, long term, short term, preventive, preventative, corrective, technical, extra, pending, real, "
    "direct"
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
    "wymaganych, zaplanowanych, do zrobienia, "
    "remain, remains, came out of this incident, came up, arose, deemed necessary, considered necessary, found, "
    "expected, raised, foreseen, warranted, to fix, to change, to be done, to track, to improve, to follow up, "
    "here, to take, nest, ne sont, e, sono, zijn, er, ar, behövs, sind, nødvendige, "
    "taken, to address, needs to be done, needs to be changed, needs to change, has to be done, can be done, "
    "could be done"
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
    "póki co, jak dotąd, "
    "at this point in time, at the present time, in this case, this time"
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
_REASON: Final = (
    "because, given that, given, due to, thanks to, owing to, seeing that, weil, car, parce que, puisque, étant donné, "
    "porque, ya que, dado que, puesto que, pois, uma vez que, já que, perché, poiché, in quanto, dato che, omdat, "
    "aangezien, fordi, ettersom, eftersom, därför att, da es, da der, da die, da das, da wir, da dies, ponieważ, gdyż"
)
_SINCE: Final = (
    r"(?:as|since) (?:(?:this|it|we|that|they|there|everything|nothing|all|these) "
    r"|(?:the|our|an?) .*\b(?:is|was|are|were|has|had|have|will|did|does|do)\b)"
)
"""What is meant as a reason, and not as a role or a time: "as it was a test", "since the vendor has fixed it"."""

_WHERE: Final = (
    r"(?:(?:on|from) (?:our|my|their|the) (?:\w+ )?(?:side|end|part)|(?:from|for|by) us"
    r"|(?:in|during|from|by|at|out of|after|following|for) (?:the|this|our|that|todays) (?:\w+ )?(?:review|retro"
    r"|retrospective|meeting|incident|outage|postmortem|post mortem|analysis|discussion|investigation|session|sync|call"
    r"|event|exercise|drill|rca|team))"
)
_THERE: Final = (
    r"(?:(?:we|the team) (?:have )?(?:agreed|decided|concluded) that |it (?:was|has been) (?:agreed|decided) that )?"
    r"(?:there (?:is|are|were|was) |theres |we (?:have|see) |es (?:gibt|sind|ist|waren|bestehen) |il ny a |no hay "
    r"|nao ha |non ce |non ci sono |er (?:is|zijn) |det (?:er|finns|ar) |der er |nie ma )?"
)
_NOT_ANY: Final = (
    r"(?:we|the team) (?:do not|dont|did not|didnt|have not|havent) (?:have|see|need|identify|identified|find|found"
    r"|plan|planned|expect|require|define|defined) any|there (?:are not|arent|were not|werent) any"
)
_NOT_TO: Final = (
    r"(?:there (?:is not|isnt|was not|wasnt) anything|(?:we|the team) (?:do not|dont|did not|didnt) "
    r"(?:need|have|plan) to (?:do anything|take any (?:further )?actions?)|(?:it (?:is|was) )?"
    r"(?:not necessary|(?:agreed|decided) not) to (?:do anything|take any (?:further )?actions?))"
)
_DENSE: Final = (
    r"(?:.{1,60}(?:ため|ので|により|已.{1,20}))?"
    r"(?:(?:現時点|今のところ|現在|いま|今回|目前|暂时|暫時|现在|現在|当前|當前|현재|아직|지금은?|당분간)(?:で|は|のところ|까지|로서는)*(?:は)?)?"
    r"(?:まだ|特に|아직|尚)?(?:必要な|残りの|残る|追加の|新たな|필요한|추가|남은|후속)?(?:アクション(?:アイテム)?|対応|対策|アクション項目|行动项|行動項|措施|行动|后续|待办|조치|액션|할일|작업)?"
    r"(?:は|が|사항)?[이가은는]?(?:特に|别|필요)?(?:不要|なし|無し|ありません|ない|ございません|无|無|没有|沒有|暂无|暫無|없음|없습니다|없다)(?:です)?"
    r"(?:行动项|行動項|措施|行动|后续|待办|需要)?"
    r"|(?:.{1,60}(?:已|因).{1,30})?(?:无需|無需|不需要|不必)(?:采取|採取|进一步|后续|其他|任何|的){0,3}"
    r"(?:行动|行動|措施|处理|跟进|操作)项?"
)


def says_nothing(title: str) -> bool:
    """Return whether an item's words say that there is none, with a reason, a time or a promise to talk behind it.

    What is excepted may be one ("None, except …"), and so may a longer sentence ("No retries on 4xx").
    """
    title = title[:_LONGEST]
    first = _clause().match(title)
    head, rest = (first["head"], first["rest"]) if first else (title, "")
    if rest and _excepts().match(fold(rest)):
        return False
    if any(_dense().fullmatch(fold(text).replace(" ", "")) for text in (title, head)) or _open().match(fold(title)):
        return True
    folded = fold(head)
    said = _none().fullmatch(folded) or settled(folded)
    return said is not None and not _excepts().search(said.groupdict().get("tail") or "")


@cache
def _excepts() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|(?<= )){_any(_BUT)}(?: |\Z)")


@cache
def _clause() -> re.Pattern[str]:
    # A point, a dash or a bracket ends what is said at first; the slash of "N/A" does not.
    return re.compile(
        r"(?P<head>[^.;:,!–—(\[（【。；：、，\n]*?)(?:[.;:,!–—(\[（【。；：、，\n]|\s-+\s)(?P<rest>.*)", re.DOTALL
    )


@cache
def _none() -> re.Pattern[str]:
    now, such, said = (_any(words) for words in (_NOW, _SUCH, _SAID))
    no = rf"(?:{_any(_NO)}|{_NOT_ANY})(?: {such}){{0,3}} {_any(_ACTIONS)}"
    said = rf"(?: (?:{now}|{said}|{such})){{0,6}}"
    tail = rf"(?: {_WHERE})?(?: (?:{_any(_REASON)}|{_SINCE})\b.*)?"
    return re.compile(rf"(?:{now} )?{_THERE}(?:{now} )?(?:{_any(_NONE)}|{no}|{_NOT_TO}){said}(?P<tail>{tail})")


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
