"""Action items from tables, whatever their columns are called and in whichever order they stand."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_labels import month_first_in
from pmctl.adoption.actions_outline import Row, Table
from pmctl.adoption.actions_statuses import statuses
from pmctl.adoption.actions_text import is_struck, plain, shown, words_of
from pmctl.adoption.actions_values import Facts, is_issue, read_ticket
from pmctl.adoption.actions_words import Field, fields, is_nothing
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
_STAGES: Final = (
    "resolution",
    "stage",
    "outcome",
    "result",
    "phase",
    "etapa",
    "resolución",
    "resultado",
    "phase actuelle",
)
"""Headings that tell a status only where the cells do."""
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
    ("課題", Field.TICKET),
    ("バグ", Field.TICKET),
    ("管理番号", Field.TICKET),
    ("関連リンク", Field.TICKET),
    ("issue", Field.TICKET),
    ("優先", Field.PRIORITY),
    ("优先", Field.PRIORITY),
    ("アクション", Field.TITLE),
    ("実施予定", Field.DUE),
    ("いつまで", Field.DUE),
    ("誰が", Field.OWNER),
    ("対策", Field.TITLE),
    ("対応", Field.TITLE),
    ("タスク", Field.TITLE),
    ("施策", Field.TITLE),
    ("措施", Field.TITLE),
    ("任务", Field.TITLE),
)


#: Beginnings of words, for headings of which no word is known.
_STEMS: Final = (
    (
        Field.OWNER,
        "ansv|verantw|zustand(?!$)|zugew|respons|owner|eier|agare|assign|tildel|tilldel|tilord|odpowiedz|asign|atribu|incaric",
    ),
    (
        Field.DUE,
        "frist|forfall|forfald|due|deadline|target|fallig|ziel|termin|echeanc|vencim|plazo|prazo|scaden|tidsfr|klart",
    ),
    (Field.STATUS, "status|statut|tilstand|framdrift|fremdrift|fortschr|avance|progres|voortgang|postep"),
    (
        Field.TITLE,
        "tiltak|aksjon|action|massnahm|aufgab|aktion|oppgave|atgard|tiltag|mesure|accion|medida|acoes|acao|azion|maatreg|dzialan",
    ),
)


class Columns:
    """What each column of a table holds, by its heading, and by its cells where the heading leaves it open."""

    def __init__(self, table: Table) -> None:
        """Read the head of a table."""
        self.names = [plain(cell)[:_LONGEST_HEAD] for cell in table.head[:_MOST_COLUMNS]]
        read = [_held(name, index, table) for index, name in enumerate(self.names)]
        self._by_field: dict[Field, list[int]] = {}
        for index, found in enumerate(read):
            for field in found:
                self._by_field.setdefault(field, []).append(index)
        # Beside a person, the team is only theirs.
        self._by_field.get(Field.OWNER, []).sort(key=lambda index: fold(self.names[index]) in _TEAMS)
        self._by_field.get(Field.TICKET, []).sort(key=lambda index: fold(self.names[index]) in _CHANGES)
        self.is_named = Field.TITLE in self._by_field
        self.is_described = Field.DETAIL in self._by_field
        words = self._by_field.get(Field.TITLE) or self._by_field.get(Field.DETAIL)
        self.title = words[0] if words else _longest(table, read)

    def holds(self, *wanted: Field) -> int:
        """Return how many of these fields have a column."""
        return sum(name in self._by_field for name in wanted)

    def named(self, field: Field) -> list[str]:
        """Return the headings of the columns that hold a field."""
        return [self.names[index] for index in self._by_field.get(field, ())]

    def cells(self, field: Field, rows: Iterable[Row]) -> Iterator[str]:
        """Yield the cells of the columns that hold a field."""
        return (_cell(row, index) for row in rows for index in self._by_field.get(field, ()))

    def of_facts(self) -> Iterator[tuple[Field, int]]:
        """Yield the columns besides the title's, each with what it holds; numbers, which may be tickets, last."""
        for name, indices in sorted(self._by_field.items(), key=lambda column: column[0] is Field.NUMBER):
            if name not in {Field.TITLE, Field.DETAIL, Field.NOTE}:
                yield from ((name, index) for index in indices if index != self.title)

    def month_first(self, index: int) -> bool | None:
        """Return how the language of a column's heading orders days and months; None for English."""
        name = self.names[index].lower()
        return None if _ENGLISH.fullmatch(name) else month_first_in(name)


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


def read_row(row: Row, columns: Columns, marks: MarkReader, reader: Reader) -> tuple[str, Facts] | None:
    """Return the title of the action item in a row and what the row says of it; None if it holds none."""
    source = _cell(row, columns.title)
    if not source or _total().fullmatch(plain(source)):
        return None
    source, is_ticked = _unboxed(source)
    marked = marks.read(source)
    is_current = not is_struck(source)
    facts = Facts(status=None if is_ticked is None else ActionStatus.DONE if is_ticked else ActionStatus.OPEN)
    for name, index in columns.of_facts():
        cell = _cell(row, index)
        # What is struck is no more, unless all that it tells of is struck as well, and keeps its owner and its day.
        if not is_struck(cell) or not (is_current or name in {Field.STATUS, Field.CLOSED}):
            facts.add(_value(name, cell, reader, month_first=columns.month_first(index)))
    facts.add(marked.facts)
    return marked.title, facts


def is_label_row(row: Row) -> bool:
    """Return whether a row is a sub-heading inside of a table: one cell in bold, and no other."""
    filled = [cell for cell in row.cells if cell]
    return len(row.cells) > 1 and len(filled) == 1 and bool(_all_bold().fullmatch(filled[0]))


def _value(name: Field, source: str, reader: Reader, *, month_first: bool | None) -> Facts:
    if name is Field.NUMBER:
        is_ticket = "](" in source or "://" in source or _key().fullmatch(source.strip("*` "))
        return Facts(ticket=read_ticket(words_of(source), is_told=True) if is_ticket else None)
    if name in {Field.STATUS, Field.CLOSED}:
        source, is_ticked = _unboxed(source)
        if is_ticked is not None:
            return Facts(status=ActionStatus.DONE if is_ticked else ActionStatus.OPEN)
        if re.fullmatch(r"[0-9]{1,3}", source):
            source = f"{source} %"
    return reader.value(name, source, month_first=month_first)


def _unboxed(source: str) -> tuple[str, bool | None]:
    found = _box().match(source)
    return (source[found.end() :], found["mark"] != " ") if found else (source, None)


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _held(heading: str, index: int, table: Table) -> tuple[Field, ...]:
    """What a column holds: what its heading says, unless the cells say that it is tickets, or counts the rows."""
    found = _field_of(heading)
    if found in {Field.TITLE, Field.TICKET, None}:
        cells = [cell for row in table.rows[:_SAMPLE] if (cell := _cell(row, index).strip()) and not is_nothing(cell)]
        if cells and _count_rows(cells):
            return (Field.NUMBER,)
        if found is not Field.TICKET and cells and all(_holds_tickets(cell, any_link=bool(found)) for cell in cells):
            return (Field.TICKET,)
    if found in {Field.NOTE, None} and heading.casefold() in _STAGES:
        cells = [fold(cell) for row in table.rows[:_SAMPLE] if not is_nothing(cell := plain(_cell(row, index)))]
        return (Field.STATUS,) if cells and all(cell in statuses() for cell in cells) else (Field.NOTE,)
    if found is Field.STATUS and "/" in heading and Field.DUE in map(_field_of, heading.split("/")):
        return (Field.STATUS, Field.DUE)
    return (found,) if found else ()


def _count_rows(cells: list[str]) -> bool:
    numbers = [cell.strip("#.) ") for cell in cells]
    return len(cells) > 1 and numbers == [str(number) for number in range(1, len(cells) + 1)]


def _holds_tickets(cell: str, *, any_link: bool) -> bool:
    """Whether a cell has nothing in it but tickets."""
    words = words_of(cell)
    if words.links and (any_link or all(is_issue(url) for url in words.links)):
        outside = re.sub(r"\[[^\[\]]{0,300}\]\([^()\s]{0,1000}\)|<[^<>]{0,1000}>", " ", cell)
        if not outside.strip(" ,;"):
            return True
    pieces = re.split(r"[\s,;]+", shown(words.text).strip(" ,;"))
    return all(_key().fullmatch(piece) or is_issue(piece) for piece in pieces)


@lru_cache(maxsize=512)
def _field_of(heading: str) -> Field | None:
    known = fields()
    folded = fold(re.sub(r"\([^()]*\)", " ", heading)) or fold(heading)
    if statuses().get(folded) is ActionStatus.DONE:
        return Field.CLOSED
    if folded in known:
        return known[folded]
    if heading.strip() == "%":
        return Field.STATUS
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
    found = [known[piece] for piece in (*ends, *beginnings) if piece in known]
    if found:
        # The number of a ticket is a ticket, too.
        return Field.TICKET if found[0] is Field.NUMBER and Field.TICKET in found else found[0]
    return next((field for field, stems in _STEMS if re.search(rf"\b(?:{stems})", folded)), None)


def _longest(table: Table, read: list[tuple[Field, ...]]) -> int:
    """The column with the most words of those that no heading explains."""
    free = [index for index, found in enumerate(read) if not found] or list(range(len(read))) or [0]
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
def _key() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:[\w.-]{1,60}/[\w.-]{1,80})?[#!][0-9]{1,7}|[A-Z][A-Z0-9]{1,9}-[0-9]{1,7}|T[0-9]{4,7}|b/[0-9]{3,10}"
        r"|(?:AB|bsc|rhbz)#[0-9]{2,8}|(?:PRB|CHG|TASK|RITM|REQ|INC|PTASK)[0-9]{6,10})"
    )


@cache
def _box() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[-*]\s)?\\?\[(?P<mark>[ xX✓✔])\\?\]\s*")
