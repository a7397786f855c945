from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.section_names import SectionNames
from pmctl.postmortem.sections import read_sections
from pmctl.postmortem.timeline import read_timeline
from pmctl.postmortem.timeline_rows import event_columns
from tests.timelines import entries, times


def test_bullets_with_their_lines_and_columns() -> None:
    first, second, third = entries(
        "- [x] 09:52 Deploy\n  of the driver\n\n  and more\n  - no time\n"
        "* **10:04:** Alert\n   1. 10:05 Page\n- Fine since then"
    )
    assert (first.line, first.column, first.written, first.event) == (3, 7, "09:52", "Deploy of the driver")
    assert (second.line, second.column, second.event) == (8, 5, "Alert")
    assert (third.line, third.column, third.event) == (9, 7, "Page")


def test_the_words_of_a_bullet_may_follow_below() -> None:
    first, second = entries("- **09:52**\n\n  Deploy\n\n  of the driver\n- 10:04\n  - Alert\n  - Page\n")
    assert (first.event, second.event) == ("Deploy", "Alert")


def test_code_in_a_bullet_is_no_timeline() -> None:
    (entry,) = entries("- 09:52 Deploy\n  ```\n  - 10:00 log\n  10:01 log\n  ```\n")
    assert entry.event == "Deploy"


def test_numbers() -> None:
    assert times("1. 09:52 Deploy\n2. 10:04 Alert") == ["2026-03-14T09:52:00+00:00", "2026-03-14T10:04:00+00:00"]


def test_a_heading_for_each_event() -> None:
    found = entries(
        "### 2026-03-14 23:30 ###\n\nDeploy of the\ndriver.\n\nMore.\n\n### Over night\n\nQuiet.\n\n"
        "### ~07:15 – Alert\n\nPage.\n\n"
        "### 07:20\n\n```\nlog\n```\n\nMitigated\n---\n"
    )
    assert [(entry.line, entry.column, entry.written, entry.event) for entry in found] == [
        (3, 5, "2026-03-14 23:30", "Deploy of the driver."),
        (14, 5, "~07:15", "Alert"),
        (18, 5, "07:20", ""),
    ]
    assert [entry.at and entry.at.day for entry in found] == [14, 15, 15]


def test_a_setext_heading_for_an_event() -> None:
    (entry,) = entries("### Facts\n\n09:52 Deploy\n---", heading="Timeline")[:1] or (None,)
    assert entry is None


def test_paragraphs() -> None:
    found = entries(
        "The deploy took a while.\n\n**09:52** Deploy\nof the driver.\n10:04 Alert\n10:05: Page\n"
        "went unanswered until\n10:30 or so\n\n"
        "At 11:00 all was quiet.\n\nAround 11:10, checks passed\n\n"
        "March 14, 2026 was a Saturday.\n\nMarch 14, 2026\nAudit began"
    )
    assert [(entry.line, entry.written, entry.event) for entry in found] == [
        (5, "09:52", "Deploy of the driver."),
        (7, "10:04", "Alert"),
        (8, "10:05", "Page went unanswered until 10:30 or so"),
        (14, "Around 11:10", "checks passed"),
        (18, "March 14, 2026", "Audit began"),
    ]


def test_prose_that_is_wrapped_before_a_time() -> None:
    assert entries("The first page went out at\n10:04 and nobody saw it.") == ()
    assert len(entries("What we know:\n10:04 Alert\n10:05 Page")) == 2


@pytest.mark.parametrize(
    "table",
    [
        "| Time | Event |\n|---|---|\n| 10:04 | Alert |\n| 10:05 | Page |",
        "| Event | Time |\n|---|---|\n| Alert | 10:04 |\n| Page | 10:05 |",
        "Time|Event\n---|---\n10:04|Alert\n10:05|Page",
        "| UTC | What |\n|---|---|\n| 10:04 | Alert |\n| 10:05 | Page |",
        "| | |\n|---|---|\n| 10:04 | Alert |\n| 10:05 | Page |",
        "| # | Who | Uhrzeit | Ereignis |\n|--|--|--|--|\n| 1 | Mara | 10:04 | Alert |\n| 2 | Jonas | 10.05 | Page |",
        "| Date | Time | Event |\n|---|---|---|\n| 2026-03-14 | 10:04 | Alert |\n| | 10:05 | Page |",
        "| Time | Date | Event |\n|---|---|---|\n| 10:04 | Mar 14 | Alert |\n| 10:05 | Mar 14 | Page |",
        "| Day | Date (2026) | Time | Event |\n|--|--|--|--|\n| | Mar 14 | 10:04 | Alert |\n| | Mar 14 | 10:05 | Page",
        "| Date and time | Event |\n|---|---|\n| 2026-03-14 10:04 | Alert |\n| **2026-03-14 10:05** | Page |\n| | |",
        "| Start | End | Details |\n|---|---|---|\n| 10:04 | 10:05 | Alert |\n| 10:05 | n/a | Page |",
        "| 時刻 | 内容 |\r\n|---|---|\r\n| 10:04 | Alert |\r\n| 10:05 | Page |\r\n",
        "| Clock | Remark | Owner |\n|---|---|---|\n| 10:04 | Alert | M |\n| 10:05 | Page | |",
    ],
)
def test_tables(table: str) -> None:
    first, second = entries(table)
    assert (first.at, first.event) == (datetime(2026, 3, 14, 10, 4, tzinfo=UTC), "Alert")
    assert (second.at, second.event) == (datetime(2026, 3, 14, 10, 5, tzinfo=UTC), "Page")
    assert (first.line, second.line) == (5, 6)


def test_the_cells_of_a_table() -> None:
    cells = entries(
        "| Time (CET) | Event | Source |\n|---|---|---|\n|  10:04  | `a \\| b` fails | log |\n"
        "| soon | Page |\n| | Retry |\n|\n"
        "| ~17:?? | Fix \\"
    )
    assert [(c.line, c.column, c.written, c.event, c.at is None) for c in cells] == [
        (5, 4, "10:04", "`a | b` fails", False),
        (6, 3, "soon", "Page", True),
        (7, 3, "", "Retry", True),
        (9, 3, "~17:??", "Fix \\", True),
    ]
    assert cells[0].at == datetime(2026, 3, 14, 10, 4, tzinfo=timezone(timedelta(hours=1)))


def test_a_table_of_days() -> None:
    first, second = entries("| Date | Event |\n|---|---|\n| 2026-03-14 | Deploy |\n| 2026-03-15 | Revert |")
    assert (first.at, first.approximate) == (datetime(2026, 3, 14, tzinfo=UTC), True)
    assert second.at == datetime(2026, 3, 15, tzinfo=UTC)


def test_a_day_beside_a_blank_time() -> None:
    table = "| Date | Time | Event |\n|---|---|---|\n| 2026-03-14 | 10:04 | Alert |\n| 2026-03-15 | | Revert |\n"
    first, second, third = entries(f"{table}| 2026-03-16 | | |\n| 2026-03-17 | soon | Audit |")
    assert first.at == datetime(2026, 3, 14, 10, 4, tzinfo=UTC)
    assert (second.at, second.written, second.column) == (datetime(2026, 3, 15, tzinfo=UTC), "2026-03-15", 3)
    assert (third.at, third.written) == (None, "soon")


def test_ends_in_a_column() -> None:
    (entry, _) = entries(
        "| Start | End | Event |\n|---|---|---|\n| 23:50 | 00:10 | Failover |\n| 00:20 | soon | Rest |"
    )
    assert entry.until == datetime(2026, 3, 15, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "table",
    [
        "| Metric | Value |\n|---|---|\n| Orders | 12 |",
        "| Time to detect | 12 min |\n|---|---|\n| Time to fix | 40 min |",
        "| Time | Event |\n|---|---|",
        "| Name | Note |\n|---|---|\n| db-1 | " + "x" * 100 + " |",
    ],
)
def test_tables_of_something_else(table: str) -> None:
    assert entries(table) == ()


def test_one_column_of_times() -> None:
    (entry,) = entries("| Time |\n|---|\n| 10:04 |")
    assert (entry.at, entry.event) == (datetime(2026, 3, 14, 10, 4, tzinfo=UTC), "")


def test_quotes_code_and_comments_hold_no_entries() -> None:
    assert entries("> 10:04 Alert\n\n```\n10:05 Page\n```\n\n<!-- 10:06 -->\n") == ()


def test_a_name_before_its_time() -> None:
    found = entries(
        "- **Detected:** 10:04 UTC\n- Resolved – 2026-03-14 11:30\n- Duration: 01:26\n- Owner: mara\n"
        "- Alert: 10:04 was too late\n- Deploy: 2026-03-12\n"
    )
    assert [(entry.event, entry.written, entry.column) for entry in found] == [
        ("Detected", "10:04 UTC", 17), ("Resolved", "2026-03-14 11:30", 14),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "at"),
    [
        ("- 09.52 – Deploy\n- 10.04 – Alert\n- 10.30: Fixed", ["09:52", "10:04", "10:30"]),
        ("- 0952: Deploy\n- 2004: Alert\n- 2031: Fixed", ["09:52", "20:04", "20:31"]),
        ("- 10:00 Deploy\n- 10.04 – Alert\n- 10:30 Fixed", ["10:00", "10:04", "10:30"]),
        ("- 10:00 Deploy\n- 3.11 is out\n- 10:30 Fixed", ["10:00", "10:30"]),
        ("- 3.11 – a release\n- 10.04 – another", []),
        ("- 3.11 a release\n- 10.04 another", []),
        ("- 09.52 Deploy\n- 10.04 Alert", ["09:52", "10:04"]),
        ("- 0952 Deploy\n- 1004 Alert", ["09:52", "10:04"]),
        ("- 0952 Deploy\n- 1004 Alert\n  - 3.11 is out", ["09:52", "10:04"]),
        ("- 0952 Deploy\n- later\n- 1004 Alert", []),
        ("- 0952 Deploy\n- 25.71 Alert", []),
        ("- 2019 Launch\n- 2022 Growth", []),
        ("- 09.52 Deploy", []),
        ("- 2021: Launch\n- 2022: Growth\n- 2023: Outage", []),
        ("- 10:00 Deploy\n- of\n- 3.11 – a\n- release\n- and\n- more", ["10:00"]),
    ],
)
def test_numbers_that_are_times_among_times(content: str, at: list[str]) -> None:
    assert [entry.at and entry.at.strftime("%H:%M") for entry in entries(content)] == at


@pytest.mark.parametrize(
    "written",
    [
        "9.5.2 pm",
        "10;04 UTC",
        "9:5",
        "1O:04",
        "10:004",
        "110:04",
        "11/03/202",
        "20260-03-14 10:04",
        "2026-3-144",
        "5-3-226",
    ],
)
def test_a_slip_among_times(written: str) -> None:
    slip = f"{written}: Alert fired"
    for content in (f"- 10:00 a\n- **{written}**: Alert fired\n- 10:10 b", f"10:00: a\n\n{slip}\n\n10:10: b"):
        _, entry, _ = entries(content)
        assert (entry.written, entry.event, entry.at) == (written, "Alert fired", None)
        assert (entry.is_garbled, entry.has_clock) == (True, False)
    assert entries(f"- {slip}\n- Notes\n- More notes\n- 10:00 a")[-1].written == "10:00"
    assert entries(slip) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2:1 majority",
        "1.7.0 was released",
        "10.0.0.1 was lost",
        "3 of 5 hosts",
        "5 minutes later",
        "1/2 of it",
        "2.4.118: fix",
    ],
)
def test_what_is_no_slip_among_times(text: str) -> None:
    assert len(entries(f"- 10:00 a\n- {text}\n- 10:10 b\n  - {text}")) == 2
    assert len(entries(f"10:00: a\n\n{text}\n\n10:10: b")) == 2


@pytest.mark.parametrize(
    ("cell", "is_garbled"),
    [("20260-03-14 10:04", True), ("10:0", True), ("10.4.1", True), ("104", True), ("10:??", True), ("10:04:", False),
     ("", False), ("—", False), ("later", False), ("~7 days before", False), ("n/a", False), ("T+5", False),
     ("Step 3", False)],
)  # fmt: skip
def test_a_slip_in_a_column_of_times(cell: str, is_garbled: bool) -> None:
    table = f"| Time | Event |\n|---|---|\n| 10:00 | a |\n| {cell} | b |"
    assert [entry.is_garbled for entry in entries(table)] == [False, is_garbled]


def test_a_column_of_years_and_a_column_of_clocks_without_colons() -> None:
    assert entries("| Year | Event |\n|---|---|\n| 2021 | Launch |\n| 2022 | Growth |") == ()
    assert times("| Time | Event |\n|---|---|\n| 0952 | a |\n| 2022 | b |") == [
        "2026-03-14T09:52:00+00:00", "2026-03-14T20:22:00+00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "threads"),
    [
        ("- 10:00 a\n- 10:01 b\n\n10:02: c\n\n- 10:03 d", "1111"),
        ("- 10:00 a\n  - 10:05 b\n  - 10:06 c\n- 10:02 d\n  - 10:03 e", "12213"),
        ("### 10:00\n\n- 10:05 b\n\n### 10:02\n\n- 10:03 c", "1213"),
        ("### Hosts\n\n- 10:00 a\n\n### Queues\n\n- 09:00 b", "12"),
        ("**Hosts**\n\n- 10:00 a\n\n**Queues**\n\n- 09:00 b\n\nThe rest:\n\n- 08:00 c", "123"),
        ("| Time | Event |\n|--|--|\n| 10:00 | a |\n| 10:01 | b |\n\n| Time | Event |\n|--|--|\n| 10:00 | c |", "112"),
    ],
)
def test_what_is_told_one_after_the_other(content: str, threads: str) -> None:
    assert "".join(str(entry.thread) for entry in entries(content)) == threads


def test_a_date_heading_over_a_paragraph_is_an_event() -> None:
    found = entries("### March 12\n\nDeploy.\n\n### March 14\n\nAlert.")
    assert [(entry.event, entry.at and entry.at.day) for entry in found] == [("Deploy.", 12), ("Alert.", 14)]
    assert [entry.event for entry in entries("### March 12\n\n10:00: Deploy")] == ["Deploy"]


# --- laws --------------------------------------------------------------------------------------------------------

WORDS = (
    *(
        "15:00",
        "3 PM",
        "2026-03-14",
        "3/4/26",
        "14.3.",
        "March 14",
        "HH:MM",
        "–",
        "-",
        "to",
        "UTC",
        "PT",
        "+02:00",
        "~",
    ),
    *("- ", "* ", "1. ", "### ", "| ", " | ", "|---|---|", "**", "(", ")", ":", "```", "[", "](x)", " ", "  "),
    *("Time", "Event", "Date (2026)", "End"),
)
BREAKS = ("\n", "\n\n", "\r\n", "\r", "\0", "\u2028", "\x85")
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(BREAKS), st.text(max_size=6))


@given(st.lists(PIECES, max_size=40).map("".join), st.one_of(st.none(), st.dates()))
def test_any_text_is_read(content: str, day: date | None) -> None:
    body = f"## Timeline\n\n{content}"
    for section in read_sections(parse_body(body), SectionNames()):
        for entry in read_timeline(section, day=day, zone=UTC):
            line = body.split("\n")[entry.line - 1]
            assert line[entry.column - 1 :].startswith(entry.written)
            assert "\n" not in entry.event
            assert entry.at is None or entry.at.tzinfo is not None
            assert entry.until is None or entry.at is not None


@given(
    st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2199, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["-", "*", "1.", "###"]),
)
def test_an_iso_time_is_read_as_it_is_written(moment: datetime, mark: str) -> None:
    moment = moment.replace(microsecond=0)
    (entry,) = entries(f"{mark} {moment.isoformat()} Alert")
    assert (entry.at, entry.event, entry.zone_known) == (moment, "Alert", True)


@pytest.mark.parametrize(
    "content",
    ["- " + " " * 50_000 + "x", "15:00" + " " * 50_000, "15:00 x\n" + "y\n" * 20_000,
     "| Time |\n|---|\n" + "| 15:00 |\n" * 2_000,
     "- 15:00 " + "(" * 50_000, "- " + "[" * 50_000, "- " + "~" * 50_000, "- " + "15:00 " * 10_000, "- " + "1" * 50_000,
     "|" * 20_000],
)  # fmt: skip
def test_long_lines_are_survived(content: str) -> None:
    entries(content)


def test_the_columns_that_are_headed_as_holding_events() -> None:
    assert event_columns("| Time | **What happened** | Who | Event |") == {1, 3}
