"""Findings as SARIF 2.1.0, as GitHub's code scanning takes it.

Sources: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub's documentation, "SARIF
support for code scanning", for what is required and how much of it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl import __version__
from pmctl.render.finding_words import sentences, worst_first
from pmctl.render.places import relative_uri, utf16_columns
from pmctl.render.safe import json_text, plural
from pmctl.rules.model import FindingSeverity
from pmctl.rules.page import read_page
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pmctl.rules.model import Finding, Rule

_LEVELS = {FindingSeverity.ERROR: "error", FindingSeverity.WARNING: "warning", FindingSeverity.INFO: "note"}
_GITHUB_SEVERITIES = {**_LEVELS, FindingSeverity.INFO: "recommendation"}
_MOST_RESULTS = 25_000
"""GitHub refuses a file with more in a run."""
_LONGEST_DESCRIPTION = 1024
"""What GitHub takes of a description, in characters."""


def findings_sarif(findings: Sequence[Finding], files: int) -> str:
    """Return a log with one run. Where there are more findings than GitHub takes, the worst are in it."""
    del files
    taken = findings if len(findings) <= _MOST_RESULTS else worst_first(findings)[:_MOST_RESULTS]
    indices = {code: index for index, code in enumerate(sorted(RULES))}
    run = {
        "tool": {
            "driver": {
                "name": "pmctl",
                "semanticVersion": __version__,
                "rules": [_rule(RULES[code]) for code in sorted(RULES)],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(len(findings) - len(taken))],
        "results": [_result(finding, indices) for finding in taken],
    }
    return json_text({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, object]:
    page = read_page(rule)
    why = " ".join(page.sections["Why"].split())
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _short(page.summary)},
        "fullDescription": {"text": _short(why)},
        "help": {
            "text": f"{why} {rule.help}",
            "markdown": f"{rule.page.strip()}\n\n## To mend\n\n{rule.help}",
        },
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[rule.severity]},
        "properties": {"tags": ["postmortem"], "problem.severity": _GITHUB_SEVERITIES[rule.severity]},
    }


def _invocation(left_out: int) -> dict[str, object]:
    if not left_out:
        return {"executionSuccessful": True}
    message = f"{plural(left_out, 'finding')} left out: GitHub takes at most {_MOST_RESULTS:,}"
    notification = {"level": "warning", "message": {"text": message}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notification]}


def _result(finding: Finding, indices: Mapping[str, int]) -> dict[str, object]:
    column, end_column = utf16_columns(finding)
    region = {
        "startLine": finding.line, "startColumn": column, "endLine": finding.end_line, "endColumn": end_column,
    }  # fmt: skip
    artifact = {"uri": relative_uri(finding.path), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": finding.code,
        "ruleIndex": indices.get(finding.code, -1),
        "level": _LEVELS[finding.severity],
        "message": {"text": sentences(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        # Not primaryLocationLineHash: GitHub's own upload computes that one, and warns of each that differs.
        "partialFingerprints": {"pmctl/v1": finding.fingerprint},
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_DESCRIPTION else f"{text[: _LONGEST_DESCRIPTION - 1]}…"
