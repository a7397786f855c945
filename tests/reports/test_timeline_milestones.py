"""Milestones that the entries of a timeline tell."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.model import MILESTONES
from pmctl.reports.timeline_milestones import propose_milestones, tells
from tests.reports.test_timeline import view

KEYS = MILESTONES[:-1]


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("started_at", "The outage begins"),
        ("started_at", "Incident started in eu-west"),
        ("started_at", "Start of the impact"),
        ("started_at", "First checkouts time out; first failed orders"),
        ("started_at", "Errors on all hosts begin"),
        ("started_at", "Der Ausfall beginnt"),
        ("started_at", "Début de la panne"),
        ("started_at", "L'incident commence"),
        ("started_at", "Empieza la caída; la interrupción comienza"),
        ("started_at", "Início do incidente"),
        ("started_at", "Inizio dell'incidente"),
        ("started_at", "De storing begint"),
        ("started_at", "Feilen starter"),
        ("started_at", "Hændelsen begynder"),
        ("started_at", "Incidenten börjar"),
        ("started_at", "Początek awarii"),
        ("started_at", "障害が発生"),
        ("started_at", "故障发生"),
        ("detected_at", "The error rate alert fires"),
        ("detected_at", "Alert: more than 5 % of orders fail"),
        ("detected_at", "The monitor pages @mara"),
        ("detected_at", "A customer in Malmö reports an empty page"),
        ("detected_at", "Problem detected by the probe"),
        ("detected_at", "First report in #support"),
        ("detected_at", "Alarm schlägt an"),
        ("detected_at", "L'alerte se déclenche"),
        ("detected_at", "Salta la alerta: la alerta salta"),
        ("detected_at", "O alarme dispara"),
        ("detected_at", "Scatta l'allarme: rilevato un errore"),
        ("detected_at", "Storing gemeld door een klant"),
        ("detected_at", "Wykryto awarię"),
        ("detected_at", "アラート発報"),
        ("detected_at", "监控告警"),
        ("acknowledged_at", "@jonas acknowledges"),
        ("acknowledged_at", "Page ack'd"),
        ("acknowledged_at", "@noor picks up the page"),
        ("acknowledged_at", "@jonas quittiert; quittiert von @jonas"),
        ("acknowledged_at", "Prise en compte: l'alerte est acquittée"),
        ("acknowledged_at", "対応開始"),
        ("mitigated_at", "Impact mitigated"),
        ("mitigated_at", "The rollback is complete"),
        ("mitigated_at", "The driver was rolled back"),
        ("mitigated_at", "All hosts are back"),
        ("mitigated_at", "The workaround is in place"),
        ("mitigated_at", "Errors stop"),
        ("mitigated_at", "Auswirkungen eingedämmt"),
        ("mitigated_at", "Impact atténué"),
        ("mitigated_at", "ロールバック完了"),
        ("resolved_at", "Incident resolved"),
        ("resolved_at", "The incident is closed"),
        ("resolved_at", "All clear"),
        ("resolved_at", "Traffic is back to normal"),
        ("resolved_at", "Service fully restored"),
        ("resolved_at", "Störung behoben"),
        ("resolved_at", "Fin de l'incident"),
        ("resolved_at", "Incidente resuelto"),
        ("resolved_at", "Problema resolvido"),
        ("resolved_at", "Servizio ripristinato"),
        ("resolved_at", "Storing opgelost"),
        ("resolved_at", "Felet är åtgärdat"),
        ("resolved_at", "復旧"),
        ("resolved_at", "故障恢复"),
    ],
)
def test_words_that_tell_a_milestone(key: str, event: str) -> None:
    assert tells(event, key)


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("started_at", "Deploy 12 started"),
        ("started_at", "The rollback of the release begins"),
        ("started_at", "Incident investigation started"),
        ("started_at", "First crash report from a customer"),
        ("detected_at", "No alert fired"),
        ("detected_at", "The failure was not detected"),
        ("detected_at", "An alert will be added"),
        ("acknowledged_at", "Nobody acknowledged the page"),
        ("acknowledged_at", "Back in the office"),
        ("mitigated_at", "Not yet mitigated"),
        ("mitigated_at", "We tried whether it is mitigated"),
        ("resolved_at", "The issue is still unresolved"),
        ("resolved_at", "Waiting until the incident is resolved"),
        ("resolved_at", "The host name is resolved"),
        ("resolved_at", "Noch nicht behoben"),
        ("resolved_at", "x" * 400 + " incident resolved"),
    ],
)
def test_words_that_tell_none(key: str, event: str) -> None:
    assert not tells(event, key)


SECTION = """\
- 09:40: deploy 12 started
- 09:52: first errors
- 10:04: the alert fires
- 10:05: incident resolved itself, it seemed; not resolved
- 10:07: @mara acknowledges
- 10:41: rolled back, the impact ended
- 11:30: incident resolved
- 12:00: incident resolved, says the vendor
"""


def proposed(section: str, known: dict[str, dt.datetime] | None = None, wanted: tuple[str, ...] = KEYS) -> list[str]:
    found = propose_milestones(view(section).items, known or {}, wanted)
    return [f"{one.key} {one.at:%H:%M}" for one in found]


def test_the_first_entry_that_tells_it_counts() -> None:
    assert proposed(SECTION) == [
        "started_at 09:52", "detected_at 10:04", "acknowledged_at 10:07", "mitigated_at 10:41", "resolved_at 11:30"
    ]  # fmt: skip


def test_none_is_earlier_than_those_before_it() -> None:
    at = dt.datetime(2026, 3, 14, 10, 6, tzinfo=dt.UTC)
    assert proposed(SECTION, {"detected_at": at}, ("started_at", "resolved_at")) == [
        "started_at 09:52", "resolved_at 11:30"
    ]  # fmt: skip
    assert proposed("- 09:00: the alert fires\n- 09:52: first errors\n") == ["started_at 09:52"]


def test_one_entry_may_tell_several() -> None:
    assert proposed("- 09:00: the impact ended, incident resolved\n") == ["mitigated_at 09:00", "resolved_at 09:00"]


def test_nothing_is_proposed_by_what_has_no_time() -> None:
    assert proposed("- 25:71 incident resolved\n- 2026-03-15: incident resolved\n") == []
    assert proposed(SECTION, wanted=()) == []
