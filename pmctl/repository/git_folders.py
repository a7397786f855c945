"""Where git keeps what it knows, found without asking it, as gitrepository-layout(5) has it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.git_errors import BareRepositoryError, damaged

if TYPE_CHECKING:
    from pathlib import Path


def git_top(start: Path) -> Path | None:
    """Return the top of the working tree that `start` lies in, or None."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), None)


def refuse_bare_repository(folder: Path) -> None:
    """PmctlError if `folder` lies in a repository that has no working tree: nothing there is a document."""
    if git_top(folder) is None and any(_is_git_folder(above) for above in (folder, *folder.parents)):
        raise BareRepositoryError(folder)


def _is_git_folder(folder: Path) -> bool:
    return (folder / "HEAD").exists() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def common_folder(root: Path) -> Path:
    """Return git's own folder of the working tree at `root`, as gitrepository-layout(5) has it."""
    folder = root / ".git"
    try:
        if folder.is_file():
            folder = root / os.fsdecode(folder.read_bytes()).removeprefix("gitdir:").strip()
        common = folder / "commondir"
        folder = (folder / os.fsdecode(common.read_bytes()).strip()).resolve() if common.is_file() else folder
    except OSError as error:
        raise PmctlError(f"the git repository at {root} cannot be read: {error}") from error
    if not _is_git_folder(folder):
        raise damaged(root)
    return folder
