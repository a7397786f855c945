"""Where a command may write what it shows: to no file that somebody wrote, and to none twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pmctl.cli.session import Session

_DOCUMENT = "a document"


def refuse_target(session: Session, target: Path) -> None:
    """Raise PmctlError if a report would be written over the configuration, or over a postmortem."""
    path = _real(session.cwd / target)
    why = _why_not(session, path, ())
    if why == _DOCUMENT and not _has_front_matter(path):
        return  # such as the same report of another day
    if why:
        raise PmctlError(f"--output-file would write over {target}, which is {why}", hint="Name another file.")


def refuse_targets(session: Session, targets: Mapping[str, Path | None], chosen: Sequence[Path]) -> None:
    """Raise PmctlError if `pmctl check` would write over what must stay, or what it would find to be no postmortem.

    Args:
        session: whose project is checked.
        targets: what is written, by the option that says so.
        chosen: the files and folders that are checked; none stands for all documents.
    """
    taken: dict[Path, str] = {}
    for option, target in targets.items():
        if target is None:
            continue
        path = _real(session.cwd / target)
        if path.is_dir():
            raise PmctlError(f"{option} names a folder: {target}", hint="Name a file in it.")
        if why := _why_not(session, path, chosen):
            raise PmctlError(f"{option} would write over {target}, which is {why}", hint="Name another file.")
        if path in taken:
            raise PmctlError(f"{taken[path]} and {option} name the same file: {target}", hint="Name two.")
        taken[path] = option


def _why_not(session: Session, path: Path, chosen: Sequence[Path]) -> str:
    """Return what a file is that must stay; an empty text if it may be written."""
    project = session.project
    if project.configuration.file and path == _real(project.configuration.file):
        return "the configuration"
    if path.is_relative_to(_real(project.directory)) and not project.leaves_out(path):
        return _DOCUMENT
    if path.is_file() and chosen and path in set(map(_real, project.paths(chosen))):
        return "checked"
    return ""


def _has_front_matter(path: Path) -> bool:
    if not path.is_file():  # to open a pipe would be to wait for it
        return False
    with path.open("rb") as file:
        return file.read(6).removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
