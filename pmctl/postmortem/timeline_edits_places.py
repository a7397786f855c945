"""Where the entries of a timeline stand: which lines each of them takes up, and what it is nested in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.timeline_drafts import Draft, read_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.postmortem.markdown import Block
    from pmctl.postmortem.story import Timeline
    from pmctl.postmortem.timeline import TimelineEntry

Kind: TypeAlias = Literal["row", "item", "line", "heading"]

_KINDS: Final[dict[str, Kind]] = {"table": "row", "list": "item", "heading": "heading", "paragraph": "line"}
_MARKER: Final = lazy_pattern(r"(?P<indent>[ \t]*)(?:[-*+•]|[0-9]{1,9}[.)])[ \t]")
_FENCE: Final = lazy_pattern(r"[ \t]*(?:```|~~~)")
_COMMENT: Final = lazy_pattern(r"[ \t]*<!--.*-->[ \t]*")
_BARRIERS: Final = frozenset({"heading", "paragraph", "table", "rule"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry where it stands.

    Attributes:
        draft: the same entry before it had a day.
        block: the list, the table, the paragraph or the heading that it stands in.
        first: its first line, 1-based, with the comments right above it.
        last: its last line, inclusive, with what is nested in it, but no blank line.
        is_inner: whether it is nested below another entry.
        is_fenced_off: whether something stands between it and the entry above it, over which neither may be moved: the
            date of what follows, or words that belong to no entry.
    """

    entry: TimelineEntry
    draft: Draft
    kind: Kind
    block: Block
    first: int
    last: int
    is_inner: bool
    is_fenced_off: bool


def read_places(timeline: Timeline, lines: Sequence[str]) -> tuple[Place, ...]:
    """Return where the entries of a timeline stand, in the order in which they are written.

    Args:
        timeline: as it was read.
        lines: those of the whole document, without their endings.
    """
    survey = _Survey(timeline, lines)
    return tuple(survey.place(entry) for entry in timeline.entries)


class _Survey:
    """Looks at the lines of one section once for each entry."""

    def __init__(self, timeline: Timeline, lines: Sequence[str]) -> None:
        self._section = timeline.section
        self._blocks = timeline.section.blocks
        self._lines = lines
        self._drafts = {draft.line: draft for draft in read_drafts(self._blocks)}
        self._entries = {entry.line for entry in timeline.entries}
        self._starts = [block.line for block in self._blocks]
        self._inner = self._nested()
        self._above: dict[int, int] = {}
        """For each thread, the last line of the entry that was placed last."""

    def place(self, entry: TimelineEntry) -> Place:
        """Return where an entry stands; entries are asked for in their order."""
        at = bisect_right(self._starts, entry.line) - 1
        block = self._blocks[at]
        draft = self._drafts[entry.line]
        kind = _KINDS[block.kind]
        first = self._first(entry.line)
        last = self._last(kind, block, at, draft)
        above = self._above.get(entry.thread)
        self._above[entry.thread] = last
        return Place(
            entry=entry,
            draft=draft,
            kind=kind,
            block=block,
            first=first,
            last=last,
            is_inner=entry.line in self._inner,
            is_fenced_off=above is not None and self._has_barrier(above, first, kind, draft.depth),
        )

    def _nested(self) -> set[int]:
        """Return the lines of entries below others."""
        nested: set[int] = set()
        open_: list[Draft] = []
        for draft in self._drafts.values():
            if open_ and open_[-1].part != draft.part:
                open_ = []
            while open_ and open_[-1].depth >= draft.depth:
                open_.pop()
            if open_ and open_[-1].line in self._entries:
                nested.add(draft.line)
            open_.append(draft)
        return nested

    def _first(self, line: int) -> int:
        while line - 2 > self._section.line - 1 and _COMMENT.fullmatch(self._lines[line - 2]):
            line -= 1
        return line

    def _last(self, kind: Kind, block: Block, at: int, draft: Draft) -> int:
        if kind == "row":
            return draft.line
        if kind == "heading":
            following = (other for other in self._blocks[at + 1 :] if other.kind == "heading")
            end = next((other.line - 1 for other in following if other.level <= block.level), self._section.end_line)
        elif kind == "line":
            end = next((line - 1 for line in range(draft.line + 1, block.end_line + 1) if line in self._drafts), 0)
            end = end or self._with_code(block, at)
        else:
            end = self._end_of_item(block, draft) or self._with_code(block, at)
        while not self._lines[end - 1].strip() or (end > draft.line and _COMMENT.fullmatch(self._lines[end - 1])):
            end -= 1
        return end

    def _end_of_item(self, block: Block, draft: Draft) -> int:
        """Return the line before the next item that is none of this one's; 0 if it is the last of its list."""
        is_code = False
        for number in range(draft.line + 1, block.end_line + 1):
            line = self._lines[number - 1]
            if _FENCE.match(line):
                is_code = not is_code
            other = self._drafts.get(number)
            if other is not None and other.depth <= draft.depth:
                return number - 1
            marker = None if is_code else _MARKER.match(line)
            if marker is not None and len(marker["indent"].expandtabs(4)) < draft.depth:
                return number - 1
        return 0

    def _is_wall(self, number: int, depth: int) -> bool:
        """Whether a line between two entries is the date of what follows, or an item that is less deep than they."""
        if number in self._drafts and number not in self._entries:
            return True
        marker = _MARKER.match(self._lines[number - 1])
        return marker is not None and len(marker["indent"].expandtabs(4)) < depth

    def _with_code(self, block: Block, at: int) -> int:
        """Return the last line of a block, or of the code right behind it, which people forget to indent."""
        following = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        return following.end_line if following is not None and following.kind == "code" else block.end_line

    def _has_barrier(self, above: int, first: int, kind: Kind, depth: int) -> bool:
        if any(self._is_wall(line, depth) for line in range(above + 1, first)):
            return True
        start, end = bisect_right(self._starts, above), bisect_right(self._starts, first - 1)
        kinds = {block.kind for block in self._blocks[start:end]} & _BARRIERS
        # Below a heading or a paragraph that is an entry, further paragraphs tell more of it.
        return bool(kinds - {"paragraph"} if kind in {"line", "heading"} else kinds)
