"""Findings as XML: test reports and Checkstyle's reports."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pmctl.render.finding_words import sentences
from pmctl.render.safe import printable
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding

# Source: W3C, "Extensible Markup Language (XML) 1.0", production 2: no escape can bring these in.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def findings_junit(findings: Sequence[Finding], files: int) -> str:
    """Return a test report: an error is a failed test, anything milder a skipped one, and no finding a passed one.

    A test is known by its class and name, so these hold no line, and none comes twice.
    """
    del files
    failures = sum(finding.severity is FindingSeverity.ERROR for finding in findings)
    counts = {"tests": max(1, len(findings)), "failures": failures, "errors": 0, "skipped": len(findings) - failures}
    suites = ET.Element("testsuites", _attributes(name="pmctl", **counts))
    suite = ET.SubElement(suites, "testsuite", _attributes(name="pmctl check", **counts))
    seen: dict[tuple[str, str], int] = {}
    for finding in findings:
        name = printable(f"{finding.code} {finding.message}")
        times = seen[finding.path, name] = seen.get((finding.path, name), 0) + 1
        _add_test(suite, finding, name if times == 1 else f"{name} ({times})")
    if not findings:
        ET.SubElement(suite, "testcase", _attributes(classname="pmctl", name="check"))
    return _xml(suites)


def findings_checkstyle(findings: Sequence[Finding], files: int) -> str:
    """Return a report as the Java tool of that name writes it, which most review tools can read."""
    del files
    report = ET.Element("checkstyle", _attributes(version="8.0"))
    for path, found in groupby(findings, key=lambda finding: finding.path):
        file = ET.SubElement(report, "file", _attributes(name=path))
        for finding in found:
            attributes = _attributes(
                line=finding.line,
                column=finding.column,
                severity=finding.severity.value,
                message=printable(sentences(finding)),
                source=f"pmctl.{finding.code}",
            )
            ET.SubElement(file, "error", attributes)
    return _xml(report)


def _add_test(suite: ET.Element, finding: Finding, name: str) -> None:
    place = _attributes(classname=finding.path, name=name, file=finding.path, line=finding.line)
    test = ET.SubElement(suite, "testcase", place)
    kind = "failure" if finding.severity is FindingSeverity.ERROR else "skipped"
    outcome = ET.SubElement(test, kind, _attributes(type=finding.name, message=printable(finding.message)))
    outcome.text = _allowed(printable(f"{finding.path}:{finding.line}:{finding.column}: {finding.help}"))


def _attributes(**values: str | int) -> dict[str, str]:
    return {name: _allowed(str(value)) for name, value in values.items()}


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _xml(root: ET.Element) -> str:
    """Return a document in ASCII, with references for all else: it is the same in every encoding of a terminal."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="us-ascii").decode()}\n'
