"""What a branch changed: its documents, and what they were where it started."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.decoding import decode
from pmctl.postmortem.model import Record, Unreadable
from pmctl.postmortem.parse import parse, read_record
from pmctl.repository.files import is_inner_link, read_document
from pmctl.repository.former_scope import configuration_paths, former_scope
from pmctl.repository.starting_point import StartingPoint, find_starting_point
from pmctl.rules.base import Base, Former, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.problems import Problem
    from pmctl.repository.project import Project


@dataclass(frozen=True, kw_only=True)
class Branch:
    """The branch that is checked out, with what is not committed yet.

    Attributes:
        start: what its changes are told from.
        only: whether only what it changed is to be checked.
        chosen: files, folders and patterns, relative to the root, that alone are looked at; all if there are none.
    """

    project: Project
    start: StartingPoint
    only: bool
    chosen: tuple[str, ...]
    answer: Callable[[], Mapping[str, str | None]]

    @cached_property
    def changes(self) -> Mapping[str, str | None]:
        """The blob that was at each path at the start, None for what is new."""
        return self.answer()

    @cached_property
    def _absent(self) -> Mapping[str, str | Problem]:
        """The texts of the documents that it changed or added and that are in the index only, by path."""
        root, scope, repository = self.project.root, self.project.scope, self.project.repository
        missing = [path for path in sorted(self.changes) if scope.accepts(path) and not os.path.lexists(root / path)]
        blobs = repository.not_checked_out(scope.directory) if missing else {}
        wanted = {path: blobs[path] for path in missing if path in blobs}
        texts = {blob: decode(data) for blob, data in repository.blobs(sorted(set(wanted.values())))} if wanted else {}
        return {path: texts[blob] for path, blob in wanted.items()}

    @cached_property
    def _left_out(self) -> Mapping[str, str]:
        """The blobs, by path, of the documents that it leaves out by a change of the configuration."""
        paths = {path: self.changes[path] for path in configuration_paths(self.project) if path in self.changes}
        if not paths or not self.start.commit:
            return {}
        repository, now = self.project.repository, self.project.scope
        texts = dict(repository.blobs(blob for blob in paths.values() if blob))
        before = former_scope(self.project, {path: texts[blob] if blob else None for path, blob in paths.items()})
        found = repository.files_at(self.start.commit, before.directory) if before else {}
        return {
            path: blob for path, blob in found.items() if before and before.accepts(path) and not now.accepted(path)
        }

    def documents(self) -> list[Path]:
        """Return the documents in the working tree that it changed or added, by path."""
        scope, root = self.project.scope, self.project.root
        return [root / path for path in sorted(self.changes) if scope.accepts(path) and self._stands(path)]

    def not_checked_out(self) -> Iterator[Postmortem]:
        """Yield the documents that it changed or added and that a sparse checkout leaves out, as the index has them."""
        for path, text in self._absent.items():
            if self._is_chosen(path):
                yield parse(text, path, self.project.conventions)

    def changed(self, paths: Iterable[Path]) -> list[Path]:
        """Return those of `paths` that it changed or added. PmctlError for one that lies outside of the repository."""
        root = f"{self.project.root}{os.sep}"
        found = []
        for path in paths:
            if not str(path).startswith(root):
                shown = self.project.shown(self.project.relative(path))
                message = f"{shown} is outside of the repository, where nothing tells what has changed"
                raise PmctlError(message, hint="Leave it out, or check it without --changed.")
            if str(path)[len(root) :].replace(os.sep, "/") in self.changes:
                found.append(path)
        return found

    def base(self, documents: Iterable[Postmortem], names: Container[str], *, are_typed: bool = False) -> Base:
        """Return what the changed documents were at its start.

        Args:
            documents: those that are checked.
            names: the names of all documents of today.
            are_typed: whether these are not as they stand on disk.
        """
        read = {document.path: document for document in documents}
        if are_typed and self.start.commit:
            inside = (path for path in read if not path.startswith("../"))
            files_at = self.project.repository.files_at
            known = {path: files_at(self.start.commit, path).get(path) for path in inside}
            return self._compared({**self.changes, **known}, read, names)
        return self._compared(self.changes, read, names)

    def _compared(
        self, changes: Mapping[str, str | None], read: Mapping[str, Postmortem], names: Container[str]
    ) -> Base:
        known = {path: blob for path, blob in changes.items() if path in read or self.project.scope.accepted(path)}
        wanted = {**self._left_out, **known}
        base = compare(self._formers(wanted), self._versions(wanted, read), names)
        lost = tuple(former for former in base.lost if self._is_chosen(former.record.path))
        left_out = frozenset(path for path in self._left_out if self._stands(path))
        return Base(formers=base.formers, lost=lost, arrived=base.arrived, left_out=left_out)

    def _formers(self, wanted: Mapping[str, str | None]) -> Iterator[Former]:
        blobs = {blob for blob in wanted.values() if blob}
        texts = {blob: decode(data) for blob, data in self.project.repository.blobs(sorted(blobs))} if blobs else {}
        for path, blob in sorted(wanted.items()):
            text = texts[blob] if blob else None
            version = read_record(text, path, self.project.conventions) if isinstance(text, str) else None
            if isinstance(text, str) and isinstance(version, Record):
                yield Former(record=version, text=text)

    def _versions(self, wanted: Iterable[str], read: Mapping[str, Postmortem]) -> Iterator[Record | Unreadable]:
        for path in sorted(wanted):
            document = read.get(path)
            if document and document.record:
                yield document.record
            elif document or path in self._absent or (self.project.scope.accepts(path) and self._stands(path)):
                text = document.text if document else self._text(path)
                if isinstance(text, str):
                    yield read_record(text, path, self.project.conventions)
                else:
                    yield Unreadable(path=path, problems=(text,))

    def _text(self, path: str) -> str | Problem:
        absent = self._absent.get(path)
        return read_document(self.project.root / path, self.project.root) if absent is None else absent

    def _stands(self, path: str) -> bool:
        full = self.project.root / path
        return os.path.lexists(full) and not full.is_dir() and not is_inner_link(full, full.parent)

    def _is_chosen(self, path: str) -> bool:
        return not self.chosen or any(
            place == "." or f"{path}/".startswith(f"{place}/") or fnmatchcase(path, place) for place in self.chosen
        )


@contextmanager
def open_branch(project: Project, *, base: str | None, only: bool, chosen: Iterable[Path] = ()) -> Iterator[Branch]:
    """Give the branch that is checked out. While one does something else, git looks for what it changed.

    Args:
        project: in a git repository.
        base: what it is compared with; None takes what the CI service, its upstream or the default branch says.
        only: whether only what it changed is to be checked.
        chosen: files, folders and patterns that alone are looked at.
    """
    repository = project.repository
    start = find_starting_point(repository, base=base, environment=os.environ)
    places = tuple(project.relative(project.located(path)) for path in chosen)
    inside = [_without_pattern(place) for place in places if not place.startswith("..")]
    configured = configuration_paths(project)
    folders = dict.fromkeys([project.scope.directory, *project.scope.former, *inside, *configured])
    with repository.asked_for_changes(start.commit, folders) as answer:
        yield Branch(project=project, start=start, only=only, chosen=places, answer=answer)


def _without_pattern(place: str) -> str:
    """Return the folders that a pattern begins with, where git looks for what it means."""
    plain = takewhile(lambda part: not any(sign in part for sign in "*?["), place.split("/"))
    return "/".join(plain) or "."
