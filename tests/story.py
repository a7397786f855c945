"""Real git repositories for tests, told as a story: who wrote what, and when it was committed or merged.

The story is kept in memory and fed to one ``git fast-import``, so a commit costs a fraction of a millisecond. Nothing
stands in the working tree until `checkout` puts it there.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REGULAR, EXECUTABLE, SYMLINK, SUBMODULE = "100644", "100755", "120000", "160000"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)

Tree = dict[str, tuple[str, bytes]]


@dataclass(frozen=True)
class Told:
    """A commit of the story; `tree` holds mode and content by path."""

    sha: str
    author: str
    date: datetime | None
    subject: str
    parents: tuple[str, ...]
    tree: Mapping[str, tuple[str, bytes]]


class Story:
    """A repository in the making.

    Changes (`write`, `delete`, `rename` …) go to the branch that one is on and wait for `commit`. An author is told by
    name; the author's date is always days before the committer's, which is the one that counts. Close it, or use it
    as a context manager, so that its git process ends.
    """

    def __init__(self, root: Path, *, object_format: str = "sha1") -> None:
        self.root = root
        self.commits: dict[str, Told] = {}
        self.branches: dict[str, str] = {}
        self.branch_name = "main"
        self.files: Tree = {}
        self._now = START
        self._marks: dict[str, str] = {}
        self._importer: subprocess.Popen[bytes] | None = None
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", f"--object-format={object_format}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hand everything told so far to git."""
        importer, self._importer = self._importer, None
        self._marks.clear()
        if importer is not None:
            importer.communicate()
            assert importer.returncode == 0, "git fast-import did not understand the story"

    # What is changed on the branch

    def write(self, path: str, content: str | bytes, *, mode: str = REGULAR) -> Self:
        """Write a file; for a symlink the content is its target, for a submodule its commit."""
        self.files[path] = mode, content if isinstance(content, bytes) else content.encode()
        return self

    def delete(self, path: str) -> Self:
        """Delete a file."""
        del self.files[path]
        return self

    def rename(self, old: str, new: str) -> Self:
        """Move a file; git is not told that it is the same."""
        self.files[new] = self.files.pop(old)
        return self

    # What is recorded

    def commit(
        self,
        subject: str = "Change the postmortems",
        *,
        by: str = "Mara Lindqvist",
        at: datetime | str | None = None,
        encoding: str | None = None,
        also: tuple[str, ...] = (),
    ) -> str:
        """Commit what has been changed, and return the commit's name.

        Args:
            subject: the message.
            by: the author's name.
            at: when: aware, in ISO format, or as git has it (``@SECONDS ZONE``); a day after the last commit if None.
            encoding: of author and message, UTF-8 if None.
            also: further parents, which make it a merge.
        """
        parent = self.branches.get(self.branch_name)
        raw, date = self._date(at)
        mark = f":{len(self._marks) + 1}"
        author, message = by.encode(encoding or "utf-8", "surrogateescape"), subject.encode(encoding or "utf-8")
        author_date = f"{int(raw.split()[0]) - 3 * 86400} +0000" if date else "0 +0000"
        lines = [
            f"commit refs/heads/{self.branch_name}\nmark {mark}".encode(),
            b"author " + author + f" <author@example.com> {author_date}".encode(),
            f"committer Merge Queue <queue@example.com> {raw}".encode(),
            *([f"encoding {encoding}".encode()] if encoding else []),
            b"data %d\n%b" % (len(message), message),
            *([f"from {self._known(parent)}".encode()] if parent else []),
            *(f"merge {self._known(other)}".encode() for other in also),
            *_changes(self.commits[parent].tree if parent else {}, self.files),
            f"\nget-mark {mark}\n".encode(),
        ]
        sha = self._tell(b"\n".join(lines))
        self._marks[sha] = mark
        parents = (*([parent] if parent else []), *also)
        self.commits[sha] = Told(sha, by, date, subject, parents, dict(self.files))
        self.branches[self.branch_name] = sha
        return sha

    def branch(self, name: str) -> Self:
        """Start a branch where one is, and go on there."""
        self.branches[name] = self.branches[self.branch_name]
        return self.switch(name)

    def switch(self, name: str) -> Self:
        """Go on on another branch; what is not committed is forgotten."""
        self.branch_name = name
        self.files = dict(self.commits[self.branches[name]].tree)
        return self

    def merge(self, name: str, subject: str | None = None, *, by: str = "Merge Queue", at: str | None = None) -> str:
        """Merge a branch with a merge commit. Where both sides changed a file, theirs wins."""
        self._take(name)
        return self.commit(subject or f"Merge branch '{name}'", by=by, at=at, also=(self.branches[name],))

    def squash(
        self, name: str, subject: str | None = None, *, by: str = "Mara Lindqvist", at: str | None = None
    ) -> str:
        """Commit what a branch has changed as one commit with one parent."""
        self._take(name)
        return self.commit(subject or f"Squash branch '{name}'", by=by, at=at)

    def revert(self, sha: str, *, by: str = "Mara Lindqvist", at: str | None = None) -> str:
        """Put back every file that a commit changed against its first parent."""
        told = self.commits[sha]
        before = self.commits[told.parents[0]].tree if told.parents else {}
        self._apply(told.tree, before)
        return self.commit(f'Revert "{told.subject}"', by=by, at=at)

    def first_parents(self, branch: str = "main") -> list[Told]:
        """Return the commits that `branch` is made of, oldest first, side branches left out."""
        line: list[Told] = []
        sha = self.branches.get(branch)
        while sha:
            line.append(self.commits[sha])
            sha = next(iter(line[-1].parents), None)
        return line[::-1]

    # What git does with it

    def git(self, *arguments: str) -> str:
        """Run git in the repository and return what it says, without the newline at its end."""
        self.close()
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode(errors="surrogateescape").removesuffix("\n")

    def configure(self, **settings: str) -> Self:
        """Set options of the repository; a double underscore stands for the dot in their names."""
        for name, value in settings.items():
            self.git("config", name.replace("__", "."), value)
        return self

    def checkout(self) -> Path:
        """Let the working tree hold what the branch holds, and return its folder."""
        self.close()
        self.git("symbolic-ref", "HEAD", f"refs/heads/{self.branch_name}")
        self.git("reset", "--quiet", "--hard")
        return self.root

    def shallow_clone(self, root: Path, *, depth: int = 1) -> Path:
        """Clone the newest `depth` commits of main to `root`."""
        self.git("clone", "--quiet", f"--depth={depth}", "--branch=main", self.root.as_uri(), str(root))
        return root

    def _take(self, name: str) -> None:
        theirs = self.branches[name]
        base = self._merge_base(self.branches[self.branch_name], theirs)
        self._apply(self.commits[base].tree, self.commits[theirs].tree)

    def _apply(self, before: Mapping[str, tuple[str, bytes]], after: Mapping[str, tuple[str, bytes]]) -> None:
        for path in {*before, *after}:
            if before.get(path) != after.get(path):
                self.files.pop(path, None)
                if path in after:
                    self.files[path] = after[path]

    def _merge_base(self, ours: str, theirs: str) -> str:
        known = self._ancestors(ours)
        return next(sha for sha in self._ancestors(theirs) if sha in known)

    def _ancestors(self, sha: str) -> dict[str, None]:
        found: dict[str, None] = {}
        waiting = [sha]
        while waiting:
            sha = waiting.pop(0)
            if sha not in found:
                found[sha] = None
                waiting += self.commits[sha].parents
        return found

    def _date(self, at: datetime | str | None) -> tuple[str, datetime | None]:
        if isinstance(at, str) and at.startswith("@"):
            return at[1:], None
        when = datetime.fromisoformat(at) if isinstance(at, str) else at or self._now + timedelta(days=1)
        self._now = when if when.tzinfo else when.replace(tzinfo=UTC)
        return f"{int(self._now.timestamp())} {self._now:%z}", self._now

    def _known(self, sha: str) -> str:
        """What fast-import calls a commit: one that it has made itself, it does not know by its name yet."""
        return self._marks.get(sha, sha)

    def _tell(self, words: bytes) -> str:
        if self._importer is None:
            command = ["git", "fast-import", "--quiet", "--force", "--date-format=raw-permissive"]
            self._importer = subprocess.Popen(command, cwd=self.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        stdin, stdout = cast("IO[bytes]", self._importer.stdin), cast("IO[bytes]", self._importer.stdout)
        stdin.write(words)
        stdin.flush()
        return stdout.readline().decode().strip()


def _changes(before: Mapping[str, tuple[str, bytes]], after: Mapping[str, tuple[str, bytes]]) -> list[bytes]:
    changes = [b"D " + _quoted(path) for path in before if path not in after]
    for path, (mode, content) in after.items():
        if before.get(path) == (mode, content):
            continue
        if mode == SUBMODULE:
            changes.append(f"M {mode} ".encode() + content + b" " + _quoted(path))
        else:
            changes.append(f"M {mode} inline ".encode() + _quoted(path) + b"\ndata %d\n%b" % (len(content), content))
    return changes


def _quoted(path: str) -> bytes:
    plain = b" !#$%&'()*+,-./:;<=>?@[]^_`{|}~"
    data = path.encode("utf-8", "surrogateescape")
    return b'"%b"' % b"".join(
        bytes([byte]) if bytes([byte]).isalnum() or byte in plain else b"\\%03o" % byte for byte in data
    )
