"""What a fold knows, as plain lists for JSON and back: so that it can be kept, and the next fold go on from there.

Every value keeps its place in its list, so a change of the order or of what is kept must change `FORMAT`. A document
is kept in two parts, so that its open promises can be had without all the rest.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pmctl.ledger.growth import GrowingAction, GrowingDocument
from pmctl.ledger.harvest import PathState
from pmctl.ledger.model import Arrival, Commit, Event, EventKind, Stay
from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status
from pmctl.postmortem.model import Action, Milestone, Record, Unreadable
from pmctl.postmortem.nodes import NO_FIELDS, Scalar
from pmctl.postmortem.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.ledger.model import ActionLife

FORMAT = 5
"""The version of this form, and of the reading and folding whose results it holds."""

_STATUSES: dict[str | None, Status | None] = {None: None, **{status.value: status for status in Status}}
_DETECTIONS: dict[str | None, Detection | None] = {None: None, **{d.value: d for d in Detection}}
_TYPES: dict[str | None, ActionType | None] = {None: None, **{type_.value: type_ for type_ in ActionType}}
_ACTION_STATUSES = {status.value: status for status in ActionStatus}
_KINDS = {kind.value: kind for kind in EventKind}
_day = dt.date.fromordinal

_PLAIN = 3
_NOTHING_ELSE = (None, None, None, False, None)
"""What is packed of a path: three values, and five more where they are not these."""


def pack_document(document: GrowingDocument) -> tuple[list[Any] | None, list[Any]]:
    """Return a document as its open promises, None if there are none, and the rest of it."""
    open_keys = {key for key, life in document.lives.items() if life.is_open}
    open_part = _pack_open(document, open_keys) if open_keys else None
    commits = _Commits()
    rest = [
        document.name,
        None if open_keys else pack_record(document.record),
        document.known,
        commits.place(document.first_seen),
        commits.place(document.last_changed),
        list(document.authors),
        [[s.status.value, commits.place(s.since), commits.place(s.until), s.is_over] for s in document.stays],
        _pack_events(document, document.name, None, commits),
        [
            [key] if key in open_keys else _pack_life(document, key, life, commits)
            for key, life in document.lives.items()
        ],
        commits.packed,
    ]
    return open_part, rest


def _pack_open(document: GrowingDocument, keys: set[str]) -> list[Any]:
    commits = _Commits()
    lives = [_pack_life(document, key, life, commits) for key, life in document.lives.items() if key in keys]
    return [document.name, pack_record(document.record), lives, commits.packed]


def unpack_document(open_part: list[Any] | None, rest: list[Any]) -> GrowingDocument:
    """Return a document as it was packed."""
    name, record, known, first_seen, last_changed, authors, stays, events, lives, packed_commits = rest
    commits = _unpack_commits(packed_commits)
    is_open: dict[str, GrowingAction] = {}
    if open_part is None:
        whole = unpack_record(record)
    else:
        whole = unpack_record(open_part[1])
        is_open = dict(_unpack_lives(open_part, whole))
    document = GrowingDocument(
        name=name,
        record=whole,
        known=known,
        first_seen=commits[first_seen],
        last_changed=commits[last_changed],
        authors=dict.fromkeys(authors),
        stays=[
            Stay(status=Status(status), since=commits[since], until=commits[until], is_over=is_over)
            for status, since, until, is_over in stays
        ],
    )
    document.events, document.places = _unpack_events(events, name, None, commits)
    for life in lives:
        key = life[0]
        document.note(key, is_open[key] if len(life) == 1 else _unpack_life(life, name, document.record, commits))
    return document


def unpack_open(open_part: list[Any]) -> Iterator[ActionLife]:
    """Yield the open promises of one document."""
    for key, life in _unpack_lives(open_part, unpack_record(open_part[1])):
        yield life.grown(open_part[0], key)


def _unpack_lives(open_part: list[Any], record: Record) -> Iterator[tuple[str, GrowingAction]]:
    name, _, lives, packed_commits = open_part
    commits = _unpack_commits(packed_commits)
    for life in lives:
        yield life[0], _unpack_life(life, name, record, commits)


def pack_path(state: PathState, documents: Mapping[str, GrowingDocument]) -> list[Any]:
    """Return what stands at a path: the path, the name, how many promises, and, where it is not plain, the rest."""
    document = documents.get(state.name) if state.name is not None else None
    is_holder = document is not None and document.record is state.record
    promises = sum(life.present for life in document.lives.values()) if document and is_holder else 0
    claim = state.record.name if state.record else None
    packed = [state.path, state.name, promises]
    if claim == state.name and is_holder and state.unreadable is None and not state.veiled:
        return packed
    record = pack_record(state.record) if state.record and not is_holder else None
    unreadable = state.unreadable and pack_unreadable(state.unreadable)
    return [*packed, claim, record, unreadable, state.veiled, state.arrived and pack_commit(state.arrived)]


def claim_of(packed: list[Any]) -> str | None:
    """Return the name that a packed path's record asks for, None if there is no record."""
    claim: str | None = packed[1] if len(packed) == _PLAIN else packed[_PLAIN]
    return claim


def is_unreadable(packed: list[Any]) -> bool:
    """Return whether the newest version at a packed path cannot be read."""
    return len(packed) > _PLAIN and packed[_PLAIN + 2] is not None


def unpack_path(packed: list[Any], records: Mapping[str, Record]) -> PathState:
    """Return what stands at a path; `records` holds the newest one of its document, by the name."""
    whole = packed if len(packed) > _PLAIN else [*packed, *_NOTHING_ELSE]
    path, name, _, _, record, unreadable, veiled, arrived = whole
    return PathState(
        path=path,
        name=name,
        record=unpack_record(record) if record else name and records[name],
        unreadable=unreadable and unpack_unreadable(unreadable),
        veiled=veiled,
        arrived=arrived and unpack_commit(arrived),
    )


def pack_record(record: Record) -> list[Any]:
    """Return a lean record as a plain list."""
    return [
        record.path, record.id, record.title, record.status, record.severity,
        record.date and record.date.toordinal(), record.owner, record.team, record.services, record.tags,
        record.causes, record.authors, record.related, record.incident, record.detection,
        [[m.name, m.at.isoformat(), m.line] for m in record.milestones],
        [_pack_action(action) for action in record.actions],
    ]  # fmt: skip


def unpack_record(packed: list[Any]) -> Record:
    """Return a record as it was packed."""
    (
        path, id_, title, status, severity, date, owner, team, services, tags, causes, authors, related, incident,
        detection, milestones, actions,
    ) = packed  # fmt: skip
    return Record(
        path=path,
        id=id_,
        title=title,
        status=_STATUSES[status],
        severity=severity,
        date=date and _day(date),
        owner=owner,
        team=team,
        services=tuple(services),
        tags=tuple(tags),
        causes=tuple(causes),
        authors=tuple(authors),
        related=tuple([Scalar(*scalar) for scalar in related]),
        incident=incident,
        detection=_DETECTIONS[detection],
        milestones=tuple([Milestone(name=n, at=dt.datetime.fromisoformat(at), line=li) for n, at, li in milestones]),
        actions=tuple([_unpack_action(action) for action in actions]),
        fields=NO_FIELDS,
        problems=(),
    )


def pack_unreadable(version: Unreadable) -> list[Any]:
    """Return a version that cannot be read as a plain list."""
    problems = [[p.kind, p.message, p.line, p.column, p.end_column, p.help] for p in version.problems]
    return [version.path, problems, version.claim]


def unpack_unreadable(packed: list[Any]) -> Unreadable:
    """Return a version that cannot be read as it was packed."""
    path, problems, claim = packed
    return Unreadable(
        path=path,
        problems=tuple(
            Problem(kind=ProblemKind(kind), message=message, line=line, column=column, end_column=end, help=help_)
            for kind, message, line, column, end, help_ in problems
        ),
        claim=claim,
    )


def pack_loose(place: int, event: Event) -> list[Any]:
    """Return an event that belongs to no document, with its place among all events."""
    return [place, event.kind, event.postmortem, event.commit and pack_commit(event.commit), event.after]


def unpack_loose(packed: list[Any]) -> tuple[int, Event]:
    """Return an event and its place as `pack_loose` packed them."""
    place, kind, postmortem, commit, after = packed
    whole = commit and unpack_commit(commit)
    return place, Event(kind=_KINDS[kind], postmortem=postmortem, action=None, commit=whole, after=after)


def pack_commit(commit: Commit) -> list[Any]:
    """Return a commit as a plain list."""
    return [commit.sha, commit.author, commit.date.isoformat(), commit.subject]


def unpack_commit(packed: list[Any]) -> Commit:
    """Return a commit as it was packed."""
    sha, author, date, subject = packed
    return Commit(sha=sha, author=author, date=dt.datetime.fromisoformat(date), subject=subject)


class _Commits:
    """The commits that a document's values name, each written once; the first place is that of no commit."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self.packed: list[list[Any]] = []

    def place(self, commit: Commit | None) -> int:
        if commit is None:
            return 0
        place = self._places.get(commit.sha)
        if place is None:
            self.packed.append(pack_commit(commit))
            place = self._places[commit.sha] = len(self.packed)
        return place


def _unpack_commits(packed: list[list[Any]]) -> list[Commit | None]:
    return [None, *[unpack_commit(commit) for commit in packed]]


def _pack_events(
    owner: GrowingDocument | GrowingAction, name: str, key: str | None, commits: _Commits
) -> list[list[Any]]:
    """Names are written only where they have changed since, or something stands behind them."""
    packed = []
    for place, event in zip(owner.places, owner.events, strict=True):
        values = [place, event.kind, commits.place(event.commit), event.before, event.after, event.days]
        if event.stated is not None or event.postmortem != name or event.action != key:
            values += [event.postmortem, event.action]
        packed.append([*values, event.stated.toordinal()] if event.stated is not None else values)
    return packed


def _unpack_events(
    packed: list[list[Any]], name: str, key: str | None, commits: list[Commit | None]
) -> tuple[list[Event], list[int]]:
    events, places = [], []
    for place, kind, commit, before, after, days, *more in packed:
        postmortem, action, *stated = more or (name, key)
        places.append(place)
        events.append(
            Event(
                kind=_KINDS[kind],
                postmortem=postmortem,
                action=action,
                commit=commits[commit],
                before=before,
                after=after,
                days=days,
                stated=_day(stated[0]) if stated else None,
            )
        )
    return events, places


def _pack_life(document: GrowingDocument, key: str, life: GrowingAction, commits: _Commits) -> list[Any]:
    """An action that stands in the document's newest record is not written again."""
    last: int | list[Any] | None = None
    if life.record is document.record:
        last = next((place for place, action in enumerate(life.record.actions) if action is life.action), None)
    if last is None:
        last = [_pack_action(life.action), pack_record(life.record)]
    return [
        key, last, life.opened and life.opened.toordinal(), commits.place(life.opened_commit), life.known,
        life.original_due and life.original_due.toordinal(), life.last_due and life.last_due.toordinal(),
        life.slips, life.owners, life.closed and life.closed.toordinal(), life.present,
        life.arrival and [commits.place(life.arrival.commit)], life.left_over and life.left_over.toordinal(),
        _pack_events(life, document.name, key, commits),
    ]  # fmt: skip


def _unpack_life(packed: list[Any], name: str, record: Record, commits: list[Commit | None]) -> GrowingAction:
    (
        key, last, opened, opened_commit, known, original_due, last_due, slips, owners, closed, present, arrival,
        left_over, told,
    ) = packed  # fmt: skip
    is_inside = isinstance(last, int)
    events, places = _unpack_events(told, name, key, commits)
    return GrowingAction(
        action=record.actions[last] if is_inside else _unpack_action(last[0]),
        record=record if is_inside else unpack_record(last[1]),
        opened=opened and _day(opened),
        opened_commit=commits[opened_commit],
        known=known,
        original_due=original_due and _day(original_due),
        last_due=last_due and _day(last_due),
        slips=slips,
        owners=owners,
        closed=closed and _day(closed),
        present=present,
        arrival=arrival and Arrival(commit=commits[arrival[0]]),
        left_over=left_over and _day(left_over),
        events=events,
        places=places,
    )


def _pack_action(action: Action) -> list[Any]:
    return [
        action.id, action.title, action.owner, action.due and action.due.toordinal(), action.status,
        action.type, action.priority, action.team, action.ticket, action.reason,
        action.opened and action.opened.toordinal(), action.closed and action.closed.toordinal(), action.line,
        action.column,
    ]  # fmt: skip


def _unpack_action(packed: list[Any]) -> Action:
    (
        id_, title, owner, due, status, type_, priority, team, ticket, reason, opened, closed, line, column,
    ) = packed  # fmt: skip
    return Action(
        id=id_,
        title=title,
        owner=owner,
        due=due and _day(due),
        status=_ACTION_STATUSES[status],
        type=_TYPES[type_],
        priority=priority,
        team=team,
        ticket=ticket,
        reason=reason,
        opened=opened and _day(opened),
        closed=closed and _day(closed),
        line=line,
        column=column,
        fields=None,
    )
