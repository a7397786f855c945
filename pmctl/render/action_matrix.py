"""Actions by impact and effort, drawn as three lines of three, and listed with the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from pmctl.render.action_list import item_data
from pmctl.render.safe import json_text, markdown_table, markdown_text, plural, printable
from pmctl.render.table import Cell, Row, WordyTable
from pmctl.reports.lookup import ShortNames
from pmctl.reports.matrix import EFFORTS, IMPACTS, make_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pmctl.reports.action_list import ActionList, ActionRow
    from pmctl.reports.matrix import Matrix

_HINT = "An action says so with impact and effort: low, medium, high, or 1 to 5."
_NAMED = 3
_NONE = "–"


def matrix_text(actions: ActionList) -> Iterator[RenderableType]:
    """Yield the matrix, what is in it with the best first, and a line that counts what is not."""
    matrix, names = make_matrix(actions.rows), ShortNames(actions.names)
    if len(matrix.unrated) < len(actions.rows):
        yield _grid(matrix, names)
        yield Text()
        yield _titles(matrix, names)
    rated = len(actions.rows) - len(matrix.unrated)
    line = Text(f"{plural(rated, 'action')} by impact and effort", "bold")
    if not matrix.unrated:
        yield line
        return
    first = ", ".join(_ref(row, names) for row in matrix.unrated[:_NAMED])
    more = f" and {len(matrix.unrated) - _NAMED:,} more" if matrix.unrated[_NAMED:] else ""
    yield line.append(f"; {len(matrix.unrated):,} not rated: {first}{more}. {_HINT}", "not bold")


def matrix_json(actions: ActionList) -> str:
    """Return a JSON object with nine ``cells``, high impact and low effort first, and what is ``unrated``."""
    matrix = make_matrix(actions.rows)
    cells = [
        {"impact": cell.impact.value, "effort": cell.effort.value, "items": [item_data(row) for row in cell.rows]}
        for cell in matrix.cells
    ]
    unrated = [item_data(row) for row in matrix.unrated]
    return json_text({"schema": 1, "today": actions.today.isoformat(), "cells": cells, "unrated": unrated})


def matrix_markdown(actions: ActionList) -> str:
    """Return a table of three lines and columns, and below it a list of what is not rated."""
    matrix = make_matrix(actions.rows)
    rows = (
        (impact.capitalize(), *("<br>".join(map(_told, cell.rows)) for cell in matrix.line(impact)))
        for impact in IMPACTS
    )
    table = markdown_table(("Impact", *(f"{effort.capitalize()} effort" for effort in EFFORTS)), rows)
    unrated = "".join(f"- {_told(row)}\n" for row in matrix.unrated)
    return f"{table}\nNot rated:\n\n{unrated}" if unrated else table


def _grid(matrix: Matrix, names: ShortNames) -> Table:
    table = Table(box=box.HORIZONTALS, show_lines=True, show_edge=False, header_style="bold")
    table.add_column("Impact", style="bold", no_wrap=True)
    for effort in EFFORTS:
        table.add_column(f"{effort.capitalize()} effort", overflow="fold")
    for impact in IMPACTS:
        table.add_row(impact.capitalize(), *(_refs(cell.rows, names) for cell in matrix.line(impact)))
    return table


def _titles(matrix: Matrix, names: ShortNames) -> WordyTable:
    rows = (
        Row(
            cells=(
                Cell(f"{cell.impact}/{cell.effort}"),
                Cell(_ref(row, names), "cyan"),
                Cell(printable(row.action.owner or "nobody")),
                Cell(str(row.action.due or _NONE), "bold red" if row.days_overdue else ""),
            ),
            words=(Cell(printable(row.action.title or "")),),
        )
        for cell in matrix.cells
        for row in cell.rows
    )
    return WordyTable(("Impact/effort", "Action", "Owner", "Due"), rows)


def _refs(rows: tuple[ActionRow, ...], names: ShortNames) -> Text:
    refs = [Text(_ref(row, names), "bold red" if row.days_overdue else "cyan") for row in rows]
    return Text("\n").join(refs) if refs else Text(_NONE, "dim")


def _ref(row: ActionRow, names: ShortNames) -> str:
    return printable(f"{names[row.record.name]}/{row.key}")


def _told(row: ActionRow) -> str:
    title = f" {markdown_text(row.action.title)}" if row.action.title else ""
    return f"**{markdown_text(row.ref)}**{title}"
