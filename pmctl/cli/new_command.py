"""``pmctl new``."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.cli.session import Session
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.project import Project
    from pmctl.repository.scaffold import Draft

_STANDARD_ERROR = 2


@_command
def command(
    session: Session,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="What happened, in a few words.")] = None,
    severity: Annotated[str | None, typer.Option(metavar="SEV", help="How bad it was, such as SEV2.")] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who owns the review; git's user by default.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The day it began; today by default.")] = None,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help="The team that owns it.")] = None,
    services: Annotated[
        list[str] | None, typer.Option("--service", metavar="NAME", help="A service it hit; give it again for more.")
    ] = None,
    template: Annotated[
        str | None, typer.Option(metavar="NAME|PATH", help="The template; the configured one by default.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open it in $VISUAL or $EDITOR.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Print it, write nothing.")] = False,
    no_input: opt.NoInput = False,
    force: opt.Force = False,
) -> None:
    """Start a postmortem: a document with all that its severity demands, and prompts for its writer.

    Prints the path of the new document, alone, on standard output.
    """
    from pmctl.cli.drafting import actions_filled_in
    from pmctl.render.safe import markdown_text
    from pmctl.repository.files import write_text
    from pmctl.repository.scaffold import draft_path, write_draft

    project = session.project
    draft = _draft(
        session,
        title=title,
        severity=severity,
        owner=owner,
        date=date,
        team=team,
        services=services,
        template=template,
        ask=session.is_interactive and not no_input,
    )
    text = actions_filled_in(write_draft(draft, project, heading=markdown_text(draft.title)), project)
    if dry_run:
        session.write(text)
        return
    path = draft_path(draft, project)
    shown = project.shown(project.relative(path))
    if os.path.lexists(path) and not force:
        raise PmctlError(f"{shown} exists already", hint="Choose another title, or overwrite it with --force.")
    write_text(path, text)
    session.write(f"{shown}\n")
    session.note(f"What to fill in: `pmctl check {shlex.quote(shown)}`")
    if edit:
        _open_editor(path)


def _draft(
    session: Session,
    *,
    title: str | None,
    severity: str | None,
    owner: str | None,
    date: str | None,
    team: str | None,
    services: list[str] | None,
    template: str | None,
    ask: bool,
) -> Draft:
    from pmctl.render.safe import printable
    from pmctl.repository import clock
    from pmctl.repository.scaffold import Draft, known_severity

    project = session.project
    conventions = project.conventions
    names = [known.name for known in conventions.severities]
    if title is None and ask:
        title = session.ask("What happened, in a few words")
    if severity is None and ask:
        severity = session.ask(f"How bad was it ({', '.join(names)})", value_proc=_severity(conventions))
    if services is None and ask:
        answer = session.ask("Which services were hit (commas between; empty for none)", default="", show_default=False)
        services = answer.split(",")
    title = printable(title or "").strip()
    if not title:
        raise PmctlError("a postmortem needs a title", hint='Write it behind the command: pmctl new "Database full".')
    day = clock.read_day(date, "--date") if date is not None else project.today
    owner = _known_owner(owner, conventions) if owner and owner.strip() else _git_owner(project)
    return Draft(
        title=title,
        severity=known_severity(severity, conventions) if severity is not None else None,
        date=day,
        now=clock.now(day, conventions.zone),
        owner=owner,
        team=(team or "").strip() or conventions.team_of(owner),
        services=tuple(name.strip() for name in services or () if name.strip()),
        template=template,
    )


def _severity(conventions: Conventions) -> Callable[[str], str]:
    """Return what reads an answer to the question for the severity; it is asked again until there is one."""
    from pmctl.repository.scaffold import known_severity

    def read(answer: str) -> str:
        try:
            return known_severity(answer.strip(), conventions)
        except PmctlError as error:
            raise typer.BadParameter(f"{error.message}. {error.hint}") from error

    return read


def _known_owner(name: str, conventions: Conventions) -> str:
    """Return the handle of the one person whom the configuration knows by that handle, name or e-mail, else `name`."""
    folded = name.strip().removeprefix("@").casefold()
    known = [
        person.handle
        for person in conventions.people.values()
        if folded in {word.casefold() for word in (person.handle.removeprefix("@"), person.name, person.email) if word}
    ]
    return known[0] if len(known) == 1 else name.strip()


def _git_owner(project: Project) -> str | None:
    """Return git's user as a handle: the one that the configuration knows, else what stands before the e-mail's @."""
    from pmctl.repository.git import configured_user

    name, email = configured_user(project.root)
    known = [_known_owner(word, project.conventions) for word in (email, name) if word]
    handle = next((word for word in known if word in project.conventions.people), None)
    if handle or not email or "@" not in email:
        return handle or name
    local = email.partition("@")[0]
    return f"@{local.rpartition('+')[2] if email.endswith('noreply.github.com') else local.partition('+')[0]}"


def _open_editor(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise PmctlError("neither $VISUAL nor $EDITOR is set", hint=f"The document is written; open {path} yourself.")
    out = None if sys.stdout.isatty() else _STANDARD_ERROR  # standard output is the path's alone
    try:
        command = [*shlex.split(editor, posix=os.name != "nt"), str(path)]
        code = subprocess.run(command, check=False, stdout=out).returncode  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise PmctlError(f"the editor {editor} cannot be started: {reason}", hint=f"The document is {path}.") from error
    if code:
        raise PmctlError(f"the editor {editor} ended with {code}", hint=f"The document is written: {path}.")
