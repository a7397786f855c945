"""Legacy postmortems on disk: found, adopted, judged, and written as pmctl documents."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pmctl.adoption.adopt import adopt
from pmctl.adoption.days import month_first_in
from pmctl.adoption.model import Adoption
from pmctl.errors import PmctlError
from pmctl.postmortem.filenames import fill_in
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import Problem
from pmctl.postmortem.section_names import SectionNames
from pmctl.repository.files import SUFFIXES, is_inner_link, read_document, write_text
from pmctl.repository.names import names_of
from pmctl.repository.rewriting import rewrite_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from pmctl.repository.project import Project

_ALSO = frozenset({".rst", ".rest", ""})
"""The extensions of legacy documents besides those of documents."""

_NO_POSTMORTEMS = frozenset(
    {
        "readme", "license", "licence", "copying", "notice", "authors", "contributors", "contributing", "changelog",
        "code_of_conduct", "code-of-conduct", "codeowners", "security", "support", "makefile", "dockerfile",
        "jenkinsfile", "vagrantfile", "procfile", "gemfile", "rakefile",
    }
)  # fmt: skip
"""What files are called, in small letters and without extension, that are something else in every repository."""

_TEMPLATE = "template"


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


class Chosen(NamedTuple):
    """The files of a run, and what of the chosen folders is taken for a template.

    Attributes:
        paths: of the files that may be legacy postmortems.
        named: those of `paths` that were named one by one.
        templates: what is left out for its name.
    """

    paths: list[Path]
    named: frozenset[Path]
    templates: list[Path]


def find_legacy(project: Project, chosen: Sequence[Path]) -> Chosen:
    """Return the files that may be legacy postmortems.

    A file that is named is taken whatever it is called. Of a folder, Markdown, Quarto, reStructuredText and files
    without an extension are taken, but nothing hidden, no README, LICENSE or template, and not the index.

    Raises:
        PmctlError: for choices that do not exist.
    """
    missing = [str(choice) for choice in chosen if not os.path.lexists(project.located(choice))]
    if missing:
        raise PmctlError(f"there is no file or folder {', '.join(missing)}", hint="Check the spelling of the path.")
    located = [project.located(choice) for choice in chosen]
    named = frozenset(path for path in located if not path.is_dir())
    found = [path for folder in located for path in (_below(project, folder) if folder.is_dir() else (folder,))]
    templates = {path: True for path in found if path not in named and _is_template(path)}
    return Chosen([path for path in dict.fromkeys(found) if path not in templates], named, list(templates))


def _below(project: Project, folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise PmctlError(f"the folder {folder} cannot be read: {error.strerror or error}") from error
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith(".") and entry.name != "node_modules":
                yield from _below(project, path)
        elif _may_be_legacy(project, path) and not is_inner_link(path, folder):
            yield path


def _may_be_legacy(project: Project, path: Path) -> bool:
    own, suffix = _split(path.name)
    if suffix.casefold() not in SUFFIXES | _ALSO or own.casefold() in _NO_POSTMORTEMS or path == project.index_path:
        return False
    if own.startswith((".", "_")):
        return False
    below = Path(os.path.relpath(path, project.directory)).as_posix()
    return below.startswith("..") or not _is_excluded(project, below)


def _is_template(path: Path) -> bool:
    own = _split(path.name)[0].casefold()
    return own.startswith(_TEMPLATE) or own.endswith(_TEMPLATE)


def _is_excluded(project: Project, below: str) -> bool:
    """Whether the configuration leaves a file out; what pmctl cannot read is told as what it would be called."""
    name = below if _split(below)[1].casefold() in SUFFIXES else f"{below}.md"
    return bool(project.scope.exclude) and not project.scope.accepts_below(name)


def _split(name: str) -> tuple[str, str]:
    """Split the name of a file into its stem and its extension; "v1.2 outage" has none."""
    own, dot, suffix = name.rpartition(".")
    if not own or not suffix.isalnum() or suffix.isdecimal() or len(suffix) > 8:
        return name, ""
    return own, dot + suffix


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
    project: Project, paths: Iterable[Path], *, folder: Path | None = None, author_dates: bool = False
) -> list[Adopted]:
    """Adopt legacy postmortems, in the order of their paths.

    Args:
        project: whose conventions count.
        paths: of the files.
        folder: into which they will be written under the configured names; None leaves each where it is.
        author_dates: take the day on which git's author first added a file for the day its actions were opened.
    """
    texts = {path: read_document(path, project.root) for path in paths}
    orders = {month_first_in(text) for text in texts.values() if isinstance(text, str)} - {None}
    month_first = orders.pop() if len(orders) == 1 else None
    opened = _opened(project, texts) if author_dates else {}
    names = names_of(project, (), are_all=False)
    given: set[str] = set()
    ours: dict[str, Path] = {}
    found = []
    for path, text in texts.items():
        relative = project.relative(path)
        if isinstance(text, Problem):
            found.append(Adopted(path=path, adoption=_unread(relative, text), target=path))
            continue
        day = opened.get(path)
        one = adopt(text, relative, project.conventions, month_first=month_first, opened=day, taken=given)
        target = _target(project, path, one, folder)
        elsewhere = set(names.get(one.id or "", ())) - {relative, project.relative(target)}
        if one.id and not one.is_ours and (elsewhere or ours.get(one.id, target) != target):
            others = {*given, *ours, *(name for name in names if set(names[name]) - {relative})}
            one = adopt(text, relative, project.conventions, month_first=month_first, opened=day, taken=others)
            target = _target(project, path, one, folder)
        if one.id and one.is_ours:
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


def _opened(project: Project, paths: Iterable[Path]) -> dict[Path, date]:
    """When each file was first added to the repository in which it lies, which need not be the project's."""
    from pmctl.repository.git import Repository  # noqa: PLC0415 - nothing else here asks git

    zone = project.conventions.zone
    folders: dict[Path, tuple[Path, Path]] = {}
    added: dict[Path, dict[str, datetime]] = {}
    opened = {}
    for path in paths:
        if path.parent not in folders:
            repository = Repository(path.parent)
            folders[path.parent] = path.parent.resolve(), repository.root
            if repository.root not in added:
                added[repository.root] = repository.added()
        folder, top = folders[path.parent]
        if at := added[top].get((folder / path.name).relative_to(top).as_posix()):
            opened[path] = at.astimezone(zone).date()
    return opened


def _unread(path: str, problem: Problem) -> Adoption:
    return Adoption(path=path, before="", after="", problem=problem)


def _target(project: Project, path: Path, adoption: Adoption, folder: Path | None) -> Path:
    """Where a document is written: in place, with the extension of a document, or under its configured name."""
    own, suffix = _split(path.name)
    if folder is None:
        return path if suffix.casefold() in SUFFIXES else path.with_name(f"{own}.md")
    if adoption.date is None or adoption.id is None or adoption.problem:
        return folder / f"{own}.md"
    slug = adoption.id.removeprefix(f"{adoption.date.value}-")
    severity = adoption.text_of("severity") or "unknown"
    return folder / fill_in(project.conventions.filename, date=adoption.date.value, slug=slug, severity=severity)


def count_findings(project: Project, adopted: Sequence[Adopted]) -> Counter[str]:
    """Return how many findings the new documents have, by the code of the rule."""
    from pmctl.rules.engine import check  # noqa: PLC0415 - to look at a folder takes no rules
    from pmctl.rules.model import Context  # noqa: PLC0415
    from pmctl.rules.registry import RULES  # noqa: PLC0415

    documents = [parse(one.adoption.after, project.relative(one.target), project.conventions) for one in adopted]
    names = names_of(project, documents, are_all=False)
    context = Context(conventions=project.conventions, today=project.today, names=names)
    findings = check(documents, project.rules.chosen(RULES), project.rules, context)
    return Counter(finding.code for finding in findings)


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
        shown = project.shown(project.relative(target))
        return PmctlError(f"{shown} lies behind a link that leaves the repository", hint="Adopt it where it really is.")
    if target == one.path or _is_written(project, one):
        return None
    if folder is None and not rename:
        hint = f"Add --rename to call it {target.name}, or write copies with --output."
        return PmctlError(f"{project.shown(one.adoption.path)} is called like no document", hint=hint)
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


def left_out(project: Project, chosen: Sequence[Path]) -> list[str]:
    """Return the names of the files right in the chosen folders that are no legacy postmortems, in order."""
    folders = [path for choice in chosen if (path := project.located(choice)).is_dir()]
    return sorted(
        entry.name
        for folder in folders
        for entry in os.scandir(folder)
        if not entry.name.startswith(".") and not entry.is_dir(follow_symlinks=False)
    )
