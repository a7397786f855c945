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
    "Owner": ("owner", "who", "assignee", "assigned", "assignedto", "responsible", "dri", "assignees", "owners"),
    "Due": ("due", "duedate", "when", "deadline", "by", "eta", "date", "target"),
    "Status": ("status", "state", "done", "completed", "closed"),
    "Ticket": ("ticket", "issue", "jira", "link", "url", "tracking", "pr"),
}
"""What the keys of an item are called, pmctl's own first, then the likeliest."""

_FACTS: Final = frozenset({"owner", "due", "status"})
"""What is promised of an action: a list that says it in other words alone is another tool's."""

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
        several: the keys that have several values where an action has one, each with its line.
    """

    key: str
    line: int
    node: Sequence
    actions: dict[int, FoundAction]
    several: tuple[tuple[str, int], ...] = ()


def lists_in(
    fields: Mapping, *, day: date | None, month_first: bool | None, conventions: Conventions
) -> Iterator[FrontList]:
    """Yield the lists of actions, that of pmctl's name first; an item is a text, or keys with a value.

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
        several = tuple(told for item in node.items if isinstance(item, Mapping) for told in _several(item))
        yield FrontList(key, fields.entries[key].key.line, node, actions, several if actions else ())


def foreign_keys(item: Mapping) -> list[str]:
    """Return the keys of an item that say what another key says in pmctl's shape, which is not there or is empty."""
    meant = {name: names[0] for names in _COLUMNS.values() for name in names}
    return [
        key
        for key, entry in item.entries.items()
        if key not in _OWN
        and (own := meant.get(_folded(key)))
        and not _is_empty(entry.node)
        and _is_empty(item.get(own))
    ]


def has_foreign_facts(item: Mapping) -> bool:
    """Return whether an item says whose it is, until when, or how far, by none but another tool's keys."""
    meant = {name: own for own, *names in _COLUMNS.values() if own in _FACTS for name in names}
    return any(_folded(key) in meant for key in foreign_keys(item))


def _folded(key: str) -> str:
    return "".join(filter(str.isalnum, key)).casefold()


def _is_empty(node: Node | None) -> bool:
    if isinstance(node, Sequence):
        return all(map(_is_empty, node.items))
    return node is None or (isinstance(node, Scalar) and not node.text.strip()) or node.value is None


def _row(item: Node) -> list[str] | None:
    if isinstance(item, Scalar):
        return [_cell(item), *[""] * (len(_COLUMNS) - 1)]
    if not isinstance(item, Mapping):
        return None
    row = []
    for _, node in _told(item):
        texts = _texts(node)
        if texts is None:
            return None
        # Which of several owners it is, nobody knows.
        row.append(", ".join(texts) if len(texts) == 1 or node is item.get("owner") else "")
    row[3] = _WORDS.get(row[3].casefold(), row[3])
    return row


def _several(item: Mapping) -> Iterator[tuple[str, int]]:
    """The keys of an item that say too much; several owners under pmctl's own key are for `pmctl check`."""
    for key, node in _told(item):
        if key != "owner" and node is not None and len(_texts(node) or ()) > 1:
            yield key, item.entries[key].key.line


def _told(item: Mapping) -> Iterator[tuple[str, Node | None]]:
    """What an item has in each column, with its key; one without a value leaves the word to another."""
    keys = {_folded(key): key for key in item.entries}
    for names in _COLUMNS.values():
        told = [(keys[name], item.entries[keys[name]].node) for name in names if name in keys]
        yield next(((key, node) for key, node in told if not _is_empty(node)), ("", None))


def _texts(node: Node | None) -> list[str] | None:
    """The values of a key; None if they are not plain."""
    nodes = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    scalars = [one for one in nodes if isinstance(one, Scalar)]
    return [text for one in scalars if (text := _cell(one))] if len(scalars) == len(nodes) else None


def _cell(node: Scalar) -> str:
    return "" if node.is_null else " ".join(node.text.split()).replace("|", "\\|")
