"""Entries that tell of trouble, or that somebody saw it, in words that are not certain."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_perhaps import is_called_a_start, is_perhaps_seen, is_perhaps_trouble


@pytest.mark.parametrize(
    "event",
    [
        "We saw that bots are hammering the login", "Someone tweets that the shop is slow",
        "A customer calls: it is odd",
        "Support forwards a screenshot of an empty cart", "@jonas sees odd numbers", "@mara pings #payments",
        "A client e-mails about missing invoices", "The probe detected that orders fail", "Graphs show gaps",
        "@noor asks where the prices are", "Sales wakes @jonas", "The dashboard flags two tills",
    ],
)  # fmt: skip
def test_somebody_perhaps_saw_it(event: str) -> None:
    assert is_perhaps_seen(event)


@pytest.mark.parametrize(
    "event",
    [
        "Deploy 12", "Kubernetes detected a new image", "No alert fires", "The alert is muted",
        "The alert does not fire",
        "@mara pages the wrong team", "A drill with alerts", "Customers see timeouts", "x" * 200 + " alert",
    ],
)  # fmt: skip
def test_nobody_saw_it(event: str) -> None:
    assert not is_perhaps_seen(event)


@pytest.mark.parametrize(
    "event",
    [
        "API returns 503s", "Nothing loads", "The page stays white", "Pods restart in a loop", "CPU at 100 %",
        "Checkout is slow in Malmö", "Latency rises", "No orders", "Emails stop being sent", "Database is unresponsive",
    ],
)  # fmt: skip
def test_it_is_perhaps_trouble(event: str) -> None:
    assert is_perhaps_trouble(event)


def test_it_is_no_trouble() -> None:
    for event in ("Deploy 12", "No errors", "All is fine after the crash", "The fix for the crash is merged"):
        assert not is_perhaps_trouble(event)


def test_it_is_called_a_start() -> None:
    assert is_called_a_start("The outage begins")
    assert not is_called_a_start("Errors begin")
