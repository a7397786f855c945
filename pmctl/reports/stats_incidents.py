"""The incidents of a period: how many, and how long everything took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.reports.stats_measures import Measure, measure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pmctl.ledger.model import DocumentLife
    from pmctl.postmortem.model import Record
    from pmctl.reports.stats_courses import Courses


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStats:
    """Some incidents summed up. What is unknown, or would be negative, is left out of the measure.

    Attributes:
        count: how many there are; None if a shallow clone hides them all.
        time_to_detect: seconds from ``started_at`` to ``detected_at``.
        time_to_acknowledge: seconds from ``started_at`` to ``acknowledged_at``, detection included.
        time_to_mitigate: seconds from ``started_at`` to ``mitigated_at``.
        time_to_resolve: seconds from ``started_at`` to ``resolved_at``.
        time_to_draft: days from the day of the incident to that of the commit that the document first appeared in.
        time_to_publish: days from the day of the incident to ``published_at``, else to that of the first commit in
            which the document's status is published or closed.
    """

    count: int | None
    time_to_detect: Measure
    time_to_acknowledge: Measure
    time_to_mitigate: Measure
    time_to_resolve: Measure
    time_to_draft: Measure
    time_to_publish: Measure


def incidents_within(documents: Iterable[DocumentLife], since: dt.date, until: dt.date) -> list[DocumentLife]:
    """Return the documents whose incident began in a period, both days included, and that are there still."""
    return [life for life in documents if life.present and life.record.date and since <= life.record.date <= until]


def incident_stats(incidents: Iterable[DocumentLife], zone: dt.tzinfo, *, known: Courses) -> IncidentStats:
    """Sum up incidents; an instant becomes a day in `zone`, and a commit has the day that `known` gives it."""
    incidents = list(incidents)
    records = [life.record for life in incidents]
    return IncidentStats(
        count=None if known.is_blind else len(incidents),
        time_to_detect=measure(_seconds(records, "detected_at")),
        time_to_acknowledge=measure(_seconds(records, "acknowledged_at")),
        time_to_mitigate=measure(_seconds(records, "mitigated_at")),
        time_to_resolve=measure(_seconds(records, "resolved_at")),
        time_to_draft=measure(_days((life.record, known.day_of(life.first_seen)) for life in incidents)),
        time_to_publish=measure(_days((life.record, _published(life, zone, known)) for life in incidents)),
    )


def _seconds(records: Iterable[Record], milestone: str) -> Iterator[float]:
    for record in records:
        start, end = _milestone(record, "started_at"), _milestone(record, milestone)
        if start and end and end >= start:
            yield (end - start).total_seconds()


def _days(pairs: Iterable[tuple[Record, dt.date | None]]) -> Iterator[float]:
    for record, day in pairs:
        if record.date and day and day >= record.date:
            yield (day - record.date).days


def _published(life: DocumentLife, zone: dt.tzinfo, known: Courses) -> dt.date | None:
    stated = _milestone(life.record, "published_at")
    return stated.astimezone(zone).date() if stated else known.day_of(life.first_published)


def _milestone(record: Record, name: str) -> dt.datetime | None:
    return next((milestone.at for milestone in record.milestones if milestone.name == name), None)
