"""The labels of alerts: which tell them apart, and which name what was hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pmctl.incidents.values import Value

SERVICES: Final = ("service", "app")
"""Where the name of a service may stand, the plainest first: ``job`` is what was scraped, often only an exporter."""

_EXPORTERS: Final = (
    "alloy", "cadvisor", "collectd", "grafana agent", "kube state metrics", "kubelet", "metrics server",
    "opentelemetry collector", "otel collector", "pushgateway", "statsd", "telegraf",
)  # fmt: skip
"""What measures other things and is not what was hit, besides all that is called an exporter, such as node-exporter and
blackbox-exporter. Sources: https://prometheus.io/docs/instrumenting/exporters/, and the targets that
https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack sets up."""

_TELLING: Final = ("instance", "pod", "service", "app", "namespace", "host", "hostname", "node", "device", "mountpoint",
                   "cluster", "region", "zone", "container", "deployment", "queue", "topic")  # fmt: skip
"""What tells alerts apart best, the plainest first."""
_DULL: Final = ("job", "endpoint", "severity", "prometheus", "replica", "uid", "id", "container_id")
"""What tells a person nothing, if anything else is at hand."""
_MOST_CANDIDATES: Final = 40


class Labels:
    """Which labels are shown of each alert: of all alerts of a name, the fewest that tell them apart."""

    def __init__(self, alerts: Sequence[Value]) -> None:
        kinds: dict[str | None, dict[tuple[tuple[str, str], ...], None]] = {}
        for alert in alerts:
            labels = alert.at("labels")
            kinds.setdefault(name_of(labels), {})[tuple(sorted(_texts(labels).items()))] = None
        self._shown = {name: _fewest([dict(labels) for labels in known]) for name, known in kinds.items()}

    def told(self, alert: Value) -> str:
        """Return the name of an alert, with what tells it from the others of that name in brackets."""
        labels = alert.at("labels")
        name, texts = name_of(labels), _texts(labels)
        where = ", ".join(texts[key] for key in self._shown[name] if key in texts)
        return f"{name or 'An alert'} ({where})" if where else name or "An alert"


def name_of(labels: Value) -> str | None:
    """Return the name of the rule that made an alert."""
    return labels.at("alertname").text()


def services(labels: Sequence[Value]) -> Iterator[str]:
    """Yield the services that were hit; what only measured them is none."""
    for one in labels:
        names = (one.at(key).text() for key in SERVICES)
        found = next((name for name in names if name and not _is_exporter(name)), None)
        if found:
            yield found


def _is_exporter(name: str) -> bool:
    """Return whether this is the name of what only measures other things."""
    words = _words(name)
    text = f" {' '.join(words)} "
    return "exporter" in words or words == ["node"] or any(f" {known} " in text for known in _EXPORTERS)


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _texts(labels: Value) -> dict[str, str]:
    known = labels.data if isinstance(labels.data, dict) else {}
    return {key: text for key, text in known.items() if key != "alertname" and isinstance(text, str) and text.strip()}


def _fewest(known: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the fewest labels that tell one set of labels from the others, the best first.

    Of a single set it is where the alert comes from.
    """
    if len(known) < 2:
        return ("instance",)
    keys = dict.fromkeys(key for labels in known for key in labels)
    differing = [key for key in keys if len({labels.get(key) for labels in known}) > 1]
    candidates = sorted(differing, key=lambda key: _rank(key, known))[:_MOST_CANDIDATES]
    clear = [key for key in candidates if not _is_dull(key)]
    if _told_apart(known, clear) == _told_apart(known, candidates):
        candidates = clear
    chosen: list[str] = []
    while _told_apart(known, chosen) < _told_apart(known, candidates):
        chosen.append(max(candidates, key=lambda key: _told_apart(known, [*chosen, key])))
    for key in sorted(chosen, key=candidates.index, reverse=True):
        rest = [other for other in chosen if other != key]
        if _told_apart(known, rest) == _told_apart(known, chosen):
            chosen = rest
    return tuple(sorted(chosen, key=candidates.index))


def _told_apart(known: Sequence[Mapping[str, str]], keys: Sequence[str]) -> int:
    return len({tuple(map(labels.get, keys)) for labels in known})


def _rank(key: str, known: Sequence[Mapping[str, str]]) -> tuple[bool, bool, int, str]:
    values = [labels[key] for labels in known if key in labels]
    place = _TELLING.index(key) if key in _TELLING else len(_TELLING)
    is_address = key == "instance" and all(map(_is_address, values))
    return _is_dull(key), any(map(_is_exporter, values)), 2 * place + 3 * is_address, key


def _is_dull(key: str) -> bool:
    return key in _DULL or key.startswith("prometheus")


def _is_address(text: str) -> bool:
    """Return whether an instance is an IP address with a port: of two labels that tell as much, a name is better."""
    return all(char in "0123456789abcdef.:[]" for char in text)
