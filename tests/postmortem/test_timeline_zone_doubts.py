"""Names of zones that may be meant for another time."""

from __future__ import annotations

import pytest

from pmctl.postmortem.parse import parse
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.timeline import told_zone
from pmctl.postmortem.timeline_zones import doubtful_zones
from tests.postmortem.edits import CONVENTIONS, PATH


def doubts(section: str, heading: str, day: str) -> tuple[str, ...]:
    text = f"---\nid: x\ntitle: X\ndate: {day}\n---\n\n# X\n\n## {heading}\n\n{section}\n"
    return doubtful_zones(timelines_of(parse(text, PATH, CONVENTIONS), CONVENTIONS))


CET = "CET is read as UTC+1, though in May clocks there show CEST"


@pytest.mark.parametrize(
    ("section", "heading", "day", "found"),
    [
        ("- 10:00 A\n", "Timeline (CET)", "2026-05-12", (CET,)),
        ("- 10:00 A\n", "Timeline (CET)", "2026-01-12", ()),
        ("- 10:00 CET A\n- 10:05 CET B\n", "Timeline", "2026-05-12", (CET,)),
        ("| Time (CET) | Event |\n|--|--|\n| 10:00 | A |\n", "Timeline", "2026-05-12", (CET,)),
        ("- 10:00 A\n", "Timeline (MEZ)", "2026-05-12",
         ("MEZ is read as UTC+1, though in May clocks there show MESZ",)),
        ("- 10:00 A\n", "Timeline (CEST)", "2026-05-12", ()),
        ("- 10:00 UTC A, at 12:00 CET\n", "Timeline", "2026-05-12", ()),
        ("- 10:00 A\n", "Timeline (IST)", "2026-01-12",
         ("IST is read as UTC+5:30, India's time; it is also the name of Ireland's and of Israel's",)),
        ("Nothing yet.\n", "Timeline (CET)", "2026-05-12", ()),
    ],
)  # fmt: skip
def test_the_names_that_leave_a_doubt(section: str, heading: str, day: str, found: tuple[str, ...]) -> None:
    assert doubts(section, heading, day) == found


def test_two_timelines_say_it_once() -> None:
    assert doubts("- 10:00 A\n\n## Timeline (CET)\n\n- 11:00 B\n", "Timeline (CET)", "2026-05-12") == (CET,)


@pytest.mark.parametrize(
    ("section", "zone"),
    [
        ("## Timeline (CET)\n\n- 10:00 a\n", "UTC+01:00"),
        ("## Timeline\n\nAll times are in CET.\n\n- 10:00 UTC a\n", "UTC+01:00"),
        ("## Timeline\n\n- 10:00 a\n", None),
        ("## Timeline (UTC)\n\n- 10:00 a\n\n### Later (CET)\n\n- 10:00 b\n", "UTC"),
    ],
)
def test_the_zone_that_a_timeline_gives(section: str, zone: str | None) -> None:
    document = parse(f"---\nid: x\ndate: 2026-03-14\n---\n\n{section}", PATH, CONVENTIONS)
    timeline = timelines_of(document, CONVENTIONS)[0]
    told = told_zone(timeline.section, timeline.entries)
    assert (str(told) if told else None) == zone
