"""The entries of a timeline put in order."""

from __future__ import annotations

import pytest

from pmctl.postmortem.timeline_edits_sort import sort_entries
from tests.postmortem.edits import CONVENTIONS, PATH, in_order, refusal, whole

UNSAFE = "the entries cannot be sorted safely: line 14 would be read as {}"


def test_rows_move_and_one_without_a_time_stays_with_the_one_above_it() -> None:
    head = "| Time | Who | Event |\n|--|--|--|\n"
    assert (
        in_order(f"{head}| 10:41 | @mara | c |\n| 09:52 | @jonas | a |\n| | | more of a |\n| 10:04 | | b |\n")
        == f"{head}| 09:52 | @jonas | a |\n| | | more of a |\n| 10:04 | | b |\n| 10:41 | @mara | c |\n"
    )


def test_items_move_with_what_is_in_them_and_their_lists_are_sorted_as_well() -> None:
    section = (
        "- 10:41: c\n  more\n  - aside\n  - 10:30 nested b\n  - 10:20 nested a\n- 09:52: a\n- undated\n- 10:04: b\n"
    )
    assert in_order(section) == (
        "- 09:52: a\n- undated\n- 10:04: b\n- 10:41: c\n  more\n  - aside\n  - 10:20 nested a\n  - 10:30 nested b\n"
    )


def test_comments_stay_with_the_entry_below_them_and_code_with_the_one_above() -> None:
    section = "- 10:41: c\n\n```\n- 09:00 not an entry\n```\n\n<!-- about b -->\n<!-- and more -->\n- 10:04: b\n"
    assert in_order(section) == (
        "<!-- about b -->\n<!-- and more -->\n- 10:04: b\n\n- 10:41: c\n\n```\n- 09:00 not an entry\n```\n"
    )


def test_code_within_an_item_is_no_item() -> None:
    section = "- 10:41: c\n\n  ```\n- 09:00 still code\n  ```\n\n- 10:04: b\n"
    assert in_order(section).startswith(("- 10:04: b", "- 10:41: c"))


def test_a_comment_above_the_first_entry_is_the_sections() -> None:
    section = "<!-- What happened when? -->\n\n- 10:41: c\n- 10:04: b\n"
    assert in_order(section) == "<!-- What happened when? -->\n\n- 10:04: b\n- 10:41: c\n"


def test_numbers_and_blank_lines_stay_where_they_are() -> None:
    section = "1. 10:41: c\n2. 09:52: a\n\n   ```\n   x\n   ```\n\n3. 10:04: b\n"
    assert in_order(section) == "1. 09:52: a\n\n   ```\n   x\n   ```\n2. 10:04: b\n\n3. 10:41: c\n"


def test_lines_of_a_paragraph_keep_their_breaks() -> None:
    assert in_order("10:41 c  \n09:52 a  \n10:04 b\n") == "09:52 a  \n10:04 b  \n10:41 c\n"


def test_paragraphs_and_headings_move_with_what_follows_them() -> None:
    assert in_order("10:41 c\n\nIt was so.\n\n09:52 a\n") == "09:52 a\n\n10:41 c\n\nIt was so.\n"
    section = "### 10:41 c\n\nfoo\n\n- 10:45 x\n\n### 09:52 a\n\nbar\n"
    assert in_order(section) == "### 09:52 a\n\nbar\n\n### 10:41 c\n\nfoo\n\n- 10:45 x\n"


def test_days_are_written_where_only_the_order_told_them() -> None:
    assert in_order("- 2026-03-14 23:50 c\n- 00:10 d\n- 00:05 a\n- 2026-03-14 23:40 b\n") == (
        "- 2026-03-14 23:40 b\n- 2026-03-14 23:50 c\n- 00:05 a\n- 00:10 d\n"
    )
    assert in_order("- 2026-03-15 10:00 b\n- 10:05 c\n- 2026-03-14 09:00 a\n- 23:00 aa\n- 2026-03-15 09:30 x\n") == (
        "- 2026-03-14 09:00 a\n- 23:00 aa\n- 2026-03-15 09:30 x\n- 2026-03-15 10:00 b\n- 10:05 c\n"
    )
    section = "- 2026-03-16 12:00 c\n- 10:30 d\n- 2026-03-14 08:00 a\n"
    assert in_order(section) == "- 2026-03-14 08:00 a\n- 2026-03-16 10:30 d\n- 2026-03-16 12:00 c\n"


def test_days_are_written_into_the_column_of_dates() -> None:
    head = "| Date | Time | Event |\n|--|--|--|\n"
    section = f"{head}| 2026-03-15 | 10:00 | c |\n| | 09:30 | d |\n| 2026-03-14 | 08:00 | a |\n"
    assert in_order(section) == (
        f"{head}| 2026-03-14 | 08:00 | a |\n| 2026-03-15 | 09:30 | d |\n| 2026-03-15 | 10:00 | c |\n"
    )


def test_each_day_below_its_own_heading() -> None:
    section = "- 2026-03-14\n  - 23:50 x\n  - 23:40 y\n- 2026-03-15\n  - 00:10 z\n"
    assert in_order(section) == "- 2026-03-14\n  - 23:40 y\n  - 23:50 x\n- 2026-03-15\n  - 00:10 z\n"


def test_a_day_alone_stays_behind_what_was_before_it_on_that_day() -> None:
    section = "- 2026-03-14 10:00 a\n- 2026-03-14: all day b\n- 2026-03-14 09:00 c\n"
    assert in_order(section) == "- 2026-03-14 09:00 c\n- 2026-03-14 10:00 a\n- 2026-03-14: all day b\n"
    kept = "- 2026-03-14: all day b\n- 2026-03-14 09:00 c\n- 2026-03-15: a day later\n"
    assert in_order(kept) == kept


def test_the_newest_first_becomes_the_oldest_first() -> None:
    assert in_order("- 11:00 c\n- 10:30 b\n- 10:10 a\n") == "- 10:10 a\n- 10:30 b\n- 11:00 c\n"


def test_line_endings_stay_where_they_are() -> None:
    text = whole("- 10:41 b\n- 10:04 a\n").replace("\n", "\r\n").removesuffix("\r\n")
    done = sort_entries(text, PATH, CONVENTIONS)
    assert (done.text, done.moved) == (text.replace("- 10:41 b\r\n- 10:04 a", "- 10:04 a\r\n- 10:41 b"), 1)


def test_a_last_line_without_an_ending() -> None:
    text = "---\nid: x\ndate: 2026-03-14\n---\n\n## Timeline\n\n- 10:41 b\n- 10:04 a"
    assert sort_entries(text, PATH, CONVENTIONS).text.endswith("\n\n- 10:04 a\n- 10:41 b")


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("- 10:00 y\n- 25:71 x\n", "line 14: 25:71 is not a time"),
        ("| Time | Event |\n|--|--|\n| 10:00 | y |\n| HH:MM | x |\n", "line 16: HH:MM is not a time"),
        ("- 10:40–10:10: swapped\n- 10:00 y\n", "line 13: 10:40–10:10 ends before it begins"),
        (
            "- 10:41 x\n\nMeanwhile, elsewhere.\n\n- 10:00 y\n",
            "line 17: 10:00 belongs before words or a date that stand",
        ),
        (
            "- 2026-03-14\n- 23:50 x\n- 2026-03-15\n- 00:10 z\n- 2026-03-14 22:00 y\n",
            "line 17: 2026-03-14 22:00 belongs before words or a date that stand above it",
        ),
    ],
)
def test_what_cannot_be_sorted_is_refused_with_its_line(section: str, problem: str) -> None:
    assert refusal("sort", section).startswith(f"the entries cannot be sorted: {problem}")


def test_not_more_lines_are_named_than_somebody_reads() -> None:
    message = refusal("sort", "- 10:00 a\n" + "- 25:71 x\n" * 12)
    assert message.count("line") == 8
    assert message.endswith("; and 4 more")


def test_a_time_without_any_day_is_refused() -> None:
    text = whole("- 10:41 b\n- 10:04 a\n").replace("date: 2026-03-14\n", "")
    with pytest.raises(Exception, match="line 12: the day of 10:41 is not known; line 13"):
        sort_entries(text, PATH, CONVENTIONS)


def test_moments_at_the_end_of_the_calendar_are_refused() -> None:
    text = whole("- 10:41 b\n- 10:04 a\n").replace("2026-03-14", "0001-01-01")
    with pytest.raises(Exception, match="the day of 10:41 is not known"):
        sort_entries(text, PATH, CONVENTIONS)


def test_an_entry_that_would_be_read_as_a_part_of_another_is_refused() -> None:
    section = "10:41 the page says that it was slow.\n09:52 the old driver stays until\n"
    assert refusal("sort", section) == UNSAFE.format("something else")


def test_a_date_that_would_be_read_the_other_way_round_is_refused() -> None:
    section = "- 13/03/2026 09:00 b\n- 03/02/2026 08:00 c\n- 02/14/2026 10:00 a\n"
    assert refusal("sort", section) == UNSAFE.format("another moment")


def test_a_date_in_a_cell_that_would_be_read_otherwise_is_refused() -> None:
    head = "| Date | Time | Event |\n|--|--|--|\n"
    section = f"{head}| 13/03/2026 | 09:00 | b |\n| 03/02/2026 | 08:00 | c |\n| 02/14/2026 | 10:00 | a |\n"
    assert refusal("sort", section) == UNSAFE.format("another moment").replace("14", "16")


def test_an_hour_that_only_its_place_told_is_refused() -> None:
    section = "- 2026-10-25 02:50 b\n- 02:20 c\n- 02:30 UTC d\n- 2026-10-25 00:10 UTC a\n"
    assert "showed 02:50 twice" in refusal("sort", section, AUTUMN)


def test_a_day_that_cannot_be_written_is_refused() -> None:
    section = "- 2027-06-30 10:00 a\n- 2 January: all day b\n"
    assert refusal("sort", section) == UNSAFE.format("another moment")


def test_an_item_ends_where_one_that_is_less_deep_begins() -> None:
    section = "- Morning\n  - 10:41 b\n  - 10:04 a\n- Evening\n  - 18:00 x\n"
    assert in_order(section) == "- Morning\n  - 10:04 a\n  - 10:41 b\n- Evening\n  - 18:00 x\n"
    late = refusal("sort", section.replace("18:00", "10:10"))
    assert late == "the entries cannot be sorted: line 17: 10:10 belongs before words or a date that stand above it"


def test_moments_by_their_names_are_in_no_order() -> None:
    section = "- Resolved: 11:30 UTC\n- Detected: 10:04 UTC\n"
    assert in_order(section) == section


def test_without_a_timeline_there_is_nothing_to_sort() -> None:
    assert sort_entries("# X\n", PATH, CONVENTIONS) == ("# X\n", 0)


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("- 10:00 CET a\n- 09:50 b\n- 10:40 c\n", "- 09:50 CET b\n- 10:00 CET a\n- 10:40 c\n"),
        ("- 10:00 PT a\n- ~09:50–09:55 (approx) b\n- 9:40 AM c\n",
         "- 9:40 AM PT c\n- ~09:50–09:55 (approx) b\n- 10:00 PT a\n"),
        ("- 10:00 +01:00 a\n- 09:50 b\n", "- 09:50 UTC+01:00 b\n- 10:00 +01:00 a\n"),
        ("- 2026-03-15 21:00 JST a\n- 20:00 b\n- 2026-03-14 13:00 UTC c\n",
         "- 2026-03-14 13:00 UTC c\n- 2026-03-15 20:00 JST b\n- 2026-03-15 21:00 JST a\n"),
        ("| Time | TZ | Event |\n|--|--|--|\n| 10:52 | CET | a |\n| 10:30 | | b |\n",
         "| Time | TZ | Event |\n|--|--|--|\n| 10:30 | CET | b |\n| 10:52 | CET | a |\n"),
        ("- 21:00 Europe/Berlin: a\n- 15:10 America/New_York: b\n- 21:30 Europe/Berlin: c\n",
         "- 15:10 America/New_York: b\n- 21:00 Europe/Berlin: a\n- 21:30 Europe/Berlin: c\n"),
        ("- 13:00 PT a\n- noon: b\n", "- noon PT: b\n- 13:00 PT a\n"),
    ],
)  # fmt: skip
def test_the_zone_that_its_place_told_an_entry_is_written(section: str, expected: str) -> None:
    assert in_order(section, "## Timeline") == expected


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("- 10:00 UTC a\n- 12:00 CET b\n- 10:30 c\n- 12:30 UTC d\n", "line 15: the zone of 10:30"),
        ("- 10:30 a\n- 10:00 CET b\n", "line 13: the zone of 10:30"),
    ],
)
def test_a_zone_that_nothing_tells_or_that_could_be_either_is_not_written(section: str, line: str) -> None:
    assert refusal("sort", section, "## Timeline") == f"the entries cannot be sorted: {line} is not known"


def test_a_day_that_is_told_does_not_become_a_guess() -> None:
    head = "| Date | Time | Event |\n|--|--|--|\n"
    section = "| 2026-03-14 | 22:40 | a |\n| | 23:10 | b |\n| 2026-03-15 | 01:00 | e |\n| | 00:30 | d |\n"
    assert in_order(f"{head}{section}| 2026-03-14 | 23:50 | c |\n") == (
        f"{head}| 2026-03-14 | 22:40 | a |\n| | 23:10 | b |\n| 2026-03-14 | 23:50 | c |\n"
        "| 2026-03-15 | 00:30 | d |\n| 2026-03-15 | 01:00 | e |\n"
    )
    listed = "- 2026-03-14 23:10 b\n- 2026-03-15 01:00 e\n- 00:30 d\n- 2026-03-14 23:50 c\n"
    assert in_order(listed) == (
        "- 2026-03-14 23:10 b\n- 2026-03-14 23:50 c\n- 2026-03-15 00:30 d\n- 2026-03-15 01:00 e\n"
    )


def test_a_day_in_a_cell_keeps_the_table_as_it_is_written() -> None:
    tight = "|Date|Time|Event|\n|-|-|-|\n|2026-03-15|01:00|e|\n||00:30|d|\n|2026-03-14|23:50|c|\n"
    assert in_order(tight).endswith("|2026-03-14|23:50|c|\n|2026-03-15|00:30|d|\n|2026-03-15|01:00|e|\n")
    head = "| Date       | Time  | E |\n|------------|-------|---|\n"
    aligned = "| 2026-03-15 | 01:00 | e |\n|            | 00:30 | d |\n| 2026-03-14 | 23:50 | c |\n"
    assert in_order(head + aligned).endswith("| 2026-03-15 | 00:30 | d |\n| 2026-03-15 | 01:00 | e |\n")


def test_a_day_of_the_week_stays_and_has_its_date_beside_it() -> None:
    assert in_order("- Fri 09:00 d\n- Thu 09:00 c\n- Wed 09:00 b\n- Tue 09:00 a\n") == (
        "- Tue 2026-03-10 09:00 a\n- Wed 09:00 b\n- Thu 09:00 c\n- Fri 09:00 d\n"
    )
    head = "| Day | Time | Event |\n|--|--|--|\n"
    rows = "| Fri | 09:00 | d |\n| Thu | 09:00 | c |\n| Wed | 09:00 | b |\n| Tue | 09:00 | a |\n"
    assert in_order(head + rows).startswith(f"{head}| Tue | 2026-03-10 09:00 | a |\n| Wed | 09:00 | b |\n")


def test_a_row_without_a_cell_for_its_date_has_it_beside_its_time() -> None:
    head = "| Time | Event | Date |\n|--|--|--|\n"
    assert in_order(f"{head}| 10:00 | c | 2026-03-15 |\n| 09:30 | b |\n| 08:00 | a | 2026-03-14 |\n") == (
        f"{head}| 08:00 | a | 2026-03-14 |\n| 2026-03-15 09:30 | b |\n| 10:00 | c | 2026-03-15 |\n"
    )


def test_midnight_at_the_end_of_a_day_stays_on_that_day() -> None:
    section = "- 2026-03-15 09:00 c\n- 24:00 d\n- 2026-03-14 22:00 a\n"
    assert in_order(section) == "- 2026-03-14 22:00 a\n- 2026-03-15 09:00 c\n- 24:00 d\n"
    moved = "- 2026-03-14 22:00 b\n- 24:00 c\n- 2026-03-15 00:10 d\n- 2026-03-13 21:00 a\n- 2026-03-14 23:00 x\n"
    assert "- 2026-03-14 23:00 x\n- 24:00 c\n" in in_order(moved)


AUTUMN = "## Timeline (Europe/Berlin)"


def test_the_hour_that_the_clocks_showed_twice_stays_in_its_order() -> None:
    section = "- 2026-10-25 01:50 a\n- 02:10 b\n- 02:50 c\n- 02:20 d\n- 02:40 e\n- 03:10 f\n"
    assert in_order(section, AUTUMN) == section


def test_in_that_hour_nothing_is_moved() -> None:
    assert refusal("sort", "- 2026-10-25 01:50 a\n- 03:10 b\n- 02:10 c\n", AUTUMN) == (
        "the entries cannot be sorted: line 15: the clocks of Europe/Berlin showed 02:10 twice on 2026-10-25"
    )


@pytest.mark.parametrize(
    "section",
    ["- T+5m: a\n- T+1m: b\n", "At 10:41 b.\nAt 09:52 a.\n", "```\n10:41 b\n09:52 a\n```\n", "> 10:41 b\n> 09:52 a\n",
     "<table><tr><td>10:41</td></tr>\n<tr><td>09:52</td></tr></table>\n"],
)  # fmt: skip
def test_where_no_time_is_read_nothing_is_in_order(section: str) -> None:
    last = 12 + section.count("\n")
    assert refusal("sort", section) == f"the entries cannot be sorted: none is read on lines 13 to {last}"


def test_where_all_times_are_something_else_each_is_named() -> None:
    section = "| Time | Event |\n|--|--|\n| 1773482400 | a |\n| 1773482300 | b |\n"
    assert refusal("sort", section) == (
        "the entries cannot be sorted: line 15: 1773482400 is not a time; line 16: 1773482300 is not a time"
    )


@pytest.mark.parametrize("section", ["", "<!-- At 10:41 -->\n", "TODO: see https://example.com/2026-03-14.\n", "- x\n"])
def test_where_no_time_is_told_there_is_nothing_to_sort(section: str) -> None:
    assert in_order(section) == section


def test_lines_that_end_in_a_break_are_sorted() -> None:
    assert in_order("10:41 b<br>\n10:04 a<br>\n10:50 c\n") == "10:04 a<br>\n10:41 b<br>\n10:50 c\n"
    assert in_order("10:41 b\\\n10:04 a\n") == "10:04 a\\\n10:41 b\n"


def test_a_midnight_between_two_that_are_told_backwards_must_be_written() -> None:
    section = "- 00:30 d\n- 00:10 c\n- 23:50 b\n- 23:40 a\n"
    assert "line 15: 23:50 may be of the evening before, if the newest is told first" in refusal("sort", section)
    dated = section.replace("23:50", "2026-03-13 23:50").replace("00:30", "2026-03-14 00:30")
    assert in_order(dated).startswith("- 2026-03-13 23:40 a\n- 2026-03-13 23:50 b\n")
    forwards = "- 00:30 a\n- 13:00 c\n- 13:00 d\n- 13:10 e\n"
    assert in_order(forwards) == forwards
