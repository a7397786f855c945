"""Findings as lines that a CI service reads in the log of a step, and shows beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.render.finding_words import sentences, worst_first
from pmctl.render.safe import plural, printable
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding

_GITHUB_LEVELS = {
    FindingSeverity.ERROR: "error", FindingSeverity.WARNING: "warning", FindingSeverity.INFO: "notice",
}  # fmt: skip
_GITHUB_SHOWN = 10
"""How many annotations of a level GitHub takes from one step; it drops the rest.

Source: actions/toolkit, "Problem Matchers", limitations.
"""


def findings_github(findings: Sequence[Finding], files: int) -> str:
    """Return GitHub's workflow commands, the worst first.

    Those that GitHub would drop are plain lines of the log behind them, and the last annotation counts them.
    Source of the syntax: GitHub's documentation, "Workflow commands for GitHub Actions".
    """
    del files
    levels = {severity: [f for f in findings if f.severity is severity] for severity in FindingSeverity}
    room = dict.fromkeys(levels, _GITHUB_SHOWN)
    is_full = any(len(level) > _GITHUB_SHOWN for level in levels.values())
    if is_full:
        room[FindingSeverity.INFO] -= 1  # for the one that counts
    lines = [_github(finding) for severity, level in levels.items() for finding in level[: room[severity]]]
    rest = [finding for severity, level in levels.items() for finding in level[room[severity] :]]
    if is_full:
        lines.append(f"::notice title=pmctl check::{plural(len(rest), 'more finding')} in the log of this step")
    return "".join(f"{line}\n" for line in (*lines, *map(_plain, rest)))


def findings_azure(findings: Sequence[Finding], files: int) -> str:
    """Return Azure Pipelines' logging commands, the worst first. It has no level below warnings: info is plain.

    Source of the syntax: Microsoft, "Logging commands"; of the escapes: azure-pipelines-task-lib.
    """
    del files
    return "".join(f"{_azure(finding)}\n" for finding in worst_first(findings))


def _github(finding: Finding) -> str:
    return (
        f"::{_GITHUB_LEVELS[finding.severity]} file={_github_property(finding.path)}"
        f",line={finding.line},endLine={finding.end_line},col={finding.column},endColumn={finding.end_column}"
        f",title={_github_property(f'{finding.code} {finding.name}')}::{_github_data(sentences(finding))}"
    )


def _github_data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def _azure(finding: Finding) -> str:
    if finding.severity is FindingSeverity.INFO:
        return _plain(finding)
    return (
        f"##vso[task.logissue type={finding.severity.value};sourcepath={_azure_property(finding.path)}"
        f";linenumber={finding.line};columnnumber={finding.column};code={finding.code}]"
        f"{_azure_data(sentences(finding))}"
    )


def _azure_data(text: str) -> str:
    return printable(text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A"))


def _azure_property(text: str) -> str:
    return _azure_data(text).replace("]", "%5D").replace(";", "%3B")


def _plain(finding: Finding) -> str:
    """Return a line for people, without what a service takes for a command even inside a line: ``##[``, ``##vso[``."""
    line = f"{finding.path}:{finding.line}:{finding.column}: {finding.code} {finding.message}"
    return f"{finding.severity.value}: {printable(line).replace('##', '# #')}"
