"""A repository set up for pmctl: which files that takes, and what is to be said about them."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from pmctl import __version__
from pmctl.errors import PmctlError
from pmctl.repository.files import SUFFIXES, read_text, write_text
from pmctl.repository.templates import render_shipped

if TYPE_CHECKING:
    from pathlib import Path


REQUIREMENT_VARIABLE = "PMCTL_REQUIREMENT"
_FROM_VARIABLE = f"${{{REQUIREMENT_VARIABLE}:?says what pip installs pmctl from}}"


class CiSystem(StrEnum):
    """For which wiring can be written."""

    GITHUB = "github"
    GITLAB = "gitlab"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupFile:
    """One file that is to be written.

    Attributes:
        advice: for a file that other tools share, what is to be added where it exists; None for one of pmctl's own.
        sign: words of the advice by which it is known to be followed already.
    """

    path: Path
    text: str
    advice: str | None = None
    sign: str = ""


def own_requirement() -> str | None:
    """Return what pip must be given to install the pmctl that is running; None if only this machine knows.

    The origin is what installers write down (PEP 610). Without one, pmctl came from a package index, where its name
    and version find it again.
    """
    try:
        origin = json.loads(distribution("pmctl").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    url, vcs = origin.get("url", ""), origin.get("vcs_info")
    if not url:
        return f"pmctl=={__version__}"
    if url.startswith("file:"):
        return None
    return f"pmctl @ {vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else f"pmctl @ {url}"


def plan(
    root: Path,
    *,
    directory: str,
    index: str,
    ci: CiSystem | None,
    pre_commit: bool,
    configuration: Path,
    requirement: str | None = None,
) -> list[SetupFile]:
    """Return the files of a set-up.

    Args:
        root: the top of the repository.
        directory: where postmortems live, relative to the folder of `configuration`.
        index: the index's file, relative to `directory`.
        ci: whose wiring is wanted.
        pre_commit: whether a hook is wanted.
        configuration: where the configuration goes.
        requirement: what pip installs pmctl from; None leaves that to a variable of the CI.
    """
    below = _below(root, configuration.parent, directory)
    file = configuration.relative_to(root).as_posix()
    suffixes = "|".join(sorted(suffix[1:] for suffix in SUFFIXES))
    include = "/.gitlab/postmortems.gitlab-ci.yml"
    values = {
        "directory": directory,
        "paths": f"{below}**",
        "index": f"{below}{index}",
        "pattern": rf"^{_escaped(below)}.+\.(?i:{suffixes})$",
        "configuration": file,
        "requirement": requirement,
        "install": f"pip install {shlex.quote(requirement)}" if requirement else f'pip install "{_FROM_VARIABLE}"',
        "options": f" --config {shlex.quote(file)}" if "/" in file else "",
        "include": include,
    }
    files = [SetupFile(path=configuration, text=render_shipped("init/pmctl.toml", values))]
    if ci is CiSystem.GITHUB:
        path = root / ".github" / "workflows" / "postmortems.yml"
        files.append(SetupFile(path=path, text=render_shipped("init/github.yml", values)))
    if ci is CiSystem.GITLAB:
        jobs = root / ".gitlab" / "postmortems.gitlab-ci.yml"
        files.append(SetupFile(path=jobs, text=render_shipped("init/gitlab.yml", values)))
        text = f"include:\n  - local: {include}\n"
        files.append(SetupFile(path=root / ".gitlab-ci.yml", text=text, advice=text, sign=include))
    if pre_commit:
        hook = render_shipped("init/pre-commit.yaml", values)
        advice = hook.partition("\n")[2]
        path = root / ".pre-commit-config.yaml"
        files.append(SetupFile(path=path, text=hook, advice=advice, sign="id: pmctl-check"))
    return files


def write(files: list[SetupFile], *, force: bool) -> tuple[list[SetupFile], list[SetupFile]]:
    """Write the files, all or none of them.

    A file that belongs to other tools too is left alone where it exists, even with `force`.

    Returns:
        those that were written, and those that were left alone and lack something.
    """
    shared = [file for file in files if file.advice is not None and file.path.exists()]
    own = [file for file in files if file not in shared]
    taken = [file.path for file in own if file.path.exists()]
    if taken and not force:
        names = "\n".join(f"{path} exists already" for path in taken)
        raise PmctlError(names, hint="Nothing was written. --force overwrites.")
    _write_all(own)
    return own, [file for file in shared if file.sign not in (read_text(file.path) or "")]


def _write_all(files: list[SetupFile]) -> None:
    before = [(file.path, read_text(file.path)) for file in files]
    missing = {folder for file in files for folder in file.path.parents if not folder.exists()}
    try:
        for file in files:
            write_text(file.path, file.text)
    except BaseException:
        for path, text in before:
            if text is None:
                path.unlink(missing_ok=True)
            else:
                write_text(path, text)
        for folder in sorted(missing, reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise


def _below(root: Path, base: Path, directory: str) -> str:
    parts = [*base.relative_to(root).parts, *(part for part in directory.split("/") if part != ".")]
    return "".join(f"{part}/" for part in parts)


def _escaped(text: str) -> str:
    """Return the regular expression for `text`, hyphens as they are: outside brackets they mean nothing."""
    return re.escape(text).replace("\\-", "-")
