"""Whether what stands below a heading looks like actions to come, whatever the heading is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_items import looks_like_action
from pmctl.adoption.actions_outline import read_list, read_table
from pmctl.adoption.actions_promises import tells_promises
from pmctl.adoption.actions_tables import Columns, upright
from pmctl.adoption.actions_text import plain
from pmctl.adoption.actions_words import VERBS, Field
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.adoption.actions_scope import Part
    from pmctl.adoption.actions_values import Reader
    from pmctl.adoption.found_action import FoundAction
    from pmctl.postmortem.blocks import Block

_HALF: Final = 0.5
_SHORTEST_PAST: Final = 4
_LISTED: Final = frozenset({"timeline", "participants", "references"})
"""Sections whose items have people, days and links as actions do: only checkboxes tell those apart."""

_LEARNED: Final = frozenset(
    {"lessons-learned", "what-went-well", "what-went-wrong", "where-we-got-lucky", "five-whys", "background"}
)
"""Sections whose items ask for things as actions do, and promise nothing: only an owner or a day tells those apart."""

_PHASES: Final = frozenset({"detection", "resolution", "trigger"})
"""Sections whose names are also what an action is meant for."""

_TIME: Final = lazy_pattern(r"[\W_]{0,8}(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]{1,2})?[0-2]?[0-9][:.][0-5][0-9](?![0-9.])")


def looks_like_actions(part: Part, found: Iterable[FoundAction], reader: Reader) -> bool:
    """Return whether what stands below the name of a section is a group of actions, and not that section.

    Args:
        part: that stands in a section of actions, below the name of another one.
        found: what would be read of it.
        reader: of the document's values.
    """
    found = list(found)
    items = [item for block in part.blocks if block.kind == "list" for item in read_list(block)]
    if not found or any(_TIME.match(item.text) for item in items):
        return False
    if mostly(item.mark is not None for item in items):
        return True
    if part.name in _LISTED:
        return False
    tables = [block for block in part.blocks if block.kind == "table"]
    if tables and not items:
        return any(_is_of_actions(block, part, reader) for block in tables)
    if not items:
        return mostly(action.owner is not None or action.due is not None for action in found)
    return mostly(_is_one(action, part.name) for action in found)


def _is_of_actions(block: Block, part: Part, reader: Reader) -> bool:
    table = read_table(block)
    columns = Columns(upright(table))
    is_told = columns.holds(Field.OWNER, Field.DUE, Field.STATUS, Field.TICKET) > 0
    return (columns.is_named and is_told) or tells_promises(table, part, reader)


def _is_one(action: FoundAction, section: str | None) -> bool:
    if action.owner or action.due:
        return True
    if section in _LEARNED or is_past(action):
        return False
    if section in _PHASES:
        return looks_like_action(action)
    return bool(action.status or action.ticket) or begins_with_verb(action.title)


def begins_with_verb(line: str) -> bool:
    """Return whether a line begins as an English sentence does that asks for something."""
    first = plain(line[:200]).partition(" ")[0]
    return first.casefold().strip(",.:") in VERBS


def is_past(action: FoundAction) -> bool:
    """Return whether an item begins as an English sentence does that says what was done: "Restarted the workers"."""
    first = action.title.split()[0].casefold().strip(",.:")
    return first.endswith("ed") and first not in VERBS and len(first) > _SHORTEST_PAST


def mostly(answers: Iterable[bool]) -> bool:
    """Return whether more than half of the answers are yes; if there is none they are not."""
    listed = list(answers)
    return bool(listed) and sum(listed) > _HALF * len(listed)
