"""Which files were documents at the base of a branch, where the branch has changed the configuration."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.config import FILE_NAME, SHARED_FILE_NAME, find_configuration, load_configuration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmctl.repository.files import Scope
    from pmctl.repository.project import Project


def configuration_paths(project: Project) -> tuple[str, ...]:
    """Return where the configuration of the project may stand in its repository, relative to the root."""
    chosen = project.configuration.file
    if chosen is not None and chosen != find_configuration(project.cwd, project.root):
        return (project.relative(chosen),) if chosen.is_relative_to(project.root) else ()
    folders = [folder for folder in (project.cwd, *project.cwd.parents) if folder.is_relative_to(project.root)]
    return tuple(project.relative(folder / name) for folder in folders for name in (FILE_NAME, SHARED_FILE_NAME))


def former_scope(project: Project, before: Mapping[str, bytes | None]) -> Scope | None:
    """Return which files were documents; None where that configuration cannot be used, or `--config` names a new one.

    Args:
        project: as it is now.
        before: those of `configuration_paths` that have changed, as they were; None for what is new.
    """
    paths = configuration_paths(project)
    if len(paths) == 1 and before[paths[0]] is None:
        return None
    with TemporaryDirectory() as folder:
        root = Path(os.path.realpath(folder))
        for path in paths:
            now = project.root / path
            data = before[path] if path in before else now.read_bytes() if now.is_file() else None
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            if data is not None:
                (root / path).write_bytes(data)
        start = root / project.relative(project.cwd)
        file = find_configuration(start, root) if len(paths) > 1 else root / paths[0]
        try:
            configuration = load_configuration(file)
        except PmctlError:
            return None
        base = file.parent if file else root
        return replace(project, cwd=start, root=root, base=base, configuration=configuration).scope
