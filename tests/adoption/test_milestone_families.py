"""Families of plain words that tell a milestone, each in many variants, and what comes near them."""

from __future__ import annotations

import pytest

from pmctl.adoption.milestone_tells import told_milestones

DETECTED = """\
PD alert
PD alert.
Pingdom down alert
Pingdom down alert.
UptimeRobot alert: shop down
Zabbix alert.
Grafana latency alert
Disk space alert on db-3
Nagios host-down alert
Latency alert.
SLO burn-rate page.
An alert was raised
An alert is raised by the probe
Nagios alert received
Alert received by @mara
An alert comes in
The first alert came in
Disk alert arrives
The alert sounds
An alert wakes @jonas
Alert raised for the queue
KubeAPIDown fires
KubeAPIDown fires.
HighErrorRate firing
CertificateExpired (gw-1:443) fires
DiskFull (db-2) fires: 98 % used
TargetDown is firing
CPUThrottlingHigh fired
Disk usage (db-1:9100) fires
QueueTooLong (worker) fires.
User reports issue
User reports on Discord
Users report by mail that nothing loads
A customer reports via chat
Players report on Reddit that logins fail
Customers start reporting that the shop is unreachable
Users begin to report timeouts
Merchants are reporting failed payments
A student reported on Slack
Users reporting slow pages
Pingdom reports the shop as down
Datadog alerts on 5xx
Zabbix notifies @mara
Smokeping alerts.
Anomaly detection alerts on orders per minute
CloudWatch alarms
We detected that bots are hammering the login
We detected a spike in failures
We spotted strange invoices
We are informed that checkout is down
We were told that payments fail
"""

MITIGATED = """\
Site is up again
Site is back up
Servers back online
Service is back online
API is back up.
The shop is back online
All servers are back up
Website came back up
The database is back in service
Search back online
Emails are flowing again
Orders flow again
API responds again
Site is back.
Packet loss gone
Errors are gone
Attack traffic fully blocked
Attack completely blocked
Workers respond again
"""

RESOLVED = """\
Traffic recovered
Service recovers
Services recovered
Traffic recovers
System recovers.
Success rate back to 98 %
Success rate is back at 99.6 %
Conversion recovers
Availability recovered
Status page set to resolved
Status page updated to Resolved
Status page changed to "Resolved"
Status page was set to resolved
Status moved to Resolved
Status page switched to resolved
Incident status changed to resolved
Incident resolved
Incident resolved after monitoring for an hour
Incident closed after watching for 30 minutes
Incident resolved after we watched it for two hours
Resolved after monitoring for an hour
Incident closed following observation for an hour
Outage over after watching the graphs for one hour
Incident resolved.
"""

STARTED = """\
Requests start failing
Users start seeing errors
Customers begin to get timeouts
Players started getting errors
Users begin experiencing failures
Customers start to see 503s
Writes begin to fail
Logins started failing
Connections start to hang
Devices begin to disconnect
Database becomes unresponsive
The API became unreachable
Search goes read-only
Cluster becomes unstable
Site becomes unavailable
Emails stop being sent
Invoices stop being created
Prices stop updating
Webhooks stopped arriving
API stops responding
Gateway starts rejecting 30 % of transactions
Gateway starts rejecting cards
Service starts throwing errors
API starts returning 503s
"""

NONE = """\
Pingdom up alert
Queues back up behind the lock
The database back up starts
The servers back up to tape
On-call checks: site is up
A customer reports on Monday
DevOps fires up the runbook
GitHub fires webhooks
No alert
No alert.
Add alert
Test alert.
False alarm.
Silenced the alert
Alert threshold raised to 90 %
Alert rule created
Datadog alert cleared
CronJob fires
Nightly job (db-1) fires
The vendor fires two people
CertificateExpired (gw-1:443) is not firing
Users report that all is fine
A customer reports a change of address
We detected the cause
We discovered the bug in the parser
We detected no errors
Muted the disk alert.
Closed the Datadog alert.
The database is back up to 40 % CPU
Took the server back online for a test
Node 3 is back up
One of three servers back online
Site should be back up soon
Site is back up for some users
Is the site back up?
Servers are not back online
Restored the back up
Error rate back to 40 %
Success rate back to 60 %
Success rate not yet back to 98 %
Status page should be set to resolved
Status page not yet updated to resolved
Status page set to monitoring
Attack traffic partly blocked
Attack traffic not fully blocked
Traffic begins to recover
Service is expected to recover
Traffic starts to recover
Services recover slowly
Errors stop being logged
Alerts stop being sent
We stop sending mail
We stopped replicating
Attack traffic stops arriving
Deploy starts
@mara starts looking
Requests start succeeding
Users start seeing recovery
Users start seeing fewer errors
Incident resolved for an hour, then reopened
Errors stopped for an hour
"""


@pytest.mark.parametrize(
    ("key", "events"),
    [("started_at", STARTED), ("detected_at", DETECTED), ("mitigated_at", MITIGATED), ("resolved_at", RESOLVED)],
)
def test_variants_of_plain_words_tell_the_same(key: str, events: str) -> None:
    assert [event for event in events.splitlines() if key not in told_milestones(event)] == []


def test_what_comes_near_them_tells_nothing() -> None:
    assert [event for event in NONE.splitlines() if told_milestones(event)] == []
