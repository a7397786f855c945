"""How findings are told, in whatever format: their words, their order, and their colours."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pmctl.rules.model import FindingSeverity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.rules.model import Finding

SEVERITY_STYLES = MappingProxyType(
    {FindingSeverity.ERROR: "bold red", FindingSeverity.WARNING: "bold yellow", FindingSeverity.INFO: "bold blue"}
)
"""How a terminal shows each severity."""


def sentences(finding: Finding) -> str:
    """Return what is wrong, and how to mend it."""
    return f"{finding.message}. {finding.help}"


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by their severity; those of one severity stay in their order."""
    return sorted(findings, key=lambda finding: finding.severity.rank)
