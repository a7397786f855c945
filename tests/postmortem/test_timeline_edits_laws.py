"""What is true of every edit of a timeline, whatever the timeline looks like."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmctl.postmortem.parse import parse
from pmctl.postmortem.timeline_edits import in_utc
from pmctl.postmortem.timeline_edits_add import NewEntry, add_entries
from pmctl.postmortem.timeline_edits_sort import sort_entries
from pmctl.postmortem.timeline_edits_utc import Converted, to_utc
from pmctl.postmortem.yaml_text import EditError
from pmctl.rules import pm402_out_of_order as pm402
from pmctl.rules import pm403_no_timezone as pm403
from pmctl.rules.model import Context
from tests.postmortem.edits import CONVENTIONS, PATH, TAIL, entries_of, whole

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = st.sampled_from(
    ["Alert fires", "`api` | is *slow*", "**Page**", "11 hosts", "to 5 %", "- x", "see [it](https://example.com)", "ok"]
)
CLOCKS = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))
DATES = st.sampled_from(["", "", "", "2026-03-13 ", "2026-03-14 ", "2026-03-15 "])
ZONES = st.sampled_from(["", "", " UTC", " CET", " JST", " PST"])
TIMES = st.builds(lambda about, date, clock, zone: f"{about}{date}{clock}{zone}", st.sampled_from(["", "", "", "~"]),
                  DATES, CLOCKS, ZONES)  # fmt: skip
ENTRIES = st.lists(st.tuples(TIMES, WORDS), min_size=1, max_size=7)
SHAPES = st.sampled_from(["- {}: {}", "- **{}** – {}", "| {} | {} |", "{} {}  ", "### {} – {}\n\nMore.\n", "1. {} {}"])
HEADINGS = st.sampled_from(["## Timeline", "## Timeline (UTC)", "## Timeline (CET)", "## Timeline (Europe/Oslo)"])
MOMENTS = st.datetimes(dt.datetime(2026, 3, 13), dt.datetime(2026, 3, 16)).map(lambda at: at.replace(tzinfo=dt.UTC))  # noqa: DTZ001
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
CONTEXT = Context(conventions=CONVENTIONS, today=dt.date(2026, 3, 20))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document with a timeline of one shape, whose entries may have lines below them."""
    shape = draw(SHAPES)
    lines = ["| Time | Event |\n|--|--|"] if shape.startswith("|") else []
    for time, words in draw(ENTRIES):
        lines.append(shape.format(time, words))
        if shape.startswith("-"):
            lines += draw(st.lists(st.sampled_from(["  more", "  - nested", "  - 10:00 nested", ""]), max_size=2))
    text = whole("\n".join(lines) + "\n", draw(HEADINGS))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def moments(text: str) -> list[tuple[str, dt.datetime | None]]:
    return [(entry.event, in_utc(entry.at) if entry.at else None) for entry in entries_of(text)]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_sorting_moves_lines_and_leaves_pm402_silent(text: str) -> None:
    try:
        done = sort_entries(text, PATH, CONVENTIONS).text
    except EditError:
        assume(False)
    assert sorted(map(str, moments(done))) == sorted(map(str, moments(text)))
    assert sorted(CLOCK.findall(done)) == sorted(CLOCK.findall(text))
    assert sort_entries(done, PATH, CONVENTIONS) == (done, 0)
    assert not list(pm402.check(parse(done, PATH, CONVENTIONS), CONTEXT))
    assert outside(done) == outside(text)
    assert done.count("\n") == text.count("\n")


@settings(max_examples=150, deadline=None)
@given(documents())
def test_utc_keeps_every_moment_and_leaves_pm403_silent(text: str) -> None:
    try:
        done = to_utc(text, PATH, CONVENTIONS).text
    except EditError:
        assume(False)
    assert moments(done) == moments(text)
    assert to_utc(done, PATH, CONVENTIONS) == Converted(done, 0)
    assert not list(pm403.check(parse(done, PATH, CONVENTIONS), CONTEXT))
    assert outside(done) == outside(text)
    assert done.count("\n") == text.count("\n")


@settings(max_examples=150, deadline=None)
@given(documents(), st.lists(st.builds(NewEntry, MOMENTS, WORDS), min_size=1, max_size=3))
def test_adding_keeps_every_line_and_every_moment(text: str, new: list[NewEntry]) -> None:
    try:
        done = add_entries(text, PATH, CONVENTIONS, new)
    except EditError:
        assume(False)
    again = add_entries(done.text, PATH, CONVENTIONS, new)
    assert (again.text, again.added) == (done.text, ())
    assert outside(done.text) == outside(text)
    fresh = {one.line for one in done.added}
    kept = [entry for entry in entries_of(done.text) if entry.line not in fresh]
    assert [(entry.event, in_utc(entry.at) if entry.at else None) for entry in kept] == moments(text)
    assert len(done.added) + done.known == len(new)


def outside(text: str) -> tuple[str, str]:
    """Return what stands above and below the section."""
    ending = "\r\n" if "\r\n" in text else "\n"
    return text[: text.index("## Timeline")], text[text.index(TAIL.replace("\n", ending)) :]


@given(st.text(max_size=400), st.datetimes().map(lambda at: at.replace(tzinfo=dt.UTC)))
def test_no_text_makes_an_edit_fail_in_another_way_than_it_says(section: str, at: dt.datetime) -> None:
    text = whole(section)
    new = [NewEntry(at, "It ends")]
    edits: tuple[Callable[[], object], ...] = (
        lambda: sort_entries(text, PATH, CONVENTIONS),
        lambda: to_utc(text, PATH, CONVENTIONS),
        lambda: add_entries(text, PATH, CONVENTIONS, new),
    )
    for edit in edits:
        try:
            edit()
        except EditError:
            continue
