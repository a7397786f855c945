"""A promised action has no id, or one that another action has.

## Why

An action is known by its id, as in `2026-03-14-checkout-timeouts/A1`: its title may be reworded and its place in the
list may change, and its history stays one history. Without an id, a new title makes it a new action; with an id that is
used twice, two histories become one.

Ids are compared exactly as they are written. An id is never used again, not even when its action is gone. A `proposed`
action needs none yet.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
  - id: A1
    title: Test the driver with the production pool size
  - title: Limit the connections of each host
---
```

## Good

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
  - id: A2
    title: Test the driver with the production pool size
  - title: Split the pool by tenant
    status: proposed
---
```

## Fix

An action without an id gets that of its row in the table of actions, if one row shows its title, and no other action
has that. Else it gets the next one of its document that is free: no action has it, at the base of a branch
neither where one is compared, and nothing speaks of it, be it the table of actions, a comment or a reference
(`checkout-timeouts/A3`) in another document. Of two with the same id, which is the newer is for you to say: the later
in the list gets another id only with `--unsafe-fixes`.
"""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from pmctl.postmortem.action_ids import next_action_id
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.shown_actions import shown_row
from pmctl.rules.edits import add_key_first, set_value
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule, report_at
from pmctl.rules.promises import promises, report_gap
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.model import Action, Postmortem
    from pmctl.postmortem.nodes import Node

_WORDS = lazy_pattern(r"[\w-]++")


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every promised action without an id, and every id that an earlier action has."""
    actions = document.record.actions if document.record else ()
    ids = {action.id for action in actions}
    if None not in ids and len(ids) == len(actions):
        return
    free = _free_ids(document, actions, context)
    places = {id(action): place for place, action in enumerate(actions)}
    for action, fields in promises(document.record):
        title = f": “{shorten(action.title)}”" if action.title else ""
        if report := report_gap(action, fields, "id", f"an action has no id{title}"):
            row = shown_row(document, action)
            new = row.cells[0] if row and row.cells[0] and row.cells[0] not in ids else next(free)
            ids.add(new)
            add = set_value if "id" in fields.entries else add_key_first
            edit = partial(add, document.text, ("actions", places[id(action)], "id"), new)
            which = "that of its row in the table" if row and new == row.cells[0] else "the next free one"
            help_ = f"Give it {which}: id: {new}."
            yield report._replace(help=help_, fix=Fix(title=f"Give it the id {new}", edit=edit))
    yield from _twice(document.text, actions, free)


def _twice(text: str, actions: tuple[Action, ...], free: Iterator[str]) -> Iterator[Report]:
    uses: dict[str, list[Node]] = {}
    for place, action in enumerate(actions):
        node = action.fields.get("id") if action.fields else None
        if node is None or action.id is None or is_placeholder(action.id):
            continue
        used = uses.setdefault(action.id, [])
        used.append(node)
        if len(used) > 1:
            times = "twice" if len(used) == 2 else f"{len(used)} times"
            new = next(free)
            report = report_at(
                node,
                f"the action id {shorten(action.id)} is used {times} (first on line {used[0].line})",
                f"Give the newer of the two the next free one: id: {new}.",
            )
            edit = partial(set_value, text, ("actions", place, "id"), new)
            yield report._replace(fix=Fix(title=f"Give it the id {new}", edit=edit, is_safe=False))


def _free_ids(document: Postmortem, actions: tuple[Action, ...], context: Context) -> Iterator[str]:
    """Yield the ids that follow those of the document's actions, without those that somebody may know already."""
    former = context.base.formers.get(document.path) if context.base else None
    before = former.record.actions if former else ()
    first = next_action_id([action.id for action in (*actions, *before) if action.id])
    head = first.rstrip("0123456789")
    number = first.removeprefix(head)
    words = {*_WORDS.findall(document.text), *(_WORDS.findall(former.text) if former else ())}
    known = {word.casefold() for word in (*words, *context.named_elsewhere(document.name))}
    ids = (f"{head}{next_:0{len(number) if number.startswith('0') else 1}}" for next_ in count(int(number)))
    return (id_ for id_ in ids if id_.casefold() not in known)


RULE = Rule(
    code="PM304",
    name="action-id",
    severity=FindingSeverity.ERROR,
    help="Give it the next free id.",
    page=__doc__,
    check=check,
)
