"""Documents that are pmctl's already: what marks them, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from pmctl.adoption.found_action import FoundAction
from pmctl.adoption.front_actions import foreign_keys, has_foreign_facts, lists_in
from pmctl.adoption.front_values import doubts_of_values, unread_keys
from pmctl.adoption.model import Adoption, Doubt, Fact
from pmctl.postmortem.action_table import BLOCK
from pmctl.postmortem.edit import has_block
from pmctl.postmortem.model import REQUIRED_KEYS
from pmctl.postmortem.nodes import Mapping, Sequence
from pmctl.postmortem.section_gaps import missing_sections

if TYPE_CHECKING:
    from pmctl.adoption.model import Value
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Node

T = TypeVar("T")

_WHOLE: Final = frozenset({"id", "title", "status"})
"""The keys that pmctl gives to every action."""


def is_ours(document: Postmortem) -> bool:
    """Return whether a document is pmctl's: made by it, adopted before, or written by somebody who knows it.

    It has an id, and a list of actions in pmctl's shape, which may be empty, or the table that pmctl writes. Both `new`
    and `adopt` write the list also where there is no action, so that nobody's deletion is undone.
    """
    record = document.record
    if record is None or not record.id:
        return False
    return is_own_list(record.fields.get("actions")) or has_block(document.text, BLOCK)


def is_own_list(node: Node | None) -> bool:
    """Return whether a value is a list of actions in pmctl's shape; an empty one is.

    An item that has an owner, a due date or a status under another tool's key alone is not in that shape.
    """
    if not isinstance(node, Sequence):
        return False
    items = [item for item in node.items if isinstance(item, Mapping)]
    if any(map(has_foreign_facts, items)):
        return False
    if any(item.entries.keys() >= _WHOLE for item in items):
        return True
    return len(items) == len(node.items) and all("title" in item.entries and not foreign_keys(item) for item in items)


def ours(document: Postmortem, record: Record, conventions: Conventions) -> Adoption:
    """Return what a document of pmctl's says; there is nothing to write."""
    stated = {
        "status": record.status.value if record.status else None,
        "severity": record.severity,
        "owner": record.owner,
    }
    facts: dict[str, Fact[Value]] = {}
    for key, value in stated.items():
        if fact := _stated(record, key, value):
            facts[key] = fact
    return Adoption(
        path=document.path,
        before=document.text,
        after=document.text,
        is_ours=True,
        id=record.id,
        title=_stated(record, "title", record.title),
        date=_stated(record, "date", record.date),
        facts=facts,
        sections=tuple(dict.fromkeys(section.name for section in document.sections if section.name)),
        headings=tuple(section.heading for section in document.sections),
        actions=own_actions(record),
        missing=tuple(key for key in REQUIRED_KEYS if not getattr(record, key)),
        missing_sections=missing_sections(document.sections, conventions),
        doubts=_doubts(record, conventions),
        confidence=1.0,
    )


def _doubts(record: Record, conventions: Conventions) -> tuple[Doubt, ...]:
    """What no other command reads of the actions, with what to write instead."""
    if all(item.fields is None or not unread_keys(item.fields, conventions) for item in record.actions):
        return ()
    lists = lists_in(record.fields, day=record.date, month_first=None, conventions=conventions)
    return tuple(doubt for one in lists if one.key == "actions" for doubt in doubts_of_values(one, conventions))


def _stated(record: Record, key: str, value: T | None) -> Fact[T] | None:
    entry = record.entry(key)
    if entry is None or not value:
        return None
    return Fact(value=value, line=entry.key.line, source="front matter", certainty=1.0)


def own_actions(record: Record) -> tuple[FoundAction, ...]:
    """Return the actions of a list in pmctl's shape."""
    return tuple(
        FoundAction(
            title=action.title or "",
            owner=action.owner,
            due=action.due,
            status=action.status,
            ticket=action.ticket,
            priority=action.priority,
            type=action.type,
            line=action.line,
            closed=action.closed,
        )
        for action in record.actions
    )
