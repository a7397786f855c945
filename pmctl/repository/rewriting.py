"""Documents written again, by a command that has read them before."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from pmctl.errors import PmctlError
from pmctl.repository.files import read_document, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ANY_WRITE = 0o222


class Rewriting(NamedTuple):
    """A document at `path` whose text `before` becomes `after`."""

    path: Path
    before: str
    after: str


def rewrite_document(path: Path, root: Path, before: str, after: str) -> None:
    """Replace the text of the document at `path`, whole or not at all. Behind a link, the document itself is written.

    Raises:
        PmctlError: it cannot be written, nobody may write it, or it is not `before` any more.
    """
    _refuse(path, root, before)
    write_text(path, after)


def rewrite_documents(documents: Iterable[Rewriting], root: Path) -> None:
    """Replace the texts of documents, all or none: none is written before all could be, and a failure undoes them.

    Raises:
        PmctlError: as `rewrite_document` does.
    """
    documents = tuple(documents)
    for document in documents:
        _refuse(document.path, root, document.before)
    done: list[Rewriting] = []
    try:
        for document in documents:
            write_text(document.path, document.after)
            done.append(document)
    except BaseException:
        for document in done:
            with suppress(PmctlError):
                write_text(document.path, document.before)
        raise


def _refuse(path: Path, root: Path, before: str) -> None:
    try:
        is_writable = path.stat().st_mode & _ANY_WRITE and os.access(path, os.W_OK)
    except OSError as error:
        raise PmctlError(f"{path} cannot be written: {error.strerror or error}") from error
    if not is_writable:
        raise PmctlError(f"{path} is read-only", hint="Allow yourself to write it, and run the command again.")
    if read_document(path, root) != before:
        raise PmctlError(f"{path} has changed in the meantime", hint="Run the command again.")
