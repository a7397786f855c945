"""What stands at a place of a document, explained: a key of the front matter, the rules that a suppression names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.cursor import KeyPlace, find_place
from pmctl.postmortem.key_words import Word, key_words
from pmctl.postmortem.model import REQUIRED_ACTION_KEYS, REQUIRED_KEYS
from pmctl.postmortem.shown import markdown_text
from pmctl.postmortem.suppressions import read_suppressions
from pmctl.reports.completion import KEYS
from pmctl.rules.registry import RULES
from pmctl.rules.selection import selects

if TYPE_CHECKING:
    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Rule

_MOST_WORDS = 30
_REQUIRED = {(): ("required", REQUIRED_KEYS), ("actions",): ("required of a promise", REQUIRED_ACTION_KEYS)}


class KeyExplanation(NamedTuple):
    """What a key holds, as Markdown, and where it stands: the offset of its first character, and behind its last."""

    start: int
    end: int
    text: str


class NamedRules(NamedTuple):
    """The rules that are named on a line, and where: the column of the first character, and behind the last."""

    column: int
    end_column: int
    rules: tuple[Rule, ...]


def explain_key(text: str, offset: int, conventions: Conventions) -> KeyExplanation | None:
    """Return what the key at `offset` of a document's text holds; None if no key that pmctl knows stands there."""
    place = find_place(text, offset)
    if not isinstance(place, KeyPlace) or place.word not in KEYS.get(place.path, {}):
        return None
    kind, required = _REQUIRED.get(place.path, ("", ()))
    head = f"**{place.word}**" + (f" ({kind})" if place.word in required else "")
    parts = [head, markdown_text(KEYS[place.path][place.word])]
    words = key_words(place.path, place.word, conventions)
    if words:
        more = f", and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
        parts.append(f"One of: {', '.join(map(_shown, words[:_MOST_WORDS]))}{more}.")
    return KeyExplanation(place.start, place.end, "\n\n".join(parts))


def named_rules(document: Postmortem, line: int, column: int) -> NamedRules | None:
    """Return the rules that a suppression names at a place; None if it names none there, or is none.

    Args:
        document: as read.
        line: counted from 1, as is `column`.
        column: in characters.
    """
    for comment in read_suppressions(document).written:
        for selector in comment.selectors if comment.line == line else ():
            if selector.column <= column <= selector.end_column:
                rules = tuple(rule for rule in RULES.values() if selects(selector.text, rule))
                return NamedRules(selector.column, selector.end_column, rules) if rules else None
    return None


def _shown(word: Word) -> str:
    return markdown_text(word.text) + (f" (as {word.meaning})" if word.meaning else "")
