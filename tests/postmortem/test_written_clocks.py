"""Times of day with names, ranges whose hour is said once, and names of zones beside them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pmctl.postmortem.written_times import read_time


@pytest.mark.parametrize(
    ("text", "written", "zone"),
    [
        ("15:10 America/New_York: x", "15:10 America/New_York", "America/New_York"),
        ("_15:10 America/New_York_: x", "15:10 America/New_York", "America/New_York"),
        ("**15:10 America/Argentina/Buenos_Aires** x", "15:10 America/Argentina/Buenos_Aires",
         "America/Argentina/Buenos_Aires"),
        ("_15:10_ and/or_not", "15:10", "None"),
        ("noon America/Los_Angeles – x", "noon America/Los_Angeles", "America/Los_Angeles"),
    ],
)  # fmt: skip
def test_lines_within_the_name_of_a_region_are_no_emphasis(text: str, written: str, zone: str) -> None:
    time = read_time(text)
    assert time is not None
    assert (text[time.start : time.end], str(time.zone)) == (written, zone)


@pytest.mark.parametrize(
    ("text", "written", "hours"),
    [
        ("Noon: x", "Noon", 12),
        ("**12 noon** – x", "12 noon", 12),
        ("around midday -> x", "around midday", 12),
        ("2026-03-14 noon: x", "2026-03-14 noon", 12),
        ("Midnight: x", "Midnight", 0),
        ("midnight UTC x", "midnight UTC", 0),
        ("Noon", "Noon", 12),
    ],
)
def test_times_that_have_a_name(text: str, written: str, hours: int) -> None:
    time = read_time(text)
    assert time is not None
    assert (text[time.start : time.end], time.clock) == (written, timedelta(hours=hours))


@pytest.mark.parametrize("text", ["Noon traffic is high", "At noon, all was well", "Midnight-shift: x", "midnights: x"])
def test_names_of_times_in_a_sentence_begin_no_entry(text: str) -> None:
    assert read_time(text) is None


def test_midnight_of_a_date_could_be_either_end_of_it() -> None:
    time = read_time("2026-03-14 midnight: x")
    assert time is not None
    assert time.is_date_alone


@pytest.mark.parametrize(
    ("text", "until"),
    [("10:20–25: x", 25), ("10:20-25 CET x", 25), ("10:20–25", 25), ("10:20 – 25 hosts", None),
     ("10:20–25 hosts", None), ("10:20–15: x", None), ("10:20-25:?? x", None)],
)  # fmt: skip
def test_a_range_may_end_in_minutes_alone(text: str, until: int | None) -> None:
    time = read_time(text)
    assert time is not None
    assert time.until == (until and timedelta(hours=10, minutes=until))
