"""Words from a document made safe for where they are shown: a terminal, a spreadsheet, Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.shown import HIDING, markdown_table, markdown_text, printable, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "SHORT", "csv_text", "json_line", "json_text", "markdown_link", "markdown_table", "markdown_text", "plural",
    "printable", "printable_lines",
]  # fmt: skip

_ESCAPED_IN_JSON = lazy_pattern(f"{HIDING.pattern}|[\x7f-\x9f\u2028\u2029]")
# Source: OWASP, "CSV Injection"; the wide forms are what a spreadsheet in Japanese takes for the same.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

SHORT = 7
"""How many digits of a commit's name are shown to a person."""


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


def json_text(value: Mapping[str, object] | Sequence[object]) -> str:
    """Return a JSON document, with the names in the order given and a newline at the end.

    What a terminal would act on is escaped; JSON itself escapes only half of it.
    """
    return _json(value, indent=2)


def json_line(value: object) -> str:
    """Return a JSON document like `json_text`, of any value, on one line."""
    return _json(value, indent=None)


def _json(value: object, *, indent: int | None) -> str:
    text = whole(json.dumps(value, ensure_ascii=False, indent=indent))
    return _ESCAPED_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def markdown_link(text: str, path: str) -> str:
    """Return a link with `text` to a relative path."""
    return f"[{markdown_text(text)}]({quote(path.encode('utf-8', 'surrogateescape'), safe='/-_.~')})"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun: ``1 document``, ``2 documents``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _cell(value: object) -> str:
    parts = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
    text = printable(" ".join(map(str, parts)))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not isinstance(value, int) else text
