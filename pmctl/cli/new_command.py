"""``pmctl new``."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session


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
        list[str] | None,
        typer.Option("--service", metavar="NAME", help="A service it hit; commas stand between several."),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(metavar="NAME|PATH", help="The template (`pmctl config templates`); else the configured one."),
    ] = None,
    related: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="An earlier postmortem that it is like; give it again for more."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help="Fill it in with what an incident tool exported."),
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open it in $VISUAL or $EDITOR.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Print it, write nothing.")] = False,
    no_input: opt.NoInput = False,
    force: opt.Force = False,
) -> None:
    """Start a postmortem: a document with all that its severity demands, and prompts for its writer.

    Prints the path of the new document, alone, on standard output; on standard
    error, which earlier postmortems are like it, and what they still promise.
    """
    from pmctl.cli.drafting import actions_filled_in
    from pmctl.cli.new_draft import Answers, ask_for_missing, draft_of, services_in
    from pmctl.cli.new_related import with_related
    from pmctl.cli.new_told import told, told_filled_in
    from pmctl.render.safe import markdown_text
    from pmctl.repository.files import write_text
    from pmctl.repository.scaffold import draft_path, write_draft

    project = session.project
    answers = Answers(
        title=title,
        severity=severity,
        owner=owner,
        date=date,
        team=team,
        services=services_in(services) if services is not None else None,
        template=template,
    )
    prefill = None
    if source is not None:
        from pmctl.cli.prefill import Prefill

        prefill = Prefill.read(source, session, date)
        answers = prefill.complete(answers)
    ask = session.is_interactive and not no_input
    if ask:
        answers = ask_for_missing(answers, session)
    draft = draft_of(answers, project)
    draft = with_related(session, draft, related, ask=ask)
    text = write_draft(draft, project, heading=markdown_text(draft.title))
    text = told_filled_in(session, text, (*told(answers, draft), *(prefill.told(text) if prefill else ())))
    if prefill:
        text = prefill.fill_in(text)
    text = actions_filled_in(text, project)
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
        from pmctl.cli.new_editor import open_editor

        open_editor(path)
