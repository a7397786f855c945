"""Entries of a timeline that are about something else than its incident."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_others import is_aftermath, is_not_ours, is_perhaps_what_began, is_told_for_later
from pmctl.adoption.milestone_tells import begins_in_trouble, told_milestones


@pytest.mark.parametrize(
    "event",
    [
        "Test alert sent to the new rota, @mara acks", "Alert test, acknowledged by @jonas",
        "False alarm: the till on floor 2, acknowledged by @noor", "Alert: disk of ci-3. Unrelated, acked by @noor",
        "Alert for the print server, not related, acknowledged", "Game day: the pager fires on purpose",
        "Chaos experiment starts, first errors", "Planned failover completed", "Second incident: incident resolved",
        "Fehlalarm: Alarm schlägt an, @jonas quittiert", "Übung: Alarm schlägt an", "Exercice : l'alerte se déclenche",
        "Simulacro: salta la alerta", "訓練: アラート発報",
    ],
)  # fmt: skip
def test_what_is_not_of_the_incident_tells_no_milestone(event: str) -> None:
    assert is_not_ours(event)
    assert told_milestones(event) == {}
    assert not begins_in_trouble(event)


@pytest.mark.parametrize("event", ["Alert fires", "An unplanned restart", "We declare an incident", "Störung behoben"])
def test_what_is_of_the_incident(event: str) -> None:
    assert not is_not_ours(event)


@pytest.mark.parametrize(
    "event",
    ["Anmeldung und Suche fallen aus", "La boutique ne répond plus", "Los pedidos fallan", "Klanten melden fouten"],
)
def test_trouble_in_other_words(event: str) -> None:
    assert is_perhaps_what_began(event)
    assert not is_perhaps_what_began("Neue Version ausgerollt")


@pytest.mark.parametrize(
    "event",
    [
        "Import fails (noticed only later)", "Import fails, noticed the next morning",
        "Import fails; noticed days after",
        "Dashboards show no alerts", "Monitoring shows no new alerts",
    ],
)  # fmt: skip
def test_what_is_seen_later_is_not_detected_now(event: str) -> None:
    assert "detected_at" not in told_milestones(event)
    assert not is_told_for_later(" that the import is missing")


def test_an_alert_that_is_refused_is_not_acknowledged_either() -> None:
    assert told_milestones("Alert fires again, acknowledged by @mara") == {}
    assert told_milestones("Alert fires, acknowledged by @mara") == {"detected_at": True, "acknowledged_at": True}


@pytest.mark.parametrize(
    "event",
    [
        "AWS announces increased error rates", "Example Telecom posts: lines are down",
        "Investigating: errors on the API",
        "Fastly returns 503s",
    ],
)  # fmt: skip
def test_what_somebody_else_announces_is_no_trouble_of_ours(event: str) -> None:
    assert not begins_in_trouble(event)


def test_trouble_that_is_cleaned_up_is_over() -> None:
    for event in ("Failed orders are replayed", "Error rate below 0.1 %", "Cause of the crash found"):
        assert is_aftermath(event)
    for event in ("Refunds crash", "Order processing stops", "The mirror falls behind"):
        assert not is_aftermath(event)
