"""Words for how bad an incident was and how far its postmortem is, in the languages of the section headings, folded.

Sources: the grades of PagerDuty, Atlassian and Statuspage, the states of documents in Confluence and Google Docs, and
published postmortems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.postmortem.conventions import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORST: Final = (
    "critical, crit, severe, blocker, highest, emergency, catastrophic, kritisch, critique, critico, critica, "
    "critisch, kritisk, krytyczny, 緊急, 致命的, 重大, 严重, 紧急, "
    "치명적, 심각, 매우심각, 긴급, 최상, 매우높음"
)
_SECOND: Final = (
    "high, major, hoch, eleve, elevee, majeur, majeure, alto, alta, grave, hoog, hoy, hog, wysoki, "
    "高, 大, 높음, 높은, 상, 중대"
)
_THIRD: Final = (
    "medium, moderate, middle, mittel, moyen, moyenne, modere, medio, media, moderado, moderata, gemiddeld, "
    "middels, medel, mellem, sredni, minor, mineur, mineure, geringfugig, leve, menor, minore, "
    "mindre, 中, 軽微, 중간, "
    "보통, 중, 경미"
)
_FOURTH: Final = (
    "low, trivial, lowest, niedrig, gering, faible, bajo, baja, baixo, baixa, basso, bassa, laag, lav, lag, "
    "niski, 低, 小, 낮음, 하, 사소"
)
GRADES: Final = (_WORST, _SECOND, _THIRD, _FOURTH)
"""For the first to the fourth of four levels. "Minor" stands below "major", as it does for Atlassian and Statuspage."""

STATUSES: Final[Mapping[Status, str]] = {
    Status.DRAFT: (
        "draft, wip, work in progress, in progress, in work, ongoing, open, new, investigating, "
        "under investigation, monitoring, todo, not started, preliminary, entwurf, in arbeit, in bearbeitung, "
        "offen, brouillon, en cours, ouvert, borrador, en curso, abierto, rascunho, em andamento, aberto, "
        "bozza, in corso, aperto, concept, utkast, pagar, pagaende, apen, under arbeid, under arbete, kladde, "
        "szkic, 下書き, ドラフト, 草稿, 作成中, 対応中, 調査中, 進行中, 未完了, 草案, 进行中, "
        "초안, 작성중, 진행중, 대응중, 조사중, 미완료, 임시"
    ),
    Status.IN_REVIEW: (
        "in review, review, under review, reviewing, ready for review, awaiting review, pending review, "
        "needs review, in prufung, en revue, en relecture, en revision, em revisao, in revisione, "
        "til gjennomgang, under granskning, レビュー中, レビュー待ち, 审核中, 검토중, 리뷰중, 검토대기, 승인대기"
    ),
    Status.PUBLISHED: (
        "published, final, finalized, finalised, complete, completed, approved, accepted, done, finished, "
        "reviewed, resolved, signed off, ready, fixed, recovered, veroffentlicht, abgeschlossen, fertig, "
        "freigegeben, gelost, behoben, publie, termine, resolu, publicado, completado, resuelto, concluido, "
        "resolvido, pubblicato, completato, risolto, gepubliceerd, afgerond, opgelost, publisert, ferdig, "
        "ferdigstilt, godkjent, lost, fullfort, publicerad, klar, faerdig, opublikowany, zakonczony, 公開, "
        "公開済み, 完了, 完成, 解決済み, 解決, 復旧済み, 承認済み, 已发布, 已完成, 已解决, "
        "완료, 작성완료, 완료됨, 해결, 해결됨, 해결완료, 복구완료, 게시, 게시됨, 공개, 승인, 승인됨, "
        "검토완료, 최종, 최종본"
    ),
    Status.CLOSED: (
        "closed, archived, geschlossen, archiviert, clos, cloture, ferme, archive, cerrado, archivado, "
        "fechado, encerrado, arquivado, chiuso, archiviato, gesloten, lukket, avsluttet, arkivert, stangd, "
        "avslutad, afsluttet, zamkniety, クローズ, クローズ済み, 終了, 已关闭, 종료, 종료됨, 종결, 닫힘, 마감"
    ),
}
