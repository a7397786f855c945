"""A section added to a document, with its prompt, at its place among those that the repository wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem import layout
from pmctl.postmortem.action_table import BLOCK, action_table
from pmctl.postmortem.layout import Splice
from pmctl.postmortem.markers import has_block
from pmctl.postmortem.parse import parse
from pmctl.postmortem.section_prompts import section_prompt
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.sections import Section


def with_section(text: str, path: str, key: str, conventions: Conventions) -> str:
    """Return the text of the document at `path` with the section `key`.

    It stands before the next of the required sections, else behind the one before it, else at the end; its level is
    that of its neighbour.

    Raises:
        EditError: what stands around the place, such as code that is never closed, would swallow it.
    """
    document = parse(text, path, conventions)
    line, level = _place(document, key, conventions)
    title = conventions.sections.title_of(key)
    written = f"{'#' * level} {title}\n\n{section_prompt(key, title)}\n"
    if key == "action-items" and not has_block(text, BLOCK):
        actions = document.record.actions if document.record else ()
        written += f"\n<!-- pmctl:{BLOCK} -->\n{action_table(actions)}<!-- /pmctl:{BLOCK} -->\n"
    changed = layout.apply(text, [_set_apart(text, _offset(text, line), written)])
    sections = parse(changed, path, conventions).sections
    added = next((section for section in sections if section.name == key and section.heading == title), None)
    if added is None or _outline(document.sections) != _outline(s for s in sections if s is not added):
        raise EditError(f"the section {title} cannot be added safely", hint="Add it by hand.")
    return changed


def _place(document: Postmortem, key: str, conventions: Conventions) -> tuple[int, int]:
    """Return the line, counted from 1, before which the section belongs, and its level."""
    first: dict[str | None, Section] = {}
    for section in sorted(document.sections, key=lambda section: section.level):
        first.setdefault(section.name, section)
    required = conventions.required_sections
    at = required.index(key)
    before = next((first[name] for name in reversed(required[:at]) if name in first), None)
    after = next((first[name] for name in required[at:] if name in first), None)
    if after and (before is None or _leads_to(before, after)):
        return after.line, after.level
    if before:
        return before.end_line + 1, before.level
    return document.text.count("\n") + 2, 2


def _leads_to(before: Section, after: Section) -> bool:
    """Return whether what stands right before `after` comes after `before`, and is no part of a section between."""
    return before.line < after.line and (after.level <= before.level or after.line <= before.end_line)


def _offset(text: str, line: int) -> int:
    """Return the offset of the start of a line; above a comment that belongs to it, such as a suppression."""
    lines = text.split("\n")
    at = min(line - 1, len(lines))
    while 0 < at < len(lines) and lines[at].strip() and _is_comment_below(lines[at - 1]):
        at -= 1
    return min(sum(len(line) + 1 for line in lines[:at]), len(text))


def _is_comment_below(line: str) -> bool:
    """Return whether a line is a comment on what follows, not the end of what pmctl writes between markers."""
    return line.startswith("<!--") and "-->" in line and not line.startswith("<!-- /")


def _set_apart(text: str, offset: int, written: str) -> Splice:
    """Return the splice that inserts lines at `offset`, with a blank line above and below them."""
    ending = layout.ending_before(text, layout.line_end(text, 0))
    lines = written.replace("\n", ending)
    above, below = text[:offset], text[offset:]
    if above and not above.endswith(ending * 2):
        lines = ending + lines if above.endswith("\n") else ending * 2 + lines
    if below.strip() and below.lstrip(" \t")[:1] not in {"\r", "\n"}:
        lines += ending
    return Splice(offset, offset, lines)


def _outline(sections: Iterable[Section]) -> list[tuple[str, int]]:
    return [(section.heading, section.level) for section in sections]
