"""The status and the due date of an action in front matter, in words that no other command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.adoption.model import Doubt
from pmctl.postmortem.conventions import ActionStatus, fold_word
from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pmctl.adoption.front_actions import FrontList
    from pmctl.postmortem.conventions import Conventions


class UnreadValue(NamedTuple):
    """A value that is understood here alone.

    Attributes:
        item: of which action, counted from 0.
        key: ``status`` or ``due``.
        written: what stands there, on one line.
        meant: what to write.
        line: where it stands.
    """

    item: int
    key: str
    written: str
    meant: str | date
    line: int


def unread_keys(item: Mapping, conventions: Conventions) -> list[str]:
    """Return which of ``status`` and ``due`` of an action have a value that the other commands do not read."""
    keys = []
    for key in ("status", "due"):
        node = item.get(key)
        if isinstance(node, Scalar) and not node.is_null and node.text.strip() and not _is_read(key, node, conventions):
            keys.append(key)
    return keys


def _is_read(key: str, node: Scalar, conventions: Conventions) -> bool:
    text = node.text.strip()
    if key == "due":
        return parse_date(text) is not None
    word = fold_word(text)
    return word in {*ActionStatus} or conventions.status_words.get(word) in {*ActionStatus}


def unread_values(front: FrontList, conventions: Conventions) -> Iterator[UnreadValue]:
    """Yield the values of a list of actions that are understood here, and by no other command."""
    for index, action in front.actions.items():
        item = front.node.items[index]
        if not isinstance(item, Mapping):
            continue
        for key in unread_keys(item, conventions):
            meant = action.due if key == "due" else action.status.value if action.status else None
            entry = item.entries[key]
            if meant is not None and isinstance(entry.node, Scalar):
                written = "".join(filter(str.isprintable, " ".join(entry.node.text.split())))
                yield UnreadValue(index, key, written, meant, entry.key.line)


def doubts_of_values(front: FrontList, conventions: Conventions) -> list[Doubt]:
    """Return a doubt for each value that stays and that no other command reads, with what to write instead."""
    forms = {"due": "YYYY-MM-DD", "status": ", ".join(ActionStatus)}
    return [
        Doubt(words=f"`{key}: {written[:60]}` stays, but pmctl reads only {forms[key]}: write {meant}", line=line)
        for _, key, written, meant, line in unread_values(front, conventions)
    ]
