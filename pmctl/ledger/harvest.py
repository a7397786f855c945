"""What a fold knows when it stops, for a later one to be planted with and go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmctl.ledger.growth import GrowingDocument
    from pmctl.ledger.model import Commit, Event
    from pmctl.postmortem.model import Record, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class PathState:
    """What stands at one path in the newest state.

    Attributes:
        name: of the document that stands there; None if no version was ever readable.
        record: the newest readable version, with the name.
        unreadable: why the newest version cannot be read, else None.
        veiled: whether what cannot be read was there before a shallow clone begins.
        arrived: the commit since which something stands there, if no version was ever readable; else None.
    """

    path: str
    name: str | None
    record: Record | None
    unreadable: Unreadable | None
    veiled: bool
    arrived: Commit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What a fold knows when it stops.

    Attributes:
        newest: the newest commit that touched a document.
        told: how many events there are.
        lost: what documents seem to be called that could not be read where a shallow clone begins.
        documents: all that it touched or was planted with, with their lives.
        paths: all of them at which something stands.
        loose: the events that belong to no document, each with its place among all events.
    """

    newest: Commit | None
    shallow: bool
    told: int
    lost: tuple[str, ...]
    documents: tuple[GrowingDocument, ...]
    paths: tuple[PathState, ...]
    loose: tuple[tuple[int, Event], ...]
