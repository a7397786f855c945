"""The table of actions in the body does not show what the front matter says.

## Why

The front matter is the truth, and the table between `<!-- pmctl:actions -->` and `<!-- /pmctl:actions -->` is what
people read on the web. When the two differ, readers see promises that were dropped, owners who have handed over, and
dates that have been moved.

Compared is what the table shows: id, title, owner, due date and status of each action, in the order of the front
matter. Spaces, the width of columns, blank lines, comments and the way in which characters are escaped may be as a
formatter likes them. The columns may stand in any order and case, and columns of your own between them. A cell may say
the same in another way: with a link around it, in bold, `Done` for `done`, `11 April 2026` for `2026-04-11`. What the
table shows does not depend on the day. The columns may be called `Action item`, `Assignee` or `Deadline` as well, and
a table that can be read by its titles needs no ids. A document without the two markers has no such table; one of them
without the other is reported, since nothing can be written between them, and so are markers in a list or a quote.

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
they are. So does what somebody wrote and what stands nowhere else: a row of no action, a sentence, words beside a
value. Another title, person, day or status is merely out of date, however it is written: `Noor B.`, `end of year`,
`TBD`, `✅ Done`. `--unsafe-fixes` also replaces what somebody wrote, and is needed while a value of an action cannot be
read, as the table may show what was meant. Left to you are markers that are torn apart, and the columns that a table
with columns of your own lacks.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.action_cells import says, shown_values
from pmctl.postmortem.action_redrawing import can_stay, redrawn, rewritten
from pmctl.postmortem.action_table import BLOCK, HEAD, action_table, read_action_table, rows_of
from pmctl.postmortem.layout import ending_before
from pmctl.postmortem.markers import BrokenMarkersError, find_block_markers, overlooked_marker, put_block
from pmctl.postmortem.yaml_text import EditError
from pmctl.rules.model import Context, FindingSeverity, Fix, Report, Rule
from pmctl.rules.promises import are_unreadable
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pmctl.postmortem.action_redrawing import OwnWords
    from pmctl.postmortem.action_table import ShownRow
    from pmctl.postmortem.markers import Markers
    from pmctl.postmortem.model import Action, Postmortem, Record

_COLUMNS = ("id", "title", "owner", "due date", "status")
_APART = "Put each marker on a line that begins with it, outside of lists and quotes; only there the table is kept."
_NAMED = 3
"""How many differences a message names; the others are counted."""


class _Difference(NamedTuple):
    """One difference; `line` is that of the row concerned, counted from 1 below the first marker, None without one."""

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
    except EditError:
        line = overlooked_marker(document, BLOCK)
        if line is not None:  # else the document merely speaks of the markers
            yield Report(
                message="the markers of the table of actions are no lines of their own", line=line, help=_APART
            )
        return
    yield from _differing(text, markers, record)


def _differing(text: str, markers: Markers, record: Record) -> Iterator[Report]:
    """Report what an edit would draw anew, and by itself what somebody wrote and only an unsafe fix replaces."""
    written, actions = text[markers.start : markers.end], record.actions
    ending = ending_before(text, markers.start)
    new, left = redrawn(written, actions, ending=ending)
    shown = read_action_table(written.split("\n"))
    has_table = can_stay(shown, actions, rows_of(actions, shown))
    rest = Fix(
        title="Write the table as the front matter says",
        edit=lambda: put_block(text, BLOCK, rewritten(written, actions, ending=ending)),
        is_safe=False,
    )
    stale = list(_stale(written, actions, left))
    if stale:
        fix: Fix | None = Fix(
            title="Bring the table up to date",
            edit=partial(put_block, text, BLOCK, new),
            is_safe=not _is_doubtful(record, text),
        )
        if new == written:
            fix = None if has_table or (actions and shown.own) else rest
        yield _report("is stale", stale, markers, "table", fix)
    if left and (has_table or not actions):
        own = list(_own(left, actions, shown.rows))
        yield _report("says what the front matter does not", own, markers, "words in the table", rest)


def _report(what: str, differences: Sequence[_Difference], markers: Markers, known_as: str, fix: Fix | None) -> Report:
    named = ", ".join(difference.words for difference in differences[:_NAMED])
    rest = f", and {len(differences) - _NAMED} more" if len(differences) > _NAMED else ""
    line = markers.line + min((d.line for d in differences if d.line is not None), default=0)
    return Report(message=f"the table of actions {what}: {named}{rest}", line=line, fix=fix, known_as=known_as)


def _is_doubtful(record: Record, text: str) -> bool:
    """Return whether an action holds a value that cannot be read, and which the table may show as it was meant."""
    node = record.fields.get("actions")
    last = node.line + text.count("\n", node.start, node.end) if node else 0
    return node is not None and any(node.line <= problem.line <= last for problem in record.problems)


def _stale(written: str, actions: Sequence[Action], left: Sequence[OwnWords]) -> Iterator[_Difference]:
    """Say how a table differs from what the actions say, apart from what somebody wrote."""
    shown = read_action_table(written.split("\n"))
    found = rows_of(actions, shown)
    can_be_read = can_stay(shown, actions, found)
    if actions and (shown.head or shown.rows) and (shown.lacks_columns or not can_be_read):
        line = shown.head[0] if shown.head else shown.rows[0].line
        yield _Difference(line, f"its columns are not {', '.join(HEAD)}")
        if not (can_be_read and shown.holds_more):
            return
    own = {(words.line, words.column) for words in left}
    for action, row in zip(actions, found, strict=True):
        if row is None:
            yield _Difference(None, f"{_label(shown_values(action))} is missing")
        else:
            for column, cell in enumerate(row.cells):
                if shown.columns[column] >= 0 and (row.line, column) not in own and not says(action, column, cell):
                    yield _differing_cell(action, column, cell, row.line)
    lines = [row.line for row in found if row]
    if lines != sorted(lines):
        yield _Difference(None, "its order is another")


def _own(left: Sequence[OwnWords], actions: Sequence[Action], rows: Sequence[ShownRow]) -> Iterator[_Difference]:
    known = {action.id for action in actions if action.id}
    by_line = {row.line: row for row in rows}
    for words, line, action, column in left:
        if action and column is not None:
            yield _differing_cell(action, column, words, line)
        elif row := by_line.get(line):
            fault = "there twice" if row.cells[0] in known else "not in the front matter"
            label = _label(row.cells) if any(row.cells[:2]) else f"“{shorten(row.words)}”"
            yield _Difference(line, f"{label} is {fault}")
        else:
            yield _Difference(line, f"“{shorten(words)}” is no column of it")


def _differing_cell(action: Action, column: int, cell: str, line: int) -> _Difference:
    wanted = shown_values(action)
    how = f"is {shorten(cell) or 'none'} instead of {shorten(wanted[column]) or 'none'}"
    name = _COLUMNS[column]
    return _Difference(line, f"the {name} of {_label(wanted)} {'differs' if name == 'title' else how}")


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
