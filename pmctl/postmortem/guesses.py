"""A start of the incident that a new document was given before anybody knew it, and that says so in a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.postmortem.edit import add_key, add_key_first, remove_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.postmortem.edit import Value
    from pmctl.postmortem.model import Milestone, Record

_COMMENT: Final = "# a first guess"
"""How the comment begins that the shipped templates put behind `started_at`."""


def settled_milestones(text: str, record: Record) -> tuple[Milestone, ...]:
    """Return the milestones of a document without those that are only guessed.

    Args:
        text: the document.
        record: what its front matter says.
    """
    if _COMMENT not in text:
        return record.milestones
    lines = text.split("\n")
    return tuple(one for one in record.milestones if not _is_guess(lines[one.line - 1], one.name))


def write_over(text: str, keys: Sequence[str], key: str, value: Value) -> str:
    """Return a document with another value at a top-level key, and without the comment behind the one before.

    Args:
        text: the document.
        keys: all that its front matter has, in their order.
        key: one of these.
        value: what takes the place of its value.

    Raises:
        EditError: the front matter cannot be read.
    """
    place = keys.index(key)
    text = remove_key(text, (key,))
    return add_key(text, (key,), value, after=keys[place - 1]) if place else add_key_first(text, (key,), value)


def _is_guess(line: str, key: str) -> bool:
    return line.startswith(key) and _COMMENT in line
