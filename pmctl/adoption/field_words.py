"""What teams call the facts of a postmortem: the labels of metadata, in the languages of the section headings.

Sources: the templates of Google's SRE books, Atlassian, PagerDuty and GitLab, the keys of Hugo's, Jekyll's, Docusaurus'
and Quarto's front matter, and published postmortems.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.paper_words import field_of_paper
from pmctl.postmortem.heading_words import fold, fold_list, plain_words
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS: Final = {
    "title": (
        "title, name, subject, incident title, incident name, postmortem title, post mortem title, headline, "
        "titel, titre, titulo, titolo, tittel, rubrik, tytul, 件名, タイトル, 表題, インシデント名, 障害名, "
        "标题, 標題, "
        "제목, 장애명, 장애 제목, 사고명, 인시던트 제목, 인시던트명"
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
        "発生年月日, 事故日期, 故障日期, 发生日期, 發生日期, "
        "intraffade, intraffade den, intraffat, inntraff, inntraff den, inntruffet, skjedde, skjedde den, indtraf, "
        "indtraf den, indtruffet, aufgetreten, aufgetreten am, vorgefallen am, survenu le, survenue le, date de "
        "survenue, date de l evenement, ocurrio, ocurrio el, ocurrido el, fecha de ocurrencia, fecha del evento, "
        "ocorreu em, ocorrido em, data da ocorrencia, data do evento, avvenuto il, accaduto il, data dell evento, "
        "voorgevallen op, opgetreden op, plaatsgevonden op, data wystapienia, data zdarzenia, wystapilo, "
        "발생일, 발생 일자, 발생 날짜, 장애일, 장애 일자, 장애 발생일, 장애 날짜, 사고 일자, 사고일, 사고 발생일, "
        "인시던트 날짜, 인시던트 발생일"
    ),
    "date": (
        "date, dates, day, date time, date and time, when, incident dates, date s, datum, date heure, fecha, "
        "data, dato, dag, tag, nar, tidspunkt, tidsrom, wann, zeitpunkt, zeitraum, quand, periode, cuando, quando, "
        "wanneer, kiedy, date of outage and duration, date and duration, 日付, 日時, 日にち, 年月日, いつ, 期間, "
        "障害期間, 発生期間, 日期, "
        "날짜, 일자, 일시, 장애 일시, 기간, 장애 기간, 언제"
    ),
    "paper_date": (
        "last updated, last update, updated, updated on, update date, last modified, modified, last edited, last "
        "reviewed, reviewed on, review date, date of review, date reviewed, next review, created, "
        "created on, created "
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
        "会議日, 更新日期, 创建日期, 发布日期, 更新时间, 创建时间, 发布时间, "
        "작성일, 작성 일자, 작성 일시, 작성 날짜, 수정일, 최종 수정, 최종 수정일, 마지막 수정, 갱신일, 업데이트, "
        "업데이트 일자, 게시일, 발행일, 등록일, 보고일, 보고 일자, 보고 일시, 검토일, 리뷰 일자, 회의 일자, 회의일, "
        "회고 일자"
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
        "障害発生日時, 障害開始, インシデント開始, 影響開始, 开始时间, 發生時間, 发生时间, 故障开始, "
        "발생 일시, 발생 시각, 발생 시간, 장애 발생, 장애 발생 일시, 장애 발생 시각, 장애 발생 시간, "
        "시작, 시작 일시, "
        "시작 시각, 시작 시간, 장애 시작, 장애 시작 시간, 장애 시작 시각, 영향 시작"
    ),
    "detected_at": (
        "detected, detected at, detection, detection time, time detected, time of detection, first detected, "
        "incident detected, date detected, discovered, discovered at, discovery, entdeckt, erkannt, "
        "erkannt um, entdeckung, detecte, detecte a, heure de detection, detectado, detectado em, "
        "hora de deteccion, rilevato, rilevato alle, gedetecteerd, ontdekt, oppdaget, oppdaget kl, oppdagelse, "
        "upptackt, upptacktes, opdaget, wykryto, wykrycie, 検知, 検知日時, 検知時刻, 検出, 発見, 発覚, "
        "检测时间, 发现时间, "
        "감지, 감지 시각, 감지 시간, 감지 일시, 탐지, 탐지 시각, 탐지 시간, 인지, 인지 시각, 인지 시간, 인지 일시, "
        "장애 감지, 장애 인지, 장애 탐지, 발견, 발견 시각, 발견 시간"
    ),
    "acknowledged_at": (
        "acknowledged, acknowledged at, acknowledgement, time acknowledged, acked, ack, bestatigt, bekreftet, "
        "kvittert, bekraftat, bekraeftet, 確認, 対応開始, 対応開始日時, 対応開始時刻, 响应时间, "
        "확인, 확인 시각, 대응 시작, 대응 시작 시각, 대응 시작 시간"
    ),
    "mitigated_at": (
        "mitigated, mitigated at, mitigation time, time mitigated, incident mitigated, outage mitigated, "
        "impact mitigated, eingedammt, mitigiert, begrenset, avverget, 緩和, 緩和日時, 暫定復旧, 暫定対応完了, "
        "缓解时间, "
        "완화, 완화 시각, 완화 시간, 임시 복구, 임시 조치 완료, 긴급 조치 완료"
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
        "終了日時, 終了時刻, 収束, 恢复时间, 結束時間, 结束时间, 解决时间, "
        "복구, 복구 완료, 복구 시각, 복구 시간, 복구 일시, 복구 완료 시각, 해결, 해결 완료, 해결 시각, "
        "해결 시간, 종료, "
        "종료 일시, 종료 시각, 종료 시간, 장애 종료, 장애 종료 시간, 장애 해소, 장애 복구, 장애 해결, 서비스 복구, "
        "조치 완료"
    ),
    "status": (
        "status, state, current status, stand, zustand, statut, "
        "etat, estado, stato, tilstand, ステータス, 状態, 状态, 狀態, "
        "상태, 현재 상태, 진행 상태, 진행 상황"
    ),
    "paper_status": (
        "postmortem status, post mortem status, postmortem state, document status, document state, doc status, doc "
        "state, review status, review state, report status, report state, pm status, rca status, retro status, "
        "write up status, status of this report, status of the report, status of this document, status of the "
        "document, status of this postmortem, status of the postmortem, status of this post mortem, status of the post "
        "mortem, status of the review, berichtsstatus, dokumentstatus, dokumentenstatus, status des "
        "berichts, status des dokuments, bearbeitungsstatus, statut du rapport, statut du document, statut du post "
        "mortem, etat du rapport, etat du document, estado del informe, estado del documento, estado del postmortem, "
        "estado do relatorio, estado do documento, status do relatorio, status do documento, stato del rapporto, stato "
        "del documento, status van het rapport, status van het document, rapportstatus, status for rapporten, "
        "dokumentets status, rapportens status, status for dokumentet, status raportu, status dokumentu, "
        "報告書ステータス, 文書ステータス, ドキュメントステータス, ポストモーテムステータス, レビューステータス, "
        "レビュー状況, 报告状态, 文档状态, 複盤狀態, 复盘状态, 문서 상태, 보고서 상태, 리뷰 상태, 검토 상태"
    ),
    "severity": (
        "severity, sev, severity level, incident severity, sev level, criticality, incident level, "
        "incident severity level, schweregrad, schwere, kritikalitat, gravite, severite, niveau de gravite, "
        "criticite, gravedad, severidad, criticidad, gravidade, severidade, criticidade, gravita, severita, "
        "criticita, ernst, ernstgraad, alvorlighetsgrad, alvorlighet, alvorsgrad, alvorlighed, "
        "allvarlighetsgrad, allvarlighet, waga, poziom, 重大度, 深刻度, 重要度, 障害レベル, "
        "インシデントレベル, 緊急度, 影響度, 严重程度, 严重级别, 嚴重程度, 级别, 故障等级, 故障级别, "
        "심각도, 중요도, 장애 등급, 장애 레벨, 장애 심각도, 사고 등급, 등급, 인시던트 레벨, 영향도, 긴급도"
    ),
    "priority": (
        "priority, prioritat, priorite, prioridad, prioridade, priorita, prioriteit, prioritet, 優先度, 优先级, "
        "우선순위, 우선 순위"
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
        "负责人, 負責人, "
        "담당자, 담당, 책임자, 오너, 소유자, 주 담당자, 장애 담당자, 문서 담당자, 대응 책임자, "
        "pm owner, post mortem dri, postmortem dri, incident dri, rca dri, report dri, owner of this report, owner of "
        "the report, owner of this document, owner of this postmortem, owner of the postmortem, postmortem owned by, "
        "report owned by, incident owned by, responsible engineer, owning engineer, accountable, accountable person, "
        "verantwortliche person, berichtsverantwortlicher, berichtsverantwortliche, personne responsable, responsable "
        "du rapport, responsable du post mortem, persona responsable, responsable del informe, responsable del "
        "incidente, responsable del postmortem, pessoa responsavel, responsavel pelo relatorio, responsavel pelo "
        "incidente, persona responsabile, responsabile del rapporto, responsabile dell incidente, verantwoordelijk, "
        "eindverantwoordelijke, eigenaar van het rapport, ansvarig person, rapportansvarig, incidentansvarig, "
        "ansvarlig ingenior, rapportens eier, osoba odpowiedzialna, wlasciciel raportu, wlasciciel incydentu, "
        "報告書責任者, 文書責任者, ポストモーテム担当者, ポストモーテム責任者, 报告负责人, 事故负责人, 故障负责人, "
        "复盘负责人, 보고서 담당자, 보고서 책임자, 장애 책임자"
    ),
    "authors": (
        "author, authors, written by, writer, writers, author s, postmortem author, postmortem authors, "
        "report author, prepared by, created by, drafted by, compiled by, authored by, submitted by, posted by, "
        "documented by, creator, document author, incident report author, reported by author, autor, autora, autoras, "
        "autoren, autorin, autorinnen, verfasser, verfasserin, verfasserinnen, verfasst von, geschrieben von, "
        "erstellt von, auteur, auteure, auteures, auteurs, autrice, autrices, redacteur, redactrice, redige par, "
        "ecrit par, cree par, autores, redactado por, redactada por, escrito por, escrita por, creado por, creada "
        "por, elaborado por, elaborada por, criado por, criada por, autore, autori, autrici, scritto da, creato da, "
        "redatto da, geschreven door, opgesteld door, gemaakt door, forfatter, forfattere, skrevet av, utarbeidet "
        "av, opprettet av, forfattet av, forfattare, skriven av, skapad av, upprattad av, skrevet af, oprettet af, "
        "udarbejdet af, autorzy, autorka, opracowal, sporzadzil, 作成者, ポストモーテム作成者, 報告書作成者, "
        "文書作成者, 資料作成者, ポストモーテム執筆者, 執筆者, 執筆, 著者, 記入者, 報告者, 作者, 撰写人, "
        "작성자, 저자, 글쓴이, 보고자, 작성, 보고서 작성자, 기록자, "
        "who wrote this, who wrote it, report by, report written by, report prepared by, report compiled by, incident "
        "report by, incident report written by, postmortem by, post mortem by, postmortem written by, post mortem "
        "written by, postmortem prepared by, rca by, retro by, write up by, writeup by, written up by, document "
        "written by, author of this report, author of the report, authors of this report, author of this document, "
        "author of this postmortem, author of the postmortem, lead author, main author, primary author, report "
        "authors, rca author, pm author, wer hat das geschrieben, bericht verfasst von, bericht erstellt von, "
        "berichtsautor, autor des berichts, autor in, qui a ecrit, auteur du rapport, rapport redige par, "
        "rapport ecrit par, redige, quien escribio esto, quien lo escribio, autor del informe, informe elaborado por, "
        "informe redactado por, informe escrito por, quem escreveu, autor do relatorio, relatorio elaborado por, "
        "relatorio escrito por, redigido por, chi ha scritto, autore del rapporto, rapporto scritto da, "
        "rapporto redatto da, verslag geschreven door, rapport geschreven door, rapport opgesteld door, auteur van "
        "het rapport, rapport skrevet av, rapportforfatter, rapport skriven av, rapportforfattare, rapport skrevet "
        "af, autor raportu, raport sporzadzil, przygotowal, napisal, 文責, 執筆担当, 撰写, 报告人, 编写人, 작성한 사람"
    ),
    "author_and_owner": (
        "author and owner, owner and author, author owner, owner author, authors and owners, authors and owner, owner "
        "and authors, author dri, written and owned by, verfasser und verantwortlicher, autor und verantwortlicher, "
        "autorin und verantwortliche, auteur et responsable, auteur responsable, autor y responsable, autor e "
        "responsavel, autore e responsabile, auteur en eigenaar, forfatter og eier, forfatter og ansvarlig, forfattare "
        "och agare, forfattare och ansvarig, forfatter og ejer, autor i wlasciciel, 作成者兼責任者, 作成者 責任者, "
        "作者兼负责人, 작성자 및 담당자, 작성자 담당자"
    ),
    "team": (
        "team, owning team, responsible team, team name, service team, verantwortliches team, equipe, equipo, "
        "equipa, squadra, ansvarlig team, zespol, チーム, 担当チーム, 主管チーム, 团队, 團隊, "
        "팀, 담당 팀, 담당팀, 소속, 소속 팀, 담당 부서, 부서, 주관 팀"
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
        "受影响服务, 受影响的服务, "
        "서비스, 영향 서비스, 대상 서비스, 장애 서비스, 영향 받은 서비스, 영향을 받은 서비스, "
        "영향받은 서비스, 시스템, "
        "대상 시스템, 영향 시스템, 장애 시스템, 컴포넌트"
    ),
    "incident": (
        "incident, incident id, incident number, incident link, incident ticket, incident key, ticket, issue, "
        "jira, tracking issue, tracking ticket, incident url, incident no, vorfall id, vorfallnummer, "
        "hendelses id, hendelsesnummer, sak, saksnummer, インシデント番号, インシデントid, チケット, 障害番号, "
        "工单, "
        "장애 번호, 인시던트 번호, 인시던트 id, 사고 번호, 티켓, 이슈, 지라"
    ),
    "incident_commander": (
        "incident commander, commander, ic, incident lead, incident manager, incident leader, hendelsesleder, "
        "インシデントコマンダー, インシデント指揮官, "
        "장애 지휘자, 장애 총괄, 인시던트 커맨더, 인시던트 지휘자, 사고 지휘자, 커맨더"
    ),
    "facilitator": (
        "facilitator, moderator, postmortem facilitator, meeting facilitator, fasilitator, ファシリテーター, "
        "진행자, 퍼실리테이터, 회의 진행자"
    ),
    "scribe": ("scribe, note taker, notetaker, protokollant, referent, 書記, 서기, 기록 담당"),
    "reviewers": (
        "reviewer, reviewers, reviewed by, approver, approvers, gepruft von, gjennomgatt av, レビュアー, "
        "レビュー担当, "
        "검토자, 리뷰어, 승인자"
    ),
    "participants": (
        "participants, attendees, responders, people involved, involved, teilnehmer, beteiligte, "
        "participantes, partecipanti, deelnemers, deltakere, deltagare, deltagere, 参加者, 対応者, "
        "참여자, 참석자, 참가자, 대응자, 관련자"
    ),
}

_PLURAL: Final = lazy_pattern(
    r"(?<=\w)\((?:s|es|en|e|er|n|r|in|innen)\)",
)
_NOTE: Final = lazy_pattern(r"\([^()]{0,60}\)|（[^（）]{0,60}）")
LONGEST_LABEL: Final = 60
"""No language labels a fact at greater length, in characters."""


def field_of(label: str) -> str | None:
    """Return the fact that a label announces: a key of the front matter, or a word for one; None if none.

    Such words are "incident_day", "paper_date", "paper_status", "priority" and "author_and_owner".

    Case, accents, markup, notes in parentheses and "(s)" do not matter.
    """
    return _field_of(label) if len(label) <= LONGEST_LABEL else None


@lru_cache(maxsize=4096)
def _field_of(label: str) -> str | None:
    words = fold(_NOTE.sub(" ", _PLURAL.sub("", plain_words(label))))
    known = _fields()
    return known.get(words) or field_of_paper(words, known.get)


@cache
def _fields() -> Mapping[str, str]:
    return {word.strip(): key for key, words in _LABELS.items() for word in fold_list(words).split(",")}
