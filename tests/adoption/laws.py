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
    return {key: fields.value.get(key) for key in had} == had


def is_stable(adoption: Adoption) -> bool:
    """Whether to adopt the result again changes nothing, byte for byte."""
    path = re.sub(r"\.rst$", ".md", adoption.path)
    return adopt(adoption.after, path, Conventions()).after == adoption.after
