"""``pmctl config path``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(session: Session) -> None:
    """Print which configuration file counts here."""
    file = session.project.configuration.file
    if file is None:
        session.note("There is no configuration file: every setting has its default.")
    else:
        session.write(f"{file}\n")
