"""“It is another one of those”: what `new` says of earlier postmortems, and which of them it is to name as related."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import typer

from pmctl.cli.wrapping import wrapped
from pmctl.errors import PmctlError
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import parse, read_record
from pmctl.postmortem.problems import ProblemKind
from pmctl.reports.similar import Incident, find_similar
from pmctl.repository.files import read_document
from pmctl.repository.heads import beginnings
from pmctl.repository.scaffold import draft_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pmctl.cli.session import Session
    from pmctl.reports.similar import Similar
    from pmctl.repository.project import Project
    from pmctl.repository.scaffold import Draft

_BETWEEN = re.compile(r"[\s,]+")
_HANGING = 5
"""How far the rest of a long line is indented: where the titles begin."""


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
    if session.options.quiet and not ask:
        return draft
    incident = Incident(title=draft.title, date=draft.date, services=draft.services, name=draft.id)
    own = project.relative(draft_path(draft, project))
    others = ((path, data) for path, data in beginnings(project) if path != own)
    found = find_similar(incident, others, partial(_read, session))
    return replace(draft, related=_chosen(session, found, ask=ask)) if found else draft


def _chosen(session: Session, found: Sequence[Similar], *, ask: bool) -> tuple[str, ...]:
    from pmctl.render.similar import similar_lines  # noqa: PLC0415 - most incidents are new ones

    session.note("It may be another one of those:")
    for line in similar_lines(found):
        session.note(wrapped(line, sys.stderr, hanging=_HANGING))
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


def _read(session: Session, path: str) -> Record | None:
    """Return what a document says of itself: where that cannot be read any more, what it said last, with a warning."""
    project = session.project
    source = read_document(project.root / path, project.root)
    record = read_record(source, path, project.conventions) if isinstance(source, str) else None
    if isinstance(record, Record):
        return record
    if record and record.problems[0].kind is ProblemKind.MISSING_FRONT_MATTER:
        return None
    from pmctl.cli.action_records import newest_records  # noqa: PLC0415 - nearly all can be read

    return next(iter(newest_records(session, [parse(source, path, project.conventions)])), None)


def _choice(most: int) -> Callable[[str], list[int]]:
    """Return what reads an answer; it is asked again until each word of it is a number that was shown."""

    def read(answer: str) -> list[int]:
        words = [word for word in _BETWEEN.split(answer) if word]
        numbers = [int(word) for word in words if word.isdecimal() and 1 <= int(word) <= most]
        if len(numbers) < len(words):
            raise typer.BadParameter(f"write numbers from 1 to {most}, or nothing")
        return list(dict.fromkeys(numbers))

    return read
