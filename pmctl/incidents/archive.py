"""The files of a zipped Slack export. What is not needed is not unpacked, and what swells is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.incidents import slack
from pmctl.incidents.decoding import MAX_BYTES, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAGIC = b"PK\x03\x04"
"""The bytes that a zip file begins with."""
_USUAL = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Return the tables and the days of messages in a zip file, by their paths.

    Raises:
        PmctlError: it cannot be unpacked, or holds too much.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if not is_needed(info.filename):
                    continue
                files[info.filename] = _read(archive, info, left + 1)
                left -= len(files[info.filename])
                if left < 0:
                    raise too_large(f"what {name} holds")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise PmctlError(f"{name} cannot be unpacked: {error}", hint="Export it anew.") from error
    return files


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.compress_type not in _USUAL:
        raise NotImplementedError("it is compressed in an unusual way")
    with archive.open(info) as file:
        return file.read(most)


def is_needed(path: str) -> bool:
    """Return whether the file at a path, with forward slashes, is a table or a day of messages."""
    return slack.is_day(path) or path.rpartition("/")[2] in slack.TABLES


def by_place(files: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    """Yield each file with its place in the export, whatever folders the export itself stands in."""
    for path, data in files.items():
        yield "/".join(path.split("/")[-2 if slack.is_day(path) else -1 :]), data
