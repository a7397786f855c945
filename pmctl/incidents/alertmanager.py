"""Alertmanager: the payload of a webhook (version 4), which Grafana sends as well.

Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Entry, Incident, Link
from pmctl.incidents.reader import has_keys, in_order, milestones, names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.incidents.values import Value

NAME: Final = "Alertmanager"

_SERVICE_LABELS: Final = ("service", "app", "job")
"""Where the name of a service may stand, the plainest first."""

_SEVERITY_OF_INCIDENTS: Final = ("sev", "p")
_MOST_LINKS: Final = 5


def recognises(data: object) -> bool:
    """Return whether this is what Alertmanager posts to a webhook, once or several times."""
    first = data[0] if isinstance(data, list) and data else data
    return has_keys(first, "alerts", "groupLabels") or has_keys(first, "alerts", "commonLabels")


def read(export: Value) -> Incident:
    """Return what the alerts of one group say of the incident."""
    posted = list(export.items()) if isinstance(export.data, list) else [export]
    alerts = [alert for one in posted for alert in one.at("alerts").items()]
    export = posted[0]
    labels, annotations = export.at("commonLabels"), export.at("commonAnnotations")
    started = [at for alert in alerts if (at := alert.at("startsAt").time())]
    ended = _ended(alerts)
    return Incident(
        source=NAME,
        title=annotations.at("summary").text() or _name(export.at("groupLabels")) or _name(labels),
        severity=_severity(labels.at("severity").text()),
        milestones=milestones(
            {
                "detected_at": min(started, default=None),
                "resolved_at": max((at for at in ended if at), default=None) if all(ended) else None,
            }
        ),
        services=names(_services([labels, *(alert.at("labels") for alert in alerts)])),
        links=tuple(dict.fromkeys(link for alert in alerts for link in _links(alert)))[:_MOST_LINKS],
        entries=in_order(entry for alert in alerts for entry in _entries(alert)),
        detection="alert",
    )


def _severity(label: str | None) -> str | None:
    """An alert's severity is not the incident's, unless it has the name of one: ``critical`` says who is woken."""
    if label is None or label.casefold().startswith(_SEVERITY_OF_INCIDENTS):
        return label
    return f"alert severity {label}"


def _name(labels: Value) -> str | None:
    return labels.at("alertname").text()


def _ended(alerts: list[Value]) -> list[dt.datetime | None]:
    """Return when each alert was resolved, or None: first it is told that one fires, and later that it is resolved."""
    ends: dict[object, dt.datetime | None] = {}
    for alert in alerts:
        one = (alert.at("fingerprint").text() or str(alert.at("labels").data), str(alert.at("startsAt").data))
        ends[one] = _end(alert) or ends.get(one)
    return list(ends.values())


def _end(alert: Value) -> dt.datetime | None:
    """Return when an alert was resolved; of one that fires, ``endsAt`` only says when it will be given up."""
    at = alert.at("endsAt").time()
    return at if alert.at("status").data == "resolved" else None


def _services(labels: list[Value]) -> Iterator[str | None]:
    for one in labels:
        yield next((name for key in _SERVICE_LABELS if (name := one.at(key).text())), None)


def _links(alert: Value) -> Iterator[Link]:
    annotations = alert.at("annotations")
    for title, value in (
        ("Runbook", annotations.at("runbook_url")),
        ("Dashboard", alert.at("dashboardURL")),
        ("Query", alert.at("generatorURL")),
    ):
        if url := value.url():
            yield Link(title, url)


def _entries(alert: Value) -> Iterator[Entry]:
    labels, annotations = alert.at("labels"), alert.at("annotations")
    name = _name(labels) or "An alert"
    where = labels.at("instance").text()
    told = f"{name} ({where})" if where else name
    detail = annotations.at("summary").text() or annotations.at("description").text()
    if at := alert.at("startsAt").time():
        yield Entry(at=at, text=f"{told} fires: {detail}" if detail else f"{told} fires")
    if at := _end(alert):
        yield Entry(at=at, text=f"{told} is resolved")
