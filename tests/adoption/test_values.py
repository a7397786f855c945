"""Single values of legacy documents: days, moments, severities, statuses, names, titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pmctl.adoption.adopt import adopt
from pmctl.adoption.days import month_first_in, open_date_in, read_days, read_moment
from pmctl.adoption.field_words import field_of
from pmctl.adoption.inline import plain
from pmctl.adoption.levels import severity_of, status_of
from pmctl.adoption.people import handle_of, names_in
from pmctl.adoption.titles import stem_of, title_of_name, without_labels
from pmctl.postmortem.conventions import Conventions, Person, Severity

CONVENTIONS = Conventions()
MARCH = date(2021, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/14/2021 and 04/05/2021", True),
        ("14/03/2021", False),
        ("14-03-21", False),
        ("03/14/2021, then 14/03/2021", None),
        ("03/04/2021", None),
        ("2021/03/14", None),
        ("33/44/2021", None),
    ],
)
def test_the_order_of_numbers_is_evidence(text: str, expected: bool | None) -> None:
    assert month_first_in(text) is expected


@pytest.mark.parametrize(
    ("text", "month_first", "near", "expected"),
    [
        ("4 March 2021", None, None, [MARCH]),
        ("2021年3月4日 10:00", None, None, [MARCH]),
        ("20210304", None, None, [MARCH]),
        ("20211399", None, None, []),
        ("03/04/2021", None, None, []),
        ("03/04/2021", True, None, [MARCH]),
        ("04/03/2021", False, None, [MARCH]),
        ("04/03/2021", None, MARCH, [MARCH]),
        ("04/03/2021", None, date(2021, 5, 6), []),
        ("03/03/2021", None, None, [date(2021, 3, 3)]),
        ("4 March", None, None, []),
        ("4 March", None, date(2021, 1, 1), [MARCH]),
        ("30 February 2021", None, None, []),
        ("4 March 1066", None, None, []),
        ("2021-03-04 to 2021-03-05", None, None, [MARCH, date(2021, 3, 5)]),
        ("", None, None, []),
    ],
)
def test_days_are_read_where_they_have_one_reading(
    text: str, month_first: bool | None, near: date | None, expected: list[date]
) -> None:
    assert read_days(text, month_first=month_first, near=near) == expected


def test_an_open_date_is_named() -> None:
    assert open_date_in("on 03/04/2021 or so") == "03/04/2021"
    assert open_date_in("03/14/2021, 03/03/2021") is None


@pytest.mark.parametrize(
    ("text", "label", "day", "expected"),
    [
        ("2021-03-04 10:00 UTC", "Start", None, datetime(2021, 3, 4, 10, tzinfo=UTC)),
        ("2021-03-04 10:00", "Start (CET)", None, datetime(2021, 3, 4, 10, tzinfo=timezone(timedelta(hours=1)))),
        ("10:00 UTC", "Start", MARCH, datetime(2021, 3, 4, 10, tzinfo=UTC)),
        ("10:00 UTC", "Start", None, None),
        ("2021-03-04 10:00", "Start", None, None),
        ("2021-03-04", "Start (UTC)", None, None),
        ("25:61 UTC", "Start", MARCH, None),
        ("after lunch", "Start", MARCH, None),
        ("10:00 UTC", "Start", date.max, datetime(9999, 12, 31, 10, tzinfo=UTC)),
        ("24:00 UTC", "Start", date.max, None),
    ],
)
def test_a_moment_needs_a_day_and_a_zone(text: str, label: str, day: date | None, expected: datetime | None) -> None:
    assert read_moment(text, label=label, month_first=None, day=day) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Author(s)", "authors"),
        ("Autora", "authors"),
        ("Verfasserin", "authors"),
        ("Created by", "authors"),
        ("Utarbeidet av", "authors"),
        ("ポストモーテム作成者", "authors"),
        ("**Incident Date**", "incident_day"),
        ("Started (UTC)", "started_at"),
        ("担当者", "owner"),
        ("Alvorlighetsgrad", "severity"),
        ("Date and time of the last backup of the database", None),
        ("Last updated", "paper_date"),
        ("x" * 100, None),
    ],
)
def test_labels_name_facts(label: str, expected: str | None) -> None:
    assert field_of(label) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SEV1", "SEV1"),
        ("sev-2 — all of search", "SEV2"),
        ("Severity 3", "SEV3"),
        ("P1", "SEV1"),
        ("1", "SEV1"),
        ("1.5 hours", None),
        ("SEV0", None),
        ("Critical", "SEV1"),
        ("🔴 Critical (everybody)", "SEV1"),
        ("High", "SEV2"),
        ("moderate impact", "SEV3"),
        ("minor", "SEV3"),
        ("低", "SEV4"),
        ("everything was down", None),
        ("~severity::2", "SEV2"),
        ("", None),
    ],
)
def test_severities_are_mapped_where_they_are_clear(text: str, expected: str | None) -> None:
    assert severity_of(text, CONVENTIONS) == expected


def test_severities_of_a_repository_count_first() -> None:
    named = tuple(Severity(name=name, draft_within=1, publish_within=2, min_actions=0) for name in ("Major", "Minor"))
    conventions = replace(CONVENTIONS, severities=named)
    assert severity_of("minor", conventions) == "Minor"
    assert severity_of("P1", conventions) is None
    assert severity_of("critical", conventions) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Complete, action items in progress", "published"),
        ("open — waiting for a disk", "draft"),
        ("In Review", "in-review"),
        ("in_review", "in-review"),
        ("Archived.", "closed"),
        ("レビュー中", "in-review"),
        ("none of your business", None),
        ("", None),
    ],
)
def test_statuses_are_mapped_where_they_are_clear(text: str, expected: str | None) -> None:
    assert status_of(text, CONVENTIONS) == expected


def test_statuses_of_a_repository_count_first() -> None:
    conventions = replace(CONVENTIONS, status_words={"complete": "closed"})
    assert status_of("Complete", conventions) == "closed"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("Mara, Jonas and Noor",), ("Mara", "Jonas", "Noor")),
        (("agent (a, b), Mara",), ("agent (a, b)", "Mara")),
        (("鈴木、佐藤",), ("鈴木", "佐藤")),
        (("Mara", "Mara"), ("Mara",)),
        (("TBD",), ()),
        (("n/a", "none"), ()),
        (("whoever is on call that night and can read the runbook",), ()),
        ((", ".join(f"p{number}" for number in range(60)),), ()),
    ],
)
def test_names_are_split(items: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert names_in(items) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("@Mara Lind", ("Mara Lind",)),
        ("@Mara Lind, @jonas and @Åse von Berg", ("Mara Lind", "@jonas", "@Åse von Berg")),
        ("@mara Lind", ("@mara Lind",)),
        ("@Mara (lead)", ("@Mara (lead)",)),
        ("@Mara @Jonas", ("@Mara @Jonas",)),
    ],
)
def test_a_mention_of_several_words_is_a_name_and_no_handle(value: str, expected: tuple[str, ...]) -> None:
    assert names_in((value,)) == expected


def test_a_numbered_item_or_heading_states_its_fact() -> None:
    listed = adopt(
        "# Relay outage\n\n"
        "1. **Incident date**: 2021-03-04\n2. **Affected service**: relay\n3. **Problem statement**: It fell.\n",
        "x.md",
        CONVENTIONS,
    )
    assert listed.facts["services"].value == ("relay",)
    headed = adopt("# Relay outage\n\n## 1. Authors\n\nMara, Jonas\n\n## 2. Summary\n\nIt fell.\n", "x.md", CONVENTIONS)
    assert (headed.facts["authors"].value, headed.strange) == (("Mara", "Jonas"), ())


@pytest.mark.parametrize("heading", ["## AIs", "**AIs**", "AIs:", "## Open AIs"])
def test_short_for_action_items(heading: str) -> None:
    found = adopt(f"# Relay outage\n\n{heading}\n\n- @mara to add a lamp\n- @jonas to test it\n", "x.md", CONVENTIONS)
    assert [action.owner for action in found.actions] == ["@mara", "@jonas"]


def test_known_people_go_by_their_handles() -> None:
    people = {"@mara": Person(handle="@mara", name="Mara Lindqvist", email="mara@example.com")}
    conventions = replace(CONVENTIONS, people=people)
    assert handle_of("mara lindqvist", conventions) == "@mara"
    assert handle_of("mara@example.com", conventions) == "@mara"
    assert handle_of("Jonas", conventions) == "Jonas"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Postmortem: Disk full", "Disk full"),
        ("INC-204 — Disk full", "Disk full"),
        ("PM2020-009 - Disk full", "Disk full"),
        ("[INC-204] Disk full", "Disk full"),
        ("[SEV2] 2021-03-04: Disk full", "Disk full"),
        ("Incident Report #12: Disk full (2021-03-04)", "Disk full"),
        ("Disk full | Postmortem", "Disk full"),
        ("【障害報告】ディスクが満杯", "ディスクが満杯"),
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04 Disk full", "Disk full"),
        ("12. Disk full", "Disk full"),
        ("INC-204: !!", "INC-204: !!"),
        ("!! (2021-03-04)", "!! (2021-03-04)"),
        ("CVE-2021-99999: one more", "CVE-2021-99999: one more"),
        ("May 4th 2023 Chat abuse", "Chat abuse"),
        ("HTTP-2: reset", "HTTP-2: reset"),
    ],
)
def test_what_stands_around_a_title_is_taken_off(heading: str, expected: str) -> None:
    assert without_labels(heading)[0] == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2021-05-09-negative-amounts.md", "Negative amounts"),
        ("2021_05_09_WikiAttack.md", "WikiAttack"),
        ("PM2020-009 - Proxy down.md", "Proxy down"),
        ("a/0012-disk-full.md", "Disk full"),
        ("postmortem-2021-05-09-disk.md", "Disk"),
        ("disk-full-postmortem.md", "Disk full"),
        ("disk-full-2021-05-09.md", "Disk full"),
        ("2021-05-09.md", "2021 05 09"),
        ("2021-05-09-disk/index.md", "Disk"),
        ("index.md", ""),
        ("v1.2 outage", "V1.2 outage"),
        ("---.md", ""),
    ],
)
def test_titles_of_names(path: str, expected: str) -> None:
    assert title_of_name(path) == expected


def test_the_stem_of_a_nameless_file_is_its_folder() -> None:
    assert stem_of("2021/2021-03-04-disk/README.md") == "2021-03-04-disk"
    assert stem_of("README.md") == "README"
    assert stem_of("2022-10 v1.2 outage") == "2022-10 v1.2 outage"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Disk** _full_ on `snake_case_*` ~~now~~", "Disk full on snake_case_*"),
        ("[Disk](https://example.com/a_b) &amp; <b>more</b> <https://example.com>", "Disk & more https://example.com"),
        ("[[page|Disk]] ![picture](a.png) {#id}", "Disk picture"),
        (r"5 \* 3 <!-- hidden -->", "5 * 3"),
        ("settlement_payments.py", "settlement_payments.py"),
        ("plain", "plain"),
    ],
)
def test_marks_are_taken_off(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected
