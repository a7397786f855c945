"""Talk broken at blanks, where a terminal would break it in the middle of a word."""

from __future__ import annotations

import os
from typing import TextIO

_USUAL = 80
_LEAST = 20
"""How many columns a terminal has that does not say it, and how many a line has at least."""


def wrapped(text: str, stream: TextIO, *, hanging: int = 0) -> str:
    """Return a text as it is written to a stream: to a terminal with its long lines broken.

    What stands between backticks is to be copied, and is not broken.

    Args:
        text: without control characters, line ends aside.
        stream: where it is written.
        hanging: how many blanks stand before the rest of a line that was broken.
    """
    if not stream.isatty():
        return text
    width = _width(stream)
    return "\n".join(line if len(line) <= width else _broken(line, width, hanging) for line in text.split("\n"))


def _width(stream: TextIO) -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and len(told) < 6 and int(told):
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    except (OSError, ValueError):  # a stream that is none of the system's
        return _USUAL


def _broken(line: str, width: int, hanging: int) -> str:
    import textwrap  # noqa: PLC0415 - most lines are short

    parts = line.split("`")
    if len(parts) % 2:
        parts[1::2] = (part.replace(" ", "\0") for part in parts[1::2])
    lines = textwrap.wrap(
        "`".join(parts),
        max(width, _LEAST),
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace("\0", " ")
