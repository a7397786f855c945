"""From one version of a document to the next: what becomes of its promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.ledger.growth import GrowingAction
from pmctl.ledger.model import Arrival, EventKind
from pmctl.postmortem.conventions import ActionStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable

    from pmctl.ledger.growth import GrowingDocument
    from pmctl.ledger.scribe import Scribe
    from pmctl.postmortem.model import Action

_STATUS_EVENTS = {
    ActionStatus.IN_PROGRESS: EventKind.STARTED,
    ActionStatus.BLOCKED: EventKind.BLOCKED,
    ActionStatus.DONE: EventKind.DONE,
    ActionStatus.DROPPED: EventKind.DROPPED,
}


def open_action(
    scribe: Scribe, document: GrowingDocument, key: str, action: Action, *, known: bool, arrives: bool
) -> None:
    """Let a promise begin that was not known before.

    Args:
        known: whether it is new; else it may have been there beyond the boundary of a shallow clone.
        arrives: whether the document was there before without it.
    """
    commit = scribe.commit if known else None
    life = GrowingAction(
        action=action,
        record=document.record,
        opened=scribe.day(commit),
        opened_commit=commit,
        known=known,
        original_due=action.due if known else None,
        last_due=action.due,
        arrival=Arrival(commit=scribe.commit) if arrives and not known else None,
    )
    document.note(key, life)
    life.note_owner()
    life.note_closing()
    if known:
        scribe.tell_action(document, key, life, EventKind.OPENED, None, action.title)
        _change_status(scribe, document, key, life, ActionStatus.OPEN)
    life.closed = _closed_day(scribe, life)


def step_action(scribe: Scribe, document: GrowingDocument, key: str, life: GrowingAction, action: Action) -> None:
    """Take a promise to its next version."""
    old, stated = life.action, life.stated
    if not life.present:
        life.present = True
        if old.status.is_open:
            scribe.tell_action(document, key, life, EventKind.RESTORED)
    life.action, life.record = action, document.record
    document.note(key, life)
    if action is old:
        return
    life.note_closing()
    if action.title != old.title:
        scribe.tell_action(document, key, life, EventKind.RETITLED, old.title, action.title)
    if action.owner != old.owner:
        scribe.tell_action(document, key, life, EventKind.REASSIGNED, old.owner, action.owner)
        life.note_owner()
    if action.due != old.due:
        days = life.note_due()
        scribe.tell_action(document, key, life, EventKind.MOVED, _text(old.due), _text(action.due), days)
    if action.priority != old.priority:
        scribe.tell_action(document, key, life, EventKind.REPRIORITISED, old.priority, action.priority)
    if action.status is not old.status:
        _change_status(scribe, document, key, life, old.status, stated)
    life.closed = _closed_day(scribe, life)


def remove_actions(scribe: Scribe, document: GrowingDocument, keys: Iterable[str], ideas: Container[str] = ()) -> None:
    """Let promises that are here leave the document; those among `ideas` are still there, but only proposed."""
    for key in keys:
        life = document.lives[key]
        life.present = False
        document.note(key, life)
        if life.action.status.is_open:
            after = ActionStatus.PROPOSED.value if key in ideas else None
            scribe.tell_action(document, key, life, EventKind.REMOVED, life.action.title, after)


def _change_status(
    scribe: Scribe,
    document: GrowingDocument,
    key: str,
    life: GrowingAction,
    before: ActionStatus,
    stated: dt.date | None = None,
) -> None:
    status = life.action.status
    kind = EventKind.REOPENED if before.is_closed and not status.is_closed else _STATUS_EVENTS.get(status)
    if kind and status is not before:
        scribe.tell_action(document, key, life, kind, before.value, status.value, stated=stated)


def _closed_day(scribe: Scribe, life: GrowingAction) -> dt.date | None:
    """The day of the newest closing: the document's own, else that of its event, None if that is unknown."""
    if not life.action.status.is_closed:
        return None
    return life.stated or scribe.newest_day(life, EventKind.DONE, EventKind.DROPPED)


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
