"""Completion of references to actions in a shell."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.ledger.identity import assign_keys
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record
from pmctl.reports.lookup import ShortNames
from pmctl.repository.files import read_document
from pmctl.repository.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterator


def references(typed: str) -> Iterator[str]:
    """Yield the shortest references to actions that begin with `typed`; none where they cannot be read."""
    with suppress(PmctlError, OSError):
        project = open_project(Path.cwd())
        records = []
        for path in project.paths():
            text = read_document(path, project.root)
            record = read_record(text, project.relative(path), project.conventions) if isinstance(text, str) else None
            if isinstance(record, Record):
                records.append(record)
        names = ShortNames(record.name for record in records)
        for record in records:
            for key in assign_keys(record.actions):
                for name in dict.fromkeys((names[record.name], record.name)):
                    if f"{name}/{key}".startswith(typed):
                        yield f"{name}/{key}"
                        break
