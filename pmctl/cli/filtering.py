"""Filters from the command line: what ``overdue``, ``list`` and ``history`` are told to look at."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.ledger.model import EventKind
from pmctl.postmortem.conventions import ActionStatus, Status, fold_word
from pmctl.reports.filters import Filters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.conventions import Conventions


def read_filters(
    conventions: Conventions,
    known: Iterable[Status | ActionStatus],
    *,
    owners: Sequence[str] | None = None,
    teams: Sequence[str] | None = None,
    services: Sequence[str] | None = None,
    severities: Sequence[str] | None = None,
    priorities: Sequence[str] | None = None,
    statuses: Sequence[str] | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Filters:
    """Return the filters; PmctlError for a severity, a priority or a status that cannot be found.

    `known` are the statuses that what is looked at can have.

    A word that is misspelt would find nothing, and be read as good news. Owners, teams and services can be anything.
    """
    _refuse_unknown("severity", severities, [severity.name for severity in conventions.severities])
    _refuse_unknown("priority", priorities, [priority.name for priority in conventions.priorities])
    _refuse_unknown("status", statuses, [status.value for status in known], [*conventions.status_words])
    return Filters(
        owners=tuple(owners or ()),
        teams=tuple(teams or ()),
        services=tuple(services or ()),
        severities=tuple(severities or ()),
        priorities=tuple(priorities or ()),
        statuses=tuple(statuses or ()),
        since=since,
        until=until,
    )


def read_kinds(said: Sequence[str] | None) -> frozenset[EventKind]:
    """Return the kinds of events that are named, each option with one or several between commas.

    PmctlError for a kind that there is none of.
    """
    words = [fold_word(word) for one in said or () for word in one.split(",") if word.strip()]
    known = [kind.value for kind in EventKind]
    for word in words:
        if word not in known:
            close = get_close_matches(word, known, n=1)
            guess = f"Did you mean {close[0]}? " if close else ""
            raise PmctlError(f"there is no kind of event {word}", hint=f"{guess}It is one of {', '.join(known)}.")
    return frozenset(map(EventKind, words))


def _refuse_unknown(what: str, asked: Sequence[str] | None, known: Sequence[str], synonyms: Sequence[str] = ()) -> None:
    words = {fold_word(word) for word in (*known, *synonyms)}
    for word in asked or ():
        if fold_word(word) not in words:
            raise PmctlError(f"there is no {what} {word}", hint=f"It is one of {', '.join(known)}.")
