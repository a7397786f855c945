"""The project that a command works on: where it is, what it has agreed on, and which documents it holds."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository import clock
from pmctl.repository.config import find_configuration, load_configuration
from pmctl.repository.files import Scope, find_documents, read_document
from pmctl.repository.git_folders import git_top, refuse_bare_repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.repository.config import Configuration
    from pmctl.repository.git import Repository
    from pmctl.rules.selection import RuleSettings

_PATTERN = re.compile(r"[*?]|\[[^\]]+\]")
"""What makes a pattern of a path, where there is no file of that name."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """A folder with postmortems, in git or not.

    Attributes:
        cwd: where the command was started, or what -C says.
        root: the top of the git working tree, else the folder of the configuration, else `cwd`. Paths of documents
            are relative to it.
        base: what the configuration's paths are relative to.
        today: as the command takes it.
    """

    cwd: Path
    root: Path
    base: Path
    configuration: Configuration
    today: date

    @property
    def conventions(self) -> Conventions:
        """What the project has agreed on."""
        return self.configuration.conventions

    @property
    def directory(self) -> Path:
        """Where its postmortems live."""
        return self.base / self.configuration.directory

    @property
    def index_path(self) -> Path:
        """Where its index stands."""
        return self.directory / self.configuration.index_file

    @cached_property
    def scope(self) -> Scope:
        """Which files are its documents."""
        return Scope(
            directory=self.relative(self.directory),
            index=self.relative(self.index_path),
            exclude=self.configuration.exclude,
            former=tuple(self.relative(self.base / folder) for folder in self.configuration.former_directories),
        )

    @cached_property
    def rules(self) -> RuleSettings:
        """Which rules are on; patterns of files may be relative to the configuration, which may lie below the root."""
        settings, base = self.configuration.rules, self.relative(self.base)
        below = () if base == "." else ((f"{base}/{glob}", codes) for glob, codes in settings.per_file_ignores)
        return replace(settings, per_file_ignores=(*settings.per_file_ignores, *below))

    @cached_property
    def repository(self) -> Repository:
        """Its git repository; PmctlError if there is none. Loaded only where history is asked for."""
        from pmctl.repository.git import Repository  # noqa: PLC0415 - not every command asks git

        return Repository(self.root)

    @property
    def in_git(self) -> bool:
        """Whether it lies in a git working tree."""
        return git_top(self.root) is not None

    def relative(self, path: Path) -> str:
        """Return `path` relative to the root with forward slashes; with dots where it lies outside."""
        inner = str(path).removeprefix(f"{self.root}{os.sep}")  # nearly always, and ten times as fast
        if len(inner) < len(str(path)) and ".." not in inner:
            return inner.replace(os.sep, "/")
        return Path(os.path.relpath(path, self.root)).as_posix()

    def located(self, path: Path) -> Path:
        """Return where the file or folder is that a person in `cwd` calls `path`, below the root if it lies there.

        Links that lead to the root, or into it, are followed. Those within it are not, nor is the file itself, which
        may be a link that is to be reported.
        """
        full = Path(os.path.normpath(self.cwd / path))
        if str(full).startswith(f"{self.root}{os.sep}"):
            return full
        for folder in (*reversed(full.parents), *([full] if full.is_dir() else [])):
            real = Path(os.path.realpath(folder))
            if real.is_relative_to(self.root):
                return real / full.relative_to(folder)
        return full

    def shown(self, path: str) -> str:
        """Return a path relative to the root as a person in `cwd` would type it."""
        if self.cwd == self.root and ".." not in path:
            return path  # nearly always, and ten times as fast
        return Path(os.path.relpath(self.root / path, self.cwd)).as_posix()

    def paths(self, chosen: Iterable[Path] = ()) -> list[Path]:
        """Return the documents among `chosen` files and folders, or all documents of the project.

        A chosen file is taken whatever it is called. PmctlError names every choice that does not exist.
        """
        return list(dict.fromkeys(path for paths in self.choose(chosen).values() for path in paths))

    def choose(self, chosen: Iterable[Path] = ()) -> dict[str, list[Path]]:
        """Return what `paths` does for each choice: a file, a folder, or a pattern that no shell has expanded."""
        chosen = tuple(chosen)
        if not chosen:
            documents = self._documents_in(self.directory) if self.directory.is_dir() else []
            return {self.shown(self.relative(self.directory)): documents}
        found: dict[str, list[Path]] = {}
        missing = []
        for choice in chosen:
            path = self.located(choice)
            if os.path.lexists(path):
                found[str(choice)] = self._documents_in(path) if path.is_dir() else [path]
            elif _PATTERN.search(str(choice)):
                found[str(choice)] = self._matching(path)
            else:
                missing.append(str(choice))
        if missing:
            raise PmctlError(f"there is no file or folder {', '.join(missing)}", hint="Check the spelling of the path.")
        return found

    def _matching(self, pattern: Path) -> list[Path]:
        """Return the documents that a pattern means, and those in the folders that it means, but no README."""
        from glob import iglob  # noqa: PLC0415 - shells expand nearly all

        found: list[Path] = []
        hits = sorted(iglob(str(pattern), recursive=True))  # noqa: PTH207 - that takes no whole path
        for path in map(self.located, map(Path, hits)):
            if path.is_dir():
                found += self._documents_in(path)
            elif not self.leaves_out(path):
                found.append(path)
        return found

    def leaves_out(self, path: Path) -> bool:
        """Return whether the file at `path` is checked only where somebody names it.

        That is a README, a hidden file, the index, what no document is called, or what is excluded.
        """
        parts = Path(os.path.relpath(path, self.directory)).parts
        below = "/".join(part for part in parts if part != "..")
        return path == self.index_path or not self.scope.accepts_below(below)

    def _documents_in(self, folder: Path) -> list[Path]:
        below = Path(os.path.relpath(folder, self.directory)).as_posix()
        inside = "" if below == "." or below.startswith("..") else f"{below}/"
        return find_documents(folder, self.scope, index=self.index_path, below=inside)

    def read(self, paths: Iterable[Path]) -> Iterator[Postmortem]:
        """Yield the documents at `paths`, each read as far as it can be."""
        from pmctl.postmortem.parse import parse  # noqa: PLC0415 - reports of what is kept read no document

        for path in paths:
            yield parse(read_document(path, self.root), self.relative(path), self.conventions)

    def postmortems(self) -> list[Postmortem]:
        """Return all documents of the project, by path."""
        return list(self.read(self.paths()))


def open_project(cwd: Path, *, config: Path | None = None, today: str | None = None) -> Project:
    """Find the project that `cwd` lies in.

    Args:
        cwd: where to start.
        config: the configuration file to take instead of the closest.
        today: the day that ``--today`` names, or None.
    """
    cwd = Path(os.path.realpath(cwd))  # with the dots resolved: what lies above DIR/.. is not DIR
    if not cwd.is_dir():
        raise PmctlError(f"there is no folder {cwd}")
    top = git_top(cwd)
    refuse_bare_repository(cwd)
    if config is not None and not (cwd / config).exists():
        raise PmctlError(f"there is no configuration file {config}")
    file = (cwd / config).resolve() if config is not None else find_configuration(cwd, top)
    configuration = load_configuration(file)
    base = file.parent if file else top or cwd
    return Project(
        cwd=cwd,
        root=(top or base).resolve(),
        base=base.resolve(),
        configuration=configuration,
        today=clock.today(today, configuration.conventions.zone),
    )
