"""``pmctl lsp``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmctl.cli.boundary import FINDINGS, FINE, INTERRUPTED
from pmctl.cli.options import command as _command

if TYPE_CHECKING:
    from pmctl.cli.session import Session


@_command
def command(
    session: Session,
    stdio: Annotated[
        bool, typer.Option("--stdio", help="Speak over standard input and output, as it does anyway.")
    ] = False,
) -> int:
    """Serve an editor: findings while typing, explanations, quick fixes, completion.

    This is a language server (LSP). An editor starts it; docs/editors.md says how.
    """
    import gc
    import logging
    import os
    import signal

    from pmctl.errors import PmctlError

    del stdio
    session.waiting.stop()
    try:
        from pmctl.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in {"pygls", "lsprotocol"}:
            raise PmctlError("the language server needs pygls", hint="Run `pip install 'pmctl[lsp]'`.") from error
        raise
    gc.enable()  # unlike other commands, this one runs all day
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))  # a thread waits for the editor, and would go on to
    logging.basicConfig(level=logging.INFO if session.options.verbose else logging.ERROR)
    if session.is_interactive:
        session.note("Waiting for an editor on standard input. Ctrl-C ends it.")
    has_said_goodbye = serve(session.cwd, session.options.config, session.options.today)
    return FINE if has_said_goodbye else FINDINGS  # the protocol asks for 1 after an exit that was not announced
