"""What suppressions rule out, which of them rule out nothing, and how these are taken out."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.rules import engine
from pmctl.rules.base import Base
from pmctl.rules.fixing import mend
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

CONVENTIONS = Conventions()
PM501 = "<!-- pmctl: ignore[PM501] -->"
VAGUE = """\
---
id: 2026-03-14-checkout-timeouts
actions:
  - id: A1{head}
    title: Improve monitoring{title}
    status: open
    due: 2026-04-01
---
"""


def check(
    text: str, *codes: str, ignore: frozenset[str] = frozenset(), base: Base | None = None, path: str = "a.md"
) -> list[Finding]:
    """Return the findings of the rules of some codes, or of all that are on by default."""
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1), base=base)
    settings = RuleSettings(select=frozenset(codes) if codes else None, ignore=ignore)
    return engine.check([parse(text, path, CONVENTIONS)], settings.chosen(RULES), settings, context)


def codes_of(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("selector", ["PM305", "pm305", "PM3", "PM30", "vague-action", "Vague-Action", "ALL", "PM"])
@pytest.mark.parametrize("place", ["head", "title"])
def test_a_finding_is_ruled_out(selector: str, place: str) -> None:
    comments = {"head": "", "title": "", place: f"  # pmctl: ignore[PM102, {selector}]"}
    assert codes_of(check(VAGUE.format(head="", title=""), "PM305")) == ["PM305"]
    assert check(VAGUE.format(**comments), "PM305") == []


@pytest.mark.parametrize("selector", ["PM301", "PM9", "overdue-action", "PM3051", ""])
def test_a_finding_of_another_rule_is_not(selector: str) -> None:
    assert codes_of(check(VAGUE.format(head="", title=f"  # pmctl: ignore[{selector}]"), "PM305")) == ["PM305"]


def test_what_did_not_run_is_not_unused() -> None:
    text = "a <!-- pmctl: ignore[PM203] -->\n"
    assert codes_of(check(text, "PM203", "PM901")) == ["PM901"]
    assert check(text, "PM901") == check(text, "PM3", "PM901") == []
    assert "PM901" not in codes_of(check(text, ignore=frozenset({"PM203"})))
    family = "a\n\nb <!-- pmctl: ignore[PM2] -->\n"
    assert "PM901" not in codes_of(check(family, "PM201", "PM203", "PM901"))
    on = (code for code, rule in RULES.items() if code.startswith("PM2") and rule.default)
    assert codes_of(check(family, *on, "PM901"))[-1] == "PM901"
    off = "a <!-- pmctl: ignore[PM311] -->\n"
    assert "PM901" not in codes_of(check(off))
    assert codes_of(check(off, "PM311", "PM901")) == ["PM901"]


def test_rules_that_compare_are_judged_where_there_is_a_base() -> None:
    text = "---\nid: a\n---\n<!-- pmctl: ignore-file[PM704] -->\n"
    assert check(text, "PM704", "PM901") == []
    assert codes_of(check(text, "PM704", "PM901", base=Base())) == ["PM901"]


def test_judges_come_last_whatever_the_order_of_the_rules() -> None:
    document = parse("a <!-- pmctl: ignore[PM203] -->\n\nTODO <!-- pmctl: ignore[PM203] -->\n", "a.md", CONVENTIONS)
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1))
    for codes in (("PM203", "PM901"), ("PM901", "PM203")):
        found = engine.check_document(document, [RULES[code] for code in codes], RuleSettings(), context)
        assert [finding.line for finding in found] == [1]


def test_a_suppression_leaves_the_fingerprints_of_others_alone() -> None:
    before = check("TODO\n\nTODO\n", "PM203")
    after = check("<!-- pmctl: ignore[PM203] -->\nTODO\n\nTODO\n", "PM203")
    assert [finding.fingerprint for finding in after] == [before[1].fingerprint]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <!-- pmctl: ignore[PM203] -->\n", "a\n"),
        ("TODO <!-- pmctl: ignore[PM203, PM101, PM102] -->\n", "TODO <!-- pmctl: ignore[PM203] -->\n"),
        ("<!-- pmctl: ignore-file[PM101,PM102] -->\na\n", "a\n"),
        ("---\nid: a\n# pmctl: ignore[PM103]\n---\n", "---\nid: a\n---\n"),
        ("---\nid: a\n# <!-- pmctl: ignore[PM103] --> why\n---\n", "---\nid: a\n---\n"),
        ("---\nid: a # <!-- pmctl: ignore[PM103] -->\n---\n", "---\nid: a\n---\n"),
        ("> a\r\n<!-- pmctl: ignore[PM103] --> b\r\n", "> a\r\n\r\n b\r\n"),
    ],
)
def test_the_fix_takes_out_what_is_unused(text: str, left: str) -> None:
    (finding,) = check(text, "PM101", "PM102", "PM103", "PM203", "PM901")[-1:]
    assert (finding.code, finding.fixable) == ("PM901", True)
    assert finding.fix is not None
    assert finding.fix.is_safe
    assert finding.fix.edit() == left


@pytest.mark.parametrize(
    "text",
    [
        "The on-call {} should have noticed.",
        "The on-call {}\nshould have noticed.",
        "The on-call\nshould have noticed. {}",
        "The on-call\nshould have {}\nnoticed. Then",
        "It broke. {} The on-call\nshould have noticed.",
        "{}\nThe on-call\nshould have noticed.",
        "{} The on-call\nshould have noticed.",
        "The on-call\n{} should have noticed.",
        "- One\n- The on-call {}\n  should have noticed.",
        "| a |\n|---|\n| The on-call {} should have noticed. |",
        "The on-call should{} have noticed.",
    ],
)
def test_a_comment_inside_of_a_sentence(text: str) -> None:
    assert codes_of(check(text.format("<!-- why -->"), "PM501", "PM901")) == ["PM501"]
    assert check(text.format("<!-- pmctl: ignore[PM501] customer's words -->"), "PM501", "PM901") == []


def test_of_comments_on_several_lines_of_a_sentence_one_is_enough() -> None:
    order = "<!-- pmctl: ignore[PM501] -->"
    found = check(f"{order}\nThe on-call {order}\nshould have {order}\nnoticed {order}\n", "PM501", "PM901")
    assert [(finding.code, finding.line) for finding in found] == [("PM901", 2), ("PM901", 3), ("PM901", 4)]
    assert {finding.message for finding in found} == {
        "there is no finding of PM501 to suppress that is not suppressed already"
    }
    assert codes_of(check(f"The on-call\nshould have noticed.\nThen {order}\n", "PM501", "PM901")) == ["PM501", "PM901"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<!-- pmctl: ignore-file[PM2] -->\n\nTODO\n\n<!-- pmctl: ignore-file[PM2] -->\n", [5]),
        ("<!-- pmctl: ignore-file[PM203] -->\n\nTODO <!-- pmctl: ignore[PM203] -->\n", [3]),
        ("TODO <!-- pmctl: ignore[PM203] -->\n\n<!-- pmctl: ignore-file[PM203] -->\n", [3]),
        ("TODO <!-- pmctl: ignore[PM203] -->\n\n<!-- pmctl: ignore-file[PM203] -->\n\nTODO\n", [1]),
        ("TODO <!-- pmctl: ignore[PM203, PM2] -->\n", [1]),
        ("<!-- pmctl: ignore[PM203] -->\nTODO\n\nTODO <!-- pmctl: ignore[PM203] -->\n", []),
        (f"The on-call {PM501}\nshould have known. The engineer {PM501}\nshould have asked.\n", [1]),
    ],
)
def test_what_another_comment_suppresses_is_suppressed_once_too_often(text: str, left: list[int]) -> None:
    rules = [rule for code, rule in RULES.items() if code.startswith(("PM203", "PM501", "PM901"))]
    document = parse(text, "a.md", CONVENTIONS)
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1))
    found = list(engine.check_document(document, [*RULES.values()], RuleSettings(), context))
    assert [finding.line for finding in found if finding.code == "PM901"] == left
    mended = parse(mend(document, [*RULES.values()], RuleSettings(), context).text, "a.md", CONVENTIONS)
    assert codes_of(list(engine.check_document(mended, rules, RuleSettings(), context))) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!--\n```\nThe on-call <!-- a --> should have noticed.\n",
        "```\n<!--\n```\nThe on-call should have noticed. -->\n",
        "The on-call <!-- a <!-- b --> should have noticed.\n",
        "The on-call should have noticed <!-- it.\n",
    ],
)
def test_what_only_looks_like_a_comment_hides_nothing(text: str) -> None:
    assert codes_of(check(text, "PM501")) == ["PM501"]


def test_a_comment_that_seems_unused_stays_where_it_hides_something() -> None:
    text = "---\ntitle: a\n---\n\n<!-- pmctl: ignore[PM204] --># Impact\n\na\n\n# Impact\n\nb\n"
    document = parse(text, "a.md", CONVENTIONS)
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1))
    rules = [RULES[code] for code in ("PM204", "PM901")]
    assert [finding.code for finding in engine.check_document(document, rules, RuleSettings(), context)] == ["PM901"]
    assert mend(document, rules, RuleSettings(), context).text == text


LINES = st.sampled_from(
    [
        *("Text.", "TODO", "## Impact", "", "> TODO", "| TODO |", "- TODO", "```", "The on-call should have known."),
        *(
            "The on-call <!-- pmctl: ignore[PM501] -->",
            "should have <!-- a --> known.",
            "<!-- pmctl: ignore[PM5] --> b",
        ),
        *(
            f"{text}<!-- pmctl: {order} -->"
            for text in ("", "TODO ")
            for order in ("ignore[PM203]", "ignore[PM5, PM2]")
        ),
        *("<!-- pmctl: ignore-file[PM201, PM203, human-error] -->", "<!-- pmctl: ignore -->", "<!-- pmctl:actions -->"),
    ]
)


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_once_all_unused_are_taken_out_nothing_else_has_changed(text: str) -> None:
    text = f"The beginning.\n{text}\nThe end.\n"
    before = check(text)
    for _ in range(40):
        fixes = [finding.fix for finding in check(text) if finding.code == "PM901"]
        if not fixes:
            break
        assert fixes[0] is not None
        text = fixes[0].edit()
    after = check(text)
    assert "PM901" not in codes_of(after)
    assert [_said(f) for f in before if f.code != "PM901"] == [_said(f) for f in after]


def _said(finding: Finding) -> str:
    """Return the message, without the number of a line that may have moved."""
    return re.sub(r"line \d+", "line", finding.message)


@pytest.mark.parametrize(
    ("path", "text", "is_exempt"),
    [
        ("a.md", "---\ndate: 2025-12-31\n---\nTODO\n", True),
        ("a.md", "---\ndate: 2026-01-01\n---\nTODO\n", False),
        ("2019-03-14-a.md", "---\ndate: 2026-01-01\n---\nTODO\n", False),
        ("2019-03-14-a.md", "TODO\n", True),
        ("b/2026-03-14-a.md", "TODO\n", False),
        ("2019/a.md", "TODO\n", False),
    ],
)
def test_documents_of_older_incidents(path: str, text: str, is_exempt: bool) -> None:
    settings = RuleSettings(since={"PM203": dt.date(2026, 1, 1)})
    document = parse(text, path, CONVENTIONS)
    context = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1))
    found = engine.check([document], [RULES["PM203"], RULES["PM202"]], settings, context)
    assert codes_of(found) == ([] if is_exempt else ["PM203"])


@pytest.mark.parametrize("ending", [" ", "\n"])
@pytest.mark.parametrize("order", ["ignore", "ignore-file"])
def test_thousands_of_suppressions_take_no_time(order: str, ending: str) -> None:
    start = time.process_time()
    found = check(f"TODO <!-- pmctl: {order}[PM101, PM203] -->{ending}" * 5_000, "PM101", "PM203", "PM901")
    assert len(found) == 5_000
    assert time.process_time() - start < 10
