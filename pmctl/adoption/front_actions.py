"""Actions in front matter that another tool, or a team of its own, has thought out: ``action_items:`` and the like."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.actions import find_actions
from pmctl.postmortem.model import OPTIONAL_ACTION_KEYS, REQUIRED_ACTION_KEYS
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pmctl.adoption.found_action import FoundAction
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.nodes import Node

_KEYS: Final = frozenset(
    {"actions", "actionitems", "followups", "followupactions", "followupitems", "correctiveactions", "todo", "todos"}
)
_COLUMNS: Final = {
    "Action": ("title", "what", "action", "task", "item", "name", "description", "summary", "text"),
    "Owner": ("owner", "who", "assignee", "assigned", "assignedto", "responsible", "dri"),
    "Due": ("due", "duedate", "when", "deadline", "by", "eta", "date", "target"),
    "Status": ("status", "state", "done", "completed", "closed"),
    "Ticket": ("ticket", "issue", "jira", "link", "url", "tracking", "pr"),
}
"""What the keys of an item are called, pmctl's own first, then the likeliest."""

_OWN: Final = frozenset({*REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS})
_HEAD: Final = f"## Action items\n\n| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}\n"
_WORDS: Final = {"true": "Done", "false": "Open", "yes": "Done", "no": "Open"}
_MOST: Final = 1_000


class FrontList(NamedTuple):
    """A list of actions in front matter.

    Attributes:
        key: what it is called there.
        line: of its key.
        node: its items.
        actions: each with the index of its item, counted from 0; none if one of the items is not plain enough.
    """

    key: str
    line: int
    node: Sequence
    actions: dict[int, FoundAction]


def lists_in(
    fields: Mapping, *, day: date | None, month_first: bool | None, conventions: Conventions
) -> Iterator[FrontList]:
    """Yield the lists of actions, that of pmctl's name first; an item is a text, or keys with one value each.

    They are read as the rows of a table would be, so that words mean the same in both places.
    """
    for key in sorted(fields.entries, key=lambda key: key != "actions"):
        node = fields.entries[key].node
        if not isinstance(node, Sequence) or not node.items or _folded(key) not in _KEYS:
            continue
        rows = [row for item in node.items[:_MOST] if (row := _row(item)) and row[0]]
        found: tuple[FoundAction, ...] = ()
        if len(rows) == len(node.items[:_MOST]):
            text = _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)
            found = find_actions(text, body=0, day=day, month_first=month_first, rst=False, conventions=conventions)
        first = _HEAD.count("\n") + 1
        indexes = [action.line - first for action in found]
        actions = {
            index: replace(action, line=node.items[index].line, group=None)
            for index, action in zip(indexes, found, strict=True)
        }
        yield FrontList(key, fields.entries[key].key.line, node, actions)


def foreign_keys(item: Mapping) -> list[str]:
    """Return the keys of an item that say what another key says in pmctl's shape, which is not there."""
    meant = {name: names[0] for names in _COLUMNS.values() for name in names}
    return [
        key
        for key in item.entries
        if key not in _OWN and _folded(key) in meant and meant[_folded(key)] not in item.entries
    ]


def _folded(key: str) -> str:
    return "".join(filter(str.isalnum, key)).casefold()


def _row(item: Node) -> list[str] | None:
    if isinstance(item, Scalar):
        return [_cell(item), *[""] * (len(_COLUMNS) - 1)]
    if not isinstance(item, Mapping):
        return None
    told = {_folded(key): entry.node for key, entry in item.entries.items()}
    row = []
    for names in _COLUMNS.values():
        nodes = [told[name] for name in names if name in told]
        # A key without a value says nothing, and leaves the word to another.
        node = next((node for node in nodes if not (isinstance(node, Scalar) and node.is_null)), None)
        if node is not None and not isinstance(node, Scalar):
            return None
        row.append("" if node is None else _cell(node))
    row[3] = _WORDS.get(row[3].casefold(), row[3])
    return row


def _cell(node: Scalar) -> str:
    return "" if node.is_null else " ".join(node.text.split()).replace("|", "\\|")
