"""Where the findings of ``pmctl check`` go, and in which format."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.cli.session import Session
    from pmctl.render.findings import Lines
    from pmctl.rules.model import Finding


class Format(StrEnum):
    """How findings are shown."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    JSON_LINES = "json-lines"
    MARKDOWN = "markdown"
    GITHUB = "github"
    GITLAB = "gitlab"
    AZURE = "azure"
    SARIF = "sarif"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"


_FOR_PEOPLE = frozenset({Format.TEXT, Format.CONCISE})
_STREAMS = ("/dev/", "/proc/")
_SUMMARY_LIMIT = 1024 * 1024
"""Bytes that GitHub takes from one step. Source: GitHub's documentation, "Adding a job summary"."""


def one_format(chosen: Sequence[Format] | None, *, statistics: bool, diff: bool = False) -> Format:
    """Return the format that was chosen; PmctlError if there are several, or one for what is no list of findings."""
    formats = list(dict.fromkeys(chosen or (Format.TEXT,)))
    if len(formats) > 1:
        hint = "Choose one. With --output-file, the findings are shown as text besides."
        raise PmctlError(f"two formats at once: {' and '.join(formats)}", hint=hint)
    if statistics and formats[0] not in _FOR_PEOPLE:
        message = f"--statistics are text, there is no {formats[0].value} of them"
        raise PmctlError(message, hint="Leave one of them out.")
    if diff and (chosen or statistics):
        message = f"--diff shows changes, and no findings as {formats[0].value if chosen else 'statistics'}"
        raise PmctlError(message, hint="Leave one of them out.")
    return formats[0]


def show_findings(
    session: Session,
    findings: Sequence[Finding],
    files: int,
    format_: Format,
    file: Path | None,
    *,
    statistics: bool,
    said: str = "",
    shown: bool = True,
) -> None:
    """Write the findings to standard output, or to `file`; Markdown and GitHub's summary hold what is `said` of them.

    What is written to a file for machines is shown as text besides, unless `shown` is False, since
    standard output holds something else: somebody reads the log of the same run.
    """
    if format_ in _FOR_PEOPLE:
        if file is None:
            _show(session, findings, format_, statistics=statistics)
        else:
            lines = _lines(session, findings, format_, statistics=statistics)
            session.write(session.capture(lines, soft_wrap=True), file)
        return
    from pmctl.render.findings_formats import findings_as  # noqa: PLC0415 - text does not need it

    if format_ is Format.MARKDOWN:
        from pmctl.render.findings_markdown import findings_markdown  # noqa: PLC0415 - only this format needs it

        session.write(findings_markdown(findings, files, said), file)
    else:
        session.write(findings_as(format_.value, findings, files), file)
    if format_ is Format.GITHUB:
        _add_job_summary(session, findings, files, said)
    if shown and file is not None and not session.options.quiet and not str(file).startswith(_STREAMS):
        _show(session, findings, Format.TEXT)


def _show(session: Session, findings: Sequence[Finding], format_: Format, *, statistics: bool = False) -> None:
    """Show the findings; a terminal is given the text with its lines broken between words."""
    if not findings:
        return
    lines = _lines(session, findings, format_, statistics=statistics)
    if session.is_plain:
        session.write_lines(lines.plain())
        return
    wraps = session.console.is_terminal and format_ is Format.TEXT
    session.show(lines, soft_wrap=not wraps)


def _lines(session: Session, findings: Sequence[Finding], format_: Format, *, statistics: bool) -> Lines:
    from pmctl.render import findings as render  # noqa: PLC0415 - formats for machines do not need Rich

    if statistics:
        return render.statistics_text(findings)
    show = render.findings_concise if format_ is Format.CONCISE else render.findings_text
    return show(findings, cache(session.project.shown))


def _add_job_summary(session: Session, findings: Sequence[Finding], files: int, said: str) -> None:
    """Append to the summary of GitHub's job, which other steps write to as well."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from pmctl.render.findings_markdown import job_summary  # noqa: PLC0415 - only GitHub needs it

    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            taken = file.tell()
            between = "\n" if taken else ""
            summary = job_summary(findings, files, _SUMMARY_LIMIT - taken - len(between), said)
            file.write(between + summary if summary else "")
    except OSError as error:
        session.warn(f"the job summary {path} cannot be written: {error.strerror or error}")
