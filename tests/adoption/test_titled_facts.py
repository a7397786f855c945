"""The day, the severity and the words of a title, several labels in bold on one line, and what a person does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pmctl.adoption.bold_labels import with_labels_apart
from pmctl.adoption.jobs import is_job, without_jobs
from pmctl.adoption.titled_levels import severity_of_title
from pmctl.postmortem.conventions import DEFAULT_SEVERITIES, Conventions
from tests.adoption.test_adopt import CONVENTIONS, adopted
from tests.adoption.test_bylines import _SUMMARY, below_title, facts


def titled(heading: str, path: str = "s.md") -> tuple[str | None, str | None, object]:
    adoption = adopted(f"# {heading}\n\n{_SUMMARY}", path)
    severity = adoption.facts.get("severity")
    return (
        adoption.title.value if adoption.title else None,
        str(adoption.date.value) if adoption.date else None,
        severity.value if severity else None,
    )


# Severities in titles


@pytest.mark.parametrize(
    "heading",
    [
        "Search outage 1 Feb 2024",
        "Database outage 2 January 2024",
        "Search outage (2 Feb 2024)",
        "3 Feb 2024: Search outage",
        "2nd Feb 2024 outage of search",
        "Search outage 2-3 Feb 2024",
        "Search outage 3-Feb-2024",
        "Search outage 3 février 2024",
        "1. Februar 2024 – Ausfall der Suche",
        "Search outage - 1 de febrero de 2024",
        "Search outage 4. mars 2024",
        "Search outage | 1 Feb 2024 | Region 2",
        "Search outage on 2 Feb 2024 at 3 pm",
        "Search down 2024-02-03 (3)",
        "P2 Search outage 3 Feb 2024",
        "S3 outage 3 Feb 2024",
        "Outage of shard 2",
        "Region 1 down",
        "Level 3 network outage",
        "Level 3: network outage",
        "Tier 1 support unreachable",
        "Class 2 cache full",
        "Priority 2 queue stuck",
        "Postmortem 3 - search down",
        "Incident #2 - search down",
        "[2] Search down",
        "2. Search down",
        "INC-3: Search down",
        "SEV1/SEV2: Search outage",
    ],
)
def test_a_number_in_a_title_is_no_severity(heading: str) -> None:
    assert titled(heading)[2] is None


@pytest.mark.parametrize(
    ("heading", "severity"),
    [
        ("SEV2: Search outage 3 Feb 2024", "SEV2"),
        ("Search outage (SEV1) 3 Feb 2024", "SEV1"),
        ("[SEV-3] Search outage", "SEV3"),
        ("P2: Search outage 3 Feb 2024", "SEV2"),
        ("3 Feb 2024 - SEV1 - Search outage", "SEV1"),
        ("Search outage - Severity 2 - 4 Feb 2024", "SEV2"),
        ("Search outage (SEV-2, 1 Feb 2024)", "SEV2"),
        ("Search outage (1 Feb 2024, SEV-2)", "SEV2"),
        ("1 Feb 2024 [SEV4] Search outage", "SEV4"),
        ("Search outage | SEV2 | 2/3/2024", "SEV2"),
        ("Postmortem (SEV2): Search outage 1 Feb 2024", "SEV2"),
    ],
)
def test_a_severity_beside_a_day_is_one(heading: str, severity: str) -> None:
    title, _, found = titled(heading)
    assert (title, found) == ("Search outage", severity)


def test_a_severity_may_have_any_name_but_a_number() -> None:
    own = Conventions(severities=tuple(replace(DEFAULT_SEVERITIES[0], name=name) for name in ("2", "Red")))
    assert severity_of_title("2 Feb 2024: ", own) is None
    assert severity_of_title("Incident 2: ", own) is None
    assert severity_of_title("(red, 2 Feb 2024)", own) == "Red"
    assert severity_of_title("SEV1/2 ", Conventions(severities=DEFAULT_SEVERITIES)) is None


# Several labels on a line

DAY = {"date": "2024-02-03"}
SEV2 = {**DAY, "severity": "SEV2"}
BOB = {**SEV2, "owner": "Bob Roe"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**Date**: 2024-02-03 **Severity**: SEV2 **Status**: Complete", {**SEV2, "status": "published"}),
        ("- **Date:** 2024-02-03, **Severity:** SEV2, **Owner:** Bob Roe", BOB),
        ("**Date:** 2024-02-03 – **Severity:** SEV2 – **Owner:** Bob Roe", BOB),
        ("**Date:** 2024-02-03 · **Severity:** SEV2, **Owner:** Bob Roe", BOB),
        ("__Date:__ 2024-02-03, __Severity:__ SEV2, __Owner:__ Bob Roe", BOB),
        ("***Date:*** 2024-02-03, ***Severity:*** SEV2 and ***Owner:*** Bob Roe", BOB),
        ("<b>Date:</b> 2024-02-03 <b>Severity:</b> SEV2 <strong>Owner</strong>: Bob Roe", BOB),
        ("**Date** 2024-02-03 **Severity** SEV2 **Owner** Bob Roe", BOB),
        ("Date: 2024-02-03, **Severity:** SEV2, Owner: Bob Roe", BOB),
        ("**Datum:** 3.2.2024, **Schweregrad:** SEV2, **Verantwortlich:** Bob Roe", BOB),
        ("**日付：** 2024-02-03、**重大度：** SEV2、**担当者：** Bob Roe", BOB),
        ("**Date:** 2024-02-03 **Duration:** 2h **Severity:** SEV2", SEV2),
        ("**Duration:** 2 hours 10 minutes **Severity:** SEV2 **Date:** 2024-02-03", SEV2),
        ("**Downtime:** half an hour, **Severity:** SEV2", {"severity": "SEV2"}),
        ("> **Owner:** Bob Roe **Status:** Draft", {"owner": "Bob Roe", "status": "draft"}),
        ("* **Status:** Complete. **Owner:** Bob Roe.", {"owner": "Bob Roe", "status": "published"}),
        ("**Owner:** Bob **Roe**, **Severity:** **SEV2**", {"owner": "Bob Roe", "severity": "SEV2"}),
        ("**Authors:** **Ana Lind**, **Bob Roe**", {"authors": ("Ana Lind", "Bob Roe")}),
        ("**Authors:** Ana Lind; **Reviewers:** Kim Roe", {"authors": ("Ana Lind",)}),
    ],
)
def test_a_label_in_bold_ends_the_value_before_it(line: str, expected: dict[str, Any]) -> None:
    assert below_title(line) == expected


def test_milestones_stand_on_one_line() -> None:
    line = "**Start:** 2024-02-03 10:00 UTC **End:** 2024-02-03 11:20 UTC, **Severity:** SEV2"
    found = adopted(f"# Disk full\n\n{line}\n\n{_SUMMARY}").facts
    assert [str(found[key].value) for key in ("started_at", "resolved_at", "severity")] == [
        "2024-02-03 10:00:00+00:00",
        "2024-02-03 11:20:00+00:00",
        "SEV2",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The status page said **Status:** resolved while the search was down.",
        "**Summary:** The vendor's console showed **Error:** disk full and then **Status:** resolved for all of it.",
        "**Environment:** We raised the **Severity:** SEV1 flag of the vendor by hand.",
        "**Environment:** Many customers of the shop saw errors all day, **Status:** resolved",
        "**Alert:** disk full, **Severity:** SEV1, **Status:** resolved",
        "1. **10:02** the page **Status:** resolved came up",
        "Similar: **Date:** 2023-01-01, **Severity:** SEV1",
        "- [ ] **Alert:** disk full, **Severity:** SEV1",
    ],
)
def test_words_in_bold_in_a_sentence_are_no_labels(line: str) -> None:
    assert below_title(line) == {}


@pytest.mark.parametrize(
    "line",
    [
        "**Owner:** Bob Roe (**Night:** shift)",
        "**Owner:** Bob Roe, not **Ana Lind**",
        "**Owner:** **Bob Roe**",
        "Owner: Bob Roe",
        "**Status** We were **down** for an hour",
        "**Status:** " + "we looked at it again and again " * 3 + "**Severity:** SEV2",
        "**Owner:** x " * 30 + "**" * 900,
    ],
)
def test_what_is_no_label_ends_no_value(line: str) -> None:
    assert with_labels_apart(line).count(" / ") == max(0, min(23, line.count("**Owner:** x") - 1))


# A day and a word for the kind


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("12 January 2024 outage", "2024-01-12"),
        ("January 12 2024 incident", "2024-01-12"),
        ("2024-02-03 outage", "2024-02-03"),
        ("2024-02-03 incident report", "2024-02-03"),
        ("2024-02-03: Postmortem", "2024-02-03"),
        ("2024-02-03 - Incident", "2024-02-03"),
        ("2024-02-03 [DRAFT] Incident", "2024-02-03"),
        ("3 Feb 2024 postmortem", "2024-02-03"),
        ("3. Februar 2024 Vorfall", "2024-02-03"),
        ("3rd February 2024 Incident Review", "2024-02-03"),
        ("Feb 3, 2024 outage report", "2024-02-03"),
        ("20240203 outage", "2024-02-03"),
        ("2024年2月3日 障害報告", "2024-02-03"),
        ("2024年2月3日の障害報告書", "2024-02-03"),
        ("2-3 Feb 2024 outage", "2024-02-02"),
        ("Outage 2024-02-03", "2024-02-03"),
        ("2024-02-03", "2024-02-03"),
    ],
)
def test_a_day_and_a_kind_are_a_title_where_there_is_no_other(heading: str, day: str) -> None:
    assert titled(heading) == (heading, day, None)
    assert adopted(f"# {heading}\n\n{_SUMMARY}").after.startswith(f"---\nid: {day}-")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 2024-02-03 incident report\n\n**Title:** Search down\n\n", "Search down"),
        ("---\ntitle: Search down\n---\n# 2024-02-03 outage\n\n", "Search down"),
        ("# SEV2: 2024-02-03 outage\n\n", "2024-02-03 outage"),
        ("# Postmortem: 2 Feb 2024 outage\n\n", "2 Feb 2024 outage"),
        ("# 2024-02-03 outage of search\n\n", "outage of search"),
        ("# 2024-02-03 Search down\n\n", "Search down"),
        ("# 2024-02-03: Postmortem: Search down\n\n", "Search down"),
        ("2024-02-03 outage\n=================\n\n", "2024-02-03 outage"),
        ("# Search down (2024-02-03, page 4\n\n", "Search down (2024-02-03, page 4"),
        ("# Search down (page 4, 3 Feb 2024)\n\n", "Search down (page 4, 3 Feb 2024)"),
    ],
)
def test_the_day_counts_beside_another_title(text: str, title: str) -> None:
    adoption = adopted(text + _SUMMARY, "s.md")
    assert adoption.title is not None
    assert adoption.date is not None
    assert (adoption.title.value, adoption.date.value.year) == (title, 2024)


@pytest.mark.parametrize("heading", ["Postmortem", "Incident report", "RCA: Postmortem", "12", "503", "#12"])
def test_a_kind_or_a_number_alone_is_no_title(heading: str) -> None:
    assert titled(heading, "search-down.md") == ("Search down", None, None)


@pytest.mark.parametrize(
    ("path", "title", "day"),
    [
        ("2023/05/12/README.md", None, "2023-05-12"),
        ("2023/05/12/index.md", None, "2023-05-12"),
        ("12.md", None, None),
        ("2024.md", None, None),
        ("4711/README.md", None, None),
        ("1.2.3.md", None, None),
        ("#12.md", None, None),
        ("12-disk.md", "Disk", None),
        ("2023/05/12/disk-full.md", "Disk full", "2023-05-12"),
        ("k8s.md", "K8s", None),
        ("disk/README.md", "Disk", None),
        ("障害.md", "障害", None),
        ("2024-02-03.md", "2024 02 03", "2024-02-03"),
    ],
)
def test_a_files_name_is_no_title_if_it_is_a_number(path: str, title: str | None, day: str | None) -> None:
    adoption = adopted(_SUMMARY, path)
    assert (adoption.title.value if adoption.title else None) == title
    assert (str(adoption.date.value) if adoption.date else None) == day


# What a person does


@pytest.mark.parametrize(
    "job",
    [
        "storage", "Storage", "head of storage", "Head Of Storage", "VP Engineering", "payments team", "Payments Team",
        "Senior Engineer", "Director of Operations", "Site Reliability Engineering", "CTO", "the storage team",
        "on-call", "Leiterin Betrieb", "Team Storage", "Platform Engineering", "Staff Software Engineer",
        "data platform", "payments", "SRE, Storage", "technical support",
    ],
)  # fmt: skip
def test_what_a_person_does_is_no_second_person(job: str) -> None:
    for line in (f"Author: Mara Lind, {job}", f"Posted by Mara Lind, {job}", f"**Author:** Mara Lind, {job}"):
        assert below_title(line) == {"authors": ("Mara Lind",)}
    assert below_title(f"Owner: Mara Lind, {job}") == {"owner": "Mara Lind"}


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Mara Lind, Jonas Berg", ["Mara Lind", "Jonas Berg"]),
        ("Mara Lind, storage, Jonas Berg, network", ["Mara Lind", "Jonas Berg"]),
        ("Mara Lind, SRE; Jonas Berg, DBA", ["Mara Lind", "Jonas Berg"]),
        ("Mara Lind, Head of Storage, and Jonas Berg, SRE", ["Mara Lind", "Jonas Berg"]),
        ("Mara Lind, Head of Storage and Network", ["Mara Lind"]),
        ("Mara, SRE", ["Mara"]),
        ("@mara, SRE", ["@mara"]),
        ("Mara Lind, jberg", ["Mara Lind", "jberg"]),
        ("Mara Lind and the storage team", ["Mara Lind", "the storage team"]),
        ("SRE, Storage", ["SRE", "Storage"]),
        ("Storage, Mara Lind", ["Storage", "Mara Lind"]),
        ("@mara, @storage", ["@mara", "@storage"]),
        ("Mara, Jonas", ["Mara", "Jonas"]),
        ("Mara Lind, Jonas Head", ["Mara Lind", "Jonas Head"]),
        ("Mara Lind, Ana Storage", ["Mara Lind", "Ana Storage"]),
        ("Mara Lind, Will Cook", ["Mara Lind", "Will Cook"]),
    ],
)
def test_people_stay_beside_what_they_do(line: str, authors: list[str]) -> None:
    assert facts(f"# Disk full\n\nAuthors: {line}\n\n{_SUMMARY}")["authors"] == tuple(authors)


def test_items_of_a_list() -> None:
    assert without_jobs(("Mara Lind", "SRE")) == ("Mara Lind",)
    assert without_jobs(("Mara Lind", "Jonas Berg", "SRE")) == ("Mara Lind", "Jonas Berg", "SRE")
    assert without_jobs(()) == ()
    assert not is_job("")


@pytest.mark.parametrize("field", ["Participants", "Reviewers"])
def test_teams_take_part_and_review(field: str) -> None:
    found = adopted(f"# Disk full\n\n{field}: Mara Lind, Jonas Berg, Storage\n\n{_SUMMARY}", "s.md", CONVENTIONS).facts
    assert found[field.lower()].value == ("Mara Lind", "Jonas Berg", "Storage")
