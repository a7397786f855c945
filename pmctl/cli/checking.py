"""Documents checked: what ``check``, ``demo`` and ``new`` have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.parse import peek_name
from pmctl.repository.files import read_document
from pmctl.rules.engine import check
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES
from pmctl.rules.selection import expand_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pmctl.repository.project import Project
    from pmctl.rules.model import Finding
    from pmctl.rules.selection import RuleSettings


def check_documents(
    project: Project,
    chosen: Sequence[Path] = (),
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
) -> tuple[list[Finding], int]:
    """Return all findings of the chosen documents, and how many documents were checked.

    Args:
        project: whose conventions count.
        chosen: files and folders; all documents of the project if there are none.
        select: selectors of rules, with commas between several; None takes the configured ones.
        ignore: likewise, added to the configured ones.
    """
    settings = _settings(_anchored(project.configuration.rules, project), select, ignore)
    paths = project.paths(chosen)
    documents = list(project.read(paths))
    names: dict[str, list[str]] = {}
    for document in documents:
        names.setdefault(document.name, []).append(document.path)
    if chosen:
        _add_unchecked(names, project, {document.path for document in documents})
    context = Context(
        conventions=project.conventions,
        today=project.today,
        names={name: tuple(sorted(found)) for name, found in names.items()},
    )
    return check(documents, settings.chosen(RULES), settings, context), len(documents)


def _add_unchecked(names: dict[str, list[str]], project: Project, checked: set[str]) -> None:
    """Add what the other documents are called: an id must be unique, and a reference may lead to any of them."""
    for path in project.paths():
        relative = project.relative(path)
        if relative not in checked:
            text = read_document(path, project.root)
            name = peek_name(text if isinstance(text, str) else "", relative, project.conventions)
            names.setdefault(name, []).append(relative)


def _anchored(settings: RuleSettings, project: Project) -> RuleSettings:
    """Let patterns of files be relative to the configuration too, which may lie below the root."""
    base = project.relative(project.base)
    below = () if base == "." else ((f"{base}/{glob}", codes) for glob, codes in settings.per_file_ignores)
    return replace(settings, per_file_ignores=(*settings.per_file_ignores, *below))


def _settings(settings: RuleSettings, select: Iterable[str] | None, ignore: Iterable[str] | None) -> RuleSettings:
    selected, ignored = _codes(select), _codes(ignore)
    if select is not None and not selected:
        raise PmctlError("--select names no rule", hint="`pmctl rule --all` lists all rules.")
    return replace(
        settings,
        select=settings.select if select is None else selected,
        ignore=(settings.ignore - (selected if select is not None else frozenset())) | ignored,
    )


def _codes(selectors: Iterable[str] | None) -> frozenset[str]:
    return expand_all((part for text in selectors or () for part in text.split(",") if part.strip()), RULES)
