"""What teams call the facts of a postmortem: the labels of metadata, in the languages of the section headings.

Sources: the templates of Google's SRE books, Atlassian, PagerDuty and GitLab, the keys of Hugo's, Jekyll's, Docusaurus'
and Quarto's front matter, and published postmortems.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.heading_words import fold, fold_list, plain_words
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS: Final = {
    "title": (
        "title, name, subject, incident title, incident name, postmortem title, post mortem title, headline, "
        "titel, titre, titulo, titolo, tittel, rubrik, tytul, 件名, タイトル, 表題, インシデント名, 障害名, "
        "标题, 標題"
    ),
    "incident_day": (
        "incident date, date of incident, date of the incident, outage date, date of outage, event date, "
        "date of event, incident day, incident date time, incident date and time, date and time of incident, "
        "date of occurrence, occurrence date, occurred, occurred on, "
        "date occurred, happened on, datum des vorfalls, vorfalldatum, vorfallsdatum, ereignisdatum, "
        "date incident, incident on, date de l incident, date de lincident, fecha del incidente, "
        "data do incidente, data dell incidente, data dellincidente, datum van het incident, incidentdatum, "
        "hendelsesdato, dato for hendelsen, dato for hendelse, handelsedatum, datum for handelsen, "
        "haendelsesdato, dato for haendelsen, data incydentu, 発生日, インシデント発生日, 障害発生日, "
        "発生年月日, 事故日期, 故障日期, 发生日期, 發生日期"
    ),
    "date": (
        "date, dates, day, date time, date and time, when, incident dates, date s, datum, date heure, fecha, "
        "data, dato, dag, tag, nar, tidspunkt, tidsrom, wann, zeitpunkt, zeitraum, quand, periode, cuando, quando, "
        "wanneer, kiedy, date of outage and duration, date and duration, 日付, 日時, 日にち, 年月日, いつ, 期間, "
        "障害期間, 発生期間, 日期"
    ),
    "paper_date": (
        "last updated, last update, updated, updated on, update date, last modified, modified, last edited, last "
        "reviewed, reviewed on, review date, date of review, date reviewed, next review, created, created on, created "
        "at, date created, creation date, published, published on, published at, publish date, publication date, "
        "date published, posted, posted on, written, written on, report date, date of report, document date, "
        "submitted, approved on, meeting, meeting date, date of meeting, postmortem meeting, post mortem meeting, "
        "postmortem date, post mortem date, postmortem meeting date, review meeting, retro date, retrospective date, "
        "zuletzt aktualisiert, aktualisiert, aktualisiert am, zuletzt geandert, "
        "geandert am, erstellt, erstellt am, erstellungsdatum, veroffentlicht, veroffentlicht am, berichtsdatum, "
        "besprechung, mis a jour, mise a jour, derniere mise a jour, date de mise a jour, cree le, date de "
        "creation, publie le, date de publication, redige le, date de redaction, reunion, date de revue, "
        "actualizado, ultima actualizacion, fecha de actualizacion, creado, fecha de creacion, publicado, fecha de "
        "publicacion, fecha de revision, atualizado, ultima atualizacao, criado, data de criacao, data de "
        "publicacao, aggiornato, ultimo aggiornamento, creato, data di creazione, pubblicato, data di "
        "pubblicazione, bijgewerkt, laatst bijgewerkt, aangemaakt, gepubliceerd, sist oppdatert, oppdatert, sist "
        "endret, endret, opprettet, publisert, publiseringsdato, rapportdato, gjennomgang, mote, motedato, "
        "senast uppdaterad, uppdaterad, senast andrad, skapad, publicerad, granskad, sidst opdateret, opdateret, "
        "oprettet, udgivet, zaktualizowano, ostatnia aktualizacja, utworzono, opublikowano, 更新日, 更新日時, "
        "最終更新, 最終更新日, 最終更新日時, 作成日, 作成日時, 公開日, 投稿日, 記入日, 報告日, 報告日時, レビュー日, "
        "会議日, 更新日期, 创建日期, 发布日期, 更新时间, 创建时间, 发布时间"
    ),
    "started_at": (
        "started, started at, started on, time started, incident start date, start of impact, impact began, "
        "start, start time, start date, start of incident, start of outage, "
        "incident start, incident started, incident start time, incident began, incident begins, outage start, "
        "outage started, outage began, outage begins, impact start, impact started, impact start time, began, "
        "began at, begin, beginning, onset, time of incident, incident time, beginn, beginn des vorfalls, "
        "begonnen, startzeit, storungsbeginn, debut, debut de l incident, debut de lincident, heure de debut, "
        "inicio, inicio del incidente, hora de inicio, inicio do incidente, inizio, inizio dell incidente, "
        "ora di inizio, begin van het incident, starttijd, starttidspunkt, startet, startede, "
        "start pa hendelsen, hendelsen startet, hendelsesstart, starttid, startade, handelsen startade, "
        "begyndte, poczatek, rozpoczecie, 発生日時, 発生時刻, 開始, 開始日時, 開始時刻, 障害発生, "
        "障害発生日時, 障害開始, インシデント開始, 影響開始, 开始时间, 發生時間, 发生时间, 故障开始"
    ),
    "detected_at": (
        "detected, detected at, detection, detection time, time detected, time of detection, first detected, "
        "incident detected, date detected, discovered, discovered at, discovery, entdeckt, erkannt, "
        "erkannt um, entdeckung, detecte, detecte a, heure de detection, detectado, detectado em, "
        "hora de deteccion, rilevato, rilevato alle, gedetecteerd, ontdekt, oppdaget, oppdaget kl, oppdagelse, "
        "upptackt, upptacktes, opdaget, wykryto, wykrycie, 検知, 検知日時, 検知時刻, 検出, 発見, 発覚, "
        "检测时间, 发现时间"
    ),
    "acknowledged_at": (
        "acknowledged, acknowledged at, acknowledgement, time acknowledged, acked, ack, bestatigt, bekreftet, "
        "kvittert, bekraftat, bekraeftet, 確認, 対応開始, 対応開始日時, 対応開始時刻, 响应时间"
    ),
    "mitigated_at": (
        "mitigated, mitigated at, mitigation time, time mitigated, incident mitigated, outage mitigated, "
        "impact mitigated, eingedammt, mitigiert, begrenset, avverget, 緩和, 緩和日時, 暫定復旧, 暫定対応完了, "
        "缓解时间"
    ),
    "resolved_at": (
        "resolved, resolved at, resolution time, time resolved, incident resolved, issue resolved, "
        "incident end, incident ended, incident ends, end, end time, ended, ended at, end of incident, "
        "end of outage, outage end, outage ended, outage ends, outage over, impact end, impact ended, "
        "impact end time, service restored, restored, restored at, all clear, behoben, behoben um, gelost, "
        "ende, ende des vorfalls, endzeit, storungsende, fin, fin de l incident, fin de lincident, resolu, "
        "resolu a, heure de fin, fin del incidente, resuelto, hora de fin, fim, fim do incidente, resolvido, "
        "fine, fine dell incidente, risolto, einde, opgelost, eindtijd, slutt, slutttidspunkt, lost, "
        "hendelsen lost, hendelsen slutt, gjenopprettet, slut, sluttid, atgardat, avhjulpet, koniec, "
        "zakonczenie, rozwiazano, 復旧, 復旧日時, 復旧時刻, 復旧完了, 解決, 解決日時, 解決時刻, 終了, "
        "終了日時, 終了時刻, 収束, 恢复时间, 結束時間, 结束时间, 解决时间"
    ),
    "status": (
        "status, state, current status, postmortem status, document status, "
        "doc status, review status, stand, zustand, statut, "
        "etat, estado, stato, tilstand, ステータス, 状態, 状态, 狀態"
    ),
    "severity": (
        "severity, sev, severity level, incident severity, sev level, criticality, incident level, "
        "incident severity level, schweregrad, schwere, kritikalitat, gravite, severite, niveau de gravite, "
        "criticite, gravedad, severidad, criticidad, gravidade, severidade, criticidade, gravita, severita, "
        "criticita, ernst, ernstgraad, alvorlighetsgrad, alvorlighet, alvorsgrad, alvorlighed, "
        "allvarlighetsgrad, allvarlighet, waga, poziom, 重大度, 深刻度, 重要度, 障害レベル, "
        "インシデントレベル, 緊急度, 影響度, 严重程度, 严重级别, 嚴重程度, 级别, 故障等级, 故障级别"
    ),
    "priority": (
        "priority, prioritat, priorite, prioridad, prioridade, priorita, prioriteit, prioritet, 優先度, 优先级"
    ),
    "owner": (
        "owner, owners, postmortem owner, post mortem owner, document owner, doc owner, incident owner, "
        "owned by, review owner, report owner, rca owner, follow up owner, responsible, "
        "responsible person, person responsible, dri, "
        "directly responsible individual, assignee, verantwortlich, verantwortliche, verantwortlicher, "
        "zustandig, eigentumer, besitzer, responsable, proprietaire, propietario, dueno, responsavel, "
        "proprietario, responsabile, eigenaar, verantwoordelijke, eier, rapporteier, hendelseseier, "
        "hendelsesansvarlig, "
        "rapportansvarlig, dokumenteier, sakseier, ansvarlig, ansvarlig person, agare, ansvarig, ejer, "
        "pilote, porteur, responsable de l incident, responsable de lincident, responsable du suivi, "
        "pilote de l incident, pilote de lincident, vorfallverantwortlicher, dokumentverantwortlicher, "
        "wlasciciel, odpowiedzialny, 担当者, 担当, 責任者, オーナー, 主担当, 主担当者, 対応責任者, 障害担当, "
        "负责人, 負責人"
    ),
    "authors": (
        "author, authors, written by, writer, writers, author s, postmortem author, postmortem authors, "
        "report author, prepared by, reported by author, autor, autoren, verfasser, erstellt von, auteur, "
        "auteurs, redacteur, redige par, autores, redactado por, escrito por, autore, autori, scritto da, "
        "geschreven door, forfatter, forfattere, skrevet av, forfattare, skriven av, skrevet af, autorzy, "
        "作成者, 執筆者, 著者, 記入者, 報告者, 作者, 撰写人"
    ),
    "team": (
        "team, owning team, responsible team, team name, service team, verantwortliches team, equipe, equipo, "
        "equipa, squadra, ansvarlig team, zespol, チーム, 担当チーム, 主管チーム, 团队, 團隊"
    ),
    "services": (
        "service, services, service affected, system affected, "
        "component affected, affected service, affected services, affected service s, "
        "services affected, impacted service, impacted services, services impacted, affected system, "
        "affected systems, systems affected, impacted systems, systems impacted, system, systems, "
        "affected component, affected components, component, components, affected product, affected products, "
        "dienst, dienste, betroffene dienste, betroffener dienst, betroffene systeme, betroffene services, "
        "services affectes, services touches, services impactes, systemes affectes, servicios, "
        "servicios afectados, sistemas afectados, servicos, servicos afetados, sistemas afetados, servizi, "
        "servizi interessati, servizi coinvolti, diensten, getroffen diensten, getroffen systemen, tjeneste, "
        "tjenester, berorte tjenester, pavirkede tjenester, berorte systemer, system er, tjanst, tjanster, "
        "paverkade tjanster, paverkade system, berorda tjanster, pavirkede systemer, uslugi, dotkniete uslugi, "
        "サービス, 対象サービス, 影響サービス, 影響を受けたサービス, 対象システム, 影響システム, 服务, "
        "受影响服务, 受影响的服务"
    ),
    "incident": (
        "incident, incident id, incident number, incident link, incident ticket, incident key, ticket, issue, "
        "jira, tracking issue, tracking ticket, incident url, incident no, vorfall id, vorfallnummer, "
        "hendelses id, hendelsesnummer, sak, saksnummer, インシデント番号, インシデントid, チケット, 障害番号, "
        "工单"
    ),
    "incident_commander": (
        "incident commander, commander, ic, incident lead, incident manager, incident leader, hendelsesleder, "
        "インシデントコマンダー, インシデント指揮官"
    ),
    "facilitator": (
        "facilitator, moderator, postmortem facilitator, meeting facilitator, fasilitator, ファシリテーター"
    ),
    "scribe": "scribe, note taker, notetaker, protokollant, referent, 書記",
    "reviewers": (
        "reviewer, reviewers, reviewed by, approver, approvers, gepruft von, gjennomgatt av, レビュアー, レビュー担当"
    ),
    "participants": (
        "participants, attendees, responders, people involved, involved, teilnehmer, beteiligte, "
        "participantes, partecipanti, deelnemers, deltakere, deltagare, deltagere, 参加者, 対応者"
    ),
}

_PLURAL: Final = lazy_pattern(
    r"(?<=\w)\((?:s|es|en|e|er|n|r|in|innen)\)",
)
_NOTE: Final = lazy_pattern(r"\([^()]{0,60}\)|（[^（）]{0,60}）")
LONGEST_LABEL: Final = 60
"""No language labels a fact at greater length, in characters."""


def field_of(label: str) -> str | None:
    """Return the fact that a label announces: a key of the front matter, "incident_day" or "priority"; None if none.

    Case, accents, markup, notes in parentheses and "(s)" do not matter.
    """
    if len(label) > LONGEST_LABEL:
        return None
    words = _NOTE.sub(" ", _PLURAL.sub("", plain_words(label)))
    return _fields().get(fold(words))


@cache
def _fields() -> Mapping[str, str]:
    return {word.strip(): key for key, words in _LABELS.items() for word in fold_list(words).split(",")}
