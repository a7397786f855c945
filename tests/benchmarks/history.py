"""`pmctl overdue` against the plain git commands that read the same data."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import PMCTL, line, measure
from tests.benchmarks.repositories import append_commit, forget, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OVERDUE = (*PMCTL, "overdue")
IMPORTS = (sys.executable, "-c", "import typer, rich.table")
LOG = "git log --first-parent -m --raw --no-abbrev --no-renames --format=%H HEAD -- postmortems"
READ = f"{LOG} | awk '/^:/ {{ if ($4 !~ /^0+$/) print $4 }}' | git cat-file --batch --buffer > /dev/null"
"""The two plain commands that read the same data, one feeding the other."""


def report(folder: Path, scale: int, runs: int) -> Iterator[str]:
    """Yield a line for each figure."""
    previous = None
    for documents, commits in ((1_000, 6_000), (2_500, 12_500), (5_000, 25_000), (10_000, 50_000)):
        repository = folder / f"of-{documents}"
        make(repository, documents=documents // scale, commits=commits // scale)
        size = f"{documents // scale:,} postmortems, {commits // scale:,} commits"
        plain = measure((READ,), repository, runs=runs, shell=True)
        cold = measure(OVERDUE, repository, runs=runs, before=lambda r=repository: forget(r))
        yield line(f"{size}: cold, against git log | cat-file", cold, plain)
        warm = measure(OVERDUE, repository, runs=runs + 4)
        yield line(f"{size}: warm, against cold", warm, cold)
        newer = measure(OVERDUE, repository, runs=runs, before=lambda r=repository: append_commit(r))
        yield line(f"{size}: after one new commit, against warm", newer, warm)
        if previous:
            yield line(f"{size}: cold, against half the size", cold, previous)
        previous = cold if documents > 1_000 else None
        shutil.rmtree(repository)
    yield from _small(folder / "small", runs)
    yield from _monorepo(folder / "monorepo", scale, runs)


def _small(repository: Path, runs: int) -> Iterator[str]:
    make(repository, documents=100, commits=500)
    imports = measure(IMPORTS, repository, runs=runs + 6)
    measure(OVERDUE, repository, runs=1)
    warm = measure(OVERDUE, repository, runs=runs + 6)
    yield line("100 postmortems: warm, against import typer, rich.table", warm, imports)


def _monorepo(repository: Path, scale: int, runs: int) -> Iterator[str]:
    ours, others = 5_000 // scale, 195_000 // scale
    make(repository, documents=1_000 // scale, commits=ours, other_commits=others)
    plain = measure((f"{LOG} > /dev/null",), repository, runs=runs, shell=True)
    cold = measure(OVERDUE, repository, runs=runs, before=lambda: forget(repository))
    yield line(f"monorepo, {ours:,} of {ours + others:,} commits: cold, against git log", cold, plain)
    yield line("monorepo: warm, against cold", measure(OVERDUE, repository, runs=runs + 4), cold)
