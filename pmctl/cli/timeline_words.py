"""What the words behind ``pmctl timeline`` mean: which postmortem, and perhaps what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.cli.action_words import one_line
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADD = "add"


def read_words(words: Sequence[str]) -> tuple[str, str | None]:
    """Return the postmortem that is named, and the text that is to be added, if any.

    ``ID add TEXT`` and ``add ID TEXT`` are the same; a text that was typed without quotes is put together again.

    Raises:
        PmctlError: there is nothing to add, or other words than these.
    """
    if list(words) == [_ADD]:
        raise PmctlError("there is nothing to add, nor to what", hint='pmctl timeline ID add "What happened"')
    if len(words) == 1:
        return words[0], None
    if words[1] == _ADD:
        wanted, rest = words[0], words[2:]
    elif words[0] == _ADD:
        wanted, rest = words[1], words[2:]
    else:
        raise PmctlError(
            f"{words[1]} is not understood", hint=f'To add an entry: pmctl timeline {words[0]} add "What happened".'
        )
    text = one_line(" ".join(rest))
    if not text:
        raise PmctlError(f"there is nothing to add to {wanted}", hint=f'pmctl timeline {wanted} add "What happened"')
    return wanted, text
