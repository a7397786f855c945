"""The promises that are late, the most urgent first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.reports.filters import Filters, team_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pmctl.ledger.model import ActionLife, Ledger
    from pmctl.postmortem.conventions import Conventions


class Grouping(StrEnum):
    """What promises can be grouped by."""

    OWNER = "owner"
    TEAM = "team"
    SERVICE = "service"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueItem:
    """One promise that is late, or due soon.

    Attributes:
        days_overdue: how late it is; 0 if it is not late yet.
        due_in: in how many days it is due; negative if it is late.
        age_days: for how many days it has been open; None if that is unknown.
    """

    life: ActionLife
    team: str | None
    days_overdue: int
    due_in: int
    age_days: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether it is late."""
        return self.due_in < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The promises that share an owner, a team, a service or a severity; `name` is None for those without."""

    name: str | None
    open: int
    overdue: int
    items: tuple[OverdueItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueReport:
    """What is late on a day.

    Attributes:
        as_of: that day.
        commit: the newest commit that counted, by its full name; None if there is none.
        promises: how many promises there are in the documents, kept or not, whatever was asked for.
        open: how many promises that were asked for are still to be kept.
        overdue: how many of them are late.
        undated: how many of them have no due date, and so are never late.
        is_filtered: whether only some promises were asked for.
        within: how many days ahead was asked for; None for the late ones only.
        items: what is late or due within those days, the most urgent first: by priority, then by days.
        groups: the same items by what was asked for; empty if nothing was.
        postmortems: the names of all documents there are, for which short references must be unambiguous.
    """

    as_of: dt.date
    commit: str | None
    shallow: bool
    promises: int
    open: int
    overdue: int
    undated: int
    is_filtered: bool
    within: int | None
    items: tuple[OverdueItem, ...]
    grouping: Grouping | None
    groups: tuple[Group, ...]
    postmortems: tuple[str, ...]


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
    chosen = filters or Filters()
    lives = [life for life in ledger.actions if life.is_open and chosen.accept_action(life, conventions)]
    items = [_item(life, life.action.due, today, conventions) for life in lives if life.action.due]
    urgent = sorted(
        (item for item in items if item.due_in <= (-1 if within is None else within)),
        key=lambda item: (conventions.priority_rank(item.life.action.priority), item.due_in, item.life.ref),
    )
    overdue = sum(item.is_overdue for item in items)
    return OverdueReport(
        as_of=today,
        commit=ledger.commit.sha if ledger.commit else None,
        shallow=ledger.shallow,
        promises=sum(life.present and life.action.status is not ActionStatus.PROPOSED for life in ledger.actions),
        open=len(lives),
        overdue=overdue,
        undated=len(lives) - len(items),
        is_filtered=chosen != Filters(),
        within=within,
        items=tuple(urgent),
        grouping=grouping,
        groups=_groups(urgent, lives, grouping, conventions) if grouping else (),
        postmortems=tuple(document.name for document in ledger.documents if document.present),
    )


def count_by_owner(items: Iterable[OverdueItem]) -> list[tuple[str | None, int]]:
    """Return how many late promises each owner has, the most first, and those of nobody after the others."""
    counts = Counter(item.life.action.owner for item in items if item.is_overdue)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))


def _item(life: ActionLife, due: dt.date, today: dt.date, conventions: Conventions) -> OverdueItem:
    return OverdueItem(
        life=life,
        team=team_of(life.action, life.record, conventions),
        days_overdue=life.days_overdue(today),
        due_in=(due - today).days,
        age_days=life.age_days(today),
    )


def _groups(
    items: list[OverdueItem], lives: list[ActionLife], grouping: Grouping, conventions: Conventions
) -> tuple[Group, ...]:
    open_ = Counter(name for life in lives for name in _names(life, grouping, conventions))
    groups: dict[str | None, list[OverdueItem]] = {}
    for item in items:
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
