"""Names of people, and of services, as they stand in one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.conventions import Conventions

_BETWEEN: Final = lazy_pattern(
    r"\s*[,;、，]\s*(?:(?:and|und|et|og|och)\s+)?|\s+(?:and|und|et|y|e|og|och|en|&)\s+(?=\S)"
)
_IN_PARENTHESES: Final = lazy_pattern(r"\([^()]*\)|（[^（）]*）")
_NOBODY: Final = frozenset(
    {
        "none",
        "n/a",
        "na",
        "nobody",
        "unknown",
        "unassigned",
        "tbd",
        "keine",
        "ingen",
        "aucun",
        "ninguno",
        "なし",
        "無",
        "-",
    }
)
_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 5
_MOST: Final = 40


def names_in(items: Iterable[str]) -> tuple[str, ...]:
    """Return the names that a value or the items of a list hold; none where it is a sentence rather than names."""
    found: list[str] = []
    for item in items:
        # A comma in parentheses is no end of a name.
        hidden = _IN_PARENTHESES.sub(lambda match: "\0" * len(match[0]), item)
        start = 0
        for between in _BETWEEN.finditer(hidden):
            found.append(item[start : between.start()])
            start = between.end()
        found.append(item[start:])
    names = tuple(dict.fromkeys(name for part in found if (name := part.strip(" .")) and not is_nobody(name)))
    fits = all(len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS for name in names)
    return names if fits and len(names) <= _MOST else ()


def is_nobody(name: str) -> bool:
    """Return whether a value stands where nobody, or nothing, is named."""
    return name.strip().casefold() in _NOBODY or is_placeholder(name)


def handle_of(name: str, conventions: Conventions) -> str:
    """Return the handle of the one person whom the configuration knows by that handle, name or e-mail, else `name`."""
    person = conventions.person_called(name)
    return person.handle if person else name.strip()
