"""Lists and mappings in brackets, read as far as YAML can, to find what it cannot read in them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pmctl.postmortem.model import OPTIONAL_ACTION_KEYS, REQUIRED_ACTION_KEYS
from pmctl.postmortem.yaml_values import Mistake, Place, judge_overrun, judge_plain, missing_space

_CLOSES = {"[": "]", "{": "}"}
_KEYS = frozenset((*REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS))


class Flow(NamedTuple):
    """What was read.

    Attributes:
        end: the offset behind the closing bracket; None if it is never closed.
        mistakes: what is wrong inside.
        read: the offset of the first character that was not looked at.
    """

    end: int | None
    mistakes: list[Mistake]
    read: int


class _Item:
    """What stands between two commas, as far as it is read."""

    __slots__ = ("end", "holds_quote", "is_nested", "key", "start")

    def __init__(self) -> None:
        self.key: str | None = None
        self.start = self.end = -1
        self.holds_quote = self.is_nested = False

    def take(self, start: int, end: int) -> None:
        """Go on until `end`, beginning at `start` if nothing has been read yet."""
        self.start, self.end = (self.start if self.start >= 0 else start), end


def read_flow(source: str, start: int) -> Flow:
    """Read what stands in brackets from `start` on."""
    stack: list[tuple[str, _Item]] = []
    found: list[Mistake] = []
    at = start
    while at < len(source):
        is_first = bool(stack) and stack[-1][1].start < 0
        match = (quote_pattern().match(source, at) if is_first else None) or _piece().match(source, at)
        assert match is not None  # noqa: S101 - any one character is a piece
        piece, end = match[0], match.end()
        if piece in _CLOSES:
            if stack:
                stack[-1][1].take(at, end)
                stack[-1][1].is_nested = True
            stack.append((piece, _Item()))
        elif piece in {"]", "}"}:
            opened, item = stack.pop()
            if _CLOSES[opened] != piece:
                return Flow(None, found, end)
            _judge(source, item, opened, found)
            if not stack:
                return Flow(end, found, end)
            stack[-1][1].end = end
        elif piece == ",":
            opened, item = stack.pop()
            _judge(source, item, opened, found)
            stack.append((opened, _Item()))
        elif not piece.isspace() and piece[0] != "#":
            _go_on(source, stack[-1], at, end)
        at = end
    return Flow(None, found, at)


def _go_on(source: str, inner: tuple[str, _Item], at: int, end: int) -> None:
    opened, item = inner
    if source[at] == ":" and end == at + 1 and opened == "{" and item.key is None and item.start >= 0:
        item.key = source[item.start : item.end].strip("\"'")
        item.start = -1
        item.holds_quote = False
        return
    item.holds_quote = item.holds_quote or (item.start < 0 and source[at] in "\"'" and end > at + 1)
    item.take(at, end)


def _judge(source: str, item: _Item, opened: str, found: list[Mistake]) -> None:
    """Note what is wrong with an item, if it stands on one line."""
    if item.start < 0 or item.is_nested or "\n" in (text := source[item.start : item.end]):
        return
    place = Place(item.key, item.start)
    if opened == "{" and item.key is None:
        key, colon, value = text.partition(":")
        if colon and key in _KEYS and value:
            found.append(missing_space(key, value, place, is_known=True))
        elif found and not source[found[-1].end : item.start].strip(" ,"):
            _go_on_with(source, found, item.end)
        return
    if item.holds_quote:
        quote = quote_pattern().match(text)
        mistake = judge_overrun(text, place) if quote and quote.end() < len(text) else None
    else:
        mistake = judge_plain(text, place) if opened == "{" or text[0] in "@`%" else None
    if mistake:
        found.append(mistake)


def _go_on_with(source: str, found: list[Mistake], end: int) -> None:
    """Let the last mistake go on behind a comma: where no key follows, it may be one of the text."""
    last = found[-1]
    longer = judge_plain(source[last.start : end], Place(None, last.start))
    if longer and longer.message == last.message:
        found[-1] = longer._replace(is_certain=False)
    else:
        found[-1] = last._replace(is_certain=False)


@cache
def quote_pattern() -> re.Pattern[str]:
    """Return what is in quotes, over several lines too."""
    return re.compile(r'"(?:[^"\\]++|\\.)*+"|\'(?:[^\']++|\'\')*+\'', re.DOTALL)


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(
        r"""\s++ | [\[\]{},] | :(?=[\s,\[\]{}]) | (?:(?<=\s)|(?<=,))\#[^\n]*+
        | (?:[^\s\[\]{},:\#]|:(?![\s,\[\]{}])|(?<![\s,])\#)++ | .""",
        re.VERBOSE | re.DOTALL,
    )
