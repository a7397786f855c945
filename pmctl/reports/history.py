"""What happened: to one promise, to one postmortem, in the whole repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.ledger.model import ActionLife, DocumentLife, EventKind
from pmctl.reports.entries import Choice, Entry, Log, Teller, parsed, teller_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from pmctl.ledger.model import Event, Ledger
    from pmctl.postmortem.conventions import Conventions, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One date that was promised.

    Attributes:
        on: the day of the promise, in the configured zone; None if it is unknown.
        due: the date.
        days: by how many days that is later than the date before, negative if earlier; None for the first.
    """

    on: dt.date | None
    due: dt.date
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionHistory:
    """The life of one promise.

    Attributes:
        document: the one that it stands or stood in.
        days_overdue: how late it is; 0 if it is not, or is not in its document any more.
        due_in: in how many days it is due, negative if it was before today; None without a due date.
        age_days: for how many days it has been, or was, open; None if that is unknown.
        promises: its due dates, oldest first.
        ended: the day on which it was closed or removed; None while it is to be kept, or if the day is unknown.
        begins_unseen: whether what happened to it first is unknown.
    """

    life: ActionLife
    document: DocumentLife
    days_overdue: int
    due_in: int | None
    age_days: int | None
    promises: tuple[Promise, ...]
    ended: dt.date | None
    begins_unseen: bool
    log: Log


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStay:
    """The time in one status. Days are in the configured zone.

    Attributes:
        since: None if it is unknown, or not committed yet.
        until: None while it lasts, or if its end is not committed yet.
        days: between the two, or to today; None if the beginning is unknown, or by the clocks comes after the end.
        is_over: whether it has ended.
        is_committed: whether its beginning is.
    """

    status: Status
    since: dt.date | None
    until: dt.date | None
    days: int | None
    is_over: bool
    is_committed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHistory:
    """The life of one postmortem.

    Attributes:
        stays: in which statuses it was, one after another.
        log: what was asked for, of the document and its promises.
        own: its own changes among that.
        actions: its promises, in the document's order, those that are gone last. Where not all events are
            asked for, only those with an event.
        begins_unseen: whether what happened to it first is unknown.
    """

    life: DocumentLife
    stays: tuple[StatusStay, ...]
    first_seen: dt.date | None
    begins_unseen: bool
    log: Log
    own: tuple[Entry, ...]
    actions: tuple[ActionHistory, ...]


def action_history(
    ledger: Ledger, life: ActionLife, *, today: dt.date, conventions: Conventions, choice: Choice
) -> ActionHistory:
    """Return the life of a promise on `today`, with the events that `choice` asks for."""
    teller = teller_of(ledger, today, conventions, choice)
    document = next(document for document in ledger.documents if document.name == life.postmortem)
    return _action_history(life, document, _log(life.events, teller), teller)


def document_history(
    ledger: Ledger, life: DocumentLife, *, today: dt.date, conventions: Conventions, choice: Choice
) -> DocumentHistory:
    """Return the life of a postmortem and those of its promises on `today`, with the events that `choice` asks for."""
    teller = teller_of(ledger, today, conventions, choice)
    actions = _actions_in_order(ledger, life)
    log = _log(_events_of(ledger, life, actions), teller)
    entries: dict[str | None, list[Entry]] = {}
    for entry in log.entries:
        entries.setdefault(entry.action, []).append(entry)
    return DocumentHistory(
        life=life,
        stays=tuple(_stays(life, teller)),
        first_seen=teller.day(life.first_seen),
        begins_unseen=ledger.shallow and life.first_seen is None and not _is_uncommitted(life),
        log=log,
        own=tuple(entries.get(None, ())),
        actions=tuple(
            _action_history(action, life, Log(entries=tuple(entries.get(action.key, ())), older=0), teller)
            for action in actions
            if action.key in entries or choice == Choice()
        ),
    )


def repository_history(ledger: Ledger, *, today: dt.date, conventions: Conventions, choice: Choice) -> Log:
    """Return what happened in the whole repository, of what `choice` asks for."""
    return _log(ledger.events, teller_of(ledger, today, conventions, choice))


def _log(events: Sequence[Event], teller: Teller) -> Log:
    """Tell those of `events` that are asked for; what is not shown in the end is told only if its owner matters."""
    newest = teller.choice.newest
    wanted = [event for event in events if teller.is_in_time(event)]
    if not teller.choice.owners:
        older = 0 if newest is None else max(0, len(wanted) - newest)
        return Log(entries=tuple(entry for entry, _ in _told(wanted[older:], teller)), older=older)
    entries = [entry for entry, now in _told(wanted, teller) if teller.is_owned(entry, now)]
    older = 0 if newest is None else max(0, len(entries) - newest)
    return Log(entries=tuple(entries[older:]), older=older)


def _events_of(ledger: Ledger, life: DocumentLife, actions: Sequence[ActionLife]) -> list[Event]:
    """Return what happened to a document and its promises, and to versions of it that could not be read."""
    known = {*life.events, *(event for action in actions for event in action.events)}
    names = {life.name, life.record.path, *(event.postmortem for event in known)}
    return [
        event
        for event in ledger.events
        if event.postmortem in names and (event.kind is EventKind.UNREADABLE or event in known)
    ]


def _told(events: Iterable[Event], teller: Teller) -> Iterable[tuple[Entry, str | None]]:
    """Yield each event as an entry, with who owns now what it happened to."""
    find_action, find_document = _finders(teller.ledger)
    told: dict[str, dict[Event, Entry]] = {}
    for event in events:
        action = find_action(event)
        if action is None:
            yield teller.of_document(event, find_document(event)), None
            continue
        if action.ref not in told:
            told[action.ref] = {entry.event: entry for entry in teller.of_action(action)}
        yield told[action.ref][event], action.action.owner


def _finders(ledger: Ledger) -> tuple[Callable[[Event], ActionLife | None], Callable[[Event], DocumentLife | None]]:
    """Return what finds the life that an event belongs to, be that known by another name by now."""
    actions = {(life.postmortem, life.key): life for life in ledger.actions}
    documents = {life.name: life for life in ledger.documents}
    renamed_actions = {
        event: life
        for life in ledger.actions
        for event in life.events
        if event.action != life.key or event.postmortem != life.postmortem
    }
    renamed_documents = {
        event: life for life in ledger.documents for event in life.events if event.postmortem != life.name
    }

    def find_action(event: Event) -> ActionLife | None:
        if event.action is None:
            return None
        return renamed_actions.get(event) or actions.get((event.postmortem, event.action))

    def find_document(event: Event) -> DocumentLife | None:
        return renamed_documents.get(event) or documents.get(event.postmortem)

    return find_action, find_document


def _action_history(life: ActionLife, document: DocumentLife, log: Log, teller: Teller) -> ActionHistory:
    return ActionHistory(
        life=life,
        document=document,
        days_overdue=life.days_overdue(teller.today),
        due_in=(life.action.due - teller.today).days if life.action.due else None,
        age_days=life.age_days(teller.today),
        promises=tuple(_promises(life, teller)),
        ended=teller.day(life.removed.commit) if life.removed else life.closed,
        begins_unseen=life.slips is None,
        log=log,
    )


def _promises(life: ActionLife, teller: Teller) -> list[Promise]:
    """Return the dates that were promised; what is not committed yet is promised today."""
    entries, today = teller.of_action(life), teller.today
    first = entries[0] if entries and entries[0].event.kind is EventKind.OPENED else None
    moves = [entry for entry in entries if entry.event.kind is EventKind.MOVED]
    original = parsed(moves[0].event.before) if moves else life.action.due
    promises = []
    if original:
        day = life.action.opened or ((first.day or today) if first else None)
        promises.append(Promise(on=day, due=original, days=None))
    promises += [Promise(on=move.day or today, due=move.due, days=move.event.days) for move in moves if move.due]
    return promises


def _actions_in_order(ledger: Ledger, document: DocumentLife) -> list[ActionLife]:
    """Return a document's promises as it lists them, then those that are gone."""
    lives = [life for life in ledger.actions if life.postmortem == document.name]
    return sorted(lives, key=lambda life: (not life.present, life.action.line if life.present else 0))


def _is_uncommitted(life: DocumentLife) -> bool:
    """Whether a document first appeared in the working tree."""
    first = life.events[0] if life.events else None
    return first is not None and first.commit is None and first.before is None and first.kind is not EventKind.REMOVED


def _stays(life: DocumentLife, teller: Teller) -> Iterable[StatusStay]:
    begins_uncommitted = bool(life.events) and life.events[-1].commit is None
    for stay in life.stays:
        since, until = teller.day(stay.since), teller.day(stay.until)
        yield StatusStay(
            status=stay.status,
            since=since,
            until=until,
            days=_days_between(since, until or teller.today),
            is_over=stay.is_over,
            is_committed=stay.is_over or not (begins_uncommitted and stay is life.stays[-1]),
        )


def _days_between(since: dt.date | None, until: dt.date) -> int | None:
    return (until - since).days if since and since <= until else None
