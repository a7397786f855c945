"""One command measured as a whole: wall time, the median of several runs, and peak memory, with its children's."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PMCTL = (sys.executable, "-m", "pmctl")
_MEGABYTE = 1_000_000
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_BYTECODE = f"{tempfile.gettempdir()}/pmctl-benchmarks-bytecode"
"""Where Python's bytecode is kept, as that of installed packages is, whatever the environment says of it."""
_PAUSE = 0.01
"""Seconds between two looks at how much memory is in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command cost.

    Attributes:
        seconds: of wall time.
        megabytes: of memory at its peak: what the process and its children hold together, where a page that several of
            them share counts once (the sum of their proportional set sizes). Where the system does not tell that, or
            the process alone has held more between two looks, its own peak resident set size.
    """

    seconds: float
    megabytes: float


def measure(
    command: tuple[str, ...],
    folder: Path,
    *,
    runs: int,
    before: Callable[[], object] = lambda: None,
    shell: bool = False,
) -> Cost:
    """Run `command` in `folder` as often as `runs` says, `before` ahead of each, and return the median time.

    Memory is measured in one more run: to look at it takes time.
    """
    seconds = []
    for _ in range(runs):
        before()
        seconds.append(_once(command, folder, shell=shell, watch=False).seconds)
    before()
    return Cost(seconds=median(seconds), megabytes=_once(command, folder, shell=shell, watch=True).megabytes)


def _once(command: tuple[str, ...], folder: Path, *, shell: bool, watch: bool) -> Cost:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _BYTECODE}
    started = time.perf_counter()
    process = subprocess.Popen(
        command[0] if shell else command,
        cwd=folder,
        shell=shell,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with _watched(process.pid) if watch else nullcontext(list[int]()) as sums:
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{command} exited with {process.returncode}")
    peak = max(usage.ru_maxrss * _RSS_UNIT, *sums, 0)
    return Cost(seconds=time.perf_counter() - started, megabytes=peak / _MEGABYTE)


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """Note again and again how many bytes a process and its children hold together."""
    sums: list[int] = []
    ended = Event()

    def watch() -> None:
        while not ended.wait(_PAUSE):
            sums.append(sum(map(_held, _family(pid))))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield sums
    finally:
        ended.set()
        watcher.join()


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    family = [pid]
    for member in family:  # it grows
        with suppress(OSError):
            for thread in Path(f"/proc/{member}/task").iterdir():
                family += map(int, (thread / "children").read_text().split())
    return family


def _held(pid: int) -> int:
    """Return the proportional set size of a process, in bytes."""
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if entry.startswith("Pss:"):
                return int(entry.split()[1]) * 1024
    return 0


def line(what: str, cost: Cost, compared: Cost) -> str:
    """Return one row of the table."""
    ratio = cost.seconds / compared.seconds
    return f"{what:72} {cost.seconds:7.2f} s {compared.seconds:7.2f} s {ratio:7.2f} {cost.megabytes:5.0f} MB"
