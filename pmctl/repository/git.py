"""git, and nothing but git: the only place that runs it.

git runs in batches, and what it says is read here, as plain values. A user's configuration cannot change that output:
whatever could is set on the command line.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime, time, timedelta
from typing import IO, TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.feeder import Feeder, read_blob
from pmctl.repository.git_errors import GitFailedError, NotARepositoryError, UnknownRevisionError, lost, unreachable
from pmctl.repository.git_folders import common_folder, git_top, refuse_bare_repository
from pmctl.repository.log import (
    ADDED_FORMAT,
    LOG_FORMAT,
    REGULAR_FILES,
    RawCommit,
    read_added,
    read_changes,
    read_date,
    read_log,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import tzinfo
    from pathlib import Path

_SETTINGS = (
    "log.showRoot=true", "log.follow=false", "log.showSignature=false", "log.mailmap=true", "mailmap.file=",
    "mailmap.blob=", "log.diffMerges=separate", "i18n.logOutputEncoding=UTF-8", "core.quotePath=false",
    "core.fsmonitor=false", "diff.renames=false", "status.relativePaths=false", "color.ui=false",
)  # fmt: skip
_PLAIN = tuple(argument for setting in _SETTINGS for argument in ("-c", setting))
_NONE = 1
"""How git exits where there is no such revision, branch or merge base, and nothing else is wrong."""

_ELSEWHERE = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"})
_ALTERING = ("GIT_REPLACE_REF_BASE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE")
_INSTALL_GIT = "Install git and make sure that it is on the PATH."


class Repository:
    """A git repository with a working tree. Every method raises PmctlError where git cannot answer."""

    def __init__(self, start: Path) -> None:
        """Find the repository that `start` lies in."""
        if not start.exists():
            raise PmctlError(f"there is no folder {start}")
        root = git_top(start.resolve())
        if root is None:
            refuse_bare_repository(start.resolve())
            raise NotARepositoryError(start)
        self.root = root
        self.common_folder = common_folder(root)
        """git's own folder, which all worktrees of the repository share."""

    def resolve(self, revision: str) -> str | None:
        """Return the commit that `revision` names; None for HEAD in a repository without commits."""
        if revision.startswith(("-", "^")):
            raise UnknownRevisionError(revision)
        try:
            return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except GitFailedError as error:
            if error.status != _NONE:
                raise error.translated() from error
            if revision == "HEAD" and self._is_unborn():
                return None
            raise UnknownRevisionError(revision) from error

    def commit_on(self, day: date, zone: tzinfo, *, revision: str = "HEAD") -> str | None:
        """Return the newest first-parent commit dated on or before the end of `day` in `zone`, or None."""
        newest = self.resolve(revision)
        if newest is None:
            return None
        next_day = min(day, date.max - timedelta(days=1)) + timedelta(days=1)
        end = datetime.combine(next_day, time.min, zone).timestamp()
        # --min-age would stop earlier, but git reads it as a number of 32 bits
        return next((sha for sha, seconds in self.first_parents(newest) if seconds < end), None)

    def first_parents(self, revision: str) -> Iterator[tuple[str, int]]:
        """Yield the first-parent line that leads back from `revision`: each commit with its second since 1970."""
        for line in self._git("rev-list", "--first-parent", "--timestamp", revision, "--").splitlines():
            seconds, sha = line.split(" ")
            yield sha, int(seconds)

    def committed(self, revision: str) -> datetime | None:
        """Return when the commit that `revision` names was committed; None for HEAD in a repository without commits."""
        sha = self.resolve(revision)
        return read_date(self._git("log", "-1", "--date=raw", "--format=%cd", sha, "--").strip()) if sha else None

    def boundary(self) -> frozenset[str]:
        """Return the commits at which a shallow clone was cut off; empty in a complete one."""
        path = self.common_folder / "shallow"
        try:
            listed = path.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return frozenset()
        try:
            # a clone that is just deep enough lists the very first commit as well, behind which there is nothing
            return frozenset(name for name, data in self.blobs(listed) if b"\nparent " in data.partition(b"\n\n")[0])
        except PmctlError:
            return frozenset(listed)

    def alterations(self) -> tuple[str, ...]:
        """Return what changes the history that git tells without a new commit: replaced objects and grafts."""
        replaced = self._git("for-each-ref", "--format=%(refname) %(objectname)", "refs/replace/")
        grafts = self.common_folder / "info" / "grafts"
        named = (f"{name}={os.environ[name]}" for name in _ALTERING if name in os.environ)
        return (*replaced.splitlines(), *([str(grafts)] if grafts.exists() else []), *named)

    def newest_of(self, known: Collection[str], revision: str) -> str | None:
        """Return the first one of the commits `known` on the first-parent line that leads back from `revision`."""
        if not known or revision in known:
            return revision if known else None
        with self._started("rev-list", "--first-parent", "--end-of-options", revision, "--") as process:
            line = (sha.decode("ascii").strip() for sha in _pipe(process.stdout))
            return next((sha for sha in line if sha in known), None)

    def history(
        self,
        revision: str,
        directory: str,
        accepts: Callable[[str], bool],
        *,
        since: str | None = None,
        also: Iterable[str] = (),
    ) -> Iterator[RawCommit]:
        """Yield the first-parent commits up to `revision` that changed a document, newest first, as git finds them.

        Args:
            revision: any name of a commit.
            since: a commit of its first-parent line, up to which nothing is wanted.
            also: further directories.
            directory: relative to the root, with forward slashes; "." is all of it.
            accepts: whether a path, relative to the root, is a document's.
        """
        # Without --sparse git would compare each commit twice: to see whether it touches a path, and to tell how. The
        # filter lets every kind of change through; it keeps commits without any from being told.
        with self._started(
            "log", "--first-parent", "--sparse", "--diff-filter=ACDMRTUXB", "-m", "--raw", "--no-abbrev",
            "--no-renames", "--no-ext-diff", "--no-color", "-O/dev/null", "-z", "--date=raw",
            f"--format={LOG_FORMAT}", "--end-of-options",
            revision if since is None else f"{since}..{revision}", "--", directory, *also,
        ) as process:  # fmt: skip
            yield from (commit for commit in read_log(_pipe(process.stdout), accepts) if commit.changes)
            said = _pipe(process.stderr).read()
            if process.wait():
                raise GitFailedError(said, process.returncode, self.root).translated()

    def blobs(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the content of every blob, or other object, in `names`, in their order, from one process.

        The names are taken as they come, in a thread of their own; what they raise is raised here.
        """
        with self._started("cat-file", "--batch", "--buffer") as process:
            feeder = Feeder(_pipe(process.stdin), names)
            feeder.start()
            stdout, read = _pipe(process.stdout), 0
            while header := stdout.readline():
                yield read_blob(stdout, header.split())
                read += 1
            fed = feeder.finish()
            if read < len(fed):
                error = GitFailedError(_pipe(process.stderr).read(), process.wait(), self.root).translated()
                raise error if "another user" in error.message else lost(fed[read])

    @property
    def is_partial(self) -> bool:
        """Whether the clone was made with a filter, so that objects may be at its remote only."""
        try:
            return b"promisor" in (self.common_folder / "config").read_bytes()
        except OSError:
            return False

    def fetch_promised(self, names: Collection[str]) -> None:
        """Ask the remote of a partial clone for those of `names` that are not here, all at once, as git does not."""
        listed = self._git("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
        missing = set(names).difference(listed.split())
        promisor = self._answer("config", "--get-regexp", r"^remote\..*\.promisor$") if missing else None
        if promisor:
            remote = promisor.split()[0].removeprefix("remote.").removesuffix(".promisor")
            try:
                self._run(
                    "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head",
                    "--recurse-submodules=no", "--filter=blob:none", "--stdin", remote, told="\n".join(missing),
                )  # fmt: skip
            except GitFailedError as error:
                raise unreachable(remote, len(missing), error) from error

    def uncommitted(self, *directories: str) -> list[str]:
        """Return the paths below `directories` where the working tree differs from HEAD, ignored files aside."""
        with self.asked_for_uncommitted(*directories) as answer:
            return answer()

    @contextmanager
    def asked_for_uncommitted(self, *directories: str) -> Iterator[Callable[[], list[str]]]:
        """Ask for what `uncommitted` returns, and give it when it is wanted: git looks for it in the meantime."""
        with self._started(
            "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all",
            "--", *directories,
        ) as process:  # fmt: skip

            def answer() -> list[str]:
                return [entry[3:] for entry in self._said(process).split("\0") if entry and not entry.endswith("/")]

            yield answer

    def not_checked_out(self, directory: str) -> dict[str, str]:
        """Return the blobs of the regular files below `directory` that a sparse checkout leaves out, by path."""
        listed = (entry.partition("\t") for entry in self._git("ls-files", "-st", "-z", "--", directory).split("\0"))
        told = ((path, *entry.split(" ")) for entry, _, path in listed if entry.startswith("S "))
        return {path: blob for path, _, mode, blob, _ in told if mode in REGULAR_FILES}

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the newest commit that two commits have in common, as far as this clone knows; None without one."""
        return self._answer("merge-base", one, other)

    def added(self) -> dict[str, datetime | None]:
        """Return when what is at each path was first added, whatever it was called then, by its author's clock.

        None is what was added before the history begins that this clone knows: it is shallow, or there are grafts.
        """
        if self.resolve("HEAD") is None:
            return {}
        asked = (
            "--topo-order", "--diff-filter=AR", "--name-status", "-M", "-l1000", "--no-color", "-O/dev/null", "-z",
            "--date=raw",
        )  # fmt: skip
        said = self._git("log", *asked, f"--format={ADDED_FORMAT}", "--")
        stated = ("--no-replace-objects", "cat-file", "commit")
        return read_added(said, lambda sha: "\nparent " in self._git(*stated, sha).partition("\n\n")[0])

    def parents(self, commit: str) -> tuple[str, ...]:
        """Return the parents that `commit` states, those that a shallow clone does not have included."""
        head = self._git("cat-file", "commit", commit).partition("\n\n")[0]
        return tuple(line.removeprefix("parent ") for line in head.splitlines() if line.startswith("parent "))

    def branch(self) -> str | None:
        """Return the full name of the branch that is checked out, such as refs/heads/main; None without one."""
        return self._answer("symbolic-ref", "--quiet", "HEAD")

    def references(self, *patterns: str) -> dict[str, str]:
        """Return what each reference, by its full name, stands for: another one's name, or its upstream's, or nothing.

        A pattern is a name, whole or up to a slash, or has `*` for what lies between two slashes.
        """
        told = self._git("for-each-ref", "--format=%(refname) %(symref)%(upstream)", *patterns)
        return {name: other for name, _, other in (line.partition(" ") for line in told.splitlines())}

    def remotes(self) -> list[str]:
        """Return the names of the remotes, origin first."""
        return sorted(self._git("remote").splitlines(), key=lambda name: (name != "origin", name))

    @contextmanager
    def asked_for_changes(
        self, commit: str | None, directories: Iterable[str]
    ) -> Iterator[Callable[[], dict[str, str | None]]]:
        """Ask where the working tree differs from `commit`, and give the answer when it is wanted: git looks meanwhile.

        It holds the blob that was at each path in `commit`, and None where there was no file. New files that git
        ignores are left out. Without a commit, every file is new.
        """
        folders = tuple(directories)
        listing = (
            "ls-files", "--others", *(() if commit else ("--cached",)), "--exclude-standard", "-z", "--", *folders,
        )  # fmt: skip
        comparing = (
            "diff", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-color", "-O/dev/null",
            "--ignore-submodules=all", "-z", commit or "HEAD", "--", *folders,
        )  # fmt: skip
        with self._started(*listing) as new, self._started(*comparing) if commit else nullcontext() as changed:

            def answer() -> dict[str, str | None]:
                paths = (path for path in self._said(new).split("\0") if path and not path.endswith("/"))
                return dict.fromkeys(paths) | (read_changes(self._said(changed)) if changed else {})

            yield answer

    def files_at(self, commit: str, directory: str) -> dict[str, str]:
        """Return the blobs of the regular files that `commit` has at or below `directory`, by path."""
        below = () if directory == "." else (directory,)
        listed = (entry.partition("\t") for entry in self._git("ls-tree", "-rz", commit, "--", *below).split("\0"))
        told = ((path, *entry.split(" ")) for entry, _, path in listed if path)
        return {path: blob for path, mode, _, blob in told if mode in REGULAR_FILES}

    def _said(self, process: subprocess.Popen[bytes]) -> str:
        """Return all that git says on its standard output."""
        told, complaint = process.communicate()
        if process.returncode:
            raise GitFailedError(complaint, process.returncode, self.root).translated()
        return os.fsdecode(told)

    def _answer(self, *arguments: str) -> str | None:
        """Return the one line that git says; None where it exits with 1, which is how it says that there is none."""
        try:
            return self._run(*arguments).strip()
        except GitFailedError as error:
            if error.status != _NONE:
                raise error.translated() from error
            return None

    def _is_unborn(self) -> bool:
        """Whether HEAD is a branch without commits. One whose ref is damaged looks the same to `git rev-parse`."""
        try:
            self._run("log", "-1", "--format=%H")
        except GitFailedError as error:
            if "does not have any commits yet" in error.said:
                return True
            raise error.translated() from error
        return False

    def _git(self, *arguments: str) -> str:
        try:
            return self._run(*arguments)
        except GitFailedError as error:
            raise error.translated() from error

    def _run(self, *arguments: str, told: str = "") -> str:
        with _starting():
            done = subprocess.run(
                _command(arguments), cwd=self.root, env=_environment(), input=told.encode(), capture_output=True,
                check=False,
            )  # fmt: skip
        if done.returncode:
            raise GitFailedError(done.stderr, done.returncode, self.root)
        return os.fsdecode(done.stdout)

    @contextmanager
    def _started(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """Start git with pipes, and see to it that it ends."""
        with _starting():
            process = subprocess.Popen(
                _command(arguments), cwd=self.root, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe:
                    with suppress(OSError):
                        pipe.close()


def configured_user(folder: Path) -> tuple[str | None, str | None]:
    """Return the name and the e-mail that git would sign a commit in `folder` with, each None if it is not known."""
    return _setting(folder, "user.name"), _setting(folder, "user.email")


def _setting(folder: Path, key: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "config", "--get", key], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return None
    return os.fsdecode(done.stdout).strip() or None


def _command(arguments: Iterable[str]) -> list[str]:
    return ["git", "--no-pager", "--no-optional-locks", *_PLAIN, *arguments]


def _environment() -> dict[str, str]:
    """Return what git runs with: the repository is that of the folder, whatever hook of another one runs pmctl."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _ELSEWHERE},
        "LC_ALL": "C",
        "LANGUAGE": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": os.environ.get("GIT_NO_LAZY_FETCH", "0"),
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_GLOB_PATHSPECS": "0",
        "GIT_NOGLOB_PATHSPECS": "0",
        "GIT_ICASE_PATHSPECS": "0",
    }


@contextmanager
def _starting() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PmctlError("git is not installed", hint=_INSTALL_GIT) from error


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - every process is started with all its pipes
    return stream
