"""The times of a timeline rewritten in UTC."""

from __future__ import annotations

import pytest

from pmctl.postmortem.timeline_edits_utc import Converted, to_utc
from tests.postmortem.edits import CONVENTIONS, PATH, in_order, in_utc, refusal, whole


def test_a_column_and_its_heading_with_the_table_still_aligned() -> None:
    section = (
        "| Time (CET)     | Event |\n|----------------|-------|\n| 10:41          | c     |\n"
        "| ~11:00         | a     |\n| 11:10–11:20    | b     |\n| 11:30 AM CET   | d     |\n"
    )
    assert in_utc(section) == (
        "## Timeline",
        (
            "| Time (UTC)     | Event |\n|----------------|-------|\n| 09:41          | c     |\n"
            "| ~10:00         | a     |\n| 10:10–10:20    | b     |\n| 10:30 UTC      | d     |\n"
        ),
    )


def test_an_aligned_cell_gives_blanks_for_what_is_longer() -> None:
    section = "| Time    | Event |\n|---------|-------|\n| 5 PM MT |  a    |\n| 6 PM MT | b     |\n"
    assert in_utc(section)[1] == (
        "| Time    | Event |\n|---------|-------|\n| 23:00 UTC |  a    |\n| 2026-03-15 00:00 UTC | b     |\n"
    )
    roomy = "| Time         | Event |\n|--------------|-------|\n| 5 PM MT      | a     |\n"
    assert in_utc(roomy)[1] == "| Time         | Event |\n|--------------|-------|\n| 23:00 UTC    | a     |\n"


def test_days_change_in_their_column_and_in_that_of_the_days_of_the_week() -> None:
    section = (
        "| Day | Date | Time (JST) | Event |\n|--|--|--|--|\n| Sat | 2026-03-14 | 08:41 | Sat |\n"
        "| | | 09:52 | a |\n| Sunday | 3/15 | 00:04 | b |\n"
    )
    assert in_utc(section)[1] == (
        "| Day | Date | Time (UTC) | Event |\n|--|--|--|--|\n| Fri | 2026-03-13 | 23:41 | Sat |\n"
        "| | 2026-03-14 | 00:52 | a |\n| Saturday | 3/14 | 15:04 | b |\n"
    )


def test_a_day_of_the_week_in_japanese() -> None:
    section = "| 日付 | 曜 | 時刻 (JST) | 事象 |\n|--|--|--|--|\n| 3月15日 | (日) | 08:41 | 発生 |\n"
    assert in_utc(section)[1] == (
        "| 日付 | 曜 | 時刻 (UTC) | 事象 |\n|--|--|--|--|\n| 3月14日 | (土) | 23:41 | 発生 |\n"
    )


def test_the_end_of_a_range_in_a_column_of_its_own() -> None:
    head = "| Start | End | What |\n|--|--|--|\n"
    section = (
        f"{head}| 10:41 CET | 11:30 | c |\n| 11:41 CET | | d |\n"
        "| 11:50 CET | Sat 12:10 | d |\n| 12:00–12:20 CET | | e |\n"
    )
    assert in_utc(section)[1] == (
        f"{head}| 09:41 UTC | 10:30 | c |\n| 10:41 UTC | | d |\n| 10:50 UTC | 11:10 | d |\n| 11:00–11:20 UTC | | e |\n"
    )


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("- 10:41 AM PST: c\n- 2026-03-14 16:30 PST - d\n", "- 18:41 UTC: c\n- 2026-03-15 00:30 UTC - d\n"),
        ("- 2026-03-14T08:30:00+09:00 c\n- **09:30 JST** e\n",
         "- 2026-03-13T23:30:00Z c\n- **2026-03-14 00:30 UTC** e\n"),
        ("- ~10:41 CET / 09:41 UTC c\n", "- ~09:41 UTC c\n"),
        ("- Sat 12:50 CET d\n- 00:20 CET (next day) e\n", "- 2026-03-14 11:50 UTC d\n- 2026-03-14 23:20 UTC e\n"),
        ("- 10:41:07.250 CET c\n", "- 09:41:07.250 UTC c\n"),
        ("- 10:41:07.250 PM CET c\n", "- 21:41:07.250 UTC c\n"),
        ("- before 10:41 CET c\n- after 10:42 CET d\n", "- before 09:41 UTC c\n- after 09:42 UTC d\n"),
        ("- since 10:43 CET e\n- by 10:44 CET f\n", "- since 09:43 UTC e\n- by 09:44 UTC f\n"),
        ("- 10:45 onwards CET g\n- 10:46+ CET h\n", "- 09:45 onwards UTC g\n- 09:46+ UTC h\n"),
        ("- 10:47-ish CET i\n", "- 09:47-ish UTC i\n"),
        ("- Sat 12:50–13:10 CET d\n", "- 2026-03-14 11:50–12:10 UTC d\n"),
        ("### 10:41 CET – Alert\n\nfoo\n\n### March 15, 2026 00:10 CET\n\nbar\n",
         "### 09:41 UTC – Alert\n\nfoo\n\n### March 14, 2026 23:10 UTC\n\nbar\n"),
        ("10:41 CET Alert.\n10:43 CET Page.\n", "09:41 UTC Alert.\n09:43 UTC Page.\n"),
        ("- 2026-03-14: all day\n- 10:41 CET c\n", "- 2026-03-14: all day\n- 09:41 UTC c\n"),
        ("| Time | Event |\n|--|--|\n| 10:41 CET | c |\n| | more |\n| later | d |\n",
         "| Time | Event |\n|--|--|\n| 09:41 UTC | c |\n| | more |\n| later | d |\n"),
        ("- 10:41 UTC c\n- 11:41 CET d\n", "- 10:41 UTC c\n- 10:41 UTC d\n"),
    ],
)  # fmt: skip
def test_times_with_zones_of_their_own(section: str, expected: str) -> None:
    assert in_utc(section) == ("## Timeline", expected)


@pytest.mark.parametrize("heading", ["## Timeline (CET)", "## Timeline (Europe/Oslo)", "## Timeline (CET/MEZ)"])
def test_the_heading_says_utc(heading: str) -> None:
    section = "- 00:10 c\n- 00:50 d\n- 01:20 e\n"
    assert in_utc(section, heading) == ("## Timeline (UTC)", "- 2026-03-13 23:10 c\n- 23:50 d\n- 2026-03-14 00:20 e\n")


def test_a_note_says_utc() -> None:
    section = "> All times are in CET (UTC+1).\n\n- 10:10 c\n"
    assert in_utc(section) == ("## Timeline", "> All times are in UTC.\n\n- 09:10 c\n")
    listed = "- All times are in CET\n- 10:10 c\n"
    assert in_utc(listed) == ("## Timeline", "- All times are in UTC\n- 09:10 c\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### 2026-03-14 (CET)\n\n- 10:10 c\n", "### 2026-03-14 (UTC)\n\n- 09:10 c\n"),
        ("**2026-03-14 CET**\n\n- 10:10 c\n", "**2026-03-14 UTC**\n\n- 09:10 c\n"),
        ("- 2026-03-14 (CET)\n  - 10:10 c\n", "- 2026-03-14 (UTC)\n  - 09:10 c\n"),
        ("2026-03-14 (all times CET)\n\n- 10:10 c\n", "2026-03-14 (all times UTC)\n\n- 09:10 c\n"),
        ("All times in US Pacific.\n\n- 10:10 c\n", "All times in UTC.\n\n- 17:10 c\n"),
    ],
)
def test_the_date_or_the_note_that_gives_the_zone_says_utc(before: str, after: str) -> None:
    assert in_utc(before) == ("## Timeline", after)


def test_where_a_note_above_gives_the_zone_the_heading_says_utc() -> None:
    text = whole("- 10:10 c\n", "## Timeline").replace("All of it.", "All times in this document are CET.")
    done = to_utc(text, PATH, CONVENTIONS)
    assert done.text == text.replace("## Timeline", "## Timeline (UTC)").replace("- 10:10", "- 09:10")
    assert to_utc(done.text, PATH, CONVENTIONS) == Converted(done.text, 0)


@pytest.mark.parametrize("heading", ["## Timeline (UTC)", "## Timeline (GMT)"])
def test_what_is_in_utc_stays_as_it_is(heading: str) -> None:
    section = "- 10:10 c\n- 9:07 pm d\n"
    assert in_utc(section, heading) == (heading, section)


def test_days_alone_need_no_zone() -> None:
    section = "- 2026-03-14: released\n- 2026-03-16: taken back\n"
    assert in_utc(section) == ("## Timeline", section)


@pytest.mark.parametrize(
    ("heading", "section", "problem"),
    [
        ("## Timeline", "- 10:10 c\n- 11:00 CET d\n", "line 13: the zone of 10:10 is not known"),
        ("## Timeline (CET)", "- 10:10 c\n- 25:71 x\n", "line 14: 25:71 is not a time"),
        ("## Timeline (Europe/Oslo)", "- 2026-10-25 02:50 d\n",
         "line 13: the clocks of Europe/Oslo showed 02:50 twice on 2026-10-25"),
        ("## Timeline (Europe/Oslo)", "- 2026-03-29 01:50–02:50 d\n",
         "line 13: the clocks of Europe/Oslo showed 02:50 never on 2026-03-29"),
    ],
)  # fmt: skip
def test_what_leaves_a_moment_open_is_refused_with_its_line(heading: str, section: str, problem: str) -> None:
    assert refusal("utc", section, heading) == f"the entries cannot be rewritten in UTC: {problem}"


def test_a_time_without_any_day_is_refused() -> None:
    text = whole("- 10:41 CET b\n").replace("date: 2026-03-14\n", "")
    with pytest.raises(Exception, match="line 12: the day of 10:41 CET is not known"):
        to_utc(text, PATH, CONVENTIONS)


def test_a_column_of_zones_says_utc() -> None:
    section = "| Time | TZ | Event |\n|---|---|---|\n| 10:52 | CET | a |\n| 10:00 | UTC | b |\n"
    heading, found = in_utc(section)
    assert heading == "## Timeline"
    assert found == "| Time | TZ | Event |\n|---|---|---|\n| 09:52 | UTC | a |\n| 10:00 | UTC | b |\n"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Times are in UTC. The on-call engineer was in CET, 23:52 for her.", None),
        ("All times are in CET. Our vendor works in PST, its page shows EST.",
         "All times are in UTC. Our vendor works in PST, its page shows EST."),
        ("Our vendor works in PST. All times are in CET, i.e. UTC+1.",
         "Our vendor works in PST. All times are in UTC."),
        ("> Our vendor works in PST.\n> All times are in CET [UTC+1].",
         "> Our vendor works in PST.\n> All times are in UTC."),
        ("- Our vendor works in PST\n- All times are in CET", "- Our vendor works in PST\n- All times are in UTC"),
    ],
)  # fmt: skip
def test_of_a_note_only_the_zone_that_it_gives_is_renamed(note: str, expected: str | None) -> None:
    clock = "10:10" if expected is None else "09:10"
    assert in_utc(f"{note}\n\n- 10:10 c\n") == ("## Timeline", f"{expected or note}\n\n- {clock} c\n")


def test_where_all_is_in_utc_nothing_is_renamed() -> None:
    section = "All times are in CET.\n\n- 10:10 UTC c\n"
    assert in_utc(section, "## Timeline of the CET region") == ("## Timeline of the CET region", section)


def test_a_note_about_other_times_stays() -> None:
    section = "### 2026-03-14 (CET)\n\n- 10:10 c\n\nPage times: PST.\n"
    assert in_utc(section) == ("## Timeline", "### 2026-03-14 (UTC)\n\n- 09:10 c\n\nPage times: PST.\n")


def test_in_a_british_winter_only_the_name_of_the_zone_changes() -> None:
    section = "- 10:10 AM c\n- 10:20–25: d\n- 10:30 Europe/London e\n"
    expected = "- 10:10 AM c\n- 10:20–25: d\n- 10:30 UTC e\n"
    assert in_utc(section, "## Timeline (Europe/London)") == ("## Timeline (UTC)", expected)


def test_noon_and_midnight_are_times() -> None:
    section = "- 9:52 AM a\n- Noon: b\n- 12:30 PM c\n- Midnight – d\n"
    assert in_utc(section, "## Timeline (PT)") == (
        "## Timeline (UTC)", "- 16:52 a\n- 19:00: b\n- 19:30 c\n- 07:00 – d\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("section", "left"),
    [
        ("- 10:04 a; errors since 09:55\n- 10:30 b (the 10:10 attempt did not help)\n- 10:40 c\n", (13, 14)),
        ("- 10:04 a since 9 am\n  until noon\n- 10:50 UTC b since 09:55\n", (13, 14)),
        ("| Time | Who | Event |\n|--|--|--|\n| 10:04 | x | a |\n| 10:30 | x | at 10:10 |\n", (16,)),
        ("At night, 02:10 was quiet.\n\n- 10:04 a\n", (13,)),
        ("- 10:04 a since 09:55 UTC, 2:1, 16:9, 1:234, v1:10.20, +0:12, 2026-03-14T09:00Z\n", ()),
        ("- 10:04 a\n\n```\n10:05 code\n```\n", ()),
    ],
)
def test_lines_that_tell_times_in_passing_are_named(section: str, left: tuple[int, ...]) -> None:
    assert to_utc(whole(section, "## Timeline (CET)"), PATH, CONVENTIONS).left == left
    assert to_utc(whole(section, "## Timeline (UTC)"), PATH, CONVENTIONS).left == ()


def test_where_no_time_is_read_nothing_is_in_utc() -> None:
    message = "the entries cannot be rewritten in UTC: {}"
    assert refusal("utc", "- T+5m: a\n") == message.format("none is read on line 13")
    epochs = "| Time | Event |\n|--|--|\n| 1773482400 | a |\n"
    assert refusal("utc", epochs) == message.format("line 15: 1773482400 is not a time")


def test_a_date_that_is_right_in_utc_stays_as_it_is_written() -> None:
    head = "| Date | Time (CET) | Event |\n|--|--|--|\n"
    rows = "| 15 Mar 2026 | 00:30 | a |\n| 15 Mar 2026 | 01:30 | b |\n"
    expected = "| 14 Mar 2026 | 23:30 | a |\n| 15 Mar 2026 | 00:30 | b |\n"
    assert in_utc(head + rows)[1] == head.replace("CET", "UTC") + expected


@pytest.mark.parametrize(
    "section",
    [
        "| Time | Event | Duration |\n|--|--|--|\n| T+0 | A | 00:10 |\n| T+10m | B | 01:20 |\n",
        "| T | Event | Downtime (min) |\n|--|--|--|\n| +10 | B | 01:20 |\n",
        "| When | What | Duration |\n|--|--|--|\n| Day 1, 00:10 | A | 00:30 |\n| Day 2, 00:30 | B | 01:20 |\n",
    ],
)
def test_how_long_something_took_is_no_time_of_day(section: str) -> None:
    told = refusal("utc", section, "## Timeline (CEST)")
    assert "is not a time" in told or "none is read" in told


def test_a_table_of_durations_below_a_timeline_stays_and_is_no_doubt() -> None:
    section = "- 10:00 A\n\n### Phases\n\n| Phase | Time taken | Remark |\n|--|--|--|\n| Detect | 00:24 | {} |\n"
    done = to_utc(whole(section.format(""), "## Timeline (CEST)"), PATH, CONVENTIONS)
    assert done == (whole(section.format(""), "## Timeline (UTC)").replace("10:00", "08:00"), 1, ())
    assert to_utc(whole(section.format("we knew by 9:00"), "## Timeline (CEST)"), PATH, CONVENTIONS).left == (19,)


@pytest.mark.parametrize("edit", ["utc", "sort"])
@pytest.mark.parametrize(
    ("section", "named"),
    [
        ("- 10:00 A\n- 12.30 C\n- 1130 D\n- ~14.45 N\n- 13:00 E\n", {14: "12.30", 15: "1130", 16: "~14.45"}),
        ("- 10:00 A\n  * 12.30 C\n  * 12.30 GB were free\n  * 1200 hosts\n- 13:00 E\n", {14: "12.30"}),
        ("10:00 A\n12.30 C\n13:00 E\n", {14: "12.30"}),
        ("| Time | Event |\n|--|--|\n| 10:00 | A |\n| Day 2, 00:30 | B |\n| later | C |\n", {16: "Day 2, 00:30"}),
    ],
)
def test_what_may_be_a_time_among_times_is_named(edit: str, section: str, named: dict[int, str]) -> None:
    told = "; ".join(f"line {line}: {written} is not read as a time" for line, written in named.items())
    assert refusal(edit, section, "## Timeline (CEST)").endswith(f": {told}")


@pytest.mark.parametrize("pair", ["15:00/15:10", "15:00, 15:10", "15:00 & 15:10"])
def test_half_of_a_pair_is_not_rewritten(pair: str) -> None:
    assert refusal("utc", f"- {pair} E\n", "## Timeline (CEST)").endswith(f"line 13: {pair} is more than one time")
    assert in_utc(f"- {pair} E\n", "## Timeline (UTC)")[1] == f"- {pair} E\n"


def test_a_table_with_a_column_in_utc_is_refused() -> None:
    table = "| Time (CET) | {} | Event |\n|--|--|--|\n| 10:00 | 09:00 | A |\n"
    assert "line 13: the table has a column in UTC already" in refusal("utc", table.format("Time (UTC)"))
    assert in_utc(table.format("Time (PT)"))[1].startswith("| Time (UTC) | Time (PT) |")


def test_the_evening_before_the_first_date_stays_there() -> None:
    section = "- 17:00 A\n- 23:35 B\n- 2026-03-14 00:20 C\n- 07:05 D\n"
    assert in_utc(section, "## Timeline (CET)")[1] == (
        "- 16:00 A\n- 22:35 B\n- 2026-03-13 23:20 C\n- 2026-03-14 06:05 D\n"
    )
    assert in_order(section) == section


def test_the_clock_of_a_shell_keeps_its_year_and_its_seconds() -> None:
    section = "- Wed Dec 31 23:40:11 CET 2025: a\n- Thu Jan  1 00:05:00 CET 2026 b\n"
    assert in_utc(section)[1] == "- 2025-12-31 22:40:11 UTC: a\n- 2025-12-31 23:05:00 UTC b\n"
