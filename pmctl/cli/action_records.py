"""The newest state of documents that can be read: as they stand, or else as git last had them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.cli.history import warn_of_unreadable
from pmctl.errors import PmctlError
from pmctl.postmortem.model import Unreadable
from pmctl.repository.history import Extent, read_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem, Record


def newest_records(session: Session, documents: Iterable[Postmortem]) -> list[Record]:
    """Return the records of documents; of one that cannot be read the last that could be, and warn of it.

    Outside git, and where history holds none that could be read, the document has no record.
    """
    documents = tuple(documents)
    unreadable = [Unreadable(path=one.path, problems=one.problems) for one in documents if one.record is None]
    earlier = _earlier_records(session) if unreadable else {}
    warn_of_unreadable(session, unreadable, carried=earlier)
    records = (one.record or earlier.get(one.path) for one in documents)
    return [record for record in records if record is not None]


def _earlier_records(session: Session) -> Mapping[str, Record]:
    """Return the last readable records of all documents that cannot be read any more, by path."""
    if not session.project.in_git:
        return {}
    session.waiting.words = "Reading the history"
    try:
        ledger = read_ledger(session.project, extent=Extent.OPEN, cached=not session.options.no_cache)
    except PmctlError as error:
        session.warn(f"{error.message}: what cannot be read is not counted")
        return {}
    return {life.unreadable.path: life.record for life in ledger.documents if life.unreadable}
