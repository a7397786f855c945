"""``pmctl show``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


class Format(StrEnum):
    """How a postmortem is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


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
    from pmctl.reports.lookup import find_postmortem

    project = session.project
    document = find_postmortem(project.postmortems(), postmortem)
    if document.record is None:
        warn_of_unreadable(session, [Unreadable(path=document.path, problems=document.problems)], carried=False)
    if output_format is Format.JSON:
        session.write(render.postmortem_json(document, project.conventions), output_file)
    elif output_format is Format.MARKDOWN:
        session.write(document.text, output_file)
    elif output_file:
        session.write(session.capture(*render.postmortem_text(document, project.today)), output_file)
    else:
        session.page(*render.postmortem_text(document, project.today))
