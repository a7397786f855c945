"""Moments as people type them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from pmctl.errors import PmctlError
from pmctl.postmortem.moment_words import read_moment_words

NOW = dt.datetime(2026, 3, 16, 12, 5, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 14)
NEAR = (dt.datetime(2026, 3, 14, 9, 52, tzinfo=dt.UTC), dt.datetime(2026, 3, 14, 23, 30, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "2026-03-16T12:05:00+00:00"),
        ("-15m", "2026-03-16T11:50:00+00:00"),
        ("- 1h 30 min", "2026-03-16T10:35:00+00:00"),
        ("2 hours ago", "2026-03-16T10:05:00+00:00"),
        ("-90s", "2026-03-16T12:03:30+00:00"),
        ("-1d", "2026-03-15T12:05:00+00:00"),
        ("2026-03-14T10:41Z", "2026-03-14T10:41:00+00:00"),
        ("2026-03-14 10:41 +02:00", "2026-03-14T10:41:00+02:00"),
        ("yesterday 23:50", "2026-03-15T23:50:00+00:00"),
        ("Today, 10:00 CET", "2026-03-16T10:00:00+01:00"),
        ("yesterday 2026-03-13 10:00", "2026-03-13T10:00:00+00:00"),
        ("14 March 10:00", "2026-03-14T10:00:00+00:00"),
        ("31 Dec 23:00", "2025-12-31T23:00:00+00:00"),
        ("13/3/2026 10:00", "2026-03-13T10:00:00+00:00"),
    ],
)
def test_a_moment(typed: str, meant: str) -> None:
    found = read_moment_words(typed, now=NOW, zone=dt.UTC, day=DAY, near=NEAR)
    assert (found.at.isoformat(), found.is_day_guessed) == (meant, False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:41", "2026-03-14T10:41:00+00:00"),
        ("10:41:30", "2026-03-14T10:41:30+00:00"),
        ("1041", "2026-03-14T10:41:00+00:00"),
        ("00:20", "2026-03-15T00:20:00+00:00"),
        ("10:41 JST", "2026-03-15T10:41:00+09:00"),
        ("24:00", "2026-03-15T00:00:00+00:00"),
    ],
)
def test_a_time_alone_is_on_the_day_that_brings_it_closest_to_the_others(typed: str, meant: str) -> None:
    found = read_moment_words(typed, now=NOW, zone=dt.UTC, day=DAY, near=NEAR)
    assert (found.at.isoformat(), found.is_day_guessed) == (meant, True)


def test_without_others_it_is_on_the_incidents_day_else_on_today() -> None:
    assert read_moment_words("23:41", now=NOW, zone=dt.UTC, day=DAY).at.date() == DAY
    assert read_moment_words("23:41", now=NOW, zone=dt.UTC, day=None).at.date() == NOW.date()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "--at is not a moment: "),
        ("banana", "--at is not a moment: banana"),
        ("25:00", "--at is not a moment: 25:00"),
        ("yesterday", "--at is not a moment: yesterday"),
        ("2026-03-14", "--at is not a moment: 2026-03-14"),
        ("10:41 in the morning", "--at is not a moment: 10:41 in the morning"),
        ("see 10:41", "--at is not a moment: see 10:41"),
        ("~10:41", "--at is not one moment: ~10:41"),
        ("10:41-10:50", "--at is not one moment: 10:41-10:50"),
        ("fri 10:00", "--at is not one moment: fri 10:00"),
        ("03/04/2026 10:00", "--at can be two days: 03/04/2026 10:00"),
        ("2026-02-30 10:00", "--at is on no calendar: 2026-02-30 10:00"),
        ("30 Feb 10:00", "--at is on no calendar: 30 Feb 10:00"),
        ("-99999d -99999d", "--at is not a moment: -99999d -99999d"),
    ],
)
def test_what_is_no_moment_is_refused(typed: str, message: str) -> None:
    with pytest.raises(PmctlError) as caught:
        read_moment_words(typed, now=NOW, zone=dt.UTC, day=DAY, near=NEAR)
    assert caught.value.message == message


PST, PDT = (dt.timezone(dt.timedelta(hours=hours)) for hours in (-8, -7))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:00 AM", "2026-03-08T10:00:00-07:00"),
        ("2026-03-08 10:00", "2026-03-08T10:00:00-07:00"),
        ("March 8 1:10 AM", "2026-03-08T01:10:00-08:00"),
        ("1:10 AM", "2026-03-08T01:10:00-08:00"),
        ("17:00 UTC", "2026-03-08T17:00:00+00:00"),
        ("2026-03-16 17:00", "2026-03-16T17:00:00-07:00"),
    ],
)
def test_a_time_is_in_the_zone_of_the_entries_it_is_closest_to(typed: str, meant: str) -> None:
    near = (dt.datetime(2026, 3, 8, 1, 30, tzinfo=PST), dt.datetime(2026, 3, 8, 9, 0, tzinfo=PDT))
    day = near[0].date()
    assert read_moment_words(typed, now=NOW, zone=PST, day=day, near=near).at.isoformat() == meant


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2026-03-29 02:30", "showed 02:30 never on 2026-03-29"),
        ("2026-10-25 02:30", "showed 02:30 twice on 2026-10-25"),
        ("2026-03-29 02:30 Europe/Berlin", "showed 02:30 never on 2026-03-29"),
    ],
)
def test_a_time_that_the_clocks_showed_never_or_twice_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(PmctlError, match=f"^--at leaves the moment open: the clocks of Europe/Berlin {problem}$"):
        read_moment_words(typed, now=NOW, zone=ZoneInfo("Europe/Berlin"), day=DAY)


JST = dt.timezone(dt.timedelta(hours=9))


def test_a_time_is_in_the_zone_that_the_timeline_gives() -> None:
    near = (dt.datetime(2026, 3, 14, 10, 4, tzinfo=JST), dt.datetime(2026, 3, 14, 10, 30, tzinfo=dt.UTC))
    for typed in ("10:06", "10:20", "10:40"):
        found = read_moment_words(typed, now=NOW, zone=JST, day=DAY, near=near, told=JST)
        assert (found.at.isoformat(), found.is_zone_guessed) == (f"2026-03-14T{typed}:00+09:00", False)
    own = read_moment_words("10:40 UTC", now=NOW, zone=JST, day=DAY, near=near, told=JST)
    assert (own.at.utcoffset(), own.is_zone_guessed) == (dt.timedelta(), False)


def test_a_zone_that_could_be_either_is_a_guess() -> None:
    near = (dt.datetime(2026, 3, 14, 10, 4, tzinfo=JST), dt.datetime(2026, 3, 14, 10, 30, tzinfo=dt.UTC))
    found = read_moment_words("10:40", now=NOW, zone=JST, day=DAY, near=near)
    assert (found.at.isoformat(), found.is_zone_guessed) == ("2026-03-14T10:40:00+00:00", True)


def test_what_was_long_before_all_others_is_rather_on_the_same_day() -> None:
    near = (dt.datetime(2026, 3, 14, 9, 10, tzinfo=dt.UTC), dt.datetime(2026, 3, 14, 9, 40, tzinfo=dt.UTC))
    late = read_moment_words("10:20 pm", now=NOW, zone=dt.UTC, day=DAY, near=near)
    assert late.at.isoformat() == "2026-03-14T22:20:00+00:00"
    early = read_moment_words("2026-03-13 22:20", now=NOW, zone=dt.UTC, day=DAY, near=near)
    assert early.at.isoformat() == "2026-03-13T22:20:00+00:00"
    before = read_moment_words("05:10", now=NOW, zone=dt.UTC, day=DAY, near=near)
    assert before.at.isoformat() == "2026-03-14T05:10:00+00:00"
