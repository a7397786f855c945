"""``pmctl stats``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import TableFormat as Format
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pmctl.cli.session import Session
    from pmctl.reports.stats import StatsReport


class By(StrEnum):
    """What the numbers are shown by."""

    SEVERITY = "severity"
    SERVICE = "service"
    TEAM = "team"
    CAUSE = "cause"
    OWNER = "owner"
    QUARTER = "quarter"


@_command
def command(
    session: Session,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day; a year before the last one if not given.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day; today if not given.")] = None,
    by: Annotated[By | None, typer.Option(help="One row for each.")] = None,
    owners: opt.Owners = None,
    teams: opt.Teams = None,
    services: opt.Services = None,
    severities: opt.Severities = None,
    as_of: opt.AsOf = None,
    rev: opt.Rev = None,
    on_shallow: opt.ShallowOption = opt.OnShallow.WARN,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How to show the numbers.")
    ] = Format.TEXT,
    output_file: opt.OutputFile = None,
) -> None:
    """Sum up a period: incidents, promises kept and broken, and what comes back."""
    from pmctl.cli.filtering import read_filters
    from pmctl.cli.history import load_ledger, read_moment
    from pmctl.postmortem.conventions import ActionStatus
    from pmctl.reports.stats import Grouping, report_stats

    project = session.project
    moment = read_moment(session, as_of, rev)
    first, last = _period(since, until, moment.today)
    filters = read_filters(
        project.conventions, ActionStatus, owners=owners, teams=teams, services=services, severities=severities
    )
    ledger = load_ledger(session, on_shallow=on_shallow, revision=moment.revision, as_of=moment.until)
    line = [*project.repository.first_parents(ledger.head)] if ledger.head else []
    _warn_of_the_future(session, line, moment.today)
    report = report_stats(
        ledger,
        since=first,
        until=last,
        as_of=moment.today,
        conventions=project.conventions,
        filters=filters,
        grouping=Grouping(by.value) if by else None,
        line=line,
    )
    _show(session, report, output_format, output_file)


def _warn_of_the_future(session: Session, line: Sequence[tuple[str, int]], today: dt.date) -> None:
    """Say what counts as of today though it was committed later: today may be another one, or a clock ran ahead."""
    from pmctl.repository.log import read_date

    newest = read_date(str(line[0][1])).astimezone(session.project.conventions.zone).date() if line else today
    if newest > today:
        session.warn(
            f"the newest commit is dated {newest}, after {today}, as of which it counts; "
            f"--as-of {today} leaves out what was committed later"
        )


def _period(since: str | None, until: str | None, today: dt.date) -> tuple[dt.date, dt.date]:
    from pmctl.reports.stats import year_up_to
    from pmctl.repository.clock import read_day

    last = read_day(until, "--until") if until is not None else today
    first = read_day(since, "--since") if since is not None else year_up_to(last)
    if first > last:
        raise PmctlError(
            f"the period would end before it begins: from {first} to {last}",
            hint="--since is its first day, --until its last one, which is today if it is not given.",
        )
    return first, last


def _show(session: Session, report: StatsReport, format_: Format, output_file: opt.OutputFile) -> None:
    if format_ is Format.JSON or format_ is Format.CSV:
        from pmctl.render import stats_data

        text = stats_data.stats_json(report) if format_ is Format.JSON else stats_data.stats_csv(report)
        session.write(text, output_file)
        return
    from pmctl.render import stats

    if format_ is Format.MARKDOWN:
        session.write(stats.stats_markdown(report), output_file)
    elif output_file is None:
        session.show(*stats.stats_text(report))
    else:
        session.write(session.capture(*stats.stats_text(report)), output_file)
