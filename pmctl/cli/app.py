"""The command line as a whole: which commands there are, and the options that all of them have.

A command's module is imported when it is used. What takes long to import (git, YAML, Jinja) is imported inside the
commands, so that ``pmctl --version`` and completion are immediate.

``pmctl NAME`` is `command` in ``pmctl.cli.NAME_command``. A module that has `COMMANDS` instead is a group: its
docstring is the help, and ``pmctl NAME WORD`` is `command` in ``pmctl.cli.NAME_WORD_command``, for each of `COMMANDS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from pmctl.cli.conversion import QuickConversion
from pmctl.cli.options import GlobalOptions, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

COMMANDS = {
    "init": "Write", "new": "Write", "adopt": "Write", "action": "Write", "timeline": "Write",
    "check": "Check", "rule": "Check",
    "overdue": "Follow up", "history": "Follow up",
    "list": "Learn", "show": "Learn", "stats": "Learn",
    "index": "Share",
    "demo": "Set up", "config": "Set up", "lsp": "Set up",
}  # fmt: skip
"""Every command, or group of commands, with the panel of the help that it stands in."""

_SETTINGS = {"help_option_names": ["-h", "--help"]}


class LazyGroup(QuickConversion, TyperGroup):
    """A group whose commands are imported when they are asked for."""

    path: tuple[str, ...] = ()
    """The words after ``pmctl`` that lead here."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._loaded: dict[str, Any] = {}
        self.commands = {}

    def offer(self, names: Iterable[str], *path: str) -> None:
        """Let the group at `path` have the commands `names`."""
        self.path = path
        self.commands = dict.fromkeys(names)  # type: ignore[assignment]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command called `cmd_name`, or None."""
        del ctx
        if cmd_name in self.commands and cmd_name not in self._loaded:
            self._loaded[cmd_name] = _load(*self.path, cmd_name)
        return self._loaded.get(cmd_name)


class QuickCommand(QuickConversion, TyperCommand):
    """A command as typer has it, without the wait."""


def command_line() -> Any:
    """Return pmctl's command line, ready to be run."""
    return _group(_start, COMMANDS)


def _load(*path: str) -> Any:
    module = import_module(f"pmctl.cli.{'_'.join(path)}_command")
    if hasattr(module, "command"):
        app = typer.Typer(add_completion=False, rich_markup_mode="rich")
        app.command(path[-1], cls=QuickCommand, context_settings=dict(_SETTINGS))(module.command)
        command: Any = get_command(app)
    else:
        command = _group(_start_of(module), module.COMMANDS, *path)
    if len(path) == 1:
        command.rich_help_panel = COMMANDS[path[0]]
    return command


def _group(callback: Callable[..., None], names: Iterable[str], *path: str) -> Any:
    app = typer.Typer(
        name=path[-1] if path else None,
        cls=LazyGroup,
        add_completion=not path,
        invoke_without_command=True,
        rich_markup_mode="rich",
        context_settings=dict(_SETTINGS),
    )
    app.callback()(start(callback))
    group: Any = get_command(app)
    group.offer(names, *path)
    return group


def _start(ctx: typer.Context, options: GlobalOptions) -> None:
    """Keep incident postmortems as Markdown in git, and make the promises in them come true."""
    ctx.obj = options
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)


def _start_of(group: ModuleType) -> Callable[[typer.Context, GlobalOptions], None]:
    """Return what starts the commands of a group, with the help of the group."""

    def start_group(ctx: typer.Context, options: GlobalOptions) -> None:
        _start(ctx, options)

    start_group.__doc__ = group.__doc__
    return start_group
