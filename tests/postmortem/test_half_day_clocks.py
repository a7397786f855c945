"""Times that may be meant for the afternoon, and what no edit does beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.half_day_clocks import Clocked, doubtful_clock, half_day_doubt
from pmctl.postmortem.parse import parse
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.timeline_edits_add import NewEntry, add_entries
from pmctl.postmortem.timeline_edits_sort import sort_entries
from pmctl.postmortem.timeline_edits_utc import to_utc
from pmctl.postmortem.yaml_text import EditError
from tests.postmortem.edits import CONVENTIONS, PATH, entries_of, whole

EDT = "## Timeline (EDT)"
DOUBT = "- 12:40: errors begin\n- 12:55: alert\n- 1:10: errors stop\n"
SAID = "line 15: 1:10 may be meant for the afternoon"


def clocks(*written: str) -> list[Clocked]:
    """Return entries with these times."""
    found = []
    for text in written:
        hour, minute = (int(part) for part in text.split(" ")[0].split(":"))
        found.append(Clocked(dt.datetime(2026, 3, 14, hour % 24, minute, tzinfo=dt.UTC), text))
    return found


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (("11:40", "12:05", "1:10", "2:00"), 2), (("09:40", "10:00", "3:30"), 2), (("11:40", "01:10"), None),
        (("13:05", "12:05", "1:10"), None), (("11:40", "1:10 AM"), None), (("9:40", "10:05"), None), ((), None),
    ],
)  # fmt: skip
def test_the_first_time_that_may_be_of_the_afternoon(written: tuple[str, ...], place: int | None) -> None:
    assert half_day_doubt(clocks(*written)) == place


def test_the_entry_and_the_one_before_it() -> None:
    doubt = doubtful_clock(entries_of(whole(f"{DOUBT}- tbd: x\n", EDT)))
    assert doubt is not None
    assert (doubt.entry.written, doubt.before.written) == ("1:10", "12:55")
    assert doubt.since == dt.datetime(2026, 3, 14, 16, 55, tzinfo=dt.UTC)
    assert doubtful_clock(entries_of(whole("- 12:40 a\n"))) is None


def test_times_at_the_edge_of_all_calendars_are_passed_over() -> None:
    document = parse("---\ndate: 0001-01-01\n---\n\n## Timeline\n\n- 12:40 a\n- 1:10 b\n", PATH, CONVENTIONS)
    assert doubtful_clock(timelines_of(document, CONVENTIONS)[0].entries) is None


def test_it_is_not_rewritten_in_utc() -> None:
    with pytest.raises(EditError, match=SAID) as caught:
        to_utc(whole(DOUBT, EDT), PATH, CONVENTIONS)
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("Write AM or PM")
    text = whole(DOUBT)
    assert to_utc(text, PATH, CONVENTIONS).text == text  # in UTC it stays as it is written


def test_nothing_is_sorted_around_it() -> None:
    text = whole(DOUBT, EDT)
    assert sort_entries(text, PATH, CONVENTIONS) == (text, 0)
    with pytest.raises(EditError, match="line 16: 1:10 may be meant"):
        sort_entries(whole("- 12:45: x\n" + DOUBT, EDT), PATH, CONVENTIONS)
    nested = "- 12:40: a\n  - 12:50: c\n  - 12:45: b\n- 12:55: d\n- 1:10: e\n"
    assert sort_entries(whole(nested, EDT), PATH, CONVENTIONS).moved == 1  # above it, nothing depends on it


@pytest.mark.parametrize(
    ("clock", "is_refused"), [("16:30", False), ("16:50", False), ("17:00", True), ("23:00", True)]
)
def test_nothing_is_added_behind_it(clock: str, *, is_refused: bool) -> None:
    new = [NewEntry(dt.datetime.fromisoformat(f"2026-03-14T{clock}Z"), "n")]
    if not is_refused:
        assert len(add_entries(whole(DOUBT, EDT), PATH, CONVENTIONS, new).added) == 1
        return
    with pytest.raises(EditError, match=SAID):
        add_entries(whole(DOUBT, EDT), PATH, CONVENTIONS, new)
