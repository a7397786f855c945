"""``pmctl action add``."""

from __future__ import annotations

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
    postmortem: Annotated[str, typer.Argument(metavar="POSTMORTEM", help="Any unambiguous part of its id.")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is true once it is done.")],
    owner: Annotated[str | None, typer.Option(metavar="WHO", help="The one person who promises it.")] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="By when: 2026-04-25, fri, eom, or +2w from today.")
    ] = None,
    priority: Annotated[str | None, typer.Option(metavar="P", help="How urgent it is, such as P1.")] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="WORD", help="What it is meant to do: prevent, detect, mitigate …")
    ] = None,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help="The team that answers for it.")] = None,
    ticket: Annotated[str | None, typer.Option(metavar="URL", help="The work in the tracker.")] = None,
    impact: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="How much it helps: low, medium, high, or 1 to 5.")
    ] = None,
    effort: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="How much work it is: low, medium, high, or 1 to 5.")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; the next free one by default.")] = None,
    commit: act.Commit = False,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
    no_input: opt.NoInput = False,
) -> None:
    """Add an action to a postmortem, with the next id that was never used there.

    Without an owner or a due date it is an idea and not a promise: its status
    is proposed.
    """
    from pmctl.cli.action_draft import Wish, add_action

    wish = Wish(
        title=title,
        owner=owner,
        due=due,
        priority=priority,
        type=type_,
        team=team,
        ticket=ticket,
        impact=impact,
        effort=effort,
        id=id_,
    )
    saving = act.Saving(dry_run=dry_run, diff=diff, commit=commit)
    add_action(session, postmortem, wish, saving, ask=session.is_interactive and not no_input)
