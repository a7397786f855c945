"""One rule, run over documents that are one repository."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import decode, parse
from pmctl.rules import engine
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import RuleSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pmctl.rules.model import Finding

TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def find() -> Callable[[str, Mapping[str, bytes]], list[Finding]]:
    """Return a function that runs the rule of a code alone over files, by path."""
    return _find


def _find(code: str, files: Mapping[str, bytes]) -> list[Finding]:
    conventions = Conventions()
    documents = [parse(decode(data), path, conventions) for path, data in files.items()]
    names: dict[str, tuple[str, ...]] = {}
    for document in documents:
        names[document.name] = (*names.get(document.name, ()), document.path)
    context = Context(conventions=conventions, today=TODAY, names=names)
    return engine.check(documents, [RULES[code]], RuleSettings(), context)
