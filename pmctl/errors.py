"""The failures a user is told about, and the exit code that each one has."""

from __future__ import annotations


class PmctlError(Exception):
    """Something kept a command from its job: usage, configuration, git, unreadable input.

    Args:
        message: what went wrong and where, in one sentence without a full stop.
        hint: how to mend it, in one sentence, or None.
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
