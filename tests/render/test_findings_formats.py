"""Findings in the formats of machines, each read by a real reader or held against what its readers publish."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from markdown_it import MarkdownIt
from sarif_kit.validate import validation_errors

from pmctl.cli.check_output import Format
from pmctl.render.findings_formats import FORMATS, findings_as
from pmctl.render.findings_markdown import job_summary
from pmctl.render.places import relative_uri
from pmctl.rules.model import Finding, FindingSeverity
from pmctl.rules.registry import RULES
from tests.render.formats import FIFTY, FINDING, GITLAB_SCHEMA, HOSTILE, RDJSON_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SETS = {"none": [], "one": [FINDING], "fifty on one line": FIFTY, "hostile": HOSTILE}
every_set = pytest.mark.parametrize("findings", SETS.values(), ids=SETS)
MANY = [
    replace(FINDING, severity=severity, line=line, fingerprint=f"{severity}{line}")
    for severity, number in zip(FindingSeverity, (12, 11, 10), strict=True)
    for line in range(1, number + 1)
]


def of(severity: FindingSeverity, found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is severity]


def test_every_format_has_a_name_in_the_command() -> None:
    assert set(FORMATS) == set(Format) - {Format.TEXT, Format.CONCISE}


@every_set
@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_be_written_and_does_nothing_to_a_terminal(format_: str, findings: list[Finding]) -> None:
    text = findings_as(format_, findings, 12)
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2028]", text)
    assert text in ("", "\n") or text.endswith("\n")


# JSON


@every_set
def test_json_lines_are_the_findings_of_json(findings: list[Finding]) -> None:
    whole = json.loads(findings_as("json", findings, 12))
    lines = findings_as("json-lines", findings, 12).splitlines()
    assert [json.loads(line) for line in lines] == whole["findings"]
    assert whole["files"] == 12


@every_set
def test_gitlab(findings: list[Finding]) -> None:
    report = json.loads(findings_as("gitlab", findings, 12))
    jsonschema.validate(report, GITLAB_SCHEMA)
    assert len({issue["fingerprint"] for issue in report}) == len(findings) == len(report)


def test_gitlab_in_full() -> None:
    (issue,) = json.loads(findings_as("gitlab", [replace(FINDING, severity=FindingSeverity.WARNING)], 1))
    assert issue == {
        "description": "PM301: action A2 has no owner. Name one person.",
        "check_name": "PM301 action-without-owner",
        "fingerprint": "f0",
        "severity": "minor",
        "location": {"path": "postmortems/a.md", "lines": {"begin": 7, "end": 7}},
    }


@every_set
def test_rdjson(findings: list[Finding]) -> None:
    report = json.loads(findings_as("rdjson", findings, 12))
    jsonschema.validate(report, RDJSON_SCHEMA)
    for diagnostic, finding in zip(report["diagnostics"], findings, strict=True):
        assert diagnostic["severity"] == finding.severity.name
        source = finding.source.encode("utf-8", "surrogatepass")
        start, end = (diagnostic["location"]["range"][edge]["column"] - 1 for edge in ("start", "end"))
        wanted = finding.source[finding.column - 1 : finding.end_column - 1]
        assert source[start:end].decode("utf-8", "surrogatepass") == wanted


@every_set
def test_rdjson_is_read_by_a_validator_of_others(findings: list[Finding], tmp_path: Path) -> None:
    """That is rdformat-validator, of the npm package @umbrelladocs/rdformat-validator 1.0.1."""
    validator = shutil.which("rdformat-validator")
    if validator is None:
        pytest.skip("rdformat-validator is not installed")
    (tmp_path / "report.json").write_text(findings_as("rdjson", findings, 12), encoding="utf-8")
    command = [validator, "--strict", "--no-extra-fields", "report.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# SARIF


def sarif(findings: list[Finding]) -> Any:
    return json.loads(findings_as("sarif", findings, 12))


@every_set
def test_sarif_is_valid(findings: list[Finding]) -> None:
    assert validation_errors(sarif(findings)) == []


@every_set
def test_sarif_has_what_github_requires(findings: list[Finding]) -> None:
    (run,) = sarif(findings)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert "## Bad" in rule["help"]["markdown"]
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == relative_uri(finding.path)
        assert place["region"]["startLine"] == finding.line
        assert place["region"]["startColumn"] < place["region"]["endColumn"]
        assert result["message"]["text"]
    assert len({tuple(result["partialFingerprints"].values()) for result in run["results"]}) == len(findings)


def test_levels_of_sarif() -> None:
    findings = [replace(FINDING, severity=severity) for severity in FindingSeverity]
    assert [result["level"] for result in sarif(findings)["runs"][0]["results"]] == ["error", "warning", "note"]


def test_sarif_of_a_rule_that_is_gone() -> None:
    log = sarif([replace(FINDING, code="PM999")])
    assert validation_errors(log) == []
    assert log["runs"][0]["results"][0]["ruleIndex"] == -1


def test_sarif_leaves_out_what_github_would_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmctl.render.findings_sarif._MOST_RESULTS", 20)
    log = sarif(MANY[::-1])
    assert validation_errors(log) == []
    run = log["runs"][0]
    assert Counter(result["level"] for result in run["results"]) == {"error": 12, "warning": 8}
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "13 findings left out: GitHub takes at most 20"


# XML


@every_set
def test_junit(findings: list[Finding]) -> None:
    suites = junitparser.JUnitXml.fromstring(findings_as("junit", findings, 12).encode())
    (suite,) = suites
    cases = list(suite)
    failed = [case for case in cases if isinstance(next(iter(case.result), None), junitparser.Failure)]
    skipped = [case for case in cases if isinstance(next(iter(case.result), None), junitparser.Skipped)]
    assert len(cases) == suite.tests == suites.tests == max(1, len(findings))
    assert len(failed) == suite.failures == len(of(FindingSeverity.ERROR, findings))
    assert len(skipped) == suite.skipped == len(findings) - len(failed)
    assert len({(case.classname, case.name) for case in cases}) == len(cases)


def test_junit_names_do_not_come_twice_nor_hold_a_line() -> None:
    findings = [FINDING, replace(FINDING, line=9), replace(FINDING, path="postmortems/b.md")]
    (suite,) = junitparser.JUnitXml.fromstring(findings_as("junit", findings, 2).encode())
    assert [(case.classname, case.name) for case in suite] == [
        ("postmortems/a.md", "PM301 action A2 has no owner"),
        ("postmortems/a.md", "PM301 action A2 has no owner (2)"),
        ("postmortems/b.md", "PM301 action A2 has no owner"),
    ]
    (failure,) = next(iter(suite)).result
    assert (failure.type, failure.message) == ("action-without-owner", "action A2 has no owner")
    assert failure.text == "postmortems/a.md:7:1: Name one person."


@every_set
def test_checkstyle(findings: list[Finding]) -> None:
    text = findings_as("checkstyle", findings, 12)
    read = CheckstyleXmlDriver().parse_reports([text.partition("?>")[2]])
    assert sum(map(len, read.values())) == len(findings)
    report = ET.fromstring(text)
    assert report.tag == "checkstyle"
    assert len(report) == len({finding.path for finding in findings})
    errors = [error for file in report for error in file]
    for error, finding in zip(errors, findings, strict=True):
        assert (error.get("line"), error.get("column")) == (str(finding.line), str(finding.column))
        assert error.get("severity") == finding.severity.value
        assert error.get("source") == f"pmctl.{finding.code}"
        assert not re.search("[\n\t]", error.get("message", "\n"))


@pytest.mark.parametrize("format_", ["junit", "checkstyle"])
def test_xml_holds_the_paths_as_they_are(format_: str) -> None:
    report = ET.fromstring(findings_as(format_, HOSTILE, 12))
    found = {element.get("name" if element.tag == "file" else "classname") for element in report.iter()} - {None}
    assert found == {re.sub("[\ud800-\udfff]", "\ufffd", finding.path) for finding in HOSTILE}


# Logs


def github_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as GitHub's runner does; other lines must be none of any kind."""
    commands = []
    for line in text.splitlines():
        if not line.strip().startswith("::"):
            assert "##[" not in line
            continue
        command, _, data = line.strip()[2:].partition("::")
        name, _, properties = command.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        unescaped = {key: unescape(value, ("%3A", ":"), ("%2C", ",")) for key, value in pairs.items()}
        commands.append((name, unescaped, unescape(data)))
    return commands


def unescape(text: str, *more: tuple[str, str], percent: str = "%25") -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), *more, (percent, "%")):
        text = text.replace(escape, char)
    return text


@every_set
def test_github(findings: list[Finding]) -> None:
    text = findings_as("github", findings, 12)
    for name, properties, data in github_commands(text):
        assert name in {"error", "warning", "notice"}
        assert data
        assert properties["title"] in {"PM301 action-without-owner", "pmctl check"}
    assert len(text.splitlines()) == len(findings) + any(
        len(of(severity, findings)) > 10 for severity in FindingSeverity
    )


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        (
            {"path": "a%b:c,d\r\ne.md"},
            (
                "::error file=a%25b%3Ac%2Cd%0D%0Ae.md,line=7,endLine=7,col=1,endColumn=2,title="
                "PM301 action-without-owner::action A2 has no owner. Name one person.\n"
            ),
        ),
        (
            {"message": "50 % of a:b,c\n::warning::d", "severity": FindingSeverity.WARNING},
            (
                "::warning file=postmortems/a.md,line=7,endLine=7,col=1,endColumn=2,title=PM301 action-without-owner"
                "::50 %25 of a:b,c%0A::warning::d. Name one person.\n"
            ),
        ),
    ],
)
def test_github_in_full(changes: dict[str, Any], command: str) -> None:
    assert findings_as("github", [replace(FINDING, **changes)], 1) == command


def test_github_is_given_as_many_annotations_as_it_takes() -> None:
    text = findings_as("github", MANY[::-1], 12)
    commands = github_commands(text)
    assert [name for name, _, _ in commands] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert commands[-1] == ("notice", {"title": "pmctl check"}, "4 more findings in the log of this step")
    assert text.splitlines()[30:] == [
        "error: postmortems/a.md:2:1: PM301 action A2 has no owner",
        "error: postmortems/a.md:1:1: PM301 action A2 has no owner",
        "warning: postmortems/a.md:1:1: PM301 action A2 has no owner",
        "info: postmortems/a.md:1:1: PM301 action A2 has no owner",
    ]


def test_ten_of_each_are_all_shown() -> None:
    findings = [finding for severity in FindingSeverity for finding in of(severity, MANY)[:10]]
    assert len(github_commands(findings_as("github", findings, 12))) == 30


AZURE = re.compile(r"##vso\[task\.logissue (?P<properties>[^\]]*)\](?P<message>.*)")


@every_set
def test_azure(findings: list[Finding]) -> None:
    lines = findings_as("azure", findings, 12).splitlines()
    worst_first = sorted(findings, key=lambda finding: finding.severity.rank)
    for line, finding in zip(lines, worst_first, strict=True):
        if finding.severity is FindingSeverity.INFO:
            assert line.startswith("info: ")
            assert "##" not in line
            continue
        read = AZURE.fullmatch(line)
        assert read
        properties = dict(pair.split("=", 1) for pair in read["properties"].split(";"))
        assert (properties["type"], properties["code"]) == (finding.severity.value, finding.code)
        assert (properties["linenumber"], properties["columnnumber"]) == (str(finding.line), str(finding.column))
        path = unescape(properties["sourcepath"], ("%5D", "]"), ("%3B", ";"), percent="%AZP25")
        assert path == re.sub("[\ud800-\udfff]", "\ufffd", finding.path).replace("\t", " ")
        if finding is FINDING:
            assert read["message"] == "action A2 has no owner. Name one person."


# Markdown


def cells(text: str) -> list[list[str]]:
    """Return the cells of the rows of the only table, as a reader of the rendered page sees them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inside = [
        "".join(child.content for child in token.children or () if child.type in {"text", "text_special"})
        for before, token in pairwise(tokens)
        if before.type == "td_open"
    ]
    return [inside[start : start + 4] for start in range(0, len(inside), 4)]


@every_set
def test_markdown(findings: list[Finding]) -> None:
    text = findings_as("markdown", findings, 12)
    assert text.startswith("### pmctl check\n\n")
    rows = cells(text)
    assert [row[0] for row in rows] == sorted((f.severity.value for f in findings), key=list(FindingSeverity).index)
    for _, place, finding, help_ in rows:
        assert re.search(r":\d+$", place)
        assert finding.startswith("PM301 ")
        assert help_


def test_markdown_calls_nobody() -> None:
    text = findings_as(
        "markdown", [replace(FINDING, message="@jonas owns what is @ home", help="Ask a@example.com.")], 1
    )
    assert "@<!-- -->jonas owns what is @ home" in text
    assert not re.search(r"@\w", text)


@pytest.mark.parametrize("room", [*range(0, 260, 20), 2000, 5000, 2**20])
@every_set
def test_a_job_summary_has_its_size(findings: list[Finding], room: int) -> None:
    text = job_summary(findings, 12, room)
    assert len(text.encode()) <= room
    rest = re.search(r"\n(\d+) more findings? in the log of this step\.\n$", text)
    assert not text or len(cells(text)) + (int(rest[1]) if rest else 0) == len(findings)
    if room == 2**20:
        assert text == findings_as("markdown", findings, 12)
