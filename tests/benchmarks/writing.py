"""`pmctl new`, all answers given, against importing what it cannot do without; `adopt` against parsing Markdown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import PMCTL, line, measure
from tests.benchmarks.repositories import PEOPLE, SERVICES, make

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
LEGACY = """\
# Postmortem: {service} refuses requests, number {number}

**Date:** 2021-{month:02}-{day:02}
**Severity:** SEV{severity}
**Authors:** {owner}

## What happened

Deploy {number} set the size of the pool of {service} to {day}. Requests waited for a connection and then failed, until
the deploy was rolled back. The dashboard had shown it at once; the alert fired twelve minutes later.

## Timeline (UTC)

* 09:{day:02} Deploy {number} reaches the last region
* 10:04 The error rate alert fires
* 10:07 {owner} acknowledges the page
* 10:41 The deploy is rolled back, and errors stop
* 11:30 Incident resolved

## Follow-ups

| What | Who | By when | State |
| --- | --- | --- | --- |
| Alert when the pool of {service} stays above 80 % | {owner} | 2021-{month:02}-28 | Done |
| Derive the size of the pool from the number of workers (OPS-{number}) | {other} | | Open |
- [ ] Show the pool on the dashboard of {service} (@{other}, by 3 March 2022)
"""
PARSE = """
import pathlib, markdown_it
parser = markdown_it.MarkdownIt("commonmark").enable("table")
for path in pathlib.Path("old").iterdir():
    parser.parse(path.read_text(encoding="utf-8"))
"""
"""Every file read, and its Markdown parsed, with a parser that many tools use."""


def report(folder: Path, scale: int, runs: int) -> Iterator[str]:
    """Yield a line for each figure."""
    repository = folder / "writing"
    (repository / ".git").mkdir(parents=True)
    (repository / "own.md.j2").write_text(OWN, encoding="utf-8")
    yield _row("new, all answers given, against import typer, jinja2", NEW, repository, runs)
    yield _row("new from the template security, against the same", (*NEW, "--template", "security"), repository, runs)
    yield _row("new from an own template, against the same", (*NEW, "--template", "own.md.j2"), repository, runs)
    (repository / "pmctl.toml").write_text(CONFIGURATION, encoding="utf-8")
    yield _row("new in a configured repository, against the same", NEW, repository, runs)
    known = folder / "writing-1000"
    make(known, documents=1_000 // scale, commits=1_000 // scale)
    yield _row(f"new beside {1_000 // scale:,} postmortems, against the same", NEW, known, runs)
    yield _adopt(folder / "legacy", 1_000 // scale, runs)


def _adopt(folder: Path, documents: int, runs: int) -> str:
    (folder / "old").mkdir(parents=True)
    for number in range(documents):
        text = LEGACY.format(
            number=number,
            service=SERVICES[number % len(SERVICES)],
            owner=PEOPLE[number % len(PEOPLE)].title(),
            other=PEOPLE[number % 3],
            severity=1 + number % 4,
            month=1 + number % 12,
            day=10 + number % 15,
        )
        (folder / "old" / f"{number:04}.md").write_text(text, encoding="utf-8")
    adopted = measure((*PMCTL, "adopt", "old", "--dry-run", "-f", "json"), folder, runs=runs)
    parsed = measure((sys.executable, "-c", PARSE), folder, runs=runs)
    return line(f"adopt of {documents:,} documents, against parsing their Markdown", adopted, parsed)


def _row(what: str, command: tuple[str, ...], folder: Path, runs: int) -> str:
    """Measure both in turns, so that whatever else the machine does hits both alike."""
    costs = [(measure(command, folder, runs=1), measure(IMPORTS, folder, runs=1)) for _ in range(runs + 8)]
    typical = [sorted(column, key=lambda cost: cost.seconds)[len(costs) // 2] for column in zip(*costs, strict=True)]
    return line(what, *typical)
