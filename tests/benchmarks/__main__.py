"""Measure `pmctl overdue` and print a table of ratios.

Every repository is made anew with ``git fast-import``; each figure is a median of several runs of whole processes, and
each ratio compares two medians of this run on this machine. ``--quick`` makes everything ten times smaller.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import PMCTL, Cost, measure
from tests.benchmarks.repositories import append_commit, make

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERDUE = (*PMCTL, "overdue")
IMPORTS = (sys.executable, "-c", "import typer, rich.table")
LOG = "git log --first-parent -m --raw --no-abbrev --no-renames --format=%H HEAD -- postmortems"
READ = f"{LOG} | awk '/^:/ {{ if ($4 !~ /^0+$/) print $4 }}' | git cat-file --batch --buffer > /dev/null"
"""The two plain commands that read the same data, one feeding the other."""


def main() -> None:
    """Make the repositories, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ten times smaller")
    parser.add_argument("--runs", type=int, default=3, help="of each measurement (default 3)")
    options = parser.parse_args()
    scale = 10 if options.quick else 1
    with tempfile.TemporaryDirectory(prefix="pmctl-benchmark-") as folder:
        for line in _report(Path(folder), scale, options.runs):
            print(line, flush=True)


def _report(folder: Path, scale: int, runs: int) -> Iterator[str]:
    yield f"{'Measured':56} {'pmctl':>9} {'compared':>9} {'ratio':>7} {'memory':>8}"
    previous = None
    for documents, commits in ((1_000, 6_000), (2_500, 12_500), (5_000, 25_000), (10_000, 50_000)):
        repository = _made(folder / f"of-{documents}", documents // scale, commits // scale)
        size = f"{documents // scale:,} postmortems, {commits // scale:,} commits"
        plain = measure((READ,), repository, runs=runs, shell=True)
        cold = measure(OVERDUE, repository, runs=runs, before=lambda r=repository: _forget(r))
        yield _line(f"{size}: cold, against git log | cat-file", cold, plain)
        warm = measure(OVERDUE, repository, runs=runs + 2)
        yield _line(f"{size}: warm, against cold", warm, cold)
        newer = measure(OVERDUE, repository, runs=runs, before=lambda r=repository: append_commit(r))
        yield _line(f"{size}: after one new commit, against warm", newer, warm)
        if previous:
            yield _line(f"{size}: cold, against half the size", cold, previous)
        previous = cold if documents > 1_000 else None
        shutil.rmtree(repository)
    small = _made(folder / "small", 100, 500)
    imports = measure(IMPORTS, small, runs=runs + 6)
    measure(OVERDUE, small, runs=1)
    yield _line(
        "100 postmortems: warm, against import typer, rich.table", measure(OVERDUE, small, runs=runs + 6), imports
    )
    ours, others = 5_000 // scale, 195_000 // scale
    monorepo = _made(folder / "monorepo", 1_000 // scale, ours, others)
    plain = measure((f"{LOG} > /dev/null",), monorepo, runs=runs, shell=True)
    cold = measure(OVERDUE, monorepo, runs=runs, before=lambda: _forget(monorepo))
    yield _line(f"monorepo, {ours:,} of {ours + others:,} commits: cold, against git log", cold, plain)
    yield _line("monorepo: warm, against cold", measure(OVERDUE, monorepo, runs=runs + 2), cold)


def _made(target: Path, documents: int, commits: int, others: int = 0) -> Path:
    make(target, documents=documents, commits=commits, other_commits=others)
    return target


def _forget(repository: Path) -> None:
    shutil.rmtree(repository / ".git" / "pmctl", ignore_errors=True)


def _line(what: str, cost: Cost, compared: Cost) -> str:
    ratio = cost.seconds / compared.seconds
    return f"{what:56} {cost.seconds:7.2f} s {compared.seconds:7.2f} s {ratio:7.2f} {cost.megabytes:5.0f} MB"


if __name__ == "__main__":
    main()
