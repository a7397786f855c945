"""Legacy postmortems on disk: found, adopted, judged, and written as pmctl documents."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.adoption.adopt import adopt
from pmctl.adoption.days import month_first_in
from pmctl.adoption.model import Adoption
from pmctl.errors import PmctlError
from pmctl.postmortem.filenames import fill_in, find_day
from pmctl.postmortem.model import stem
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.section_names import SectionNames
from pmctl.repository.files import SUFFIXES, read_document, write_text
from pmctl.repository.legacy_files import is_blank, is_readme, split_name
from pmctl.repository.names import names_of
from pmctl.repository.rewriting import rewrite_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from pmctl.postmortem.model import Postmortem
    from pmctl.repository.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """One file that was looked at.

    Attributes:
        path: where it lies.
        adoption: what was read of it, and what it becomes.
        target: where that is to be written.
    """

    path: Path
    adoption: Adoption
    target: Path

    @property
    def is_empty(self) -> bool:
        """Whether there is no word in it."""
        return self.adoption.problem is None and is_blank(self.adoption.before)


def with_headings(project: Project, headings: Mapping[str, str]) -> Project:
    """Return the project as if its configuration said which section each of `headings` means."""
    conventions = project.conventions
    synonyms = dict(conventions.sections.synonyms)
    for heading, section in headings.items():
        synonyms[section] = (*synonyms.get(section, ()), heading)
    sections = SectionNames.with_synonyms(synonyms)
    configuration = replace(project.configuration, conventions=replace(conventions, sections=sections))
    return replace(project, configuration=configuration)


def unused_headings(adopted: Iterable[Adopted], headings: Iterable[str]) -> dict[str, str | None]:
    """Return those of `headings` that no document has, each with the heading that is probably meant, or None."""
    from pmctl.postmortem.heading_words import fold, plain_words, readings_of  # noqa: PLC0415 - only for mapped ones

    wanted = {fold(plain_words(heading)): heading for heading in headings}
    written: dict[str, str] = {}
    for heading in {heading for one in adopted for heading in one.adoption.headings}:
        whole, parts = readings_of(heading)
        for reading in (*whole, *(reading for part, _ in parts for reading in part)):
            written.setdefault(reading, heading)
    if not any(folded not in written for folded in wanted):
        return {}
    from difflib import get_close_matches  # noqa: PLC0415 - only where a heading is wrong

    near = {folded: get_close_matches(folded, written, n=1, cutoff=0.75) for folded in wanted if folded not in written}
    return {wanted[folded]: written[names[0]] if names else None for folded, names in near.items()}


def adopt_files(
    project: Project, paths: Iterable[Path], *, folder: Path | None = None, opened: Mapping[Path, date] | None = None
) -> list[Adopted]:
    """Adopt legacy postmortems, in the order of their paths.

    Args:
        project: whose conventions count.
        paths: of the files.
        folder: into which they will be written under the configured names; None leaves each where it is.
        opened: by file, the day on which its actions were opened, as far as it is known.
    """
    opened = opened or {}
    texts = {path: read_document(path, project.root) for path in paths}
    orders = {month_first_in(text) for text in texts.values() if isinstance(text, str)} - {None}
    month_first = orders.pop() if len(orders) == 1 else None
    names = names_of(project, (), are_all=False)
    given: set[str] = set()
    ours: dict[str, Path] = {}
    found = []
    for path, text in texts.items():
        relative = project.relative(path)
        if isinstance(text, Problem):
            found.append(Adopted(path=path, adoption=_unread(relative, text), target=path))
            continue
        if is_blank(text):
            nothing = Adoption(path=relative, before=text, after=text, is_postmortem=False)
            found.append(Adopted(path=path, adoption=nothing, target=path))
            continue
        day = opened.get(path)
        one = adopt(text, relative, project.conventions, month_first=month_first, opened=day, taken=given)
        target = _target(project, path, one, folder)
        elsewhere = set(names.get(one.id or "", ())) - {relative, project.relative(target)}
        if one.id and not one.is_ours and (elsewhere or ours.get(one.id, target) != target):
            others = {*given, *ours, *(name for name in names if set(names[name]) - {relative})}
            one = adopt(text, relative, project.conventions, month_first=month_first, opened=day, taken=others)
            target = _target(project, path, one, folder)
        if one.id and (one.is_ours or one.is_unchanged):  # it has the id already, and keeps it
            ours.setdefault(one.id, path)
        elif one.id:
            given.add(one.id)
        found.append(Adopted(path=path, adoption=one, target=target))
    return _told_apart(found) if folder is not None else found


def _told_apart(found: Sequence[Adopted]) -> list[Adopted]:
    """Number the copies of several documents that would get one name; what lies there already keeps it."""
    claimed = {_key(one.target): one for one in found if one.target == one.path}
    apart = []
    for one in found:
        number, target = 1, one.target
        while (other := claimed.get(_key(target), one)) is not one and other.adoption.after != one.adoption.after:
            number += 1
            target = one.target.with_stem(f"{one.target.stem}-{number}")
        numbered = replace(one, target=target)
        claimed.setdefault(_key(target), one)
        apart.append(numbered)
    return apart


def _key(path: Path) -> str:
    """The same for two paths that a disk may take for one."""
    return str(path).casefold()


def _unread(path: str, problem: Problem) -> Adoption:
    return Adoption(path=path, before="", after="", problem=problem)


def _target(project: Project, path: Path, adoption: Adoption, folder: Path | None) -> Path:
    """Where a document is written: in place, with the extension of a document, or under its configured name.

    No command takes a README for a document, so that one gets the configured name too.
    """
    own, suffix = split_name(path.name)
    is_overview = is_readme(path.name)
    if folder is None and not is_overview:
        return path if suffix.casefold() in SUFFIXES else path.with_name(f"{own}.md")
    folder = folder or path.parent
    if adoption.date is None or adoption.id is None or adoption.problem:
        return folder / f"{path.parent.name if is_overview else own}.md"
    slug = adoption.id.removeprefix(f"{adoption.date.value}-")
    severity = adoption.text_of("severity") or "unknown"
    return folder / fill_in(project.conventions.filename, date=adoption.date.value, slug=slug, severity=severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What `pmctl check` will find in the documents of a run.

    Attributes:
        findings: how many there are, by the code of the rule; those of files that could not be read included.
        undated: the paths of those that state no day before today, so that ``[rules] since`` exempts none of them, as
            they lie on the disk.
    """

    findings: Counter[str]
    undated: tuple[str, ...]


def judge(project: Project, adopted: Sequence[Adopted]) -> Judged:
    """Return what `pmctl check` will find in the new documents, and in those that are left as they are.

    What was refused should not be among them.
    """
    from pmctl.rules.engine import check  # noqa: PLC0415 - to look at a folder takes no rules
    from pmctl.rules.model import Context  # noqa: PLC0415
    from pmctl.rules.registry import RULES  # noqa: PLC0415

    documents = [_as_written(project, one) for one in adopted]
    names = names_of(project, documents, are_all=False)
    context = Context(conventions=project.conventions, today=project.today, names=names)
    findings = check(documents, project.rules.chosen(RULES), project.rules, context)
    days = ((one.record.date if one.record else None) or find_day(stem(one.path)) for one in documents)
    undated = tuple(
        project.relative(one.target) if os.path.lexists(one.target) else one.adoption.path
        for one, day in zip(adopted, days, strict=True)
        if day is None or day >= project.today
    )
    return Judged(findings=Counter(finding.code for finding in findings), undated=undated)


def _as_written(project: Project, one: Adopted) -> Postmortem:
    """The document as it is when it is written, or as it stays."""
    problem = one.adoption.problem
    if problem is not None:
        return parse(one.adoption.after or problem, one.adoption.path, project.conventions)
    return parse(one.adoption.after, project.relative(one.target), project.conventions)


def write_adopted(project: Project, one: Adopted, *, folder: Path | None, rename: bool, force: bool) -> bool:
    """Write one document; return whether anything has changed.

    Args:
        project: that it belongs to.
        one: the document.
        folder: None for in place, else a copy is written and the legacy document stays.
        rename: in place, let a file that pmctl would not find take the extension of a document.
        force: overwrite what is in `folder`.

    Raises:
        PmctlError: it would not be found under its name, its place is taken, or it cannot be written.
    """
    error = refusal_of(project, one, folder=folder, rename=rename, force=force)
    if error is not None:
        raise error
    adoption, target = one.adoption, one.target
    if target == one.path:
        if adoption.after == adoption.before:
            return False
        rewrite_document(one.path, project.root, adoption.before, adoption.after)
        return True
    if _is_written(project, one):
        return False
    write_text(target, adoption.after)
    if folder is None:
        one.path.unlink()
    return True


def refusal_of(
    project: Project, one: Adopted, *, folder: Path | None, rename: bool, force: bool = False
) -> PmctlError | None:
    """Return why `write_adopted` would not write a document, as far as can be seen beforehand; None if it would."""
    target = one.target
    if target == one.path and one.adoption.after == one.adoption.before:
        return None
    if _leads_out(project, target):
        there = project.shown(project.relative(target))
        return PmctlError(f"{there} lies behind a link that leaves the repository", hint="Adopt it where it really is.")
    shown = project.shown(one.adoption.path)
    if target == one.path and folder is not None and not force:
        hint = "Write it in place with --write, or overwrite it with --force."
        return PmctlError(f"{shown} would be its own copy", hint=hint)
    if target == one.path or _is_written(project, one):
        return None
    if folder is None and not rename:
        hint = f"Add --rename to call it {target.name}, or write copies with --output."
        return PmctlError(f"{shown} is called like no document", hint=hint)
    if os.path.lexists(target) and not (force and folder is not None):
        hint = "Overwrite it with --force." if folder is not None else "Move one of the two away."
        return PmctlError(f"{project.shown(project.relative(target))} exists already", hint=hint)
    return None


def _is_written(project: Project, one: Adopted) -> bool:
    return os.path.lexists(one.target) and read_document(one.target, project.root) == one.adoption.after


def _leads_out(project: Project, path: Path) -> bool:
    """Whether a folder on the way to a file of the repository is a link to somewhere else."""
    folder = next((parent for parent in path.parents if os.path.lexists(parent)), path.parent)
    is_inside = Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(project.root))
    return path.is_relative_to(project.root) and not is_inside
