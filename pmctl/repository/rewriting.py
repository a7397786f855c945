"""Documents written again, by a command that has read them before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.files import read_document, write_text

if TYPE_CHECKING:
    from pathlib import Path

_ANY_WRITE = 0o222


def rewrite_document(path: Path, root: Path, before: str, after: str) -> None:
    """Replace the text of the document at `path`, whole or not at all. Behind a link, the document itself is written.

    Raises:
        PmctlError: it cannot be written, nobody may write it, or it is not `before` any more.
    """
    try:
        is_writable = path.stat().st_mode & _ANY_WRITE and os.access(path, os.W_OK)
    except OSError as error:
        raise PmctlError(f"{path} cannot be written: {error.strerror or error}") from error
    if not is_writable:
        raise PmctlError(f"{path} is read-only", hint="Allow yourself to write it, and run the command again.")
    if read_document(path, root) != before:
        raise PmctlError(f"{path} has changed in the meantime", hint="Run the command again.")
    write_text(path, after)
