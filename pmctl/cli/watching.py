"""``check --watch``: check again whenever somebody saves a document."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import TYPE_CHECKING

from pmctl.cli.session import Session
from pmctl.errors import PmctlError
from pmctl.repository.files import list_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pmctl.repository.project import Project

_PAUSE = 0.5
"""Seconds between two looks."""

_SHARE = 10
"""A look may take this share of the time: where there are very many documents, the pause grows."""

_CONFIGURATIONS = ("pmctl.toml", "pyproject.toml")

State = dict[str, tuple[int, int, int]]


def watch(session: Session, chosen: Sequence[Path], check: Callable[[Session], int]) -> int:
    """Check, and again after every change, until somebody interrupts it.

    What is wrong with the command line ends the first check, and so the command. Later the configuration may be wrong
    for as long as somebody writes it: then that is said, and the next change is waited for.

    Args:
        session: the run that asks for it; every check has one of its own, since the configuration may change.
        chosen: files and folders that are looked at; all documents if there are none.
        check: what is done.
    """
    before = _state(session.project, chosen)
    again = session
    check(_announced(again))
    while True:
        before |= _looked_at(map(str, again.rewritten))  # nobody has saved these but pmctl itself
        _say_waiting(session)
        before = _next_state(session, chosen, before)
        again = Session(session.options)
        try:
            check(_announced(again))
        except PmctlError as error:
            session.complain(error)


def _next_state(session: Session, chosen: Sequence[Path], before: State) -> State:
    """Wait for a change, and return what there is after it."""
    while True:
        start = time.monotonic()
        try:
            now = _state(Session(session.options).project, chosen)
        except PmctlError:  # told by the check that follows, unless it was told before
            now = _state(session.project, chosen)
        if now != before:
            return now
        time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - start)))


def _state(project: Project, chosen: Sequence[Path]) -> State:
    """Return when each file that matters was written, and its size, by path."""
    return _looked_at(_watched(project, chosen))


def _looked_at(paths: Iterable[str]) -> State:
    found = {}
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116 - there may be ten thousand
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _watched(project: Project, chosen: Sequence[Path]) -> Iterator[str]:
    yield from (f"{folder}/{name}" for folder in {project.base, project.cwd} for name in _CONFIGURATIONS)
    if project.configuration.file:
        yield str(project.configuration.file)
    if chosen:
        existing = (path for path in chosen if os.path.lexists(project.cwd / path))
        yield from map(str, project.paths(existing))
    else:
        yield from (f"{project.root}/{path}" for path in list_documents(project.root, project.scope))


def _announced(session: Session) -> Session:
    if session.console.is_terminal:
        session.console.clear()
    return session


def _say_waiting(session: Session) -> None:
    now = datetime.now().astimezone()
    session.note(f"Checked at {now:%H:%M:%S}. Waiting for a change; Ctrl-C ends it.\n")
