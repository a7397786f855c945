"""``pmctl action list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.options import TableFormat as Format
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem
    from pmctl.reports.action_list import ActionList


@_command
def command(
    session: Session,
    postmortems: Annotated[
        list[str] | None,
        typer.Argument(metavar="[POSTMORTEM]...", help="Only of these: any unambiguous part of each id."),
    ] = None,
    owners: opt.Owners = None,
    teams: opt.Teams = None,
    services: opt.Services = None,
    severities: opt.Severities = None,
    priorities: opt.Priorities = None,
    statuses: opt.Statuses = None,
    all_: Annotated[bool, typer.Option("--all", "-a", help="Also what is done or dropped.")] = False,
    matrix: Annotated[bool, typer.Option("--matrix", help="By impact and effort, the best first.")] = False,
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show the list.")] = Format.TEXT,
    output_file: opt.OutputFile = None,
    exit_code: opt.ExitCode = False,
) -> int:
    """List the actions as the documents have them, the most urgent first; `pmctl overdue` asks for the late ones."""
    from pmctl.cli.action_records import newest_records
    from pmctl.cli.filtering import read_filters
    from pmctl.postmortem.conventions import ActionStatus
    from pmctl.reports.action_list import list_actions

    if matrix and output_format is Format.CSV:
        raise PmctlError("a matrix is no table of rows", hint="Leave --matrix away: the rows have impact and effort.")
    project = session.project
    filters = read_filters(
        project.conventions,
        ActionStatus,
        owners=owners,
        teams=teams,
        services=services,
        severities=severities,
        priorities=priorities,
        statuses=statuses,
    )
    documents = project.postmortems()
    chosen = _chosen(documents, postmortems)
    records = newest_records(session, chosen)
    actions = list_actions(
        records,
        today=project.today,
        conventions=project.conventions,
        filters=filters,
        closed=all_,
        names=[*(document.name for document in documents), *(record.name for record in records)],
    )
    shown = _matrix(actions, output_format) if matrix else _list(actions, output_format)
    if isinstance(shown, str):
        session.write(shown, output_file)
    elif output_file:
        session.write(session.capture(*shown), output_file)
    else:
        session.show(*shown)
    return FINDINGS if exit_code and actions.rows else FINE


def _chosen(documents: Sequence[Postmortem], wanted: Sequence[str] | None) -> list[Postmortem]:
    from pmctl.reports.lookup import find_postmortem

    if not wanted:
        return list(documents)
    found = {find_postmortem(documents, name).path for name in wanted}
    return [document for document in documents if document.path in found]


def _list(actions: ActionList, format_: Format) -> str | list[RenderableType]:
    from pmctl.render import action_list as render

    if format_ is Format.JSON:
        return render.action_list_json(actions)
    if format_ is Format.CSV:
        return render.action_list_csv(actions)
    return render.action_list_markdown(actions) if format_ is Format.MARKDOWN else [*render.action_list_text(actions)]


def _matrix(actions: ActionList, format_: Format) -> str | list[RenderableType]:
    from pmctl.render import action_matrix as render

    if format_ is Format.JSON:
        return render.matrix_json(actions)
    return render.matrix_markdown(actions) if format_ is Format.MARKDOWN else [*render.matrix_text(actions)]
