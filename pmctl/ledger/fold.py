"""States folded into events and lives, from the oldest to the newest. One pass; only what changed is looked at."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from pmctl.ledger.growth import GrowingAction, GrowingDocument
from pmctl.ledger.harvest import Harvest
from pmctl.ledger.identity import assign_keys
from pmctl.ledger.model import Event, EventKind, Ledger
from pmctl.ledger.tree import Tree
from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.model import Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping

    from pmctl.ledger.harvest import PathState
    from pmctl.ledger.model import ActionLife, Commit, DocumentLife, State
    from pmctl.postmortem.model import Action

_DOCUMENT_EVENTS = {
    Status.DRAFT: EventKind.DRAFTED,
    Status.IN_REVIEW: EventKind.IN_REVIEW,
    Status.PUBLISHED: EventKind.PUBLISHED,
    Status.CLOSED: EventKind.CLOSED,
}
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
    folding = Folding(zone, boundary)
    for state in states:
        folding.add(state)
    return folding.ledger()


class Folding:
    """The fold so far: the newest state, and everything that has ever been.

    It can be taken up again where an earlier one stopped: `resume`, then `plant` the documents that the coming states
    touch, and `add` those states.
    """

    def __init__(self, zone: dt.tzinfo, boundary: frozenset[str]) -> None:
        self._zone = zone
        self._boundary = boundary
        self._tree = Tree()
        self._documents: dict[str, GrowingDocument] = {}
        self._events: list[Event] = []
        self._loose: list[tuple[int, Event]] = []
        self._planted: list[tuple[int, Event]] = []
        self._told = 0
        self._aside: tuple[ActionLife, ...] = ()
        self._aside_names: frozenset[str] = frozenset()
        self._aside_promises = 0
        self._commit: Commit | None = None
        self._commit_day: dt.date | None = None
        self._newest: Commit | None = None
        self._shallow = False

    def add(self, state: State) -> None:
        """Take one more state, newer than all before."""
        self._commit = state.commit
        self._commit_day = state.commit.date.astimezone(self._zone).date() if state.commit else None
        self._newest = state.commit or self._newest
        self._shallow |= self._is_boundary()
        if len(state.changes) == 1:  # most commits change one document, and nothing about its name
            (version,) = state.changes.values()
            if isinstance(version, Record) and self._tree.replace_alone(version):
                self._step(version.name, version)
                self._sign({version.name})
                return
        before = self._tree.affected(state.changes)
        old_records = {path: self._tree.records[path] for path in before}
        self._tree.apply(state.changes, self._commit, at_boundary=self._is_boundary())
        after = self._tree.rename_affected(before, old_records, state.changes)
        self._adopt_new_ids(before, after, old_records)
        self._tell_unreadable(state.changes)
        now_by_name = {name: path for path, name in after.items()}
        for name in sorted({*before.values(), *after.values()}):
            path = now_by_name.get(name)
            self._step(name, self._tree.records[path] if path else None)
        for path, version in state.changes.items():
            self._sign({before.get(path), after.get(path)})
            if isinstance(version, Record):
                self._tree.unveil(path)

    def resume(self, newest: Commit | None, *, shallow: bool, told: int) -> None:
        """Go on from where an earlier fold stopped: at the commit `newest`, after `told` events."""
        self._newest, self._shallow, self._told = newest, shallow, told

    def plant(
        self,
        documents: Iterable[GrowingDocument],
        paths: Iterable[PathState],
        loose: Iterable[tuple[int, Event]] = (),
    ) -> None:
        """Take over what an earlier fold knew.

        Args:
            documents: whole, with all their lives, and none that is known already.
            paths: at which they stand, or nothing that could ever be read; likewise.
            loose: events that belong to no document, with their places.
        """
        for document in documents:
            self._documents[document.name] = document
            self._planted += zip(document.places, document.events, strict=True)
            for life in document.lives.values():
                self._planted += zip(life.places, life.events, strict=True)
        for state in paths:
            self._tree.plant(state)
        self._planted += loose

    def plant_aside(self, lives: Iterable[ActionLife], names: Iterable[str], promises: int) -> None:
        """Take note of what neither is planted nor touched by a state to come.

        Args:
            lives: of promises, ready to be told.
            names: of documents that are present.
            promises: how many these hold, kept or not.
        """
        self._aside = (*lives,)
        self._aside_names, self._aside_promises = frozenset(names), promises

    def harvest(self) -> Harvest:
        """Return everything that is known, for a later fold to be planted with."""
        return Harvest(
            newest=self._newest,
            shallow=self._shallow,
            told=self._told,
            documents=tuple(self._documents.values()),
            paths=tuple(self._tree.paths()),
            loose=tuple(self._loose),
        )

    def ledger(self) -> Ledger:
        """Return what the states so far tell of the documents that are known."""
        documents = sorted(self._documents.values(), key=lambda document: document.name)
        actions = [life.grown(document.name, key) for document in documents for key, life in document.lives.items()]
        promises = sum(life.present for document in documents for life in document.lives.values())
        unreadable = self._tree.unreadable
        return Ledger(
            commit=self._newest,
            shallow=self._shallow,
            actions=tuple(sorted([*actions, *self._aside], key=lambda life: (life.postmortem, life.key))),
            documents=tuple(self._grown(document) for document in documents),
            names=self._aside_names.union(self._tree.names.values()),
            promises=self._aside_promises + promises,
            unreadable=tuple(unreadable[path] for path in sorted(unreadable)),
            events=(*(event for _, event in sorted(self._planted, key=itemgetter(0))), *self._events),
        )

    def _adopt_new_ids(
        self, before: Mapping[str, str], after: Mapping[str, str], old_records: Mapping[str, Record]
    ) -> None:
        """A document that is given the id that it lacked, or shared, goes on in its place under its new name."""
        still_used = set(after.values())
        for path, old_name in sorted(before.items()):
            new_name = after.get(path)
            if new_name is None or old_records[path].id == old_name or self._tree.records[path].id is None:
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
        told = [(self._tree.names.get(path, path), path) for path in changes if path in self._tree.unreadable]
        for name, path in sorted(told):
            self._loose.append(
                (
                    self._told,
                    self._emit(EventKind.UNREADABLE, name, None, after=self._tree.unreadable[path].problems[0].message),
                )
            )

    def _step(self, name: str, record: Record | None) -> None:
        """Take the document called `name` to its new version, or to there being none."""
        document = self._documents.get(name)
        if document is None:
            if record is None:
                return
            known = not self._begins_unseen(record)
            first_seen = self._tree.arrived.get(record.path, self._commit) if known else None
            document = GrowingDocument(name=name, record=record, known=known, first_seen=first_seen)
            self._documents[name] = document
        elif record is document.record and any(life.present for life in document.lives.values()):
            return
        if record is None:
            document.leave(self._commit)
            self._remove(document, document.lives)
            return
        document.record = record
        self._enter_status(document, record)
        keyed = assign_keys(record.actions)
        document.rekey(keyed)
        promised = {key: action for key, action in keyed.items() if action.status is not ActionStatus.PROPOSED}
        for key, action in promised.items():
            life = document.lives.get(key)
            if life is not None and life.action is action and life.present:
                life.record = record
            else:
                self._step_action(document, key, life, action)
        if not document.lives.keys() <= promised.keys():
            self._remove(document, [key for key in document.lives if key not in promised], keyed)

    def _enter_status(self, document: GrowingDocument, record: Record) -> None:
        """Take the document to the status that its new version states; one that cannot be read changes nothing."""
        status, before = record.status, document.last_status
        if status is None or document.is_in(status):
            return
        # A document that begins unseen without a status may have been in this one, beyond the boundary, all along.
        known = before is not None or (document.known and not self._begins_unseen(record))
        document.leave(self._commit)
        document.enter(status, self._commit if known else None)
        if known and status is not before:
            kind = EventKind.REOPENED if before is Status.CLOSED else _DOCUMENT_EVENTS[status]
            document.places.append(self._told)
            document.events.append(self._emit(kind, document.name, None, before and before.value, status.value))

    def _step_action(self, document: GrowingDocument, key: str, life: GrowingAction | None, action: Action) -> None:
        if life is None:
            self._open(document, key, action)
            return
        old, stated = life.action, self._stated_day(life)
        if not life.present:
            life.present = True
            if old.status.is_open:
                self._tell(document, key, life, EventKind.RESTORED)
        life.action, life.record = action, document.record
        if action is old:
            return
        if action.title != old.title:
            self._tell(document, key, life, EventKind.RETITLED, old.title, action.title)
        if action.owner != old.owner:
            self._tell(document, key, life, EventKind.REASSIGNED, old.owner, action.owner)
            life.note_owner()
        if action.due != old.due:
            self._move(document, key, life, old.due)
        if action.priority != old.priority:
            self._tell(document, key, life, EventKind.REPRIORITISED, old.priority, action.priority)
        if action.status is not old.status:
            self._change_status(document, key, life, old.status, stated)
        life.closed = self._closed_day(life)

    def _open(self, document: GrowingDocument, key: str, action: Action) -> None:
        commit = self._known_commit(document.record)
        known = not self._begins_unseen(document.record)
        life = GrowingAction(
            action=action,
            record=document.record,
            opened=self._day(commit),
            opened_commit=commit,
            known=known,
            original_due=action.due if known else None,
            last_due=action.due,
        )
        life.note_owner()
        document.lives[key] = life
        if known:
            self._tell(document, key, life, EventKind.OPENED, None, action.title)
            self._change_status(document, key, life, ActionStatus.OPEN)
        life.closed = self._closed_day(life)

    def _move(self, document: GrowingDocument, key: str, life: GrowingAction, before: dt.date | None) -> None:
        days = life.note_due()
        self._tell(document, key, life, EventKind.MOVED, _text(before), _text(life.action.due), days)

    def _change_status(
        self,
        document: GrowingDocument,
        key: str,
        life: GrowingAction,
        before: ActionStatus,
        stated: dt.date | None = None,
    ) -> None:
        status = life.action.status
        kind = EventKind.REOPENED if before.is_closed and not status.is_closed else _STATUS_EVENTS.get(status)
        if kind and status is not before:
            self._tell(document, key, life, kind, before.value, status.value, stated=stated)

    def _closed_day(self, life: GrowingAction) -> dt.date | None:
        """The day of the newest closing: the document's own, else that of its event, None if that is unknown."""
        if not life.action.status.is_closed:
            return None
        return self._stated_day(life) or self._newest_day(life, EventKind.DONE, EventKind.DROPPED)

    def _stated_day(self, life: GrowingAction) -> dt.date | None:
        """The day that the document states for the newest closing; one before the newest reopening was left over."""
        stated = life.action.closed if life.action.status.is_closed else None
        reopened = self._newest_day(life, EventKind.REOPENED) if stated else None
        return None if stated and reopened and stated < reopened else stated

    def _newest_day(self, life: GrowingAction, *kinds: EventKind) -> dt.date | None:
        return self._day(next((event.commit for event in reversed(life.events) if event.kind in kinds), None))

    def _remove(self, document: GrowingDocument, keys: Iterable[str], ideas: Container[str] = ()) -> None:
        """Let promises leave the document; those among `ideas` are still there, but only proposed."""
        for key in keys:
            life = document.lives[key]
            if not life.present:
                continue
            life.present = False
            if life.action.status.is_open:
                after = ActionStatus.PROPOSED.value if key in ideas else None
                self._tell(document, key, life, EventKind.REMOVED, life.action.title, after)

    def _sign(self, names: set[str | None]) -> None:
        """Note who touched the documents called `names`; what a boundary commit holds, anybody may have."""
        if self._commit is None or self._is_boundary():
            return
        for document in [self._documents[name] for name in names if name in self._documents]:
            document.last_changed = self._commit
            document.authors[self._commit.author] = None

    def _tell(
        self,
        document: GrowingDocument,
        key: str,
        life: GrowingAction,
        kind: EventKind,
        before: str | None = None,
        after: str | None = None,
        days: int | None = None,
        stated: dt.date | None = None,
    ) -> None:
        life.places.append(self._told)
        life.events.append(self._emit(kind, document.name, key, before, after, days, stated))

    def _emit(
        self,
        kind: EventKind,
        name: str,
        key: str | None,
        before: str | None = None,
        after: str | None = None,
        days: int | None = None,
        stated: dt.date | None = None,
    ) -> Event:
        event = Event(
            kind=kind,
            postmortem=name,
            action=key,
            commit=self._commit,
            before=before,
            after=after,
            days=days,
            stated=stated,
        )
        self._events.append(event)
        self._told += 1
        return event

    def _is_boundary(self) -> bool:
        return self._commit is not None and self._commit.sha in self._boundary

    def _begins_unseen(self, record: Record) -> bool:
        """Whether what `record` newly holds may be older than this state: it, or its first version, is cut off."""
        return self._is_boundary() or record.path in self._tree.veiled

    def _known_commit(self, record: Record) -> Commit | None:
        return None if self._begins_unseen(record) else self._commit

    def _day(self, commit: Commit | None) -> dt.date | None:
        if commit is self._commit:
            return self._commit_day
        return commit.date.astimezone(self._zone).date() if commit else None

    def _grown(self, document: GrowingDocument) -> DocumentLife:
        path = document.record.path
        present = self._tree.names.get(path) == document.name
        return document.grown(present=present, unreadable=self._tree.unreadable.get(path) if present else None)


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
