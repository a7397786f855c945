"""Values with paths."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from pmctl.incidents.values import Reading, Value


def time(written: object, zone: dt.tzinfo = dt.UTC) -> str | None:
    reading = Reading(zone)
    at = Value(written, reading, "x").time()
    assert not reading.problems
    assert at is None or at.tzinfo is dt.UTC
    return at.isoformat().removesuffix("+00:00") if at else None


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-14T09:52:00Z", "2026-03-14T09:52:00"),
        ("2026-03-14T09:52:00.801578Z", "2026-03-14T09:52:00.801578"),
        ("2026-03-14T09:52:00.739266876+02:00", "2026-03-14T07:52:00.739266"),
        ("2026-03-14T09:52:00-0700", "2026-03-14T16:52:00"),
        (" 2026-03-14 09:52 UTC ", "2026-03-14T09:52:00"),
        ("2026-03-14t09:52:00z", "2026-03-14T09:52:00"),
        ("2026-03-14 09:52:00.5 +0200", "2026-03-14T07:52:00.500000"),
        ("2026-03-14 09:52", "2026-03-14T08:52:00"),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("", None),
        (" ", None),
        (None, None),
    ],
)
def test_times(written: object, at: str | None) -> None:
    assert time(written, ZoneInfo("Europe/Oslo")) == at


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-14", "09:52", "yesterday", "2026-02-30T09:52:00Z", "2026-W11-6T09:52", "9999-12-31T23:59:00-23:00",
        "2026-03-14T25:00:00Z", f"2026-03-14T09:52:00.{'0' * 100}Z", 1773482000, 1.5, True, float("nan"), [], {},
        "２０２６-03-14T09:52:00Z",
    ],
)  # fmt: skip
def test_what_is_no_time(written: object) -> None:
    reading = Reading()
    assert Value(written, reading, "x").time() is None
    assert list(reading.problems) == ["x"]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (1773482400104, "2026-03-14T10:00:00.104000"),
        (1773482400104002, "2026-03-14T10:00:00.104002"),
        ("1773482400104002246", "2026-03-14T10:00:00.104002"),
        (9999999999999999999, "2286-11-20T17:46:39.999999"),
        ("2026-03-14T10:00:00+01:00", "2026-03-14T09:00:00"),
        (1773482400, None), (-773482400104, None), (10**20, None), (True, None), ([], None),
    ],
)  # fmt: skip
def test_numbers_of_milliseconds_and_less(written: object, at: str | None) -> None:
    reading = Reading()
    found = Value(written, reading, "x").instant()
    assert (found.isoformat().removesuffix("+00:00") if found else None) == at
    assert bool(reading.problems) == (at is None)


def test_how_a_wrong_value_is_shown() -> None:
    for data, shown in (
        ("x" * 100, f"“{'x' * 60}…”"),
        ("\x1b[31m\n", "“␛[31m ”"),
        (1.5, "1.5"),
        (float("nan"), "nan"),
        (True, "true"),
        (False, "false"),
        ({}, "an object"),
        ([], "a list"),
    ):
        reading = Reading()
        Value(data, reading, "x").time()
        assert reading.problems["x"].endswith(f"found {shown}")


def test_nothing_is_named_where_seconds_must_be() -> None:
    reading = Reading()
    assert Value(None, reading, "ts").unix_time() is None
    assert reading.problems == {"ts": "expected seconds since 1970 such as 1773482000.000100, found nothing"}


def test_texts() -> None:
    reading = Reading()
    assert [Value(data, reading, "x").text() for data in (" x ", 7, "", " ", None)] == ["x", "7", None, None, None]
    assert not reading.problems
    assert [Value(data, reading, str(data)).text() for data in (True, 1.5)] == [None, None]
    assert len(reading.problems) == 2
