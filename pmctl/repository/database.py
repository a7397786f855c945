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
from typing import TYPE_CHECKING, ClassVar

import pmctl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

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
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
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


class CacheFile:
    """A file of SQLite for what is kept in one way, and read again only in that way. Subclasses say what is in it.

    Where it cannot be read, CacheError is raised; where it cannot be written, it stays as it is.
    """

    file_name: ClassVar[str]
    """What stands before the first hyphen is the purpose, behind it the form: files of other forms are forgotten."""

    schema: ClassVar[str]

    def __init__(self, folder: Path, key: str) -> None:
        """Open the file in `folder`, for what was made in the way that `key` stands for.

        What is read is of one moment, whoever else writes, until `release`.
        """
        self._folder = folder
        self._key = key
        with cache_errors():
            folder.mkdir(exist_ok=True)
            self._database = sqlite3.connect(folder / self.file_name, timeout=_PATIENCE, isolation_level=None)
        try:
            with cache_errors():
                self._database.execute("PRAGMA synchronous = OFF")  # what a power cut breaks, the checksums tell
                if not self._database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall():
                    self._database.executescript(f"BEGIN IMMEDIATE;{self.schema}COMMIT")
                    self._forget_others()
                self._database.execute("BEGIN")
        except CacheError:
            self.close()
            raise

    @classmethod
    def opened(cls, folder: Path, key: str) -> Self | None:
        """Open the file, and make it anew where it is damaged; None if there can be none."""
        for _ in range(2):
            try:
                return cls(folder, key)
            except CacheError as error:
                if not error.is_damaged:
                    break
                cls._delete_in(folder)
        return None

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._database.close()

    def delete(self) -> None:
        """Delete the file, whatever is in it."""
        self.close()
        self._delete_in(self._folder)

    def release(self) -> None:
        """End the moment that is read, so that others can write."""
        with suppress(sqlite3.Error):
            self._database.rollback()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write in here: because the disk is full or another process uses the file, nothing may come of it."""
        try:
            with cache_errors():
                yield
        except CacheError as error:
            self.release()
            if error.is_damaged:
                self.delete()

    def _forget_others(self) -> None:
        """Delete the files that other versions of pmctl have left for the same purpose, long ago."""
        for file in self._folder.glob(f"{self.file_name.partition('-')[0]}-*.db"):
            if file.name != self.file_name and file.stat().st_mtime < time.time() - _FORGOTTEN:
                file.unlink()

    @classmethod
    def _delete_in(cls, folder: Path) -> None:
        # A journal that is left over would be played into the next file.
        for leftover in (f"{cls.file_name}-journal", cls.file_name):
            with suppress(OSError):
                (folder / leftover).unlink()


def damaged() -> CacheError:
    """Return the error of a file whose checksums are wrong."""
    return CacheError("what was read is not what was written", is_damaged=True)
