"""The comment that suppresses one finding, put where it counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.rules.engine import check_document
from pmctl.rules.ignoring import ignore
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings
from tests.documents import BAD, CLEAN

CONTEXT = Context(conventions=Conventions(), today=dt.date(2026, 6, 1))
ALL = [rule for rule in RULES.values() if rule.default]
CASES = sorted(Path(__file__).parent.glob("PM*/*.md"))


def ignored(text: str, code: str) -> str | None:
    document = parse(text, "postmortems/2026-03-14-checkout-timeouts.md", CONTEXT.conventions)
    found = check_document(document, ALL, RuleSettings(), CONTEXT)
    return ignore(document, next(one for one in found if one.code == code), ALL, RuleSettings(), CONTEXT)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "code", "before", "after"),
    [
        (BAD, "PM301", "- id: A1", "- id: A1  # pmctl: ignore[PM301]"),
        (
            BAD.replace("- id: A1", "- id: A1 # pmctl: ignore[PM301] later"),
            "PM302",
            "ignore[PM301] later",
            "ignore[PM301, PM302] later",
        ),
        (CLEAN.replace("severity: SEV2\n", ""), "PM101", "id: 2026", "# pmctl: ignore[PM101]\nid: 2026"),
        (
            CLEAN.replace("One request in nine", "The on-call should have noticed. One request in nine"),
            "PM501",
            "nine failed.",
            "nine failed. <!-- pmctl: ignore[PM501] -->",
        ),
        (
            CLEAN.replace("## Impact\n\nOne request in nine failed.", "## Impact"),
            "PM202",
            "## Impact",
            "<!-- pmctl: ignore[PM202] -->\n## Impact",
        ),
        (
            CLEAN.replace("failed.", "failed. <!-- pmctl: ignore --> TODO"),
            "PM203",
            "--> TODO",
            "--> TODO <!-- pmctl: ignore[PM203] -->",
        ),
    ],
)
def test_where_the_comment_stands(text: str, code: str, before: str, after: str, ending: str) -> None:
    expected = text.replace(before, after)
    assert expected != text
    assert ignored(text.replace("\n", ending), code) == expected.replace("\n", ending)


def test_what_no_comment_can_suppress() -> None:
    assert ignored("", "PM002") is None
    assert ignored(CLEAN.replace("team: payments", "team: @payments"), "PM004") is None
    assert ignored(CLEAN.replace("team: payments", "team: payments # pmctl: ignore[PM301]"), "PM901") is None
    assert ignored(CLEAN.replace('owner: "@mara"', 'owner: "@mara,\n  @jonas"'), "PM310") is None  # it would be a value


STORY = "One request in nine failed."
AFTER = "<!-- pmctl: ignore[PM501] -->"
TABLE = "| a | b |\n| - | - |\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "after",
    [
        f"It broke. The on-call\nshould have\nnoticed. Then {AFTER}",
        f"The on-call should have noticed. {AFTER}  \nThen",
        f"The on-call should have noticed. {AFTER}\\\nThen",
        f"1. One\n2. The on-call\n   should have noticed. {AFTER}\n3. Three",
        f"{TABLE}| c | The on-call should have noticed. {AFTER}  |\n| d | e |",
        f"{TABLE}c | The on-call should have noticed. {AFTER}\nd | e",
        f"{TABLE}| The on-call should have noticed. | {AFTER} |",
        "The on-call\nshould have noticed. <!-- pmctl: ignore[PM203, PM501] -->",
    ],
)
def test_nothing_is_parted(after: str, ending: str) -> None:
    before = after.replace(f" {AFTER}", "").replace("PM203, PM501", "PM203")
    text, expected = (CLEAN.replace(STORY, story).replace("\n", ending) for story in (before, after))
    assert ignored(text, "PM501") == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_only_the_rule_s_own_findings_go(case: Path) -> None:
    document = parse(case.read_bytes().decode(errors="replace"), case.name, CONTEXT.conventions)
    found = list(check_document(document, ALL, RuleSettings(), CONTEXT))
    for one in found[:1]:
        text = ignore(document, one, ALL, RuleSettings(), CONTEXT)
        if text is not None:
            commented = parse(text, case.name, CONTEXT.conventions)
            left = [f.code for f in check_document(commented, ALL, RuleSettings(), CONTEXT)]
            others = [f.code for f in found if f.code != one.code]
            assert sorted(code for code in left if code != one.code) == sorted(others)
            assert left.count(one.code) < len(found) - len(others)
