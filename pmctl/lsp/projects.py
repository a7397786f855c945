"""The projects that open documents lie in."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.config import find_configuration
from pmctl.repository.git_folders import git_top
from pmctl.repository.handles import handles_of
from pmctl.repository.names import names_of
from pmctl.repository.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pmctl.repository.project import Project

    Stamp = tuple[Path, int, int] | None


class Home:
    """A project, with what its documents on disk say, which is read once."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def names(self) -> dict[str, str]:
        """What each document is called, by its path."""
        named = names_of(self.project, (), are_all=False)
        return {path: name for name, paths in named.items() for path in paths}

    @cached_property
    def handles(self) -> list[str]:
        """Who is named in the documents; those named often come first."""
        return handles_of(self.project)

    def forget(self) -> None:
        """Read it again when it is asked for: something on disk has changed."""
        for known in ("names", "handles"):
            self.__dict__.pop(known, None)


class Projects:
    """All projects that are in use.

    Args:
        config: the configuration file to take instead of the closest, absolute.
        today: the day that ``--today`` names, or None.
        say: told what keeps a project from being opened, once.
    """

    def __init__(self, config: Path | None, today: str | None, say: Callable[[str], None]) -> None:
        self._config = config
        self._today = today
        self._say = say
        self._said: dict[Path, str] = {}
        self._known: dict[Path, tuple[Stamp, Home]] = {}
        self._folders: tuple[Path, ...] = ()

    def look_below(self, folders: Iterable[Path]) -> None:
        """Take the first of these that a file lies in for its project's folder, if neither git nor a file names one."""
        self._folders = tuple(folders)

    def home_of(self, path: Path) -> Home | None:
        """Return the project that a file lies in, which need not exist; None if it cannot be opened.

        A configuration that has changed is read again. While somebody is writing it and it cannot be read, the last
        one that could be counts.
        """
        folder = self._start(path)
        stamp, home = self._known.get(folder, (None, None))
        try:
            found = self._stamp(folder)
            if home is None or found != stamp:
                project = open_project(folder, config=self._config, today=self._today)
                home = self._shared(project, found) or Home(project)
                self._known[folder] = found, home
            self._said.pop(folder, None)
        except (PmctlError, OSError) as error:
            if self._said.get(folder) != str(error):
                self._said[folder] = str(error)
                self._say(str(error))
        return home

    def forget(self) -> None:
        """Read again, when it is asked for, what the documents on disk say."""
        for _, home in self._known.values():
            home.forget()

    def _start(self, path: Path) -> Path:
        """Return the folder from which the project of a file is found."""
        folder = next((above for above in path.parents if above.is_dir()), path)
        if git_top(folder) or find_configuration(folder, None):
            return folder
        return next((above for above in self._folders if folder.is_relative_to(above)), folder)

    def _stamp(self, folder: Path) -> Stamp:
        file = self._config or find_configuration(folder, git_top(folder))
        status = os.stat(file) if file else None  # noqa: PTH116 - None for no file
        return (file, status.st_mtime_ns, status.st_size) if file and status else None

    def _shared(self, project: Project, stamp: Stamp) -> Home | None:
        """Return what is known of a project by way of another of its folders."""
        homes = (home for known, home in self._known.values() if known == stamp)
        return next((home for home in homes if home.project.root == project.root), None)
