"""Sentences of action items: "Assigned to Mara, due 2 April." behind a title, and promises one behind the other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_heads import person_will
from pmctl.adoption.actions_text import LONGEST, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.adoption.actions_facts import FactReader
    from pmctl.adoption.actions_outline import Item
    from pmctl.adoption.actions_text import Words

_MOST: Final = 20


def owner_behind(words: Words, facts: FactReader) -> str | None:
    """Return whose an action is by the sentences behind its title that state nothing but facts, or None."""
    for sentence in sentences_of(words.text):
        said = facts.all_facts(sentence, words)
        if said and said.owner and (said.owner[0] == "@" or said.owner[0].isupper()):
            return said.owner
    return None


def promises_in(text: str, facts: FactReader) -> tuple[str, ...]:
    """Return the sentences of a paragraph if several of them say who will do something; else nothing."""
    if "." not in text:
        return ()
    sentences = sentences_of(text[:LONGEST])
    promised = [bool(found and facts.is_name(found["who"])) for found in map(person_will().match, sentences)]
    return sentences if sum(promised) > 1 and promised[0] else ()


def apart(items: Iterable[Item], facts: FactReader) -> Iterator[Item]:
    """Yield the items of a list; one in which several people promise something is an item for each of them."""
    for item in items:
        promises: list[str] = []
        for sentence in promises_in(item.text, facts):
            if promises and not person_will().match(sentence):
                promises[-1] += f". {sentence}"
            else:
                promises.append(sentence)
        for promise in promises[:-1]:
            yield item._replace(text=promise, paragraphs=(), children=(), tables=())
        yield item._replace(text=promises[-1]) if promises else item


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, without the full stops between them; the last holds what is beyond the most."""
    return tuple(part for part in _end().split(text, _MOST) if shown(part).strip(" ."))


@cache
def _end() -> re.Pattern[str]:
    # A full stop behind a single capital belongs to a name.
    return re.compile(r"(?<!\b[A-ZÀ-Þ])\.\s+(?=[@*_`\[]{0,3}[^\W\d_a-zß-ÿ]|[*_`\[]{0,3}@)")
