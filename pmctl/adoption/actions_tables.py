"""Action items from tables, whatever their columns are called and in whichever order they stand."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_labels import month_first_in
from pmctl.adoption.actions_text import plain
from pmctl.adoption.actions_values import Facts
from pmctl.adoption.actions_words import Field, fields
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.adoption.actions_marks import MarkReader
    from pmctl.adoption.actions_outline import Row, Table
    from pmctl.adoption.actions_values import Reader

_LONGEST_HEAD: Final = 60
_MOST_COLUMNS: Final = 40
_SAMPLE: Final = 20
_ENGLISH: Final = re.compile(r"[a-z ]*\b(?:due|date|deadline|target|eta|when|by|expected|planned|milestone)\b[a-z ]*")

#: In these scripts words are not set apart, so a column is known by what its heading holds; the first that fits counts.
_HOLDS: Final = (
    ("担当", Field.OWNER),
    ("責任者", Field.OWNER),
    ("负责", Field.OWNER),
    ("負責", Field.OWNER),
    ("完了日", Field.CLOSED),
    ("期限", Field.DUE),
    ("期日", Field.DUE),
    ("締切", Field.DUE),
    ("予定日", Field.DUE),
    ("截止", Field.DUE),
    ("時期", Field.DUE),
    ("ステータス", Field.STATUS),
    ("状態", Field.STATUS),
    ("状況", Field.STATUS),
    ("进度", Field.STATUS),
    ("状态", Field.STATUS),
    ("チケット", Field.TICKET),
    ("優先", Field.PRIORITY),
    ("优先", Field.PRIORITY),
    ("アクション", Field.TITLE),
    ("対策", Field.TITLE),
    ("対応", Field.TITLE),
    ("タスク", Field.TITLE),
    ("施策", Field.TITLE),
    ("措施", Field.TITLE),
    ("任务", Field.TITLE),
)


class Columns:
    """What each column of a table holds, by its heading."""

    def __init__(self, table: Table) -> None:
        """Read the head of a table."""
        self.names = [plain(cell)[:_LONGEST_HEAD] for cell in table.head[:_MOST_COLUMNS]]
        read = [_field_of(name) for name in self.names]
        self._by_field: dict[Field, int] = {}
        for index, found in enumerate(read):
            if found is not None:
                self._by_field.setdefault(found, index)
        self.is_named = Field.TITLE in self._by_field
        self.title = self._by_field.get(Field.TITLE, self._by_field.get(Field.DETAIL, _longest(table, read)))

    def holds(self, *wanted: Field) -> int:
        """Return how many of these fields have a column."""
        return sum(name in self._by_field for name in wanted)

    def of_facts(self) -> Iterator[tuple[Field, int]]:
        """Yield the columns besides the title's, each with what it holds."""
        for name, index in self._by_field.items():
            if index != self.title and name not in {Field.TITLE, Field.DETAIL, Field.NOTE}:
                yield name, index

    def month_first(self, index: int) -> bool | None:
        """Return how the language of a column's heading orders days and months; None for English."""
        name = self.names[index].lower()
        return None if _ENGLISH.fullmatch(name) else month_first_in(name)


def looks_like_actions(table: Table) -> bool:
    """Return whether a table, wherever it stands, can be nothing but a table of action items."""
    columns = Columns(table)
    if not columns.is_named or any(_time().match(fold(name)) for name in columns.names):
        return False
    return columns.holds(Field.OWNER, Field.DUE, Field.TICKET) >= 1 and (
        columns.holds(Field.OWNER, Field.DUE, Field.STATUS, Field.TICKET, Field.CLOSED) >= 2
    )


def read_row(row: Row, columns: Columns, marks: MarkReader, reader: Reader) -> tuple[str, Facts] | None:
    """Return the title of the action item in a row and what the row says of it; None if it holds none."""
    source = _cell(row, columns.title)
    if not source:
        return None
    source, is_ticked = _unboxed(source)
    marked = marks.read(source)
    facts = Facts(status=None if is_ticked is None else ActionStatus.DONE if is_ticked else ActionStatus.OPEN)
    for name, index in columns.of_facts():
        facts.add(_value(name, _cell(row, index), reader, month_first=columns.month_first(index)))
    facts.add(marked.facts)
    return marked.title, facts


def is_label_row(row: Row) -> bool:
    """Return whether a row is a sub-heading inside of a table: one cell in bold, and no other."""
    filled = [cell for cell in row.cells if cell]
    return len(row.cells) > 1 and len(filled) == 1 and bool(_all_bold().fullmatch(filled[0]))


def _value(name: Field, source: str, reader: Reader, *, month_first: bool | None) -> Facts:
    if name is Field.NUMBER:
        found = reader.value(Field.TICKET, source).ticket if "](" in source or _key().fullmatch(source) else None
        return Facts(ticket=found)
    if name in {Field.STATUS, Field.CLOSED}:
        source, is_ticked = _unboxed(source)
        if is_ticked is not None:
            return Facts(status=ActionStatus.DONE if is_ticked else ActionStatus.OPEN)
    return reader.value(name, source, month_first=month_first)


def _unboxed(source: str) -> tuple[str, bool | None]:
    found = _box().match(source)
    return (source[found.end() :], found["mark"] != " ") if found else (source, None)


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


@lru_cache(maxsize=512)
def _field_of(heading: str) -> Field | None:
    known = fields()
    folded = fold(re.sub(r"\([^()]*\)", " ", heading)) or fold(heading)
    if folded in known:
        return known[folded]
    if held := next((found for part, found in _HOLDS if part in folded), None):
        return held
    parts = [fold(part) for part in re.split(r"[/,&|]|\band\b|\bor\b", heading.lower())]
    if found := next((known[part] for part in parts if part in known), None):
        return found
    return _by_words(folded, known)


def _by_words(folded: str, known: Mapping[str, Field]) -> Field | None:
    """What a heading of several words names: its last words count before its first ("action owner")."""
    pieces = folded.split()
    ends = (" ".join(pieces[start:]) for start in range(1, len(pieces)))
    beginnings = (" ".join(pieces[:end]) for end in range(len(pieces) - 1, 0, -1))
    return next((known[piece] for piece in (*ends, *beginnings) if piece in known), None)


def _longest(table: Table, read: list[Field | None]) -> int:
    """The column with the most words of those that no heading explains."""
    free = [index for index, found in enumerate(read) if found is None] or list(range(len(read))) or [0]
    sample = table.rows[:_SAMPLE]
    return max(free, key=lambda index: sum(len(_cell(row, index)) for row in sample))


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        r"(?:time|timestamp|date|datetime|tid|tidspunkt|zeit|uhrzeit|heure|hora|ora|tijd|klokkeslett)\b|時刻|日時|時間|时间$"
    )


@cache
def _all_bold() -> re.Pattern[str]:
    return re.compile(r"\*\*[^*]{1,200}\*\*[:：]?|__[^_]{1,200}__[:：]?")


@cache
def _key() -> re.Pattern[str]:
    return re.compile(r"(?:#[0-9]{1,7}|[A-Z]{2,10}-[0-9]{1,7})")


@cache
def _box() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[-*]\s)?\\?\[(?P<mark>[ xX✓✔])\\?\]\s*")
