"""reStructuredText of the common kind as Markdown, each thing on the line on which it stood.

Only what shows where action items are is converted: headings, lists, tables, links. It is read, and never written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pmctl.adoption.actions_drawn import EMPTY_ROW, draw_grids, row_of, rule_of

_MOST_LEVELS: Final = 6
_LONGEST_ROW: Final = 4000


def as_markdown(text: str) -> str:
    """Return `text` as Markdown with the same number of lines."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    _headings(lines)
    draw_grids(lines)
    _simple_tables(lines)
    _list_tables(lines)
    _csv_tables(lines)
    return "\n".join(_inline(line) for line in lines)


def _headings(lines: list[str]) -> None:
    styles: dict[tuple[str, bool], int] = {}
    for index in range(len(lines) - 1):
        title, under = lines[index], lines[index + 1].rstrip()
        if not title.strip() or not _adornment().fullmatch(under) or _adornment().fullmatch(title.rstrip()):
            continue
        has_over = index > 0 and lines[index - 1].rstrip() == under
        if len(under) + 1 < len(title.strip()) or (title[0] == " " and not has_over):
            continue
        level = styles.setdefault((under[0], has_over), min(len(styles) + 1, _MOST_LEVELS))
        lines[index] = f"{'#' * level} {title.strip()}"
        lines[index + 1] = ""
        if has_over:
            lines[index - 1] = ""


def _simple_tables(lines: list[str]) -> None:
    index = 0
    while index + 2 < len(lines):
        if not _simple_rule().fullmatch(lines[index].strip()) or _simple_rule().fullmatch(lines[index + 1].strip()):
            index += 1
            continue
        rules = [index]
        for number in range(index + 1, len(lines)):
            if _simple_rule().fullmatch(lines[number].strip()):
                rules.append(number)
            if len(rules) == 3 or (len(rules) == 2 and not lines[number].strip() and number == rules[1] + 1):
                break
        if len(rules) == 3:
            _simple_table(lines, rules)
        index = rules[-1] + 1 if len(rules) > 1 else index + 1


def _simple_table(lines: list[str], rules: list[int]) -> None:
    starts = [found.start() for found in re.finditer(r"=+", lines[rules[0]])]
    spans = list(zip(starts, [*starts[1:], None], strict=True))
    read = {
        index: [lines[index][begin:end].strip() for begin, end in spans]
        for index in range(rules[0] + 1, rules[2])
        if index != rules[1]
    }
    head = [cells for index, cells in read.items() if index < rules[1]]
    # The head must stand right above the line of dashes; a row stands where it began.
    lines[rules[0] : rules[1]] = [""] * (rules[1] - rules[0])
    lines[rules[1] - 1] = row_of([" ".join(filter(None, column)) for column in zip(*head, strict=True)])
    lines[rules[1]] = rule_of(len(spans))
    begun = None
    for index in range(rules[1] + 1, rules[2]):
        lines[index] = EMPTY_ROW
        if begun is None or read[index][0]:
            begun = index
        elif any(read[index]):
            # A row with nothing in its first column goes on with the one above.
            read[begun] = [" ".join(filter(None, pair)) for pair in zip(read[begun], read[index], strict=True)]
        lines[begun] = row_of(read[begun])
    lines[rules[2]] = ""


def _list_tables(lines: list[str]) -> None:
    for index, line in enumerate(lines):
        if _list_table().match(line):
            _list_table_at(lines, index)


def _list_table_at(lines: list[str], start: int) -> None:
    rows: list[tuple[int, list[str]]] = []
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" ")):
        found = _list_table_cell().match(lines[end])
        if found:
            if found["row"]:
                rows.append((end, []))
            if rows:
                rows[-1][1].append(found["text"].strip())
        elif rows and rows[-1][1] and lines[end].strip():
            rows[-1][1][-1] += f" {lines[end].strip()}"
        end += 1
    for number in range(start, end):
        lines[number] = ""
    # The line below the head must be free for the one of dashes.
    if len(rows) < 2 or rows[1][0] - rows[0][0] < 2:
        return
    for number in range(rows[0][0], rows[-1][0]):
        lines[number] = EMPTY_ROW
    for number, cells in rows:
        lines[number] = row_of(cells)
    lines[rows[0][0] + 1] = rule_of(len(rows[0][1]))


def _csv_tables(lines: list[str]) -> None:
    for index, line in enumerate(lines):
        if _csv_table().match(line):
            _csv_table_at(lines, index)


def _csv_table_at(lines: list[str], start: int) -> None:
    from csv import reader  # noqa: PLC0415 - few documents have such a table

    head, end = "", start + 1
    while end < len(lines) and lines[end].startswith(" ") and lines[end].strip():
        head = _csv_head().sub("", lines[end]) if _csv_head().match(lines[end]) else head
        end += 1
    first = end + 1
    end = first
    while end < len(lines) and lines[end].strip() and lines[end].startswith(" "):
        end += 1
    # The head and the line of dashes take the places of what stands above the rows.
    if end == first or first - start < (3 if head else 2):
        return
    source = [head] * bool(head) + lines[first:end]
    rows = list(reader((line.strip()[:_LONGEST_ROW] for line in source), skipinitialspace=True))
    if len(rows) != len(source):
        return
    made = [row_of([cell.replace("|", "\\|") for cell in cells]) for cells in rows]
    made.insert(1, rule_of(len(rows[0])))
    lines[start:end] = [""] * (end - start - len(made)) + made


def _inline(line: str) -> str:
    if "`" in line:
        line = _role().sub(_role_text, line)
        line = _link().sub(r"[\1](\2)", line)
    if found := _numbered_item().match(line):
        line = f"{found[1]}1.{line[found.end() :]}"
    return line


@cache
def _adornment() -> re.Pattern[str]:
    return re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}")


@cache
def _simple_rule() -> re.Pattern[str]:
    return re.compile(r"={2,}(?: +={2,})+")


@cache
def _list_table() -> re.Pattern[str]:
    return re.compile(r"\.\. (?:list-table|table)::")


@cache
def _csv_table() -> re.Pattern[str]:
    return re.compile(r"\.\. csv-table::")


@cache
def _csv_head() -> re.Pattern[str]:
    return re.compile(r" +:header:\s*")


@cache
def _list_table_cell() -> re.Pattern[str]:
    return re.compile(r" +(?P<row>\* +)?- ?(?P<text>.*)")


def _role_text(found: re.Match[str]) -> str:
    """The words of a role: ``:doc:`Title <target>``` says no more than its title."""
    title = found["text"].partition(" <")[0] if found["text"].endswith(">") else found["text"]
    return f"`{title.lstrip('~!')}`"


@cache
def _role() -> re.Pattern[str]:
    return re.compile(r"(?<![\w:`]):[A-Za-z][\w:+.-]{0,40}:`(?P<text>[^`]{1,300})`")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"`([^`<>]{1,300}?)\s*<([^`<>\s]{1,1000})>`__?")


@cache
def _numbered_item() -> re.Pattern[str]:
    return re.compile(r"(\s*)#\.(?=\s)")
