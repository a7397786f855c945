"""A row that somebody wrote into the table of actions by hand: what it says of an action that is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.action_cells import title_key, without_marks
from pmctl.postmortem.action_ids import looks_like_id
from pmctl.postmortem.action_table import rows_of
from pmctl.postmortem.action_values import is_none_yet, reads_as_person, status_said
from pmctl.postmortem.conventions import ActionStatus, fold_word
from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.one_reading import one_date
from pmctl.postmortem.shown_actions import shown_table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Postmortem


class RowByHand(NamedTuple):
    """What a row says; None for what it does not say, or not so that it can be read.

    Attributes:
        owner: the words of its cell, which are somebody or several people.
    """

    id: str | None = None
    owner: str | None = None
    due: dt.date | None = None
    status: ActionStatus | None = None


def row_by_hand(
    document: Postmortem, actions: Sequence[Action], title: str, conventions: Conventions
) -> RowByHand | None:
    """Return the one row of the table that has a title and belongs to no action; None if there is no such row.

    Args:
        document: in whose body the table stands.
        actions: those of its front matter.
        title: as it was typed; marks, case and a full stop do not matter.
        conventions: which words stand for which status.
    """
    table = shown_table(document)
    own = [action.id for action in actions if action.id]
    taken = {row.line for row in rows_of(actions, table) if row}
    rows = [
        tuple(map(without_marks, row.cells))
        for row in table.rows
        if row.line not in taken and row.cells[1] and title_key(row.cells[1]) == title_key(title)
    ]
    rows = [row for row in rows if row[0] not in own]
    if len(rows) != 1:
        return None
    id_, _, owner, due, status = rows[0]
    return RowByHand(
        id=id_ if looks_like_id(id_, own) else None,
        owner=owner if reads_as_person(owner) and not is_none_yet(owner) else None,
        due=parse_date(due) or one_date(due),
        status=_status(status, conventions),
    )


def _status(words: str, conventions: Conventions) -> ActionStatus | None:
    said = conventions.status_words.get(fold_word(words)) or status_said(words)
    return next((status for status in ActionStatus if status == said), None)
