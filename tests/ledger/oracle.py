"""What `fold` must say, found the slow and obvious way.

Every state is rebuilt whole from all states before it. Then each document and each promise is followed through the
states as a list of sightings, and everything that is asked about it is read off that list.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pmctl.ledger.identity import normalise_title
from pmctl.ledger.model import ActionLife, Arrival, DocumentLife, Event, EventKind, Ledger, Stay
from pmctl.postmortem.conventions import ActionStatus, Status
from pmctl.postmortem.model import Record, Unreadable, stem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pmctl.ledger.model import Commit, State
    from pmctl.postmortem.model import Action

LIVE = ("open", "in-progress", "blocked")
CLOSED = ("done", "dropped")
DOCUMENT_EVENTS = {"draft": "drafted", "in-review": "in-review", "published": "published", "closed": "closed"}
STATUS_EVENTS = {"in-progress": "started", "blocked": "blocked", "done": "done", "dropped": "dropped"}


@dataclass
class World:
    """All that one state holds.

    `veiled` are the paths that were unreadable at a boundary and ever since, `unseen` those that are readable now for
    the first time, `lost` what the documents there seem to have been called, and `nameless` whether one has left that
    nobody knows a name of.
    """

    readable: dict[str, Record] = field(default_factory=dict)
    broken: dict[str, Unreadable] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    veiled: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    lost: set[str | None] = field(default_factory=set)
    nameless: bool = False


@dataclass
class Seen:
    """A document in one state; `record` is None if it is not there."""

    n: int
    name: str
    path: str | None
    record: Record | None


@dataclass
class Sighting:
    """A promise in one state; `action` is None if it is not there."""

    n: int
    name: str
    key: str
    place: int
    record: Record | None
    action: Action | None
    idea: bool


@dataclass
class Thread:
    """One promise, through all states since its life began."""

    born: tuple[int, int]
    unseen: bool
    arrival: Arrival | None
    sightings: list[Sighting] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def present(self) -> list[tuple[Sighting, Action]]:
        return [(sighting, sighting.action) for sighting in self.sightings if sighting.action is not None]

    @property
    def newest(self) -> Action:
        return self.present[-1][1]


def oracle(states: Iterable[State], *, zone: dt.tzinfo, boundary: frozenset[str] = frozenset()) -> Ledger:
    return _Oracle(list(states), zone, boundary).ledger()


class _Oracle:
    def __init__(self, states: list[State], zone: dt.tzinfo, boundary: frozenset[str]) -> None:
        self.states = states
        self.zone = zone
        self.boundary = boundary
        self.worlds = []
        for n in range(len(states)):
            self.worlds.append(self.world(states[: n + 1], self.worlds[-1] if self.worlds else World()))
        self.told: list[tuple[tuple[object, ...], Event]] = []

    def ledger(self) -> Ledger:
        documents = sorted(self.documents(), key=lambda seen: seen[-1].name)
        threads = [(seen, thread) for seen in documents for thread in self.threads(seen)]
        for seen in documents:
            self.told += self.document_events(seen)
        for _, thread in threads:
            for place, event in self.events(thread):
                thread.events.append(event)
                self.told.append((place, event))
        self.tell_unreadable()
        self.told.sort(key=lambda told: told[0])
        commits = [state.commit for state in self.states if state.commit]
        return Ledger(
            commit=commits[-1] if commits else None,
            shallow=any(commit.sha in self.boundary for commit in commits),
            actions=tuple(
                sorted((self.action_life(thread) for _, thread in threads), key=lambda a: (a.postmortem, a.key))
            ),
            documents=tuple(self.document_life(seen) for seen in documents),
            names=frozenset(self.worlds[-1].names.values() if self.worlds else ()),
            promises=sum(t.sightings[-1].action is not None and t.newest.status != "proposed" for _, t in threads),
            unreadable=tuple(broken for _, broken in sorted(self.worlds[-1].broken.items())) if self.worlds else (),
            events=tuple(event for _, event in self.told),
        )

    # What each state holds

    def world(self, states: list[State], then: World) -> World:
        world = World()
        for path in {path for state in states for path in state.changes}:
            versions = [(state, state.changes[path]) for state in states if path in state.changes]
            while any(version is None for _, version in versions):
                del versions[0]
            if not versions:
                continue
            readable = [(state, version) for state, version in versions if isinstance(version, Record)]
            if readable:
                world.readable[path] = readable[-1][1]
            if isinstance(versions[-1][1], Unreadable):
                world.broken[path] = versions[-1][1]
        for path, broken in world.broken.items():
            if path not in world.readable:
                kept = self.carried(path, broken, states[-1], then)
                if kept is not None:
                    world.readable[path] = kept
        self.veil(world, states[-1], then)
        for path, record in world.readable.items():
            wanted = record.id or stem(path)
            rivals = sorted(
                p for p, r in world.readable.items() if (r.id or stem(p)) == wanted and not self.stays_apart(p, r, then)
            )
            if not rivals:
                world.names[path] = path
                continue
            newcomer = next((p for p in rivals if stem(p) == wanted), rivals[0])
            holder = next((p for p in rivals if then.names.get(p) == wanted), newcomer)
            world.names[path] = wanted if path == holder else path
        return world

    def veil(self, world: World, state: State, then: World) -> None:
        """Find what may have been readable before a boundary, and where it may have gone since."""
        broken = {path for path in world.broken if path not in world.readable}
        left = [path for path in then.veiled if path not in world.broken and path not in world.readable]
        world.nameless = any(then.broken[path].claim is None for path in left)
        world.unseen = then.veiled & world.readable.keys()
        new = {path for path in broken if path not in then.broken}
        if not self.is_boundary(state.commit):
            new = {path for path in new if world.nameless or world.broken[path].claim in then.lost}
        world.veiled = (then.veiled & broken) | new
        claims = {world.broken[path].claim for path in world.veiled} - {None}
        world.lost = then.lost | claims | {stem(path) for path in world.veiled}

    def stays_apart(self, path: str, record: Record, then: World) -> bool:
        """Whether a document has been known by its path for what it still claims: another had that name."""
        wanted = record.id or stem(path)
        if then.names.get(path) != path or wanted == path:
            return False
        return (then.readable[path].id or stem(path)) == wanted

    def carried(self, path: str, broken: Unreadable, state: State, then: World) -> Record | None:
        if path in then.readable:
            return then.readable[path]
        gone = [old for old, version in state.changes.items() if version is None and old in then.readable]
        left = [old for old in gone if (then.readable[old].id or stem(old)) == broken.claim]
        if not left or path not in state.changes or path in then.broken:
            return None
        best = min(left, key=lambda old: (then.names[old] != broken.claim, old))
        return replace(then.readable[best], path=path)

    def keys(self, record: Record | None) -> dict[str, tuple[int, Action]]:
        keys: dict[str, tuple[int, Action]] = {}
        actions = record.actions if record else ()
        ids = {action.id for action in actions}
        for place, action in enumerate(actions, 1):
            key = action.id
            if key is None or key in keys:
                base = normalise_title(action.title or "") or f"#{place}"
                choices = [base, *(f"{base} ({n})" for n in range(2, len(actions) + 2))]
                key = next(choice for choice in choices if choice not in keys and choice not in ids)
            keys[key] = (place, action)
        return keys

    # What is followed through the states

    def documents(self) -> list[list[Seen]]:
        known: dict[str, list[Seen]] = {}
        then = World()
        for n, now in enumerate(self.worlds):
            for old, new in self.renamed(then, now, set(known)):
                known[new] = known.pop(old)
            holders = {name: path for path, name in now.names.items()}
            for name in holders:
                known.setdefault(name, [])
            for name, seen in known.items():
                path = holders.get(name)
                seen.append(Seen(n, name, path, now.readable[path] if path else None))
            then = now
        return list(known.values())

    def renamed(self, then: World, now: World, known: set[str]) -> list[tuple[str, str]]:
        return [
            (old, now.names[path])
            for path, old in then.names.items()
            if path in now.names
            and then.readable[path].id != old
            and now.readable[path].id is not None
            and old not in now.names.values()
            and now.names[path] not in known
        ]

    def threads(self, seen: list[Seen]) -> list[Thread]:
        threads: dict[str, Thread] = {}
        for at in seen:
            keyed = self.keys(at.record)
            for key, (_, action) in keyed.items():
                if action.id == key and key not in threads and normalise_title(action.title or ""):
                    same = [old for old in threads if old not in keyed and self.is_stand_in(old, threads[old], action)]
                    if same:
                        threads[key] = threads.pop(min(same, key=lambda old: (len(old), old)))
            for key, (place, action) in keyed.items():
                if key not in threads and action.status != "proposed":
                    unseen = self.begins_unseen(seen[0]) or self.begins_unseen(at)
                    arrival = Arrival(commit=self.states[at.n].commit) if unseen and at is not seen[0] else None
                    threads[key] = Thread(born=(at.n, place), unseen=unseen, arrival=arrival)
            for key, thread in threads.items():
                place, found = keyed.get(key, (0, None))
                idea = found is not None and found.status == "proposed"
                thread.sightings.append(Sighting(at.n, at.name, key, place, at.record, None if idea else found, idea))
        return list(threads.values())

    def is_stand_in(self, key: str, thread: Thread, action: Action) -> bool:
        old = thread.newest
        return old.id != key and normalise_title(old.title or "") == normalise_title(action.title or "")

    def begins_unseen(self, at: Seen) -> bool:
        world = self.worlds[at.n]
        if self.is_boundary(self.states[at.n].commit) or at.path in world.unseen or world.nameless:
            return True
        return at.record is not None and (at.record.id or stem(at.record.path)) in world.lost

    # What happened

    def tell_unreadable(self) -> None:
        for n, (state, world) in enumerate(zip(self.states, self.worlds, strict=True)):
            for path, version in state.changes.items():
                if isinstance(version, Unreadable) and not self.is_boundary(state.commit):
                    name = world.names.get(path, path)
                    event = Event(
                        kind=EventKind.UNREADABLE,
                        postmortem=name,
                        action=None,
                        commit=state.commit,
                        after=version.problems[0].message,
                    )
                    self.told.append(((n, 0, name, path), event))

    def in_status(self, seen: list[Seen]) -> list[tuple[Status, list[Seen]]]:
        """The statuses of a document one after another, each with the states, without a gap, that it was there in."""
        lines: list[tuple[Status | None, Seen]] = []
        for at in seen:
            carried = lines[-1][0] if lines else None
            lines.append(((at.record.status or carried) if at.record else None, at))
        runs = [(status, [at for _, at in run]) for status, run in groupby(lines, key=lambda line: line[0])]
        return [(status, run) for status, run in runs if status]

    def stays(self, seen: list[Seen]) -> Iterator[Stay]:
        for number, (status, run) in enumerate(self.in_status(seen)):
            unseen = number == 0 and (self.begins_unseen(seen[0]) or self.begins_unseen(run[0]))
            is_over = run[-1].n < len(self.states) - 1
            yield Stay(
                status=status,
                since=None if unseen else self.states[run[0].n].commit,
                until=self.states[run[-1].n + 1].commit if is_over else None,
                is_over=is_over,
            )

    def document_events(self, seen: list[Seen]) -> Iterator[tuple[tuple[object, ...], Event]]:
        for before, at in pairwise(seen):
            if (before.record is None) != (at.record is None):
                event = Event(
                    kind=EventKind.REMOVED if before.record else EventKind.RESTORED,
                    postmortem=at.name,
                    action=None,
                    commit=self.states[at.n].commit,
                    before=before.record.title if before.record else None,
                )
                yield (at.n, 1, at.name, (-2,), 0), event
        old: Status | None = None
        for status, (at, *_) in self.in_status(seen):
            unseen = old is None and (self.begins_unseen(seen[0]) or self.begins_unseen(at))
            if status != old and not unseen:
                kind = "reopened" if old == "closed" else DOCUMENT_EVENTS[status.value]
                event = Event(
                    kind=EventKind(kind),
                    postmortem=at.name,
                    action=None,
                    commit=self.states[at.n].commit,
                    before=old.value if old else None,
                    after=status.value,
                )
                yield (at.n, 1, at.name, (-1,), 0), event
            old = status

    def events(self, thread: Thread) -> Iterator[tuple[tuple[object, ...], Event]]:
        old: Action | None = None
        there = False
        for at in thread.sightings:
            found: list[tuple[str, str | None, str | None, int | None]] = []
            if at.action is None:
                if there and old is not None and old.status in LIVE:
                    found.append(("removed", old.title, "proposed" if at.idea else None, None))
            elif old is None:
                if not thread.unseen:
                    found.append(("opened", None, at.action.title, None))
                    found += self.status_events(ActionStatus.OPEN, at.action.status)
            else:
                if not there and old.status in LIVE:
                    found.append(("restored", None, None, None))
                found += self.differences(thread, at, old, at.action)
            stated = self.stated_day(thread, at.n - 1) if old else None
            there = at.action is not None
            old = at.action or old
            order = (0, at.place) if there else (1, *thread.born)
            for number, (kind, before, after, days) in enumerate(found):
                event = Event(
                    kind=EventKind(kind),
                    postmortem=at.name,
                    action=at.key,
                    commit=self.states[at.n].commit,
                    before=before,
                    after=after,
                    days=days,
                    stated=stated if before in CLOSED else None,
                )
                yield (at.n, 1, at.name, order, number), event

    def differences(
        self, thread: Thread, at: Sighting, old: Action, new: Action
    ) -> Iterator[tuple[str, str | None, str | None, int | None]]:
        if new.title != old.title:
            yield "retitled", old.title, new.title, None
        if new.owner != old.owner:
            yield "reassigned", old.owner, new.owner, None
        if new.due != old.due:
            earlier = [action.due for sighting, action in thread.present if sighting.n < at.n and action.due]
            days = (new.due - earlier[-1]).days if new.due and earlier else None
            yield "moved", old.due and old.due.isoformat(), new.due and new.due.isoformat(), days
        if new.priority != old.priority:
            yield "reprioritised", old.priority, new.priority, None
        yield from self.status_events(old.status, new.status)

    def status_events(
        self, old: ActionStatus, new: ActionStatus
    ) -> Iterator[tuple[str, str | None, str | None, int | None]]:
        if old in CLOSED and new not in CLOSED:
            yield "reopened", old.value, new.value, None
        elif old != new and new in STATUS_EVENTS:
            yield STATUS_EVENTS[new], old.value, new.value, None

    # What it comes to

    def action_life(self, thread: Thread) -> ActionLife:
        newest, last = thread.newest, thread.sightings[-1]
        start = None if thread.unseen else self.states[thread.sightings[0].n].commit
        dues = [action.due for _, action in thread.present if action.due]
        owners = [action.owner for _, action in thread.present if action.owner]
        closings = [event for event in thread.events if event.kind in CLOSED]
        vanished = [event for event in thread.events if event.kind == "removed"]
        closed = None
        if newest.status in CLOSED:
            by_git = self.day(closings[-1].commit) if closings else None
            closed = self.stated_day(thread, last.n) or by_git
        return ActionLife(
            postmortem=last.name,
            key=last.key,
            action=newest,
            record=next(s.record for s in reversed(thread.sightings) if s.action is not None and s.record is not None),
            opened=newest.opened or self.day(start),
            opened_commit=start,
            original_due=dues[0] if dues and not thread.unseen else None,
            slips=None if thread.unseen else sum(later > earlier for earlier, later in pairwise(dues)),
            owners=tuple(owner for owner, _ in groupby(owners)),
            closed=closed,
            removed=vanished[-1] if last.action is None and newest.status in LIVE else None,
            present=last.action is not None,
            events=tuple(thread.events),
            arrival=thread.arrival,
        )

    def stated_day(self, thread: Thread, until: int) -> dt.date | None:
        """The day that a closed action states in a state, unless it stated it while it was open at last."""
        then = [action for sighting, action in thread.present if sighting.n <= until]
        stood = [action.closed for action in then if action.status in LIVE]
        return then[-1].closed if then[-1].status in CLOSED and then[-1].closed not in stood[-1:] else None

    def document_life(self, seen: list[Seen]) -> DocumentLife:
        held = [at for at in seen if at.record is not None]
        published = [stay.since for stay in self.stays(seen) if stay.status in ("published", "closed")]
        commits = [commit for at in seen if (commit := self.touched_by(at)) is not None]
        last = seen[-1]
        return DocumentLife(
            name=last.name,
            record=next(at.record for at in reversed(held) if at.record),
            first_seen=self.first_commit(held),
            first_published=published[0] if published and not self.begins_unseen(held[0]) else None,
            last_changed=commits[-1] if commits else None,
            authors=tuple(dict.fromkeys(commit.author for commit in commits)),
            stays=tuple(self.stays(seen)),
            events=tuple(event for _, event in sorted(self.document_events(seen), key=lambda told: told[0])),
            unreadable=self.worlds[-1].broken.get(last.path) if last.path else None,
            present=last.path is not None,
        )

    def first_commit(self, seen: list[Seen]) -> Commit | None:
        if not seen or self.begins_unseen(seen[0]):
            return None
        n, path = seen[0].n, seen[0].path
        while n and path in self.worlds[n - 1].broken and path not in self.worlds[n - 1].readable:
            n -= 1
        return self.states[n].commit

    def touched_by(self, at: Seen) -> Commit | None:
        """The commit of this state if it changed the file that holds the document now, or the one that held it."""
        state = self.states[at.n]
        then = self.worlds[at.n - 1] if at.n else World()
        touched = any(
            self.worlds[at.n].names.get(path) == at.name or then.names.get(path) == at.name for path in state.changes
        )
        return state.commit if touched and state.commit and not self.is_boundary(state.commit) else None

    def is_boundary(self, commit: Commit | None) -> bool:
        return commit is not None and commit.sha in self.boundary

    def day(self, commit: Commit | None) -> dt.date | None:
        return commit.date.astimezone(self.zone).date() if commit else None
