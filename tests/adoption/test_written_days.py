"""Days as papers have them: ranges, eras, days around titles, and days on which somebody only wrote."""

from __future__ import annotations

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.adoption.days import read_days
from pmctl.adoption.titles import without_labels
from pmctl.postmortem.conventions import Conventions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.–14. mars 2023", "2023-03-13"),
        ("28 February – 2 March 2024", "2024-02-28"),
        ("31 December – 2 January 2024", "2023-12-31"),
        ("March 13-15, 2023", "2023-03-13"),
        ("March 13th to 15th, 2023", "2023-03-13"),
        ("Feb 28 10:00 - Mar 2, 2024", "2024-02-28"),
        ("13.03. – 15.03.2023", "2023-03-13"),
        ("13.-15.03.2023", "2023-03-13"),
        ("12-13/3/2023", "2023-03-12"),
        ("3/13-15/2023", "2023-03-13"),
        ("13/3-23", "2023-03-13"),
        ("13/3-2023", "2023-03-13"),
        ("3/13-23", None),
        ("du 3 au 5 avril 2023", "2023-04-03"),
        ("令和5年2月14日", "2023-02-14"),
        ("令和元年5月1日", "2019-05-01"),
        ("発生日：２０２３年３月１３日", "2023-03-13"),
        ("3 March, and again 5 March 2023", "2023-03-05"),
        ("令和の元", None),
    ],
)
def test_the_first_day_of_what_is_written(text: str, expected: str | None) -> None:
    found = read_days(text, month_first=None)
    assert (str(found[0]) if found else None) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Slow builds, 28 February – 2 March 2024", "Slow builds"),
        ("Builds down (May 9, 2021)", "Builds down"),
        ("Ausfall der Suche am 24.12.2022", "Ausfall der Suche"),
        ("Builds down on Monday, 4 March 2024", "Builds down"),
        ("Builds down 13.–14. mars 2023", "Builds down"),
        ("Builds down at 2021-03-04 10:00 UTC", "Builds down"),
        ("検索の遅延（令和5年2月14日）", "検索の遅延"),
        ("4 March 2021 Builds down", "Builds down"),
        ("4 March 2021", "4 March 2021"),
        ("4 March Builds down", "4 March Builds down"),
        ("2023年3月13日の検索停止", "検索停止"),
        ("Keys expired since 4 March 2021", "Keys expired since 4 March 2021"),
        ("Keys expired on 4 March", "Keys expired on 4 March"),
        ("Outage 2021-03-04", "Outage 2021-03-04"),
        ("Upgrade 2021.04", "Upgrade 2021.04"),
        ("Version 2021-03-04x", "Version 2021-03-04x"),
        ("[RESOLVED] Builds down", "Builds down"),
        ("Builds down [Resolved]", "Builds down"),
        ("Builds down Post-mortem", "Builds down"),
        ("検索停止のポストモーテム", "検索停止"),
        ("Analyse post-incident : panne du site", "panne du site"),
        ("Etterpåanalyse: Treg søking", "Treg søking"),
    ],
)
def test_days_and_kinds_around_a_title_are_taken_off(heading: str, expected: str) -> None:
    assert without_labels(heading)[0] == expected


@pytest.mark.parametrize(
    ("text", "path", "expected", "is_doubtful"),
    [
        ("Last updated: 2021-11-30\n\n## Summary\n\nOn 28 November 2021 it fell.\n", "x.md", "2021-11-28", False),
        ("Created: 2021-11-30\n\nText.\n", "x.md", "2021-11-30", True),
        ("Kick-off: 2021-11-30\n\nIt fell on 28 November 2021.\n", "x.md", "2021-11-28", False),
        ("Kick-off: 2021-11-30\n\nText.\n", "x.md", "2021-11-30", True),
        ("Published on 30 November 2021.\n", "x.md", "2021-11-30", True),
        ("---\ndate: 2021-12-03\n---\nIncident date: 2021-11-28\n", "x.md", "2021-11-28", True),
        ("---\ndate: 2021-11-28\n---\nIncident date: 2021-11-28\n", "x.md", "2021-11-28", False),
        ("# Builds\n\nText.\n", "a/2023/05/12/index.md", "2023-05-12", False),
        ("# Builds\n\nText.\n", "a/2023/45/12/index.md", None, False),
        ("# Two\n\n## First (2021-02-01)\n\nText.\n", "x.md", "2021-02-01", False),
    ],
)
def test_the_day_of_the_incident_and_not_of_the_paper(
    text: str, path: str, expected: str | None, *, is_doubtful: bool
) -> None:
    adoption = adopt(text, path, Conventions())
    assert (str(adoption.date.value) if adoption.date else None) == expected
    assert bool(adoption.doubts) is is_doubtful


FELL = "\n\nOn 1 November 2021 our relay fell.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Posted by Mara on 3 November 2021",
        "**Posted by** Mara · November 3, 2021",
        "*Written by Mara Lind, November 3, 2021.*",
        "Skrevet av Mara Lind, 3. november 2021.",
        "Geschrieben von Jörg Lind am 3. November 2021.",
        "By Mara Lind on Wednesday, November 3, 2021",
        "Prepared by @mara and the SRE team (3 November 2021)",
        "Updated on 3 November 2021 at 10:00.",
        "November 3, 2021 by Mara",
        "2021-11-03, written by Mara",
        "*3 November 2021 — published*",
        "2021年11月3日 作成",
    ],
)
def test_the_day_of_a_byline_is_not_that_of_the_incident(line: str) -> None:
    adoption = adopt(f"# Relay outage\n\n{line}{FELL}", "x.md", Conventions())
    assert adoption.date is not None
    assert (str(adoption.date.value), adoption.doubts) == ("2021-11-01", ())
    alone = adopt(f"# Relay outage\n\n{line}\n", "x.md", Conventions())
    assert alone.date is not None
    assert str(alone.date.value) == "2021-11-03"
    assert "may be when it was written" in alone.doubts[0].words


@pytest.mark.parametrize(
    "line",
    [
        "A change that was written by Mara broke it on 3 November 2021.",
        "Version 1.2 was created by the build and rolled out on 3 November 2021.",
        "By the morning of 3 November 2021 it had fallen.",
        "It fell on 3 November 2021 by Mara's hand.",
        "It was down since Wednesday 3 November 2021.",
        "The rule was updated on Wednesday, 3 November 2021.",
    ],
)
def test_who_did_something_is_no_byline(line: str) -> None:
    adoption = adopt(f"# Relay outage\n\n{line}\n\nIt came back on 5 November 2021.\n", "x.md", Conventions())
    assert adoption.date is not None
    assert (str(adoption.date.value), adoption.doubts) == ("2021-11-03", ())
