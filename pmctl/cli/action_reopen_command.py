"""``pmctl action reopen``."""

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
    """Take up actions again that were done or dropped; what was said of that goes: its day, evidence, or reason."""
    from pmctl.cli.action_changes import Work, change_actions
    from pmctl.cli.action_choice import choose_actions
    from pmctl.postmortem.action_edits import reopen

    chosen = choose_actions(session, references)
    task = Work(deed=reopen, verb="Reopen", already="is not closed")
    code = change_actions(session, chosen, task, act.Saving(dry_run=dry_run, diff=diff, commit=commit))
    for one in chosen:
        if one.action.status.is_closed and one.action.due and one.action.due < session.project.today:
            session.note(f"{one.ref} was due {one.action.due}: `pmctl action move` gives it another date.")
    return code
