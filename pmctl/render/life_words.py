"""What is known of a promise or a postmortem as a whole, in plain words. They are not yet safe to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.event_words import NOT_COMMITTED, status_words
from pmctl.render.safe import plural

if TYPE_CHECKING:
    from pmctl.reports.history import ActionHistory, DocumentHistory, StatusStay

UNKNOWN = "?"

Facts = list[tuple[str, str]]
"""Facts with their names."""


def action_facts(history: ActionHistory) -> Facts:
    """Return what is known of a promise."""
    life = history.life
    return [
        ("Postmortem", history.document.record.title or life.postmortem),
        ("Status", action_state(history)),
        ("Owner", _owners(history)),
        ("Opened", _opened(history)),
        ("Due", _due(history)),
        ("Slipped", _slips(history)),
    ]


def action_state(history: ActionHistory) -> str:
    """Return how a promise stands: ``open, 85 days overdue``."""
    life, status = history.life, history.life.action.status
    if life.removed:
        how = f"set back to {life.removed.after}" if life.removed.after else "removed"
        removed = f"{how} on {history.ended}" if history.ended else f"{how}, {NOT_COMMITTED},"
        return f"{removed} while {status_words(status)}"
    gone = "" if life.present else ", no longer in the document"
    if status.is_closed:
        unknown = f" on {UNKNOWN}" if history.begins_unseen else f", {NOT_COMMITTED}"
        return f"{status}{f' on {history.ended}' if history.ended else unknown}{gone}"
    return f"{status_words(status)}{_lateness(history)}{gone}"


def end_label(history: ActionHistory) -> str:
    """Return what the last day of a promise is called in a picture."""
    if history.ended is None:
        return "today"
    return "removed" if history.life.removed else history.life.action.status.value


def document_facts(history: DocumentHistory) -> Facts:
    """Return what is known of a postmortem, with the time it spent in each status."""
    life, record = history.life, history.life.record
    status = status_words(record.status) if record.status else "without a status"
    return [
        ("Status", status if life.present else f"gone; it was {status}"),
        ("Owner", record.owner or "nobody"),
        ("Changed by", _authors(history)),
        *((status_words(stay.status).removeprefix("a ").capitalize(), stay_words(stay)) for stay in history.stays),
    ]


def stay_words(stay: StatusStay) -> str:
    """Return from when to when a status lasted, and for how many days."""
    unknown = f", {UNKNOWN} days" if stay.since else ""
    days = f", {plural(stay.days, 'day')}" if stay.days is not None else unknown
    if not stay.is_committed:
        return NOT_COMMITTED
    since = str(stay.since or UNKNOWN)
    if stay.is_over:
        return f"{since} to {stay.until}{days}" if stay.until else f"{since} to now{days}, {NOT_COMMITTED}"
    return f"since {since}{days}"


def _lateness(history: ActionHistory) -> str:
    if history.days_overdue:
        return f", {plural(history.days_overdue, 'day')} overdue"
    if history.due_in is None or not history.life.is_open:
        return ""
    return f", due in {plural(history.due_in, 'day')}" if history.due_in else ", due today"


def _authors(history: DocumentHistory) -> str:
    authors = ", ".join(history.life.authors)
    if not authors:
        return UNKNOWN
    return f"{authors}, before that {UNKNOWN}" if history.begins_unseen else authors


def _owners(history: ActionHistory) -> str:
    now = history.life.action.owner
    earlier = list(dict.fromkeys(owner for owner in history.life.owners if owner != now))
    earlier += [UNKNOWN] if history.begins_unseen else []
    return (now or "nobody") + (f", before that {', '.join(earlier)}" if earlier else "")


def _opened(history: ActionHistory) -> str:
    life, age = history.life, history.age_days
    if life.opened is None:
        return UNKNOWN if history.begins_unseen else NOT_COMMITTED
    is_end_unknown = life.removed or (life.action.status.is_closed and life.closed is None)
    return f"{life.opened}" if age is None or is_end_unknown else f"{life.opened}, open for {plural(age, 'day')}"


def _due(history: ActionHistory) -> str:
    life = history.life
    due = str(life.action.due or "no date")
    if history.begins_unseen:
        return f"{due}, first promised for {UNKNOWN}"
    moved = life.original_due not in {None, life.action.due}
    return f"{due}, first promised for {life.original_due}" if moved else due


def _slips(history: ActionHistory) -> str:
    slips, days = history.life.slips, history.life.slipped_days
    if slips is None or days is None:
        return UNKNOWN
    if not slips:
        return "never"
    times = "once" if slips == 1 else f"{slips:,} times"
    return f"{times}, by {plural(days, 'day')} in all" if days else f"{times}, and back again"
