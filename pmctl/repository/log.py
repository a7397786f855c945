"""What ``git log --raw -z`` and ``git diff --raw -z`` say, read as plain values."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from pmctl.ledger.model import Commit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG_FORMAT = "tformat:%H%x00%aN%x00%cd%x00%s"
"""The head of each commit; the date must be asked for as ``--date=raw``."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_SECOND = int(datetime(1, 1, 2, tzinfo=UTC).timestamp())  # a day from the edge, so that any zone can show it
_LAST_SECOND = int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())
REGULAR_FILES = frozenset({"100644", "100755", "100664"})
"""The modes of what is no link, no folder and no submodule."""

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RawChange:
    """One path that a commit changed; `blob` is None where no regular file stands there any more."""

    path: str
    blob: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCommit:
    """A commit of the first-parent line with what it changed against its first parent."""

    commit: Commit
    changes: tuple[RawChange, ...]


def read_log(stdout: IO[bytes], accepts: Callable[[str], bool]) -> Iterator[RawCommit]:
    """Yield the commits as git writes them, each with the paths that `accepts`."""
    tokens = _tokens(stdout)
    token = next(tokens, "")
    while token:
        sha, author, date_, subject = token, next(tokens), next(tokens), next(tokens)
        commit = Commit(sha=sha, author=_words(author), date=read_date(date_), subject=_words(subject))
        changes = []
        token = next(tokens, "")
        while token.startswith(("\n:", ":")):
            path = next(tokens)
            if accepts(path):
                _, mode, _, blob, _ = token.lstrip("\n:").split(" ")
                changes.append(RawChange(path=path, blob=blob if mode in REGULAR_FILES else None))
            token = next(tokens, "")
        yield RawCommit(commit=commit, changes=tuple(changes))


def read_changes(said: str) -> dict[str, str | None]:
    """Read what ``git diff --raw -z`` says: what blob was at each path, None where no regular file was."""
    changes: dict[str, str | None] = {}
    tokens = iter(said.split("\0"))
    for token in tokens:
        if token.startswith(":"):
            mode, _, blob, _, _ = token[1:].split(" ")
            path = next(tokens)
            # a path that is in conflict is told twice, once without a blob
            changes[path] = blob if mode in REGULAR_FILES else changes.get(path)
    return changes


def _words(said: str) -> str:
    """What a person wrote, with a replacement character for what is not UTF-8, so that it can be printed."""
    return os.fsencode(said).decode("utf-8", "replace")


ADDED_FORMAT = "tformat:%x02%H%x1f%P%x1f%ad"
"""The head of each commit in what `read_added` reads; the date must be asked for as ``--date=raw``."""


def read_added(said: str, is_cut: Callable[[str], bool]) -> dict[str, datetime | None]:
    """Read what ``git log --diff-filter=AR --name-status -M -z`` says, the newest first: when each was first added.

    What was renamed, once or again and again, was added under its first name. None is what lies behind the end of a
    history that was cut off: there git tells every file as added.

    Args:
        said: by git.
        is_cut: whether there was more before a commit of which git knows no parent.
    """
    added: dict[str, datetime | None] = {}
    later: dict[str, tuple[str, ...]] = {}  # what became of that which had this name
    at: datetime | None = None
    tokens = iter(said.split("\0"))
    for token in tokens:
        if token.startswith("\x02"):
            sha, parents, date = token[1:].split("\x1f")
            at = read_date(date) if parents or not is_cut(sha) else None
            continue
        change = token.removeprefix("\n")
        if not change:
            continue
        path = next(tokens)
        if change.startswith("R"):
            new = next(tokens)
            # Its own name, if something else has it today, was given to that later on.
            own = later.get(path, () if path in added else (path,))
            later[path] = (*own, *later.get(new, (new,)))
            later[new] = ()
            continue
        for name in later.get(path, (path,)):
            before = added.get(name, at)
            added[name] = min(at, before) if at and before else None
    return added


def read_date(raw: str) -> datetime:
    """Read git's raw date, seconds and offset. What no calendar holds becomes the nearest that it does."""
    seconds, _, offset = raw.partition(" ")
    since = min(max(int(seconds or 0), _FIRST_SECOND), _LAST_SECOND)
    return (_EPOCH + timedelta(seconds=since)).astimezone(_zone(offset))


@lru_cache(maxsize=64)
def _zone(offset: str) -> timezone:
    minutes = int(offset[1:3] or 0) * 60 + int(offset[3:5] or 0)
    if minutes >= 24 * 60:
        minutes = 0
    return timezone(timedelta(minutes=-minutes if offset.startswith("-") else minutes))


def _tokens(stdout: IO[bytes]) -> Iterator[str]:
    """Yield what stands between the NULs of a stream."""
    rest = b""
    while chunk := stdout.read1(_CHUNK):  # type: ignore[attr-defined]
        *whole, rest = (rest + chunk).split(b"\0")
        yield from map(os.fsdecode, whole)
