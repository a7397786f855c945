"""Timeline entries as tables have them: which column holds what, and the rows."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.city_zones import find_city_time
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.weekdays import read_weekday
from pmctl.postmortem.written_times import WrittenTime, read_time
from pmctl.postmortem.zones import ZONE, find_zone, zone_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import tzinfo

    from pmctl.postmortem.markdown import Block


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


# The headings of columns, in the languages of the section headings, folded.
_TIME: Final = _words(
    "time, times, timestamp, timestamps, time stamp, when, date time, datetime, date and time, "
    "time and date, start, start time, began, event time, local time, uhrzeit, zeit, zeitpunkt, "
    "zeitstempel, datum uhrzeit, datum und uhrzeit, heure, horodatage, date heure, date et heure, hora, "
    "fecha hora, fecha y hora, data hora, data e hora, ora, orario, data ora, data e ora, tijd, "
    "tijdstip, datum tijd, datum en tijd, tid, tidspunkt, tidpunkt, klokkeslett, klockslag, dato tid, "
    "dato og tid, datum tid, datum och tid, godzina, czas, data i godzina, 時刻, 時間, 日時, 日付時刻, 时间, 時點, "
    "时间点, 日期时间, 日期時間"
)
_DATE: Final = _words("date, day, datum, tag, fecha, dia, data, dato, dag, jour, giorno, dzien, 日付, 日, 日期")
_EVENT: Final = _words(
    "event, events, description, what, what happened, details, detail, action, activity, observation, "
    "occurrence, summary, ereignis, beschreibung, evenement, evento, descripcion, descricao, "
    "descrizione, gebeurtenis, omschrijving, hendelse, beskrivelse, handelse, beskrivning, haendelse, "
    "zdarzenie, opis, イベント, 事象, 内容, 出来事, 対応, 事件, 描述, 説明"
)
_END: Final = _words("end, end time, until, to, ended, finish, ende, bis, fin, hasta, ate, fine, einde, slutt, slut")
# What such a column holds looks like a clock, and is none.
_ELAPSED: Final = _words(
    "elapsed, elapsed time, time elapsed, since start, time since start, t, t min, offset, relative time, 経過, "
    "経過時間, 经过时间"
)
# Any of these words in a heading says that the column tells how long something took, in the languages above.
_LASTING: Final = lazy_pattern(
    r"\b(?:durations?|elapsed|downtime|uptime|outage time|length|lasted|took|delay|latency"
    r"|time (?:to|since|spent|taken|lost)|mtt[a-z]{1,2}|tt[a-z]"
    r"|dauer|ausfallzeit|duree|duracion|duracao|durata|duur|varighet|varighed|varaktighet"
    r"|czas trwania)\b|所要|継続|持续|持續|時長|时长"
)
# What names the parts of an incident, or counts them.
_PARTS: Final = _words("phase, phases, stage, step, phasen, fase, faze, etapa, etape, フェーズ, 阶段, 階段")
_ZONES: Final = _words(
    "tz, zone, time zone, timezone, zeitzone, tidssone, tidszone, tidszon, tijdzone, fuseau, fuseau horaire, "
    "zona horaria, fuso horario, fuso orario, タイムゾーン, 时区, 時區"
)

_BAR: Final = lazy_pattern(r"(?<!\\)\|")
_IN_PARENTHESES: Final = lazy_pattern(r"\([^()]*\)")
_YEAR: Final = lazy_pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ZONE: Final = lazy_pattern(ZONE)
#: Time since the start: "T+5m", "+10", "Day 2, 00:30".
_COUNT: Final = lazy_pattern(r"[*_`(]*(?:T ?[+\-\u2212]|[+\-\u2212]|(?:day|tag|dag) )\s?[0-9]", re.IGNORECASE)
_LONGEST_TIME: Final = 80
_MOST: Final = 0.5
_SAMPLE: Final = 10


class Cell(NamedTuple):
    """One cell of a table: its source without the blanks around it, and where that begins in its line, 0-based."""

    text: str
    offset: int


class Row(NamedTuple):
    """A row that tells an event.

    Attributes:
        time: what its time and date columns say, or None if they cannot be read.
        cell: the cell that the time was written in.
        event: the source of the event's cell, its bars without what keeps them from ending it.
        line: the row's line, counted from the table's first, 0-based.
        zone: the zone that its cell for zones gives, else the heading of the time column, or None.
        year: the year that the heading of the date column gives, or None.
    """

    time: WrittenTime | None
    cell: Cell
    event: str
    line: int
    zone: tzinfo | None
    year: int | None


class Columns(NamedTuple):
    """Which columns of a table, counted from 0, hold what: `end` is that of a range, which `time` begins."""

    time: int
    date: int | None
    event: int | None
    end: int | None
    zone: int | None


def read_table(block: Block) -> list[Row]:
    """Read the rows of a table of events; none if no column holds times."""
    reader = _Reader()
    header, rows, columns = _table(block, reader)
    if columns is None:
        return []
    headings = (_read_heading(cell.text) for cell in (_at(header, columns.time), _at(header, columns.date)))
    zones, years = zip(*((heading.zone, heading.year) for heading in headings), strict=True)
    return [
        Row(
            time=time,
            cell=cell,
            event=told(_at(cells, columns.event).text),
            line=number,
            zone=_zone_in(_at(cells, columns.zone).text) or zones[0] or zones[1],
            year=years[0] or years[1],
        )
        for number, cells in rows
        for time, cell in (_moment(cells, columns, reader),)
    ]


def told(cell: str) -> str:
    """Return the source of a cell as it would stand anywhere else (GitHub Flavored Markdown, example 200)."""
    return cell.replace("\\|", "|")


def _zone_in(cell: str) -> tzinfo | None:
    if not cell or len(cell) > _LONGEST_TIME:
        return None
    name = cell.strip("*_`() ")
    return zone_of(name) if name[:1] in {"+", "-", "\u2212", "Z"} else find_zone(f"({name})")


def read_columns(block: Block) -> Columns | None:
    """Return which columns of a table hold what; None if none holds times."""
    return _table(block, _Reader())[2]


def lasting_columns(line: str) -> frozenset[int]:
    """Return which columns of a table, whose head is `line`, tell how long something took."""
    names = (_read_heading(cell.text).name for cell in split_row(line))
    return frozenset(column for column, name in enumerate(names) if _is_lasting(name))


def time_columns(line: str) -> Iterator[tuple[int, tzinfo | None]]:
    """Yield which columns of a table, whose head is `line`, are headed as holding times, and the zone said there."""
    for column, cell in enumerate(split_row(line)):
        heading = _read_heading(cell.text)
        if heading.name in _TIME:
            yield column, heading.zone


def event_columns(line: str) -> frozenset[int]:
    """Return which columns of a table, whose head is `line`, are headed as holding events."""
    return frozenset(column for column, cell in enumerate(split_row(line)) if _read_heading(cell.text).name in _EVENT)


def _is_lasting(name: str) -> bool:
    return name in _ELAPSED or _LASTING.search(name) is not None


def _table(block: Block, reader: _Reader) -> tuple[list[Cell], list[tuple[int, list[Cell]]], Columns | None]:
    """The cells of the head, those of each row that is not blank with its number, and which column holds what."""
    lines = block.text.split("\n")
    header = split_row(lines[0])
    body = [(number, split_row(line)) for number, line in enumerate(lines) if number >= 2]
    rows = [(number, cells) for number, cells in body if any(cell.text for cell in cells)]
    return header, rows, _columns([cell.text for cell in header], [cells for _, cells in rows], reader)


class _Reader(dict[str, "WrittenTime | None"]):
    """The times of cells, each text read once: what a column holds is asked before its rows are read."""

    def __missing__(self, text: str) -> WrittenTime | None:
        self[text] = read_time(text, whole=True) if len(text) <= _LONGEST_TIME else None
        return self[text]


def _moment(cells: list[Cell], columns: Columns, reader: _Reader) -> tuple[WrittenTime | None, Cell]:
    """What the columns of a row say together of its time, and the cell that says it."""
    cell, beside = _at(cells, columns.time), _at(cells, columns.date)
    time, date = reader[cell.text], reader[beside.text]
    if date is not None:
        if time is not None:
            time = replace(time, day=time.day or date.day)
        else:
            # The day counts for the rows below, even where the time beside it cannot be read.
            time = replace(date, is_readable=not cell.text)
            cell = cell if cell.text else beside
    elif time is not None and (weekday := read_weekday(beside.text)) is not None:
        time = replace(time, weekday=weekday)
    end = reader[_at(cells, columns.end).text]
    if time is not None and end is not None and time.until is None:
        time = replace(time, until=end.clock, until_day=end.day)
    return time, cell


_NO_CELL: Final = Cell(text="", offset=0)


def _at(cells: Sequence[Cell], column: int | None) -> Cell:
    return _NO_CELL if column is None or column >= len(cells) else cells[column]


def split_row(line: str) -> list[Cell]:
    """Return the cells of a row, as GitHub splits it: a bar behind a backslash is text."""
    start = len(line) - len(line.lstrip(" \t"))
    start += line.startswith("|", start)
    found: list[Cell] = []
    rest = line[start:]
    for piece in _BAR.split(rest) if "\\|" in rest else rest.split("|"):
        found.append(Cell(text=piece.strip(), offset=start + len(piece) - len(piece.lstrip())))
        start += len(piece) + 1
    return found if found[-1].text else found[:-1] or found


def _columns(header: list[str], rows: list[list[Cell]], reader: _Reader) -> Columns | None:
    """Find the columns by their headings, and by what most of their cells hold where the headings do not tell."""
    names = [_read_heading(text).name for text in header]
    samples = [[_at(cells, column).text for cells in rows[:_SAMPLE]] for column in range(len(header))]
    readings = [[reader[text] for text in texts] for texts in samples]
    lasting = {column for column, name in enumerate(names) if _is_lasting(name)}
    clockless = lasting | {column for column, name in enumerate(names) if name in _PARTS}
    clocks = [
        # Years are clocks only under a heading that says so.
        0.0
        if column in clockless or (names[column] not in _TIME and all(map(_YEAR.fullmatch, filter(None, texts))))
        else _share([time and time.clock for time in times])
        for column, (texts, times) in enumerate(zip(samples, readings, strict=True))
    ]
    days = [_share([time and time.day for time in times]) for times in readings]
    counted = {column for column, texts in enumerate(samples) if any(_COUNT.match(text) for text in texts)}
    zoned = {column for column, text in enumerate(header) if _read_heading(text).zone is not None}
    time = _time_column(names, clocks, days, counted, zoned)
    if time is None:
        return None
    others = [column for column in range(len(header)) if column != time]
    end = next((column for column in others if names[column] in _END and clocks[column] > 0), None)
    zone = next((c for c in others if names[c] in _ZONES and any(map(_zone_in, samples[c]))), None)
    dates = (column for column in others if days[column] >= _MOST and days[time] < _MOST and column != end)
    weekdays = (c for c in others if names[c] in _DATE and _share([read_weekday(text) for text in samples[c]]) >= _MOST)
    date = next(dates, None)
    date = next(weekdays, None) if date is None else date
    events = [column for column in others if column not in {date, end, zone} and clocks[column] < _MOST]
    longest = sorted(events, key=lambda c: (c in lasting, -sum(len(_at(cells, c).text) for cells in rows)))
    event = next((column for column in events if names[column] in _EVENT), next(iter(longest), None))
    return Columns(time=time, date=date, event=event, end=end, zone=zone)


def _time_column(
    names: list[str], clocks: list[float], days: list[float], counted: Collection[int], zoned: Collection[int]
) -> int | None:
    """Return the column of the times: one that is headed so, even if it counts from the start.

    Of several, it is one whose heading gives the zone, if most rows have a time there: "UTC" beside "Local time".
    """
    named = [column for column, name in enumerate(names) if name in _TIME]
    is_blank = not any(clocks) and not any(days)
    candidates = (
        *(column for column in named if column in zoned and (clocks[column] >= _MOST or is_blank)),
        *(column for column in named if clocks[column] > 0 or days[column] > 0),
        *(column for column in named if column in counted),
        *(column for column, share in enumerate(clocks) if share >= _MOST),
        *named,
        *(column for column, share in enumerate(days) if share >= _MOST),
    )
    return next(iter(candidates), None)


def _share(values: Sequence[object]) -> float:
    return sum(value is not None for value in values) / max(len(values), 1)


class _Heading(NamedTuple):
    """What heads a column: its words, folded, without a zone; a zone alone heads a column of times."""

    name: str
    zone: tzinfo | None
    year: int | None


def _read_heading(text: str) -> _Heading:
    return _usual_heading(text) if len(text) <= _LONGEST_TIME else _heading(text)


@lru_cache(maxsize=256)
def _usual_heading(text: str) -> _Heading:
    """Read a heading that other tables probably have too."""
    return _heading(text)


def _heading(text: str) -> _Heading:
    bare = _ZONE.sub(" ", _IN_PARENTHESES.sub(" ", text))
    if (city := find_city_time(bare)) is not None:
        bare = f"{bare[: city[0]]} time {bare[city[1] :]}"
    name = fold(bare).removesuffix(" in")
    year = _YEAR.search(text)
    return _Heading(
        name="time" if not name and _ZONE.search(text) else name,
        zone=find_zone(text),
        year=int(year[0]) if year else None,
    )
