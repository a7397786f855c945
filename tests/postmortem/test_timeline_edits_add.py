"""Entries added to a timeline, in the shape of those that are there."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.timeline_edits_add import NewEntry, add_entries
from pmctl.postmortem.yaml_text import EditError
from tests.postmortem.edits import CONVENTIONS, HEAD, PATH, added, entry, whole

NEW = (("10:20:30", "A | `b`"), ("11:30", "last"), ("09:00", "first"))


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "| Time | Who | Event |\n|--|--|--|\n| 09:52 | @x | a |\n| 10:41 | @y | c |\n",
            ("| Time | Who | Event |\n|--|--|--|\n| 09:00 | | first |\n| 09:52 | @x | a |\n| 10:20 | | A \\| `b` |\n"
            "| 10:41 | @y | c |\n| 11:30 | | last |\n"),
        ),
        (
            ("| Time  | Who | Event   |\n|-------|-----|---------|\n| **09:52** | @x  | a |\n"
            "| 10:41 | @y  | c       |\n"),
            ("| Time  | Who | Event   |\n|-------|-----|---------|\n| **09:00** | | first |\n| **09:52** | @x  | a |\n"
            "| **10:20** | | A \\| `b` |\n| 10:41 | @y  | c       |\n| 11:30 | | last |\n"),
        ),
        (
            "| Time  | Who | Event     |\n|-------|-----|-----------|\n| 09:52 | @x  | a         |\n",
            ("| Time  | Who | Event     |\n|-------|-----|-----------|\n| 09:00 |     | first     |\n"
            "| 09:52 | @x  | a         |\n| 10:20 |     | A \\| `b`  |\n| 11:30 |     | last      |\n"),
        ),
        (
            "| Date | Time (CET) | Event |\n|--|--|--|\n| 2026-03-14 | 10:52 | a |\n|| 11:41 | c |\n",
            ("| Date | Time (CET) | Event |\n|--|--|--|\n| 2026-03-14 | 10:00 | first |\n| 2026-03-14 | 10:52 | a |\n"
            "| 2026-03-14 | 11:20 | A \\| `b` |\n|| 11:41 | c |\n| | 12:30 | last |\n"),
        ),
        ("Time|TZ|Event\n--|--|--\n10:04|UTC|a\n10:41|UTC|c\n",
         "Time|TZ|Event\n--|--|--\n09:00|UTC|first\n10:04|UTC|a\n10:20|UTC|A \\| `b`\n10:41|UTC|c\n11:30|UTC|last\n"),
        ("Time|Event\n--|--\n09:52|a\n10:41|c\n",
         "Time|Event\n--|--\n09:00|first\n09:52|a\n10:20|A \\| `b`\n10:41|c\n11:30|last\n"),
        ("- **10:04:** a\n- **10:41:** c\n",
         "- **09:00:** first\n- **10:04:** a\n- **10:20:** A | `b`\n- **10:41:** c\n- **11:30:** last\n"),
        ("- **10:04** – a\n  more\n- 10:41 – **c** d\n",
         "- **09:00** – first\n- **10:04** – a\n  more\n- **10:20** – A | `b`\n- 10:41 – **c** d\n- 11:30 – last\n"),
        ("* `2026-03-14 10:04 UTC` a\n\n* `2026-03-14 10:41 UTC` c\n",
         ("* `2026-03-14 09:00 UTC` first\n\n* `2026-03-14 10:04 UTC` a\n\n* `2026-03-14 10:20 UTC` A | `b`\n\n"
         "* `2026-03-14 10:41 UTC` c\n\n* `2026-03-14 11:30 UTC` last\n")),
        ("- [10:04] a\n", "- [09:00] first\n- [10:04] a\n- [10:20] A | `b`\n- [11:30] last\n"),
        ("- [10:04](https://example.com/1) a\n",
         "- 09:00 first\n- [10:04](https://example.com/1) a\n- 10:20 A | `b`\n- 11:30 last\n"),
        ("- [10:04][1]\n", "- 09:00: first\n- [10:04][1]\n- 10:20: A | `b`\n- 11:30: last\n"),
        ("- [10:04]: a b\n", "- [09:00] first\n- [10:04]: a b\n- [10:20]: A | `b`\n- [11:30] last\n"),
        ("- 3/14/26 10:04 AM: a\n",
         "- 3/14/26 9:00 AM: first\n- 3/14/26 10:04 AM: a\n- 3/14/26 10:20 AM: A | `b`\n- 3/14/26 11:30 AM: last\n"),
        ("- [x] 10:04 a\n", "- 09:00 first\n- [x] 10:04 a\n- 10:20 A | `b`\n- 11:30 last\n"),
        ("- **10:04 a**\n", "- **09:00 first**\n- **10:04 a**\n- **10:20 A | `b`**\n- **11:30 last**\n"),
        ("- **10:04\n  a**\n", "- 09:00: first\n- **10:04\n  a**\n- 10:20: A | `b`\n- 11:30: last\n"),
        ("- 10:04\n  a\n", "- 09:00: first\n- 10:04\n  a\n- 10:20: A | `b`\n- 11:30: last\n"),
        ("1. 10:04 a\n2. 10:41 c\n", "1. 09:00 first\n2. 10:04 a\n3. 10:20 A | `b`\n4. 10:41 c\n5. 11:30 last\n"),
        ("1. 10:04 a\n1. 10:41 c\n", "1. 09:00 first\n1. 10:04 a\n1. 10:20 A | `b`\n1. 10:41 c\n1. 11:30 last\n"),
        ("10:04 a  \n10:41 c\n", "09:00 first  \n10:04 a  \n10:20 A | `b`  \n10:41 c  \n11:30 last\n"),
        ("10:04 a\n\n10:41 c\n", "09:00 first\n\n10:04 a\n\n10:20 A | `b`\n\n10:41 c\n\n11:30 last\n"),
        ("### 10:04 a\n\nfoo\n", "### 09:00 first\n\n### 10:04 a\n\nfoo\n\n### 10:20 A | `b`\n\n### 11:30 last\n"),
        ("### 10:04 ###\n\nfoo\n",
         "### 09:00 ###\n\nfirst\n\n### 10:04 ###\n\nfoo\n\n### 10:20 ###\n\nA | `b`\n\n### 11:30 ###\n\nlast\n"),
        ("- 10:04 AM CET: a\n- ~11:41 AM CET: c\n",
         ("- 10:00 AM CET: first\n- 10:04 AM CET: a\n- 11:20 AM CET: A | `b`\n"
         "- ~11:41 AM CET: c\n- 12:30 PM CET: last\n")),
        ("- 10:04:05 a\n  - 10:10:00 nested\n", ("- 09:00:00 first\n- 10:04:05 a\n  - 10:10:00 nested\n"
         "- 10:20:30 A | `b`\n- 11:30:00 last\n")),
        ("- ~10:04: a\n", "- 09:00: first\n- ~10:04: a\n- 10:20: A | `b`\n- 11:30: last\n"),
        ("- 11:00 c\n- 10:30 b\n- 10:10 a\n",
         "- 11:30 last\n- 11:00 c\n- 10:30 b\n- 10:20 A | `b`\n- 10:10 a\n- 09:00 first\n"),
    ],
)  # fmt: skip
def test_an_entry_has_the_shape_of_those_around_it(section: str, expected: str) -> None:
    assert added(section, *NEW) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("| Time | Event |\n|--|--|\n| ~10:52 CET | a |\n",
         "| Time | Event |\n|--|--|\n| ~10:52 CET | a |\n| 11:20 CET | x |\n"),
        ("- ~09:52 UTC: a\n", "- ~09:52 UTC: a\n- 10:20 UTC: x\n"),
        ("- ~09:52Z: a\n", "- ~09:52Z: a\n- 10:20 UTC: x\n"),
        ("- ~10:52 +01:00: a\n", "- ~10:52 +01:00: a\n- 11:20 UTC+01:00: x\n"),
        ("- **2026-03-14 09:52** (UTC) — *a*\n", "- **2026-03-14 09:52** (UTC) — *a*\n- 2026-03-14 10:20 UTC: x\n"),
        ("- Sat 14 Mar 10:52 CET: a\n", "- Sat 14 Mar 10:52 CET: a\n- 14 Mar 11:20 CET: x\n"),
        ("| Time | Event |\n|--|--|\n| Sat 10:52 CET | a |\n",
         "| Time | Event |\n|--|--|\n| Sat 10:52 CET | a |\n| 11:20 CET | x |\n"),
        ("- 10:52 CET (09:52 UTC) a\n- 11:52 CET c\n",
         "- 10:52 CET (09:52 UTC) a\n- 11:20 CET x\n- 11:52 CET c\n"),
        ("- 10:52 CET (09:52 UTC) a\n", "- 10:52 CET (09:52 UTC) a\n- 11:20 CET x\n"),
        ("- 10:52–11:00 CET: a\n", "- 10:52–11:00 CET: a\n- 11:20 CET: x\n"),
    ],
)  # fmt: skip
def test_the_zone_and_the_date_of_its_neighbours_are_written(section: str, expected: str) -> None:
    assert added(section, ("10:20", "x")) == expected


def test_in_an_unsorted_timeline_what_is_later_than_all_goes_to_the_end() -> None:
    assert added("- 10:04: a\n- 11:00: c\n- 10:40: b\n", ("11:30", "x")) == (
        "- 10:04: a\n- 11:00: c\n- 10:40: b\n- 11:30: x\n"
    )
    backwards = "- 11:00: d\n- 10:40: c\n- 10:50: b\n- 10:30: a\n"
    assert added(backwards, ("11:30", "x")) == "- 11:00: d\n- 11:30: x\n- 10:40: c\n- 10:50: b\n- 10:30: a\n"


def test_a_day_is_written_where_it_changes() -> None:
    assert added("- 23:50: a\n", ("2026-03-15T00:10", "b"), ("2026-03-15T00:20", "c")) == (
        "- 23:50: a\n- 2026-03-15 00:10: b\n- 00:20: c\n"
    )
    head = "| Date | Time | Event |\n|--|--|--|\n"
    assert added(f"{head}| 14.03.2026 | 23:50 | a |\n", ("2026-03-15T00:10", "b")) == (
        f"{head}| 14.03.2026 | 23:50 | a |\n| 15.03.2026 | 00:10 | b |\n"
    )
    below = "### 2026-03-14\n\n- 23:50: a\n\n### 2026-03-15\n\n- 00:10: b\n- 01:10: c\n"
    assert added(below, ("2026-03-15T00:20", "x")) == below.replace("- 01:10", "- 00:20: x\n- 01:10")


def test_an_entry_between_two_days_leaves_the_others_on_theirs() -> None:
    assert added("- 23:50: a\n- 00:30: c\n", ("2026-03-15T00:10", "b"), ("22:00", "x")) == (
        "- 22:00: x\n- 23:50: a\n- 2026-03-15 00:10: b\n- 00:30: c\n"
    )
    assert added("- 2026-03-14 23:50: a\n- 09:00: c\n", ("2026-03-17T00:10", "b"), ("2026-03-13T22:00", "x")) == (
        "- 2026-03-13 22:00: x\n- 2026-03-14 23:50: a\n- 09:00: c\n- 2026-03-17 00:10: b\n"
    )


def test_neighbours_are_those_of_the_same_list() -> None:
    section = "### 2026-03-14\n\n- ~23:50 – a\n\n### 2026-03-15\n\n* 01:10 c\n* 02:10 d\n"
    assert added(section, ("23:55", "b")) == section.replace("a\n", "a\n- 23:55 – b\n")


def test_clocks_that_are_known_by_those_around_them() -> None:
    section = "- 09.52 – a\n- 10.04 – b\n- 10.41 – c\n"
    assert added(section, ("10:20", "x")) == section.replace("b\n", "b\n- 10.20 – x\n")


def test_what_else_stands_beside_a_time_is_not_said_of_a_new_one() -> None:
    head = "| Time | Event |\n|--|--|\n"
    assert added(f"{head}| **09:52** by mail | a |\n", ("10:00", "b")) == (
        f"{head}| **09:52** by mail | a |\n| 10:00 | b |\n"
    )


def test_rows_without_a_time_stay_with_the_one_above_them() -> None:
    head = "| Time | Event |\n|--|--|\n"
    assert added(f"{head}| 09:52 | a |\n| | more |\n| 10:41 | c |\n", ("10:00", "b")) == (
        f"{head}| 09:52 | a |\n| | more |\n| 10:00 | b |\n| 10:41 | c |\n"
    )


def test_the_later_of_two_timelines() -> None:
    text = whole("- 10:00 a\n\n## Timeline of the second day (UTC)\n\n- 2026-03-15 09:00 b\n")
    done = add_entries(text, PATH, CONVENTIONS, [entry("2026-03-15T09:30", "c"), entry("2026-03-14T11:00", "d")])
    assert "- 10:00 a\n- 11:00 d\n" in done.text
    assert "- 2026-03-15 09:00 b\n- 2026-03-15 09:30 c\n" in done.text
    assert [(one.line, one.event) for one in done.added] == [(14, "d"), (19, "c")]


TABLE = "| Time (UTC) | Event |\n| :- | :- |\n"


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("", f"{TABLE}| 09:00 | a |\n| 10:00 | b \\| c |\n\n"),
        ("<!-- What happened? -->\n", f"<!-- What happened? -->\n\n{TABLE}| 09:00 | a |\n| 10:00 | b \\| c |\n"),
        ("TODO: copy it.\n\n### Notes\n\nfoo\n",
         f"TODO: copy it.\n\n{TABLE}| 09:00 | a |\n| 10:00 | b \\| c |\n\n### Notes\n\nfoo\n"),
        ("TODO: copy it.\n### Notes\n\nfoo\n",
         f"TODO: copy it.\n\n{TABLE}| 09:00 | a |\n| 10:00 | b \\| c |\n\n### Notes\n\nfoo\n"),
        ("| When (CET) | What |\n|--|--|\n", "| When (CET) | What |\n|--|--|\n| 10:00 | a |\n| 11:00 | b \\| c |\n"),
        ("| Time | Who | Event |\n|--|--|--|\n| | | |\n| | | |\n",
         "| Time | Who | Event |\n|--|--|--|\n| 09:00 | | a |\n| 10:00 | | b \\| c |\n"),
    ],
)  # fmt: skip
def test_a_timeline_without_entries_is_given_a_table(section: str, expected: str) -> None:
    assert added(section, ("09:00", "a"), ("10:00", "b | c")) == expected


def test_a_new_table_has_days_and_seconds_where_they_are_needed() -> None:
    assert f"{TABLE}| 2026-03-14 09:00:00 | a |\n| 2026-03-15 00:10:20 | b |\n" in added(
        "<!-- -->\n", ("09:00", "a"), ("2026-03-15T00:10:20", "b")
    )
    text = whole("").replace("date: 2026-03-14\n", "")
    assert "| 2026-03-14 09:00 | a |" in add_entries(text, PATH, CONVENTIONS, [entry("09:00", "a")]).text
    bare = "## Timeline\n"
    assert add_entries(bare, PATH, CONVENTIONS, [entry("09:00", "a")]).text == (
        f"## Timeline\n\n{TABLE}| 2026-03-14 09:00 | a |\n"
    )


def test_where_no_time_can_be_read_it_goes_to_the_end_with_its_zone() -> None:
    head = "| Time | Event |\n|--|--|\n"
    assert added(f"{head}| 20262-03-14 10:00 | a |\n", ("09:00", "b")) == (
        f"{head}| 20262-03-14 10:00 | a |\n| 2026-03-14 09:00 UTC | b |\n"
    )
    dated = "| Date | Time | Event |\n|--|--|--|\n"
    assert added(f"{dated}| 14th | 9:5 | a |\n", ("09:00", "b"), heading="## Timeline").startswith(dated)


def test_moments_by_their_names_are_no_neighbours() -> None:
    assert added("- Detected: 10:04 UTC\n", ("10:10", "a")).endswith(f"{TABLE}| 10:10 | a |\n")


def test_what_is_there_already_is_not_added() -> None:
    text = whole("- 10:00 The `alert` fires\\!\n- 11:00 b\n")
    new = [entry("10:00:40", "THE `alert`  fires!."), entry("10:01", "The `alert` fires!"), entry("11:00", "b")]
    done = add_entries(text, PATH, CONVENTIONS, [*new, new[1]])
    assert [one.event for one in done.added] == ["The `alert` fires!"]
    assert done.known == 3


@pytest.mark.parametrize(
    ("event", "written"),
    [
        ("11:30 things", "- 10:20: 11:30 things"),
        ("- 11 things", "- 10:20 – - 11 things"),
        ("to be continued", "- 10:20 – to be continued"),
        ("a\n\nb\x1b[31m", "- 10:20 – a b␛[31m"),
        ("<!-- pmctl:actions -->", "- 10:20 – \\<!-- pmctl:actions -->"),
        ("**bold** and [x](y)", "- 10:20 – **bold** and [x](y)"),
    ],
)
def test_hostile_words_stay_words(event: str, written: str) -> None:
    assert added("- 10:00 – a\n", ("10:20", event)) == f"- 10:00 – a\n{written}\n"


def test_words_below_a_heading_begin_no_list() -> None:
    assert "\n\n\\- 11 things\n" in added("### 10:00\n\nfoo\n", ("10:20", "- 11 things"))
    assert "\n\n11\\. things\n" in added("### 10:00\n\nfoo\n", ("10:20", "11. things"))


def test_line_endings_are_those_of_the_document() -> None:
    text = whole("- 10:00 a\n").replace("\n", "\r\n")
    done = add_entries(text, PATH, CONVENTIONS, [entry("10:20", "b")])
    assert done.text == text.replace("- 10:00 a\r\n", "- 10:00 a\r\n- 10:20 b\r\n")


def test_a_last_line_without_an_ending() -> None:
    text = f"{HEAD}## Timeline\r\n\r\n- 10:00 a".replace("\r\n", "\n").replace("\n", "\r\n")
    done = add_entries(text, PATH, CONVENTIONS, [entry("10:20", "b")])
    assert done.text.endswith("- 10:00 a\r\n- 10:20 b")


def test_a_midnight_that_is_not_written_is_no_place_for_anything() -> None:
    section = "- 00:30 d\n- 23:50 b\n- 23:40 a\n"
    with pytest.raises(EditError, match="added: line 14: 23:50 may be of the evening before, if the newest is told"):
        add_entries(whole(section), PATH, CONVENTIONS, [entry("10:00", "x")])


@pytest.mark.parametrize(
    ("section", "new", "message"),
    [
        ("| Time |\n|--|\n| 10:00 |\n", entry("10:20", "b"), "the table has no column for events"),
        ("- 10:00 a\n", NewEntry(dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC), "b"), "lies beyond every calendar"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(section: str, new: NewEntry, message: str) -> None:
    with pytest.raises(EditError, match=message):
        add_entries(whole(section), PATH, CONVENTIONS, [new])


def test_without_a_section_there_is_no_place() -> None:
    with pytest.raises(EditError, match="no Timeline section"):
        add_entries("# X\n", PATH, CONVENTIONS, [entry("10:20", "b")])


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("- <time>10:04</time> a\n", "- <time>10:04</time> a\n- 10:20 x\n"),
        ("- <b>10:04</b> – a\n", "- <b>10:04</b> – a\n- 10:20 – x\n"),
        ("- 10:04–09: a\n", "- 10:04–09: a\n- 10:20: x\n"),
        ("10:04 a<br>\n10:41 c<br>\n", "10:04 a<br>\n10:20 x<br>\n10:41 c<br>\n"),
        ("10:00 a<br>\n10:04 c<br>\n", "10:00 a<br>\n10:04 c<br>\n10:20 x<br>\n"),
        ("10:00 a\\\n10:04 c\n", "10:00 a\\\n10:04 c\\\n10:20 x\n"),
        ("**March 14, 2026**\n\n- 10:04 a\n\n**March 15**\n\n- 00:10 b\n",
         "**March 14, 2026**\n\n- 10:04 a\n- 10:20 x\n\n**March 15**\n\n- 00:10 b\n"),
        ("- 10:04 America/New_York a\n", "- 06:20 America/New_York x\n- 10:04 America/New_York a\n"),
    ],
)  # fmt: skip
def test_nothing_of_another_entry_is_broken_or_copied_by_mistake(section: str, expected: str) -> None:
    assert added(section, ("10:20", "x")) == expected


def test_an_entry_beside_one_that_names_no_zone_leaves_that_its_own() -> None:
    section = "- 10:00 CET a\n- {}~10:30: b\n- 11:00 c\n"
    assert added(section.format(""), ("09:15", "x"), heading="## Timeline") == section.format("10:15 CET x\n- ")


def test_the_zone_is_written_where_no_entry_above_tells_it() -> None:
    section = "- ~10:00 CET: a\n- 10:30: b\n"
    assert added(section, ("08:30", "x"), heading="## Timeline") == f"- 09:30 CET: x\n{section}"


def test_where_no_time_is_read_nothing_is_added() -> None:
    with pytest.raises(EditError, match=r"^the entries cannot be added: none is read on lines 13 to 14$"):
        add_entries(whole("- T+5m: a\n- T+9m: b\n"), PATH, CONVENTIONS, [entry("10:20", "b")])
