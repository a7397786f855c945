"""``pmctl config schema``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.cli import options as opt
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(session: Session, output_file: opt.OutputFile = None) -> None:
    """Print a JSON Schema of the front matter, with the repository's own words, for editors and other tools."""
    from pmctl.postmortem.schema import front_matter_schema
    from pmctl.render.safe import json_text

    session.write(json_text(front_matter_schema(session.project.conventions)), output_file)
