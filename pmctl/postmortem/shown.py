"""Words from a document made safe for where pmctl writes them: on one line, and in Markdown."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pmctl.postmortem.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

# Format characters that reorder or hide what is around them (Unicode TR 36, "Trojan Source"); joiners stay, since
# emoji and several scripts need them.
HIDING = lazy_pattern("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What Python makes of a byte of a file name that is not UTF-8; no encoding has a code for it.
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
# What Markdown would act on inside a line; CommonMark allows a backslash before any of these.
_MARKDOWN_MARKS = lazy_pattern(r"([\\`*_{}\[\]<>|~#&])")


def printable(text: str) -> str:
    """Return `text` on one line without anything that a terminal would act on; control characters become visible."""
    if text.isprintable():
        return text
    spaced = re.sub(r"[\t\r\n\x0b\x0c\u2028\u2029]+", " ", text)
    return whole(HIDING.sub("", _CONTROL.sub(_picture, spaced)))


def whole(text: str) -> str:
    """Return `text` with a replacement character for what no encoding can write."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def markdown_text(text: str) -> str:
    """Return `text` as Markdown that shows exactly these words on one line, also inside a table."""
    return _MARKDOWN_MARKS.sub(r"\\\1", printable(text)).strip()


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    head = list(head)
    lines = [head, [":-"] * len(head), *(list(row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else unicodedata.lookup("REPLACEMENT CHARACTER")
