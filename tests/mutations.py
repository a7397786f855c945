"""Texts that people wrote, and what becomes of them when a few things are changed at random."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from pmctl.postmortem.decoding import decode
from pmctl.postmortem.frontmatter import Block, find_block

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").rglob("*.md"))
_CORPORA = ROOT.parent / "shared" / "corpora"
_MOST_LINES = 12


def written() -> list[str]:
    """Return the text of every document at hand: the examples, the rules' cases, and real ones where there are any."""
    paths = [*EXAMPLES, *sorted((ROOT / "tests" / "rules").rglob("*.md")), *sorted(_CORPORA.rglob("*.*md"))]
    return [text for path in paths if isinstance(text := decode(path.read_bytes()), str)]


def divided(text: str) -> tuple[str, str]:
    """Return the front matter of a document, without its delimiters, and its body."""
    block = find_block(text)
    return (text[block.start : block.end], text[block.body :]) if isinstance(block, Block) else ("", text)


@st.composite
def mutated(draw: st.DrawFn, texts: Sequence[str], pieces: Sequence[str]) -> str:
    """Some lines of one of `texts`, into which some of `pieces` have been put."""
    lines = draw(st.sampled_from(texts)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + draw(st.integers(1, _MOST_LINES))]
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        line, piece = lines[place], draw(st.sampled_from(pieces))
        match draw(st.integers(0, 4)):
            case 0:
                lines[place : place + 1] = [piece] if len(lines) == 1 else []
            case 1:
                lines.insert(place, piece)
            case 2:
                lines[place] = piece + line
            case 3:
                lines[place] = line + piece
            case _:
                column = draw(st.integers(0, len(line)))
                lines[place] = line[:column] + piece + line[column:]
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n \n"]))
