"""What a shallow clone states as known is what the full history says: the law over random histories, cut anywhere.

Beyond the boundary lies what nobody can know: which of two documents had an id first, and what was deleted before it
and put back since. So a document is compared only if both folds follow the same files under it, and if it was not
gone where the clone begins; a promise likewise, though one that returns must not be taken for a new one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pmctl.ledger.fold import Folding
from pmctl.ledger.model import ActionLife, EventKind, State
from pmctl.postmortem.model import Record, Unreadable, stem
from tests.ledger.test_oracle import HISTORIES, ZONES, random_steps, seeds, tell

if TYPE_CHECKING:
    import datetime as dt

    from pmctl.ledger.growth import GrowingAction, GrowingDocument
    from pmctl.ledger.model import DocumentLife, Event, Version

Track = list[str | None]
CLOSINGS = {EventKind.DONE, EventKind.DROPPED}


def cut_at(states: list[State], place: int) -> list[State]:
    """Return what a clone holds whose oldest commit is the one of `place`: that one holds the whole tree."""
    tree: dict[str, Version] = {}
    for state in states[: place + 1]:
        for path, version in state.changes.items():
            if version is None:
                tree.pop(path, None)
            else:
                tree[path] = version
    return [State(commit=states[place].commit, changes=tree), *states[place + 1 :]]


class Walk:
    """A fold that is watched from the first state that a clone holds to the newest.

    `paths` and `keys` are where each document, and under which key each promise, stood in each of these states.
    """

    def __init__(self, states: list[State], zone: dt.tzinfo, *, start: int = 0, boundary: str = "") -> None:
        folding = Folding(zone, frozenset({boundary}))
        self.paths: dict[int, Track] = {}
        self.keys: dict[int, Track] = {}
        self.first_closed: set[int] = set()
        self.older: set[int] = set()
        for number, state in enumerate(states):
            folding.add(state)
            if number >= start:
                self.watch(folding, number - start)
        self.ledger = folding.ledger()
        self.known = {life.name: life for life in self.ledger.documents}
        documents = folding.harvest().documents
        self.documents = {document.name: document for document in documents}
        self.lives = {(document.name, key): life for document in documents for key, life in document.lives.items()}

    def watch(self, folding: Folding, number: int) -> None:
        harvest = folding.harvest()
        held = {state.name: state.path for state in harvest.paths}
        for document in harvest.documents:
            if number == 0:
                self.older.add(id(document))
            self.paths.setdefault(id(document), [None] * number).append(held.get(document.name))
            for key, life in document.lives.items():
                if id(life) not in self.keys and life.action.status.is_closed:
                    self.first_closed.add(id(life))
                self.keys.setdefault(id(life), [None] * number).append(key if life.present else None)

    def path_at_start(self, document: GrowingDocument) -> str | None:
        return self.paths[id(document)][0]


def agree(clone: Track, full: Track) -> bool:
    """Whether a clone sees a thing where it is, from where it sees it first."""
    begin = next((n for n, place in enumerate(clone) if place is not None), len(clone))
    return clone[begin:] == full[begin:]


class Comparison:
    """A clone beside the full history."""

    def __init__(self, states: list[State], zone: dt.tzinfo, place: int, count: Counter[str]) -> None:
        shallow = cut_at(states, place)
        self.full = Walk(states, zone, start=place)
        self.clone = Walk(shallow, zone, boundary=f"{place:040x}")
        self.broken = {path: v for path, v in shallow[0].changes.items() if isinstance(v, Unreadable)}
        versions = [version for state in shallow for version in state.changes.values()]
        self.readable = [version for version in versions if isinstance(version, Record)]
        later = [version for version in versions if isinstance(version, Unreadable) and self.broken]
        self.lost_paths = {version.path for version in later}
        self.lost = {version.claim for version in later} | {stem(path) for path in self.lost_paths}
        self.count = count

    def check(self) -> None:
        told = {self.shape(event) for event in self.full.ledger.events}
        for event in self.clone.ledger.events:
            assert event.kind is not EventKind.UNREADABLE or self.shape(event) in told
        promises = {(life.postmortem, life.key): life for life in self.full.ledger.actions}
        for life in self.clone.ledger.documents:
            if life.name not in self.full.known or not self.is_same_document(life.name):
                self.count["other documents"] += 1
                continue
            self.check_document(life, self.full.known[life.name])
            for action in self.clone.ledger.actions:
                if action.postmortem == life.name:
                    self.check_action(action, promises.get((action.postmortem, action.key)))

    def is_same_document(self, name: str) -> bool:
        clone, full = self.clone.documents[name], self.full.documents[name]
        tracks = self.clone.paths[id(clone)], self.full.paths[id(full)]
        if id(full) not in self.full.older:
            return tracks[0] == tracks[1]
        if not agree(*tracks):
            return False
        if id(clone) in self.clone.older:
            return True
        path = self.full.path_at_start(full)  # it is older than the clone: it was gone, or could not be read
        return path in self.broken and name == (self.broken[path].claim or stem(path))

    def begins_in_sight(self, life: DocumentLife) -> bool:
        """Whether a document begins after the boundary, and is none of those that could not be read there."""
        full = self.full.documents[life.name]
        paths = {*self.full.paths[id(full)]}
        names = {v.name for v in self.readable if v.path in paths}
        may_be_lost = None in self.lost or self.lost & names or self.lost_paths & paths
        return id(full) not in self.full.older and not may_be_lost

    def check_document(self, clone: DocumentLife, full: DocumentLife) -> None:
        self.count["documents"] += 1
        self.count["known documents"] += clone.first_seen is not None
        assert clone.first_seen in {None, full.first_seen}
        assert clone.first_published in {None, full.first_published}
        assert clone.last_changed in {None, full.last_changed}
        assert set(clone.authors) <= set(full.authors)
        assert {*map(self.shape, clone.events)} <= {*map(self.shape, full.events)}
        stays = [(stay.status, stay.until, stay.is_over) for stay in full.stays]
        begun = [(stay.status, stay.since) for stay in full.stays]
        for stay in clone.stays:
            assert (stay.status, stay.until, stay.is_over) in stays
            assert stay.since is None or (stay.status, stay.since) in begun
        if self.begins_in_sight(clone):
            self.count["new documents"] += 1
            assert self.without_names(clone) == self.without_names(full)

    def check_action(self, clone: ActionLife, full: ActionLife | None) -> None:
        grown = self.clone.lives[clone.postmortem, clone.key]
        whole = self.full.lives.get((clone.postmortem, clone.key))
        if full is None or whole is None or not agree(self.clone.keys[id(grown)], self.full.keys[id(whole)]):
            self.count["other promises"] += 1
            return
        self.count["promises"] += 1
        self.count["known promises"] += clone.slips is not None
        if self.begins_in_sight(self.clone.known[clone.postmortem]):
            self.count["new promises"] += 1
            assert self.without_names(clone) == self.without_names(full)
        assert clone.opened in {None, full.opened}
        assert clone.opened_commit in {None, full.opened_commit}
        assert clone.original_due in {None, full.original_due}
        assert clone.slips in {None, full.slips}
        assert clone.slipped_days in {None, full.slipped_days}
        assert set(clone.owners) <= set(full.owners)
        assert clone.present == full.present
        assert (clone.removed and self.shape(clone.removed)) == (full.removed and self.shape(full.removed))
        self.check_closings(clone, full, grown)

    def check_closings(self, clone: ActionLife, full: ActionLife, grown: GrowingAction) -> None:
        """What is stated for a closing before the clone begins is believed; nobody can know that it was left over."""
        reopened = [place for place, event in enumerate(clone.events) if event.kind is EventKind.REOPENED]
        believed = 0
        if id(grown) in self.clone.first_closed:
            believed = reopened[0] + 1 if reopened else len(clone.events)
        if not (believed == len(clone.events) and clone.closed == clone.action.closed):
            assert clone.closed in {None, full.closed}
        self.count["known closings"] += clone.closed is not None
        told = {*map(self.shape, full.events)} | {self.shape(replace(event, stated=None)) for event in full.events}
        for place, event in enumerate(clone.events):
            assert self.shape(replace(event, stated=None) if place < believed else event) in told

    def without_names(self, life: DocumentLife | ActionLife) -> DocumentLife | ActionLife:
        plain = replace(life, events=tuple(replace(event, postmortem="") for event in life.events))
        return replace(plain, removed=None) if isinstance(plain, ActionLife) else plain

    def shape(self, event: Event) -> Event:
        """An event without what may be unknown of it: by how many days, and what the document was called then."""
        return replace(event, days=None, postmortem="")


def test_what_a_shallow_clone_states_as_known_is_what_the_full_history_says() -> None:
    count: Counter[str] = Counter()
    for seed in seeds(HISTORIES // 4):
        states = tell(random_steps(seed), uncommitted=seed % 3 == 0)
        last = len(states) - 1 - (states[-1].commit is None)
        for place in {seed % last, seed * 7 % last}:
            try:
                Comparison(states, ZONES[seed % len(ZONES)], place, count).check()
            except AssertionError as error:
                error.add_note(f"the history of seed {seed}, cut at state {place}")
                raise
    assert count["new documents"] > count["documents"] / 3
    assert count["new promises"] > count["promises"] / 3
    assert count["known documents"] > count["documents"] / 3
    assert count["known promises"] > count["promises"] / 3
    assert count["other documents"] < count["documents"] / 2
    assert count["other promises"] < count["promises"] / 50
