"""Which entries belong to the incident, and whose clock may be one of twelve hours."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.adoption.milestone_choice import Told
from pmctl.adoption.milestone_span import span_of_incident
from pmctl.adoption.milestone_tells import told_milestones
from pmctl.adoption.moments import timeline_moments
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.half_day_clocks import Clocked, half_day_doubt
from pmctl.postmortem.parse import parse
from pmctl.postmortem.story import timelines_of

DAY = dt.date(2026, 3, 14)


def entries(*told: tuple[float, str]) -> list[Told]:
    """Return entries that are so many hours from the beginning of the day, and say that."""
    start = dt.datetime(2026, 3, 14, tzinfo=dt.UTC)
    return [Told(start + dt.timedelta(hours=hour), None, words, told_milestones(words)) for hour, words in told]


def moments(*hours: float) -> list[Told]:
    """Return entries that are so many hours from the beginning of the day, and tell nothing."""
    return entries(*((hour, "") for hour in hours))


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        ((), []), ((9, 10, 11), [0, 1, 2]), ((-160, 9, 10), [1, 2]), ((-15, 9), [1]), ((-10, 9), [0, 1]),
        ((-18, -10, 1), [0, 1, 2]), ((-200, -190), [0, 1]), ((9, 30, 100), [0, 1]), ((9, 50), [0, 1]),
    ],
)  # fmt: skip
def test_what_is_long_before_the_day_or_behind_a_silence_is_left_out(
    hours: tuple[float, ...], found: list[int]
) -> None:
    assert list(span_of_incident(moments(*hours), DAY)) == found


def test_without_a_day_only_a_silence_ends_it() -> None:
    assert list(span_of_incident(moments(-200, -190, 9), None)) == [0, 1]
    assert list(span_of_incident(moments(9), dt.date.min)) == [0]


@pytest.mark.parametrize(
    ("told", "count"),
    [
        # What is lost is missed later.
        (((9, "errors begin"), (90, "a customer reports missing invoices"), (95, "incident resolved")), 3),
        (((9, "errors begin"), (90, "@mara acks"), (180, "incident closed")), 3),
        # It is closed only after the weekend.
        (((9, "the alert fires"), (10, "errors stop"), (80, "incident closed")), 3),
        (((9, "errors begin"), (10, "latency back to normal"), (80, "fix deployed"), (81, "incident closed")), 4),
        # That is another one, or follow-up.
        (((9, "errors begin"), (90, "errors begin")), 1),
        (((9, "errors begin"), (10, "incident closed"), (80, "the alert fires")), 2),
        (((9, "the alert fires"), (10, "errors stop"), (80, "a ticket is filed")), 2),
        (((9, "payments fail"), (10, "payments work again"), (80, "the alert fires"), (81, "incident closed")), 2),
        (((9, "errors begin"), (80, "errors again, the alert fires again"), (81, "incident closed")), 1),
        (((9, "errors begin"), (80, "postmortem reviewed, incident closed")), 1),
        (((9, "errors begin"), (80, "issue closed")), 1),
        (((9, "errors begin"), (900, "a customer reports missing invoices")), 1),
    ],
)  # fmt: skip
def test_an_incident_goes_on_behind_a_silence_if_it_was_not_over(
    told: tuple[tuple[float, str], ...], count: int
) -> None:
    assert len(span_of_incident(entries(*told), DAY)) == count


def clocks(*written: str) -> list[Clocked]:
    """Return entries with these times."""
    found = []
    for text in written:
        hour, minute = (int(part) for part in text.split(" ")[0].split(":"))
        found.append(Clocked(dt.datetime(2026, 3, 14, hour % 24, minute, tzinfo=dt.UTC), text))
    return found


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (("11:40", "12:05", "1:10", "2:00"), 2), (("09:40", "10:00", "3:30"), 2), (("11:40", "1:10"), 1),
        (("11:40", "01:10"), None), (("22:40", "23:10", "1:10"), None), (("13:05", "12:05", "1:10"), None),
        (("11:40", "1:10 AM"), None), (("11:40", "1:10 (next day)"), None), (("9:40", "10:05", "11:00"), None),
        (("12:05", "11:40", "9:20"), None), ((), None),
    ],
)  # fmt: skip
def test_the_first_time_that_may_be_of_the_afternoon(written: tuple[str, ...], place: int | None) -> None:
    assert half_day_doubt(clocks(*written)) == place


def test_what_is_adopted_goes_by_the_same() -> None:
    conventions = Conventions()
    body = (
        "- 2026-03-02 08:00 Alert fires\n- 2026-03-14 11:40 Outage begins\n- 12:05 Alert fires\n"
        "- 1:10 Incident resolved\n"
    )
    document = parse(f"# X\n\n## Timeline (UTC)\n\n{body}", "x.md", conventions)
    found = timeline_moments(timelines_of(document, conventions)[0].entries, month_first=None, day=DAY)
    assert {key: f"{fact.value:%d %H:%M}" for key, fact in found.items()} == {
        "started_at": "14 11:40",
        "detected_at": "14 12:05",
    }
