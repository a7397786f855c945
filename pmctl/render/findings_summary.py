"""All findings in one sentence. It needs no Rich, as the formats for machines do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pmctl.render.safe import plural
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding


def summary_text(findings: Sequence[Finding], files: int) -> str:
    """Return one sentence about all findings."""
    if not files:
        return "No documents were found."
    if not findings:
        return f"All is well in {plural(files, 'document')}."
    touched = len({finding.path for finding in findings})
    levels = Counter(finding.severity for finding in findings)
    kinds = ", ".join(plural(levels[level], level.value) for level in FindingSeverity if levels[level])
    fixable = sum(finding.fixable for finding in findings)
    mended = f" --fix mends {fixable:,} of them." if fixable else ""
    return f"{kinds.replace('infos', 'info')} in {touched} of {plural(files, 'document')}.{mended}"
