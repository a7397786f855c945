"""The catalogue of all postmortems: the index in Markdown, the list for a terminal, and data."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rich.text import Text

from pmctl.postmortem.conventions import Status
from pmctl.render.safe import (
    csv_text,
    json_text,
    markdown_link,
    markdown_table,
    markdown_text,
    plural,
    printable,
)
from pmctl.render.table import Cell, Row, WordyTable
from pmctl.reports.lookup import ShortNames
from pmctl.repository.templates import render_shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

    from pmctl.reports.catalogue import Catalogue, CatalogueRow

_HEAD = ("Date", "Postmortem", "Severity", "Status", "Services", "Owner", "Open actions")
_HISTORY_HEAD = ("Published", "Last changed", "Authors", "Slips")
FIELDS = (
    "id", "title", "date", "severity", "status", "services", "owner", "team", "open_actions", "actions", "path",
)  # fmt: skip
HISTORY_FIELDS = ("first_seen", "first_published", "last_changed", "authors", "slips", "slipped_days")
_NONE = "–"
_UNKNOWN = "?"


def index_markdown(catalogue: Catalogue, index_path: str) -> str:
    """Return what stands between the markers of the index at `index_path`, a path relative to the root."""
    folder = PurePosixPath(index_path).parent
    head = (*_HEAD, *_HISTORY_HEAD) if catalogue.has_history else _HEAD
    return render_shipped(
        "index/index.md",
        {
            "head": head,
            "years": [(year, [_cells(row, folder) for row in rows]) for year, rows in catalogue.by_year()],
            "unreadable": [markdown_link(row.title, _relative(row.path, folder)) for row in catalogue.unreadable],
        },
    )


def catalogue_json(catalogue: Catalogue) -> str:
    """Return the catalogue as a JSON object; with history, also what only history knows."""
    data: dict[str, object] = {"schema": 1}
    if catalogue.has_history:
        data |= {"commit": catalogue.commit, "shallow": catalogue.shallow}
    data["postmortems"] = [_data(row) for row in catalogue.rows]
    data["unreadable"] = [row.path for row in catalogue.unreadable]
    return json_text(data)


def catalogue_csv(catalogue: Catalogue) -> str:
    """Return one row for each postmortem with a readable record, with the fields of the JSON."""
    fields = (*FIELDS, *HISTORY_FIELDS) if catalogue.has_history else FIELDS
    return csv_text(fields, map(_data, catalogue.rows))


def catalogue_markdown(catalogue: Catalogue) -> str:
    """Return one table of all postmortems, with links relative to the root."""
    root = PurePosixPath()
    return markdown_table(_HEAD, (_cells(row, root) for row in catalogue.rows))


def catalogue_text(catalogue: Catalogue, shown: Callable[[str], str]) -> Iterator[RenderableType]:
    """Yield a table for a terminal and a line that sums up."""
    if catalogue.rows:
        names = ShortNames(row.name for row in (*catalogue.rows, *catalogue.unreadable))
        rows = (
            Row(cells=_text_cells(row, names[row.name]), words=(Cell(printable(row.title)),)) for row in catalogue.rows
        )
        yield WordyTable(("Date", "Postmortem", "Severity", "Status", "Owner", "Open"), rows)
    for row in catalogue.unreadable:
        yield Text(f"{printable(shown(row.path))}: no readable record", "yellow")
    open_, all_ = (sum(getattr(row, name) for row in catalogue.rows) for name in ("open_actions", "actions"))
    yield Text(f"{plural(len(catalogue.rows), 'postmortem')}, {open_} of {plural(all_, 'action')} open", "bold")


def _text_cells(row: CatalogueRow, name: str) -> tuple[Cell, ...]:
    record = row.record
    severity, status, owner = (record.severity, record.status, record.owner) if record else (None, None, None)
    return (
        Cell(str(row.date or _UNKNOWN)),
        Cell(printable(name), "cyan"),
        Cell(printable(severity or _UNKNOWN)),
        Cell(status or _UNKNOWN),
        Cell(printable(owner or "nobody")),
        Cell(_open_of_all(row)),
    )


def _cells(row: CatalogueRow, folder: PurePosixPath) -> list[str]:
    record = row.record
    cells = [
        row.date.isoformat() if row.date else _NONE,
        markdown_link(row.title, _relative(row.path, folder)),
        markdown_text((record and record.severity) or _NONE),
        markdown_text((record and record.status) or _NONE),
        markdown_text(", ".join(record.services if record else ()) or _NONE),
        markdown_text((record and record.owner) or _NONE),
        _open_of_all(row),
    ]
    chronicle = row.chronicle
    if chronicle is not None:
        slips = _UNKNOWN if chronicle.slips is None else f"{chronicle.slips}× {chronicle.slipped_days} d"
        missing = _UNKNOWN if chronicle.is_cut_off else _NONE
        is_published = record is not None and record.status in {Status.PUBLISHED, Status.CLOSED}
        authors = [*chronicle.authors, _UNKNOWN] if chronicle.is_cut_off else chronicle.authors
        cells += [
            chronicle.first_published.isoformat() if chronicle.first_published else missing if is_published else _NONE,
            chronicle.last_changed.isoformat() if chronicle.last_changed else missing,
            markdown_text(", ".join(authors) or _NONE),
            _NONE if chronicle.slips == 0 else slips,
        ]
    return cells


def _open_of_all(row: CatalogueRow) -> str:
    return f"{row.open_actions} of {row.actions}" if row.actions else _NONE


def _data(row: CatalogueRow) -> dict[str, object]:
    record = row.record
    data: dict[str, object] = {
        "id": row.name,
        "title": row.title,
        "date": row.date.isoformat() if row.date else None,
        "severity": record.severity if record else None,
        "status": record.status.value if record and record.status else None,
        "services": list(record.services) if record else [],
        "owner": record.owner if record else None,
        "team": row.team,
        "open_actions": row.open_actions,
        "actions": row.actions,
        "path": row.path,
    }
    chronicle = row.chronicle
    if chronicle is not None:
        days = (chronicle.first_seen, chronicle.first_published, chronicle.last_changed)
        first, published, last = (day.isoformat() if day else None for day in days)
        data |= {
            "first_seen": first,
            "first_published": published,
            "last_changed": last,
            "authors": None if chronicle.is_cut_off else list(chronicle.authors),
            "slips": chronicle.slips,
            "slipped_days": chronicle.slipped_days,
        }
    return data


def _relative(path: str, folder: PurePosixPath) -> str:
    """Return `path` as a link from a page in `folder`; both are relative to the root."""
    parts, base = PurePosixPath(path).parts, folder.parts
    common = 0
    while common < min(len(parts) - 1, len(base)) and parts[common] == base[common]:
        common += 1
    return "/".join([".."] * (len(base) - common) + list(parts[common:]))
