"""Laws of mending: it ends, it only ever helps, and it touches nothing that it was not asked to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.decoding import decode
from pmctl.postmortem.parse import parse
from pmctl.postmortem.yaml_text import EditError
from pmctl.rules.engine import check_document
from pmctl.rules.fixing import mend, smallest_splice
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings
from tests.rules.test_fixes import LEFT_ALONE, SAFE, UNSAFE, front

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.fixing import Mending
    from pmctl.rules.model import Finding

HERE = Path(__file__).parent
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
CONVENTIONS = Conventions()
CONTEXT = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1))
CASES = sorted(HERE.glob("PM[0-9][0-9][0-9]/**/*.md"))
DOCUMENTS = [*CASES, *sorted(CORPORA.rglob("*.md"))]
ON = tuple(rule for rule in RULES.values() if rule.default)


def read(text: str) -> Postmortem:
    return parse(text, "2026-03-14-checkout.md", CONVENTIONS)


def fix(text: str, *rules: Rule, unsafe: bool = False, leave: Callable[[Finding], bool] | None = None) -> Mending:
    return mend(read(text), rules or ON, RuleSettings(), CONTEXT, unsafe=unsafe, leave=leave)


def findings(text: str, *rules: Rule) -> list[Finding]:
    return list(check_document(read(text), rules or ON, RuleSettings(), CONTEXT))


def errors(text: str) -> int:
    return sum(finding.severity is FindingSeverity.ERROR for finding in findings(text))


def obey(text: str, *, unsafe: bool) -> None:
    """Hold the laws for one document and all rules."""
    first = fix(text, unsafe=unsafe)
    assert fix(first.text, unsafe=unsafe) == replace(first, mended=())
    before, after = read(text), read(first.text)
    assert (first.text == text) == (not first.mended)
    assert all(finding.fix and (finding.fix.is_safe or unsafe) for finding in first.mended)
    if before.record is None and after.record is not None:
        return  # what could not be read hid what else is wrong
    assert errors(first.text) <= errors(text)
    assert len(findings(first.text)) <= len(findings(text))
    assert (before.record is None) == (after.record is None)
    assert first.text.count("\r\n") == first.text.count("\n") or "\r\n" not in first.text or "\r\n" in text
    assert first.text.startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_document_is_mended_once_and_never_made_worse(path: Path) -> None:
    text = decode(path.read_bytes())
    if isinstance(text, str):
        obey(text, unsafe=False)
        obey(text, unsafe=True)


@pytest.mark.parametrize("folder", sorted({path.parent for path in CORPORA.glob("*/*")}), ids=lambda path: path.name)
def test_a_folder_of_documents_has_fewer_findings_when_it_is_mended(folder: Path) -> None:
    read_texts = [decode(path.read_bytes()) for path in sorted(folder.rglob("*.md"))]
    texts = [text for text in read_texts if isinstance(text, str)]
    after = [fix(text, unsafe=True).text for text in texts]
    assert (sum(map(len, map(findings, after))) < sum(map(len, map(findings, texts)))) == (after != texts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_what_is_selected_is_mended(path: Path) -> None:
    text = decode(path.read_bytes())
    found = findings(text) if isinstance(text, str) else []
    for code in {finding.code for finding in found if finding.fix}:
        assert {finding.code for finding in fix(str(text), RULES[code], unsafe=True).mended} <= {code}


def test_files_that_are_no_text_have_nothing_to_mend() -> None:
    problem = decode(b"\xff")
    assert mend(parse(problem, "a.md", CONVENTIONS), ON, RuleSettings(), CONTEXT, unsafe=True).mended == ()


# Documents with several defects at once

DEFECTS = [(code, before) for code, before, _ in (*SAFE, *UNSAFE)] + LEFT_ALONE
lines = st.lists(st.sampled_from([before for _, before in DEFECTS]), min_size=1, max_size=5)
bodies = st.sampled_from(
    [
        "# Checkout\n\n## Summary\n\nSlow.\n",
        "# Checkout\n<!-- pmctl:actions -->\n| A1 |\n<!-- /pmctl:actions -->\n",
        "## Impact\n\nNone.\n\n<!-- pmctl: ignore[PM501] -->\n## Timeline\n\n- 09:52 it began\n",
        "```\nnever closed\n",
        "",
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(lines, bodies, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.booleans())
def test_the_laws_hold_for_any_mixture_of_defects(
    written: list[str], body: str, ending: str, mark: str, unsafe: bool
) -> None:
    obey(mark + "\n".join(("---", *written, "---", body)).replace("\n", ending), unsafe=unsafe)


@pytest.mark.parametrize("kept", ["title: Fix #12", "owner: @mara", "Due: x", "date: 03/04/2026", "status: In Review"])
def test_comments_order_and_quotes_stay(kept: str) -> None:
    rest = "# note\n'team':   pool   # c\n\nservices: [ a,b ]\nseverity: \"SEV1\"\n"
    assert (
        fix(f"---\n{rest}{kept}\n---\n# T\n")
        .text.replace("id: 2026-03-14-checkout\n", "", 1)
        .startswith("---\n# note\n'team':   pool   # c\n\nservices: [ a,b ]\nseverity: \"SEV1\"\n")
    )


def test_what_is_mended_shows_what_is_to_be_mended_next() -> None:
    before = front("owner: @mara", "Status: In Review", "actions:", "  - title: Fix #12", "    Due: 1 April 2026")
    after = fix(before + "<!-- pmctl:actions -->\n<!-- /pmctl:actions -->\n")
    assert sorted(finding.code for finding in after.mended) == [
        "PM004", "PM007", "PM007", "PM008", "PM101", "PM101", "PM102", "PM103", "PM304", "PM309",
    ]  # fmt: skip
    assert after.text == front(
        "id: 2026-03-14-checkout", 'owner: "@mara"', "status: in-review", "actions:", "  - id: A1",
        '    title: "Fix #12"', "    due: 2026-04-01", "    status: open",
    ) + (
        "<!-- pmctl:actions -->\n| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
        "| A1 | Fix \\#12 |  | 2026-04-01 | open |\n<!-- /pmctl:actions -->\n"
    )  # fmt: skip


# What is not to be mended


def test_what_is_suppressed_is_left_alone() -> None:
    text = front("Owner: mara  # pmctl: ignore[PM007]", "Team: pool")
    assert fix(text, RULES["PM007"]).text == text.replace("Team", "team")


def test_what_a_file_is_exempt_from_is_left_alone() -> None:
    exempt = RuleSettings(per_file_ignores=(("2026-*", frozenset({"PM007"})),))
    assert mend(read(front("Owner: mara")), [RULES["PM007"]], exempt, CONTEXT).mended == ()


def test_what_is_named_is_left_alone() -> None:
    text = front("Owner: mara", "Team: pool")
    assert fix(text, RULES["PM007"], leave=lambda finding: finding.line == 2).text == text.replace("Team", "team")


# Fixes that must not be kept


def rule(*fixes: Callable[[str], str], severity: FindingSeverity = FindingSeverity.ERROR, code: str = "PM990") -> Rule:
    """A rule that reports a line for each of its fixes that would still change the text."""

    def check(document: Postmortem, _: Context) -> Iterator[Report]:
        for line, change in enumerate(fixes, 1):
            if change(document.text) != document.text:
                edit = partial(change, document.text)
                yield Report(message=f"a defect {'x' * line}", line=line, fix=Fix(title="Mend it", edit=edit))

    return Rule(code=code, name="made-up", severity=severity, help="Mend it.", page="", check=check)


def replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def test_a_fix_that_breaks_the_front_matter_is_not_kept() -> None:
    text = front("owner: mara")
    assert fix(text, rule(replacing("mara", "@mara"))).text == text
    assert (
        fix(
            text,
            rule(
                replacing(
                    "---\n",
                    "",
                )
            ),
        ).text
        == text
    )


def test_a_fix_that_takes_the_front_matter_for_the_body_is_not_kept() -> None:
    assert fix("owner: mara\n", rule(replacing("owner: mara", "Owner"))).text == "Owner\n"


def test_a_fix_that_brings_more_errors_is_not_kept() -> None:
    text = front("id: a", "title: b", "status: draft", "severity: SEV1", "date: 2026-03-14", "owner: mara")
    drops = rule(replacing("title: b\n", ""), severity=FindingSeverity.WARNING)
    assert fix(text, drops, RULES["PM101"]).text == text
    # Instead of an error, an error is not worse.
    drops = rule(replacing("title: b\n", ""))
    assert "title" not in fix(text, drops, RULES["PM101"]).text


def test_a_fix_that_cannot_be_had_is_passed_over() -> None:
    def fail(text: str) -> str:
        raise EditError("no")

    def check(_: Postmortem, __: Context) -> Iterator[Report]:
        yield Report(message="a defect", fix=Fix(title="Mend it", edit=partial(fail, "")))

    broken = Rule(code="PM990", name="made-up", severity=FindingSeverity.ERROR, help="Mend it.", page="", check=check)
    text = front("Owner: mara")
    assert fix(text, broken, RULES["PM007"]).text == front("owner: mara")


def test_fixes_that_undo_each_other_end() -> None:
    both_ways = rule(replacing("mara", "jonas"), replacing("jonas", "mara"))
    assert len(fix(front("owner: mara"), both_ways).mended) == 100


def test_fixes_of_one_place_are_made_one_after_the_other() -> None:
    text = fix(front("owner: mara"), rule(replacing("mara", "jonas"), replacing("owner: mara", "owner: lena"))).text
    assert text == front("owner: jonas")


def test_fixes_that_cannot_be_made_together_are_made_one_by_one() -> None:
    same_key = rule(replacing("Owner", "owner"), replacing("ownr", "owner"))
    assert fix(front("Owner: mara", "ownr: jonas"), same_key).text == front("owner: mara", "ownr: jonas")


def test_so_are_fixes_that_mean_something_else_together() -> None:
    text = front("team: pool", "owner: x y z")
    change = rule(replacing("x y", "x #y"), replacing("z", "q"), replacing("team: pool\n", ""))
    mended = fix(text, change)
    assert mended.text == front("owner: x #y q")
    assert [finding.line for finding in mended.mended] == [3, 1, 2]  # both that can be together, then the other


# Many fixes at once


def test_a_fix_that_is_to_blame_is_left_out() -> None:
    text = front("id: a", "title: b", "status: draft", "severity: SEV1", "date: 2026-03-14", "owner: mara", "team: x")
    harmless = (replacing("owner: mara", "owner: jonas"), replacing("team: x", "team: y"))
    change = rule(replacing("title: b\n", ""), *harmless, severity=FindingSeverity.WARNING)
    after = fix(text, change, RULES["PM101"])
    assert after.text == text.replace("mara", "jonas").replace("team: x", "team: y")
    assert [finding.line for finding in after.mended] == [2, 3]


def test_of_two_fixes_of_one_value_the_second_waits() -> None:
    text = front("Title: Fix #12", "owner: mara", "a: b", "c: d")
    change = rule(
        replacing("Title", "title"), replacing("Fix #12", '"Fix #12"'), replacing("mara", "jonas"), replacing("d", "e")
    )
    after = fix(text, change)
    assert after.text == front('title: "Fix #12"', "owner: jonas", "a: b", "c: e")
    assert [finding.line for finding in after.mended] == [1, 3, 4, 2]


def test_of_many_fixes_that_cannot_be_made_not_each_is_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = counted(monkeypatch)
    text = front("id: a", "title: b", "status: draft", "severity: SEV1", "date: 2026-03-14", "owner: mara", "team: x")
    drops = rule(*(replacing(f"{line}\n", "") for line in text.split("\n")[2:7]), severity=FindingSeverity.WARNING)
    assert fix(text, drops, RULES["PM101"]).text == text
    all_checks = len(checks)
    monkeypatch.setattr("pmctl.rules.fixing._MOST_READ", 0)
    monkeypatch.setattr("pmctl.rules.fixing._FEWEST_TRIES", 3)
    assert fix(text, drops, RULES["PM101"]).text == text
    assert len(checks) - all_checks < all_checks


@pytest.mark.parametrize("style", ["brackets", "lines", "lines with comments"])
def test_thousands_of_defects_are_mended_in_a_few_rounds(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = counted(monkeypatch)
    pairs = ("Title: Test {} twice", "due: 1 April 2026", "owner: '@m'", "status: Open")
    numbers = range(200)
    if style == "brackets":
        listed = [f"{{{', '.join(pairs).format(number)}}}" for number in numbers]
        actions = f"actions: [{', '.join(listed)}]"
    else:
        behind = " # pmctl: ignore[PM305]" if style != "lines" else ""
        listed = ["\n    ".join((*pairs[:3], f"{pairs[3]}{behind}")).format(number) for number in numbers]
        actions = "\n".join(["actions:", *(f"  - {action}" for action in listed)])
    after = fix(front(actions))
    assert [action.id for action in read(after.text).record.actions] == [f"A{number}" for number in range(1, 201)]  # type: ignore[union-attr]
    assert {finding.code for finding in findings(after.text) if finding.fix and finding.fix.is_safe} == set()
    assert len(checks) < 10


def test_a_fix_that_makes_two_actions_of_one_is_understood() -> None:
    text = front("actions:", "  - id: A1", "    note: a", "  - id: A2", "    note: b", "team: x")
    split = rule(replacing("    note: a", "  - id: A3"), replacing("note: b", "note: c"), replacing("x", "y"))
    assert fix(text, split).text == text.replace("    note: a", "  - id: A3").replace(": b", ": c").replace("x", "y")


def test_a_fix_that_only_another_lets_be_waits_for_it() -> None:
    moved = rule(replacing("---\n\n#", "\n#"), replacing("b: c", "---"))
    after = fix(front("id: a", "b: c"), moved)
    assert [finding.line for finding in after.mended] == [2, 1]
    assert after.text == "---\nid: a\n---\n\n# Checkout timeouts\n"


def test_a_comment_stays_where_what_is_mended_needs_it() -> None:
    text = front("actions:", "  - id: A1", "    status: open", "    due: 1 April 2026  # pmctl: ignore[PM308]")
    rules = [RULES[code] for code in ("PM103", "PM308", "PM901")]
    assert fix(text, *rules).text == text.replace("1 April 2026", "2026-04-01")


def test_a_comment_that_hides_something_stays_and_others_go() -> None:
    hiding = "<!-- pmctl: ignore[PM204] --># {0}\n\na\n\n# {0}\n\nb\n\n"
    text = f"---\ntitle: a\n---\n\n{hiding.format('Impact')}Text. <!-- pmctl: ignore[PM203] -->\n\n"
    text += f"More. <!-- pmctl: ignore[PM203] -->\n\n{hiding.format('Summary')}"
    rules = [RULES[code] for code in ("PM203", "PM204", "PM901")]
    assert fix(text, *rules).text == text.replace(" <!-- pmctl: ignore[PM203] -->", "")


def test_what_cannot_be_mended_above_does_not_keep_the_body_from_it() -> None:
    text = front("id: a", "title: b", "status: draft", "severity: SEV1", "date: 2026-03-14", "owner: mara") + "one\n"
    change = rule(replacing("title: b\n", ""), replacing("one", "two"), severity=FindingSeverity.WARNING)
    assert fix(text, change, RULES["PM101"]).text == text.replace("one", "two")


def test_a_key_gets_its_right_name_before_it_is_asked_for() -> None:
    text = front("id: a", "actions:", "  - Status: done", "    title: Alert on a full pool")
    rules = [RULES[code] for code in ("PM007", "PM101", "PM304")]
    assert fix(text, *rules, unsafe=True).text == text.replace("- Status", "- id: A1\n    status")


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the text of each document is added that is checked while it is mended."""
    checks: list[str] = []

    def check(document: Postmortem, *rest: Any) -> Iterator[Finding]:
        checks.append(document.text)
        return check_document(document, *rest)

    monkeypatch.setattr("pmctl.rules.fixing.check_document", check)
    return checks


# The smallest splice

texts = st.text("ab\n", max_size=12)


def test_equal_texts_need_no_splice() -> None:
    assert smallest_splice("the same", "the same") is None


@given(texts, texts)
def test_the_smallest_splice_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    splice = smallest_splice(before, after)
    if splice is None:
        assert before == after
        return
    assert before[: splice.start] + splice.text + before[splice.end :] == after
    gone = before[splice.start : splice.end]
    assert not (gone and splice.text and (gone[0] == splice.text[0] or gone[-1] == splice.text[-1]))


def test_a_long_text_takes_no_longer_than_it_must() -> None:
    text = "line\n" * 400_000
    splice = smallest_splice(text, f"{text[:1_000_000]}more\n{text[1_000_000:]}")
    assert splice is not None
    assert splice.end - splice.start == 0
