"""What the table of actions in a body shows, for whoever asks what the front matter leaves out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pmctl.postmortem.action_cells import shown_values, without_marks
from pmctl.postmortem.action_table import BLOCK, ShownTable, read_action_table
from pmctl.postmortem.markers import BrokenMarkersError, find_block_markers
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from pmctl.postmortem.action_table import ShownRow
    from pmctl.postmortem.model import Action, Postmortem

_ID, _TITLE = 0, 1


def shown_row(document: Postmortem, action: Action) -> ShownRow | None:
    """Return the one row that shows the id of an action, or without an id its title; None if there is no such row."""
    column = _ID if action.id else _TITLE
    wanted = without_marks(shown_values(action)[column])
    rows = [row for row in shown_rows(document) if wanted and without_marks(row.cells[column]) == wanted]
    return rows[0] if len(rows) == 1 else None


def shown_titles(document: Postmortem) -> dict[str, str]:
    """Return the titles in the rows that have an id, by their ids."""
    cells = (tuple(map(without_marks, row.cells)) for row in shown_rows(document))
    return {row[_ID]: row[_TITLE] for row in cells if row[_ID]}


def shown_rows(document: Postmortem) -> tuple[ShownRow, ...]:
    """Return the rows between the markers; none where there are no markers, or broken ones."""
    return shown_table(document).rows


@lru_cache(maxsize=1)
def shown_table(document: Postmortem) -> ShownTable:
    """Return the table between the markers; one without rows where there are no markers, or broken ones."""
    text = document.text
    if f"pmctl:{BLOCK}" not in text:
        return ShownTable()
    try:
        markers = find_block_markers(text, BLOCK, document.blocks)
    except (BrokenMarkersError, EditError):
        return ShownTable()
    return read_action_table(text[markers.start : markers.end].split("\n"))
