"""Places of findings as other formats count and write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

_UNESCAPED_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def utf16_columns(finding: Finding) -> tuple[int, int]:
    """Return the column of a finding and the one behind its end, in code units of UTF-16, counted from 1."""
    return _columns(finding, "utf-16-le", 2)


def utf8_columns(finding: Finding) -> tuple[int, int]:
    """Return the column of a finding and the one behind its end, in bytes of UTF-8, counted from 1."""
    return _columns(finding, "utf-8", 1)


def relative_uri(path: str) -> str:
    """Return a path as a relative URI; a byte of a file's name that is not UTF-8 is escaped as that byte."""
    whole = _UNESCAPED_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", path)
    return quote(whole.encode("utf-8", "surrogateescape"), safe="/-_.~")


def _columns(finding: Finding, encoding: str, size: int) -> tuple[int, int]:
    def counted(column: int) -> int:
        before = finding.source[: column - 1]
        return column + len(before.encode(encoding, "surrogatepass")) // size - len(before)

    # Of a line below the first the text is not known, so its columns stay as they are.
    end = counted(finding.end_column) if finding.end_line == finding.line else finding.end_column
    return counted(finding.column), end
