"""``pmctl check``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli.boundary import FINDINGS, FINE
from pmctl.cli.options import OutputFile
from pmctl.cli.options import command as _command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from pmctl.cli.session import Session
    from pmctl.rules.model import Finding


class Format(StrEnum):
    """How findings are shown."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


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
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show findings.")] = Format.TEXT,
    output_file: OutputFile = None,
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
    from pmctl.rules.model import FindingSeverity

    findings, files = check_documents(session.project, paths or (), select=select, ignore=ignore)
    text = _shown(session, findings, files, output_format, statistics=statistics, to_file=output_file is not None)
    if text is not None:
        session.write(text, output_file)
    from pmctl.render.findings import summary_text

    places = [str(path) for path in paths or ()] or [session.project.shown(session.project.scope.directory)]
    session.note(summary_text(findings, files) if files else f"No documents were found in {', '.join(places)}.")
    worst = min((finding.severity.rank for finding in findings), default=None)
    fails = worst is not None and worst <= FindingSeverity(fail_on.value).rank
    return FINDINGS if fails and not exit_zero else FINE


def _shown(
    session: Session, findings: list[Finding], files: int, format_: Format, *, statistics: bool, to_file: bool
) -> str | None:
    """Return what is to be written; for a terminal, show it and return None."""
    from pmctl.render import findings as render

    if statistics and format_ in {Format.JSON, Format.GITHUB}:
        raise PmctlError(f"--statistics are text, there is no {format_.value} of them", hint="Leave one of them out.")
    if format_ is Format.JSON:
        return render.findings_json(findings, files)
    if format_ is Format.GITHUB:
        return render.findings_github(findings)
    if statistics:
        lines = render.statistics_text(findings)
    elif format_ is Format.CONCISE:
        lines = render.findings_concise(findings, session.project.shown)
    else:
        lines = render.findings_text(findings, session.project.shown)
    if to_file:
        return session.capture(*lines, soft_wrap=True)
    session.show(*lines, soft_wrap=True)
    return None
