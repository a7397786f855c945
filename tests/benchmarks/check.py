"""`pmctl check` against reading alone, and against the tools that a team would put together instead."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import PMCTL, line, measure
from tests.benchmarks.repositories import forget, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECK = (*PMCTL, "check", "--quiet", "--exit-zero")
IMPORTS = (sys.executable, "-c", "import typer, yaml")
LOAD = """
import pathlib, yaml
for path in pathlib.Path("postmortems").rglob("*.md"):
    yaml.load(path.read_text(encoding="utf-8").split("---\\n")[1], Loader=yaml.CSafeLoader)
"""
"""Every file read, and its front matter loaded with libyaml."""


def report(folder: Path, scale: int, runs: int) -> Iterator[str]:
    """Yield a line for each figure."""
    yield from _thousand(folder / "check-1000", 1_000 // scale, runs)
    repository = folder / "check-10000"
    make(repository, documents=10_000 // scale, commits=50_000 // scale)
    size = f"{10_000 // scale:,} documents"
    loaded = measure((sys.executable, "-c", LOAD), repository, runs=runs)
    cold = measure(CHECK, repository, runs=runs, before=lambda: forget(repository))
    yield line(f"{size}: check, cold, against reading and loading with libyaml", cold, loaded)
    yield line(f"{size}: check, warm, against cold", measure(CHECK, repository, runs=runs), cold)
    one = min((repository / "postmortems").rglob("*.md"))
    imports = measure(IMPORTS, repository, runs=runs + 6)
    single = measure((*CHECK, str(one)), repository, runs=runs + 6)
    yield line("one file: check, against import typer, yaml", single, imports)
    _change(repository, one)
    changed = (*CHECK, "--changed", "--base", "main")
    measure(changed, repository, runs=1)
    yield line(
        f"{size}, one changed: check --changed, warm, against imports", measure(changed, repository, runs=runs), imports
    )
    without = measure(changed, repository, runs=runs, before=lambda: forget(repository))
    yield line(f"{size}, one changed: check --changed, cold, against imports", without, imports)


def _thousand(repository: Path, documents: int, runs: int) -> Iterator[str]:
    make(repository, documents=documents, commits=6 * documents)
    size = f"{documents:,} documents"
    cold = measure(CHECK, repository, runs=runs, before=lambda: forget(repository))
    for name, command in _others(repository):
        other = measure(command, repository, runs=1)
        yield line(f"{size}: check, cold, against {name}", cold, other)
    yield line(f"{size}: check, warm, against cold", measure(CHECK, repository, runs=runs), cold)


def _others(repository: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the other tools that are installed, each with its command."""
    linter = shutil.which("markdownlint-cli2")
    if linter:
        yield "markdownlint-cli2", (linter, "postmortems/**/*.md")
    validator = shutil.which("check-jsonschema")
    if validator:
        extracted = repository / ".git" / "front-matter"
        extracted.mkdir()
        for number, path in enumerate((repository / "postmortems").rglob("*.md")):
            text = path.read_text(encoding="utf-8").split("---\n")[1]
            (extracted / f"{number}.yaml").write_text(text, encoding="utf-8")
        schema = extracted / "schema.json"
        schema.write_bytes(subprocess.check_output([*PMCTL, "config", "schema"], cwd=repository))
        files = map(str, extracted.glob("*.yaml"))
        yield "check-jsonschema on the front matter", (validator, "--schemafile", str(schema), *files)


def _change(repository: Path, document: Path) -> None:
    """Commit a change of one document on a branch of its own."""
    identity = ("-c", "user.name=Mara", "-c", "user.email=mara@example.com")
    subprocess.run(["git", "switch", "--quiet", "--create", "branch"], cwd=repository, check=True)
    document.write_text(document.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    subprocess.run(["git", *identity, "commit", "--quiet", "-am", "Change one"], cwd=repository, check=True)
