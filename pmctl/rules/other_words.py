"""Words that people write for those of pmctl, and that mean nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pmctl.postmortem.conventions import ActionStatus, ActionType, Detection, Status, fold_word
from pmctl.postmortem.levels import read_level

if TYPE_CHECKING:
    from enum import StrEnum

    from pmctl.postmortem.conventions import Conventions

# The default names of states in GitHub Projects, GitLab, Jira, Linear and Trello, and the nouns of our verbs. What
# may be two of ours is not here: "closed" is done or dropped, "backlog" is open or proposed, "fixed" may await proof.
_ACTION_STATUSES: Final = {
    "todo": "open", "to-do": "open", "not-started": "open", "not-yet-started": "open",
    "wip": "in-progress", "doing": "in-progress", "started": "in-progress", "ongoing": "in-progress",
    "inprogress": "in-progress", "work-in-progress": "in-progress", "on-hold": "blocked",
    "complete": "done", "completed": "done", "finished": "done",
    "cancelled": "dropped", "canceled": "dropped", "wontfix": "dropped", "won't-fix": "dropped",
    "won't-do": "dropped", "wont-do": "dropped", "abandoned": "dropped",
}  # fmt: skip
_STATUSES: Final = {"inreview": "in-review", "under-review": "in-review", "reviewing": "in-review", "wip": "draft"}
_ACTION_TYPES: Final = {
    "prevention": "prevent", "preventive": "prevent", "preventative": "prevent", "preventing": "prevent",
    "detection": "detect", "detecting": "detect", "mitigation": "mitigate", "mitigating": "mitigate",
    "repairing": "repair", "investigation": "investigate", "investigating": "investigate",
}  # fmt: skip
_DETECTIONS: Final = {"alerts": "alert", "alerting": "alert", "customers": "customer", "employees": "employee"}


def known_word(path: tuple[str | int, ...], text: str, conventions: Conventions) -> str | None:
    """Return the word that is meant by the one that `text` is, or None if that is not certain.

    Args:
        path: the keys and indexes that lead to it; the last key decides which words there are.
        text: as written.
        conventions: whose severities and priorities count.
    """
    folded = fold_word(text)
    match path:
        case ["severity"]:
            return _level(text, [severity.name for severity in conventions.severities])
        case ["actions", _, "priority"]:
            return _same(text, [priority.name for priority in conventions.priorities])
        case ["status"]:
            return _word(folded, Status, _STATUSES)
        case ["detection"]:
            return _word(folded, Detection, _DETECTIONS)
        case ["actions", _, "status"]:
            return _word(folded, ActionStatus, _ACTION_STATUSES)
        case ["actions", _, "type"]:
            return _word(folded, ActionType, _ACTION_TYPES)
        case ["actions", _, "impact" | "effort"]:
            level = read_level(text)
            return level.value if level else None
        case _:
            return None


def _word(folded: str, known: type[StrEnum], others: dict[str, str]) -> str | None:
    return folded if folded in list(map(str, known)) else others.get(folded)


def _same(text: str, names: list[str]) -> str | None:
    """Return the one name with the same letters and digits."""
    found = [name for name in names if _plain(name) == _plain(text)]
    return found[0] if len(found) == 1 else None


def _level(text: str, names: list[str]) -> str | None:
    """Return the name that `text` is, or the only one that ends in the number that it says ("1", "S1")."""
    said = _number().fullmatch(text.strip())
    numbered = [name for name in names if said and (digits := _digits().search(name)) and digits[0] == said[1]]
    return _same(text, names) or (numbered[0] if len(numbered) == 1 else None)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?:s|sev|severity)?[ _-]?([0-9])", re.IGNORECASE)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"[0-9]+\Z")
