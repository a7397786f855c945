"""``pmctl overdue``."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.options import TableFormat as Format
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session
    from pmctl.reports.overdue import OverdueReport

_PERIOD = re.compile(r"(?P<number>[0-9]{1,4})(?P<unit>[dw]?)")


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
    slipped: Annotated[
        bool, typer.Option("--slipped", help="Only those whose date was moved later at least once.")
    ] = False,
    reopened: Annotated[
        bool, typer.Option("--reopened", help="All open promises that were closed once and reopened, overdue or not.")
    ] = False,
    vanished: Annotated[
        bool,
        typer.Option("--vanished", help="Those that were removed while open, overdue or not: when, by whom, where."),
    ] = False,
    as_of: opt.AsOf = None,
    rev: opt.Rev = None,
    on_shallow: opt.ShallowOption = opt.OnShallow.WARN,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How to show the report.")
    ] = Format.TEXT,
    output_file: opt.OutputFile = None,
    exit_code: opt.ExitCode = False,
) -> int:
    """List the promises that are late: whose, how late, and how often the date was moved.

    --reopened and --vanished ask what was closed too early, and what was
    deleted while it was still to be kept, instead of what is late. --slipped
    and the filters narrow these as well.
    """
    from pmctl.cli.filtering import read_filters
    from pmctl.cli.history import load_ledger, read_moment
    from pmctl.postmortem.conventions import ActionStatus
    from pmctl.repository.history import Extent

    project = session.project
    ahead = _days(within) if within is not None else None
    if ahead is not None and (reopened or vanished):
        raise PmctlError(
            f"--within says nothing about {'--vanished' if vanished else '--reopened'}",
            hint="It is about due dates; leave one of the two away.",
        )
    moment = read_moment(session, as_of, rev)
    filters = read_filters(
        project.conventions,
        [status for status in ActionStatus if status.is_open],
        owners=owners,
        teams=teams,
        services=services,
        severities=severities,
        priorities=priorities,
        statuses=statuses,
    )
    extent = Extent.WHOLE if vanished else Extent.OPEN
    ledger = load_ledger(session, on_shallow=on_shallow, revision=moment.revision, as_of=moment.until, extent=extent)
    from pmctl.reports.overdue import Grouping, report_overdue, report_reopened, report_vanished

    if vanished:
        answer = report_vanished
    elif reopened:
        answer = report_reopened
    else:
        answer = partial(report_overdue, within=ahead)
    report = answer(
        ledger,
        today=moment.today,
        conventions=project.conventions,
        filters=replace(filters, slipped=slipped, reopened=reopened),
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
