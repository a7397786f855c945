"""``pmctl check``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.check_output import Format, one_format, show_findings
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


class FailOn(StrEnum):
    """From which severity on a finding fails the command."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@_command
def command(
    session: Session,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files and folders; the configured directory by default."),
    ] = None,
    output_format: Annotated[
        list[Format] | None,
        typer.Option(
            "--output-format",
            "-f",
            metavar="FORMAT",
            help=f"How to show findings: {', '.join(Format)}.",
            show_default="text",
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            "--output-file",
            "-o",
            metavar="FILE",
            help="Write to FILE. A format for machines is shown as text on standard output besides.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Run only these rules: PM301, PM3, a name, ALL; commas between."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Do not run these rules.")] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 for findings of this severity or a worse one.")
    ] = FailOn.ERROR,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings by rule instead.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
) -> int:
    """Check postmortems: every problem at its line, with how to mend it.

    Exits with 1 if there are findings. Warnings alone do not fail, unless --fail-on says so.
    """
    from pmctl.cli.checking import check_documents
    from pmctl.render.findings_summary import summary_text
    from pmctl.rules.model import FindingSeverity

    format_ = one_format(output_format, statistics=statistics)
    findings, files = check_documents(session.project, paths or (), select=select, ignore=ignore)
    show_findings(session, findings, files, format_, output_file, statistics=statistics)
    places = [str(path) for path in paths or ()] or [session.project.shown(session.project.scope.directory)]
    session.note(summary_text(findings, files) if files else f"No documents were found in {', '.join(places)}.")
    worst = min((finding.severity.rank for finding in findings), default=None)
    fails = worst is not None and worst <= FindingSeverity(fail_on.value).rank
    return FINDINGS if fails and not exit_zero else FINE
