"""The numbers of a period for a person: sections and a chart for a terminal, and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from pmctl.render.chart import BurndownChart
from pmctl.render.hanging import Hanging
from pmctl.render.safe import markdown_table, markdown_text, printable
from pmctl.render.stats_cells import (
    MEASURE_HEAD,
    SHARE_HEAD,
    count,
    count_rows,
    incident_rows,
    measure_rows,
    oldest,
    share_rows,
)
from pmctl.render.stats_groups import group_tables, note, older_note
from pmctl.render.table import Cell, Row, WordyTable
from pmctl.reports.lookup import ShortNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from pmctl.render.stats_groups import GroupTable
    from pmctl.reports.stats import Grouping, Numbers, StatsReport
    from pmctl.reports.stats_recurrence import Comeback

_WIDTHS = (18, 4, 11, 15)


def stats_text(report: StatsReport) -> Iterator[RenderableType]:
    """Yield the sections for a terminal; with a grouping, its tables in place of those of the whole."""
    yield Text(title(report), "bold")
    yield Text()
    if report.is_empty:
        yield Text(kind_word(report))
        return
    names = ShortNames(report.postmortems)
    if report.grouping:
        yield from _groups_text(report, report.grouping, names)
    else:
        yield from _numbers_text(report, names)
    if report.burndown.points:
        chart = BurndownChart(report.burndown)
        yield Text(f"\n{chart.title}", "bold")
        yield chart
    yield from _recurrence_text(report, names)


def stats_markdown(report: StatsReport) -> str:
    """Return the same as Markdown, a table for each section."""
    parts = [f"# {markdown_text(title(report))}\n"]
    if report.is_empty:
        parts.append(f"{markdown_text(kind_word(report))}\n")
        return "\n".join(parts)
    parts += _groups_markdown(report, report.grouping) if report.grouping else _numbers_markdown(report)
    points = report.burndown.points
    if points:
        lines = ((str(point.date), count(point.open), count(point.overdue)) for point in points)
        parts += [f"## Open and overdue at the end of each {report.burndown.step.value}\n"]
        parts += [_table(("Date", "Open", "Overdue"), lines)]
    for heading, head, rows in _recurrence_rows(report, {}):
        parts += [f"## {heading}\n", _table(head, rows)]
    return "\n".join(parts)


def _groups_markdown(report: StatsReport, grouping: Grouping) -> Iterator[str]:
    for table in group_tables(report, grouping, {}):
        yield f"## {table.heading}\n"
        yield _table(table.head, table.rows)
    yield f"{note(report, grouping)}\n"


def _numbers_markdown(report: StatsReport) -> Iterator[str]:
    incidents, promises = report.total.incidents, report.total.promises
    yield "## Incidents\n"
    yield f"{count(incidents.count)} in all.\n"
    yield _table(MEASURE_HEAD, incident_rows(incidents))
    yield "## Promises\n"
    yield _table(("", "n"), count_rows(promises))
    yield _table(SHARE_HEAD, share_rows(promises))
    yield _table(MEASURE_HEAD, measure_rows(promises))
    yield f"Oldest open: {markdown_text(_oldest(report.total, {}))}\n"
    if older_note(report):
        yield f"{older_note(report)}\n"


def title(report: StatsReport) -> str:
    """Return the period, and how much of it is shown."""
    known = f", known up to {report.as_of}" if report.since <= report.as_of < report.until else ""
    return f"From {report.since} to {report.until}{known}{', only what was asked for' if report.is_filtered else ''}"


def kind_word(report: StatsReport) -> str:
    """Return what to say where there is nothing to sum up."""
    if report.is_unknown:
        return f"What had happened by {report.as_of} is unknown: this clone does not reach back so far."
    if report.since > report.as_of:
        return f"On {report.as_of} that has not begun yet."
    if report.is_filtered:
        return "No incident matches, and no promise."
    if not report.postmortems:
        return "There are no postmortems yet. `pmctl new` starts the first one."
    return "A quiet time: no incident, and no promise to keep."


# For a terminal


class _Aligned:
    """A label and numbers in columns; where these are too wide, the numbers stand below the label, with their names."""

    def __init__(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self._head = head
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        del console
        if options.max_width >= len(_line(self._head)):
            if self._head[1]:
                yield Text(_line(self._head), "dim")
            yield from (Text(_line(row)) for row in self._rows)
            return
        for label, *numbers in self._rows:
            yield Text(label)
            named = [f"{name} {number}".strip() for name, number in zip(self._head[1:], numbers, strict=True)]
            line = f"  {', '.join(named)}"
            yield from map(Text, [line] if len(line) <= options.max_width else [f"  {part}" for part in named])


def _numbers_text(report: StatsReport, names: Mapping[str, str]) -> Iterator[RenderableType]:
    incidents, promises = report.total.incidents, report.total.promises
    yield Text(f"Incidents: {count(incidents.count)}", "bold")
    yield _Aligned(MEASURE_HEAD, incident_rows(incidents))
    yield Text("\nPromises", "bold")
    yield _Aligned(("", ""), count_rows(promises))
    yield Text()
    yield _Aligned(SHARE_HEAD, share_rows(promises))
    yield Text()
    yield _Aligned(MEASURE_HEAD, measure_rows(promises))
    yield Hanging(Text("  Oldest open"), Text(printable(_oldest(report.total, names))), indent=_WIDTHS[0] + 4)
    if older_note(report):
        yield Text(f"\n{older_note(report)}", "dim")


def _line(cells: Sequence[str]) -> str:
    label, *numbers = cells
    aligned = (f"{number:>{width}}" for number, width in zip(numbers, _WIDTHS[1:], strict=False))
    return "  ".join([f"  {label:{_WIDTHS[0]}}", *aligned])


def _groups_text(report: StatsReport, grouping: Grouping, names: Mapping[str, str]) -> Iterator[RenderableType]:
    for table in group_tables(report, grouping, names):
        yield Text(table.heading, "bold")
        yield _wordy(table)
    yield Text(note(report, grouping), "dim")


def _wordy(table: GroupTable) -> WordyTable:
    """A table whose words, if it has any, stand below each row."""
    head = table.head[:-1] if table.has_words else table.head
    rows = []
    for place, texts in enumerate(table.rows, start=1):
        cells = tuple(Cell(printable(text), "bold" if place == len(table.rows) else "") for text in texts)
        rows.append(Row(cells=cells[:-1], words=cells[-1:]) if table.has_words else Row(cells=cells))
    return WordyTable(head, rows, right=(1,) if table.has_words else range(1, len(head)), words=0)


def _recurrence_text(report: StatsReport, names: Mapping[str, str]) -> Iterator[RenderableType]:
    for heading, _, rows in _recurrence_rows(report, names):
        yield Text(f"\n{heading}", "bold")
        lines = [(f"  {printable(first)}", printable(second), printable(rest)) for first, second, rest in rows]
        width, further = (max(cell_len(line[place]) for line in lines) for place in (0, 1))
        for first, second, rest in lines:
            label = f"{first}{' ' * (width - cell_len(first))}  {second}"
            yield Hanging(Text(label), Text(rest), indent=width + further + 4)


# For both


def _oldest(numbers: Numbers, names: Mapping[str, str]) -> str:
    """Return which promise has been open for longest, whose it is and what it says."""
    ref, age, owner, title = oldest(numbers, names)
    return f"{ref}, {age}, {owner}: {title}" if age else ref


def _recurrence_rows(
    report: StatsReport, names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, str, str]]]]:
    """Yield what came back: a heading, the head of a table, and its rows."""

    def called(name: str) -> str:
        return names.get(name, name)

    def listed(comeback: Comeback) -> tuple[str, str, str]:
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
