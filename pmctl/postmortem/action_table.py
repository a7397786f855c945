"""The table of a document's actions that stands in its body: written from the front matter, and read back."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.shown import markdown_table, markdown_text

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from pmctl.postmortem.model import Action

BLOCK = "actions"
"""The name of the generated block that the table stands in."""

HEAD = ("ID", "Action", "Owner", "Due", "Status")

# Only what was written as Markdown can be read back from it (CommonMark 0.31, sections 2.4 and 2.5).
_WRITTEN_OTHERWISE = lazy_pattern(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_BETWEEN_CELLS = lazy_pattern(r"(?<!\\)\|")
_DELIMITER = lazy_pattern(r":?-+:?")


class ShownRow(NamedTuple):
    """One row as it is shown: the words of its cells, as many as `HEAD` has. `line` counts from 1."""

    line: int
    cells: tuple[str, ...]


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
    that are escaped or not. Comments are passed over, and a line that is no row is one of a single cell.
    """
    rows = []
    for number, line in enumerate(lines, first_line):
        row = line.strip()
        if not row or (row.startswith("<!--") and row.endswith("-->")):
            continue
        cells = [cell.strip() for cell in _BETWEEN_CELLS.split(row.removeprefix("|"))]
        filled = [cell for cell in cells if cell]
        if not filled or not all(map(_DELIMITER.fullmatch, filled)):
            padded = [*cells, *[""] * len(HEAD)][: len(HEAD)]
            rows.append(ShownRow(number, tuple(map(_words_of, padded))))
    return rows


def renewed_table(written: str, actions: Sequence[Action]) -> str | None:
    """Return a table that stands in a document with what the actions say, and no other character changed.

    A row is that of the action whose id it shows. Rows that are not of an action go, with the comments right above.

    Args:
        written: the lines of the table, perhaps with blank ones and comments above, between and below.
        actions: of the front matter.

    Returns:
        lines with endings as in `written`; None where no row of it can stay, since its columns are others, or since
        there are no actions.
    """
    lines = [f"{line}\n" for line in written.removesuffix("\n").split("\n")]
    shown = read_action_table(lines)
    new = action_table(actions).split("\n")[2:-1]
    if not new or not shown or shown[0].cells != HEAD:
        return None
    wanted = [row.cells for row in read_action_table(new)]
    top = next((number for number, line in enumerate(lines, 1) if _is_below_head(line)), shown[0].line)
    rows = [row for row in shown if row.line > top]
    above = dict(zip((row.line for row in rows), (top, *(row.line for row in rows)), strict=False))
    is_aligned = top > 1 and len(lines[top - 1]) == len(lines[top - 2])
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    renewed = lines[:top]
    for cells, line, row in zip(wanted, new, _rows_of(wanted, rows), strict=True):
        if row is None:
            renewed.append(line + ending)
        else:
            is_ = lines[row.line - 1]
            is_now = is_ if row.cells == cells else _changed(is_, line, is_aligned=is_aligned)
            renewed += [*lines[above[row.line] : row.line - 1], is_now]
    return "".join((*renewed, *lines[rows[-1].line if rows else top :]))


def _rows_of(wanted: Sequence[tuple[str, ...]], rows: Sequence[ShownRow]) -> list[ShownRow | None]:
    """Return for each of the rows wanted the one that shows it, or else one with its id, or None."""
    found: list[ShownRow | None] = [None] * len(wanted)
    for columns in (len(HEAD), 1):
        taken = set(found)
        waiting: dict[tuple[str, ...], deque[ShownRow]] = {}
        for row in rows:
            if row not in taken:
                waiting.setdefault(row.cells[:columns], deque()).append(row)
        for place, cells in enumerate(wanted):
            if found[place] is None and cells[0] and waiting.get(cells[:columns]):
                found[place] = waiting[cells[:columns]].popleft()
    return found


def _changed(row: str, wanted: str, *, is_aligned: bool) -> str:
    """Return a row with the words of another one; in a table whose columns are aligned its cells stay as wide."""
    line = row.rstrip("\r\n")
    is_, new = _BETWEEN_CELLS.split(line), _BETWEEN_CELLS.split(wanted)
    if len(is_) != len(new) or is_[0].strip() or is_[-1].strip():
        return wanted + row[len(line) :]
    cells = (
        old if _words_of(old) == _words_of(cell) else cell.ljust(len(old) if is_aligned else 0)
        for old, cell in zip(is_, new, strict=True)
    )
    return "|".join(cells) + row[len(line) :]


def _is_below_head(line: str) -> bool:
    cells = [cell.strip() for cell in line.split("|")]
    return "|" in line and all(map(_DELIMITER.fullmatch, filter(None, cells)))


def _words_of(cell: str) -> str:
    return " ".join(_WRITTEN_OTHERWISE.sub(_as_shown, cell).split())


def _as_shown(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    from html import unescape  # noqa: PLC0415 - its list of names is long, and entities are rare

    return unescape(match[0])
