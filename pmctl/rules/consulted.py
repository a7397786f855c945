"""The names of all documents, with a note of which of them a rule has asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Consulted(Mapping[str, tuple[str, ...]]):
    """A mapping that tells afterwards what it was asked: what was found for one document holds as long as the answers.

    Attributes:
        asked: every name that was looked up, with its paths; None for one that no document has.
        asked_for_all: whether somebody went through all names, so that any new one may change what was found.
    """

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._names = names
        self.forget()

    def forget(self) -> None:
        """Begin a new note."""
        self.asked: dict[str, tuple[str, ...] | None] = {}
        self.asked_for_all = False

    def __getitem__(self, name: str) -> tuple[str, ...]:
        self.asked[name] = self._names.get(name)
        return self._names[name]

    def __iter__(self) -> Iterator[str]:
        self.asked_for_all = True
        return iter(self._names)

    def __len__(self) -> int:
        self.asked_for_all = True
        return len(self._names)
