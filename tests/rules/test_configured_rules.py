"""Rules of the story and the promises where a repository has agreed on something else than the defaults."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions, Person, Severity
from pmctl.postmortem.parse import parse
from pmctl.postmortem.section_names import SectionNames
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

PEOPLE = {
    person.handle: person
    for person in (
        Person(handle="@mara", name="Mara Lindqvist", team="Orders and Carts"),
        Person(handle="@jonas", name="Jonas Berg"),
        Person(handle="@ada"),
    )
}
CODES = ("PM201", "PM202", "PM203", "PM204", "PM301", "PM302", "PM303", "PM304", "PM310")
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "# ",
            "## Impact\n",
            "### Impact\n",
            "## Timeline\n",
            "## TODO\n",
            "- ",
            "| ",
            "|---|---|\n",
            "> ",
        ),
        *("TODO", "TBD", ": ", "HH:MM", "{{ x }}", "[Describe it]", "<!-- x -->", "`", "```\n", "<insert a>", "a", "."),
        *(
            "actions:\n  - ",
            "owner: ",
            '"@mara, @jonas"',
            "id: A1\n",
            "    due:\n",
            "severity: SEV1\n",
            "---\n",
            "[",
            "]",
        ),
    ]
)


def _find(code: str, text: str, conventions: Conventions) -> list[Finding]:
    context = Context(conventions=conventions, today=dt.date(2026, 6, 1))
    return engine.check([parse(text, "outage.md", conventions)], [RULES[code]], RuleSettings(), context)


def _messages(code: str, text: str, conventions: Conventions) -> list[str]:
    return [finding.message for finding in _find(code, text, conventions)]


@pytest.mark.parametrize(
    ("owner", "owners"),
    [
        ("Mara, Jonas", "@mara, @jonas"),
        ("mara, ada", "@mara, @ada"),
        ("Mara Lindqvist/Jonas Berg", "@mara, @jonas"),
        ("mara & jonas", "@mara, @jonas"),
        ("mara, @Mara", None),
        ("Lindqvist, Mara", None),
        ("Orders and Carts", None),
        ("mara, payments", None),
        ("Mara Lindqvist", None),
        (", /", None),
    ],
)
def test_known_people_are_told_apart(owner: str, owners: str | None) -> None:
    found = _messages("PM310", f'---\nowner: "{owner}"\n---\n', Conventions(people=PEOPLE))
    assert found == ([f"the postmortem has several owners: {owners}"] if owners else [])


def test_a_repository_requires_its_own_sections() -> None:
    names = SectionNames.with_synonyms({"Customer communication": ["What we told them"]})
    conventions = Conventions(sections=names, required_sections=("impact", "customer-communication"))
    (finding,) = _find("PM201", "## Impact\n", conventions)
    assert finding.message == "the section Customer communication is missing"
    assert finding.help == "Add a heading ## Customer communication."
    assert _messages("PM201", "## Impact\n\n## What we told them\n", conventions) == []
    assert _messages("PM202", "## What we told them\n", conventions) == ["the section What we told them is empty"]


def test_a_repository_may_require_no_section() -> None:
    assert _messages("PM201", "", Conventions(required_sections=())) == []


def test_a_repository_asks_for_as_many_actions_as_it_likes() -> None:
    severities = (Severity(name="high", draft_within=1, publish_within=2, min_actions=3),)
    found = _messages("PM303", "---\nseverity: HIGH\n---\n", Conventions(severities=severities))
    assert found == ["high asks for at least 3 actions, this has 0"]


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_any_document_can_be_checked(text: str, has_front_matter: bool) -> None:
    text = f"---\n{text}" if has_front_matter else text
    lines = text.split("\n")
    for code in CODES:
        for finding in _find(code, text, Conventions(people=PEOPLE)):
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column < finding.end_column
            assert finding.end_column <= max(len(finding.source) + 1, finding.column + 1)
