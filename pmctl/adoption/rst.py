"""Headings of reStructuredText as Markdown writes them, each word and each line at its place."""

from __future__ import annotations

from typing import Final

from pmctl.postmortem.patterns import lazy_pattern

_RULE: Final = lazy_pattern(r"([=\-~^\"'`#*+.:_<>])\1{2,}[ \t]*\r?")
_DIRECTIVE: Final = lazy_pattern(r"\.\. |:[A-Za-z][\w -]*:|[-*+] |\d+[.)] ")
_DEEPEST: Final = 6


def is_rst(path: str) -> bool:
    """Return whether the name of a file says that it holds reStructuredText."""
    return path.casefold().endswith((".rst", ".rest"))


def as_markdown(rst: str) -> str:
    """Return a text with its sections' titles as ``## Title``, and a blank line in the place of each line of marks.

    The levels are those of the marks in the order in which they appear, as docutils reads them. Everything else stays
    as it is: lists, tables and emphasis mostly mean the same to Markdown.
    """
    lines = rst.split("\n")
    levels: list[tuple[str, bool]] = []
    index = 0
    while index < len(lines):
        over = index + 2 < len(lines) and _mark(lines[index]) and _mark(lines[index]) == _mark(lines[index + 2])
        title = index + 1 if over else index
        mark = _mark(lines[title + 1]) if title + 1 < len(lines) else ""
        if mark and _is_title(lines, title, mark, has_over=bool(over)):
            style = (mark, bool(over))
            if style not in levels:
                levels.append(style)
            level = min(levels.index(style) + 1, _DEEPEST)
            ending = "\r" if lines[title].endswith("\r") else ""
            lines[title] = f"{'#' * level} {lines[title].strip()}{ending}"
            for rule in (index, title + 1) if over else (title + 1,):
                lines[rule] = ending
            index = title + 1
        index += 1
    return "\n".join(lines)


def _mark(line: str) -> str:
    found = _RULE.fullmatch(line)
    return found[1] if found else ""


def _is_title(lines: list[str], index: int, mark: str, *, has_over: bool) -> bool:
    line = lines[index]
    text = line.strip()
    if not text or _mark(line) or _DIRECTIVE.match(line) or (line[0].isspace() and not has_over):
        return False
    before = lines[index - 1].strip() if index else ""
    is_apart = not before or _mark(lines[index - 1]) == mark
    return is_apart and len(lines[index + 1].rstrip()) >= min(len(text), 3)
