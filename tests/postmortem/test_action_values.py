"""What is a value of its kind in a cell of the table of actions, and what is somebody's own."""

from __future__ import annotations

import time

import pytest

from pmctl.postmortem.action_values import reads_as_day, reads_as_person, reads_as_status, status_said


@pytest.mark.parametrize(
    "words",
    ["mara", "@mara", "Mara", "Tomasz Z.", "Anna van den Berg", "mara@example.com", "@jonas, @mara", "Jonas & Mara",
     "Mara (@mara)", "@mara and @jonas", "Payments team", "@org/team-a", "TBD", "?", "n/a", "田中", "Łukasz Ćwik"],
)  # fmt: skip
def test_people(words: str) -> None:
    assert reads_as_person(words)


@pytest.mark.parametrize(
    "words", ["ask Kim", "Ask Kim", "@mara (until May)", "mara, on leave", "PAY-3", "✅", "who wants", "x " * 50]
)
def test_what_is_more_than_people(words: str) -> None:
    assert not reads_as_person(words)


@pytest.mark.parametrize(
    "words",
    ["2026-12-28", "28 Dec", "Dec 28", "28. Dezember 2026", "28.12.", "28.12.2026", "12/28", "03/04/2026", "12-28",
     "20261228", "by 28 Dec", "Fri 28 Dec", "Friday", "next week", "end of year", "end of December", "eom", "Q4",
     "Q4 2026", "2026-Q4", "2026-12", "mid-December", "week 49", "Sprint 12", "+2w", "2 weeks", "tomorrow", "soon",
     "ASAP", "TBD", "Dec. 28, 2026"],
)  # fmt: skip
def test_days(words: str) -> None:
    assert reads_as_day(words)


@pytest.mark.parametrize("words", ["2026-12-28 (moved twice)", "once the vendor answers", "~~28 Dec~~", "1" * 90])
def test_what_is_more_than_a_day(words: str) -> None:
    assert not reads_as_day(words)


@pytest.mark.parametrize(
    ("words", "status"),
    [("✅ Done", "done"), ("🟢 open", "open"), ("Todo", "open"), ("WIP", "in-progress"), ("not started", "open"),
     ("✅", "done"), ("⚠️ blocked", "blocked"), ("Done 🎉", "done"), (":construction: In Review", "in-progress"),
     ("[x] done", "done"), ("Won't do", "dropped"), ("🟡", "🟡")],
)  # fmt: skip
def test_statuses(words: str, status: str) -> None:
    assert reads_as_status(words)
    assert status_said(words) == status


@pytest.mark.parametrize("words", ["", "~~open~~", "done, but see PAY-3", "open since May", "done " * 50])
def test_what_is_more_than_a_status(words: str) -> None:
    assert not reads_as_status(words)


def test_long_words_take_no_time() -> None:
    start = time.process_time()
    for piece in ("a", "@a.", "A ", "1", "✅", "(a", ", a", ":a"):
        words = piece * (1_000_000 // len(piece))
        assert [reads(words) for reads in (reads_as_person, reads_as_day, reads_as_status)] == [False] * 3
        status_said(words)
    assert time.process_time() - start < 10
