"""Dates and times: what is read, and what is not guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.dates import parse_date, parse_time

DIGITS = st.text(st.sampled_from("0123456789-:+.TtZz UC２٣"), max_size=30)


def test_a_day_is_read() -> None:
    assert parse_date("2026-03-14") == dt.date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14 March 2026",
        "2026-3-14",
        "20260314",
        "2026-02-30",
        "2026-03-14T09:52:00Z",
        " 2026-03-14",
        "２０２６-03-14",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2026-03-14T09:52:00Z", 0),
        ("2026-03-14t09:52z", 0),
        ("2026-03-14 09:52 UTC", 0),
        ("2026-03-14T10:52:00+01:00", 1),
        ("2026-03-14 10:52 +0100", 1),
        ("2026-03-14T04:52-05:00", -5),
    ],
)
def test_an_instant_is_read(text: str, hours: int) -> None:
    at = parse_time(text)
    assert at == dt.datetime(2026, 3, 14, 9, 52, tzinfo=dt.UTC)
    assert at.utcoffset() == dt.timedelta(hours=hours)


def test_parts_of_a_second_are_kept() -> None:
    assert parse_time("2026-03-14T09:52:00.25Z") == dt.datetime(2026, 3, 14, 9, 52, 0, 250_000, tzinfo=dt.UTC)


def test_a_time_without_an_offset_is_naive() -> None:
    assert parse_time("2026-03-14T09:52") == dt.datetime(2026, 3, 14, 9, 52)  # noqa: DTZ001 - what is tested


@pytest.mark.parametrize(
    "text",
    [
        "",
        "09:52",
        "2026-03-14",
        "2026-03-14T24:00Z",
        "2026-03-14T25:00Z",
        "2026-02-30T09:52Z",
        "2026-03-14T09:52+99:00",
        "2026-03-14T09:52+00:60",
        "2026-03-14T9:52Z",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert parse_time(text) is None


@given(DIGITS)
def test_nothing_raises(text: str) -> None:
    parse_date(text)
    parse_time(text)


@given(st.dates())
def test_every_day_is_read_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_every_instant_is_read_back(naive: dt.datetime, minutes: int) -> None:
    at = naive.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))
    assert parse_time(at.isoformat()) == at
