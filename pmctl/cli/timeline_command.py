"""``pmctl timeline``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import action_options as act
from pmctl.cli import options as opt
from pmctl.cli.options import PageFormat as Format
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID [add TEXT]",
            help="Any unambiguous part of a postmortem's id, or a path; then add, and what happened.",
        ),
    ],
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When: 10:41, yesterday 23:50, -15m; now by default.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help="Add what an incident tool's export holds and is not there yet."),
    ] = None,
    sort: Annotated[bool, typer.Option("--sort", help="Put the entries in order.")] = False,
    to_utc: Annotated[bool, typer.Option("--to-utc", help="Rewrite the times in UTC.")] = False,
    milestones: Annotated[
        bool, typer.Option("--milestones", help="Propose started_at, detected_at … by the entries' words.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the proposed milestones without asking.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Propose milestones that are set as well.")] = False,
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show it.")] = Format.TEXT,
    output_file: opt.OutputFile = None,
    dry_run: act.DryRun = False,
    diff: act.Diff = False,
    no_input: opt.NoInput = False,
) -> None:
    """Show what happened when, or add to it and put it in order.

    Without more than an ID, it draws the timeline with the milestones and
    the time since the start. Everything else edits the document; edits may
    be combined, and are done in this order: --to-utc, --sort, add, --from,
    --milestones.
    """
    from pmctl.cli.timeline_edits import TimelineJob, edit_timeline
    from pmctl.cli.timeline_words import read_words

    wanted, text = read_words(words)
    job = TimelineJob(
        text=text,
        at=at,
        source=source,
        sort=sort,
        to_utc=to_utc,
        milestones=milestones,
        write=write,
        force=force,
        ask=session.is_interactive and not no_input,
        saving=act.Saving(dry_run=dry_run, diff=diff, commit=False),
    )
    job.refuse_stray(output_format is not Format.TEXT or output_file is not None)
    if job.edits:
        edit_timeline(session, wanted, job)
        return
    from pmctl.cli.timeline_shown import read_view, show_text
    from pmctl.render.timeline_data import timeline_json, timeline_markdown

    view = read_view(session, wanted)
    if output_format is Format.JSON:
        session.write(timeline_json(view), output_file)
    elif output_format is Format.MARKDOWN:
        session.write(timeline_markdown(view), output_file)
    else:
        show_text(session, view, output_file)
