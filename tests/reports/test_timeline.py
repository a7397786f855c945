"""One postmortem's timeline: in order, in UTC, with its milestones."""

from __future__ import annotations

import datetime as dt

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.reports.timeline import TimelineView, timeline_view

CONVENTIONS = Conventions()
HOUR = dt.timedelta(hours=1)


def view(section: str, milestones: str = "", heading: str = "## Timeline (UTC)") -> TimelineView:
    """Return the timeline of a document with a section, and with lines of front matter such as milestones."""
    record = f"---\nid: x\ntitle: X\nseverity: SEV2\ndate: 2026-03-14\n{milestones}---\n"
    text = f"{record}\n# X\n\n{heading}\n\n{section}\n"
    return timeline_view(parse(text, "x.md", CONVENTIONS), CONVENTIONS)


def shown(found: TimelineView) -> list[str]:
    """Return each item as its time and its text."""
    return [f"{item.at:%d %H:%M} {item.text}" if item.at else f"? {item.text}" for item in found.items]


def test_entries_are_in_order_and_in_utc_with_the_milestones_before_them() -> None:
    found = view(
        "- 10:41: **rolled** [back](https://example.com)\n- 10:52 CET: deploy\n- 2026-03-15: quiet\n- 23:59: z\n",
        "started_at: 2026-03-14T09:52:00Z\nmitigated_at: 2026-03-14T11:41:00+01:00\n"
        "resolved_at: 2026-03-14T23:00:00Z\n",
    )
    assert shown(found) == [
        "14 09:52 started", "14 09:52 deploy", "14 10:41 mitigated", "14 10:41 rolled back", "14 23:00 resolved",
        "15 00:00 quiet", "15 23:59 z",
    ]  # fmt: skip
    assert [item.elapsed for item in found.items][:3] == [dt.timedelta(), dt.timedelta(), 49 * HOUR / 60]
    assert found.items[5].elapsed is None
    assert (found.start, found.start_is_milestone, found.moved) == (found.items[0].at, True, 1)
    assert found.sections == (("Timeline (UTC)", 13),)


def test_a_long_entry_is_shown_whole() -> None:
    assert shown(view(f"- 10:41: {'word ' * 1_900}THE END\n"))[0].endswith("word THE END")


def test_without_a_milestone_time_counts_from_the_first_entry() -> None:
    found = view("- 2026-03-14: a quiet day\n- 10:00: a\n- 10:30–10:40: b\n")
    assert [item.elapsed for item in found.items] == [None, dt.timedelta(), HOUR / 2]
    assert not found.start_is_milestone
    assert found.items[2].until == dt.datetime(2026, 3, 14, 10, 40, tzinfo=dt.UTC)


def test_what_has_no_time_follows_what_it_was_written_below() -> None:
    found = view("- 25:71 first\n- 10:00: a\n- 25:72 then\n- 10:30: b\n")
    assert shown(found) == ["? first", "14 10:00 a", "? then", "14 10:30 b"]
    assert [item.written for item in found.items] == ["25:71", "10:00", "25:72", "10:30"]


def test_what_is_assumed_is_told() -> None:
    found = view("- ~10:00: a\n- 2026-03-14 10:30 CET: b\n", heading="## Timeline").items
    assert [(item.approximate, item.zone_assumed, item.day_assumed) for item in found] == [
        (False, False, False),
        (True, True, True),
    ]


def test_a_day_without_a_time_stays_behind_what_was_before_it_on_that_day() -> None:
    assert shown(view("- 10:00 a\n- 2026-03-14: all day\n- 2026-03-14 11:00 b\n")) == [
        "14 10:00 a", "14 00:00 all day", "14 11:00 b"
    ]  # fmt: skip


def test_nested_entries_are_in_an_order_of_their_own() -> None:
    assert view("- 10:00: a\n  - 10:30: x\n  - 10:20: y\n- 10:10: b\n").moved == 1
    assert view("- 10:00: a\n- ~09:50: b\n").moved == 0


@pytest.mark.parametrize(("published", "is_shown"), [("2026-03-14T11:30:00Z", True), ("2026-03-20T10:00:00Z", False)])
def test_the_publication_is_shown_where_it_lies_among_the_entries(published: str, is_shown: bool) -> None:
    found = view("- 10:00: a\n- 11:00: b\n", f"published_at: {published}\n")
    assert ("14 11:30 published" in shown(found)) == is_shown
    assert len(found.items) == 2 + is_shown
    assert not view("", f"published_at: {published}\n").items


def test_milestones_alone() -> None:
    found = view("", "started_at: 2026-03-14T09:52:00Z\ndetected_at: 0001-01-01T00:00:00+09:00\n")
    assert shown(found) == ["14 09:52 started"]
    assert found.phases == ()


@pytest.mark.parametrize(
    ("known", "phases"),
    [
        ({"started": 9, "detected": 10, "acknowledged": 11, "mitigated": 12, "resolved": 14},
         [("detect", 1), ("acknowledge", 1), ("mitigate", 1), ("resolve", 2)]),
        ({"started": 9, "mitigated": 12, "resolved": 14}, [("mitigate", 3), ("resolve", 2)]),
        ({"detected": 10, "resolved": 14}, [("resolve", 4)]),
        ({"started": 9, "resolved": 8}, []),
        ({"started": 9}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_phases(known: dict[str, int], phases: list[tuple[str, int]]) -> None:
    lines = "".join(f"{name}_at: 2026-03-14T{hour:02}:00:00Z\n" for name, hour in known.items())
    assert [(phase.name, phase.duration / HOUR) for phase in view("", lines).phases] == phases


def test_a_document_without_front_matter_or_sections() -> None:
    found = timeline_view(parse("# X\n\n## Timeline\n\n- 10:00 UTC: a\n", "y.md", CONVENTIONS), CONVENTIONS)
    assert (found.name, found.severity, found.day, found.start) == ("y", None, None, None)
    assert [(item.at, item.text) for item in found.items] == [(None, "a")]
    assert timeline_view(parse("", "y.md", CONVENTIONS), CONVENTIONS).items == ()


def test_the_day_of_the_id_stands_in_for_the_date_that_is_missing() -> None:
    text = "---\nid: 2026-03-14-x\ntitle: X\n---\n\n# X\n\n## Timeline (UTC)\n\n- 10:00 a\n- 12.30 b\n- 13:00 c\n"
    found = timeline_view(parse(text, "x.md", CONVENTIONS), CONVENTIONS)
    assert shown(found) == ["14 10:00 a", "14 13:00 c"]
    assert (found.day, found.is_day_told, found.doubtful) == (dt.date(2026, 3, 14), False, (11,))
    nameless = parse(text.replace("id: 2026-03-14-x\n", ""), "2026-03-15-x.md", CONVENTIONS)
    assert timeline_view(nameless, CONVENTIONS).day == dt.date(2026, 3, 15)
    broken = parse(text.replace("title: X", 'title: "X'), "postmortems/2026-03-15-x.md", CONVENTIONS)
    assert shown(timeline_view(broken, CONVENTIONS)) == ["15 10:00 a", "15 13:00 c"]
