"""The generated part of a document brought up to date: what every command that changes actions has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.action_edits import redraw_table
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record

if TYPE_CHECKING:
    from pmctl.repository.project import Project


def actions_filled_in(text: str, project: Project) -> str:
    """Return a document with the table in its body made of the actions in its front matter."""
    record = read_record(text, "", project.conventions)
    return redraw_table(text, record.actions) if isinstance(record, Record) else text
