"""Action items from tables, whatever their columns are called and in whichever order they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_cells import CellReader
from pmctl.adoption.actions_column_names import held_by
from pmctl.adoption.actions_counters import counting
from pmctl.adoption.actions_labels import month_first_in
from pmctl.adoption.actions_outline import Row, Table
from pmctl.adoption.actions_resolutions import may_be_action, may_be_resolution, resolution
from pmctl.adoption.actions_statuses import signs, statuses
from pmctl.adoption.actions_text import is_struck, plain, words_of
from pmctl.adoption.actions_ticket_columns import holds_tickets, keeps_tickets, ticket_key
from pmctl.adoption.actions_values import Facts, read_ticket
from pmctl.adoption.actions_words import Field, fields, groups, is_nothing, types
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.adoption.actions_marks import MarkReader
    from pmctl.adoption.actions_values import Reader

_LONGEST_HEAD: Final = 60
_MOST_COLUMNS: Final = 40
_SAMPLE: Final = 20
_TEAMS: Final = ("team", "teams", "group", "squad", "lead", "contact", "resource", "champion", "driver", "poc")
_CHANGES: Final = (
    "pr", "prs", "pull request", "pull requests", "mr", "mrs", "merge request", "merge requests", "commit", "commits",
    "link", "links", "url", "リンク",
)  # fmt: skip
"""Headings of what was changed for an action, or is to be read, which beside its ticket is none."""
_CROSSES: Final = "❌✗✘"
_EMPTY: Final = frozenset("☐⬜◻🔲⏳")
"""Signs of what has not been begun."""
_ENGLISH: Final = re.compile(r"[a-z ]*\b(?:due|date|deadline|target|eta|when|by|expected|planned|milestone)\b[a-z ]*")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        index: where it stands, from 0.
        name: its heading, as people read it.
        held: what its cells tell, in the order in which the heading names it.
        is_counter: whether its cells only count the rows.
        may_count: whether they do if another column has the tickets.
        is_resolution: whether its cells are what trackers call a resolution.
        is_cross_dropped: whether a cross in it tells that something will not be done, and not that it has not been.
    """

    index: int
    name: str
    held: tuple[Field, ...]
    is_counter: bool = False
    may_count: bool = False
    is_resolution: bool = False
    is_cross_dropped: bool = False

    @property
    def order(self) -> tuple[bool, bool, bool]:
        """How late it is asked: a team is that of the person, a change that of the ticket, and a number perhaps one."""
        name = fold(self.name)
        return (
            Field.NUMBER in self.held,
            self.held[:1] == (Field.OWNER,) and name in _TEAMS,
            self.held[:1] == (Field.TICKET,) and (name in _CHANGES or name.startswith("change ")),
        )

    @property
    def month_first(self) -> bool | None:
        """How the language of its heading orders days and months; None for English."""
        name = re.sub(r"\s?[/&+,]\s?", " ", self.name.lower())
        return None if _ENGLISH.fullmatch(name) else month_first_in(name)


class Columns:
    """What each column of a table holds, by its heading, and by its cells where the heading leaves it open.

    Attributes:
        names: the headings.
        title: where the column of the titles stands.
        of_title: what that column holds, by its heading.
        of_facts: the columns besides that tell facts; numbers, which may be tickets, last.
        present: the fields of which there is a column.
        category: by line, what rows have in common with those above, if the cells of the first column were merged.
        is_named: whether a heading calls the titles actions, or the like.
        is_described: whether a heading calls them what may be anything, such as "Description".
    """

    def __init__(self, table: Table) -> None:
        """Read the head of a table."""
        self.names = [plain(cell)[:_LONGEST_HEAD] for cell in table.head[:_MOST_COLUMNS]]
        self._columns = _settled([_column(name, index, table) for index, name in enumerate(self.names)], table)
        self._by_field: dict[Field, list[Column]] = {}
        for column in sorted(self._columns, key=lambda column: column.order):
            for field in column.held:
                self._by_field.setdefault(field, []).append(column)
        self.is_named = Field.TITLE in self._by_field
        self.is_described = Field.DETAIL in self._by_field
        words = self._by_field.get(Field.TITLE) or self._by_field.get(Field.DETAIL)
        self.title = words[0].index if words else _longest(table, self._columns)
        self.present = frozenset(self._by_field)
        self.of_title = next((column.held for column in self._columns if words and column.index == self.title), ())
        self.of_facts = tuple(self._of_facts())
        self.category = _carried(table) if self._columns and Field.TYPE in self._columns[0].held else {}

    def holds(self, *wanted: Field) -> int:
        """Return how many of these fields have a column."""
        return sum(name in self._by_field for name in wanted)

    def named(self, field: Field) -> list[str]:
        """Return the headings of the columns that hold a field."""
        return [column.name for column in self._by_field.get(field, ())]

    def cells(self, field: Field, rows: Iterable[Row]) -> Iterator[str]:
        """Yield the cells of the columns that hold a field."""
        return (_cell(row, column.index) for row in rows for column in self._by_field.get(field, ()))

    def cell(self, row: Row, column: Column) -> str:
        """Return what a row has in a column, or the category that it has in common with the rows above."""
        return _cell(row, column.index) or (self.category.get(row.line, "") if column.index == 0 else "")

    def _of_facts(self) -> Iterator[Column]:
        for column in sorted(self._columns, key=lambda column: column.order):
            held = tuple(field for field in column.held if field not in {Field.TITLE, Field.DETAIL, Field.NOTE})
            if held and column.index != self.title:
                yield replace(column, held=held)


def upright(table: Table) -> Table:
    """Return a table with a row for each action item, if it has a column for each, or one for the only one."""
    lines = [Row(table.rows[0].line - 2, table.head), *table.rows] if table.rows else []
    lines = [row for row in lines if _cell(row, 0)]
    if len(lines) > 1 and not _names_field(_cell(lines[0], 0)):
        lines = lines[1:]
    names = [_cell(row, 0) for row in lines]
    titles = [row for row in lines if fields().get(fold(plain(row.cells[0]))) is Field.TITLE]
    if len(lines) < 2 or len(titles) != 1 or not all(map(_names_field, names)) or _names_field(_cell(lines[0], 1)):
        return table
    width = min(max(len(row.cells) for row in lines), _MOST_COLUMNS)
    columns = [Row(titles[0].line, tuple(_cell(row, index) for row in lines)) for index in range(1, width)]
    return Table(tuple(names), tuple(columns))


def _names_field(cell: str) -> bool:
    name = fold(plain(cell))
    return name in fields() or statuses().get(name) is ActionStatus.DONE


def has_facts(table: Table) -> bool:
    """Return whether a table tells anything of what stands in its rows that is told of action items."""
    return Columns(table).holds(Field.OWNER, Field.DUE, Field.STATUS, Field.TICKET, Field.CLOSED) > 0


def read_row(row: Row, columns: Columns, marks: MarkReader, reader: Reader) -> tuple[str, Facts, str | None] | None:
    """Return the title of the action item in a row, what the row says of it, and its group; None if it holds none."""
    source = _cell(row, columns.title)
    if not source or _total().fullmatch(plain(source)):
        return None
    source, is_ticked = _unboxed(source)
    cells = CellReader(marks.facts, columns.present)
    is_current = not is_struck(source)
    source, beside = cells.title(columns.of_title, source)
    marked = marks.read(source, names=Field.OWNER in columns.of_title)
    facts = Facts(status=None if is_ticked is None else ActionStatus.DONE if is_ticked else ActionStatus.OPEN)
    asides, outcome = Facts(), None
    for column in columns.of_facts:
        cell = columns.cell(row, column)
        # What is struck is no more, unless all that it tells of is struck as well, and keeps its owner and its day.
        if is_struck(cell) and (is_current or column.held[0] in {Field.STATUS, Field.CLOSED}):
            continue
        said = _value(column, cell, cells, reader)
        if column.is_resolution:
            outcome = said.status or outcome
            said.status = None
        facts.add(said.of(column.held))
        asides.add(said)
    _conclude(facts, asides, outcome)
    facts.add(beside)
    facts.add(marked.facts)
    return marked.title, facts, _group(columns.category.get(row.line))


def _conclude(facts: Facts, asides: Facts, outcome: ActionStatus | None) -> None:
    """Add to what the columns say what stands in them besides, and what became of the item as a resolution tells it."""
    if outcome is ActionStatus.DROPPED and facts.status in {None, ActionStatus.DONE}:
        facts.status, facts.closed, asides.closed = outcome, None, None
    facts.status = facts.status or outcome
    if facts.status not in {None, ActionStatus.DONE}:
        asides.closed = None
    facts.add(asides)


def _group(category: str | None) -> str | None:
    """The group that a cell names in which several rows are merged, if groups of action items are called so."""
    return category if category and fold(category) in groups() and fold(category) not in types() else None


def is_label_row(row: Row) -> bool:
    """Return whether a row is a sub-heading inside of a table: one cell in bold, and no other."""
    filled = [cell for cell in row.cells if cell]
    return len(row.cells) > 1 and len(filled) == 1 and bool(_all_bold().fullmatch(filled[0]))


def _value(column: Column, source: str, cells: CellReader, reader: Reader) -> Facts:
    held = column.held
    if held == (Field.NUMBER,):
        is_link = "](" in source or "://" in source
        is_ticket = is_link or (not column.is_counter and ticket_key().fullmatch(source.strip("*` ")))
        return Facts(ticket=read_ticket(words_of(source), is_told=True) if is_ticket else None)
    ticked = Facts()
    if Field.STATUS in held or Field.CLOSED in held:
        source, is_ticked = _unboxed(source)
        if is_ticked is not None:
            ticked.status = ActionStatus.DONE if is_ticked else ActionStatus.OPEN
            if len(held) == 1:
                return ticked
        if re.fullmatch(r"[0-9]{1,3}", source):
            source = f"{source} %"
    said = cells.read(held, source, month_first=column.month_first)
    if column.is_resolution:
        said.status, said.status_text = resolution(plain(source)), None
        said.ticket = None if said.status is ActionStatus.DROPPED else said.ticket
    elif column.is_cross_dropped and (rest := _crossed(source)) is not None and reader.status(rest)[0] is None:
        said.status = ActionStatus.DROPPED
    ticked.add(said)
    return ticked


def _crossed(source: str) -> str | None:
    """What stands behind a cross at the beginning of a cell, or None if there is none."""
    text = plain(source)
    return text[1:].strip("\ufe0e\ufe0f ") if text[:1] in _CROSSES and text else None


def _unboxed(source: str) -> tuple[str, bool | None]:
    found = _box().match(source)
    return (source[found.end() :], found["mark"] != " ") if found else (source, None)


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _column(name: str, index: int, table: Table) -> Column:
    """What a column holds: what its heading says, unless the cells say that it is tickets, or counts the rows."""
    rows = [row for row in table.rows[:_SAMPLE] if not is_label_row(row)]
    filled = [cell for row in rows if (cell := _cell(row, index).strip())]
    cells = [cell for cell in filled if not is_nothing(plain(cell))]
    held = held_by(name)
    if not filled:
        return Column(index, name, held)
    if not held and not fold(name) and all(plain(cell)[:1] in signs() and is_nothing(plain(cell)) for cell in filled):
        held = (Field.STATUS,)
    found = held[0] if len(held) == 1 else None
    if cells and len(held) < 2 and found in {Field.TITLE, Field.TICKET, Field.NUMBER, None}:
        counted = counting(name, cells, is_open=found is not Field.TICKET)
        if counted.is_sure:
            return Column(index, name, (Field.NUMBER,), is_counter=True)
        if counted.is_likely and found in {Field.TICKET, Field.NUMBER}:
            return Column(index, name, held, may_count=True)
    if cells and len(held) < 2 and found in {Field.TITLE, Field.DETAIL, None}:
        is_known = found is Field.TITLE
        if all(holds_tickets(cell, any_link=is_known) for cell in cells):
            return Column(index, name, (Field.TICKET,))
    if cells and not held and index == 0 and not name and all(fold(plain(cell)) in types() for cell in cells):
        return Column(index, name, (Field.TYPE,))
    if cells and found in {Field.NOTE, Field.STATUS, None} and len(held) < 2 and may_be_resolution(name):
        is_told = all(resolution(plain(cell)) is not None for cell in cells)
        prose = held or (() if may_be_action(name) else (Field.NOTE,))
        return Column(index, name, (Field.STATUS,) if is_told else prose, is_resolution=is_told)
    is_state = Field.STATUS in held or Field.CLOSED in held
    return Column(index, name, held, is_cross_dropped=is_state and _drops_crosses(filled))


def _settled(columns: list[Column], table: Table) -> list[Column]:
    """Columns of which one that may count the rows does so if another has the tickets; one has them if none says so."""
    if not any(Field.TICKET in column.held for column in columns):
        place = next(
            (column for column in columns if keeps_tickets(column.name, column.held, _filled(table, column))), None
        )
        return [replace(column, held=(Field.TICKET,)) if column is place else column for column in columns]
    others = [
        column.index
        for column in columns
        if Field.TICKET in column.held and not column.may_count and fold(column.name) not in _CHANGES
    ]
    if all(is_nothing(plain(_cell(row, index))) for index in others for row in table.rows[:_SAMPLE]):
        return columns
    return [
        replace(column, held=(Field.NUMBER,), is_counter=True) if column.may_count else column for column in columns
    ]


def _filled(table: Table, column: Column) -> list[str]:
    """The cells of a column in which something stands."""
    rows = (row for row in table.rows[:_SAMPLE] if not is_label_row(row))
    return [cell for row in rows if (cell := _cell(row, column.index)) and not is_nothing(plain(cell))]


def _drops_crosses(cells: Iterable[str]) -> bool:
    """Whether a column has other signs for what is done and for what is open, so that a cross is neither.

    Beside a tick and nothing else, or a sign for what is going on, a cross tells that it has not been done.
    """
    boxes = {_unboxed(cell)[1] for cell in cells} - {None}
    first = {plain(cell)[:1] for cell in cells}
    told = {signs().get(sign) for sign in first}
    if ActionStatus.DROPPED in told or (boxes and ActionStatus.DONE in told):
        return False
    return boxes == {True, False} or (ActionStatus.DONE in told and bool(first & _EMPTY))


def _carried(table: Table) -> dict[int, str]:
    """The cells of the first column, by line, as they hold for the rows below that have an empty one.

    That is how cells which were merged are exported: the first row has one, and each stands once.
    """
    cells = [(row.line, plain(_cell(row, 0))) for row in table.rows if not is_label_row(row)]
    filled = [cell for _, cell in cells if cell]
    if not cells or not cells[0][1] or len(filled) == len(cells) or len(set(filled)) < len(filled):
        return {}
    carried: dict[int, str] = {}
    last = ""
    for line, cell in cells:
        last = carried[line] = cell or last
    return carried


def _longest(table: Table, columns: list[Column]) -> int:
    """The column with the most words of those that no heading explains."""
    free = [column.index for column in columns if not column.held] or list(range(len(columns))) or [0]
    sample = table.rows[:_SAMPLE]
    return max(free, key=lambda index: sum(len(_cell(row, index)) for row in sample))


@cache
def _total() -> re.Pattern[str]:
    return re.compile(
        r"(?:grand )?(?:total|totals|sum|summe|gesamt|insgesamt|totalt|sum total|somme|suma|totale|totaal|razem|samlet"
        r"|合計|総計|計|总计|總計|合计|합계)(?: (?:number|count|actions?|items?|tasks?|open|done))*\s?[:：=]?\s?[0-9]*",
        re.IGNORECASE,
    )


@cache
def _all_bold() -> re.Pattern[str]:
    return re.compile(r"\*\*[^*]{1,200}\*\*[:：]?|__[^_]{1,200}__[:：]?")


@cache
def _box() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[-*]\s)?\\?\[(?P<mark>[ xX✓✔])\\?\]\s*")
