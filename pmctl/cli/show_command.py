"""``pmctl show``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import PageFormat as Format
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem
    from pmctl.repository.project import Project


@_command
def command(
    session: Session,
    postmortem: Annotated[str, typer.Argument(metavar="ID", help="An id, a path, or an unambiguous part of an id.")],
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show it.")] = Format.TEXT,
    output_file: opt.OutputFile = None,
) -> None:
    """Show one postmortem: its record, its promises and its story."""
    from pmctl.cli.history import warn_of_unreadable
    from pmctl.postmortem.model import Unreadable
    from pmctl.render import postmortem as render
    from pmctl.render.safe import printable_lines
    from pmctl.reports.lookup import find_postmortem

    project = session.project
    document = next(_file(project, postmortem), None) or find_postmortem(project.postmortems(), postmortem)
    if document.record is None:
        warn_of_unreadable(session, [Unreadable(path=document.path, problems=document.problems)])
    if output_format is Format.JSON:
        session.write(render.postmortem_json(document, project.conventions), output_file)
    elif output_format is Format.MARKDOWN:
        is_looked_at = output_file is None and sys.stdout.isatty()
        session.write(printable_lines(document.text) if is_looked_at else document.text, output_file)
    elif output_file:
        session.write(session.capture(*render.postmortem_text(document, project.today)), output_file)
    else:
        session.page(*render.postmortem_text(document, project.today))


def _file(project: Project, path: str) -> Iterator[Postmortem]:
    """Yield the document at `path` if there is a file."""
    if os.path.isfile(project.cwd / path):  # noqa: PTH113 - pathlib raises where a name is too long for a file
        yield from project.read(project.paths([Path(path)]))
