"""How many incidents there were, and how long everything took."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pmctl.reports.stats_courses import trace
from pmctl.reports.stats_incidents import IncidentStats, incident_stats, incidents_within
from pmctl.reports.stats_measures import Measure
from tests.reports.states import ledger, text

if TYPE_CHECKING:
    from datetime import tzinfo

    from pmctl.ledger.model import Ledger

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 31)


def incident(id_: str, **fields: str) -> str:
    return text(id_, **{"started_at": f"{id_[:10]}T10:00:00Z", "status": "draft", **fields})


def stats(told: Ledger, zone: tzinfo = UTC) -> IncidentStats:
    known = trace(told, zone=zone, as_of=date(2026, 6, 1))
    return incident_stats(incidents_within(told.documents, MARCH, MAY), zone, known=known)


def values(measure: Measure) -> tuple[int, float | None]:
    return measure.n, measure.median


def test_times_are_counted_from_the_start() -> None:
    one = incident(
        "2026-03-14-a",
        detected_at="2026-03-14T10:12:00Z",
        acknowledged_at="2026-03-14T10:15:30Z",
        mitigated_at="2026-03-14T12:00:00+01:00",
        resolved_at="2026-03-15T10:00:00Z",
    )
    found = stats(ledger(("2026-03-16", [one])))
    assert found.count == 1
    assert values(found.time_to_detect) == (1, 720)
    assert values(found.time_to_acknowledge) == (1, 930)
    assert values(found.time_to_mitigate) == (1, 3600)
    assert values(found.time_to_resolve) == (1, 86400)
    assert values(found.time_to_draft) == (1, 2)
    assert values(found.time_to_publish) == (0, None)


def test_what_is_missing_or_negative_is_left_out_of_n() -> None:
    found = stats(
        ledger(
            (
                "2026-03-10",
                [
                    incident("2026-03-14-a", detected_at="2026-03-14T09:59:59Z", status="published"),
                    incident("2026-03-02-b", detected_at="2026-03-02T10:00:00Z"),
                    incident("2026-03-03-c"),
                    text("2026-03-04-d", detected_at="2026-03-04T10:00:00Z", status="draft"),
                ],
            )
        )
    )
    assert found.count == 4
    assert values(found.time_to_detect) == (1, 0)
    assert values(found.time_to_draft) == (3, 7)
    assert values(found.time_to_publish) == (0, None)


def test_a_stated_publication_beats_the_commit() -> None:
    states = [
        ("2026-03-16", [incident("2026-03-14-a"), incident("2026-03-15-b")]),
        (
            "2026-03-24",
            [
                incident("2026-03-14-a", status="published"),
                incident("2026-03-15-b", status="closed", published_at="2026-03-20T09:00:00Z"),
            ],
        ),
    ]
    found = stats(ledger(*states))
    assert (found.time_to_publish.n, found.time_to_publish.median) == (2, 7.5)


def test_a_day_is_one_of_the_zone() -> None:
    told = ledger(("2026-03-16", [incident("2026-03-14-a", published_at="2026-03-15T23:30:00Z")]))
    assert values(stats(told).time_to_publish) == (1, 1)
    assert values(stats(told, ZoneInfo("Europe/Berlin")).time_to_publish) == (1, 2)


def test_both_days_of_the_period_count() -> None:
    days = ["2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01"]
    told = ledger(("2026-06-02", [*(incident(f"{day}-x") for day in days), incident("2026-03-09-y", date="soon")]))
    assert [life.name for life in incidents_within(told.documents, MARCH, MAY)] == ["2026-03-01-x", "2026-05-31-x"]


def test_a_shallow_clone_does_not_know_when_a_document_was_written() -> None:
    found = stats(ledger(("2026-03-16", [incident("2026-03-14-a", status="published")]), shallow=True))
    assert (found.count, found.time_to_draft.n, found.time_to_publish.n) == (1, 0, 0)


def test_no_incident() -> None:
    found = stats(ledger())
    assert (found.count, found.time_to_detect) == (0, Measure(n=0, median=None, p90=None))
