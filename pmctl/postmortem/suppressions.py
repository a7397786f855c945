"""Comments in a document that say which findings are meant to be.

In the body ``<!-- pmctl: ignore[PM203] -->`` counts for what is found on its line, even if that begins above or ends
below; on a line of its own it counts for the next line that is not blank. In the front matter
``# pmctl: ignore[PM301]`` does the same; on the first line of an action it counts for the whole action, and directly
below the opening ``---`` for that line too, where keys that are missing are reported. ``ignore-file[PM402]`` counts for
the whole document wherever it stands. What follows the brackets is for the reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem import layout
from pmctl.postmortem.blocks import is_comment
from pmctl.postmortem.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.blocks import Block
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.nodes import Node

ORDERS: Final = ("ignore", "ignore-file")
"""What a comment can say to do: for a line, and for the whole document."""

_SPELLINGS: Final = ("pmctl", "PMCTL", "Pmctl")
_OTHER_WORDS: Final = ("disable", "suppress", "skip", "allow", "noqa", "nolint", "nocheck", "off")
"""How other tools call it to suppress a finding."""
_FARTHEST: Final = 20
"""How many blanks may stand between the opening of a comment and what it says."""
_LONGEST: Final = 500
"""Within how many characters a comment in the body is closed: a huge line with many of them stays cheap."""


class Selector(NamedTuple):
    """A code, family or name as it is written; its columns count from 1, the second is behind it."""

    text: str
    column: int
    end_column: int


class Suppression(NamedTuple):
    """One comment that suppresses findings.

    Attributes:
        order: what it says to do, in small letters: one of `ORDERS`, or a word that pmctl does not know.
        selectors: of the rules; none if it does not name any.
        line: counted from 1, as are `column` and `end_column` (behind the comment).
        start: offset of the comment's first character in the document's text; `end` is behind its last.
        inside: the offsets of what stands in the brackets.
    """

    order: str
    selectors: tuple[Selector, ...]
    line: int
    column: int
    end_column: int
    start: int
    end: int
    inside: tuple[int, int]


class Suppressions(NamedTuple):
    """All of one document, by what they count for.

    Attributes:
        written: in the order in which they stand in the document.
        of_file: those that count for all of it.
        of_line: those that count for a line, by its number.
        actions: the first and the last line of each action.
    """

    written: tuple[Suppression, ...] = ()
    of_file: tuple[Suppression, ...] = ()
    of_line: abc.Mapping[int, tuple[Suppression, ...]] = MappingProxyType({})
    actions: tuple[tuple[int, int], ...] = ()

    def for_line(self, line: int) -> Iterator[Suppression]:
        """Yield those that count for a line, but not for the whole document."""
        yield from self.of_line.get(line, ())
        before = bisect_left(self.actions, (line,)) - 1
        if before >= 0 and self.actions[before][1] >= line:
            yield from self.of_line.get(self.actions[before][0], ())


@lru_cache(maxsize=1)
def read_suppressions(document: Postmortem) -> Suppressions:
    """Read the suppressions of a document. Examples in code, and texts that only look like a comment, are none."""
    if not any(True for _ in _orders(document.text)):
        return Suppressions()
    reader = _Reader(document)
    written = tuple(reader.read())
    if not written:
        return Suppressions()
    one_by_line = {comment.line: comment for comment in written}
    targets = _targets(document, {line for line, comment in one_by_line.items() if reader.is_alone(comment)})
    of_line: dict[int, list[Suppression]] = {}
    for comment in written:
        if comment.order == "ignore":
            for line in {comment.line, *targets.get(comment.line, ())}:
                of_line.setdefault(line, []).append(comment)
    return Suppressions(
        written=written,
        of_file=tuple(comment for comment in written if comment.order == "ignore-file"),
        of_line={line: tuple(comments) for line, comments in of_line.items()},
        actions=tuple(_actions(document)),
    )


def without(text: str, comment: Suppression, selectors: Iterable[Selector]) -> str:
    """Return `text` without some selectors of a suppression; without the comment, and its line, if none is left.

    A comment that parts two blocks of the body leaves its line blank: they would run into each other.
    """
    gone = frozenset(selectors)
    kept = [selector.text for selector in comment.selectors if selector not in gone]
    if kept:
        start, end = comment.inside
        return text[:start] + ", ".join(kept) + text[end:]
    start, end = layout.line_start(text, comment.start), layout.line_end(text, comment.end)
    before, behind = text[start : comment.start], text[comment.end : end]
    above = text[layout.line_start(text, max(0, start - 1)) : start].strip()
    if not before.strip() and behind.strip() and above:
        return text[:start] + layout.ending_before(text, start) + before + text[comment.end :]
    if (before + behind).strip():
        start += len(before if behind.strip() else before.rstrip(" \t"))
        return text[:start] + text[comment.end :]
    below = text[end : layout.line_end(text, end)].strip()
    blank = layout.ending_before(text, end) if above and below and text[comment.start] == "<" else ""
    return text[:start] + blank + text[end:]


class _Reader:
    """Finds the comments of one document."""

    def __init__(self, document: Postmortem) -> None:
        self._text = document.text
        self._block = document.block if document.record else None
        unread = 0 if document.blocks else len(document.text)
        self._body = document.block.body if document.block else unread
        self._scalars = sorted(_scalars(document.record.fields)) if document.record else []
        self._code = [block for block in document.blocks if block.kind == "code"]
        self._fenced = {
            line for block in document.blocks if block.kind in {"list", "quote"} for line in _fenced_lines(block)
        }
        self._line = 1
        self._start = self._end = 0
        self._spans: list[tuple[int, int]] | None = None

    def read(self) -> Iterator[Suppression]:
        """Yield the suppressions in their order."""
        for found in sorted(_orders(self._text), key=re.Match.start):
            self._move_to(found.start())
            comment = self._comment_around(found)
            if comment:
                yield self._suppression(found, *comment)

    def is_alone(self, comment: Suppression) -> bool:
        """Whether nothing else stands on the line of a comment but other comments, or the mark of a quotation."""
        start = layout.line_start(self._text, comment.start)
        if self._text[comment.start] == "#":
            return not self._text[start : comment.start].strip()
        return is_comment(self._text[start : layout.line_end(self._text, comment.end)].lstrip(" \t>"))

    def _move_to(self, offset: int) -> None:
        """Note where the line around `offset` begins and ends, which is not before the last one."""
        if offset < self._end:
            return
        self._line += self._text.count("\n", self._start, offset)
        self._start = self._text.rfind("\n", 0, offset) + 1
        end = self._text.find("\n", offset)
        self._end = end if end >= 0 else len(self._text)
        self._spans = None

    def _comment_around(self, found: re.Match[str]) -> tuple[int, int] | None:
        """Return where the comment begins and ends whose order was found; None if it is none."""
        head = self._text[max(self._start, found.start() - _FARTHEST) : found.start()].rstrip(" \t")
        behind_head = found.start() - min(_FARTHEST, found.start() - self._start) + len(head)
        if self._block and self._block.start <= found.start() < self._block.end:
            if head.endswith("<!--"):  # somebody thinks of the body: `# <!-- pmctl: ignore[PM301] -->`
                head = head.removesuffix("<!--")
                behind_head -= len("<!--") + len(head) - len(head.rstrip(" \t"))
                head = head.rstrip(" \t")
            start = behind_head - 1
            is_comment_there = head.endswith("#") and (start == self._start or self._text[start - 1] in " \t")
            end = self._end - self._text.endswith("\r", 0, self._end)
            return (start, end) if is_comment_there and not self._is_in_a_value(start) else None
        if found.start() < self._body or not head.endswith("<!--") or self._is_in_code(found.start()):
            return None
        end = self._text.find("-->", found.end(), min(self._end, found.end() + _LONGEST))
        return (behind_head - len("<!--"), end + len("-->")) if end >= 0 else None

    def _is_in_a_value(self, offset: int) -> bool:
        before = bisect_right(self._scalars, (offset, len(self._text))) - 1
        return before >= 0 and self._scalars[before][1] > offset

    def _is_in_code(self, offset: int) -> bool:
        if self._line in self._fenced:
            return True
        before = bisect_right(self._code, self._line, key=lambda block: block.line) - 1
        if before >= 0 and self._code[before].end_line >= self._line:
            return True
        if self._spans is None:
            self._spans = list(_code_spans(self._text, self._start, self._end))
        before = bisect_right(self._spans, (offset, offset)) - 1
        return before >= 0 and self._spans[before][1] > offset

    def _suppression(self, found: re.Match[str], start: int, end: int) -> Suppression:
        selectors = []
        at = found.start("codes")
        for part in (found["codes"] or "").split(","):
            text = part.strip()
            if text:
                column = at + part.index(text) - self._start + 1
                selectors.append(Selector(text, column, column + len(text)))
            at += len(part) + 1
        return Suppression(
            order=_order_of(found),
            selectors=tuple(selectors),
            line=self._line,
            column=start - self._start + 1,
            end_column=end - self._start + 1,
            start=start,
            end=end,
            inside=found.span("codes"),
        )


def _targets(document: Postmortem, alone: set[int]) -> dict[int, set[int]]:
    """Return which other lines a comment on a line of its own counts for, by its line."""
    lines = document.text.split("\n")
    block = document.block
    targets: dict[int, set[int]] = {}
    for line in sorted(alone, reverse=True):
        in_front_matter = block is not None and block.line <= line < block.body_line
        target = line + 1
        while target <= len(lines) and target not in alone and _says_nothing(lines[target - 1], in_front_matter):
            target += 1
        targets[line] = targets[target] if target in alone else {target}
    first = block.line if block else 0
    while first in alone:
        targets[first] = targets[first] | {1}
        first += 1
    return targets


def _says_nothing(line: str, in_front_matter: bool) -> bool:  # noqa: FBT001 - where the line stands
    line = line.lstrip(" \t\r>")
    return not line or (in_front_matter and line.startswith("#"))


def _actions(document: Postmortem) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of every action."""
    for action in document.record.actions if document.record else ():
        if action.fields:
            last = document.text.count("\n", action.fields.start, action.fields.end)
            yield action.line, action.line + last


def _scalars(node: Node) -> Iterator[tuple[int, int]]:
    """Yield where each key and value stands."""
    if isinstance(node, Scalar):
        yield node.start, node.end
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            yield entry.key.start, entry.key.end
            yield from _scalars(entry.node)
    else:
        for item in node.items:
            yield from _scalars(item)


def _fenced_lines(block: Block) -> Iterator[int]:
    """Yield the lines of a list or a quotation that are code between fences."""
    if not any(word in block.text for word in _SPELLINGS) or not ("```" in block.text or "~~~" in block.text):
        return
    fence = ""
    for number, line in enumerate(block.text.split("\n"), block.line):
        rest = _margin().sub("", line, count=1)
        if fence:
            yield number
            fence = "" if rest.startswith(fence) and not rest.strip(" \t\r`~") else fence
        elif rest.startswith(("```", "~~~")):
            fence = rest[:3]


def _code_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a line holds code between backticks: as many of them close it as have opened it."""
    runs = [found.span() for found in _backticks().finditer(text, start, end)]
    following: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = following.get(length)
        following[length] = index
    index = 0
    while index < len(runs):
        closed = closing[index]
        if closed is not None:
            yield runs[index][0], runs[closed][1]
            index = closed
        index += 1


def _orders(text: str) -> Iterator[re.Match[str]]:
    """Yield what is, or seems to be meant as, an order to suppress something, wherever it stands."""
    for spelling in _SPELLINGS:
        if spelling in text:
            yield from filter(_seems_meant, _order(spelling).finditer(text))


def _seems_meant(found: re.Match[str]) -> bool:
    """Return whether this is a suppression, right or wrong: no marker of a generated block, and no sentence."""
    word = found["order"].lower()
    names_rules = bool(found["codes"] or found["code"]) or (word.startswith("pm") and word[2:].isdecimal())
    if word.startswith("ignore") and found["joint"].strip():
        return True
    first = word.partition("-")[0]
    is_near = first in _OTHER_WORDS or _is_ignore_misspelt(first)
    is_order = bool(found["joint"].strip())
    return (names_rules or is_order) if is_near else (names_rules and found["joint"].startswith(":"))


def _is_ignore_misspelt(word: str) -> bool:
    return word.startswith("i") and len(word) <= 8 and len(set("ignore") & set(word)) >= 5


def _order_of(found: re.Match[str]) -> str:
    """Return the word in small letters; all that is written where pmctl is not followed by a colon, or in capitals."""
    word = found["order"].lower()
    is_right = found["name"] == "pmctl" and found["joint"].startswith(":")
    return word if is_right else f"{found['name']}{found['joint']}{word}"


@cache
def _order(spelling: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{spelling})(?P<joint>:[ \t]*+|[-_]|[ \t]++)(?P<order>[A-Za-z][\w-]*+)"
        r"[ \t]*+(?:\[(?P<codes>[^\[\]\n]*)\]|(?P<code>\W{0,3}PM[0-9]))?"
    )


@cache
def _margin() -> re.Pattern[str]:
    return re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t>]+)*")


@cache
def _backticks() -> re.Pattern[str]:
    return re.compile("`+")
