"""Laws of the rules about the record, the order of sections and the process."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import REQUIRED_SECTIONS, Conventions, Person
from pmctl.postmortem.parse import parse
from pmctl.postmortem.section_names import SectionNames
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

PEOPLE = {
    "@mara": Person(handle="@mara", name="Mara Lindqvist", team="payments", email="mara@example.com"),
    "@": Person(handle="@", name=" "),
}
CODES = ("PM106", "PM107", "PM108", "PM205", "PM206", "PM601", "PM602", "PM603", "PM604", "PM605")
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "# ",
            "## Five whys\n",
            "### Why?\n",
            "## Impact\n",
            "- ",
            "  - ",
            "1. ",
            "| ",
            "|---|---|\n",
            "\\|",
        ),
        *("Why? ", "why", "なぜ", "**", "> ", "<!-- Why? -->", "```\n", "a", "@", ",", "(", ")", " and ", "/"),
        *("date: 9999-12-31\n", "date: 0001-01-01\n", "started_at: 0001-01-01T00:00:00+23:59\n", "resolved_at: "),
        *(
            "9999-12-31T23:59:59-23:59\n",
            "status: closed\n",
            "status: draft\n",
            "severity: SEV1\n",
            "title: ",
            "owner: ",
        ),
        *("reviewers: ", "participants:\n  - ", "[", "]", "{", "}", "null", '"@maar"', "@mara", "---\n"),
        *(
            "actions:\n  - ",
            "    closed: 9999-12-31\n",
            "    status: open\n",
            "id: A1\n",
            "    owner: ",
            "\u2028",
            "\x07",
        ),
    ]
)


def _find(code: str, text: str, conventions: Conventions, *, today: dt.date, path: str = "outage.md") -> list[Finding]:
    context = Context(conventions=conventions, today=today)
    return engine.check([parse(text, path, conventions)], [RULES[code]], RuleSettings(), context)


@given(
    st.lists(PIECES, max_size=40).map("".join),
    st.booleans(),
    st.sampled_from([dt.date.min, dt.date(2026, 6, 1), dt.date.max]),
    st.sampled_from(["UTC", "Pacific/Kiritimati", "Etc/GMT+12"]),
)
def test_any_document_can_be_checked(text: str, has_front_matter: bool, today: dt.date, zone: str) -> None:
    text = f"---\n{text}" if has_front_matter else text
    lines = text.split("\n")
    conventions = Conventions(people=PEOPLE, zone=ZoneInfo(zone))
    for code in CODES:
        for finding in _find(code, text, conventions, today=today):
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column < finding.end_column
            assert finding.end_column <= max(len(finding.source) + 1, finding.column + 1)


@given(st.lists(st.sampled_from(REQUIRED_SECTIONS), unique=True))
def test_the_sections_that_are_not_reported_stand_in_order(keys: list[str]) -> None:
    names = SectionNames()
    text = "".join(f"## {names.title_of(key)}\n\na\n\n" for key in keys)
    reported = {finding.line for finding in _find("PM205", text, Conventions(), today=dt.date.min)}
    kept = [REQUIRED_SECTIONS.index(key) for place, key in enumerate(keys) if 4 * place + 1 not in reported]
    assert kept == sorted(kept)
    assert bool(reported) == (
        [REQUIRED_SECTIONS.index(key) for key in keys] != sorted(map(REQUIRED_SECTIONS.index, keys))
    )


@pytest.mark.parametrize(("whys", "findings"), [(0, 0), (1, 1), (4, 1), (5, 0), (9, 0)])
@pytest.mark.parametrize("step", ["{n}. Why? a\n", "- a\n", "**Why {n}:** a\n\n", "### Why?\n\na\n\n"])
def test_five_whys_are_enough(step: str, whys: int, findings: int) -> None:
    text = "## Five whys\n\n" + "".join(step.format(n=n) for n in range(1, whys + 1))
    assert len(_find("PM206", text, Conventions(), today=dt.date.min)) == findings


def test_nobody_who_is_known_to_one_repository_is_known_to_the_next() -> None:
    text = '---\nowner: "@mara"\n---\n'
    others = {"@jonas": Person(handle="@jonas")}
    for people, count in ((PEOPLE, 0), (others, 1), (PEOPLE, 0), ({}, 0)):
        assert len(_find("PM107", text, Conventions(people=people), today=dt.date.min)) == count


def test_only_the_first_of_many_strangers_are_compared_with_everybody() -> None:
    text = "---\nreviewers: [" + ", ".join(["maara"] * 30) + "]\n---\n"
    found = _find("PM107", text, Conventions(people=PEOPLE), today=dt.date.min)
    assert [finding.help.startswith("Did you mean") for finding in found] == [True] * 20 + [False] * 10
