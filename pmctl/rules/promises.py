"""The actions of a record that are promises, and the gaps in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence
from pmctl.rules.model import Report, report_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from pmctl.postmortem.model import Action, Record
    from pmctl.postmortem.nodes import Node


def promises(record: Record | None) -> Iterator[tuple[Action, Mapping]]:
    """Yield every action that is not merely proposed, with its keys.

    An action that is mere text has no keys; PM102 says how to write it, and nothing else can be asked of it.
    """
    for action in record.actions if record else ():
        if action.fields is not None and action.status is not ActionStatus.PROPOSED:
            yield action, action.fields


def are_unreadable(record: Record) -> bool:
    """Return whether the actions are not a list. That is PM102's matter; what they are meant to be is not known."""
    node = record.fields.get("actions")
    return node is not None and not isinstance(node, Sequence) and not is_blank(node)


def is_blank(node: Node) -> bool:
    """Return whether nothing is written: no value, an empty text, a list of nothing, no keys."""
    if isinstance(node, Scalar):
        return node.value is None or not node.text.strip()
    return not node.entries if isinstance(node, Mapping) else all(map(is_blank, node.items))


def report_gap(
    action: Action, fields: Mapping, key: str, message: str, *, nothing: Container[str] = ()
) -> Report | None:
    """Return a report if `key` is missing (at the action) or blank (at the key); None if anything is written.

    What says `nothing`, words in lower case, is reported where it stands.
    """
    entry = fields.entries.get(key)
    if entry is None:
        return Report(message=message, line=action.line, column=action.column)
    if is_blank(entry.node):
        return report_at(entry.key, message)
    is_nothing = isinstance(entry.node, Scalar) and entry.node.text.strip().casefold() in nothing
    return report_at(entry.node, message) if is_nothing else None


def report_unnamed(record: Record, key: str, who: str) -> Report | None:
    """Return a report, at the key or else at the status, of a record of that status that names nobody at `key`."""
    entry = record.entry(key)
    if entry is not None and not is_blank(entry.node):
        return None
    where = entry.key if entry else record.fields.entries["status"].node
    return report_at(where, f"this is {record.status} and has no {who}")
