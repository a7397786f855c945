"""Entries of a timeline that are called by a milestone's name: "Detected: …", "OUTAGE BEGINS, …", "… (resolved)"."""

from __future__ import annotations

from typing import Final

from pmctl.adoption.field_words import field_of
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.patterns import lazy_pattern

_SAID: Final = lazy_pattern(r"\s*(?P<name>[^:：–—|(,.?!\n]{2,60}?)\s*(?:[:：–—|.,]|\s-\s|$)")
_ASIDE: Final = lazy_pattern(r"\((?P<name>[^()?\n]{3,40})\)\s*\.?$")
_SHOUTED: Final = lazy_pattern(r"(?P<name>[A-Z][A-Z ]{5,40}[A-Z])(?![A-Za-z])")


def milestone_named(words: str) -> str | None:
    """Return the milestone whose name an event is, begins with, or ends with in parentheses, as a key; None if none.

    Args:
        words: the event without Markdown's marks.
    """
    names = (pattern.match(words) for pattern in (_SAID, _SHOUTED))
    said = [found["name"] for found in (*names, _ASIDE.search(words)) if found]
    fields = (field_of(_without_problem(name)) for name in said)
    return next((field for field in fields if field in MILESTONES), None)


def _without_problem(name: str) -> str:
    """Say "started" for "problem started"."""
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in {"problem", "issue", "the"} and rest else name
