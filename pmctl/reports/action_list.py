"""The actions of all documents as they stand, one in each row: the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.ledger.identity import assign_keys
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.nodes import Scalar
from pmctl.reports.filters import Filters, team_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action.

    Attributes:
        key: its id, or what stands in for it.
        team: its own, else its owner's, else its document's.
        days_overdue: how late it is; 0 if it is not late, or no open promise.
        impact, effort, evidence: as written; None for what is not one value.
    """

    record: Record
    key: str
    action: Action
    team: str | None
    days_overdue: int
    impact: str | None
    effort: str | None
    evidence: str | None

    @property
    def ref(self) -> str:
        """What people call it: the postmortem's name and the action's, with a slash between."""
        return f"{self.record.name}/{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionList:
    """The actions that were asked for, on a day.

    Attributes:
        rows: the most urgent first: promises before ideas before what is closed, then by priority and due date.
        closed: how many closed ones fit the filters and are left out.
        is_filtered: whether only some were asked for.
        names: those of all documents, for which short references must be unambiguous.
    """

    today: dt.date
    rows: tuple[ActionRow, ...]
    closed: int
    is_filtered: bool
    names: tuple[str, ...]


def list_actions(
    records: Iterable[Record],
    *,
    today: dt.date,
    conventions: Conventions,
    filters: Filters,
    closed: bool,
    names: Iterable[str],
) -> ActionList:
    """Return the actions that are asked for.

    Args:
        records: of the documents that are asked for.
        today: by which they are late.
        conventions: whose priorities and people they have.
        filters: what must hold; a status that it names is shown whatever `closed` says.
        closed: whether what is done or dropped is shown as well.
        names: of all documents.
    """
    accepted = [
        _row(record, key, action, today, conventions)
        for record in records
        for key, action in assign_keys(record.actions).items()
        if filters.accept(action, record, conventions)
    ]
    shown = [row for row in accepted if closed or filters.statuses or not row.action.status.is_closed]

    def urgency(row: ActionRow) -> tuple[bool, bool, int, str, str]:
        action = row.action
        is_idea = action.status is ActionStatus.PROPOSED
        due = action.due.isoformat() if action.due else "~"
        return action.status.is_closed, is_idea, conventions.priority_rank(action.priority), due, row.ref

    return ActionList(
        today=today,
        rows=tuple(sorted(shown, key=urgency)),
        closed=len(accepted) - len(shown),
        is_filtered=filters != Filters(),
        names=tuple(names),
    )


def _row(record: Record, key: str, action: Action, today: dt.date, conventions: Conventions) -> ActionRow:
    is_late = action.due is not None and action.status.is_open
    return ActionRow(
        record=record,
        key=key,
        action=action,
        team=team_of(action, record, conventions),
        days_overdue=max(0, (today - action.due).days) if is_late and action.due else 0,
        impact=_text(action, "impact"),
        effort=_text(action, "effort"),
        evidence=_text(action, "evidence"),
    )


def _text(action: Action, key: str) -> str | None:
    node = action.fields.get(key) if action.fields else None
    return node.text.strip() or None if isinstance(node, Scalar) and not node.is_null else None
