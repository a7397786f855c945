"""The table of a document's actions that stands in its body: written from the front matter, and read back."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.action_cells import shown_values, title_key, without_marks
from pmctl.postmortem.action_ids import looks_like_id
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.shown import markdown_table, markdown_text

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from pmctl.postmortem.model import Action

    _Key: TypeAlias = Callable[..., tuple[str, ...] | None]

BLOCK = "actions"
"""The name of the generated block that the table stands in."""

HEAD = ("ID", "Action", "Owner", "Due", "Status")
_NAMES = (
    ("id",),
    ("action", "action item", "item", "task", "title", "what"),
    ("owner", "assignee", "assigned to", "responsible", "who", "dri"),
    ("due", "due date", "deadline", "target", "target date", "by when", "when", "eta"),
    ("status", "state", "progress"),
)
"""What the columns of `HEAD` are called in the templates of Google, Atlassian, PagerDuty and Etsy, and by hand."""
_COLUMNS = {name: column for column, names in enumerate(_NAMES) for name in names}

# Only what was written as Markdown can be read back from it (CommonMark 0.31, sections 2.4 and 2.5).
_WRITTEN_OTHERWISE = lazy_pattern(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
BETWEEN_CELLS = lazy_pattern(r"(?<!\\)\|")
_BESIDE_TITLE = lazy_pattern(r"\s(?:[(\[]|[–—-]\s)")
_DELIMITER = lazy_pattern(r":?-+:?")
COMMENT = lazy_pattern(r"(?<!\\)<!--(?:(?!-->).){0,500}-->")


class ShownRow(NamedTuple):
    """One row as it is shown.

    Attributes:
        line: counted from 1.
        cells: the words in the columns of `HEAD`, wherever these stand.
        more: those in other columns that are not empty, and the words of a line that is no row.
    """

    line: int
    cells: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that it shows."""
        return " ".join(filter(None, (*self.cells, *self.more)))


class ShownTable(NamedTuple):
    """What stands between the markers.

    Attributes:
        head: the line of the names of the columns, and that of the one that ends them; None where there is no table.
        width: how many columns it has.
        columns: where those of `HEAD` stand, counted from 0; -1 for one that is missing.
        own: the names of the other columns.
        rows: of the table, and lines that are none, above it as well.
    """

    head: tuple[int, int] | None = None
    width: int = len(HEAD)
    columns: tuple[int, ...] = tuple(range(len(HEAD)))
    own: tuple[str, ...] = ()
    rows: tuple[ShownRow, ...] = ()

    @property
    def has_ids(self) -> bool:
        """Whether its rows say the ids of actions."""
        return self.columns[0] >= 0

    @property
    def lacks_columns(self) -> bool:
        """Whether it cannot show all that it should; what has titles needs no ids."""
        return self.head is None or min(self.columns[1:]) < 0

    @property
    def holds_more(self) -> bool:
        """Whether it has columns of somebody's own, or something beside its columns, which a new one would not."""
        return bool(self.own) or (self.head is not None and any(row.more and any(row.cells) for row in self.rows))


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


def read_action_table(lines: Sequence[str], first_line: int = 1) -> ShownTable:
    """Return what a table shows, however wide its columns are.

    What a formatter of Markdown may change is read alike: spaces, blank lines, outer pipes, alignment, and characters
    that are escaped or not. The columns of `HEAD` may stand in any order, in any case, under the usual other names, and
    with others between them. Comments are passed over.
    """
    written = [
        (number, row) for number, line in enumerate(lines, first_line) if (row := line.strip()) and not _is_comment(row)
    ]
    table = next((found for place in range(len(written)) if (found := _headed(written, place))), ShownTable())
    rows = []
    for number, line in written:
        if table.head and (number in table.head or _is_delimiter(line)):
            continue
        words = [words_of(cell) for cell in cells_of(line)]
        if not table.head or number < table.head[0] or "|" not in line:
            rows.append(ShownRow(number, ("",) * len(HEAD), (words_of(line),)))
            continue
        cells = tuple(words[column] if -1 < column < len(words) else "" for column in table.columns)
        more = tuple(word for column, word in enumerate(words) if word and column not in table.columns)
        if more or any(cells):
            rows.append(ShownRow(number, cells, more))
    return table._replace(rows=tuple(rows))


def rows_of(actions: Sequence[Action], table: ShownTable) -> list[ShownRow | None]:
    """Return for each action the row that shows it; None where there is none.

    It is the one that says the same, or else has its id and title, or its id; or its title, where the row has no id. In
    a table without ids, words may stand behind the title.
    """
    found: list[ShownRow | None] = [None] * len(actions)
    wanted = [tuple(map(without_marks, shown_values(action))) for action in actions]
    keys = _KEYS if table.has_ids else _KEYS_WITHOUT_IDS
    if table.columns[1] < 0:
        keys = (_by_id,) if table.has_ids else ()
    plain = [(row, tuple(map(without_marks, row.cells))) for row in table.rows if any(row.cells)]
    for key in keys:
        taken = {row.line for row in found if row}
        waiting: dict[tuple[str, ...], deque[ShownRow]] = {}
        for row, cells in plain:
            if row.line not in taken and (known_by := key(cells, is_row=True)) is not None:
                waiting.setdefault(known_by, deque()).append(row)
        for place, cells in enumerate(wanted):
            if found[place] is None and (rows := waiting.get(key(cells, is_row=False) or ())):
                found[place] = rows.popleft()
    return found


def _by_all(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...]:  # noqa: ARG001
    return cells


def _by_all_but_id(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...] | None:  # noqa: ARG001
    return cells[1:] if cells[1] else None


def _by_id_and_title(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...]:  # noqa: ARG001
    return cells[:2]


def _by_id(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...] | None:  # noqa: ARG001
    return cells[:1] if cells[0] else None


def _by_no_id(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...] | None:  # noqa: ARG001
    return None if cells[0] else cells[:1]


def _by_title(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...] | None:
    """A row that has the id of another action is that one's; "TBD" and "?" are no ids."""
    return (title_key(cells[1]),) if cells[1] and not (is_row and looks_like_id(cells[0])) else None


def _by_bare_title(cells: tuple[str, ...], *, is_row: bool) -> tuple[str, ...] | None:
    return (title_key(_BESIDE_TITLE.split(cells[1], 1)[0] if is_row else cells[1]),) if cells[1] else None


_KEYS: tuple[_Key, ...] = (_by_all, _by_id_and_title, _by_id, _by_title, _by_no_id)
_KEYS_WITHOUT_IDS: tuple[_Key, ...] = (_by_all_but_id, _by_title, _by_bare_title)


def _headed(written: Sequence[tuple[int, str]], place: int) -> ShownTable | None:
    """Return the table that one of the lines is the head of, or None: a line follows that only delimits, or it names
    nothing but columns of `HEAD`.
    """
    number, line = written[place]
    if "|" not in line or _is_delimiter(line):
        return None
    below = written[place + 1] if place + 1 < len(written) else (number, "")
    named = [words_of(cell) for cell in cells_of(line)]
    folded = [_COLUMNS.get(without_marks(name).casefold()) for name in named]
    is_below = _is_delimiter(below[1])
    if not is_below and (None in folded or len(folded) == 1):
        return None
    columns = tuple(folded.index(column) if column in folded else -1 for column in range(len(HEAD)))
    own = tuple(name for at, name in enumerate(named) if name and at not in columns)
    return ShownTable((number, below[0] if is_below else number), len(named), columns, own)


def _is_delimiter(line: str) -> bool:
    """Whether a line of a table holds no words: that below the head, or a row that is empty."""
    return "|" in line and all(map(_DELIMITER.fullmatch, filter(None, (cell.strip() for cell in line.split("|")))))


def is_comment(line: str) -> bool:
    """Return whether a line is a comment and nothing else."""
    return _is_comment(line.strip())


def cells_of(row: str) -> list[str]:
    """Return the cells of a row as they are written."""
    parts = BETWEEN_CELLS.split(row.strip().removeprefix("|"))
    return parts if parts[-1].strip() else parts[:-1]


def _is_comment(line: str) -> bool:
    return line.startswith("<!--") and line.endswith("-->")


def words_of(cell: str) -> str:
    """Return the words that a cell shows."""
    shown = COMMENT.sub(" ", cell) if "<!--" in cell else cell
    return " ".join(_WRITTEN_OTHERWISE.sub(_as_shown, shown).split())


def _as_shown(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    from html import unescape  # noqa: PLC0415 - its list of names is long, and entities are rare

    return unescape(match[0])
