"""Which postmortems and promises a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.ledger.model import EventKind
from pmctl.postmortem.conventions import fold_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pmctl.ledger.model import ActionLife
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Action, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What must hold, each a list of which one must; an empty list asks for nothing.

    Owners are compared without their @ and also by the name and e-mail that the configuration gives them, a status also
    in the configuration's words. Nothing depends on case.

    Attributes:
        slipped: whether its date must have been moved later at least once.
        reopened: whether it must have been closed once, and reopened.
    """

    owners: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    slipped: bool = False
    reopened: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def accept_action(self, life: ActionLife, conventions: Conventions) -> bool:
        """Return whether a promise is asked for."""
        return (
            self.accept(life.action, life.record, conventions)
            and (not self.slipped or has_slipped(life))
            and (not self.reopened or was_reopened(life))
        )

    def accept(self, action: Action, record: Record, conventions: Conventions) -> bool:
        """Return whether an action is asked for by what its document says; of its history nothing is asked."""
        return (
            is_owned(self.owners, action.owner, conventions)
            and _is_one_of(self.teams, team_of(action, record, conventions))
            and _shares(self.services, record.services)
            and _is_one_of(self.severities, record.severity)
            and _is_one_of(self.priorities, action.priority)
            and _has_status(self.statuses, action.status, conventions)
        )

    def accept_record(self, record: Record, conventions: Conventions) -> bool:
        """Return whether a postmortem is asked for; of a priority, if it holds an action of that priority."""
        return (
            is_owned(self.owners, record.owner, conventions)
            and _is_one_of(self.teams, record.team or conventions.team_of(record.owner))
            and _shares(self.services, record.services)
            and _is_one_of(self.severities, record.severity)
            and (not self.priorities or any(_is_one_of(self.priorities, act.priority) for act in record.actions))
            and _has_status(self.statuses, record.status, conventions)
            and (self.since is None or (record.date is not None and record.date >= self.since))
            and (self.until is None or (record.date is not None and record.date <= self.until))
        )


def team_of(action: Action, record: Record, conventions: Conventions) -> str | None:
    """Return the team that answers for an action: its own, else its owner's, else its document's."""
    return action.team or conventions.team_of(action.owner) or record.team


def has_slipped(life: ActionLife) -> bool:
    """Return whether a promise is known to have been moved later; beyond the edge of a shallow clone nobody knows."""
    return any(event.kind is EventKind.MOVED and (event.days or 0) > 0 for event in life.events)


def was_reopened(life: ActionLife) -> bool:
    """Return whether a promise is known to have been reopened after it was closed."""
    return any(event.kind is EventKind.REOPENED for event in life.events)


def is_owned(wanted: tuple[str, ...], owner: str | None, conventions: Conventions) -> bool:
    """Return whether `owner` is one of `wanted`, by handle, name or e-mail; anybody is if nobody is wanted."""
    if not wanted:
        return True
    if owner is None:
        return False
    return _shares([_handle(name) for name in wanted], [_handle(name) for name in _names_of(owner, conventions)])


def _names_of(owner: str, conventions: Conventions) -> list[str]:
    handle = _handle(owner)
    people = (person for person in conventions.people.values() if _handle(person.handle) == handle)
    return [owner, *(name for person in people for name in (person.name, person.email) if name)]


def _handle(name: str) -> str:
    return name.strip().removeprefix("@").casefold()


def _has_status(wanted: tuple[str, ...], status: str | None, conventions: Conventions) -> bool:
    folded = [fold_word(word) for word in wanted]
    return _is_one_of(tuple(conventions.status_words.get(word, word) for word in folded), status)


def _is_one_of(wanted: tuple[str, ...], value: str | None) -> bool:
    return not wanted or (value is not None and fold_word(value) in {fold_word(one) for one in wanted})


def _shares(wanted: Iterable[str], values: Iterable[str]) -> bool:
    asked = {one.casefold() for one in wanted}
    return not asked or any(value.casefold() in asked for value in values)
