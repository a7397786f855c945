"""What each rule's fix makes of a defect, and where it keeps its hands off."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from pmctl.postmortem.conventions import Conventions, Priority, Severity
from pmctl.postmortem.parse import parse
from pmctl.postmortem.section_names import SectionNames
from pmctl.rules.engine import check_document
from pmctl.rules.fixing import mend
from pmctl.rules.model import Context
from pmctl.rules.page import read_page
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

OSLO = Conventions(zone=ZoneInfo("Europe/Oslo"))


def mended(
    code: str, text: str, *, unsafe: bool = False, conventions: Conventions | None = None, path: str = "a.md"
) -> str:
    """Return the text after what one rule mends."""
    conventions = conventions or Conventions()
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1))
    return mend(parse(text, path, conventions), [RULES[code]], RuleSettings(), context, unsafe=unsafe).text


def front(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", "", "# Checkout timeouts", ""))


SAFE = [
    # Quotes that YAML needs
    ("PM004", "owner: @mara", 'owner: "@mara"'),
    ("PM004", "owner:   @mara  # the lead", 'owner:   "@mara"  # the lead'),
    ("PM004", "owner: `mara`", 'owner: "`mara`"'),
    ("PM004", "title: %5 of all requests", 'title: "%5 of all requests"'),
    ("PM004", "title: Checkout: timeouts", 'title: "Checkout: timeouts"'),
    ("PM004", "title: Checkout: timeouts # for now", 'title: "Checkout: timeouts" # for now'),
    ("PM004", 'title: Say "no": twice', """title: 'Say "no": twice'"""),
    ("PM004", 'title: "Prod" is down', """title: '"Prod" is down'"""),
    ("PM004", """title: "Prod's" is down""", """title: '"Prod''s" is down'"""),
    ("PM004", 'title: "Prod" is "down"  # for now', """title: '"Prod" is "down"'  # for now"""),
    ("PM004", 'title: "the "big" one"', """title: 'the "big" one'"""),
    ("PM004", "title: 'it's down'", '''title: "it's down"'''),
    ("PM004", r'title: "C:\users"', r"title: 'C:\users'"),
    ("PM004", "title: **Prod** is down", 'title: "**Prod** is down"'),
    ("PM004", "title: [prod] down", 'title: "[prod] down"'),
    ("PM004", "title: > 5 s", 'title: "> 5 s"'),
    ("PM004", "title: & co", 'title: "& co"'),
    ("PM004", 'title: "Checkout', 'title: "Checkout"'),
    ("PM004", 'title: "Checkout\nowner: @mara', 'title: "Checkout"\nowner: "@mara"'),
    ("PM004", 'owner:"@mara"', 'owner: "@mara"'),
    ("PM004", "owner:@mara\ntitle:Pool is full", 'owner: "@mara"\ntitle: Pool is full'),
    ("PM004", "actions:\n  - id:A1\n    title: Alert", "actions:\n  - id: A1\n    title: Alert"),
    (
        "PM004",
        "actions:\n  - {id: A1, title: Fix: a test, owner: @jonas}",
        'actions:\n  - {id: A1, title: "Fix: a test", owner: "@jonas"}',
    ),
    (
        "PM004",
        """actions:\n  - {id: A1, title: "Prod" is down, note: it's a pool, owner:@mara}""",
        """actions:\n  - {id: A1, title: '"Prod" is down', note: it's a pool, owner: "@mara"}""",
    ),
    # Whatever else is wrong
    ("PM004", 'owner: @mara\nservices: "Prod" is down', 'owner: "@mara"\nservices: "Prod" is down'),
    ("PM004", "owner: @mara\nauthors: [*who]", 'owner: "@mara"\nauthors: [*who]'),
    ("PM004", "owner: @mara\n\ttitle: Checkout", 'owner: "@mara"\n\ttitle: Checkout'),
    ("PM004", "owner: @mara\nowner: @jonas", 'owner: "@mara"\nowner: "@jonas"'),
    ("PM004", "tags: [a, b\nowner: @mara", 'tags: [a, b\nowner: "@mara"'),
    ("PM004", "title Checkout\nowner: @mara", 'title Checkout\nowner: "@mara"'),
    ("PM004", "title: Fix: pool #12", 'title: "Fix: pool #12"'),
    ("PM004", "participants: [@mara, @jonas , lena]", 'participants: ["@mara", "@jonas" , lena]'),
    ("PM004", "participants:\n- @mara\n- @jonas", 'participants:\n- "@mara"\n- "@jonas"'),
    ("PM004", "owner: @mara\nnote: |\n  - @jonas\n  a: b: c", 'owner: "@mara"\nnote: |\n  - @jonas\n  a: b: c'),
    ("PM004", "owner: @mara\ntitle: Ask Lena, @jonas", 'owner: "@mara"\ntitle: Ask Lena, @jonas'),
    ("PM004", "owner: @mara\nimpact: users: 12", 'owner: "@mara"\nimpact: users: 12'),
    # Keys
    ("PM007", "Owner: mara", "owner: mara"),
    ("PM007", "ownr: mara  # lead", "owner: mara  # lead"),
    ("PM007", "'started-at': 2026-03-14", "'started_at': 2026-03-14"),
    ("PM007", "startedAt: 2026-03-14", "started_at: 2026-03-14"),
    ("PM007", "impact:\n  Users: 12", "impact:\n  users: 12"),
    ("PM007", "actions:\n  - {Due: 2026-04-01, id: A1}", "actions:\n  - {due: 2026-04-01, id: A1}"),
    ("PM007", "actions:\n  - titel: Alert", "actions:\n  - title: Alert"),
    # Comments that were none
    ("PM008", "title: Fix #12", 'title: "Fix #12"'),
    ("PM008", "title: Fix #12 at last  ", 'title: "Fix #12 at last"  '),
    ("PM008", "owner: #payments", 'owner: "#payments"'),
    ("PM008", "owner: &them #payments", 'owner: &them "#payments"'),
    ("PM008", "title: Tell #payments", 'title: "Tell #payments"'),
    ("PM008", "tags:\n  - #checkout\n  - pool", 'tags:\n  - "#checkout"\n  - pool'),
    # Words
    ("PM102", "status: In Review", "status: in-review"),
    ("PM102", "status: 'In_Review'", "status: 'in-review'"),
    ("PM102", "status: WIP", "status: draft"),
    ("PM102", "severity: sev-2", "severity: SEV2"),
    ("PM102", "severity: 2", "severity: SEV2"),
    ("PM102", "severity: S1", "severity: SEV1"),
    ("PM102", "detection: Alerts", "detection: alert"),
    ("PM102", "actions:\n  - status: In Progress", "actions:\n  - status: in-progress"),
    ("PM102", "actions:\n  - status: completed # yes", "actions:\n  - status: done # yes"),
    ("PM102", "actions:\n  - status: Won't do", "actions:\n  - status: dropped"),
    ("PM102", "actions:\n  - type: Prevention", "actions:\n  - type: prevent"),
    ("PM102", "actions:\n  - priority: p1", "actions:\n  - priority: P1"),
    # Dates and times
    ("PM103", "date: 14 March 2026", "date: 2026-03-14"),
    ("PM103", "date: March 14th, 2026", "date: 2026-03-14"),
    ("PM103", "date: '2026/03/14'", "date: '2026-03-14'"),
    ("PM103", "date: 14.03.2026", "date: 2026-03-14"),
    ("PM103", "date: 14. März 2026", "date: 2026-03-14"),
    ("PM103", "date: 3/14/2026", "date: 2026-03-14"),
    ("PM103", "date: 03/03/2026", "date: 2026-03-03"),
    ("PM103", "date: 2026-3-4", "date: 2026-03-04"),
    ("PM103", "date: 20260314", "date: 2026-03-14"),
    ("PM103", "date: 2026-03-14 00:00:00", "date: 2026-03-14"),
    ("PM103", "actions:\n  - due: 28 Mar 2026  # moved", "actions:\n  - due: 2026-03-28  # moved"),
    ("PM103", "started_at: 14.03.2026, 9:52 pm UTC", "started_at: 2026-03-14T21:52:00Z"),
    ("PM103", "started_at: 2026-03-14 9:52 +02:00", "started_at: 2026-03-14T09:52:00+02:00"),
    ("PM103", "started_at: 2026-03-14 09:52 CET", "started_at: 2026-03-14T09:52:00+01:00"),
    ("PM103", "started_at: 14 July 2026, 9:52 pm (PDT)", "started_at: 2026-07-14T21:52:00-07:00"),
    ("PM103", "started_at: 2026/03/14 09:52 GMT", "started_at: 2026-03-14T09:52:00Z"),
    # Ids
    ("PM304", "actions:\n  - title: Alert", "actions:\n  - id: A1\n    title: Alert"),
    ("PM304", "actions:\n  - id: A7\n  -   title: Alert", "actions:\n  - id: A7\n  -   id: A8\n      title: Alert"),
    ("PM304", "actions:\n  - title: Alert\n    id:", "actions:\n  - title: Alert\n    id: A1"),
    ("PM304", "actions: [{title: Alert}, {title: Test}]", "actions: [{id: A1, title: Alert}, {id: A2, title: Test}]"),
]  # fmt: skip

UNSAFE = [
    ("PM007", "author: mara", "authors: mara"),
    ("PM007", "started: 2026-03-14", "started_at: 2026-03-14"),
    ("PM007", "actions:\n  - assignee: mara", "actions:\n  - owner: mara"),
    ("PM008", "owner: mara #payments", 'owner: "mara #payments"'),
    ("PM008", "tags: [pool #12\n  , api]", 'tags: ["pool #12"\n  , api]'),
    ("PM008", "title: Log in #see below for more", 'title: "Log in #see below for more"'),
    ("PM103", "date: 2026-03-14T09:52:00Z", "date: 2026-03-14"),
    ("PM103", "started_at: 14 March 2026, 09:52", "started_at: 2026-03-14T09:52:00+01:00"),
    ("PM104", "started_at: 2026-03-14T09:52", "started_at: 2026-03-14T09:52+01:00"),
    ("PM104", "started_at: '2026-07-14 09:52:10'", "started_at: '2026-07-14 09:52:10+02:00'"),
    ("PM304", "actions:\n  - id: A1\n  - id: A1  # new", "actions:\n  - id: A1\n  - id: A2  # new"),
]

LEFT_ALONE = [
    ("PM004", "title: Checkout: timeouts\n  in the pool"),
    ("PM004", "owner: @mara #payments"),
    ("PM004", "title: Fix: it #maybe"),
    ("PM004", "impact: users: 12"),
    ("PM004", "actions: - id: A1"),
    ("PM004", "owner: *who"),
    ("PM004", "title: - down"),
    ("PM004", "title: | first line\n  second line"),
    ("PM004", 'title: "5" disks"'),
    ("PM004", "title: 'tis down"),
    ("PM004", r'title: "C:\new\users"'),
    ("PM004", 'title: "Checkout # now'),
    ("PM004", 'services: "Prod" is down'),
    ("PM004", "title:pool\n  is full"),
    ("PM004", "actions:\n  - {id: A1, title: Fix: a test, and another}"),
    ("PM007", "ownr: mara\nOwner: mara"),
    ("PM007", "Owner: mara\nowner: jonas"),
    ("PM102", "status: finished"),
    ("PM102", "severity: high"),
    ("PM102", "severity: 7"),
    ("PM102", "actions:\n  - status: closed"),
    ("PM102", "actions:\n  - status: backlog"),
    ("PM102", "actions:\n  - priority: 1"),
    ("PM102", "owner: {name: mara}"),
    ("PM102", "id: a b"),
    ("PM103", "date: 03/04/2026"),
    ("PM103", "date: 03.04.2026"),
    ("PM103", "date: 14 March"),
    ("PM103", "date: 14.03.26"),
    ("PM103", "date: 2026-02-30"),
    ("PM103", "date: next week"),
    ("PM103", "date: 14 March 2026 or so"),
    ("PM103", "started_at: 2026-03-14"),
    ("PM103", "started_at: 2026-07-14 09:52 CET"),
    ("PM103", "started_at: 2026-01-14 09:52 EDT"),
    ("PM103", "started_at: 2026-03-14 09:52 IST"),
    ("PM103", "started_at: 14 March 2026 09:52-10:30"),
    ("PM103", "started_at: 14 March 2026 25:10 UTC"),
    ("PM103", "started_at: 14 March 2026 14:10 pm UTC"),
    ("PM104", "started_at: 2026-10-25T02:30"),
    ("PM104", "started_at: 2026-03-29T02:30"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("code", "before", "after"), SAFE, ids=[f"{code}-{before}" for code, before, _ in SAFE])
def test_what_is_certain_is_mended(code: str, before: str, after: str, ending: str) -> None:
    assert mended(code, front(before).replace("\n", ending)) == front(after).replace("\n", ending)


@pytest.mark.parametrize(("code", "before", "after"), UNSAFE, ids=[f"{code}-{before}" for code, before, _ in UNSAFE])
def test_what_is_likely_is_mended_on_demand(code: str, before: str, after: str) -> None:
    assert mended(code, front(before), conventions=OSLO) == front(before)
    assert mended(code, front(before), conventions=OSLO, unsafe=True) == front(after)


@pytest.mark.parametrize(("code", "before"), LEFT_ALONE, ids=[f"{code}-{before}" for code, before in LEFT_ALONE])
def test_what_is_open_is_left_alone(code: str, before: str) -> None:
    document = parse(front(before), "a.md", OSLO)
    context = Context(conventions=OSLO, today=dt.date(2026, 6, 1))
    assert list(check_document(document, [RULES[code]], RuleSettings(), context))
    assert mended(code, front(before), conventions=OSLO, unsafe=True) == front(before)


def test_a_repositorys_own_levels_are_not_guessed_from_a_number() -> None:
    names = ("critical", "tier-1", "TIER 1b", "Grade 1")
    own = Conventions(
        severities=tuple(Severity(name=n, draft_within=1, publish_within=2, min_actions=0) for n in names),
        priorities=(Priority(name="now!", due_within=1), Priority(name="NOW?", due_within=2)),
    )
    assert mended("PM102", front("severity: 1"), conventions=own) == front("severity: 1")
    assert mended("PM102", front("severity: Critical"), conventions=own) == front("severity: critical")
    assert mended("PM102", front("actions:", "  - priority: Now"), conventions=own) == front(
        "actions:", "  - priority: Now"
    )


# What stands in for a missing value


def test_the_files_name_becomes_the_id() -> None:
    name = "2026-03-14-checkout.md"
    assert mended("PM101", front("title: Checkout"), path=name) == front("id: 2026-03-14-checkout", "title: Checkout")
    assert mended("PM101", front("title: Checkout", "id:"), path=name) == front(
        "title: Checkout", "id: 2026-03-14-checkout"
    )
    assert mended("PM101", front(), path=name) == front("id: 2026-03-14-checkout")


def test_a_name_that_can_be_no_id_does_not() -> None:
    assert mended("PM101", front("title: Checkout"), path="a b.md") == front("title: Checkout")


def test_nor_does_one_that_two_documents_have() -> None:
    text, conventions = front("title: Checkout"), Conventions()
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1), names={"a": ("a.md", "b/a.md")})
    assert mend(parse(text, "a.md", conventions), [RULES["PM101"]], RuleSettings(), context).text == text


def test_a_missing_status_of_an_action_is_open() -> None:
    before = front("id: a", "actions:", "  - title: Alert", "  - status:", "    title: Test")
    after = front("id: a", "actions:", "  - title: Alert", "    status: open", "  - status: open", "    title: Test")
    assert mended("PM101", before) == after


@pytest.mark.parametrize("key", ["ID", "incident_id", "Slug"])
def test_an_id_under_another_name_may_be_the_id(key: str) -> None:
    text = front(f"{key}: x")
    assert mended("PM101", text) == text
    assert mended("PM101", text, unsafe=True) == front("id: a", f"{key}: x")


def test_a_status_under_another_name_may_be_the_status() -> None:
    text = front("id: a", "actions:", "  - title: Alert", "    State: done")
    assert mended("PM101", text) == text
    assert mended("PM101", text, unsafe=True) == text.replace("    State: done", "    State: done\n    status: open")


# The table of actions

TABLE = """\
---
actions:
  - id: A1
    title: Alert
    owner: mara
    due: {due}
---

## Action items

<!-- pmctl:actions -->
| ID | Action |
<!-- /pmctl:actions -->

Nothing else.
"""


def test_the_table_is_written_anew() -> None:
    after = mended("PM309", TABLE.format(due="2026-04-01"))
    assert "| A1 | Alert | mara | 2026-04-01 | open |\n<!-- /pmctl:actions -->\n\nNothing else." in after


def test_a_table_that_may_know_more_is_written_anew_on_demand() -> None:
    text = TABLE.format(due="03/04/2026")
    assert mended("PM309", text) == text
    assert "| A1 | Alert | mara |  | open |" in mended("PM309", text, unsafe=True)


def test_an_old_table_goes_with_the_last_action() -> None:
    text = "---\ntitle: a\n---\n<!-- pmctl:actions -->\n| A | B |\n| - | - |\n| A1 | C |\n<!-- /pmctl:actions -->\n"
    assert mended("PM309", text) == text  # its row is nowhere else
    emptied = "---\ntitle: a\n---\n<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n"
    assert mended("PM309", text, unsafe=True) == emptied


# Missing sections

ALL = ["Summary", "Impact", "Timeline", "Root causes", "Resolution", "Lessons learned", "Action items"]


def outline(text: str) -> list[str]:
    return [f"{'#' * section.level} {section.heading}" for section in parse(text, "a.md", Conventions()).sections]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Checkout\n", ["# Checkout", *(f"## {title}" for title in ALL)]),
        ("No heading at all", [f"## {title}" for title in ALL]),
        (
            "# Checkout\n\n### Summary\n\na\n\n### Who noticed\n\nb\n\n### Lessons learned\n\nc\n",
            ["# Checkout", "### Summary", "### Who noticed", *(f"### {title}" for title in ALL[1:])],
        ),
        (
            "## Timeline\n\na\n\n## Analysis\n\n### Root causes\n\nb\n\n## Summary\n\nc\n",
            ["## Timeline", "## Analysis", "### Root causes", "### Resolution", "### Lessons learned",
             "### Action items", "## Summary", "## Impact"],
        ),
        (
            "## Summary\n\na\n\n### Timeline\n\nb\n",
            ["## Summary", "### Impact", "### Timeline", *(f"### {title}" for title in ALL[3:])],
        ),
    ],
)  # fmt: skip
def test_missing_sections_are_added_at_their_place(before: str, after: list[str]) -> None:
    assert mended("PM201", before) == before
    assert outline(mended("PM201", before, unsafe=True)) == after


def test_a_section_is_added_with_what_the_template_asks() -> None:
    own = Conventions(
        sections=SectionNames.with_synonyms({"What we told customers": ["Customers"]}),
        required_sections=("summary", "what-we-told-customers", "action-items"),
    )
    before = (
        "---\nactions: [{id: A1, title: Alert}]\n---\n# Checkout\n\n## Summary\nSlow.\n<!-- a -->\n## Action items\n"
    )
    assert mended("PM201", before, unsafe=True, conventions=own) == (
        "---\nactions: [{id: A1, title: Alert}]\n---\n# Checkout\n\n## Summary\nSlow.\n\n## What we told customers\n\n"
        "<!-- What should a reader know about what we told customers? -->\n\n<!-- a -->\n## Action items\n"
    )
    assert mended("PM201", before.partition("\n## Action")[0], unsafe=True, conventions=own).endswith(
        "\n\n## Action items\n\n<!-- The actions are in the front matter; the table below is made of them. "
        "One owner and one date each. -->\n\n"
        "<!-- pmctl:actions -->\n| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
        "| A1 | Alert |  |  | open |\n<!-- /pmctl:actions -->\n"
    )


def test_a_table_that_is_there_is_not_added_again() -> None:
    own = Conventions(required_sections=("action-items",))
    text = "Here:\n\n<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n"
    assert mended("PM201", text, unsafe=True, conventions=own).count("pmctl:actions") == 2


def test_a_section_may_be_the_first_of_a_document_that_ends_in_a_comment() -> None:
    text = mended("PM201", "## Impact\n\nNone.\n<!-- the end -->", unsafe=True)
    assert outline(text)[:2] == ["## Summary", "## Impact"]
    assert "None.\n<!-- the end -->\n\n## Timeline" in text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_section_takes_the_documents_line_endings(ending: str) -> None:
    text = mended("PM201", f"# Checkout{ending}", unsafe=True)
    assert text.count("\n") == text.count(ending)


def test_a_section_is_not_added_where_code_would_swallow_it() -> None:
    text = "# Checkout\n\n```\nnever closed\n"
    assert mended("PM201", text, unsafe=True) == text


# Pages


def test_a_section_is_not_put_into_the_table_above_its_place() -> None:
    block = "## Action items\n\n<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n"
    text = mended("PM201", f"{block}## Lessons learned\n\nMore.\n", unsafe=True)
    assert block in text


FIXABLE = {"PM004", "PM007", "PM008", "PM101", "PM102", "PM103", "PM104", "PM201", "PM304", "PM309", "PM901"}


def test_every_page_says_what_is_mended() -> None:
    assert {code for code, rule in RULES.items() if "Fix" in read_page(rule).sections} == FIXABLE


@pytest.mark.parametrize("value", ["Fix #12 # pmctl: ignore[PM109]", "Fix #1 # TODO ask", "a #b\t# c"])
def test_a_second_comment_may_be_one(value: str) -> None:
    text = f"---\ntitle: {value}\n---\n"
    assert mended("PM008", text, unsafe=True) == text
