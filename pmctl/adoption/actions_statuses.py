"""The words and signs with which legacy documents tell how far an action item is, in the languages of the headings.

Sources: the states of Jira, GitHub, GitLab, Linear, Backlog and Redmine, of Google's and Atlassian's action tables, and
what people call them. Whole words come first; `status_by_stem` reads what has the stem of one, for cells of a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold, fold_list

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 60
_MOST_WORDS: Final = 6
"""A longer text tells a story, in which any of these words may stand."""

_STATUSES: Final = {
    ActionStatus.DONE: (
        "done, completed, complete, closed, finished, fixed, resolved, merged, landed, shipped, deployed, "
        "implemented, "
        "released, delivered, addressed, live, yes, y, x, ok, already done, all done, erledigt, fertig, "
        "abgeschlossen, "
        "umgesetzt, behoben, geschlossen, ja, terminé, terminée, fait, faite, fini, clos, clôturé, achevé, réalisé, "
        "réalisée, résolu, oui, hecho, hecha, completado, completada, terminado, cerrado, cerrada, resuelto, listo, "
        "finalizado, sí, concluído, concluída, concluido, feito, feita, completo, fechado, finalizada, "
        "resolvido, sim, "
        "fatto, fatta, completato, completata, chiuso, chiusa, concluso, finito, risolto, gedaan, afgerond, voltooid, "
        "gereed, gesloten, klaar, opgelost, afgehandeld, utført, ferdig, fullført, gjennomført, lukket, gjort, løst, "
        "ferdigstilt, levert, klar, klart, färdig, avslutad, avslutat, genomförd, stängd, utförd, åtgärdad, löst, "
        "færdig, færdigt, udført, afsluttet, gennemført, løst, zrobione, gotowe, zakończone, wykonane, zamknięte, "
        "ukończone, tak, 完了, 完了済み, 完了済, 済, 済み, 対応済み, 対応済, 実施済み, 実施済, 対応完了, 実施完了, "
        "解決, 解決済み, クローズ, 終了, 已完成, 完成, 已关闭, 已關閉, 已解决, 已解決, 已修复, 已修復, 已上线, "
        "已上線, "
        "완료, 완료됨, 완료함, 해결, 해결됨, 종료, 배포 완료, 적용 완료, 조치 완료, "
        "fertiggestellt, gelöst, implementiert, ausgerollt, bereits erledigt, schon erledigt, déjà fait, clôturée, "
        "achevée, résolue, effectué, effectuée, réglé, réglée, déployé, déployée, corrigée, mis en place, mise en "
        "place, terminada, resuelta, realizado, realizada, implementado, implementada, corregido, corregida, ya "
        "hecho, desplegado, desplegada, resolvida, fechada, entregue, executado, executada, já feito, finita, "
        "risolta, conclusa, terminata, eseguito, eseguita, rilasciato, rilasciata, già fatto, uitgevoerd, "
        "geïmplementeerd, uitgerold, al gedaan, avsluttet, avslutta, fikset, implementert, utrullet, rullet ut, "
        "allerede gjort, allerede utført, løyst, lukka, fullførd, genomfört, utfört, åtgärdat, stängt, gjord, fixat, "
        "fixad, slutförd, slutfört, införd, infört, redan gjort, lanserad, fuldført, implementeret, udrullet, lavet, "
        "allerede udført, wdrożone, wdrożony, naprawione, rozwiązane, już zrobione"
    ),
    ActionStatus.OPEN: (
        "open, todo, to do, not started, not yet started, not done, not yet, new, pending, planned, backlog, "
        "backlogged, queued, outstanding, assigned, accepted, scheduled, ready, incomplete, unstarted, no, n, "
        "deferred, postponed, reopened, offen, geplant, nicht begonnen, noch offen, nicht erledigt, nein, ouvert, "
        "ouverte, à faire, pas commencé, non commencé, non démarré, planifié, non, abierto, abierta, pendiente, "
        "por hacer, no iniciado, sin empezar, planificado, aberto, aberta, pendente, a fazer, não iniciado, "
        "planejado, "
        "planeado, não, aperto, aperta, da fare, non iniziato, pianificato, te doen, niet gestart, nog niet gestart, "
        "gepland, nee, åpen, åpent, ikke påbegynt, ikke startet, planlagt, gjenstår, nei, ikke ferdig, ikke utført, "
        "öppen, öppet, ej påbörjad, inte påbörjad, planerad, att göra, nej, åben, ikke begyndt, ikke påbegyndt, "
        "otwarte, otwarty, do zrobienia, nierozpoczęte, zaplanowane, nie, 未着手, 未対応, 未完了, 未実施, 未開始, 未, "
        "未了, オープン, 予定, 対応予定, 計画中, 待办, 待辦, 未开始, 未開始, 未完成, 待处理, 待處理, 待开始, 待開始, "
        "计划中, 計劃中, 예정, 미완료, 미착수, 미조치, 시작 전, 계획, 계획됨, 열림, 할 일, "
        "ausstehend, zu erledigen, noch zu erledigen, nicht angefangen, noch nicht angefangen, noch nicht begonnen, "
        "noch nicht erledigt, nicht gestartet, pas commencée, pas encore commencé, pas encore fait, pas fait, non "
        "commencée, non démarrée, pas démarré, planifiée, prévu, prévue, reste à faire, no iniciada, sin iniciar, sin "
        "comenzar, no empezado, por empezar, planificada, previsto, prevista, aún no iniciado, todavía no iniciado, "
        "não iniciada, não começado, não começada, por iniciar, por fazer, planejada, planeada, ainda não iniciado, "
        "non iniziata, pianificata, da iniziare, non ancora iniziato, niet begonnen, nog niet begonnen, nog te doen, "
        "openstaand, niet gedaan, ikke begynt, ikke gjort, ikkje starta, ikkje påbyrja, ikkje gjort, ikke i gang, "
        "utestående, ej påbörjat, inte påbörjat, planerat, kvarstår, återstår, ej klar, ej klart, inte klar, inte "
        "klart, inte startad, ej startad, inte gjort, ej gjort, inte färdig, ej färdig, åbent, ikke færdig, ikke "
        "udført, udestår, otwarta, nierozpoczęty, nierozpoczęta, nie rozpoczęto, niezrobione, planowane, zaplanowany, "
        "zaplanowana, jeszcze nie"
    ),
    ActionStatus.IN_PROGRESS: (
        "in progress, wip, work in progress, ongoing, on going, started, doing, in review, in development, in flight, "
        "under way, underway, active, in work, partially done, partly done, partial, in arbeit, in bearbeitung, "
        "laufend, läuft, begonnen, en cours, démarré, commencé, en progreso, en curso, en proceso, em andamento, "
        "em curso, em progresso, in corso, iniziato, bezig, in behandeling, mee bezig, loopt, gestart, pågår, "
        "under arbeid, påbegynt, i gang, i arbeid, pågående, påbörjad, pågående, igangværende, w toku, w trakcie, "
        "rozpoczęte, 対応中, 進行中, 実施中, 作業中, 着手, 着手済み, 着手中, 进行中, 處理中, 处理中, "
        "진행 중, 진행중, 작업 중, 작업중, 처리 중, 검토 중, "
        "angefangen, in umsetzung, démarrée, entamé, entamée, empezado, empezada, iniciada, comenzado, en marcha, en "
        "desarrollo, em execução, começado, começada, iniziata, avviato, avviata, in lavorazione, in uitvoering, "
        "lopend, lopende, startet, begynt, starta, påbyrja, under utføring, påbörjat, under arbete, igång, delvis "
        "klar, delvis klart, påbegyndt, under arbejde, begyndt, rozpoczęty, rozpoczęta, w realizacji, w trakcie "
        "realizacji, trwa"
    ),
    ActionStatus.BLOCKED: (
        "blocked, on hold, waiting, stalled, paused, hold, blockiert, wartet, wartend, pausiert, bloqué, bloquée, "
        "en attente, en pause, bloqueado, bloqueada, en espera, em espera, bloccato, in attesa, geblokkeerd, "
        "in de wacht, blokkert, venter, på vent, blockerad, väntar, blokeret, afventer, zablokowane, wstrzymane, "
        "保留, "
        "保留中, ブロック, 待ち, 阻塞, 暂停, 暫停, 搁置, 擱置, "
        "보류, 대기, 대기 중, 차단됨, "
        "blockerat, blokkeret, venter på svar, i bero, zablokowany, zablokowana, wstrzymany, wstrzymana, bloccata"
    ),
    ActionStatus.DROPPED: (
        "dropped, wont do, will not do, wontfix, wont fix, cancelled, canceled, rejected, abandoned, declined, "
        "not doing, wontdo, obsolete, superseded, no longer needed, not needed, withdrawn, skipped, discarded, "
        "not planned, invalid, duplicate, verworfen, abgebrochen, abgelehnt, nicht umgesetzt, wird nicht umgesetzt, "
        "entfällt, "
        "hinfällig, abandonné, abandonnée, annulé, annulée, rejeté, descartado, descartada, cancelado, cancelada, "
        "rechazado, rejeitado, annullato, scartato, geannuleerd, vervallen, afgewezen, forkastet, avlyst, droppet, "
        "kansellert, avvist, utgår, avbruten, inställd, avfärdad, annulleret, afvist, anulowane, odrzucone, 中止, "
        "見送り, 却下, 取り下げ, 対応しない, 対応不要, 不要, 取消, 已取消, 放弃, 放棄, 不做, "
        "취소, 취소됨, 중단, 철회, 불필요, "
        "gestrichen, abgesagt, refusé, refusée, rejetée, anulado, anulada, rechazada, rejeitada, abandonado, "
        "abandonada, annullata, scartata, abbandonato, rifiutato, geschrapt, afgeblazen, henlagt, skrinlagt, avbrutt, "
        "avbrutet, inställt, avfärdat, avslagen, avslaget, nedlagd, struken, struket, skrotad, aflyst, opgivet, "
        "udgår, anulowany, anulowana, odrzucony, odrzucona, porzucone, zaniechane"
    ),
    ActionStatus.PROPOSED: (
        "proposed, idea, suggested, under discussion, to be discussed, under consideration, vorgeschlagen, vorschlag, "
        "proposé, proposée, propuesto, propuesta, proposto, proposta, voorgesteld, foreslått, forslag, föreslagen, "
        "foreslået, zaproponowane, 提案, 検討中, 要検討, 提议, 提議, 建议中, 제안, 검토 필요"
    ),
}
_COLUMN_ANSWERS: Final = (
    "yes, y, x, ok, no, n, ja, nein, oui, non, sí, sim, não, nee, nei, nej, tak, nie, ready, live, new, active, "
    "started, accepted, assigned, scheduled, planned, pending, waiting, hold, idea, partial, "
    "duplicate, invalid, klar, klart, klaar, löst, løst, levert, begonnen, loopt, 予定, 不要, 未, 対応予定, "
    "예정, 계획, 중단, 해결, "
    "completo, finito, fertig gestellt, active"
)
"""Words that tell a status in the cell of a table, but in running text may be anything."""

_SIGNS: Final = {
    ActionStatus.DONE: "✅☑✔✓🗹👍🟢🏁",
    ActionStatus.OPEN: "☐⬜◻🔲⏳🔴❌✗✘",
    ActionStatus.IN_PROGRESS: "🚧🔄🟡⏩🏗🔜",
    ActionStatus.BLOCKED: "⛔🛑",
    ActionStatus.DROPPED: "🚫🗑",
}
_SIGN_NAMES: Final = {
    "white_check_mark": "✅",
    "heavy_check_mark": "✔",
    "ballot_box_with_check": "☑",
    "check": "✔",
    "construction": "🚧",
    "x": "❌",
    "no_entry_sign": "🚫",
    "hourglass": "⏳",
}
"""Emoji by the names that GitHub and Slack give them."""

_CELL_SIGNS: Final = {
    ActionStatus.DONE: "○◯〇◎●🎉",
    ActionStatus.OPEN: "×❎",
    ActionStatus.IN_PROGRESS: "△▲◐🔵🔃",
}
"""Signs that tell a status in the cell of a table, but in running text may be the mark of a list or anything else."""

# In Chinese and Japanese words are not set apart; what is partly done, or going to be, comes before what is done.
_DENSE: Final = (
    ("一部|部分", ActionStatus.IN_PROGRESS),
    (
        "中止|見送|却下|取り?下げ|不要|対象外|重複|廃止|キャンセル|取消|放弃|放棄|不做|不适用|不適用|非該当",
        ActionStatus.DROPPED,
    ),
    ("保留|ペンディング|ブロック|中断|停止中|阻塞|待ち|暂停|暫停|搁置|擱置", ActionStatus.BLOCKED),
    ("検討|提案|提议|提議", ActionStatus.PROPOSED),
    ("未|予定|これから|延期|先送り|計画|计划|待办|待辦|待处理|待處理|推迟|推遲", ActionStatus.OPEN),
    ("済|完了|解決|クローズ|終了|已|完成|完毕|リリース$|反映$", ActionStatus.DONE),
    ("中|継続|着手|テスト", ActionStatus.IN_PROGRESS),
)
_NEGATED: Final = (
    r"\b(?:not|non|no|never|nicht|kein\w*|ikke|ikkje|ej|inte|icke|pas|nie|niet|sin|sem|nao|to be|needs?)\b"
    r"|^(?:a|da|por)\b"
)
_DENIABLE: Final = frozenset((ActionStatus.DONE, ActionStatus.IN_PROGRESS))

#: Beginnings of words, the first that fits counts; a colon is a gap.
_STEMS: Final = {
    ActionStatus.DROPPED: (
        r"cancel annul kansell avlys abandon avbr[uo] abgebroch drop forkast verworf reject rechaz rejeit rifiut "
        r"afwijz afgewez avvis afvis avslatt avslag abgelehn declin discard descart scart obsolet duplic duplik "
        r"dublett dubblett supersed irrelevan wont skip henlagt bortfall utgar udgar entfall entfiel hinfallig "
        r"gestrichen gestrich geannul vervall anulow odrzuc porzuc zaniech strok withdraw disregard not:applicable "
        r"not:relevant not:needed not:required no:longer ikke:aktuel ikke:relevan ikke:nodv nicht:relevant "
        r"nicht:notwendig nicht:mehr nicht:notig sans:objet plus:necessaire no:aplica nao:se:aplica non:applicabil "
        r"niet:van:toepassing nie:dotyczy ej:aktuel inte:aktuel will:not wont:fix"
    ),
    ActionStatus.BLOCKED: (
        r"block blokk blok bloq blocc blocat hold wait await venter vente vantar afvent avvent wart stall paus "
        r"parke parki attente attesa espera sospes suspend suspens wstrzym zablok oczekuj stuck"
    ),
    ActionStatus.PROPOSED: (r"propos foresl vorgesch vorschlag voorgest suggest idea idee zaproponow"),
    ActionStatus.IN_PROGRESS: (
        r"progress progres ongoing start gestart begun begonn pabegyn paborj pagar pagaend igangva i:gang i:arbe "
        r"in:arbe in:bearb laufend lauft cours curso andamento corso bezig w:toku w:trakcie rozpocz review(?!ed) "
        r"qa\b test(?!ed|et) staging rolling rollout rulles doing working wip active aktiv partial partiell partly "
        r"delvis teilweis parcial partiel parzial gedeelt czesc investigati develop utvikl entwickl underway "
        r"under:way under:arbe under:ut draft halb halv mostly almost nearly demarr commenc empez iniciad iniziat "
        r"arbeid arbet pre:prod"
    ),
    ActionStatus.OPEN: (
        r"open apen apne offen ouvert abiert abert apert otwar oppen aaben aben todo plan schedul geplan zaplan "
        r"backlog pendi pendente penden queue triag new\b ny\b neu\b nouve nuev novo nuov nieuw utsatt utsett utsat "
        r"uppskj skjut udsk udsat verschob aufgesch vertag zuruckgest reporte\b aplaz pospu posterg adiad rinvi "
        r"rimand uitgest odroczon przeloz defer postpon delay later senere spater gjenst kvarsta aterstar udestar "
        r"ausstehen openstaand incomplet unfinish unresol uncomplet assign tildel accept priorit select ready "
        r"outstand remain pianif overdue forfalt"
    ),
    ActionStatus.DONE: (
        r"done complet finish fix resolv solved merg landed ship deploy releas deliver implement clos verif valid "
        r"confirm live\b erled fertig abgeschloss umgesetzt behob geschloss gelost geliefert ausgerollt termin fini "
        r"fait\b clotur acheve realis resolu effectu livr hecho cerrad finaliz resuel conclu feito feita fechad "
        r"entreg fatt chius risol gedaan afgerond voltooid gereed geslot klaar opgelost afgehand uitgevoerd "
        r"geimplem utfor ferdig fullfor gjennomfor lukk gjort lost levert produksjonss rullet:ut avslut fardig "
        r"genomfor stang atgard klar udfor faerdig gennemfor lukket zrobion gotow zakoncz wykonan zamkn ukoncz "
        r"wdroz rozwiaz dostarcz install publish publiser"
    ),
}


@cache
def statuses() -> Mapping[str, ActionStatus]:
    """Return pmctl's word for a status, by the folded word that a cell or a label gives for it."""
    return {name: status for status, names in _STATUSES.items() for name in _split(names)}


@cache
def inline_statuses() -> Mapping[str, ActionStatus]:
    """Return pmctl's word for a status, by the folded words that tell it wherever they stand by themselves."""
    unsure = frozenset(_split(_COLUMN_ANSWERS))
    return {name: status for name, status in statuses().items() if name not in unsure}


def may_begin_status(folded: str) -> bool:
    """Return whether a word that is known for a status begins so: a cheap question, asked of many texts."""
    names = _sorted_names()
    at = bisect_left(names, folded)
    return at < len(names) and names[at].startswith(folded)


@cache
def _sorted_names() -> tuple[str, ...]:
    return tuple(sorted(statuses()))


@cache
def signs() -> Mapping[str, ActionStatus]:
    """Return the status that an emoji or a tick tells."""
    return {sign: status for status, all_of_it in _SIGNS.items() for sign in all_of_it}


def sign_names() -> Mapping[str, str]:
    """Return emoji by their names between colons."""
    return _SIGN_NAMES


@cache
def cell_signs() -> Mapping[str, ActionStatus]:
    """Return the status that a sign tells in the cell of a table."""
    more = {sign: status for status, all_of_it in _CELL_SIGNS.items() for sign in all_of_it}
    return {**more, **signs()}


def status_by_stem(text: str) -> ActionStatus | None:
    """Return the status that a short text tells with words that begin as one that is known does, or None.

    "In QA since Monday", "rullet ut i prod", "リリース済み", "50 %": for cells of which no whole word is known.
    """
    if percent := re.fullmatch(r"\W*([0-9]{1,3})(?:[.,][0-9])?\s?[%％]\W*", text):
        done = int(percent[1])
        return ActionStatus.DONE if done >= 100 else ActionStatus.IN_PROGRESS if done else ActionStatus.OPEN
    folded = fold(text)
    if len(folded) > _LONGEST or len(folded.split()) > _MOST_WORDS:
        return None
    if any("\u3040" <= char <= "\u9fff" for char in folded):
        return next((status for part, status in _DENSE if re.search(part, folded)), None)
    for status, pattern in _stems():
        if found := pattern.search(folded):
            is_negated = status in _DENIABLE and re.search(_NEGATED, folded[: found.start()])
            return ActionStatus.OPEN if is_negated else status
    return None


def as_qualified(text: str, status: ActionStatus) -> ActionStatus | None:
    """Return the status of a text that holds the word for `status`, with what it says besides; None if it is open.

    "Done (partially)" is in progress, "Done, reopened" is open, and "Done?" and "Can be closed" leave it open.
    """
    folded = fold(text[: 2 * _LONGEST])
    if status is not ActionStatus.DONE or (folded in statuses() and "?" not in text and "？" not in text):
        return status
    if _reopened().search(folded):
        return ActionStatus.OPEN
    if _unsure().search(folded) or text.rstrip(" .!)]").endswith(("?", "？")):
        return None
    if _for_nothing().search(folded):
        return ActionStatus.DROPPED
    is_part = _partly().search(folded) or _share().search(text)
    return ActionStatus.IN_PROGRESS if is_part else status


@cache
def _reopened() -> re.Pattern[str]:
    return re.compile(
        r""
        r"\b(?:re ?opened|gjenapnet|genabnet|ateroppnad|wieder (?:geoffnet|offen)|wiedereroffnet|rouverte?|reabiert[oa]"
        r"|reabert[oa]|riapert[oa]|heropend)\b|再オープン|重新打开|재오픈"
    )


@cache
def _unsure() -> re.Pattern[str]:
    # What is going to be, or may be: only before the word that tells the status.
    return re.compile(
        r"^(?:(?:it|this)\s)?(?:can|could|will|would|should|shall|may|might|must|to|expected|hoping|hopefully|planned"
        r""
        r"|probably|maybe|perhaps|kann|soll|sollte|wird|muss|peut|doit|sera|puede|debe|sera|pode|deve|kan|skal|skall|bor"
        r"|vil|ska|moet|puo)\b"
    )


@cache
def _for_nothing() -> re.Pattern[str]:
    return re.compile(
        r"\bclosed (?:as )?(?:a )?(?:wont ?(?:fix|do)|duplicate|obsolete|invalid|not planned|not needed|stale)\b"
    )


@cache
def _share() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9.,])[0-9]{1,2}\s?[%％]")


@cache
def _partly() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:half|halb|halv|partial\w*|partly|in part|mostly|almost|nearly|teilweise|zum teil|fast"
        r"|delvis|nesten|naesten|nastan|en partie|partiellement|presque|parcial\w*|en parte|em parte|in parte"
        r"|parzial\w*|gedeeltelijk|deels|bijna|czesciowo|except|apart from|but not|bis auf|pending|remain\w*"
        r"|outstanding|awaiting|waiting|not (?:yet|deployed|released|merged|shipped|live|rolled|verified|tested"
        r""
        r"|in prod\w*)|needs?|still|to do|todo|noch nicht|aussteh\w*|ikke enna|gjenstar|pas encore|todavia no|ainda nao"
        r"|non ancora|nog niet|(?:follow ?up|rest|others?) open)\b|一部|部分|未|残り"
    )


@cache
def _stems() -> tuple[tuple[ActionStatus, re.Pattern[str]], ...]:
    return tuple(
        (status, re.compile(rf"\b(?:{'|'.join(stems.split()).replace(':', ' ')})")) for status, stems in _STEMS.items()
    )


def _split(names: str) -> list[str]:
    return [name.strip() for name in fold_list(names).split(",") if name.strip()]
