"""One action item as a legacy document states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from pmctl.postmortem.conventions import ActionStatus, ActionType


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAction:
    """What a document says of one action item. Nothing is guessed: what is not stated is None.

    Attributes:
        title: plain text on one line; a link is its text, and what the other attributes hold is taken off where it
            stands beside the words and not among them.
        line: of the document, counted from 1, on which the item begins.
        owner: as written: a handle with its @, else the name; several are joined by a comma and a space.
        due: the day, if one is written.
        due_text: what is written in the place of a day, such as "Q3" or "v2.7".
        status: in pmctl's words.
        status_text: what is written in the place of a status, if no status is known by it.
        ticket: a URL, or a key such as ``OPS-123``.
        priority: as the conventions name it.
        type: what the item is meant to do, where a column or a label says it.
        group: the sub-heading, or the item, that it stands under.
        closed: the day on which it is said to have been done.
    """

    title: str
    line: int
    owner: str | None = None
    due: date | None = None
    due_text: str | None = None
    status: ActionStatus | None = None
    ticket: str | None = None
    priority: str | None = None
    type: ActionType | None = None
    group: str | None = None
    closed: date | None = None
    status_text: str | None = None
