"""Facts without a table and without labels: below the title, in it, in tags and sentences, at the end of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pmctl.postmortem.conventions import DEFAULT_SEVERITIES, Conventions, Person
from tests.adoption.test_adopt import CONVENTIONS, adopted

_SUMMARY = "## Summary\n\nThe disk filled up, and writes failed for an hour.\n"


def facts(text: str, path: str = "legacy.md", conventions: Conventions = CONVENTIONS) -> dict[str, Any]:
    adoption = adopted(text, path, conventions)
    day = {"date": str(adoption.date.value)} if adoption.date else {}
    kept = ("severity", "status", "owner", "authors")
    return {**day, **{key: fact.value for key, fact in adoption.facts.items() if key in kept}}


def below_title(line: str) -> dict[str, Any]:
    return facts(f"# Disk full\n\n{line}\n\n{_SUMMARY}")


def in_text(text: str) -> object:
    return facts(f"# Disk full\n\n## Summary\n\n{text}\n").get("severity")


DAY = {"date": "2021-03-04"}
SEV2 = {**DAY, "severity": "SEV2"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("_2021-03-04 · SEV2 · owner: Mara Lind_", {**SEV2, "owner": "Mara Lind"}),
        ("4 March 2021, severity 2, written by Mara Lind", {**SEV2, "authors": ("Mara Lind",)}),
        ("2021-03-04 | SEV2 | Mara Lind", SEV2),
        ("**2021-03-04 · SEV2**", SEV2),
        ("> 2021-03-04 — SEV-2 — Draft — by Mara Lind", {**SEV2, "status": "draft", "authors": ("Mara Lind",)}),
        ("(2021-03-04; SEV3; owned by @mara)", {**DAY, "severity": "SEV3", "owner": "@mara"}),
        ("2021-03-04 / P1 / final", {**DAY, "severity": "SEV1", "status": "published"}),
        ("Mara Lind, 2021-03-04, SEV2", SEV2),
        ("By Mara Lind and Jonas Berg · 4 March 2021 · SEV-2", {**SEV2, "authors": ("Mara Lind", "Jonas Berg")}),
        ("Severity 2<br>Written by Mara Lind<br>2021-03-04", {**SEV2, "authors": ("Mara Lind",)}),
        ("SEV2\t2021-03-04\tOwner Mara Lind", {**SEV2, "owner": "Mara Lind"}),
        ("Status: final · SEV2 · 2021-03-04", {**SEV2, "status": "published"}),
        ("2021-03-04 · Schweregrad 2 · verfasst von Mara Lind", {**SEV2, "authors": ("Mara Lind",)}),
        ("2021年3月4日 ・ 重大度2 ・ 作成者 佐藤 美咲", {**SEV2, "authors": ("佐藤 美咲",)}),
        ("SEV2 (resolved) · 2021-03-04", {**SEV2, "status": "published"}),
        ("[Draft] 2021-03-04 | SEV 2", {**SEV2, "status": "draft"}),
        ("2021-03-04 10:00–11:20 UTC · SEV2 · 80 minutes · DRI @mara", {**SEV2, "owner": "@mara"}),
        ("2021-03-04 · SEV2\nAuthor: Mara · Status: Final", {**SEV2, "authors": ("Mara",), "status": "published"}),
        ("March 4, 2021, SEV2, author: Mara Lind, Jonas Berg", {**SEV2, "authors": ("Mara Lind", "Jonas Berg")}),
        ("<small>2021-03-04 · SEV2 · by Mara Lind</small>", {**SEV2, "authors": ("Mara Lind",)}),
        ("SEV2\n2021-03-04\nWritten by Mara Lind", {**SEV2, "authors": ("Mara Lind",)}),
        ("*Thursday, 4 March 2021 — SEV2 — Owner: Mara Lind, SRE*", {**SEV2, "owner": "Mara Lind"}),
        ("`SEV-2` `2021-03-04` `draft`", {**SEV2, "status": "draft"}),
        ("**Date:** 2021-03-04 · SEV2 · Mara Lind", SEV2),
        ("Date: 2021-03-04, SEV2, written by: Mara Lind (SRE)", {**SEV2, "authors": ("Mara Lind",)}),
        ("SEV2, 4–5 March 2021, 2 hours, payments", SEV2),
        ("Written by Mara Lind", {"authors": ("Mara Lind",)}),
        ("_by Mara Lind_", {"authors": ("Mara Lind",)}),
        ("**SEV-2**", {"severity": "SEV2"}),
        ("Mara Lind wrote this · 2021-03-04 · high severity", {**SEV2}),
        ("_Published 4 March 2021 by Mara Lind_", {**DAY, "authors": ("Mara Lind",)}),
        ("2021-03-04, SEV2, Mara (author), Jonas (owner)", {**SEV2, "authors": ("Mara",), "owner": "Jonas"}),
        ("SEV2 2021-03-04", SEV2),
        ("Severity 2 incident on 4 March 2021", SEV2),
        ("4 March 2021 — 5 March 2021 — SEV2", SEV2),
        ("SEV2 (was SEV3) · 2021-03-04 · owned by Payments team", {**SEV2, "owner": "Payments team"}),
        ("Incident on 2021-03-04, severity 2, status final", {**SEV2, "status": "published"}),
        ("Status: 🟢 Final · Severity: 🔴 SEV-2 · 2021-03-04", {**SEV2, "status": "published"}),
        ("2021-03-04 · SEV2 · author: Mara Lind · Jonas Berg", {**SEV2, "authors": ("Mara Lind",)}),
        ("2021-03-04 · SEV2 · services: mail · owner: Mara Lind", {**SEV2, "owner": "Mara Lind"}),
    ],
)  # fmt: skip
def test_a_line_below_the_title_states_several_facts(line: str, expected: dict[str, Any]) -> None:
    assert below_title(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("On 4 March 2021, two SEV2 incidents, written by the same tool, hit us.", DAY),
        ("See also 2021-03-04, SEV1, by Jonas Berg", DAY),
        ("Similar: 2021-03-04 · SEV1 · owner: Jonas Berg", {}),
        ("Previous incident | 2021-03-04 | SEV1", {}),
        ("2021-03-04 · SEV1/SEV2/SEV3", DAY),
        ("2021-03-04 · SEV1 | SEV2 · Draft | Final", DAY),
        ("SEV1, SEV2, SEV3, SEV4", {}),
        ("Status: Draft | In review | Final", {}),
        ("2021-03-04, SEV2, by mistake", SEV2),
        ("2021-03-04 · SEV2 · by PagerDuty", SEV2),
        ("2021-03-04 · SEV2 · written by Acme Networks", SEV2),
        ("2021-03-04 · SEV2 · owner: TBD · author: <name>", SEV2),
        ("2021-03-04 · S3 · us-east-1", DAY),
        ("2021-03-04 · SEV2 · Monitoring", SEV2),
        ("Home | Incidents | SEV2", {}),
        ("2021-03-04 · SEV2 · reviewed by Jonas Berg", SEV2),
        ("2021-03-04 · SEV2 · 10:00 disk fills · 10:04 page · 10:30 disk added · 11:00 done", DAY),
        ("- 2021-03-04 · SEV2 · Disk full\n- 2020-03-04 · SEV1 · Disk lost", {}),
        ("Severity 2 disk arrays, and the controller by Jonas", {}),
        ("by hand", {}),
        ("2021-03-04 · SEV2 · 2021-03-08", {"severity": "SEV2", **DAY}),
        ("2021-03-04 · SEV2 · by Claude Code", SEV2),
        ("SEV2 (SEV1 for Malmö) · 2021-03-04", DAY),
        ("Written by SRE", {}),
        ("Severity: unknown · 2021-03-04", DAY),
        ("2021-03-04 · Status: maybe · SEV2", SEV2),
        ("Incident DRI: see the issue", {}),
        ("SEV", {}),
        ("|", {}),
    ],
)  # fmt: skip
def test_what_only_looks_like_such_a_line_states_less(line: str, expected: dict[str, Any]) -> None:
    assert below_title(line) == expected


def test_such_a_line_stands_above_the_first_section_and_nowhere_else() -> None:
    line = "_2021-03-04 · SEV2 · owner: Mara Lind_"
    assert (
        facts(f"# Disk full\n\nWrites failed.\n\nAll of them.\n\nFor long.\n\n{line}\n\n{_SUMMARY}")["severity"]
        == "SEV2"
    )
    assert facts(f"---\ntitle: Disk full\n---\n\n{line}\n\n{_SUMMARY}")["owner"] == "Mara Lind"
    for heading in ("Background", "Related incidents", "Timeline", "Action items"):
        assert "severity" not in facts(f"# Disk full\n\n{_SUMMARY}\n## {heading}\n\n{line}\n")
    assert facts(f"# Disk full\n\n{line}\n") == {**SEV2, "owner": "Mara Lind"}


def test_of_two_days_the_file_is_called_by_the_one_that_counts() -> None:
    text = f"# Disk full\n\n_2021-03-08 · SEV2 · Draft_\n\n{_SUMMARY}"
    assert facts(text, "2021-03-04-disk.md") == {**SEV2, "status": "draft"}
    assert facts(text)["date"] == "2021-03-08"


def test_the_day_beside_nothing_but_an_author_is_that_of_the_paper() -> None:
    adoption = adopted(f"# Disk full\n\n_2021-03-08 · by Mara Lind_\n\n{_SUMMARY}")
    assert [doubt.words for doubt in adoption.doubts] == [
        "2021-03-08 may be when it was written, and not when it happened"
    ]


def test_words_of_a_repository_are_a_status() -> None:
    conventions = Conventions(status_words={"ratified": "published"})
    text = f"# Disk full\n\n2021-03-04 · SEV2 · ratified\n\n{_SUMMARY}"
    assert facts(text, conventions=conventions) == {**SEV2, "status": "published"}


def test_a_sentence_with_another_day_is_about_another_incident() -> None:
    text = "# Disk full\n\nDate: 2021-03-04\n\n## Summary\n\nOn {} we declared a SEV1.\n"
    assert facts(text.format("2021-03-04"))["severity"] == "SEV1"
    assert facts(text.format("2020-12-24")) == DAY


def test_a_label_beats_what_has_none() -> None:
    text = f"# Disk full\n\n**Severity:** SEV3\n\n_2021-03-04 · SEV2_\n\n{_SUMMARY}"
    assert facts(text)["severity"] == "SEV3"
    assert facts(f"---\nseverity: SEV3\n---\n# Disk full\n\n_2021-03-04 · SEV2_\n\n{_SUMMARY}")["severity"] == "SEV3"


def test_a_repository_has_severities_and_people_of_its_own() -> None:
    own = tuple(replace(DEFAULT_SEVERITIES[0], name=name) for name in ("Critical", "Minor"))
    people = {"@mara": Person(handle="@mara", name="Mara von Lind")}
    conventions = Conventions(severities=own, people=people)
    line = "2021-03-04 · critical · by Mara von Lind"
    expected = {**DAY, "severity": "Critical", "authors": ("@mara",)}
    assert facts(f"# Disk full\n\n{line}\n\n{_SUMMARY}", conventions=conventions) == expected
    assert facts(f"# Disk full\n\n2021-03-04 · SEV2\n\n{_SUMMARY}", conventions=conventions) == DAY


# Severity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The disk filled up at 11:47 UTC, and writes failed. (SEV-2)", "SEV2"),
        ("The disk filled up at 11:47 UTC [Sev 2].", "SEV2"),
        ("This was a SEV-2 incident.", "SEV2"),
        ("Writes failed. We declared a Sev 1 at 10:04.", "SEV1"),
        ("The outage was classified as severity 2.", "SEV2"),
        ("It was rated SEV3 because no customer saw it.", "SEV3"),
        ("The incident was upgraded from SEV3 to SEV2 at noon.", "SEV2"),
        ("We declared a SEV3. At noon it was raised to a SEV2.", "SEV2"),
        ("The severity of this incident is SEV2.", "SEV2"),
        ("On-call opened a SEV2 and paged the team.", "SEV2"),
        ("Mara declared the incident a SEV-1.", "SEV1"),
        ("We treated this as a severity 2.", "SEV2"),
        ("We had a **SEV2** outage of all writes.", "SEV2"),
        ("Der Vorfall wurde als SEV2 eingestuft.", "SEV2"),
        ("L'incident a été classé SEV2.", "SEV2"),
        ("本件はSEV2と判定した。", "SEV2"),
        ("The incident was downgraded to SEV-3.", "SEV3"),
        ("This SEV2 incident lasted an hour.", "SEV2"),
        ("On 3 May 2021 a SEV-2 was declared by Mara.", "SEV2"),
        ("SEV1 declared at 10:05.", "SEV1"),
        ("We classify this as SEV-2.", "SEV2"),
        ("The incident (SEV2) lasted an hour.", "SEV2"),
        ("The on-call marked the incident as Sev 3.", "SEV3"),
        ("We escalated to SEV1 at 10:20.", "SEV1"),
        ("The incident was a severity 1 for an hour and then a severity 3.", None),
        ("We declared a SEV2. At noon it was raised to SEV1, then lowered to SEV3.", None),
        ("We declared a SEV2. At noon it would have been raised to SEV1.", "SEV2"),
        ("We declared a SEV2. Later the channel said sev 1.", "SEV2"),
        ("We declared a SEV2. SEV1 came at noon.", None),
        ("We declared a SEV2. It was raised to SEV1 before noon.", None),
        ("PagerDuty opened a SEV3.", None),
        ("The vendor declared a SEV1 on their side.", None),
        ("A SEV1 was declared by Amazon.", None),
        ("GitHub rated it as SEV2; we rated it SEV3.", None),
        ("We had SEV1 drills.", None),
        # None of these says how bad this incident was.
        ("It was similar to the SEV1 in March.", None),
        ("We nearly declared a SEV1.", None),
        ("This should have been a SEV2.", None),
        ("A SEV1 means that customers lose money.", None),
        ("We did not declare a SEV1.", None),
        ("In March we declared a SEV1 for the same bug.", None),
        ("If this was a SEV1, nobody would have slept.", None),
        ("Was this a SEV2?", None),
        ("An earlier outage was classified as SEV1.", None),
        ("The alert was classified as severity 2.", None),
        ("The runbook says: we declared a SEV1 when all is lost.", None),
        ("We declared a SEV1. Support declared a SEV2.", None),
        ("It was initially declared a SEV3.", None),
        ("For each SEV1 we declared a SEV2 as well.", None),
        ("It would be declared a SEV1 by the new rules.", None),
        ("We had a SEV1 two weeks before.", None),
        ("The disk filled up (unlike in SEV-2).", None),
        ("The database had a P1 alert.", None),
        ("Severity 1 alerts paged nobody. (see the SEV2 policy)", None),
        ("We were told it was a SEV1 at the other site.", None),
    ],
)  # fmt: skip
def test_a_sentence_says_how_bad_it_was(text: str, expected: str | None) -> None:
    assert in_text(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("[SEV2] Disk full", ("Disk full", "SEV2")),
        ("SEV-1: Disk full", ("Disk full", "SEV1")),
        ("Disk full (Sev 2)", ("Disk full", "SEV2")),
        ("P1 - Disk full", ("Disk full", "SEV1")),
        ("P2: Disk full", ("Disk full", "SEV2")),
        ("Severity 2: Disk full", ("Disk full", "SEV2")),
        ("Disk full (severity 2)", ("Disk full", "SEV2")),
        ("SEV2 incident: Disk full", ("Disk full", "SEV2")),
        ("Disk full - SEV2 - 2021-03-04", ("Disk full", "SEV2")),
        ("Incident 2021-03-04 (SEV2): Disk full", ("Disk full", "SEV2")),
        ("Disk full (SEV2, resolved)", ("Disk full", "SEV2")),
        ("Disk full [SEV2] [draft]", ("Disk full", "SEV2")),
        ("SEV2 process failed", ("SEV2 process failed", None)),
        ("Why SEV1s are slow", ("Why SEV1s are slow", None)),
        ("Disk full (like the SEV1 in May)", ("Disk full (like the SEV1 in May)", None)),
        ("P99 - latency doubled", ("P99 - latency doubled", None)),
        ("S3 - uploads failed", ("S3 - uploads failed", None)),
        ("P2P: peers lost", ("P2P: peers lost", None)),
        ("Paging: a SEV1 woke nobody", ("Paging: a SEV1 woke nobody", None)),
    ],
)
def test_a_title_says_how_bad_it_was(title: str, expected: tuple[str, str | None]) -> None:
    adoption = adopted(f"# {title}\n\n{_SUMMARY}")
    assert adoption.title is not None
    assert (adoption.title.value, adoption.text_of("severity")) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2021-03-04-sev2-db.md", "SEV2"),
        ("2021-03-04_SEV-2_db.md", "SEV2"),
        ("sev1-2021-03-04-db.md", "SEV1"),
        ("2021-03-04-db-sev3.md", "SEV3"),
        ("2021-03-04 Disk full (Sev 2).md", "SEV2"),
        ("incidents/SEV2/2021-03-04-db.md", "SEV2"),
        ("2021-03-04-seven2.md", None),
        ("2021-03-04-sev1-sev2.md", None),
        ("2021-03-04-sev2x.md", None),
        ("2021-03-04-p1.md", None),
        ("2021-03-04-sev9.md", None),
        ("2021-03-04-db-sev1-paging-broken.md", None),
        ("sev1-and-sev2/2021-03-04-db.md", None),
    ],
)
def test_a_name_of_a_file_says_how_bad_it_was(path: str, expected: str | None) -> None:
    assert facts(f"# Disk full\n\n{_SUMMARY}", path).get("severity") == expected


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("tags: [postmortem, sev2]", "SEV2"),
        ("labels: sev-2", "SEV2"),
        ('labels: "postmortem, severity::2, priority::1"', "SEV2"),
        ("tags:\n  - severity/1\n  - disk", "SEV1"),
        ("tags: ['#SEV3']", "SEV3"),
        ("categories: [SEV2]", "SEV2"),
        ("keywords: disk sev2", "SEV2"),
        ("params:\n  tags: [sev2]", "SEV2"),
        ("taxonomies:\n  tags: [sev-2]", "SEV2"),
        ("tags: [severity-high]", "SEV2"),
        ("tags: [sev1, sev2]", None),
        ("tags: [sev2-process, p1]", None),
        ("tags: [high, disk]", None),
        ("tags: [S3, storage]", None),
        ("tags: [sev9]", None),
        ("labels: {sev: 2}", None),
    ],
)
def test_a_tag_says_how_bad_it_was(front_matter: str, expected: str | None) -> None:
    assert facts(f"---\n{front_matter}\n---\n\n# Disk full\n\n{_SUMMARY}").get("severity") == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Severity 2 incident", "SEV2"),
        ("SEV-2", "SEV2"),
        ("This was a SEV2", "SEV2"),
        ("Severity: SEV2", "SEV2"),
        ("SEV1 criteria", None),
        ("What is a SEV1?", None),
        ("SEV1 incidents", None),
        ("Similar SEV2 incident", None),
    ],
)
def test_a_heading_says_how_bad_it_was(heading: str, expected: str | None) -> None:
    assert facts(f"# Disk full\n\n## {heading}\n\nWrites failed.\n\n{_SUMMARY}").get("severity") == expected


def test_what_contradicts_itself_is_no_severity() -> None:
    adoption = adopted(f"---\ntags: [sev2]\n---\n\n# SEV1: Disk full\n\n{_SUMMARY}")
    assert adoption.text_of("severity") is None
    assert [doubt.words for doubt in adoption.doubts] == ["the title says SEV1, the tags say SEV2"]
    labelled = adopted(f"---\ntags: [sev2]\n---\n\n# Disk full\n\nSeverity: SEV1\n\n{_SUMMARY}")
    assert labelled.text_of("severity") == "SEV1"


def test_a_priority_stands_for_the_severity_where_nothing_names_one() -> None:
    assert facts(f"# Disk full\n\nPriority: P1\n\n{_SUMMARY}")["severity"] == "SEV1"
    assert facts(f"# SEV2: Disk full\n\nPriority: P1\n\n{_SUMMARY}")["severity"] == "SEV2"
    assert facts(f"# SEV2: Disk full\n\n2021-03-04 · P1\n\n{_SUMMARY}")["severity"] == "SEV2"


# Status, owner and authors


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("|Report author|Mara|\n|---|---|\n|Report status|Final|", {"status": "published", "authors": ("Mara",)}),
        ("PM status: draft", {"status": "draft"}),
        ("**Postmortem Status:** In review", {"status": "in-review"}),
        ("Status of this report: final", {"status": "published"}),
        ("Document state: Approved", {"status": "published"}),
        ("RCA status: Closed", {"status": "closed"}),
        ("Status des Berichts: Entwurf", {"status": "draft"}),
        ("Statut du rapport : brouillon", {"status": "draft"}),
        ("Estado del informe: publicado", {"status": "published"}),
        ("Rapportstatus: Utkast", {"status": "draft"}),
        ("報告書ステータス: 完了", {"status": "published"}),
        ("문서 상태: 초안", {"status": "draft"}),
        ("Status: Resolved\n\nReport status: Draft", {"status": "draft"}),
        ("Ticket status: Closed", {}),
        ("Review status of the vendor: done", {}),
        ("Health status: final", {}),
        ("Report status: Draft / Final", {}),
        ("![status](https://img.example.com/status-final-green.svg)", {}),
    ],
)  # fmt: skip
def test_the_status_of_the_paper_has_many_labels(body: str, expected: dict[str, Any]) -> None:
    assert below_title(body) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Disk full (Draft)", "draft"),
        ("Disk full [in review]", "in-review"),
        ("WIP: Disk full", "draft"),
        ("[Under review] Disk full", "in-review"),
        ("Disk full (published)", "published"),
        ("Draft: Disk full", "draft"),
        ("Disk full (SEV2, final)", "published"),
        ("Draft beer taps failed", None),
        ("Disk full (published to nobody)", None),
        ("Final: Berlin against Oslo had no stream", None),
    ],
)
def test_the_title_ends_in_the_status(title: str, expected: str | None) -> None:
    assert facts(f"# {title}\n\n{_SUMMARY}").get("status") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        *((f"{label}: Mara Lind", {"authors": ("Mara Lind",)}) for label in (
            "Report author", "Prepared by", "Written by", "Compiled by", "Drafted by", "Report by", "Posted by",
            "Postmortem author(s)", "Incident report by", "Who wrote this", "Postmortem by", "Report written by",
            "Author of this report", "Write-up by", "Bericht verfasst von", "Wer hat das geschrieben",
            "Rapport rédigé par", "Informe elaborado por", "Relatório escrito por", "Rapporto scritto da",
            "Verslag geschreven door", "Rapport skriven av", "Rapport skrevet av",
            "Autor raportu", "文責", "撰写", "작성한 사람", "Quem escreveu", "Qui a écrit",
        )),
        *((f"{label}: Mara Lind", {"owner": "Mara Lind"}) for label in (
            "Postmortem owner", "Incident owner", "Review owner", "Report owner", "Owned by", "DRI", "Responsible",
            "PM owner", "Post-mortem DRI", "Owner of this report", "Responsible engineer", "Verantwortliche Person",
            "Personne responsable", "Persona responsable", "Pessoa responsável", "Persona responsabile",
            "Verantwoordelijk", "Ansvarig person", "Ansvarlig ingeniør", "Osoba odpowiedzialna", "報告書責任者",
            "报告负责人", "보고서 담당자",
        )),
        *((f"{label}: Mara Lind", {"owner": "Mara Lind", "authors": ("Mara Lind",)}) for label in (
            "Author & owner", "Author and owner", "Owner / author", "Author/Owner", "Verfasser und Verantwortlicher",
            "Auteur et responsable", "Owner & authors",
        )),
        ("Informe de: Mara Lind", {}),
        ("Action owner: Mara Lind", {}),
        ("Reported by: Mara Lind", {}),
        ("Service owner: Mara Lind", {}),
        ("Owner of the database: Mara Lind", {}),
        ("Noticed by: Mara Lind", {}),
        ("Author & owner: TBD", {}),
        ("Reviewed by & owner: Mara Lind", {}),
    ],
)  # fmt: skip
def test_people_have_many_labels(line: str, expected: dict[str, Any]) -> None:
    assert below_title(f"- {line}") == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("— Mara Lind, SRE", ("Mara Lind",)),
        ("Written by Mara Lind on 2021-03-04", ("Mara Lind",)),
        ("-- Mara Lind", ("Mara Lind",)),
        ("_Written by Mara Lind and Jonas Berg._", ("Mara Lind", "Jonas Berg")),
        ("---\n\nAuthor: Mara Lind", ("Mara Lind",)),
        ("*Prepared by: Mara Lind, 4 March 2021*", ("Mara Lind",)),
        ("– @mara", ("@mara",)),
        ("Report by Mara Lind (SRE)", ("Mara Lind",)),
        ("Verfasst von Mara Lind am 4. März 2021", ("Mara Lind",)),
        ("— Mara Lind, 2021-03-04\n\n<!-- end -->", ("Mara Lind",)),
        ("Posted by Mara Lind, Site Reliability Engineer", ("Mara Lind",)),
        ("> We are sorry.\n\n— Jonas Berg", None),
        ("— The Payments Team", None),
        ("— Acme Networks", None),
        ("— Grafana", None),
        ("Written by hand", None),
        ("Written by Terraform on 2021-03-04", None),
        ("— and Mara Lind went to sleep", None),
        ("- Mara Lind", None),
        ("Reviewed by Mara Lind", None),
        ("The script was written by Mara Lind", None),
    ],
)
def test_the_last_line_says_who_wrote_it(end: str, expected: tuple[str, ...] | None) -> None:
    text = f"# Disk full\n\nDate: 2021-03-03\n\n{_SUMMARY}\n## Lessons learned\n\nDisks are small.\n\n{end}\n"
    assert facts(text).get("authors") == expected
    assert facts(text)["date"] == "2021-03-03"


def test_only_the_last_line_does() -> None:
    text = f"# Disk full\n\n{_SUMMARY}\n## Root causes\n\nA script.\n\nWritten by Jonas Berg\n\n## Lessons\n\nNone.\n"
    assert "authors" not in facts(text)
    assert facts(f"# Disk full\n\nAuthor: Mara\n\n{_SUMMARY}\n— Jonas Berg\n")["authors"] == ("Mara",)


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("author: Mara Lind", ("Mara Lind",)),
        ("authors: [Mara Lind, Jonas Berg]", ("Mara Lind", "Jonas Berg")),
        ("author: {name: Mara Lind, email: mara@example.com}", ("Mara Lind",)),
        ("authors:\n  - name: Mara Lind\n    title: SRE\n  - jonas", ("Mara Lind", "jonas")),
        ("authors:\n  mara:\n    name: Mara Lind\n    title: SRE", ("Mara Lind",)),
        ("authors:\n  - mara: {name: Mara Lind}", ("Mara Lind",)),
        ("author: {first: Mara, last: Lind}", ("Mara Lind",)),
        ("author:\n  name: {given: Mara, family: Lind}", ("Mara Lind",)),
        ("author:\n  - name: {literal: Mara Lind}", ("Mara Lind",)),
        ("author: {email: mara@example.com}", ("mara@example.com",)),
        ("author: {github: mara}", ("mara",)),
        ('author: "Mara Lind, SRE"', ("Mara Lind",)),
        ("author: {affiliation: Platform}", None),
        ("author: {url: 'https://example.com'}", None),
        ("authors: {count: 2, list: hidden}", None),
        ("author: {name: '', email: ''}", None),
        ("authors: []", None),
    ],
)
def test_front_matter_names_its_authors(front_matter: str, expected: tuple[str, ...] | None) -> None:
    adoption = adopted(f"---\n{front_matter}\n---\n\n# Disk full\n\nDate: 2021-03-04\n\n{_SUMMARY}")
    fact = adoption.facts.get("authors")
    assert (fact.value if fact else None) == expected


def test_the_author_of_a_commit_did_not_write_the_postmortem() -> None:
    log = "commit 3f2a9c1d5b\nAuthor: Mara Lind <mara@example.com>\nDate:   Mon May 10 19:03:52 2021 +0900"
    assert facts(f"# Disk full\n\n## Summary\n\nThis broke it:\n\n{log}\n") == {}


def test_hostile_lines_take_no_time() -> None:
    for line in (
        "_" * 100_000,
        "SEV2 · " * 20_000,
        "by " * 50_000,
        "(" * 100_000,
        "declared a " * 20_000,
        "— " * 40_000,
    ):
        facts(f"# Disk full\n\n{line}\n\n{_SUMMARY}\n{line}\n")
