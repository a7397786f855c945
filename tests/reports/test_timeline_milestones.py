"""Milestones that the entries of a timeline tell."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.model import MILESTONES
from pmctl.reports.timeline_milestones import misplaced_milestones, propose_milestones, tells
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
        ("mitigated_at", "Rolled back"),
        ("mitigated_at", "Rolled back release 42"),
        ("mitigated_at", "We rolled back the deploy"),
        ("mitigated_at", "Deploy rolled back"),
        ("mitigated_at", "Reverted the config change"),
        ("mitigated_at", "Fix deployed"),
        ("mitigated_at", "Hotfix deployed to production"),
        ("mitigated_at", "Failover to the replica completed"),
        ("mitigated_at", "Feature flag turned off; errors drop"),
        ("mitigated_at", "Sign-in works again"),
        ("resolved_at", "Declared resolved"),
        ("resolved_at", "Marked as resolved"),
        ("resolved_at", "Issue fixed"),
        ("resolved_at", "Everything green again"),
        ("detected_at", "We were alerted"),
        ("detected_at", "Opsgenie alert created"),
        ("started_at", "Users see errors"),
        ("started_at", "Error rates spike"),
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
        ("detected_at", "The alert should have fired here; it was muted"),
        ("detected_at", "Detected no errors"),
        ("detected_at", "Root cause detected"),
        ("acknowledged_at", "Customer acknowledged the delay"),
        ("acknowledged_at", "Acknowledged that we do not know the cause"),
        ("mitigated_at", "Mitigation discussed with the vendor"),
        ("mitigated_at", "Mitigation failed"),
        ("mitigated_at", "First mitigation has no effect"),
        ("mitigated_at", "Rolled back; no change"),
        ("mitigated_at", "Fix deployed to staging"),
        ("resolved_at", "The alert is resolved automatically"),
        ("resolved_at", "Incident was resolved too early and reopened"),
        ("resolved_at", "Vendor says their incident is resolved"),
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


def test_the_first_entry_is_the_start_where_no_words_tell_it() -> None:
    first, second = propose_milestones(view("- 09:40: deploy 12\n- 10:04: the alert fires\n").items, {}, KEYS)
    assert (first.key, first.item.text, first.is_first) == ("started_at", "deploy 12", True)
    assert (second.key, second.is_first) == ("detected_at", False)
    assert proposed("- 09:40: a\n", {"detected_at": dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC)}) == []


def test_none_is_later_than_those_behind_it_that_stay() -> None:
    at = dt.datetime(2026, 3, 14, 10, tzinfo=dt.UTC)
    assert proposed(SECTION, {"resolved_at": at}, ("started_at", "detected_at")) == ["started_at 09:52"]
    silent = "- 09:40: deploy 12\n- 10:04: the alert fires\n"
    assert proposed(silent, {"resolved_at": at}) == ["started_at 09:40"]
    later = {"acknowledged_at": at, "resolved_at": at + dt.timedelta(hours=2)}
    assert proposed(SECTION, later, ("mitigated_at",)) == ["mitigated_at 10:41"]


def test_what_stands_on_the_wrong_side_of_another_is_named() -> None:
    known = {
        key: dt.datetime(2026, 3, 14, 10, minute, tzinfo=dt.UTC)
        for key, minute in (("detected_at", 8), ("resolved_at", 30))
    }
    found = misplaced_milestones(view(SECTION).items, known, ("acknowledged_at", "mitigated_at"))
    assert [(one.key, one.item.line - found[0].item.line, one.side) for one in found] == [
        ("acknowledged_at", 0, "earlier than detected_at"), ("mitigated_at", 1, "later than resolved_at")
    ]  # fmt: skip
    assert misplaced_milestones(view("- 10:07: a\n").items, known, ("mitigated_at",)) == ()
    assert misplaced_milestones(view(SECTION).items, {}, ("started_at",)) == ()
