"""The process that fills in a repository's own template: it cannot run for long, nor grow large.

Jinja's sandbox keeps a template away from Python. It bounds neither time nor memory, and nothing within a process does
so for sure: a single step may take hours. So there are three bounds here: an alarm, which knows the template's line; a
watchdog, which ends the process where Python does not come to hear the alarm; and a limit of the memory, where the
system has one.
"""

from __future__ import annotations

import _thread
import faulthandler
import json
import os
import pickle
import re
import signal
import sys
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, NoReturn, cast

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pmctl.errors import PmctlError
from pmctl.repository.templates import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from jinja2.runtime import Context

    from pmctl.repository.own_templates import Limits, Request

_SHIPPED = "pmctl/"
"""How the names of the shipped templates begin where a repository's own could be meant as well."""
_LARGEST_TEMPLATE = 1_000_000
_MOST_DIGITS = 1_000
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_FILTER = re.compile(r"No filter named '(\w+)'")


def main() -> None:
    """Read a pickled `Request` from standard input, and write JSON to standard output: the text, or what is wrong."""
    request: Request = pickle.load(sys.stdin.buffer)  # noqa: S301 - the process that started this one wrote it
    _bound(request.limits)
    try:
        answer: dict[str, str | None] = {"text": render(request)}
    except PmctlError as error:
        answer = {"message": error.message, "hint": error.hint}
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    faulthandler.cancel_dump_traceback_later()
    sys.stdout.write(json.dumps(answer))


def render(request: Request) -> str:
    """Return what the template makes of its values; PmctlError says what is wrong, and in which line."""
    sandbox = environment(_Sandbox, _Folder(request))
    sandbox.most = request.limits.characters
    del sandbox.globals["lipsum"]
    try:
        return _joined(sandbox.get_template(request.path.name).generate(request.values), sandbox.most)
    except Exception as error:
        if isinstance(error, TemplateSyntaxError):
            places = [(Path(error.filename or request.path), error.lineno)]
        else:
            places = _places(error)
        message, hint = _explained(error, request, sandbox)
        raise PmctlError(f"template {_shown(places, request)}: {message}", hint=hint) from error


class _TooLongError(Exception):
    """The alarm."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a template finds the others, and does not multiply beyond measure."""

    intercepted_binops = frozenset({"*", "**"})
    most = 0

    def join_path(self, template: str, parent: str) -> str:
        """Return which template is meant: own ones come first; the shipped ones mean only each other.

        A template that extends one of its own name means the shipped one.
        """
        folder = cast("_Folder", self.loader)
        is_own = not folder.ships(template) or (template != parent and folder.has(template))
        return template if is_own and not parent.startswith(_SHIPPED) else f"{_SHIPPED}{template}"

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return a product or a power, unless it is larger than any document needs."""
        if operator == "**" and isinstance(left, int) and isinstance(right, int):
            if left.bit_length() * right > _MOST_DIGITS:
                raise SecurityError(f"it makes a number of more than {_MOST_DIGITS:,} binary digits")
        elif operator == "*":
            for many, times in ((left, right), (right, left)):
                if hasattr(many, "__len__") and isinstance(times, int) and len(many) * times > self.most:
                    raise SecurityError(f"it makes something longer than {self.most:,} characters")
        return super().call_binop(context, operator, left, right)


class _Folder(BaseLoader):
    """Finds the templates beside the one that is filled in, and the shipped ones."""

    def __init__(self, request: Request) -> None:
        self._own = request.path.parent
        self._within = request.within
        self._shipped = request.shipped

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, and its path."""
        del environment
        name = template.removeprefix(_SHIPPED)
        path = (self._own if name == template else self._shipped) / name
        if not (self.has(name) if name == template else self.ships(name)):
            raise TemplateNotFound(name)
        text = path.read_bytes().decode("utf-8-sig")
        if len(text) > _LARGEST_TEMPLATE:
            raise TemplateError(f"it has more than {_LARGEST_TEMPLATE:,} characters")
        return text, str(path), lambda: True

    def has(self, name: str) -> bool:
        """Return whether there is an own template of that name."""
        return _lies_in(self._own / name, self._within)

    def ships(self, name: str) -> bool:
        """Return whether there is a shipped template of that name."""
        return _lies_in(self._shipped / name, self._shipped)

    def list_templates(self) -> list[str]:
        """Return the names of the templates that there are."""
        return sorted({path.name for folder in (self._own, self._shipped) for path in folder.glob("*.j2")})


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether there is an ordinary file at `path`, whose links do not lead out of `folder`."""
    with suppress(OSError, ValueError):
        return path.is_file() and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    return False


def _joined(pieces: Iterator[str], most: int) -> str:
    """Return the pieces as one text; if it grows too long, the template is told where it stands, and so has a line."""
    text = []
    size = 0
    for piece in pieces:
        text.append(piece)
        size += len(piece)
        if size > most:
            generator = cast("Generator[str, None, None]", pieces)
            generator.throw(SecurityError(f"it makes a document of more than {most:,} characters"))
    return "".join(text)


def _places(error: BaseException) -> list[tuple[Path, int]]:
    """Return the places in templates that the traceback goes through, the innermost last.

    Jinja rewrites the traceback for them and leaves its own name in their frames; without it a message has no line.
    """
    found = []
    trace = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found.append((Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno))
        trace = trace.tb_next
    return found


def _shown(places: list[tuple[Path, int]], request: Request) -> str:
    """Return what a message calls the innermost of the places in own templates, which can be mended."""
    own = [place for place in places if place[0].parent != request.shipped]
    if not own:
        return request.shown
    path, line = own[-1]
    folder = Path(request.shown).parent
    return f"{(folder / os.path.relpath(path, request.path.parent)).as_posix()}:{line}"


def _explained(error: Exception, request: Request, sandbox: _Sandbox) -> tuple[str, str | None]:
    """Return what went wrong, and how to mend it."""
    said = str(error).rstrip(".")
    match error:
        case TemplateNotFound():
            return f"there is no template {error.name}", _guess(str(error.name), sandbox.list_templates())
        case UndefinedError() if found := _UNDEFINED.search(said):
            guess = _guess(found[1], request.values)
            return said, f"{guess or ''} These are defined: {', '.join(sorted(request.values))}.".strip()
        case TemplateSyntaxError():
            found = _NO_FILTER.search(said)
            return (error.message or "").rstrip("."), _guess(found[1], sandbox.filters) if found else None
        case SecurityError() if "unsafe" in said or "safely" in said:
            return said, "A template sees the values that it is given, not Python behind them."
        case TemplateError():
            return said, None
        case _TooLongError():
            return f"it takes longer than {request.limits.seconds:g} seconds", "Look for a loop that is too long."
        case MemoryError():
            return "it needs too much memory", "Look for a text that grows too long."
        case RecursionError():
            return "it calls, includes or extends itself without end", None
        case UnicodeDecodeError():
            return "it is not UTF-8", "Save it as UTF-8."
        case _:
            said = str(getattr(error, "msg", said))  # without the place in the Python that Jinja has made
            return f"it failed: {said or type(error).__name__}", None


def _guess(word: str, known: Iterable[str]) -> str | None:
    close = get_close_matches(word, list(known), n=1)
    return f"Did you mean {close[0]}?" if close else None


def _bound(limits: Limits) -> None:
    """Let this process end soon: in good order if it can."""
    signal.signal(signal.SIGTERM, _ring)
    alarm = Timer(limits.seconds, _thread.interrupt_main, [signal.SIGTERM])
    alarm.daemon = True
    alarm.start()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(limits.seconds + 1, exit=True, file=nowhere)
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _ring(*_: object) -> NoReturn:
    raise _TooLongError
