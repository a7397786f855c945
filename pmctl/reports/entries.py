"""Events as they are told: with what was promised once each had happened."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pmctl.ledger.model import EventKind
from pmctl.postmortem.dates import parse_date
from pmctl.reports.filters import is_owned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.ledger.model import ActionLife, Commit, DocumentLife, Event, Ledger
    from pmctl.postmortem.conventions import Conventions

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
        stated: the day that the document itself gives for an opening or a closing, where that is not `day`.
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
    stated: dt.date | None = None
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


class Move(NamedTuple):
    """A move of a due date, which had happened by a day: by the earliest day of a commit that holds it."""

    by: dt.date
    before: dt.date | None
    after: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells events of one ledger on one day; `deletions` are those of its documents: their names and the commits."""

    ledger: Ledger
    deletions: frozenset[tuple[str, Commit | None]]
    today: dt.date
    conventions: Conventions
    choice: Choice

    def day(self, commit: Commit | None) -> dt.date | None:
        """Return the day of a commit in the configured zone; None for none."""
        return commit.date.astimezone(self.conventions.zone).date() if commit else None

    def is_in_time(self, event: Event) -> bool:
        """Return whether an event is of a kind and a day that are asked for."""
        choice = self.choice
        if choice.kinds and event.kind not in choice.kinds:
            return False
        if choice.since is None and choice.until is None:
            return True
        day = self.day(event.commit) or self.today
        return (choice.since is None or day >= choice.since) and (choice.until is None or day <= choice.until)

    def is_owned(self, entry: Entry, now: str | None) -> bool:
        """Return whether what happened concerns an owner that is asked for; `now` is who has it today."""
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
            day = self.day(event.commit)
            own = stated if is_closing else life.action.opened if event.kind is EventKind.OPENED else None
            entries.append(
                Entry(
                    event=event,
                    postmortem=life.postmortem,
                    action=life.key,
                    day=day,
                    owner=owner,
                    due=due,
                    stated=own if own != day else None,
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
                due = parsed(event.before)
        return entries[::-1]

    def _days_late(
        self, moves: Sequence[Move], closing: Event, due: dt.date | None, stated: dt.date | None
    ) -> int | None:
        """By how many days a closing came after its due date: `due`, or what was valid on the day that is stated."""
        if stated and moves:
            by_then = bisect_right(moves, stated, key=lambda move: move.by)
            due = moves[by_then - 1].after if by_then else moves[0].before
        closed = stated or self.day(closing.commit) or self.today
        return (closed - due).days if due else None

    def _moves(self, life: ActionLife) -> list[Move]:
        """Return the moves of a promise's due date, in order, each with the day by which it had happened."""
        moves: list[Move] = []
        by = dt.date.max
        for event in reversed(life.events):
            if event.kind is EventKind.MOVED:
                by = min(by, self.day(event.commit) or self.today)
                moves.append(Move(by, parsed(event.before), parsed(event.after)))
        return moves[::-1]

    def of_document(self, event: Event, life: DocumentLife | None) -> Entry:
        """Return an event of a whole document; one that never could be read has no life."""
        name, owner = (life.name, life.record.owner) if life else (event.postmortem, None)
        return Entry(event=event, postmortem=name, action=None, day=self.day(event.commit), owner=owner)


def teller_of(ledger: Ledger, today: dt.date, conventions: Conventions, choice: Choice) -> Teller:
    """Return who tells the events of a ledger on `today`."""
    own = (event for document in ledger.documents for event in document.events)
    return Teller(
        ledger=ledger,
        deletions=frozenset((event.postmortem, event.commit) for event in own if event.kind is EventKind.REMOVED),
        today=today,
        conventions=conventions,
        choice=choice,
    )


def parsed(day: str | None) -> dt.date | None:
    """Return the day that an event holds as text."""
    return parse_date(day) if day else None
