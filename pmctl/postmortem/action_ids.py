"""The id of an action that is to come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Collection

_FIRST = 9
"""Ids count from a small number; what begins later, such as PAY-812, names a ticket and not the next action."""


def next_action_id(own: Collection[str], used: Collection[str] = ()) -> str:
    """Return the id that follows the others of a document: A4 after A1, A2 and A3, or AI-04 after AI-03.

    Args:
        own: the ids of its actions, in order.
        used: all ids that may not be given again, whatever their case, such as those of actions that are gone.
    """
    families: dict[str, list[str]] = {}
    for id_ in (*own, *used):
        if found := _counted().fullmatch(id_):
            families.setdefault(found["head"], []).append(found["number"])
    counters = {head: numbers for head, numbers in families.items() if min(map(int, numbers)) <= _FIRST}
    head = max(counters, key=lambda name: len(counters[name]), default="A")
    numbers = counters.get(head, [])
    width = len(numbers[0]) if numbers and numbers[0].startswith("0") else 1
    taken = {id_.casefold() for id_ in (*own, *used)}
    number = max(map(int, numbers), default=0) + 1
    while f"{head}{number:0{width}}".casefold() in taken:
        number += 1
    return f"{head}{number:0{width}}"


def looks_like_id(word: str, own: Collection[str] = ()) -> bool:
    """Return whether a word can be the id of an action: letters and digits, or what the other ids of a document are.

    Args:
        word: such as A3 or AI-04; ``TBD``, ``?``, ``new`` and ``[ ]`` are none.
        own: the ids of the document's actions.
    """
    return _usual().fullmatch(word) is not None or (bool(word) and _shape(word) in set(map(_shape, own)))


def _shape(word: str) -> str:
    """Return a word with one letter for each run of them, and one digit likewise."""
    return _letters().sub("a", _digits().sub("0", word))


@cache
def _usual() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - as below

    return re.compile(r"(?=[^0-9]{1,30}[0-9])[A-Za-z][A-Za-z0-9_.-]{0,39}")


@cache
def _letters() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - as below

    return re.compile(r"[^\W\d_]+")


@cache
def _digits() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - as below

    return re.compile(r"[0-9]+")


@cache
def _counted() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - only a new action needs it

    return re.compile(r"(?P<head>(?:.*[^0-9])?+)(?P<number>[0-9]{1,9})", re.DOTALL)
