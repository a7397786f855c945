"""The words with which legacy documents tell who owes an action item, until when, and what became of it.

Sources: the action tables of Google's SRE books, of Atlassian's, PagerDuty's and GitLab's postmortem templates, the
states of Jira, GitHub and Linear, and what they are called in the languages of `pmctl.postmortem.headings`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.conventions import ActionType
from pmctl.postmortem.heading_words import fold, fold_list

if TYPE_CHECKING:
    from collections.abc import Mapping


class Field(StrEnum):
    """What the column of a table, or a label, tells of an action item."""

    TITLE = "title"
    DETAIL = "detail"
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"
    CLOSED = "closed"
    TICKET = "ticket"
    PRIORITY = "priority"
    TYPE = "type"
    NUMBER = "number"
    NOTE = "note"


_FIELDS: Final = {
    Field.TITLE: (
        "action, actions, action item, action items, action point, action points, item, items, task, tasks, title, "
        "todo, to do, todos, follow up, follow ups, followup, follow up item, follow up task, remediation, "
        "remediation item, corrective action, preventive action, preventative action, improvement, improvements, "
        "recommendation, measure, countermeasure, what to do, next step, deliverable, maßnahme, maßnahmen, "
        "aufgabe, aufgaben, aktion, aktionspunkt, was, tâche, tâches, mesure, quoi, acción, acciones, tarea, tareas, "
        "medida, medidas, qué, ação, ações, tarefa, tarefas, o que, azione, azioni, attività, compito, cosa, actie, "
        "acties, actiepunt, taak, taken, maatregel, wat, tiltak, oppgave, oppgaver, aksjon, handling, hva, åtgärd, "
        "åtgärder, uppgift, vad, tiltag, opgave, hvad, działanie, działania, zadanie, zadania, co, アクション, "
        "アクションアイテム, タスク, 対応, 対策, 対応内容, 対応策, 施策, 再発防止策, やること, 行动项, 行動項, 任务, "
        "任務, 措施, 改进措施, 改進措施, 事项, 事項, 待办, 待辦, 改进项, 改進項, "
        "조치, 조치 사항, 조치사항, 조치 항목, 조치항목, 작업, 할 일, 할일, 액션, 액션 아이템, 대책, 재발 방지 대책, "
        "개선 사항, 과제"
    ),
    Field.DETAIL: (
        "description, what, detail, details, summary, name, change, fix, work, beschreibung, descripción, descrição, "
        "descrizione, omschrijving, beskrivelse, beskrivning, opis, libellé, 内容, 項目, 概要, 説明, 描述, 说明, 內容, "
        "내용, 설명, 항목"
    ),
    Field.OWNER: (
        "owner, owners, owned by, resp, 誰が, 誰, だれが, "
        "action owner, assignee, assignees, assigned, assigned to, who, dri, "
        "responsible, responsible person, responsible party, person responsible, responsibility, lead, team, driver, "
        "champion, "
        "accountable, point of contact, poc, contact, person, resource, verantwortlich, verantwortliche, "
        "verantwortlicher, verantwortung, zuständig, zuständigkeit, zugewiesen, wer, bearbeiter, responsable, porteur, "
        "pilote, assigné à, attribué à, qui, propietario, asignado a, encargado, quién, responsável, responsáveis, "
        "dono, atribuído a, quem, responsabile, assegnato a, chi, incaricato, eigenaar, verantwoordelijk, "
        "verantwoordelijke, toegewezen aan, wie, ansvarlig, ansvarlige, ansvar, eier, tildelt, hvem, ansvarig, "
        "ansvariga, "
        "ägare, tilldelad, vem, ejer, tildelt til, odpowiedzialny, odpowiedzialna, właściciel, przypisane do, kto, "
        "担当, 担当者, 対応者, 責任者, オーナー, 主担当, 负责人, 負責人, 责任人, 責任人, 跟进人, 跟進人, 处理人, "
        "담당, 담당자, 책임자, 소유자, 처리자"
    ),
    Field.DUE: (
        "due, due date, due by, due on, target, target date, deadline, when, eta, by, by when, timeline, "
        "target completion, target completion date, completion target, expected, expected by, expected date, planned, "
        "planned for, planned date, committed date, commit date, commitment date, committed for, ecd, "
        "estimated completion, estimated completion date, expected completion, expected completion date, いつまでに, "
        "いつまで, いつ, 実施予定, 実施予定日, innen, "
        "milestone, target release, sla, fällig, fällig am, fälligkeit, frist, termin, bis, "
        "bis wann, wann, zieldatum, échéance, date limite, délai, date cible, quand, date prévue, fecha límite, fecha, "
        "vencimiento, plazo, para cuándo, cuándo, prazo, data limite, vencimento, quando, data, scadenza, entro, "
        "termine, deadline, einddatum, vervaldatum, streefdatum, wanneer, tidsfrist, forfall, forfallsdato, når, "
        "måldato, ferdig innen, deadline, förfallodatum, slutdatum, när, klart senast, forfaldsdato, hvornår, "
        "senast, senast klar, klar senast, förfaller, senest, senest ferdig, ferdig senest, forfaller, spätestens, "
        "fertig bis, zu erledigen bis, pour le, à faire pour le, date d échéance, vence, vence el, "
        "fecha de vencimiento, fecha prevista, fecha de entrega, data de vencimento, data prevista, "
        "data de entrega, data di scadenza, "
        "data di consegna, uiterlijk, uiterlijk op, gereed voor, opleverdatum, najpóźniej, termin do, "
        "ostateczny termin, 마감 기한, 완료 기한, 期限日, "
        "termin realizacji, data, do kiedy, kiedy, 期限, 期日, 締切, 締め切り, 完了予定, 完了予定日, 予定日, 対応期限, "
        "目標日, 截止, 截止日期, 截止时间, 截止時間, 完成时间, 完成時間, 完成日期, 预计完成, 預計完成, 预计完成时间, "
        "计划完成时间, 计划时间, 日期, 기한, 마감, 마감일, 예정일, 완료 예정일, 완료예정일, 목표일, 일정"
    ),
    Field.STATUS: (
        "status, state, estatus, "
        "done, is done, complete, completion, progress, completed yet, finished, current status, "
        "resolved, stand, zustand, erledigt, fortschritt, statut, état, avancement, fait, estado, hecho, situação, "
        "situación, feito, stato, fatto, toestand, voortgang, gereed, klaar, tilstand, utført, fremdrift, läge, klar, "
        "udført, stan, postęp, ステータス, 状態, 状況, 進捗, 進捗状況, 対応状況, 完了, 状态, 狀態, 进度, 進度, 进展, "
        "進展, 상태, 진행 상황, 진행상황, 진행 상태, 현황, 완료 여부"
    ),
    Field.CLOSED: (
        "completed, closed, completed on, completion date, date completed, completed date, closed on, done on, "
        "finished on, resolved on, landed, shipped, delivered, erledigt am, abgeschlossen am, terminé le, "
        "completado el, concluído em, completato il, afgerond op, utført dato, fullført, lukket, slutförd, 完了日, "
        "実施日, 完了日時, 实际完成时间, 完成日, 완료일"
    ),
    Field.TICKET: (
        "ticket, tickets, ticket link, issue, issues, issue link, github issue, tracking, tracked in, tracking issue, "
        "tracking ticket, tracking link, tracker, tracking bug, pr, prs, pull request, mr, merge request, jira, "
        "jira ticket, jira issue, jira link, linear, asana, bug, bugs, link, links, url, card, story, ticket id, "
        "ticket number, issue number, work item link, vorgang, tâche jira, lien, incidencia, enlace, chamado, sak, "
        "lenke, saksnummer, ärende, länk, sag, zgłoszenie, odnośnik, チケット, チケット番号, リンク, 課題, 工单, 工單, "
        "链接, 連結, ref, refs, reference, references, referanse, referanser, saksnr, saksreferanse, sakslenke, "
        "relatert sak, "
        "oppgavenummer, referenz, vorgangsnummer, aktenzeichen, référence, références, referencia, referência, "
        "riferimento, "
        "referentie, verwijzing, referens, ärendenummer, sagsnummer, sagsnr, odniesienie, numer zgłoszenia, work item, "
        "work item id, work items, story id, task id, task link, user story, epic, pull requests, gh issue, gitlab "
        "issue, "
        "related issue, related issues, issue pr, commit, backlog item, shortcut, clickup, redmine, youtrack, "
        "change no, change nr, change number, change id, change ref, change reference, change request, change ticket, "
        "change record, cr no, crq, chg, rfc no, problem no, problem record, work order, "
        "参照, 関連, 課題番号, 課題キー, 管理番号, 起票, 関連issue, バグ, 关联工单, 编号链接, "
        "티켓, 이슈, 링크, 관련 이슈"
    ),
    Field.PRIORITY: (
        "priority, prio, p, urgency, priorität, dringlichkeit, priorité, prioridad, prioridade, priorità, prioriteit, "
        "prioritet, priorytet, 優先度, 優先順位, 优先级, 優先級, 우선순위"
    ),
    Field.TYPE: (
        "type, category, kind, class, area, theme, goal, typ, kategorie, catégorie, categoría, tipo, categoria, "
        "type actie, categorie, kategori, kategoria, 種別, 種類, 分類, カテゴリ, 类型, 類型, 类别, 類別, "
        "유형, 분류, 구분"
    ),
    Field.NUMBER: "id, no, nr, num, number, key, index, pos, nummer, número, numero, 番号, 序号, 編號, 번호",
    Field.NOTE: (
        "note, notes, comment, comments, remark, remarks, evidence, rationale, why, reason, impact, effort, where, "
        "benefit, outcome, expected outcome, success criteria, acceptance criteria, definition of done, updates, "
        "kommentar, bemerkung, anmerkung, notiz, commentaire, commentaires, remarque, comentario, comentarios, nota, "
        "notas, comentário, observação, observações, note, commento, opmerking, opmerkingen, merknad, anmärkning, "
        "bemærkning, uwagi, komentarz, 備考, コメント, 理由, 备注, 備註, 原因, 비고, 메모"
    ),
}

_LABELS: Final = frozenset(
    {Field.OWNER, Field.DUE, Field.STATUS, Field.CLOSED, Field.TICKET, Field.PRIORITY, Field.TYPE}
)
_NO_LABEL: Final = (
    "p, by, who, when, done, complete, is done, finished, was, wer, was, wann, wie, chi, kto, do, qui, quem, hvem, "
    "vem, quand, quando, cuándo, quién, når, när, hvornår, kiedy, wanneer, data, fecha, erledigt, fait, hecho, feito, "
    "fatto, klaar, klar, gereed, utført, udført, 完了, landed, shipped, delivered, completed, closed, resolved, "
    "fullført, lukket, link, links, url, area, goal, theme, class, kind, person, resource, contact, team, bis, entro, "
    "expected, planned, timeline, card, story, bug, bugs, driver, lead, champion, lenke, sak, sag, enlace, lien, "
    "ref, refs, reference, references, referanse, referanser, referenz, commit, epic, 参照, 関連, 起票, 誰, いつ, "
    "innen, committed for, pour le, termin do, "
    "senast, senest, spätestens, uiterlijk, najpóźniej, vence"
)
"""Headings of columns that, before a colon in running text, may be anything."""

_TYPES: Final = {
    ActionType.PREVENT: (
        "prevent, prevention, preventive, preventative, prävention, vorbeugung, prévention, prevención, forebygging, "
        "予防"
    ),
    ActionType.DETECT: "detect, detection, detective, monitoring, erkennung, détection, detección, 検知",
    ActionType.MITIGATE: (
        "mitigate, mitigation, mitigating, mitigative, schadensbegrenzung, atténuation, mitigación, 緩和"
    ),
    ActionType.REPAIR: "repair, fix, corrective, correction, remediation, korrektur, correctif, corrección, 修正",
    ActionType.INVESTIGATE: "investigate, investigation, research, untersuchung, investigación, 調査",
    ActionType.PROCESS: "process, prozess, processus, proceso, prosess, プロセス",
}

_GROUPS: Final = (
    "prevent, prevention, preventive, preventative, detect, detection, mitigate, mitigation, repair, process, "
    "processes, monitoring, alerting, documentation, tooling, communication, testing, investigate, investigation, "
    "response, recovery, training, people, technical, infrastructure, short term, medium term, mid term, long term, "
    "longer term, near term, immediate, immediately, now, soon, later, completed, done, closed, in progress, open, "
    "outstanding, remaining, ongoing, planned, todo, high priority, low priority, medium priority, must have, "
    "nice to have, other, misc, kurzfristig, mittelfristig, langfristig, sofort, prävention, erkennung, court terme, "
    "moyen terme, long terme, corto plazo, medio plazo, mediano plazo, largo plazo, curto prazo, médio prazo, "
    "longo prazo, breve termine, medio termine, lungo termine, korte termijn, lange termijn, kort sikt, lang sikt, "
    "mellomlang sikt, på kort sikt, på lang sikt, på sikt, umiddelbart, straks, kortsiktig, langsiktig, forebygging, "
    "förebyggande, på lång sikt, forebyggelse, krótkoterminowe, długoterminowe, 短期, 中期, 長期, 即時, 短期対応, "
    "長期対応, 恒久対応, 暫定対応, 予防, 検知, 短期的, 長期的, 长期, 预防, 检测, 단기, 중기, 장기, "
    "예방, 탐지"
)
_HORIZONS: Final = (
    "short term, medium term, mid term, long term, longer term, near term, kurzfristig, mittelfristig, langfristig, "
    "court terme, moyen terme, long terme, corto plazo, medio plazo, largo plazo, curto prazo, médio prazo, "
    "longo prazo, breve termine, lungo termine, korte termijn, lange termijn, kort sikt, lang sikt, på kort sikt, "
    "på lang sikt, 短期, 中期, 長期, 长期"
)

_NOTHING: Final = (
    "none, nothing, n a, na, nil, not applicable, no action, no actions, no action items, no action required, "
    "no actions required, no action needed, no follow up, no follow ups, none at this time, none yet, none needed, "
    "none required, none identified, nothing to do, nothing yet, tbd, tba, tbc, todo, to be determined, to be decided, "
    "to be defined, to be filled in, to be confirmed, unknown, unassigned, not assigned, nobody, no one, no owner, "
    "not set, undecided, unbekannt, keine, keiner, keines, nichts, offen lassen, entfällt, aucun, aucune, rien, "
    "à définir, à déterminer, ninguno, ninguna, nada, por definir, por determinar, sin asignar, nenhum, nenhuma, "
    "a definir, nessuno, nessuna, niente, da definire, geen, niets, nog te bepalen, ingen, inget, ikke tildelt, "
    "ikke satt, ikke bestemt, ej bestämt, ingen tiltak, ingen åtgärder, brak, nic, do ustalenia, なし, 無し, 特になし, "
    "該当なし, 未定, 未割当, 未割り当て, 未設定, 不明, 调整中, 調整中, 无, 無, 没有, 待定, 未分配, 暂无, 暫無, "
    "to be assigned, to be agreed, to be filed, to be created, not yet assigned, not assigned yet, no assignee, "
    "no one yet, nobody yet, none assigned, needs owner, owner needed, needs an owner, owner tbd, anyone, "
    "volunteer needed, volunteers needed, no due date, no date, no ticket, no ticket yet, "
    "not filed, not filed yet, not created, not created yet, no issue, no issue yet, no jira, "
    "nicht zugewiesen, nicht vergeben, noch niemand, niemand, unzugewiesen, zu klären, "
    "kein verantwortlicher, non assigné, non assignée, non attribué, non attribuée, personne, à attribuer, "
    "à assigner, à préciser, "
    "non défini, no asignado, no asignada, nadie, por asignar, sin responsable, sin definir, pendiente de asignar, "
    "não atribuído, não atribuída, ninguém, por atribuir, a atribuir, sem responsável, sem dono, não definido, "
    "non assegnato, non assegnata, da assegnare, non definito, niet toegewezen, nog niet toegewezen, onbekend, "
    "nog open, ej tilldelad, inte tilldelad, ej tilldelat, otilldelad, ej utsedd, ej satt, ej beslutat, saknas, okänd, "
    "oklart, "
    "ikke tilordnet, ikke fordelt, ufordelt, ikke tildelt ennå, ikke avklart, ikke utpekt, ikke tilknyttet, ukjent, "
    "ubestemt, mangler, ikke angivet, ikke fastlagt, ukendt, nieprzypisane, nieprzypisany, nie przypisano, nikt, "
    "do przypisania, nieznany, 担当未定, 担当者未定, 未アサイン, 未決定, 調整中です, 未指派, 未指定, 无人, "
    "없음, 미정, 미지정, 미배정, 해당 없음, 추후 결정"
)
_TEMPLATE: Final = (
    "action, action item, action items, item, task, title, summary, description, todo item, first action, "
    "second action, another action, your action here, action here, action description, action title, task description, "
    "describe the action, what needs to be done, short description, list of actions, list action items, "
    "action item description, sample action, sample action item, example, example action, example action item, owner, "
    "add follow up tasks here, add action items here, assign owners and due dates, list follow up items here"
)

_VERBS: Final = """
    add adjust adopt agree alert align allow amend analyse analyze apply arrange ask assess assign assure audit automate
    avoid back backport block bound bring build bump buy cap capture centralise centralize change check clarify clean
    clear close collect complete configure confirm connect consider consolidate consult continue convert coordinate
    correct cover create cut decide decommission define delete deploy deprecate design detect determine develop disable
    discuss distribute do document don't drain drop educate eliminate emphasise emphasize enable encrypt enforce enhance
    ensure escalate establish evaluate examine exclude expand explore export expose extend extract figure file fill
    finalise finalize find finish fix follow force formalise formalize gate generate get give handle harden have hire
    identify implement improve include increase inform install instrument integrate introduce investigate isolate
    keep launch leave let lift limit link list log look lower maintain make manage map measure merge migrate minimise
    minimize mirror
    mitigate modify monitor move never notify observe offer open optimise optimize order organise organize
    patch perform pin plan postpone prepare prevent prioritise prioritize provide prune publish pull purchase push put
    raise rate reach reconsider record recover redesign reduce refactor refine reflect refresh refuse reinforce release
    reload remind remove rename renew reorganise reorganize repair replace replicate report request require reset
    resolve restore restrict restructure resize restart rebuild
    redeploy recreate reindex reconfigure relax reject reserve retire retry
    revert review revise revisit revoke rework rewrite roll rotate run
    scale scan schedule search secure segment send separate serve set setup share shift ship show shut simplify size
    speed spend spin split standardise standardize start stop store streamline strengthen switch sync synchronise
    synchronize take talk teach tell test throttle tighten track train transfer trigger tune turn understand
    unify update upgrade use validate verify version wait warn watch wire work wrap write
    """
VERBS: Final = frozenset(_VERBS.split())
"""How English sentences begin that ask for something to be done: the verbs of public postmortems' action items."""


@cache
def fields() -> Mapping[str, Field]:
    """Return what a column holds, by its heading as `fold` folds it."""
    return {name: field for field, names in reversed(_FIELDS.items()) for name in _split(names)}


@cache
def labels() -> Mapping[str, Field]:
    """Return what stands behind a word and a colon in running text, by the word as `fold` folds it."""
    unsure = frozenset(_split(_NO_LABEL))
    return {name: field for name, field in fields().items() if field in _LABELS and name not in unsure}


@cache
def types() -> Mapping[str, ActionType]:
    """Return pmctl's word for a type of action, by a folded word for it."""
    return {name: kind for kind, names in _TYPES.items() for name in _split(names)}


@cache
def groups() -> frozenset[str]:
    """Return what groups of action items are called, folded."""
    return frozenset(_split(_GROUPS))


@cache
def horizons() -> frozenset[str]:
    """Return the groups that say how soon an action is meant to be done, folded."""
    return frozenset(_split(_HORIZONS))


@cache
def nothings() -> frozenset[str]:
    """Return what people write where there is nothing to say, folded."""
    return frozenset(_split(_NOTHING))


@cache
def template_words() -> frozenset[str]:
    """Return what templates write in the place of an action item, folded."""
    return frozenset(_split(_TEMPLATE))


def is_nothing(text: str) -> bool:
    """Return whether a text, without its markup, says that there is nothing, or not yet."""
    folded = fold(text)
    return not folded or folded in nothings()


def _split(names: str) -> list[str]:
    return [name.strip() for name in fold_list(names).split(",") if name.strip()]
