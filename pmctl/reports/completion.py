"""What could be written next: keys, words, people and ids in the front matter, codes of rules in a suppression."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmctl.postmortem.cursor import KeyPlace, ValuePlace, find_place
from pmctl.postmortem.key_descriptions import ACTION_KEYS, IMPACT, RECORD_KEYS
from pmctl.postmortem.key_words import key_words
from pmctl.postmortem.model import REQUIRED_ACTION_KEYS, REQUIRED_KEYS
from pmctl.postmortem.shown import printable
from pmctl.postmortem.yaml_text import EditError, format_value
from pmctl.rules.page import read_page
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from pmctl.postmortem.conventions import Conventions

KEYS = MappingProxyType({(): RECORD_KEYS, ("actions",): ACTION_KEYS, ("impact",): IMPACT})
"""The keys that pmctl knows, with what each one holds, by the path of the mapping that they stand in."""

MOST = 200
"""How many ids are offered at once."""

_REQUIRED = {(): REQUIRED_KEYS, ("actions",): REQUIRED_ACTION_KEYS}
_PEOPLE = frozenset(
    [(key,) for key in ("owner", "incident_commander", "facilitator", "scribe")]
    + [(key,) for key in ("authors", "reviewers", "participants")]
    + [("actions", "owner")]
)
_FARTHEST = 500
"""How many characters a list of codes may be long."""


class Kind(Enum):
    """What is offered."""

    KEY = auto()
    WORD = auto()
    PERSON = auto()
    DOCUMENT = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One thing that could be written.

    Attributes:
        label: how it is shown.
        start: offset of the first character that it replaces; `end` is behind the last.
        text: what is written there.
        matched: what it is looked up by, as far as what stands there is its beginning.
        detail: a few words about it.
        page: more about it, as Markdown that holds no word of a document.
    """

    kind: Kind
    label: str
    start: int
    end: int
    text: str
    matched: str
    detail: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the repository.

    Attributes:
        conventions: what it has agreed on.
        names: the paths of its documents, by the name that each one claims.
        handles: who is named in its documents, asked for only where somebody is to be named; those named often first.
        own_name: what the document itself is called.
        found: the codes of the rules that the document breaks.
    """

    conventions: Conventions
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    handles: Callable[[], Iterable[str]] = tuple
    own_name: str | None = None
    found: Collection[str] = ()


def complete(text: str, offset: int, known: Known) -> tuple[list[Completion], bool]:
    """Return what could be written at `offset` of a document's text, the likeliest first, and whether that is all."""
    codes = _codes(text, offset, known.found)
    place = None if codes else find_place(text, offset)
    if isinstance(place, KeyPlace):
        return list(_keys(place)), True
    if isinstance(place, ValuePlace):
        found = list(_values(place, known))
        return found[:MOST], len(found) <= MOST
    return codes, True


def _keys(place: KeyPlace) -> Iterator[Completion]:
    known = KEYS.get(place.path, {})
    required = _REQUIRED.get(place.path, ())
    for key, description in known.items():
        if key not in place.others:
            is_mapping = key in {"actions", "impact"} and not place.path
            colon = "" if place.has_colon else ":" if is_mapping else ": "
            yield Completion(
                kind=Kind.KEY,
                label=key,
                start=place.start,
                end=place.end,
                text=key + colon,
                matched=key,
                detail="required" if key in required else "",
                page=description,
            )


def _values(place: ValuePlace, known: Known) -> Iterator[Completion]:
    path = (*place.path, place.key)
    for word in key_words(place.path, place.key, known.conventions):
        yield from _value(place, Kind.WORD, word.text, word.meaning or "")
    if path in _PEOPLE:
        people = known.conventions.people
        for handle in dict.fromkeys((*people, *known.handles())):
            person = people.get(handle)
            about = (person.name, person.team) if person else ()
            yield from _value(place, Kind.PERSON, handle, ", ".join(filter(None, about)))
    elif path == ("related",):
        typed = place.typed.strip("\"'").casefold()
        for name in sorted(known.names, reverse=True):  # they begin with a date: the newest first
            if name != known.own_name and typed in name.casefold():
                yield from _value(place, Kind.DOCUMENT, name, known.names[name][0])


def _value(place: ValuePlace, kind: Kind, value: str, detail: str) -> Iterator[Completion]:
    """Yield the completion that writes a value, in quotes where YAML needs them; none if it cannot be written."""
    try:
        text = format_value(value, flow=place.in_brackets)
    except EditError:
        return
    quote = place.typed[:1] if place.typed[:1] in {'"', "'"} else ""
    bare = value if place.typed.startswith("@") else value.removeprefix("@")
    yield Completion(
        kind=kind,
        label=printable(value),
        start=place.start,
        end=place.end,
        text=f" {text}" if place.needs_blank else text,
        matched=quote + value if quote else bare,
        detail=printable(detail),
    )


def _codes(text: str, offset: int, found: Collection[str]) -> list[Completion]:
    """Return the codes that a suppression could name at `offset`, those first that the document's findings have."""
    line = text.rfind("\n", 0, offset) + 1
    opened = _suppression().search(text, max(line, offset - _FARTHEST), offset)
    if opened is None:
        return []
    end = offset
    while text[end : end + 1].isalnum() or text[end : end + 1] == "-":
        end += 1
    return [
        Completion(
            kind=Kind.RULE,
            label=code,
            start=opened.start("code"),
            end=end,
            text=code,
            matched=f"{code} {rule.name}",
            detail=rule.name,
            page=read_page(rule).summary,
        )
        for code, rule in sorted(RULES.items(), key=lambda item: (item[0] not in found, item[0]))
    ]


@cache
def _suppression() -> re.Pattern[str]:
    return re.compile(
        r"pmctl:[ \t]*+ignore(?:-file)?[ \t]*+\[(?:[^\[\]\n,]*+,)*+[ \t]*+(?P<code>[\w-]*+)\Z", re.IGNORECASE
    )
