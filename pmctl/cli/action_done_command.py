"""``pmctl action done``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import action_options as act
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    references: act.References,
    evidence: Annotated[
        str | None, typer.Option(metavar="URL", help="What shows that it is done, such as a link to the change.")
    ] = None,
    commit: act.Commit = False,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
) -> int:
    """Say that actions are done. The day is that of the commit; it is written only where `closed:` is there already."""
    from pmctl.cli.action_changes import Work, change_actions
    from pmctl.cli.action_choice import choose_actions
    from pmctl.cli.action_words import one_line
    from pmctl.postmortem.action_edits import finish

    deed = partial(finish, evidence=one_line(evidence), today=session.project.today)
    task = Work(deed=deed, verb="Finish", already="is done already")
    saving = act.Saving(dry_run=dry_run, diff=diff, commit=commit)
    return change_actions(session, choose_actions(session, references), task, saving)
