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

_PART = re.compile("[0-9a-f]{7,39}")
"""A part of a commit's name, which may be on any branch."""

_TAG = re.compile("(?:refs/)?tags/(.+)")
_MAY_BE_A_TAG = re.compile("[^/]*[0-9][^/]*")
"""Such as v1.2 or 7.4: what has a number in it is as often called by a tag as by a branch."""

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
            raise PmctlError(f"{message} in this shallow clone", hint=_fetch(repository, name, is_here=True))
        raise PmctlError(message, hint="Name the branch that this one started from: --base REF.")
    return StartingPoint(name=name, commit=common)


def _resolve(repository: Repository, base: str) -> str:
    """Return the commit that a person names: a branch may be there under the name of its remote only."""
    try:
        commit = repository.resolve(base)
    except UnknownRevisionError:
        branch = base.removeprefix("refs/").removeprefix("heads/")
        names = (f"refs/remotes/{remote}/{branch}" for remote in repository.remotes())
        commit = _first(repository, names)
        named = re.fullmatch(_ANCESTOR, base)
        if commit is None and named and not re.search(_NO_BRANCH, named[1]) and repository.boundary():
            message = f"this shallow clone does not hold {base}"
            is_here = bool(named[2] and _first(repository, [named[1]]))
            raise PmctlError(message, hint=_fetch(repository, named[1], is_here=is_here)) from None
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


def _fetch(repository: Repository, name: str, *, is_here: bool = False, depth: int | None = None) -> str:
    """Return the command that brings what this clone lacks: what a name stands for, and what lies behind it.

    Args:
        repository: the clone.
        name: of a commit, a branch or a tag; `*` is every branch.
        is_here: whether the name stands for a commit that is here, and only what lies behind it is not.
        depth: how many commits are enough; None for all.
    """
    remotes = repository.remotes()
    if not remotes:
        return _NAME_IT
    remote = next((remote for remote in remotes if _short(name).startswith(f"{remote}/")), remotes[0])
    options = []
    if repository.boundary():
        options = [f"--depth={depth}"] if depth else ["--unshallow"]
    what = () if is_here else _wanted(name, remote)
    return f"Run: git fetch {shlex.join([*options, remote, *what])}"


def _wanted(name: str, remote: str) -> tuple[str, ...]:
    """Return what is to be fetched so that a name stands for a commit here.

    A remote may be set up to bring one branch only, so a branch is named with the place where it belongs. To name what
    the remote lacks would be an error, but a pattern is none that matches nothing.
    """
    is_short = name.startswith(("heads/", "remotes/"))
    branch = _short(f"refs/{name}" if is_short else name).removeprefix(f"{remote}/")
    to = f"refs/remotes/{remote}"
    tag = _TAG.fullmatch(name)
    if tag:
        return ("tag", tag[1])
    if _SHA.fullmatch(name):
        return (name,)
    if branch == "HEAD":
        return (f"+HEAD:{to}/HEAD",)
    if branch.startswith("refs/"):
        return (f"+{branch}:{branch}",)
    if _PART.fullmatch(name):
        branch = "*"
    elif _MAY_BE_A_TAG.fullmatch(name):
        return (f"+refs/heads/{name}*:{to}/{name}*", f"refs/tags/{name}*:refs/tags/{name}*")
    return (f"+refs/heads/{branch}:{to}/{branch}",)
