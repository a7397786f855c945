"""Findings sent to another process, or kept for a later run."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pmctl.rules.model import Finding, FindingSeverity, Fix
from pmctl.rules.packing import pack_findings, unpack_findings

PLAIN = Finding(
    code="PM301", name="action-without-owner", severity=FindingSeverity.WARNING, message="no “owner”", help="Name one.",
    path="p/a.md", line=3, column=2, end_line=3, end_column=9, fingerprint="0f", source="\ud800 text",
)  # fmt: skip


def test_they_come_back_as_they_were() -> None:
    other = replace(PLAIN, source="other", line=4)
    found = [PLAIN, PLAIN, other, PLAIN, other]
    assert unpack_findings(json.loads(json.dumps(pack_findings(found))), "p/a.md") == found


def test_a_line_is_held_once() -> None:
    long = replace(PLAIN, source="x" * 10_000)
    assert len(json.dumps(pack_findings([long] * 100))) < 30_000


@pytest.mark.parametrize("is_safe", [True, False])
def test_a_fix_is_told_of_but_cannot_be_made(is_safe: bool) -> None:
    fixable = Finding(
        **{name: getattr(PLAIN, name) for name in PLAIN.__slots__ if name != "fix"},
        fix=Fix(title="Mend it", edit=str, is_safe=is_safe),
    )
    (found,) = unpack_findings(pack_findings([fixable]), "p/a.md")
    assert found.fix is not None
    assert (found.fixable, found.fix.title, found.fix.is_safe) == (True, "Mend it", is_safe)
    with pytest.raises(RuntimeError, match="where the document was checked"):
        found.fix.edit()
