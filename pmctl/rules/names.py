"""The names of people: which words may be one, and which a document knows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.nodes import Scalar, Sequence
from pmctl.postmortem.prose import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Record
    from pmctl.postmortem.nodes import Node

_KEYS: Final = ("owner", "authors", "reviewers", "participants", "incident_commander", "facilitator", "scribe")
"""The keys of the front matter that name people."""

_LONGEST: Final = 200
"""Beyond this many characters a text is a story, and nobody's name."""

# Words of teams, departments and job titles: what is written with a capital and is nobody's name.
_NO_NAMES: Final = """
    access accounts ads api apps art backend billing brand build business catalog checkout cloud commerce compliance
    compute content core corporate culture customer customers data database databases delivery department design desk
    developer developers development devops director education engineer engineers experience facilities finance fraud
    frontend governance group growth hardware head health helpdesk hosting hr identity incident infra infrastructure
    insights inventory it lead leads learning legal logistics machine management manager marketing media messaging
    mobile network networks office operations ops orders partner partners payments people performance platform
    platforms privacy procurement product products production program project public purchasing qa quality release
    releases reliability research retention returns risk safety sales science search security senior services service
    shipping site software solutions squad sre staff storage strategy success supply support system systems team teams
    tech technology test testing tools tooling training treasury trust user users vendor video web workplace
"""


def may_be_a_name(text: str) -> bool:
    """Return whether `text` may be the name of a person: one to three words with capitals, none of them a team's."""
    return bool(_name().fullmatch(text)) and not any(
        not word[0].isupper()
        or (word.isupper() and len(word) > 2)
        or word.casefold() in _no_names()
        or _no_name_ending().fullmatch(word)
        for word in text.split()
    )


def names_of(record: Record | None, conventions: Conventions) -> frozenset[tuple[str, ...]]:
    """Return the words of every name by which a document may speak of a person.

    Handles with their @, whole names, first names, and what a handle would be as a name ("Jonas" for @jonas): of
    those whom the front matter names, of everybody in ``[people]``, and of the configured ``persons``.
    """
    names = {tuple(form.split()) for word in conventions.vocabulary.persons for form in (word, word.capitalize())}
    for person in conventions.people.values():
        names.update(_named(person.handle))
        if person.name:
            whole = tuple(_with_plain_hyphens(person.name).split())
            names.update({whole, whole[:1]})
    for text in _texts(record):
        for part in _part().split(text[:_LONGEST]):
            names.update(_named(part.strip()))
    return frozenset(names)


def _named(part: str) -> Iterator[tuple[str, ...]]:
    part = _with_plain_hyphens(part)
    if part.startswith("@"):
        yield (part,)
        part = part[1:].capitalize()
    if may_be_a_name(part):
        words = tuple(part.split())
        yield words
        yield words[:1]


def _with_plain_hyphens(text: str) -> str:
    for hyphen in () if text.isascii() else HYPHENS:
        text = text.replace(hyphen, "-")
    return text


def _texts(record: Record | None) -> Iterator[str]:
    """Yield the values that name people."""
    if record is None:
        return
    nodes: list[Node | None] = [record.fields.get(key) for key in _KEYS]
    nodes += [action.fields.get("owner") for action in record.actions if action.fields is not None]
    for node in nodes:
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Scalar):
                yield item.text


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])+(?: (?:[^\W\d_]\.?|[^\W\d_](?:[^\W\d_]|['’-])+)){0,2}")


@cache
def _no_names() -> frozenset[str]:
    return frozenset(_NO_NAMES.split())


@cache
def _no_name_ending() -> re.Pattern[str]:
    return re.compile(r"\w{3,}(?:ing|tion|tions|ment|ments|ics|ity|ance|ence|ware|ops|eng)")


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"[,;&/+()\n]|\sand\s")
