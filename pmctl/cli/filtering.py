"""Filters from the command line: what ``overdue`` and ``list`` have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.conventions import ActionStatus, Status, fold_word
from pmctl.reports.filters import Filters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pmctl.postmortem.conventions import Conventions


def read_filters(
    conventions: Conventions,
    kind: type[Status] | type[ActionStatus],
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
    """Return the filters; PmctlError for a severity, a priority or a status that there is none of.

    A word that is misspelt would find nothing, and be read as good news. Owners, teams and services can be anything.
    """
    _refuse_unknown("severity", severities, [severity.name for severity in conventions.severities])
    _refuse_unknown("priority", priorities, [priority.name for priority in conventions.priorities])
    _refuse_unknown("status", statuses, [status.value for status in kind], [*conventions.status_words])
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


def _refuse_unknown(what: str, asked: Sequence[str] | None, known: Sequence[str], synonyms: Sequence[str] = ()) -> None:
    words = {fold_word(word) for word in (*known, *synonyms)}
    for word in asked or ():
        if fold_word(word) not in words:
            raise PmctlError(f"there is no {what} {word}", hint=f"It is one of {', '.join(known)}.")
