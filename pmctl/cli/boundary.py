"""The one place where failures become messages and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from pmctl.cli.wrapping import wrapped
from pmctl.errors import PmctlError
from pmctl.render.safe import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
EXIT_CODES = {
    FINE: "All is well, or the report was made.",
    FINDINGS: "`check` found something, `index --check` a stale index, or a report with `--exit-code` is not empty.",
    FAILED: "Something kept the command from its job: usage, configuration, git, unreadable input, a bug.",
    INTERRUPTED: "It was interrupted.",
}
"""What each exit code means; the README says the same."""

_STREAMS = ("stdout", "stderr")
_HANGING = len("error: ")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: those of the command line without the program's name; None takes sys.argv's.

    Returns:
        0 for fine, 1 for findings, 2 for whatever kept the command from its job, 130 for an interruption.
    """
    for name in _STREAMS:
        _prepare(name)
    try:
        from pmctl.cli.app import command_line  # noqa: PLC0415 - even a failing import ends here, with a message

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
    except SystemExit:  # so typer leaves where its help is written to a broken pipe
        _flush()
        return FINE
    except OSError as error:
        return _report_os_error(error)
    except Exception as error:  # noqa: BLE001 - whatever else happens is a bug, and is said once
        _confess(error)
        return FAILED
    return code if isinstance(code, int) else FINE


def complain(message: str, hint: str | None = None) -> None:
    """Say on standard error what went wrong, and how to mend it."""
    first, *more = message.split("\n")
    lines = [f"error: {printable(first)}", *(f"{' ' * _HANGING}{printable(line)}" for line in more)]
    if hint:
        lines.append(f"hint: {printable(hint)}")
    try:
        print(wrapped("\n".join(lines), sys.stderr, hanging=_HANGING), file=sys.stderr)  # noqa: T201 - no console yet
    except OSError:
        silence("stderr")  # there is nobody left to tell


def silence(stream_name: str) -> None:
    """Send the rest of a stream nowhere: whoever read it has left."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(devnull, getattr(sys, stream_name).fileno())
    os.close(devnull)


def _prepare(name: str) -> None:
    """Let a stream take any character, and stand for one that was closed before pmctl was started."""
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end
    with suppress(AttributeError):
        getattr(sys, name).reconfigure(errors="replace")


def _flush() -> None:
    for name in _STREAMS:
        try:
            getattr(sys, name).flush()
        except BrokenPipeError:
            silence(name)


def _report_os_error(error: OSError) -> int:
    """Say what the system refused where nobody had a better word for it, such as a disk that is full."""
    if isinstance(error, BrokenPipeError):
        for name in _STREAMS:
            silence(name)
        return FINE
    if error.filename is None:
        silence("stdout")  # else what is left in it would be tried again at the end
    what = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else "standard output"
    complain(f"{what} cannot be used: {error.strerror or error}")
    return FAILED


def _usage(error: typer.TyperException) -> tuple[str, str | None]:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "pmctl"
    hint = f"`{path} --help` shows how it is used."
    message = error.format_message().replace("Value error, ", "").strip().rstrip(".")
    wanted, possible = getattr(error, "option_name", ""), getattr(error, "possibilities", None)
    if possible:
        from difflib import get_close_matches  # noqa: PLC0415

        message = message.partition(" (Possible options:")[0]
        close = get_close_matches(wanted, possible, n=1, cutoff=0.7)
        hint = f"Did you mean {close[0]}? {hint}" if close else hint
    return f"{message[:1].lower()}{message[1:]}", hint


def _confess(error: Exception) -> None:
    import traceback  # noqa: PLC0415 - it takes long, and there should be no need

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - a name for a message
    complain(
        f"this is a bug in pmctl: {type(error).__name__} at {place}: {error}",
        "Nothing was lost. Please report it with this message; PMCTL_TRACEBACK=1 shows where it happened.",
    )
    if os.environ.get("PMCTL_TRACEBACK"):
        traceback.print_exception(error)
