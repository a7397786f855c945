"""``pmctl action drop``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import action_options as act
from pmctl.cli import options as opt
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    references: act.References,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, in one sentence; asked for if missing.")
    ] = None,
    commit: act.Commit = False,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
    no_input: opt.NoInput = False,
) -> int:
    """Give actions up, and say why: to drop a promise is a decision, not an oversight."""
    from pmctl.cli.action_changes import Work, change_actions, refuse_early
    from pmctl.cli.action_choice import choose_actions
    from pmctl.cli.action_words import one_line
    from pmctl.postmortem.action_edits import drop

    chosen = choose_actions(session, references)
    why = one_line(reason)
    saving = act.Saving(dry_run=dry_run, diff=diff, commit=commit)
    if reason is None and session.is_interactive and not no_input:
        refuse_early(session, chosen, partial(drop, reason="", today=session.project.today), saving)
        why = one_line(session.ask(f"Why is {' and '.join(one.ref for one in chosen)} dropped"))
    if not why:
        raise PmctlError("nobody says why", hint='Write it behind --reason: --reason "Replaced by A4".')
    deed = partial(drop, reason=why, today=session.project.today)
    task = Work(deed=deed, verb="Drop", why=why, already="is dropped for that reason already")
    return change_actions(session, chosen, task, saving)
