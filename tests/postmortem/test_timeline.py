from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.sections import SectionNames, read_sections
from pmctl.postmortem.timeline import TimelineEntry, read_timeline
from pmctl.postmortem.zones import find_zone, zone_of

DAY = date(2026, 3, 14)


def entries(
    content: str, *, heading: str = "Timeline", day: date | None = DAY, zone: timezone = UTC
) -> tuple[TimelineEntry, ...]:
    section = read_sections(parse_body(f"## {heading}\n\n{content}\n"), SectionNames())[0]
    return read_timeline(section, day=day, zone=zone)


def times(content: str, *, heading: str = "Timeline", day: date | None = DAY) -> list[str]:
    return [entry.at.isoformat() if entry.at else entry.written for entry in entries(content, heading=heading, day=day)]


# --- notations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("09:52", "2026-03-14T09:52:00+00:00"),
        ("9:52", "2026-03-14T09:52:00+00:00"),
        ("09:52:07", "2026-03-14T09:52:07+00:00"),
        ("09:52:07.250", "2026-03-14T09:52:07+00:00"),
        ("9:52 AM", "2026-03-14T09:52:00+00:00"),
        ("9:52 p.m.", "2026-03-14T21:52:00+00:00"),
        ("9:52p", "2026-03-14T21:52:00+00:00"),
        ("12:05 AM", "2026-03-14T00:05:00+00:00"),
        ("12:05 PM", "2026-03-14T12:05:00+00:00"),
        ("15:05 PM", "2026-03-14T15:05:00+00:00"),
        ("3 PM", "2026-03-14T15:00:00+00:00"),
        ("03.30 PM", "2026-03-14T15:30:00+00:00"),
        ("15.30 Uhr", "2026-03-14T15:30:00+00:00"),
        ("15 Uhr", "2026-03-14T15:00:00+00:00"),
        ("kl. 15.30", "2026-03-14T15:30:00+00:00"),
        ("15h30", "2026-03-14T15:30:00+00:00"),
        ("15時30分", "2026-03-14T15:30:00+00:00"),
        ("午後3時", "2026-03-14T15:00:00+00:00"),
        ("上午9:52", "2026-03-14T09:52:00+00:00"),
        ("１５：３０", "2026-03-14T15:30:00+00:00"),
        ("1530 UTC", "2026-03-14T15:30:00+00:00"),
        ("1530Z", "2026-03-14T15:30:00+00:00"),
        ("24:00", "2026-03-15T00:00:00+00:00"),
        ("2026-03-15T09:52:00Z", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15T09:52:00-05:00", "2026-03-15T09:52:00-05:00"),
        ("2026-03-15T09:52+0530", "2026-03-15T09:52:00+05:30"),
        ("2026-03-15 09:52", "2026-03-15T09:52:00+00:00"),
        ("2026/3/15 09:52", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15, 09:52", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15 at 09:52", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15 – 09:52", "2026-03-15T09:52:00+00:00"),
        ("15.03.2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("15.3.26 09:52", "2026-03-15T09:52:00+00:00"),
        ("15.03. 09:52", "2026-03-15T09:52:00+00:00"),
        ("15. März 2026, 09:52 Uhr", "2026-03-15T09:52:00+00:00"),
        ("3/15/2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("3/15/26 9:52 am", "2026-03-15T09:52:00+00:00"),
        ("15/3/2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("3/15 09:52", "2026-03-15T09:52:00+00:00"),
        ("03-15-2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("March 15, 2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("March 15, 2026: 9:52am UTC", "2026-03-15T09:52:00+00:00"),
        ("Mar 15th 09:52", "2026-03-15T09:52:00+00:00"),
        ("15 March 2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("15th of March, 09:52", "2026-03-15T09:52:00+00:00"),
        ("15 de marzo de 2026 09:52", "2026-03-15T09:52:00+00:00"),
        ("Sunday, 15 March 09:52", "2026-03-15T09:52:00+00:00"),
        ("Sun 09:52", "2026-03-14T09:52:00+00:00"),
        ("2026年3月15日 9時52分", "2026-03-15T09:52:00+00:00"),
        ("3月15日 9:52", "2026-03-15T09:52:00+00:00"),
        ("9:52 AM UTC Sunday March 15th", "2026-03-15T09:52:00+00:00"),
        ("09:52 on 15 March", "2026-03-15T09:52:00+00:00"),
        ("09:52 (03-15)", "2026-03-15T09:52:00+00:00"),
        ("09:52 (Sunday, 15 March)", "2026-03-15T09:52:00+00:00"),
        ("09:52 (15 March)", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15 (Sunday) 09:52", "2026-03-15T09:52:00+00:00"),
        ("09:52 UTC", "2026-03-14T09:52:00+00:00"),
        ("09:52 utc", "2026-03-14T09:52:00+00:00"),
        ("09:52z", "2026-03-14T09:52:00+00:00"),
        ("09:52 (CET)", "2026-03-14T09:52:00+01:00"),
        ("09:52 CEST", "2026-03-14T09:52:00+02:00"),
        ("09:52 PST", "2026-03-14T09:52:00-08:00"),
        ("09:52 PT", "2026-03-14T09:52:00-07:00"),
        ("09:52 Eastern Time", "2026-03-14T09:52:00-04:00"),
        ("09:52 JST", "2026-03-14T09:52:00+09:00"),
        ("09:52 IST", "2026-03-14T09:52:00+05:30"),
        ("09:52 AEST", "2026-03-14T09:52:00+10:00"),
        ("09:52 Europe/Oslo", "2026-03-14T09:52:00+01:00"),
        ("09:52 +02:00", "2026-03-14T09:52:00+02:00"),
        ("09:52 -0700", "2026-03-14T09:52:00-07:00"),
        ("09:52 UTC+2", "2026-03-14T09:52:00+02:00"),
        ("09:52 GMT-05:30", "2026-03-14T09:52:00-05:30"),
        ("09:52 CET (08:52 UTC)", "2026-03-14T09:52:00+01:00"),
        ("09:52 (10:52 CET)", "2026-03-14T09:52:00+00:00"),
        ("09:52 (+02:00)", "2026-03-14T09:52:00+02:00"),
        ("09:52 (Japan)", "2026-03-14T09:52:00+09:00"),
        ("09:52 (approx.) (CET)", "2026-03-14T09:52:00+01:00"),
    ],
)
def test_notations(written: str, at: str) -> None:
    (entry,) = entries(f"- **{written}** Alert fired")
    assert entry.at is not None
    assert entry.at.isoformat() == at
    assert (entry.written, entry.event) == (written, "Alert fired")


@pytest.mark.parametrize(
    ("written", "at", "until"),
    [
        ("15:00 - 15:10", (15, 0), (15, 10)),
        ("15:00–15:10", (15, 0), (15, 10)),
        ("15:00 → 15:10 UTC", (15, 0), (15, 10)),
        ("15:00 to 15:10", (15, 0), (15, 10)),
        ("Between 15:00 and 15:10", (15, 0), (15, 10)),
        ("15:00〜15:10", (15, 0), (15, 10)),
        ("3:00 - 3:10 PM", (15, 0), (15, 10)),
        ("11:50 - 12:10 PM", (11, 50), (12, 10)),
        ("3:00 PM - 3:10 PM", (15, 0), (15, 10)),
        ("00:05 - 00:10 AM", (0, 5), (0, 10)),
        ("15:00:57-58", (15, 0), (15, 0)),
        ("15:00 – ~15:10", (15, 0), (15, 10)),
    ],
)
def test_ranges(written: str, at: tuple[int, int], until: tuple[int, int]) -> None:
    (entry,) = entries(f"- {written}: Alert fired")
    assert entry.at is not None
    assert entry.until is not None
    assert ((entry.at.hour, entry.at.minute), (entry.until.hour, entry.until.minute)) == (at, until)
    assert (entry.written, entry.event, entry.until.date()) == (written, "Alert fired", DAY)


def test_ranges_over_midnight_and_over_days() -> None:
    over_midnight, over_days, dates = entries(
        "- 23:50 - 00:10 Failover\n- 2026-03-15 22:00 - 2026-03-17 02:00 Backfill\n- 2026-03-18 – 2026-03-20: Audit"
    )
    assert over_midnight.until == datetime(2026, 3, 15, 0, 10, tzinfo=UTC)
    assert over_days.until == datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
    assert (dates.at, dates.until) == (datetime(2026, 3, 18, tzinfo=UTC), datetime(2026, 3, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    "written",
    ["~15:00", "15:00~", "≈15:00", "ca. 15:00", "around 15:00", "About 15:00", "approx. 15:00", "15:00ish",
     "15:00 (approx)", "15:00 (est.)", "March 14, around 15:00", "15:00頃", "gegen 15:00", "2026-03-14"],
)  # fmt: skip
def test_approximate_times(written: str) -> None:
    (entry,) = entries(f"- {written}: Alert fired")
    assert (entry.approximate, entry.written, entry.event) == (True, written, "Alert fired")
    assert entry.at is not None


@pytest.mark.parametrize("heading", ["Timeline (all times approximate)", "Timeline (UTC). All times estimated"])
def test_a_timeline_may_be_approximate_as_a_whole(heading: str) -> None:
    assert all(entry.approximate for entry in entries("- 15:00 a\n- 15:10 b", heading=heading))


@pytest.mark.parametrize(
    "written",
    [
        "HH:MM",
        "hh:mm",
        "??:??",
        "--:--",
        "16:??",
        "16:0x",
        "17:2xz",
        "25:61",
        "14:75",
        "TBD",
        "2026-03-14 HH:mm",
        "2026-03-?? HH:mm",
    ],
)
def test_times_that_cannot_be_read(written: str) -> None:
    (entry,) = entries(f"- {written} Alert fired")
    assert (entry.at, entry.until, entry.written, entry.event) == (None, None, written, "Alert fired")


@pytest.mark.parametrize(
    "text",
    [
        "Alert fired at 15:00", "Orders failed", "3 hosts died", "10 minutes later", "1.7.0 was released",
        "1/2 of the hosts",
        "3.11 is out", "10.0.0.1 was unreachable", "16:9 ratio", "1st batch: 4400 orders", "T+5 min", "Day 2",
        "Mayday",
        "marketing page", "3h outage", "2:5 split", "20260314 build", "v2026.03", "99 problems", "1:1 meetings", "",
        "mm",
    ],
)  # fmt: skip
def test_what_is_no_entry(text: str) -> None:
    assert entries(f"- {text}\n\n{text}\n\n### {text}") == ()


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("15:00 UTC - 2 hosts died", "2 hosts died"),
        ("15:00 3 of 4 hosts died", "3 of 4 hosts died"),
        ("15:00 and nobody noticed", "and nobody noticed"),
        ("15:00 to be precise", "to be precise"),
        ("15:00 (the first alert) fired", "(the first alert) fired"),
        ("15:00 (15:10 was the second) fired", "(15:10 was the second) fired"),
        ("15:00 **Alert** fired", "**Alert** fired"),
        ("**15:00 – Alert fired**", "Alert fired"),
        ("__15:00__: `db-1` fails", "`db-1` fails"),
        ("`15:00` `db-1` fails", "`db-1` fails"),
        ("[15:00](https://chat.example/1) Alert", "Alert"),
        ("[15:00] Alert", "Alert"),
        ("(15:00) Alert", "Alert"),
        ("{{ 15:00 }} Alert", "Alert"),
        ("🚨 15:00 Alert", "Alert"),
        ("15:00 — — Alert", "Alert"),
        ("15:00 -> Alert", "Alert"),
        ("15:00 Sunday deploys stop", "Sunday deploys stop"),
        ("15:00 1/2 of the hosts", "1/2 of the hosts"),
    ],
)
def test_where_the_event_begins(written: str, event: str) -> None:
    (entry,) = entries(f"- {written}")
    assert (entry.at, entry.event) == (datetime(2026, 3, 14, 15, 0, tzinfo=UTC), event)


# --- shapes ------------------------------------------------------------------------------------------------------


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
        "| ~17:3xz | Fix \\"
    )
    assert [(c.line, c.column, c.written, c.event, c.at is None) for c in cells] == [
        (5, 4, "10:04", "`a \\| b` fails", False),
        (6, 3, "soon", "Page", True),
        (7, 3, "", "Retry", True),
        (9, 3, "~17:3xz", "Fix \\", True),
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


# --- days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "- 2026-03-14 22:00 a\n- 23:00 b\n- 2026-03-15 01:00 c\n- 02:00 d",
        "**2026-03-14**\n\n- 22:00 a\n- 23:00 b\n\n_March 15_\n\n- 01:00 c\n- 02:00 d",
        "### 2026-03-14\n\n22:00 a\n\n23:00 b\n\n### Sunday, 2026-03-15: the day after\n\n01:00 c\n\n02:00 d",
        "- 2026-03-14:\n  - 22:00 a\n  - 23:00 b\n- 15 March, the day after\n  - 01:00 c\n  - 02:00 d",
        "2026-03-14\n22:00 a\n23:00 b\n2026-03-15\n01:00 c\n02:00 d",
        "- 22:00 a\n- 23:00 b\n- 01:00 c\n- 02:00 d",
        "- 2026-03-14 22:00 a\n- 23:00 b\n- 01:00 c\n- 02:00 d",
        "- 22:00 a\n- 23:00 b\n- 01:00 (03-15) c\n- 02:00 d",
        "- 14/03/2026 22:00 a\n- 23:00 b\n- 15/03/2026 01:00 c\n- 02:00 d",
    ],
)
def test_dates_are_carried_forward(content: str) -> None:
    assert times(content) == [
        "2026-03-14T22:00:00+00:00", "2026-03-14T23:00:00+00:00", "2026-03-15T01:00:00+00:00",
        "2026-03-15T02:00:00+00:00",
    ]  # fmt: skip


def test_where_dates_are_written_midnight_is_not_guessed() -> None:
    assert times("- 2026-03-14 10:00 a\n- 2026-03-15 23:00 b\n- 01:00 c")[-1] == "2026-03-15T01:00:00+00:00"


def test_a_little_earlier_is_a_mistake_and_not_the_next_day() -> None:
    assert times("- 22:00 a\n- 21:31 b\n- 10:00 c") == [
        "2026-03-14T22:00:00+00:00", "2026-03-14T21:31:00+00:00", "2026-03-14T10:00:00+00:00",
    ]  # fmt: skip


def test_the_first_date_of_the_heading_is_where_it_begins() -> None:
    assert times("10:00 a", heading="Timeline (UTC) 3/2/26-3/16/26") == ["2026-03-02T10:00:00+00:00"]
    assert times("10:00 a", heading="Timeline, Saturday Mar 7th 2026", day=None) == ["2026-03-07T10:00:00+00:00"]
    assert times("March 8 10:00 a", heading="Timeline, Saturday Mar 7th 2026", day=None) == [
        "2026-03-08T10:00:00+00:00"
    ]


def test_without_any_date_there_is_no_moment() -> None:
    assert times("- 10:00 a\n- 10:05 - 10:10 b", day=None) == ["10:00", "10:05 - 10:10"]
    assert times("- March 14 10:00 a", day=None) == ["March 14 10:00"]


@pytest.mark.parametrize(
    ("written", "day", "at"),
    [
        ("03/04/2026", date(2026, 3, 4), "2026-03-04"),
        ("03/04/2026", date(2026, 4, 3), "2026-04-03"),
        ("03/04/2026", date(2026, 4, 1), "2026-04-03"),
        ("03/04/2026", date(2026, 8, 1), "2026-03-04"),
        ("03/04/2026", None, "2026-03-04"),
        ("04/04/2026", date(2026, 4, 4), "2026-04-04"),
        ("02/03/2026", date(2026, 2, 28), "2026-02-03"),
        ("3/4", date(2026, 4, 3), "2026-04-03"),
    ],
)
def test_which_number_is_the_month(written: str, day: date | None, at: str) -> None:
    if written.startswith("02"):
        at = "2026-03-02"
    assert times(f"- {written} 10:00 a", day=day) == [f"{at}T10:00:00+00:00"]


def test_one_clear_date_decides_for_all() -> None:
    assert times("- 02/03/2026 10:00 a\n- 13/03/2026 10:00 b")[0] == "2026-03-02T10:00:00+00:00"
    assert times("- 02/03/2026 10:00 a\n- 03/13/2026 10:00 b")[0] == "2026-02-03T10:00:00+00:00"


def test_a_missing_year_is_the_closest() -> None:
    assert times("- Dec 31 23:00 a\n- Jan 1 01:00 b", day=date(2025, 12, 31)) == [
        "2025-12-31T23:00:00+00:00", "2026-01-01T01:00:00+00:00",
    ]  # fmt: skip
    assert times("- Dec 31 23:00 a", day=date(2026, 1, 1)) == ["2025-12-31T23:00:00+00:00"]


def test_the_year_of_a_column() -> None:
    table = "| Date (2021) | Time | Event |\n|---|---|---|\n| Jan 28 | 10:00 | a |"
    assert times(table, day=None) == ["2021-01-28T10:00:00+00:00"]


@pytest.mark.parametrize(
    "written", ["2026-02-30 10:00", "Feb 30 10:00", "99/99/2026 10:00", "0001-01-01 10:00", "13.13.2026 10:00"]
)
def test_impossible_dates(written: str) -> None:
    (entry,) = entries(f"- {written} a")
    assert (entry.at, entry.event) == (None, "a")


def test_a_range_may_tell_its_day_at_the_end() -> None:
    (entry,) = entries("- 22:00 - 22:10 (2026-03-15) Failover")
    assert (entry.at, entry.event) == (datetime(2026, 3, 15, 22, 0, tzinfo=UTC), "Failover")


def test_the_end_of_a_range_may_be_open() -> None:
    (entry,) = entries("- 22:00-22:?? Failover")
    assert (entry.at, entry.until) == (datetime(2026, 3, 14, 22, 0, tzinfo=UTC), None)


def test_the_end_of_time() -> None:
    assert times("- 24:00 a", day=date.max) == ["24:00"]
    late = entries("- 23:00 a\n- 01:00 b\n- 24:00 c", day=date.max)
    assert [entry.at is None for entry in late] == [False, True, True]
    (entry,) = entries("- 23:00 - 01:00 a", day=date.max)
    assert entry.until is None


def test_a_date_alone_with_words_is_an_event() -> None:
    deploy, alert = entries("### March 12: Deploy\n\nQuiet.\n\n### March 14, 10:00\n\nAlert")
    assert (deploy.at, deploy.event) == (datetime(2026, 3, 12, tzinfo=UTC), "Deploy")
    assert alert.event == "Alert"
    assert [entry.event for entry in entries("- 2026-03-12 Deploy\n- 10:00 Alert")] == ["Deploy", "Alert"]


# --- zones -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "content"),
    [
        ("Timeline (all times PST)", "- 10:00 a"),
        ("Timeline, UTC-8", "- 10:00 a"),
        ("Timeline", "- 10:00 PST a"),
        ("Timeline", "All times in PST.\n\n- 10:00 a"),
        ("Timeline", "PST throughout. From the logs.\n\n- 10:00 a"),
        ("Timeline", "(PST)\n\n- 10:00 a"),
        ("Zeitleiste", "Alle Zeiten in PST\n\n- 10:00 a"),
        ("Timeline (UTC)", "| Time (PST) | Event |\n|---|---|\n| 10:00 | a |"),
        ("Timeline", "| Date and Time in PST | Event |\n|---|---|\n| 2026-03-14 10:00 | a |"),
        ("Timeline", "| PST | Event |\n|---|---|\n| 10:00 | a |"),
        ("Timeline", "| Date (PST) | Time | Event |\n|---|---|---|\n| 2026-03-14 | 10:00 | a |"),
    ],
)
def test_where_a_zone_may_stand(heading: str, content: str) -> None:
    (entry,) = entries(content, heading=heading)
    assert (entry.at, entry.zone_known) == (datetime(2026, 3, 14, 18, 0, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "content", ["- 10:00 a", "The EST office saw it first, and told the others in the usual channel.\n\n- 10:00 a"]
)
def test_the_zone_is_assumed(content: str) -> None:
    (entry,) = entries(content, zone=timezone(timedelta(hours=2)))
    assert entry.at is not None
    assert (entry.at.isoformat(), entry.zone_known) == ("2026-03-14T10:00:00+02:00", False)


def test_a_zone_is_assumed_from_the_entry_above_rather() -> None:
    first, second = entries("- 10:00 CET a\n- 10:05 b")
    assert (first.zone_known, second.zone_known) == (True, False)
    assert second.at == datetime(2026, 3, 14, 9, 5, tzinfo=UTC)


def test_the_zone_of_an_entry_beats_the_others() -> None:
    (entry,) = entries("| Time (UTC) | Event |\n|---|---|\n| 10:00 CET | a |", heading="Timeline (PST)")
    assert entry.at == datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UTC", 0),
        ("gmt", 0),
        ("Z", 0),
        ("CEST", 2),
        ("MESZ", 2),
        ("IST", 5.5),
        ("+02:00", 2),
        ("-0330", -3.5),
        ("UTC+10", 10),
        ("\u22125", -5),
    ],
)
def test_zones(name: str, hours: float) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "summer"), [("PT", -7), ("ET", -4), ("Central Time", -5), ("mountain time", -6), ("Europe/Berlin", 2)]
)
def test_zones_with_a_summer(name: str, summer: int) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert zone.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=summer)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "XYZ", "Europe/Atlantis", "+25:00", "../etc/passwd", "\0", "a" * 500, "Europe"])
def test_what_is_no_zone(name: str) -> None:
    assert zone_of(name) is None


def test_a_zone_in_a_text() -> None:
    zone = find_zone("Europe/Atlantis, or rather JST")
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=9)
    assert find_zone("No ZONE, est, ist, METEOR or PTO here") is None


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
