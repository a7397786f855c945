"""What all documents of a project are called: an id must be unique, and a reference may lead to any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pmctl.repository.absent import absent_names
from pmctl.repository.files import list_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.repository.project import Project


class Document(Protocol):
    """What has a path and a name."""

    @property
    def path(self) -> str:
        """Relative to the project's root."""

    @property
    def name(self) -> str:
        """The id, or what stands in for it."""


def names_of(project: Project, documents: Iterable[Document], *, are_all: bool) -> dict[str, tuple[str, ...]]:
    """Return the paths of all documents of the project, checked out or not, by the name that each one claims.

    Args:
        documents: those that have been read, in the project or not; they are not read again.
        are_all: whether these are all.
    """
    names: dict[str, list[str]] = {}
    known = set()
    for document in documents:
        known.add(document.path)
        names.setdefault(document.name, []).append(document.path)
    if not are_all:
        from pmctl.repository.heads import name_at  # noqa: PLC0415 - where all are known, nothing is read

        for path in list_documents(project.root, project.scope):
            if path not in known:
                names.setdefault(name_at(project, path), []).append(path)
    for path, name in absent_names(project):
        if path not in known:
            names.setdefault(name, []).append(path)
    return {name: tuple(sorted(paths)) for name, paths in names.items()}
