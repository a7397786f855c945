"""“It is another one of those”: what `new` says of earlier postmortems, and which of them it is to name as related."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from pmctl.postmortem.parse import parse
from pmctl.render.similar import similar_lines
from pmctl.reports.similar import could_be_similar, similar_to
from pmctl.repository.files import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pmctl.cli.session import Session
    from pmctl.reports.similar import Incident, Similar
    from pmctl.repository.project import Project

_NUMBERS = re.compile(r"[\s,]+")


def offer_related(session: Session, incident: Incident, *, ask: bool) -> tuple[str, ...]:
    """Say which earlier postmortems are most like the incident; return the ids of those that are to be related.

    Args:
        session: where it is said: on standard error.
        incident: what is known of the new one.
        ask: whether somebody can choose; without, none is chosen.
    """
    found = _find_similar(session.project, incident)
    if not found:
        return ()
    session.note("It may be another one of those:")
    for line in similar_lines(found):
        session.note(line)
    if not ask:
        session.note("--related ID puts one into the new document.")
        return ()
    question = "Which belong into related (numbers with commas between; empty for none)"
    chosen: list[int] = session.ask(question, default="", show_default=False, value_proc=_choice(len(found)))
    return tuple(found[number - 1].name for number in chosen)


def _find_similar(project: Project, incident: Incident) -> Sequence[Similar]:
    paths = project.paths() if project.directory.is_dir() else []
    texts = ((path, read_document(path, project.root)) for path in paths)
    documents = (
        parse(text, project.relative(path), project.conventions)
        for path, text in texts
        if isinstance(text, str) and could_be_similar(text, incident)
    )
    return similar_to(incident, documents, among=len(paths))


def _choice(most: int) -> Callable[[str], list[int]]:
    """Return what reads an answer; it is asked again until each word of it is a number that was shown."""

    def read(answer: str) -> list[int]:
        words = [word for word in _NUMBERS.split(answer) if word]
        numbers = [int(word) for word in words if word.isdecimal() and 1 <= int(word) <= most]
        if len(numbers) < len(words):
            raise typer.BadParameter(f"write numbers from 1 to {most}, or nothing")
        return list(dict.fromkeys(numbers))

    return read
