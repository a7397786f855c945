"""Rules run over documents: every finding of every document, in a stable order."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pmctl.rules.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context, Report, Rule
    from pmctl.rules.selection import RuleSettings

_NUMBER = re.compile(r"\d+")


def check(
    documents: Iterable[Postmortem], rules: Sequence[Rule], settings: RuleSettings, context: Context
) -> list[Finding]:
    """Return all findings, by path and place in the file.

    Args:
        documents: as read; what could not be read is reported too.
        rules: those that run.
        settings: how severe each is, and which files are exempt from which.
        context: what rules may know besides the document.
    """
    findings: list[Finding] = []
    for document in documents:
        findings += check_document(document, rules, settings, context)
    # Those of one rule at one place stay in the rule's order: it may be that of the document.
    findings.sort(key=lambda f: (f.path, f.line, f.column, f.code))
    return findings


def check_document(
    document: Postmortem, rules: Sequence[Rule], settings: RuleSettings, context: Context
) -> Iterator[Finding]:
    """Yield the findings of one document, in the order of the rules."""
    ignored = settings.ignored_in(document.path)
    lines = document.text.split("\n")
    seen: dict[str, int] = {}
    for rule in rules:
        if rule.code in ignored:
            continue
        for report in rule.check(document, context):
            source = lines[report.line - 1].rstrip("\r") if report.line <= len(lines) else ""
            # Without numbers: a message may tell another line, or for how many days something has been late.
            known = "\0".join((rule.code, document.path, " ".join(source.split()), _NUMBER.sub("#", report.message)))
            seen[known] = seen.get(known, 0) + 1
            fingerprint = sha256(f"{known}\0{seen[known]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
            yield _finding(rule, report, document.path, source, fingerprint, settings)


def _finding(rule: Rule, report: Report, path: str, source: str, fingerprint: str, settings: RuleSettings) -> Finding:
    # A value that is folded over several lines is longer than its first, which is the one that is shown.
    end = len(source) + 1 if report.end_column is None else min(report.end_column, len(source) + 1)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=settings.severity_of(rule),
        message=report.message,
        help=report.help or rule.help,
        path=path,
        line=report.line,
        column=report.column,
        end_line=report.line,
        end_column=max(end, report.column + 1),
        fingerprint=fingerprint,
        source=source,
        fix=report.fix,
    )
