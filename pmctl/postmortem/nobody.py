"""Words that stand where a person would, and name nobody."""

from __future__ import annotations

from typing import Final

from pmctl.postmortem.placeholders import is_placeholder

NOBODY: Final = frozenset(
    {
        "none", "n/a", "na", "n.a.", "nil", "null", "undefined", "unknown", "unassigned", "not assigned", "no one",
        "no owner",
    }
)  # fmt: skip
"""What trackers and spreadsheets write where a field is empty, and what people do, in small letters."""


def names_nobody(name: str) -> bool:
    """Return whether a name, with or without an @ before it, is no name, or is still to be filled in."""
    return name.strip().removeprefix("@").casefold() in NOBODY or is_placeholder(name)
