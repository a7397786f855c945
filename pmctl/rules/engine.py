"""Rules run over documents: every finding of every document, in a stable order."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pmctl.postmortem.filenames import find_day
from pmctl.postmortem.model import stem
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.suppressions import read_suppressions
from pmctl.rules.model import Finding
from pmctl.rules.suppressing import ABOUT_SUPPRESSIONS, Suppressing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.rules.base import Base
    from pmctl.rules.model import Context, Report, Rule
    from pmctl.rules.selection import RuleSettings

_NUMBER = lazy_pattern(r"(?<![\w.-])\d+(?![\w-]|\.\d)")
_FENCE = lazy_pattern("\ufeff?---")
_HUGE = 1000
_COMPARING = frozenset({"PM703", "PM704", "PM705", "PM706"})


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
    for former in context.base.lost if context.base else ():
        findings += check_lost(former.record, rules, settings, context)
    # Those of one rule at one place stay in the rule's order: it may be that of the document.
    findings.sort(key=lambda f: (f.path, f.line, f.column, f.code))
    return findings


def check_document(
    document: Postmortem, rules: Sequence[Rule], settings: RuleSettings, context: Context
) -> Iterator[Finding]:
    """Yield the findings of one document that it does not suppress, in the order of the rules."""
    running = _rules_for(document, rules, settings)
    suppressions = read_suppressions(document)
    suppressing = Suppressing(suppressions, codes_at_work(running, context.base)) if suppressions.written else None
    known_as = _known_as(document, context)
    lines: list[str] = []
    line, source = 0, ""
    seen: dict[str, int] = {}
    for rule in running:
        # All others share one context, by which they may keep what they work out.
        judges = suppressing and rule.code in ABOUT_SUPPRESSIONS
        told = replace(context, suppressing=suppressing) if judges else context
        for report in rule.check(document, told):
            lines = lines or document.text.split("\n")
            if report.line != line:  # all findings on a line share one copy of it: it may be huge
                line = report.line
                source = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
            fingerprint = _fingerprint(rule, report, known_as, source, seen)
            if not (suppressing and suppressing.rules_out(rule, report.line, report.last_line)):
                yield _finding(rule, report, document.path, source, fingerprint, settings)


def check_lost(record: Record, rules: Sequence[Rule], settings: RuleSettings, context: Context) -> Iterator[Finding]:
    """Yield the findings of a document that is gone, at the path that it had; it has no lines any more."""
    ignored = settings.ignored_in(record.path) | settings.ignored_of(record.date or find_day(record.stem))
    seen: dict[str, int] = {}
    for rule in rules:
        if rule.check_lost is not None and rule.code not in ignored:
            for report in rule.check_lost(record, context):
                fingerprint = _fingerprint(rule, report, record.path, "", seen)
                yield _finding(rule, report, record.path, "", fingerprint, settings)


def _fingerprint(rule: Rule, report: Report, known_as: str, source: str, seen: dict[str, int]) -> str:
    # What is about the whole document stands on its first line, whatever that says.
    if (report.line, report.column) == (1, 1) and (report.end_column is None or _FENCE.match(source)):
        source = ""
    # Without counts: a message may tell another line, or for how many days something has been late. What is part of a
    # name or a date stays.
    said = [_without_blanks(source), _NUMBER.sub("#", report.message)] if report.known_as is None else [report.known_as]
    known = "\0".join((rule.code, known_as, *said))
    seen[known] = seen.get(known, 0) + 1
    return _digest(f"{known}\0{seen[known]}")[:32]


@lru_cache(maxsize=1)
def _without_blanks(line: str) -> str:
    """Return what a line says, wherever it is indented; of a huge one a digest, for it may hold a thousand findings."""
    said = " ".join(line.split())
    return said if len(said) < _HUGE else _digest(said)


def _digest(text: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - it takes a while, and most documents have no findings

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def codes_at_work(rules: Iterable[Rule], base: Base | None) -> frozenset[str]:
    """Return the codes of those of `rules` that can find something: some only compare with a base."""
    return frozenset(rule.code for rule in rules) - (frozenset() if base else _COMPARING)


def _rules_for(document: Postmortem, rules: Sequence[Rule], settings: RuleSettings) -> list[Rule]:
    """Return the rules that run over a document, those last that judge what its suppressions did to the others."""
    ignored = settings.ignored_in(document.path)
    if settings.since:
        stated = document.record.date if document.record else None
        ignored |= settings.ignored_of(stated or find_day(stem(document.path)))
    running = [rule for rule in rules if rule.code not in ignored]
    running.sort(key=lambda rule: rule.code in ABOUT_SUPPRESSIONS)
    return running


def _known_as(document: Postmortem, context: Context) -> str:
    """Return what a fingerprint knows a document by: its name, which a move leaves as it is, if no other has it."""
    name = document.name
    return f"name:{name}" if len(context.names.get(name, ())) < 2 else document.path


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
        last_line=report.last_line or report.line,
    )
