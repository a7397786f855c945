"""`pmctl new`, all answers given, against importing what it cannot do without."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import PMCTL, line, measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IMPORTS = (sys.executable, "-c", "import typer, jinja2")
NEW = (
    *PMCTL, "new", "Database full", "--severity", "SEV2", "--owner", "@mara", "--team", "data",
    "--service", "orders-db", "--date", "2026-05-20", "--no-input", "--force",
)  # fmt: skip
OWN = '{% extends "sre.md.j2" %}\n{% block keys %}\nchange:\n{% endblock %}\n'
CONFIGURATION = """
timezone = "Europe/Oslo"
[severities.SEV1]
template = "customer-facing"
[people]
mara = { name = "Mara Lindqvist", team = "payments", email = "mara@example.com" }
"""


def report(folder: Path, scale: int, runs: int) -> Iterator[str]:
    """Yield a line for each figure; `scale` changes nothing, since nothing here grows."""
    del scale
    repository = folder / "writing"
    (repository / ".git").mkdir(parents=True)
    (repository / "own.md.j2").write_text(OWN, encoding="utf-8")
    yield _row("new, all answers given, against import typer, jinja2", NEW, repository, runs)
    yield _row("new from the template security, against the same", (*NEW, "--template", "security"), repository, runs)
    yield _row("new from an own template, against the same", (*NEW, "--template", "own.md.j2"), repository, runs)
    (repository / "pmctl.toml").write_text(CONFIGURATION, encoding="utf-8")
    yield _row("new in a configured repository, against the same", NEW, repository, runs)


def _row(what: str, command: tuple[str, ...], folder: Path, runs: int) -> str:
    """Measure both in turns, so that whatever else the machine does hits both alike."""
    costs = [(measure(command, folder, runs=1), measure(IMPORTS, folder, runs=1)) for _ in range(runs + 8)]
    typical = [sorted(column, key=lambda cost: cost.seconds)[len(costs) // 2] for column in zip(*costs, strict=True)]
    return line(what, *typical)
