"""Documents chosen, read and checked, against a base or not, mended first or not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pmctl.errors import PmctlError
from pmctl.repository.absent import count_not_here
from pmctl.repository.bulk import check_many
from pmctl.repository.mentions import Mentions
from pmctl.repository.names import names_of
from pmctl.rules.registry import RULES
from pmctl.rules.selection import expand_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pmctl.postmortem.model import Postmortem
    from pmctl.repository.branch import Branch
    from pmctl.repository.bulk import Named, Names
    from pmctl.repository.project import Project
    from pmctl.rules.base import Base
    from pmctl.rules.model import Context, Finding, Rule
    from pmctl.rules.selection import RuleSettings


_UNREADABLE = frozenset({"PM001", "PM003", "PM004", "PM006"})
"""The rules that tell that a document, or its front matter, cannot be read."""

Mend: TypeAlias = "Callable[[list[Postmortem], Sequence[Rule], RuleSettings, Context], list[Postmortem]]"


class Checked(NamedTuple):
    """What a run has found.

    Attributes:
        paths: of the documents that were checked, relative to the project's root, those that are gone included.
        codes: returns those of the rules that ran and could find something.
        empty: the choices, as they were written, that hold no document.
        not_here: how many documents a sparse checkout of a partial clone leaves out.
        unread: how many documents cannot be read, which none of the rules that ran says.
    """

    findings: list[Finding]
    paths: tuple[str, ...]
    codes: Callable[[], frozenset[str]]
    empty: tuple[str, ...] = ()
    not_here: int = 0
    unread: int = 0


def check_documents(
    project: Project,
    chosen: Sequence[Path] = (),
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    force_exclude: bool = False,
    branch: Branch | None = None,
    typed: Postmortem | None = None,
    mend: Mend | None = None,
    require_files: bool = False,
    cached: bool = True,
) -> Checked:
    """Return all findings of the chosen documents.

    Args:
        project: whose conventions count.
        chosen: files and folders; all documents of the project if there are none.
        select: selectors of rules, with commas between several; None takes the configured ones.
        ignore: likewise, added to the configured ones.
        force_exclude: leave out what is no document of the project's even where it is named.
        branch: what the documents are compared with, and perhaps what chooses them.
        typed: the one document to check, whatever is on disk.
        mend: mends the documents before they are checked, and returns them as they are then.
        require_files: raise PmctlError for a choice that holds no document.
        cached: whether what earlier runs have found may be used and kept.
    """
    settings = _settings(project.rules, select, ignore)
    if not (branch or typed or mend):
        paths, empty = _chosen(project, chosen, force_exclude=force_exclude)
        _look_for_empty(empty, must=require_files)
        how = (sorted(_split(select)), select is None, sorted(_split(ignore)))
        named = partial(names_of, project, are_all=not chosen)
        findings, checked = check_many(project, paths, settings, how, named, cached=cached)
        unread = _count_unread(project, paths, settings, named, cached=cached)
        return Checked(findings, checked, partial(_codes_of, settings), empty, count_not_here(project), unread)
    from pmctl.rules.engine import check, codes_at_work  # noqa: PLC0415 - where nothing is new, no rule runs

    documents, empty = _read(project, chosen, branch, typed, force_exclude=force_exclude)
    _look_for_empty(empty, must=require_files)
    are_all = not (chosen or branch or typed)
    context = _context(project, documents, branch, are_all=are_all, are_typed=typed is not None)
    rules = settings.chosen(RULES)
    if mend:
        documents = mend(documents, rules, settings, context)  # one may have another id then
        context = _context(project, documents, branch, are_all=are_all, are_typed=typed is not None)
    return Checked(
        findings=check(documents, rules, settings, context),
        paths=(*(document.path for document in documents), *_lost(context.base)),
        codes=lambda: codes_at_work(rules, context.base),
        empty=empty,
        not_here=count_not_here(project),
        unread=len({finding.path for finding in check(documents, *_to_find_unread(settings), context)}),
    )


def _to_find_unread(settings: RuleSettings) -> tuple[tuple[Rule, ...], RuleSettings]:
    """Return the rules that tell what cannot be read and do not run, with the settings by which they would."""
    chosen = _UNREADABLE if settings.select is None else _UNREADABLE & settings.select
    codes = _UNREADABLE - (chosen - settings.ignore)
    only = replace(settings, select=codes, ignore=frozenset())
    return (only.chosen(RULES) if codes else ()), only


def _count_unread(
    project: Project,
    paths: Sequence[Path],
    settings: RuleSettings,
    named: Callable[[Sequence[Named]], Names],
    *,
    cached: bool,
) -> int:
    """Return how many documents cannot be read, as far as the rules that ran do not tell."""
    rules, only = _to_find_unread(settings)
    if not rules:
        return 0
    how = ("unread", [rule.code for rule in rules])
    findings, _ = check_many(project, paths, only, how, named, cached=cached)
    return len({finding.path for finding in findings})


def _context(
    project: Project, documents: list[Postmortem], branch: Branch | None, *, are_all: bool, are_typed: bool
) -> Context:
    names = names_of(project, documents, are_all=are_all)
    from pmctl.rules.model import Context  # noqa: PLC0415 - see check_documents

    base = branch.base(documents, names, are_typed=are_typed) if branch else None
    return Context(
        conventions=project.conventions,
        today=project.today,
        names=names,
        base=base,
        named_elsewhere=Mentions(project, documents).actions_of,
    )


def _read(
    project: Project, chosen: Sequence[Path], branch: Branch | None, typed: Postmortem | None, *, force_exclude: bool
) -> tuple[list[Postmortem], tuple[str, ...]]:
    """Return the documents to check, and which of the choices hold none."""
    if typed is not None:
        is_out = force_exclude and project.leaves_out(project.root / typed.path)
        return [] if is_out else [typed], ()
    if branch and branch.only and not chosen:
        return [*project.read(branch.documents()), *branch.not_checked_out()], ()
    paths, empty = _chosen(project, chosen, force_exclude=force_exclude)
    if branch and branch.only:
        return [*project.read(branch.changed(paths)), *branch.not_checked_out()], empty
    return list(project.read(paths)), empty


def _chosen(project: Project, chosen: Sequence[Path], *, force_exclude: bool) -> tuple[list[Path], tuple[str, ...]]:
    """Return where the chosen documents are, and which of the choices hold none."""
    found = project.choose(chosen)
    paths = dict.fromkeys(path for documents in found.values() for path in documents)
    kept = [path for path in paths if not (force_exclude and project.leaves_out(path))]
    return kept, tuple(choice for choice, documents in found.items() if not documents)


def _look_for_empty(empty: Sequence[str], *, must: bool) -> None:
    if empty and must:
        hint = "Check the spelling, or leave out --require-files."
        raise PmctlError(f"no documents were found in {', '.join(empty)}", hint=hint)


def _lost(base: Base | None) -> Iterator[str]:
    return (former.record.path for former in (base.lost if base else ()))


def _settings(settings: RuleSettings, select: Iterable[str] | None, ignore: Iterable[str] | None) -> RuleSettings:
    selected, ignored = _codes(select), _codes(ignore)
    if select is not None and not selected:
        raise PmctlError("--select names no rule", hint="`pmctl rule --all` lists all rules.")
    wanted = replace(
        settings,
        select=settings.select if select is None else selected,
        ignore=(settings.ignore - (selected if select is not None else frozenset())) | ignored,
    )
    is_narrowed = wanted.select is not None or wanted.ignore  # else nothing need be imported to know
    if is_narrowed and not wanted.chosen(RULES):
        why = "every rule that is selected is ignored" if wanted.select is None or wanted.select else "select is empty"
        hint = "Leave out select for the default rules; `pmctl rule --all` lists all."
        raise PmctlError(f"nothing would be checked: {why}", hint=hint)
    return wanted


def _codes_of(settings: RuleSettings) -> frozenset[str]:
    from pmctl.rules.engine import codes_at_work  # noqa: PLC0415 - see check_documents

    return codes_at_work(settings.chosen(RULES), None)


def _codes(selectors: Iterable[str] | None) -> frozenset[str]:
    return expand_all(_split(selectors), RULES)


def _split(selectors: Iterable[str] | None) -> list[str]:
    return [part for text in selectors or () for part in text.split(",") if part.strip()]
