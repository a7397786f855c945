"""One whole process measured: wall time and peak memory, the median of several runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PMCTL = (sys.executable, "-m", "pmctl")
_MEGABYTE = 1_000_000
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_BYTECODE = f"{tempfile.gettempdir()}/pmctl-benchmarks-bytecode"
"""Where Python's bytecode is kept, as that of installed packages is, whatever the environment says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process cost: seconds of wall time, and megabytes of its peak memory without its children's."""

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
    """Run `command` in `folder` as often as `runs` says, `before` ahead of each, and return the medians."""
    costs = []
    for _ in range(runs):
        before()
        costs.append(_once(command, folder, shell=shell))
    return Cost(seconds=median(cost.seconds for cost in costs), megabytes=median(cost.megabytes for cost in costs))


def _once(command: tuple[str, ...], folder: Path, *, shell: bool) -> Cost:
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
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"{command} exited with {process.returncode}")
    return Cost(seconds=time.perf_counter() - started, megabytes=usage.ru_maxrss * _RSS_UNIT / _MEGABYTE)


def line(what: str, cost: Cost, compared: Cost) -> str:
    """Return one row of the table."""
    ratio = cost.seconds / compared.seconds
    return f"{what:72} {cost.seconds:7.2f} s {compared.seconds:7.2f} s {ratio:7.2f} {cost.megabytes:5.0f} MB"
