"""The table of a document's actions that stands in its body: written from the front matter, and read back."""

from __future__ import annotations

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


def _words_of(cell: str) -> str:
    return " ".join(_WRITTEN_OTHERWISE.sub(_as_shown, cell).split())


def _as_shown(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    from html import unescape  # noqa: PLC0415 - its list of names is long, and entities are rare

    return unescape(match[0])
