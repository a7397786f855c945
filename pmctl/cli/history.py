"""What the commands that read history have in common: the ledger, and what must be said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.cli.options import OnShallow
from pmctl.errors import PmctlError
from pmctl.postmortem.problems import ProblemKind
from pmctl.repository.history import read_ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from pmctl.cli.session import Session
    from pmctl.ledger.model import Ledger
    from pmctl.postmortem.model import Unreadable

_MOST_WARNINGS = 5


def load_ledger(
    session: Session, *, on_shallow: OnShallow, revision: str | None = None, as_of: date | None = None
) -> Ledger:
    """Return the ledger; warn of a shallow clone and of documents that cannot be read."""
    ledger = load_history(session, on_shallow=on_shallow, revision=revision, as_of=as_of)
    readable_once = {life.unreadable.path for life in ledger.documents if life.unreadable}
    warn_of_unreadable(session, ledger.unreadable, carried=readable_once)
    return ledger


def load_history(
    session: Session, *, on_shallow: OnShallow, revision: str | None = None, as_of: date | None = None
) -> Ledger:
    """Return the ledger; warn of a shallow clone only."""
    ledger = read_ledger(session.project, revision=revision, as_of=as_of)
    if ledger.shallow:
        message = "this clone is shallow: what happened before its oldest commit is unknown"
        if on_shallow is OnShallow.FAIL:
            raise PmctlError(message, hint="`git fetch --unshallow` brings the whole history.")
        session.warn(f"{message}; `git fetch --unshallow` brings the whole history")
    return ledger


def warn_of_unreadable(session: Session, documents: Sequence[Unreadable], *, carried: Collection[str] = ()) -> None:
    """Name the documents whose record cannot be read; at the paths in `carried`, the last readable state counts."""
    legacy = [d for d in documents if d.problems[0].kind is ProblemKind.MISSING_FRONT_MATTER]
    broken = [d for d in documents if d not in legacy]
    for document in broken[:_MOST_WARNINGS]:
        problem = document.problems[0]
        place = f"{session.project.shown(document.path)}:{problem.line}"
        kept = "; its last readable state counts" if document.path in carried else ""
        session.warn(f"{place}: {problem.message}{kept}")
    if len(broken) > _MOST_WARNINGS:
        session.warn(f"{len(broken) - _MOST_WARNINGS} more documents cannot be read; `pmctl check` names them all")
    if legacy:
        first = session.project.shown(legacy[0].path)
        more = f" and {len(legacy) - 1} more" if len(legacy) > 1 else ""
        session.warn(f"{first}{more} without front matter: not counted")
