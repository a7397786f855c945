"""Words that tell a status only where they are set off and nothing else stands with them: "… – klart", "(levert)"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.adoption.actions_values import Reader

# Without their accents some of these are words of another language, such as "lost"; so they are read as written.
_WORDS: Final = {
    ActionStatus.DONE: (
        "klar, klart, klaar, redan klart, redan klar, allerede klart, löst, løst, levert, levererat, levererad, "
        "leveret, finito, completo, livré,"
        " livrée, bereits fertig, rolled out, in place, taken care of, all set, en place, på plats, på plass, på "
        "plads, in ordine, al klaar, opgeleverd,"
        " schon fertig, fertig gestellt, lista, listos, listas, pronto, pronta, finies, terminés, terminées, faits, "
        "faites, hechos,"
        " hechas, completados, completadas, feitos, feitas, concluídos, concluídas, fatti, fatte, completati, "
        "completate, utførte, ferdige,"
        " färdiga, färdigt, utförda, genomförda, færdige, udførte, zrobiony, zrobiona, gotowy, gotowa, zakończony, "
        "zakończona, wykonany,"
        " wykonana, zamknięty, zamknięta, ukończony, ukończona, 実装済み, 実装済, リリース済み, リリース済, "
        "修正済み, 修正済, 導入済み, 導入済,"
        " 設定済み, 設定済, 適用済み, 適用済, 作成済み, 作成済, 更新済み, 更新済, 対応完了済み, 已实施, 已實施, "
        "已部署, 已处理, 已處理, 处理完毕,"
        " 處理完畢, 조치완료, 반영 완료, 반영완료, 적용됨, 배포됨, 처리 완료, 처리완료, 처리됨"
    ),
    ActionStatus.OPEN: (
        "予定, 対応予定, 実施予定, 着手前, 예정, 계획, 미진행, 진행 예정, 尚未开始, 尚未開始, 未处理, 未處理, "
        "offen geblieben, nog open, nog niet begonnen,"
        " not begun, not yet begun, not yet done, still open, still to do"
    ),
    ActionStatus.IN_PROGRESS: (
        "begonnen, loopt, läuft noch, halb fertig, halvferdig, halvklart, halvfärdig, 着手済, 実装中, 推进中, 推進中"
    ),
}


def set_off_status(text: str, reader: Reader) -> tuple[ActionStatus | None, str]:
    """Return the status that words tell which are set off from a sentence, and what else they say behind it.

    Args:
        text: plain words.
        reader: of the document's values.
    """
    status = _statuses().get(text.strip(" .!()[]（）–—-:").casefold())
    return (status, "") if status else reader.inline_status(text)


@cache
def _statuses() -> Mapping[str, ActionStatus]:
    return {word.strip(): status for status, words in _WORDS.items() for word in words.split(",")}
