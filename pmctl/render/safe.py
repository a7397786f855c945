"""Words from a document made safe for where they are shown: a terminal, a spreadsheet, Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Format characters that reorder or hide what is around them (Unicode TR 36, "Trojan Source"); joiners stay, since
# emoji and several scripts need them.
_HIDING = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What Python makes of a byte of a file name that is not UTF-8; no encoding has a code for it.
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_IN_JSON = re.compile(f"{_HIDING.pattern}|[\x7f-\x9f\u2028\u2029]")
# Source: OWASP, "CSV Injection"; the wide forms are what a spreadsheet in Japanese takes for the same.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# What Markdown would act on inside a line; CommonMark allows a backslash before any of these.
_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]<>|~#&])")


SHORT = 7
"""How many digits of a commit's name are shown to a person."""


def printable(text: str) -> str:
    """Return `text` on one line without anything that a terminal would act on; control characters become visible."""
    if text.isprintable():
        return text
    spaced = re.sub(r"[\t\r\n\x0b\x0c\u2028\u2029]+", " ", text)
    return _whole(_HIDING.sub("", _CONTROL.sub(_picture, spaced)))


def printable_lines(text: str) -> str:
    """Return `text` like `printable`, its lines and tabs kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("    ".join(printable(part) for part in line.split("\t")) for line in lines)


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return a CSV file with a header. A cell that a spreadsheet would take for a formula is given an apostrophe."""
    columns = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def json_text(value: Mapping[str, object]) -> str:
    """Return a JSON document, with the names in the order given and a newline at the end.

    What a terminal would act on is escaped; JSON itself escapes only half of it.
    """
    text = _whole(json.dumps(value, ensure_ascii=False, indent=2))
    return _ESCAPED_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def markdown_text(text: str) -> str:
    """Return `text` as Markdown that shows exactly these words on one line, also inside a table."""
    return _MARKDOWN_MARKS.sub(r"\\\1", printable(text)).strip()


def markdown_link(text: str, path: str) -> str:
    """Return a link with `text` to a relative path."""
    return f"[{markdown_text(text)}]({quote(path.encode('utf-8', 'surrogateescape'), safe='/-_.~')})"


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    head = list(head)
    lines = [head, [":-"] * len(head), *(list(row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun: ``1 document``, ``2 documents``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _whole(text: str) -> str:
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else unicodedata.lookup("REPLACEMENT CHARACTER")


def _cell(value: object) -> str:
    parts = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
    text = printable(" ".join(map(str, parts)))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not isinstance(value, int) else text
