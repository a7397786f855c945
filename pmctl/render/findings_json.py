"""Findings as JSON: one object, or one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.safe import json_line, json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding


def findings_json(findings: Sequence[Finding], files: int) -> str:
    """Return one object with all findings."""
    return json_text({"schema": 1, "files": files, "findings": [_data(finding) for finding in findings]})


def findings_json_lines(findings: Sequence[Finding], files: int) -> str:
    """Return one object a line, each as it stands in `findings` of the JSON object."""
    del files
    return "".join(json_line(_data(finding)) for finding in findings)


def _data(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "fixable": finding.fixable,
        "fingerprint": finding.fingerprint,
    }
