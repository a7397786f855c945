"""The lines of front matter that is no YAML, read to find all that is wrong with them and not only the first."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import Final

from pmctl.postmortem.model import (
    IMPACT_KEYS,
    OPTIONAL_ACTION_KEYS,
    OPTIONAL_KEYS,
    REQUIRED_ACTION_KEYS,
    REQUIRED_KEYS,
)
from pmctl.postmortem.yaml_flow import quote_pattern, read_flow
from pmctl.postmortem.yaml_values import (
    Mistake,
    Place,
    judge_escapes,
    judge_overrun,
    judge_plain,
    missing_space,
    never_closed,
)

_KEYS: Final = frozenset((*REQUIRED_KEYS, *OPTIONAL_KEYS, *REQUIRED_ACTION_KEYS, *OPTIONAL_ACTION_KEYS, *IMPACT_KEYS))
_LONGEST_LINE: Final = 1000
"""Longer lines are not searched for a mistake: nobody wrote them by hand."""

_MOST: Final = 20_000
"""After so many mistakes the rest of a block is not read."""

_MOST_READ_ANEW: Final = 1_000_000
"""After so many characters likewise: brackets and quotes that are never closed are read to the end, each anew."""

_MOST_WORDS: Final = 100
"""How many lines below a value are searched for keys."""


def find_mistakes(source: str) -> list[Mistake]:
    """Return the mistakes of a block that YAML cannot read, in order; text in block scalars and in quotes is none.

    What is none of the usual mistakes is not found: YAML itself must say it, once these are out of the way.
    """
    return _Walk(source).mistakes()


def without(mistakes: list[Mistake], source: str) -> str:
    """Return the block with something harmless in the place of each mistake; every other character stays in place."""
    pieces, at = [], 0
    for mistake in mistakes:
        pieces += [source[at : mistake.start], mistake.filler]
        at = mistake.end
    return "".join((*pieces, source[at:]))


class _Walk:
    """One reading of a block, from its first line to its last."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = source.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._found: list[Mistake] = []
        self._left = _MOST_READ_ANEW

    def mistakes(self) -> list[Mistake]:
        number = 0
        while number < len(self._lines) and len(self._found) < _MOST and self._left > 0:
            number = self._read(number)
        return self._found

    def _read(self, number: int) -> int:
        """Read a line, and those that its value goes on to; return the number of the next one."""
        line = self._lines[number].rstrip("\r")
        if len(line) > _LONGEST_LINE or not line.strip() or line.lstrip().startswith("#"):
            return number + 1
        if tabs := _tab_indent().match(line):
            self._tabs(number, tabs)
            line = line.replace("\t", " ", tabs[0].count("\t"))
        entry = _entry().match(line)
        margin, key, value = entry.group("margin", "key", "value") if entry else ("", None, "")
        if entry is None or (key is None and self._lacks_space(number, line)):
            return number + 1
        if not value or value.startswith("#") or (key is None and "-" not in margin):
            return number + 1
        column = margin.rfind("-") if key is None else len(margin)
        name = key.strip("\"' ") if key else None
        return self._value(number, name, column, self._starts[number] + entry.start("value"), value)

    def _value(self, number: int, key: str | None, column: int, at: int, value: str) -> int:
        line_end = at + len(value)
        below = self._below(number, column)
        if _block_header().fullmatch(value):
            return below
        place = Place(key, at, self._more(number + 1, below))
        if value[0] not in "\"'[{":
            if mistake := judge_plain(value, place):
                self._found.append(mistake)
            return below if place.more else number + 1
        if value[0] in "[{":
            end, inside, read = read_flow(self._source, at)
            self._left -= read - at
        else:
            match, inside = quote_pattern().match(self._source, at), []
            end = match.end() if match else None
        if end is None or self._swallows(line_end, end, column, value[0]):
            self._left -= (end or len(self._source)) - at if value[0] in "\"'" else 0
            self._found.append(never_closed(value, place))
            return below if value[0] in "[{" else number + 1
        if end <= line_end and not _nothing_behind().match(self._source, end):
            self._found.append(judge_overrun(value, place))
        elif value[0] == '"' and end <= line_end:
            mistake = judge_escapes(self._source[at:end], place)
            self._found += [mistake] if mistake else []
        self._found += inside if end > line_end or _nothing_behind().match(self._source, end) else []
        return bisect_right(self._starts, max(end - 1, at))

    def _more(self, start: int, end: int) -> str:
        """Return what a value goes on with on the lines below; nothing if these are keys, which were moved too far."""
        lines = [line.strip() for line in self._lines[start:end]]
        words = [line for line in lines if line and not line.startswith("#")]
        if any((entry := _entry().match(line)) and entry["key"] for line in words[:_MOST_WORDS]):
            return ""
        more = " ".join(words)
        return more if len(more) <= _LONGEST_LINE else f"{more[:_LONGEST_LINE]}…"

    def _below(self, number: int, column: int) -> int:
        """Return the number of the first line below that does not stand deeper than `column`."""
        number += 1
        while number < len(self._lines):
            line = self._lines[number]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                break
            number += 1
        return number

    def _swallows(self, line_end: int, end: int, column: int, mark: str) -> bool:
        """Whether what is in quotes runs over a key that stands no deeper, whose line it was not meant to hold."""
        return mark in "\"'" and any(
            len(found["margin"]) <= column for found in _key_below().finditer(self._source, line_end, end)
        )

    def _tabs(self, number: int, tabs: re.Match[str]) -> None:
        start = self._starts[number]
        self._found.append(
            Mistake(
                start=start,
                end=start + len(tabs[0]),
                written=None,
                text=None,
                filler=" " * len(tabs[0]),
                message="a line is indented with a tab",
                help="Indent with spaces; YAML does not allow tabs.",
            )
        )

    def _lacks_space(self, number: int, line: str) -> bool:
        """Note a key with no space behind its colon; False if the line has none."""
        found = _no_space().match(line)
        if not found:
            return False
        key, value = found["key"], found["value"]
        is_known = key in _KEYS
        if "-" in found["margin"]:
            # In a list, `- a:b` is a text, unless keys follow that stand right below its first character.
            behind = _entry().match(self._lines[number + 1]) if number + 1 < len(self._lines) else None
            is_mapping = behind and behind["key"] and behind["margin"] == " " * len(found["margin"])
            if not is_known or not is_mapping:
                return False
        elif not is_known and value[0] not in "\"'@":
            return False
        more = self._more(number + 1, self._below(number, len(found["margin"])))
        place = Place(key, self._starts[number] + found.start("key"), more)
        self._found.append(missing_space(key, value, place, is_known=is_known))
        return True


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<margin>[ ]*+(?:-[ ]++)*+)(?:(?P<key>"[^"]*+"|'[^']*+'|[\w.][\w ./()-]*+):(?:[ \t]++|$))?(?P<value>.*)"""
    )


@cache
def _no_space() -> re.Pattern[str]:
    return re.compile(r"(?P<margin>[ ]*+(?:-[ ]++)*+)(?P<key>[A-Za-z_][\w-]*+):(?P<value>(?![^\n]*:[ \t])[^\s:/].*)")


@cache
def _block_header() -> re.Pattern[str]:
    return re.compile(r"(?:[&!]\S*+[ ]++)*+[|>](?:[1-9][+-]?|[+-][1-9]?)?[ \t]*+(?:(?<=[ \t])#.*)?")


@cache
def _nothing_behind() -> re.Pattern[str]:
    return re.compile(r"[ \t\r]*+(?:\n|\Z|(?<=[ \t])#)")


@cache
def _key_below() -> re.Pattern[str]:
    return re.compile(r"^(?P<margin>[ ]*+)(?:-[ ]++)?[A-Za-z_][\w-]*+:(?:[ \t]|\r?$)", re.MULTILINE)


@cache
def _tab_indent() -> re.Pattern[str]:
    return re.compile(r" *+\t\s*+(?=\S)")
