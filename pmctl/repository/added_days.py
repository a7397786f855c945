"""When files came into git, by their authors' clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.repository.git import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, tzinfo
    from pathlib import Path


class AddedDays(NamedTuple):
    """The days on which files were first added to the repositories in which they lie.

    Attributes:
        days: by file, as far as they are known.
        hidden: by the root of a repository, the files that were there before the history begins that it knows.
        shallow: those roots that a shallow clone has; the history of others is cut off by a graft.
    """

    days: dict[Path, date]
    hidden: dict[Path, list[Path]]
    shallow: frozenset[Path]


def added_days(paths: Iterable[Path], zone: tzinfo) -> AddedDays:
    """Ask git for the day, in `zone`, on which each file was first added, whatever it was called then.

    Raises:
        PmctlError: a file lies in no repository, or git cannot answer.
    """
    repositories: dict[Path, Repository] = {}
    folders: dict[Path, tuple[Path, Path]] = {}
    added: dict[Path, dict[str, datetime | None]] = {}
    days: dict[Path, date] = {}
    hidden: dict[Path, list[Path]] = {}
    for path in paths:
        if path.parent not in folders:
            repository = Repository(path.parent)
            folders[path.parent] = path.parent.resolve(), repository.root
            if repository.root not in added:
                repositories[repository.root] = repository
                added[repository.root] = repository.added()
        folder, root = folders[path.parent]
        name = (folder / path.name).relative_to(root).as_posix()
        if at := added[root].get(name):
            days[path] = at.astimezone(zone).date()
        elif name in added[root]:
            hidden.setdefault(root, []).append(path)
    shallow = frozenset(root for root in hidden if repositories[root].boundary())
    return AddedDays(days, hidden, shallow)
