"""``pmctl list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.options import TableFormat as Format
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    owners: opt.Owners = None,
    teams: opt.Teams = None,
    services: opt.Services = None,
    severities: opt.Severities = None,
    priorities: opt.Priorities = None,
    statuses: opt.Statuses = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only incidents from that day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only incidents up to that day.")] = None,
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show the list.")] = Format.TEXT,
    output_file: opt.OutputFile = None,
    exit_code: opt.ExitCode = False,
) -> int:
    """List the postmortems, the newest first."""
    from pmctl.cli.filtering import read_filters
    from pmctl.cli.history import warn_of_unreadable
    from pmctl.postmortem.conventions import Status
    from pmctl.postmortem.model import Unreadable
    from pmctl.render import catalogue as render
    from pmctl.reports.catalogue import catalogue
    from pmctl.reports.filters import Filters
    from pmctl.repository.clock import read_day

    project = session.project
    filters = read_filters(
        project.conventions,
        Status,
        owners=owners,
        teams=teams,
        services=services,
        severities=severities,
        priorities=priorities,
        statuses=statuses,
        since=read_day(since, "--since") if since is not None else None,
        until=read_day(until, "--until") if until is not None else None,
    )
    documents = project.postmortems()
    rows = catalogue(documents, project.conventions, filters=None if filters == Filters() else filters)
    unreadable = [Unreadable(path=d.path, problems=d.problems) for d in documents if d.record is None]
    warn_of_unreadable(session, unreadable)
    if output_format is Format.TEXT:
        lines = list(render.catalogue_text(rows, project.shown))
        session.write(session.capture(*lines), output_file) if output_file else session.show(*lines)
    elif output_format is Format.JSON:
        session.write(render.catalogue_json(rows), output_file)
    elif output_format is Format.CSV:
        session.write(render.catalogue_csv(rows), output_file)
    else:
        session.write(render.catalogue_markdown(rows), output_file)
    return FINDINGS if exit_code and rows.rows else FINE
