"""The zones of a timeline's times: at the time, in a column, under a heading, in a note."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.written_times import read_time
from tests.timelines import entries


def _zones(content: str) -> list[str]:
    return [f"{entry.at:%H:%M%z}" if entry.zone_known else "assumed" for entry in entries(content)]


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("09:52 UTC+2", 2), ("09:52 UTC+02:00", 2), ("9:52 AM UTC+2", 2), ("2026-03-14 09:52 GMT+1", 1),
        ("09:52 UTC+5:30", 5.5), ("09:52 GMT-3", -3), ("09:52 GMT-03:00", -3), ("09:52 UTC-0330", -3.5),
        ("09:52 UTC-9:30", -9.5), ("09:52 +02:00", 2), ("09:52 +0200", 2), ("09:52+02", 2), ("09:52 -0300", -3),
        ("2026-03-14T09:52-03:00", -3), ("2026-03-14T09:52+05:30", 5.5),
    ],
)  # fmt: skip
@pytest.mark.parametrize("behind", [": Deploy", ":Deploy", " Deploy", ":"])
def test_an_offset_may_be_followed_by_a_colon(written: str, hours: float, behind: str) -> None:
    time = read_time(f"{written}{behind}")
    assert time is not None
    assert time.zone is not None
    assert time.zone.utcoffset(None) == dt.timedelta(hours=hours)
    assert (time.end, time.until) == (len(written), None)


@pytest.mark.parametrize("written", ["09:52 UTC-10:40: x", "09:52 UTC-10:40 UTC: x", "09:52 UTC-10:30 UTC x"])
def test_the_end_of_a_range_is_no_offset(written: str) -> None:
    time = read_time(written)
    assert time is not None
    assert time.zone == dt.UTC
    assert time.until is not None


def test_a_list_with_offsets() -> None:
    first, second = entries("- 09:52 UTC+2: Deploy\n- **10:05 UTC+5:30:** Errors\n")
    assert (f"{first.at}", first.event) == ("2026-03-14 09:52:00+02:00", "Deploy")
    assert (f"{second.at}", second.event) == ("2026-03-14 10:05:00+05:30", "Errors")


@pytest.mark.parametrize("head", ["TZ", "Zone", "Time zone", "Tidssone", "Zeitzone", "タイムゾーン"])
def test_a_column_of_zones(head: str) -> None:
    table = f"| Date | Time | {head} | Event |\n|---|---|---|---|\n| 2026-03-14 | 09:52 | CET | a |\n"
    rows = "| | 09:53 | +05:30 | b |\n| | 09:54 UTC | CET | c |\n| | 09:55 | Eastern | d |\n| | 09:56 | | e |\n"
    assert _zones(table + rows) == ["09:52+0100", "09:53+0530", "09:54+0000", "09:55-0400", "assumed"]
    assert [entry.event for entry in entries(table + rows)] == [*"abcde"]


def test_a_column_of_other_zones() -> None:
    table = "| Time (UTC) | Zone | Event |\n|---|---|---|\n| 09:52 | us-west-1a | a |\n| 09:53 | {} | b |\n"
    assert _zones(table.format("edge")) == ["09:52+0000", "09:53+0000"]
    assert _zones(table.format("x" * 90 + " CET")) == ["09:52+0000", "09:53+0000"]


@pytest.mark.parametrize(
    "content",
    [
        "### 2026-03-14 (all times CET)\n\n- 09:52 a\n",
        "### 2026-03-14 (all times CET)\n\n- 2026-03-14 09:52 a\n",
        "### 2026-03-14 (CET)\n\n| Time | Event |\n|---|---|\n| 09:52 | a |\n",
        "Timeline in CET unless noted.\n\n- 09:52 a\n",
        "The timeline is in CET.\n\n- 09:52 a\n",
        "Unless otherwise stated, CET.\n\n- 09:52 a\n",
    ],
)
def test_a_zone_for_the_times_below(content: str) -> None:
    assert _zones(content) == ["09:52+0100"]


def test_a_day_with_words_about_its_times_is_an_event() -> None:
    assert [entry.event for entry in entries("- 2026-03-14 (all times we rebooted)\n- 2026-03-15: b\n")] == [
        "(all times we rebooted)",
        "b",
    ]
    assert _zones("The timeline was collected by the CET team.\n\n- 09:52 a\n") == ["assumed"]


def test_days_in_bold_with_their_zones() -> None:
    days = "**2026-03-14 (all times CET)**\n\n- 09:52 a\n\n**2026-03-15 (all times UTC):**\n\n- 09:53 b\n"
    assert [f"{entry.at}" for entry in entries(days)] == ["2026-03-14 09:52:00+01:00", "2026-03-15 09:53:00+00:00"]


def test_an_offset_that_no_zone_has() -> None:
    assert _zones("- 09:52 UTC+99: a\n- 09:53 +99:00: b\n") == ["assumed", "assumed"]
