"""The table of actions in the body does not show what the front matter says.

## Why

The front matter is the truth, and the table between `<!-- pmctl:actions -->` and `<!-- /pmctl:actions -->` is what
people read on the web. When the two differ, readers see promises that were dropped, owners who have handed over, and
dates that have been moved.

Compared is what the table shows: id, title, owner, due date and status of each action, in the order of the front
matter. Spaces, the width of columns, blank lines, comments and the way in which characters are escaped may be as a
formatter likes them. The columns may stand in any order and case, and columns of your own between them. A cell may say
the same in another way: with a link around it, in bold, `Done` for `done`, `11 April 2026` for `2026-04-11`. What the
table shows does not depend on the day. A document without the two markers has no such table; one of them without the
other is reported, since nothing can be written between them.

## Bad

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    due: 2026-04-11
    status: done
---

## Action items

<!-- pmctl:actions -->
| ID | Action | Owner | Due | Status |
| :- | :- | :- | :- | :- |
| A1 | Alert when the connection pool is nearly full | @jonas | 2026-03-28 | open |
<!-- /pmctl:actions -->
```

## Good

```markdown
---
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    due: 2026-04-11
    status: done
---

## Action items

<!-- pmctl:actions -->

| ID  | Action                                        | Owner  | Due        | Status |
| :-- | :-------------------------------------------- | :----- | :--------- | :----- |
| A1  | Alert when the connection pool is nearly full | @jonas | 2026-04-11 | done   |

<!-- /pmctl:actions -->
```

## Fix

What differs is written anew from the front matter; rows and cells that say the same, and columns of your own, stay as
they are. That needs `--unsafe-fixes` while a value of an action cannot be read, as the table may show what was meant,
and where something would be lost that stands nowhere else: a row, a sentence, words beside a title, or anything in a
cell but another title, person, day or status. Left to you are markers that are torn apart, and a table with columns of
your own that lacks one of pmctl's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.action_cells import is_outdated, says, shown_values
from pmctl.postmortem.action_table import (
    BLOCK,
    HEAD,
    action_table,
    is_whole_head,
    new_table,
    own_columns,
    read_action_table,
    renewed_table,
    rows_of,
    strange_words,
)
from pmctl.postmortem.markers import BrokenMarkersError, find_block_markers, replace_block
from pmctl.postmortem.yaml_text import EditError
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule
from pmctl.rules.promises import are_unreadable
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.action_table import ShownRow
    from pmctl.postmortem.markers import Markers
    from pmctl.postmortem.model import Action, Postmortem, Record

_COLUMNS = ("id", "title", "owner", "due date", "status")
_NAMED = 3
"""How many differences a message names; the others are counted."""


class _Difference(NamedTuple):
    """One difference; `line` is that of the row concerned, None for one that is not shown."""

    line: int | None
    words: str


def check(document: Postmortem, _: Context) -> Iterator[Report]:
    """Report a table that differs from the one that the front matter gives, and markers that can hold none."""
    record, text = document.record, document.text
    markers_written = text.count(f"pmctl:{BLOCK}")
    if record is None or not markers_written or are_unreadable(record):
        return
    table = action_table(record.actions)
    if markers_written == 2 and f"<!-- pmctl:{BLOCK} -->\n{table}<!-- /pmctl:{BLOCK} -->" in text:
        return  # exactly as written, as most tables are: no need to look any closer
    try:
        markers = find_block_markers(text, BLOCK, document.blocks)
    except BrokenMarkersError as error:
        yield Report(message=error.reason, line=error.line, help=error.hint)
        return
    except EditError:  # the document merely speaks of the markers
        return
    shown = read_action_table(text[markers.start : markers.end].split("\n"), markers.line + 1)
    if differences := list(_differences(shown, record.actions)):
        named = ", ".join(difference.words for difference in differences[:_NAMED])
        rest = f", and {len(differences) - _NAMED} more" if len(differences) > _NAMED else ""
        line = min((d.line for d in differences if d.line is not None), default=markers.line)
        message = f"the table of actions is stale: {named}{rest}"
        yield Report(message=message, line=line, fix=_fix(document, record, markers, shown), known_as="table")


def _fix(document: Postmortem, record: Record, markers: Markers, shown: Sequence[ShownRow]) -> Fix | None:
    """Return what brings the table up to date; None where that would lose a column of somebody's own."""
    text, actions = document.text, record.actions
    if actions and own_columns(shown):
        return None
    is_safe = not _is_doubtful(record, text) and not _holds_more(text[markers.start : markers.end], actions)
    return Fix(title="Bring the table up to date", edit=partial(_renewed, text, markers, actions), is_safe=is_safe)


def _renewed(text: str, markers: Markers, actions: Sequence[Action]) -> str:
    """Return `text` with what is stale in the table written anew, and with a new table where none of it can stay."""
    written = text[markers.start : markers.end]
    renewed = renewed_table(written, actions)
    if renewed is None:
        return replace_block(text, BLOCK, new_table(written, actions))
    return text[: markers.start] + renewed + text[markers.end :]


def _holds_more(written: str, actions: Sequence[Action]) -> bool:
    """Return whether something stands between the markers that is nowhere else, would go, and is no outdated value."""
    return any(
        strange.action is None
        or strange.column is None
        or not is_outdated(strange.action, strange.column, strange.words)
        for strange in strange_words(written, actions)
    )


def _is_doubtful(record: Record, text: str) -> bool:
    """Return whether an action holds a value that cannot be read, and which the table may show as it was meant."""
    node = record.fields.get("actions")
    if node is None:
        return False
    last = node.line + text.count("\n", node.start, node.end)
    return any(node.line <= problem.line <= last for problem in record.problems)


def _differences(shown: Sequence[ShownRow], actions: Sequence[Action]) -> Iterator[_Difference]:
    """Say how a table, which begins with its head unless there is nothing in it, differs from what the actions say."""
    if shown and actions and not is_whole_head(shown):
        yield _Difference(shown[0].line, f"its columns are not {', '.join(HEAD)}")
        return
    found = rows_of(actions, shown[1:])
    for action, row in zip(actions, found, strict=True):
        if row is None:
            yield _Difference(None, f"{_label(shown_values(action))} is missing")
        else:
            yield from _differing_cells(row, action)
    known = {action.id or "" for action in actions}
    kept = set(found)
    for row in shown[1:]:
        if row not in kept:
            fault = "there twice" if row.cells[0] in known else "not in the front matter"
            yield _Difference(row.line, f"{_label(row.cells)} is {fault}")
    lines = [row.line for row in found if row]
    if lines != sorted(lines):
        yield _Difference(None, "its order is another")


def _differing_cells(row: ShownRow, action: Action) -> Iterator[_Difference]:
    wanted = shown_values(action)
    for column, (name, is_, should_be) in enumerate(zip(_COLUMNS, row.cells, wanted, strict=True)):
        if not says(action, column, is_):
            how = f"is {shorten(is_) or 'none'} instead of {shorten(should_be) or 'none'}"
            yield _Difference(row.line, f"the {name} of {_label(wanted)} {'differs' if name == 'title' else how}")


def _label(cells: Sequence[str]) -> str:
    return shorten(cells[0]) or f"“{shorten(cells[1])}”"


RULE = Rule(
    code="PM309",
    name="stale-action-table",
    severity=FindingSeverity.ERROR,
    help="Write in the table what the front matter says, or change the front matter where the table is right.",
    page=__doc__,
    check=check,
)
