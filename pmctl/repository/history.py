"""A project's history: what git holds, read into states and folded into the ledger."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from pmctl import __version__
from pmctl.ledger.fold import Folding
from pmctl.ledger.model import State
from pmctl.postmortem.model import Unreadable
from pmctl.postmortem.parse import decode
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.revisions import RevisionReader
from pmctl.repository.cache import FOLDER, CacheError, open_cache
from pmctl.repository.files import read_document
from pmctl.repository.kept import KeptLine, keep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pmctl.ledger.model import Ledger, Version
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.cache import HistoryCache
    from pmctl.repository.files import Scope
    from pmctl.repository.git import Repository
    from pmctl.repository.log import RawCommit
    from pmctl.repository.project import Project


class Extent(StrEnum):
    """How much of the history a question needs."""

    OPEN = "open"
    WHOLE = "whole"


def read_ledger(
    project: Project,
    *,
    revision: str | None = None,
    as_of: date | None = None,
    extent: Extent = Extent.WHOLE,
    cached: bool = True,
) -> Ledger:
    """Return the ledger of a project.

    Args:
        project: in a git repository.
        revision: the newest commit that counts; None takes HEAD, and the working tree after it.
        as_of: only commits dated on or before the end of this day count; the working tree does not.
        extent: with OPEN, the ledger may hold only the open promises, and of the documents and events only some; what
            it holds is whole. The names of all present documents, how many promises there are, and what cannot be
            read is in it either way.
        cached: whether what earlier runs have read may be used and kept.
    """
    repository = project.repository
    zone = project.conventions.zone
    start = "HEAD" if revision is None else revision
    head = repository.commit_on(as_of, zone, revision=start) if as_of else repository.resolve(start)
    working_tree = _working_tree(project) if revision is None and as_of is None else None
    boundary = repository.boundary()
    with _collector_paused():
        if cached and head is not None:
            ledger = _read_cached(project, head, working_tree, boundary, extent)
            if ledger is not None:
                return replace(ledger, head=head)
        folding = Folding(zone, boundary)
        for state in read_states(repository, head, project.scope, project.conventions) if head else ():
            folding.add(state)
        if working_tree:
            folding.add(working_tree)
        ledger = folding.ledger()
    hides_that_day = as_of is not None and head is None and bool(boundary)
    return replace(ledger, head=head, shallow=ledger.shallow or hides_that_day)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing that is read here is garbage: to look for some, again and again, takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_cached(
    project: Project, head: str, working_tree: State | None, boundary: frozenset[str], extent: Extent
) -> Ledger | None:
    """Return the ledger, read with what is kept; None where that cannot be used."""
    cache = _open_cache(project, boundary)
    if cache is None:
        return None
    try:
        return _resume(project, cache, head, working_tree, boundary, extent)
    except CacheError as error:
        if error.is_damaged:
            cache.delete()
        return None
    finally:
        cache.close()


def _resume(
    project: Project,
    cache: HistoryCache,
    head: str,
    working_tree: State | None,
    boundary: frozenset[str],
    extent: Extent,
) -> Ledger:
    """Take up the fold from the kept line that comes closest to `head`, and keep how far it came."""
    repository, scope, conventions = project.repository, project.scope, project.conventions
    folding = Folding(conventions.zone, boundary)
    known = repository.newest_of(cache.heads(), head)
    if known is None:
        cache.release()
        for state in read_states(repository, head, scope, conventions):
            folding.add(state)
        keep(cache, head, folding.harvest())
    else:
        line = KeptLine(cache, cache.line(known), folding)
        if known != head:
            line.advance(list(read_states(repository, head, scope, conventions, since=known)))
        line.plant_for([working_tree] if working_tree else [])
        if extent is Extent.OPEN:
            line.plant_open()
        else:
            line.plant_all()
        line.save(head)
    if working_tree:
        folding.add(working_tree)
    return folding.ledger()


def _open_cache(project: Project, boundary: frozenset[str]) -> HistoryCache | None:
    """Open the cache for histories that are read exactly as this project's is; None if there can be none."""
    repository, configuration = project.repository, project.configuration
    conventions = configuration.conventions
    if repository.alterations():
        return None
    mailmap = project.root / ".mailmap"
    folder = repository.common_folder / FOLDER
    try:
        how = (
            __version__, sys.version_info[:2], configuration.timezone, project.scope, sorted(boundary),
            [severity.name for severity in conventions.severities],
            [priority.name for priority in conventions.priorities],
            sorted(conventions.status_words.items()), mailmap.read_bytes() if mailmap.is_file() else None,
        )  # fmt: skip
        return open_cache(folder, sha256(repr(how).encode("utf-8", "surrogatepass")).hexdigest())
    except OSError:
        return None


def read_states(
    repository: Repository, revision: str, scope: Scope, conventions: Conventions, *, since: str | None = None
) -> Iterator[State]:
    """Yield the states after `since` up to `revision`, oldest first, from one ``git log`` and one ``git cat-file``.

    The two run side by side, and each version is read as soon as it is there: newest first, since git finds them so.
    """
    commits: list[RawCommit] = []
    paths: dict[str, str] = {}
    reader = RevisionReader(conventions)

    def wanted() -> Iterator[str]:
        for raw in repository.history(revision, scope.directory, scope.accepted, since=since, also=scope.former):
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


def _working_tree(project: Project) -> State | None:
    """Return what the working tree changes, None if that is nothing."""
    reader = RevisionReader(project.conventions)
    changes: dict[str, Version | None] = {}
    for path in project.repository.uncommitted(project.scope.directory):
        if project.scope.accepts(path):
            file = project.root / path
            exists = file.is_file() and not file.is_symlink()
            text = read_document(file, project.root) if exists else None
            changes[path] = _version(text, path, reader) if text is not None else None
    return State(commit=None, changes=changes) if changes else None
