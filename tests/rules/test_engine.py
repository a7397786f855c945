"""From reports to findings: order, place, severity and fingerprint."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.nodes import Mapping, Scalar
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.rules import engine
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, report_at, reports_of
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Finding

CONVENTIONS = Conventions()
CONTEXT = Context(conventions=CONVENTIONS, today=dt.date(2026, 6, 1))


def document(text: str, path: str = "a.md") -> Postmortem:
    return parse(text, path, CONVENTIONS)


def rule(*reports: Report, code: str = "PM990") -> Rule:
    return Rule(
        code=code,
        name="made-up",
        severity=FindingSeverity.WARNING,
        help="Mend it.",
        page="It is broken.",
        check=lambda _, __: reports,
    )


def shouting(code: str = "PM991") -> Rule:
    """A rule that reports every line with an exclamation mark."""

    def check(document: Postmortem, _: Context) -> Iterator[Report]:
        for number, line in enumerate(document.text.split("\n"), 1):
            if "!" in line:
                yield Report(message="a line shouts", line=number, column=line.index("!") + 1)

    return Rule(code=code, name="shouting", severity=FindingSeverity.INFO, help="Calm down.", page="", check=check)


def run(text: str, *rules: Rule, path: str = "a.md", settings: RuleSettings | None = None) -> list[Finding]:
    return engine.check([document(text, path)], rules, settings or RuleSettings(), CONTEXT)


def test_a_finding_carries_all_of_its_report_and_of_its_rule() -> None:
    fix = Fix(title="Take it away", edit=lambda: "one\n")
    report = Report(message="m", line=2, column=5, end_column=8, help="Do so.", fix=fix)
    (finding,) = run("one\ntwo three\n", rule(report))
    assert (finding.code, finding.name, finding.severity) == ("PM990", "made-up", FindingSeverity.WARNING)
    assert (finding.message, finding.help, finding.path) == ("m", "Do so.", "a.md")
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (2, 5, 2, 8)
    assert finding.source == "two three"
    assert finding.fix is fix
    assert finding.fixable


def test_a_report_without_help_takes_the_rules() -> None:
    (finding,) = run("one\n", rule(Report(message="m")))
    assert finding.help == "Mend it."
    assert not finding.fixable


@pytest.mark.parametrize(
    ("text", "report", "end"),
    [
        ("one two\n", Report(message="m", column=5), 8),
        ("one two\r\n", Report(message="m", column=5), 8),
        ("", Report(message="m"), 2),
        ("one\n", Report(message="m", column=4), 5),
        ("one\n", Report(message="m", line=7), 2),
        ("one\n", Report(message="m", column=2, end_column=40), 4),
        ("one\n", Report(message="m", column=2, end_column=2), 3),
    ],
)
def test_a_place_ends_on_its_line_and_covers_at_least_one_character(text: str, report: Report, end: int) -> None:
    (finding,) = run(text, rule(report))
    assert finding.end_column == end


def test_findings_are_sorted_by_path_and_place() -> None:
    rules = (
        rule(Report(message="b", line=2), Report(message="z"), Report(message="a", column=3), code="PM992"),
        rule(Report(message="y"), code="PM990"),
    )
    documents = [document("one\ntwo\n", path) for path in ("b.md", "a.md")]
    found = engine.check(documents, rules, RuleSettings(), CONTEXT)
    assert [(f.path, f.message) for f in found] == [(path, m) for path in ("a.md", "b.md") for m in "yzab"]


def test_findings_of_one_rule_at_one_place_keep_the_order_of_the_rule() -> None:
    assert [finding.message for finding in run("one\n", rule(*(Report(message=m) for m in "cab")))] == ["c", "a", "b"]


def test_settings_decide_on_severity_and_on_exempt_files() -> None:
    settings = RuleSettings(
        severity={"PM991": FindingSeverity.ERROR}, per_file_ignores=(("old/*", frozenset({"PM991"})),)
    )
    (finding,) = run("one!\n", shouting(), path="new/a.md", settings=settings)
    assert finding.severity is FindingSeverity.ERROR
    assert run("one!\n", shouting(), path="old/a.md", settings=settings) == []
    assert len(run("one!\n", shouting(), shouting("PM992"), path="old/a.md", settings=settings)) == 1


def fingerprints(text: str, path: str = "a.md") -> list[str]:
    return [finding.fingerprint for finding in run(text, shouting(), path=path)]


def test_a_fingerprint_stays_while_its_line_moves_or_is_indented() -> None:
    before = fingerprints("one!\n")
    assert before == fingerprints("zero\n\n  one!\n") == fingerprints("one!\r\n")
    assert all(len(fingerprint) == 32 for fingerprint in before)


def test_a_fingerprint_differs_by_text_path_rule_and_repetition() -> None:
    seen = [*fingerprints("one!\none!\n"), *fingerprints("two!\n"), *fingerprints("one!\n", "b.md")]
    seen += [finding.fingerprint for finding in run("one!\n", shouting("PM992"))]
    assert len(set(seen)) == len(seen) == 5


def test_a_fingerprint_may_depend_on_neither_words_nor_line() -> None:
    reports = [Report(message=message, line=line, known_as="prompts") for message, line in (("a and b", 1), ("b", 2))]
    first, second = (run("one\ntwo\n", rule(report))[0].fingerprint for report in reports)
    assert first == second
    assert first != run("one\ntwo\n", rule(reports[0]), path="b.md")[0].fingerprint


def test_a_fingerprint_does_not_depend_on_numbers_that_change_by_themselves() -> None:
    said = [run("one\n", rule(Report(message=f"late by {days} days (first on line 9)"))) for days in (9, 10)]
    assert said[0][0].fingerprint == said[1][0].fingerprint
    both = run("one\n", rule(Report(message="word 1"), Report(message="word 2")))
    assert len({finding.fingerprint for finding in both}) == 2


def test_a_document_without_text_has_findings_with_an_empty_line() -> None:
    problem = Problem(kind=ProblemKind.UNREADABLE_FILE, message="the file is binary", line=3)
    unreadable = parse(problem, "a.md", CONVENTIONS)
    (finding,) = engine.check_document(unreadable, [rule(Report(message="m", line=3))], RuleSettings(), CONTEXT)
    assert (finding.line, finding.source, finding.end_column) == (3, "", 2)


def test_reports_of_one_kind_of_problem() -> None:
    problems = [
        Problem(kind=ProblemKind.INVALID_DATE, message="a", line=2, column=3, end_column=9, help="Write it."),
        Problem(kind=ProblemKind.INVALID_VALUE, message="b", line=4),
    ]
    assert list(reports_of(problems, ProblemKind.INVALID_DATE)) == [
        Report(message="a", line=2, column=3, end_column=9, help="Write it.")
    ]


def fields(yaml: str) -> Mapping:
    text = f"---\n{yaml}---\n"
    block = find_block(text)
    assert not isinstance(block, Problem)
    mapping, problems = read_mapping(text, start=block.start, end=block.end, line=block.line)
    assert mapping is not None
    assert problems == ()
    return mapping


@pytest.mark.parametrize(
    ("yaml", "column", "end"),
    [
        ("owner: mara\n", 8, 12),
        ('owner: "@mara"\n', 8, 15),
        ("owner:\n", 7, None),
        ("owner: [mara, jonas]\n", 8, None),
        ("owner: |\n  mara\n  jonas\n", 8, None),
    ],
)
def test_report_at_a_value(yaml: str, column: int, end: int | None) -> None:
    node = fields(yaml).get("owner")
    assert node is not None
    assert report_at(node, "m", "Do so.") == Report(message="m", line=2, column=column, end_column=end, help="Do so.")


def test_the_place_of_a_value_that_is_folded_over_lines_ends_with_its_first() -> None:
    text = "---\ntitle: one two\n  three four five six\n---\n"
    node = fields("title: one two\n  three four five six\n").get("title")
    assert isinstance(node, Scalar)
    (finding,) = run(text, rule(report_at(node, "m")))
    assert (finding.line, finding.column, finding.end_column) == (2, 8, 15)


def test_numbers_in_names_and_dates_are_part_of_a_fingerprint() -> None:
    def fingerprint(message: str) -> str:
        (finding,) = run("one\n", rule(Report(message=message)))
        return finding.fingerprint

    assert fingerprint("late by 12 days (see line 3)") == fingerprint("late by 13 days (see line 9)")
    others = [
        "action A1 is late",
        "action A2 is late",
        "due 2026-05-01",
        "due 2026-05-02",
        "version 1.2",
        "version 1.3",
    ]
    assert len(set(map(fingerprint, others))) == len(others)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_all_findings_on_a_line_share_one_copy_of_it(ending: str) -> None:
    reports = [Report(message=f"m{column}", line=2, column=column) for column in range(1, 50)]
    found = run(f"one{ending}{'two ' * 50}{ending}", rule(*reports))
    assert len({id(finding.source) for finding in found}) == 1
    assert found[0].source == "two " * 50


def test_a_finding_knows_its_last_line() -> None:
    found = run("one\ntwo\n", rule(Report(message="m"), Report(message="n", last_line=2)))
    assert [(finding.end_line, finding.last_line) for finding in found] == [(1, 1), (1, 2)]
