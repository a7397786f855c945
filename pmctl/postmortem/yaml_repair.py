"""Front matter that is no YAML for want of quotes or a space: where they go, if that is certain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.nodes import Scalar, Sequence
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.yaml_lines import find_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.nodes import Node
    from pmctl.postmortem.yaml_values import Mistake


class Mend(NamedTuple):
    """What mends one mistake: its offsets in the document, what belongs there, and what that is called."""

    start: int
    end: int
    written: str
    title: str


def certain_mends(text: str) -> dict[tuple[int, int], Mend]:
    """Return what mends the front matter beyond doubt, by the line and the column of each mistake, counted from 1.

    Where the rest can be read then, each value must read as it was meant. Where something else keeps it from being
    read, each value that is mended must do so on its line alone.
    """
    block = find_block(text)
    if isinstance(block, Problem) or read_mapping(text, start=block.start, end=block.end)[0]:
        return {}
    source = text[block.start : block.end]
    mistakes = find_mistakes(source)
    certain = [mistake for mistake in mistakes if mistake.is_certain]
    written, places = _with(source, mistakes)
    mapping, problems = read_mapping(written)
    if mapping is not None:
        texts = dict(_texts(mapping))
        certain = [mistake for mistake in certain if texts.get(places[mistake]) == mistake.text]
    elif any(problem.kind is not ProblemKind.DUPLICATE_KEY for problem in problems):
        certain = [mistake for mistake in certain if _reads_alone(mistake, source, mistakes)]
    return {
        _position(text, block.start + found.start): Mend(
            block.start + found.start, block.start + found.end, found.written or "", found.title
        )
        for found in certain
    }


def mended(text: str, mend: Mend) -> str:
    """Return a document with one mistake mended."""
    return text[: mend.start] + mend.written + text[mend.end :]


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _with(source: str, mistakes: Iterable[Mistake]) -> tuple[str, dict[Mistake, int]]:
    """Return a block with what is certain mended and the rest made harmless, and where each mended value begins."""
    pieces: list[str] = []
    places: dict[Mistake, int] = {}
    at = length = 0
    for mistake in mistakes:
        new = mistake.written if mistake.is_certain and mistake.written else mistake.filler
        pieces += [source[at : mistake.start], new]
        places[mistake] = length + mistake.start - at + mistake.value_at
        length += mistake.start - at + len(new)
        at = mistake.end
    return "".join((*pieces, source[at:])), places


def _reads_alone(mistake: Mistake, source: str, mistakes: Iterable[Mistake]) -> bool:
    """Whether a value that is mended reads as meant if its line is all that there is."""
    start = source.rfind("\n", 0, mistake.start) + 1
    end = source.find("\n", mistake.end)
    end = end if end >= 0 else len(source)
    margin = re.match(r"\s*+(?:-\s++)*+", source[start:end])
    start += margin.end() if margin else 0
    beside = [
        other._replace(start=other.start - start, end=other.end - start)
        for other in mistakes
        if start <= other.start and other.end <= end
    ]
    line, places = _with(source[start:end], beside)
    mapping, _ = read_mapping(line if ":" in line else f"x: {line}")
    shift = 0 if ":" in line else len("x: ")
    place = places[mistake._replace(start=mistake.start - start, end=mistake.end - start)]
    return mapping is not None and dict(_texts(mapping)).get(place + shift) == mistake.text


def _texts(node: Node) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of every value."""
    if isinstance(node, Scalar):
        yield node.start, node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for entry in node.entries.values():
            yield from _texts(entry.node)
