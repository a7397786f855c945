"""A project's history: what git holds, read into states and folded into the ledger."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pmctl.ledger.fold import fold
from pmctl.ledger.model import State
from pmctl.postmortem.model import Unreadable
from pmctl.postmortem.parse import decode
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.revisions import RevisionReader
from pmctl.repository.files import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pmctl.ledger.model import Ledger, Version
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.files import Scope
    from pmctl.repository.git import RawCommit, Repository
    from pmctl.repository.project import Project


def read_ledger(project: Project, *, revision: str | None = None, as_of: date | None = None) -> Ledger:
    """Return the ledger of a project.

    Args:
        project: in a git repository.
        revision: the newest commit that counts; None takes HEAD, and the working tree after it.
        as_of: only commits dated on or before the end of this day count; the working tree does not.
    """
    repository = project.repository
    with_working_tree = revision is None and as_of is None
    start = "HEAD" if revision is None else revision
    newest = (
        repository.commit_on(as_of, project.conventions.zone, revision=start) if as_of else repository.resolve(start)
    )
    states: Iterator[State] = iter(())
    if newest is not None:
        states = read_states(repository, newest, project.scope, project.conventions)
    if with_working_tree:
        states = _and_working_tree(states, project)
    return fold(states, zone=project.conventions.zone, boundary=repository.boundary())


def read_states(repository: Repository, revision: str, scope: Scope, conventions: Conventions) -> Iterator[State]:
    """Yield the states up to `revision`, oldest first, from one ``git log`` and one ``git cat-file``."""
    commits = repository.history(revision, scope.directory, scope.accepts)
    versions = _Versions(repository, commits, conventions)
    for raw in commits:
        changes = {change.path: versions.take(change.path, change.blob) for change in raw.changes}
        yield State(commit=raw.commit, changes=changes)


class _Versions:
    """Contents read in the order in which the fold needs them, and dropped when no later state does."""

    def __init__(self, repository: Repository, commits: list[RawCommit], conventions: Conventions) -> None:
        blobs = [change.blob for raw in commits for change in raw.changes if change.blob is not None]
        self._needed = Counter(blobs)
        self._stream = repository.blobs(dict.fromkeys(blobs))
        self._texts: dict[str, str | Problem] = {}
        self._reader = RevisionReader(conventions)

    def take(self, path: str, blob: str | None) -> Version | None:
        if blob is None:
            return None
        if blob not in self._texts:
            name, data = next(self._stream)
            assert name == blob  # noqa: S101 - blobs are asked for in the order of their first use
            self._texts[name] = decode(data)
        self._needed[blob] -= 1
        text = self._texts[blob] if self._needed[blob] else self._texts.pop(blob)
        return _version(text, path, self._reader)


def _version(text: str | Problem, path: str, reader: RevisionReader) -> Version:
    return Unreadable(path=path, problems=(text,)) if isinstance(text, Problem) else reader.read(text, path)


def _and_working_tree(states: Iterator[State], project: Project) -> Iterator[State]:
    yield from states
    reader = RevisionReader(project.conventions)
    changes: dict[str, Version | None] = {}
    for path in project.repository.uncommitted(project.scope.directory):
        if project.scope.accepts(path):
            file = project.root / path
            exists = file.is_file() and not file.is_symlink()
            text = read_document(file, project.root) if exists else None
            changes[path] = _version(text, path, reader) if text is not None else None
    if changes:
        yield State(commit=None, changes=changes)
