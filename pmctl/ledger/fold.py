"""States folded into events and lives, from the oldest to the newest. One pass; only what changed is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pmctl.ledger.identity import assign_keys, assign_names, normalise_title
from pmctl.ledger.model import ActionLife, DocumentLife, Event, EventKind, Ledger
from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.model import Record, Unreadable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from pmctl.ledger.model import Commit, State
    from pmctl.postmortem.model import Action

_STATUS_EVENTS = {
    ActionStatus.IN_PROGRESS: EventKind.STARTED,
    ActionStatus.BLOCKED: EventKind.BLOCKED,
    ActionStatus.DONE: EventKind.DONE,
    ActionStatus.DROPPED: EventKind.DROPPED,
}


def fold(states: Iterable[State], *, zone: dt.tzinfo, boundary: frozenset[str] = frozenset()) -> Ledger:
    """Fold states, oldest first, into the ledger of the newest.

    Args:
        states: as published, one a commit; the working tree may come last.
        zone: in which a commit's instant becomes a day.
        boundary: the commits behind which a shallow clone knows nothing. What such a commit holds is older than it,
            by how much is unknown.
    """
    folding = _Folding(zone, boundary)
    for state in states:
        folding.add(state)
    return folding.ledger()


@dataclass(slots=True)
class _Life:
    """An `ActionLife` in the making."""

    action: Action
    record: Record
    opened: dt.date | None
    opened_commit: Commit | None
    known: bool
    original_due: dt.date | None
    last_due: dt.date | None
    slips: int = 0
    owners: list[str] = field(default_factory=list)
    closed: dt.date | None = None
    removed: Event | None = None
    present: bool = True
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class _Document:
    """A `DocumentLife` in the making, with the lives of its actions by key."""

    name: str
    record: Record
    first_seen: Commit | None
    first_published: Commit | None = None
    was_published: bool = False
    last_changed: Commit | None = None
    authors: dict[str, None] = field(default_factory=dict)
    lives: dict[str, _Life] = field(default_factory=dict)


class _Folding:
    """The fold so far: the newest state, and everything that has ever been."""

    def __init__(self, zone: dt.tzinfo, boundary: frozenset[str]) -> None:
        self._zone = zone
        self._boundary = boundary
        self._records: dict[str, Record] = {}
        self._unreadable: dict[str, Unreadable] = {}
        self._veiled: set[str] = set()
        self._claimants: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}
        self._documents: dict[str, _Document] = {}
        self._events: list[Event] = []
        self._commit: Commit | None = None
        self._newest: Commit | None = None
        self._shallow = False

    def add(self, state: State) -> None:
        """Take one more state, newer than all before."""
        self._commit = state.commit
        self._newest = state.commit or self._newest
        self._shallow |= self._is_boundary()
        before = self._affected(state.changes)
        old_records = {path: self._records[path] for path in before}
        self._apply(state.changes)
        after = self._rename_affected(before, state.changes)
        self._adopt_new_ids(before, after, old_records)
        self._tell_unreadable(state.changes)
        now_by_name = {name: path for path, name in after.items()}
        for name in sorted({*before.values(), *after.values()}):
            path = now_by_name.get(name)
            self._step(name, self._records[path] if path else None)
        for path, version in state.changes.items():
            self._sign({before.get(path), after.get(path)})
            if isinstance(version, Record):
                self._veiled.discard(path)

    def ledger(self) -> Ledger:
        """Return what the states so far tell."""
        paths = {name: path for path, name in self._names.items()}
        documents = sorted(self._documents.values(), key=lambda document: document.name)
        return Ledger(
            commit=self._newest,
            shallow=self._shallow,
            actions=tuple(
                _action_life(document.name, key, life)
                for document in documents
                for key, life in sorted(document.lives.items())
            ),
            documents=tuple(self._document_life(document, paths.get(document.name)) for document in documents),
            unreadable=tuple(self._unreadable[path] for path in sorted(self._unreadable)),
            events=tuple(self._events),
        )

    def _affected(self, changes: Mapping[str, object]) -> dict[str, str]:
        """The names, by path, of what is changed and of all that compete with it for a name."""
        claimed = {self._records[path].name for path in changes if path in self._records}
        paths = {path for name in claimed for path in self._claimants[name]}
        return {path: self._names[path] for path in paths}

    def _apply(self, changes: Mapping[str, Record | Unreadable | None]) -> None:
        for path, version in changes.items():
            if isinstance(version, Unreadable):
                self._unreadable[path] = version
                if self._is_boundary():
                    self._veiled.add(path)
                continue
            self._unreadable.pop(path, None)
            old = self._records.pop(path, None)
            if old is not None:
                self._claimants[old.name].discard(path)
                del self._names[path]
            if version is None:
                self._veiled.discard(path)
            else:
                self._records[path] = version
                self._claimants.setdefault(version.name, set()).add(path)

    def _rename_affected(self, before: Mapping[str, str], changes: Mapping[str, object]) -> dict[str, str]:
        claimed = {self._records[path].name for path in (*before, *changes) if path in self._records}
        names = assign_names((path, name) for name in claimed for path in self._claimants[name])
        self._names |= names
        return names

    def _adopt_new_ids(
        self, before: Mapping[str, str], after: Mapping[str, str], old_records: Mapping[str, Record]
    ) -> None:
        """A document that is given the id that it lacked, or shared, goes on in its place under its new name."""
        still_used = set(after.values())
        for path, old_name in sorted(before.items()):
            new_name = after.get(path)
            if new_name is None or old_records[path].id == old_name or self._records[path].id is None:
                continue
            document = self._documents.get(old_name)  # None if two went by one name: an id can be another file's path
            if document and old_name not in still_used and new_name not in self._documents:
                del self._documents[old_name]
                document.name = new_name
                self._documents[new_name] = document

    def _tell_unreadable(self, changes: Mapping[str, object]) -> None:
        """At the boundary nothing is told: nobody knows which commit made a version unreadable."""
        if self._is_boundary():
            return
        told = [(self._names.get(path, path), path) for path in changes if path in self._unreadable]
        for name, path in sorted(told):
            self._emit(EventKind.UNREADABLE, name, None, after=self._unreadable[path].problems[0].message)

    def _step(self, name: str, record: Record | None) -> None:
        """Take the document called `name` to its new version, or to there being none."""
        document = self._documents.get(name)
        if document is None:
            if record is None:
                return
            document = _Document(name=name, record=record, first_seen=self._known_commit(record))
            self._documents[name] = document
        elif record is document.record and any(life.present for life in document.lives.values()):
            return
        if record is None:
            self._remove(document, document.lives)
            return
        document.record = record
        if not document.was_published and record.status in {Status.PUBLISHED, Status.CLOSED}:
            document.was_published = True
            document.first_published = self._known_commit(record)
        keyed = assign_keys(record.actions)
        self._rekey(document, keyed)
        for key, action in keyed.items():
            self._step_action(document, key, action)
        self._remove(document, [key for key in document.lives if key not in keyed])

    def _rekey(self, document: _Document, keyed: Mapping[str, Action]) -> None:
        """An action that is given the id that it lacked, or shared, under the same title goes on under its new key."""
        for key, action in keyed.items():
            if action.id != key or key in document.lives:
                continue
            old_key = _stand_in(document.lives, keyed, normalise_title(action.title or ""))
            if old_key is not None:
                document.lives = {key if k == old_key else k: life for k, life in document.lives.items()}

    def _step_action(self, document: _Document, key: str, action: Action) -> None:
        life = document.lives.get(key)
        if life is None:
            if action.status is not ActionStatus.PROPOSED:
                self._open(document, key, action)
            return
        old = life.action
        if not life.present:
            life.present = True
            life.removed = None
            if old.status.is_open:
                self._tell(document, key, life, EventKind.RESTORED)
        life.action, life.record = action, document.record
        if action is old:
            return
        if action.title != old.title:
            self._tell(document, key, life, EventKind.RETITLED, old.title, action.title)
        if action.owner != old.owner:
            self._tell(document, key, life, EventKind.REASSIGNED, old.owner, action.owner)
            _add_owner(life, action.owner)
        if action.due != old.due:
            self._move(document, key, life, old.due)
        if action.priority != old.priority:
            self._tell(document, key, life, EventKind.REPRIORITISED, old.priority, action.priority)
        if action.status is not old.status:
            self._change_status(document, key, life, old.status)
        life.closed = self._closed_day(life)

    def _open(self, document: _Document, key: str, action: Action) -> None:
        commit = self._known_commit(document.record)
        known = not self._begins_unseen(document.record)
        life = _Life(
            action=action,
            record=document.record,
            opened=self._day(commit),
            opened_commit=commit,
            known=known,
            original_due=action.due if known else None,
            last_due=action.due,
        )
        _add_owner(life, action.owner)
        document.lives[key] = life
        if known:
            self._tell(document, key, life, EventKind.OPENED, None, action.title)
            self._change_status(document, key, life, ActionStatus.OPEN)
        life.closed = self._closed_day(life)

    def _move(self, document: _Document, key: str, life: _Life, before: dt.date | None) -> None:
        due = life.action.due
        days = (due - life.last_due).days if due and life.last_due else None
        if due:
            if life.original_due is None and life.known:
                life.original_due = due
            life.last_due = due
        life.slips += days is not None and days > 0
        self._tell(document, key, life, EventKind.MOVED, _text(before), _text(due), days)

    def _change_status(self, document: _Document, key: str, life: _Life, before: ActionStatus) -> None:
        status = life.action.status
        kind = EventKind.REOPENED if before.is_closed and not status.is_closed else _STATUS_EVENTS.get(status)
        if kind and status is not before:
            self._tell(document, key, life, kind, before.value, status.value)

    def _closed_day(self, life: _Life) -> dt.date | None:
        """The day of the newest closing: the document's own, else that of its event, None if that is unknown."""
        if not life.action.status.is_closed:
            return None
        if life.action.closed:
            return life.action.closed
        closings = (e for e in reversed(life.events) if e.kind in {EventKind.DONE, EventKind.DROPPED})
        return self._day(next((event.commit for event in closings), None))

    def _remove(self, document: _Document, keys: Iterable[str]) -> None:
        for key in keys:
            life = document.lives[key]
            if not life.present:
                continue
            life.present = False
            if life.action.status.is_open:
                self._tell(document, key, life, EventKind.REMOVED, life.action.title)
                life.removed = life.events[-1]

    def _sign(self, names: set[str | None]) -> None:
        """Note who touched the documents called `names`; what a boundary commit holds, anybody may have."""
        if self._commit is None or self._is_boundary():
            return
        for document in [self._documents[name] for name in names if name in self._documents]:
            document.last_changed = self._commit
            document.authors[self._commit.author] = None

    def _tell(
        self,
        document: _Document,
        key: str,
        life: _Life,
        kind: EventKind,
        before: str | None = None,
        after: str | None = None,
        days: int | None = None,
    ) -> None:
        life.events.append(self._emit(kind, document.name, key, before, after, days))

    def _emit(
        self,
        kind: EventKind,
        name: str,
        key: str | None,
        before: str | None = None,
        after: str | None = None,
        days: int | None = None,
    ) -> Event:
        event = Event(
            kind=kind, postmortem=name, action=key, commit=self._commit, before=before, after=after, days=days
        )
        self._events.append(event)
        return event

    def _is_boundary(self) -> bool:
        return self._commit is not None and self._commit.sha in self._boundary

    def _begins_unseen(self, record: Record) -> bool:
        """Whether what `record` newly holds may be older than this state: it, or its first version, is cut off."""
        return self._is_boundary() or record.path in self._veiled

    def _known_commit(self, record: Record) -> Commit | None:
        return None if self._begins_unseen(record) else self._commit

    def _day(self, commit: Commit | None) -> dt.date | None:
        return commit.date.astimezone(self._zone).date() if commit else None

    def _document_life(self, document: _Document, path: str | None) -> DocumentLife:
        return DocumentLife(
            name=document.name,
            record=document.record,
            first_seen=document.first_seen,
            first_published=document.first_published,
            last_changed=document.last_changed,
            authors=tuple(document.authors),
            unreadable=self._unreadable.get(path) if path else None,
            present=path is not None,
        )


def _stand_in(lives: Mapping[str, _Life], keyed: Mapping[str, Action], title: str) -> str | None:
    """The key of the promise called `title` that has been known by its title and is no longer; the first of several."""
    candidates = [
        key
        for key, life in lives.items()
        if key not in keyed and life.action.id != key and title and normalise_title(life.action.title or "") == title
    ]
    return min(candidates, key=lambda key: (len(key), key), default=None)


def _action_life(name: str, key: str, life: _Life) -> ActionLife:
    return ActionLife(
        postmortem=name,
        key=key,
        action=life.action,
        record=life.record,
        opened=life.action.opened or life.opened,
        opened_commit=life.opened_commit,
        original_due=life.original_due,
        slips=life.slips if life.known else None,
        owners=tuple(life.owners),
        closed=life.closed,
        removed=life.removed,
        present=life.present,
        events=tuple(life.events),
    )


def _add_owner(life: _Life, owner: str | None) -> None:
    if owner and life.owners[-1:] != [owner]:
        life.owners.append(owner)


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
