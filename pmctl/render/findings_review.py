"""Findings as JSON that a review tool shows in a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.finding_words import sentences
from pmctl.render.places import utf8_columns
from pmctl.render.safe import json_text
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding

_GITLAB_SEVERITIES = {
    FindingSeverity.ERROR: "major", FindingSeverity.WARNING: "minor", FindingSeverity.INFO: "info",
}  # fmt: skip


def findings_gitlab(findings: Sequence[Finding], files: int) -> str:
    """Return a Code Quality report.

    Source: GitLab's documentation, "Code Quality", report format.
    """
    del files
    return json_text([_gitlab(finding) for finding in findings])


def findings_rdjson(findings: Sequence[Finding], files: int) -> str:
    """Return the diagnostics that reviewdog reads; its columns are bytes.

    Source: reviewdog, "Reviewdog Diagnostic Format".
    """
    del files
    return json_text({"source": {"name": "pmctl"}, "diagnostics": [_rdjson(finding) for finding in findings]})


def _gitlab(finding: Finding) -> dict[str, object]:
    return {
        # The code stands in the words too: the merge request shows only these.
        "description": f"{finding.code}: {sentences(finding)}",
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": finding.fingerprint,
        "severity": _GITLAB_SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line, "end": finding.end_line}},
    }


def _rdjson(finding: Finding) -> dict[str, object]:
    column, end_column = utf8_columns(finding)
    return {
        "message": sentences(finding),
        "location": {
            "path": finding.path,
            "range": {
                "start": {"line": finding.line, "column": column},
                "end": {"line": finding.end_line, "column": end_column},
            },
        },
        "severity": finding.severity.name,
        "code": {"value": finding.code},
    }
