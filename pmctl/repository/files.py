"""Documents on disk: found, read and written."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.decoding import MAX_BYTES, decode, unreadable_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.problems import Problem

SUFFIXES = frozenset({".md", ".markdown", ".qmd"})
"""The extensions of documents: Markdown's two, and Quarto's, which is Markdown with code."""

_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which files are documents: those with a document's extension below the directory, but no index and no draft.

    Attributes:
        directory: relative to the root, with forward slashes; "." is the root itself.
        index: the path of the generated index, relative to the root.
        exclude: glob patterns relative to `directory`.
        former: where documents used to lie, relative to the root; their history counts.
    """

    directory: str
    index: str
    exclude: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    def accepts(self, path: str) -> bool:
        """Return whether the file at `path`, relative to the root, is a document."""
        prefix = _prefix(self.directory)
        return path.startswith(prefix) and path != self.index and self.accepts_below(path[len(prefix) :])

    def accepted(self, path: str) -> bool:
        """Return whether the file at `path`, relative to the root, is or was a document."""
        prefixes = (prefix for prefix in map(_prefix, self.former) if path.startswith(prefix))
        return self.accepts(path) or any(self.accepts_below(path[len(prefix) :]) for prefix in prefixes)

    def accepts_below(self, path: str, *, below: str = "") -> bool:
        """Return whether the file at `path`, relative to the folder that is searched, is a document.

        `below` leads from the directory to that folder: empty, or with a slash at its end.
        """
        if "/." in path or path[0] == "." or not is_document_name(path.rpartition("/")[2]):
            return False
        return not (self.exclude and self.excludes(f"{below}{path}"))

    def excludes(self, path: str) -> bool:
        """Return whether the configuration leaves out the file at `path`, relative to the directory."""
        return any(_matches(path, glob) for glob in self.exclude)


def _prefix(directory: str) -> str:
    return "" if directory == "." else f"{directory}/"


def _matches(path: str, glob: str) -> bool:
    """Whether a pattern means the file at `path`: its path, its name, or a folder that it lies in."""
    parts = path.split("/")
    glob = glob.removeprefix("./").removeprefix("**/").rstrip("/")
    ways = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    return fnmatchcase(parts[-1], glob) or any(fnmatchcase(way, glob) for way in ways)


def is_document_name(name: str) -> bool:
    """Return whether a file of this name can be a document: not hidden, not a README, with the right extension."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or name[0] in "._" or f".{suffix.casefold()}" not in SUFFIXES:
        return False
    return len(stem) != len("readme") or stem.casefold() != "readme"


def find_documents(folder: Path, scope: Scope, *, index: Path, below: str = "") -> list[Path]:
    """Return every document below `folder`, in the order of their paths. Folders behind links are not entered.

    `below` leads from the directory of the documents to `folder`, as `Scope.accepts_below` has it.
    """
    found = (folder / relative for relative in _walk(folder, "") if scope.accepts_below(relative, below=below))
    return [path for path in found if path != index]


def list_documents(root: Path, scope: Scope) -> Iterator[str]:
    """Yield the path of every document of the directory, relative to `root`."""
    folder, prefix = root / scope.directory, _prefix(scope.directory)
    for relative in _walk(folder, "") if folder.is_dir() else ():
        path = f"{prefix}{relative}"
        if path != scope.index and scope.accepts_below(relative):
            yield path


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    """Yield the files below `folder`, `prefix` before each, in the order of their paths."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise PmctlError(f"the folder {folder} cannot be read: {error.strerror or error}") from error
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _walk(folder / entry.name, f"{prefix}{entry.name}/")
        elif not (entry.is_symlink() and is_inner_link(folder / entry.name, folder)):
            yield prefix + entry.name


def is_inner_link(path: Path, folder: Path) -> bool:
    """Return whether `path` in `folder` is no document of its own.

    A link to a file beside or below it is that file under another name, and is read there.
    """
    if not path.is_symlink():
        return False
    target = Path(os.path.realpath(path))  # Path.resolve raises for a loop of links before Python 3.13
    return target.is_dir() or (target.is_file() and target.is_relative_to(os.path.realpath(folder)))


def read_document(path: Path, root: Path) -> str | Problem:
    """Return the text of the document at `path`, or why it cannot be read.

    A link that leads out of `root` is not followed: a document is part of its repository.
    """
    try:
        if path.is_symlink():
            target = Path(os.path.realpath(path))
            if not target.exists():
                return unreadable_file("the file is a link that leads nowhere", "Put the document itself here.")
            if not target.is_relative_to(root):
                return unreadable_file("the file is a link that leaves the repository", "Put the document itself here.")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # to open a pipe would be to wait for it
            return unreadable_file("this is no ordinary file", "Put the document itself here.")
        if status.st_size > MAX_BYTES:
            return decode(b" " * (MAX_BYTES + 1))
        return decode(path.read_bytes())
    except OSError as error:
        return unreadable_file(
            f"the file cannot be read: {error.strerror or error}", "Check that it is a readable file."
        )


def write_text(path: Path, text: str) -> None:
    """Replace the file at `path` by `text`, whole or not at all; its permissions stay. PmctlError if it cannot be.

    A device or a pipe is written to, never replaced.
    """
    temporary: str | None = None
    try:
        target = path.resolve() if path.is_symlink() else path
        if _is_device(path):
            with path.open("ab") as file:
                file.write(text.encode("utf-8"))
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except (OSError, RuntimeError, UnicodeEncodeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        reason = error.strerror if isinstance(error, OSError) else None
        raise PmctlError(f"{path} cannot be written: {reason or error}") from error


def _is_device(path: Path) -> bool:
    """Tell whether writing to `path` must not put another file in its place.

    A name such as /dev/stdout leads to whatever the stream leads to, perhaps to an ordinary file in use.
    """
    return str(path).startswith(_STREAMS) or (path.exists() and not path.is_file() and not path.is_dir())


def read_text(path: Path) -> str | None:
    """Return the text of a file of pmctl's own, line endings kept; None if there is none, PmctlError if unreadable."""
    try:
        if path.exists() and not path.is_file():
            raise PmctlError(f"{path} cannot be read: it is no ordinary file")
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise PmctlError(f"{path} is not UTF-8", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise PmctlError(f"{path} cannot be read: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
