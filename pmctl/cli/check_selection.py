"""Which documents ``pmctl check`` looks at: named ones, those that a branch changed, or the one that is typed."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem
    from pmctl.repository.branch import Branch
    from pmctl.repository.checking import Checked

_STANDARD_INPUT = Path("-")


def compared(
    session: Session, paths: Sequence[Path], base: str | None, *, changed: bool
) -> AbstractContextManager[Branch | None]:
    """Give the branch that ``--changed`` and ``--base`` ask for, or None."""
    if base is not None and not base.strip():
        raise PmctlError("--base is empty", hint="Name a branch or a commit; without --base, pmctl finds it.")
    if not changed and base is None:
        return nullcontext()
    from pmctl.repository.branch import open_branch  # noqa: PLC0415 - most runs need no git

    return open_branch(session.project, base=base, only=changed, chosen=paths)


def typed_document(session: Session, name: Path | None, paths: Sequence[Path], *, changed: bool) -> Postmortem | None:
    """Read the document that ``--stdin-filename`` names from standard input; None if it names none."""
    named = [path for path in paths if path != _STANDARD_INPUT]
    if name is None:
        if len(named) < len(paths):
            raise PmctlError("standard input has no name", hint="Say what it is: --stdin-filename PATH.")
        return None
    if named or changed:
        other = "a PATH" if named else "--changed"
        message = f"--stdin-filename names the one document, so it does not go with {other}"
        raise PmctlError(message, hint="Leave one of them out.")
    from pmctl.postmortem.decoding import MAX_BYTES, decode  # noqa: PLC0415 - most runs read files
    from pmctl.postmortem.parse import parse  # noqa: PLC0415

    project = session.project
    path = project.relative(project.located(name))
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""  # it may be closed
    return parse(decode(data), path, project.conventions)


def comparison_text(branch: Branch, files: int) -> str:
    """Return one sentence about what was compared."""
    if branch.start.commit is None:
        return "Nothing is committed yet: every document is new." if files else "Nothing is committed yet."
    if branch.only and not files:
        return f"No documents have changed since {branch.start}."
    return f"Compared with {branch.start}."


def warn_of(session: Session, checked: Checked) -> None:
    """Say which documents were not checked, or not as they should be, and why."""
    from pmctl.render.safe import plural  # noqa: PLC0415 - hardly any run has something to say here

    if checked.not_here:
        documents = plural(checked.not_here, "document is", "documents are")
        names = "ids are compared with the names of their files"
        session.warn(f"{documents} neither checked out nor in this partial clone: {names}")
    if checked.unread:
        documents = plural(checked.unread, "document")
        session.warn(f"{documents} cannot be read, and little was checked there: `pmctl check --select PM0`")
    if checked.empty:
        session.warn(f"no documents were found in {', '.join(checked.empty)}")
