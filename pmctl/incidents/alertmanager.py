"""Alertmanager: the payload of a webhook (version 4), which Grafana sends as well.

Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from pmctl.errors import PmctlError
from pmctl.incidents.model import Entry, Incident, Link
from pmctl.incidents.reader import Choice, has_keys, in_order, milestones, names, some_of
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.incidents.values import Value

NAME: Final = "Alertmanager"

ONE: Final = Choice("groups of alerts", "Keep only what was posted of one incident: the groupKeys tell.")

KEYS: Final[frozenset[str]] = frozenset()

_SERVICE_LABELS: Final = ("service", "app", "job")
"""Where the name of a service may stand, the plainest first."""

_SEVERITY_OF_INCIDENTS: Final = ("sev", "p")
_LINKS: Final = ("Runbook", "Dashboard", "Query")
"""What an alert may lead to, the most useful first."""

_MOST_LINKS: Final = 10
_MOST_NAMED: Final = 5
_LONGEST_KEY: Final = 60
_PAUSE: Final = dt.timedelta(hours=1)
"""Between the alerts of one incident, if they are of several groups."""

_REPEATED: Final = dt.timedelta(hours=4)
"""How long an alert is taken to fire of which nobody told the end: after that it would have been posted again, by the
default of repeat_interval, https://prometheus.io/docs/alerting/latest/configuration/#route."""


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
        PmctlError: they are of several groups, with more than an hour between them.
    """
    posted = _posted(export)
    alerts = [alert for one in posted for alert in one.at("alerts").items()]
    _join_groups(posted)
    labels = [one.at("commonLabels") for one in posted]
    titles = (
        one.at("commonAnnotations", "summary").text() or _name(one.at("groupLabels")) or _name(one.at("commonLabels"))
        for one in posted
    )
    severity = next(filter(None, (one.at("severity").text() for one in labels)), None)
    started = [at for alert in alerts if (at := alert.at("startsAt").time())]
    ended = _ended(alerts)
    if left_out := max((number for one in posted if (number := one.at("truncatedAlerts").number())), default=0):
        export.reading.notes.append(f"Alertmanager has left alerts out: {left_out:,} (max_alerts of the webhook)")
        if all(one.at("status").data != "resolved" for one in posted):
            ended.append(None)
    return Incident(
        source=NAME,
        title=next(filter(None, titles), None),
        severity=_severity(severity),
        milestones=milestones(
            {
                "detected_at": min(started, default=None),
                "resolved_at": max((at for at in ended if at), default=None) if all(ended) else None,
            }
        ),
        services=names(_services([*labels, *(alert.at("labels") for alert in alerts)])),
        links=_first_links(export, alerts),
        entries=in_order(_entries(alerts)),
        detection="alert",
    )


def _posted(export: Value) -> list[Value]:
    return list(export.items()) if isinstance(export.data, list) else [export]


def _join_groups(posted: list[Value]) -> None:
    """Say which groups of alerts are read as one incident, if they are several; PmctlError if they cannot be one.

    The same alerts, posted to two receivers, are two groups as well.
    """
    spans: dict[tuple[str, tuple[str, str]], tuple[dt.datetime, dt.datetime | None]] = {}
    groups: dict[str, None] = {}
    for one in posted:
        if (group := one.at("groupKey").text()) is None:
            continue
        groups[group] = None
        for alert in one.at("alerts").items():
            known = spans.get((group, _identity(alert)))
            if start := alert.at("startsAt").time():
                spans[group, _identity(alert)] = start, _end(alert) or (known[1] if known else None)
    if len(groups) < 2:
        return
    shown = some_of([printable(group)[:_LONGEST_KEY] for group in groups], _MOST_NAMED)
    if not _is_one_incident([(start, end or start + _REPEATED, of) for (of, _), (start, end) in spans.items()]):
        what = f"the export holds {len(groups):,} {ONE.several}, with more than an hour between them"
        raise PmctlError(f"{what}: {shown}", hint=ONE.hint)
    posted[0].reading.notes.append(f"{len(groups):,} {ONE.several} are read as one incident: {shown}")


def _is_one_incident(spans: list[tuple[dt.datetime, dt.datetime, str]]) -> bool:
    """Return whether no pause parts some groups from all others."""
    spans = sorted(spans)
    last = {group: number for number, (_, _, group) in enumerate(spans)}
    until, reach = None, -1
    for number, (start, end, group) in enumerate(spans):
        if until is not None and start - until > _PAUSE and reach < number:
            return False
        until, reach = max(until or end, end), max(reach, last[group])
    return True


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


def _first_links(export: Value, alerts: list[Value]) -> tuple[Link, ...]:
    links = tuple(_links(alerts))
    if links[_MOST_LINKS:]:
        left = len(links) - _MOST_LINKS
        export.reading.notes.append(f"{left:,} of {len(links):,} links of the alerts are left out, runbooks last")
    return links[:_MOST_LINKS]


def _links(alerts: list[Value]) -> Iterator[Link]:
    """Yield where the alerts lead to, each address once, with the alert's name where another leads elsewhere."""
    found: dict[str, dict[str, str]] = {title: {} for title in _LINKS}
    for alert in alerts:
        runbook = alert.at("annotations", "runbook_url")
        for title, value in zip(_LINKS, (runbook, alert.at("dashboardURL"), alert.at("generatorURL")), strict=True):
            if url := value.url():
                found[title].setdefault(url, _told(alert))
    for title, addresses in found.items():
        for url, name in addresses.items():
            yield Link(title if len(addresses) == 1 else f"{title} of {name}", url)


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
    """Return the summary and the description, unless one has the other in it."""
    annotations = alert.at("annotations")
    summary, description = annotations.at("summary").text() or "", annotations.at("description").text() or ""
    if summary in description or description in summary:
        return max(summary, description, key=len) or None
    return f"{summary.rstrip('.')}: {description}"
