from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.errors import PmctlError
from pmctl.postmortem.day_words import FORMS, read_day_words

WEDNESDAY = date(2026, 4, 8)


def day(text: str, today: date = WEDNESDAY) -> str:
    return str(read_day_words(text, today, "--to"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-04-25", "2026-04-25"),
        ("20260425", "2026-04-25"),
        ("25 April 2026", "2026-04-25"),
        (" April 25, 2026 ", "2026-04-25"),
        ("today", "2026-04-08"),
        ("Tomorrow", "2026-04-09"),
        ("+3d", "2026-04-11"),
        ("3d", "2026-04-11"),
        ("+ 3 days", "2026-04-11"),
        ("+2w", "2026-04-22"),
        ("in 2 weeks", "2026-04-22"),
        ("1 week", "2026-04-15"),
        ("+0d", "2026-04-08"),
        ("+1m", "2026-05-08"),
        ("+9 months", "2027-01-08"),
        ("+1q", "2026-07-08"),
        ("+1Y", "2027-04-08"),
        ("wed", "2026-04-15"),
        ("thu", "2026-04-09"),
        ("thurs", "2026-04-09"),
        ("fri", "2026-04-10"),
        ("FRIDAY", "2026-04-10"),
        ("mon", "2026-04-13"),
        ("tues", "2026-04-14"),
        ("next fri", "2026-04-17"),
        ("next  Friday", "2026-04-17"),
        ("next mon", "2026-04-13"),
        ("next wed", "2026-04-15"),
        ("next sun", "2026-04-19"),
        ("eom", "2026-04-30"),
        ("eoq", "2026-06-30"),
        ("EOY", "2026-12-31"),
    ],
)
def test_a_day_that_is_meant(text: str, found: str) -> None:
    assert day(text) == found


@pytest.mark.parametrize(
    ("text", "today", "found"),
    [
        ("+1m", date(2026, 1, 31), "2026-02-28"),
        ("+1m", date(2028, 1, 31), "2028-02-29"),
        ("+1y", date(2028, 2, 29), "2029-02-28"),
        ("+1m", date(2026, 12, 5), "2027-01-05"),
        ("eom", date(2026, 4, 30), "2026-04-30"),
        ("eoq", date(2026, 12, 31), "2026-12-31"),
        ("eoq", date(2026, 1, 1), "2026-03-31"),
        ("next fri", date(2026, 4, 12), "2026-04-17"),  # a Sunday ends its week
        ("fri", date(2026, 4, 10), "2026-04-17"),  # on a Friday it is the one to come
        ("next fri", date(2026, 4, 10), "2026-04-17"),
    ],
)
def test_at_the_edges(text: str, today: date, found: str) -> None:
    assert day(text, today) == found


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("soon", "--to is not one day: soon", f"Write it as {FORMS}."),
        ("", "--to is not one day: ", f"Write it as {FORMS}."),
        ("03/04/2026", "--to is not one day: 03/04/2026", "It can be two days. Write 2026-03-04 or 2026-04-03."),
        ("03.04.2027", "--to is not one day: 03.04.2027", "It can be two days. Write 2027-03-04 or 2027-04-03."),
        ("14 March", "--to is not one day: 14 March", "It names no year. Write 2027-03-14."),
        ("Dec 3", "--to is not one day: Dec 3", "It names no year. Write 2026-12-03."),
        ("3.12.", "--to is not one day: 3.12.", "It names no year. Write 2026-12-03 or 2027-03-12."),
        ("29 Feb", "--to is not one day: 29 Feb", "It names no year. Write 2028-02-29."),
        ("12/25/26", "--to is not one day: 12/25/26", f"Write it as {FORMS}."),
        ("31/31/2026", "--to is not one day: 31/31/2026", f"Write it as {FORMS}."),
        ("30 Feb", "--to is not one day: 30 Feb", f"Write it as {FORMS}."),
        ("2026-02-30", "--to is not one day: 2026-02-30", f"Write it as {FORMS}."),
        ("last fri", "--to is not one day: last fri", f"Write it as {FORMS}."),
        ("fr", "--to is not one day: fr", f"Write it as {FORMS}."),
        ("next", "--to is not one day: next", f"Write it as {FORMS}."),
        ("-2w", "--to is not one day: -2w", f"Write it as {FORMS}."),
        ("eow", "--to is not one day: eow", "Is it Friday or Sunday? Write fri or sun."),
        ("Next week", "--to is not one day: Next week", "Which day of it? Write +1w, or next mon."),
        ("2026-04-07", "--to lies before today, 2026-04-08: 2026-04-07", f"Name a day to come: {FORMS}."),
        ("1 January 2025", "--to lies before today, 2026-04-08: 1 January 2025", f"Name a day to come: {FORMS}."),
        ("+9999y", "--to lies beyond every calendar: +9999y", None),
        ("+9999q", None, None),
        ("x" * 100_000, None, f"Write it as {FORMS}."),
        ("9" * 100_000 + "w", None, f"Write it as {FORMS}."),
        ("٣d", "--to is not one day: ٣d", f"Write it as {FORMS}."),
    ],
)
def test_what_is_no_day_or_several(text: str, message: str | None, hint: str | None) -> None:
    if text == "+9999q":
        assert day(text) == "4526-01-08"
        return
    with pytest.raises(PmctlError) as error:
        day(text)
    assert message in {None, error.value.message}
    assert error.value.hint == hint


@pytest.mark.parametrize(("text", "today"), [("eom", date.max), ("eoq", date.max), ("today", date.max)])
def test_on_the_last_day_of_all(text: str, today: date) -> None:
    assert day(text, today) == "9999-12-31"


def test_a_date_without_a_year_at_the_end_of_all_days() -> None:
    with pytest.raises(PmctlError) as error:
        day("3 March", date.max)
    assert error.value.hint == f"Write it as {FORMS}."


@pytest.mark.parametrize("text", ["tomorrow", "fri", "next mon", "+1d", "+1m"])
def test_beyond_the_last_day_of_all(text: str) -> None:
    with pytest.raises(PmctlError, match="beyond every calendar"):
        day(text, date.max)


@given(st.dates(max_value=date(9000, 1, 1)), st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_lies_in_the_seven_days_to_come_and_the_next_one_in_the_next_week(today: date, word: str) -> None:
    first, following = read_day_words(word, today, ""), read_day_words(f"next {word}", today, "")
    assert 1 <= (first - today).days <= 7
    assert first.weekday() == following.weekday() == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(word)
    monday = today.toordinal() - today.weekday()
    assert following.toordinal() - following.weekday() == monday + 7


@given(st.text(max_size=20), st.dates())
def test_nothing_else_is_raised(text: str, today: date) -> None:
    with suppress(PmctlError):
        assert read_day_words(text, today, "--to") >= today
