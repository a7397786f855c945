"""Files of SQLite in git's common directory, which hold what is read again only if it must be.

Nothing in them is needed for a right answer. All worktrees of a repository share them, and any number of processes.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pmctl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "pmctl"
"""The name of the folder in git's common directory."""

_READERS = ("yaml", "markdown_it")
"""The packages of others on which it depends what is read."""

_PATIENCE = 0.5
"""How long another process is waited for, in seconds; then its file is left alone."""

_FORGOTTEN = 30 * 86400
"""After how many seconds without a change a file of another format is deleted."""

_CIRCUMSTANCES = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_INTERRUPT,
    }
)  # fmt: skip
"""SQLite's reasons that are no fault of the file."""


class CacheError(Exception):
    """The cache cannot be used; git can.

    Attributes:
        is_damaged: whether the file itself is to blame, and not the disk, its permissions or another process.
    """

    def __init__(self, message: str, *, is_damaged: bool) -> None:
        super().__init__(message)
        self.is_damaged = is_damaged


@contextmanager
def cache_errors() -> Iterator[None]:
    """A file that cannot be used shows itself in many ways: all of them mean that there is no cache."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise CacheError(str(error), is_damaged=code not in _CIRCUMSTANCES) from error
    except OSError as error:
        raise CacheError(str(error), is_damaged=False) from error
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, zlib.error) as error:
        raise CacheError(str(error), is_damaged=True) from error


def code_version() -> tuple[int, ...]:
    """Return what tells one version of the code that reads and judges documents from another: its files' stamps."""
    try:
        files = [*_modules(os.path.dirname(pmctl.__file__)), *map(_origin, _READERS)]  # noqa: PTH120
        stamps = sorted((file, (status := os.stat(file)).st_size, status.st_mtime_ns) for file in files)  # noqa: PTH116
    except OSError:
        return ()  # in an archive: there pmctl's own version must do
    return len(stamps), sum(size for _, size, _ in stamps), zlib.crc32(repr(stamps).encode("utf-8", "surrogateescape"))


def _modules(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name.endswith(".py"):
            yield entry.path
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _modules(entry.path)


def _origin(package: str) -> str:
    found = find_spec(package)
    return (found and found.origin) or pmctl.__file__


def connect(folder: Path, name: str, schema: str) -> sqlite3.Connection:
    """Open the file `name` in `folder`, made with `schema` if it is new. CacheError where it cannot be used.

    What is read is of one moment, whoever else writes, until the transaction that this begins is ended.
    """
    with cache_errors():
        folder.mkdir(exist_ok=True)
        database = sqlite3.connect(folder / name, timeout=_PATIENCE, isolation_level=None)
    try:
        with cache_errors():
            database.execute("PRAGMA synchronous = OFF")  # what a power cut breaks, the checksums tell
            if not database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall():
                database.executescript(f"BEGIN IMMEDIATE;{schema}COMMIT")
                _forget_others(folder, name)
            database.execute("BEGIN")
    except CacheError:
        with suppress(sqlite3.Error):
            database.close()
        raise
    return database


def delete(folder: Path, name: str) -> None:
    """Delete a file, whatever is in it."""
    for leftover in (f"{name}-journal", name):  # a journal that is left over would be played into the next file
        with suppress(OSError):
            (folder / leftover).unlink()


def damaged() -> CacheError:
    """Return the error of a file whose checksums are wrong."""
    return CacheError("what was read is not what was written", is_damaged=True)


def _forget_others(folder: Path, name: str) -> None:
    """Delete the files that other versions of pmctl have left for the same purpose, long ago."""
    for file in folder.glob(f"{name.partition('-')[0]}-*.db"):
        if file.name != name and file.stat().st_mtime < time.time() - _FORGOTTEN:
            file.unlink()
