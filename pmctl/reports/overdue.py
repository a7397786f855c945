"""The promises that are late, that were closed and reopened, or that vanished: the most urgent first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pmctl.ledger.model import EventKind
from pmctl.postmortem.conventions import ActionStatus
from pmctl.reports.filters import Filters, team_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pmctl.ledger.model import ActionLife, Event, Ledger
    from pmctl.postmortem.conventions import Conventions


class Question(StrEnum):
    """What a report answers: what is late, what was closed too early, or what nobody talks about any more."""

    OVERDUE = "overdue"
    REOPENED = "reopened"
    VANISHED = "vanished"


class Grouping(StrEnum):
    """What promises can be grouped by."""

    OWNER = "owner"
    TEAM = "team"
    SERVICE = "service"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueItem:
    """One promise that is late, due soon, reopened or gone.

    Attributes:
        days_overdue: how late it is; 0 if it is not late yet. Of one that vanished, how late it would be.
        due_in: in how many days it is due; negative if it is late; None without a due date.
        age_days: for how many days it has been open; None if that is unknown.
        event: what is asked about: its newest reopening, or its removal; None if only lateness is.
        event_day: when that was committed, in the configured zone; None if it is not committed yet.
    """

    life: ActionLife
    team: str | None
    days_overdue: int
    due_in: int | None
    age_days: int | None
    event: Event | None
    event_day: dt.date | None

    @property
    def is_overdue(self) -> bool:
        """Whether it is late."""
        return self.due_in is not None and self.due_in < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The promises that share an owner, a team, a service or a severity; `name` is None for those without."""

    name: str | None
    open: int
    overdue: int
    items: tuple[OverdueItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueReport:
    """The answer to a question about promises, on a day.

    Attributes:
        question: which one.
        as_of: that day.
        commit: the newest commit that counted, by its full name; None if there is none.
        promises: how many promises there are in the documents, kept or not, whatever was asked for.
        open: how many promises that were asked for are still to be kept; of those that vanished, were when they did.
        overdue: how many of them are late.
        undated: how many of them have no due date, and so are never late.
        is_whole: whether these counts are; what a shallow clone hides may belong to them as well.
        older: how many open promises, older than a shallow clone, it does not know of whether they were asked for.
        is_filtered: whether only some promises were asked for.
        slipped: whether only those whose date was moved later were.
        within: how many days ahead was asked for; None for the late ones only.
        items: what is late or due within those days, or is what the question asks for. The most urgent first, by
            priority, then by days; but of what vanished the newest.
        groups: the same items by what was asked for; empty if nothing was.
        postmortems: the names of all documents there are, for which short references must be unambiguous.
    """

    question: Question
    as_of: dt.date
    commit: str | None
    shallow: bool
    promises: int
    open: int
    overdue: int
    undated: int
    is_whole: bool
    older: int
    is_filtered: bool
    slipped: bool
    within: int | None
    items: tuple[OverdueItem, ...]
    grouping: Grouping | None
    groups: tuple[Group, ...]
    postmortems: frozenset[str]

    @property
    def is_unknown(self) -> bool:
        """Whether a shallow clone does not reach back to that day, so that nothing can be said about it."""
        return self.shallow and self.commit is None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What all questions have in common."""

    ledger: Ledger
    today: dt.date
    conventions: Conventions
    filters: Filters
    grouping: Grouping | None


def report_overdue(
    ledger: Ledger,
    *,
    today: dt.date,
    conventions: Conventions,
    filters: Filters | None = None,
    within: int | None = None,
    grouping: Grouping | None = None,
) -> OverdueReport:
    """Return what is late on `today`, with `within` also what is due in as many days."""
    asked = _Asked(ledger=ledger, today=today, conventions=conventions, filters=filters or Filters(), grouping=grouping)
    items = [_item(life, None, asked) for life in _open_lives(asked)]
    last = -1 if within is None else within
    urgent = [item for item in items if item.due_in is not None and item.due_in <= last]
    return _report(Question.OVERDUE, asked, items, _most_urgent(urgent, conventions), within=within)


def report_reopened(
    ledger: Ledger,
    *,
    today: dt.date,
    conventions: Conventions,
    filters: Filters | None = None,
    grouping: Grouping | None = None,
) -> OverdueReport:
    """Return the open promises that were closed once and reopened, be they late on `today` or not."""
    chosen = replace(filters or Filters(), reopened=True)
    asked = _Asked(ledger=ledger, today=today, conventions=conventions, filters=chosen, grouping=grouping)
    items = [_item(life, _newest_reopening(life), asked) for life in _open_lives(asked)]
    return _report(Question.REOPENED, asked, items, _most_urgent(items, conventions))


def report_vanished(
    ledger: Ledger,
    *,
    today: dt.date,
    conventions: Conventions,
    filters: Filters | None = None,
    grouping: Grouping | None = None,
) -> OverdueReport:
    """Return the promises that were removed while they were open, or with their document, and have not come back."""
    asked = _Asked(ledger=ledger, today=today, conventions=conventions, filters=filters or Filters(), grouping=grouping)
    gone = [life for life in ledger.actions if life.removed and asked.filters.accept_action(life, conventions)]
    items = [_item(life, life.removed, asked) for life in gone]
    return _report(Question.VANISHED, asked, items, sorted(items, key=_newest_first))


def count_by_owner(items: Iterable[OverdueItem]) -> list[tuple[str | None, int]]:
    """Return how many promises each owner has, the most first, and those of nobody after the others."""
    counts = Counter(item.life.action.owner for item in items)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))


def _open_lives(asked: _Asked) -> list[ActionLife]:
    lives = [life for life in asked.ledger.actions if life.is_open]
    if asked.filters == Filters():
        return lives
    return [life for life in lives if asked.filters.accept_action(life, asked.conventions)]


def _newest_reopening(life: ActionLife) -> Event | None:
    return next((event for event in reversed(life.events) if event.kind is EventKind.REOPENED), None)


def _item(life: ActionLife, event: Event | None, asked: _Asked) -> OverdueItem:
    due_in = (life.action.due - asked.today).days if life.action.due else None
    commit = event.commit if event else None
    return OverdueItem(
        life=life,
        team=team_of(life.action, life.record, asked.conventions),
        days_overdue=max(0, -(due_in or 0)),
        due_in=due_in,
        age_days=life.age_days(asked.today),
        event=event,
        event_day=commit.date.astimezone(asked.conventions.zone).date() if commit else None,
    )


def _most_urgent(items: Iterable[OverdueItem], conventions: Conventions) -> list[OverdueItem]:
    def urgency(item: OverdueItem) -> tuple[int, bool, int, str]:
        rank = conventions.priority_rank(item.life.action.priority)
        return (rank, item.due_in is None, item.due_in or 0, item.life.ref)

    return sorted(items, key=urgency)


def _newest_first(item: OverdueItem) -> tuple[bool, int, str]:
    """What is not committed yet is the newest."""
    day = item.event_day
    return (day is not None, -day.toordinal() if day else 0, item.life.ref)


def _report(
    question: Question,
    asked: _Asked,
    items: Sequence[OverdueItem],
    shown: Sequence[OverdueItem],
    *,
    within: int | None = None,
) -> OverdueReport:
    """Count all `items` that are asked for; show some, in their order."""
    ledger = asked.ledger
    older = _older(asked)
    own = replace(asked.filters, reopened=False) if question is Question.REOPENED else asked.filters
    return OverdueReport(
        question=question,
        as_of=asked.today,
        commit=ledger.newest,
        shallow=ledger.shallow,
        promises=sum(life.present and life.action.status is not ActionStatus.PROPOSED for life in ledger.actions),
        open=len(items),
        overdue=sum(item.is_overdue for item in items),
        undated=sum(item.due_in is None for item in items),
        is_whole=not older and not (ledger.shallow and question is Question.VANISHED),
        older=older,
        is_filtered=own != Filters(),
        slipped=asked.filters.slipped,
        within=within,
        items=tuple(shown),
        grouping=asked.grouping,
        groups=_groups(shown, items, asked.grouping, asked.conventions) if asked.grouping else (),
        postmortems=_named(ledger, shown),
    )


def _older(asked: _Asked) -> int:
    """Count the open promises that fit, but for what may have happened to them before a shallow clone begins."""
    filters, conventions = asked.filters, asked.conventions
    certain = replace(filters, slipped=False, reopened=False)
    unseen = (life for life in asked.ledger.actions if life.is_open and life.slips is None)
    return sum(certain.accept_action(x, conventions) and not filters.accept_action(x, conventions) for x in unseen)


def _named(ledger: Ledger, items: Iterable[OverdueItem]) -> frozenset[str]:
    """Return the names of the documents that are there, and of those that `items` still speak of."""
    return ledger.names | {item.life.postmortem for item in items}


def _groups(
    shown: Iterable[OverdueItem], items: Iterable[OverdueItem], grouping: Grouping, conventions: Conventions
) -> tuple[Group, ...]:
    open_ = Counter(name for item in items for name in _names(item.life, grouping, conventions))
    groups: dict[str | None, list[OverdueItem]] = {}
    for item in shown:
        for name in _names(item.life, grouping, conventions):
            groups.setdefault(name, []).append(item)

    def order(name: str | None) -> tuple[int, int, str]:
        if grouping is Grouping.SEVERITY:
            return (conventions.severity_rank(name), 0, name or "")
        return (0, -len(groups[name]), name or "\U0010ffff")

    return tuple(
        Group(
            name=name,
            open=open_[name],
            overdue=sum(item.is_overdue for item in groups[name]),
            items=tuple(groups[name]),
        )
        for name in sorted(groups, key=order)
    )


def _names(life: ActionLife, grouping: Grouping, conventions: Conventions) -> tuple[str | None, ...]:
    if grouping is Grouping.OWNER:
        return (life.action.owner,)
    if grouping is Grouping.TEAM:
        return (team_of(life.action, life.record, conventions),)
    if grouping is Grouping.SEVERITY:
        return (life.record.severity,)
    return life.record.services or (None,)
