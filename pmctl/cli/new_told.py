"""What `new` was told, by an export as well, in the front matter of the document even if its template has no key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.model import Record
from pmctl.postmortem.nodes import Scalar, Sequence
from pmctl.postmortem.parse import read_record
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Sequence as Sequence_

    from pmctl.cli.new_draft import Answers
    from pmctl.cli.session import Session
    from pmctl.postmortem.nodes import Node
    from pmctl.repository.scaffold import Draft


_OF_WORDS = frozenset({"severity", "detection"})
"""The keys whose values are one word each."""
_TIGHT = ("|", "/", ", ")


class Told(NamedTuple):
    """A key of the front matter, and what it was told to hold; several values if it is a list."""

    key: str
    values: tuple[str, ...]
    is_list: bool = False


def told(answers: Answers, draft: Draft) -> tuple[Told, ...]:
    """Return what the command line, an answer or an export said; not what pmctl worked out for itself."""
    ones = (
        ("title", draft.title, draft.title),
        ("severity", answers.severity, draft.severity),
        ("date", answers.date, draft.date.isoformat()),
        ("owner", answers.owner, draft.owner),
        ("team", answers.team, draft.team),
    )
    return (
        *(Told(key, (value,)) for key, said, value in ones if said and value),
        *(
            Told(key, values, is_list=True)
            for key, values in (("services", draft.services), ("related", draft.related))
            if values
        ),
    )


def told_filled_in(session: Session, text: str, told: tuple[Told, ...]) -> str:
    """Return a new postmortem whose front matter has all that was told.

    A key that is missing, empty or a placeholder is set, and what a list lacks is added. Where the template has
    something else, that stays, with a warning; and where it makes no front matter, what the text does not say is lost.
    """
    record = read_record(text, "", session.project.conventions)
    if not isinstance(record, Record):
        lost = [f"{one.key} {value}" for one in told for value in one.values if not _says(text, value)]
        if lost:
            session.warn(f"the template makes no front matter, which leaves out {', '.join(lost)}")
        return text
    for one in told:
        there = _written(record.fields.get(one.key), one)
        missing = [value for value in one.values if value not in (there or ())]
        if missing and (there == [] or (there and one.is_list)):
            from pmctl.postmortem.key_order import set_in_order  # noqa: PLC0415 - the shipped templates have the keys

            text = set_in_order(text, one.key, [*there, *missing] if one.is_list else missing[0])
        elif missing and not (there and _says_so(one.key, there, missing[0])):
            what = ", ".join(there) if there else "something else"
            session.warn(f"the template sets {one.key} to {what}, which leaves out {', '.join(missing)}")
    return text


def _written(node: Node | None, one: Told) -> list[str] | None:
    """Return what the template has at a key, besides placeholders; None if it is no plain value, nor a list of them."""
    items = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    if not all(isinstance(item, Scalar) for item in items):
        return None
    texts = [item.text for item in items if isinstance(item, Scalar) and not item.is_null]
    if isinstance(node, Scalar) and one.is_list:
        texts = [part for text in texts for part in text.split(",")]
    words = (text.strip() for text in texts)
    return [text for text in words if text and (text in one.values or not _is_open(text, one.key))]


def _is_open(text: str, key: str) -> bool:
    """Whether a value waits for somebody: a placeholder, or a choice that nobody made (``SEV1 | SEV2 | SEV3``)."""
    if is_placeholder(text):
        return True
    if key == "title":
        return False
    mark = next((mark for mark in (" | ", " / ", " or ", *(_TIGHT if key in _OF_WORDS else ())) if mark in text), None)
    return mark is not None and all(map(str.strip, text.split(mark)))


def _says_so(key: str, written: Sequence_[str], told: str) -> bool:
    """Whether what is written is what was told, but for capitals and marks; a title may have more or fewer words."""
    if key == "title":
        return any(_says(text, told) or _says(told, text) for text in written)
    return [_bare(text).replace(" ", "") for text in written] == [_bare(told).replace(" ", "")]


def _says(text: str, words: str) -> bool:
    """Whether a text has these words one after another, whatever stands between them."""
    return f" {_bare(words)} " in f" {_bare(text)} "


def _bare(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
