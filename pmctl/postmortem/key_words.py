"""The words that a key of the front matter can have, with a repository's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status
from pmctl.postmortem.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

    from pmctl.postmortem.conventions import Conventions


class Word(NamedTuple):
    """A word as it is written, and the word of pmctl's that it stands for, if it is a repository's own."""

    text: str
    meaning: str | None = None


def key_words(path: tuple[str, ...], key: str, conventions: Conventions) -> tuple[Word, ...]:
    """Return the words that a key can have; none if it can have others.

    Args:
        path: the keys that lead to the mapping that `key` stands in: none for the record, ``("actions",)`` for an
            action.
        key: as it is written.
        conventions: whose words they are.
    """
    match (*path, key):
        case ("status",):
            return _statuses(tuple(Status), conventions)
        case ("actions", "status"):
            return _statuses(tuple(ActionStatus), conventions)
        case ("severity",):
            return tuple(Word(severity.name) for severity in conventions.severities)
        case ("actions", "priority"):
            return tuple(Word(priority.name) for priority in conventions.priorities)
        case ("detection",):
            return tuple(map(Word, Detection))
        case ("actions", "type"):
            return tuple(map(Word, ActionType))
        case ("actions", "impact" | "effort"):
            return tuple(map(Word, LEVELS))
        case ("team",) | ("actions", "team"):
            teams = (person.team for person in conventions.people.values() if person.team)
            return tuple(map(Word, sorted(set(teams))))
    return ()


def _statuses(statuses: Sequence[StrEnum], conventions: Conventions) -> tuple[Word, ...]:
    """Return pmctl's words, except those by which the repository means another status, and the repository's own."""
    own = {word: status for word, status in conventions.status_words.items() if status in statuses}
    known = [Word(status.value) for status in statuses if own.get(status, status) == status]
    return (*known, *(Word(word, status) for word, status in own.items() if word != status))
