"""A repository's own template, filled in by another process: `sandbox` says why."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Mapping

# It ends before its garbage is worth a look.
_START = "import gc; gc.disable(); from pmctl.repository.sandbox import main; main()"
_TRACEBACK = "Traceback (most recent call last):"
_PATIENCE = 60
"""In seconds: how long to wait where even the watchdog of the other process is not heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a template may use.

    Attributes:
        seconds: of wall time; the process is ended a second later if it does not listen.
        characters: of the document that it makes, and of any text or list that it multiplies.
        memory: in bytes, the interpreter's own included; where the system has no such limit, none.
    """

    seconds: float = 2
    characters: int = 1_000_000
    memory: int = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A template to be filled in.

    Attributes:
        path: of the template.
        shown: what messages call it.
        shipped: the folder of the shipped templates, which it may extend.
        values: what it may use.
        folders: where templates that it may extend lie besides its own folder.
        named: others that it may extend wherever they lie, by what the configuration calls them: a name, or a path.
    """

    path: Path
    shown: str
    shipped: Path
    values: Mapping[str, Any]
    folders: tuple[Path, ...] = ()
    named: Mapping[str, Path] = field(default_factory=dict)
    limits: Limits = Limits()


def render_own(request: Request) -> str:
    """Return what the template makes of its values; PmctlError says what is wrong, and in which line."""
    import pickle  # noqa: PLC0415 - not where a shipped template is filled in, nor in the other process
    import subprocess  # noqa: PLC0415 - as above

    # Found where they are found here, but never in the working directory: a repository could bring a jinja2 of its own.
    paths = os.pathsep.join(path for path in sys.path if Path(path).is_absolute())
    try:
        done = subprocess.run(  # noqa: S603 - Python itself
            [sys.executable, "-P", "-c", _START],
            input=pickle.dumps(request),
            capture_output=True,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore"},
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise _unheard(request) from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip()
        if _TRACEBACK not in said:  # what else stands there may come from any program that starts
            raise _unheard(request)
        reason = said.rpartition("\n")[2]
        raise PmctlError(f"template {request.shown}: the process that fills it in has failed: {reason}")
    answer = json.loads(done.stdout)
    if "text" not in answer:
        raise PmctlError(answer["message"], hint=answer["hint"])
    return str(answer["text"])


def _unheard(request: Request) -> PmctlError:
    message = f"it takes longer than {request.limits.seconds:g} seconds, or needs too much memory"
    hint = "Look for a loop that is too long, or a number that is too large."
    return PmctlError(f"template {request.shown}: {message}", hint=hint)
