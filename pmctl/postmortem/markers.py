"""Generated blocks of a body: what stands between ``<!-- pmctl:NAME -->`` and ``<!-- /pmctl:NAME -->``."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.frontmatter import find_block
from pmctl.postmortem.markdown import parse_body
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.model import Postmortem

_NO_MARKERS_IN = {"code", "list", "quote"}


class Markers(NamedTuple):
    """The two markers of a generated block. `start` and `end` are the offsets of what stands between their lines.

    `line` and `end_line` are the lines of the two markers, counted from 1.
    """

    start: int
    end: int
    line: int
    end_line: int


class BrokenMarkersError(EditError):
    """One marker without the other, or more of them than one pair.

    Attributes:
        line: of the marker that is too many, or alone, counted from 1.
        reason: what is wrong with it, in one clause.
    """

    def __init__(self, line: int, reason: str, hint: str) -> None:
        super().__init__(f"line {line}: {reason}", hint=hint)
        self.line = line
        self.reason = reason


class _Marker(NamedTuple):
    closes: bool
    start: int
    end: int
    line: int


def has_block(text: str, name: str) -> bool:
    """Whether a marker of the generated block `name` stands in the document.

    True does not promise that the pair is whole: a broken one is for `replace_block` to refuse, not to be passed over.
    """
    return bool(_markers(text, name))


def find_block_markers(text: str, name: str, blocks: Iterable[Block] | None = None) -> Markers:
    """Find the one pair of markers of the generated block `name`.

    Each must be a line of its own outside lists, quotes and code.

    Args:
        text: the whole document.
        name: of the block.
        blocks: those of the document's body, where they have been read already.

    Raises:
        EditError: there is none.
        BrokenMarkersError: there is one without the other, or more than one pair.
    """
    found = _markers(text, name, blocks)
    opening, closing = f"<!-- pmctl:{name} -->", f"<!-- /pmctl:{name} -->"
    if not found:
        raise EditError(f"there is no {opening} in the document", hint=f"Add the two lines {opening} and {closing}.")
    if [marker.closes for marker in found] == [False, True]:
        return Markers(found[0].end, found[1].start, found[0].line, found[1].line)
    if len(found) > 2 and [marker.closes for marker in found[:2]] == [False, True]:
        hint = f"Keep one pair of {opening} and {closing} and delete the other."
        raise BrokenMarkersError(found[2].line, f"there is more than one pmctl:{name} block", hint)
    alone = found[0]
    this, other = (closing, opening) if alone.closes else (opening, closing)
    raise BrokenMarkersError(alone.line, f"{this} has no {other}", f"Add the line {other}, or delete {this}.")


def overlooked_marker(document: Postmortem, name: str) -> int | None:
    """Return the line of a marker that is meant as one and does not count: in a list, a quote, or beside other words.

    Args:
        document: in which no marker was found.
        name: of the block.
    """
    pattern = re.compile(rf"[ \t>]*<!--[ \t]*/?pmctl:{re.escape(name)}[ \t]*-->")
    for block in document.blocks:
        if block.kind != "code" and f"pmctl:{name}" in block.text and not _fence().search(block.text):
            lines = enumerate(block.text.split("\n"), block.line)
            found = next((number for number, line in lines if pattern.match(line)), None)
            if found is not None:
                return found
    return None


@cache
def _fence() -> re.Pattern[str]:
    return re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)


def replace_block(text: str, name: str, content: str) -> str:
    """Return `text` with `content` as the generated block `name`; nothing else of it changes.

    The content takes the document's line endings, and ends with exactly one newline unless it is empty.

    Raises:
        EditError: as `find_block_markers` does, or the content would break the markers.
    """
    markers = find_block_markers(text, name)
    ending = "\r\n" if text[: markers.start].endswith("\r\n") else "\n"
    lines = content.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return put_block(text, name, lines.replace("\n", ending) + ending if lines else "")


def put_block(text: str, name: str, block: str) -> str:
    """Return `text` with `block` between the markers of the generated block `name`, character by character.

    Args:
        text: the whole document.
        name: of the block.
        block: whole lines, each with its ending.

    Raises:
        EditError: as `find_block_markers` does, or what is put there would break the markers.
    """
    markers = find_block_markers(text, name)
    changed = text[: markers.start] + block + text[markers.end :]
    try:
        again = find_block_markers(changed, name)
    except EditError:
        again = None
    if again is None or changed[again.start : again.end] != block:
        raise EditError(
            f"the content of the pmctl:{name} block would break its markers",
            hint="Look for a marker, or for a code block that is never closed, in the content.",
        )
    return changed


def _markers(text: str, name: str, blocks: Iterable[Block] | None = None) -> list[_Marker]:
    pattern = re.compile(
        rf"^\ufeff?[ ]{{0,3}}<!--[ \t]*(?P<slash>/?)pmctl:{re.escape(name)}[ \t]*-->[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE
    )
    front = find_block(text)
    body, line = (0, 1) if isinstance(front, Problem) else (front.body, front.body_line)
    if blocks is None and pattern.search(text, body):
        blocks = parse_body(text[body:], first_line=line)
    elsewhere = [block for block in blocks or () if block.kind in _NO_MARKERS_IN]
    found = []
    counted = body
    for match in pattern.finditer(text, body):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        before = bisect(elsewhere, line, key=lambda block: block.line)
        if not before or elsewhere[before - 1].end_line < line:
            found.append(_Marker(bool(match["slash"]), match.start(), match.end(), line))
    return found
