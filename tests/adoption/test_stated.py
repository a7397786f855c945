"""What a document states now: not what it said once, what a template leaves open, or what is about something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.adoption.levels import severity_of, status_of
from pmctl.adoption.people import names_in
from pmctl.postmortem.conventions import Conventions
from tests.adoption.test_adopt import adopted, day

CONVENTIONS = Conventions()


@pytest.mark.parametrize(
    "text",
    [
        "SEV1 / SEV2 / SEV3",
        "SEV1, SEV2 or SEV3",
        "SEV1|2|3",
        "SEV1–SEV4",
        "SEV1-4",
        "1 / 2 / 3 / 4",
        "1 or 2",
        "<SEV1|SEV2>",
        "P1/P2/P3",
        "Critical / High / Medium / Low",
        "low, medium or high",
        "niedrig oder hoch",
        "高 / 中 / 低",
        "SEV2 (SEV1 for Malmö)",
        "5",
        "",
    ],
)
def test_a_choice_that_nobody_made_is_no_severity(text: str) -> None:
    assert severity_of(text, CONVENTIONS) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("was SEV3, raised to SEV1", "SEV1"),
        ("SEV3 → SEV1", "SEV1"),
        ("SEV3, then SEV1", "SEV1"),
        ("SEV1 (was SEV2)", "SEV1"),
        ("SEV2 (downgraded from SEV1)", "SEV2"),
        ("upgraded from SEV3 to SEV1", "SEV1"),
        ("SEV3, hochgestuft auf SEV1", "SEV1"),
        ("low, was high", "SEV4"),
        ("SEV2 - 3 hours of outage", "SEV2"),
        ("SEV2, 3 regions", "SEV2"),
        ("SEV2 / P1", "SEV2"),
        ("P1 incident in tier 2", "SEV1"),
        ("High impact, low urgency", "SEV2"),
        ("높음", "SEV2"),
    ],
)
def test_the_severity_that_counts_now(text: str, expected: str) -> None:
    assert severity_of(text, CONVENTIONS) == expected


def test_numbers_that_no_severity_has_are_none() -> None:
    two = replace(CONVENTIONS, severities=CONVENTIONS.severities[:2])
    assert severity_of("P3", two) is None
    assert severity_of("P1 to P4", two) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Draft / In review / Published", None),
        ("draft, published", None),
        ("Draft or final", None),
        ("[Draft / Final]", None),
        ("Open / Closed", None),
        ("Resolved / Closed", "published"),
        ("was draft, now published", "published"),
        ("Draft → Published", "published"),
        ("Draft (not published)", "draft"),
        ("Resolved - monitoring", "published"),
        ("작성 중", "draft"),
    ],
)
def test_the_status_that_counts_now(text: str, expected: str | None) -> None:
    status = status_of(text, CONVENTIONS)
    assert (status.value if status else None) == expected


@pytest.mark.parametrize("name", ["@name", "Ej tilldelad", "<owner>", "(unassigned)", "미정", "Your name", "未定"])
def test_nobody_has_many_names(name: str) -> None:
    assert names_in([name]) == ()


def test_what_stands_behind_a_bar_is_no_name() -> None:
    assert names_in(["Mara | on call"]) == ("Mara",)


def facts(body: str) -> dict[str, object]:
    return {key: fact.value for key, fact in adopted(f"# Disk full\n\nDate: 2021-03-04\n\n{body}\n").facts.items()}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**Severity:** SEV1 / SEV2 / SEV3\n**Status:** Draft / In review\n**Owner:** @name", {}),
        ("Severity: SEV1 / SEV2 - major / SEV3", {}),
        ("Status: Draft | In review | Final", {}),
        (
            "- Severity: ~~SEV1~~ SEV2\n- Owner: ~~Jonas~~ Mara\n- ~~Status: final~~",
            {"severity": "SEV2", "owner": "Mara"},
        ),
        ("|Severity|Owner|\n|-|-|\n|~~SEV1~~ SEV2|~~Jonas~~ Mara|", {"severity": "SEV2", "owner": "Mara"}),
        ("|~~Severity~~|SEV1|\n|-|-|\n|Owner|Mara|", {"owner": "Mara"}),
        ("**Authors:** Mara<br>Jonas<br/>**Severity:** SEV2", {"severity": "SEV2", "authors": ("Mara", "Jonas")}),
        ("|Authors|Mara<br>Jonas|\n|-|-|", {"authors": ("Mara", "Jonas")}),
        ("Services: orders / mail", {"services": ("orders", "mail")}),
        ("Severity\n: SEV2\n\nOwner\n:   Mara", {"severity": "SEV2", "owner": "Mara"}),
        ("Owner: ~~@jonas~~ → @mara\nAuthors: Jonas -> Mara", {"owner": "@mara", "authors": ("Mara",)}),
        ("Owner: Mara | on call | Severity: SEV2", {"severity": "SEV2", "owner": "Mara"}),
        ("**Severity: SEV2**\n***Owner:*** Mara", {"severity": "SEV2", "owner": "Mara"}),
        ('!!! failure "Severity: SEV2"\n    Nobody could pay.', {"severity": "SEV2"}),
        (":::danger[Severity: SEV2]\n\nIt hurt.\n\n:::", {"severity": "SEV2"}),
        ("## 1.2 Severity: SEV4\n\nSmall.", {"severity": "SEV4"}),
        ("## Action items\n\n### Owner: Mara\n\n- Buy a disk", {}),
        ("|Foo|a|Severity|SEV2|\n|-|-|-|-|", {"severity": "SEV2"}),
        ("|ID|7|Severity|SEV2|\n|-|-|-|-|\n|**Owner**|Mara|**Foo**|x|\n|odd|", {"severity": "SEV2", "owner": "Mara"}),
        ("|Severity|Foo|Status|Bar|\n|-|-|-|-|\n|SEV2|x|Final|y|", {"severity": "SEV2", "status": "published"}),
    ],
)
def test_labels_say_what_counts_now(body: str, expected: dict[str, object]) -> None:
    assert facts(body) == expected


def test_a_choice_is_doubtful() -> None:
    words = [doubt.words for doubt in adopted("# Disk\n\nSeverity: SEV1 / SEV2\nStatus: odd\n").doubts]
    assert words == ["the severity SEV1, SEV2 leaves open which one it is", "the status odd is none that is known"]


def test_tables_of_front_matter_are_asked_after_its_keys() -> None:
    incident = "[incident]\ndate = 2021-03-04\nseverity = 'SEV1'\nservices = ['mail']\n"
    adoption = adopted(f"+++\nseverity = 'SEV3'\n{incident}[menu]\nowner = 'x'\n+++\n")
    assert day(adoption) == ("2021-03-04", "table")
    assert adoption.facts["services"].value == ("mail",)
    assert "owner" not in adoption.facts
    assert "severity: SEV3\n" in adoption.after
    params = adopted("---\nparams:\n  severity: SEV2\n  date: 2021-03-04\n---\n# Disk\n")
    assert (params.text_of("severity"), day(params)) == ("SEV2", ("2021-03-04", "table"))


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (
            "**Review date:** 2024-03-09\n\n## Summary\n\nSomething similar happened on 2021-01-01.\n",
            "x.md",
            "2024-03-09",
        ),
        ("# Disk\n\nAs on 2020-01-01. It was full on 2021-03-04.\n", "x.md", "2020-01-01"),
        ("# Disk\n\nA previous one was on 2020-01-01. It was full on 2021-03-04.\n", "x.md", "2021-03-04"),
        ("# Disk\n\n## Action items\n\nAll by 2021-03-19.\n", "x.md", None),
        ("# Disk\n\nTo be mended by 2021-03-19.\n", "x.md", None),
        (
            "## Background\n\nBought on 2019-01-01.\n\n## Impact\n\nOn 2021-03-04.\n",
            "x.md",
            "2021-03-04",
        ),
        ("Date: 03/04/2021\n\n## Summary\n\nSeen on 2021-03-19.\n", "x.md", None),
        ("Date: 03/04/2021\n\n## Summary\n\nSeen on 2021-03-04.\n", "x.md", "2021-03-04"),
        ("Date: 04/03/2021\n", "2021-03-06-disk.md", "2021-03-04"),
        ("Date: 03/04/2021\n\n## Zusammenfassung\n\n## Zeitachse\n", "x.md", "2021-04-03"),
        ("Date: 03/04/2021\n\n## Summary\n\n## Zusammenfassung\n", "x.md", None),
        ("---\nlang: en-GB\n---\nDate: 03/04/2021\n", "x.md", "2021-04-03"),
        ("---\nlang: en_US\n---\nDate: 03/04/2021\n", "x.md", "2021-03-04"),
        ("---\nlanguage: fr\n---\nDate: 03/04/2021\n", "x.md", "2021-04-03"),
        ("---\nlang: en\n---\nDate: 03/04/2021\n", "x.md", None),
        ("Date: ~~2021-03-03~~ 2021-03-04\n", "x.md", "2021-03-04"),
        ("# Incidents/2021-03-04 mail cache\n", "x.md", "2021-03-04"),
        ("# 장애\n\n발생일: 2021년 3월 4일\n", "x.md", "2021-03-04"),
        ("# 장애\n\n날짜: 2021. 3. 4.\n", "x.md", "2021-03-04"),
        ("# 장애\n\n장애 기간: 2021년 3월 4일부터 5일까지\n", "x.md", "2021-03-04"),
    ],
)
def test_the_day_is_that_of_the_incident(text: str, path: str, expected: str | None) -> None:
    found = adopt(text, path, CONVENTIONS).date
    assert (str(found.value) if found else None) == expected


def test_a_day_far_from_that_of_the_paper_is_doubtful() -> None:
    adoption = adopted("**Review date:** 2024-03-09\n\n## Summary\n\nThe disk was full on 2021-03-04.\n")
    assert [doubt.words for doubt in adoption.doubts] == ["the text says 2021-03-04, and it was written on 2024-03-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Incidents/2021-03-04 mail cache\n", "mail cache"),
        ("# Incident documentation/20210304-mail\n", "mail"),
        ("# Postmortem\n\n## Incident: Disk full\n\n## Summary\n", "Disk full"),
        ("# Postmortem\n\n## Disk full\n\n### Summary\n", "Disk full"),
        ("# Postmortem\n\n## Disk full\n\n## Summary\n", "Legacy"),
        ("# Postmortem\n\n## Metadata\n\n### Summary\n", "Legacy"),
        ("# Postmortem\n\nx\n\n## Summary\n\n## Incident: Disk full\n", "Legacy"),
        ("# Incident report\n\n### Title: Disk full\n\n## Summary\n", "Disk full"),
        ("# ~~Disk~~ Network full\n", "Network full"),
        ("# Postmortem: *.example.com and 2*3 nodes\n", "*.example.com and 2*3 nodes"),
        ("# 장애 보고서: 주문 서비스 중단\n", "주문 서비스 중단"),
        ("# 포스트모템 - 로그인 지연 [해결]\n", "로그인 지연"),
    ],
)
def test_titles_keep_their_characters(text: str, expected: str) -> None:
    title = adopt(text, "legacy.md", CONVENTIONS).title
    assert title is not None
    assert title.value == expected


def test_korean_is_read_however_it_is_spaced() -> None:
    adoption = adopted(
        "# 장애 보고서: 결제 지연\n\n- 발생일: 2021년 3월 4일\n- 심각도: SEV2\n- 작성자: 김하나\n"
        "- 영향 서비스: 주문, 결제\n- 담당자: 이두리\n\n## 개요\n\n느렸다.\n\n## 근본원인\n\n연결 부족.\n\n"
        "## 재발 방지대책 및 개선\n\n- [ ] 연결 풀 늘리기\n"
    )
    assert {key: fact.value for key, fact in adoption.facts.items()} == {
        "severity": "SEV2",
        "owner": "이두리",
        "authors": ("김하나",),
        "services": ("주문", "결제"),
    }
    assert adoption.sections == ("summary", "root-causes", "action-items")


def test_a_heading_above_actions_is_not_strange() -> None:
    promises = "## Things we promise to do\n\n- [ ] Buy a disk (@mara)\n"
    assert adopted(f"# Disk\n\n## Summary\n\nx\n\n{promises}\n## Odd\n\ny\n\n## Severity: SEV2\n").strange == ("Odd",)
