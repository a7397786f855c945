"""How long a postmortem may take."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pmctl.rules.model import report_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from pmctl.postmortem.conventions import Severity, Status
    from pmctl.postmortem.model import Record
    from pmctl.rules.model import Context, Report


def report_late(
    record: Record | None, context: Context, statuses: Collection[Status], days_of: Callable[[Severity], int], what: str
) -> Iterator[Report]:
    """Report a status that the record should have left by now; quiet if its severity or its date is not known.

    The message does not change from day to day, so that the finding is the same tomorrow.

    Args:
        record: whose clock runs.
        context: says what day it is, and what each severity gives.
        statuses: those that are late.
        days_of: how many days a severity gives, from the day of the incident.
        what: what is late, as a clause.
    """
    if record is None or record.status not in statuses or record.date is None:
        return
    severity = context.conventions.severity(record.severity)
    if severity is None or (context.today - record.date).days <= (days := days_of(severity)):
        return
    last = record.date + dt.timedelta(days=days)
    gives = f"{severity.name} gives {days} {'day' if days == 1 else 'days'}, until {last}"
    yield report_at(record.fields.entries["status"].node, f"{what}; {gives}")
