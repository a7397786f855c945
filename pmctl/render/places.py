"""Places of findings as other formats count and write them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pmctl.rules.model import Finding

_WIDE = re.compile(r"[^\x00-\x7f]")
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
    if finding.source.isascii():
        return finding.column, finding.end_column
    places, units = _units(finding.source, encoding, size)

    def counted(column: int) -> int:
        return column + units[bisect_left(places, column - 1)]

    # Of a line below the first the text is not known, so its columns stay as they are.
    end = counted(finding.end_column) if finding.end_line == finding.line else finding.end_column
    return counted(finding.column), end


@lru_cache(maxsize=1)
def _units(line: str, encoding: str, size: int) -> tuple[list[int], list[int]]:
    """Return where the signs of a line stand that no byte holds, and how many units up to each are more than signs.

    The second list begins with the 0 before the first of them. A huge line with many findings is gone through once.
    """
    found = [
        (sign.start(), len(sign[0].encode(encoding, "surrogatepass")) // size - 1) for sign in _WIDE.finditer(line)
    ]
    return [place for place, _ in found], list(accumulate((more for _, more in found), initial=0))
