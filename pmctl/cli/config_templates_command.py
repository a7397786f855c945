"""``pmctl config templates``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


class Format(StrEnum):
    """How the templates are shown."""

    TEXT = "text"
    JSON = "json"


@_command
def command(
    session: Session,
    output_format: Annotated[Format, typer.Option("--output-format", "-f", help="How to show them.")] = Format.TEXT,
    output_file: opt.OutputFile = None,
) -> None:
    """List the templates of a postmortem, the repository's own first: what each is for, where it is, who uses it."""
    from pmctl.render import templates as render
    from pmctl.repository.template_choice import list_templates

    templates, faults = list_templates(session.project)
    for fault in faults:
        session.warn(fault)
    if output_format is Format.JSON:
        session.write(render.templates_json(templates), output_file)
    elif output_file:
        session.write(session.capture(*render.templates_text(templates)), output_file)
    else:
        session.show(*render.templates_text(templates))
