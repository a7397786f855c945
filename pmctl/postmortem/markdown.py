"""The top-level blocks of a Markdown body, each with the lines it stands on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.blocks import Block, BlockKind, is_comment
from pmctl.postmortem.commonmark import read_commonmark
from pmctl.postmortem.plain_markdown import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Block", "BlockKind", "is_comment", "parse_body", "written_blocks"]

# A suppression without codes looks like a marker, and nothing would ever close it.
_MARKER: Final = re.compile(r"<!--[ \t]*(?P<closes>/?)pmctl:(?P<name>(?!(?i:ignore))[\w-]+)[ \t]*-->")


def parse_body(body: str, *, first_line: int = 1) -> tuple[Block, ...]:
    r"""Read the blocks of a body, in order; never raises.

    A line ends at ``\n`` or ``\r\n``. Link reference definitions are no blocks: they show nothing.

    Args:
        body: Markdown, without front matter.
        first_line: the line of the document, 1-based, that the body begins on.
    """
    blocks, rest = read_plain(body, first_line)
    if rest < len(body):
        blocks += read_commonmark(body[rest:], first_line + body.count("\n", 0, rest))
    return tuple(blocks)


def written_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that a person wrote: those outside of the markers between which pmctl writes."""
    inside: str | None = None
    for block in blocks:
        marker = _MARKER.fullmatch(block.text.strip()) if block.kind == "comment" else None
        if marker is None:
            if inside is None:
                yield block
        elif not marker["closes"]:
            inside = inside or marker["name"]
        elif marker["name"] == inside:
            inside = None
