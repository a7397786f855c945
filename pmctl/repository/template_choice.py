"""Which templates of a postmortem there are, a repository's own first, and which of them a new one is made of."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.repository.file_faults import file_fault
from pmctl.repository.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.repository.project import Project

OWN_FOLDER = ".pmctl/templates"
SUFFIX = ".md.j2"
_COMMENT, _COMMENT_END = "{#", "#}"
_HEAD = 4096
"""How many characters of a template its description is looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template that a new postmortem can be made of.

    Attributes:
        name: by which it is asked for.
        path: of its file.
        is_shipped: whether it came with pmctl.
        setting: the setting that names its path, such as ``templates.short``; None if there is none.
    """

    name: str
    path: Path
    is_shipped: bool = False
    setting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTemplate:
    """A template as it is shown to a person.

    Attributes:
        path: as somebody in the working directory would type it; absolute for a shipped template.
        exists: whether there is a file that can be used.
        description: what the template says of itself; may be empty.
        used_for: "default" and the severities whose postmortems are made of it.
    """

    name: str
    path: str
    is_shipped: bool
    exists: bool
    description: str
    used_for: tuple[str, ...]


def known_templates(project: Project) -> dict[str, Template]:
    """Return the templates by name: those of ``[templates]``, those of ``.pmctl/templates``, and the shipped ones.

    Of two that have the same name, the first counts. Whether the file is there is not asked.
    """
    own = [
        Template(name=name, path=Path(os.path.normpath(project.base / path)), setting=f"templates.{name}")
        for name, path in project.configuration.templates.items()
    ]
    found: dict[str, Template] = {}
    for template in (*own, *_found_in(project.base / OWN_FOLDER), *_found_in(shipped_templates(), is_shipped=True)):
        found.setdefault(template.name, template)
    return found


def configured_templates(project: Project) -> dict[str, Path]:
    """Return the paths of the templates that settings name and that can be used, by name, and by path as it is set."""
    settings = project.configuration
    paths = (*settings.templates.values(), settings.template, *settings.severity_templates.values())
    named = {**settings.templates, **{path: path for path in paths}}
    found = {name: Path(os.path.normpath(project.base / path)) for name, path in named.items()}
    return {name: path for name, path in found.items() if not _fault(path, project)}


def own_folders(project: Project) -> tuple[Path, ...]:
    """Return the folder of the repository's own templates, unless it leads elsewhere."""
    folder = project.base / OWN_FOLDER
    return () if _stray(folder, project) else (folder,)


def list_templates(project: Project) -> tuple[tuple[ListedTemplate, ...], tuple[str, ...]]:
    """Return the templates, and what is wrong with some, each in a clause.

    They come as `known_templates` has them, after those that settings name by their path. What cannot be used is
    listed only if a setting names it.
    """
    uses: dict[str, list[str]] = {project.configuration.template: ["default"]}
    for severity, name in project.configuration.severity_templates.items():
        uses.setdefault(name, []).append(severity)
    known = known_templates(project)
    by_path = [
        Template(name=name, path=Path(os.path.normpath(project.base / name)), setting="template")
        for name in uses
        if name not in known
    ]
    listed, faults = [], []
    for template in (*by_path, *known.values()):
        fault = None if template.is_shipped else _fault(template.path, project)
        shown = str(template.path) if template.is_shipped else project.shown(project.relative(template.path))
        if fault:
            is_there = os.path.lexists(template.path)
            faults.append(f"the template {shown} {fault}" if is_there else f"there is no template {shown}")
        if fault and not template.setting:
            continue
        listed.append(
            ListedTemplate(
                name=template.name,
                path=shown,
                is_shipped=template.is_shipped,
                exists=not fault,
                description="" if fault else description_of(template),
                used_for=tuple(uses.get(template.name, ())),
            )
        )
    return tuple(listed), tuple(faults)


def choose_template(project: Project, said: str | None, severity: str | None) -> Template:
    """Return the template of a new postmortem.

    Args:
        project: whose settings count.
        said: the name of a template, or a path that may lead anywhere; None for that of the severity, else the
            configured one. A path in a setting leads to a file of the repository.
        severity: of the new postmortem.

    Raises:
        PmctlError: there is no such template.
    """
    if said is not None:
        return _find(project, said, project.cwd, None)
    name = project.configuration.severity_templates.get(severity or "")
    if name is not None:
        return _find(project, name, project.base, f"severities.{severity}.template")
    return _find(project, project.configuration.template, project.base, "template")


def description_of(template: Template) -> str:
    """Return the first paragraph of the comment that the template begins with; empty if it begins otherwise."""
    try:
        with template.path.open(encoding="utf-8-sig", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError:
        return ""
    if not head.startswith(_COMMENT):
        return ""
    comment = head.removeprefix(_COMMENT).partition(_COMMENT_END)[0].strip("-+ \n")
    return " ".join(comment.partition("\n\n")[0].split())


def shipped_templates() -> Path:
    """Return the folder of the templates that came with pmctl."""
    return shipped_folder("templates") / "postmortems"


def _found_in(folder: Path, *, is_shipped: bool = False) -> Iterator[Template]:
    for path in sorted(folder.glob(f"[!._]*{SUFFIX}")):
        yield Template(name=path.name.removesuffix(SUFFIX), path=path, is_shipped=is_shipped)


def _find(project: Project, name: str, base: Path, setting: str | None) -> Template:
    """Return the template of that name, or at that path below `base`; `setting` is what named it, None for a person."""
    known = known_templates(project)
    template = known.get(name) or Template(name=name, path=Path(os.path.normpath(base / name)), setting=setting)
    if not os.path.lexists(template.path):
        what = name if name not in known else project.configuration.templates[name]
        where = f", which {template.setting} names" if template.setting else ""
        raise PmctlError(f"there is no template {what}{where}", hint=_others(name, known, project))
    is_asked_for = template.is_shipped or (setting is None and name not in known)
    fault = file_fault(template.path) if is_asked_for else _fault(template.path, project)
    if fault:
        what = f"{name} ({project.shown(project.relative(template.path))})" if name in known else name
        is_stray = _stray(template.path, project) and not is_asked_for
        hint = "Only --template takes a file from elsewhere." if is_stray else _others(name, known, project)
        raise PmctlError(f"the template {what} {fault}", hint=hint)
    return template


def _others(name: str, known: Mapping[str, Template], project: Project) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    usable = [other for other, found in known.items() if found.is_shipped or not _fault(found.path, project)]
    close = get_close_matches(name, usable, n=1)
    guess = f"Did you mean {close[0]}? " if close else ""
    return f"{guess}Name a file, or one of: {', '.join(usable)}."


def _fault(path: Path, project: Project) -> str | None:
    """Return why what a repository calls its template cannot be used, such as "is a folder"; None if it can."""
    if not os.path.lexists(path):
        return "does not exist"
    return file_fault(path) or _stray(path, project)


def _stray(path: Path, project: Project) -> str | None:
    """Return why a file is none of the repository's, whatever link leads to it; None if it is one.

    What git keeps for itself is not, nor is a hidden file: credentials may be in either.
    """
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(project.root))
    if not real.is_relative_to(root):
        return "lies outside of the repository"
    inner = real.relative_to(root)
    is_gits = any(part.casefold() == ".git" for part in inner.parts)  # some file systems take .GIT for it
    return "is hidden" if is_gits or inner.name.startswith(".") else None
