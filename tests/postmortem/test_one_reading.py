"""Dates and times that can mean only one thing, and those that can mean two."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.dates import parse_time
from pmctl.postmortem.one_reading import in_zone, offset_of, one_date, one_time, rfc3339, zoned_times

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14", "2026/03/14", "2026.03.14", "2026-3-14", "20260314", "14.03.2026", "14.3.2026", "14/03/2026",
        "03/14/2026", "3-14-2026", "14-03-2026", "14 March 2026", "14 Mar 2026", "14th of March 2026",
        "March 14, 2026", "march 14th 2026", "Mar. 14 2026", "14. März 2026", "14 de marzo de 2026", " 14 March 2026 ",
    ],
)  # fmt: skip
def test_one_day(text: str) -> None:
    assert one_date(text) == dt.date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "", "03/04/2026", "03-04-2026", "03.04.2026", "14 March", "14.03.26", "3/14/26", "2026-14-03", "2026-02-30",
        "31/02/2026", "20261403", "2026-03", "March 2026", "soon", "14 March 2026 or later", "before 14 March 2026",
        "2026-03-14 09:52", "14 March 2026" + " " * 50 + "x", "2026-03-14/15", "12 March 0099", "14 March 20261",
    ],
)  # fmt: skip
def test_no_day_or_several(text: str) -> None:
    assert one_date(text) is None


def test_a_day_and_a_month_that_are_equal_cannot_be_confused() -> None:
    assert one_date("04/04/2026") == one_date("04.04.2026") == dt.date(2026, 4, 4)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-03-14T9:52Z", "2026-03-14T09:52:00+00:00"),
        ("2026/03/14 09:52 UTC", "2026-03-14T09:52:00+00:00"),
        ("14 March 2026, 09:52:10 gmt", "2026-03-14T09:52:10+00:00"),
        ("14.03.2026 at 9:52 p.m. UTC", "2026-03-14T21:52:00+00:00"),
        ("14.03.2026 12:10 AM Z", "2026-03-14T00:10:00+00:00"),
        ("14.03.2026 12:10 pm Z", "2026-03-14T12:10:00+00:00"),
        ("14 March 2026 09:52 +02:00", "2026-03-14T09:52:00+02:00"),
        ("14 March 2026 09:52+2", "2026-03-14T09:52:00+02:00"),
        ("14 March 2026 09:52 UTC-5", "2026-03-14T09:52:00-05:00"),
        ("14 March 2026 09:52 -0330", "2026-03-14T09:52:00-03:30"),
        ("14 March 2026 09:52", "2026-03-14T09:52:00"),
    ],
)
def test_one_moment(text: str, read: str) -> None:
    assert one_time(text) == dt.datetime.fromisoformat(read)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14", "09:52 UTC", "03/04/2026 09:52 UTC", "2026/03/14 25:10 UTC", "2026/03/14 09:61 UTC",
        "2026/03/14 13:10 pm UTC", "2026/03/14 0:10 am UTC", "2026/07/14 09:52 CET", "2026/03/14 09:52-10:30",
        "2026/03/14 09:52 +99:00", "2026/03/14 ~09:52 UTC", "2026/03/14 09:52 UTC?", "",
    ],
)  # fmt: skip
def test_no_moment_or_several(text: str) -> None:
    assert one_time(text) is None


@given(st.text(max_size=30))
def test_it_never_raises(text: str) -> None:
    one_date(text)
    one_time(text)


def test_a_time_is_given_the_offset_of_that_day() -> None:
    assert in_zone(dt.datetime(2026, 1, 1, 12), OSLO) == dt.datetime(2026, 1, 1, 11, tzinfo=dt.UTC)  # noqa: DTZ001
    assert in_zone(dt.datetime(2026, 7, 1, 12), OSLO) == dt.datetime(2026, 7, 1, 10, tzinfo=dt.UTC)  # noqa: DTZ001
    known = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    assert in_zone(known, OSLO) is known


def test_a_time_that_was_there_twice_or_never_is_given_none() -> None:
    assert in_zone(dt.datetime(2026, 10, 25, 2, 30), OSLO) is None  # noqa: DTZ001
    assert in_zone(dt.datetime(2026, 3, 29, 2, 30), OSLO) is None  # noqa: DTZ001


@pytest.mark.parametrize("offset", ["Z", "+02:00", "-03:30"])
def test_offsets_are_written_as_they_are_read(offset: str) -> None:
    moment = parse_time(f"2026-03-14T09:52:00{offset}")
    assert moment is not None
    assert offset_of(moment) == offset


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("2026-03-14 09:52 CET", "2026-03-14T09:52:00+01:00"),
        ("14.03.2026, 9:52 am (CET)", "2026-03-14T09:52:00+01:00"),
        ("2026-07-14 09:52 CEST", "2026-07-14T09:52:00+02:00"),
        ("2026-07-14 09:52 PT", "2026-07-14T09:52:00-07:00"),
        ("2026-07-14 09:52 Europe/Oslo", "2026-07-14T09:52:00+02:00"),
        ("2026-07-14 09:52 UTC+3", "2026-07-14T09:52:00+03:00"),
        ("2026-07-14 09:52 JST", "2026-07-14T09:52:00+09:00"),
        ("2026-07-14 09:52 (UTC)", "2026-07-14T09:52:00Z"),
    ],
)
def test_a_zone_that_means_one_thing_on_that_day(text: str, moments: str) -> None:
    moment = one_time(text)
    assert moment is not None
    assert rfc3339(moment) == moments


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("2026-07-14 09:52 CET", ["2026-07-14T09:52:00+01:00", "2026-07-14T09:52:00+02:00"]),
        ("2026-01-14 09:52 EDT", ["2026-01-14T09:52:00-04:00", "2026-01-14T09:52:00-05:00"]),
        ("2026-10-25 02:30 Europe/Oslo", ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]),
        ("2026-03-14 09:52 IST", ["2026-03-14T09:52:00+05:30"]),
    ],
)
def test_a_zone_that_may_mean_two(text: str, moments: list[str]) -> None:
    named = zoned_times(text)
    assert named is not None
    assert [rfc3339(moment) for moment in named.moments] == moments
    assert one_time(text) is None


@pytest.mark.parametrize(
    "text",
    ["9:52 CET", "CET", "2026-03-14 CET", "2026-03-14 09:52+01:00 CET", "2026-03-14 09:52 Europe/Nowhere", "9" * 99],
)
def test_what_is_no_time_in_a_zone(text: str) -> None:
    assert zoned_times(text) is None
