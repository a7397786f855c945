"""All findings in one sentence. It needs no Rich, as the formats for machines do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pmctl.render.safe import plural
from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.rules.model import Finding


def summary_text(findings: Sequence[Finding], files: int, *, fixed: bool = False, unsafe: bool = False) -> str:
    """Return one or two sentences about all findings.

    Args:
        findings: those that are shown.
        files: how many documents were checked.
        fixed: whether what can be mended has been mended already.
        unsafe: whether unsafe fixes count as well.
    """
    if not files:
        return "No documents were found."
    if not findings:
        return f"All is well in {plural(files, 'document')}."
    touched = len({finding.path for finding in findings})
    levels = Counter(finding.severity for finding in findings)
    kinds = ", ".join(plural(levels[level], level.value) for level in FindingSeverity if levels[level])
    mends = _mends(findings, fixed=fixed, unsafe=unsafe)
    return f"{kinds.replace('infos', 'info')} in {touched} of {plural(files, 'document')}.{mends}"


def _mends(findings: Sequence[Finding], *, fixed: bool, unsafe: bool) -> str:
    """Say how many of the findings pmctl would mend, if there are any."""
    fixes = [finding.fix for finding in findings if finding.fix]
    doubtful = 0 if unsafe else sum(not fix.is_safe for fix in fixes)
    certain = 0 if fixed else len(fixes) - doubtful
    if certain:
        more = f", and {doubtful:,} more with --unsafe-fixes" if doubtful else ""
        return f" --fix mends {certain:,} of them{more}."
    return f" --fix --unsafe-fixes mends {doubtful:,} of them." if doubtful else ""
