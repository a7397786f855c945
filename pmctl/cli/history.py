"""What the commands that read history have in common: as of when, the ledger, and what must be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmctl.cli.options import OnShallow
from pmctl.errors import PmctlError
from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.problems import ProblemKind
from pmctl.render.safe import plural
from pmctl.repository.history import Extent, read_ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from pmctl.cli.session import Session
    from pmctl.ledger.model import Ledger
    from pmctl.postmortem.model import Unreadable
    from pmctl.repository.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """As of when a report is made.

    Attributes:
        revision: the newest commit that counts; None is HEAD, and the working tree if no day is named either.
        until: only commits dated on or before the end of this day count; None takes them all.
        today: the day that the report takes as today, in the configured zone.
    """

    revision: str | None
    until: date | None
    today: date


def read_moment(session: Session, as_of: str | None, revision: str | None) -> Moment:
    """Return what ``--as-of``, a day or a revision, and ``--rev`` mean together.

    What was is judged by its own day, whatever is today: by the day that is named, or on which the revision was
    committed. PmctlError where `as_of` is neither, or where two revisions are named.
    """
    project = session.project
    if as_of is None:
        return Moment(revision=revision, until=None, today=project.today)
    day = parse_date(as_of)
    if day is not None:
        return Moment(revision=revision, until=day, today=day)
    if revision is not None:
        raise PmctlError("--as-of and --rev both name a revision", hint="With --rev, --as-of takes a date.")
    committed = _committed(project, as_of)
    return Moment(revision=as_of, until=None, today=committed.astimezone(project.conventions.zone).date())


def _committed(project: Project, as_of: str) -> datetime:
    from pmctl.repository.git_errors import UnknownRevisionError  # noqa: PLC0415 - not every command asks git

    try:
        committed = project.repository.committed(as_of)
    except UnknownRevisionError:
        committed = None
    if committed is None:
        raise PmctlError(
            f"--as-of is neither a date nor a revision: {as_of}",
            hint="Write a date as YYYY-MM-DD, or name a branch, a tag or a commit that `git log` knows.",
        )
    return committed


def load_ledger(
    session: Session,
    *,
    on_shallow: OnShallow,
    revision: str | None = None,
    as_of: date | None = None,
    extent: Extent = Extent.WHOLE,
) -> Ledger:
    """Return the ledger; warn of a shallow clone and of documents that cannot be read."""
    ledger = load_history(session, on_shallow=on_shallow, revision=revision, as_of=as_of, extent=extent)
    readable_once = {life.unreadable.path for life in ledger.documents if life.unreadable}
    warn_of_unreadable(session, ledger.unreadable, carried=readable_once)
    return ledger


def load_history(
    session: Session,
    *,
    on_shallow: OnShallow,
    revision: str | None = None,
    as_of: date | None = None,
    extent: Extent = Extent.WHOLE,
) -> Ledger:
    """Return the ledger; warn of a shallow clone only."""
    cached = not session.options.no_cache
    session.waiting.words = "Reading the history"
    ledger = read_ledger(
        session.project, revision=revision, as_of=as_of, extent=extent, cached=cached, meanwhile=session.get_ready
    )
    if extent is Extent.OPEN and not any(life.is_open for life in ledger.actions):
        ledger = read_ledger(session.project, revision=revision, as_of=as_of, cached=cached)
    if not ledger.names and not ledger.unreadable:
        _explain_emptiness(session, ledger, has_working_tree=revision is None and as_of is None)
    if ledger.shallow:
        message = "this clone is shallow: what happened before its oldest commit is unknown"
        if on_shallow is OnShallow.FAIL:
            raise PmctlError(message, hint="`git fetch --unshallow` brings the whole history.")
        session.warn(f"{message}; `git fetch --unshallow` brings the whole history")
    return ledger


def _explain_emptiness(session: Session, ledger: Ledger, *, has_working_tree: bool) -> None:
    """Say why there is nothing to report: an empty report reads like good news."""
    project = session.project
    directory = project.shown(project.relative(project.directory))
    documents = project.paths() if has_working_tree else []
    if documents:
        message = f"git does not know the {plural(len(documents), 'document')} in {directory}"
        hint = "Are they ignored, in a submodule, or behind a link? Promises are read from history."
        if not ledger.documents:
            raise PmctlError(message, hint=hint)
        session.warn(f"{message}. {hint}")
        return
    if has_working_tree and not ledger.documents and not ledger.shallow:
        session.warn(f"there has never been a document in {directory}")


def warn_of_unreadable(
    session: Session, documents: Sequence[Unreadable], *, carried: Collection[str] | None = None
) -> None:
    """Name the documents whose record cannot be read.

    At the paths in `carried`, the last readable state counts, the others are not counted; None says nothing of that.
    """
    legacy = [d for d in documents if d.problems[0].kind is ProblemKind.MISSING_FRONT_MATTER]
    broken = [d for d in documents if d not in legacy]
    for document in broken:
        problem = document.problems[0]
        place = f"{session.project.shown(document.path)}:{problem.line}"
        kept = "" if carried is None else "; its last readable state counts"
        left_out = carried is not None and document.path not in carried
        session.warn(f"{place}: {problem.message}{'; not counted' if left_out else kept}")
    if legacy:
        first = session.project.shown(legacy[0].path)
        more = f" and {len(legacy) - 1} more" if len(legacy) > 1 else ""
        session.warn(f"{first}{more} without front matter: not counted")
