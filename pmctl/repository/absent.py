"""Documents that a sparse checkout leaves out: they are in git's index only, and have names all the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pmctl.repository.project import Project


def absent_names(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the path and the name of each document that is not checked out.

    A partial clone does not have them, and to fetch them all takes long: the names of their files stand in for theirs.
    """
    blobs = _absent(project)
    if not blobs:
        return
    from pmctl.postmortem.decoding import decode  # noqa: PLC0415 - few checkouts are sparse
    from pmctl.postmortem.model import stem  # noqa: PLC0415
    from pmctl.postmortem.parse import peek_name  # noqa: PLC0415

    if project.repository.is_partial:
        yield from ((path, stem(path)) for path in blobs)
        return
    texts = {blob: decode(data) for blob, data in project.repository.blobs(sorted(set(blobs.values())))}
    for path, blob in blobs.items():
        text = texts[blob]
        yield path, peek_name(text if isinstance(text, str) else "", path, project.conventions)


def count_not_here(project: Project) -> int:
    """Return how many documents a sparse checkout of a partial clone leaves out."""
    blobs = _absent(project)
    return len(blobs) if blobs and project.repository.is_partial else 0


def _absent(project: Project) -> dict[str, str]:
    if not project.in_git or not _may_be_sparse(project.root):
        return {}
    listed = project.repository.not_checked_out(project.scope.directory)
    return {
        path: blob
        for path, blob in listed.items()
        if project.scope.accepts(path) and not os.path.lexists(project.root / path)
    }


def _may_be_sparse(root: Path) -> bool:
    """Return whether there are patterns of a sparse checkout, as gitrepository-layout(5) has it."""
    folder = root / ".git"
    try:
        if folder.is_file():
            folder = root / os.fsdecode(folder.read_bytes()).removeprefix("gitdir:").strip()
        return (folder / "info" / "sparse-checkout").exists()
    except OSError:
        return False
