"""The values of a history: commits, states, events and the lives of actions and documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from pmctl.postmortem.model import Record, Unreadable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from pmctl.postmortem.conventions import Status
    from pmctl.postmortem.model import Action

Version: TypeAlias = Record | Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit of the first-parent line.

    Attributes:
        sha: the full object name, in hexadecimal.
        author: the author's name; whoever committed the work of somebody else is not the one who changed it.
        date: when it was committed, aware, with the committer's offset.
        subject: the first line of the message.
    """

    sha: str
    author: str
    date: dt.datetime
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The postmortems after one commit, as what differs from the state before.

    Attributes:
        commit: None for the working tree, the state by nobody yet.
        changes: by path, the new version, or None where there is none any more.
    """

    commit: Commit | None
    changes: Mapping[str, Version | None]


class EventKind(StrEnum):
    """What can happen from one state to the next.

    The first four happen to a postmortem, those after them to a promise, in the order in which they are told; either
    can be reopened, removed and restored. The last one is told of a version, before all others.
    """

    DRAFTED = "drafted"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    CLOSED = "closed"
    OPENED = "opened"
    RESTORED = "restored"
    RETITLED = "retitled"
    REASSIGNED = "reassigned"
    MOVED = "moved"
    REPRIORITISED = "reprioritised"
    STARTED = "started"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened in one state.

    Attributes:
        postmortem: the document's name: its id, or what stands in for it.
        action: the action's key: its id, or what stands in for it; None for an event of the whole document.
        commit: None if it stands only in the working tree.
        before: the value before, as text, of a removal the title; None if there was none.
        after: the value after; of a removal, "proposed" where the action still stands there as an idea.
        days: of a move, by how many days the date went later (earlier if negative).
        stated: of a reopening, or of a closing after a closing, the day that the document itself had stated for the
            closing before; None if it had stated none.
    """

    kind: EventKind
    postmortem: str
    action: str | None
    commit: Commit | None
    before: str | None = None
    after: str | None = None
    days: int | None = None
    stated: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Where a promise came into a document that is older than a shallow clone reaches: for the first time, or back.

    Attributes:
        commit: None if it stands only in the working tree.
    """

    commit: Commit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLife:
    """One promise from its first day to the newest state.

    Dates are days in the configured zone. None is unknown: either the promise is older than a shallow clone reaches,
    or it stands only in the working tree.

    Attributes:
        postmortem: the name of its document.
        key: its id, or what stands in for it.
        action: its newest version; of a removed one, the last.
        record: the document that version stood in.
        opened: the day it became a promise; the document's own ``opened:`` beats git's.
        opened_commit: in which it became one.
        original_due: the first date that was promised.
        slips: how often the date was moved later.
        owners: everybody who had it, in order, the present one last.
        closed: the day it was done or dropped; the document's own ``closed:`` beats git's, unless it stood there
            already while the promise was open. None while it is open.
        removed: where it vanished from the document without having been closed, else None.
        present: whether the newest state still holds it.
        events: what happened to it, oldest first.
        arrival: where it was seen to come, if nobody can say whether it was there before; else None.
    """

    postmortem: str
    key: str
    action: Action
    record: Record
    opened: dt.date | None
    opened_commit: Commit | None
    original_due: dt.date | None
    slips: int | None
    owners: tuple[str, ...]
    closed: dt.date | None
    removed: Event | None
    present: bool
    events: tuple[Event, ...]
    arrival: Arrival | None = None

    @property
    def ref(self) -> str:
        """What people call it: the postmortem's name and the action's, with a slash between."""
        return f"{self.postmortem}/{self.key}"

    @property
    def is_open(self) -> bool:
        """Whether it is a promise of the newest state that is still to be kept."""
        return self.present and self.action.status.is_open

    @property
    def slipped_days(self) -> int | None:
        """By how many days it is now due later than first promised; 0 if it was pulled forward; None if unknown."""
        if self.slips is None:
            return None
        if self.original_due is None or self.action.due is None:
            return 0
        return max(0, (self.action.due - self.original_due).days)

    def days_overdue(self, today: dt.date) -> int:
        """Return by how many days it is late on `today`; 0 if it is not."""
        if not self.is_open or self.action.due is None:
            return 0
        return max(0, (today - self.action.due).days)

    def age_days(self, today: dt.date) -> int | None:
        """Return for how many days it has been (or was) open, up to `today`; None if that is unknown.

        So it is where it was opened later than that, by a clock that ran ahead or by its own ``opened:``.
        """
        end = self.closed or today
        return (end - self.opened).days if self.opened is not None and self.opened <= end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The time that a document spent in one status.

    Attributes:
        since: the commit that brought it there; None if unknown (shallow) or not committed yet.
        until: the commit that took it away, by another status or with the document; None if it is there still.
        is_over: whether it was taken away, be it only in the working tree.
    """

    status: Status
    since: Commit | None
    until: Commit | None
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLife:
    """What history knows of one document.

    Attributes:
        name: its id, or what stands in for it.
        record: its newest readable version.
        first_seen: the commit it first appeared in, be it as a file that could not be read yet; None if unknown
            (shallow) or not committed yet.
        first_published: the commit in which its status first was published or closed; None likewise, or if never. Of
            a document that is older than a shallow clone reaches it is unknown: it may have been set back since.
        last_changed: the newest commit that touched it; None if unknown (shallow) or not committed yet.
        authors: everybody who changed it, the first one first.
        stays: in which statuses it was, one after another.
        events: its own changes of status, removals and returns, oldest first; what happens to its actions is theirs.
        unreadable: why its newest version cannot be read, else None.
        present: whether the newest state still holds it.
    """

    name: str
    record: Record
    first_seen: Commit | None
    first_published: Commit | None
    last_changed: Commit | None
    authors: tuple[str, ...]
    stays: tuple[Stay, ...]
    events: tuple[Event, ...]
    unreadable: Unreadable | None
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything that a line of states tells.

    Attributes:
        commit: the newest commit that touched a document; None if there is none.
        head: the commit up to which history was read, by its full name; None if there is none, or nobody said.
        shallow: whether the line was cut off, so that something about the oldest promises is unknown.
        actions: every promise that ever was, by document and key.
        documents: every document that ever was readable, by name.
        names: those of the documents that the newest state holds.
        promises: how many promises it holds, kept or not.
        unreadable: the documents whose newest version cannot be read, by path.
        events: everything that happened, oldest first.
    """

    commit: Commit | None
    shallow: bool
    actions: tuple[ActionLife, ...]
    documents: tuple[DocumentLife, ...]
    names: frozenset[str]
    promises: int
    unreadable: tuple[Unreadable, ...]
    events: tuple[Event, ...]
    head: str | None = None

    @property
    def newest(self) -> str | None:
        """The full name of the commit that the ledger stands for; None if there is none."""
        return self.head or (self.commit.sha if self.commit else None)
