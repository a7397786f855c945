"""From the blocks of a body to its action items."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pmctl.adoption.actions_html import without_html
from pmctl.adoption.actions_items import ItemReader, looks_like_action
from pmctl.adoption.actions_outline import read_list, read_table
from pmctl.adoption.actions_promises import tells_promises
from pmctl.adoption.actions_scope import Heading, Part, Scope, find_section, is_group, read_parts
from pmctl.adoption.actions_shapes import begins_with_verb, is_past, looks_like_actions, mostly
from pmctl.adoption.actions_tables import has_facts, upright
from pmctl.adoption.actions_text import LONGEST
from pmctl.adoption.actions_unread import unread_in

if TYPE_CHECKING:
    from pmctl.adoption.actions_unread import Unread
    from pmctl.adoption.actions_values import Reader
    from pmctl.adoption.found_action import FoundAction
    from pmctl.postmortem.blocks import Block


class Harvested(NamedTuple):
    """The action items of a body, and what looks like some and was not read."""

    actions: tuple[FoundAction, ...]
    unread: tuple[Unread, ...]


class Harvest:
    """Finds the action items of one document."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader of the document's values."""
        self._reader = reader
        self._names = reader.conventions.sections
        self._items = ItemReader(reader)

    def of(self, blocks: tuple[Block, ...]) -> Harvested:
        """Return the action items of a body, in the order in which they stand, and what was not read."""
        blocks, lines = without_html(blocks)
        found: list[FoundAction] = []
        all_parts = read_parts(blocks, self._names)
        for part in all_parts:
            if part.otherwise is not None and not looks_like_actions(part, self._group(part), self._reader):
                part.leave(part.otherwise)
        for (scope, root), group in groupby(all_parts, key=lambda part: (part.scope, part.root)):
            parts = list(group)
            if root:
                found += self._items.of_section(self._section(parts, scope), parts[0].title)
            elif scope is Scope.OTHER:
                found += [action for part in parts for action in self._elsewhere(part)]
        unread = unread_in(all_parts, {action.line for action in found})
        return Harvested(
            tuple(replace(action, line=lines.get(action.line, action.line)) for action in found),
            tuple(one._replace(line=lines.get(one.line, one.line)) for one in unread),
        )

    def _section(self, parts: list[Part], scope: Scope) -> list[FoundAction]:
        """The items of a section about actions."""
        has_items = any(block.kind in {"list", "table"} for part in parts for block in part.blocks)
        found: list[FoundAction] = []
        headings = [part.heading for part in parts if part.heading and part.otherwise is None]
        if not has_items and len(headings) >= 2 and not any(map(self._items.is_owner, headings)):
            for part in parts:
                found += self._under(part, is_item=True)
        else:
            for part in parts:
                if part.otherwise is not None:
                    found += self._group(part)
                    continue
                is_listed = has_items or scope is Scope.LIKELY or any(map(_numbered_lines, part.blocks))
                is_sure = scope is not Scope.LIKELY
                found += self._under(part, is_sure=is_sure) if is_listed else self._prose(part)
        if scope is not Scope.MAYBE or mostly(looks_like_action(action) and not is_past(action) for action in found):
            return found
        return []

    def _group(self, part: Part) -> list[FoundAction]:
        """The items below a heading that only names a group of them."""
        has_items = any(block.kind in {"list", "table"} for block in part.blocks)
        return self._under(part) if has_items else self._prose(part)

    def _under(self, part: Part, *, is_item: bool = False, is_sure: bool = True) -> list[FoundAction]:
        """The items below one heading; the heading is one itself where what is below only tells of it."""
        found: list[FoundAction] = []
        title = part.heading
        group = plain_group(title)
        is_only_group = bool(title and (part.otherwise is not None or is_group(title.text)))
        is_item = is_item or bool(title and _numbered().match(title.text))
        if title and is_item:
            found += self._items.heading(title)
        for block in part.blocks:
            above = found or (self._items.heading(title) if title and not is_only_group else [])
            facts = self._items.only_labels(block, may_describe=is_item or not found) if above else None
            if block.kind == "table":
                table = upright(read_table(block))
                found += self._items.rows(table, group) if is_sure or has_facts(table) else []
            elif facts is not None:
                found = [*above[:-1], self._items.with_facts(above[-1], facts)]
            elif block.kind == "list" and not is_item:
                found += self._items.tree(read_list(block), group)
            elif block.kind == "paragraph" and (lines := _numbered_lines(block)):
                found += [action for line, text in lines for action in self._items.paragraph(text, line)]
        return found

    def _prose(self, part: Part) -> list[FoundAction]:
        """The items of a section that has neither lists nor tables: its paragraphs, or their lines."""
        found: list[FoundAction] = []
        group = plain_group(part.heading)
        for block in part.blocks:
            if block.kind != "paragraph":
                continue
            if found and (facts := self._items.only_labels(block)) is not None:
                found[-1] = self._items.with_facts(found[-1], facts)
                continue
            lines = block.text.split("\n")
            if len(lines) > 1 and mostly(map(begins_with_verb, lines)):
                for number, line in enumerate(lines, block.line):
                    found += self._items.paragraph(line, number, group)
            else:
                found += self._items.paragraph(" ".join(map(str.strip, lines)), block.line, group)
        return found

    def _elsewhere(self, part: Part) -> list[FoundAction]:
        """The items that stand in a part about something else: tables of actions, lists that hold a section."""
        found: list[FoundAction] = []
        for block in part.blocks:
            if block.kind == "table":
                table = read_table(block)
                found += self._items.rows(table, None) if tells_promises(table, part, self._reader) else []
            elif block.kind == "list":
                for item, rest in find_section(read_list(block), self._names):
                    found += self._items.paragraph(rest, item.line) if rest else []
                    found += self._items.inside(item, None)
        return found


def plain_group(heading: Heading | None) -> str | None:
    """Return the name of the group that stands under a heading."""
    return heading.text.strip(" :：") or None if heading else None


def _numbered_lines(block: Block) -> list[tuple[int, str]]:
    """The lines of a paragraph that begin with a number such as 4.1, each with those that it goes on with."""
    lines: list[tuple[int, str]] = []
    if block.kind != "paragraph" or not _section_number().match(block.text):
        return lines
    for number, line in enumerate(block.text.split("\n"), block.line):
        if found := _section_number().match(line):
            lines.append((number, line[found.end() :]))
        else:
            lines[-1] = (lines[-1][0], f"{lines[-1][1][:LONGEST]} {line.strip()}")
    return lines


@cache
def _section_number() -> re.Pattern[str]:
    return re.compile(r"\s{0,3}[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.)]?\s+(?=\S)")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(?:action(?: item)?|ai|item|task|a|t)[\s_-]?#?[0-9]{1,3}\s*[:.)–—-]", re.IGNORECASE)
