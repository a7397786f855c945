"""A sign of life on a terminal, while a command has nothing to say yet."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 1.0
_PACE = 0.25
"""Seconds before something is shown, and between one sign and the next."""


class Waiting:
    """Shows on standard error what takes longer than a second, and for how long, until `stop`.

    Attributes:
        words: what is being done.
    """

    def __init__(self, *, quiet: bool) -> None:
        """Show nothing where standard error is no terminal, or with `quiet`."""
        self.words = "Working"
        self._over = threading.Event()
        self._thread = None if quiet or not _is_seen() else threading.Thread(target=self._show, daemon=True)

    def __enter__(self) -> None:
        """Begin to wait."""
        if self._thread:
            self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End it, whatever happened."""
        self.stop()

    def stop(self) -> None:
        """Take the sign away: somebody else wants to speak. Nothing is shown from then on."""
        if self._thread and not self._over.is_set():
            self._over.set()
            if self._thread.is_alive():
                self._thread.join()

    def _show(self) -> None:
        begun = time.monotonic()
        if self._over.wait(_PATIENCE):
            return
        with suppress(OSError, ValueError):  # a terminal that has gone away
            shown = ""
            while True:
                shown = f"{self.words}: {time.monotonic() - begun:.0f} s"
                sys.stderr.write(f"\r{shown}")
                sys.stderr.flush()
                if self._over.wait(_PACE):
                    break
            sys.stderr.write(f"\r{' ' * len(shown)}\r")
            sys.stderr.flush()


def _is_seen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
