from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem import written_times
from pmctl.postmortem.written_dates import MONTH_NUMBERS, find_dates
from pmctl.postmortem.written_times import read_time
from tests.timelines import DAY, entries

WORDS = (
    *MONTH_NUMBERS,
    *(
        "mon",
        "tues",
        "Wednesday",
        "thurs",
        "fri",
        "saturday",
        "sun",
        "tueday",
        "ca.",
        "c.",
        "circa",
        "approx.",
        "about",
    ),
    *("around", "roughly", "estimated", "est.", "est", "gegen", "etwa", "ungefähr", "vers", "environ", "hacia", "rond"),
    *("omstreeks", "około", "omkring", "runt", "shortly after", "just before", "soon", "right", "by", "since", "until"),
    *(
        "till",
        "the next day",
        "following morning",
        "at",
        "on",
        "from",
        "between",
        "um",
        "ab",
        "kl.",
        "à",
        "às",
        "a las",
    ),
    *(
        "hh:mm",
        "xx",
        "tbd",
        "TBCz",
        "n/a",
        "xxxx-xx-xx",
        "午前",
        "上午",
        "z",
        "UTC",
        "PM",
        "Uhr",
        "h",
        "to",
        "and",
    ),
    *("Deploy", "The", "alert", "5xx", "x", "ſat", "aprıl", "MAİ", "kl"),
)
PIECES = (
    *(
        "09:52",
        "9",
        "25:71",
        "10:??",
        "12",
        "2026-03-14",
        "14.3.2026",
        "3/14",
        "09.52",
        "0952",
        "20260314T0952",
        "2026",
    ),
    *(
        "3月14日",
        "０９：５２",
        "9h30",
        "16:2x",
        "--:--",
        "+02:00",
        "-0500",
        "10:04:05",
        "[9:52](https://a.example)",
        "<b>",
    ),
    *(
        " ",
        "  ",
        ", ",
        ": ",
        " - ",
        "–",
        ".",
        "(",
        ") ",
        "/",
        "**",
        "*",
        "_",
        "`",
        "[",
        "](",
        "~",
        "≈",
        "{",
        "T",
        "\u00a0",
        "?",
    ),
)


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
        ("Sun 09:52", "2026-03-15T09:52:00+00:00"),
        ("09:52 (Sun)", "2026-03-15T09:52:00+00:00"),
        ("Wed 09:52", "2026-03-11T09:52:00+00:00"),
        ("03-15 09:52", "2026-03-15T09:52:00+00:00"),
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
        ("1530 hrs", "2026-03-14T15:30:00+00:00"),
        ("1530h", "2026-03-14T15:30:00+00:00"),
        ("15:30h", "2026-03-14T15:30:00+00:00"),
        ("20260315 09:52", "2026-03-15T09:52:00+00:00"),
        ("20260315T095207Z", "2026-03-15T09:52:07+00:00"),
        ("2026-03-15 09.52", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15 (09:52)", "2026-03-15T09:52:00+00:00"),
        ("2026-03-15_09:52", "2026-03-15T09:52:00+00:00"),
        ("15/Mar/2026:09:52:07 +0000", "2026-03-15T09:52:07+00:00"),
        ("Sun Mar 15 09:52:07 UTC 2026", "2026-03-15T09:52:07+00:00"),
        ("Sun, 15 Mar 2026 09:52:07 +0000", "2026-03-15T09:52:07+00:00"),
        ("2026年3月15日（日） 9:52", "2026-03-15T09:52:00+00:00"),
        ("09:52 US/Pacific", "2026-03-14T09:52:00-07:00"),
        ("09:52 CET/CEST", "2026-03-14T09:52:00+01:00"),
        ("09:52 CET / 08:52 UTC", "2026-03-14T09:52:00+01:00"),
        ("09:52 CET = 3:52am EST", "2026-03-14T09:52:00+01:00"),
        ("09:52 (next day)", "2026-03-15T09:52:00+00:00"),
        ("09:52 (+1)", "2026-03-15T09:52:00+00:00"),
        ("Next day, 09:52", "2026-03-15T09:52:00+00:00"),
        ("The following morning 09:52", "2026-03-15T09:52:00+00:00"),
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
        ("3-4 PM", (15, 0), (16, 0)),
        ("11 to 12:30 pm", (11, 0), (12, 30)),
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
     "15:00 (approx)", "15:00 (est.)", "March 14, around 15:00", "15:00頃", "gegen 15:00", "2026-03-14",
     "after 15:00", "Shortly before 15:00", "by 3 PM", "since 15:00", "15:00+", "15:00 onwards", "~15:0x", "15:0?z"],
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
        "25:0x",
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
    assert (entry.is_garbled, entry.has_clock) == (written != "TBD", False)


def test_a_digit_that_nobody_noted() -> None:
    (entry,) = entries("- 16:2x Alert fired")
    assert (entry.at, entry.written) == (datetime(2026, 3, 14, 16, 20, tzinfo=UTC), "16:2x")


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
        ("**15:00** [UTC]: Alert", "Alert"),
        ("<b>15:00</b> Alert", "Alert"),
        ("15:00<br>Alert", "Alert"),
        ("15:00 **_**", ""),
    ],
)
def test_where_the_event_begins(written: str, event: str) -> None:
    (entry,) = entries(f"- {written}")
    assert (entry.at, entry.event) == (datetime(2026, 3, 14, 15, 0, tzinfo=UTC), event)


@given(st.lists(st.sampled_from((*WORDS, *map(str.title, WORDS), *PIECES, *PIECES)), max_size=6).map("".join))
def test_a_first_look_at_a_line_misses_nothing(line: str) -> None:
    assert read_time(line) == written_times._read(line, whole=False)
    assert read_time(line, whole=True) == written_times._read(line, whole=True)


@pytest.mark.parametrize("written", ["aprıl 3", "MAİ 3", "3 dıc 2026"])
def test_an_i_without_its_dot_is_one(written: str) -> None:
    assert [found.day for found in find_dates(written)] == [3]
