"""Documents committed: exactly these files, as ``git commit --only`` does it, with all hooks and signatures.

What git is told here is the user's own business, so it runs with the user's configuration and environment.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import peek_name
from pmctl.repository.git_errors import GitFailedError
from pmctl.repository.git_folders import git_top

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNFINISHED = {
    "MERGE_HEAD": ("merge", "git merge --abort"),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --abort"),
    "REVERT_HEAD": ("revert", "git revert --abort"),
    "rebase-merge": ("rebase", "git rebase --abort"),
    "rebase-apply": ("rebase", "git rebase --abort"),
}
"""What lies in git's folder while something is going on, and how it is given up; gitrepository-layout(5)."""

# The repository is that of the documents, whatever hook of another one runs pmctl.
_ELSEWHERE = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"})


class Committer:
    """Commits some files of a working tree. It refuses before anything is written, so that nothing is half done.

    Args:
        root: the top of the working tree.
        paths: what is to be committed, relative to it, with forward slashes.

    Attributes:
        new: those of them that no commit holds: what becomes of these is more than the change.

    Raises:
        PmctlError: git cannot commit now, or the commit would hold more than the change to a file of an earlier one.
    """

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        self._root = root
        self._paths = tuple(paths)
        self._pathspecs = [f":(top,literal){path}" for path in paths]
        self._refuse_elsewhere()
        self._refuse_unfinished()
        self._refuse_unmerged()
        self.new, self._unknown = self._new_files()
        self._refuse_renamed()
        for who in ("AUTHOR", "COMMITTER"):
            self._run("var", f"GIT_{who}_IDENT")

    def commit(self, message: str) -> str:
        """Commit the files as they are now, and return the full name of the commit.

        Raises:
            PmctlError: git refused, or a hook did, with what it said; the files stay as they are.
        """
        if self._unknown:
            self._run("add", "--", *self._unknown)
        self._run("-c", "i18n.commitEncoding=UTF-8", "commit", "--quiet", "--file=-", "--only", "--", *self._pathspecs,
                  told=message)  # fmt: skip
        return self._run("rev-parse", "--verify", "HEAD").strip()

    def _refuse_elsewhere(self) -> None:
        for path in self._paths:
            file = Path(os.path.normpath(self._root / path))
            if git_top(file.parent) != self._root:
                raise PmctlError(
                    f"{path} is not in this repository but in another one, such as a submodule",
                    hint="Leave --commit away, and commit it there.",
                )

    def _refuse_unfinished(self) -> None:
        asked = [word for name in _UNFINISHED for word in ("--git-path", name)]
        for name, path in zip(_UNFINISHED, self._run("rev-parse", *asked).splitlines(), strict=True):
            if (self._root / path).exists():
                what, command = _UNFINISHED[name]
                raise PmctlError(
                    f"a {what} is going on, so nothing else can be committed",
                    hint=f"Finish it, give it up with `{command}`, or leave --commit away.",
                )

    def _refuse_unmerged(self) -> None:
        unmerged = sorted({entry.partition("\t")[2] for entry in self._run("ls-files", "-uz").split("\0") if entry})
        if unmerged:
            raise PmctlError(
                f"git holds unresolved conflicts, in {', '.join(unmerged[:3])}{' …' if unmerged[3:] else ''}",
                hint="Resolve them and `git add` the files, or leave --commit away.",
            )

    def _new_files(self) -> tuple[list[str], list[str]]:
        """Return the files that no commit holds, and the pathspecs of those of them that are not even added.

        Raises:
            PmctlError: one is ignored, or has other changes already.
        """
        told = self._run(
            "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames", "--",
            *self._pathspecs,
        )  # fmt: skip
        new, unknown = [], []
        for entry in filter(None, told.split("\0")):
            state, path = entry[:2], entry[3:]
            if state == "!!":
                raise PmctlError(f"git ignores {path}", hint="`git add --force` it once, or leave --commit away.")
            if state != "??" and "A" not in state:  # one that was added is as new as one that was not
                raise PmctlError(
                    f"{path} has changes that are not committed, which the commit would hold as well",
                    hint="Commit or stash them first, or leave --commit away.",
                )
            new.append(path)
            if state == "??":
                unknown.append(f":(top,literal){path}")
        return new, unknown

    def _refuse_renamed(self) -> None:
        """Beside a document under a new name, the commit would leave the same one under its old name."""
        if not self.new:
            return
        try:
            gone = self._run("diff", "--name-only", "--no-renames", "--diff-filter=D", "-z", "HEAD", "--")
        except PmctlError:  # there is no commit yet
            return
        for old in filter(None, gone.split("\0")):
            alike = [path for path in self.new if Path(path).suffix == Path(old).suffix]
            before = self._run("cat-file", "blob", f"HEAD:{old}") if alike else ""
            for path in alike:
                now = (self._root / path).read_bytes().decode("utf-8", "surrogateescape")
                if _are_one(before, now):
                    raise PmctlError(
                        f"{path} was {old} when it was committed, and would be there under both names",
                        hint="Commit its new name first, or leave --commit away.",
                    )

    def _run(self, *arguments: str, told: str | None = None) -> str:
        with _starting():
            done = subprocess.run(  # noqa: S603 - an argument list of our own words and paths
                ["git", *arguments],  # noqa: S607 - git is found on the PATH
                cwd=self._root,
                env={name: value for name, value in os.environ.items() if name not in _ELSEWHERE},
                input=(told or "").encode("utf-8", "surrogateescape"),
                capture_output=True,
                check=False,
            )
        if not done.returncode:
            return os.fsdecode(done.stdout)
        if told is None:
            raise _explained(GitFailedError(done.stderr, done.returncode, self._root))
        said = (done.stderr + done.stdout).decode("utf-8", "replace").strip()
        raise PmctlError(
            f"git did not commit{':' if said else ''}\n{said}".rstrip(),
            hint="The change is written. Mend what git says, then `git commit` it, or undo it with `git restore`.",
        )


def _are_one(before: str, now: str) -> bool:
    """Whether two texts are one document: by its id, as history knows it, and without one if nothing differs."""
    return before == now or peek_name(before, "before", Conventions()) == peek_name(now, "now", Conventions())


def _explained(error: GitFailedError) -> PmctlError:
    """Return what git said, whole where it says more than one line: how to set one's name takes several."""
    if "ident" in error.said or "user.email" in error.said:
        return PmctlError(f"git cannot commit without a name:\n{error.said}")
    return error.translated()


@contextmanager
def _starting() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PmctlError("git is not installed", hint="Install git and make sure that it is on the PATH.") from error
