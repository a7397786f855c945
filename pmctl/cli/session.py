"""What a command needs besides its arguments: the project, and a place for data and one for talk."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, redirect_stdout
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from pmctl.cli.boundary import complain, silence
from pmctl.cli.options import Colour
from pmctl.cli.waiting import Waiting
from pmctl.cli.wrapping import wrapped
from pmctl.render.safe import printable_lines
from pmctl.repository.files import write_text
from pmctl.repository.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType

    from pmctl.cli.options import GlobalOptions
    from pmctl.errors import PmctlError
    from pmctl.repository.project import Project


_TRAILING_BLANKS = re.compile(r" +$", re.MULTILINE)

_PLAINER = str.maketrans({"─": "-", "–": "-", "×": "x", "…": "...", "“": '"', "”": '"', "’": "'", "→": "->"})


class Session:
    """One run of one command. Data goes to standard output, talk to standard error.

    Attributes:
        waiting: the sign of life, while there is nothing to say.
        rewritten: the documents that the run has written itself.
    """

    def __init__(self, options: GlobalOptions) -> None:
        self.options = options
        self.waiting = Waiting(quiet=options.quiet)
        self.rewritten: list[Path] = []

    @property
    def cwd(self) -> Path:
        """Where the command was started, or what -C says."""
        return (Path.cwd() / self.options.directory) if self.options.directory else Path.cwd()

    @cached_property
    def project(self) -> Project:
        """The project that the command works on."""
        return open_project(self.cwd, config=self.options.config, today=self.options.today)

    @property
    def is_interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str, **options: Any) -> Any:
        """Return the answer to a question, which is talk; `options` are those of typer.prompt."""
        self.waiting.stop()
        with _asking():
            return typer.prompt(question, **options)

    def confirm(self, question: str) -> bool:
        """Return the answer to a question for yes or no; no is what Return answers."""
        self.waiting.stop()
        with _asking():
            return typer.confirm(question, default=False)

    @cached_property
    def console(self) -> Console:
        """Standard output as Rich sees it."""
        return self._console(sys.stdout)

    @cached_property
    def is_plain(self) -> bool:
        """Whether standard output is certainly no terminal, as far as this can be told without Rich."""
        told_otherwise = any(name in os.environ for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))
        return self.options.color is not Colour.ALWAYS and not told_otherwise and not sys.stdout.isatty()

    def get_ready(self) -> None:
        """Import what draws; worth it only where there is something to wait for."""
        for module in ("pmctl.render.table", "rich.console"):
            import_module(module)

    def show(self, *renderables: RenderableType, soft_wrap: bool = False) -> None:
        """Write renderables to standard output. With `soft_wrap`, lines are left as long as they are."""
        self.waiting.stop()
        if not self.console.is_terminal:
            self.write(_drawable(self.capture(*renderables, soft_wrap=soft_wrap), sys.stdout.encoding))
            return
        try:
            _print(self.console, renderables, soft_wrap=soft_wrap)
            sys.stdout.flush()
        except (BrokenPipeError, SystemExit):  # the latter is how Rich answers a broken pipe
            silence("stdout")

    def page(self, *renderables: RenderableType) -> None:
        """Show renderables, a screenful at a time if they are longer than the terminal."""
        self.waiting.stop()
        text = self.capture(*renderables)
        if not sys.stdout.isatty() or text.count("\n") < self.console.height:
            self.show(*renderables)
            return
        with _less_in_colour(), self.console.pager(styles=self.console.color_system is not None):
            _print(self.console, renderables)

    def write(self, text: str, file: Path | None = None) -> None:
        """Write a text as it is to standard output, or to `file`."""
        self.waiting.stop()
        if file is not None:
            from pmctl.cli.targets import refuse_target  # noqa: PLC0415 - most reports are read at once

            refuse_target(self, file)
            write_text(self.cwd / file, text)
            return
        try:
            sys.stdout.write(_within_reach(text, sys.stdout))
            sys.stdout.flush()
        except BrokenPipeError:
            silence("stdout")

    def write_lines(self, lines: Iterable[str]) -> None:
        """Write lines to standard output that is no terminal, as `show` would."""
        text = _TRAILING_BLANKS.sub("", "".join(f"{line}\n" for line in lines))
        self.write(_drawable(text, sys.stdout.encoding))

    def capture(self, *renderables: RenderableType, soft_wrap: bool = False) -> str:
        """Return what `show` would write, without colour and without blanks at the end of lines: for a file."""
        from rich.console import Console  # noqa: PLC0415 - formats for machines do not need it

        console = Console(color_system=None, width=self.console.width, legacy_windows=False)
        with console.capture() as captured:
            _print(console, renderables, soft_wrap=soft_wrap)
        return _TRAILING_BLANKS.sub("", captured.get())

    def note(self, message: str) -> None:
        """Say something to whoever runs the command, unless they want it quiet."""
        if not self.options.quiet:
            self._say(message)

    def detail(self, message: str) -> None:
        """Say something that only -v asks for."""
        if self.options.verbose:
            self._say(message)

    def warn(self, message: str) -> None:
        """Say what the reader of the data must know to trust it; -q does not hide that."""
        self._say(f"warning: {message}")

    def complain(self, error: PmctlError) -> None:
        """Say what went wrong where the command goes on."""
        self.waiting.stop()
        complain(error.message, error.hint)

    def _say(self, message: str) -> None:
        self.waiting.stop()
        try:
            print(wrapped(printable_lines(message), sys.stderr), file=sys.stderr)  # noqa: T201 - talk
        except BrokenPipeError:
            silence("stderr")

    def _console(self, stream: TextIO) -> Console:
        from rich.console import Console  # noqa: PLC0415 - formats for machines do not need it

        wanted = self.options.color or Colour.AUTO
        forced = wanted is Colour.ALWAYS or (
            wanted is Colour.AUTO and not os.environ.get("NO_COLOR") and bool(os.environ.get("FORCE_COLOR"))
        )
        off = wanted is Colour.NEVER or (wanted is Colour.AUTO and bool(os.environ.get("NO_COLOR")))
        return Console(
            file=stream,
            force_terminal=True if forced else None,
            no_color=off,
            color_system=None if off else ("standard" if forced and not stream.isatty() else "auto"),
            legacy_windows=False,
        )


def _print(console: Console, renderables: Iterable[RenderableType], *, soft_wrap: bool = False) -> None:
    from pmctl.render.table import WordyTable  # noqa: PLC0415 - see Session.capture

    for renderable in renderables:
        fits = soft_wrap or isinstance(renderable, WordyTable)  # to measure its lines would take longer than to draw it
        console.print(renderable, soft_wrap=soft_wrap, highlight=False, markup=False, emoji=False, crop=not fits)


def _within_reach(text: str, stream: TextIO) -> str:
    """Write what the stream has no code for as \\uXXXX, which JSON reads as the character itself."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(char if _encodes(char, encoding) else _escape(char) for char in text)
    return text


def _encodes(char: str, encoding: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


@contextmanager
def _asking() -> Iterator[None]:
    """Let a question be talk, and end its line where nobody answers it."""
    try:
        with redirect_stdout(sys.stderr):  # typer itself leaves a blank on standard output
            yield
    except typer.Abort:
        print(file=sys.stderr)  # noqa: T201 - talk
        raise


@contextmanager
def _less_in_colour() -> Iterator[None]:
    """Let less show colours, which it would print as escape sequences, unless its user has told it what to do."""
    if "LESS" in os.environ:
        yield
        return
    os.environ["LESS"] = "-RFX"
    try:
        yield
    finally:
        del os.environ["LESS"]


def _drawable(text: str, encoding: str | None) -> str:
    """Return `text` with plainer signs where the stream has no room for ours: a question mark means unknown."""
    return text if (encoding or "utf-8").casefold().startswith("utf") else text.translate(_PLAINER)
