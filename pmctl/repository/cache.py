"""The folded history, kept between two runs: SQLite in git's common directory, so that all worktrees share it.

Nothing here is needed for a right answer. Whatever is wrong with the file, the disk or its permissions, the history is
read from git as if there were no cache; and a file that cannot be used is replaced. What a line of history is made of
is the business of `pmctl.repository.kept`; here it is a header and parts, which are read as they were written or not
at all.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pmctl.ledger.archive import FORMAT
from pmctl.repository.database import CacheFile, cache_errors, damaged

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = f"history-{FORMAT}.db"
PARTS = 128
"""Into how many parts a line is divided, so that a new commit rewrites but a few."""

_MOST_LINES = 4
"""How many lines of history are kept: those of a few worktrees, branches and configurations."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS line (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, head TEXT NOT NULL, used INTEGER NOT NULL, header TEXT NOT NULL,
    crc INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS part (
    id INTEGER PRIMARY KEY, paths BLOB NOT NULL, open BLOB NOT NULL, rest BLOB NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line as bytes: what stands at its paths, its open promises, and the rest of its documents."""

    paths: bytes
    open: bytes
    rest: bytes

    def seals(self) -> tuple[int, int, int]:
        """Return the checksums by which it is known again."""
        return zlib.crc32(self.paths), zlib.crc32(self.open), zlib.crc32(self.rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """What is known of a line before its parts are read.

    Attributes:
        head: the commit up to which it was folded.
        facts: what was written with it.
        seals: the checksums of all parts.
    """

    id: int
    head: str
    facts: Any
    seals: list[tuple[int, int, int]]


class HistoryCache(CacheFile):
    """The kept lines of one repository; a key stands for a way of reading histories."""

    file_name = FILE_NAME
    schema = _SCHEMA

    def heads(self) -> list[str]:
        """Return the commits up to which lines were folded in this way."""
        with cache_errors():
            return [head for (head,) in self._all("SELECT head FROM line WHERE key = ?", self._key)]

    def line(self, head: str) -> StoredLine:
        """Return the line that was folded up to the commit `head`."""
        with cache_errors():
            query = "SELECT id, header, crc FROM line WHERE key = ? AND head = ? LIMIT 1"
            ((id_, header, crc),) = self._all(query, self._key, head)
            if self._seal(head, header) != crc:
                raise damaged()
            facts, seals = json.loads(header)
            return StoredLine(
                id=id_, head=head, facts=facts, seals=[(paths, open_, rest) for paths, open_, rest in seals]
            )

    def paths(self, line: StoredLine) -> list[bytes]:
        """Return what stands at the paths, part by part."""
        return self._column(line, "paths", 0)

    def open(self, line: StoredLine) -> list[bytes]:
        """Return the open promises, part by part."""
        return self._column(line, "open", 1)

    def documents(self, line: StoredLine, number: int) -> tuple[bytes, bytes]:
        """Return the open promises and the rest of one part."""
        with cache_errors():
            query = "SELECT open, rest FROM part WHERE id = ?"
            ((open_, rest),) = self._all(query, line.id * PARTS + number)
            if (zlib.crc32(open_), zlib.crc32(rest)) != line.seals[number][1:]:
                raise damaged()
            return open_, rest

    def touch(self, line: StoredLine) -> None:
        """Note that a line was used, so that others are dropped before it."""
        with suppress(sqlite3.Error):
            newest = self._all("SELECT id FROM line ORDER BY used DESC LIMIT 1")
            if newest != [(line.id,)]:
                self._database.execute(f"UPDATE line SET used = {_NEXT} WHERE id = ?", (line.id,))  # noqa: S608
                self._database.commit()

    def save(self, head: str, facts: object, parts: Mapping[int, Part], line: StoredLine | None) -> None:
        """Keep a line up to the commit `head`: what is new in `line`, or all parts of a new one.

        A cache that cannot be written now, because the disk is full or another process uses it, stays as it is.
        """
        seals = list(line.seals) if line else [(0, 0, 0)] * PARTS
        for number, part in parts.items():
            seals[number] = part.seals()
        header = json.dumps([facts, seals], separators=(",", ":"))
        with self._writing():
            if line is None:
                self._insert(head, header, parts)
            else:
                self._update(head, header, parts, line)

    def _insert(self, head: str, header: str, parts: Mapping[int, Part]) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        if self._all("SELECT 1 FROM line WHERE key = ? AND head = ?", self._key, head):
            self._database.rollback()  # another process has been faster
            return
        for (id_,) in self._all("SELECT id FROM line ORDER BY used DESC LIMIT -1 OFFSET ?", _MOST_LINES - 1):
            self._database.execute("DELETE FROM line WHERE id = ?", (id_,))
            self._database.execute("DELETE FROM part WHERE id / ? = ?", (PARTS, id_))
        cursor = self._database.execute(
            f"INSERT INTO line (key, head, header, crc, used) VALUES (?, ?, ?, ?, {_NEXT})",  # noqa: S608
            (self._key, head, header, self._seal(head, header)),
        )
        self._write(cursor.lastrowid or 0, parts)

    def _update(self, head: str, header: str, parts: Mapping[int, Part], line: StoredLine) -> None:
        self._database.execute(
            f"UPDATE line SET head = ?, header = ?, crc = ?, used = {_NEXT} WHERE id = ?",  # noqa: S608
            (head, header, self._seal(head, header), line.id),
        )
        self._write(line.id, parts)

    def _write(self, line: int, parts: Mapping[int, Part]) -> None:
        self._database.executemany(
            "REPLACE INTO part (id, paths, open, rest) VALUES (?, ?, ?, ?)",
            ((line * PARTS + number, part.paths, part.open, part.rest) for number, part in parts.items()),
        )
        self._database.execute("COMMIT")

    def _column(self, line: StoredLine, column: str, place: int) -> list[bytes]:
        with cache_errors():
            first = line.id * PARTS
            query = f"SELECT {column} FROM part WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608 - a name of our own
            found: list[bytes] = [data for (data,) in self._all(query, first, first + PARTS - 1)]
            if [zlib.crc32(data) for data in found] != [seals[place] for seals in line.seals]:
                raise damaged()
            return found

    def _seal(self, head: str, header: str) -> int:
        return zlib.crc32(f"{self._key} {head} {header}".encode())

    def _all(self, query: str, *values: object) -> list[Any]:
        return self._database.execute(query, values).fetchall()


_NEXT = "(SELECT 1 + COALESCE(MAX(used), 0) FROM line)"
