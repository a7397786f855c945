"""Alertmanager: the payload of a webhook (version 4), which Grafana sends as well.

Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.incidents.model import Entry, Incident, Link
from pmctl.incidents.reader import Choice, has_keys, in_order, milestones, names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pmctl.incidents.values import Value

NAME: Final = "Alertmanager"

ONE: Final = Choice("groups of alerts", "Keep only what was posted of one group: with one groupKey.")

_SERVICE_LABELS: Final = ("service", "app", "job")
"""Where the name of a service may stand, the plainest first."""

_SEVERITY_OF_INCIDENTS: Final = ("sev", "p")
_MOST_LINKS: Final = 5


def recognises(data: object) -> bool:
    """Return whether this is what Alertmanager posts to a webhook, once or several times."""
    first = data[0] if isinstance(data, list) and data else data
    return has_keys(first, "alerts", "groupLabels") or has_keys(first, "alerts", "commonLabels")


def subjects(export: Value) -> Iterator[tuple[str, str | None]]:
    """Yield the keys of the groups that alerts were posted of."""
    for one in _posted(export):
        yield "groupKey", one.at("groupKey").text()


def read(export: Value) -> Incident:
    """Return what the alerts of one group say of the incident."""
    posted = _posted(export)
    alerts = [alert for one in posted for alert in one.at("alerts").items()]
    export = posted[0]
    labels, annotations = export.at("commonLabels"), export.at("commonAnnotations")
    started = [at for alert in alerts if (at := alert.at("startsAt").time())]
    ended = _ended(alerts)
    if left_out := max((number for one in posted if (number := one.at("truncatedAlerts").number())), default=0):
        export.reading.notes.append(f"Alertmanager has left alerts out: {left_out:,} (max_alerts of the webhook)")
        if all(one.at("status").data != "resolved" for one in posted):
            ended.append(None)
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
        entries=in_order(_entries(alerts)),
        detection="alert",
    )


def _posted(export: Value) -> list[Value]:
    return list(export.items()) if isinstance(export.data, list) else [export]


def _severity(label: str | None) -> str | None:
    """An alert's severity is not the incident's, unless it has the name of one: ``critical`` says who is woken."""
    if label is None or label.casefold().startswith(_SEVERITY_OF_INCIDENTS):
        return label
    return f"alert severity {label}"


def _name(labels: Value) -> str | None:
    return labels.at("alertname").text()


def _ended(alerts: list[Value]) -> list[dt.datetime | None]:
    """Return when each alert was resolved, or None: first it is told that one fires, and later that it is resolved."""
    ends: dict[tuple[str, str], dt.datetime | None] = {}
    for alert in alerts:
        one = _identity(alert)
        ends[one] = _end(alert) or ends.get(one)
    return list(ends.values())


def _identity(alert: Value) -> tuple[str, str]:
    """Return what an alert is known by each time it is posted; its summary may hold another value each time."""
    return alert.at("fingerprint").text() or str(alert.at("labels").data), str(alert.at("startsAt").data)


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


def _entries(alerts: list[Value]) -> Iterator[Entry]:
    """Yield that each alert fires, as it was posted first, and that it is resolved."""
    told: set[tuple[str, str, bool]] = set()
    for alert in alerts:
        name, detail = _told(alert), _detail(alert)
        fires = (alert.at("startsAt").time(), f"{name} fires: {detail}" if detail else f"{name} fires")
        for is_over, (at, text) in enumerate((fires, (_end(alert), f"{name} is resolved"))):
            one = (*_identity(alert), bool(is_over))
            if at is not None and one not in told:
                told.add(one)
                yield Entry(at=at, text=text)


def _told(alert: Value) -> str:
    labels = alert.at("labels")
    name, where = _name(labels) or "An alert", labels.at("instance").text()
    return f"{name} ({where})" if where else name


def _detail(alert: Value) -> str | None:
    annotations = alert.at("annotations")
    return annotations.at("summary").text() or annotations.at("description").text()
