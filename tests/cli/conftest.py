"""The command line as a person runs it: in this process, which is fast, or in one of its own, which is the truth."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from pmctl.cli import boundary
from tests.documents import CLEAN, GOOD, SEARCH
from tests.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GOLDEN = Path(__file__).parents[1] / "golden"
WRITE = bool(os.environ.get("PMCTL_WRITE_GOLDEN"))  # before the isolation of the tests takes it away


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs ``pmctl`` with arguments."""

    def __call__(self, *arguments: str | Path, cwd: Path | None = None, **settings: Any) -> Result: ...


class _Stream(io.TextIOWrapper):
    """A standard stream that may claim to be a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def _stream(data: str = "", *, encoding: str, terminal: bool) -> _Stream:
    stream = _Stream(io.BytesIO(data.encode(encoding)), encoding=encoding, newline="", write_through=True)
    stream.terminal = terminal
    return stream


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process.

    `cwd` is tmp_path if it is not given; `typed` is what comes from standard input; `terminal` says whether all three
    streams are one; `encoding` is theirs.
    """

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        typed: str = "",
        terminal: bool = False,
        encoding: str = "utf-8",
    ) -> Result:
        monkeypatch.chdir(cwd or tmp_path)
        out, err = (_stream(encoding=encoding, terminal=terminal) for _ in range(2))
        monkeypatch.setattr(sys, "stdin", _stream(typed, encoding=encoding, terminal=terminal))
        with redirect_stdout(out), redirect_stderr(err):
            code = boundary.run([str(argument) for argument in arguments])
        return Result(code, *(_written(stream, encoding) for stream in (out, err)))

    return run


def _written(stream: _Stream, encoding: str) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(encoding)


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Run ``python -m pmctl`` as a process; `environment` is added to this one's, None takes a variable away."""

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        typed: str = "",
        environment: Mapping[str, str | None] | None = None,
        encoding: str = "utf-8",
    ) -> Result:
        variables = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONWARNINGS": "error", **(environment or {})}
        done = subprocess.run(
            [sys.executable, "-m", "pmctl", *map(str, arguments)],
            cwd=cwd or tmp_path,
            input=typed.encode(encoding),
            capture_output=True,
            env={name: value for name, value in variables.items() if value is not None},
            check=False,
            timeout=60,
        )
        return Result(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with a golden file. After a change, write them anew and read every difference:

    PMCTL_WRITE_GOLDEN=1 python -m pytest tests/cli; git diff tests/golden
    """
    return _compare


def _compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project outside git: ``postmortems`` with a document that is fine and one with two defects."""
    root = tmp_path / "project"
    (root / "postmortems").mkdir(parents=True)
    (root / "postmortems" / "2026-03-14-checkout-timeouts.md").write_text(CLEAN, encoding="utf-8")
    (root / "postmortems" / "2026-05-02-search-outage.md").write_text(SEARCH, encoding="utf-8")
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Story]:
    """The same documents in a git repository, committed and checked out; the story can go on."""
    with Story(tmp_path / "repository") as story:
        story.write("postmortems/2026-03-14-checkout-timeouts.md", GOOD)
        story.commit("Add the checkout postmortem", at="2026-03-16T10:00:00+00:00")
        story.write("postmortems/2026-05-02-search-outage.md", SEARCH)
        story.commit("Add the search postmortem", at="2026-05-04T10:00:00+00:00")
        story.checkout()
        yield story
