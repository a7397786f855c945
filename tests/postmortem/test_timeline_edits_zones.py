"""Edits of timelines whose zone is stated in words, in several columns, or under several names."""

from __future__ import annotations

import pytest

from pmctl.postmortem.timeline_edits_add import add_entries
from pmctl.postmortem.timeline_edits_sort import sort_entries
from pmctl.postmortem.timeline_edits_utc import to_utc
from pmctl.postmortem.yaml_text import EditError
from tests.postmortem.edits import CONVENTIONS, PATH, added, entries_of, entry, in_order, in_utc, refusal, whole

LIST = "- 10:00 a\n- 10:05 b\n"
TWO = "| Local time | UTC | Event |\n|-|-|-|\n| 10:00 | 08:00 | a |\n"


@pytest.mark.parametrize(
    ("heading", "section", "problem"),
    [
        ("## Timeline (local time)", LIST, "line 13: the zone of 10:00 is not known (“local time”)"),
        ("## Timeline", f"All times are in Munich time.\n\n{LIST}",
         "line 15: the zone of 10:00 is not known (“Munich time”)"),
        ("## Timeline", "| Time (local) | Event |\n|-|-|\n| 10:00 | a |\n",
         "line 15: the zone of 10:00 is not known (“local”)"),
        ("## Timeline", "| Server time | Event |\n|-|-|\n| 10:00 | a |\n",
         "line 15: the zone of 10:00 is not known (“Server time”)"),
    ],
)  # fmt: skip
def test_a_zone_that_is_not_understood_is_not_taken_for_the_configured_one(
    heading: str, section: str, problem: str
) -> None:
    text = whole(section, heading)
    with pytest.raises(EditError) as caught:
        add_entries(text, PATH, CONVENTIONS, [entry("08:07", "c")])
    assert caught.value.message == f"the entries cannot be added: {problem}"
    assert caught.value.hint == (
        "Write the zone in a way that is understood, such as `## Timeline (CEST)` or `(Europe/Berlin)`; nothing is"
        " written."
    )
    assert refusal("utc", section, heading) == f"the entries cannot be rewritten in UTC: {problem}"
    assert sort_entries(text, PATH, CONVENTIONS) == (text, 0)  # one zone, whichever it is


def test_entries_in_another_zone_are_not_sorted_among_them() -> None:
    problem = "the entries cannot be sorted: line 13: the zone of 10:00 is not known (“local”)"
    assert refusal("sort", "- 10:00 a\n- 08:05 UTC b\n", "## Timeline (local)") == problem


@pytest.mark.parametrize("head", ["| Time (local) | Event |\n|-|-|\n", "| Local time | Event |\n|-|-|\n| | |\n"])
def test_a_table_that_waits_in_such_a_zone_is_not_filled(head: str) -> None:
    with pytest.raises(EditError, match=r"line 13: the zone of the table is not known \(“[Ll]ocal"):
        add_entries(whole(head, "## Timeline"), PATH, CONVENTIONS, [entry("08:07", "c")])


def test_a_table_that_waits_in_no_zone_is_in_the_configured_one() -> None:
    head = "| Time | Event |\n|-|-|\n"
    assert added(head, ("08:07", "c"), heading="## Timeline") == f"{head}| 08:07 | c |\n"


def test_a_table_of_its_own_says_its_zone() -> None:
    assert added("Nothing yet.\n", ("08:07", "c"), heading="## Timeline (local time)") == (
        "Nothing yet.\n\n| Time (UTC) | Event |\n| :- | :- |\n| 08:07 | c |\n"
    )


def test_the_time_of_a_city_is_its_zone() -> None:
    section = f"All times are in Berlin time.\n\n{LIST}"
    assert added(section, ("09:07", "c"), heading="## Timeline") == f"{section}- 10:07 c\n"
    assert in_utc(section) == ("## Timeline", "All times are in UTC.\n\n- 09:00 a\n- 09:05 b\n")
    assert in_utc("| Berlin time | Event |\n|-|-|\n| 10:00 | a |\n")[1] == "| UTC | Event |\n|-|-|\n| 09:00 | a |\n"
    assert in_order("- 10:05 Berlin time b\n- 10:00 a\n", "## Timeline (New York time)").startswith("- 10:00 a")


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (TWO, f"{TWO}| | 08:05 | x |\n"),
        (TWO.replace("Local time", "Time"), f"{TWO.replace('Local time', 'Time')}| | 08:05 | x |\n"),
        (TWO.replace("Local time", "CEST"), f"{TWO.replace('Local time', 'CEST')}| 10:05 | 08:05 | x |\n"),
        ("| UTC | PDT | Event |\n|-|-|-|\n| 08:00 | 1:00 AM | a |\n",
         "| UTC | PDT | Event |\n|-|-|-|\n| 08:00 | 1:00 AM | a |\n| 08:05 | 1:05 AM | x |\n"),
        ("| UTC | PDT | Event |\n|-|-|-|\n| 08:00 | n/a | a |\n",
         "| UTC | PDT | Event |\n|-|-|-|\n| 08:00 | n/a | a |\n| 08:05 | | x |\n"),
        ("| CEST | UTC | Event |\n|-|-|-|\n", "| CEST | UTC | Event |\n|-|-|-|\n| 10:05 | 08:05 | x |\n"),
        ("| Local time | UTC | Event |\n|-|-|-|\n", "| Local time | UTC | Event |\n|-|-|-|\n| | 08:05 | x |\n"),
    ],
)  # fmt: skip
def test_a_column_with_a_zone_holds_the_times(section: str, expected: str) -> None:
    assert added(section, ("08:05", "x"), heading="## Timeline") == expected
    assert entries_of(whole(expected, "## Timeline"))[-1].zone_known


def test_a_column_with_a_zone_and_few_times_does_not() -> None:
    section = "| Time | UTC | Event |\n|-|-|-|\n| 10:00 | 08:00 | a |\n| 10:05 | | b |\n| 10:10 | | c |\n"
    assert [one.written for one in entries_of(whole(section, "## Timeline"))] == ["10:00", "10:05", "10:10"]


DAYS = (
    ("### 2026-03-14\n\n- 10:00 a\n\n### 2026-03-15\n\n{}- 09:00 d\n", "- 08:00 n\n"),
    ("**2026-03-14**\n\n- 10:00 a\n\n**2026-03-15**\n\n{}- 09:00 d\n", "- 08:00 n\n"),
    ("- 2026-03-14\n  - 10:00 a\n- 2026-03-15\n{}  - 09:00 d\n", "  - 08:00 n\n"),
    (
        (
            "### 2026-03-14\n\n| Time | Event |\n|-|-|\n| 10:00 | a |\n\n### 2026-03-15\n\n| Time | Event |\n|-|-|\n"
            "{}| 09:00 | d |\n"
        ),
        "| 08:00 | n |\n",
    ),
    ("### 2026-03-15\n\n- 09:00 d\n- 08:30 c\n{}\n### 2026-03-14\n\n- 10:00 a\n- 09:00 z\n", "- 08:00 n\n"),
    ("- 10:00 a\n{}- 2026-03-15 09:00 d\n", "- 2026-03-15 08:00 n\n"),
    ("### 2026-03-14\n\n- 10:00 a\n\n### Later\n\n{}- 2026-03-15 09:00 d\n", "- 2026-03-15 08:00 n\n"),
    ("### 2026-03-14\n\n- 10:00 a\n{}\n### 2026-03-16\n\n- 09:00 d\n", "- 2026-03-15 08:00 n\n"),
    ("- 23:50 a\n{}- 09:00 d\n", "- 2026-03-15 08:00 n\n"),
    (
        "### 2026-03-15, web\n\n- 07:00 a\n{}\n### 2026-03-14\n\n- 06:00 c\n\n### 2026-03-15, mail\n\n- 09:00 d\n",
        "- 08:00 n\n",
    ),
)


@pytest.mark.parametrize(("section", "new"), DAYS)
def test_what_was_early_on_a_day_stands_below_the_date_of_that_day(section: str, new: str) -> None:
    assert added(section.format(""), ("2026-03-15T08:00", "n")) == section.format(new)


def test_the_first_entry_of_a_second_section_is_the_first_of_its_day() -> None:
    text = whole("- 10:00 a\n\n## Timeline, 2026-03-15 (UTC)\n\n- 09:00 d\n")
    done = add_entries(text, PATH, CONVENTIONS, [entry("2026-03-15T08:00", "n")])
    assert "(UTC)\n\n- 08:00 n\n- 09:00 d\n" in done.text


@pytest.mark.parametrize(
    ("names", "after"),
    [
        ("CEST, UTC+2", "UTC"), ("UTC+2, CEST", "UTC"), ("CEST; UTC+2", "UTC"), ("CEST – UTC+02:00", "UTC"),
        ("Berlin time, UTC+2", "UTC"), ("Europe/Berlin, CEST", "UTC"),
        ("CEST, UTC in brackets", "UTC, UTC in brackets"),
        ("CEST, PDT in brackets", "UTC, PDT in brackets"), ("CEST, all of them", "UTC, all of them"),
    ],
)  # fmt: skip
def test_two_names_of_one_zone_become_one(names: str, after: str) -> None:
    heading = f"## Timeline ({names})"
    text = to_utc(whole(LIST, heading), PATH, CONVENTIONS).text
    assert f"## Timeline ({after})\n" in text
    note = f"All times are in {names}.\n\n{LIST}"
    assert f"All times are in {after}.\n" in to_utc(whole(note, "## Timeline"), PATH, CONVENTIONS).text
    table = f"| Time ({names}) | Event |\n|-|-|\n| 10:00 | a |\n"
    assert f"| Time ({after}) | Event |" in to_utc(whole(table, "## Timeline"), PATH, CONVENTIONS).text
