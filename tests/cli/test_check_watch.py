"""``pmctl check --watch``, in a process of its own."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Self

import pytest

from tests.documents import BAD, CLEAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.story import Story

CHECKOUT = "postmortems/2026-03-14-checkout-timeouts.md"
OUTAGE = "postmortems/2026-05-02-search-outage.md"
PATIENCE = 20


class Watch:
    """A running ``pmctl check --watch`` whose lines, of both streams, are read as they come."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pmctl", "check", "--watch", "-f", "concise", "--select", "PM3", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def run(self) -> list[str]:
        """Return the lines of one check, once it waits again."""
        lines: list[str] = []
        end = time.monotonic() + PATIENCE
        while not lines or not lines[-1].startswith("Checked at "):
            lines.append(self._lines.get(timeout=max(0.1, end - time.monotonic())))
        assert lines[-1].endswith(". Waiting for a change; Ctrl-C ends it.\n")
        return [line.split(": ")[1].split()[0] if "PM3" in line else line for line in lines[:-1] if line.strip()]


@pytest.fixture
def watched(folder: Path) -> Iterator[Watch]:
    with Watch(folder) as watch:
        yield watch


def test_it_checks_again_whatever_is_saved(folder: Path, watched: Watch) -> None:
    assert watched.run() == ["PM301", "PM302", "2 errors in 1 of 2 documents.\n"]
    (folder / OUTAGE).unlink()
    assert watched.run() == ["All is well in 1 document.\n"]
    (folder / "postmortems" / "2026-03-15-new.md").write_text(BAD, encoding="utf-8")
    assert watched.run()[:2] == ["PM301", "PM302"]
    (folder / "postmortems" / "2026-03-15-new.md").write_text(CLEAN, encoding="utf-8")
    assert watched.run() == ["All is well in 2 documents.\n"]
    (folder / "pmctl.toml").write_text("[rules\n", encoding="utf-8")
    assert "pmctl.toml:1:7: " in watched.run()[0]
    (folder / "pmctl.toml").write_text('exclude = ["*-new.md"]\n', encoding="utf-8")
    assert watched.run() == ["All is well in 1 document.\n"]
    assert watched.process.poll() is None


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="there is no such signal")
def test_it_ends_with_an_interruption(watched: Watch) -> None:
    watched.run()
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(PATIENCE) == 130


def test_it_watches_what_is_chosen(folder: Path) -> None:
    with Watch(folder, CHECKOUT) as watch:
        assert watch.run() == ["All is well in 1 document.\n"]
        (folder / OUTAGE).write_text(CLEAN, encoding="utf-8")
        (folder / CHECKOUT).write_text(BAD, encoding="utf-8")
        assert watch.run()[:2] == ["PM301", "PM302"]


def test_what_it_mends_itself_is_no_save(folder: Path) -> None:
    with Watch(folder, "--fix", "--ignore", "PM3", "--select", "PM0") as watch:
        assert watch.run() == ["All is well in 2 documents.\n"]
        (folder / CHECKOUT).write_text(CLEAN.replace('"@mara"', "@mara"), encoding="utf-8")
        assert watch.run()[0] == f"{CHECKOUT}: mended PM004\n"
        (folder / OUTAGE).write_text(CLEAN, encoding="utf-8")
        assert watch.run() == ["All is well in 2 documents.\n"]
        assert (folder / CHECKOUT).read_text(encoding="utf-8") == CLEAN


def test_it_watches_what_a_branch_changes(repository: Story) -> None:
    with Watch(repository.root, "--changed") as watch:
        assert watch.run()[0].startswith("No documents have changed since main (")
        (repository.root / CHECKOUT).write_text(BAD, encoding="utf-8")
        assert watch.run()[:2] == ["PM301", "PM302"]


@pytest.mark.parametrize("arguments", [["--select", "nonsense"], ["nowhere.md"], ["--base", "mian"]])
def test_what_is_wrong_from_the_start_ends_it(repository: Story, arguments: list[str]) -> None:
    with Watch(repository.root, *arguments) as watch:
        assert watch.process.wait(PATIENCE) == 2
