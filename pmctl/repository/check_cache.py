"""What checking has found in each document, kept until the document changes: SQLite in git's common directory.

Nothing here is needed for a right answer. A row is known again by its checksum; whatever is wrong with the file, the
disk or its permissions, the documents are checked as if there were no cache.
"""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING, NamedTuple

from pmctl.repository.database import CacheFile, cache_errors, damaged

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FORMAT = 1
"""The form of a row. It is raised whenever that changes."""

FILE_NAME = f"check-{FORMAT}.db"

_MOST_WAYS = 4
"""In how many ways of checking (configurations, selected rules) what was found is kept."""

_FEW = 100
"""Up to how many paths are asked for one by one."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS way (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS document (
    way INTEGER NOT NULL, path BLOB NOT NULL, digest BLOB NOT NULL, found BLOB NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (way, path)
) WITHOUT ROWID;
"""
_NEXT = "(SELECT 1 + COALESCE(MAX(used), 0) FROM way)"


class Kept(NamedTuple):
    """What is kept of one document: a digest of its content, and what was found, as bytes."""

    digest: bytes
    found: bytes


class CheckCache(CacheFile):
    """What was found in documents; a key stands for a way of checking them."""

    file_name = FILE_NAME
    schema = _SCHEMA

    def known(self, paths: Collection[str]) -> dict[str, Kept]:
        """Return what is kept of `paths`, and let others write. CacheError where it cannot be read."""
        with cache_errors():
            query = "SELECT path, digest, found, crc FROM document JOIN way ON way.id = way WHERE key = ?"
            values: list[object] = [self._key]
            if len(paths) <= _FEW:
                query += f" AND path IN ({','.join('?' * len(paths))})"
                values += map(os.fsencode, paths)
            rows = self._database.execute(query, values).fetchall()
            self.release()
            if any(_seal(path, digest, found) != crc for path, digest, found, crc in rows):
                raise damaged()
            found_at = {os.fsdecode(path): Kept(digest, found) for path, digest, found, _ in rows}
            return {path: found_at[path] for path in paths if path in found_at}

    def save(self, new: Mapping[str, Kept]) -> None:
        """Keep what is new, by path. A cache that cannot be written stays as it is."""
        with self._writing():
            self._database.execute("BEGIN IMMEDIATE")
            way = self._way()
            encoded = ((os.fsencode(path), kept) for path, kept in new.items())
            self._database.executemany(
                "REPLACE INTO document (way, path, digest, found, crc) VALUES (?, ?, ?, ?, ?)",
                ((way, path, kept.digest, kept.found, _seal(path, *kept)) for path, kept in encoded),
            )
            self._database.execute("COMMIT")

    def _way(self) -> int:
        """Return the number of this way, which is now the one used last; those used longest ago are forgotten."""
        self._database.execute(
            f"INSERT INTO way (key, used) VALUES (?, {_NEXT}) ON CONFLICT (key) DO UPDATE SET used = {_NEXT}",  # noqa: S608
            (self._key,),
        )
        query = "SELECT id FROM way ORDER BY used DESC LIMIT -1 OFFSET ?"
        for (old,) in self._database.execute(query, (_MOST_WAYS,)).fetchall():
            self._database.execute("DELETE FROM way WHERE id = ?", (old,))
            self._database.execute("DELETE FROM document WHERE way = ?", (old,))
        ((way,),) = self._database.execute("SELECT id FROM way WHERE key = ?", (self._key,)).fetchall()
        return int(way)


def _seal(path: bytes, digest: bytes, found: bytes) -> int:
    return zlib.crc32(found, zlib.crc32(digest, zlib.crc32(path)))
