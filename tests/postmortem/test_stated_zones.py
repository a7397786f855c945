"""Zones that a timeline states, understood or not."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.stated_zones import unread_zone
from pmctl.postmortem.story import timelines_of

CONVENTIONS = Conventions()
ENTRIES = "- 09:40 Errors begin\n"


def stated(body: str) -> str:
    """Return the zone of a document's timeline that is not understood."""
    document = parse(f"---\nid: x\ndate: 2026-05-10\n---\n\n# X\n\n{body}", "x.md", CONVENTIONS)
    return unread_zone(timelines_of(document, CONVENTIONS)[0], document.blocks)


@pytest.mark.parametrize(
    ("body", "zone"),
    [
        (f"## Timeline (Munich time)\n\n{ENTRIES}", "Munich time"),
        (f"## Timeline (Amsterdam)\n\n{ENTRIES}", "Amsterdam"),
        (f"## Timeline (local time)\n\n{ENTRIES}", "local time"), (f"## Timeline (New York)\n\n{ENTRIES}", "New York"),
        (f"## Timeline\n\nAll times are in Munich time.\n\n{ENTRIES}", "Munich time"),
        (f"## Timeline\n\n*Local time.*\n\n{ENTRIES}", "Local time"),
        (f"## Timeline\n\n### 10 May (Munich time)\n\n{ENTRIES}", "Munich time"),
        (f"All times are local.\n\n## Timeline\n\n{ENTRIES}", "local"),
        (f"## Timeline (alle Zeiten Ortszeit)\n\n{ENTRIES}", "Ortszeit"),
        ("## Timeline\n\n| Time (Munich time) | Event |\n|-|-|\n| 09:40 | Errors |\n", "Munich time"),
        ("## Timeline\n\n| Time (local) | Event |\n|-|-|\n| 09:40 | Errors |\n", "local"),
        ("## Timeline\n\n| Local time | Event |\n|-|-|\n| 09:40 | Errors |\n", "Local time"),
        ("## Timeline\n\n| **Server time** | Event |\n|-|-|\n| 09:40 | Errors |\n", "Server time"),
        ("## Timeline\n\n| Lokale Zeit | Ereignis |\n|-|-|\n| 09:40 | Fehler |\n", "Lokale Zeit"),
        ("## Timeline\n\n| 現地時刻 | 内容 |\n|-|-|\n| 09:40 | 障害 |\n", "現地時刻"),
        ("## Timeline\n\n| Date (Munich time) | Time | Event |\n|-|-|-|\n| 2026-05-10 | 09:40 | a |\n", "Munich time"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named(body: str, zone: str) -> None:
    assert stated(body) == zone


@pytest.mark.parametrize(
    "body",
    [
        "## Timeline\n\n", "## Timeline (draft)\n\n", "## Timeline (Draft)\n\n", "## Timeline (DRAFT)\n\n",
        "## Timeline\n\nAll times are approximate.\n\n", "## Timeline (CET)\n\n", "## Timeline (Response time)\n\n",
        "## Timeline\n\nAll times are Pacific.\n\n", "## Timeline (14 March)\n\nQuiet.\n\n",
        "## Timeline (Berlin time)\n\n", "## Timeline\n\nAll times are in New York time.\n\n",
        "## Timeline\n\n| Time | Host (Amsterdam) | Event |\n|-|-|-|\n| 09:40 | db-1 | a |\n\n",
        "## Timeline\n\n| Berlin time | Event |\n|-|-|\n| 09:40 | a |\n\n",
        "## Timeline\n\n| Start | Event |\n|-|-|\n|  | a |\n\n", "## Timeline\n\n| Who | What |\n|-|-|\n| a | b |\n\n",
    ],
)  # fmt: skip
def test_what_is_understood_or_no_zone_is_none(body: str) -> None:
    assert stated(f"{body}{ENTRIES}") == ""


@pytest.mark.parametrize(
    ("heading", "hour"),
    [
        ("(all times Pacific)", 16), ("(EST/EDT)", 13), ("(EDT/EST)", 13), ("(PST/PDT)", 16), ("(CET/CEST)", 7),
        ("(ET)", 13), ("(EST)", 14), ("(Berlin time)", 7), ("(New York local time)", 13),
        ("(all times Sao Paulo time)", 12), ("(British Summer Time)", 8),
    ],
)  # fmt: skip
def test_names_that_leave_open_whether_it_is_summer_go_by_the_day(heading: str, hour: int) -> None:
    document = parse(f"---\nid: x\ndate: 2026-05-10\n---\n\n## Timeline {heading}\n\n{ENTRIES}", "x.md", CONVENTIONS)
    entry = timelines_of(document, CONVENTIONS)[0].entries[0]
    assert entry.zone_known
    assert entry.at is not None
    assert entry.at.astimezone(dt.UTC).hour == hour
