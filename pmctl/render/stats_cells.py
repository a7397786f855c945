"""The numbers of a period as cells of tables, for a terminal and for Markdown alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.reports.stats import Grouping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pmctl.reports.stats import Numbers
    from pmctl.reports.stats_incidents import IncidentStats
    from pmctl.reports.stats_measures import Measure, Share
    from pmctl.reports.stats_promises import PromiseStats

MEASURE_HEAD = ("", "n", "median", "90th percentile")
SHARE_HEAD = ("", "n", "in time", "share")
UNKNOWN = "?"
NOTHING = "-"
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
        yield label, str(share.n), str(share.count) if share.n else NOTHING, percent(share)


def measure_rows(stats: PromiseStats) -> Iterator[tuple[str, ...]]:
    """Yield the measures of promises, under MEASURE_HEAD."""
    yield _measured("Opened to done", stats.days_to_close, days)
    yield _measured("Times moved later", stats.slips, plain)
    yield _measured("Days moved later", stats.days_slipped, days)


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
    return f"{plain(number)} d"


def count(number: int | None) -> str:
    """Return a number, or a question mark for one that is unknown."""
    return UNKNOWN if number is None else f"{number:,}"


def percent(share: Share) -> str:
    """Return a share in percent: whole ones, since there are never enough cases for more."""
    return NOTHING if share.share is None else f"{share.share:.0%}".replace("%", " %")


def measure_cells(measure: Measure, shown: Callable[[float], str]) -> tuple[str, str, str]:
    """Return how many cases a measure has, its median and its 90th percentile."""
    median, p90 = (NOTHING if part is None else shown(part) for part in (measure.median, measure.p90))
    return str(measure.n), median, p90


def oldest(numbers: Numbers, names: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return which promise has been open for longest: its reference, its age, whose it is, and what it says."""
    course = numbers.promises.oldest_open
    if course is None or course.opened is None:
        return (UNKNOWN if numbers.promises.open_at_end != 0 else NOTHING), "", "", ""
    life = course.life
    ref = f"{names.get(life.postmortem, life.postmortem)}/{life.key}"
    age = f"{(numbers.until - course.opened).days} d"
    return ref, age, life.action.owner or "nobody", life.action.title or ""


def _measured(label: str, measure: Measure, shown: Callable[[float], str]) -> tuple[str, ...]:
    return label, *measure_cells(measure, shown)


def plain(number: float) -> str:
    """Return a number with one decimal, if that is not 0."""
    return f"{number:,.1f}".removesuffix(".0")
