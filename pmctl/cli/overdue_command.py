"""``pmctl overdue``."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session
    from pmctl.reports.overdue import OverdueReport

_PERIOD = re.compile(r"(?P<number>[0-9]{1,4})(?P<unit>[dw]?)")


class Format(StrEnum):
    """How the report is shown."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class GroupBy(StrEnum):
    """What the report is grouped by."""

    OWNER = "owner"
    TEAM = "team"
    SERVICE = "service"
    SEVERITY = "severity"


@_command
def command(
    session: Session,
    owners: opt.Owners = None,
    teams: opt.Teams = None,
    services: opt.Services = None,
    severities: opt.Severities = None,
    priorities: opt.Priorities = None,
    statuses: opt.Statuses = None,
    within: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Also what is due within that time: 7d or 2w.")
    ] = None,
    group_by: Annotated[GroupBy | None, typer.Option(help="One table for each.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As it was at the end of that day; only commits count.")
    ] = None,
    rev: Annotated[str | None, typer.Option(metavar="REV", help="As that commit has it; only commits count.")] = None,
    on_shallow: opt.ShallowOption = opt.OnShallow.WARN,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How to show the report.")
    ] = Format.TEXT,
    output_file: opt.OutputFile = None,
    exit_code: opt.ExitCode = False,
) -> int:
    """List the promises that are late: whose, how late, and how often the date was moved."""
    from pmctl.cli.filtering import read_filters
    from pmctl.cli.history import load_ledger
    from pmctl.postmortem.conventions import ActionStatus
    from pmctl.reports.overdue import Grouping, report_overdue
    from pmctl.repository.clock import read_day

    project = session.project
    day = read_day(as_of, "--as-of") if as_of is not None else None
    ahead = _days(within) if within is not None else None
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
    ledger = load_ledger(session, on_shallow=on_shallow, revision=rev, as_of=day)
    report = report_overdue(
        ledger,
        today=day or project.today,
        conventions=project.conventions,
        filters=filters,
        within=ahead,
        grouping=Grouping(group_by.value) if group_by else None,
    )
    show_overdue(session, report, output_format, output_file)
    return FINDINGS if exit_code and report.items else FINE


def show_overdue(
    session: Session, report: OverdueReport, format_: Format = Format.TEXT, output_file: opt.OutputFile = None
) -> None:
    """Show the report in one of its formats."""
    from pmctl.render import overdue as render

    if format_ is Format.TEXT and output_file is None:
        session.show(*render.overdue_text(report))
        return
    if format_ is Format.TEXT:
        text = session.capture(*render.overdue_text(report))
    elif format_ is Format.JSON:
        text = render.overdue_json(report)
    elif format_ is Format.CSV:
        text = render.overdue_csv(report)
    else:
        text = render.overdue_markdown(report)
    session.write(text, output_file)


def _days(text: str) -> int:
    match = _PERIOD.fullmatch(text.strip())
    if not match:
        raise PmctlError(f"--within is not a number of days: {text}", hint="Write 7d for a week, or 2w for two.")
    return int(match["number"]) * (7 if match["unit"] == "w" else 1)
