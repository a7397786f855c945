"""A new document opened in its writer's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pathlib import Path

_STANDARD_ERROR = 2


def open_editor(path: Path) -> None:
    """Open `path` in $VISUAL or $EDITOR and wait for it; PmctlError if there is none, or it does not end well."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise PmctlError("neither $VISUAL nor $EDITOR is set", hint=f"The document is written; open {path} yourself.")
    out = None if sys.stdout.isatty() else _STANDARD_ERROR  # standard output is the path's alone
    try:
        command = [*shlex.split(editor, posix=os.name != "nt"), str(path)]
        code = subprocess.run(command, check=False, stdout=out).returncode  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise PmctlError(f"the editor {editor} cannot be started: {reason}", hint=f"The document is {path}.") from error
    if code:
        raise PmctlError(f"the editor {editor} ended with {code}", hint=f"The document is written: {path}.")
