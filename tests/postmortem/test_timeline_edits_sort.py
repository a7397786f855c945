"""The entries of a timeline put in order."""

from __future__ import annotations

import pytest

from pmctl.postmortem.timeline_edits_sort import sort_entries
from tests.postmortem.edits import CONVENTIONS, PATH, in_order, refusal, whole


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
    assert refusal("sort", section) == "the entries cannot be sorted safely: see line 14"


def test_a_date_that_would_be_read_the_other_way_round_is_turned() -> None:
    section = "- 13/03/2026 09:00 b\n- 03/02/2026 08:00 c\n- 02/14/2026 10:00 a\n"
    assert in_order(section) == "- 02/03/2026 08:00 c\n- 02/14/2026 10:00 a\n- 13/03/2026 09:00 b\n"


def test_a_day_that_cannot_be_written_is_refused() -> None:
    section = "- 2027-06-30 10:00 a\n- 2 January: all day b\n"
    assert refusal("sort", section) == "the entries cannot be sorted safely: see line 14"


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
