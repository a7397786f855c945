"""What an incident tool exported, as it lies on disk or comes from standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.incidents.decoding import MAX_BYTES, too_large
from pmctl.incidents.slack import TABLES, is_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_export(path: Path, shown: str) -> bytes | dict[str, bytes]:
    """Return the content of an export for `pmctl.incidents.registry.read_incident`.

    Of a folder these are the files of a Slack export, by their paths; a channel's folder and one of its days bring
    the tables of users and channels that lie above them.

    Args:
        path: of a file or a folder.
        shown: what to call it in messages.

    Raises:
        PmctlError: it cannot be read, or is too large.
    """
    try:
        if path.is_dir():
            return _read(_needed(path.resolve()), shown)
        if is_day(path.name) and (tables := _tables(path.resolve().parent.parent)):
            return _read([path.resolve(), *tables], shown)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise PmctlError(f"there is no file {shown}", hint="Name what the incident tool exported.") from error
    except OSError as error:
        raise PmctlError(f"{shown} cannot be read: {error.strerror or error}") from error


def read_standard_input() -> bytes:
    """Return what comes from standard input, as far as an export may be long; PmctlError if nothing can come."""
    if sys.stdin is None:
        raise PmctlError("there is no standard input", hint="Name a file.")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _tables(folder: Path) -> list[Path]:
    return [file for name in TABLES if (file := folder / name).is_file()]


def _needed(folder: Path) -> list[Path]:
    """Return the files of a channel's folder with the tables above it, or those of a whole export."""
    days = [file for file in sorted(folder.glob("*.json")) if is_day(file.name)]
    if days:
        return [*days, *_tables(folder), *_tables(folder.parent)]
    return [*_tables(folder), *(file for file in sorted(folder.glob("*/*.json")) if is_day(file.name))]


def _read(files: Iterable[Path], shown: str) -> dict[str, bytes]:
    """Return the files by the last two parts of their paths, which are what they are called in an export."""
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    for file in files:
        with file.open("rb") as stream:
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise too_large(f"what {shown} holds")
        found.setdefault(f"{file.parent.name}/{file.name}", data)
    return found
