from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.section_names import SectionNames
from pmctl.postmortem.sections import read_sections
from pmctl.postmortem.timeline import read_timeline
from pmctl.postmortem.zones import find_zone, zone_of
from tests.timelines import DAY, entries, times


@pytest.mark.parametrize(
    "content",
    [
        "- 2026-03-14 22:00 a\n- 23:00 b\n- 2026-03-15 01:00 c\n- 02:00 d",
        "**2026-03-14**\n\n- 22:00 a\n- 23:00 b\n\n_March 15_\n\n- 01:00 c\n- 02:00 d",
        "### 2026-03-14\n\n22:00 a\n\n23:00 b\n\n### Sunday, 2026-03-15: the day after\n\n01:00 c\n\n02:00 d",
        "- 2026-03-14:\n  - 22:00 a\n  - 23:00 b\n- 15 March, the day after\n  - 01:00 c\n  - 02:00 d",
        "2026-03-14\n22:00 a\n23:00 b\n2026-03-15\n01:00 c\n02:00 d",
        "- 22:00 a\n- 23:00 b\n- 01:00 c\n- 02:00 d",
        "- 2026-03-14 22:00 a\n- 23:00 b\n- 01:00 c\n- 02:00 d",
        "- 22:00 a\n- 23:00 b\n- 01:00 (03-15) c\n- 02:00 d",
        "- 14/03/2026 22:00 a\n- 23:00 b\n- 15/03/2026 01:00 c\n- 02:00 d",
    ],
)
def test_dates_are_carried_forward(content: str) -> None:
    assert times(content) == [
        "2026-03-14T22:00:00+00:00", "2026-03-14T23:00:00+00:00", "2026-03-15T01:00:00+00:00",
        "2026-03-15T02:00:00+00:00",
    ]  # fmt: skip


def test_where_days_are_written_only_midnight_is_guessed() -> None:
    assert times("- 2026-03-14 10:00 a\n- 2026-03-15 23:00 b\n- 01:00 c")[-1] == "2026-03-16T01:00:00+00:00"
    assert times("- 2026-03-14 10:00 a\n- 2026-03-15 17:00 b\n- 09:00 c")[-1] == "2026-03-15T09:00:00+00:00"


@pytest.mark.parametrize(
    ("content", "days"),
    [
        ("- 22:00 a\n- 21:31 b\n- 16:00 c", [14, 14, 14]),
        ("- 17:30 a\n- 09:00 b", [14, 15]),
        ("- 11:50 am a\n- 12:10 am b", [14, 14]),
        ("- 11:50 pm a\n- 12:10 am b", [14, 15]),
        ("- 5:30 pm a\n- 9:00 am b", [14, 15]),
    ],
)
def test_a_little_earlier_is_a_mistake_and_not_the_next_day(content: str, days: list[int]) -> None:
    assert [entry.at and entry.at.day for entry in entries(content)] == days


def test_the_next_day_may_be_said() -> None:
    found = entries("- 2026-03-14 09:00 a\n- 10:00 (next day) b\n- 11:00 (next day) c\n- 12:00 d\n- 2026-03-16 (+1) e")
    assert [entry.at and entry.at.isoformat()[8:16] for entry in found] == [
        "14T09:00", "15T10:00", "15T11:00", "15T12:00", "16T00:00",
    ]  # fmt: skip
    for content, days in (
        ("- 23:00 a\n- 00:10 (next day) b\n- 09:00 (next day) c\n- 08:00 (next day) d", [14, 15, 15, 16]),
        ("- 23:00 a\n- 00:10 b\n- 00:12 c\n- 09:00 (next day) d", [14, 15, 15, 15]),
        ("- 09:00 (next day) a", [15]),
    ):
        assert [entry.at and entry.at.day for entry in entries(content)] == days


def test_where_a_day_comes_from() -> None:
    found = entries("- 23:00 a\n- 00:10 b\n- 2026-03-16 10:00 c\n- 10:05 d\n- 2026-02-30 11:00 e")
    assert [entry.day_source for entry in found] == ["guess", "guess", "entry", "above", "above"]
    assert entries("- 10:00 a", heading="Timeline, 2026-03-15")[0].day_source == "above"
    assert entries("### 2026-03-15\n\n- 10:00 a")[0].day_source == "above"


def test_the_first_date_of_the_heading_is_where_it_begins() -> None:
    assert times("10:00 a", heading="Timeline (UTC) 3/2/26-3/16/26") == ["2026-03-02T10:00:00+00:00"]
    assert times("10:00 a", heading="Timeline, Saturday Mar 7th 2026", day=None) == ["2026-03-07T10:00:00+00:00"]
    assert times("March 8 10:00 a", heading="Timeline, Saturday Mar 7th 2026", day=None) == [
        "2026-03-08T10:00:00+00:00"
    ]


def test_without_any_date_there_is_no_moment() -> None:
    assert times("- 10:00 a\n- 10:05 - 10:10 b", day=None) == ["10:00", "10:05 - 10:10"]
    assert times("- March 14 10:00 a", day=None) == ["March 14 10:00"]


@pytest.mark.parametrize(
    ("written", "day", "at"),
    [
        ("03/04/2026", date(2026, 3, 4), "2026-03-04"),
        ("03/04/2026", date(2026, 4, 3), "2026-04-03"),
        ("03/04/2026", date(2026, 4, 1), "2026-04-03"),
        ("03/04/2026", date(2026, 8, 1), "2026-03-04"),
        ("03/04/2026", None, "2026-03-04"),
        ("04/04/2026", date(2026, 4, 4), "2026-04-04"),
        ("02/03/2026", date(2026, 2, 28), "2026-02-03"),
        ("3/4", date(2026, 4, 3), "2026-04-03"),
    ],
)
def test_which_number_is_the_month(written: str, day: date | None, at: str) -> None:
    if written.startswith("02"):
        at = "2026-03-02"
    assert times(f"- {written} 10:00 a", day=day) == [f"{at}T10:00:00+00:00"]


def test_one_clear_date_decides_for_all() -> None:
    assert times("- 02/03/2026 10:00 a\n- 13/03/2026 10:00 b")[0] == "2026-03-02T10:00:00+00:00"
    assert times("- 02/03/2026 10:00 a\n- 03/13/2026 10:00 b")[0] == "2026-02-03T10:00:00+00:00"


def test_a_missing_year_is_the_closest() -> None:
    assert times("- Dec 31 23:00 a\n- Jan 1 01:00 b", day=date(2025, 12, 31)) == [
        "2025-12-31T23:00:00+00:00", "2026-01-01T01:00:00+00:00",
    ]  # fmt: skip
    assert times("- Dec 31 23:00 a", day=date(2026, 1, 1)) == ["2025-12-31T23:00:00+00:00"]


def test_the_year_of_a_column() -> None:
    table = "| Date (2021) | Time | Event |\n|---|---|---|\n| Jan 28 | 10:00 | a |"
    assert times(table, day=None) == ["2021-01-28T10:00:00+00:00"]


@pytest.mark.parametrize(
    "written", ["2026-02-30 10:00", "Feb 30 10:00", "99/99/2026 10:00", "0001-01-01 10:00", "13.13.2026 10:00"]
)
def test_impossible_dates(written: str) -> None:
    (entry,) = entries(f"- {written} a")
    assert (entry.at, entry.event, entry.is_garbled) == (None, "a", True)


def test_a_leap_day_without_a_year_is_no_mistake() -> None:
    (entry,) = entries("- Feb 29 10:00 a", day=None)
    assert (entry.at, entry.is_garbled, entry.has_clock) == (None, False, True)


def test_a_span_of_days_may_say_its_month_once() -> None:
    first, second, third = entries("- March 14-16, 2026: Audit\n- March 18 – 20: Repair\n- March 21 - 16 hosts back")
    assert (first.at, first.until) == (datetime(2026, 3, 14, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC))
    assert (second.until, second.event) == (datetime(2026, 3, 20, tzinfo=UTC), "Repair")
    assert (third.until, third.event) == (None, "16 hosts back")
    (numeric,) = entries("- 2026-03-14 - 16 hosts back")
    assert (numeric.until, numeric.event) == (None, "16 hosts back")


def test_a_range_may_tell_its_day_at_the_end() -> None:
    (entry,) = entries("- 22:00 - 22:10 (2026-03-15) Failover")
    assert (entry.at, entry.event) == (datetime(2026, 3, 15, 22, 0, tzinfo=UTC), "Failover")


def test_the_end_of_a_range_may_be_open() -> None:
    (entry,) = entries("- 22:00-22:?? Failover")
    assert (entry.at, entry.until) == (datetime(2026, 3, 14, 22, 0, tzinfo=UTC), None)


def test_days_of_the_week_are_near_the_entry_above() -> None:
    texts = "- Mon 10:41 a\n- 10:50 b\n- Tue 09:04 c\n- Mon 11:00 d\n- Sat 08:00 e\n- Thu 07:00 f"
    assert [text[5:16] for text in times(texts)] == [
        "03-16T10:41", "03-16T10:50", "03-17T09:04", "03-16T11:00", "03-21T08:00", "03-26T07:00",
    ]  # fmt: skip
    assert times("- Mon 10:41 a", day=None) == ["Mon 10:41"]
    assert times("- Sun 10:41 a", day=date.min) == ["0001-01-01T10:41:00+00:00"]  # whose Sunday is before all days
    table = "| Day | Time | Event |\n|---|---|---|\n| Sat | 10:00 | a |\n| **Sun** | 09:00 | b |\n| | 09:30 | c |"
    assert times(table) == [f"2026-03-{at}:00+00:00" for at in ("14T10:00", "15T09:00", "15T09:30")]


def test_a_range_may_end_on_another_day_of_the_week_or_before_it_begins() -> None:
    over_days, swapped, slow = entries("- Fri 10:40 - Sat 10:10 a\n- 10:40-10:10 b\n- 22:00-09:10 c")
    assert over_days.until == datetime(2026, 3, 14, 10, 10, tzinfo=UTC)
    assert swapped.at is not None
    assert swapped.until == swapped.at - timedelta(minutes=30)
    assert slow.at is not None
    assert slow.until == slow.at + timedelta(hours=11, minutes=10)


def test_the_end_of_time() -> None:
    assert times("- 24:00 a", day=date.max) == ["24:00"]
    late = entries("- 23:00 a\n- 01:00 b\n- 24:00 c", day=date.max)
    assert [entry.at is None for entry in late] == [False, True, True]
    (entry,) = entries("- 23:00 - 01:00 a", day=date.max)
    assert entry.until is None


def test_a_date_alone_with_words_is_an_event() -> None:
    deploy, alert = entries("### March 12: Deploy\n\nQuiet.\n\n### March 14, 10:00\n\nAlert")
    assert (deploy.at, deploy.event) == (datetime(2026, 3, 12, tzinfo=UTC), "Deploy")
    assert alert.event == "Alert"
    assert [entry.event for entry in entries("- 2026-03-12 Deploy\n- 10:00 Alert")] == ["Deploy", "Alert"]


@pytest.mark.parametrize(
    ("heading", "content"),
    [
        ("Timeline (all times PST)", "- 10:00 a"),
        ("Timeline, UTC-8", "- 10:00 a"),
        ("Timeline", "- 10:00 PST a"),
        ("Timeline", "All times in PST.\n\n- 10:00 a"),
        ("Timeline", "PST throughout. From the logs.\n\n- 10:00 a"),
        ("Timeline", "(PST)\n\n- 10:00 a"),
        ("Timeline", "> All times are in PST.\n\n- 10:00 a"),
        ("Timeline", "- All times are in PST\n- 10:00 a"),
        ("Zeitleiste", "Alle Zeiten in PST\n\n- 10:00 a"),
        ("Timeline (UTC)", "| Time (PST) | Event |\n|---|---|\n| 10:00 | a |"),
        ("Timeline", "| Date and Time in PST | Event |\n|---|---|\n| 2026-03-14 10:00 | a |"),
        ("Timeline", "| PST | Event |\n|---|---|\n| 10:00 | a |"),
        ("Timeline", "| Date (PST) | Time | Event |\n|---|---|---|\n| 2026-03-14 | 10:00 | a |"),
    ],
)
def test_where_a_zone_may_stand(heading: str, content: str) -> None:
    (entry,) = entries(content, heading=heading)
    assert (entry.at, entry.zone_known) == (datetime(2026, 3, 14, 18, 0, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "content", ["- 10:00 a", "The EST office saw it first, and told the others in the usual channel.\n\n- 10:00 a"]
)
def test_the_zone_is_assumed(content: str) -> None:
    (entry,) = entries(content, zone=timezone(timedelta(hours=2)))
    assert entry.at is not None
    assert (entry.at.isoformat(), entry.zone_known) == ("2026-03-14T10:00:00+02:00", False)


@pytest.mark.parametrize(
    ("note", "is_known"),
    [
        ("All times in this document are PST.", True),
        ("> Times are in PST", True),
        ("- Severity: SEV1\n- Time zone: PST", True),
        ("Alle Zeiten in PST.", True),
        ("By that time, 10:00 PST, orders failed.", False),
        ("All times in this document are local.", False),
        ("All times in PST. " + "Some words. " * 40, False),
    ],
)
def test_a_note_above_the_timeline(note: str, is_known: bool) -> None:
    blocks = parse_body(f"{note}\n\n## Timeline\n\n- 10:00 a")
    (section,) = read_sections(blocks, SectionNames())
    (entry,) = read_timeline(section, day=DAY, zone=UTC, above=blocks[:-2])
    assert entry.zone_known is is_known


def test_a_zone_is_assumed_from_the_entry_above_rather() -> None:
    first, second = entries("- 10:00 CET a\n- 10:05 b")
    assert (first.zone_known, second.zone_known) == (True, False)
    assert second.at == datetime(2026, 3, 14, 9, 5, tzinfo=UTC)


def test_the_zone_of_an_entry_beats_the_others() -> None:
    (entry,) = entries("| Time (UTC) | Event |\n|---|---|\n| 10:00 CET | a |", heading="Timeline (PST)")
    assert entry.at == datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UTC", 0),
        ("gmt", 0),
        ("Z", 0),
        ("CEST", 2),
        ("MESZ", 2),
        ("IST", 5.5),
        ("+02:00", 2),
        ("-0330", -3.5),
        ("UTC+10", 10),
        ("\u22125", -5),
    ],
)
def test_zones(name: str, hours: float) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "summer"), [("PT", -7), ("ET", -4), ("Central Time", -5), ("mountain time", -6), ("Europe/Berlin", 2)]
)
def test_zones_with_a_summer(name: str, summer: int) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert zone.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=summer)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "XYZ", "Europe/Atlantis", "+25:00", "../etc/passwd", "\0", "a" * 500, "Europe"])
def test_what_is_no_zone(name: str) -> None:
    assert zone_of(name) is None


def test_a_zone_in_a_text() -> None:
    zone = find_zone("Europe/Atlantis, or rather JST")
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=9)
    assert find_zone("No ZONE, est, ist, METEOR or PTO here") is None


def test_of_the_hour_that_the_clocks_showed_twice_the_second_one_follows_the_first() -> None:
    texts = "- 2026-10-25 01:50 a\n- 02:10 b\n- 02:50 c\n- 02:20 d\n- 02:30 e\n- 00:20 UTC f\n- 03:10 g\n- 02:40 h"
    found = entries(texts, heading="Timeline (Europe/Berlin)")
    assert [f"{entry.at.astimezone(UTC):%H:%M}" for entry in found if entry.at] == [
        "23:50", "00:10", "00:50", "01:20", "01:30", "00:20", "02:10", "00:40",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "days"),
    [
        ("- 17:00 a\n- 23:35 b\n- 2026-03-14 00:20 c\n- 07:05 d\n", [13, 13, 14, 14]),
        ("- 23:35 b\n- **2026-03-14**\n- 00:20 c\n", [13, 14]),
        ("- 17:00 a\n- 00:10 b\n- 2026-03-14 00:20 c\n", [13, 14, 14]),
        ("- 09:00 a\n- **2026-03-14**\n- 01:00 c\n", [14, 14]),
        ("| Time | Event |\n|--|--|\n| 23:35 | b |\n| **00:20 (03-14)** | c |\n", [13, 14]),
        # Half a day or less may be a slip; so may what goes back above the date or below it.
        ("- 11:00 a\n- 2026-03-14 09:00 c\n", [14, 14]),
        ("- 23:35 a\n- 23:05 b\n- 2026-03-14 00:20 c\n", [14, 14, 14]),
        ("- 23:35 b\n- 2026-03-14 00:20 c\n- 2026-03-13 22:00 d\n", [14, 14, 13]),
        # What is told apart, or has no time of day, tells nothing of the others.
        ("- 23:35 b\n\nBefore it:\n\n- 2026-03-14 00:20 c\n", [14, 14]),
        (f"- 23:35 b\n- 2026-03-14: {'quiet ' * 20}\n", [14, 14]),
    ],
)
def test_what_stands_above_the_first_date_may_be_the_evening_before(content: str, days: list[int]) -> None:
    assert [entry.at.day for entry in entries(content) if entry.at] == days
