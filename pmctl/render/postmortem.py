"""One postmortem, for a reader at a terminal and for machines."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from rich.markdown import Markdown
from rich.text import Text

from pmctl.postmortem.markdown import written_blocks
from pmctl.postmortem.story import timeline_of
from pmctl.render.safe import json_text, printable, printable_lines
from pmctl.render.table import Cell, Row, WordyTable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Postmortem, Record

ACTION_SECTION = "action-items"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w*);")


def postmortem_text(document: Postmortem, today: dt.date) -> Iterator[RenderableType]:
    """Yield a head with the record, a table of the promises, and the body."""
    yield Text(printable(document.title or document.name), "bold")
    yield Text(printable(document.path), "dim")
    yield Text()
    if document.record:
        yield from _facts(document.record)
        if document.record.actions:
            yield _actions(document.record.actions, today)
    body = _unread_text(document)
    if body.strip():
        yield Markdown(_visible(printable_lines(body)), hyperlinks=False, code_theme="ansi_dark")


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


def _facts(record: Record) -> Iterator[Text]:
    facts = [
        (name, value)
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
            *((m.name.removesuffix("_at").capitalize(), _moment(m.at)) for m in record.milestones),
        )
        if value
    ]
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        yield Text.assemble((f"{name:<{width}}  ", "dim"), printable(value))
    yield Text()


def _moment(at: dt.datetime) -> str:
    text = at.isoformat(" ", "minutes")
    return text.replace("+00:00", " UTC")


def _actions(actions: Sequence[Action], today: dt.date) -> WordyTable:
    rows = []
    for action in actions:
        late = action.status.is_open and action.due is not None and action.due < today
        cells = (
            Cell(printable(action.id or "–"), "cyan"),
            Cell(printable(action.owner or "nobody")),
            Cell(str(action.due or "–"), "bold red" if late else ""),
            Cell(action.status.value, "green" if action.status.is_closed else ""),
        )
        rows.append(Row(cells=cells, words=(Cell(printable(action.title or "")),)))
    return WordyTable(("Action", "Owner", "Due", "Status"), rows)


def _unread_text(document: Postmortem) -> str:
    """Return the body without its comments, and without what stands above it: the title and the table of actions."""
    first = document.block.body_line if document.block else 1
    lines = document.text.replace("\r\n", "\n").split("\n")
    written = [block for block in written_blocks(document.blocks) if block.kind != "comment"]
    is_titled = bool(written) and written[0].level == 1 and written[0].title == document.title
    kept = {block.line for block in written[is_titled:]}
    for block in document.blocks:
        if block.line not in kept:
            lines[block.line - 1 : block.end_line] = [""] * (block.end_line - block.line + 1)
    for section in document.sections:
        if section.name == ACTION_SECTION and not any(map(str.strip, lines[section.line : section.end_line])):
            lines[section.line - 1] = ""
    return "\n".join(lines[first - 1 :])


def _visible(body: str) -> str:
    """Leave out characters written as entities that would reorder or hide what is around them."""
    return _ENTITY.sub(lambda match: match[0] if printable(shown := unescape(match[0])) == shown else "", body)
