"""A baseline: findings that are known, and left out until somebody mends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pmctl.rules.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Known:
    """One finding of a baseline. The fingerprint tells which it is; path and code tell a reader what that was about.

    Attributes:
        path: of the document when the baseline was written, relative to the project's root.
    """

    path: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Findings beside a baseline.

    Attributes:
        new: the findings that are not in it, in their order.
        left_out: how many are in it.
        kept: what is in it and was found again, where it is now, or was not looked for.
        gone: how many of it were looked for and not found any more.
    """

    new: tuple[Finding, ...]
    left_out: int
    kept: tuple[Known, ...]
    gone: int


def baseline_of(findings: Iterable[Finding]) -> tuple[Known, ...]:
    """Return the baseline that holds `findings`."""
    return tuple(Known(path=f.path, code=f.code, fingerprint=f.fingerprint) for f in findings)


def compare(
    findings: Sequence[Finding], baseline: Iterable[Known], was_looked_for: Callable[[Known], bool]
) -> Comparison:
    """Compare findings with a baseline.

    Args:
        findings: of one run.
        baseline: what is known.
        was_looked_for: tells of what was not found whether the run would have found it.
    """
    known = {entry.fingerprint: entry for entry in baseline}
    new = tuple(finding for finding in findings if finding.fingerprint not in known)
    found = {finding.fingerprint for finding in findings}
    missing = [entry for entry in known.values() if entry.fingerprint not in found]
    gone = set(filter(was_looked_for, missing))
    again = baseline_of(finding for finding in findings if finding.fingerprint in known)
    return Comparison(
        new=new,
        left_out=len(again),
        kept=(*again, *(entry for entry in missing if entry not in gone)),
        gone=len(gone),
    )
