"""The one place where failures become messages and exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
EXIT_CODES = {
    FINE: "All is well, or the report was made.",
    FINDINGS: "`check` found something, `index --check` found a stale index, or a report with `--exit-code` is not empty.",
    FAILED: "Something kept the command from its job: usage, configuration, git, unreadable input, a bug.",
    INTERRUPTED: "It was interrupted.",
}
"""What each exit code means; the README says the same."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: those of the command line without the program's name; None takes sys.argv's.

    Returns:
        0 for fine, 1 for findings, 2 for whatever kept the command from its job, 130 for an interruption.
    """
    from pmctl.cli.app import command_line  # noqa: PLC0415 - even a failing import ends here, with a message

    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = command_line().main(args=arguments, prog_name="pmctl", standalone_mode=False)
        _flush()
    except PmctlError as error:
        complain(error.message, error.hint)
        return error.exit_code
    except typer.TyperException as error:
        complain(*_usage(error))
        return FAILED
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever else happens is a bug, and is said once
        _confess(error)
        return FAILED
    return code if isinstance(code, int) else FINE


def complain(message: str, hint: str | None = None) -> None:
    """Say on standard error what went wrong, and how to mend it."""
    first, *more = message.splitlines() or [""]
    print(f"error: {_plain(first)}", file=sys.stderr)  # noqa: T201 - before any console exists
    for line in more:
        print(f"       {_plain(line)}", file=sys.stderr)  # noqa: T201
    if hint:
        print(f"hint: {_plain(hint)}", file=sys.stderr)  # noqa: T201


def silence(stream_name: str) -> None:
    """Send the rest of a stream nowhere: whoever read it has left."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(devnull, getattr(sys, stream_name).fileno())
    os.close(devnull)


def _flush() -> None:
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except BrokenPipeError:
            silence(name)


def _usage(error: typer.TyperException) -> tuple[str, str | None]:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "pmctl"
    message = error.format_message().strip().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}", f"`{path} --help` shows how it is used."


def _confess(error: Exception) -> None:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - a name for a message
    complain(
        f"this is a bug in pmctl: {type(error).__name__} at {place}: {error}",
        "Nothing was lost. Please report it with this message; PMCTL_TRACEBACK=1 shows where it happened.",
    )
    if os.environ.get("PMCTL_TRACEBACK"):
        traceback.print_exception(error)


def _plain(text: str) -> str:
    """Keep a message on its line and harmless to a terminal; it may quote an argument."""
    shown = (char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return "".join(shown)
