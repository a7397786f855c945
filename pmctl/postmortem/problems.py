"""What keeps a text, or a part of it, from being read: a value that is carried along, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The kinds of problems that reading finds. Each is the name of the rule that reports it."""

    UNREADABLE_FILE = "unreadable-file"
    MISSING_FRONT_MATTER = "missing-front-matter"
    UNTERMINATED_FRONT_MATTER = "unterminated-front-matter"
    INVALID_YAML = "invalid-yaml"
    DUPLICATE_KEY = "duplicate-key"
    MERGE_CONFLICT = "merge-conflict"
    INVALID_VALUE = "invalid-value"
    INVALID_DATE = "invalid-date"
    TIME_WITHOUT_OFFSET = "time-without-offset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that could not be read.

    Attributes:
        message: what is wrong, in one clause that starts with a small letter.
        line: counted from 1.
        column: counted from 1, in characters.
        end_column: behind the last character concerned; None for one character or an unknown extent.
        help: how to mend it, in one sentence, or None.
    """

    kind: ProblemKind
    message: str
    line: int
    column: int = 1
    end_column: int | None = None
    help: str | None = None
