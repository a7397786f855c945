"""Sentences of a section of actions that say that there is none, and such as only sound like that."""

from __future__ import annotations

import time

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.adoption.actions_nothing import says_nothing

NOTHING = [
    "None at this time. We will discuss on Monday.", "No actions yet.", "Nothing for now; see next review",
    "N/A – covered by the other incident", "N/A: see INC-12", "TBD at the review on Friday",
    "To be decided during the next sync", "Currently none (the vendor fixed it)", "There are no follow-ups.",
    "No further action items were identified at this time.", "No action items, as the vendor fixed it",
    "Nothing yet - the team meets on Friday", "No changes needed",
    "Keine derzeit. Wir sprechen am Montag.", "Noch keine Maßnahmen festgelegt",
    "Aucune pour l'instant, à revoir", "Aucune action", "Ninguna por ahora.", "No hay acciones por el momento",
    "Nenhuma ação por enquanto", "Nessuna azione al momento (vedi riunione)", "Geen acties op dit moment - volgt",
    "Ingen tiltak foreløpig.", "Inga åtgärder ännu", "Ingen endnu, vi taler om det",
    "Na razie brak – omówimy w piątek", "現時点ではなし。次回検討する", "今のところアクションはありません。",
    "暂无，下周讨论", "目前没有行动项", "현재 없음. 다음 회의에서 논의", "아직 조치 사항 없음",
]  # fmt: skip

ACTIONS = [
    "No retries on 4xx", "None of the caches should lack a TTL", "None, except adding an alert",
    "Nothing should be deployed on Friday", "No longer page twice", "N/A status codes are handled",
    "No change to production without review", "None yet, but add an alert", "No tasks may run as root",
    "Keine Deploys am Freitag", "Nada de deploys na sexta", "Ingen deploy på fredag", "なしのときに警告する",
]  # fmt: skip


REASONS = [
    "No further action needed at this point in time", "At this time there are no action items", "No actions were taken",
    "Currently there are no outstanding action items", "There isn't anything to do", "Nothing needs to be done",
    "We don't need to do anything", "It is not necessary to take any action", "No long-term actions required",
    "It was decided not to take any further action", "No preventative measures needed", "No issues to address",
    "No actions are needed because the vendor has fixed it", "No action items as this was a planned test",
    "No actions are required at this time since the fix is already deployed", "None needed because it was a drill",
    "None identified during the review; monitoring is adequate", "None from this incident",
    "No follow-up is required from our side", "No action on our side", "No further action was deemed necessary",
    "No new action items came out of this incident", "Nothing was found in the review", "Not needed",
    "No action necessary given that the service is being shut down", "No tasks due to the planned migration",
    "We have no action items", "We did not identify any action items.", "There are no actions left to take",
    "We agreed that no action is needed", "It was decided that no follow-ups are necessary",
    "No action required as the vendor has mitigated it", "We do not plan any further actions",
    "Keine Maßnahmen nötig weil der Anbieter es behoben hat", "Es sind keine Maßnahmen erforderlich",
    "Aucune action n'est nécessaire car le fournisseur l'a corrigé", "No se requieren acciones",
    "No hay acciones porque el proveedor lo arregló", "Nenhuma ação é necessária porque o fornecedor corrigiu",
    "Nessuna azione necessaria perché il fornitore ha risolto",
    "Geen acties nodig omdat de leverancier het heeft opgelost",
    "Ingen tiltak nødvendig fordi leverandøren har rettet feilen", "Inga åtgärder behövs eftersom det var ett test",
    "Ingen tiltag nødvendige fordi det var en test", "Brak działań ponieważ dostawca to naprawił",
    "ベンダーが修正したためアクションなし", "対応は不要です", "必要なアクションはありません", "无需采取行动",
    "不需要后续行动",
    "供应商已修复，无需行动", "필요한 조치가 없음", "추가 조치 필요 없음",
]  # fmt: skip

LEFT = [
    "There is nothing left to do", "There's nothing to do", "Nothing left", "Nothing more to add", "Nothing to fix",
    "No remaining actions", "No actions remain", "No open items remaining", "Nothing further is planned",
    "There is nothing else to be done here.", "Nothing to do on our side", "No outstanding follow-ups",
    "Es gibt nichts zu tun", "Es ist nichts mehr zu tun", "Il n'y a rien à faire", "No hay nada que hacer",
    "Não há nada a fazer", "Non c'è nulla da fare", "Er is niets te doen", "Det er ingenting å gjøre",
    "Det finns inget att göra", "Der er intet at gøre", "Nie ma nic do zrobienia", "残りの対応はなし",
    "할 일이 없습니다",
]  # fmt: skip

ELSEWHERE = [
    "See the Jira board", "See above", "Tracked in Jira", "To be tracked in the backlog", "Follow-ups live in Linear",
    "Refer to the epic for action items", "Tickets have been created for all action items",
    "Action items will be tracked in JIRA", "All action items are tracked in the linked epic",
    "The follow-ups are listed in OPS-12", "Action items are recorded elsewhere", "Actions are being tracked in Linear",
    "Follow-up actions will be discussed on Monday", "Action items will be added after the review",
    "Next steps will be agreed in the review meeting", "Remediation items can be found in the tracker",
    "Maßnahmen werden in Jira verfolgt", "Les actions sont suivies dans Jira", "Las acciones se siguen en Jira",
    "As ações são acompanhadas no Jira", "Le azioni sono tracciate in Jira", "Acties worden bijgehouden in Jira",
    "Tiltak følges opp i Jira", "Åtgärder följs upp i Jira", "Tiltag følges op i Jira",
    "Działania są śledzone w Jirze", "アクションはJiraで管理しています", "行动项在Jira中跟踪",
    "조치 사항은 Jira에서 관리합니다",
]  # fmt: skip

DONE = [
    "All items resolved", "All tasks complete", "Already fixed", "All action items closed",
    "All action items have been completed", "All actions are done.", "All of the action items were closed last week",
    "All follow-ups have been resolved since", "The action items have all been completed", "All done",
    "Every action item has been implemented", "Everything has been fixed", "All actions are already closed",
    "Alle Maßnahmen sind abgeschlossen", "Alle Maßnahmen wurden umgesetzt", "Toutes les actions sont terminées",
    "Todas las acciones se han completado", "Todas as ações foram concluídas", "Tutte le azioni sono state completate",
    "Alle acties zijn afgerond", "Alle tiltak er gjennomført", "Alla åtgärder är genomförda",
    "Alle tiltag er gennemført", "Wszystkie działania zostały zakończone", "すべてのアクションは完了済みです",
    "所有行动项均已完成", "모든 조치가 완료되었습니다",
]  # fmt: skip

MORE_ACTIONS = [
    "No fix without a test", "See if the cache can be dropped", "See the vendor about the SLA",
    "No real data in staging",
    "Refer customers to the status page", "Tracked metrics get an owner", "All items need a price",
    "Already deployed flags are removed", "Tickets are created for each alert", "Nothing needs to be done by hand",
    "Action items are kept in the wiki and must move to git", "No pending migrations on deploy",
    "Nothing but TLS 1.3 on the edge", "No change to production because of a single approval",
    "No tasks as root", "No changes since the freeze without review",
    "No actions are needed because X but add an alert",
    "No action may be taken by one person alone", "No work on Fridays", "None of the tasks may be lost",
    "Nothing left in the queue after a restart: add a check", "Leave nothing to do by hand",
    "Nothing to do with the cache must block a login", "No remaining disk should page", "Nothing else on the box",
    "No items without a price in the feed", "No action items without an owner", "No open ports on the bastion",
    "Action items must be tracked in Jira", "Track action items in Jira", "Action items need an owner",
    "Changes will be tracked in git", "Tasks will be listed in the dashboard by age",
    "Follow-ups are sent to the channel automatically", "Action items will be reviewed weekly",
    "Actions will be added to the runbook", "Next steps are shown to the customer",
    "All action items are closed within 30 days", "All tasks are killed on deploy", "All actions must be completed",
    "All actions are logged", "All follow-ups get an owner", "Make sure all action items have been completed",
    "All action items have been completed except the alert", "Everything is encrypted at rest",
    "Everything has to be fixed", "Not needed alerts are removed", "All done jobs are deleted",
    "Alle Maßnahmen müssen abgeschlossen werden", "Keine Maßnahmen ohne Verantwortliche",
    "Toutes les actions ont un responsable", "Todas las acciones deben completarse", "Ingen tiltak uten eier",
    "Alle tiltak skal ha eier", "アクションは週次で確認する", "すべてのアクションに期限を付ける",
    "所有行动项需要负责人",
    "모든 조치에 담당자를 지정한다", "不要なアラートを削除", "无需重启的配置",
]  # fmt: skip


@pytest.mark.parametrize("text", [*NOTHING, *REASONS, *LEFT, *ELSEWHERE, *DONE])
@pytest.mark.parametrize("mark", ["", "- ", "- [ ] ", "1. "])
def test_nothing_is_no_action(mark: str, text: str) -> None:
    assert find_actions(f"## Action items\n\n{mark}{text}\n") == ()


@pytest.mark.parametrize("text", [*ACTIONS, *MORE_ACTIONS])
def test_what_only_sounds_like_it_is_one(text: str) -> None:
    assert len(find_actions(f"## Action items\n\n- {text}\n")) == 1


@pytest.mark.parametrize(
    "text", ["no " * 100_000, "all actions " * 50_000, "なし" * 50_000, "no action as it " * 10_000]
)
def test_hostile_words_take_no_time(text: str) -> None:
    begun = time.perf_counter()
    says_nothing(text)
    assert time.perf_counter() - begun < 1
