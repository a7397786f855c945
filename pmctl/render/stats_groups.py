"""The numbers of each group of a period: tables for a terminal and for Markdown alike, the total in the last row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.render.safe import plural
from pmctl.render.stats_cells import NOTHING, count, days, duration, group_name, measure_cells, oldest, percent, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pmctl.reports.stats import Grouping, Numbers, StatsReport
    from pmctl.reports.stats_incidents import IncidentStats
    from pmctl.reports.stats_measures import Measure, Share

_P90 = "p90"
_COUNTS_HEAD = ("Incidents", "Opened", "Done", "Dropped", "Vanished", "Open", "Overdue")
_DONE_HEAD = ("By the first date", "By the moved date", "n", "Opened to done", _P90)
_Measures = tuple[tuple[str, "Callable[[IncidentStats], Measure]", "Callable[[float], str]"], ...]
_TIMES: tuple[_Measures, ...] = (
    (
        ("Detected", lambda stats: stats.time_to_detect, duration),
        ("Acknowledged", lambda stats: stats.time_to_acknowledge, duration),
    ),
    (
        ("Mitigated", lambda stats: stats.time_to_mitigate, duration),
        ("Resolved", lambda stats: stats.time_to_resolve, duration),
    ),
    (
        ("Drafted", lambda stats: stats.time_to_draft, days),
        ("Published", lambda stats: stats.time_to_publish, days),
    ),
)
"""Two measures to a table: as many as 80 columns have room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTable:
    """One table: its heading, the head of its columns, and its rows, the total last.

    Attributes:
        has_words: whether the last column holds words, which may be long.
    """

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_words: bool = False


def group_tables(report: StatsReport, grouping: Grouping, names: Mapping[str, str]) -> Iterator[GroupTable]:
    """Yield the tables of the groups; one in which nothing is known of anything is left out."""
    total = report.total

    def table(heading: str, head: tuple[str, ...], cells: Callable[[Numbers], tuple[str, ...]]) -> GroupTable:
        rows = [(group_name(group, grouping), *cells(group)) for group in report.groups]
        head = (grouping.value.capitalize(), *head)
        return GroupTable(
            heading=f"{heading} by {grouping.value}",
            head=head,
            rows=(*rows, ("all", *cells(total))),
            has_words=head[-1] == "Title",
        )

    yield table("Incidents and promises", _COUNTS_HEAD, _counts)
    for measures in _TIMES:
        if any(measured(total.incidents).n for _, measured, _ in measures):
            first, second = (name for name, _, _ in measures)
            yield table(f"{first} and {second.lower()}", ("n", first, _P90, "n", second, _P90), _times(measures))
    if total.promises.on_time_moved.n or total.promises.days_to_close.n:
        yield table("Done in time", _DONE_HEAD, _done)
    if total.promises.slips.n:
        yield table("Moved later", ("n", "Times", _P90, "Days", _P90), _moved)
    if total.promises.open_at_end != 0:
        yield table("Oldest open", ("Age", "Action", "Owner", "Title"), lambda numbers: _oldest(numbers, names))


def note(report: StatsReport, grouping: Grouping) -> str:
    """Return what must be known to read the tables."""
    note = "Times and days are medians; p90 is the 90th percentile, n is how many are known."
    if grouping.is_plural:
        note += f" A postmortem with several {grouping.value}s counts in each, and once in all."
    return f"{note} {older_note(report)}".rstrip()


def older_note(report: StatsReport) -> str:
    """Return what a shallow clone leaves out of the measures, if anything."""
    older = report.total.promises.older
    if not older:
        return ""
    are, them = ("is", "it") if older == 1 else ("are", "them")
    return f"{plural(older, 'promise')} {are} older than this clone: what is not known of {them} is left out."


def _counts(numbers: Numbers) -> tuple[str, ...]:
    stats = numbers.promises
    return (
        count(numbers.incidents.count),
        count(stats.opened),
        count(stats.closed),
        count(stats.dropped),
        count(stats.vanished),
        count(stats.open_at_end),
        count(stats.overdue_at_end),
    )


def _times(measures: _Measures) -> Callable[[Numbers], tuple[str, ...]]:
    def cells(numbers: Numbers) -> tuple[str, ...]:
        return tuple(
            cell for _, measured, shown in measures for cell in measure_cells(measured(numbers.incidents), shown)
        )

    return cells


def _done(numbers: Numbers) -> tuple[str, ...]:
    stats = numbers.promises
    return _share(stats.on_time_original), _share(stats.on_time_moved), *measure_cells(stats.days_to_close, days)


def _share(share: Share) -> str:
    return f"{percent(share)} of {share.n}" if share.n else NOTHING


def _moved(numbers: Numbers) -> tuple[str, ...]:
    stats = numbers.promises
    return *measure_cells(stats.slips, plain), *measure_cells(stats.days_slipped, days)[1:]


def _oldest(numbers: Numbers, names: Mapping[str, str]) -> tuple[str, ...]:
    ref, age, owner, title = oldest(numbers, names)
    return age, ref, owner, title
