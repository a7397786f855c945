"""One rule, run over documents that are one repository."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.decoding import decode
from pmctl.postmortem.parse import parse
from pmctl.repository.config import FILE_NAME, load_configuration
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pmctl.rules.model import Finding

TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def find(tmp_path: Path) -> Callable[[str, Mapping[str, bytes]], list[Finding]]:
    """Return a function that runs the rule of a code alone over files, by path; a pmctl.toml among them counts."""

    def run(code: str, files: Mapping[str, bytes]) -> list[Finding]:
        documents = {path: data for path, data in files.items() if path != FILE_NAME}
        if documents.keys() == files.keys():
            return _find(code, documents, Conventions())
        (tmp_path / FILE_NAME).write_bytes(files[FILE_NAME])
        return _find(code, documents, load_configuration(tmp_path / FILE_NAME).conventions)

    return run


def _find(code: str, files: Mapping[str, bytes], conventions: Conventions) -> list[Finding]:
    documents = [parse(decode(data), path, conventions) for path, data in files.items()]
    names: dict[str, tuple[str, ...]] = {}
    for document in documents:
        names[document.name] = (*names.get(document.name, ()), document.path)
    context = Context(conventions=conventions, today=TODAY, names=names)
    return engine.check(documents, [RULES[code]], RuleSettings(), context)
