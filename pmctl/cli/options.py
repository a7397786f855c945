"""Options that several commands have, each with one name, one meaning and one sentence of help."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_EVERYWHERE = "Everywhere"
_FILTERS = "Filters"


class Colour(StrEnum):
    """When output is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer's callback
    if value:
        from pmctl import __version__  # noqa: PLC0415

        typer.echo(f"pmctl {__version__}")
        raise typer.Exit


Directory = Annotated[
    Path | None,
    typer.Option(
        "-C", metavar="DIR", help="Run as if started in DIR.", rich_help_panel=_EVERYWHERE, show_default=False
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Take FILE as the configuration.", rich_help_panel=_EVERYWHERE),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="Take DATE as today (also PMCTL_TODAY).", rich_help_panel=_EVERYWHERE),
]
Color = Annotated[
    Colour | None,
    typer.Option("--color", help="Colour the output.", rich_help_panel=_EVERYWHERE, show_default="auto"),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Say nothing besides data, warnings and errors.", rich_help_panel=_EVERYWHERE),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more.", rich_help_panel=_EVERYWHERE)]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Read the whole history from git, and keep nothing.", rich_help_panel=_EVERYWHERE),
]
Version = Annotated[
    bool,
    typer.Option(
        "--version", help="Show the version.", callback=_show_version, is_eager=True, rich_help_panel=_EVERYWHERE
    ),
]

Owners = Annotated[
    list[str] | None, typer.Option("--owner", metavar="WHO", help="Only what WHO owns.", rich_help_panel=_FILTERS)
]
Teams = Annotated[
    list[str] | None, typer.Option("--team", metavar="TEAM", help="Only TEAM's.", rich_help_panel=_FILTERS)
]
Services = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="NAME", help="Only of that service.", rich_help_panel=_FILTERS),
]
Severities = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="SEV", help="Only of that severity.", rich_help_panel=_FILTERS),
]
Priorities = Annotated[
    list[str] | None,
    typer.Option(
        "--priority", metavar="P", help="Only of that priority, or with such an action.", rich_help_panel=_FILTERS
    ),
]
Statuses = Annotated[
    list[str] | None, typer.Option("--status", metavar="WORD", help="Only of that status.", rich_help_panel=_FILTERS)
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
OutputFile = Annotated[
    Path | None, typer.Option("--output-file", "-o", metavar="FILE", help="Write to FILE, not to standard output.")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there is anything to report.")]


class TableFormat(StrEnum):
    """How rows are shown."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class PageFormat(StrEnum):
    """How what is no table is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE|REV",
        help="As it was at the end of that day, or at that commit on its day; only commits count.",
    ),
]
Rev = Annotated[str | None, typer.Option(metavar="REV", help="As that commit has it; only commits count.")]


class OnShallow(StrEnum):
    """What to do where a shallow clone hides part of the history."""

    WARN = "warn"
    FAIL = "fail"


ShallowOption = Annotated[OnShallow, typer.Option("--on-shallow", help="In a shallow clone, warn and show ? or fail.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalOptions:
    """What is said for every command, before its name or after it; after it wins."""

    directory: Path | None = None
    config: Path | None = None
    today: str | None = None
    color: Colour | None = None
    quiet: bool = False
    verbose: bool = False
    no_cache: bool = False

    def updated(self, given: Mapping[str, Any]) -> GlobalOptions:
        """Return these options with those that are given instead."""
        said = {field.name: given.get(f"{_EVERYWHERE_PREFIX}{field.name}") for field in fields(self)}
        return replace(self, **{name: value for name, value in said.items() if value not in (None, False)})

    def as_arguments(self) -> list[str]:
        """Return what must be said to another command for it to run alike, the folder and the configuration aside."""
        said = []
        if self.today:
            said += ["--today", self.today]
        if self.color:
            said += ["--color", self.color.value]
        return said + ["--quiet"] * self.quiet + ["--verbose"] * self.verbose


_EVERYWHERE_PREFIX = "everywhere_"
"""Keeps the names of these parameters apart from a command's own."""

_GLOBAL_ANNOTATIONS: dict[str, Any] = {
    "everywhere_directory": Directory,
    "everywhere_config": Config,
    "everywhere_today": Today,
    "everywhere_color": Color,
    "everywhere_quiet": Quiet,
    "everywhere_verbose": Verbose,
    "everywhere_no_cache": NoCache,
    "everywhere_version": Version,
}


def command(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Make a command of a function that takes a Session first: typer sees the global options too, it does not."""

    @functools.wraps(function)
    def run(ctx: typer.Context, **given: Any) -> int | None:
        from pmctl.cli.session import Session  # noqa: PLC0415 - not for --help or completion

        given_globals = {name: given.pop(name) for name in _GLOBAL_ANNOTATIONS}
        options = (ctx.obj or GlobalOptions()).updated(given_globals)
        session = Session(options)
        with session.waiting:
            return function(session, **given)

    return _with_global_options(run, function, skip=1)


def start(function: Callable[..., None]) -> Callable[..., None]:
    """Make the callback of the command line, or of a group in it, of `function`.

    The function takes the context and the global options that were said up to there.
    """

    @functools.wraps(function)
    def run(ctx: typer.Context, **given: Any) -> None:
        function(ctx, (ctx.obj or GlobalOptions()).updated(given))

    return _with_global_options(run, function, skip=2)


def _with_global_options(run: Callable[..., Any], function: Callable[..., Any], *, skip: int) -> Callable[..., Any]:
    hints = get_type_hints(function, localns={"Session": object}, include_extras=True)
    own = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in list(inspect.signature(function).parameters.items())[skip:]
    ]
    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        *own,
        *(
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=annotation,
                default=False if annotation in {Quiet, Verbose, NoCache, Version} else None,
            )
            for name, annotation in _GLOBAL_ANNOTATIONS.items()
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    del run.__wrapped__  # type: ignore[attr-defined]
    return run
