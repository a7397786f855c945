"""Sentences of a section of actions that say that there is none, and such as only sound like that."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions

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


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("mark", ["", "- ", "- [ ] ", "1. "])
def test_nothing_is_no_action(mark: str, text: str) -> None:
    assert find_actions(f"## Action items\n\n{mark}{text}\n") == ()


@pytest.mark.parametrize("text", ACTIONS)
def test_what_only_sounds_like_it_is_one(text: str) -> None:
    assert len(find_actions(f"## Action items\n\n- {text}\n")) == 1
