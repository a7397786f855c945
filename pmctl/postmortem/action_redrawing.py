"""The table of actions in a document brought up to date: what is drawn anew, and what is left as somebody wrote it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.action_cells import is_outdated, says, without_marks
from pmctl.postmortem.action_table import (
    BETWEEN_CELLS,
    COMMENT,
    action_table,
    cells_of,
    is_comment,
    read_action_table,
    rows_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pmctl.postmortem.action_table import ShownRow, ShownTable
    from pmctl.postmortem.model import Action


class OwnWords(NamedTuple):
    """Words of somebody's own between the markers: they say neither what an action does nor another value of its kind.

    Attributes:
        words: a cell, what a whole line shows, or the name of a column.
        line: counted from 1 in what stands there.
        action: whose row it stands in; None if that is no action's.
        column: which of `HEAD`, counted from 0; None for a whole line, and the name of a column.
    """

    words: str
    line: int
    action: Action | None = None
    column: int | None = None


class Redrawn(NamedTuple):
    """What comes of a table: its text, and what of it has been left as it stands."""

    text: str
    left: tuple[OwnWords, ...] = ()


def redrawn(
    written: str, actions: Sequence[Action], earlier: Mapping[str | None, Action] | None = None, *, ending: str = "\n"
) -> Redrawn:
    """Return a table with what the actions say, and each cell, row and sentence of somebody's own as it stands.

    Args:
        written: the lines between the markers.
        actions: of the front matter.
        earlier: the actions as the table may show them still, by their ids, or their titles where they have none.
        ending: of the lines of a table that is made anew.
    """
    table = read_action_table(written.split("\n"))
    found = rows_of(actions, table)
    left = tuple(_own_words(table, actions, found, earlier or {}))
    if can_stay(table, actions, found) and (left or table.holds_more or not table.lacks_columns):
        keep = frozenset((own.line, own.column) for own in left)
        return Redrawn(_renewed(written, actions, table, keep), left)
    columns = [OwnWords(name, table.head[0]) for name in table.own] if table.head else []
    left = (*columns, *left)
    return Redrawn(written if left else new_table(written, actions, ending), left)


def rewritten(written: str, actions: Sequence[Action], *, ending: str = "\n") -> str:
    """Return a table with what the actions say and nothing else, but for columns of somebody's own.

    Args:
        written: the lines between the markers.
        actions: of the front matter.
        ending: of the lines of a table that is made anew.
    """
    table = read_action_table(written.split("\n"))
    is_kept = table.holds_more or not table.lacks_columns
    if is_kept and can_stay(table, actions, rows_of(actions, table)):
        return _renewed(written, actions, table, frozenset())
    return new_table(written, actions, ending)


def can_stay(table: ShownTable, actions: Sequence[Action], found: Sequence[ShownRow | None]) -> bool:
    """Return whether a table is understood: it has a column of ids, or one of titles in which some action is found."""
    if table.head is None or not actions:
        return False
    return table.has_ids or (table.columns[1] >= 0 and (not table.rows or any(found)))


def new_table(written: str, actions: Sequence[Action], ending: str) -> str:
    """Return a table made anew, below the comments that stood where it will, and between the same blank lines."""
    comments = [line.strip() for line in written.split("\n") if is_comment(line)]
    table = "".join(f"{comment}\n" for comment in comments) + action_table(actions)
    lines = written.splitlines(keepends=True)
    above, below = list(takewhile(_is_blank, lines)), list(takewhile(_is_blank, reversed(lines)))
    if len(above) == len(lines):
        return table.replace("\n", ending) or written
    return "".join((*above, table.replace("\n", ending), *reversed(below)))


def _is_blank(line: str) -> bool:
    return not line.strip()


def _own_words(
    table: ShownTable,
    actions: Sequence[Action],
    found: Sequence[ShownRow | None],
    earlier: Mapping[str | None, Action],
) -> Iterator[OwnWords]:
    for action, row in zip(actions, found, strict=True):
        then = earlier.get(action.id or action.title)
        for column, words in enumerate(row.cells if row else ()):
            if not without_marks(words) or says(action, column, words) or is_outdated(action, column, words):
                continue
            if row and not (then and says(then, column, words)):
                yield OwnWords(words, row.line, action, column)
    kept = {row.line for row in found if row}
    for row in table.rows:
        if row.line not in kept:
            yield OwnWords(row.words, row.line)


def _renewed(
    written: str, actions: Sequence[Action], table: ShownTable, keep: Collection[tuple[int, int | None]]
) -> str:
    """Return the lines of a table with what the actions say, in their order, and no other cell changed.

    Rows of no action go, with the comments right above, unless they are kept; these stand behind the row that they
    stood behind. Endings are as in `written`.
    """
    lines = [f"{line}\n" for line in written.removesuffix("\n").split("\n")]
    first, top = table.head or (1, 1)
    found = rows_of(actions, table)
    places = {row.line: place for place, row in enumerate(found) if row}
    gone = {row.line for row in table.rows if row.line not in places and (row.line, None) not in keep}
    above: dict[int, list[str]] = {}
    behind: dict[int, list[str]] = {}
    last = end = top
    for line in (row.line for row in table.rows if row.line > top):
        before = lines[end : line - 1]
        if line in places:
            above[line] = before
            last = line
        elif line not in gone:
            behind.setdefault(last, []).extend((*before, lines[line - 1]))
        end = line
    kept: dict[int, set[int | None]] = {}
    for line, column in keep:
        kept.setdefault(line, set()).add(column)
    is_aligned = top > first and len(lines[top - 1].rstrip()) == len(lines[top - 2].rstrip())
    empty = _blank_row(lines[first - 1], table.width, is_aligned=is_aligned)
    renewed = [line for number, line in enumerate(lines[:top], 1) if number not in gone]
    waiting = behind.get(top, [])
    for action, cells, row in zip(actions, map(cells_of, _rows(actions)), found, strict=True):
        if row is None:
            ending = "\r\n" if renewed[-1].endswith("\r\n") else "\n"
            renewed.append(_changed(empty + ending, action, cells, table.columns, is_aligned=is_aligned))
            continue
        own = kept.get(row.line, ())
        changed = _changed(lines[row.line - 1], action, cells, table.columns, own, is_aligned=is_aligned)
        renewed += (*waiting, *above[row.line], changed)
        waiting = behind.get(row.line, [])
    return "".join((*renewed, *waiting, *lines[end:]))


def _blank_row(head: str, width: int, *, is_aligned: bool) -> str:
    """Return a row without words, as far from the edge as the head of its table, and its cells as wide if aligned."""
    parts = BETWEEN_CELLS.split(head.rstrip())
    indent = head[: len(head) - len(head.lstrip(" "))]
    if is_aligned and len(parts) == width + 2:
        return f"{parts[0]}|{'|'.join(' ' * len(part) for part in parts[1:-1])}|"
    return f"{indent}{'|  ' * width}|"


def _rows(actions: Sequence[Action]) -> list[str]:
    return action_table(actions).split("\n")[2:-1]


def _changed(
    row: str,
    action: Action,
    wanted: Sequence[str],
    columns: Sequence[int],
    kept: Collection[int | None] = (),
    *,
    is_aligned: bool = False,
) -> str:
    """Return a row with the cells as wanted that say something else; where columns are aligned they stay as wide."""
    line = row.rstrip("\r\n")
    parts = BETWEEN_CELLS.split(line)
    first = 0 if parts[0].strip() else 1
    is_closed = len(parts) > 1 and not parts[-1].strip()
    last = parts.pop() if is_closed else ""
    for number, (column, new) in enumerate(zip(columns, wanted, strict=True)):
        if column < 0 or number in kept:
            continue
        place = first + column
        parts += [" "] * (place + 1 - len(parts))
        old = parts[place]
        if not says(action, number, words_of(old)):
            cell = " ".join((new.strip(), *COMMENT.findall(old)))
            parts[place] = f" {cell} ".ljust(len(old) if is_aligned else 0)
    if is_closed:
        parts.append(last)
    return "|".join(parts) + row[len(line) :]
