"""What went wrong with a repository's own template: in which line, why, and how to mend it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from pmctl.errors import PmctlError
from pmctl.repository.template_blocks import LostTextError
from pmctl.repository.template_parts import EncodingError, RefusedTemplateError
from pmctl.repository.templates import UnknownSectionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmctl.repository.own_templates import Request

_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_FILTER = re.compile(r"No filter named '(\w+)'")


class TooLongError(Exception):
    """The time of a template is over."""


def explained(error: Exception, request: Request, environment: Environment) -> PmctlError:
    """Return what is to be said of an error that filling in a template has raised."""
    if isinstance(error, TemplateSyntaxError):
        places = [(Path(error.filename or request.path), error.lineno)]
    else:
        places = _places(error)
    message, hint = _explained(error, request, environment)
    return PmctlError(f"template {_shown(places, request)}: {message}", hint=hint)


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
    return f"{Path(os.path.normpath(folder / os.path.relpath(path, request.path.parent))).as_posix()}:{line}"


def _explained(error: Exception, request: Request, environment: Environment) -> tuple[str, str | None]:
    """Return what went wrong, and how to mend it."""
    said = str(error).rstrip(".")
    match error:
        case TemplateNotFound():
            return f"there is no template {error.name}", _guess(str(error.name), environment.list_templates())
        case RefusedTemplateError():
            return said, "A template takes others from its own folder, .pmctl/templates, [templates] and pmctl."
        case UndefinedError() if found := _UNDEFINED.search(said):
            return said, _defined(found[1], request)
        case UnknownSectionError():
            return said, _sections(error, request)
        case LostTextError():
            return error.message or "", _blocks(error)
        case EncodingError():
            return error.message or "", "Save it as UTF-8."
        case TemplateSyntaxError():
            found = _NO_FILTER.search(said)
            return (error.message or "").rstrip("."), _guess(found[1], environment.filters) if found else None
        case SecurityError() if "unsafe" in said or "safely" in said:
            return said, "A template sees the values that it is given, not Python behind them."
        case TemplateError():
            return said, None
        case _:
            return _failed(error, request)


def _failed(error: Exception, request: Request) -> tuple[str, str | None]:
    """Return the same of an error that is none of Jinja's."""
    match error:
        case TooLongError():
            return f"it takes longer than {request.limits.seconds:g} seconds", "Look for a loop that is too long."
        case MemoryError():
            return "it needs too much memory", "Look for a text that grows too long."
        case RecursionError():
            return "it calls, includes or extends itself without end", None
        case OSError():
            return f"it cannot be read: {error.strerror or error}", None
        case _:
            said = str(getattr(error, "msg", error)).rstrip(".")  # without the place in the Python that Jinja has made
            return f"it failed: {said or type(error).__name__}", None


def _defined(name: str, request: Request) -> str:
    if name in request.values:
        return f"What is imported sees {name} only with its context: {{% import … as … with context %}}."
    if name == "section":
        return 'It is defined in the blocks of a template that extends a shipped one, such as "default.md.j2".'
    guess = _guess(name, request.values)
    return f"{guess or ''} These are defined: {', '.join(sorted(request.values))}.".strip()


def _sections(error: UnknownSectionError, request: Request) -> str:
    guess = _guess(error.key, cast("dict[str, str]", request.values["titles"]))
    return f"{guess or ''} A section of your own needs a heading: section(KEY, HEADING).".strip()


def _blocks(error: LostTextError) -> str:
    guess = _guess(error.block, error.known) if error.block else None
    return f"{guess or ''} These can be filled in: {', '.join(sorted(error.known))}.".strip()


def _guess(word: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only where a word is wrong

    close = get_close_matches(word, list(known), n=1)
    return f"Did you mean {close[0]}?" if close else None
