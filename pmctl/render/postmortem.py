"""One postmortem, for a reader at a terminal and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from pmctl.postmortem.markdown import written_blocks
from pmctl.postmortem.story import timeline_of
from pmctl.render.safe import json_text, markdown_table, markdown_text, printable, printable_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Postmortem, Record

ACTION_HEAD = ("ID", "Action", "Owner", "Due", "Status")


def actions_table(actions: Sequence[Action]) -> str:
    """Return the table of a document's actions that stands in its body, as Markdown."""
    rows = (
        (
            markdown_text(action.id or ""),
            markdown_text(action.title or ""),
            markdown_text(action.owner or ""),
            action.due.isoformat() if action.due else "",
            action.status.value,
        )
        for action in actions
    )
    return markdown_table(ACTION_HEAD, rows) if actions else ""


def postmortem_text(document: Postmortem, today: dt.date) -> Iterator[RenderableType]:
    """Yield a head with the record, a table of the promises, and the body."""
    yield Text(printable(document.title or document.name), "bold")
    yield Text(printable(document.path), "dim")
    yield Text()
    if document.record:
        yield _facts(document.record)
        if document.record.actions:
            yield _actions(document.record.actions, today)
    body = _written_text(document)
    if body.strip():
        yield Markdown(printable_lines(body), hyperlinks=False, code_theme="ansi_dark")


def postmortem_json(document: Postmortem, conventions: Conventions) -> str:
    """Return the document as a JSON object: the record as it is written, sections and the timeline's entries."""
    record = document.record
    return json_text(
        {
            "schema": 1,
            "id": document.name,
            "path": document.path,
            "title": document.title,
            "record": record.fields.value if record else None,
            "sections": [
                {"heading": s.heading, "name": s.name, "level": s.level, "line": s.line, "end_line": s.end_line}
                for s in document.sections
            ],
            "timeline": [
                {
                    "at": entry.at.isoformat() if entry.at else None,
                    "until": entry.until.isoformat() if entry.until else None,
                    "written": entry.written,
                    "event": entry.event,
                    "approximate": entry.approximate,
                    "line": entry.line,
                }
                for entry in timeline_of(document, conventions)
            ],
            "problems": [
                {"name": p.kind.value, "message": p.message, "line": p.line, "column": p.column}
                for p in (*document.problems, *(record.problems if record else ()))
            ],
        }
    )


def _facts(record: Record) -> Table:
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    for name, value in (
        ("Id", record.name),
        ("Severity", record.severity),
        ("Status", record.status),
        ("Date", str(record.date) if record.date else None),
        ("Owner", record.owner),
        ("Team", record.team),
        ("Services", ", ".join(record.services)),
        ("Causes", ", ".join(record.causes)),
        ("Related", ", ".join(item.text for item in record.related)),
        ("Incident", record.incident),
        *((m.name.removesuffix("_at").capitalize(), m.at.isoformat(" ", "minutes")) for m in record.milestones),
    ):
        if value:
            facts.add_row(name, Text(printable(value)))
    return facts


def _actions(actions: Sequence[Action], today: dt.date) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ACTION_HEAD:
        table.add_column(
            name, overflow="fold", no_wrap=name in {"Due", "Status"}, ratio=1 if name == "Action" else None
        )
    for action in actions:
        late = action.status.is_open and action.due is not None and action.due < today
        table.add_row(
            Text(printable(action.id or ""), "cyan"),
            Text(printable(action.title or "")),
            Text(printable(action.owner or "")),
            Text(str(action.due or ""), "bold red" if late else ""),
            Text(action.status.value, "green" if action.status.is_closed else ""),
        )
    return table


def _written_text(document: Postmortem) -> str:
    """Return the body without its comments, and without the table of actions, which stands above."""
    first = document.block.body_line if document.block else 1
    lines = document.text.replace("\r\n", "\n").split("\n")
    written = {block.line for block in written_blocks(document.blocks) if block.kind != "comment"}
    for block in document.blocks:
        if block.line not in written:
            lines[block.line - 1 : block.end_line] = [""] * (block.end_line - block.line + 1)
    return "\n".join(lines[first - 1 :])
