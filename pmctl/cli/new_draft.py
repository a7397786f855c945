"""What is known of a new postmortem: what the command line says, what its user is asked for, and what git knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import typer

from pmctl.cli.new_owner import git_owner, said_owner
from pmctl.errors import PmctlError
from pmctl.postmortem.nobody import names_nobody
from pmctl.render.safe import printable
from pmctl.repository import clock
from pmctl.repository.scaffold import Draft, known_severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pmctl.cli.session import Session
    from pmctl.postmortem.conventions import Conventions
    from pmctl.repository.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is said of a new postmortem, as it is written on the command line; None where nothing is."""

    title: str | None = None
    severity: str | None = None
    owner: str | None = None
    date: str | None = None
    team: str | None = None
    services: Sequence[str] | None = None
    template: str | None = None


def ask_for_missing(answers: Answers, session: Session) -> Answers:
    """Return the answers with those that somebody must give and has not given yet."""
    conventions = session.project.conventions
    title, severity, services = answers.title, answers.severity, answers.services
    if title is None:
        title = session.ask("What happened, in a few words")
    if severity is None:
        names = ", ".join(known.name for known in conventions.severities)
        severity = session.ask(f"How bad was it ({names})", value_proc=_severity(conventions))
    if services is None:
        said = session.ask("Which services were hit (commas between; empty for none)", default="", show_default=False)
        services = () if names_nobody(said) else services_in((said,))
    return replace(answers, title=title, severity=severity, services=services)


def services_in(said: Sequence[str]) -> tuple[str, ...]:
    """Return the services that are said, each once: commas stand between several."""
    names = (name.strip() for words in said for name in words.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def draft_of(answers: Answers, project: Project) -> Draft:
    """Return what is known of the postmortem; PmctlError says what cannot be used."""
    conventions = project.conventions
    title = printable(answers.title or "").strip()
    if not title:
        raise PmctlError("a postmortem needs a title", hint='Write it behind the command: pmctl new "Database full".')
    day = clock.read_day(answers.date, "--date") if answers.date is not None else project.today
    said = (answers.owner or "").strip()
    owner = said_owner(said, conventions) if said else git_owner(project)
    return Draft(
        title=title,
        severity=known_severity(answers.severity, conventions) if answers.severity is not None else None,
        date=day,
        now=clock.now(day, conventions.zone),
        owner=owner,
        team=(answers.team or "").strip() or conventions.team_of(owner),
        services=tuple(name.strip() for name in answers.services or () if name.strip()),
        template=answers.template,
    )


def _severity(conventions: Conventions) -> Callable[[str], str]:
    """Return what reads an answer to the question for the severity; it is asked again until there is one."""

    def read(answer: str) -> str:
        try:
            return known_severity(answer.strip(), conventions)
        except PmctlError as error:
            raise typer.BadParameter(f"{error.message}. {error.hint}") from error

    return read
