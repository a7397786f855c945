"""Facts that stand behind a label: in metadata tables, in lines such as ``**Date:** …``, and below short headings."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.bold_labels import with_labels_apart, without_slant
from pmctl.adoption.emphasis import without_struck
from pmctl.adoption.field_words import LONGEST_LABEL, field_of
from pmctl.adoption.inline import LONGEST, plain
from pmctl.adoption.model import Label
from pmctl.postmortem.heading_words import fold, plain_words
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pmctl.adoption.model import Source
    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.sections import Section


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


_METADATA: Final = _words(
    "metadata, meta, details, incident details, incident information, incident info, information, info, general, "
    "general information, basic information, key facts, facts, key information, at a glance, incident data, stats, "
    "statistics, incident metadata, header, document information, postmortem details, eckdaten, allgemeines, "
    "allgemeine informationen, informations, informations generales, informacion general, informacoes gerais, "
    "informazioni generali, algemeen, nokkelinformasjon, generelt, fakta, informasjon, basisinformasjon, "
    "基本情報, 基礎情報, 情報, 基本信息, 기본정보, 정보, 장애정보, 사고정보, 인시던트정보, 메타데이터"
)
_SILENT: Final = frozenset({"action-items", "timeline", "lessons-learned", "root-causes", "five-whys", "references"})
"""Sections in which a label tells something of one action, event or cause, and not of the postmortem."""

_ONE_OF_MANY: Final = _words(
    "action, actions, action item, action items, task, todo, item, event, events, what happened, aktion, massnahme, "
    "tiltak, aksjon, oppgave, hendelse, ereignis, アクション, アクションアイテム, タスク, 内容, 対応, 対策, 項目, "
    "조치, 조치사항, 작업, 항목, 내용, 할일, 액션, 액션아이템"
)
"""Headings of columns that say that each row is an action or an event of its own."""

_BAR: Final = lazy_pattern(r"(?<!\\)\|")
_MARKS: Final = lazy_pattern(r"[\s>]*(?:(?:[-*+•・]|[0-9]{1,3}[.)])\s+)?(?:#{1,6}\s+)?(?:\|\s+)?")
_COLON: Final = lazy_pattern(r"[:：]")
_BOLD_KEY: Final = lazy_pattern(r"(?P<mark>\*\*|__)(?P<key>[^*_\n]{1,60})(?P=mark)\s*(?:[-–—=]+>?\s*)?(?P<value>.*)")
_TAGGED_KEY: Final = lazy_pattern(r"<(?:b|strong)>(?P<key>[^<\n]{1,60})</(?:b|strong)>\s*[:：]?\s*(?P<value>.*)")
_DASHED_KEY: Final = lazy_pattern(r"(?P<key>[^\s:：|\-–—][^:：|\n]{1,40}?)\s+(?:[-–—]+|=+>?)\s+(?P<value>\S.*)")
_INLINE_FIELD: Final = lazy_pattern(r"[\[(](?=[^:\n]{1,60}::)(?P<field>.*?)[\])]?\s*$")
_BOX: Final = lazy_pattern(r"\[(?P<mark>[ xX✓✔]?)\](?!\()\s*|(?P<open>[☐□])\s*|(?P<ticked>[☑☒])\s*")
_FIELD_LIST: Final = lazy_pattern(r":(?P<key>[^:\n]{1,60}):(?=\s|$)\s*(?P<value>.*)")
_NUMBER: Final = lazy_pattern(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.):]?\s+")
_BETWEEN: Final = lazy_pattern(r"(\s+[|·•/]\s+(?=\S)|<br\s{0,3}/?>|\s{3,}(?=[*_]{1,3}\S))", re.IGNORECASE)
_NEXT_FIELD: Final = lazy_pattern(r"[.,;]\s+(?=(?P<key>[^\W\d_][^.,;:|\n]{0,30}):\s)")
_OF_HEADERS: Final = frozenset(
    {"date", "incident_day", "paper_date", "severity", "priority", "status", "paper_status", "owner", "authors"}
    | {"author_and_owner", "incident_commander"}
)
"""What a header states on one line, with commas or full stops between."""

_BREAK: Final = lazy_pattern(r"<br\s{0,3}/?>", re.IGNORECASE)
_ADMONITION: Final = lazy_pattern(
    r"\s*(?:(?:!!!|\?\?\?\+?)[^\"\n]{0,60}\"(.{1,300})\"|:::+\s*[\w-]+[\s\[]\s*(.{1,300}?)\]?)\s*$"
)
"""The title of a box of MkDocs or Docusaurus."""

_ITEM: Final = lazy_pattern(r"\s*(?:[-*+•・]|[0-9]{1,3}[.)])\s+")
_ROW: Final = lazy_pattern(r"<tr\b", re.IGNORECASE)
_CELL: Final = lazy_pattern(r"<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)
_CELL_END: Final = lazy_pattern(r"</t[dhr]>|</t(?:able|body|head)>|<(?:table|h[1-6])\b", re.IGNORECASE)
_TAGGED_LINE: Final = lazy_pattern(r"</?(?:p|li|ul|ol|dl|dt|br|div|blockquote|body)\b[^<>]{0,300}>", re.IGNORECASE)
_OF_TABLES: Final = lazy_pattern(r"<table\b.*?(?:</table>|\Z)", re.IGNORECASE | re.DOTALL)
_ANYWHERE: Final = frozenset({"severity", "services", "incident_commander", "facilitator", "scribe", *MILESTONES})
"""What a label may state below any heading that is not silent."""

_OF_TITLES: Final = frozenset({"title", "incident"})
"""What only the headings above all sections state."""

_DEFINITION: Final = lazy_pattern(r"\s{0,3}:\s+(\S.*)")
"""What stands below a term: a list of definitions."""

_MOST_ITEMS: Final = 30
_LONGEST_VALUE: Final = 300
_LONGEST_CELL: Final = 4_000


class _Line(NamedTuple):
    number: int
    text: str


def read_labels(blocks: Sequence[Block], sections: Sequence[Section]) -> list[Label]:
    """Return what labels state of the whole document, in order.

    Everything counts above the first section, in the summary and below headings such as "Metadata"; elsewhere only what
    can be said of nothing but the incident, and nothing at all where actions, events or causes are listed.
    """
    found: list[Label] = []
    names = {section.line: section.name for section in sections}
    heading: Block | None = None
    above: list[Block] = []
    is_first = is_named = False
    title = next((block for block in blocks if block.kind == "heading" and not names.get(block.line)), None)
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind == "heading":
            above = [other for other in above if other.level < block.level]
            is_named = is_named or names.get(block.line) is not None
            if block is not title and not _is_silent(above, names):
                found += (label for label in _in_heading(block) if not (is_named and label.field in _OF_TITLES))
            above.append(block)
            heading, is_first = block, True
            continue
        if not _is_silent(above, names):
            below = _below(heading, block) if heading is not None and is_first else None
            labels = [below] if below else list(_labels_of(block, following))
            is_open = all(other is title or _is_open(other, names) for other in above)
            found += (label for label in labels if below or is_open or label.field in _ANYWHERE)
        is_first = False
    return found


def _is_silent(above: Iterable[Block], names: Mapping[int, str | None]) -> bool:
    return any(names.get(other.line) in _SILENT for other in above)


def fact_of_heading(heading: str) -> str | None:
    """Return what `field_of` does for a heading that is a label itself, as "2. Authors" is."""
    return field_of(_NUMBER.sub("", heading[:LONGEST]))


def label_in(heading: str) -> str:
    """Return the words before the value that a heading states itself: "1.2 Severity: SEV2"; "" if it states none."""
    found = _key_and_value(_NUMBER.sub("", heading[:LONGEST]))
    return found[0] if found is not None and found[1].strip() else ""


def _in_heading(heading: Block) -> Iterator[Label]:
    found = _key_and_value(without_struck(_NUMBER.sub("", heading.title[:LONGEST])))
    field = field_of(found[0]) if found else None
    if found is not None and field is not None and found[1].strip():
        yield _label(field, found[0], [found[1]], heading.line, "heading")


def _is_open(heading: Block, names: Mapping[int, str | None]) -> bool:
    """Whether what stands below a heading is about the document as a whole."""
    name = names.get(heading.line)
    return name == "summary" or is_metadata(heading.title)


def is_metadata(heading: str) -> bool:
    """Return whether facts about the incident stand below a heading, such as "Incident details"."""
    return fold(_NUMBER.sub("", plain_words(heading))) in _METADATA


def _below(heading: Block, block: Block) -> Label | None:
    """What stands below a heading that is a label itself, such as "Authors"."""
    field = fact_of_heading(heading.title)
    if field is None or block.kind not in {"paragraph", "list"} or len(block.text) > _LONGEST_VALUE:
        return None
    items = _ticked(plain(_ITEM.sub("", line, count=1)) for line in block.text.split("\n"))
    if not items or any(field_of(item.partition(":")[0]) for item in items if ":" in item):
        return None
    text = ", ".join(items) if block.kind == "list" else " ".join(items)
    return Label(
        field=field,
        label=plain(heading.title),
        text=text,
        items=items if block.kind == "list" else (text,),
        line=block.line,
        source="heading",
    )


def _labels_of(block: Block, following: Block | None) -> Iterator[Label]:
    match block.kind:
        case "table":
            rows = [_cells(without_struck(line[:LONGEST])) for line in block.text.split("\n")]
            lines = range(block.line, block.line + len(rows))
            yield from _table([(number, row) for number, row in zip(lines, rows, strict=True) if not _is_rule(row)])
        case "html":
            yield from _table(_html_rows(block))
            yield from _lines(_html_lines(block), up_to=block.end_line)
        case "paragraph" | "list" | "quote":
            lines_ = _numbered(block)
            if block.kind == "paragraph" and following is not None and following.kind == "list":
                # A label in bold, and its values as a list.
                lines_ += _numbered(following)
            yield from _lines(lines_, up_to=block.end_line)
        case _:
            return


def _numbered(block: Block) -> list[_Line]:
    lines = enumerate(block.text.split("\n"), block.line)
    return [_Line(number, without_struck(line[:LONGEST])) for number, line in lines]


def _cells(line: str) -> list[str]:
    cells = _BAR.split(line.strip()[:LONGEST])
    inner = cells[1:] if not cells[0].strip() else cells
    return [cell.strip() for cell in (inner[:-1] if inner and not inner[-1].strip() else inner)]


def _is_rule(row: Sequence[str]) -> bool:
    return all(not cell.strip("-:= ") for cell in row)


def _html_rows(block: Block) -> list[tuple[int, list[str]]]:
    """The rows of a table that a wiki has exported as HTML, each with its line."""
    if not _ROW.search(block.text):
        return []
    rows, line = [], block.line
    for position, part in enumerate(_ROW.split(block.text)):
        cells = [
            plain(" ".join(_CELL_END.split(cell[:_LONGEST_CELL], maxsplit=1)[0].split()))
            for cell in _CELL.split(part)[1:]
        ]
        if position and cells:
            rows.append((line, cells))
        line += part.count("\n")
    return rows


def _html_lines(block: Block) -> list[_Line]:
    """What stands in paragraphs and items of HTML, each with its line."""
    lines, number = [], block.line
    for part in _TAGGED_LINE.split(_OF_TABLES.sub(lambda found: "\n" * found[0].count("\n"), block.text)):
        text = part[:LONGEST]
        lines.append(_Line(number + len(text) - len(text.lstrip("\n")), " ".join(text.split())))
        number += part.count("\n")
    return lines


def _table(rows: list[tuple[int, list[str]]]) -> Iterator[Label]:
    """Facts in rows of label and value, or in one row below the labels."""
    if not rows:
        return
    head, rest = rows[0][1], rows[1:]
    fields = [field_of(cell) for cell in head]
    pairs = list(_pairs(rows))
    if (
        len(rest) == 1
        and (len(head) == 2 or not pairs)
        and sum(map(bool, fields)) > 1
        and not any(fold(plain_words(cell)) in _ONE_OF_MANY for cell in head)
    ):
        line, cells = rest[0]
        for label, field, cell in zip(head, fields, cells, strict=False):
            if field:
                yield _label(field, label, [cell], line, "table")
        return
    if fields[0] == "date" and len(rest) > 1 and not any(field_of(key) for _, key, _ in pairs[1:]):
        return  # a timeline: the first column is its time
    for line, key, value in pairs:
        if field := field_of(key):
            yield _label(field, key, [value], line, "table")


def _pairs(rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, str, str]]:
    """The labels and values of a table with a column for each, or with several such columns side by side."""
    width = len(rows[0][1])
    may_be_beside = width > 2 and width % 2 == 0 and len(rows) <= _MOST_ITEMS
    known = [[bool(field_of(cell)) for cell in cells] for _, cells in rows] if may_be_beside else []
    are_beside = (
        any(any(row[2::2]) for row in known)
        and any(any(row[::2]) for row in known[1:] or known)
        and not any(any(row[1::2]) for row in known)
    )
    for line, cells in rows if width == 2 or are_beside else ():
        if len(cells) == width:
            yield from ((line, cells[index], cells[index + 1]) for index in range(0, width, 2))


def _lines(lines: Sequence[_Line], *, up_to: int) -> Iterator[Label]:
    """Facts on lines of their own, or on the lines below their label, which stands on a line up to `up_to`."""
    for index, line in enumerate(lines):
        if line.number > up_to:
            return
        defined = _DEFINITION.match(lines[index + 1].text) if index + 1 < len(lines) else None
        if defined is not None and (field := field_of(line.text)):
            yield _label(field, line.text, [defined[1]], lines[index + 1].number, "label")
            continue
        parts = _parts(line.text)
        for found, values in parts:
            field = field_of(found)
            if field is None:
                continue
            if values[0].strip() or len(parts) > 1:
                yield _label(field, found, values, line.number, "label")
            elif items := _items_below(lines[index + 1 : index + 1 + _MOST_ITEMS]):
                text = ", ".join(items)
                yield Label(
                    field=field, label=plain(found), text=text, items=items, line=line.number + 1, source="label"
                )


def _parts(text: str) -> list[tuple[str, list[str]]]:
    """The labels on one line, each with its values: all that stands before the next label."""
    if boxed := _ADMONITION.match(text):
        text = boxed[1] or boxed[2]
    whole = _key_and_value(text) if " / " in text[:LONGEST_LABEL] else None
    if whole and field_of(whole[0]) == "author_and_owner":
        return [(whole[0], [whole[1]])]
    parts: list[tuple[str, list[str]]] = []
    said = [piece for part in _BETWEEN.split(with_labels_apart(without_slant(text))) for piece in _fields_of(part)]
    for index in range(0, len(said), 2):
        found = _key_and_value(said[index])
        if found is not None and (_COLON.search(said[index]) or not parts or field_of(found[0])):
            parts.append((found[0], [found[1]]))
        elif parts:
            _, values = parts[-1]
            # What stands behind a bar may be about something else; behind a slash or on the next line it is one more.
            if "|" in said[index - 1] or "·" in said[index - 1]:
                values[-1] += "".join(said[index - 1 : index + 1])
            else:
                values.append(said[index])
    return parts


def _fields_of(text: str) -> list[str]:
    """Fields that only a comma or full stop parts, each of a known name, with what is between them; else the text."""
    first = _key_and_value(text) if ":" in text else None
    if first is None or field_of(first[0]) not in _OF_HEADERS:
        return [text]
    found, start = list[str](), 0
    for following in _NEXT_FIELD.finditer(text):
        if field_of(following["key"]) in _OF_HEADERS:
            found += (text[start : following.start()], " / ")
            start = following.end()
    return [*found, text[start:].rstrip().removesuffix(".")] if found else [text]


def _key_and_value(text: str) -> tuple[str, str] | None:
    marks = _MARKS.match(text)
    start = marks.end() if marks else 0
    if inner := _INLINE_FIELD.match(text, start):
        text, start = inner["field"], 0
    if field_list := _FIELD_LIST.match(text, start):
        return field_list["key"], field_list["value"]
    if tagged := _TAGGED_KEY.match(text, start):
        return tagged["key"].rstrip(":： "), tagged["value"]
    colon = _COLON.search(text, start, start + LONGEST_LABEL)
    if colon is not None:
        key, value = text[start : colon.start()], text[colon.end() :].removeprefix(":")
        # The mark that opens before the label closes before or behind the colon.
        mark = next((mark for mark in ("***", "**", "__", "*", "_") if key.startswith(mark)), "")
        if mark and not key.rstrip().endswith(mark):
            rest = value.strip()
            value = rest.removeprefix(mark) if rest.startswith(mark) else rest.removesuffix(mark)
        return key.strip("*_ \t"), value
    bold = _BOLD_KEY.match(text, start) or _DASHED_KEY.match(text, start)
    return (bold["key"], bold["value"]) if bold else None


def _items_below(lines: Sequence[_Line]) -> tuple[str, ...]:
    items: list[str] = []
    for line in lines:
        item = _ITEM.match(line.text)
        if not line.text.strip() or (items and item is None) or _announces(line.text):
            break
        items.append(plain(line.text[item.end() :] if item else line.text))
    return _ticked(items)


def _ticked(items: Iterable[str]) -> tuple[str, ...]:
    """What stands in items, or behind those of their boxes that are ticked, where they have boxes."""
    found: list[str] = []
    for item in items:
        boxes = list(_BOX.finditer(item)) if _BOX.match(item) else []
        if not boxes:
            found.append(item)
        ends = (*(box.start() for box in boxes[1:]), len(item))
        found += (
            item[box.end() : end].strip(" ,;/|")
            for box, end in zip(boxes, ends, strict=False)
            if box["ticked"] or (box["mark"] or "").strip()
        )
    return tuple(filter(None, found))


def _announces(text: str) -> bool:
    found = _key_and_value(text)
    return found is not None and field_of(found[0]) is not None


def _label(field: str, label: str, values: Iterable[str], line: int, source: Source) -> Label:
    items = _ticked(plain(part) for value in values for part in _BREAK.split(value))
    text = ", ".join(items)
    return Label(field=field, label=plain(label), text=text, items=items or ("",), line=line, source=source)
