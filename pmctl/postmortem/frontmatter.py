"""Front matter: the YAML block at the top of a postmortem, read strictly and with positions.

YAML holds no surprises here. A plain scalar is the text that is written (``no``, ``12:30``, ``0123``, ``1.10``,
``2026-03-14``), except ``true``, ``false``, ``null`` (also ``~`` and nothing at all) and whole numbers. Anchors may
stand, but aliases, tags and duplicate keys are refused, and so is anything nested deeper than 32 levels.

A block of the plainest form is read line by line, any other from libyaml's events; both give the same nodes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pmctl.postmortem.nodes import Mapping
from pmctl.postmortem.plain_yaml import read_plain
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.yaml_mistakes import invalid

MAX_LENGTH = 1_000_000
"""The longest front matter that is read, in characters."""

_OPEN = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\r|$)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


class Block(NamedTuple):
    """Where the front matter stands in a document's text.

    `start` and `end` are the offsets of what lies between the two delimiters, `body` that of what follows them.
    `line` and `body_line` are the numbers of the lines that these offsets are on, counted from 1.
    """

    start: int
    end: int
    body: int
    line: int
    body_line: int


def find_block(text: str) -> Block | Problem:
    """Find the front matter of `text`, or say why there is none.

    The opening ``---`` must be the very first line (a byte order mark may precede it); ``---`` or ``...`` closes.
    """
    opened = _OPEN.match(text)
    if not opened:
        return _missing(text)
    closed = _CLOSE.search(text, opened.end())
    if not closed:
        return Problem(
            kind=ProblemKind.UNTERMINATED_FRONT_MATTER,
            message="the front matter is never closed",
            line=1,
            help="Put a line of three hyphens (---) after the last key of the front matter.",
        )
    body = closed.end()
    body += text[body : body + 1] == "\n"
    body_line = 1 + text.count("\n", 0, body)
    line = 1 + text.count("\n", 0, opened.end())
    return Block(start=opened.end(), end=closed.start(), body=body, line=line, body_line=body_line)


def read_mapping(
    text: str, *, start: int = 0, end: int | None = None, line: int = 1
) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """Read the YAML between `start` and `end` of `text` into a mapping with positions.

    Args:
        text: the whole document.
        start: offset of the first character of the block.
        end: offset behind its last character; the end of the text if None.
        line: the number of the line that `start` is on, counted from 1.

    Returns:
        the mapping, or None if the block cannot be read; and everything that is wrong with it.
    """
    source = text[start:end]
    while source.startswith("\ufeff"):  # libyaml skips it, and does not count it
        start, source = start + 1, source[1:]
    if len(source) > MAX_LENGTH:
        too_long = f"the front matter is longer than {MAX_LENGTH:,} characters"
        return None, (invalid(too_long, line, 1, "Keep the story in the body, below the front matter."),)
    if not source.strip():
        return Mapping({}, line, 1, start, start, flow=False), ()
    mapping = read_plain(source, start, line)
    if mapping is not None:
        return mapping, ()
    from pmctl.postmortem.yaml_events import read_events  # noqa: PLC0415 - few documents need it, and it takes its time

    return read_events(source, start, line)


def _missing(text: str) -> Problem:
    head = text.removeprefix("\ufeff")
    kind = ProblemKind.MISSING_FRONT_MATTER
    if head.split("\n", 1)[0].strip().startswith("---"):
        help_ = "Write three hyphens (---) and nothing else on the first line, with no space before them."
        return Problem(kind=kind, message="the first line is not exactly three hyphens", line=1, help=help_)
    if head.lstrip().startswith("---"):
        help_ = "Move the front matter to the very first line; nothing may stand before its ---."
        return Problem(kind=kind, message="the front matter does not start on the first line", line=1, help=help_)
    if head.startswith("+++"):
        help_ = "Write the front matter as YAML between two lines of three hyphens (---)."
        return Problem(kind=kind, message="the front matter is TOML; pmctl reads YAML", line=1, help=help_)
    what = "the document has no front matter" if head.strip() else "the file is empty"
    help_ = "Start the file with a block of `key: value` lines between two lines of three hyphens (---)."
    return Problem(kind=kind, message=what, line=1, help=help_)
