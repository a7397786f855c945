"""How much front matter a document may be given."""

from __future__ import annotations

from pmctl.postmortem.frontmatter import MAX_LENGTH, find_block
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.yaml_text import EditError


def refuse_too_long(text: str) -> None:
    """Raise an EditError if a document would have more front matter than any command reads: it would be lost."""
    block = find_block(text) if len(text) > MAX_LENGTH else None
    if block is not None and not isinstance(block, Problem) and block.end - block.start > MAX_LENGTH:
        message = f"with all its actions, the front matter would be longer than {MAX_LENGTH:,} characters"
        raise EditError(message, hint="Split the document into several.")
