"""``pmctl action assign``."""

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
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="WHO", help="A handle, with or without @, or a name that the configuration knows."
        ),
    ],
    commit: act.Commit = False,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
) -> int:
    """Hand actions over to somebody else; an idea that has a due date becomes a promise."""
    from pmctl.cli.action_changes import Work, change_actions
    from pmctl.cli.action_choice import choose_actions
    from pmctl.cli.action_words import one_person, warn_of_stranger
    from pmctl.postmortem.action_edits import hand_over

    owner = one_person(session.project, to, "--to")
    task = Work(
        deed=partial(hand_over, owner=owner), verb="Assign", rest=f"to {owner}", already=f"is {owner}'s already"
    )
    saving = act.Saving(dry_run=dry_run, diff=diff, commit=commit)
    code = change_actions(session, choose_actions(session, references), task, saving)
    warn_of_stranger(session, owner)
    return code
