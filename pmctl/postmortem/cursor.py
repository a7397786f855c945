"""What somebody is writing at a place in the front matter.

A document that is being written is rarely valid YAML: a key without its colon, a quotation that is still open. So this
looks at lines and their indentation, not at what can be read. It knows the forms that people write, and says nothing
about others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.frontmatter import MAX_LENGTH, Block, find_block
from pmctl.postmortem.problems import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_LINE = 10_000
"""Beyond this many characters nobody writes a line by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlace:
    """A key, or the beginning of one.

    Attributes:
        path: the keys that lead to the mapping: none for the record itself, ``("actions",)`` for an action.
        word: what stands there already, perhaps nothing.
        start: offset of its first character in the document's text; `end` is behind its last.
        has_colon: whether a colon follows.
        others: all other keys of the mapping.
    """

    path: tuple[str, ...]
    word: str
    start: int
    end: int
    has_colon: bool
    others: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePlace:
    """A value, or the beginning of one.

    Attributes:
        path: as of a `KeyPlace`.
        key: whose value it is, or in whose list it stands.
        start: offset of its first character in the document's text, an opening quote included.
        end: behind its last character, likewise.
        typed: what stands between `start` and the place that was asked for.
        in_brackets: whether it stands in a list in brackets, where a comma has a meaning.
        needs_blank: whether the colon, or the hyphen, stands directly before it.
    """

    path: tuple[str, ...]
    key: str
    start: int
    end: int
    typed: str
    in_brackets: bool
    needs_blank: bool


class _Line(NamedTuple):
    """A line of front matter: the columns of its last hyphen and of what follows it, and the key, if it begins one."""

    dash: int | None
    column: int
    key: str | None


def find_place(text: str, offset: int) -> KeyPlace | ValuePlace | None:
    """Return what is being written at `offset` of a document's text; None if that is no key and no value."""
    found = _lines_around(text, offset)
    if found is None:
        return None
    lines, index, start = found
    line, column = lines[index], offset - start
    shape = _read_shape(line)
    path = _path(lines[:index], _read(shape)) if column >= shape.end("dashes") else None
    if path is None:
        return None
    if shape["colon"] and column >= shape.end("colon"):
        return _value(path, shape["key"], line, shape.end("colon"), column, start)
    if shape["dashes"] and not shape["colon"] and path and path[-1] != "actions":
        return _value(path[:-1], path[-1], line, shape.end("dashes"), column, start)
    is_more = not shape["colon"] and shape["rest"].strip()
    if column > shape.end("key") or is_more or line[: shape.end("dashes")].endswith("-"):
        return None
    return KeyPlace(
        path=path,
        word=shape["key"],
        start=start + shape.start("key"),
        end=start + shape.end("key"),
        has_colon=bool(shape["colon"]),
        others=frozenset(_others(lines, index, _read(shape))),
    )


def _lines_around(text: str, offset: int) -> tuple[list[str], int, int] | None:
    """Return the lines of the front matter, the index of that which `offset` is on, and where that one begins."""
    block = find_block(text)
    if isinstance(block, Block):
        first, last = block.start, block.end
    elif block.kind is ProblemKind.UNTERMINATED_FRONT_MATTER:
        first, last = text.find("\n") + 1 or len(text), len(text)
    else:
        return None
    start = text.rfind("\n", 0, offset) + 1
    if not first <= offset <= last or start < first or last - first > MAX_LENGTH:
        return None
    lines = text[first:last].split("\n")
    index = text.count("\n", first, offset)
    if len(lines[index]) > _LONGEST_LINE or (offset == last and isinstance(block, Block)):
        return None
    return [line.rstrip("\r") for line in lines], index, start


def _read(shape: re.Match[str]) -> _Line:
    dash = shape["dashes"].rfind("-")
    column = shape.end("dashes")
    return _Line(shape.start("dashes") + dash if dash >= 0 else None, column, shape["key"] if shape["colon"] else None)


def _readable(lines: Iterable[str]) -> Iterator[_Line]:
    """Yield the lines that say something; what is too long for a key or a hyphen at its beginning is none."""
    for line in lines:
        shape = _read_shape(line[:_LONGEST_LINE])
        if line[shape.end("indent") :] and (shape["key"] or not shape["rest"].startswith("#")):
            yield _read(shape)


def _path(above: Sequence[str], line: _Line) -> tuple[str, ...] | None:
    """Return the keys that lead to what stands on a line, by the lines above it; None if that is not certain."""
    path: list[str] = []
    edge, in_list = (line.column, False) if line.dash is None else (line.dash, True)
    for upper in _readable(reversed(above)):
        if edge == 0 and not in_list:
            break
        left = upper.column if upper.dash is None else upper.dash
        if in_list and (left > edge or (left == edge and upper.dash is not None)):
            continue  # an item beside this one, or a part of it
        if not in_list and upper.column >= edge:
            if upper.column == edge and upper.dash is not None:
                edge, in_list = upper.dash, True  # the first line of the item
            continue
        if upper.key is None:
            return None
        path.append(upper.key)
        edge, in_list = (upper.column, False) if upper.dash is None else (upper.dash, True)
    return None if in_list else tuple(reversed(path))


def _others(lines: Sequence[str], index: int, line: _Line) -> Iterator[str]:
    """Yield the other keys of the mapping that a line stands in."""
    for upper in _readable(reversed(lines[:index])) if line.dash is None else ():
        if upper.column < line.column:
            break
        if upper.column == line.column:
            if upper.key:
                yield upper.key
            if upper.dash is not None:
                break
    for lower in _readable(lines[index + 1 :]):
        if lower.column < line.column or (lower.column == line.column and lower.dash is not None):
            break
        if lower.column == line.column and lower.key:
            yield lower.key


def _value(path: tuple[str, ...], key: str, line: str, behind: int, column: int, start: int) -> ValuePlace | None:
    """Return the value behind a colon or a hyphen that `column` is in, or would begin at."""
    first = _behind_blanks(line, behind)
    in_brackets = line.startswith("[", first) and column > first
    span = _in_brackets(line, first + 1, column) if in_brackets else _alone(line, first, column)
    if span is None:
        return None
    return ValuePlace(
        path=path,
        key=key,
        start=start + span[0],
        end=start + span[1],
        typed=line[span[0] : column],
        in_brackets=in_brackets,
        needs_blank=span[0] == behind and line[behind - 1] in ":-",
    )


def _alone(line: str, first: int, column: int) -> tuple[int, int] | None:
    """Return where the value begins and ends that starts at `first`, if `column` is in it."""
    end = _end(_plain(), line, first)
    if end > first:
        return (first, end) if first <= column <= end else None
    is_empty = first == len(line) or (line[first] == "#" and column < first)
    return (column, column) if is_empty else None


def _in_brackets(line: str, at: int, column: int) -> tuple[int, int] | None:
    """Return where the item of a list begins and ends that `column` is in, the first of which may begin at `at`."""
    while True:
        first = _behind_blanks(line, at)
        end = _end(_item(), line, first)
        if column <= end:
            is_there = first <= column and first < end
            return (first, end) if is_there else ((column, column) if first == end else None)
        at = _behind_blanks(line, end) + 1
        if not line.startswith(",", at - 1) or column < at:
            return None


def _behind_blanks(line: str, at: int) -> int:
    return len(line) - len(line[at:].lstrip(" \t"))


def _end(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return found.end() if found else at


def _read_shape(line: str) -> re.Match[str]:
    found = _shape().match(line)
    assert found is not None  # noqa: S101 - it matches nothing as well
    return found


@cache
def _shape() -> re.Pattern[str]:
    return re.compile(
        r"(?P<indent>[ ]*+)(?P<dashes>(?:-(?:[ ]++|$))*+)(?P<key>[\w-]*+)(?P<colon>[ ]*+:(?=\s|$))?(?P<rest>.*+)",
        re.DOTALL,
    )


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"{_QUOTED}|(?![\[{{|>&*!\"'])(?:[^\s#]|(?<=\S)#|[ \t]++(?![#\s]|$))*+")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"{_QUOTED}|(?![\"'])(?:[^\s#,\[\]{{}}]|(?<=\S)#|[ \t]++(?![#\s,\[\]{{}}]|$))*+")


_QUOTED = r""""(?:[^"\\]|\\.)*+"?|'(?:[^']|'')*+'?"""
