"""What goes wrong with git, each with its own message."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pathlib import Path


class UnknownRevisionError(PmctlError):
    """There is no commit of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no revision {name}", hint="Name a branch, a tag or a commit that `git log` knows.")


class NotARepositoryError(PmctlError):
    """The folder lies in no git repository."""

    def __init__(self, start: Path) -> None:
        super().__init__(f"{start} is not in a git repository", hint="Run `git init` there, or use -C DIR.")


class BareRepositoryError(PmctlError):
    """The repository has no working tree, and so no documents."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"{start} is in a bare repository, which has no working tree",
            hint="Clone it and run pmctl in the clone.",
        )


class GitFailedError(Exception):
    """git refused; `said` is what it wrote, perhaps nothing."""

    def __init__(self, stderr: bytes, status: int, root: Path) -> None:
        self.said = stderr.decode("utf-8", "replace").strip()
        super().__init__(self.said)
        self.status = status
        self.root = root

    def translated(self) -> PmctlError:
        """Return what a person is told."""
        if "dubious ownership" in self.said:
            return PmctlError(
                f"the repository at {self.root} belongs to another user, so git does not read it",
                hint=f"If you trust it: git config --global --add safe.directory {shlex.quote(str(self.root))}",
            )
        if "not a git repository" in self.said:
            return damaged(self.root)
        if "must be run in a work tree" in self.said:
            return BareRepositoryError(self.root)
        return PmctlError(f"git failed: {self.reason}")

    @property
    def reason(self) -> str:
        """The one line of what git said that tells most."""
        lines = [line for line in self.said.splitlines() if line.strip()]
        reasons = [line for line in lines if line.startswith(("fatal: ", "error: "))]
        return re.sub("^(fatal|error): ", "", next(iter(reasons or lines), "it gave no reason"))


def damaged(root: Path) -> PmctlError:
    """Return the error of a repository that git cannot read."""
    return PmctlError(f"the git repository at {root} is damaged", hint="`git status` there tells more.")


def unreachable(remote: str, missing: int, error: GitFailedError) -> PmctlError:
    """Return the error of a partial clone that cannot have what it is without."""
    return PmctlError(
        f"in this partial clone, {missing:,} objects are not here, and {remote} does not give them: {error.reason}",
        hint=f"Check the network, and `git remote get-url {remote}`; then run the command again.",
    )


def lost(name: str) -> PmctlError:
    """Return the error of an object that git should have."""
    return PmctlError(
        f"git has lost the object {name}",
        hint="Run `git fsck`; in a partial clone, `git fetch --refetch` brings what is missing.",
    )
