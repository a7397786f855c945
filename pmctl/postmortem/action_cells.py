"""One cell of the table of actions: whether it says what the front matter says, however that is spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.action_ids import looks_like_id
from pmctl.postmortem.conventions import fold_word
from pmctl.postmortem.dates import parse_date
from pmctl.postmortem.nodes import Scalar
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.postmortem.shown import printable

if TYPE_CHECKING:
    from pmctl.postmortem.model import Action

_KEYS = ("id", "title", "owner", "due", "status")
"""What the columns of the table show, in their order."""
_ID, _TITLE, _OWNER, _DUE, _STATUS = range(len(_KEYS))

# Inline links and links by reference, and marks of emphasis and code (CommonMark 0.31, sections 6.1 to 6.3): each
# alternative stops at the character that the next one begins with, so that no text is read twice.
_LINK = lazy_pattern(r"\[([^\[\]]*+)\](?:\([^()\[\]]*+\)|\[[^\[\]]+\])")
_EMPHASIS = lazy_pattern(r"(?<!\w)[*_`]+|[*_`]+(?!\w)")
_BREAK = lazy_pattern(r"<br ?/?>")
_DASHES = "-–—"


def shown_values(action: Action) -> tuple[str, ...]:
    """Return what the table shows of an action, column by column, as words without any Markdown."""
    due = action.due.isoformat() if action.due else ""
    values = (action.id or "", action.title or "", action.owner or "", due, action.status.value)
    return tuple(" ".join(printable(value).split()) for value in values)


def says(action: Action, column: int, words: str) -> bool:
    """Return whether a cell says what the front matter does, as it is written there or as pmctl understands it.

    A link around it, bold, another case of a title, a status or an owner, a title's full stop or line break, a sign
    beside a status, and another notation of the same day do not matter; dashes say nothing.

    Args:
        action: whose row it is.
        column: counted from 0.
        words: of the cell.
    """
    value = shown_values(action)[column]
    if words == value or not words:
        return words == value
    node = action.fields.get(_KEYS[column]) if action.fields else None
    known = {_spelt_alike(column, value), *([_spelt_alike(column, node.text)] if isinstance(node, Scalar) else [])}
    return _spelt_alike(column, words) in known


def is_outdated(action: Action, column: int, words: str) -> bool:
    """Return whether a cell says nothing but another value of its kind, in the place of which the action has one.

    That is what is no id ("TBD"), a person or several, a day, a status, nothing yet, or a title that says more than the
    action's neither in words nor by a link.
    """
    value = shown_values(action)[column]
    if column == _ID:
        says_nothing = "](" not in words and not any(map(str.isdigit, words))  # "#12" may be a ticket
        return bool(value) and says_nothing and not looks_like_id(without_marks(words), [value])
    if not value or is_placeholder(value) or (column == _STATUS and not _is_stated(action)):
        return False
    if column == _TITLE:
        is_more = fold_word(title_key(value)) in fold_word(title_key(words))
        return "](" not in words and "://" not in words and not is_more
    from pmctl.postmortem.action_values import reads_as_day, reads_as_person, reads_as_status  # noqa: PLC0415

    readers = {_OWNER: reads_as_person, _DUE: reads_as_day, _STATUS: reads_as_status}
    return column in readers and not _has_link_beside_words(words) and readers[column](without_marks(words))


def _is_stated(action: Action) -> bool:
    """Return whether an action says its status: what says none counts as open, and the table may know better."""
    node = action.fields.get("status") if action.fields else None
    if node is None:
        return False
    text = node.text.strip() if isinstance(node, Scalar) else ""
    return bool(text) and not is_placeholder(text)


def without_marks(words: str) -> str:
    """Return words without the marks of links, emphasis and code around them; dashes alone are no words."""
    linked = _LINK.sub(r"\1", words) if "]" in words else words
    plain = " ".join(_EMPHASIS.sub("", linked).split())
    return plain if plain.strip(_DASHES) else ""


def title_key(words: str) -> str:
    """Return a title as it is known in whatever spelling: without marks, line breaks, case, and its full stop."""
    plain = without_marks(words).casefold()
    if "<br" in plain:
        plain = " ".join(_BREAK.sub(" ", plain).split())
    return plain.rstrip(".… ")


def _has_link_beside_words(words: str) -> bool:
    return "](" in words and _LINK.fullmatch(_EMPHASIS.sub("", words).strip()) is None


def _spelt_alike(column: int, words: str) -> str:
    if column == _TITLE:
        return title_key(words)
    plain = without_marks(words)
    if column == _OWNER:
        return plain.casefold()
    if column == _STATUS:
        from pmctl.postmortem.action_values import status_said  # noqa: PLC0415 - nearly all are written as pmctl does

        return status_said(plain)
    if column == _DUE and plain and not parse_date(plain):
        from pmctl.postmortem.one_reading import one_date  # noqa: PLC0415 - as above

        day = one_date(plain)
        return day.isoformat() if day else plain.casefold()
    return plain
