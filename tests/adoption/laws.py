"""What must hold of everything that is adopted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pmctl.adoption.adopt import adopt
from pmctl.adoption.heads import Head, read_head
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.frontmatter import Block, find_block, read_mapping

if TYPE_CHECKING:
    from pmctl.adoption.model import Adoption


def words_are_kept(adoption: Adoption) -> bool:
    """Whether the words of the body before are a subsequence of the words of the document after."""
    head = read_head(adoption.before)
    assert isinstance(head, Head)
    after = iter(re.findall(r"\w+", adoption.after))
    return all(word in after for word in re.findall(r"\w+", head.text[head.body :]))


def front_matter_is_kept(adoption: Adoption) -> bool:
    """Whether every key that had a value has it still, and every comment line of YAML stands where it did."""
    head = read_head(adoption.before)
    assert isinstance(head, Head)
    block = find_block(adoption.after)
    assert isinstance(block, Block)
    fields, problems = read_mapping(adoption.after, start=block.start, end=block.end, line=block.line)
    assert fields is not None, problems
    assert not problems
    had = {key: value for key, value in head.fields.value.items() if value not in (None, [])}
    kept = {key: fields.value.get(key) for key in had}
    items, new = had.pop("actions", None), kept.pop("actions", None)
    if not isinstance(items, list) or not isinstance(new, list):
        return kept == had and new == items
    return (
        kept == had
        and len(new) == len(items)
        and all(_item_is_kept(one, other, adoption.after) for one, other in zip(items, new, strict=True))
    )


def _item_is_kept(before: object, after: object, text: str) -> bool:
    """Whether an action has its keys, or its text as the title, and perhaps more.

    A status or a due date may have given way to what it means, if the text says what it was.
    """
    if before == after or not isinstance(after, dict):
        return before == after
    if not isinstance(before, dict):
        return bool(after.get("title") == before)
    lost = {key: value for key, value in before.items() if value is not None and after.get(key) != value}
    return all(_is_told(key, value, after, text) for key, value in lost.items())


def _is_told(key: str, value: object, after: dict[str, object], text: str) -> bool:
    note = str(after.get("note") or "")
    if key == "note":
        return note.startswith(str(value))
    was = " ".join(str(value).split())
    return key in {"status", "due"} and (f"{key} was {was}" in note or f" # was: {was}" in text)


def is_stable(adoption: Adoption) -> bool:
    """Whether to adopt the result again changes nothing, byte for byte."""
    path = re.sub(r"\.rst$", ".md", adoption.path)
    return adopt(adoption.after, path, Conventions()).after == adoption.after
