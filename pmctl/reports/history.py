"""What happened: to one promise, to one postmortem, in the whole repository."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pmctl.ledger.model import ActionLife, DocumentLife, EventKind
from pmctl.postmortem.dates import parse_date
from pmctl.reports.filters import is_owned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pmctl.ledger.model import Commit, Event, Ledger
    from pmctl.postmortem.conventions import Conventions, Status

_CLOSINGS = frozenset({EventKind.DONE, EventKind.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event, with what was promised once it had happened.

    Attributes:
        postmortem: what the document is called now, whatever it was called then.
        action: likewise; None for an event of the whole document.
        day: of the commit, in the configured zone; None if it is not committed yet.
        owner: who had the action then; of a postmortem, who owns it now.
        due: for when the action was promised then.
        days_late: of a closing, by how many days it came after the date that was valid on its day, negative if before;
            None without a date.
        with_document: of a removal, whether the whole document is gone.
    """

    event: Event
    postmortem: str
    action: str | None
    day: dt.date | None
    owner: str | None = None
    due: dt.date | None = None
    days_late: int | None = None
    with_document: bool = False

    @property
    def ref(self) -> str:
        """What people call it: the postmortem's name, and behind a slash the action's."""
        return self.postmortem if self.action is None else f"{self.postmortem}/{self.action}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What happened, oldest first.

    Attributes:
        entries: the newest of those that were asked for.
        older: how many more there are.
    """

    entries: tuple[Entry, ...]
    older: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which events are asked for; what is empty or None asks for nothing.

    Attributes:
        owners: of a promise, who had it then or has it now; a hand-over is of both. Of a postmortem, who owns it now.
        since: the first day, in the configured zone; what is not committed yet is of today.
        until: the last day.
        newest: how many at most.
    """

    kinds: frozenset[EventKind] = frozenset()
    owners: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    newest: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether some events are not asked for, however new."""
        return bool(self.kinds or self.owners or self.since or self.until)


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


class _Move(NamedTuple):
    """A move of a due date, which had happened by a day: by the earliest day of a commit that holds it."""

    by: dt.date
    before: dt.date | None
    after: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Tells events of one ledger on one day; `deletions` are those of its documents: their names and the commits."""

    ledger: Ledger
    deletions: frozenset[tuple[str, Commit | None]]
    today: dt.date
    conventions: Conventions
    choice: Choice

    def day(self, commit: Commit | None) -> dt.date | None:
        return commit.date.astimezone(self.conventions.zone).date() if commit else None

    def is_in_time(self, event: Event) -> bool:
        choice = self.choice
        if choice.kinds and event.kind not in choice.kinds:
            return False
        if choice.since is None and choice.until is None:
            return True
        day = self.day(event.commit) or self.today
        return (choice.since is None or day >= choice.since) and (choice.until is None or day <= choice.until)

    def is_owned(self, entry: Entry, now: str | None) -> bool:
        names = [entry.owner, now, entry.event.before if entry.event.kind is EventKind.REASSIGNED else None]
        return any(is_owned(self.choice.owners, name, self.conventions) for name in names)

    def of_action(self, life: ActionLife) -> list[Entry]:
        """Return everything that happened to a promise, with its owner and due date as they were."""
        entries: list[Entry] = []
        owner, due = life.action.owner, life.action.due
        stated = life.closed if life.closed == life.action.closed else None
        moves = self._moves(life)
        for event in reversed(life.events):  # what stood then is known from what is there now, undone step by step
            is_closing = event.kind in _CLOSINGS
            entries.append(
                Entry(
                    event=event,
                    postmortem=life.postmortem,
                    action=life.key,
                    day=self.day(event.commit),
                    owner=owner,
                    due=due,
                    days_late=self._days_late(moves, event, due, stated) if is_closing else None,
                    with_document=event.kind is EventKind.REMOVED
                    and (event.postmortem, event.commit) in self.deletions,
                )
            )
            if is_closing or event.kind is EventKind.REOPENED:
                stated = event.stated
            if event.kind is EventKind.REASSIGNED:
                owner = event.before
            elif event.kind is EventKind.MOVED:
                due = _parsed(event.before)
        return entries[::-1]

    def _days_late(
        self, moves: Sequence[_Move], closing: Event, due: dt.date | None, stated: dt.date | None
    ) -> int | None:
        """By how many days a closing came after its due date: `due`, or what was valid on the day that is stated."""
        if stated and moves:
            by_then = bisect_right(moves, stated, key=lambda move: move.by)
            due = moves[by_then - 1].after if by_then else moves[0].before
        closed = stated or self.day(closing.commit) or self.today
        return (closed - due).days if due else None

    def _moves(self, life: ActionLife) -> list[_Move]:
        """Return the moves of a promise's due date, in order, each with the day by which it had happened."""
        moves: list[_Move] = []
        by = dt.date.max
        for event in reversed(life.events):
            if event.kind is EventKind.MOVED:
                by = min(by, self.day(event.commit) or self.today)
                moves.append(_Move(by, _parsed(event.before), _parsed(event.after)))
        return moves[::-1]

    def of_document(self, event: Event, life: DocumentLife | None) -> Entry:
        """Return an event of a whole document; one that never could be read has no life."""
        name, owner = (life.name, life.record.owner) if life else (event.postmortem, None)
        return Entry(event=event, postmortem=name, action=None, day=self.day(event.commit), owner=owner)


def action_history(
    ledger: Ledger, life: ActionLife, *, today: dt.date, conventions: Conventions, choice: Choice
) -> ActionHistory:
    """Return the life of a promise on `today`, with the events that `choice` asks for."""
    teller = _teller(ledger, today, conventions, choice)
    document = next(document for document in ledger.documents if document.name == life.postmortem)
    return _action_history(life, document, _log(life.events, teller), teller)


def document_history(
    ledger: Ledger, life: DocumentLife, *, today: dt.date, conventions: Conventions, choice: Choice
) -> DocumentHistory:
    """Return the life of a postmortem and those of its promises on `today`, with the events that `choice` asks for."""
    teller = _teller(ledger, today, conventions, choice)
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
    return _log(ledger.events, _teller(ledger, today, conventions, choice))


def _teller(ledger: Ledger, today: dt.date, conventions: Conventions, choice: Choice) -> _Teller:
    own = (event for document in ledger.documents for event in document.events)
    return _Teller(
        ledger=ledger,
        deletions=frozenset((event.postmortem, event.commit) for event in own if event.kind is EventKind.REMOVED),
        today=today,
        conventions=conventions,
        choice=choice,
    )


def _log(events: Sequence[Event], teller: _Teller) -> Log:
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


def _told(events: Iterable[Event], teller: _Teller) -> Iterable[tuple[Entry, str | None]]:
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


def _action_history(life: ActionLife, document: DocumentLife, log: Log, teller: _Teller) -> ActionHistory:
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


def _promises(life: ActionLife, teller: _Teller) -> list[Promise]:
    """Return the dates that were promised; what is not committed yet is promised today."""
    entries, today = teller.of_action(life), teller.today
    first = entries[0] if entries and entries[0].event.kind is EventKind.OPENED else None
    moves = [entry for entry in entries if entry.event.kind is EventKind.MOVED]
    original = _parsed(moves[0].event.before) if moves else life.action.due
    promises = []
    if original:
        day = life.action.opened or ((first.day or today) if first else None)
        promises.append(Promise(on=day, due=original, days=None))
    promises += [Promise(on=move.day or today, due=move.due, days=move.event.days) for move in moves if move.due]
    return promises


def _parsed(day: str | None) -> dt.date | None:
    return parse_date(day) if day else None


def _actions_in_order(ledger: Ledger, document: DocumentLife) -> list[ActionLife]:
    """Return a document's promises as it lists them, then those that are gone."""
    lives = [life for life in ledger.actions if life.postmortem == document.name]
    return sorted(lives, key=lambda life: (not life.present, life.action.line if life.present else 0))


def _is_uncommitted(life: DocumentLife) -> bool:
    """Whether a document first appeared in the working tree."""
    first = life.events[0] if life.events else None
    return first is not None and first.commit is None and first.before is None and first.kind is not EventKind.REMOVED


def _stays(life: DocumentLife, teller: _Teller) -> Iterable[StatusStay]:
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
