"""Lives in the making: what the fold lets grow from state to state until it is told as a value of the model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pmctl.ledger.identity import normalise_title
from pmctl.ledger.model import ActionLife, Arrival, DocumentLife, EventKind, Stay
from pmctl.postmortem.conventions import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Mapping

    from pmctl.ledger.model import Commit, Event
    from pmctl.postmortem.model import Action, Record, Unreadable


@dataclass(slots=True)
class GrowingAction:
    """An `ActionLife` in the making.

    Attributes:
        known: whether its beginning is, so that it can be said what was promised first.
        last_due: the newest date that was promised, be it taken back since.
        left_over: the closing that the document stated while the promise was open, at last.
        place: where it stands among all promises that its document ever had.
        places: where each of its events stands among all events.
    """

    action: Action
    record: Record
    opened: dt.date | None
    opened_commit: Commit | None
    known: bool
    original_due: dt.date | None
    last_due: dt.date | None
    arrival: Arrival | None = None
    left_over: dt.date | None = None
    slips: int = 0
    owners: list[str] = field(default_factory=list)
    closed: dt.date | None = None
    present: bool = True
    place: int = field(default=0, init=False)
    events: list[Event] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it is a promise of the newest state that is still to be kept."""
        return self.present and self.action.status.is_open

    @property
    def removed(self) -> Event | None:
        """Where it vanished without having been closed: nothing can happen to it after that until it returns."""
        last = self.events[-1] if self.events and not self.present else None
        return last if last is not None and last.kind is EventKind.REMOVED else None

    @property
    def stated(self) -> dt.date | None:
        """The day that the document states for the newest closing, unless it stood there while this was open."""
        closed = self.action.closed if self.action.status.is_closed else None
        return None if closed == self.left_over else closed

    def note_closing(self) -> None:
        """Remember what is stated for a closing while it is open: it does not speak of one to come."""
        if self.action.status.is_open:
            self.left_over = self.action.closed

    def note_owner(self) -> None:
        """Remember who has it now."""
        owner = self.action.owner
        if owner and self.owners[-1:] != [owner]:
            self.owners.append(owner)

    def note_due(self) -> int | None:
        """Remember what is promised now; return by how many days later that is, None where there is no such number."""
        due = self.action.due
        if due is None:
            return None
        days = (due - self.last_due).days if self.last_due else None
        if self.original_due is None and self.known:
            self.original_due = due
        self.last_due = due
        self.slips += days is not None and days > 0
        return days

    def grown(self, postmortem: str, key: str) -> ActionLife:
        """Return what it has come to, under the names it is known by now."""
        return ActionLife(
            postmortem=postmortem,
            key=key,
            action=self.action,
            record=self.record,
            opened=self.action.opened or self.opened,
            opened_commit=self.opened_commit,
            original_due=self.original_due,
            slips=self.slips if self.known else None,
            owners=tuple(self.owners),
            closed=self.closed,
            removed=self.removed,
            present=self.present,
            events=tuple(self.events),
            arrival=self.arrival,
        )


@dataclass(slots=True)
class GrowingDocument:
    """A `DocumentLife` in the making, with the lives of its actions by key.

    Attributes:
        known: whether its beginning is, so that it can be said in which status it was first.
        places: where each of its own events stands among all events.

    To look through all promises that it ever had, at each of its versions, would take long in the end: so it knows
    which are here, and which were ever known by their titles.
    """

    name: str
    record: Record
    known: bool
    first_seen: Commit | None
    last_changed: Commit | None = None
    authors: dict[str, None] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    lives: dict[str, GrowingAction] = field(default_factory=dict)
    _here: set[str] = field(default_factory=set, init=False, compare=False, repr=False)
    _titled: set[str] = field(default_factory=set, init=False, compare=False, repr=False)

    @property
    def is_present(self) -> bool:
        """Whether the newest state holds it: nothing can happen to it after its removal until it returns."""
        return not self.events or self.events[-1].kind is not EventKind.REMOVED

    @property
    def last_status(self) -> Status | None:
        """The newest status that is known, be the document gone or not."""
        return self.stays[-1].status if self.stays else None

    def is_in(self, status: Status) -> bool:
        """Whether it is in `status` and has not been gone since it was brought there."""
        return self.last_status is status and not self.stays[-1].is_over

    def enter(self, status: Status, since: Commit | None) -> None:
        """Begin a stay."""
        self.stays.append(Stay(status=status, since=since, until=None, is_over=False))

    def leave(self, until: Commit | None) -> None:
        """End the present stay, if there is one."""
        if self.stays and not self.stays[-1].is_over:
            self.stays[-1] = replace(self.stays[-1], until=until, is_over=True)

    def note(self, key: str, life: GrowingAction) -> None:
        """Take note of a promise that has begun, or has changed, under `key`."""
        if key not in self.lives:
            life.place = len(self.lives)
            self.lives[key] = life
        if life.present:
            self._here.add(key)
        else:
            self._here.discard(key)
        if life.action.id != key:
            self._titled.add(key)

    def missing(self, keyed: Container[str]) -> list[str]:
        """Return the keys of the promises that were here and are none of `keyed`, in the order in which they came."""
        return sorted((key for key in self._here if key not in keyed), key=lambda key: self.lives[key].place)

    def rekey(self, keyed: Mapping[str, Action]) -> None:
        """Let an action that is given the id that it lacked, or shared, under its old title go on under its new key.

        Args:
            keyed: the document's present actions by key.
        """
        if not self._titled:
            return
        for key, action in keyed.items():
            if action.id != key or key in self.lives:
                continue
            old_key = self._stand_in(keyed, normalise_title(action.title or ""))
            if old_key is not None:
                self.lives = {key if k == old_key else k: life for k, life in self.lives.items()}
                self._titled.add(key)  # until it is more than an idea, it is what it was under its title
                self._titled.discard(old_key)
                if old_key in self._here:
                    self._here.remove(old_key)
                    self._here.add(key)

    def _stand_in(self, keyed: Mapping[str, Action], title: str) -> str | None:
        """The key of the promise called `title` that was known by its title and is no longer; the first of several."""
        candidates = [
            key
            for key in self._titled
            if key not in keyed
            and self.lives[key].action.id != key
            and title
            and normalise_title(self.lives[key].action.title or "") == title
        ]
        return min(candidates, key=lambda key: (len(key), key), default=None)

    def grown(self, *, present: bool, unreadable: Unreadable | None) -> DocumentLife:
        """Return what it has come to.

        Args:
            present: whether the newest state still holds it.
            unreadable: why its newest version cannot be read, else None.
        """
        published = (stay.since for stay in self.stays if stay.status in {Status.PUBLISHED, Status.CLOSED})
        return DocumentLife(
            name=self.name,
            record=self.record,
            first_seen=self.first_seen,
            first_published=next(published, None) if self.known else None,
            last_changed=self.last_changed,
            authors=tuple(self.authors),
            stays=tuple(self.stays),
            events=tuple(self.events),
            unreadable=unreadable,
            present=present,
        )
