"""A timeline drawn in a terminal, and as data."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from pmctl.postmortem.parse import parse
from pmctl.render.timeline import TimelinePicture
from pmctl.render.timeline_data import timeline_json, timeline_markdown
from pmctl.reports.timeline import timeline_view
from tests.reports.test_timeline import CONVENTIONS, view

MILESTONES = """\
started_at: 2026-03-14T09:52:00Z
detected_at: 2026-03-14T10:04:00Z
acknowledged_at: 2026-03-14T10:07:00Z
mitigated_at: 2026-03-14T10:41:00Z
resolved_at: 2026-03-14T14:30:00Z
"""
SECTION = """\
| Time | Event |
|--|--|
| 09:52 | The driver is rolled out |
| 10:04 | The `alert` [red]fires[/red] for checkout, and for the three services behind it |
| ~10:07 | |
| 25:71 | what? |
| 10:41–10:50 | All hosts are put back |
| 2026-03-15 00:10–2026-03-16 01:00 | Quiet |
| 00:20 CET | The report is begun |
"""


def drawn(
    section: str, milestones: str = "", *, width: int = 80, encoding: str = "utf-8", heading: str = "## Timeline (UTC)"
) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    console.print(TimelinePicture(view(section, milestones, heading)), markup=False, highlight=False)
    out.seek(0)
    return "".join(f"{line.rstrip()}\n" for line in out.read().split("\n")).rstrip("\n") + "\n"


def test_a_picture() -> None:
    assert (
        drawn(SECTION, MILESTONES)
        == """\
X
x, SEV2, started 2026-03-14 09:52 UTC

████▓▓▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
█ detect 12 min  ▓ acknowledge 3 min  ▒ mitigate 34 min  ░ resolve 3 h 49 min
4 h 38 min from started to resolved

Sat 2026-03-14
 09:52   +0:00  ◆  started
                ●  The driver is rolled out
                │
 10:04   +0:12  ◆  detected
                ●  The alert [red]fires[/red] for checkout, and for the three
                │  services behind it
 10:07   +0:15  ◆  acknowledged
~10:07   +0:15  ●  (nothing is said)
     ?          ○  25:71: what?
                │
                │
 10:41   +0:49  ◆  mitigated
                ●  All hosts are put back (until 10:50)
                │
                ┆  3 h 49 min
                │
 14:30   +4:38  ◆  resolved
                │
                ┆  8 h 50 min
                │
 23:20  +13:28  ●  The report is begun
                │
                │
Sun 2026-03-15
 00:10  +14:18  ●  Quiet (until 2026-03-16 01:00)

1 time cannot be read, on line 22
1 entry stands below a later one; --sort puts them in order
"""
    )


def test_letters_where_there_is_nothing_else() -> None:
    text = drawn(SECTION, MILESTONES, encoding="ascii")
    assert text.isascii()
    assert "\nDDDDAAMMMMMMMMMRRRR" in text
    assert "\nD detect 12 min  A acknowledge 3 min  M mitigate 34 min  R resolve 3 h 49 min\n" in text
    assert "\n 10:04   +0:12  *  detected\n                o  The alert" in text
    assert "\n     ?          ?  25:71: what?\n                |\n" in text
    assert "\n                :  3 h 49 min\n" in text


@pytest.mark.parametrize("width", [12, 20, 30, 45, 46, 60, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = drawn(SECTION, MILESTONES, width=width)
    assert max(map(len, text.split("\n"))) <= width
    words = " ".join(text.split())
    assert "services" in words
    assert "detected" in words


def test_a_narrow_terminal_has_times_and_words_alone() -> None:
    text = drawn(SECTION, MILESTONES, width=40)
    assert "\n 10:04  detected\n        The alert [red]fires[/red] for\n        checkout, and for the three\n" in text
    assert "┆" not in text


def test_what_is_assumed_is_said() -> None:
    assert (
        drawn("- 10:00: a\n- 23:30: b\n- 00:10:05: c\n", heading="## Timeline")
        == """\
X
x, SEV2, first entry 2026-03-14 10:00 UTC

Sat 2026-03-14
 10:00:00   +0:00  ●  a
                   │
                   ┆  13 h 30 min
                   │
 23:30:00  +13:30  ●  b
                   │
                   │
Sun 2026-03-15 (day assumed)
 00:10:05  +14:10  ●  c

zone assumed: UTC
day assumed: 2026-03-14, the incident's
time counts from the first entry, since started_at is not set
"""
    )
    mixed = drawn("- 2026-03-14 10:00: a\n- 10:30 CET: b\n", heading="## Timeline")
    assert "●  a (zone assumed: UTC)\n" in mixed
    assert "zone assumed: UTC\n" not in mixed.replace("(zone assumed: UTC)\n", "")
    followed = drawn("- 2026-03-14 10:00 CET: a\n- 10:30: b\n", heading="## Timeline")
    assert "●  b (zone assumed: UTC+01:00)\n" in followed


def test_one_phase_and_none() -> None:
    one = drawn("", "detected_at: 2026-03-14T10:04:00Z\nresolved_at: 2026-03-14T10:04:00Z\n")
    assert "\n░\n░ resolve 0 s\n" in one
    assert " from " not in one
    assert drawn("") == "X\nx, SEV2\n"


def test_many_unread_times_and_several_sections() -> None:
    text = drawn("- 10:00: a\n" + "- 25:71: b\n" * 9 + "\n## Timeline of the second day\n\n- 11:00: c\n")
    assert "9 times cannot be read, on lines 13, 14, 15, 16, 17, 18, 19, 20 and 1 more\n" in text
    assert "of 2 Timeline sections, on lines 10 and 23\n" in text


def test_what_is_in_doubt_is_said() -> None:
    text = drawn("- 2026-07-14 10:00: a\n- 12.30 b\n", heading="## Timeline (CET)")
    assert "what may be a time is not read as one, on line 13\n" in text
    assert "CET is read as UTC+1, though in July clocks there show CEST\n" in text


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("x", "the day of 1 time is not known, on line 8\n"),
        ("2026-03-14-x", "day assumed: 2026-03-14, of the id or the file's name\n"),
    ],
)
def test_times_without_a_date(name: str, note: str) -> None:
    text = f"---\nid: {name}\ntitle: X\n---\n\n## Timeline (UTC)\n\n- 10:00: a\n"
    found = timeline_view(parse(text, "x.md", CONVENTIONS), CONVENTIONS)
    with (console := Console(width=80)).capture() as capture:
        console.print(TimelinePicture(found))
    assert note in capture.get()


def test_a_long_timeline_has_no_gaps() -> None:
    rows = "".join(f"- 2026-03-{day:02} {hour:02}:00 x\n" for day in range(1, 11) for hour in range(24))
    assert "┆" not in drawn(rows)
    assert "┆" in drawn(rows[: len(rows) // 2])


def test_before_the_start_and_long_after_it() -> None:
    text = drawn("- 2026-03-14 09:50: a\n- 2026-03-16 12:00: b\n", "started_at: 2026-03-14T09:52:00Z\n")
    assert " 09:50   -0:02  ●  a\n" in text
    assert " 12:00  +50:08  ●  b\n" in text


def test_json() -> None:
    data = json.loads(timeline_json(view(SECTION, MILESTONES)))
    assert {key: data[key] for key in list(data)[:9]} == {
        "schema": 1,
        "id": "x",
        "path": "x.md",
        "title": "X",
        "severity": "SEV2",
        "start": "2026-03-14T09:52:00Z",
        "start_is_milestone": True,
        "sections": [{"heading": "Timeline (UTC)", "line": 15}],
        "out_of_order": 1,
    }
    assert data["phases"][0] == {"name": "detect", "from": "started_at", "to": "detected_at", "seconds": 720}
    assert data["items"][0] == {
        "kind": "milestone",
        "at": "2026-03-14T09:52:00Z",
        "date": "2026-03-14",
        "until": None,
        "elapsed_seconds": 0,
        "text": "started",
        "written": "",
        "approximate": False,
        "zone_assumed": False,
        "day_assumed": False,
        "line": 6,
    }
    unread = next(item for item in data["items"] if item["written"] == "25:71")
    assert (unread["at"], unread["date"], unread["elapsed_seconds"]) == (None, None, None)


def test_a_day_alone_has_a_date_and_no_time() -> None:
    data = json.loads(timeline_json(view("- 2026-03-15: quiet\n")))
    assert (data["items"][0]["at"], data["items"][0]["date"], data["start"]) == (None, "2026-03-15", None)
    assert drawn("- 2026-03-15: quiet\n", heading="## Timeline") == "X\nx, SEV2\n\nSun 2026-03-15\n          ●  quiet\n"


def test_markdown() -> None:
    assert (
        timeline_markdown(view(SECTION, MILESTONES))
        == """\
| Time (UTC) | Elapsed | Event |
| :- | :- | :- |
| 2026-03-14 09:52 | +0:00 | **started** |
| 09:52 | +0:00 | The driver is rolled out |
| 10:04 | +0:12 | **detected** |
| 10:04 | +0:12 | The alert \\[red\\]fires\\[/red\\] for checkout, and for the three services behind it |
| 10:07 | +0:15 | **acknowledged** |
| ~10:07 | +0:15 |  |
| 25:71 |  | what? |
| 10:41 | +0:49 | **mitigated** |
| 10:41–10:50 | +0:49 | All hosts are put back |
| 14:30 | +4:38 | **resolved** |
| 23:20 | +13:28 | The report is begun |
| 2026-03-15 00:10–2026-03-16 01:00 | +14:18 | Quiet |
"""
    )
    assert "| 2026-03-14 10:00:05 (zone assumed) | +0:00 | a |" in timeline_markdown(
        view("- 10:00:05: a\n", heading="## Timeline")
    )
    assert "| 2026-03-15 |  | quiet |" in timeline_markdown(view("- 2026-03-15: quiet\n"))
