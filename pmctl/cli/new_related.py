"""“It is another one of those”: what `new` says of earlier postmortems, and which of them it is to name as related."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import typer

from pmctl.errors import PmctlError
from pmctl.reports.similar import Incident, find_similar
from pmctl.repository.files import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem
    from pmctl.reports.similar import Similar
    from pmctl.repository.project import Project
    from pmctl.repository.scaffold import Draft

_BETWEEN = re.compile(r"[\s,]+")


def with_related(session: Session, draft: Draft, named: Sequence[str] | None, *, ask: bool) -> Draft:
    """Return the draft with the earlier postmortems that it is to name, and say which are most like it.

    Args:
        session: where it is said: on standard error.
        draft: of the new postmortem.
        named: what ``--related`` names; then nothing is offered.
        ask: whether somebody can choose; without, none is chosen.

    Raises:
        PmctlError: `named` names none, or several.
    """
    project = session.project
    if named is not None:
        return replace(draft, related=tuple(dict.fromkeys(_find(project, named))))
    if not project.directory.is_dir():
        return draft
    incident = Incident(title=draft.title, date=draft.date, services=draft.services)
    found = find_similar(incident, _texts(project), partial(_read, project))
    return replace(draft, related=_chosen(session, found, ask=ask)) if found else draft


def _chosen(session: Session, found: Sequence[Similar], *, ask: bool) -> tuple[str, ...]:
    from pmctl.render.similar import similar_lines  # noqa: PLC0415 - most incidents are new ones

    session.note("It may be another one of those:")
    for line in similar_lines(found):
        session.note(line)
    if not ask:
        session.note("`--related ID` puts one into the new document.")
        return ()
    question = "Which belong into related (numbers, commas between; empty for none)"
    numbers: list[int] = session.ask(question, default="", show_default=False, value_proc=_choice(len(found)))
    return tuple(found[number - 1].name for number in numbers)


def _find(project: Project, named: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the postmortems that are named; PmctlError tells of all that cannot be found at once."""
    from pmctl.reports.lookup import find_postmortem  # noqa: PLC0415 - seldom needed

    documents = project.postmortems() if project.directory.is_dir() else []
    errors = []
    for name in named:
        try:
            yield find_postmortem(documents, name).name
        except PmctlError as error:
            errors.append(error)
    if errors:
        raise PmctlError("; ".join(error.message for error in errors), hint=errors[0].hint)


def _texts(project: Project) -> Iterator[tuple[str, str]]:
    for path in project.paths():
        text = read_document(path, project.root)
        if isinstance(text, str):
            yield project.relative(path), text


def _read(project: Project, path: str, text: str) -> Postmortem:
    from pmctl.postmortem.parse import parse  # noqa: PLC0415 - where none is alike, none is read

    return parse(text, path, project.conventions)


def _choice(most: int) -> Callable[[str], list[int]]:
    """Return what reads an answer; it is asked again until each word of it is a number that was shown."""

    def read(answer: str) -> list[int]:
        words = [word for word in _BETWEEN.split(answer) if word]
        numbers = [int(word) for word in words if word.isdecimal() and 1 <= int(word) <= most]
        if len(numbers) < len(words):
            raise typer.BadParameter(f"write numbers from 1 to {most}, or nothing")
        return list(dict.fromkeys(numbers))

    return read
