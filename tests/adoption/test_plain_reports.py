"""Reports in plain text, and words for days, teams, and what was refused, as small reports have them."""

from __future__ import annotations

import pytest

from pmctl.adoption.actions import find_actions
from pmctl.adoption.actions_column_names import held_by
from pmctl.adoption.actions_refused import is_refused_group
from pmctl.adoption.field_words import field_of
from pmctl.adoption.given_names import is_unit
from tests.adoption.test_actions import DAY, of
from tests.adoption.test_actions_shapes import describe

_REPORT = """1. SUMMARY

The display froze.

2. CAUSE

The disk was full.

3. ACTIONS

1) Move the logs. Owner: Mara Lund. Due: 2 May 2026. Status: Complete.
2) Alarm on full disks. Owner: Jonas Berg. Due: 9 May 2026. Status: Open.

4. LESSONS LEARNED

- A frozen display looks fine.
"""
_READ = [
    "Move the logs; owner=Mara Lund; due=2026-05-02; status=done",
    "Alarm on full disks; owner=Jonas Berg; due=2026-05-09; status=open",
]


def whole(text: str) -> list[str]:
    """Describe the actions of a whole document, without the lines."""
    return [describe(action).partition(": ")[2] for action in find_actions(text, day=DAY)]


@pytest.mark.parametrize(
    "text",
    [_REPORT, f"\n# Frozen display\n\n{_REPORT}", _REPORT.replace("\n", "\r\n"), f"FROZEN DISPLAY\n\n{_REPORT}"],
)
def test_numbered_lines_in_capitals_are_headings(text: str) -> None:
    assert whole(text) == _READ


@pytest.mark.parametrize(
    "text",
    [
        _REPORT.replace("4. LESSONS", "5. LESSONS"),
        _REPORT.replace("SUMMARY", "Summary"),
        _REPORT.replace("3. ACTIONS\n\n", "3. ACTIONS\n"),
        _REPORT.replace("The disk was full.\n\n3.", "The disk was full.\n3."),
        _REPORT + "\n## More\n",
        _REPORT + "\n```\nls\n```\n",
        "1. DNS\n\n2. ACTIONS\n\n- Move the logs\n",
    ],
)
def test_other_numbered_lines_are_none(text: str) -> None:
    assert whole(text) == []


def test_items_in_capitals_stay_items() -> None:
    text = "## Action items\n\n1. FIX THE DNS\n\n2. FIX THE DHCP\n"
    assert whole(text) == ["FIX THE DNS", "FIX THE DHCP"]


@pytest.mark.parametrize(
    "heading",
    ["Senast", "Senest", "Spätestens", "Vence", "Échéance", "Uiterlijk", "Frist", "期日", "Termin do", "Data prevista"],
)
def test_columns_of_days_to_come(heading: str) -> None:
    assert held_by(heading) == ("due",)


@pytest.mark.parametrize("label", ["Inträffade", "Inträffat", "Inntraff", "Survenu le", "Ocurrió el", "Avvenuto il"])
def test_labels_of_the_day(label: str) -> None:
    assert field_of(label) == "incident_day"


def test_the_day_of_the_paper_is_another() -> None:
    assert field_of("Senast uppdaterad") == "paper_date"


@pytest.mark.parametrize(
    "heading",
    [
        "Considered and rejected",
        "Rejected",
        "Rejected ideas",
        "Discarded",
        "Not doing",
        "What we are not doing",
        "Won't do",
        "Things we won’t do",
        "Out of scope",
        "Alternatives",
        "Alternatives considered",
        "Considered but rejected",
        "Verworfen",
        "Vurdert og forkastet",
        "却下",
    ],
)
def test_what_was_refused_is_no_action(heading: str) -> None:
    assert is_refused_group(heading)
    box = f'!!! note "{heading}"\n    - more memory\n    - fewer guests\n\n'
    assert of(f"## Action items\n\n- Fix it (@mara)\n\n{box}- Alert on it (@jonas)\n") == [
        "Fix it; owner=@mara",
        "Alert on it; owner=@jonas",
    ]
    below = f"## Action items\n\n### {heading}\n\n- more memory\n\n### Short term\n\n- Fix it (@mara)\n"
    assert of(below) == ["Fix it; owner=@mara; group=Short term"]


@pytest.mark.parametrize("heading", ["Rejected mails", "Consider caching", "Alternative route", "Not urgent", "x" * 90])
def test_other_groups_hold_actions(heading: str) -> None:
    assert not is_refused_group(heading)
    assert of(f"## Action items\n\n### {heading}\n\n- Fix the cache (@mara)\n")[0].startswith("Fix the cache")


_NAMED = "- Write a runbook (Mara, due 2026-05-02)\n- Test it (Jonas, due 2026-05-03)\n"


@pytest.mark.parametrize("undated", ["no date yet", "date tbd", "open end", "No date", "ohne Termin", "uten frist"])
def test_whoever_stands_beside_no_day_owes_it(undated: str) -> None:
    assert of(f"- Show it on the page (Non, {undated})\n{_NAMED}")[0] == "Show it on the page; owner=Non"


def test_what_is_nobody_stays_beside_no_day() -> None:
    assert "owner" not in of("- Show it on the page (staging, no date yet)\n")[0]
    assert of("- Send the letters (sans date)\n") == ["Send the letters (sans date)"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[x] Skrive til alle (kommunikasjon)", "Skrive til alle; owner=kommunikasjon; status=done"),
        ("[x] Skrive til alle (på nett)", "Skrive til alle (på nett); status=done"),
        ("[x] Better text (communication)", "Better text (communication); status=done"),
        ("[ ] Skrive til alle (kommunikasjon)", "Skrive til alle (kommunikasjon); status=open"),
        (
            "Sporen melden – verkeersleiding – 8 december 2026 – afgerond",
            "Sporen melden; owner=verkeersleiding; due=2026-12-08; status=done",
        ),
        (
            "Brev til alle – innkjøp – 2026-05-02",
            "Brev til alle; owner=innkjøp; due=2026-05-02",
        ),
        ("Sporen melden – verkeersleiding – en meer", "Sporen melden – verkeersleiding – en meer"),
    ],
)
def test_small_words_for_departments(item: str, expected: str) -> None:
    assert of(f"- {item}\n")[0] == expected


@pytest.mark.parametrize("team", ["Summit crew", "Help desk", "Front office", "Data guild", "IT department"])
def test_last_words_of_teams(team: str) -> None:
    assert is_unit(team)
    others = "* **R. Lund**: test the disks (done)\n* **J. Berg**: write it down (due 2026-05-03)\n"
    assert of(f"* **{team}**: keep it for 30 nights (due 2026-05-02)\n{others}")[0] == (
        f"keep it for 30 nights; owner={team}; due=2026-05-02"
    )


@pytest.mark.parametrize(
    "topic", ["New staff", "Microsoft office", "All staff", "desk", "Crew", "Train staff", "Brief staff"]
)
def test_other_things_end_so(topic: str) -> None:
    assert not is_unit(topic)
