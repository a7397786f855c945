"""The numbers of a period as cells of tables, for a terminal and for Markdown alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.reports.stats import Grouping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pmctl.reports.stats import Numbers
    from pmctl.reports.stats_incidents import IncidentStats
    from pmctl.reports.stats_measures import Measure, Share
    from pmctl.reports.stats_promises import PromiseStats

MEASURE_HEAD = ("", "n", "median", "90th percentile")
SHARE_HEAD = ("", "n", "in time", "share")
INCIDENT_HEAD = ("Incidents", "Detected (n)", "Resolved (n)", "Published (n)")
PROMISE_HEAD = ("Opened", "Done", "In time", "Dropped", "Vanished", "Open", "Overdue")
_UNKNOWN = "?"
_NOTHING = "-"
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def incident_rows(stats: IncidentStats) -> Iterator[tuple[str, ...]]:
    """Yield the times of incidents, under MEASURE_HEAD."""
    yield _measured("Detected", stats.time_to_detect, duration)
    yield _measured("Acknowledged", stats.time_to_acknowledge, duration)
    yield _measured("Mitigated", stats.time_to_mitigate, duration)
    yield _measured("Resolved", stats.time_to_resolve, duration)
    yield _measured("Drafted", stats.time_to_draft, days)
    yield _measured("Published", stats.time_to_publish, days)


def count_rows(stats: PromiseStats) -> Iterator[tuple[str, ...]]:
    """Yield how many promises there are of each kind."""
    yield "Opened", count(stats.opened)
    yield "Done", count(stats.closed)
    yield "Dropped", count(stats.dropped)
    yield "Vanished", count(stats.vanished)
    yield "Open at the end", count(stats.open_at_end)
    yield "Overdue at the end", count(stats.overdue_at_end)


def share_rows(stats: PromiseStats) -> Iterator[tuple[str, ...]]:
    """Yield what was done in time, under SHARE_HEAD."""
    for label, share in (("By the first date", stats.on_time_original), ("By the moved date", stats.on_time_moved)):
        yield label, str(share.n), str(share.count) if share.n else _NOTHING, percent(share)


def measure_rows(stats: PromiseStats) -> Iterator[tuple[str, ...]]:
    """Yield the measures of promises, under MEASURE_HEAD."""
    yield _measured("Opened to done", stats.days_to_close, days)
    yield _measured("Times moved later", stats.slips, _plain)
    yield _measured("Days moved later", stats.days_slipped, days)


def incident_cells(numbers: Numbers) -> tuple[str, ...]:
    """Return the incidents of one group, under INCIDENT_HEAD."""
    stats = numbers.incidents
    return (
        count(stats.count),
        _with_n(stats.time_to_detect, duration),
        _with_n(stats.time_to_resolve, duration),
        _with_n(stats.time_to_publish, days),
    )


def promise_cells(numbers: Numbers) -> tuple[str, ...]:
    """Return the promises of one group, under PROMISE_HEAD; in time is by the moved date."""
    stats = numbers.promises
    kept = stats.on_time_moved
    return (
        count(stats.opened),
        count(stats.closed),
        f"{percent(kept)} of {kept.n}" if kept.n else _NOTHING,
        count(stats.dropped),
        count(stats.vanished),
        count(stats.open_at_end),
        count(stats.overdue_at_end),
    )


def group_name(group: Numbers, grouping: Grouping) -> str:
    """Return the name of a group, or what those without one are called."""
    return group.name or ("nobody" if grouping is Grouping.OWNER else "none")


def duration(seconds: float) -> str:
    """Return a duration in its two largest units, the second left out where it is 0: ``1 h 12 min``, ``3 d``."""
    left = round(seconds)
    size, unit = next((pair for pair in _UNITS if left >= pair[0]), _UNITS[-1])
    for smaller, name in _UNITS:
        if smaller < size:
            rest = left % size // smaller
            return f"{left // size} {unit}" + (f" {rest} {name}" if rest else "")
    return f"{left} s"


def days(number: float) -> str:
    """Return a number of days: ``14 d``, ``7.5 d``."""
    return f"{_plain(number)} d"


def count(number: int | None) -> str:
    """Return a number, or a question mark for one that is unknown."""
    return _UNKNOWN if number is None else f"{number:,}"


def percent(share: Share) -> str:
    """Return a share in percent: whole ones, since there are never enough cases for more."""
    return _NOTHING if share.share is None else f"{share.share:.0%}".replace("%", " %")


def _measured(label: str, measure: Measure, shown: Callable[[float], str]) -> tuple[str, ...]:
    parts = (_NOTHING if part is None else shown(part) for part in (measure.median, measure.p90))
    return label, str(measure.n), *parts


def _with_n(measure: Measure, shown: Callable[[float], str]) -> str:
    return _NOTHING if measure.median is None else f"{shown(measure.median)} ({measure.n})"


def _plain(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")
