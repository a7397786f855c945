"""Sections of a template, filled in with a summary and with a timeline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pmctl.incidents.model import Entry
from pmctl.incidents.section_filling import put_summary, put_timeline
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.story import timeline_of

START = datetime(2026, 3, 14, 9, 52, tzinfo=UTC)
ENTRIES = (
    Entry(at=START, text="the new driver | reaches all hosts"),
    Entry(at=START + timedelta(minutes=12), text="the alert fires"),
)
OURS = (
    "| Time (UTC) | Event |\n| :- | :- |\n| 2026-03-14 09:52 | the new driver \\| reaches all hosts |\n"
    "| 2026-03-14 10:04 | the alert fires |\n"
)


def told(section: str, entries: tuple[Entry, ...] = ENTRIES, more: str = "") -> str:
    text = put_timeline(f"# x\n\n## Timeline\n{section}", entries, more, Conventions())
    assert text.startswith("# x\n\n## Timeline\n")
    return text.removeprefix("# x\n\n## Timeline\n")


def summed_up(section: str, summary: str = "It was down.") -> str:
    text = put_summary(f"# x\n\n## Summary\n{section}", summary, Conventions())
    return text.removeprefix("# x\n\n## Summary\n")


@pytest.mark.parametrize(
    ("section", "made"),
    [
        ("", f"\n{OURS}"),
        ("\nAll times in UTC.\n", f"\nAll times in UTC.\n\n{OURS}"),
        ("\nAll times in UTC.", f"\nAll times in UTC.\n\n{OURS}"),
        ("All times in UTC.\n## Impact\n", f"All times in UTC.\n\n{OURS}\n## Impact\n"),
        ("\n<!-- When? -->\n\n_In UTC._\n\n> Be exact.\n\n## Impact\n",
         f"\n<!-- When? -->\n\n_In UTC._\n\n> Be exact.\n\n{OURS}\n## Impact\n"),
        ("\nIn UTC.\n\n- 10:00 x\n", f"\nIn UTC.\n\n{OURS}\n- 10:00 x\n"),
        ("\nIn UTC.\n\n### Before\n", f"\nIn UTC.\n\n{OURS}\n### Before\n"),
        ("\n- \n- [ ]\n\nLater.\n", f"\n{OURS}\nLater.\n"),
        ("\n1. HH:MM\n", f"\n{OURS}"),
        ("\n- **HH:MM** – TBD\n- HH:MM - event\n", f"\n{OURS}"),
        ("\n- HH:MM - event\n- 10:00 over\n", f"\n{OURS}\n- HH:MM - event\n- 10:00 over\n"),
        ("\n**XX:XX** What happened\n", f"\n{OURS}"),
        ("\nTODO\n", f"\n{OURS}"),
        ("\n---\n", f"\n{OURS}\n---\n"),
    ],
)  # fmt: skip
def test_the_table_stands_behind_what_introduces_it(section: str, made: str) -> None:
    assert told(section) == made


@pytest.mark.parametrize(
    ("table", "made"),
    [
        (
            "| Time (UTC) | What happened |\n|---|---|\n| | |\n| | |\n",
            ("| Time (UTC) | What happened |\n|---|---|\n| 2026-03-14 09:52 | the new driver \\| reaches all hosts |\n"
            "| 2026-03-14 10:04 | the alert fires |\n"),
        ),
        (
            "|Time (UTC)|Who|Event|\n|-|-|-|\n|HH:MM|TBD|TODO|\n",
            ("|Time (UTC)|Who|Event|\n|-|-|-|\n|2026-03-14 09:52||the new driver \\| reaches all hosts|\n"
            "|2026-03-14 10:04||the alert fires|\n"),
        ),
        (
            "| When | News |\n|---|---|\n",
            ("| When | News |\n|---|---|\n| 2026-03-14 09:52 UTC | the new driver \\| reaches all hosts |\n"
            "| 2026-03-14 10:04 UTC | the alert fires |\n"),
        ),
        (
            "| Time (CET) | Event |\n|---|---|\n",
            ("| Time (CET) | Event |\n|---|---|\n| 2026-03-14 10:52 | the new driver \\| reaches all hosts |\n"
            "| 2026-03-14 11:04 | the alert fires |\n"),
        ),
        ("| Time | Duration |\n|---|---|\n| | |\n", OURS),
        ("| Time | Who | Remarks |\n|---|---|---|\n| | | |\n", OURS),
        ("| Who | What |\n|---|---|\n| | |\n", OURS),
        ("| Time |\n|---|\n| |\n", OURS),
        ("| Word | Meaning |\n|---|---|\n| PSP | whom we pay through |\n",
         f"{OURS}\n| Word | Meaning |\n|---|---|\n| PSP | whom we pay through |\n"),
    ],
)  # fmt: skip
def test_a_table_that_waits_for_its_rows(table: str, made: str) -> None:
    assert told(f"\n{table}\nMore.\n") == f"\n{made}\nMore.\n"


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("| Local time | UTC | Event |\n|-|-|-|\n", "| | 2026-03-14 10:04 | the alert fires |"),
        ("| Time (CET) | Event | Time (UTC) |\n|-|-|-|\n", "| | the alert fires | 2026-03-14 10:04 |"),
        ("| Time | Time (CET) | Event |\n|-|-|-|\n", "| | 2026-03-14 11:04 | the alert fires |"),
        ("| Date | Time | Event |\n|-|-|-|\n", "| 2026-03-14 | 10:04 UTC | the alert fires |"),
        ("| Dato | Tid (CET) | Hendelse |\n|-|-|-|\n", "| 2026-03-14 | 11:04 | the alert fires |"),
        ("| # | Time (UTC) | Event |\n|-|-|-|\n| 1 | | |\n", "| 2 | 2026-03-14 10:04 | the alert fires |"),
        ("| # | Time (UTC) | Event |\n|-|-|-|\n| | | |\n", "| | 2026-03-14 10:04 | the alert fires |"),
        ("| Time (UTC) | Event |\n|-|-|\n| HH:MM | What happened |\n", "| 2026-03-14 10:04 | the alert fires |"),
    ],
)
def test_each_column_gets_what_it_is_headed_for(table: str, row: str) -> None:
    head = table.partition("\n")[0]
    made = told(f"\n{table}").split("\n")
    assert (made[1], made[4]) == (head, row)


def test_a_column_for_people() -> None:
    said = Entry(at=START, text="It is down", who="Mara [x]", is_quote=True)
    done = Entry(at=START, text="rolled back", who="Jonas\n")
    made = told("\n| Time (UTC) | Event | Who |\n|-|-|-|\n", (said, done))
    assert made.endswith("| “It is down” | Mara \\[x\\] |\n| 2026-03-14 09:52 | rolled back | Jonas |\n")


def test_a_zone_that_may_be_meant_for_another_time() -> None:
    summer = (Entry(at=START.replace(month=7), text="x"),)
    for name, time, count in (
        ("CET", "09:52 UTC", 1),
        ("PST", "09:52 UTC", 1),
        ("CEST", "11:52", 0),
        ("PT", "02:52", 0),
        ("UTC+2", "11:52", 0),
    ):
        notes: list[str] = []
        text = f"# x\n\n## Timeline ({name})\n\n| Time | Event |\n|-|-|\n"
        assert f"\n| 2026-07-14 {time} | x |\n" in put_timeline(text, summer, "", Conventions(), notes)
        said = f"The times of the timeline are in UTC: {name} may be meant for another time on that day"
        assert notes == [said] * count


def test_of_several_tables_the_one_for_events_is_filled() -> None:
    other, own = "| Word | Meaning |\n|---|---|\n| | |\n", "| Time (UTC) | Event |\n| :- | :- |\n"
    assert told(f"\n{other}\n### What happened\n\n{own}| | |\n") == f"\n{other}\n### What happened\n\n{OURS}"


def test_times_are_those_of_the_zone_that_the_section_tells() -> None:
    table = "| Time | Event |\n|---|---|\n| | |\n"
    assert "\n| 2026-03-14 02:52 | the new driver" in told(f"\nAll times in PDT.\n\n{table}")
    assert "\n| 2026-03-14 09:52 UTC | the new driver" in told(f"\nAll in order.\n\n{table}")


@pytest.mark.parametrize("at", [datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_a_time_that_no_clock_there_tells_is_in_utc(at: datetime) -> None:
    made = told("\n| Time (Europe/Berlin) | Event |\n|---|---|\n", (Entry(at=at, text="x"),))
    assert f"\n| {at:%Y-%m-%d %H:%M:%S} UTC | x |\n" in made


@pytest.mark.parametrize(
    "section",
    [
        "\nAll times in UTC.\n\n| Time | What happened |\n|---|---|\n| | |\n",
        "\n| When | What |\n|---|---|\n",
        "\n| Time (CEST) | Who | Event |\n|---|---|---|\n| | | |\n",
        "\n_In order._\n",
    ],
)
def test_the_entries_read_back(section: str) -> None:
    document = parse(f"# x\n\n## Timeline\n{told(section)}", "", Conventions())
    entries = timeline_of(document, Conventions())
    assert [entry.at for entry in entries] == [entry.at for entry in ENTRIES]
    assert all(entry.zone_known for entry in entries)


def test_links_stand_below() -> None:
    table = "| Time (UTC) | Event |\n| :- | :- |\n"
    assert told(f"\n{table}| | |\n", more="See also: x") == f"\n{OURS}\nSee also: x\n"
    assert told(f"\nIn UTC.\n\n{table}| | |\n", (), "See also: x") == f"\nIn UTC.\n\nSee also: x\n\n{table}| | |\n"
    assert told("\n", ()) == "\n"


def test_a_heading_that_is_underlined() -> None:
    text = "Timeline\n--------\n\nImpact\n------\n"
    assert put_timeline(text, ENTRIES, "", Conventions()) == text.replace("\n\n", f"\n\n{OURS}\n")


@pytest.mark.parametrize(
    ("section", "made"),
    [
        ("", "\nIt was down.\n"),
        ("\n_One paragraph._\n\n## Impact\n", "\nIt was down.\n\n## Impact\n"),
        ("\n*One\nparagraph.*\n", "\nIt was down.\n"),
        ("\n_Say what orders_db did._\n", "\nIt was down.\n"),
        ("\n[Describe it]\n", "\nIt was down.\n"),
        ("\nTODO: write\n", "\nIt was down.\n"),
        ("\n- \n", "\nIt was down.\n"),
        ("\n<!-- What? -->\n\n_One paragraph._\n\n_No names._\n\nIn English.\n",
         "\n<!-- What? -->\n\nIt was down.\n\nIn English.\n"),
        ("\n_One paragraph._\n\nIn English.\n\n_No names._\n## Impact\n", "\nIt was down.\n\nIn English.\n## Impact\n"),
        ("\n_One_ paragraph, _now_\n", "\n_One_ paragraph, _now_\n\nIt was down.\n"),
        ("\n*One* or *two*\n", "\n*One* or *two*\n\nIt was down.\n"),
        ("\n**Status: resolved**\n", "\n**Status: resolved**\n\nIt was down.\n"),
        ("\n_\n", "\nIt was down.\n"),
        ("\n* x *\n", "\nIt was down.\n\n* x *\n"),
        ("\n`x`\n\n| Began | |\n|---|---|\n", "\n`x`\n\nIt was down.\n\n| Began | |\n|---|---|\n"),
        ("\n### In short\n\n_One paragraph._\n", "\nIt was down.\n\n### In short\n\n_One paragraph._\n"),
    ],
)  # fmt: skip
def test_the_summary_takes_the_place_of_a_prompt(section: str, made: str) -> None:
    assert summed_up(section) == made


def test_what_is_not_there_is_not_filled_in() -> None:
    assert summed_up("\n_One paragraph._\n", "") == "\n_One paragraph._\n"
    assert put_summary("# x\n", "It was down.", Conventions()) == "# x\n"
    assert put_timeline("# x\n", ENTRIES, "", Conventions()) == "# x\n"
