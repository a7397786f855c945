"""Effects of an incident that begin and end, in everyday words."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_closings import is_closing, is_perhaps_helped
from pmctl.adoption.milestone_tells import begins_in_effect, plain_milestones, told_milestones

BEGINS = """\
Half of the API calls fail
The primary database host dies
Nightly job crashes
Requests from the app get HTTP 429
Users are logged out
Guests see an empty cart
Visitors in Malmö start seeing blank pages
Customers can no longer pay
Writes to the orders table fail with a lock timeout
Mails are delayed
All sites are down
Invoices are sent with a wrong tax rate
Disks become read-only
The pods grow until they are OOM-killed
Success rate of logins falls to 40 %
Packet loss between the two halls reaches 40 %
Jobs stay in the queue
The switch does not come back
Reports time out for everybody
Backup job fails for the first time
Die Anmeldung schlägt für alle Kunden fehl
"""
NO_START = """\
All pods restarted with the new configuration
Load test: requests time out at 2,000 users
In staging, requests time out
Support says that mails are delayed
Writes failed at 09:30
Writes still fail
The provider says writes fail
No writes fail
@mara reads the logs
"""
ENDS = """\
Customers are served again
Clients connect again
The checkout is fast again
Switched to the second provider, codes arrive again
Writes resume
Logins work.
Key replaced. Logins work
Pages load again
Success rate back above 99 %
Checks succeed
Mitigation: reads are served from the replica
Workaround in place: logins by password only
Customers no longer see errors
429s drop to baseline
Error rate back under 0.1 %
Mails are sent without delay
Token validation recovers
Search answers normally
Mara Lind: “Rolled back to 311, errors are gone”
Rollback abgeschlossen, Fehler hören auf
Anmeldungen funktionieren wieder
Les erreurs cessent
La búsqueda funciona de nuevo
"""
NO_END = """\
Customers no longer receive mails
All users must log in again
The alert is sent again
On the side of the provider, codes arrive again
Logins work for a minute, then fail
Logins work for some
Search works, checkout is down
No logins succeed
@mara asks whether logins work.
Success rate back above 60 %
Success rate back at 90 %
Error rate drops to 12 %
Mitigation: proposed to read from the replica
Workaround in place for two large customers
Customer: “It works again”
Mara Lind: “are errors gone?”
Dashboards green again because the exporter died
"""


@pytest.mark.parametrize("event", BEGINS.splitlines())
def test_what_hits_users_begins(event: str) -> None:
    assert begins_in_effect(event)


@pytest.mark.parametrize("event", NO_START.splitlines())
def test_what_comes_near_it_is_no_start(event: str) -> None:
    assert not begins_in_effect(event)


@pytest.mark.parametrize("event", ENDS.splitlines())
def test_what_hit_users_ends(event: str) -> None:
    told = told_milestones(event)
    assert told.get("mitigated_at") or "resolved_at" in told


@pytest.mark.parametrize("event", NO_END.splitlines())
def test_what_comes_near_it_is_no_end(event: str) -> None:
    told = told_milestones(event)
    assert not told.get("mitigated_at")
    assert "resolved_at" not in told


def test_effects_are_not_plain_enough_to_adopt() -> None:
    assert plain_milestones("Logins work.") == {}


@pytest.mark.parametrize(
    "event",
    [
        "Incident resolved", "The incident is declared over", "@mara closes the incident", "Resolved by Mara Lind",
        "Backlog done; resolved.", "All clear", "Vorfall behoben", "Incident clos", "障害解決",
    ],
)  # fmt: skip
def test_the_incident_itself_is_over(event: str) -> None:
    assert is_closing(event)


@pytest.mark.parametrize(
    "event",
    [
        "Issue resolved by rolling back", "Service restored, monitoring", "Outage over", "Resolved by rolling back",
        "Incident review closed", "Incident channel closed",
    ],
)  # fmt: skip
def test_what_ends_besides_the_incident_is_not(event: str) -> None:
    assert not is_closing(event)


def test_whether_it_helped() -> None:
    assert is_perhaps_helped("The graphs look fine")
    assert not is_perhaps_helped("All customers informed")
