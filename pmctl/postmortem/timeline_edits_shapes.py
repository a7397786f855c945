"""New entries in the shape of those that are there: a row, an item, a line or a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.time_notation import read_notation
from pmctl.postmortem.timeline_edits import columns_of, is_aligned, set_date, time_in
from pmctl.postmortem.timeline_rows import split_row, time_columns, told
from pmctl.postmortem.written_times import read_time
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.time_notation import Notation
    from pmctl.postmortem.timeline_edits_places import Place
    from pmctl.postmortem.timeline_rows import Cell, Columns

_BAR: Final = lazy_pattern(r"(?<!\\)\|")
_OPENED: Final = lazy_pattern(r"[*_`\[({]+$")
_MARKER: Final = lazy_pattern(r"(?P<indent>[ \t]*)(?:#{1,6}|[-*+•]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_TICK: Final = lazy_pattern(r"(?P<bullet>[ \t]*(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+)\[[ xX]\][ \t]+")
_TAG: Final = lazy_pattern(r"<[A-Za-z][^<>]{0,60}>")
_TAGS_END: Final = lazy_pattern(r"^(?:</[A-Za-z][A-Za-z0-9]{0,9}>)+")
_LINKED: Final = lazy_pattern(r"^\](?:\([^()\s]{0,2000}\)|\[[^\[\]]{0,200}\])")
_DEFINITION: Final = lazy_pattern(r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?\[[^\[\]]{1,200}\]:[ \t]*\S+[ \t]*\Z")
"""What defines a link by its label, and is not shown (CommonMark 0.31, section 4.7)."""
_CLOSING: Final = str.maketrans("[({", "])}")
_SEPARATOR: Final = r"[ \t]*(?:->|=>|[:：–—|,;.→-])*"
_BLOCK_MARK: Final = lazy_pattern(r"^([0-9]{0,9})([-+*.)](?=\s)|#{1,6}(?=\s)|>|~~~|```)")
_SURELY_APART: Final = ": "
_CELLS: Final = lazy_pattern(r"(?P<lead>[ \t]*[-*+][ \t]+)[-*+](?=[ \t])")
"""What opens a row of a table that is written as a list of lists, such as the list-table of reStructuredText."""

_TIME_AND_EVENT: Final = 2

GAP: Final = " :：–—|,.;>→)]}~-"
"""What the words of an event do not begin with, since it belongs to what sets them apart from their time."""


class Shape(NamedTuple):
    """The lines of a new entry, its time on the first of them, and the event as it stands there."""

    lines: tuple[str, ...]
    event: str


def lines_like(
    model: Place, lines: Sequence[str], notation: Notation, at: dt.datetime, event: str, *, is_dated: bool
) -> Shape:
    """Return a new entry in the shape of another one.

    Args:
        model: the other one.
        lines: those of the document.
        notation: of the time.
        at: the time in the zone in which it is written.
        event: what happened, as Markdown on one line.
        is_dated: whether the day is to be written, even where the other one has none.

    Raises:
        EditError: the table has no column for events, or is a list with other cells than a time and an event.
    """
    line = lines[model.entry.line - 1]
    if model.kind == "row":
        return _row_like(model, line, notation, at, event, is_dated=is_dated)
    written = notation.written(at, is_dated=is_dated)
    if model.kind == "item" and (shape := _row_of_cells(model, lines, written, event)):
        return shape
    start, end, _ = time_in(model.entry)
    head, tail = _TICK.sub(r"\g<bullet>", line[:start], count=1), line[end:]  # nobody has ticked the new one off
    if _TAG.search(head):
        head, tail = _TAG.sub("", head), _TAGS_END.sub("", tail)
    if model.kind == "heading" and not tail.strip(" \t#*_`])}"):
        event = _BLOCK_MARK.sub(r"\1\\\2", event)
        return Shape((f"{head}{written}{tail}", "", event), event)
    if head.endswith("[") and (link := _LINKED.match(tail)):
        head, tail = head[:-1], tail[link.end() :] or _SURELY_APART
    separator, closing = _separator(head, tail)
    if not closing and _OPENED.search(head) and separator == _SURELY_APART:
        head = _OPENED.sub("", head)
    new = f"{head}{written}{separator}{event}{closing}"
    if not _is_read_as(new, head, written):
        new = f"{head}{written}{_SURELY_APART}{event}{closing}"
    if _DEFINITION.match(new):
        new = f"{head}{written}] {event}{closing}"
    return Shape((new,), event.lstrip(GAP))


def _row_of_cells(model: Place, lines: Sequence[str], written: str, event: str) -> Shape | None:
    """Return a row that is a list of two cells, like that of another entry; None if it stands in no such row.

    Raises:
        EditError: the row has other cells besides: nobody knows which of them is the event.
    """
    index = model.entry.line - 1
    found, marker = _CELLS.match(lines[index]), _MARKER.match(lines[index])
    column = len(found["lead"]) if found else len(marker["indent"]) if marker else 0
    first = index
    if found is None:
        above = (number for number in range(index - 1, model.block.line - 2, -1) if _CELLS.match(lines[number]))
        first = next(above, index)
        row = _CELLS.match(lines[first])
        if row is None or len(row["lead"]) != column:
            return None
    cells = [line[column:] for line in lines[first + 1 : model.last] if not line[:column].strip()]
    count = 1 + sum(cell[:1] in {"-", "*", "+"} and not cell[1:2].strip() for cell in cells)
    if found is None or count > _TIME_AND_EVENT:
        raise EditError(f"the row on line {first + 1} is not a time and an event", hint="Write the new one by hand.")
    if count < _TIME_AND_EVENT:
        return None
    event = _BLOCK_MARK.sub(r"\1\\\2", event)
    return Shape((f"{found['lead']}- {written}", f"{' ' * column}- {event}"), event)


def _separator(head: str, tail: str) -> tuple[str, str]:
    """Return what stands between a time and its event, and what closes marks behind the event: bold around both."""
    opened = _OPENED.search(head)
    closer = opened[0][::-1].translate(_CLOSING) if opened else ""
    pattern = rf"(?:{re.escape(closer)})?{_SEPARATOR}(?:{re.escape(closer)})?[ \t]*"
    found = re.match(pattern, tail)
    separator = found[0] if found else ""
    if closer and closer not in separator:
        is_around_both = bool(separator) and tail.rstrip().endswith(closer)
        return (separator, closer) if is_around_both else (_SURELY_APART, "")
    return (separator, "") if separator.strip(closer) else (f"{separator}{_SURELY_APART}", "")


def _is_read_as(line: str, head: str, written: str) -> bool:
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    time = read_time(line[start:])
    if time is None:
        return "." in written  # such clocks are known by those around them
    return time.end == len(head) + len(written) - start


def _row_like(model: Place, line: str, notation: Notation, at: dt.datetime, event: str, *, is_dated: bool) -> Shape:
    columns = columns_of(model.block)
    if columns is None or columns.event is None:
        raise EditError("the table has no column for events", hint="Give it one that is headed Event.")
    cells = split_row(line)
    start, end, _ = time_in(model.entry)
    cell = cells[columns.time]
    before, behind = line[cell.offset : start], line[end : cell.offset + len(cell.text)]
    has_dates = columns.date is not None and columns.date < len(cells)
    written = notation.written(at, is_dated=is_dated and not has_dates)
    if not any(map(str.isalnum, before + behind)):
        written = f"{before}{written}{behind}"
    texts = {columns.time: written, columns.event: escaped(event)}
    if columns.zone is not None and columns.zone < len(cells):
        texts[columns.zone] = cells[columns.zone].text
    if columns.date is not None and has_dates and (is_dated or cells[columns.date].text):
        texts[columns.date] = set_date(cells[columns.date].text, at.date(), (model.entry.at or at).date())
    texts |= _in_other_zones(model, cells, columns, at)
    return Shape((row_of(model.block, line, texts),), told(event))


def _in_other_zones(model: Place, cells: Sequence[Cell], columns: Columns, at: dt.datetime) -> dict[int, str]:
    """Return the same moment for the columns, by their numbers, that show it in another zone in the model's row."""
    found = {}
    for column, zone in time_columns(model.block.text.partition("\n")[0]):
        if zone is None or column in columns or column >= len(cells) or model.entry.at is None:
            continue
        notation = read_notation(cells[column].text, model.entry.at.astimezone(zone))
        if notation is not None:
            found[column] = notation.written(at.astimezone(zone))
    return found


def row_of(block: Block, model: str, texts: Mapping[int, str]) -> str:
    """Return a row of a table with some texts by the number of their column, written like another line of it."""
    head = _BAR.split(block.text.partition("\n")[0].rstrip())
    pieces = _BAR.split(model.rstrip())
    leads, trails = not pieces[0].strip() and len(pieces) > 1, not pieces[-1].strip() and len(pieces) > 1
    widths = [len(piece) for piece in head[leads : len(head) - trails]]
    gap = " " if any(piece.startswith(" ") for piece in pieces[1:]) else ""
    is_padded = is_aligned(block)
    row = []
    for column, width in enumerate(widths):
        text = texts.get(column, "")
        cell = f"{'' if column == 0 and not leads else gap}{text}{gap if text else ''}"
        row.append(cell.ljust(width) if is_padded else cell or gap)
    return f"{pieces[0] if leads else ''}{'|' * leads}{'|'.join(row)}{'|' * trails}"


def columns_to_fill(block: Block) -> Columns | None:
    """Return the columns of a table that waits for its entries; None if it is no such table, or holds any words."""
    if block.kind != "table" or any(row.strip("| \t\r") for row in block.text.split("\n")[2:]):
        return None
    columns = columns_of(block)
    return columns if columns is not None and columns.event is not None else None


def escaped(event: str) -> str:
    """Return an event that ends no cell of a table."""
    return _BAR.sub(r"\\|", event)
