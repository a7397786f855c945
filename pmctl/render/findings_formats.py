"""The formats in which findings are given to machines, by name. Only the one that is asked for is imported."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pmctl.rules.model import Finding

FORMATS = MappingProxyType(
    {
        "json": "findings_json",
        "json-lines": "findings_json",
        "markdown": "findings_markdown",
        "github": "findings_log",
        "azure": "findings_log",
        "gitlab": "findings_review",
        "rdjson": "findings_review",
        "sarif": "findings_sarif",
        "junit": "findings_xml",
        "checkstyle": "findings_xml",
    }
)
"""The module of this room that makes each format, in its function ``findings_<format>``."""


def findings_as(format_: str, findings: Sequence[Finding], files: int) -> str:
    """Return the findings in one of `FORMATS`.

    Args:
        format_: its name.
        findings: in the order of their places.
        files: how many documents were checked.
    """
    module = import_module(f"pmctl.render.{FORMATS[format_]}")
    render: Callable[[Sequence[Finding], int], str] = getattr(module, f"findings_{format_.replace('-', '_')}")
    return render(findings, files)
