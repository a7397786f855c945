"""A document whose timeline is edited: its lines, and what each entry must still say when the edit is done.

Every edit works on lines. When it is done, the document is read again: each entry must have its words, and happen when
it did before. Where the place of an entry told its day or its zone, exactly that is written beside its time; where that
does not help, the edit is refused and the text stays as it is.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.parse import parse
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.stated_zones import NAME_READABLY, in_unread_zones
from pmctl.postmortem.story import timelines_of
from pmctl.postmortem.time_notation import ISO_DATE, date_template, date_text, placed, read_notation
from pmctl.postmortem.timeline_drafts import doubtful_lines
from pmctl.postmortem.timeline_edits_places import read_places
from pmctl.postmortem.timeline_edits_plain import zone_name
from pmctl.postmortem.timeline_rows import read_columns, split_row
from pmctl.postmortem.timeline_unread import HOW_TO_WRITE, unread_lines
from pmctl.postmortem.weekdays import read_weekday
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.story import Timeline
    from pmctl.postmortem.time_notation import Notation
    from pmctl.postmortem.timeline import TimelineEntry
    from pmctl.postmortem.timeline_edits_places import Place
    from pmctl.postmortem.timeline_rows import Columns

BREAK: Final = lazy_pattern(r"(?: {2,}|\\|<br\s?/?>)$")
"""What ends a line in a paragraph."""

_MOST_NAMED: Final = 8
_EDGES: Final = {dt.MINYEAR, dt.MAXYEAR}
"""A moment in these years may lie in none that UTC has."""

_SIGNS: Final = "月火水木金土日"

BY_HAND: Final = "Make this change by hand."
NAME_ZONES: Final = "Say which zone they are in, such as `## Timeline (CET)` or `10:52 CET`; nothing is written."
NAME_ONE: Final = "Correct these times, or name the zone at the time itself, such as `02:50 CEST`; nothing is written."
WRITE_ALIKE: Final = "Write every time in one notation, such as `12:30`; nothing is written."
_OTHERWISE: Final = "read as another moment"


class Want(NamedTuple):
    """What an entry must say.

    Attributes:
        at: when it began, in UTC or as a day alone.
        until: when it ended, in UTC.
        event: what happened, without a line break at its end.
        zone: the one that its time is written in.
        is_day_told: whether its day is written, at the entry or above it, and no guess.
    """

    at: dt.datetime | dt.date | None
    until: dt.datetime | None
    event: str
    zone: dt.tzinfo | None = None
    is_day_told: bool = False

    def is_met_by(self, other: Want) -> bool:
        """Whether the other says the same, and no less of the day."""
        return self[:3] == other[:3] and self.is_day_told <= other.is_day_told


class Sheet:
    """The lines of a document while its timelines are edited.

    Attributes:
        lines: without their endings.
        wants: for each line, what the entry on it must say; None where there is none.
        origins: for each line, its number before the edit, 1-based; None for a new one.
    """

    def __init__(self, text: str, path: str, conventions: Conventions) -> None:
        self._path, self._conventions = path, conventions
        self.document = parse(text, path, conventions)
        self.lines = text.split("\n")
        self._returns = [line.endswith("\r") for line in self.lines]
        self.lines = [line.removesuffix("\r") for line in self.lines]
        self.timelines = timelines_of(self.document, conventions)
        self.wants: list[Want | None] = [None] * len(self.lines)
        self.origins: list[int | None] = list(range(1, len(self.lines) + 1))
        for entry in self.entries():
            self.wants[entry.line - 1] = _want(entry)

    @property
    def text(self) -> str:
        """The document as its lines are now."""
        return "\n".join(
            f"{line}\r" if returns else line for line, returns in zip(self.lines, self._returns, strict=True)
        )

    def entries(self) -> Iterator[TimelineEntry]:
        """Yield the entries of all timelines as they were read."""
        for timeline in self.timelines:
            yield from timeline.entries

    def doubtful(self) -> list[tuple[int, str]]:
        """Return the lines that may tell times and are not read so, 1-based, with what stands there."""
        return [found for timeline in self.timelines for found in doubtful_lines(timeline.section.blocks)]

    def places(self, timeline: Timeline) -> tuple[Place, ...]:
        """Return where the entries of a timeline stand; before the first edit only."""
        return read_places(timeline, self.lines)

    def insert(self, at: int, lines: Iterable[tuple[str, Want | None]]) -> None:
        """Insert lines, each with what it must say, before the line with the index `at`."""
        new = list(lines)
        returns = self._returns[0]
        self.lines[at:at] = [line for line, _ in new]
        self.wants[at:at] = [want for _, want in new]
        self.origins[at:at] = [None] * len(new)
        # Behind the last line, which has no ending, it is the last of the new ones that has none.
        place = at - (at == len(self._returns))
        self._returns[place:place] = [returns] * len(new)

    def delete(self, at: int, count: int) -> None:
        """Delete lines from the one with the index `at` on."""
        for rows in (self.lines, self.wants, self.origins, self._returns):
            del rows[at : at + count]

    @property
    def zone(self) -> dt.tzinfo:
        """The zone of times that are written without one."""
        return self._conventions.zone

    def refuse_unread(self, what: str) -> None:
        """Raise an EditError if times are told and none of them can be read."""
        if any(entry.at is not None or entry.has_clock for entry in self.entries()):
            if what != "added":
                named = [(line, f"{written} is not read as a time") for line, written in self.doubtful()]
                refuse(named, what, WRITE_ALIKE)
            return
        if lines := unread_lines(self.timelines):
            raise EditError(f"the entries cannot be {what}: none is read on {lines}", hint=HOW_TO_WRITE)
        numbers = ((entry.line, entry.written) for entry in self.entries() if any(map(str.isdecimal, entry.written)))
        refuse([(line, f"{written} is not a time") for line, written in numbers], what, HOW_TO_WRITE)

    def refuse_unread_zones(self, what: str) -> None:
        """Raise an EditError if a zone is stated for times that is not understood: the configured one is another."""
        refuse(list(in_unread_zones(self.timelines, self.document.blocks)), what, NAME_READABLY)

    def settled(self, what: str) -> tuple[str, Postmortem]:
        """Return the text, and the document read again; EditError if an entry does not say what it must.

        Args:
            what: the edit, as in "the entries cannot be ``sorted``".
        """
        while True:
            text = self.text
            document = parse(text, self._path, self._conventions)
            timelines = timelines_of(document, self._conventions)
            wrong = self._wrong({entry.line: entry for timeline in timelines for entry in timeline.entries}, what)
            if not wrong:
                return text, document
            blocks = {block.line: block for timeline in timelines for block in timeline.section.blocks}
            for entry in wrong:
                self._write_place(entry, _block_of(blocks, entry.line), what)

    def _wrong(self, found: dict[int, TimelineEntry], what: str) -> list[TimelineEntry]:
        """Return the entries that are read as another moment than they must be, the first of each run of them."""
        wrong: list[TimelineEntry] = []
        was_wrong = False
        for line, want in enumerate(self.wants, 1):
            has = _want(found[line]) if line in found else None
            if (has and has.event) != (want and want.event):
                raise self._unsafe(line, "read as something else", what)
            if has is not None and want is not None:
                is_wrong = not want.is_met_by(has)
                if is_wrong and not was_wrong:
                    wrong.append(found[line])
                was_wrong = is_wrong
        return wrong

    def _write_place(self, entry: TimelineEntry, block: Block, what: str) -> None:
        """Write at an entry the day and the zone that its place told and tells no longer; neither is written twice."""
        want, time = self.wants[entry.line - 1], read_time(entry.written, whole=True)
        if want is None or want.zone is None or not isinstance(want.at, dt.datetime):
            raise self._unsafe(entry.line, _OTHERWISE, what)
        if time is None or time.clock is None or entry.at is None:
            raise self._unsafe(entry.line, _OTHERWISE, what)
        local, read = want.at.astimezone(want.zone), entry.at
        day = (local.replace(tzinfo=None) - time.clock).date()
        needs_day = day != (read.replace(tzinfo=None) - time.clock).date()
        needs_day = needs_day or (want.is_day_told and entry.day_source == "guess")
        if needs_day and time.day is not None:
            raise self._unsafe(entry.line, _OTHERWISE, what)
        is_elsewhere = want.at.astimezone(read.tzinfo).utcoffset() != local.utcoffset()
        zone = self._told_zone(entry, want.zone, what) if is_elsewhere else ""
        old = self.lines[entry.line - 1]
        new = _placed(old, entry, block, day if needs_day else None, zone)
        if new == old:
            raise self._unsafe(entry.line, _OTHERWISE, what)
        self.lines[entry.line - 1] = new

    def _told_zone(self, entry: TimelineEntry, zone: dt.tzinfo, what: str) -> str:
        """Return the name of the zone that the place of an entry told; EditError if it told none, or more than one."""
        origin = self._origin(entry.line)
        timeline = next(timeline for timeline in self.timelines if origin <= timeline.section.end_line)
        if self.origins[entry.line - 1] is not None:
            above = (one for one in timeline.entries if one.line < origin and one.zone_known)
            if {one.at.tzinfo for one in above if one.at is not None} != {zone}:
                refuse([(origin, f"the zone of {entry.written} is not known")], what, NAME_ZONES)
        section = timeline.section
        return zone_name(zone, "\n".join((section.heading, *(block.text for block in section.blocks))))

    def _unsafe(self, line: int, problem: str, what: str) -> EditError:
        problem = f"line {self._origin(line)} would be {problem}"
        return EditError(f"the entries cannot be {what} safely: {problem}", hint=BY_HAND)

    def _origin(self, line: int) -> int:
        """Return the number that a line has in the document, or that of the one above it."""
        return next((origin for origin in reversed(self.origins[:line]) if origin is not None), line)


def time_in(entry: TimelineEntry) -> tuple[int, int, Notation | None]:
    """Return from where to where the time of an entry stands in its line, 0-based, and its notation if it is plain."""
    start = entry.column - 1
    time = read_time(entry.written, whole=True)
    if time is None or entry.at is None:
        return start, start + len(entry.written), None
    written = entry.written[time.start : time.end]
    until = entry.until if time.until is not None else None
    return start + time.start, start + time.end, read_notation(written, entry.at, until)


@lru_cache(maxsize=4)
def columns_of(block: Block) -> Columns | None:
    """Return which columns of a table hold what; every row of it asks."""
    return read_columns(block)


@lru_cache(maxsize=4)
def is_aligned(block: Block) -> bool:
    """Return whether a block is a table whose bars stand below each other."""
    return block.kind == "table" and len({len(line.rstrip()) for line in block.text.split("\n")}) == 1


def replace_in_cell(line: str, start: int, length: int, new: str, *, is_padded: bool) -> str:
    """Return a line with a part of it replaced; in a table that is aligned, blanks make up for what is longer or not.

    Args:
        line: of a document.
        start: where the part begins, 0-based.
        length: how long it is.
        new: what takes its place.
        is_padded: whether the table is aligned.
    """
    before, behind = line[:start], line[start + length :]
    if is_padded:
        end = behind.find("|")
        blanks = len(behind[:end]) - len(behind[:end].rstrip(" ")) if end >= 0 else 0
        spare = length - len(new)
        if spare > 0 and end >= 0:
            behind = f"{behind[:end]}{' ' * spare}{behind[end:]}"
        elif spare < 0 and blanks > 1:
            cut = min(-spare, blanks - 1)
            behind = behind[: end - cut] + behind[end:]
    return before + new + behind


def in_date_cell(line: str, column: int, day: dt.date) -> tuple[int, int, str]:
    """Return what changes where a day is put into a blank cell: where, how long it was, and what takes its place."""
    return _in_cell(line, column, f"{day}")


def _in_cell(line: str, column: int, new: str) -> tuple[int, int, str]:
    cell = split_row(line)[column]
    start = len(line[: cell.offset].rstrip(" "))
    gap = " " if " |" in line else ""
    return start, cell.offset - start, f"{gap}{new}{gap}"


def _placed(line: str, entry: TimelineEntry, block: Block, day: dt.date | None, zone: str) -> str:
    """Return the line of an entry with a day and a zone: in the blank cells of its row for them, or at its time.

    It stays as it is where another date stands in the cell for dates.
    """
    edits = []
    columns = columns_of(block) if block.kind == "table" else None
    if columns is not None:
        texts = dict(enumerate(cell.text for cell in split_row(line)))
        blank = {number for number, text in texts.items() if not text}
        if day is not None and columns.date in blank:
            edits.append(_in_cell(line, columns.date, f"{day}"))
            day = None
        elif day is not None and columns.date in texts and any(map(str.isdecimal, texts[columns.date])):
            return line
        if zone and columns.zone in blank:
            edits.append(_in_cell(line, columns.zone, zone))
            zone = ""
    if day is not None or zone:
        start, end, _ = time_in(entry)
        edits.append((start, end - start, placed(line[start:end], day, zone)))
    for start, length, written in sorted(edits, reverse=True):
        line = replace_in_cell(line, start, length, written, is_padded=is_aligned(block))
    return line


def set_date(text: str, day: dt.date, old: dt.date) -> str:
    """Return a day in the notation of `text`, which is the day `old`, or the day of the week that it was."""
    if read_weekday(text) is None:
        return date_text(date_template(text, old) or ISO_DATE, day)
    if not text.isascii():
        return text.replace(_SIGNS[old.weekday()], _SIGNS[day.weekday()])
    return f"{day:%A}" if len(text) > len("Thurs") else f"{day:%a}"


def refuse(problems: Sequence[tuple[int, str]], what: str, hint: str) -> None:
    """Raise an EditError that names every line and its problem, if there are any."""
    if not problems:
        return
    named = "; ".join(f"line {line}: {problem}" for line, problem in problems[:_MOST_NAMED])
    more = f"; and {len(problems) - _MOST_NAMED:,} more" if len(problems) > _MOST_NAMED else ""
    raise EditError(f"the entries cannot be {what}: {named}{more}", hint=hint)


def in_utc(moment: dt.datetime) -> dt.datetime | None:
    """Return a moment in UTC; None if that lies beyond every calendar."""
    return None if moment.year in _EDGES else moment.astimezone(dt.UTC)


def _want(entry: TimelineEntry) -> Want:
    event = BREAK.sub("", entry.event).rstrip()
    if entry.at is None or in_utc(entry.at) is None:
        return Want(None, None, event)
    is_told = entry.day_source != "guess"
    if not entry.has_clock:
        return Want(entry.at.date(), None, event, is_day_told=is_told)
    until = in_utc(entry.until) if entry.until else None
    return Want(in_utc(entry.at), until, event, entry.at.tzinfo, is_told)


def _block_of(blocks: dict[int, Block], line: int) -> Block:
    start = max(number for number in blocks if number <= line)
    return blocks[start]
