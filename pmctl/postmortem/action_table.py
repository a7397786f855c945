"""The table of a document's actions that stands in its body: written from the front matter, and read back."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.action_cells import says, shown_values, without_marks
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.shown import markdown_table, markdown_text

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.model import Action

BLOCK = "actions"
"""The name of the generated block that the table stands in."""

HEAD = ("ID", "Action", "Owner", "Due", "Status")
_FOLDED_HEAD = ("id", "action", "owner", "due", "status")

# Only what was written as Markdown can be read back from it (CommonMark 0.31, sections 2.4 and 2.5).
_WRITTEN_OTHERWISE = lazy_pattern(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_BETWEEN_CELLS = lazy_pattern(r"(?<!\\)\|")
_DELIMITER = lazy_pattern(r":?-+:?")
_COMMENT = lazy_pattern(r"(?<!\\)<!--(?:(?!-->).){0,500}-->")


class ShownRow(NamedTuple):
    """One row as it is shown.

    Attributes:
        line: counted from 1.
        cells: the words in the columns of `HEAD`, wherever these stand.
        more: those in other columns that are not empty.
    """

    line: int
    cells: tuple[str, ...]
    more: tuple[str, ...] = ()


def action_table(actions: Sequence[Action]) -> str:
    """Return the table as Markdown; empty if there are no actions. It depends on nothing but them."""
    rows = (
        (
            markdown_text(action.id or ""),
            markdown_text(action.title or ""),
            markdown_text(action.owner or ""),
            action.due.isoformat() if action.due else "",
            action.status.value,
        )
        for action in actions
    )
    return markdown_table(HEAD, rows) if actions else ""


def read_action_table(lines: Iterable[str], first_line: int = 1) -> list[ShownRow]:
    """Return the rows that a table shows, its head the first of them, however wide its columns are.

    What a formatter of Markdown may change is read alike: spaces, blank lines, outer pipes, alignment, and characters
    that are escaped or not. The columns of `HEAD` may stand in any order, in any case, and with others between them;
    the cells of one that is missing are empty. Comments are passed over, and a line that is no row is one of a single
    cell.
    """
    rows: list[ShownRow] = []
    columns: tuple[int, ...] = ()
    for number, line in enumerate(lines, first_line):
        row = line.strip()
        if not row or _is_comment(row):
            continue
        words = [_words_of(cell) for cell in _cells(row)]
        filled = [word for word in words if word]
        if not filled or not all(map(_DELIMITER.fullmatch, filled)):
            columns = columns or _columns_of(words)
            cells = tuple(words[column] if -1 < column < len(words) else "" for column in columns)
            more = tuple(word for column, word in enumerate(words) if word and column not in columns)
            rows.append(ShownRow(number, cells, more))
    return rows


def is_whole_head(shown: Sequence[ShownRow]) -> bool:
    """Return whether the first of the rows names all columns of `HEAD`, so that the rows below can stay."""
    return bool(shown) and tuple(map(_folded, shown[0].cells)) == _FOLDED_HEAD


def own_columns(shown: Sequence[ShownRow]) -> list[str]:
    """Return the columns of somebody's own that would be lost, since the table can only be made anew.

    What has only one column is no table.
    """
    if is_whole_head(shown) or not _has_head(shown):
        return []
    named = (*shown[0].cells, *shown[0].more)
    return [name for name in named if name and _folded(name) not in _FOLDED_HEAD]


class StrangeWords(NamedTuple):
    """Words between the markers that the front matter does not say.

    Attributes:
        words: a cell, or what a whole line shows.
        action: whose row it stands in; None if that is no action's.
        column: which of `HEAD`, counted from 0; None for what stands in none of them.
    """

    words: str
    action: Action | None = None
    column: int | None = None


def strange_words(written: str, actions: Sequence[Action]) -> Iterator[StrangeWords]:
    """Yield what stands between the markers, is not what the actions say, and would not be there in a new table.

    Args:
        written: what stands there.
        actions: of the front matter.
    """
    shown = read_action_table(written.split("\n"))
    yield from map(StrangeWords, own_columns(shown))
    rows = shown[1:] if _has_head(shown) else shown
    found = rows_of(actions, rows)
    for action, row in zip(actions, found, strict=True):
        for column, words in enumerate(row.cells if row else ()):
            if without_marks(words) and not says(action, column, words):
                yield StrangeWords(words, action, column)
        if row and row.more and not is_whole_head(shown):
            yield StrangeWords(" ".join(row.more), action)
    kept = set(found)
    for row in rows:
        if row not in kept:
            yield StrangeWords(" ".join(filter(None, (*row.cells, *row.more))))


def renewed_table(written: str, actions: Sequence[Action]) -> str | None:
    """Return a table that stands in a document with what the actions say, and no other cell changed.

    A cell that says the same in another way stays, as what says nothing does where there is nothing to say. A row is
    that of the action whose id it shows, or of one without an id, its title. Rows that are not of an action go, with
    the comments right above.

    Args:
        written: the lines of the table, perhaps with blank ones and comments above, between and below.
        actions: of the front matter.

    Returns:
        lines with endings as in `written`; None where no row of it can stay, since its columns are others, or since
        there are no actions.
    """
    lines = [f"{line}\n" for line in written.removesuffix("\n").split("\n")]
    shown = read_action_table(lines)
    new = [_cells(line) for line in action_table(actions).split("\n")[2:-1]]
    if not new or not is_whole_head(shown):
        return None
    head = [_words_of(cell) for cell in _cells(lines[shown[0].line - 1])]
    columns = _columns_of(head)
    top = next((number for number, line in enumerate(lines, 1) if _is_below_head(line)), shown[0].line)
    rows = [row for row in shown if row.line > top]
    above = dict(zip((row.line for row in rows), (top, *(row.line for row in rows)), strict=False))
    is_aligned = top > 1 and len(lines[top - 1]) == len(lines[top - 2])
    empty = "|  " * len(head) + ("|\r\n" if lines[0].endswith("\r\n") else "|\n")
    renewed = lines[:top]
    for action, cells, row in zip(actions, new, rows_of(actions, rows), strict=True):
        if row is None:
            renewed.append(_changed(empty, action, cells, columns, is_aligned=False))
        else:
            renewed += lines[above[row.line] : row.line - 1]
            renewed.append(_changed(lines[row.line - 1], action, cells, columns, is_aligned=is_aligned))
    return "".join((*renewed, *lines[rows[-1].line if rows else top :]))


def new_table(written: str, actions: Sequence[Action]) -> str:
    """Return a table made anew, below the comments that stood where it will."""
    comments = [line.strip() for line in written.split("\n") if _is_comment(line.strip())]
    return "".join(f"{comment}\n" for comment in comments) + action_table(actions)


def rows_of(actions: Sequence[Action], rows: Sequence[ShownRow]) -> list[ShownRow | None]:
    """Return for each action the row that shows it, or else one with its id and title, or with its id; or None.

    Args:
        actions: of the front matter.
        rows: of the table, without its head.
    """
    found: list[ShownRow | None] = [None] * len(actions)
    wanted = [tuple(map(without_marks, shown_values(action))) for action in actions]
    for columns in (len(HEAD), 2, 1):
        taken = set(found)
        waiting: dict[tuple[str, ...], deque[ShownRow]] = {}
        for row in rows:
            if row not in taken:
                waiting.setdefault(tuple(map(without_marks, row.cells[:columns])), deque()).append(row)
        for place, cells in enumerate(wanted):
            if found[place] is None and waiting.get(cells[:columns]):
                found[place] = waiting[cells[:columns]].popleft()
    return found


def _changed(row: str, action: Action, wanted: Sequence[str], columns: Sequence[int], *, is_aligned: bool) -> str:
    """Return a row with the cells as wanted that say something else; where columns are aligned they stay as wide."""
    line = row.rstrip("\r\n")
    parts = _BETWEEN_CELLS.split(line)
    first = 0 if parts[0].strip() else 1
    is_closed = len(parts) > 1 and not parts[-1].strip()
    last = parts.pop() if is_closed else ""
    for number, (column, new) in enumerate(zip(columns, wanted, strict=True)):
        place = first + column
        parts += [" "] * (place + 1 - len(parts))
        old = parts[place]
        if not says(action, number, _words_of(old)):
            cell = " ".join((new.strip(), *_COMMENT.findall(old)))
            parts[place] = f" {cell} ".ljust(len(old) if is_aligned else 0)
    if is_closed:
        parts.append(last)
    return "|".join(parts) + row[len(line) :]


def _cells(row: str) -> list[str]:
    """Return the cells of a row as they are written."""
    parts = _BETWEEN_CELLS.split(row.strip().removeprefix("|"))
    return parts if parts[-1].strip() else parts[:-1]


def _columns_of(head: Sequence[str]) -> tuple[int, ...]:
    """Return where the columns of `HEAD` stand, from 0, -1 for one that is missing; those in front if none is named."""
    folded = [_folded(name) for name in head]
    if not any(name in folded for name in _FOLDED_HEAD):
        return tuple(range(len(HEAD)))
    return tuple(folded.index(name) if name in folded else -1 for name in _FOLDED_HEAD)


def _has_head(shown: Sequence[ShownRow]) -> bool:
    """Whether the first row is the head of a table, and no line of prose, or of a list."""
    named = [_folded(cell) for cell in (*shown[0].cells, *shown[0].more) if cell] if shown else []
    return len(named) > 1 or any(name in _FOLDED_HEAD for name in named)


def _folded(name: str) -> str:
    return without_marks(name).casefold()


def _is_comment(line: str) -> bool:
    return line.startswith("<!--") and line.endswith("-->")


def _is_below_head(line: str) -> bool:
    cells = [cell.strip() for cell in line.split("|")]
    return "|" in line and all(map(_DELIMITER.fullmatch, filter(None, cells)))


def _words_of(cell: str) -> str:
    shown = _COMMENT.sub(" ", cell) if "<!--" in cell else cell
    return " ".join(_WRITTEN_OTHERWISE.sub(_as_shown, shown).split())


def _as_shown(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    from html import unescape  # noqa: PLC0415 - its list of names is long, and entities are rare

    return unescape(match[0])
