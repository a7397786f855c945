"""Where a branch started: the commit that its changes are told from."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.ci import ci_target
from pmctl.repository.git_errors import UnknownRevisionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pmctl.repository.ci import Target
    from pmctl.repository.git import Repository

_NAMES = ("main", "master")
"""What a default branch is called where nothing says which one it is."""

_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_ANCESTOR = r"([^~^]+)([~^][~^0-9]*)?"
"""A name, and how far to go back from there."""

_BEHIND = r"[0-9a-f]{7,39}|(?:refs/)?tags/.+"
"""A part of a commit's name, or a tag: no branch, but history brings it."""

_NO_BRANCH = r"[\x00-\x20\x7f:?*\[\\]|\.\.|@\{|//|^[-/]|(?:^|/)\.|\.lock(?:/|$)|[./]$"
"""What is in no branch's name, besides ~ and ^. Source: git-check-ref-format(1)."""

_NAME_IT = "Name a branch or a commit: --base REF."


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingPoint:
    """The commit that a branch's changes are told from.

    Attributes:
        name: what a person calls it, such as origin/main.
        commit: None in a repository that has no commit yet, where everything is new.
    """

    name: str
    commit: str | None

    def __str__(self) -> str:
        return f"{self.name} ({self.commit[:10]})" if self.commit and self.commit != self.name else self.name


def find_starting_point(repository: Repository, *, base: str | None, environment: Mapping[str, str]) -> StartingPoint:
    """Find what the changes of the branch that is checked out are told from.

    That is the newest commit that HEAD has in common with `base`, else with what the CI service names, else with the
    branch's upstream, else with the default branch. PmctlError where there is none, with the command that brings what
    a shallow clone lacks.
    """
    head = repository.resolve("HEAD")
    if base is not None:
        return _common(repository, head, base, _resolve(repository, base))
    if head is None:
        return StartingPoint(name="nothing", commit=None)
    target = ci_target(environment)
    if target:
        return _start_of(repository, head, target)
    for name in (_upstream(repository), _default(repository)):
        commit = _first(repository, [name]) if name else None
        if name and commit:
            return _common(repository, head, _short(name), commit)
    if repository.boundary():
        raise PmctlError("this shallow clone holds no branch to compare with", hint=_fetch(repository, "*"))
    raise PmctlError("there is no branch to compare with", hint=_NAME_IT)


def _start_of(repository: Repository, head: str, target: Target) -> StartingPoint:
    """Return what a CI service compares with. Of a pull request that it has merged, that is the first parent."""
    branch, commit = target.branch, target.commit
    if target.merged == head:
        parents = repository.parents(head)
        commit = parents[0] if len(parents) > 1 else None
    if commit is not None:
        if _first(repository, [commit]):
            return StartingPoint(name=branch or commit, commit=commit)
        message = f"this clone does not hold {commit}, which {target.variable} compares with"
        raise PmctlError(message, hint=_fetch(repository, commit, depth=1))
    names = [*(f"refs/remotes/{remote}/{branch}" for remote in repository.remotes()), f"refs/heads/{branch}"]
    found = _first(repository, names)
    if found is None:
        message = f"this clone does not hold the branch {branch}, which {target.variable} compares with"
        raise PmctlError(message, hint=_fetch(repository, str(branch)))
    return _common(repository, head, str(branch), found)


def _common(repository: Repository, head: str | None, name: str, commit: str) -> StartingPoint:
    common = repository.merge_base(commit, head) if head else commit
    if common is None:
        message = f"HEAD and {name} have no commit in common"
        if repository.boundary():
            raise PmctlError(f"{message} in this shallow clone", hint=_fetch(repository, name))
        raise PmctlError(message, hint="Name the branch that this one started from: --base REF.")
    return StartingPoint(name=name, commit=common)


def _resolve(repository: Repository, base: str) -> str:
    """Return the commit that a person names: a branch may be there under the name of its remote only."""
    try:
        commit = repository.resolve(base)
    except UnknownRevisionError:
        branch = base.removeprefix("refs/heads/")
        names = (f"refs/remotes/{remote}/{branch}" for remote in repository.remotes())
        commit = _first(repository, names)
        named = re.fullmatch(_ANCESTOR, base)
        if commit is None and named and not re.search(_NO_BRANCH, named[1]) and repository.boundary():
            message = f"this shallow clone does not hold {base}"
            is_behind = re.fullmatch(_BEHIND, named[1]) or (named[2] and _first(repository, [named[1]]))
            wanted = None if is_behind else named[1]
            raise PmctlError(message, hint=_fetch(repository, wanted)) from None
        if commit is None:
            raise
    if commit is None:
        raise PmctlError(f"{base} has no commit yet", hint=_NAME_IT)
    return commit


def _upstream(repository: Repository) -> str | None:
    """Return what the branch is set up to follow; not its own copy on a remote, unless it is the default branch."""
    branch = repository.branch()
    upstream = repository.references(branch).get(branch) if branch else None
    if not branch or not upstream:
        return None
    is_copy = upstream.startswith("refs/remotes/") and upstream.endswith(f"/{branch.removeprefix('refs/heads/')}")
    return None if is_copy and upstream != _default(repository) else upstream


def _default(repository: Repository) -> str | None:
    """Return the default branch: that of the remote, else one of the usual names, there or here."""
    remotes = [f"refs/remotes/{remote}" for remote in repository.remotes()]
    heads = [f"{remote}/HEAD" for remote in remotes]
    usual = [f"{place}/{name}" for name in _NAMES for place in (*remotes, "refs/heads")]
    known = repository.references(*heads, *usual)
    return next(
        (known[head] for head in heads if known.get(head)), next((name for name in usual if name in known), None)
    )


def _first(repository: Repository, names: Iterable[str]) -> str | None:
    """Return the commit that the first of the names stands for which stands for any."""
    for name in names:
        try:
            return repository.resolve(name)
        except UnknownRevisionError:
            continue
    return None


def _short(reference: str) -> str:
    return reference.removeprefix("refs/heads/").removeprefix("refs/remotes/")


def _fetch(repository: Repository, wanted: str | None, *, depth: int | None = None) -> str:
    """Return the command that brings what this clone lacks: a commit, or a branch and where it was left.

    A remote may be set up to bring one branch only, so the branch is named with the place where it belongs. `*` is
    every branch; None is none but what lies behind those that are here.
    """
    remotes = repository.remotes()
    if not remotes:
        return _NAME_IT
    name = _short(wanted or "")
    remote = next((remote for remote in remotes if name.startswith(f"{remote}/")), remotes[0])
    branch = name.removeprefix(f"{remote}/")
    options = []
    if repository.boundary():
        options = [f"--depth={depth}"] if depth else ["--unshallow"]
    if wanted is None:
        return f"Run: git fetch {shlex.join([*options, remote])}"
    what = wanted if _SHA.fullmatch(wanted) else f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
    return f"Run: git fetch {shlex.join([*options, remote, what])}"
