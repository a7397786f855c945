"""One rule, run over documents that are one repository."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.decoding import decode
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import parse, read_record
from pmctl.repository.config import FILE_NAME, load_configuration
from pmctl.rules import engine
from pmctl.rules.base import Base, Former, compare
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings
from pmctl.rules.suppressing import ABOUT_SUPPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from pathlib import Path

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Finding

TODAY = dt.date(2026, 6, 1)
BASE = "base/"
"""Below this folder a case, or an example of a page, holds the documents as they were at the base of a branch."""


@pytest.fixture
def find(tmp_path: Path) -> Callable[[str, Mapping[str, bytes]], list[Finding]]:
    """Return a function that runs the rule of a code over files, by path; a pmctl.toml among them counts.

    It runs alone, or after all others if it is about what these have found.
    """

    def run(code: str, files: Mapping[str, bytes]) -> list[Finding]:
        documents = {path: data for path, data in files.items() if path != FILE_NAME}
        if documents.keys() == files.keys():
            return _find(code, documents, Conventions())
        (tmp_path / FILE_NAME).write_bytes(files[FILE_NAME])
        return _find(code, documents, load_configuration(tmp_path / FILE_NAME).conventions)

    return run


def _find(code: str, files: Mapping[str, bytes], conventions: Conventions) -> list[Finding]:
    today = {path: data for path, data in files.items() if not path.startswith(BASE)}
    documents = [parse(decode(data), path, conventions) for path, data in today.items()]
    names: dict[str, tuple[str, ...]] = {}
    for document in documents:
        names[document.name] = (*names.get(document.name, ()), document.path)
    base = _base(files, documents, conventions, names) if today.keys() != files.keys() else None
    context = Context(conventions=conventions, today=TODAY, names=names, base=base)
    rules = [rule for rule in RULES.values() if rule.default] if code in ABOUT_SUPPRESSIONS else [RULES[code]]
    return [found for found in engine.check(documents, rules, RuleSettings(), context) if found.code == code]


def _base(
    files: Mapping[str, bytes], documents: list[Postmortem], conventions: Conventions, names: Container[str]
) -> Base:
    before = {path.removeprefix(BASE): data for path, data in files.items() if path.startswith(BASE)}
    changed = [document for document in documents if before.get(document.path) != files[document.path]]
    after = [read_record(document.text, document.path, conventions) for document in changed]
    formers = []
    for path, data in before.items():
        record = read_record(data.decode(), path, conventions)
        if data != files.get(path) and isinstance(record, Record):
            formers.append(Former(record=record, text=data.decode()))
    return compare(formers, after, names)
