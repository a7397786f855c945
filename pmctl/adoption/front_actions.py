"""Actions in front matter that another tool, or a team of its own, has thought out: ``action_items:`` and the like."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions import find_actions
from pmctl.postmortem.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
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
"""What the keys of an item are called, the likeliest first."""

_HEAD: Final = f"## Action items\n\n| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}\n"
_WORDS: Final = {"true": "Done", "false": "Open", "yes": "Done", "no": "Open"}
_MOST: Final = 1_000


def actions_in(
    fields: Mapping, *, day: date | None, month_first: bool | None, conventions: Conventions
) -> tuple[FoundAction, ...]:
    """Return the actions of the first list of them, if each is a text, or keys with one value each; else none.

    They are read as the rows of a table would be, so that words mean the same in both places.
    """
    for key, entry in fields.entries.items():
        node = entry.node
        if not isinstance(node, Sequence) or "".join(filter(str.isalnum, key)).casefold() not in _KEYS:
            continue
        rows = [_row(item) for item in node.items[:_MOST]]
        if not rows or not all(row and row[0] for row in rows):
            continue
        lines = [f"| {' | '.join(row)} |" for row in rows if row]
        text = _HEAD + "\n".join(lines) + "\n"
        found = find_actions(text, body=0, day=day, month_first=month_first, rst=False, conventions=conventions)
        first = _HEAD.count("\n") + 1
        return tuple(replace(action, line=node.items[action.line - first].line, group=None) for action in found)
    return ()


def _row(item: Node) -> list[str] | None:
    if isinstance(item, Scalar):
        return [_cell(item), *[""] * (len(_COLUMNS) - 1)]
    if not isinstance(item, Mapping):
        return None
    told = {"".join(filter(str.isalnum, key)).casefold(): entry.node for key, entry in item.entries.items()}
    row = []
    for names in _COLUMNS.values():
        node = next((told[name] for name in names if name in told), None)
        if node is not None and not isinstance(node, Scalar):
            return None
        row.append("" if node is None else _cell(node))
    row[3] = _WORDS.get(row[3].casefold(), row[3])
    return row


def _cell(node: Scalar) -> str:
    return "" if node.is_null else " ".join(node.text.split()).replace("|", "\\|")
