"""Ends that are told of one alert."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_alerts import ends_of_alerts, is_end_of_alert

TWO = ("Firing: CheckoutErrors", "PoolSaturated fires: 95 % in use")


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ((*TWO, "Resolved: CheckoutErrors", "Resolved: PoolSaturated"), [2]),
        ((*TWO, "PoolSaturated is resolved", "CheckoutErrors is resolved"), [2]),
        ((*TWO, "[RESOLVED] CheckoutErrors", "Incident resolved"), [2]),
        ((*TWO, "Resolved: CheckoutErrors", "Resolved: PoolSaturated", TWO[0], "Resolved: PoolSaturated"), [2, 5]),
        ((TWO[0], "Resolved: CheckoutErrors on web-1"), []),
        (('Alert "p99 above 2 s" fires', "Alert CartErrors fires on web", "Alert CartErrors resolved."), [2]),
        # An alert of which the timeline tells no beginning is another's while one fires.
        ((TWO[0], "Resolved: DiskFull on db-1"), [1]), ((TWO[0], "Resolved: all pods are healthy"), []),
        ((TWO[0], "Resolved: CheckoutErrors", "Resolved: DiskFull"), []), (("Alert fires", "Alert resolved"), []),
        ((TWO[0], "Resolved."), []), ((TWO[0], "nothing"), []),
    ],
)  # fmt: skip
def test_the_end_of_one_alert_while_another_fires(events: tuple[str, ...], found: list[int]) -> None:
    ends = [place for place, event in enumerate(events) if "esolved" in event or "RESOLVED" in event]
    assert sorted(ends_of_alerts(events, ends, 0)) == found


def test_before_any_trouble_it_is_another_incidents() -> None:
    events = ("Resolved: DiskFull on db-1", "checkout fails")
    assert ends_of_alerts(events, [0], 1) == ends_of_alerts(events, [0], None) == {0}
    assert ends_of_alerts(("Resolved: the queue is empty", "checkout fails"), [0], 1) == set()


def test_what_names_an_alert() -> None:
    assert is_end_of_alert("Resolved: CheckoutErrors")
    assert is_end_of_alert("The disk alert was resolved")
    assert not is_end_of_alert("Incident resolved")
    assert not is_end_of_alert("CheckoutErrors fires")
