"""``pmctl config show``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


class Format(StrEnum):
    """How the configuration is shown."""

    TEXT = "text"
    JSON = "json"


@_command
def command(
    session: Session,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How to show it; text is TOML.")
    ] = Format.TEXT,
    output_file: opt.OutputFile = None,
) -> None:
    """Show every setting with its value and where it comes from: a line of the file, or a default."""
    from pmctl.render import config as render
    from pmctl.repository.config import load_settings

    file = session.project.configuration.file
    settings = load_settings(file)
    if output_format is Format.JSON:
        session.write(render.config_json(settings, file), output_file)
    elif output_file:
        session.write(session.capture(*render.config_text(settings, file), soft_wrap=True), output_file)
    else:
        session.show(*render.config_text(settings, file), soft_wrap=True)
