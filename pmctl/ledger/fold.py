"""States folded into events and lives, from the oldest to the newest. One pass; only what changed is looked at."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from pmctl.ledger.action_steps import open_action, remove_actions, step_action
from pmctl.ledger.growth import GrowingDocument
from pmctl.ledger.harvest import Harvest
from pmctl.ledger.identity import assign_keys
from pmctl.ledger.model import EventKind, Ledger
from pmctl.ledger.scribe import Scribe
from pmctl.ledger.tree import Tree
from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.model import Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from pmctl.ledger.harvest import PathState
    from pmctl.ledger.model import ActionLife, Commit, DocumentLife, Event, State

_DOCUMENT_EVENTS = {
    Status.DRAFT: EventKind.DRAFTED,
    Status.IN_REVIEW: EventKind.IN_REVIEW,
    Status.PUBLISHED: EventKind.PUBLISHED,
    Status.CLOSED: EventKind.CLOSED,
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
        self._boundary = boundary
        self._scribe = Scribe(zone)
        self._tree = Tree()
        self._documents: dict[str, GrowingDocument] = {}
        self._loose: list[tuple[int, Event]] = []
        self._planted: list[tuple[int, Event]] = []
        self._aside: tuple[ActionLife, ...] = ()
        self._aside_names: frozenset[str] = frozenset()
        self._aside_promises = 0
        self._newest: Commit | None = None
        self._shallow = False

    def add(self, state: State) -> None:
        """Take one more state, newer than all before."""
        self._scribe.begin(state.commit)
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
        self._tree.apply(state.changes, state.commit, at_boundary=self._is_boundary())
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

    def resume(self, newest: Commit | None, *, shallow: bool, told: int, lost: Iterable[str]) -> None:
        """Go on from where an earlier fold stopped: at the commit `newest`, after `told` events.

        Args:
            lost: as `Harvest` has it.
        """
        self._newest, self._shallow, self._scribe.told = newest, shallow, told
        self._tree.lost.update(lost)

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
            told=self._scribe.told,
            lost=tuple(sorted(self._tree.lost)),
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
            events=(*(event for _, event in sorted(self._planted, key=itemgetter(0))), *self._scribe.events),
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
            place, problem = self._scribe.told, self._tree.unreadable[path].problems[0]
            self._loose.append((place, self._scribe.write(EventKind.UNREADABLE, name, None, after=problem.message)))

    def _step(self, name: str, record: Record | None) -> None:
        """Take the document called `name` to its new version, or to there being none."""
        document = self._documents.get(name)
        if document is None:
            if record is not None:
                document = self._documents[name] = self._begun(name, record)
                self._renew(document, record, is_new=True)
        elif record is None:
            self._leave(document)
        elif record is not document.record or not document.is_present:
            if not document.is_present:
                self._scribe.tell(document, EventKind.RESTORED)
            self._renew(document, record, is_new=False)

    def _begun(self, name: str, record: Record) -> GrowingDocument:
        known = not self._begins_unseen(record)
        first_seen = self._tree.arrived.get(record.path, self._scribe.commit) if known else None
        return GrowingDocument(name=name, record=record, known=known, first_seen=first_seen)

    def _leave(self, document: GrowingDocument) -> None:
        self._scribe.tell(document, EventKind.REMOVED, document.record.title)
        document.leave(self._scribe.commit)
        remove_actions(self._scribe, document, document.missing(()))

    def _renew(self, document: GrowingDocument, record: Record, *, is_new: bool) -> None:
        """Take a document that is there to its new version."""
        document.record = record
        self._enter_status(document, record)
        keyed = assign_keys(record.actions)
        document.rekey(keyed)
        promised = {key: action for key, action in keyed.items() if action.status is not ActionStatus.PROPOSED}
        for key, action in promised.items():
            life = document.lives.get(key)
            if life is None:
                known = document.known and not self._begins_unseen(record)
                open_action(self._scribe, document, key, action, known=known, arrives=not is_new)
            elif life.action is action and life.present:
                life.record = record
            else:
                step_action(self._scribe, document, key, life, action)
        remove_actions(self._scribe, document, document.missing(promised), keyed)

    def _enter_status(self, document: GrowingDocument, record: Record) -> None:
        """Take the document to the status that its new version states; one that cannot be read changes nothing."""
        status, before = record.status, document.last_status
        if status is None or document.is_in(status):
            return
        # A document that begins unseen without a status may have been in this one, beyond the boundary, all along.
        known = before is not None or (document.known and not self._begins_unseen(record))
        document.leave(self._scribe.commit)
        document.enter(status, self._scribe.commit if known else None)
        if known and status is not before:
            kind = EventKind.REOPENED if before is Status.CLOSED else _DOCUMENT_EVENTS[status]
            self._scribe.tell(document, kind, before and before.value, status.value)

    def _sign(self, names: set[str | None]) -> None:
        """Note who touched the documents called `names`; what a boundary commit holds, anybody may have."""
        commit = self._scribe.commit
        if commit is None or self._is_boundary():
            return
        for document in [self._documents[name] for name in names if name in self._documents]:
            document.last_changed = commit
            document.authors[commit.author] = None

    def _is_boundary(self) -> bool:
        commit = self._scribe.commit
        return commit is not None and commit.sha in self._boundary

    def _begins_unseen(self, record: Record) -> bool:
        """Whether what `record` newly holds may be older than this state: it, or its first version, is cut off."""
        return self._is_boundary() or self._tree.may_be_older(record)

    def _grown(self, document: GrowingDocument) -> DocumentLife:
        path = document.record.path
        present = self._tree.names.get(path) == document.name
        return document.grown(present=present, unreadable=self._tree.unreadable.get(path) if present else None)
