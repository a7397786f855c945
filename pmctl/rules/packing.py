"""Findings as plain values, for another process or a later run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pmctl.rules.model import Finding, FindingSeverity, Fix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SOURCE: Final = 10
"""Where the line, or the index of the finding that holds it, stands among the values of a finding."""


def pack_findings(findings: Iterable[Finding]) -> list[list[Any]]:
    """Return the findings of one document as lists that JSON can hold.

    A line is held by the first of its findings, of which the others have the index: it may be long, and they many.
    """
    packed: list[list[Any]] = []
    first: dict[str, int] = {}
    for finding in findings:
        index = first.setdefault(finding.source, len(packed))
        packed.append(
            [
                finding.code, finding.name, finding.severity.value, finding.message, finding.help, finding.line,
                finding.column, finding.end_line, finding.end_column, finding.fingerprint,
                finding.source if index == len(packed) else index,
                finding.fix and [finding.fix.title, finding.fix.is_safe],
            ]
        )  # fmt: skip
    return packed


def unpack_findings(packed: Sequence[list[Any]], path: str) -> list[Finding]:
    """Return the findings of the document at `path` as they were packed. Their fixes can be told of, but not made."""
    return [
        Finding(
            code=code,
            name=name,
            severity=FindingSeverity(severity),
            message=message,
            help=help_,
            path=path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            fingerprint=fingerprint,
            source=packed[source][_SOURCE] if isinstance(source, int) else source,
            fix=Fix(title=fix[0], edit=_not_here, is_safe=fix[1]) if fix else None,
        )
        for code, name, severity, message, help_, line, column, end_line, end_column, fingerprint, source, fix in packed
    ]


def _not_here() -> str:
    raise RuntimeError("a fix is made where the document was checked, not where its findings were sent")
