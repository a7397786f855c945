"""A project's history: what git holds, read into states and folded into the ledger."""

from __future__ import annotations

from dataclasses import replace
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
    """Yield the states up to `revision`, oldest first, from one ``git log`` and one ``git cat-file``.

    The two run side by side, and each version is read as soon as it is there: newest first, since git finds them so.
    """
    commits: list[RawCommit] = []
    paths: dict[str, str] = {}
    reader = RevisionReader(conventions)

    def wanted() -> Iterator[str]:
        for raw in repository.history(revision, scope.directory, scope.accepts):
            commits.append(raw)
            for change in raw.changes:
                if change.blob is not None and change.blob not in paths:
                    paths[change.blob] = change.path
                    yield change.blob

    versions = {blob: _version(decode(data), paths[blob], reader) for blob, data in repository.blobs(wanted())}
    while commits:
        raw = commits.pop()
        yield State(
            commit=raw.commit,
            changes={
                change.path: _at(versions[change.blob], change.path) if change.blob is not None else None
                for change in raw.changes
            },
        )


def _at(version: Version, path: str) -> Version:
    """Return a version as it stands at `path`: one blob may stand at several."""
    return version if version.path == path else replace(version, path=path)


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
