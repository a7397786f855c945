"""The command line as a whole: which commands there are, and the options that all of them have.

A command's module is imported when it is used. What takes long to import (git, YAML, Jinja) is imported inside the
commands, so that ``pmctl --version`` and completion are immediate.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from pmctl.cli.conversion import QuickConversion
from pmctl.cli.options import GlobalOptions, start

COMMANDS = {
    "init": "Write", "new": "Write",
    "check": "Check", "rule": "Check",
    "overdue": "Follow up", "history": "Follow up",
    "list": "Learn", "show": "Learn", "stats": "Learn",
    "index": "Share",
    "demo": "Set up",
}  # fmt: skip
"""Every command with the panel of the help that it stands in. It is `command` in ``pmctl.cli.<name>_command``."""

_SETTINGS = {"help_option_names": ["-h", "--help"]}


class LazyGroup(QuickConversion, TyperGroup):
    """A group whose commands are imported when they are asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._loaded: dict[str, Any] = {}
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command called `cmd_name`, or None."""
        del ctx
        if cmd_name in COMMANDS and cmd_name not in self._loaded:
            self._loaded[cmd_name] = _load(cmd_name)
        return self._loaded.get(cmd_name)


class QuickCommand(QuickConversion, TyperCommand):
    """A command as typer has it, without the wait."""


def command_line() -> Any:
    """Return pmctl's command line, ready to be run."""
    app = typer.Typer(
        cls=LazyGroup, invoke_without_command=True, rich_markup_mode="rich", context_settings=dict(_SETTINGS)
    )
    app.callback()(start(_start))
    return get_command(app)


def _load(name: str) -> Any:
    module = import_module(f"pmctl.cli.{name}_command")
    app = typer.Typer(add_completion=False, rich_markup_mode="rich")
    app.command(name, cls=QuickCommand, context_settings=dict(_SETTINGS))(module.command)
    command: Any = get_command(app)
    command.rich_help_panel = COMMANDS[name]
    return command


def _start(ctx: typer.Context, options: GlobalOptions) -> None:
    """Keep incident postmortems as Markdown in git, and make the promises in them come true."""
    ctx.obj = options
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)
