"""The ids of all actions that a document ever held, ideas included, of which the ledger knows nothing."""

from __future__ import annotations

import os
from functools import partial
from operator import eq
from typing import TYPE_CHECKING

from pmctl.postmortem.decoding import decode
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import peek_name, read_record

if TYPE_CHECKING:
    from collections.abc import Collection

    from pmctl.repository.project import Project


def former_ids(project: Project, path: str, name: str) -> list[str]:
    """Return the ids of the actions in all committed versions of a document, each once.

    Committed is what stands on the first-parent line of HEAD. Where the document was moved, as its name tells, its
    versions elsewhere count as well.

    Args:
        project: in a git repository; PmctlError if that cannot be read.
        path: where the document stands, relative to the root.
        name: what it is called.
    """
    repository = project.repository
    if repository.resolve("HEAD") is None:
        return []
    blobs: dict[str, str] = {}
    waiting, known = [path], {path}
    while waiting:
        place = waiting.pop()
        versions = [
            (raw.commit.sha, raw.changes[0].blob) for raw in repository.history("HEAD", place, partial(eq, place))
        ]
        blobs |= {blob: place for _, blob in versions if blob is not None}
        earlier = [*_places_before(project, versions, name)]
        waiting += (place for place in earlier if place not in known)
        known.update(earlier)
    if repository.is_partial:
        repository.fetch_promised(blobs)
    ids: dict[str, None] = {}
    for blob, data in repository.blobs(blobs):
        text = decode(data)
        record = read_record(text, blobs[blob], project.conventions) if isinstance(text, str) else None
        if isinstance(record, Record):
            ids.update((action.id, None) for action in record.actions if action.id)
    return list(ids)


def _places_before(project: Project, versions: list[tuple[str, str | None]], name: str) -> set[str]:
    """Return from where a document came to the place that had these versions, newest first, whenever it came there."""
    scope, repository = project.scope, project.repository
    found = set()
    if not versions or versions[0][1] is None:
        uncommitted = repository.uncommitted(scope.directory, *scope.former)
        found.update(_called(project, "HEAD", {p for p in uncommitted if not os.path.lexists(project.root / p)}, name))
    for (sha, blob), (_, before) in zip(versions, (*versions[1:], ("", None)), strict=False):
        if blob is not None and before is None:
            told = next(repository.history(sha, scope.directory, scope.accepted, also=scope.former))
            gone = {change.path for change in told.changes if change.blob is None}
            if gone:
                found.update(_called(project, repository.parents(sha)[0], gone, name))
    return found


def _called(project: Project, commit: str, paths: Collection[str], name: str) -> list[str]:
    """Return those of the paths at which a commit has a document of that name."""
    scope, repository = project.scope, project.repository
    files = {
        path: blob
        for folder in (scope.directory, *scope.former)
        for path, blob in (repository.files_at(commit, folder) if paths else {}).items()
        if path in paths
    }
    texts = {blob: decode(data) for blob, data in repository.blobs(sorted(set(files.values())))}
    return [
        path
        for path, blob in files.items()
        if isinstance(text := texts[blob], str) and peek_name(text, path, project.conventions) == name
    ]
