"""The words of an entry that tell a milestone, and those that leave a doubt."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_doubts import goes_on, sentence_of
from pmctl.adoption.milestone_tells import begins_in_trouble, tells, told_milestones


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


@pytest.mark.parametrize(
    "event",
    [
        "Is the incident resolved", "Question: is the incident resolved?",
        "Everyone believes that the incident is resolved", "It looks like the issue is fixed",
        "Exit criterion: incident closed after 20 minutes", "ETA for fix deployed: 11:00",
        "The page wrongly says incident resolved", '@noor writes "incident resolved"',
        "“Incident resolved” was posted early", "Alerts cleared for two minutes, then fired again",
        "Issue fixed for new accounts, a backlog remains",
        "Rolled back the deploy. This does not improve the situation.", "Reverted the config; this did not help",
        "@jonas suggests that the config is rolled back", "Deployed a patch that adds metrics",
        "Rolled back the wrong service", "Rolled back to 4.1 of the wrong service",
        "Errors dropped for a minute and came back", "Fix deployed to 10 % of hosts", "Mitigated in part",
        "Search works again for some", "Search works again, but slowly", "Two shards fully recovered",
        "eu-west-1 fully recovered", "Service restored in staging", "Issue fixed in version 4", "Closed the valve",
        "Incident channel closed", "Payment provider: incident resolved", "Yesterday's outage was resolved",
        "Resolved?", "Found that the problem was fixed in May", "Incident resolved at 10:15, as we learned later",
        "Everything looks normal", "The incident is over as soon as the lock is gone", "No all clear yet",
        "Fix deployed as a test", "Problème non résolu", "Service partiellement rétabli", "Problema non risolto",
        "Problema parzialmente risolto", "Problema aún no resuelto", "Incidente parcialmente resuelto",
        "Ainda não resolvido", "Problema quase resolvido", "Teilweise behoben", "Scheinbar behoben",
        "Störung noch nicht behoben", "Gedeeltelijk hersteld", "Nog niet opgelost", "Delvis gjenopprettet",
        "Ikke løst ennå", "Delvis återställd", "Inte åtgärdat", "Delvist løst, delvis genoprettet",
        "Jeszcze nie rozwiązane", "Częściowo przywrócono", "再起動したが復旧せず", "まだ復旧していない",
        "一部復旧", "復旧作業を開始", "復旧の見込みなし",
        "仍未恢复正常", "问题尚未解决", "部分恢复正常",
    ],
)  # fmt: skip
def test_an_end_in_doubt_is_none(event: str) -> None:
    assert told_milestones(event).keys() <= {"detected_at"}


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("started_at", "Graphs show that errors began before the deploy"),
        ("started_at", "Errors began at 09:00"),
        ("started_at", "The incident response process starts"),
        ("started_at", "We get the first alert about failed exports"),
        ("started_at", "Error rate rises again after the restart"),
        ("started_at", "Users see errors in the app, too"),
        ("started_at", "Support reports that users get errors"),
        ("started_at", "First attempt failed"),
        ("started_at", "Reports of errors start to reach us"),
        ("detected_at", "The balancer detects new nodes as healthy"),
        ("detected_at", "The scheduler detected a new image version"),
        ("detected_at", "The alert fired but was suppressed by a maintenance window"),
        ("detected_at", "@noor asks whether anybody noticed slow builds"),
        ("detected_at", "The alert fires again"),
        ("detected_at", "The alert for another team's host fires"),
        ("detected_at", "Triggered the pipeline for the fix"),
        ("detected_at", "A user reports that all is fine"),
        ("detected_at", "The user reported a change of address"),
        ("acknowledged_at", "The provider acknowledges the issue"),
        ("acknowledged_at", "The producer runs with acks=all"),
        ("acknowledged_at", "Page timed out unacknowledged; ack missing"),
        ("acknowledged_at", "Messages are acked in order"),
        ("acknowledged_at", "The bot acks all alerts"),
    ],
)
def test_what_is_not_the_incidents_milestone(key: str, event: str) -> None:
    assert not tells(event, key)


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("detected_at", "Detection: the probe fails"),
        ("detected_at", "Incident triggered: HighErrorRate"),
        ("detected_at", "Triggered through the API"),
        ("detected_at", "End-users alerted us that exports are empty"),
        ("detected_at", "The probe detects elevated latency"),
        ("detected_at", "The platform team is notified"),
        ("detected_at", "@noor reports a wrong price in #search"),
        ("started_at", "Impact start: consumers stop"),
        ("started_at", "Comienza el incidente"),
        ("mitigated_at", "Mitigated by failing over to eu-west-1"),
        ("mitigated_at", "Rolled back to the previous version"),
        ("resolved_at", "Resolved: the index is rebuilt"),
        ("resolved_at", "The incident has been resolved"),
        ("resolved_at", "Incident closed after 30 minutes without errors"),
        ("resolved_at", "Queue drained (resolved)"),
        ("resolved_at", "Alles wieder normal"),
        ("resolved_at", "Incidente cerrado"),
    ],
)
def test_what_leaves_no_doubt(key: str, event: str) -> None:
    assert tells(event, key)


def test_how_plainly_it_is_told() -> None:
    assert told_milestones("The outage begins, users see errors") == {"started_at": True}
    assert told_milestones("Error rates spike") == {"started_at": False}
    assert told_milestones("The outage begins; the alert fires") == {"started_at": True, "detected_at": True}
    assert told_milestones("Rolled back; errors stop") == {"mitigated_at": True}
    assert told_milestones("Traffic is back to normal") == {"resolved_at": False}


@pytest.mark.parametrize(
    "event",
    [
        "No change", "Errors continue after the rollback", "Logins still fail", "It did not help",
        "Incident reopened", "Disk is full again", "Errors are back", "Latency climbs once more",
        "The restart made no difference", "復旧せず", "仍有错误", "Immer noch gestört", "Error rate is elevated",
    ],
)  # fmt: skip
def test_it_goes_on(event: str) -> None:
    assert goes_on(event)


@pytest.mark.parametrize(
    "event",
    [
        "Latency is back to normal",
        "Logins work again",
        "Still monitoring",
        "The queue continues to drain",
        "Errors return to zero",
    ],
)
def test_it_does_not_go_on(event: str) -> None:
    assert not goes_on(event)


def test_trouble_is_what_fails_by_itself() -> None:
    assert begins_in_trouble("Config push to all edges; pages return 500")
    assert begins_in_trouble("The certificate expires")
    for event in ("Deploy of the fix for the crash", "A user says it is down", "No errors", "The queue is long"):
        assert not begins_in_trouble(event)


def test_sentences_end_with_their_mark() -> None:
    text = "One 1.5 s. Two? Three; four"
    assert [text[slice(*sentence_of(text, at, at + 1))] for at in (0, 12, 17, 24)] == [
        "One 1.5 s.",
        " Two?",
        " Three;",
        " four",
    ]
    assert sentence_of("a.b", 0, 3) == (0, 3)
    # Words may stand on both sides of a mark.
    assert sentence_of("ab. cd. ef", 1, 5) == (0, 7)


def test_a_long_event_is_read_as_far_as_it_counts() -> None:
    assert tells(f"Incident resolved {'x ' * 500_000}", "resolved_at")
    assert not tells(f"Incident resolved. {'It is fine. ' * 20} It did not help.", "resolved_at")
