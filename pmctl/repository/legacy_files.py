"""Which files may be legacy postmortems: found, and those that are left out for their names told apart."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pmctl.adoption.incident_day import day_in_name
from pmctl.errors import PmctlError
from pmctl.repository.files import SUFFIXES, is_inner_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.repository.project import Project

_ALSO = frozenset({".rst", ".rest", ""})
"""The extensions of legacy documents besides those of documents."""

_README = "readme"
_NO_POSTMORTEMS = frozenset(
    {
        _README, "license", "licence", "copying", "notice", "authors", "contributors", "contributing", "changelog",
        "code_of_conduct", "code-of-conduct", "codeowners", "security", "support", "makefile", "dockerfile",
        "jenkinsfile", "vagrantfile", "procfile", "gemfile", "rakefile",
    }
)  # fmt: skip
"""What files are called, in small letters and without extension, that are something else in every repository."""

_TEMPLATE = "template"


class Chosen(NamedTuple):
    """The files of a run, and what of the chosen folders is left out for its name.

    Attributes:
        paths: of the files that may be legacy postmortems.
        named: those of `paths` that were named one by one.
        left_out: READMEs, templates, and the like.
    """

    paths: list[Path]
    named: frozenset[Path]
    left_out: list[Path]


def find_legacy(project: Project, chosen: Sequence[Path]) -> Chosen:
    """Return the files that may be legacy postmortems.

    A file that is named is taken whatever it is called. Of a folder, Markdown, Quarto, reStructuredText and files
    without an extension are taken, but nothing hidden, no LICENSE or template, not the index, and a README only in a
    folder whose name has a day: that is how one folder for each incident is laid out.

    Raises:
        PmctlError: for choices that do not exist, and folders that cannot be read.
    """
    missing = [str(choice) for choice in chosen if not os.path.lexists(project.located(choice))]
    if missing:
        raise PmctlError(f"there is no file or folder {', '.join(missing)}", hint="Check the spelling of the path.")
    located = [project.located(choice) for choice in chosen]
    named = frozenset(path for path in located if not path.is_dir())
    found = [path for folder in located for path in (_below(project, folder) if folder.is_dir() else (folder,))]
    left_out = {path: True for path in found if path not in named and _is_left_out(project, path)}
    return Chosen([path for path in dict.fromkeys(found) if path not in left_out], named, list(left_out))


def _below(project: Project, folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "node_modules":
                yield from _below(project, path)
        elif _may_be_legacy(project, path) and not is_inner_link(path, folder):
            yield path


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder and is not hidden, by name."""
    try:
        return sorted((one for one in os.scandir(folder) if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError as error:
        raise PmctlError(f"the folder {folder} cannot be read: {error.strerror or error}") from error


def _may_be_legacy(project: Project, path: Path) -> bool:
    if split_name(path.name)[1].casefold() not in SUFFIXES | _ALSO:
        return False
    if path == project.index_path and not is_readme(path.name):  # a README may be somebody's own, and is named
        return False
    below = Path(os.path.relpath(path, project.directory)).as_posix()
    return below.startswith("..") or not _is_excluded(project, below)


def _is_left_out(project: Project, path: Path) -> bool:
    """Whether the name of a file says that it is no postmortem."""
    own = split_name(path.name)[0].casefold()
    if own == _README:
        return path == project.index_path or day_in_name(project.relative(path)) is None
    return own in _NO_POSTMORTEMS or own.startswith(("_", _TEMPLATE)) or own.endswith(_TEMPLATE)


def _is_excluded(project: Project, below: str) -> bool:
    """Whether the configuration leaves a file out, under its name or the one that it would have as a document."""
    names = [below] if split_name(below)[1].casefold() in SUFFIXES else [below, f"{below}.md"]
    return any(map(project.scope.excludes, names))


def is_readme(name: str) -> bool:
    """Return whether a file of this name is what a web site shows of its folder."""
    return split_name(name)[0].casefold() == _README


def split_name(name: str) -> tuple[str, str]:
    """Split the name of a file into its stem and its extension; "v1.2 outage" has none."""
    own, dot, suffix = name.rpartition(".")
    if not own or not suffix.isalnum() or suffix.isdecimal() or len(suffix) > 8:
        return name, ""
    return own, dot + suffix


def is_blank(text: str) -> bool:
    """Return whether there is no word in a text."""
    return not text.strip().strip("\ufeff").strip()


def other_files(project: Project, chosen: Sequence[Path]) -> list[str]:
    """Return the files in the chosen folders, none of which is a legacy postmortem, as paths relative to the root."""
    folders = [path for choice in chosen if (path := project.located(choice)).is_dir()]
    return [project.relative(path) for folder in folders for path in _all_below(folder)]


def _all_below(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _all_below(folder / entry.name)
        else:
            yield folder / entry.name
