"""``pmctl action move``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import action_options as act
from pmctl.cli import options as opt
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    references: act.References,
    to: Annotated[
        str, typer.Option("--to", metavar="DATE", help="2026-04-25, fri, next fri, eom, or +2w: from today.")
    ],
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, in one sentence; a later date needs one (PM704).")
    ] = None,
    commit: act.Commit = False,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
    no_input: opt.NoInput = False,
) -> int:
    """Give actions another due date.

    Periods such as +2w count from today, not from the old date. The reason
    replaces that of an earlier move, which history keeps. An idea that has an
    owner becomes a promise.
    """
    from pmctl.cli.action_changes import Work, change_actions, refuse_early
    from pmctl.cli.action_choice import choose_actions
    from pmctl.cli.action_words import one_line
    from pmctl.postmortem.action_edits import is_pushed_out, move
    from pmctl.postmortem.day_words import read_day_words

    due = read_day_words(to, session.project.today, "--to")
    chosen = choose_actions(session, references)
    why = one_line(reason)
    later = [one.ref for one in chosen if is_pushed_out(one.action, due)]
    saving = act.Saving(dry_run=dry_run, diff=diff, commit=commit)
    if later and reason is None and session.is_interactive and not no_input:
        refuse_early(session, chosen, partial(move, due=due, reason=None), saving)
        why = one_line(session.ask("Why later (empty for no reason)", default="", show_default=False))
    task = Work(
        deed=partial(move, due=due, reason=why), verb="Move", rest=f"to {due}", why=why, already=f"is due {due} already"
    )
    code = change_actions(session, chosen, task, saving)
    if later and not why:
        session.note(
            f"Nobody says why {later[0]} moves later: `pmctl check --changed` will ask (PM704); "
            "the same again with --reason writes it."
        )
    return code
