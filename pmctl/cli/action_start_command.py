"""``pmctl action start``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.cli import action_options as act
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    references: act.References,
    commit: act.Commit = False,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
) -> int:
    """Begin to work on actions; an idea that has an owner and a due date becomes a promise."""
    from pmctl.cli.action_changes import Work, change_actions
    from pmctl.cli.action_choice import choose_actions
    from pmctl.postmortem.action_edits import start

    task = Work(deed=start, verb="Start", already="is in progress already")
    saving = act.Saving(dry_run=dry_run, diff=diff, commit=commit)
    return change_actions(session, choose_actions(session, references), task, saving)
