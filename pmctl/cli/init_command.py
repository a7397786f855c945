"""``pmctl init``."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session
    from pmctl.repository.setup import SetupFile


class Ci(StrEnum):
    """Whose CI is wired."""

    GITHUB = "github"
    GITLAB = "gitlab"


@_command
def command(
    session: Session,
    directory: Annotated[
        str | None, typer.Option(metavar="DIR", help="Where postmortems live; postmortems by default.")
    ] = None,
    ci: Annotated[Ci | None, typer.Option(help="Add the wiring for that CI.")] = None,
    pre_commit: Annotated[bool, typer.Option("--pre-commit", help="Add a pre-commit hook.")] = False,
    install_from: Annotated[
        str | None,
        typer.Option(metavar="SPEC", help="What pip installs pmctl from in CI; by default, as it was installed here."),
    ] = None,
    no_input: opt.NoInput = False,
    force: opt.Force = False,
) -> None:
    """Set up a repository: a configuration that explains itself, the directory, a first index."""
    from pmctl.repository import setup
    from pmctl.repository.config import FILE_NAME, load_configuration
    from pmctl.repository.git_folders import git_top, refuse_bare_repository

    cwd = Path(os.path.realpath(session.cwd))
    if not cwd.is_dir():
        raise PmctlError(f"there is no folder {cwd}")
    refuse_bare_repository(cwd)
    _refuse_other_configuration(cwd, force=force)
    file = cwd / FILE_NAME
    is_kept = file.exists() and not force
    configuration = load_configuration(file if is_kept else None)
    if session.is_interactive and not no_input:
        if not is_kept:
            directory = directory or session.ask("Where do postmortems live", default=configuration.directory)
        ci = ci or _ask_for_ci(session)
        pre_commit = pre_commit or session.confirm("Add a pre-commit hook")
    if is_kept and (directory or not (ci or pre_commit)):
        raise PmctlError(
            f"{FILE_NAME} exists already",
            hint="Nothing was written. Edit it, add wiring with --ci or --pre-commit, or overwrite it with --force.",
        )
    top = git_top(cwd)
    requirement = install_from or setup.own_requirement()
    files = setup.plan(
        top or cwd,
        directory=_folder(directory or configuration.directory, cwd),
        index=configuration.index_file,
        ci=setup.CiSystem(ci.value) if ci else None,
        pre_commit=pre_commit,
        configuration=file,
        requirement=requirement,
    )
    files = [planned for planned in files if not (is_kept and planned.path == file)]
    written, left = setup.write(files, force=force)
    for done in written:
        session.note(f"Wrote {os.path.relpath(done.path, cwd)}.")
    _write_index(session, cwd)
    if requirement is None and ci:
        session.warn(
            "this pmctl was installed from a folder, which CI does not see: set the CI variable "
            f"{setup.REQUIREMENT_VARIABLE} to what pip installs pmctl from, or use --install-from"
        )
    _say_what_is_next(session, cwd, left, is_in_git=top is not None)


def _say_what_is_next(session: Session, cwd: Path, left: list[SetupFile], *, is_in_git: bool) -> None:
    for shared in left:
        shown = os.path.relpath(shared.path, cwd)
        session.note(f"\n{shown} exists and was left alone. Add to it:\n\n{indent(shared.advice or '', '  ')}")
    if not is_in_git:
        session.note("This is no git repository yet: `git init` makes it one, and `pmctl overdue` possible.")
    session.note('Next: `pmctl new "What happened"` after an incident, then `pmctl check`.')


def _refuse_other_configuration(cwd: Path, *, force: bool) -> None:
    """Two configurations side by side are one too many: only one of them counts."""
    from pmctl.repository.config import FILE_NAME, find_configuration

    file = find_configuration(cwd, cwd)
    if file and file.name != FILE_NAME and not force:
        raise PmctlError(
            f"{file.name} configures pmctl already",
            hint=f"Nothing was written. --force writes a {FILE_NAME}, which then counts instead.",
        )


def _write_index(session: Session, cwd: Path) -> None:
    from pmctl.cli.indexing import write_index
    from pmctl.repository.config import FILE_NAME
    from pmctl.repository.project import open_project

    project = open_project(cwd, config=cwd / FILE_NAME, today=session.options.today)
    session.note(f"Wrote {write_index(project, make_room=True)}.")


def _ask_for_ci(session: Session) -> Ci | None:
    def read(answer: str) -> str:
        word = answer.strip().casefold()
        if word not in {"none", *Ci}:
            raise typer.BadParameter(f"There is no wiring for {answer}; say github, gitlab or none.")
        return word

    question = "Add the wiring for a CI (github, gitlab, none)"
    answer = session.ask(question, default="none", value_proc=read)
    return None if answer == "none" else Ci(answer)


def _folder(text: str, cwd: Path) -> str:
    slashed = text.strip().replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in {"", "."}]
    if slashed.startswith("/") or ".." in parts or ":" in text or not text.isprintable():
        raise PmctlError(f"{text} does not lie below this folder", hint="Name a folder such as docs/postmortems.")
    where = "/".join(parts) or "."
    if any(folder.exists() and not folder.is_dir() for folder in (cwd / where, *(cwd / where).parents)):
        raise PmctlError(f"{where} is not a folder", hint="Name another folder with --directory.")
    return where
