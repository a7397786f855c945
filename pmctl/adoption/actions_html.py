"""HTML in Markdown, as wikis export it: its headings, lists and tables become blocks that are read like all others."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_spans import Cell, Row, Spans
from pmctl.adoption.actions_text import LONGEST
from pmctl.postmortem.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pmctl.postmortem.blocks import BlockKind

_FIRST_LINE: Final = 1_000_000_000
"""Lines of the blocks made here are counted from here on: no document has as many."""
_DEEPEST: Final = 10


def without_html(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Mapping[int, int]]:
    """Return the blocks with those of HTML rewritten, and the line of the document by the line that these have."""
    if not any(block.kind == "html" and _structure().search(block.text) for block in blocks):
        return blocks, {}
    reader = _Reader()
    for block in blocks:
        if (block.kind == "html" and _structure().search(block.text)) or (
            reader.is_inside and block.kind in {"html", "paragraph", "code"}
        ):
            reader.read(block)
        else:
            reader.finish()
            reader.blocks.append(block)
    reader.finish()
    return tuple(reader.blocks), reader.lines


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: dict[int, int] = {}
        self._line = 1
        self._words: list[str] = []
        self._begun = 1
        self._depth = 0
        self._items: list[tuple[int, str]] = []
        self._rows: list[Row] | None = None
        self._spans = Spans()
        self._links: list[str] = []

    @property
    def is_inside(self) -> bool:
        """Whether a list or a table has begun and not ended."""
        return self._rows is not None or self._depth > 0

    def read(self, block: Block) -> None:
        """Read one block, which may go on with what the last one began."""
        self._line, end = block.line, 0
        for found in _tag().finditer(block.text):
            self._say(block.text[end : found.start()])
            self._line += found[0].count("\n")
            if found["name"]:
                self._enter(found["name"].lower(), found["rest"], is_end=bool(found["end"]))
            end = found.end()
        self._say(block.text[end:])

    def finish(self) -> None:
        """End whatever has not been ended."""
        self._flush()
        self._end_list()
        self._end_table()
        self._depth, self._links = 0, []

    def _say(self, text: str) -> None:
        if text.strip():
            if not self._words:
                self._begun = self._line + text[: len(text) - len(text.lstrip())].count("\n")
            self._words.append(text)
        elif text and self._words:
            self._words.append(" ")
        self._line += text.count("\n")

    def _enter(self, name: str, rest: str, *, is_end: bool) -> None:
        match name:
            case "table" | "tr" | "td" | "th":
                self._enter_table(name, rest, is_end=is_end)
            case "ul" | "ol" | "li" if self._rows is None:
                self._enter_list(name, is_end=is_end)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if not self.is_inside:
                title = self._take()
                if is_end and title:
                    self._add("heading", [(self._begun, title)], level=int(name[1]))
                elif title:
                    self._add("paragraph", [(self._begun, title)])
            case "p" | "div" | "section" if not self.is_inside:
                self._flush()
            case "br" | "p" | "div" | "li":
                # In a cell it may stand between two owners.
                self._words.append("<br>" if name == "br" and self._rows is not None else " ")
            case "a":
                self._enter_link(rest, is_end=is_end)
            case "s" | "del" | "strike":
                self._words.append("~~")
            case "b" | "strong" if self._rows is None:
                self._words.append("**")
            case "input" if "checkbox" in rest:
                self._words.append("[x] " if "checked" in rest else "[ ] ")

    def _enter_table(self, name: str, rest: str, *, is_end: bool) -> None:
        if name == "table" and not is_end:
            self._flush()
            self._end_list()
            self._end_table()
            self._rows = []
        elif self._rows is None:
            return
        elif name == "table":
            self._end_cell()
            self._end_table()
        elif name == "tr":
            self._end_cell()
            if not is_end:
                self._rows.append(Row(self._line))
        else:
            self._end_cell()
            if not is_end and self._rows:
                self._rows[-1].cells.append(Cell(rest, is_head=name == "th"))

    def _enter_list(self, name: str, *, is_end: bool) -> None:
        self._end_item()
        if name == "li":
            if not is_end and self._depth:
                self._items.append((self._line, ""))
        elif not is_end:
            if not self._depth:
                self._flush()
            self._depth += 1
        else:
            self._depth = max(0, self._depth - 1)
            if not self._depth:
                self._end_list()

    def _enter_link(self, rest: str, *, is_end: bool) -> None:
        if not is_end:
            found = _href().search(rest)
            self._links.append(found["url"] if found else "")
            self._words.append("[" if self._links[-1] else "")
        elif self._links:
            url = self._links.pop()
            self._words.append(f"]({url})" if url else "")

    def _take(self) -> str:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        return text[:LONGEST]

    def _flush(self) -> None:
        if self._rows is not None:
            self._end_cell()
        elif self._depth:
            self._end_item()
        elif text := self._take():
            self._add("paragraph", [(self._begun, text)])

    def _end_cell(self) -> None:
        text = self._take().replace("|", "\\|")
        if self._rows and self._rows[-1].cells and not self._rows[-1].cells[-1].text:
            self._rows[-1].cells[-1].text = text

    def _end_item(self) -> None:
        text = self._take()
        if self._items and text and self._depth:
            line, _ = self._items[-1]
            indent = "  " * (min(self._depth, _DEEPEST) - 1)
            if not self._items[-1][1]:
                self._items[-1] = (line, f"{indent}- {text}")

    def _end_list(self) -> None:
        if items := [item for item in self._items if item[1]]:
            self._add("list", items)
        self._items = []

    def _end_table(self) -> None:
        rows = self._spans.spread(self._rows or ())
        self._rows = None
        if len(rows) > 1:
            bars = [(line, f"| {' | '.join(cells)} |") for line, cells in rows]
            self._add("table", [bars[0], (bars[0][0], "|---|"), *bars[1:]])

    def _add(self, kind: BlockKind, lines: Iterable[tuple[int, str]], *, level: int = 0) -> None:
        first = _FIRST_LINE + len(self.lines)
        texts = []
        for line, text in lines:
            self.lines[_FIRST_LINE + len(self.lines)] = line
            texts.append(text)
        title = texts[0] if level else ""
        self.blocks.append(Block(kind, first, first + len(texts) - 1, "\n".join(texts), level, title))


@cache
def _structure() -> re.Pattern[str]:
    return re.compile(r"<(?:table|ul|ol|h[1-6])\b|</(?:table|ul|ol)>", re.IGNORECASE)


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(
        r"<!--.{0,2000}?-->|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?P<rest>\b[^<>]{0,2000})>", re.DOTALL
    )


@cache
def _href() -> re.Pattern[str]:
    return re.compile(r"""\bhref\s{0,3}=\s{0,3}["']?(?P<url>[^\s"'<>()]{1,1000})""", re.IGNORECASE)
