"""A project's history: what git holds, read into states and folded into the ledger."""

from __future__ import annotations

import functools
import sys
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pmctl import __version__
from pmctl.ledger.fold import Folding
from pmctl.ledger.model import State
from pmctl.postmortem.decoding import decode
from pmctl.postmortem.model import Unreadable
from pmctl.postmortem.problems import Problem
from pmctl.repository.cache import HistoryCache
from pmctl.repository.database import FOLDER, CacheError, code_version
from pmctl.repository.files import read_document
from pmctl.repository.kept import KeptLine, keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from pmctl.ledger.model import Ledger, Version
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.revisions import RevisionReader
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
    meanwhile: Callable[[], object] = tuple,
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
        meanwhile: called where there is much to read, once git is at work: a place to make ready what comes next.
    """
    repository = project.repository
    states = functools.partial(read_states, repository, project.scope, project.conventions, meanwhile=meanwhile)
    zone = project.conventions.zone
    with _working_tree(project, counts=revision is None and as_of is None) as working_tree:
        start = "HEAD" if revision is None else revision
        head = repository.commit_on(as_of, zone, revision=start) if as_of else repository.resolve(start)
        boundary = repository.boundary()
        if cached and head is not None:
            ledger = _read_cached(project, head, states, working_tree, boundary, extent)
            if ledger is not None:
                return replace(ledger, head=head)
        folding = Folding(zone, boundary)
        for state in states(head) if head else ():
            folding.add(state)
        for state in working_tree():
            folding.add(state)
        ledger = folding.ledger()
    hides_that_day = as_of is not None and head is None and bool(boundary)
    return replace(ledger, head=head, shallow=ledger.shallow or hides_that_day)


def _read_cached(
    project: Project,
    head: str,
    states: Callable[..., Iterable[State]],
    working_tree: Callable[[], tuple[State, ...]],
    boundary: frozenset[str],
    extent: Extent,
) -> Ledger | None:
    """Return the ledger, read with what is kept; None where that cannot be used."""
    cache = _open_cache(project, boundary)
    if cache is None:
        return None
    try:
        folding = Folding(project.conventions.zone, boundary)
        known = project.repository.newest_of(cache.heads(), head)
        return _resume(folding, cache, known, head, states, working_tree, extent)
    except CacheError as error:
        if error.is_damaged:
            cache.delete()
        return None
    finally:
        cache.close()


def _resume(
    folding: Folding,
    cache: HistoryCache,
    known: str | None,
    head: str,
    states: Callable[..., Iterable[State]],
    working_tree: Callable[[], tuple[State, ...]],
    extent: Extent,
) -> Ledger:
    """Take up the fold from the kept line that ends at `known`, and keep how far it came."""
    if known is None:
        cache.release()
        for state in states(head):
            folding.add(state)
        keep(cache, head, folding.harvest())
    else:
        line = KeptLine(cache, cache.line(known), folding)
        if known != head:
            line.advance(list(states(head, since=known)))
        line.plant_for(working_tree())
        if extent is Extent.OPEN:
            line.plant_open()
        else:
            line.plant_all()
        line.save(head)
    for state in working_tree():
        folding.add(state)
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
            __version__, code_version(), sys.version_info[:2], configuration.timezone, project.scope, sorted(boundary),
            [severity.name for severity in conventions.severities],
            [priority.name for priority in conventions.priorities],
            sorted(conventions.status_words.items()), mailmap.read_bytes() if mailmap.is_file() else None,
        )  # fmt: skip
        return HistoryCache.opened(folder, ascii(how))
    except OSError:
        return None


def read_states(
    repository: Repository,
    scope: Scope,
    conventions: Conventions,
    revision: str,
    *,
    since: str | None = None,
    meanwhile: Callable[[], object] = tuple,
) -> Iterator[State]:
    """Yield the states after `since` up to `revision`, oldest first, from one ``git log`` and one ``git cat-file``.

    The two run side by side, and each version is read as soon as it is there: newest first, since git finds them so.
    """
    commits: list[RawCommit] = []
    paths: dict[str, str] = {}
    versions: dict[str, Version] = {}

    def wanted() -> Iterator[str]:
        for raw in repository.history(revision, scope.directory, scope.accepted, since=since, also=scope.former):
            commits.append(raw)
            for change in raw.changes:
                if change.blob is not None and change.blob not in paths:
                    paths[change.blob] = change.path
                    yield change.blob

    @functools.cache
    def reader() -> RevisionReader:  # not before git is at work
        meanwhile()
        return _reader(conventions)

    names: Iterable[str] = wanted()
    if repository.is_partial:
        names = list(names)
        repository.fetch_promised(names)
    for blob, data in repository.blobs(names):
        versions[blob] = _version(decode(data), paths[blob], reader())
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


def _reader(conventions: Conventions) -> RevisionReader:
    from pmctl.postmortem.revisions import RevisionReader  # noqa: PLC0415 - where nothing is new, nothing is read

    return RevisionReader(conventions)


@contextmanager
def _working_tree(project: Project, *, counts: bool) -> Iterator[Callable[[], tuple[State, ...]]]:
    """Give what returns the state of the working tree, or none: git looks for it while the history is read."""
    if not counts:
        yield tuple
        return
    scope = project.scope
    with project.repository.asked_for_uncommitted(scope.directory, *scope.former) as answer:
        yield functools.cache(lambda: _state_of([path for path in answer() if scope.accepted(path)], project))


def _state_of(changed: list[str], project: Project) -> tuple[State, ...]:
    if not changed:
        return ()
    reader = _reader(project.conventions)
    changes: dict[str, Version | None] = {}
    for path in changed:
        file = project.root / path
        exists = file.is_file() and not file.is_symlink()
        text = read_document(file, project.root) if exists else None
        changes[path] = _version(text, path, reader) if text is not None else None
    return (State(commit=None, changes=changes),)
