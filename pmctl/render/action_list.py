"""The actions of all documents, for a person and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from pmctl.postmortem.conventions import ActionStatus
from pmctl.render.safe import csv_text, json_text, markdown_table, markdown_text, plural, printable
from pmctl.render.table import Cell, Row, WordyTable
from pmctl.reports.lookup import ShortNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pmctl.reports.action_list import ActionList, ActionRow

FIELDS = (
    "ref", "postmortem", "postmortem_title", "severity", "action", "title", "owner", "team", "status", "type",
    "priority", "impact", "effort", "due", "days_overdue", "ticket", "evidence", "reason", "path", "line",
)  # fmt: skip
_HEAD = ("Due", "Action", "Owner", "Status", "Severity")
_NONE = "–"


def action_list_text(actions: ActionList) -> Iterator[RenderableType]:
    """Yield a table, and a line that sums up."""
    if actions.rows:
        names = ShortNames(actions.names)
        rows = (Row(cells=_cells(row, names), words=(Cell(printable(row.action.title or "")),)) for row in actions.rows)
        yield WordyTable(_HEAD, rows)
    yield summary(actions)


def action_list_json(actions: ActionList) -> str:
    """Return a JSON object with ``today`` and one item for each action."""
    return json_text({"schema": 1, "today": actions.today.isoformat(), "items": [item_data(r) for r in actions.rows]})


def action_list_csv(actions: ActionList) -> str:
    """Return one row for each action, with the fields of the JSON."""
    return csv_text(FIELDS, map(item_data, actions.rows))


def action_list_markdown(actions: ActionList) -> str:
    """Return a table."""
    head = ("Action", "Title", "Owner", "Due", "Status", "Severity")
    rows = (
        (
            markdown_text(row.ref),
            markdown_text(row.action.title or ""),
            markdown_text(row.action.owner or "nobody"),
            str(row.action.due or _NONE),
            row.action.status.value,
            markdown_text(_rank(row)),
        )
        for row in actions.rows
    )
    return markdown_table(head, rows)


def summary(actions: ActionList) -> Text:
    """Return one line: how many are open, late, proposed or closed, and how many of these are left out."""
    statuses = [row.action.status for row in actions.rows]
    open_ = sum(status.is_open for status in statuses)
    late = sum(row.days_overdue > 0 for row in actions.rows)
    nothing = "No action matches" if actions.is_filtered else "No open actions"
    parts = [plural(open_, "open action") + (f", {late} of them overdue" if late else "") if statuses else nothing]
    proposed, closed = statuses.count(ActionStatus.PROPOSED), sum(status.is_closed for status in statuses)
    parts += [f"{number:,} {word}" for number, word in ((proposed, "proposed"), (closed, "closed")) if number]
    line = Text("; ".join(parts), "bold")
    return line.append(f"; {actions.closed:,} closed, with --all", "not bold") if actions.closed else line


def item_data(row: ActionRow) -> dict[str, object]:
    """Return one action as data, by the names of `FIELDS`."""
    action, record = row.action, row.record
    return {
        "ref": row.ref,
        "postmortem": record.name,
        "postmortem_title": record.title,
        "severity": record.severity,
        "action": row.key,
        "title": action.title,
        "owner": action.owner,
        "team": row.team,
        "status": action.status.value,
        "type": action.type.value if action.type else None,
        "priority": action.priority,
        "impact": row.impact,
        "effort": row.effort,
        "due": action.due.isoformat() if action.due else None,
        "days_overdue": row.days_overdue,
        "ticket": action.ticket,
        "evidence": row.evidence,
        "reason": action.reason,
        "path": record.path,
        "line": action.line,
    }


def _cells(row: ActionRow, names: ShortNames) -> tuple[Cell, ...]:
    status = row.action.status
    return (
        Cell(str(row.action.due or _NONE), "bold red" if row.days_overdue else ""),
        Cell(printable(f"{names[row.record.name]}/{row.key}"), "cyan"),
        Cell(printable(row.action.owner or "nobody")),
        Cell(status.value, "green" if status.is_closed else "dim" if status is ActionStatus.PROPOSED else ""),
        Cell(_rank(row)),
    )


def _rank(row: ActionRow) -> str:
    return " ".join(printable(word) for word in (row.record.severity, row.action.priority) if word)
