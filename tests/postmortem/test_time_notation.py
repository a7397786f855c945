"""The notation of a time, and other times in the same notation."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.time_notation import date_template, placed, plain_notation, read_notation

AT = dt.datetime(2026, 3, 14, 9, 52, tzinfo=dt.UTC)
UNTIL = dt.datetime(2026, 3, 14, 10, 7, tzinfo=dt.UTC)
NEW = dt.datetime(2026, 12, 1, 21, 5, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "new", "in_utc", "dated"),
    [
        ("09:52", "21:05", "21:05", "2026-12-01 21:05"),
        ("9:52", "21:05", "21:05", "2026-12-01 21:05"),
        ("09:52:00", "21:05:07", "21:05:07", "2026-12-01 21:05:07"),
        ("0952 UTC", "2105 UTC", "2105 UTC", "2026-12-01 2105 UTC"),
        ("~09:52 CET", "~21:05 CET", "~21:05 UTC", "~2026-12-01 21:05 CET"),
        ("approx. 09:52", "approx. 21:05", "approx. 21:05", "approx. 2026-12-01 21:05"),
        ("09:52 (CET)", "21:05 (CET)", "21:05 (UTC)", "2026-12-01 21:05 (CET)"),
        ("09:52 +0200", "21:05 +0200", "21:05 UTC", "2026-12-01 21:05 +0200"),
        ("09:52+02:00", "21:05+02:00", "21:05Z", "2026-12-01 21:05+02:00"),
        ("09:52 America/New_York", "21:05 America/New_York", "21:05 UTC", "2026-12-01 21:05 America/New_York"),
        ("9:52 AM PST", "9:05 PM PST", "21:05 UTC", "2026-12-01 9:05 PM PST"),
        ("9.52am", "9.05pm", "21.05", "2026-12-01 9.05pm"),
        ("2026-03-14T09:52:00Z", "2026-12-01T21:05:07Z", "2026-12-01T21:05:07Z", "2026-12-01T21:05:07Z"),
        ("2026-03-14T09:52-05:00", "2026-12-01T21:05-05:00", "2026-12-01T21:05Z", "2026-12-01T21:05-05:00"),
        ("14.03.2026 09:52 Uhr", "01.12.2026 21:05 Uhr", "01.12.2026 21:05 Uhr", "01.12.2026 21:05 Uhr"),
        ("Mar 14, 9:52 a.m.", "Dec 1, 9:05 p.m.", "Dec 1, 21:05", "Dec 1, 9:05 p.m."),
        ("March 14, 2026 09:52", "December 1, 2026 21:05", "December 1, 2026 21:05", "December 1, 2026 21:05"),
        ("3月14日 9時52分", "12月1日 21時05分", "12月1日 21時05分", "12月1日 21時05分"),
        ("09:52 2026-03-14", "21:05 2026-12-01", "21:05 2026-12-01", "21:05 2026-12-01"),
    ],
)  # fmt: skip
def test_another_time_is_written_in_the_same_notation(written: str, new: str, in_utc: str, dated: str) -> None:
    notation = read_notation(written, AT)
    assert notation is not None
    assert notation.written(AT) == written
    assert (notation.written(NEW), notation.in_utc().written(NEW)) == (new, in_utc)
    assert notation.written(NEW, is_dated=True) == dated


@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("09:52-10:07", "21:05-21:35"),
        ("09:52 – 10:07 CET", "21:05 – 21:35 CET"),
        ("2026-03-14 09:52 - 2026-03-14 10:07", "2026-12-01 21:05 - 2026-12-01 21:35"),
        ("between 09:52 and 10:07", "between 21:05 and 21:35"),
    ],
)
def test_a_range_stays_one(written: str, new: str) -> None:
    notation = read_notation(written, AT, UNTIL)
    assert notation is not None
    assert notation.written(NEW, NEW + dt.timedelta(minutes=30)) == new
    assert not notation.is_plain


def test_a_range_over_midnight_has_both_days() -> None:
    notation = read_notation("2026-03-14 23:50 - 2026-03-15 00:10", AT.replace(hour=23, minute=50), UNTIL.replace(
        day=15, hour=0, minute=10
    ))  # fmt: skip
    assert notation is not None
    late = dt.datetime(2026, 4, 1, 0, 5, tzinfo=dt.UTC)
    assert notation.written(NEW, late) == "2026-12-01 21:05 - 2026-04-01 00:05"


@pytest.mark.parametrize(
    "written",
    [
        "09:52 (next day)",
        "Sat 09:52",
        "09:52 CET / 08:52 UTC",
        "14 März 09:52",
        "10:07",  # not the time that it was read as
        "09:52, 10:07",
        "2026-03-14",
        "",
    ],
)
def test_what_says_more_has_no_notation(written: str) -> None:
    assert read_notation(written, AT) is None


def test_an_hour_alone_is_given_minutes_where_it_needs_them() -> None:
    notation = read_notation("9 AM", AT.replace(minute=0))
    assert notation is not None
    assert notation.written(NEW) == "9:05 PM"
    assert notation.written(NEW.replace(hour=12, minute=0)) == "12 PM"
    assert notation.in_utc().written(NEW) == "21:05"


def test_the_plainest_notation() -> None:
    assert plain_notation().written(NEW) == "21:05"
    assert plain_notation(has_seconds=True, zone=" UTC").written(NEW) == "21:05:07 UTC"
    assert plain_notation(is_approximate=True, is_range=True).written(NEW, NEW) == "~21:05–21:05"
    assert plain_notation().is_plain
    assert plain_notation(has_seconds=True).has_seconds
    assert not plain_notation().has_seconds


def test_a_date_that_nobody_writes_so_has_no_template() -> None:
    assert date_template("the 14th", AT.date()) is None
    assert date_template("14 March", AT.date()) == "{d} {month}"


@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("09:52", "2026-03-14 09:52 CET"),
        ("~09:52–10:07 (approx)", "~2026-03-14 09:52–10:07 CET (approx)"),
        ("9:52 AM", "2026-03-14 9:52 AM CET"),
        ("Sat 09:52", "Sat 2026-03-14 09:52 CET"),
        ("Noon", "2026-03-14 Noon CET"),
        ("about noon", "2026-03-14 about noon CET"),
    ],
)
def test_a_day_and_a_zone_are_put_beside_a_time(written: str, new: str) -> None:
    assert placed(written, AT.date(), "CET") == new
    assert placed(written, None, "") == written
