"""Why a path leads to nothing that can be read without waiting for it."""

from __future__ import annotations

import os
import stat


def file_fault(path: str | os.PathLike[str]) -> str | None:
    """Return what is at `path` instead of a file, such as "is a folder"; None if it is one, or if nothing is there."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - pathlib raises where a name is too long for a file
    except (OSError, ValueError):
        return "is a link that leads nowhere" if os.path.islink(path) else None  # noqa: PTH114 - as above
    if stat.S_ISDIR(mode):
        return "is a folder"
    return None if stat.S_ISREG(mode) else "is no ordinary file"  # to open a pipe would be to wait for it
