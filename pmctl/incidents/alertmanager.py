"""Alertmanager: the payload of a webhook (version 4), which Grafana sends as well.

Sources: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, and
https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/,
whose payload has an ``orgId``, a ``title`` and a ``state`` besides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.incidents.alert_groups import ONE, end_of, identity, join_groups
from pmctl.incidents.alert_labels import Labels, name_of, services
from pmctl.incidents.model import Entry, Incident, Link
from pmctl.incidents.reader import has_keys, in_order, milestones, names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.incidents.values import Value

__all__ = ["KEYS", "NAME", "ONE", "read", "recognises", "subjects"]

NAME: Final = "Alertmanager"
GRAFANA: Final = "Grafana"

KEYS: Final[frozenset[str]] = frozenset()

_SEVERITY_OF_INCIDENTS: Final = ("sev", "p")
_LINKS: Final = ("Runbook", "Dashboard", "Query")
"""What an alert may lead to, the most useful first."""

_MOST_LINKS: Final = 10


def recognises(data: object) -> bool:
    """Return whether this is what Alertmanager posts to a webhook, once or several times."""
    first = data[0] if isinstance(data, list) and data else data
    return has_keys(first, "alerts", "groupLabels") or has_keys(first, "alerts", "commonLabels")


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:  # noqa: ARG001 - as every reader has it
    """Yield nothing: an incident may set off several groups of alerts, and `read` knows which belong together."""
    yield from ()


def read(export: Value) -> Incident:
    """Return what the alerts say of the incident.

    Raises:
        PmctlError: more than an hour lies between some of them and the others.
    """
    posted = _posted(export)
    alerts = [alert for one in posted for alert in one.at("alerts").items()]
    join_groups(posted)
    common = [one.at("commonLabels") for one in posted]
    severity = next(filter(None, (one.at("severity").text() for one in common)), None)
    labels = Labels(alerts)
    source = GRAFANA if any(map(_is_grafanas, posted)) else NAME
    started = [at for alert in alerts if (at := alert.at("startsAt").time())]
    ended = _ended(alerts)
    if left_out := max((number for one in posted if (number := one.at("truncatedAlerts").number())), default=0):
        export.reading.notes.append(f"{source} has left alerts out: {left_out:,} (max_alerts of the webhook)")
        if all(one.at("status").data != "resolved" for one in posted):
            ended.append(None)
    return Incident(
        source=source,
        title=_title(posted, alerts),
        severity=_severity(severity),
        milestones=milestones(
            {
                "detected_at": min(started, default=None),
                "resolved_at": max((at for at in ended if at), default=None) if all(ended) else None,
            }
        ),
        services=names(services([*common, *(alert.at("labels") for alert in alerts)])),
        links=_first_links(export, alerts, labels),
        entries=in_order(_entries(alerts, labels)),
        detection="alert",
    )


def _posted(export: Value) -> list[Value]:
    return list(export.items()) if isinstance(export.data, list) else [export]


def _is_grafanas(posted: Value) -> bool:
    return has_keys(posted.data, "orgId") or has_keys(posted.data, "title", "state")


def _title(posted: list[Value], alerts: list[Value]) -> str | None:
    """Return what the group is about: its summary, its name, or Grafana's title; else the name of its first alert."""
    for one in posted:
        common = name_of(one.at("groupLabels")) or name_of(one.at("commonLabels"))
        if title := one.at("commonAnnotations", "summary").text() or common or _words_of(one.at("title")):
            return title
    dated = [(at, name) for alert in alerts if (at := alert.at("startsAt").time()) and (name := _title_of(alert))]
    if not dated:
        return None
    posted[0].reading.notes.append("The group of alerts has no name: the title is that of its first alert")
    return min(dated)[1]


def _title_of(alert: Value) -> str | None:
    return name_of(alert.at("labels")) or alert.at("annotations", "summary").text()


def _words_of(title: Value) -> str | None:
    """Return Grafana's title without how many alerts fire, unless all that is left are values of labels in brackets."""
    words = _state().sub("", title.text() or "").strip() if isinstance(title.data, str) else ""
    return None if words.startswith("(") else words or None


@cache
def _state() -> re.Pattern[str]:
    return re.compile(r"^\s{0,9}\[[^\[\]]{1,60}\]")


def _severity(label: str | None) -> str | None:
    """An alert's severity is not the incident's, unless it has the name of one: ``critical`` says who is woken."""
    if label is None or label.casefold().startswith(_SEVERITY_OF_INCIDENTS):
        return label
    return f"alert severity {label}"


def _ended(alerts: list[Value]) -> list[dt.datetime | None]:
    """Return when each alert was resolved, or None: first it is told that one fires, and later that it is resolved."""
    ends: dict[tuple[str, str], dt.datetime | None] = {}
    for alert in alerts:
        one = identity(alert)
        ends[one] = end_of(alert) or ends.get(one)
    return list(ends.values())


def _first_links(export: Value, alerts: list[Value], labels: Labels) -> tuple[Link, ...]:
    links = tuple(_links(alerts, labels))
    if links[_MOST_LINKS:]:
        left = len(links) - _MOST_LINKS
        export.reading.notes.append(f"{left:,} of {len(links):,} links of the alerts are left out, runbooks last")
    return links[:_MOST_LINKS]


def _links(alerts: list[Value], labels: Labels) -> Iterator[Link]:
    """Yield where the alerts lead to, each address once, with the alert's name where another leads elsewhere."""
    found: dict[str, dict[str, str]] = {title: {} for title in _LINKS}
    for alert in alerts:
        runbook = alert.at("annotations", "runbook_url")
        for title, value in zip(_LINKS, (runbook, alert.at("dashboardURL"), alert.at("generatorURL")), strict=True):
            if url := value.url():
                found[title].setdefault(url, labels.told(alert))
    for title, addresses in found.items():
        for url, name in addresses.items():
            yield Link(title if len(addresses) == 1 else f"{title} of {name}", url)


def _entries(alerts: list[Value], labels: Labels) -> Iterator[Entry]:
    """Yield that each alert fires, as it was posted first, and that it is resolved."""
    told: set[tuple[str, str, bool]] = set()
    for alert in alerts:
        name, detail = labels.told(alert), _detail(alert)
        fires = (alert.at("startsAt").time(), f"{name} fires: {detail}" if detail else f"{name} fires")
        for is_over, (at, text) in enumerate((fires, (end_of(alert), f"{name} is resolved"))):
            one = (*identity(alert), bool(is_over))
            if at is not None and one not in told:
                told.add(one)
                yield Entry(at=at, text=text)


def _detail(alert: Value) -> str | None:
    """Return the summary and the description, unless one has the other in it."""
    annotations = alert.at("annotations")
    summary, description = annotations.at("summary").text() or "", annotations.at("description").text() or ""
    if summary in description or description in summary:
        return max(summary, description, key=len) or None
    return f"{summary.rstrip('.')}: {description}"
