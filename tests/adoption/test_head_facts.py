"""Facts whose label says them in other words, whose value does, or that stand in the middle of a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pmctl.adoption.field_words import field_of
from pmctl.adoption.paper_words import field_of_paper
from pmctl.postmortem.conventions import DEFAULT_SEVERITIES
from tests.adoption.test_adopt import CONVENTIONS, adopted
from tests.adoption.test_bylines import _SUMMARY, below_title, facts


def in_table(label: str, value: str) -> dict[str, Any]:
    return facts(f"# Disk full\n\n| | |\n|---|---|\n| Services | db |\n| {label} | {value} |\n\n{_SUMMARY}")


def severity(head: str, front: str = "") -> object:
    return facts(f"{front}# Disk full\n\n{head}\n\n{_SUMMARY}").get("severity")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("PIR owner", "owner"),
        ("PIR state", "paper_status"),
        ("PIR author", "authors"),
        ("PIR lead", "owner"),
        ("RCA stage", "paper_status"),
        ("RCA date", "paper_date"),
        ("COE author(s)", "authors"),
        ("IR author", "authors"),
        ("Incident report owner", "owner"),
        ("Incident-report state", "paper_status"),
        ("Incident report date", "paper_date"),
        ("Incident report severity", "severity"),
        ("Post-incident review lead", "owner"),
        ("Post Incident Review status", "paper_status"),
        ("Postmortem severity", "severity"),
        ("Post-mortem priority", "priority"),
        ("Retrospective owner", "owner"),
        ("After-action report authors", "authors"),
        ("Write-up author", "authors"),
        ("Writeup stage", "paper_status"),
        ("Document by", "authors"),
        ("Doc author", "authors"),
        ("PIR by", "authors"),
        ("PIR written by", "authors"),
        ("PIR reviewed by", "reviewers"),
        ("RCA facilitator", "facilitator"),
        ("**RCA document owner**", "owner"),
        ("Owner of the PIR", "owner"),
        ("Status of this RCA", "paper_status"),
        ("Author of incident report", "authors"),
        ("Major incident owner", "owner"),
        ("MI severity", "severity"),
        ("Major incident date", "incident_day"),
        ("MI manager", "incident_commander"),
        ("Incident severity", "severity"),
    ],
)
def test_a_label_may_begin_with_the_kind_of_the_paper(label: str, field: str) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    "label",
    [
        "PIR",
        "PIR action owner",
        "Review by",
        "Review lead time",
        "Document type",
        "Document class",
        "Document priority",
        "Report level",
        "PM lead",
        "IR lead",
        "IR date",
        "MI state",
        "PIR due date",
        "PIR services",
        "Service owner",
        "Code review owner",
        "Runbook owner",
        "Owner of the service",
        "Previous RCA owner",
        "Alert severity",
        "Code review status",
        "PIR title",
        "owner PIR of",
    ],
)
def test_a_label_about_something_else_is_none(label: str) -> None:
    assert field_of(label) is None


def test_the_words_are_compared_folded() -> None:
    assert field_of_paper("pir owner", lambda words: "owner" if words == "owner" else None) == "owner"


def test_facts_of_a_table_about_the_paper() -> None:
    rows = "| PIR owner | Mara Lind |\n| PIR author | Jonas Berg |\n| PIR state | Closed |\n| PIR date | 2021-03-09 |"
    head = f"| | |\n|---|---|\n| Incident number | INC7 |\n| Date of incident | 4 March 2021 |\n{rows}"
    assert below_title(head) == {
        "date": "2021-03-04",
        "owner": "Mara Lind",
        "authors": ("Jonas Berg",),
        "status": "closed",
    }


@pytest.mark.parametrize(
    "value", ["12 March 2021", "2021-03-12", "TBD", "next Friday 12 March", "Friday", "end of week"]
)
def test_who_it_is_by_is_no_day(value: str) -> None:
    assert "authors" not in in_table("PIR by", value)


@pytest.mark.parametrize("value", ["mara-42", "Team 4", "Mara Holiday", "@mara2021"])
def test_a_name_with_a_number_is_no_day(value: str) -> None:
    assert in_table("PIR by", value)["authors"] == (value,)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("**Incident date:** 2021-03-04 | **Level:** SEV2 | **Review status:** published", "SEV2"),
        (":::info\n**Level:** SEV2 | **Date:** 2021-03-04\n:::", "SEV2"),
        ("**Class:** Sev-2", "SEV2"),
        ("Rating: SEV 3", "SEV3"),
        ("- **Level**: S2\n- **Team**: db", "SEV2"),
        ("Grade: P2", "SEV2"),
        ("Tier: SEV1", "SEV1"),
        ("| Category | P3 |\n|---|---|\n| Services | db |", "SEV3"),
        ("| | |\n|---|---|\n| Level | Sev 2 |", "SEV2"),
        ("| Date | Level | Services |\n|---|---|---|\n| 2021-03-04 | SEV2 | db |", "SEV2"),
        ("| Date | 2021-03-04 | Class | SEV2 |\n|---|---|---|---|\n| Services | db | Team | ops |", "SEV2"),
        ("**Incident class:** P1", "SEV1"),
        ("Impact level: SEV3", "SEV3"),
        ("Stufe: SEV2", "SEV2"),
        ("Nivå: Sev 2 (alle kunder)", "SEV2"),
        ("レベル：SEV2", "SEV2"),
        ("**How bad**: Sev 2", "SEV2"),
        ("How bad was it? SEV-2", None),
        ("*How bad is it:* SEV-2", "SEV2"),
        ("Level: **SEV2** · Team: db", "SEV2"),
        ("> Level: SEV2", "SEV2"),
        ("**Level:** Sev-2 (major)", "SEV2"),
        ("**Level** SEV2", "SEV2"),
        ("## Details\n\n- Level: SEV2", "SEV2"),
        ("Level: SEV0", None),
        ("Level: 2", None),
        ("Level: high", None),
        ("Class: S3", None),
        ("Category: S3", None),
        ("Service tier: S1", None),
        ("Support tier: P1", None),
        ("Tier: 1", None),
        ("Category: database", None),
        ("Alert level: SEV1", None),
        ("Paging threshold: SEV2", None),
        ("Previous level: SEV2", None),
        ("Initial level: SEV1", None),
        ("Similar incident: SEV1", None),
        ("Level: SEV1/SEV2", None),
        ("Level: SEV1 | SEV2 | SEV3", None),
        ("Level: SEV1, SEV2 or SEV3", None),
        ("Level: SEV2\nHow bad: SEV1", None),
        ("Level: SEV2\n\nA SEV1 is an outage for all.", None),
        ("Upstream vendor rating: SEV1", None),
        ("Ticket: SEV2", None),
        ("Mara: SEV1", None),
        ("Log level: SEV3", None),
        ("Postmortems are needed from: SEV2", None),
        ("Note: SEV2", None),
        ("Example: SEV2", None),
        ("Scale: SEV1", None),
        ("| Service | Level |\n|---|---|\n| db | SEV1 |\n| web | SEV1 |", None),
        ("| Service | Alert |\n|---|---|\n| db | SEV1 |", None),
        ("| Alert level | Owner |\n|---|---|\n| SEV1 | Mara Lind |", None),
        ("| Level | Meaning |\n|---|---|\n| SEV1 | all are down |\n| SEV2 | some are |", None),
        ("- [ ] Level: SEV2", None),
        ("Mara said in the channel that this looked like a level: SEV2", None),
    ],
)
def test_the_value_may_say_that_it_is_a_severity(head: str, expected: str | None) -> None:
    assert severity(head) == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("level: SEV2", "SEV2"),
        ("class: sev-2", "SEV2"),
        ("rating: S2", "SEV2"),
        ("incident_level: SEV2", "SEV2"),
        ("impactLevel: SEV2", "SEV2"),
        ("grade: P2", "SEV2"),
        ("params:\n  level: SEV2", "SEV2"),
        ("level: 2", None),
        ("class: wide", None),
        ("alert_level: SEV2", None),
        ("previous: SEV2", None),
        ("level: [SEV1, SEV2]", None),
        ("level: SEV1\nhow_bad: SEV2", None),
    ],
)
def test_the_value_of_a_key_may_say_it(front: str, expected: str | None) -> None:
    assert severity("", f"---\n{front}\n---\n") == expected


def test_a_stated_severity_counts_before_a_level() -> None:
    assert severity("Level: SEV1\nSeverity: SEV2") == "SEV2"
    assert severity("Level: P1\nPriority: P2") == "SEV2"
    assert severity("Priority: P1 | Level: SEV2") == "SEV2"
    assert severity("# Details", "---\ntags: [sev1]\nlevel: SEV2\n---\n") is None


def test_severities_of_ones_own() -> None:
    names = ("Blocker", "Annoying")
    severities = tuple(replace(one, name=name) for one, name in zip(DEFAULT_SEVERITIES, names, strict=False))
    conventions = replace(CONVENTIONS, severities=severities)
    assert facts("# Disk full\n\nLevel: blocker\n", conventions=conventions)["severity"] == "Blocker"
    assert "severity" not in facts("# Disk full\n\nGoing on: blocker\n", conventions=conventions)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Incident on [[2021-03-04]], severity:: SEV3, facilitator:: [[Mara Lind]]", {"severity": "SEV3"}),
        ("Database [severity:: SEV3] in the night", {"severity": "SEV3"}),
        ("It was long (owner:: [[Mara Lind]]).", {"owner": "Mara Lind"}),
        ("[severity:: SEV3] [owner:: [[Mara Lind]]]", {"severity": "SEV3", "owner": "Mara Lind"}),
        ("severity:: SEV3, owner:: Mara Lind", {"severity": "SEV3", "owner": "Mara Lind"}),
        ("- severity:: SEV3 | status:: draft", {"severity": "SEV3", "status": "draft"}),
        ("- [severity:: SEV3]\n- (status:: draft)", {"severity": "SEV3", "status": "draft"}),
        ("authors:: [[Mara Lind]], [[Jonas Berg]], severity:: SEV2", {"authors": ("Mara Lind", "Jonas Berg")}),
        ("Disks, authors:: Mara Lind, Jonas Berg, and more", {"authors": ("Mara Lind", "Jonas Berg")}),
        ("Disks; **severity**:: SEV3; owner:: [[people/mara|Mara Lind]]", {"severity": "SEV3", "owner": "Mara Lind"}),
        ("All disks, **review status**:: draft.", {"status": "draft"}),
        ("On [[2021-03-04]] (date:: 2021-03-04), gravité:: SEV2", {"severity": "SEV2", "date": "2021-03-04"}),
        ("x (author:: Mara Lind) (author:: Jonas Berg)", {"authors": ("Mara Lind", "Jonas Berg")}),
        ("Night (owner:: [[Mara Lind]]), see [[Old]], severity:: SEV1", {"owner": "Mara Lind", "severity": None}),
        ("Disks (severity:: SEV1), then (severity:: SEV2)", {"severity": None}),
        ("Like [[Old outage]] (severity:: SEV1)", {}),
        ("Follow-up of [[Old outage]], severity:: SEV1", {}),
        ("- [ ] Buy disks [owner:: [[Mara Lind]]]", {}),
        ("- Buy disks (owner:: [[Mara Lind]])", {}),
        ("The alert severity:: SEV1 was wrong", {}),
        ("We write `a, severity:: SEV1` there", {}),
        ("std::severity::SEV1 was thrown", {}),
        ("The class Owner::Mara was not found", {}),
        ("We saw severity::", {}),
        ("Disks, (severity:: ) as it was", {}),
        ("Disks, severity:: SEV2 owner:: Mara Lind", {}),
        ("Some (place:: Oslo), colour:: red", {}),
    ],
)
def test_inline_fields_of_dataview(line: str, expected: dict[str, Any]) -> None:
    found = facts(f"# Disk full\n\n{line}\n\n{_SUMMARY}")
    assert {key: found.get(key) for key in expected} == expected
    if not expected:
        assert found == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Vorfall vom 3. Februar 2023, Schweregrad SEV3", "SEV3"),
        ("Alvorlighetsgrad SEV2", "SEV2"),
        ("gravité SEV2", "SEV2"),
        ("深刻度 SEV2", "SEV2"),
        ("Severity 2", "SEV2"),
        ("Hendelse 3. februar 2023, alvorlighetsgrad SEV2", "SEV2"),
        ("Incident du 3 février 2023, gravité Sev-2", "SEV2"),
        ("Incidente del 3 de febrero de 2023, gravedad SEV2", "SEV2"),
        ("Incident on 3 February 2023, severity SEV2.", "SEV2"),
        ("Störung am 3.2.2023 · Schweregrad 2", "SEV2"),
        ("Storing van 3 februari 2023, ernst SEV2", "SEV2"),
        ("2023年2月3日の障害、深刻度 SEV2", "SEV2"),
        ("2023-02-03, 심각도 SEV2", "SEV2"),
        ("Similar incident on 3 February 2023, severity SEV2", None),
        ("Vorfall wie am 3. Februar 2023, Schweregrad SEV3", None),
        ("Vgl. Vorfall vom 3. Februar 2023, Schweregrad SEV3", None),
        ("Alert on 3 February 2023, severity SEV2", None),
        ("Their incident on 3 February 2023, severity SEV2", None),
        ("Vorfall vom 3. Februar 2023, Schweregrad SEV3, Schweregrad SEV2", None),
        ("The vendor had an incident on 3 February 2023, severity SEV2", None),
        ("Schweregrad unklar", None),
        ("The severity 2 alert did not fire", None),
    ],
)
def test_the_word_for_severity_without_a_colon(line: str, expected: str | None) -> None:
    assert below_title(line).get("severity") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Written by Mara Lind, infrastructure, for the ops list.", ("Mara Lind",)),
        ("Written by Mara Lind (infrastructure) for the ops list.", ("Mara Lind",)),
        ("Written by Mara Lind for the ops list", ("Mara Lind",)),
        ("Compiled by Mara Lind and Jonas Berg, database team", ("Mara Lind", "Jonas Berg")),
        ("Prepared by Mara Lind, on call that night", ("Mara Lind",)),
        ("Verfasst von Mara Lind, Infrastruktur", ("Mara Lind",)),
        ("Skrevet av Mara Lind, drift, til driftslisten", ("Mara Lind",)),
        ("Written by Mara Lind, 4 March 2021", ("Mara Lind",)),
        ("Written up by Mara Lind, head of platform", ("Mara Lind",)),
        ("Written by the storage team, for the ops list", None),
        ("Written by infrastructure, for Mara Lind", None),
        ("Written by Mara Lind, on behalf of Jonas Berg", None),
        ("Written by Mara Lind, with Jonas Berg", None),
        ("Written by hand, by Mara Lind, and thrown away", None),
        ("Owned by Mara Lind, for the time being", None),
        ("Caused by Mara Lind, infrastructure", None),
        ("Written by Acme Storage, the vendor", None),
        ("Written by Mara Lind, infrastructure. The disks were full, and nobody saw it.", None),
    ],
)
def test_whose_part_and_reader_are_told_too(line: str, expected: tuple[str, ...] | None) -> None:
    assert below_title(line).get("authors") == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("-- Mara Lind, infrastructure", ("Mara Lind",)),
        ("Written by Mara Lind, infrastructure, for the ops list.", ("Mara Lind",)),
        ("Regards,\nMara Lind", ("Mara Lind",)),
        ("Best regards\nMara Lind\nInfrastructure", ("Mara Lind",)),
        ("Kind regards,\nMara Lind, 12 March 2021", ("Mara Lind",)),
        ("Viele Grüße\nMara Lind", ("Mara Lind",)),
        ("Med vennlig hilsen\nMara Lind", ("Mara Lind",)),
        ("Cordialement,\n\nMara Lind", ("Mara Lind",)),
        ("Cheers, Mara Lind", ("Mara Lind",)),
        ("Best,\nMara Lind", ("Mara Lind",)),
        ("Hilsen,\nMara Lind, drift", ("Mara Lind",)),
        ("## Mail\n\nDear customers,\n\nsorry.\n\nRegards,\nMara Lind", None),
        ("Thanks, Mara Lind", None),
        ("Thanks to\nMara Lind", None),
        ("Regards,\nThe storage team", None),
        ("Regards,\nAcme Support", None),
        ("Regards to Mara Lind", None),
        ("We told the customer:\n\n> The disks are back.\n\nRegards,\nMara Lind", None),
        ("Mara Lind", None),
    ],
)
def test_who_signs_at_the_end(end: str, expected: tuple[str, ...] | None) -> None:
    assert facts(f"# Disk full\n\n{_SUMMARY}\n{end}\n").get("authors") == expected


@pytest.mark.parametrize(
    "line",
    ["severity::" * 200_000, "[" * 1_000_000, "Level: " + "SEV2 " * 200_000, "a, " * 300_000 + "severity:: SEV2"],
)
def test_long_lines_are_read_quickly(line: str) -> None:
    assert adopted(f"# Disk full\n\n{line}\n", "legacy.md", CONVENTIONS)
