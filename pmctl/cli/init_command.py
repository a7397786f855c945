"""``pmctl init``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session


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
    no_input: opt.NoInput = False,
    force: opt.Force = False,
) -> None:
    """Set up a repository: a configuration that explains itself, the directory, a first index."""
    from pmctl.cli.indexing import write_index
    from pmctl.repository import setup
    from pmctl.repository.config import FILE_NAME, Configuration
    from pmctl.repository.project import git_top, open_project

    if session.is_interactive and not no_input:
        directory = directory or typer.prompt("Where do postmortems live", default=Configuration().directory, err=True)
        ci = ci or _ask_for_ci()
        pre_commit = pre_commit or typer.confirm("Add a pre-commit hook", default=False, err=True)
    where = _folder(directory or Configuration().directory)
    cwd = session.cwd.absolute().resolve()
    if not cwd.is_dir():
        raise PmctlError(f"there is no folder {cwd}")
    top = git_top(cwd)
    files = setup.plan(
        top or cwd,
        directory=where,
        index=Configuration().index_file,
        ci=setup.CiSystem(ci.value) if ci else None,
        pre_commit=pre_commit,
        configuration=cwd / FILE_NAME,
    )
    written, left = setup.write(files, force=force)
    for file in written:
        session.note(f"Wrote {file.path.relative_to(top or cwd)}.")
    project = open_project(cwd, config=cwd / FILE_NAME, today=session.options.today)
    try:
        index = write_index(project)
    except PmctlError as error:
        session.complain(error)
    else:
        session.note(f"Wrote {index}.")
    for file in left:
        session.note(f"{file.path.name} exists and was left alone; add to it:\n\n{file.advice}")
    if top is None:
        session.note("This is no git repository yet: `git init` makes it one, and `pmctl overdue` possible.")
    session.note('Next: `pmctl new "What happened"` after an incident, `pmctl check` before a commit.')


def _ask_for_ci() -> Ci | None:
    answer = typer.prompt("Add the wiring for a CI (github, gitlab, none)", default="none", err=True).strip().casefold()
    if answer == "none":
        return None
    try:
        return Ci(answer)
    except ValueError as error:
        raise PmctlError(f"there is no wiring for {answer}", hint="Say github, gitlab or none.") from error


def _folder(text: str) -> str:
    parts = [part for part in text.replace("\\", "/").split("/") if part not in {"", "."}]
    if text.startswith("/") or ".." in parts or ":" in text:
        raise PmctlError(f"{text} does not lie below this folder", hint="Name a folder such as docs/postmortems.")
    return "/".join(parts) or "."
