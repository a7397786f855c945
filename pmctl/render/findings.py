"""Findings, for a person and for machines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from pmctl.render.safe import json_text, plural, printable
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pmctl.rules.model import Finding

_STYLES = {FindingSeverity.ERROR: "bold red", FindingSeverity.WARNING: "bold yellow", FindingSeverity.INFO: "bold blue"}
_GITHUB_LEVELS = {
    FindingSeverity.ERROR: "error", FindingSeverity.WARNING: "warning", FindingSeverity.INFO: "notice",
}  # fmt: skip
_TAB = "    "
_LONGEST_LINE = 100
"""How much of an offending line is shown, in characters: a table row may be as long as a page."""


def findings_text(findings: Sequence[Finding], shown: Callable[[str], str]) -> Iterator[Text]:
    """Yield each finding with its line, a caret below what is wrong, and how to mend it."""
    for finding in findings:
        yield _headline(finding, shown)
        yield from _excerpt(finding)
        yield Text("  = help: ", "bold").append(printable(finding.help), "default not bold")
        yield Text()


def findings_concise(findings: Sequence[Finding], shown: Callable[[str], str]) -> Iterator[Text]:
    """Yield one line for each finding."""
    for finding in findings:
        yield _headline(finding, shown)


def findings_json(findings: Sequence[Finding], files: int) -> str:
    """Return the findings as PRODUCT's JSON object."""
    return json_text(
        {
            "schema": 1,
            "files": files,
            "findings": [
                {
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
                for finding in findings
            ],
        }
    )


def findings_github(findings: Sequence[Finding]) -> str:
    """Return GitHub's workflow commands, the worst first: it shows ten of a level in a step and drops the rest.

    Source of the syntax: GitHub's documentation, "Workflow commands for GitHub Actions".
    """
    worst_first = sorted(findings, key=lambda finding: finding.severity.rank)
    return "".join(
        f"::{_GITHUB_LEVELS[f.severity]} file={_property(f.path)},line={f.line},endLine={f.end_line},col={f.column},"
        f"endColumn={f.end_column},title={_property(f'{f.code} {f.name}')}"
        f"::{_data(f'{f.message}. {f.help}')}\n"
        for f in worst_first
    )


def statistics_text(findings: Sequence[Finding]) -> Iterator[Text]:
    """Yield one line for each rule that fired, the most frequent first."""
    counts = Counter((finding.code, finding.name, finding.severity) for finding in findings)
    width = len(f"{max(counts.values(), default=0):,}")
    for (code, name, severity), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Text(f"{count:>{width},}  ").append(code, _STYLES[severity]).append(f"  {name}")


def summary_text(findings: Sequence[Finding], files: int) -> str:
    """Return one sentence about all findings."""
    if not files:
        return "No documents were found."
    if not findings:
        return f"All is well in {plural(files, 'document')}."
    touched = len({finding.path for finding in findings})
    levels = Counter(finding.severity for finding in findings)
    kinds = ", ".join(plural(levels[level], level.value) for level in FindingSeverity if levels[level])
    return f"{kinds.replace('infos', 'info')} in {touched} of {plural(files, 'document')}."


def _headline(finding: Finding, shown: Callable[[str], str]) -> Text:
    place = f"{printable(shown(finding.path))}:{finding.line}:{finding.column}: "
    return (
        Text(place, "bold")
        .append(finding.code, _STYLES[finding.severity])
        .append(f" {printable(finding.message)}", "default not bold")
    )


def _excerpt(finding: Finding) -> Iterator[Text]:
    if not finding.source.strip():
        return
    line, column, end = _window(finding)
    number = str(finding.line)
    margin = " " * len(number)
    before, marked = line[: column - 1], line[column - 1 : end - 1]
    caret = " " * cell_len(before) + "^" * max(1, cell_len(marked))
    yield Text(f"{margin} |", "blue")
    yield Text(f"{number} | ", "blue").append(line, "default")
    yield Text(f"{margin} | ", "blue").append(caret, _STYLES[finding.severity])


def _window(finding: Finding) -> tuple[str, int, int]:
    """Return what is shown of the line, with the columns that the caret spans in it."""
    source, column, end = finding.source, finding.column, min(finding.end_column, len(finding.source) + 1)
    before, marked, after = source[: column - 1], source[column - 1 : end - 1], source[end - 1 :]
    if len(source) > _LONGEST_LINE:
        start = max(0, column - 1 - _LONGEST_LINE // 2)
        before = ("…" if start else "") + source[start : column - 1]
        marked = marked[:_LONGEST_LINE]
        room = max(0, _LONGEST_LINE - len(before) - len(marked))
        after = after[:room] + ("…" if len(after) > room else "")
    before, marked, after = (printable(part.replace("\t", _TAB)) for part in (before, marked, after))
    return before + marked + after, len(before) + 1, len(before) + len(marked) + 1


def _data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
