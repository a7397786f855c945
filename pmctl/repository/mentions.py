"""References to actions in the texts of all documents, such as ``checkout-timeouts/A3``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pmctl.postmortem.patterns import lazy_pattern
from pmctl.repository.files import list_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.postmortem.model import Postmortem
    from pmctl.repository.project import Project

_REFERENCE = lazy_pattern(r"(?<![\w.-])([\w.-]++)/([\w-]++)")


class Mentions:
    """What the documents of a project refer to. They are read when that is asked for the first time: few runs ask.

    Args:
        documents: those that have been read; they are not read again.
    """

    def __init__(self, project: Project, documents: Iterable[Postmortem]) -> None:
        self._project = project
        self._documents = documents

    def actions_of(self, name: str) -> frozenset[str]:
        """Return the ids by which documents refer to actions of the document of a name, or of a part of that name."""
        whole = name.casefold()
        return frozenset(action for part, action in self._references if part.casefold() in whole)

    @cached_property
    def _references(self) -> frozenset[tuple[str, str]]:
        texts = {document.path: document.text for document in self._documents}
        for path in list_documents(self._project.root, self._project.scope):
            if path not in texts:
                text = read_document(self._project.root / path, self._project.root)
                texts[path] = text if isinstance(text, str) else ""
        return frozenset((found[1], found[2]) for text in texts.values() for found in _REFERENCE.finditer(text))
