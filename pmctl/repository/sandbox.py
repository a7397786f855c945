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
import signal
import sys
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Any, NoReturn, cast

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pmctl.errors import PmctlError
from pmctl.repository.template_blocks import LostTextError, blocks_of
from pmctl.repository.template_mistakes import TooLongError, explained
from pmctl.repository.template_parts import TemplateParts
from pmctl.repository.templates import environment

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from jinja2 import nodes
    from jinja2.runtime import Context

    from pmctl.repository.own_templates import Limits, Request

_MOST_DIGITS = 1_000


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
    sys.stdout.flush()
    os._exit(0)  # to take everything apart in good order takes as long as a tenth of the rest


def render(request: Request) -> str:
    """Return what the template makes of its values; PmctlError says what is wrong, and in which line."""
    sandbox = environment(_Sandbox, TemplateParts(request))
    sandbox.most = request.limits.characters
    sandbox.blocks = {}
    del sandbox.globals["lipsum"]
    try:
        return _joined(sandbox.get_template(request.path.name).generate(request.values), sandbox.most)
    except Exception as error:
        raise explained(error, request, sandbox) from error


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a template finds the others, and does not multiply beyond measure."""

    intercepted_binops = frozenset({"*", "**"})
    most = 0
    blocks: dict[str, frozenset[str] | None]

    def join_path(self, template: str, parent: str) -> str:
        """Return which template is meant."""
        return cast("TemplateParts", self.loader).meant(template, parent)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own
    ) -> str:
        """Return the Python of a template, unless it says something to no effect."""
        self.blocks[name or ""] = None  # until it is known: two may extend each other

        def parent_blocks(parent: str) -> frozenset[str] | None:
            parent = self.join_path(parent, name or "")
            if parent not in self.blocks:
                with suppress(TemplateError, OSError, UnicodeDecodeError):  # said where it is filled in
                    self.get_template(parent)
            return self.blocks.get(parent)

        try:
            self.blocks[name or ""] = blocks_of(source, parent_blocks)
        except LostTextError as error:
            error.name, error.filename = name, filename
            raise
        return super()._generate(source, name, filename, defer_init)

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
    raise TooLongError
