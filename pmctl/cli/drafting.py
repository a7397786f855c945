"""The generated part of a document brought up to date: what every command that changes actions has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.action_table import BLOCK, action_table
from pmctl.postmortem.edit import has_block, replace_block
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import read_record

if TYPE_CHECKING:
    from pmctl.repository.project import Project


def actions_filled_in(text: str, project: Project) -> str:
    """Return a document with the table in its body made anew of the actions in its front matter."""
    record = read_record(text, "", project.conventions)
    if not isinstance(record, Record) or not has_block(text, BLOCK):
        return text
    return replace_block(text, BLOCK, action_table(record.actions))
