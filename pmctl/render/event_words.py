"""What happened, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.ledger.model import EventKind
from pmctl.render.safe import plural, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.reports.entries import Entry

NOT_COMMITTED = "not committed yet"
_STATUS_WORDS = {
    "draft": "a draft",
    "in-review": "in review",
    "in-progress": "in progress",
}


def event_words(entry: Entry) -> str:
    """Return one clause about what happened, safe to print: ``moved from … to …, 14 days later``."""
    return printable(_WORDS[entry.event.kind](entry))


def title_words(entry: Entry) -> str:
    """Return, safe to print, what is added about what appears or leaves: its title behind a colon."""
    title = {EventKind.OPENED: entry.event.after, EventKind.REMOVED: entry.event.before}.get(entry.event.kind)
    return f": {printable(title)}" if title else ""


def days_words(days: int) -> str:
    """Return by how much a date moved: ``14 days later``, ``3 days earlier``."""
    return f"{plural(abs(days), 'day')} {'earlier' if days < 0 else 'later'}"


def status_words(status: str) -> str:
    """Return a status as it is said: ``in review``, ``a draft``."""
    return _STATUS_WORDS.get(status, status)


def _opened(entry: Entry) -> str:
    due = f"due {entry.due}" if entry.due else "without a due date"
    return f"opened{_as_stated(entry, 'opened')}, {due}, owned by {entry.owner or 'nobody'}"


def _restored(entry: Entry) -> str:
    return f"brought back, due {entry.due}" if entry.due else "brought back"


def _retitled(entry: Entry) -> str:
    before, after = entry.event.before, entry.event.after
    if before is None:
        return f'given the title "{after}"'
    return f'retitled from "{before}" to "{after}"' if after is not None else f'lost its title "{before}"'


def _reassigned(entry: Entry) -> str:
    before, after = entry.event.before, entry.event.after
    if before is None:
        return f"given to {after}"
    return f"handed over from {before} to {after}" if after is not None else f"taken from {before}, owned by nobody"


def _moved(entry: Entry) -> str:
    before, after, days = entry.event.before, entry.event.after, entry.event.days
    if after is None:
        return f"lost its due date {before}"
    by = f", {days_words(days)}" if days else ""
    if before is None:
        return f"given the due date {after}{by and f'{by} than before'}"
    return f"moved from {before} to {after}{by}"


def _reprioritised(entry: Entry) -> str:
    before, after = entry.event.before, entry.event.after
    if before is None:
        return f"given priority {after}"
    return f"priority changed from {before} to {after}" if after is not None else f"lost its priority {before}"


def _closed(entry: Entry) -> str:
    late = entry.days_late
    if late is None or entry.event.kind is EventKind.DROPPED:
        how = ""
    elif late == 0:
        how = ", on the day it was due"
    else:
        how = f", {plural(abs(late), 'day')} {'late' if late > 0 else 'before it was due'}"
    return f"{_changed(entry)}{_as_stated(entry, 'closed')}{how}"


def _as_stated(entry: Entry, key: str) -> str:
    return f" on {entry.stated} by its own {key}:" if entry.stated else ""


def _changed(entry: Entry) -> str:
    """A change of status; what it was before is worth a word unless it was simply open."""
    before = entry.event.before
    was = f" (was {status_words(before)})" if before and before != "open" else ""
    return f"{entry.event.kind.value}{was}"


def _reviewed(entry: Entry) -> str:
    before = entry.event.before
    return "put in review" + (f" (was {status_words(before)})" if before else "")


def _reopened(entry: Entry) -> str:
    before, after = (status_words(word or "") for word in (entry.event.before, entry.event.after))
    return f"reopened: {after} again (was {before})"


def _removed(entry: Entry) -> str:
    if entry.action is None:
        return "removed"
    due = f", due {entry.due}" if entry.due else ""
    if entry.event.after:
        return f"set back to {entry.event.after} while still open{due}"
    return f"removed {'with its document' if entry.with_document else 'from the document'} while still open{due}"


def _unreadable(entry: Entry) -> str:
    return f"could not be read: {entry.event.after}"


_WORDS: dict[EventKind, Callable[[Entry], str]] = {
    EventKind.DRAFTED: _changed,
    EventKind.IN_REVIEW: _reviewed,
    EventKind.PUBLISHED: _changed,
    EventKind.CLOSED: _changed,
    EventKind.OPENED: _opened,
    EventKind.RESTORED: _restored,
    EventKind.RETITLED: _retitled,
    EventKind.REASSIGNED: _reassigned,
    EventKind.MOVED: _moved,
    EventKind.REPRIORITISED: _reprioritised,
    EventKind.STARTED: _changed,
    EventKind.BLOCKED: _changed,
    EventKind.DONE: _closed,
    EventKind.DROPPED: _closed,
    EventKind.REOPENED: _reopened,
    EventKind.REMOVED: _removed,
    EventKind.UNREADABLE: _unreadable,
}
