"""The numbers of a period for a person: sections and a chart for a terminal, and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pmctl.render.chart import BurndownChart
from pmctl.render.safe import markdown_table, markdown_text, printable
from pmctl.render.stats_cells import (
    INCIDENT_HEAD,
    MEASURE_HEAD,
    PROMISE_HEAD,
    SHARE_HEAD,
    count,
    count_rows,
    group_name,
    incident_cells,
    incident_rows,
    measure_rows,
    promise_cells,
    share_rows,
)
from pmctl.render.table import Cell, Row, WordyTable
from pmctl.reports.lookup import ShortNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from pmctl.reports.stats import Grouping, Numbers, StatsReport
    from pmctl.reports.stats_recurrence import Comeback

_WIDTHS = (18, 4, 11, 15)


def stats_text(report: StatsReport) -> Iterator[RenderableType]:
    """Yield the sections for a terminal; with a grouping, two tables instead."""
    yield Text(title(report), "bold")
    yield Text()
    if report.is_empty:
        yield Text(kind_word(report))
    elif report.grouping:
        yield from _group_tables(report, report.grouping)
    else:
        names = ShortNames(report.postmortems)
        yield from _numbers_text(report.total, names)
        if report.burndown.points:
            chart = BurndownChart(report.burndown)
            yield Text(f"\n{chart.title}", "bold")
            yield chart
        yield from _recurrence_text(report, names)


def stats_markdown(report: StatsReport) -> str:
    """Return the same as Markdown, a table for each section; with a grouping, those of the groups first."""
    parts = [f"# {markdown_text(title(report))}\n"]
    if report.is_empty:
        parts.append(f"{markdown_text(kind_word(report))}\n")
        return "\n".join(parts)
    if report.grouping:
        for heading, head, rows in _group_rows(report, report.grouping):
            parts += [f"## {heading}\n", _table(head, rows)]
        parts.append(f"{_note(report.grouping)}\n")
    stats = report.total.promises
    parts += ["## Incidents\n", _table(MEASURE_HEAD, incident_rows(report.total.incidents))]
    parts += ["## Promises\n", _table(("", "n"), count_rows(stats)), _table(SHARE_HEAD, share_rows(stats))]
    parts += [_table(MEASURE_HEAD, measure_rows(stats))]
    parts += [f"Oldest open: {markdown_text(_oldest(report.total, {}))}\n"]
    points = report.burndown.points
    if points:
        lines = ((str(point.date), count(point.open), count(point.overdue)) for point in points)
        parts += [f"## Open and overdue at the end of each {report.burndown.step.value}\n"]
        parts += [_table(("Date", "Open", "Overdue"), lines)]
    for heading, head, rows in _recurrence_rows(report, {}):
        parts += [f"## {heading}\n", _table(head, rows)]
    return "\n".join(parts)


def title(report: StatsReport) -> str:
    """Return the period, and how much of it is shown."""
    known = f", known up to {report.as_of}" if report.since <= report.as_of < report.until else ""
    return f"From {report.since} to {report.until}{known}{', only what was asked for' if report.is_filtered else ''}"


def kind_word(report: StatsReport) -> str:
    """Return what to say where there is nothing to sum up."""
    if report.since > report.as_of:
        return f"On {report.as_of} that has not begun yet."
    if report.is_filtered:
        return "No incident matches, and no promise."
    if not report.postmortems:
        return "There are no postmortems yet. `pmctl new` starts the first one."
    return "A quiet time: no incident, and no promise to keep."


# For a terminal


def _numbers_text(numbers: Numbers, names: Mapping[str, str]) -> Iterator[RenderableType]:
    promises = numbers.promises
    yield Text(f"Incidents: {numbers.incidents.count:,}", "bold")
    yield from _aligned(MEASURE_HEAD, incident_rows(numbers.incidents))
    yield Text("\nPromises", "bold")
    yield from _aligned((), count_rows(promises))
    yield Text()
    yield from _aligned(SHARE_HEAD, share_rows(promises))
    yield Text()
    yield from _aligned(MEASURE_HEAD, measure_rows(promises))
    yield from _hanging([(f"{'Oldest open':{_WIDTHS[0]}}", _oldest(numbers, names))])


def _aligned(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Text]:
    if head:
        yield Text(_line(head), "dim")
    yield from (Text(_line(row)) for row in rows)


def _line(cells: Sequence[str]) -> str:
    label, *numbers = cells
    aligned = (f"{number:>{width}}" for number, width in zip(numbers, _WIDTHS[1:], strict=False))
    return "  ".join([f"  {label:{_WIDTHS[0]}}", *aligned])


def _hanging(rows: Iterable[Sequence[str]]) -> Iterator[RenderableType]:
    """Yield rows whose last cell is wrapped below itself."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for cells in rows:
        grid.add_row(*(Text(printable(cell), overflow="fold") for cell in cells))
    yield Padding(grid, (0, 0, 0, 2), expand=False)


def _group_tables(report: StatsReport, grouping: Grouping) -> Iterator[RenderableType]:
    for heading, head, rows in _group_rows(report, grouping):
        yield Text(heading, "bold")
        *lines, total = rows
        cells = [tuple(Cell(printable(text)) for text in line) for line in lines]
        cells.append(tuple(Cell(printable(text), "bold") for text in total))
        yield WordyTable(head, (Row(cells=line) for line in cells), right=range(1, len(head)), words=0)
    yield Text(_note(grouping), "dim")


def _recurrence_text(report: StatsReport, names: Mapping[str, str]) -> Iterator[RenderableType]:
    for heading, _, rows in _recurrence_rows(report, names):
        yield Text(f"\n{heading}", "bold")
        yield from _hanging(rows)


# For both


def _oldest(numbers: Numbers, names: Mapping[str, str]) -> str:
    """Return which promise has been open for longest, whose it is and what it says."""
    course = numbers.promises.oldest_open
    if course is None or course.opened is None:
        return "?" if numbers.promises.open_at_end != 0 else "-"
    life = course.life
    ref = f"{names.get(life.postmortem, life.postmortem)}/{life.key}"
    age = f"{(numbers.until - course.opened).days} d"
    return f"{ref}, {age}, {life.action.owner or 'nobody'}: {life.action.title or ''}"


def _group_rows(
    report: StatsReport, grouping: Grouping
) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield what is shown of the groups: a heading, the head of a table, and its rows, the total last."""
    tables: tuple[tuple[str, tuple[str, ...], Callable[[Numbers], tuple[str, ...]]], ...] = (
        ("Incidents", INCIDENT_HEAD, incident_cells),
        ("Promises", PROMISE_HEAD, promise_cells),
    )
    for what, head, cells in tables:
        rows = [(group_name(group, grouping), *cells(group)) for group in report.groups]
        yield (
            f"{what} by {grouping.value}",
            (grouping.value.capitalize(), *head),
            [*rows, ("all", *cells(report.total))],
        )


def _note(grouping: Grouping) -> str:
    note = "Times are medians; n is how many are known."
    if grouping.is_plural:
        note += f" A postmortem with several {grouping.value}s counts in each, and once in all."
    return note


def _recurrence_rows(
    report: StatsReport, names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield what came back: a heading, the head of a table, and its rows."""

    def called(name: str) -> str:
        return names.get(name, name)

    def listed(comeback: Comeback) -> tuple[str, ...]:
        ids = ", ".join(called(name) for name in comeback.postmortems)
        return comeback.name, str(len(comeback.postmortems)), ids

    told = report.recurrence
    for what, comebacks in (("Cause", told.causes), ("Service", told.services)):
        if comebacks:
            head = (what, "Incidents", "Postmortems")
            yield f"{what}s of several incidents", head, [listed(comeback) for comeback in comebacks]
    if told.related:
        yield (
            "It happened again while these were open",
            ("Date", "Incident", "Open actions"),
            [
                (
                    str(relapse.date),
                    called(relapse.postmortem),
                    ", ".join(f"{called(relapse.related)}/{course.life.key}" for course in relapse.courses),
                )
                for relapse in told.related
            ],
        )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return markdown_table(head, ([markdown_text(cell) for cell in row] for row in rows))
