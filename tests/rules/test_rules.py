"""Every rule, against the documents in the folder that bears its code.

A case is a file, or a folder of several that belong together, beside a ``.out`` file with the exact findings, in which
an empty file says that nothing must be found. What a folder holds below ``base`` is what a branch started from. After a
change of messages, write them anew and read every difference:

    PMCTL_WRITE_CASES=1 python -m pytest tests/rules/test_rules.py; git diff tests/rules
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.decoding import decode
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pmctl.rules.model import Finding

    Find = Callable[[str, Mapping[str, bytes]], list[Finding]]

HERE = Path(__file__).parent
WRITE = bool(os.environ.get("PMCTL_WRITE_CASES"))  # before the isolation of the tests takes it away
CASES = sorted(
    case
    for folder in HERE.glob("PM[0-9][0-9][0-9]")
    for case in folder.iterdir()
    if case.suffix != ".out" and not case.name.startswith(".")
)


def render(findings: Iterable[Finding]) -> str:
    return "".join(
        f"{f.path}:{f.line}:{f.column}-{f.end_column}: {f.code} {f.message}\n    help: {f.help}\n" for f in findings
    )


def files_of(case: Path) -> dict[str, bytes]:
    paths = sorted(path for path in case.rglob("*") if path.is_file()) if case.is_dir() else [case]
    root = case if case.is_dir() else case.parent
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def expected(case: Path) -> Path:
    return case.parent / f"{case.name if case.is_dir() else case.stem}.out"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_findings(case: Path, find: Find) -> None:
    found = render(find(case.parent.name, files_of(case)))
    if WRITE:
        expected(case).write_text(found, encoding="utf-8", newline="\n")
    assert found == expected(case).read_bytes().decode()


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_case_that_fires_and_a_near_miss(code: str) -> None:
    sizes = {expected(case).stat().st_size > 0 for case in CASES if case.parent.name == code}
    assert sizes == {True, False}


def test_every_expectation_has_its_case() -> None:
    assert {expected(case) for case in CASES} == set(HERE.glob("PM*/*.out"))


def test_every_folder_is_that_of_a_rule() -> None:
    assert {case.parent.name for case in CASES} <= set(RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_every_finding_lies_within_its_line(case: Path, find: Find) -> None:
    files = files_of(case)
    for finding in find(case.parent.name, files):
        is_lost = finding.message.endswith(" is gone with its document")
        text = decode(b"" if is_lost else files[finding.path])
        line = text.split("\n")[finding.line - 1].rstrip("\r") if isinstance(text, str) else ""
        assert finding.source == line
        assert 1 <= finding.column < finding.end_column <= max(len(line) + 1, finding.column + 1)
